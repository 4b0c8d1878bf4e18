"""How dates are printed: a form for each class of date, and how the audit's own words read in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from roundtable.actions.date_printing import DateRow
from roundtable.domain.date_printing import DateClass, DateForm
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.marked_text import MarkedText
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

TITLES: Final = {
    DateClass.BIRTH: "Dates of birth",
    DateClass.EVENT: "Dates of events, and the timeline",
    DateClass.PROCESS: "Dates of meetings and reviews",
    DateClass.DEATH: "Dates of death",
}
FORMS: Final = {
    DateForm.AGE: "Age, like “aged 9”",
    DateForm.AGE_BAND: "Age band, like “aged 5 to 9”",
    DateForm.MONTH: "Month from the first event, like “Month 3”",
    DateForm.ELAPSED: "Time since the date before, like “six weeks later”",
    DateForm.YEAR: "Year alone, like “2024”",
    DateForm.DROP: "Left out",
}


class DateLine(Stack):
    """One class: its form on the left, the example on the right."""

    chosen = Signal(object, object)

    def __init__(self, theme: Theme, date_class: DateClass) -> None:
        super().__init__(theme, spacing=4)
        self._class = date_class
        self.form = Select(theme, TITLES[date_class])
        self.form.changed.connect(lambda key: self.chosen.emit(self._class, DateForm(key)))
        self._reads = Text("It will read", "label", "ink2")
        self.example = MarkedText(theme, "ok")
        self.times = Text("", "body")
        self.where = Text("", "small", "ink2")
        field = Field(theme, TITLES[date_class], self.form)
        self.add(
            Reflow(
                theme,
                field,
                Stack(theme, self._reads, self.example, self.times, self.where, spacing=4),
                narrowest=400,
            )
        )

    def show_row(self, row: DateRow) -> None:
        """What is chosen now, and how it reads."""
        self.form.set_choices([(form.value, FORMS[form]) for form in row.offered])
        self.form.set_value(row.chosen.value)
        example = row.example(row.chosen)
        for widget in (self._reads, self.example):
            widget.setVisible(example is not None)
        self.times.setVisible(example is not None and bool(example.times))
        if example is not None:
            self.example.show_marked(example.text, example.marks)
            self.times.setText(f"The timeline: {' · '.join(example.times)} …")
        told = (
            f"{row.where} · {counted(row.count, 'date')} in the texts"
            if example
            else "No such date in the texts"
        )
        if example is not None and len({each.text for each in row.examples}) == 1:
            told += " · a day without its year is always left out"
        self.where.setText(told)


class DatePanel(Card):
    """`chosen` fires with the class and the form."""

    chosen = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "How dates are printed", "An exact day never leaves, whatever you choose here."
        )
        self.lines = {each: DateLine(theme, each) for each in DateClass}
        for line in self.lines.values():
            line.chosen.connect(self.chosen)
            self.add(line)
        self.readers = Text("For publication: ages stay bands, and no year is told.", "small", "ink2")
        self.add(self.readers)

    def show_rows(self, rows: Sequence[DateRow], level: ReleaseLevel) -> None:
        """Show every class."""
        for row in rows:
            self.lines[row.date_class].show_row(row)
        self.readers.setVisible(level is ReleaseLevel.PUBLICATION)
