"""The agencies' returns on a case: which there are, and one of them open beside the list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from roundtable.actions.agency_returns import enter_return
from roundtable.actions.registers import CaseFileView
from roundtable.domain.agency_return import AgencyReturn, ReturnStatus
from roundtable.domain.audit import Audit
from roundtable.domain.board import Board
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import AgencyId
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.preparation.return_form import ReturnForm
from roundtable.ui.widgets import Column, EmptyState, TableView
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack

_WORDS = {
    ReturnStatus.RECEIVED: "Received",
    ReturnStatus.NIL: "Nil return",
    ReturnStatus.NOT_RECEIVED: "Not received",
}


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One agency in the list."""

    agency_id: AgencyId
    agency: str
    sent: AgencyReturn
    grade: str


class ReturnsEditor(Stack):
    """Agencies in scope and those that answered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self._audit: Audit | None = None
        self._chosen = ""
        self._unsaved: dict[AgencyId, AgencyReturn] = {}  # those whose last save failed
        self.table: TableView[ReturnRow] = TableView(
            desk.theme,
            "Agencies",
            (
                Column("Agency", lambda r: r.agency, 4),
                Column("Return", lambda r: _WORDS[r.sent.status], 2, _tone),
                Column("Own grade", lambda r: r.grade, 3),
            ),
        )
        self.form = ReturnForm(desk.theme)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self.form.headline.setFocus(Qt.FocusReason.TabFocusReason))
        self.form.edited.connect(self._store)
        self._both = Reflow(desk.theme, self.table, self.form, columns=2, narrowest=480)
        self.add(self._both)
        self._empty = EmptyState(
            desk.theme,
            "building-2",
            "No agencies in scope yet",
            "Choose the agencies on the audit’s page; then each gets a return here.",
        )
        self.add(self._empty)

    def show_case(self, view: CaseFileView, audit: Audit, board: Board) -> None:
        """Show the list; the same agency stays open."""
        self._audit = audit
        scope = dict.fromkeys((*audit.agencies, *(r.agency_id for r in view.case.returns)))
        rows = tuple(self._row(a, view, audit, board) for a in scope)
        self._both.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        chosen = self._chosen
        self.table.show_rows(rows)
        if rows:
            place = next((i for i, r in enumerate(rows) if r.agency_id == chosen), 0)
            self.table.selectRow(place)
            self._on_chosen(place)

    def flush(self) -> None:
        """Save what is being typed, and what could not be saved before."""
        self.form.flush()
        for sent in tuple(self._unsaved.values()):
            self.form.autosave.begin()
            self._store(sent)

    def _row(self, agency_id: AgencyId, view: CaseFileView, audit: Audit, board: Board) -> ReturnRow:
        sent = view.case.return_of(agency_id) or AgencyReturn(agency_id, ReturnStatus.NOT_RECEIVED)
        grade = audit.scale.label(sent.grade_id) if sent.grade_id else ""
        return ReturnRow(agency_id, board.agency_name(agency_id), sent, grade)

    def _on_chosen(self, place: int) -> None:
        rows = self.table.rows_model.rows
        if 0 <= place < len(rows) and self._audit is not None:
            row = rows[place]
            self._chosen = row.agency_id
            sent = self._unsaved.get(row.agency_id, row.sent)
            self.form.show_return(sent, row.agency, self._audit)

    def _store(self, sent: AgencyReturn) -> None:
        desk = self._desk
        self._unsaved.pop(sent.agency_id, None)

        def failed(_error: RoundtableError) -> None:
            self._unsaved[sent.agency_id] = sent
            self.form.save_failed()

        desk.act(
            lambda: enter_return(desk.vault, desk.case_id, sent),
            lambda _made: self.form.autosave.done(),
            failed,
        )


def _tone(row: ReturnRow) -> str:
    return "warn" if row.sent.status is ReturnStatus.NOT_RECEIVED else "ink"
