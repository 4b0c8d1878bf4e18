"""One run of the window, from the first page to the end: what keys mean, entering, locking, closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from roundtable.actions.board import board_view
from roundtable.actions.ports import Clock, Papers, Vault
from roundtable.actions.table_port import TableFiles
from roundtable.domain.board import Board
from roundtable.domain.errors import RoundtableError
from roundtable.ui.before_unlock import first_key, screens_before_unlock
from roundtable.ui.context import ChangedHub, Context, Settings
from roundtable.ui.curtains import Curtains
from roundtable.ui.door import ClosedVault, Entrance, VaultDoor
from roundtable.ui.error_texts import explain
from roundtable.ui.find_making import FindMaking
from roundtable.ui.guards import Guards
from roundtable.ui.idle import IdleWatch
from roundtable.ui.lock_hold import LockHold
from roundtable.ui.machine_settings import recent_files
from roundtable.ui.main_window import MainWindow
from roundtable.ui.meeting_safety import MeetingSafety
from roundtable.ui.name_suggestions import Load, NameSuggestions
from roundtable.ui.navigator import MakeScreen, Navigator
from roundtable.ui.prompts import QtPrompts
from roundtable.ui.question_drafts import QuestionDrafts
from roundtable.ui.rail import place_of, why_not
from roundtable.ui.room_hold import RoomHold, toggle_break
from roundtable.ui.room_view.controller import RoomController, RoomOutcome
from roundtable.ui.tasks import WorkerTasks
from roundtable.ui.theme import Theme
from roundtable.ui.window_place import keep_place

FULL_LOCK_MINUTES: Final = 30
"""Idle so long, even an open round table locks fully (DOMAIN 3)."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the application supplies from the other layers."""

    door: VaultDoor
    papers: Papers
    clock: Clock
    settings: Settings
    start_again: Callable[[Path], None]
    """The vault is closed: end this process and begin a new one at this file's unlock page."""
    load_names: Load = lambda: None
    """Makes the optional name model, where one is installed."""
    tables: TableFiles | None = None
    """Reads tables that agencies send."""


class Session(QObject):
    """The window and everything that hangs on it."""

    ended = Signal()

    def __init__(self, outside: Outside, theme: Theme, screens: Mapping[str, MakeScreen]) -> None:
        super().__init__()
        self._outside, self.theme = outside, theme
        self._path: Path | None = None
        self._is_over = self._is_let_out = False
        size = outside.settings.read("room_font")
        theme.set_room_scale(int(size) / 100 if size.isdigit() else 1.0)
        self.window = MainWindow(theme, self._may_close)
        self.room = RoomController(theme, self.window, lambda: outside.settings.read("room_screen"))
        self.curtains = Curtains(theme, self.window, self.room)
        self.hub = ChangedHub()
        self.prompts = QtPrompts(theme, self.window, self.window.asked.emit)
        self.tasks = WorkerTasks(self._explain)
        self.names = NameSuggestions(outside.load_names)
        self.finding = FindMaking(self.tasks, self)
        entrance = Entrance(outside.door, self.enter)
        self.navigator = Navigator({**screens_before_unlock(entrance), **screens}, self.hub)
        self.context = self._context(ClosedVault())
        self.prompts.drafts = QuestionDrafts(self.window, lambda: self.context, self.navigator)
        self.safety = MeetingSafety(self.window, self.curtains, self.navigator, outside.door)
        self.hold = LockHold(self.window, self.curtains, self.tasks)
        self.idle = IdleWatch(self.window)
        self.guards = Guards(self.window, self.curtains, self.room, outside.settings)
        self.room_hold = RoomHold(self.room, self.hub, self.navigator)
        self.window.room_panel.follow(self.room)
        self._wire()

    def begin(self, path: Path | None = None) -> None:
        """Show the window at its first page: unlock `path`, else the last file, else the first run."""
        self.navigator.start(self.context, self.window)
        self.window.setVisible(True)
        if path is not None:
            self.guards.stand_for(path)
            self.navigator.go("unlock", path=path)
        else:
            for recent in recent_files(self._outside.settings)[:1]:
                self.guards.stand_for(recent)  # the unlock page offers it
            self.navigator.go(first_key(self._outside.settings))

    def enter(self, path: Path, vault: Vault) -> None:
        """A vault is open, the first one or a backup in its place: on to the home page."""
        self._path = path
        self.guards.stand_for(path)
        self.guards.start()
        for banner in ("read_only", "not-saved", "draft"):
            self.window.clear_banner(banner)
        self.context = self._context(vault)
        self.navigator.start(self.context, self.window)
        self.safety.enter(self.context)
        if vault.is_read_only:
            text = "Read only: this file or its folder cannot be written. Changes are not possible."
            self.window.show_banner("read_only", "warn", text)
        self.tasks.run(lambda: board_view(vault), self.hub, self._show_marking)
        self.idle.start(self._lock_minutes(), FULL_LOCK_MINUTES)
        self.names.start()
        self.finding.start(vault)
        self.navigator.go("home")

    def lock(self) -> None:
        """Cover, store what is typed, close the file, and begin a new process: nothing stays in memory."""
        if self._path is None or self._is_over:
            return
        if self.hold.is_on:
            return
        self.prompts.dismiss()
        self.curtains.draw()
        # Under the curtain no page asks anything before it is left: nobody may be there to answer.
        self.navigator.let_go()
        if self.hold.is_needed():
            self.safety.stands_back = True
            self.hold.begin(self.context.vault)
        else:
            self._lock_now()

    def _lock_now(self) -> None:
        path = self._path
        self._close_vault()
        if path is not None:
            self._outside.start_again(path)
        self.ended.emit()

    def _on_held_open(self) -> None:
        """The passphrase was given instead of waiting: the words are on their page, not stored yet."""
        self.safety.stands_back = False
        self.safety.passed()

    def end(self) -> None:
        """Close the file and the worker; harmless twice."""
        if not self._is_over:
            self._close_vault()

    def _close_vault(self) -> None:
        self._is_over = True
        self.idle.stop()
        self.guards.stop()
        self.room.end()
        keep_place(self.window, self._outside.settings)
        self.window.forget()
        self.names.stop()
        self.finding.stop()
        if self._path is not None:
            vault = self.context.vault
            self.tasks.run(lambda: self._outside.door.close(vault), self.hub, lambda _done: None)
        self.tasks.shutdown()

    def _context(self, vault: Vault) -> Context:
        return Context(
            vault=vault,
            papers=self._outside.papers,
            clock=self._outside.clock,
            tasks=self.tasks,
            prompts=self.prompts,
            theme=self.theme,
            navigator=self.navigator,
            frame=self.window,
            room=self.room,
            hub=self.hub,
            settings=self._outside.settings,
            door=self._outside.door,
            names=self.names,
            tables=self._outside.tables,
        )

    def _wire(self) -> None:
        self.window.asked.connect(self._on_asked)
        self.window.step_chosen.connect(self._on_step)
        self.navigator.refused.connect(self.window.toast)
        self.room.changed.connect(self._on_room)
        self.room.mirrored.connect(self._on_mirrored)
        self.room.asked.connect(self._on_asked)
        self.curtains.lock_asked.connect(self.lock)
        self.idle.idle.connect(self._on_idle)
        self.idle.slept.connect(self.lock)
        self.guards.away.connect(self._on_away)
        self.guards.sleeping.connect(self.lock)
        self.hold.kept.connect(self._lock_now)
        self.hold.opened.connect(self._on_held_open)
        self.theme.changed.connect(self._keep_look)

    def _on_asked(self, action: str) -> None:
        self.idle.touched()
        asked: dict[str, Callable[[], object]] = {
            "help": self._help,
            "shortcuts": lambda: self.navigator.go("shortcuts"),
            "room": self.room.toggle,
            "blank": lambda: self.room.set_blank(not self.room.is_blank),
            "hold": self.room.toggle_hold,
            "break": lambda: toggle_break(self.context, self.room),
            "swap": self.room.swap,
            "curtain": self.curtains.toggle,
            "lock": self.lock,
            "concern": self.safety.raise_concern,
            "back": self.navigator.back,
            "palette": self._find,
            "quit": self.window.close,
        }
        if action in asked:
            asked[action]()

    def _show_marking(self, board: Board | None) -> None:
        self.window.set_marking(board.marking if board else "")

    def _help(self) -> None:
        """About the page that is shown; from the help itself there is nowhere to go."""
        shown = self.window.screen_shown
        if self.navigator.here is not None and self.navigator.here.key == "help":
            return
        self.navigator.go("help", topic=shown.help_key if shown else "")

    def _find(self) -> None:
        """Pages, steps and texts; on that page already, the field is ready for other words."""
        shown = self.window.screen_shown
        if self.navigator.here is not None and self.navigator.here.key == "find" and shown is not None:
            shown.search()
            return
        self.navigator.go("find", steps=tuple(self.window.rail.steps()))

    def _on_step(self, key: str) -> None:
        refused = next((why_not(step) for step in self.window.rail.steps() if step.key == key), "")
        if refused:
            self.window.toast(refused)
            return
        screen, params = place_of(key)
        self.navigator.go(screen, **params)

    def _on_room(self, text: str, is_on: bool) -> None:
        self.window.toast(text)
        self.window.header.set_room_on(is_on)

    def _on_mirrored(self, mirrored: bool) -> None:
        shown = self.window.screen_shown
        hide = getattr(shown, "hide_private", None)
        if callable(hide):
            hide(mirrored)
        self.window.clear_banner("mirrored")
        if mirrored and self._path is not None:
            self.window.show_banner("mirrored", "warn", RoomOutcome.MIRRORED.value)

    def _on_idle(self, minutes: int) -> None:
        if self._path is None:
            return
        if self.safety.is_meeting_open and minutes < FULL_LOCK_MINUTES:
            self.curtains.draw()
        else:
            self.lock()

    def _on_away(self) -> None:
        """The system's screen is locked: as after minutes without a touch."""
        self._on_idle(0)

    def _keep_look(self) -> None:
        """Theme and zoom are the same at the next start."""
        self._outside.settings.store("theme", self.theme.choice)
        self._outside.settings.store("zoom", str(self.theme.zoom))

    def _lock_minutes(self) -> int:
        text = self._outside.settings.read("lock_minutes")
        return int(text) if text.isdigit() else 5

    def _may_close(self) -> bool:
        if self._is_over:
            return True
        shown = self.window.screen_shown
        if shown is not None and not self._is_let_out and shown.holds_window(self._let_out):
            self.curtains.say("Lift the curtain first, then close Roundtable.")
            return False
        if not self.navigator.let_go() or not self.safety.let_go():
            self.curtains.say("Not closed: the last words are not in the file yet.")
            return False
        self.end()
        self.ended.emit()
        return True

    def _let_out(self) -> None:
        """The page that held the window has been shown what it takes."""
        self._is_let_out = True
        self.window.close()
        self._is_let_out = False

    def _explain(self, error: RoundtableError) -> None:
        said = explain(error)
        self.prompts.tell(said.title, said.advice)
