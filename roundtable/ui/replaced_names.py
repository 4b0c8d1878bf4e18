"""What is replaced without asking: every form by its label, narrowed by typing, taken up again with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from roundtable.actions.anonymisation import KeptString, ReplacedForm, ReplacedGroup
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import EmptyState
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.widgets.table import Column, TableView


@dataclass(frozen=True, slots=True)
class ReplacedRow:
    """One form and what stands in its place; `entity` is empty unless the register knows it."""

    label: str
    entity: str
    form: ReplacedForm


class ReplacedLane(Stack):
    """A search line, the table, and what can be done with the chosen row."""

    taken_up = Signal(object)
    """A `ReplacedRow` that somebody wants to decide differently."""
    taken_back = Signal(str)
    """The text of a decision to undo."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rows: tuple[ReplacedRow, ...] = ()
        self.searched = LineEdit(theme, "Find a name, a label or a place in the report")
        self.searched.setPlaceholderText("Find a name or a label (Ctrl+F)")
        self.searched.textChanged.connect(lambda _text: self._narrow())
        self.table: TableView[ReplacedRow] = TableView(
            theme,
            "Replaced in the report",
            (
                Column("In the report", lambda r: r.label, 4),
                Column("Found as", lambda r: r.form.text, 4),
                Column("Times", lambda r: str(r.form.count), 1),
                Column("Where, and the words around it", lambda r: f"{r.form.where}: {r.form.context}", 9),
                Column("By you", lambda r: "Yes" if r.form.decision else "", 1),
            ),
            grows=False,
        )
        self.table.setMinimumHeight(theme.px(250))
        self.table.opened.connect(lambda _place: self._take_up())
        self.table.chosen.connect(lambda _place: self._fit_buttons())
        self.change = Button(theme, "Unlink and decide…", icon="link", tip="Decide this one again (Enter)")
        self.change.clicked.connect(self._take_up)
        self.back = Button(theme, "Take my decision back", icon="undo-2")
        self.back.clicked.connect(self._take_back)
        self.add(self.searched)
        self.add(Row(theme, self.change, self.back, None))
        self.add(self.table)

    def show_groups(self, groups: Sequence[ReplacedGroup]) -> None:
        """Show every form of every group."""
        self._rows = tuple(ReplacedRow(g.label, g.entity, form) for g in groups for form in g.forms)
        self._narrow()

    def count(self) -> int:
        """How many forms are replaced."""
        return len(self._rows)

    def _narrow(self) -> None:
        words = self.searched.text().casefold().split()
        rows = [row for row in self._rows if all(w in _searched(row) for w in words)]
        if list(self.table.rows_model.rows) != rows:
            self.table.show_rows(rows)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        row = self.table.chosen_row()
        self.change.setEnabled(row is not None)
        self.back.setEnabled(row is not None and row.form.decision)

    def _take_up(self) -> None:
        row = self.table.chosen_row()
        if row is not None:
            self.taken_up.emit(row)

    def _take_back(self) -> None:
        row = self.table.chosen_row()
        if row is not None:
            self.taken_back.emit(row.form.text)


class KeptLane(Stack):
    """Words that were decided to stay, each with the line it stands in."""

    taken_back = Signal(object)
    """The `KeptString` whose decision to undo."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.table: TableView[KeptString] = TableView(
            theme,
            "Kept as ordinary words",
            (
                Column("Word", lambda k: k.text, 2),
                Column("Where, and the words around it", lambda k: f"{k.where}: {k.context}", 6),
            ),
            grows=False,
        )
        self.table.setMinimumHeight(theme.px(240))
        self.table.opened.connect(lambda _place: self._take_back())
        self.back = Button(theme, "Take the decision back", icon="undo-2", tip="Ask about it again (Enter)")
        self.back.clicked.connect(self._take_back)
        self._line = Row(theme, self.back, None)
        self.empty = EmptyState(
            theme, "check", "Nothing was kept", "Words you keep as ordinary words are listed here."
        )
        self.add(self._line)
        self.add(self.table)
        self.add(self.empty)
        self._rest = Stack(theme)  # takes the height that is left over
        self._rest.keep_to_top()
        self.add(self._rest)

    def show_kept(self, kept: Sequence[KeptString]) -> None:
        """Show what was kept."""
        if self.table.rows_model.rows != tuple(kept):
            self.table.show_rows(kept)
        for widget in (self._line, self.table):
            widget.setVisible(bool(kept))
        self.empty.setVisible(not kept)
        self._rest.setVisible(not kept)

    def _take_back(self) -> None:
        row = self.table.chosen_row()
        if row is not None:
            self.taken_back.emit(row)


def _searched(row: ReplacedRow) -> str:
    return f"{row.label} {row.form.text} {row.form.where} {row.form.context}".casefold()
