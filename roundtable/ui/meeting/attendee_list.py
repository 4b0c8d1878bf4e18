"""The facilitator's list: one line for each attendee, updated in place so that the focus stays."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.hub import AttendeeRow, HubView
from roundtable.domain.ids import AttendeeId
from roundtable.ui.meeting.attendance import HAND_OVER, Deed, deeds, standing
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Pill, Row, Separator, Text
from roundtable.ui.widgets.stack import Stack


class AttendeeLine(Stack):
    """Name, agency and standing, buttons. Fires `done` with the key of a deed, or "more"."""

    done = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, spacing=10)
        self._theme, self._name = theme, name
        self.name = Text(name).strong()
        self.about = Text("", "small", "ink2")
        self.pill = Pill(theme, "", "ink2", "clock")
        self.buttons: dict[str, Button] = {}
        self.more = Button(theme, "", icon="ellipsis", name=f"More for {name}", tip=f"More for {name}")
        self.more.clicked.connect(lambda: self.done.emit("more"))
        self._row = Row(theme, Words(theme, self.name, self.about), self.pill, self.more, spacing=10)
        self.add(self._row)
        self.add(Separator())

    def show_row(self, hub: HubView, row: AttendeeRow, *, is_next: bool) -> None:
        """Show how they stand now."""
        about = [part for part in (row.agency, row.role) if part]
        if row.capacity != "in the room":
            about.append(row.capacity)
        if row.accreditation_note:
            about.append(row.accreditation_note)
        self.about.setText("  ·  ".join(about))
        now = standing(hub, row)
        self.pill.set(now.words, now.tone, now.icon)
        first, rest = deeds(hub, row)
        self._show_buttons(first, is_next=is_next)
        self.more.setVisible(bool(rest))

    def _show_buttons(self, first: tuple[Deed, ...], *, is_next: bool) -> None:
        wanted = {f"{deed.key}{is_next and deed == HAND_OVER}": deed for deed in first}
        had_focus = next((key for key, b in self.buttons.items() if b.hasFocus()), "")
        for key in [key for key in self.buttons if key not in wanted]:
            gone = self.buttons.pop(key)
            gone.setParent(None)
            gone.deleteLater()
        for key, deed in wanted.items():
            if key in self.buttons:
                continue
            kind = "primary" if key.endswith("True") else "secondary"
            button = Button(self._theme, deed.words, kind, deed.icon)  # type: ignore[arg-type]
            button.setAccessibleName(f"{deed.words}: {self._name}")
            button.clicked.connect(lambda _on=False, chosen=deed.key: self.done.emit(chosen))
            self.buttons[key] = button
            self._row.insertWidget(2 + list(wanted).index(key), button)
        if had_focus and had_focus not in self.buttons:
            (next(iter(self.buttons.values()), None) or self.more).setFocus()


class AttendeeList(Stack):
    """Fires `asked` with attendee and deed ("more" for the rest)."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=10)
        self._theme = theme
        self.lines: dict[AttendeeId, AttendeeLine] = {}

    def show_hub(self, hub: HubView, next_id: str) -> None:
        """Everybody on the list, in its order."""
        ids = [a.id for a in hub.attendees]
        if list(self.lines) != [i for i in ids if i in self.lines] or set(self.lines) - set(ids):
            self.clear()
            self.lines = {}
        for row in hub.attendees:
            if row.id not in self.lines:
                self.lines[row.id] = line = AttendeeLine(self._theme, row.name)
                line.done.connect(lambda deed, chosen=row.id: self.asked.emit(chosen, deed))
                self.add(line)
            self.lines[row.id].show_row(hub, row, is_next=row.id == next_id)

    def line(self, name: str) -> AttendeeLine:
        """The line of somebody, by the beginning of their name."""
        return next(line for line in self.lines.values() if line.name.text().startswith(name))


class Words(Stack):
    """A name over what belongs to it; takes the room that is left in a row."""

    def __init__(self, theme: Theme, *texts: QWidget) -> None:
        super().__init__(theme, *texts, spacing=2)
        self.setProperty("grows", 220)
