"""The recovery code on a sheet to print: where the facilitator says, nowhere else, and gone again."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.export.writer import Paper
from roundtable.ui.recovery_paper import RecoveryPaper
from roundtable.ui.recovery_sheet import RecoverySheet
from tests.export.pdf_checks import text
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.frame_stage import FrameStage


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[FrameStage]:
    made = FrameStage()
    made.context = replace(made.context, papers=Paper())
    made.navigator.start(made.context, made.window)
    yield made
    made.close()


def shown_code(stage: FrameStage, home: Path) -> tuple[RecoveryPaper, str]:
    """As far as the page that shows the code."""
    screen = stage.open("first_run")
    screen.board.setText("Fernhill Board")
    screen.contact.setText("Business unit")
    screen.who.name.setText("Ann Price")
    screen.passphrase.first.set_text(vaults.PASSPHRASE)
    screen.passphrase.again.set_text(vaults.PASSPHRASE)
    stage.prompts.answers.append(home / "Fernhill")
    screen.place.choose.click()
    screen.do_primary()
    stage.settle()
    sheet = screen.findChildren(RecoverySheet)[0]
    return screen.findChildren(RecoveryPaper)[0], "-".join(sheet._groups)


def everything_under(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_sheet_is_written_where_it_was_asked_for_and_opens_the_file(
    stage: FrameStage, tmp_path: Path
) -> None:
    home, stick = tmp_path / "home", tmp_path / "stick"
    home.mkdir()
    stick.mkdir()
    paper, code = shown_code(stage, home)
    before = everything_under(tmp_path)
    assert paper.isVisible() and not paper.saved.isVisible()

    stage.prompts.answers.append(stick / "sheet")
    paper.save.click()
    stage.settle()
    path = stick / "sheet.pdf"
    assert set(everything_under(tmp_path)) - set(before) == {path}
    words = text(path.read_bytes())
    assert all(group in words for group in code.split("-"))
    assert "Fernhill Board" in words and "RESTRICTED: RECOVERY CODE" in words
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    # In no other file, as a whole or without its dashes.
    for other, content in everything_under(home).items():
        assert code.encode() not in content and code.replace("-", "").encode() not in content, other
    assert paper.saved.isVisible() and str(path) in paper.saved.message.text()
    assert accessibility.audit(stage.window) == []

    paper.delete.click()
    stage.settle()
    assert not path.exists()
    assert not paper.saved.isVisible()

    stage.door.opened[0].close()
    stage.door.open_with_recovery(
        home / "Fernhill.roundtable", code, vaults.OTHER_PASSPHRASE, "Ann Price"
    ).reading()


def test_nothing_is_written_when_no_place_is_chosen(stage: FrameStage, tmp_path: Path) -> None:
    paper, _code = shown_code(stage, tmp_path)
    before = set(everything_under(tmp_path))
    stage.prompts.answers.append(None)
    paper.save.click()
    assert set(everything_under(tmp_path)) == before
    assert not paper.saved.isVisible()


def test_a_place_that_cannot_be_written_is_said_and_the_code_stays(stage: FrameStage, tmp_path: Path) -> None:
    paper, code = shown_code(stage, tmp_path)
    stage.prompts.answers.append(tmp_path / "not there" / "sheet.pdf")
    paper.save.click()
    stage.settle()
    assert paper.problem.isVisible() and paper.problem.message.text()
    assert not paper.saved.isVisible()
    assert code
