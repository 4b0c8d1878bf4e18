"""The trail saved as a table: all of it, oldest first, and nothing that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions.ports import TrailEntry
from roundtable.domain.errors import PaperNotSaved
from roundtable.domain.report import Anchor
from roundtable.ui.preparation.trail_file import trail_csv, write_trail
from roundtable.ui.screens.trail import TrailScreen
from tests.storage import vaults
from tests.ui.frame_stage import FrameStage


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_page_saves_everything_not_only_what_is_found(qapp: QApplication, tmp_path: Path) -> None:
    vault, _ = vaults.make(tmp_path / "B.roundtable")
    vaults.fill(vault, 3)
    stage = FrameStage({"trail": TrailScreen}, vault)
    page = stage.open("trail")
    page.filter.setText("no such thing")
    page.filter.clear()
    page.filter.setText("unlocked")
    page.filter.clear()
    stage.prompts.answers.append(tmp_path / "Trail")
    page.save.click()
    rows = rows_of((tmp_path / "Trail.csv").read_bytes())
    anchor = vault.anchor()
    assert [row[0] for row in rows[1:-1]] == [str(n) for n in range(1, anchor.count + 1)]
    assert rows[-1][4:] == [anchor.head, f"key {anchor.fingerprint}"]
    assert {row[2] for row in rows[1:-1]} == {vaults.WHO}
    stage.close()
    vault.close()


@pytest.mark.parametrize("who", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_a_name_that_begins_like_a_formula_is_text(who: str) -> None:
    entry = TrailEntry(1, "vault.opened", (), datetime(2026, 1, 1, tzinfo=UTC), who)
    assert rows_of(trail_csv([entry], Anchor("a" * 64, 1, "b" * 32)))[1][2] == f"'{who}"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(PaperNotSaved):
        write_trail(tmp_path / "no folder" / "Trail.csv", b"x")
