"""The agenda with its minutes and clock times, and the order of the cases."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roundtable.actions.hub import HubView
from roundtable.domain.agenda import AgendaItem
from roundtable.domain.ids import CaseId
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Text
from roundtable.ui.widgets.labels import Separator
from roundtable.ui.widgets.stack import Stack


class RunningOrder(Card):
    """Fires `moved` with the whole new order of the cases."""

    moved = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Running order", "The minutes advise; nobody is cut off.")
        self._rows = Stack(theme, spacing=6)
        self.add(self._rows)
        self.end = Text("", "body", "ink2")
        self.add(self.end)
        self.buttons: dict[tuple[str, CaseId], Button] = {}
        self._shown: tuple[object, ...] = ()

    def show_hub(self, hub: HubView) -> None:
        """The agenda of the round table."""
        shown = (hub.table.agenda, hub.table.starts_at, hub.case_names)
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((key for key, b in self.buttons.items() if b.hasFocus()), None)
        self._rows.clear()
        self.buttons = {}
        order = [c for c, _name in hub.case_names]
        minute = _minutes(hub.table.starts_at)
        for item in hub.table.agenda:
            self._rows.add(self._row(item, hub, order, minute))
            self._rows.add(Separator())
            minute = None if minute is None else minute + item.minutes
        self.end.setText(_end_words(hub.table.agenda, minute))
        self._focus_again(focused)

    def _focus_again(self, focused: tuple[str, CaseId] | None) -> None:
        if focused is None:
            return
        way, case_id = focused
        other = ("down" if way == "up" else "up", case_id)
        for key in (focused, other):
            if key in self.buttons and self.buttons[key].isEnabled():
                self.buttons[key].setFocus()
                return

    def _row(self, item: AgendaItem, hub: HubView, order: list[CaseId], minute: int | None) -> QWidget:
        line = QHBoxLayout()
        self.theme.scale_layout(line, (0, 0, 0, 0), 12)
        when = Text(_clock(minute) if minute is not None else "", "label", "ink2", wrap=False)
        when.setMinimumWidth(self.theme.px(52))
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
        name = f"{item.title}: {hub.case_name(item.case_id)}" if item.case_id else item.title
        line.addWidget(Text(name).strong() if item.case_id else Text(name), 1)
        line.addWidget(Text(f"{item.minutes} min", "small", "ink2", wrap=False))
        row = QWidget()
        row.setLayout(line)
        row.setMinimumHeight(self.theme.px(44))
        if item.case_id in order:
            place = order.index(item.case_id)
            for way, icon, step in (("up", "arrow-up", -1), ("down", "arrow-down", 1)):
                label = hub.case_name(item.case_id)
                button = Button(self.theme, "", icon=icon, name=f"Move {label} {way}", tip=f"Move {way}")
                button.setEnabled(0 <= place + step < len(order))
                changed = _swapped(order, place, place + step)
                button.clicked.connect(lambda _on=False, new=changed: self.moved.emit(new))
                self.buttons[(way, item.case_id)] = button
                line.addWidget(button)
        return row


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


def _end_words(agenda: Sequence[AgendaItem], minute: int | None) -> str:
    total = sum(item.minutes for item in agenda)
    hours = f"{total // 60} h {total % 60:02d} min in all"
    return f"{hours}, until {_clock(minute)}" if minute is not None else hours
