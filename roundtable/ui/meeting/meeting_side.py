"""Beside an open round table: the time, who is here, pausing and closing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from roundtable.actions.hub import HubView
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import StepStatus
from roundtable.domain.wording import time_words
from roundtable.ui.meeting.room_words import signed_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, IconLabel, Text
from roundtable.ui.widgets.stack import Stack

_ENDED = (StepStatus.COMPLETED, StepStatus.SKIPPED)


class MeetingSide(Stack):
    """Fires `paused`, `closing` and `signing_asked`."""

    paused = Signal()
    closing = Signal()
    signing_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._time = Card(theme, "Time", icon="clock", narrow=True)
        self.since = Text("", "label")
        self.planned = Text("", "small", "ink2")
        self.pause = Button(theme, "Pause the meeting", icon="pause")
        tip = "End the meeting, early or not; everything that was said is kept"
        self.close_it = Button(theme, "Close the meeting…", icon="check", tip=tip)
        self.pause.clicked.connect(self.paused)
        self.close_it.clicked.connect(self.closing)
        for widget in (self.since, self.planned, self.pause, self.close_it):
            self._time.add(widget)
        self._here = Card(theme, "Who is here", icon="users", narrow=True)
        self.signed = Text("", "label")
        self._people = Stack(theme, spacing=6)
        to_sign = Button(theme, "Sign-off list", icon="user-check")
        to_sign.clicked.connect(self.signing_asked)
        for item in (self.signed, self._people, to_sign):
            self._here.add(item)
        self.add(self._time)
        self.add(self._here)
        self._hub: HubView | None = None

    def show_hub(self, hub: HubView, now: datetime) -> None:
        """Who is here, and how long the meeting has been open."""
        self._hub = hub
        self.signed.setText(signed_words(hub))
        left = any(s.status not in _ENDED for g in hub.groups if g.case_id for s in g.steps)
        self.close_it.set_label("Stop here…" if left else "Close the meeting…")
        self._people.clear()
        for person in (a for a in hub.attendees if a.is_here):
            line = QHBoxLayout()
            self._theme.scale_layout(line, (0, 0, 0, 0), 8)
            look = ("circle-check", "ok") if person.has_signed else ("triangle-alert", "warn")
            line.addWidget(IconLabel(self._theme, *look, 18), 0, Qt.AlignmentFlag.AlignTop)
            state = "" if person.has_signed else " (not signed)"
            line.addWidget(Text(f"{person.name}, {person.agency}{state}", "small"), 1)
            row = Stack(self._theme)
            row.add(line)
            self._people.add(row)
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Time goes on."""
        table = self._hub.table if self._hub else None
        if table is None or table.opened_at is None or table.state is not MeetingState.OPEN:
            return
        minutes = max(int((now - table.opened_at).total_seconds() // 60), 0)
        spent = f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"
        self.since.setText(f"Open since {time_words(table.opened_at)}, {spent}")
        planned = sum(item.minutes for item in table.agenda)
        self.planned.setText(f"Planned: {planned // 60} h {planned % 60:02d} min. The time advises.")
