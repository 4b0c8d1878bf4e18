"""Options of this computer: look, size, locking, room view. Kept beside the program, not in the file."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtGui import QGuiApplication, QShowEvent

from roundtable.ui import capture_guard
from roundtable.ui.context import Context
from roundtable.ui.theme import ZOOM_STEPS, ThemeChoice
from roundtable.ui.widgets import Card, Field, Text, TileChoice, TileGroup
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

LOCK_MINUTES = (1, 2, 5, 10, 15, 30)
ROOM_SIZES = (("80", "80 %"), ("100", "100 %"), ("125", "125 %"), ("150", "150 %"))
FREE_SCREEN: Final = ("", "The screen that this window is not on")


class MachineForm(Stack):
    """Takes effect at once, and is kept for the next start."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self._context = context
        theme, settings = context.theme, context.settings
        self.look = TileGroup(
            theme,
            "Colours",
            (
                TileChoice("system", "As the system", "Follows light, dark and contrast"),
                TileChoice("light", "Light", "For bright rooms"),
                TileChoice("dark", "Dark", "For dim rooms"),
                TileChoice("contrast", "High contrast", "Black, white and yellow"),
            ),
            columns=4,
            narrowest=190,
        )
        self.look.set_value(theme.choice)
        self.zoom = Select(theme, "Size of text", [(str(z), f"{round(z * 100)} %") for z in ZOOM_STEPS])
        self.zoom.set_value(str(theme.zoom))
        minutes = [(str(m), "1 minute" if m == 1 else f"{m} minutes") for m in LOCK_MINUTES]
        self.lock = Select(theme, "Lock after", minutes)
        self.lock.set_value(settings.read("lock_minutes"))
        self.room = Select(theme, "Size of text in the room view", ROOM_SIZES)
        self.room.set_value(settings.read("room_font"))
        colours = Card(theme, "Colours")
        colours.add(self.look)
        self.add(colours)
        sizes = Card(theme, "Size")
        sizes.add(
            Reflow(
                theme,
                Field(theme, "Size of text", self.zoom, "Also with Ctrl + and Ctrl −; Ctrl 0 is 100 %."),
                Field(theme, "Size of text in the room view", self.room, "For those who sit far from it."),
                narrowest=300,
            )
        )
        self.add(sizes)
        self.add(self._make_room())
        locking = Card(theme, "Locking")
        locking.add(
            Field(
                theme, "Lock when nobody has touched anything for", self.lock, "Counts from the next unlock."
            )
        )
        locking.add(
            Text(
                "During an open round table the curtain is drawn instead, so the meeting is not cut off. "
                "After 30 minutes Roundtable locks all the same.",
                "body",
                "ink2",
            )
        )
        self.add(locking)
        if capture_guard.is_offered():
            self.add(self._make_sharing())
        self.look.changed.connect(self._on_look)
        self.zoom.changed.connect(lambda key: theme.set_zoom(float(key)))
        self.lock.changed.connect(lambda key: settings.store("lock_minutes", key))
        self.room.changed.connect(self._on_room)
        theme.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """A projector may have been plugged in since."""
        super().showEvent(event)
        self._offer_screens()

    def _offer_screens(self) -> None:
        """Those that are connected, and the one that was chosen before; known by name."""
        chosen = self._context.settings.read("room_screen")
        sizes = {screen.name(): screen.geometry().size() for screen in QGuiApplication.screens()}
        choices = [(name, f"{name}, {s.width()} × {s.height()}") for name, s in sizes.items() if name]
        if chosen and chosen not in sizes:
            choices.append((chosen, f"{chosen}, not connected now"))
        self.room_screen.set_choices([FREE_SCREEN, *choices])
        self.room_screen.set_value(chosen)

    def _make_room(self) -> Card:
        settings = self._context.settings
        self.room_screen = Select(self._context.theme, "Room view opens on", [FREE_SCREEN])
        self.room_screen.changed.connect(lambda name: settings.store("room_screen", name))
        self._offer_screens()
        card = Card(self._context.theme, "Room view")
        card.add(
            Field(
                self._context.theme,
                "Room view opens on",
                self.room_screen,
                "Counts from the next F5. Where that screen is not connected, or has your own window on it, "
                "another one that is free is taken.",
            )
        )
        return card

    def _make_sharing(self) -> Card:
        self.capture = CheckTile(
            self._context.theme,
            "Keep this window out of screenshots and screen sharing",
            "For a meeting by video call, show the room view; it can always be seen.",
        )
        self.capture.setChecked(self._context.settings.read(capture_guard.SETTING) == "on")
        self.capture.clicked.connect(self._on_capture)
        card = Card(self._context.theme, "Screen sharing")
        card.add(self.capture)
        return card

    def _on_look(self, key: str) -> None:
        self._context.settings.store("theme", key)
        self._context.theme.set_choice(cast(ThemeChoice, key))

    def _on_room(self, key: str) -> None:
        self._context.settings.store("room_font", key)
        self._context.theme.set_room_scale(int(key) / 100)

    def _on_capture(self, on: bool) -> None:
        """This window at once, the others as they come to the front."""
        self._context.settings.store(capture_guard.SETTING, "on" if on else "off")
        capture_guard.hide_from_capture(int(self.window().winId()), hidden=on)

    def _follow(self) -> None:
        """Ctrl + changes the size too."""
        self.zoom.set_value(str(self._context.theme.zoom))
        self._context.settings.store("zoom", str(self._context.theme.zoom))
