"""The page of backups and checks holds the file against a report that left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.export.writer import Paper
from roundtable.ui.preparation.report_check import ReportCheck
from roundtable.ui.screens.recovery import RecoveryScreen
from tests.export.sample_report import sample_report
from tests.storage import vaults
from tests.ui.frame_stage import FrameStage, board_vault

PAPER = Paper()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[vaults.VaultFile]:
    made = board_vault(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stage(qapp: QApplication, vault: vaults.VaultFile) -> Iterator[FrameStage]:
    made = FrameStage({"recovery": RecoveryScreen}, vault)
    yield made
    made.close()


@pytest.fixture
def report(vault: vaults.VaultFile, tmp_path: Path) -> Path:
    path = tmp_path / "Report.pdf"
    path.write_bytes(PAPER.report(replace(sample_report(), anchor=vault.anchor())))
    return path


def told(card: ReportCheck) -> tuple[str, str]:
    """The tone and the words that are shown."""
    shown = [(tone, each) for tone, each in card.callouts.items() if each.isVisible()]
    assert len(shown) == 1
    return shown[0][0], shown[0][1].message.text()


def check(stage: FrameStage, *answers: object) -> ReportCheck:
    card: ReportCheck = stage.open("recovery").against
    stage.prompts.answers.extend(answers)
    card.button.click()
    return card


def test_the_right_report_is_told_as_that(stage: FrameStage, report: Path) -> None:
    tone, words = told(check(stage, report))
    assert tone == "ok"
    assert words.startswith("This file is the one the paper was made from.")


def test_a_report_of_a_newer_file_shows_that_this_one_is_older(
    stage: FrameStage, vault: vaults.VaultFile, report: Path
) -> None:
    newer = replace(vault.anchor(), head="a" * 64, count=vault.anchor().count + 3)
    report.write_bytes(PAPER.report(replace(sample_report(), anchor=newer)))
    tone, words = told(check(stage, report))
    assert tone == "bad"
    assert words.startswith("Entries are missing: this is an older file")


def test_an_encrypted_copy_is_asked_for_its_passphrase_until_it_is_right(
    stage: FrameStage, report: Path
) -> None:
    report.write_bytes(PAPER.encrypted_copy(report.read_bytes(), "heron-copper-violin"))
    card = check(stage, report, "heron-copper-violet", "heron-copper-violin")
    assert told(card)[0] == "ok"
    assert not stage.prompts.answers


def test_something_else_is_named(stage: FrameStage, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"a letter")
    assert told(check(stage, other)) == (
        "bad",
        "This is no readable PDF. Choose the report as it was sent or saved.",
    )


def test_a_file_that_is_not_sound_is_not_compared(
    stage: FrameStage, vault: vaults.VaultFile, report: Path
) -> None:
    vault._held.connection.execute("DELETE FROM trail WHERE seq = 1")
    tone, words = told(check(stage, report))
    assert tone == "bad"
    assert words.startswith("The file itself is not sound")


def test_nothing_is_said_when_no_report_was_chosen(stage: FrameStage) -> None:
    card = check(stage, None)
    assert not any(each.isVisible() for each in card.callouts.values())
