"""A date that may be left out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from roundtable.ui.draft_parts import Part, boxes, unless
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import DateField, DateProblem, Field


class OptionalDate(Field):
    """Three boxes under a label; what is half typed is no date yet and says what is missing."""

    edited = Signal()
    shown = Signal()
    """A stored date was set: nothing of what stands here may be a draft any more."""

    def __init__(self, theme: Theme, label: str, what: str, hint: str = "") -> None:
        self.boxes = DateField(theme, what)
        super().__init__(theme, label, self.boxes, hint, optional=True)
        self._stored: date | None = None
        self.boxes.edited.connect(self._on_edited)

    def set_date(self, value: date | None) -> None:
        """Show a stored date; what is half typed stays, unless another date has been stored meanwhile."""
        before, self._stored = self._stored, value
        if value != self._typed() and not (self._is_half_typed() and value == before):
            self.boxes.set_date(value)
            self.set_error("")
        self.shown.emit()

    def draft(self) -> Part:
        """What stands in the boxes while it is not the date that is stored."""
        part = boxes(self.boxes)
        kept = unless(part, lambda: self._typed() == self._stored and not self._is_half_typed())
        return Part(kept.typed, kept.put, (*kept.changed, self.shown))

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

    def _is_half_typed(self) -> bool:
        found = self.boxes.read()
        return isinstance(found, DateProblem) and found is not DateProblem.EMPTY

    def _typed(self) -> date | None:
        found = self.boxes.read()
        return found if isinstance(found, date) else None

    def _on_edited(self) -> None:
        if self.error() and not isinstance(self.boxes.read(), DateProblem):
            self.set_error("")
        self.edited.emit()
