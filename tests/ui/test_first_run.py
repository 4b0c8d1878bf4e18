"""The first run makes a real encrypted file with its Board, and the recovery code is proved before it goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions.board import board_view
from roundtable.actions.home import home_view
from roundtable.ui.first_run import FirstRun
from roundtable.ui.machine_settings import recent_files
from roundtable.ui.recovery_sheet import RecoverySheet
from roundtable.ui.synced_folders import sync_service
from tests.storage import vaults
from tests.ui.frame_stage import FrameStage


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[FrameStage]:
    made = FrameStage()
    yield made
    made.close()


def _fill(stage: FrameStage, screen: FirstRun, path: Path) -> None:
    screen.board.setText("Fernhill Board")
    screen.contact.setText("Business unit, 020 7946 0018")
    screen.who.name.setText("Ann Price")
    screen.passphrase.first.set_text(vaults.PASSPHRASE)
    screen.passphrase.again.set_text(vaults.PASSPHRASE)
    stage.prompts.answers.append(path)
    screen._choose.click()


def _sheet(screen: FirstRun) -> RecoverySheet:
    return screen.findChildren(RecoverySheet)[0]


def _type_back(sheet: RecoverySheet, code: str) -> None:
    groups = code.split("-")
    for place, field in sheet._fields.items():
        field.editor.setText(groups[place].lower())  # type: ignore[attr-defined]
    sheet.kept.setChecked(True)


def test_an_empty_form_says_everything_that_is_missing_and_makes_nothing(stage: FrameStage) -> None:
    screen = stage.open("first_run")
    screen.do_primary()
    assert screen.page.errors.texts() == (
        "Enter the name of the Board",
        "Enter who to tell about a loss",
        "Choose where the file lies",
        "Enter your name: the trail needs it",
        "Enter a passphrase",
    )
    assert stage.door.opened == []


def test_the_file_is_made_with_its_board_and_opens_once_the_code_was_typed_back(
    stage: FrameStage, tmp_path: Path
) -> None:
    screen = stage.open("first_run")
    _fill(stage, screen, tmp_path / "Fernhill")
    screen.recipient.setText("learning@example.org")
    screen.pack.tiles[1].click()
    screen.do_primary()
    path = tmp_path / "Fernhill.roundtable"
    assert path.exists()
    assert screen.title() == "Keep the recovery code"

    sheet = _sheet(screen)
    screen.do_primary()
    assert len(screen.page.errors.texts()) == 3, "two groups and the tick"
    assert stage.entered == []

    made = stage.door.opened[0]
    _type_back(sheet, "-".join(sheet._groups))
    screen.do_primary()
    assert stage.entered == [(path, made)]
    board = board_view(made)
    assert board is not None
    assert (board.name, board.pack.id, board.contact) == (
        "Fernhill Board",
        "partnership_2018",
        "Business unit, 020 7946 0018",
    )
    assert board.recipient.email == "learning@example.org"
    assert recent_files(stage.settings) == (path,)
    with made.reading() as tx:
        assert {entry.who for entry in tx.trail()} == {"Ann Price (facilitator)"}


def test_the_code_on_the_sheet_opens_the_file(stage: FrameStage, tmp_path: Path) -> None:
    screen = stage.open("first_run")
    path = tmp_path / "Fernhill.roundtable"
    _fill(stage, screen, path)
    screen.do_primary()
    code = "-".join(_sheet(screen)._groups)
    stage.door.opened[0].close()
    stage.door.open_with_recovery(path, code, vaults.OTHER_PASSPHRASE, "Ann Price").reading()


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("password2026", "password2026", "Choose a passphrase that is harder to guess."),
        (vaults.PASSPHRASE, vaults.OTHER_PASSPHRASE, "Type the same passphrase in both fields"),
    ],
)
def test_a_weak_or_mistyped_passphrase_makes_nothing(
    stage: FrameStage, tmp_path: Path, first: str, again: str, said: str
) -> None:
    screen = stage.open("first_run")
    _fill(stage, screen, tmp_path / "Fernhill")
    screen.passphrase.first.set_text(first)
    screen.passphrase.again.set_text(again)
    screen.do_primary()
    assert screen.page.errors.texts()[0].startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_replaced(stage: FrameStage, tmp_path: Path) -> None:
    path = tmp_path / "Fernhill.roundtable"
    path.write_bytes(b"something else")
    screen = stage.open("first_run")
    _fill(stage, screen, path)
    screen.do_primary()
    assert screen.place_field.error()
    assert path.read_bytes() == b"something else"


def test_a_folder_of_a_cloud_service_is_warned_about(stage: FrameStage, tmp_path: Path) -> None:
    screen = stage.open("first_run")
    _fill(stage, screen, tmp_path / "OneDrive - Council" / "Fernhill")
    assert screen._synced.isVisibleTo(screen)
    assert "OneDrive" in screen._synced.message.text()
    _fill(stage, screen, tmp_path / "Fernhill")
    assert not screen._synced.isVisibleTo(screen)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/ann/Dropbox/x", "Dropbox"),
        ("/Users/ann/Library/Mobile Documents/x", "iCloud"),
        ("/home/ann/Box/x", "Box"),
        ("/home/ann/boxes/x", ""),
        ("/srv/board/x", ""),
    ],
)
def test_cloud_folders_are_known_by_name(folder: str, service: str) -> None:
    assert sync_service(Path(folder)) == service


def test_the_sample_brings_invented_cases_and_asks_no_proof(stage: FrameStage, tmp_path: Path) -> None:
    screen = stage.open("first_run", sample=True)
    screen.who.name.setText("Ann Price")
    stage.prompts.answers.append(tmp_path / "Sample.roundtable")
    screen._choose.click()
    screen.do_primary()
    screen.do_primary()
    path, vault = stage.entered[0]
    assert path.name == "Sample.roundtable"
    assert [row.case_count for row in home_view(vault).audits] == [4]


def test_a_pack_past_its_review_date_warns(qapp: QApplication, tmp_path: Path) -> None:
    stage = FrameStage()
    stage.clock.forward(days=5000)
    screen = stage.open("first_run")
    assert "was due for review by" in screen._pack_note.message.text()
    stage.close()
