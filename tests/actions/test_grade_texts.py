"""What was seen and why a grade was given are two texts, printed apart under the names their fields have."""

from __future__ import annotations

from datetime import date

import pypdfium2

from roundtable.actions import walkthrough
from roundtable.actions.action_plan import agree_action
from roundtable.actions.confirming import confirm_view
from roundtable.actions.report import export_report, report_pdf
from roundtable.actions.report_edits import edit_view
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import NO_QUESTION, QuestionId
from roundtable.export.writer import Paper
from tests.actions.rooms import POLICE, Room


def judged(here: Room) -> None:
    here.open()
    for question, grade in ((QuestionId("A1"), "good"), (NO_QUESTION, "good")):
        told = Judgement(question, grade, "The plan held.", "Visits were kept.")
        walkthrough.judge(here.vault, here.table_id, here.case_ids[0], told)
    here.close()


def test_they_are_read_and_printed_apart(here: Room) -> None:
    judged(here)
    read = next(
        s.text for s in confirm_view(here.vault, here.audit_id).sections if "Visits were kept" in s.text
    )
    assert "What the group saw: Visits were kept.\nWhy this grade: The plan held." in read
    assert "What decided it: Visits were kept.\nWhy this grade: The plan held." in read
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    document = pypdfium2.PdfDocument(report_pdf(here.vault, here.audit_id).pdf)
    try:
        page = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    for told in ("What the group saw: Visits were kept.", "What decided it: Visits were kept."):
        assert told in page.replace("\r\n", " ")
    assert page.replace("\r\n", " ").count("Why this grade: The plan held.") == 2


def test_the_editor_tells_one_from_the_other(here: Room) -> None:
    judged(here)
    names = [t.name for s in edit_view(here.vault, here.audit_id).sections for t in s.texts]
    assert names.count("Question A1: what was seen") == names.count("Question A1: why this grade") == 1
    assert names.count("Grade for the case: why this grade") == 1


def test_no_action_is_called_like_a_question(here: Room) -> None:
    agree_action(
        here.vault,
        here.audit_id,
        what="Copy the nurse.",
        owner_agency_id=POLICE,
        owner_role="Service manager",
        due_on=date(2027, 1, 15),
        measure="Ten records sampled.",
    )
    report = here.report
    asked = {question.reference for question in report.appendix.questions}
    assert [action.reference for action in report.actions] == ["Action 1"]
    assert not asked & {action.reference for action in report.actions}
