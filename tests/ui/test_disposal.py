"""The page of keeping and destroying, on a real file whose time is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions import demonstration
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.actions.disposal import retention_view
from roundtable.actions.registers import case_file_view
from roundtable.domain.ids import AuditId
from roundtable.domain.retention import RecordClass
from roundtable.storage import backup
from roundtable.ui.screens.disposal import DisposalScreen
from tests.storage import vaults
from tests.ui.frame_stage import FrameStage

PAPERS = RecordClass.WORKING_PAPERS


class Desk:
    """The window over an audit that was prepared and never held, thirteen months later."""

    def __init__(self, folder: Path) -> None:
        clock = vaults.Clock()
        self.vault, _ = vaults.make(folder / "Board.roundtable", clock)
        self.audit_id: AuditId = demonstration.prepare(
            self.vault, demonstration_pack(), demonstration_script()
        )
        self.vault.back_up()
        clock.forward(days=400)
        self.stage = FrameStage({"disposal": DisposalScreen}, self.vault)
        self.page: DisposalScreen = self.stage.open("disposal", audit_id=self.audit_id)

    def answers(self, *answers: object) -> None:
        self.stage.prompts.answers.extend(answers)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.stage.close()
    made.vault.close()


def test_it_shows_what_would_go_and_destroys_it_after_the_passphrase(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    assert page.tiles[PAPERS].isVisible()
    assert "cases: 4" in page._items[PAPERS].text()
    assert not page.destroy_ticked.isEnabled()
    page.tiles[PAPERS].click()
    desk.answers(True, vaults.PASSPHRASE)
    page.destroy_ticked.click()
    assert "cases: 4" in desk.stage.prompts.said[0]
    view = retention_view(desk.vault, desk.audit_id)
    assert view.destroyed[0].classes == (PAPERS,)
    assert not page.tiles[PAPERS].isVisible()
    assert not page.copies.isVisible()
    assert len(backup.all_of(desk.vault.path)) == 1
    desk.answers(tmp_path / "certificate.pdf")
    page.certificate.click()
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF")


def test_keeping_them_after_all_or_a_wrong_passphrase_changes_nothing(desk: Desk) -> None:
    page = desk.page
    page.tiles[PAPERS].click()
    desk.answers(False)
    page.destroy_ticked.click()
    desk.answers(True, "another passphrase altogether")
    page.destroy_ticked.click()
    assert page.page.errors.isVisible()
    assert retention_view(desk.vault, desk.audit_id).destroyed == ()
    with desk.vault.reading() as tx:
        case_id = tx.cases.of(desk.audit_id)[0].id
    assert case_file_view(desk.vault, case_id).case.events


def test_a_hold_takes_the_choice_away_until_it_is_lifted(desk: Desk) -> None:
    page = desk.page
    desk.answers("Inquest into a death")
    page.hold.click()
    assert page.held.isVisible()
    assert "Inquest into a death" in page.held.message.text()
    assert not page.tiles[PAPERS].isVisible()
    assert not page.destroy_ticked.isVisible()
    desk.answers(True)
    page.lift.click()
    assert page.tiles[PAPERS].isVisible()


def test_a_time_is_changed_by_choosing_another(desk: Desk) -> None:
    select = desk.page.times[RecordClass.SIGNATURES]
    select.set_value("120")
    select.changed.emit("120")
    kept = retention_view(desk.vault, desk.audit_id).classes
    assert {each.record_class: each.months for each in kept}[RecordClass.SIGNATURES] == 120
