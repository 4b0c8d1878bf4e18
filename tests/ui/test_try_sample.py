"""Trying the sample: one press makes a file with everything ready for its round table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions.board import board_view
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.actions.home import home_view
from roundtable.actions.hub import hub_view
from roundtable.domain.round_table import MeetingState
from roundtable.ui import try_sample
from roundtable.ui.file_place import free_place
from roundtable.ui.machine_settings import recent_files
from roundtable.ui.recovery_sheet import RecoverySheet
from roundtable.ui.try_sample import TrySample
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.frame_stage import FrameStage


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this computer's files are looked for."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(try_sample, "_folders", lambda: (folder,))
    return folder


@pytest.fixture
def stage(qapp: QApplication, home: Path) -> Iterator[FrameStage]:
    made = FrameStage()
    yield made
    made.close()


def test_one_press_opens_a_file_with_everything_ready(stage: FrameStage, home: Path) -> None:
    screen = stage.open("try_sample")
    words = screen.words.text()
    assert words and screen.window().focusWidget() is screen.footer.primary
    screen.footer.primary.click()
    path, vault = stage.entered[0]
    assert path == home / "Roundtable sample.roundtable" and path.exists()
    assert recent_files(stage.settings) == (path,)
    assert not screen.findChildren(RecoverySheet), "no second page"
    audit = home_view(vault).audits[0]
    assert audit.case_count == len(demonstration_pack().cases)
    assert audit.meeting_state is MeetingState.PLANNED
    assert audit.meeting_on == stage.clock.now().date()
    assert audit.round_table_id is not None
    hub = hub_view(vault, audit.round_table_id)
    expected = {(a.name, a.role) for a in demonstration_script().attendees}
    assert {(a.name, a.role) for a in hub.attendees} == expected
    assert {a.name for a in hub.attendees} <= {r.name for r in demonstration_pack().representatives}
    stage.door.opened[0].close()
    vaults.reopen(path, words).close()


def test_the_sample_is_one_fiction(stage: FrameStage) -> None:
    screen = stage.open("try_sample")
    shown = demonstration_script().board.name
    screen.do_primary()
    vault = stage.entered[0][1]
    board = board_view(vault)
    assert board is not None and board.name == shown
    initials = "".join(word[0] for word in shown.split())
    assert home_view(vault).audits[0].reference.startswith(f"{initials}-")
    assert all(case.reference.startswith(f"{initials}-") for case in demonstration_pack().cases)
    recipient = demonstration_pack().audit.recipient
    assert board.recipient.email == recipient.email and board.recipient.name == recipient.name
    assert list(board.recipient.allowed_domains) == recipient.allowed_domains


def test_the_invented_facilitator_is_in_the_trail_and_nowhere_on_this_computer(stage: FrameStage) -> None:
    screen = stage.open("try_sample")
    screen.do_primary()
    with stage.entered[0][1].reading() as tx:
        assert {entry.who for entry in tx.trail()} == {"Owen Merriweather (facilitator)"}
    assert stage.settings.read("who_name") == ""


def test_a_name_of_ones_own_is_taken_and_remembered(stage: FrameStage) -> None:
    screen = stage.open("try_sample")
    screen.choices.button.click()
    screen.who.name.setText("Ann Price")
    screen.do_primary()
    with stage.entered[0][1].reading() as tx:
        assert {entry.who for entry in tx.trail()} == {"Ann Price (facilitator)"}
    assert stage.settings.read("who_name") == "Ann Price"


def test_what_need_not_be_chosen_is_folded_away(stage: FrameStage, home: Path) -> None:
    screen = stage.open("try_sample")
    assert not screen.place.isVisible() and not screen.who.isVisible()
    assert screen.file_words.text() == "1. An encrypted file is made: “Roundtable sample” in Documents."
    screen.choices.button.click()
    stage.settle()
    assert screen.place.isVisible() and screen.who.isVisible()
    assert screen.page.verticalScrollBar().value() > 0, "what was unfolded is brought into sight"
    stage.prompts.answers.append(home / "Elsewhere")
    screen.place.choose.click()
    assert "“Elsewhere” in Documents" in screen.file_words.text()
    screen.do_primary()
    assert stage.entered[0][0] == home / "Elsewhere.roundtable"


def test_a_second_sample_lies_beside_the_first(stage: FrameStage, home: Path) -> None:
    (home / "Roundtable sample.roundtable").write_bytes(b"the first")
    screen = stage.open("try_sample")
    screen.do_primary()
    assert stage.entered[0][0] == home / "Roundtable sample 2.roundtable"
    assert (home / "Roundtable sample.roundtable").read_bytes() == b"the first"


def test_without_a_folder_that_will_do_the_place_is_asked_for(
    stage: FrameStage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(try_sample, "_folders", lambda: (tmp_path / "nowhere",))
    screen = stage.open("try_sample")
    assert screen.choices.is_open
    screen.choices.set_open(False)
    screen.do_primary()
    assert screen.page.errors.texts() == ("Choose where the file is kept",)
    assert screen.choices.is_open and stage.entered == []


def test_the_home_folder_is_not_called_by_its_own_name(
    stage: FrameStage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(try_sample, "_folders", lambda: (tmp_path,))
    assert "“Roundtable sample” in your home folder." in stage.open("try_sample").file_words.text()


def test_folders_of_cloud_services_and_missing_ones_are_passed_over(tmp_path: Path) -> None:
    cloud, plain = tmp_path / "OneDrive", tmp_path / "plain"
    cloud.mkdir()
    plain.mkdir()
    found = free_place((tmp_path / "none", cloud, plain), "Sample")
    assert found == plain / "Sample.roundtable"
    # What another file of that name left (backup, recovery) would be mistaken for the new one's.
    (plain / "Sample.roundtable-recovery").write_bytes(b"")
    assert free_place((plain,), "Sample") == plain / "Sample 2.roundtable"


def test_other_words_can_be_drawn(stage: FrameStage, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = stage.open("try_sample")
    monkeypatch.setattr(stage.door, "suggestion", lambda: vaults.OTHER_PASSPHRASE)
    screen.choices.set_open(True)
    screen.draw.click()
    assert screen.words.text() == vaults.OTHER_PASSPHRASE
    screen.do_primary()
    stage.door.opened[0].close()
    vaults.reopen(stage.entered[0][0], vaults.OTHER_PASSPHRASE).close()


def test_a_file_that_is_there_is_never_replaced(stage: FrameStage, home: Path) -> None:
    screen = stage.open("try_sample")
    (home / "Roundtable sample.roundtable").write_bytes(b"in the meantime")
    screen.do_primary()
    assert screen.place.field.error() and screen.choices.is_open
    assert (home / "Roundtable sample.roundtable").read_bytes() == b"in the meantime"


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("is_open", [False, True])
def test_it_can_be_read_and_named(qapp: QApplication, home: Path, zoom: float, is_open: bool) -> None:
    stage = FrameStage(zoom=zoom)
    screen = stage.open("try_sample")
    assert isinstance(screen, TrySample)
    screen.choices.set_open(is_open)
    stage.settle()
    assert accessibility.audit(stage.window) == [] and accessibility.clipped(stage.window) == []
    if zoom == 1.0 and not is_open:
        assert screen.page.verticalScrollBar().maximum() == 0, "it is one page"
    stage.close()
