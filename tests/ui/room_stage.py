"""A round table as it is run: real window, curtain, safety, room view and screens over a real vault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from roundtable import assets
from roundtable.actions.board import found_board, nominate
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.curtain import set_pin
from roundtable.actions.hub import AttendeeRow, hub_view
from roundtable.actions.round_tables import (
    MeetingDetails,
    open_round_table,
    pause_round_table,
    plan_round_table,
)
from roundtable.actions.signoff import add_attendee
from roundtable.domain.ids import AgencyId, AttendeeId, CaseId, RoundTableId
from roundtable.domain.round_table import Capacity, RoundTable
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.context import ChangedHub, Context
from roundtable.ui.curtains import Curtains
from roundtable.ui.main_window import MainWindow
from roundtable.ui.meeting_safety import MeetingSafety
from roundtable.ui.navigator import Navigator
from roundtable.ui.room_hold import RoomHold, toggle_break
from roundtable.ui.room_view.controller import RoomController
from roundtable.ui.screen import Screen
from roundtable.ui.screen_table import screens
from roundtable.ui.scripted_prompts import ScriptedPrompts
from roundtable.ui.tasks import InlineTasks
from roundtable.ui.theme import Theme, ThemeChoice, load_fonts
from roundtable.ui.widgets.curtain import Curtain
from tests.storage import vaults
from tests.ui.frame_stage import CheapDoor
from tests.ui.meeting_stage import NoSettings, sign_by_name

PIN = "4711"
PEOPLE = (
    ("Ngozi Emenike-Clarke", "children_social_care", "Team manager", Capacity.PRESENT),
    ("Karen Whitlow", "police", "Detective inspector", Capacity.PRESENT),
    ("Siân Pritchard", "health_visiting", "Health visitor", Capacity.PRESENT),
    ("Joseph Adeyemi", "gp", "Named GP", Capacity.REMOTE),
)


def plan(folder: Path, *, opened: bool = True) -> Path:
    """A vault with the demonstration's cases and a round table with four people expected; PIN set."""
    path = folder / "board.roundtable"
    vault, _code = vaults.make(path)
    found_board(vault, name="Fernhill Safeguarding Children Board", pack_id="lscb_2015", contact="the chair")
    audit = import_pack(vault, read_pack(assets.read_bytes("demonstration/pack.json"))).made
    details = MeetingDetails(date(2026, 10, 8), "09:30", "Civic Centre, room 2", "Ruth Abara", "Tom Ellis")
    table = RoundTableId(plan_round_table(vault, audit, details).made)
    for name, agency, role, capacity in PEOPLE:
        add_attendee(vault, table, name=name, agency_id=AgencyId(agency), role=role, capacity=capacity)
    nominate(
        vault,
        agency_id=AgencyId("housing"),
        name="Petra Lang",
        role="Tenancy manager",
        accredited_on=date(2025, 9, 1),
    )
    nominate(vault, agency_id=AgencyId("probation"), name="Owen Marsh", role="Probation officer")
    set_pin(vault, table, PIN)
    if opened:
        open_round_table(vault, table)
    vault.close()
    return path


@dataclass
class Held:
    """What is needed to look at and work the room."""

    vault: VaultFile
    table: RoundTableId
    cases: tuple[CaseId, ...]
    people: dict[str, AttendeeId] = field(default_factory=dict)


class RoomStage:
    """The program from unlocking on, with work done at once."""

    def __init__(self, vault: VaultFile, *, choice: ThemeChoice = "light", zoom: float = 1.0) -> None:
        load_fonts(assets.path("fonts"))
        self.vault = vault
        self.theme = Theme(choice, zoom)
        self.theme.apply()
        self.tasks = InlineTasks()
        self.prompts = ScriptedPrompts()
        self.hub = ChangedHub()
        self.clock = vaults.Clock()
        self.window = MainWindow(self.theme)
        self.room = RoomController(self.theme, self.window)
        self.curtains = Curtains(self.theme, self.window, self.room)
        self.navigator = Navigator({**screens(), "blank": Blank}, self.hub)
        self.context = Context(
            vault=vault,
            papers=None,  # type: ignore[arg-type]  # the tests that need paper replace it
            clock=self.clock,
            tasks=self.tasks,
            prompts=self.prompts,
            theme=self.theme,
            navigator=self.navigator,
            frame=self.window,
            room=self.room,
            hub=self.hub,
            settings=NoSettings(),
        )
        self.room_hold = RoomHold(self.room, self.hub, self.navigator)
        self.window.room_panel.follow(self.room)
        self.navigator.start(self.context, self.window)
        self.safety = MeetingSafety(self.window, self.curtains, self.navigator, CheapDoor(self.clock))
        self.window.asked.connect(self._on_asked)
        with vault.reading() as tx:
            self.table_id = tx.round_tables.all()[0].id
        self.cases = tuple(c for c, _n in hub_view(vault, self.table_id).case_names)
        self.window.resize(1366, 768)
        self.window.show()
        self.safety.enter(self.context)
        self.settle()

    def _on_asked(self, action: str) -> None:
        asked: dict[str, Callable[[], object]] = {
            "curtain": self.curtains.toggle,
            "concern": self.safety.raise_concern,
            "back": self.navigator.back,
            "room": self.room.toggle,
            "blank": lambda: self.room.set_blank(not self.room.is_blank),
            "hold": self.room.toggle_hold,
            "break": lambda: toggle_break(self.context, self.room),
            "swap": self.room.swap,
        }
        if action in asked:
            asked[action]()

    # --- looking

    @property
    def table(self) -> RoundTable:
        """The round table as it is stored."""
        with self.vault.reading() as tx:
            return tx.round_tables.get(self.table_id)

    def person(self, name: str) -> AttendeeRow:
        """One line of the list."""
        return next(a for a in hub_view(self.vault, self.table_id).attendees if a.name.startswith(name))

    def words(self) -> str:
        """Everything that can be read in the main window now, curtain included."""
        labels = [w for w in self.window.findChildren(QLabel) if w.isVisible()]
        return "\n".join(label.text() for label in labels)

    @property
    def curtain(self) -> Curtain | None:
        """The curtain over the main window."""
        return next((c for c in self.window.findChildren(Curtain) if c.isVisible()), None)

    def settle(self) -> None:
        """Let layouts, posted calls and deferred deletions happen."""
        for _ in range(
            12
        ):  # rows that turn into columns ask for a layout of what holds them, one after another
            QApplication.processEvents()

    # --- doing

    def open(self, key: str, **params: Any) -> Any:
        """Show a screen and return it."""
        assert self.navigator.go(key, round_table_id=self.table_id, **params)
        self.settle()
        return self.navigator.screen

    def hand_over(self, name: str) -> Any:
        """The device in somebody's hands."""
        return self.open("hand_over", attendee_id=self.person(name).id)

    def sign(self, *names: str) -> None:
        """These people sign by name, without the screen."""
        for name in names:
            sign_by_name(self.vault, self.table_id, self.person(name).id)
        self.refresh()

    def refresh(self) -> None:
        """As if another page had changed the list."""
        from roundtable.domain.changes import Topic, changed

        self.hub.announce(changed(Topic.SIGNOFF, Topic.ROUND_TABLE))
        self.settle()

    def click(self, button: QWidget) -> None:
        """Press a button that can be seen."""
        assert button.isVisible(), button
        assert button.isEnabled(), button
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def type(self, field: QWidget, text: str) -> None:
        """Type into a field."""
        field.setFocus()
        QTest.keyClicks(field, text)

    def shot(self, path: Path) -> None:
        """A picture of the window."""
        self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(path))

    def close(self) -> None:
        """Window and vault."""
        if self.safety.is_meeting_open:
            pause_round_table(self.vault, self.table_id)
            self.refresh()
        self.curtains.lift()
        self.window.close()
        self.window.deleteLater()
        self.settle()
        self.vault.close()


class Blank(Screen):
    """A place to come from."""

    def __init__(self, context: Context, **_params: object) -> None:
        super().__init__(context, "Nothing here")


def draw_signature(pad: QWidget) -> None:
    """A signature with the mouse: two strokes of more than eight points."""
    from PySide6.QtCore import QPoint

    width, height = pad.width(), pad.height()
    for start in (0.35, 0.5):
        points = [
            QPoint(int(width * (start + i * 0.02)), int(height * (0.3 + (i % 3) * 0.1))) for i in range(10)
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
