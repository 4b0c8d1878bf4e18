"""The agenda with planned and actual times: cases in another order, breaks, minutes, what the room is at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roundtable.actions.hub import HubView
from roundtable.domain.agenda import BREAK, CLOSE, THEME, WELCOME, AgendaItem
from roundtable.domain.ids import CaseId
from roundtable.domain.meeting_course import ActualItem, as_it_went, expected_end
from roundtable.domain.round_table import MeetingState
from roundtable.domain.wording import time_words
from roundtable.ui.meeting.attendee_list import Words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Text
from roundtable.ui.widgets.labels import Separator, Tone
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack

_HALF = 290
_WITHOUT_A_PAGE = (WELCOME, THEME, BREAK, CLOSE)


class RunningOrder(Card):
    """Fires what is asked: a new order of the cases, a break, other minutes, the item that begins now."""

    moved = Signal(object)
    """The whole new order of the cases."""
    break_asked = Signal(int)
    """After this number of the agenda."""
    break_removed = Signal(int)
    minutes_asked = Signal(int)
    begun = Signal(str)
    """The title of an item that has no page of its own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Running order", "The minutes advise; nobody is cut off.")
        self._rows = Stack(theme, spacing=6)
        self.add(self._rows)
        self.end = Text("", "body", "ink2")
        self.pause_button = Button(theme, "Break now", icon="pause", tip="Note that the room takes a break")
        self.pause_button.clicked.connect(lambda: self.begun.emit(BREAK))
        self.add(self.end)
        self.add_row(self.pause_button, None)
        self.buttons: dict[tuple[str, CaseId | int], Button] = {}
        self._shown: tuple[object, ...] = ()
        self._hub: HubView | None = None

    def show_hub(self, hub: HubView, now: datetime) -> None:
        """The agenda of the round table, and how it goes."""
        self._hub = hub
        rows = as_it_went(hub.table.agenda, hub.table.course, now)
        state = hub.table.state
        self.pause_button.setVisible(state is MeetingState.OPEN)
        self._say_end(hub, rows, now)
        shown = (rows, hub.table.starts_at, hub.case_names, state)
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((key for key, b in self.buttons.items() if b.hasFocus()), None)
        self._rows.clear()
        self.buttons = {}
        minute = _minutes(hub.table.starts_at)
        for row in rows:
            self._rows.add(self._line(row, hub, minute))
            self._rows.add(Separator())
            minute = None if minute is None else minute + row.item.minutes
        self._focus_again(focused)

    def tick(self, now: datetime) -> None:
        """Time goes on."""
        if self._hub is not None and self._hub.table.state is MeetingState.OPEN:
            self.show_hub(self._hub, now)

    def _say_end(self, hub: HubView, rows: Sequence[ActualItem], now: datetime) -> None:
        words = _end_words(hub.table.agenda, _minutes(hub.table.starts_at))
        if hub.table.state is MeetingState.OPEN and any(row.since for row in rows):
            words += f". As it goes now, until {time_words(expected_end(rows, now))}"
        self.end.setText(words)

    def _focus_again(self, focused: tuple[str, CaseId | int] | None) -> None:
        if focused is None:
            return
        way, place = focused
        other = ("down" if way == "up" else "up", place)
        for key in (focused, other):
            if key in self.buttons and self.buttons[key].isEnabled():
                self.buttons[key].setFocus()
                return

    def _line(self, row: ActualItem, hub: HubView, minute: int | None) -> QWidget:
        """What and when on the left, what can be done on the right; below each other where it is narrow."""
        item, is_planned = row.item, row.place >= 0
        clock = _clock(minute) if minute is not None and is_planned else ""
        when = Text(clock, "label", "ink2", wrap=False)
        when.setMinimumWidth(self.theme.px(52))
        name = f"{item.title}: {hub.case_name(item.case_id)}" if item.case_id else item.title
        told = [Text(name).strong() if item.case_id or row.is_now else Text(name)]
        if row.since is not None:
            told.append(Text(_actual_words(row), "small", _tone(row)))
        right = QWidget()
        line = QHBoxLayout(right)
        self.theme.scale_layout(line, (0, 0, 0, 0), 8)
        line.addStretch(1)
        if hub.table.state is not MeetingState.CLOSED and is_planned:
            self._add_buttons(line, row, hub)
        elif is_planned:
            line.addWidget(Text(f"{item.minutes} min planned", "small", "ink2", wrap=False))
        left = Row(self.theme, when, Words(self.theme, *told))
        for part in (left, right):
            part.setMinimumHeight(self.theme.px(44))
        return Reflow(self.theme, left, right, columns=2, narrowest=_HALF)

    def _add_buttons(self, line: QHBoxLayout, row: ActualItem, hub: HubView) -> None:
        item, place = row.item, row.place
        name = hub.case_name(item.case_id) or item.title
        if hub.table.state is MeetingState.OPEN and item.title in _WITHOUT_A_PAGE and not row.is_now:
            begin = self._button("begin", place, "Begin", "play", f"Begin: {name}")
            begin.clicked.connect(lambda: self.begun.emit(item.title))
            line.addWidget(begin)
        length = Button(self.theme, f"{item.minutes} min", "link", name=f"{name}: {item.minutes} minutes")
        length.setToolTip("Plan another length")
        length.clicked.connect(lambda: self.minutes_asked.emit(place))
        self.buttons[("minutes", place)] = length
        line.addWidget(length)
        if item.is_break:
            remove = self._button("remove", place, "", "x", "Take this break out")
            remove.clicked.connect(lambda: self.break_removed.emit(place))
            line.addWidget(remove)
        if item.case_id:
            self._add_moves(line, item, name, [i.case_id for i in hub.table.agenda if i.case_id])
            after = self._button("break", place, "", "pause", f"Put a break after {name}")
            after.clicked.connect(lambda: self.break_asked.emit(place))
            line.addWidget(after)

    def _button(self, what: str, place: int, words: str, icon: str, name: str) -> Button:
        self.buttons[(what, place)] = made = Button(self.theme, words, icon=icon, name=name, tip=name)
        return made

    def _add_moves(self, line: QHBoxLayout, item: AgendaItem, name: str, order: list[CaseId]) -> None:
        place = order.index(item.case_id)
        for way, icon, step in (("up", "arrow-up", -1), ("down", "arrow-down", 1)):
            button = Button(self.theme, "", icon=icon, name=f"Move {name} {way}", tip=f"Move {way}")
            button.setEnabled(0 <= place + step < len(order))
            changed = _swapped(order, place, place + step)
            button.clicked.connect(lambda _on=False, new=changed: self.moved.emit(new))
            self.buttons[(way, item.case_id)] = button
            line.addWidget(button)


def _actual_words(row: ActualItem) -> str:
    """ "09:42, 14 min" of what is over, "now, since 09:42, 14 min" of what is going on."""
    assert row.since is not None  # noqa: S101 - only rows that have begun are told
    start = f"now, since {time_words(row.since)}" if row.is_now else time_words(row.since)
    return f"{start}, {row.minutes} min"


def _tone(row: ActualItem) -> Tone:
    return "warn" if row.place >= 0 and row.minutes > row.item.minutes else "ink2"


def _swapped(order: list[CaseId], one: int, other: int) -> tuple[CaseId, ...]:
    new = list(order)
    if 0 <= other < len(new):
        new[one], new[other] = new[other], new[one]
    return tuple(new)


def _minutes(starts_at: str) -> int | None:
    """Minutes since midnight of "09:30" or "9.30"; None when it is no time."""
    hours, _, minutes = starts_at.replace(".", ":").partition(":")
    if not (hours.strip().isdecimal() and minutes.strip().isdecimal()):
        return None
    total = int(hours) * 60 + int(minutes)
    return total if int(minutes) < 60 and total < 24 * 60 else None


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _end_words(agenda: Sequence[AgendaItem], starts: int | None) -> str:
    total = sum(item.minutes for item in agenda)
    hours = f"{total // 60} h {total % 60:02d} min planned"
    return f"{hours}, until {_clock(starts + total)}" if starts is not None else hours
