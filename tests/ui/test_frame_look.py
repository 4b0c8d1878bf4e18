"""Every page around a meeting: names, targets, no cut words, no sideways scroll, at every size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions.audits import audit_view
from roundtable.ui.navigator import MakeScreen
from roundtable.ui.screens.about import AboutScreen
from roundtable.ui.screens.audit import AuditScreen
from roundtable.ui.screens.case import CaseScreen
from roundtable.ui.screens.event_file import EventFileScreen
from roundtable.ui.screens.help import HelpScreen
from roundtable.ui.screens.home import Home
from roundtable.ui.screens.import_pack import ImportPack
from roundtable.ui.screens.papers import PapersScreen
from roundtable.ui.screens.recovery import RecoveryScreen
from roundtable.ui.screens.settings import SettingsScreen
from roundtable.ui.screens.shortcuts import ShortcutsScreen
from roundtable.ui.screens.trail import TrailScreen
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.frame_stage import FrameStage, board_vault, demonstration

SCREENS: dict[str, MakeScreen] = {
    "home": Home,
    "audit": AuditScreen,
    "case": CaseScreen,
    "import_pack": ImportPack,
    "event_file": EventFileScreen,
    "papers": PapersScreen,
    "settings": SettingsScreen,
    "trail": TrailScreen,
    "recovery": RecoveryScreen,
    "help": HelpScreen,
    "about": AboutScreen,
    "shortcuts": ShortcutsScreen,
}
SIZES = ((1.0, (1366, 768)), (1.5, (1366, 768)), (2.0, (1366, 768)), (1.5, (1280, 720)), (1.25, (1920, 1080)))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[vaults.VaultFile]:
    """One vault with the demonstration, read by all these tests and changed by none."""
    vault = board_vault(tmp_path_factory.mktemp("look"))
    demonstration(vault)
    yield vault
    vault.close()


def _stops(stage: FrameStage, vault: vaults.VaultFile) -> Iterator[str]:
    """Opens every page and every part of it."""
    with vault.reading() as tx:
        audit_id = tx.audits.all()[0].id
    case_id = audit_view(vault, audit_id).cases[0].id
    for key, params in (
        ("home", {}),
        ("audit", {"audit_id": audit_id}),
        ("case", {"case_id": case_id}),
        ("import_pack", {}),
        ("import_pack", {"sample": True}),
        ("event_file", {"case_id": case_id}),
        ("papers", {"audit_id": audit_id}),
        ("settings", {}),
        ("trail", {}),
        ("recovery", {}),
        ("help", {"topic": "case"}),
        ("about", {}),
        ("shortcuts", {}),
    ):
        screen = stage.open(key, **params)
        yield key
        tabs = getattr(screen, "tabs", None)
        for section in list(tabs.keys())[1:] if tabs else ():
            tabs.show_section(section)
            stage.settle()
            yield f"{key}/{section}"


def _problems(window: object, place: str) -> list[str]:
    found = [*accessibility.audit(window), *accessibility.clipped(window)]  # type: ignore[arg-type]
    return [f"{place}: {each}" for each in found]


@pytest.mark.parametrize(("zoom", "size"), SIZES)
def test_every_page_can_be_read_and_named(
    qapp: QApplication, prepared: vaults.VaultFile, zoom: float, size: tuple[int, int]
) -> None:
    stage = FrameStage(SCREENS, prepared, zoom=zoom, size=size)
    problems = [problem for place in _stops(stage, prepared) for problem in _problems(stage.window, place)]
    stage.close()
    assert problems == []


@pytest.mark.parametrize(("zoom", "size"), SIZES)
def test_every_page_before_unlocking_can_be_read_and_named(
    qapp: QApplication, tmp_path: Path, zoom: float, size: tuple[int, int]
) -> None:
    vaults.make(tmp_path / "Fernhill.roundtable")[0].close()
    stage = FrameStage(zoom=zoom, size=size)
    problems = []
    for key in ("unlock", "first_run", "try_sample", "restore", "recover"):
        params = {} if key in ("first_run", "try_sample") else {"path": tmp_path / "Fernhill.roundtable"}
        screen = stage.open(key, **params)
        problems += _problems(stage.window, key)
        if key in ("unlock", "recover", "first_run"):
            screen.do_primary()
            stage.settle()
            problems += _problems(stage.window, f"{key} with errors")
    stage.close()
    assert problems == []


@pytest.mark.parametrize("key", ["home", "audit", "case", "import_pack", "settings", "help"])
def test_tab_reaches_everything_and_is_never_trapped(
    qapp: QApplication, prepared: vaults.VaultFile, key: str
) -> None:
    stage = FrameStage(SCREENS, prepared)
    place = next(place for place in _stops(stage, prepared) if place == key)
    assert place == key
    ring = accessibility.tab_ring(stage.window)
    stage.close()
    assert len(ring) >= 5
