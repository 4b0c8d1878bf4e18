"""The papers of a meeting that hold names: saved where the facilitator says."""

from __future__ import annotations

from roundtable.actions.signoff_record import sign_off_record
from roundtable.actions.urgent_concerns import concern_slip
from roundtable.domain.ids import ConcernId, RoundTableId
from roundtable.ui.meeting.save_paper import save_paper
from roundtable.ui.screen import Screen


class MeetingPapers:
    """The sign-off record, and the handover slip of an urgent concern."""

    def __init__(self, screen: Screen, table: RoundTableId) -> None:
        self._screen, self._table, self._reference = screen, table, ""

    def know(self, reference: str) -> None:
        """The audit's reference, for the file's name."""
        self._reference = reference

    def save_record(self) -> None:
        """Attendance and signatures."""
        context, table = self._screen.context, self._table
        save_paper(
            self._screen,
            "Save the sign-off record",
            f"Sign-off-record-{self._reference}.pdf",
            lambda: sign_off_record(context.vault, context.papers, table),
        )

    def save_slip(self, concern: str) -> None:
        """One urgent concern, for whoever takes it on."""
        context, table = self._screen.context, self._table
        save_paper(
            self._screen,
            "Save the handover slip",
            "Urgent-concern-slip.pdf",
            lambda: concern_slip(context.vault, context.papers, table, ConcernId(concern)),
        )
