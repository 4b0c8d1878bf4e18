"""Who is at the keyboard: name and role, asked at every unlock and written into the trail."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from roundtable.ui.context import Settings
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select

ROLES: Final = (
    ("facilitator", "Facilitator"),
    ("minute-taker", "Minute-taker"),
    ("quality assurance manager", "Quality assurance manager"),
)


class WhoField(Reflow):
    """Name and role side by side; remembers the last answer on this machine."""

    entered = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._settings = settings
        self.name = LineEdit(theme, "Your name", settings.read("who_name"))
        self.name.setMaxLength(80)
        self.role = Select(theme, "Your role", ROLES)
        self.role.set_value(settings.read("who_role"))
        self.field = Field(theme, "Your name", self.name)
        super().__init__(theme, self.field, Field(theme, "Your role", self.role))
        self.name.returnPressed.connect(self.entered)

    def problem(self) -> str:
        """What to do about it, "" when it is fine."""
        return "" if self.name.text().strip() else "Enter your name: the trail needs it"

    def who(self) -> str:
        """As the trail writes it: "Ann Price (facilitator)". Remembers both parts."""
        name = " ".join(self.name.text().split())
        self._settings.store("who_name", name)
        self._settings.store("who_role", self.role.value())
        return f"{name} ({self.role.value()})"
