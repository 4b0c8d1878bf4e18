"""A date in three boxes, day, month and year, as people write it (GOV.UK date input)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.labels import Text, set_look

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

# What people press between the parts of a date.
_BETWEEN = frozenset(
    {Qt.Key.Key_Tab, Qt.Key.Key_Slash, Qt.Key.Key_Period, Qt.Key.Key_Minus, Qt.Key.Key_Space}
)


class DateProblem(StrEnum):
    """Why three boxes are not a date; the value is what to do, with {what} for the field's name."""

    EMPTY = "Enter {what}, like {like}"
    DAY_MISSING = "Enter the day: {what} needs one"
    MONTH_MISSING = "Enter the month: {what} needs one"
    YEAR_MISSING = "Enter the year: {what} needs one"
    YEAR_SHORT = "Enter the year with four digits, like {year}"
    NO_SUCH_MONTH = "Check the month: it is a number from 1 to 12"
    MONTH_AND_YEAR = "Check the month, from 1 to 12, and enter the year with four digits, like {year}"
    NOT_NUMBERS = "Write {what} in numbers, like {like}"
    NO_SUCH_DATE = "There is no such day: check {what}"

    def text(self, what: str, like: str = "27 3 2027") -> str:
        """The sentence for the screen; `what` like "the due date", `like` a date as it can be meant there."""
        return self.value.format(what=what, like=like, year=like.rpartition(" ")[2])


def read_date(day: str, month: str, year: str) -> date | DateProblem:
    """The date that three texts say, or the first thing wrong with them. A month may be a word."""
    day, month, year = day.strip(), month.strip().lower(), year.strip()
    if not (day or month or year):
        return DateProblem.EMPTY
    problem = _missing(day, month, year)
    if problem is not None:
        return problem
    number = _month_number(month)
    if not (day.isdecimal() and number and year.isdecimal()):
        return DateProblem.NOT_NUMBERS
    if number > 12 or len(year) != 4:
        return _out_of_bounds(number, year)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return DateProblem.NO_SUCH_DATE


def _out_of_bounds(month: int, year: str) -> DateProblem:
    if month <= 12:
        return DateProblem.YEAR_SHORT
    return DateProblem.NO_SUCH_MONTH if len(year) == 4 else DateProblem.MONTH_AND_YEAR


class DateField(QWidget):
    """Three boxes in one row; a full box moves on to the next. Use it as the editor of a `Field`."""

    edited = Signal()

    def __init__(self, theme: Theme, what: str, *, like: str = "27 3 2027") -> None:
        """`what` names the date in sentences: "the due date"; `like`: an example, past or to come."""
        super().__init__()
        self.what, self._like = what, like
        self.setAccessibleName(what)
        self._reached: LineEdit | None = None
        self.day = LineEdit(theme, f"Day of {what}", width=64)
        self.month = LineEdit(theme, f"Month of {what}", width=64)
        self.year = LineEdit(theme, f"Year of {what}", width=92)
        boxes = QHBoxLayout(self)
        theme.scale_layout(boxes, (0, 0, 0, 0), 12)
        for words, box, digits in (("Day", self.day, 2), ("Month", self.month, 9), ("Year", self.year, 4)):
            column = QVBoxLayout()
            theme.scale_layout(column, (0, 0, 0, 0), 4)
            caption = Text(words, "small", wrap=False)
            caption.setBuddy(box)
            column.addWidget(caption)
            column.addWidget(box)
            boxes.addLayout(column)
            box.setMaxLength(digits)
            box.textEdited.connect(self._on_edited)
            box.installEventFilter(self)
        boxes.addStretch(1)
        self.setFocusProxy(self.day)

    def read(self) -> date | DateProblem:
        """The date, or a named problem; see `problem_text`."""
        return read_date(self.day.text(), self.month.text(), self.year.text())

    def problem_text(self) -> str:
        """What to do about the boxes, "" when they hold a date."""
        found = self.read()
        wrong = isinstance(found, DateProblem)
        for box in (self.day, self.month, self.year):
            set_look(box, "wrong", wrong)
        return found.text(self.what, self._like) if isinstance(found, DateProblem) else ""

    def set_date(self, value: date | None) -> None:
        """Fill the boxes; None empties them."""
        parts = ("", "", "") if value is None else (str(value.day), str(value.month), str(value.year))
        for box, part in zip((self.day, self.month, self.year), parts, strict=True):
            box.setText(part)
            set_look(box, "wrong", False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who presses Tab or "/" after a full box is in the next one already: it is not pressed twice."""
        if watched is self._reached and event.type() in (QEvent.Type.KeyPress, QEvent.Type.FocusOut):
            self._reached = None
            return isinstance(event, QKeyEvent) and event.key() in _BETWEEN
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        following = {self.day: self.month, self.month: self.year}.get(self.sender())  # type: ignore[call-overload]
        if isinstance(following, LineEdit) and len(text) == 2 and text.isdecimal():
            following.setFocus(Qt.FocusReason.TabFocusReason)
            following.selectAll()
            self._reached = following
        self.edited.emit()


def _missing(day: str, month: str, year: str) -> DateProblem | None:
    parts = (
        (day, DateProblem.DAY_MISSING),
        (month, DateProblem.MONTH_MISSING),
        (year, DateProblem.YEAR_MISSING),
    )
    return next((problem for part, problem in parts if not part), None)


def _month_number(month: str) -> int:
    """1 to 12 for a number or an English month name of at least three letters; 0 when it is neither."""
    if month.isdecimal():
        return int(month)
    named = [place for place, name in enumerate(_MONTHS, 1) if len(month) >= 3 and name.startswith(month)]
    return named[0] if named else 0
