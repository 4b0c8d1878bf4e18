"""What publication changes, in a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions.report_levels import levels_view
from roundtable.ui.screens.levels import EVERY, LevelsScreen
from roundtable.ui.widgets.marked_text import MarkedText
from tests.ui.report_stage import Reached, ReportStage, staged


@pytest.fixture
def stage(tmp_path: Path, qapp: QApplication) -> Iterator[ReportStage]:
    made = staged(Reached.DECIDED, tmp_path, {"levels": LevelsScreen})
    yield made
    made.close()


def shown(page: LevelsScreen) -> list[str]:
    return [each.plain() for each in page.differences.findChildren(MarkedText)]


def test_every_difference_is_shown_on_both_sides_and_by_part(stage: ReportStage) -> None:
    page = stage.open("levels")
    view = levels_view(stage.vault, stage.audit)
    assert len(shown(page)) == 2 * view.count
    assert "Anonymised for publication." in shown(page)
    assert any("fewer than 5" in text for text in shown(page))
    parts = [key for key, _words in page.part.choices() if key != EVERY]
    page.part.set_value(parts[0])
    page._fill()
    stage.settle()
    only = [section for section in view.sections if section.part == parts[0]]
    assert len(shown(page)) == 2 * sum(len(section.texts) for section in only)


def test_it_leads_to_where_the_readers_are_chosen(stage: ReportStage) -> None:
    page = stage.open("levels")
    page.choose.click()
    assert stage.here == "intruder"
    page = stage.open("levels")
    page.do_primary()
    assert stage.here == "export"


def test_it_can_be_read_and_reached_at_every_zoom(stage: ReportStage) -> None:
    stage.open("levels")
    assert stage.problems_at_every_zoom() == []
