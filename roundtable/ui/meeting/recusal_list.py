"""Who must leave for which case, and whether they have: a case opens only once that is recorded."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.actions.hub import HubView
from roundtable.domain.ids import AttendeeId, CaseId
from roundtable.domain.signoff import Outcome, Recusal
from roundtable.domain.wording import isolated, time_words
from roundtable.ui.meeting.attendee_list import Words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Pill, Row, Text
from roundtable.ui.widgets.stack import Stack


class RecusalList(Card):
    """Fires `left` and `back` with attendee and case."""

    left = Signal(str, str)
    back = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "Interests in a case",
            "A case opens once you have recorded that whoever leaves for it is out of the room.",
        )
        self._rows = Stack(theme, spacing=10)
        self.add(self._rows)
        self.buttons: dict[tuple[AttendeeId, CaseId], Button] = {}
        self._shown: tuple[object, ...] = ()
        self._here: frozenset[tuple[AttendeeId, CaseId]] = frozenset()

    def show_hub(self, hub: HubView) -> None:
        """Every recusal in the order of the cases."""
        names = dict(hub.case_names)
        people = {a.id: a for a in hub.attendees}
        recusals = [r for c in names for r in hub.table.sheet.recusals if r.case_id == c]
        shown = (tuple(recusals), hub.case_names, hub.attendees)
        self.setVisible(bool(recusals))
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((key for key, b in self.buttons.items() if b.hasFocus()), None)
        self._rows.clear()
        self.buttons = {}
        self._here = frozenset(
            (r.attendee_id, r.case_id)
            for r in recusals
            if r.outcome is Outcome.LEAVES and r.left_at is None and people[r.attendee_id].is_here
        )
        for recusal in recusals:
            person = people[recusal.attendee_id]
            self._add(recusal, person.name, names[recusal.case_id], is_here=person.is_here)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def to_leave(self, case_id: CaseId) -> Button | None:
        """What records the next person out of the room for this case; None when nobody is in the way."""
        waiting = (b for key, b in self.buttons.items() if key[1] == case_id and key in self._here)
        return next(waiting, None)

    def _add(self, recusal: Recusal, name: str, case: str, *, is_here: bool) -> None:
        leaves = recusal.outcome is Outcome.LEAVES
        what = "leaves for this case" if leaves else "stays, takes no part in grading"
        words = Words(self.theme, Text(f"{case}: {isolated(name)}").strong(), Text(what, "small", "ink2"))
        row = Row(self.theme, words, spacing=10)
        if leaves:
            row.addWidget(self._pill(recusal, is_here=is_here))
            row.addWidget(self._button(recusal, name, case))
        self._rows.add(row)

    def _pill(self, recusal: Recusal, *, is_here: bool) -> Pill:
        if recusal.left_at is not None:
            return Pill(self.theme, f"Out since {time_words(recusal.left_at)}", "ok", "circle-check")
        if is_here:
            return Pill(self.theme, "In the room", "warn", "triangle-alert")
        return Pill(self.theme, "Not here", "ink2", "log-out")

    def _button(self, recusal: Recusal, name: str, case: str) -> Button:
        key = (recusal.attendee_id, recusal.case_id)
        out = recusal.left_at is not None
        words = "Is back in the room" if out else "Has left the room"
        button = Button(self.theme, words, icon="user-check" if out else "log-out")
        button.setAccessibleName(f"{words}: {name}, {case}")
        signal = self.back if out else self.left
        button.clicked.connect(lambda: signal.emit(*key))
        self.buttons[key] = button
        return button
