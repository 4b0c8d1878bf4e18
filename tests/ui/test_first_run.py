"""The first run makes a real encrypted file with its Board, and the recovery code is proved before it goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.board import board_view
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
    screen.place.choose.click()


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
        "Choose where the file is kept",
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


def test_the_page_with_the_code_begins_at_its_top(stage: FrameStage, tmp_path: Path) -> None:
    stage.window.resize(1366, 768)
    screen = stage.open("first_run")
    _fill(stage, screen, tmp_path / "Fernhill")
    screen.page.verticalScrollBar().setValue(screen.page.verticalScrollBar().maximum())
    screen.do_primary()
    QTest.qWait(60)  # on purpose: the page moves once it is laid out
    assert screen.page.verticalScrollBar().value() == 0
    focused = QApplication.focusWidget()
    assert focused is not None and not focused.visibleRegion().isEmpty(), "the focus is in sight"


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
    assert screen.place.field.error()
    assert path.read_bytes() == b"something else"


def test_a_folder_of_a_cloud_service_is_warned_about(stage: FrameStage, tmp_path: Path) -> None:
    screen = stage.open("first_run")
    _fill(stage, screen, tmp_path / "OneDrive - Council" / "Fernhill")
    assert screen.place.warning.isVisibleTo(screen)
    assert "OneDrive" in screen.place.warning.message.text()
    _fill(stage, screen, tmp_path / "Fernhill")
    assert not screen.place.warning.isVisibleTo(screen)


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


def test_a_pack_past_its_review_date_warns(qapp: QApplication, tmp_path: Path) -> None:
    stage = FrameStage()
    stage.clock.forward(days=5000)
    screen = stage.open("first_run")
    assert "was due for review by" in screen._pack_note.message.text()
    stage.close()


def test_the_first_page_there_is_leads_back_to_none(stage: FrameStage) -> None:
    screen = stage.open("first_run")
    assert not screen.back.isVisible()
    sample = stage.open("try_sample")
    sample.back.click()
    assert stage.navigator.here is not None and stage.navigator.here.key == "first_run"


def test_from_the_unlock_page_there_is_a_way_back(stage: FrameStage, tmp_path: Path) -> None:
    stage.open("unlock", path=tmp_path / "Fernhill.roundtable")
    screen = stage.open("first_run")
    assert screen.back.isVisible()
    screen.back.click()
    assert stage.navigator.here is not None and stage.navigator.here.key == "unlock"


def test_what_was_typed_is_still_there_after_a_look_elsewhere_but_the_passphrase(
    stage: FrameStage, tmp_path: Path
) -> None:
    screen = stage.open("first_run")
    _fill(stage, screen, tmp_path / "Fernhill")
    screen.pack.tiles[1].click()
    stage.open("try_sample").back.click()
    stage.settle()
    again = stage.navigator.screen
    assert isinstance(again, FirstRun) and again is not screen
    assert again.board.text() == "Fernhill Board"
    assert again.contact.text() == "Business unit, 020 7946 0018"
    assert again.who.name.text() == "Ann Price"
    assert again.pack.value() == "partnership_2018"
    assert again.place.path == tmp_path / "Fernhill.roundtable"
    assert again.passphrase.text() == "" and vaults.PASSPHRASE not in stage.entrance.draft.values()


def test_the_page_with_the_code_is_not_left_by_mistake(stage: FrameStage, tmp_path: Path) -> None:
    screen = stage.open("first_run")
    _fill(stage, screen, tmp_path / "Fernhill")
    screen.do_primary()
    stage.settle()
    stage.prompts.answers.append(False)
    assert not stage.navigator.go("unlock")
    assert _sheet(screen).isVisibleTo(screen)
    stage.prompts.answers.append(True)
    assert stage.navigator.go("unlock", path=tmp_path / "Fernhill.roundtable")
    # It is closed, not left locked: it opens again with its passphrase.
    vaults.reopen(tmp_path / "Fernhill.roundtable", vaults.PASSPHRASE).close()


def test_a_file_that_is_being_made_is_not_left(stage: FrameStage, tmp_path: Path) -> None:
    stage.inline.held = True
    screen = stage.open("first_run")
    stage.inline.release()
    _fill(stage, screen, tmp_path / "Fernhill")
    stage.inline.release()
    screen.do_primary()
    assert not stage.navigator.go("unlock")
    stage.inline.release()
    assert screen.title() == "Keep the recovery code"


@pytest.mark.parametrize("width", [900, 1366, 1920])
def test_the_question_where_the_file_lies_stands_on_one_line(qapp: QApplication, width: int) -> None:
    stage = FrameStage(size=(width, 768))
    screen = stage.open("first_run")
    screen.do_primary()
    stage.settle()
    problem = screen.place.field._error
    assert problem.text() == "Choose where the file is kept"
    assert problem.height() < 2 * problem.fontMetrics().height()
    assert screen.place.choose.width() < 300, "the button is not stretched"
    stage.close()
