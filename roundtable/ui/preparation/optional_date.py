"""A date that may be left out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from roundtable.ui.theme import Theme
from roundtable.ui.widgets import DateField, DateProblem, Field


class OptionalDate(Field):
    """Three boxes under a label; what is half typed is no date yet and says what is missing."""

    edited = Signal()

    def __init__(self, theme: Theme, label: str, what: str, hint: str = "") -> None:
        self.boxes = DateField(theme, what)
        super().__init__(theme, label, self.boxes, hint, optional=True)
        self._stored: date | None = None
        self.boxes.edited.connect(self._on_edited)

    def set_date(self, value: date | None) -> None:
        """Show a stored date; what is being typed stays."""
        self._stored = value
        if value != self._typed():
            self.boxes.set_date(value)
            self.set_error("")

    def value(self) -> date | None:
        """The date typed; None for none; the last good one while the boxes hold no date."""
        found = self.boxes.read()
        if isinstance(found, date):
            return found
        return None if found is DateProblem.EMPTY else self._stored

    def problem(self) -> str:
        """What to do about the boxes, "" for a date or none; shown beside them."""
        found = self.boxes.read()
        is_wrong = isinstance(found, DateProblem) and found is not DateProblem.EMPTY
        words = self.boxes.problem_text() if is_wrong else ""
        self.set_error(words)
        return words

    def watched(self) -> tuple[DateField, ...]:
        """For `Autosave.watch`: the boxes."""
        return (self.boxes,)

    def _typed(self) -> date | None:
        found = self.boxes.read()
        return found if isinstance(found, date) else None

    def _on_edited(self) -> None:
        if self.error() and not isinstance(self.boxes.read(), DateProblem):
            self.set_error("")
        self.edited.emit()
