"""What every screen is handed: the vault, tasks, prompts and the rest, and nothing global."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from roundtable.actions.ports import Clock, Papers, Vault
from roundtable.actions.table_port import TableFiles
from roundtable.domain.changes import Changes
from roundtable.domain.ids import AuditId
from roundtable.ui.door import VaultDoor
from roundtable.ui.prompts import Prompts
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.tasks import Tasks
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.step_rail import RailGroup


class ChangedHub(QObject):
    """The one signal between screens: what an action changed, sent after the commit."""

    changed = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Tell every open screen."""
        self.changed.emit(changes)


class Navigation(Protocol):
    """Where to go; `Navigator` in the program."""

    def go(self, key: str, /, **params: object) -> bool:
        """Open a screen; False when the present one did not let go or the guard said no."""

    def back(self) -> bool:
        """To the screen before this one."""

    def can_go_back(self) -> bool:
        """Whether there is one before this."""

    def stand(self, key: str, /, **params: object) -> None:
        """The screen shows another part of itself: whoever comes back to it is led there."""

    def reopen(self) -> None:
        """Build the present screen again, from the vault."""


class Frame(Protocol):
    """The window around a screen."""

    def set_place(self, text: str) -> None:
        """The context line in the header, such as "Case 2 of 4 · Child B"."""

    def set_rail(self, groups: Sequence[RailGroup], current: str) -> None:
        """The steps at the left; empty hides the rail."""

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say briefly what was done ("Lesson removed"), with Undo when it can be undone."""

    def show_banner(
        self, key: str, tone: str, text: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """A line under the header that stays: read-only, curtain rules, a pack past its date."""

    def clear_banner(self, key: str) -> None:
        """Take a banner away."""


class RoomScreen(Protocol):
    """What the room sees; takes plain strings and nothing else."""

    def show(self, state: RoomState) -> None:
        """Show this in the room view, now if it is on, or when it is switched on."""

    def is_mirrored(self) -> bool:
        """Whether the room sees the facilitator's own screen: private notes have to be hidden then."""


class Settings(Protocol):
    """Options of this machine: never anything about a case, only keys that are on the allow-list."""

    def read(self, key: str) -> str:
        """The stored value, or its default."""

    def store(self, key: str, value: str) -> None:
        """Keep a value; raises when the key is not on the list."""


class Suggestions(Protocol):
    """The optional name model; `NameSuggestions` in the program."""

    def look(self, context: Context, audit_id: AuditId) -> None:
        """Have an audit's texts read for names; returns at once, and does nothing without a model."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a screen may use. Made once per unlocked vault by the application."""

    vault: Vault
    papers: Papers
    clock: Clock
    tasks: Tasks
    prompts: Prompts
    theme: Theme
    navigator: Navigation
    frame: Frame
    room: RoomScreen
    hub: ChangedHub
    settings: Settings
    door: VaultDoor | None = None
    """For choosing a new passphrase; None where a page has no need of it."""
    names: Suggestions | None = None
    """Asked when names are checked; None where there is no model."""
    tables: TableFiles | None = None
    """Reads agencies' tables; None where a page has no need of it."""
