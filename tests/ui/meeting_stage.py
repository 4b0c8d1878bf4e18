"""A real window over a real encrypted vault with the demonstration's cases at an open, signed round table."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.hub import hub_view
from roundtable.actions.round_tables import MeetingDetails, open_round_table, plan_round_table
from roundtable.actions.signoff import add_attendee, record_arrival, sign_statement, signing_view
from roundtable.domain.ids import AgencyId, AttendeeId, CaseId, RoundTableId
from roundtable.domain.signoff import Declaration, Method, Signature
from roundtable.intake.files import IntakeFiles
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.context import ChangedHub, Context
from roundtable.ui.main_window import MainWindow
from roundtable.ui.navigator import MakeScreen, Navigator
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.scripted_prompts import ScriptedPrompts
from roundtable.ui.tasks import InlineTasks, Tasks
from roundtable.ui.theme import Theme, ThemeChoice, load_fonts
from tests.storage import vaults

ATTENDEES = (
    ("Ngozi Emenike-Clarke", "children_social_care"),
    ("Karen Whitlow", "police"),
    ("Siân Pritchard", "health_visiting"),
)


@dataclass
class RoomSpy:
    """Keeps what the room was shown."""

    states: list[RoomState] = field(default_factory=list)
    mirrored: bool = False

    def show(self, state: RoomState) -> None:
        self.states.append(state)

    def is_mirrored(self) -> bool:
        return self.mirrored

    @property
    def last(self) -> RoomState:
        return self.states[-1]

    def texts(self) -> str:
        """Everything the room was ever shown."""
        return "\n".join(" ".join((*s.nameless, *s.named)) for s in self.states)


@dataclass
class NoSettings:
    """Keeps nothing."""

    def read(self, key: str) -> str:
        return ""

    def store(self, key: str, value: str) -> None:
        return None


def prepare(folder: Path) -> Path:
    """A vault with the demonstration audit and an open round table that everybody has signed."""
    path = folder / "board.roundtable"
    vault, _code = vaults.make(path)
    found_board(vault, name="Fernhill Safeguarding Children Board", pack_id="lscb_2015", contact="the chair")
    pack = read_pack(assets.path("demonstration/pack.json").read_bytes())
    audit = import_pack(vault, pack).made
    table = RoundTableId(plan_round_table(vault, audit, MeetingDetails(date(2026, 10, 8))).made)
    open_round_table(vault, table)
    for name, agency in ATTENDEES:
        attendee = AttendeeId(add_attendee(vault, table, name=name, agency_id=AgencyId(agency)).made)
        record_arrival(vault, table, attendee)
        sign_by_name(vault, table, attendee)
    vault.close()
    return path


def sign_by_name(vault: VaultFile, table: RoundTableId, attendee: AttendeeId, *declared: Declaration) -> None:
    """Somebody signs by typing their name."""
    shown = signing_view(vault, table, attendee)
    signature = Signature(Method.TYPED, typed_name=shown.name)
    sign_statement(
        vault,
        table,
        attendee,
        shown_sha256=shown.statement.sha256,
        signature=signature,
        declarations=declared,
    )


class Stage:
    """The window with chosen screens; work is done at once unless real tasks are given."""

    def __init__(
        self,
        vault: VaultFile,
        screens: Mapping[str, MakeScreen],
        *,
        choice: ThemeChoice = "light",
        zoom: float = 1.0,
        tasks: Tasks | None = None,
    ) -> None:
        if not (assets.path("fonts").exists() and load_fonts(assets.path("fonts"))):
            raise AssertionError("the typefaces are missing")
        self.vault = vault
        self.theme = Theme(choice, zoom)
        self.theme.apply()
        self.inline = InlineTasks()
        self.tasks: Tasks = tasks or self.inline
        self.prompts = ScriptedPrompts()
        self.room = RoomSpy()
        self.hub = ChangedHub()
        self.window = MainWindow(self.theme)
        self.navigator = Navigator(screens, self.hub)
        self.context = Context(
            vault=vault,
            papers=None,  # type: ignore[arg-type]  # no paper is made here
            clock=vaults.Clock(),
            tasks=self.tasks,
            prompts=self.prompts,
            theme=self.theme,
            navigator=self.navigator,
            frame=self.window,
            room=self.room,
            hub=self.hub,
            settings=NoSettings(),
            tables=IntakeFiles(),
        )
        self.navigator.start(self.context, self.window)
        self.table = self._table_id()
        self.cases: tuple[CaseId, ...] = tuple(c for c, _n in hub_view(vault, self.table).case_names)
        self.window.resize(1366, 768)

    def open(self, key: str, case: int = 0, **params: Any) -> Any:
        """Show a screen of a case; returns it."""
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        assert self.navigator.go(key, round_table_id=self.table, case_id=self.cases[case], **params)
        self.settle()
        return self.navigator.screen

    def settle(self) -> None:
        """Let layouts and deferred deletions happen."""
        for _ in range(3):
            QApplication.processEvents()

    def close(self) -> None:
        """Window and vault."""
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()
        self.vault.close()

    def _table_id(self) -> RoundTableId:
        with self.vault.reading() as tx:
            return tx.round_tables.all()[0].id


def copy_of(prepared: Path, folder: Path) -> VaultFile:
    """Its own copy of a prepared vault, open."""
    for part in prepared.parent.iterdir():
        if part.is_file():
            shutil.copy(part, folder / part.name)
    return vaults.reopen(folder / prepared.name)
