"""Creating the report in a real window: real PDFs, the real gate, a real worker where it matters."""

from __future__ import annotations

import hashlib
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions.anonymisation import decide, review_view
from roundtable.actions.lessons import capture_lesson
from roundtable.actions.urgent_concerns import raise_concern
from roundtable.actions.way_back import WayBack
from roundtable.domain.case import Proceedings
from roundtable.domain.changes import Topic, changed
from roundtable.domain.errors import GateHit, PaperNotSaved
from roundtable.domain.ids import CaseId, QuestionId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report_work import Choice, ExportedReport
from roundtable.export.writer import Paper
from roundtable.ui.outgoing import write_file
from roundtable.ui.screens.export import DRAFT, ExportScreen
from roundtable.ui.tasks import WorkerTasks
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.labels import Text
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, _confirm, _decide, staged, text_of

Make = Callable[..., ReportStage]


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []
    folder = tmp_path / "vault"
    folder.mkdir()

    def build(reached: Reached = Reached.CONFIRMED, **options: Any) -> ReportStage:
        made.append(staged(reached, folder, {"export": ExportScreen}, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def stored(stage: ReportStage) -> list[ExportedReport]:
    with stage.vault.reading() as tx:
        return list(tx.reports.of(stage.audit))


def test_the_report_is_made_searched_kept_and_shown(make: Make) -> None:
    stage = make()
    page = stage.open("export")
    assert not page.made.isVisible()
    page.do_primary()
    stage.settle()
    (report,) = stored(stage)
    assert report.pdf.startswith(b"%PDF")
    assert "Zofia" not in text_of(report.pdf)
    assert page.made.searched.isVisible()
    assert f"{report.forms_searched} forms" in page.made.searched.message.text()
    assert page.preview.picture.has_picture()
    assert page.preview.page == 1
    assert page.footer.primary.text() == "Go on to send it"
    assert not page.progress.isVisible()
    page.do_primary()
    assert stage.here == "send"


def test_pages_are_leafed_through(make: Make) -> None:
    stage = make(Reached.EXPORTED)
    page = stage.open("export")
    assert not page.preview.previous.isEnabled()
    first = page.preview.picture._picture.toImage()
    page.preview.next.click()
    assert page.preview.page == 2
    assert page.preview.picture._picture.toImage() != first
    page.preview.go(page.shown.pages)
    assert not page.preview.next.isEnabled()


def test_a_draft_says_so_on_its_pages(make: Make) -> None:
    stage = make()
    page = stage.open("export")
    page.kind.set_value(DRAFT)
    page.do_primary()
    stage.settle()
    (report,) = stored(stage)
    assert report.is_draft
    assert "Draft" in text_of(report.pdf)
    assert page.made.draft_pill.isVisible()
    page.kind.set_value("final")
    page.again.click()
    stage.settle()
    assert not stored(stage)[-1].is_draft
    assert not page.made.draft_pill.isVisible()
    assert "version 2" in text_of(stored(stage)[-1].pdf)


def test_without_a_second_person_it_leads_to_them(make: Make) -> None:
    stage = make(Reached.DECIDED)
    page = stage.open("export")
    assert page.blocked.isVisible()
    page.do_primary()
    assert stage.here == "confirm"
    assert stored(stage) == []


def test_open_names_lead_to_the_check(make: Make) -> None:
    stage = make(Reached.LEARNED)
    page = stage.open("export")
    assert page.footer.primary.text() == f"Decide {page.shown.view.open_questions} more names"
    page.do_primary()
    assert stage.here == "check"


def test_a_text_that_changed_makes_the_report_an_old_one(make: Make) -> None:
    stage = make(Reached.EXPORTED)
    page = stage.open("export")
    assert not page.stale.isVisible()
    capture_lesson(stage.vault, stage.audit, kind=LessonKind.SYSTEM, text="Another thing we saw.")
    stage.hub.announce(changed(Topic.LESSONS))
    stage.settle()
    assert page.stale.isVisible()
    assert page.footer.primary.text() == "Ask a second person to read it"


def test_the_gate_blocks_and_names_the_place_without_the_name(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make()
    page = stage.open("export")

    def leaky(self: Paper, report: Any) -> bytes:
        return original(self, replace(report, look_back="Zofia Wiśniewska was seen."))

    original = Paper.report
    monkeypatch.setattr(Paper, "report", leaky)
    page.do_primary()
    stage.settle()
    assert stored(stage) == []
    assert page.gate.isVisible()
    said = " ".join(label.text() for label in page.gate.findChildren(type(page.gate.message)))
    assert "page" in said
    assert "a registered name" in said
    assert "Zofia" not in said
    assert page.footer.primary.isEnabled()
    monkeypatch.undo()
    page.do_primary()
    assert not page.gate.isVisible()
    assert len(stored(stage)) == 1


@pytest.mark.parametrize(
    ("leads_to", "here", "param"),
    [
        (("Child B, question A1", "questions", "case1", "A1"), "questions", ("question_id", "A1")),
        (("Child B, lived experience", "lived", "case1", ""), "lived", ("case_id", "case1")),
        (("Child B, background", "case", "case1", ""), "case", ("section", "details")),
        (("Lesson L3", "lessons", "", ""), "lessons", ("round_table_id", "")),
        (("Theme", "audit", "", ""), "audit", ("audit_id", "")),
        (("The Board’s own details", "settings", "", ""), "settings", ("section", "board")),
        (("Closing note", "meeting", "", ""), "meeting", ("round_table_id", "")),
    ],
)
def test_a_hit_leads_back_to_its_sentence(
    make: Make, leads_to: tuple[str, str, str, str], here: str, param: tuple[str, str]
) -> None:
    stage = make()
    page = stage.open("export")
    where, key, case_id, question_id = leads_to
    way = WayBack("page 3, line 4", "an exact date", where, key, CaseId(case_id), QuestionId(question_id))
    page._show_hits(GateHit(hits=(), count=1, ways=(way,)))
    (button,) = page.gate.lines.findChildren(Button)
    assert button.accessibleName() == f"Go to {where}"
    button.click()
    assert stage.here == here
    name, value = param
    told: Any = stage.navigator.screen
    ids = {"round_table_id": stage.table, "audit_id": stage.audit}
    assert told.params[name] == (value or ids[name])


def test_live_proceedings_are_shown_and_asked_about(make: Make) -> None:
    stage = make()
    with stage.vault.transaction() as tx:
        case = tx.cases.of(stage.audit)[0]
        tx.cases.put(replace(case, proceedings=(Proceedings.FAMILY,)))
    page = stage.open("export")
    assert page.proceedings.isVisible()
    assert "family proceedings" in page.proceedings.message.text()
    stage.prompts.answers = [False]
    page.do_primary()
    assert stored(stage) == []
    stage.prompts.answers = [True]
    page.do_primary()
    assert len(stored(stage)) == 1


def test_making_it_can_be_stopped_and_leaves_nothing(make: Make, qtbot: Any) -> None:
    tasks = WorkerTasks(lambda error: None)
    stage = make(tasks=tasks)
    try:
        stage.open("export")
        tasks.drain()
        page: Any = stage.navigator.screen
        page.do_primary()
        assert page.progress.isVisible()
        assert not page.footer.primary.isEnabled()
        page.progress.cancelled.emit()
        tasks.drain()
        assert stored_by(tasks, stage) == []
        assert stage.window.toasts.text() == "Stopped. No report was made"
        assert page.footer.primary.isEnabled()
        page.do_primary()
        tasks.drain()
        assert len(stored_by(tasks, stage)) == 1
    finally:
        tasks.shutdown()


def stored_by(tasks: WorkerTasks, stage: ReportStage) -> list[ExportedReport]:
    """Read on the worker, which owns the vault."""
    found: list[ExportedReport] = []
    tasks.run(lambda: stored(stage), stage.hub, found.extend)
    tasks.drain()
    return found


def test_a_copy_is_saved_only_when_asked_and_only_for_its_owner(make: Make, tmp_path: Path) -> None:
    stage = make(Reached.EXPORTED)
    page = stage.open("export")
    stage.prompts.answers = [None]
    page.made.save_copy.click()
    assert list(tmp_path.iterdir()) == [tmp_path / "vault"]
    target = tmp_path / "copy.pdf"
    stage.prompts.answers = [target]
    page.made.save_copy.click()
    (report,) = stored(stage)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == report.sha256
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_folder_that_is_gone_is_explained(make: Make, tmp_path: Path) -> None:
    stage = make(Reached.EXPORTED)
    page = stage.open("export")
    stage.prompts.answers = [tmp_path / "gone" / "copy.pdf"]
    page.made.save_copy.click()
    assert page.page.errors.isVisible()
    with pytest.raises(PaperNotSaved):
        write_file(tmp_path / "gone" / "copy.pdf", b"x")


def test_the_room_view_rests(make: Make) -> None:
    stage = make()
    stage.open("export")
    assert stage.room.last.blank


def test_names_targets_and_words_fit_at_every_zoom(make: Make) -> None:
    stage = make(Reached.EXPORTED)
    page = stage.open("export")
    page.unfinished.set_open(True)
    way = WayBack("page 3, line 4", "a registered name", "Child B, lived experience", "lived")
    page._show_hits(GateHit(hits=("page 3, line 4: a registered name",), count=1, ways=(way,)))
    assert stage.problems_at_every_zoom() == []


def test_tab_goes_round(make: Make) -> None:
    stage = make(Reached.EXPORTED)
    stage.open("export")
    assert "Next page" in accessibility.tab_ring(stage.window)


def test_a_final_report_while_the_meeting_is_open_is_never_silent(make: Make) -> None:
    stage = make(Reached.OPENED)
    raise_concern(stage.vault, stage.table, who="Child B", what="He is not safe tonight.")
    _decide(stage.vault)
    _confirm(stage.vault)
    page = stage.open("export")
    assert page.unsettled.isVisible()
    assert "is still open\n1 urgent concern has not been handed over" in page.unsettled.message.text()
    for answer in (None, "settle"):
        stage.prompts.answers = [answer]
        page.do_primary()
        assert stored(stage) == []
    assert stage.here == "meeting"
    page = stage.open("export")
    stage.prompts.answers = ["draft", True]  # proceedings are live too
    page.do_primary()
    stage.settle()
    (report,) = stored(stage)
    assert report.is_draft


def test_a_kept_name_is_told_instead_of_a_bare_none_found(make: Make) -> None:
    stage = make(Reached.LEARNED)
    for item in review_view(stage.vault, stage.audit).to_decide:
        choice, words = (Choice.KEEP, "") if item.text == "Grace" else (Choice.REPLACE, "[name removed]")
        decide(stage.vault, stage.audit, item.text, choice, words=words, sentence=item.sentence, at=item.at)
    _confirm(stage.vault)
    page = stage.open("export")
    page.do_primary()
    stage.settle()
    assert not page.made.searched.isVisible()
    assert page.made.kept.isVisible()
    told = f"1 name kept as a word in 1 sentence, decided by {vaults.WHO}"
    assert page.made.kept.message.text().startswith(told)
    (report,) = stored(stage)
    assert [k.sentence for k in report.kept_names] == ["Grace was said before the meal."]


def test_the_decisions_behind_the_report_are_listed_for_the_facilitator_alone(make: Make) -> None:
    stage = make()
    page = stage.open("export")
    page.do_primary()
    stage.settle()
    (report,) = stored(stage)
    assert len(report.decided) >= 4
    assert f"{len(report.decided)} decisions" in page.made.proof.button.text()
    page.made.proof.set_open(True)
    told = [line.text() for line in page.made.proof.body.findChildren(Text)]
    first = report.decided[0]
    assert told[0].startswith(f"{first.text}: {first.outcome}.")
    assert first.by in told[0]
    page.hide_private(True)
    assert not page.made.proof.isVisible()
    page.hide_private(False)
    assert page.made.proof.isVisible()
