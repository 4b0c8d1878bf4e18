"""The confidentiality statement, read and changed; once somebody has signed, a change is a new version."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.actions.hub import HubView
from roundtable.domain.draft import Draft
from roundtable.domain.statement import Statement
from roundtable.ui import draft_parts
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.draft_parts import Part
from roundtable.ui.meeting.statement_card import StatementCard
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Callout, Card, Field, LineEdit, PlainTextEditor, Row
from roundtable.ui.widgets.stack import Stack


class StatementEditor(Stack):
    """`changed` carries title and clauses. While it is edited it is a draft: a version is a decision."""

    changed = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.shown = StatementCard(theme)
        self.edit = Button(theme, "Change the statement", icon="pencil")
        self._form = Card(theme, "Change the statement")
        self.title = LineEdit(theme, "Title")
        self.clauses = PlainTextEditor(theme, "Clauses, one a line", lines=12)
        self.clauses_field = Field(theme, "Clauses", self.clauses, "One to a line; the numbers are added.")
        self.warning = Callout(theme, "", "warn", title="Somebody has signed this version")
        self.store = Button(theme, "", "primary", "check")
        cancel = Button(theme, "Cancel")
        for widget in (self.warning, Field(theme, "Title", self.title), self.clauses_field):
            self._form.add(widget)
        self._form.add_row(self.store, cancel, None)
        self._form.setVisible(False)
        self._buttons = Row(theme, self.edit, None)
        for part in (self.shown, self._buttons, self._form):
            self.add(part)
        self._statement: Statement | None = None
        self.draft: DraftKeeper | None = None
        self.edit.clicked.connect(self._open)
        cancel.clicked.connect(self._close)
        self.store.clicked.connect(self._store)

    def show_hub(self, hub: HubView) -> None:
        """The statement in force; what is being edited stays."""
        self._statement = hub.table.sheet.statement
        self.shown.show_statement(self._statement)
        signed = len({s.attendee_id for s in hub.table.sheet.sign_offs if s.is_valid})
        self.warning.setVisible(bool(signed))
        self.warning.message.setText(
            "Your text becomes a new version. Everybody signs again; the signatures so far keep the old text."
        )
        self.store.set_label("Make it the new version" if signed else "Save the statement")

    @property
    def is_editing(self) -> bool:
        """Whether a text is being written that nobody has stored."""
        if self._form.isHidden() or self._statement is None:
            return False
        return self._written() != (self._statement.title, self._statement.clauses)

    def draft_parts(self) -> tuple[dict[str, Part], dict[str, Part]]:
        """What of the form is typed, and the version that it would replace."""
        return (
            {"title": draft_parts.line(self.title), "clauses": draft_parts.long_text(self.clauses)},
            {"replaces": draft_parts.note(self._digest)},
        )

    def fits(self, draft: Draft) -> bool:
        """A text over another version than the one in force would undo it unseen."""
        return draft.part("replaces") == self._digest()

    def show_brought_back(self) -> None:
        """A text that was being written is in the form again."""
        self._show_form(True)

    def _digest(self) -> str:
        return self._statement.sha256 if self._statement is not None else ""

    def stored(self) -> None:
        """The change is in the vault."""
        self._close()

    def _open(self) -> None:
        if self._statement is None or self.is_editing:
            return
        self.title.setText(self._statement.title)
        self.clauses.set_text("\n".join(self._statement.clauses))
        if self.draft is not None:
            self.draft.rest()
        self._show_form(True)
        self.clauses.setFocus()

    def _close(self) -> None:
        self.title.clear()
        self.clauses.clear()
        if self.draft is not None:
            self.draft.rest()
            self.draft.flush()
        self._show_form(False)
        self.edit.setFocus()

    def _show_form(self, shown: bool) -> None:
        self._form.setVisible(shown)
        self.shown.setVisible(not shown)
        self._buttons.setVisible(not shown)
        self.clauses_field.set_error("")

    def _written(self) -> tuple[str, tuple[str, ...]]:
        lines = [line.strip() for line in self.clauses.toPlainText().splitlines()]
        return self.title.text().strip(), tuple(line for line in lines if line)

    def _store(self) -> None:
        title, clauses = self._written()
        if not clauses:
            self.clauses_field.set_error("Enter at least one clause")
            self.clauses_field.focus()
            return
        self.changed.emit(title, clauses)
