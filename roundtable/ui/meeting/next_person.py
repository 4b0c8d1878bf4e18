"""What an attendee sees after signing or refusing: thanks, and who may sign next without the facilitator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from roundtable.actions.hub import AttendeeRow, HubView
from roundtable.domain.ids import AttendeeId
from roundtable.domain.round_table import Capacity
from roundtable.domain.wording import isolated
from roundtable.ui.meeting.attendee_list import Words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, IconLabel, Row, Separator, Text
from roundtable.ui.widgets.stack import Stack


def waiting(hub: HubView) -> list[AttendeeRow]:
    """Who can still sign on this device: those who are here first, in the order of the list."""
    away = {a.id for a in hub.table.attendees if a.is_turned_away}
    left = [
        a
        for a in hub.attendees
        if not (a.has_signed or a.has_refused or a.capacity == Capacity.REMOTE.value or a.id in away)
    ]
    return sorted(left, key=lambda a: not a.is_here)


class NextPerson(Card):
    """`chosen` fires with the id of whoever takes the device next."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._icon = IconLabel(theme, "circle-check", "ok", 36)
        self.heading = Text("", "h1")
        self.add_row(self._icon, self.heading)
        self.message = Text("")
        self.add(self.message)
        self._people = Stack(theme, spacing=8)
        self.add(self._people)
        self.buttons: list[Button] = []

    def show_people(self, title: str, text: str, icon: str, tone: str, people: Sequence[AttendeeRow]) -> None:
        """Say thanks, or goodbye, and offer the others."""
        self.heading.setText(title)
        self.message.setText(text)
        self._icon.set_icon(icon, tone)
        self._people.clear()
        self.buttons = []
        if people:
            self._people.add(Text("Who signs next?", "label"))
        for place, person in enumerate(people):
            if place:
                self._people.add(Separator())
            words = Words(
                self.theme, Text(isolated(person.name)).strong(), Text(person.agency, "small", "ink2")
            )
            button = Button(self.theme, "I sign next", "secondary" if place else "primary", "pen-line")
            button.setAccessibleName(f"I sign next: {person.name}")
            button.clicked.connect(lambda _on=False, chosen=person.id: self.chosen.emit(AttendeeId(chosen)))
            self.buttons.append(button)
            self._people.add(Row(self.theme, words, button))
