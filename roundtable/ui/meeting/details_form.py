"""Date, place and people in charge of a round table; saved as it is typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from roundtable.actions.round_tables import MeetingDetails
from roundtable.domain.round_table import RoundTable
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, DateField, Field, LineEdit
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.reflow import Reflow


class DetailsForm(Card):
    """Fires `filled` with `MeetingDetails` whenever they are fit to be stored."""

    filled = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "The meeting")
        self.day = DateField(theme, "the date of the meeting")
        self.day_field = Field(theme, "Day", self.day)
        self.starts = LineEdit(theme, "Starts at", width=120)
        self.starts.setMaxLength(20)
        self.venue = LineEdit(theme, "Venue")
        self.facilitator = LineEdit(theme, "Facilitator")
        self.minutes = LineEdit(theme, "Minute-taker")
        self.names = CheckTile(
            theme,
            "Names may be seen in the room",
            "Off: everybody is shown by label and role, such as “Mother of Child B”. The report never names.",
        )
        self.autosave = Autosave(self, self._save)
        self._held_on: date | None = None
        self.add(
            Reflow(
                theme,
                self.day_field,
                Field(theme, "Starts at", self.starts, "Like 09:30", optional=True),
                Field(theme, "Venue", self.venue, optional=True),
                Field(theme, "Facilitator", self.facilitator),
                Field(theme, "Minute-taker", self.minutes, optional=True),
                narrowest=280,
            )
        )
        self.add(self.names)
        for line in (self.starts, self.venue, self.facilitator, self.minutes):
            line.textEdited.connect(self.autosave.touch)
            self.autosave.watch(line)
        self.day.edited.connect(self.autosave.touch)
        self.names.clicked.connect(self._on_names)

    def show_table(self, table: RoundTable) -> None:
        """Show what is stored; what is being typed stays."""
        if self.autosave.is_unsaved:
            return
        if table.held_on != self._held_on:
            self._held_on = table.held_on
            self.day.set_date(table.held_on)
        for line, text in (
            (self.starts, table.starts_at),
            (self.venue, table.venue),
            (self.facilitator, table.facilitator),
            (self.minutes, table.minute_taker),
        ):
            if line.text().strip() != text:
                line.setText(text)
        self.names.setChecked(table.names_in_room)

    def problem(self) -> str:
        """What is wrong with the day, or ""."""
        problem = self.day.problem_text()
        self.day_field.set_error(problem)
        return problem

    def flush(self) -> None:
        """Save now what is not saved."""
        self.autosave.flush()

    def _on_names(self) -> None:
        self.autosave.touch()
        self.autosave.flush()

    def _save(self) -> None:
        self.problem()
        typed = self.day.read()
        # A day that is none yet stays in its boxes, as a draft; everything else is stored.
        day = typed if isinstance(typed, date) else self._held_on
        if day is None:
            return
        self._held_on = day
        self.autosave.begin()
        self.filled.emit(
            MeetingDetails(
                held_on=day,
                starts_at=self.starts.text(),
                venue=self.venue.text(),
                facilitator=self.facilitator.text(),
                minute_taker=self.minutes.text(),
                names_in_room=self.names.isChecked(),
            )
        )
