"""What of the chronology is shown: words, agency, kind, period; and the words that F3 goes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from roundtable.domain.chronology import EventKind
from roundtable.domain.ids import AgencyId
from roundtable.domain.period import Period, period_words, read_period, read_span
from roundtable.ui.models.events import EventFilter
from roundtable.ui.prompts import Prompts
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select

TURNING, DISPUTED, OTHER, TYPED = "turning", "disputed", "other", "typed"
_MOST_YEARS: Final = 25
_PERIOD_LIKE: Final = "2024, or 3 2024 to 9 2024, or since 6 2024"
_DATE_LIKE: Final = "2024, or 3 2024, or 8 3 2024"


class ChronologyFilter(Reflow):
    """One row of boxes. Enter in the first one, like F3, goes to the next place; Esc empties it."""

    changed = Signal()
    step_asked = Signal(int)
    """1 for the next hit, -1 for the one before."""

    def __init__(self, theme: Theme, prompts: Prompts) -> None:
        self._prompts = prompts
        self._typed: Period | None = None
        self._years: tuple[int, ...] = ()
        self._last_period = ""
        self.find_box = LineEdit(theme, "Find in the chronology")
        self.find_box.setPlaceholderText("Find (Ctrl+F)")
        self.find_box.setToolTip("F3 goes to the next place, Shift+F3 to the one before, Esc shows all again")
        self.by_agency = Select(theme, "Only this agency", [("", "All agencies")])
        kinds = [(k.value, f"{k.value.capitalize()}s") for k in EventKind]
        every = [("", "All kinds"), (TURNING, "Turning points only"), (DISPUTED, "Where agencies disagree")]
        self.by_kind = Select(theme, "Only this kind", [*every, *kinds])
        self.by_period = Select(theme, "Only this period", [("", "All times"), (OTHER, "Another period…")])
        self.add_button = Button(theme, "Add", icon="plus", tip="Add an event (Alt+A)", name="Add an event")
        parts = (self.find_box, self.by_agency, self.by_kind, self.by_period, self.add_button)
        super().__init__(theme, *parts, columns=5, narrowest=148, spacing=6)
        self.setProperty("grows", 740)
        self.find_box.textChanged.connect(lambda _text: self.changed.emit())
        self.find_box.installEventFilter(self)
        for select in (self.by_agency, self.by_kind):
            select.changed.connect(lambda _key: self.changed.emit())
        self.by_period.changed.connect(self._on_period)

    def value(self) -> EventFilter:
        """What to show."""
        kind = self.by_kind.value()
        return EventFilter(
            agency_id=self.by_agency.value(),
            kind="" if kind in (TURNING, DISPUTED) else kind,
            words=self.find_box.text(),
            turning_points=kind == TURNING,
            period=self._period(),
            disputed=kind == DISPUTED,
        )

    def show_all(self) -> None:
        """Nothing is left out."""
        self.find_box.clear()
        for select in (self.by_agency, self.by_kind, self.by_period):
            select.set_value("")
        self._last_period = ""
        self.changed.emit()

    def set_agencies(self, agencies: Sequence[tuple[AgencyId, str]]) -> None:
        """Agencies that speak in the chronology."""
        self.by_agency.set_choices([("", "All agencies"), *((str(a), name) for a, name in agencies)])

    def set_days(self, days: Iterable[date]) -> None:
        """The years to choose from are those in which something happened."""
        self._years = tuple(sorted({day.year for day in days}, reverse=True)[:_MOST_YEARS])
        self._offer_periods()

    def ask_day(self) -> date | None:
        """The day to go to: the first one of what was typed."""
        said = self._prompts.ask(
            "Go to a date",
            "The first event on or after it is shown.",
            f"Date, like {_DATE_LIKE}",
            "Go there",
            check=lambda text: "" if read_span(text) else f"Write the date like {_DATE_LIKE}",
        )
        span = read_span(said) if said is not None else None
        return span.first if span else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the find box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.find_box:
            key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ctrl:
                self.step_asked.emit(-1 if shift else 1)
                return True
            if key == Qt.Key.Key_Escape and self.find_box.text():
                self.find_box.clear()
                return True
        return super().eventFilter(watched, event)

    def _offer_periods(self) -> None:
        typed = [(TYPED, period_words(self._typed))] if self._typed else []
        years = [(str(year), str(year)) for year in self._years]
        self.by_period.set_choices([("", "All times"), *typed, *years, (OTHER, "Another period…")])

    def _on_period(self, key: str) -> None:
        if key == OTHER:
            said = self._prompts.ask(
                "Which period?",
                "Only events within it are shown.",
                f"Period, like {_PERIOD_LIKE}",
                "Show it",
                check=lambda text: "" if read_period(text) else f"Write the period like {_PERIOD_LIKE}",
            )
            period = read_period(said) if said is not None else None
            if period is None:
                self.by_period.set_value(self._last_period)
                return
            self._typed = period
            self._offer_periods()
            self.by_period.set_value(TYPED)
        self._last_period = self.by_period.value()
        self.changed.emit()

    def _period(self) -> Period:
        key = self.by_period.value()
        if key == TYPED:
            return self._typed or Period()
        return read_period(key) or Period()
