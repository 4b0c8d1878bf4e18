"""Agencies that do not share the agreed grade, each with why: recorded in words, removed with undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from roundtable.domain.grading import Dissent
from roundtable.domain.ids import AgencyId
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.text_editor import PlainTextEditor

Agencies = Sequence[tuple[AgencyId, str]]


class _Row(QWidget):
    """One agency and its view."""

    def __init__(self, theme: Theme, agencies: Agencies, dissent: Dissent) -> None:
        super().__init__()
        self.agency = Select(theme, "Agency that does not agree", list(agencies))
        self.agency.set_value(dissent.agency_id)
        self.text = PlainTextEditor(theme, "Why this agency does not agree", dissent.text, lines=2)
        self.remove = Button(theme, "", icon="trash-2", tip="Remove this view")
        grid = QGridLayout(self)
        theme.scale_layout(grid, (0, 0, 0, 0), 8)
        grid.addWidget(Field(theme, "Agency that does not agree", self.agency), 0, 0)
        grid.addWidget(self.remove, 0, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(Field(theme, "Why it does not agree", self.text, "Use roles, not names."), 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def dissent(self) -> Dissent:
        """What the row says."""
        return Dissent(AgencyId(self.agency.value()), self.text.toPlainText().strip())


class DissentList(QWidget):
    """Rows and a button that adds one."""

    changed = Signal()
    """A row came, went or was edited: save."""
    removed = Signal(object)
    """The `Dissent` that was removed, to be offered for undo."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._agencies: Agencies = ()
        self._rows: list[_Row] = []
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 12)
        self._column = QVBoxLayout()
        theme.scale_layout(self._column, (0, 0, 0, 0), 12)
        column.addLayout(self._column)
        self.add_button = Button(theme, "Record an agency that does not agree", icon="plus")
        self.add_button.clicked.connect(self._add_new)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_agencies(self, agencies: Agencies) -> None:
        """Who can be chosen."""
        self._agencies = tuple(agencies)

    def dissents(self) -> tuple[Dissent, ...]:
        """Every row that says something."""
        return tuple(d for row in self._rows if (d := row.dissent()).agency_id and d.text)

    def is_unsaved(self) -> bool:
        """Whether something typed here is not handed over yet."""
        return any(row.text.is_unsaved() for row in self._rows)

    def show_dissents(self, dissents: Sequence[Dissent]) -> None:
        """Show stored rows, and keep one that was begun and says nothing yet."""
        if tuple(dissents) == self.dissents():
            return
        for row in tuple(self._rows):
            self._drop(row)
        for dissent in dissents:
            self._add(dissent)

    def _add_new(self) -> None:
        taken = {row.agency.value() for row in self._rows}
        free = next((a for a, _name in self._agencies if a not in taken), AgencyId(""))
        row = self._add(Dissent(free, ""))
        row.agency.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, dissent: Dissent) -> _Row:
        row = _Row(self._theme, self._agencies, dissent)
        row.text.saved_text.connect(lambda _text: self.changed.emit())
        row.agency.changed.connect(lambda _key: self.changed.emit())
        row.remove.clicked.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, row: _Row) -> None:
        gone = row.dissent()
        self._drop(row)
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()
        if gone.text:
            self.removed.emit(gone)

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()  # else a queued show makes it a window of its own
        row.setParent(None)
        row.deleteLater()
