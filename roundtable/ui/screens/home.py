"""The first page after unlocking: go on where it stopped, choose an audit, or prepare one."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.audits import AuditDetails, prepare_audit
from roundtable.actions.home import AuditRow, HomeView, Resume, home_view
from roundtable.domain.audit import AuditStatus
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.round_table import MeetingState
from roundtable.domain.wording import day_words
from roundtable.ui.context import Context
from roundtable.ui.door import SecondPlaceHolder, SecondState
from roundtable.ui.screen import Screen
from roundtable.ui.second_place_texts import home_words, is_marked
from roundtable.ui.way_on import heading, way_to, what_is_next, where_it_stands
from roundtable.ui.widgets import Button, Callout, Card, Column, EmptyState, TableView, Text
from roundtable.ui.widgets.labels import IconLabel
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack

STATUS_WORDS = {
    AuditStatus.PREPARING: "Preparing",
    AuditStatus.MEETING: "At the round table",
    AuditStatus.REPORTING: "Report to finish",
    AuditStatus.SENT: "Report sent",
    AuditStatus.WITHDRAWN: "Report withdrawn",
}
_LEARN = (
    ("clipboard-list", "1  Prepare", "Say what the audit looks at. Enter each case, or import them."),
    ("users", "2  Meet", "Everybody signs. Then one step at a time: who, when, what, how good, what to do."),
    (
        "shield-check",
        "3  Report",
        "Names are taken out and checked. A second person confirms. You send a PDF.",
    ),
)
_MORE = (
    ("settings", "settings", "Settings"),
    ("recovery", "history", "Backups and checks"),
    ("trail", "list-checks", "Trail: who did what"),
    ("help", "circle-question-mark", "Help"),
    ("shortcuts", "keyboard", "Keyboard shortcuts"),
    ("about", "info", "About and licences"),
)


class Home(Screen):
    """Takes no parameters."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.AUDIT, Topic.BOARD, Topic.ROUND_TABLE, Topic.REPORT}
    )
    help_key = "home"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Your audits")
        context.frame.set_rail((), "")
        context.frame.set_place("")
        self._warning = Callout(self.theme, "", "warn", title="Check the wording")
        change = Button(self.theme, "Choose the wording")
        change.clicked.connect(lambda: context.navigator.go("settings"))
        self._warning.add(change)
        self._warning.setVisible(False)
        self.add(self._warning)
        self._build_resume()
        self._build_empty()
        self._build_list()
        self._build_side()

    def first_focus(self) -> QWidget | None:
        """Going on, or beginning, is what most people come for."""
        return self.footer.primary

    def load(self) -> None:
        """Read the vault."""
        vault = self.context.vault
        self.view(lambda: home_view(vault), self._show)
        self._look_at_second_place()

    # --- building

    def _build_resume(self) -> None:
        self._resume = Card(self.theme)
        self._resume_title = Text("", "h2")
        self._resume_about = Text("", "body", "ink2")
        self._resume.add_row(IconLabel(self.theme, "play", "primary", 24), self._resume_title)
        self._resume.add(self._resume_about)
        self._resume.setVisible(False)
        self.add(self._resume)

    def _build_empty(self) -> None:
        self._empty = Stack(self.theme)
        cards = []
        for icon, title, words in _LEARN:
            card = Card(self.theme, title, icon=icon, narrow=True)
            card.add(Text(words, "body", "ink2"))
            cards.append(card)
        self._empty.add(Reflow(self.theme, *cards, columns=3, narrowest=220, even=True))
        import_it = Button(self.theme, "Import cases", icon="upload")
        import_it.clicked.connect(lambda: self.context.navigator.go("import_pack"))
        sample = Button(self.theme, "Try the sample cases", icon="play")
        sample.clicked.connect(lambda: self.context.navigator.go("import_pack", sample=True))
        self._empty.add(
            EmptyState(
                self.theme,
                "book-open",
                "No audits yet",
                "Prepare the first one, import it from a case pack, or look round with invented cases.",
                Row(self.theme, import_it, sample),
            )
        )
        self._empty.setVisible(False)
        self.add(self._empty)

    def _build_list(self) -> None:
        self._list = Card(self.theme, "Audits", icon="clipboard-list")
        self.table: TableView[AuditRow] = TableView(
            self.theme,
            "Audits",
            (
                Column("Audit", lambda row: row.title, 5),
                Column("Reference", lambda row: row.reference, 3),
                Column("Cases", lambda row: str(row.case_count), 1),
                Column("Round table", _meeting_words, 3),
                Column("Where it stands", lambda row: STATUS_WORDS[row.status], 3),
            ),
        )
        self.table.opened.connect(self._open_audit)
        self._list.add(self.table)
        self._open_it = Button(self.theme, "Open the audit", icon="folder-open")
        self._open_it.clicked.connect(self._open_chosen)
        prepare = Button(self.theme, "Prepare an audit", icon="plus")
        prepare.clicked.connect(self._prepare)
        import_it = Button(self.theme, "Import cases", icon="upload")
        import_it.clicked.connect(lambda: self.context.navigator.go("import_pack"))
        self._list.add_row(self._open_it, prepare, import_it, None)
        self.add(self._list)
        self._list.setVisible(False)

    def _build_side(self) -> None:
        more = Card(self.theme, "This file", icon="lock-keyhole", narrow=True)
        for key, icon, words in _MORE:
            button = Button(self.theme, words, "link", icon)
            button.clicked.connect(lambda _on=False, to=key: self.context.navigator.go(to))
            more.add_row(button, None, spacing=0)
        self.second = Text("", "small", "warn")
        self.second.setVisible(False)
        more.add(self.second)
        self.add_side(more)

    def _look_at_second_place(self) -> None:
        """A quiet line when backups are not copied to their second place; it never stands in the way."""
        vault = self.context.vault
        if isinstance(vault, SecondPlaceHolder):
            place = vault.second
            self.context.tasks.run(place.state, self, self._show_second, lambda _error: None)

    def _show_second(self, state: SecondState | None) -> None:
        is_told = state is not None and is_marked(state)
        self.second.setText(home_words(state) if state is not None and is_told else "")
        self.second.setVisible(is_told)

    # --- showing

    def _show(self, view: HomeView) -> None:
        self.set_title(view.board_name or "Your audits", "What would you like to do?")
        self._warning.message.setText(view.wording_warning)
        self._warning.setVisible(bool(view.wording_warning))
        self.table.show_rows(view.audits)
        self._list.setVisible(bool(view.audits))
        self._empty.setVisible(not view.audits)
        self._resume.setVisible(view.resume is not None)
        self._open_it.setVisible(view.resume is not None)  # else it is the page's own primary action
        if view.resume is not None:
            self._show_resume(view.resume)
        elif view.audits:
            self.set_primary("Open the audit", self._open_chosen)
        else:
            self.set_primary("Prepare an audit", self._prepare, icon="plus")

    def _show_resume(self, resume: Resume) -> None:
        self._resume_title.setText(heading(resume))
        self._resume_about.setText(where_it_stands(resume))
        self.set_primary(f"Continue: {what_is_next(resume)}", lambda: self._continue(resume))

    # --- doing

    def _continue(self, resume: Resume) -> None:
        key, params = way_to(resume)
        self.context.navigator.go(key, **params)

    def _open_chosen(self) -> None:
        self._open_audit(self.table.currentIndex().row())

    def _open_audit(self, place: int) -> None:
        rows = self.table.rows_model.rows
        if 0 <= place < len(rows):
            self.context.navigator.go("audit", audit_id=rows[place].id)

    def _prepare(self) -> None:
        title = self.context.prompts.ask(
            "Prepare an audit",
            "You can change everything later, until the round table.",
            "What is the audit about?",
            "Start preparing",
            check=lambda text: (
                "" if text.strip() else "Enter a title, such as “Neglect of children under five”"
            ),
        )
        if title is not None:
            vault = self.context.vault
            self.act(lambda: prepare_audit(vault, AuditDetails(title=title)), self._prepared)

    def _prepared(self, made: Changes) -> None:
        self.context.navigator.go("audit", audit_id=made.made)


def _meeting_words(row: AuditRow) -> str:
    if row.meeting_on is None:
        return "Not planned yet"
    state = {MeetingState.OPEN: " (open)", MeetingState.PAUSED: " (paused)"}.get(row.meeting_state, "")  # type: ignore[arg-type]
    return f"{day_words(row.meeting_on)}{state}"
