"""Editing the report: masked and confirmed like every other text, never overwritten in silence, undone."""

from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest

from roundtable.actions import anonymisation, confirming, lessons, registers, report_edits
from roundtable.actions.action_plan import agree_action
from roundtable.actions.intruder_sheet import choose_level
from roundtable.actions.labels import labels_of
from roundtable.actions.name_hints import name_hints_in_audit
from roundtable.actions.report import export_report, export_view, report_pdf
from roundtable.actions.report_edits import ACTIONS, CASES, EditableText
from roundtable.actions.report_levels import LevelsView, levels_view
from roundtable.domain import report_edits as edits
from roundtable.domain.errors import ConfirmationStale, ConfirmerTookPart, EditedTextMissing
from roundtable.domain.ids import LessonId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_edits import case_comment, case_source
from roundtable.export.writer import Paper
from tests.actions.rooms import POLICE, Room
from tests.storage import vaults


def describe(here: Room, text: str) -> str:
    """The background of the first case; returns what it is edited under."""
    registers.describe_case(here.vault, here.case_ids[0], reference="", background=text, proceedings=())
    return case_source(here.case_ids[0], "background")


def write(here: Room, source: str, text: str) -> None:
    known = [t for s in report_edits.edit_view(here.vault, here.audit_id).sections for t in s.texts]
    generated = next((t.generated for t in known if t.source == source), "")
    report_edits.edit_text(here.vault, here.audit_id, source, text, generated)


def text_at(here: Room, source: str) -> EditableText:
    sections = report_edits.edit_view(here.vault, here.audit_id).sections
    return next(t for s in sections for t in s.texts if t.source == source)


def labels(here: Room) -> dict[str, str]:
    with here.vault.reading() as tx:
        return labels_of(tx, here.audit_id)


def lesson(here: Room, text: str) -> LessonId:
    made = lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=text)
    return LessonId(made.made)


def pages_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_an_edit_is_printed_instead_and_a_name_in_it_is_masked(here: Room) -> None:
    source = describe(here, "A long story of many words.")
    write(here, source, "Amelia Thornton was seen at home.")
    assert "A long story" not in here.printed
    assert "Amelia" not in here.printed
    assert text_at(here, source).printed.endswith("was seen at home.")
    assert text_at(here, source).generated == "A long story of many words."


@pytest.mark.parametrize(
    "broken", ["Ame\x02lia Thorn\x02ton", "Amelia\x1f Thornton", "Ame\x07\u00adlia Thornton"]
)
def test_no_letter_without_a_shape_hides_a_name(here: Room, broken: str) -> None:
    """Text that is pasted from a PDF holds such letters, and no paper prints them."""
    write(here, case_comment(here.case_ids[0]), f"Seen was {broken} at home.")
    letters = "".join(c for c in here.printed if c.isprintable())
    assert "Amelia" not in letters
    assert "Thornton" not in letters
    assert not here.prepared().open_questions


@pytest.mark.parametrize(
    "typed", ["**Amelia** Thornton left.", "Ame**lia Thor**nton left.", "## Amelia Thornton\n- Thornton left"]
)
def test_no_sign_of_the_markup_hides_a_name(here: Room, typed: str) -> None:
    write(here, case_comment(here.case_ids[0]), typed)
    assert "Thornton" not in here.printed.replace("*", "")
    assert "Amelia" not in here.printed.replace("*", "")


def test_a_stranger_in_commentary_is_asked_about_and_read_by_the_second_person(here: Room) -> None:
    write(here, edits.LESSONS, "As **Jorvik Pemberthy** said, share early.")
    review = anonymisation.review_view(here.vault, here.audit_id)
    forms = [form for group in review.replaced for form in group.forms]
    (found,) = [each for each in (*forms, *review.to_decide) if "Pemberthy" in each.text]
    assert found.where == "Lessons, commentary"
    here.decide_everything()
    sections = confirming.confirm_view(here.vault, here.audit_id).sections
    (read,) = [s for s in sections if s.where == "Lessons" and s.level == 1]
    assert read.text.endswith("said, share early.")
    assert "*" not in read.text
    assert "Pemberthy" not in read.text


def test_what_is_in_bold_stays_bold_around_a_label(here: Room) -> None:
    write(here, edits.ACROSS, "**Seen by Amelia Thornton** each week.")
    assert here.report.findings.startswith("**Seen by ")
    assert here.report.findings.endswith("** each week.")


def test_a_changed_source_leaves_the_edit_and_shows_both(here: Room) -> None:
    source = describe(here, "Old words.")
    write(here, source, "My words.")
    describe(here, "New words.")
    shown = text_at(here, source)
    assert (shown.printed, shown.generated, shown.changed_from) == ("My words.", "New words.", "Old words.")
    assert shown.is_outdated
    assert export_view(here.vault, here.audit_id).outdated_edits == 1
    write(here, source, "My words, more of them.")
    assert text_at(here, source).is_outdated, "writing on is no answer"
    report_edits.keep_edit(here.vault, here.audit_id, source)
    assert not text_at(here, source).is_outdated
    assert "My words, more of them." in here.printed
    report_edits.take_edit_back(here.vault, here.audit_id, source)
    assert "New words." in here.printed
    assert "My words" not in here.printed


def test_edits_are_undone_one_after_the_other(here: Room) -> None:
    source = describe(here, "Generated.")
    for text in ("First.", "Second."):
        here.clock.forward(minutes=5)
        write(here, source, text)
    write(here, source, "Second, typed on.")
    write(here, edits.METHOD, "Commentary.")
    for printed in ("Second, typed on.", "First.", "Generated."):
        report_edits.undo_edit(here.vault, here.audit_id)
        assert text_at(here, source).printed == printed
        assert "Commentary." not in here.printed
    assert not report_edits.edit_view(here.vault, here.audit_id).can_undo
    report_edits.undo_edit(here.vault, here.audit_id)
    assert text_at(here, source).printed == "Generated."


def test_a_clock_that_is_set_back_joins_no_two_steps(here: Room) -> None:
    source = case_comment(here.case_ids[0])
    write(here, source, "First.")
    here.clock.at -= timedelta(hours=2)
    write(here, source, "Second.")
    here.clock.at += timedelta(hours=1)
    write(here, source, "Third.")
    back = []
    for _ in range(3):
        report_edits.undo_edit(here.vault, here.audit_id)
        back.append(text_at(here, source).written)
    assert back == ["Second.", "First.", ""]


def test_an_edit_makes_the_confirmation_stale_and_its_author_no_second_person(here: Room) -> None:
    describe(here, "Generated.")
    here.unlocked_by("Ivo Lang (minute-taker)")
    write(here, edits.ACTIONS, "Three things first.")
    here.unlocked_by(vaults.WHO)
    with pytest.raises(ConfirmerTookPart):
        here.confirm("Ivo Lang")
    here.confirm()
    assert here.is_confirmed()
    write(here, edits.ACTIONS, "Four things first.")
    with pytest.raises(ConfirmationStale):
        export_report(here.vault, Paper(), here.audit_id)


def test_empty_leaves_a_text_out_but_no_lesson_without_words(here: Room) -> None:
    source = describe(here, "To be left out.")
    write(here, source, "")
    assert "To be left out." not in here.printed
    assert text_at(here, source).is_edited
    learned = lesson(here, "Share early.")
    with pytest.raises(EditedTextMissing):
        write(here, f"{edits.LESSON}{learned}", "  ")
    assert "Share early." in here.printed


def test_the_same_words_as_generated_are_no_edit(here: Room) -> None:
    source = describe(here, "Same.")
    write(here, source, "Same.\n")
    assert not text_at(here, source).is_edited
    write(here, edits.METHOD, "   ")
    assert report_edits.edit_view(here.vault, here.audit_id).edited == 0


def test_cases_and_actions_stand_as_they_were_put_and_page_one_follows(here: Room) -> None:
    for number in range(4):
        agree_action(
            here.vault,
            here.audit_id,
            what=f"Do number {number}",
            owner_agency_id=POLICE,
            owner_role="Lead",
            due_on=date(2027, 1, 5 + number),
            measure="Counted",
        )
    before = [case.label for case in here.report.cases]
    order = dict(report_edits.edit_view(here.vault, here.audit_id).order)
    report_edits.put_in_order(here.vault, here.audit_id, CASES, order[CASES][::-1])
    report_edits.put_in_order(here.vault, here.audit_id, ACTIONS, (order[ACTIONS][3], *order[ACTIONS][:3]))
    assert [case.label for case in here.report.cases] == before[::-1]
    assert [a.what for a in here.report.summary.key_actions] == ["Do number 3", "Do number 0", "Do number 1"]
    assert here.report.actions[0].reference == "Action 1"
    report_edits.undo_edit(here.vault, here.audit_id)
    assert here.report.summary.key_actions[0].what == "Do number 0"


def test_a_label_in_an_edit_follows_the_person(here: Room) -> None:
    child = here.report.cases[0].label
    write(here, edits.ACROSS, f"{child} was heard.")
    with here.vault.reading() as tx:
        (kept,) = tx.report_works.get(here.audit_id).edits.texts
    assert "{{entry:" in kept.text
    assert here.report.findings == f"{child} was heard."


def test_edits_of_a_case_that_is_gone_are_dropped_with_the_next_edit(here: Room) -> None:
    source = describe(here, "Generated.")
    write(here, source, "Of the first case.")
    registers.remove_case(here.vault, here.case_ids[0])
    write(here, edits.METHOD, "Commentary.")
    with here.vault.reading() as tx:
        kept = tx.report_works.get(here.audit_id).edits
    assert [edit.source for edit in kept.texts] == [edits.METHOD]
    assert all(step.key != source for step in kept.past)


@pytest.mark.parametrize("level", list(ReleaseLevel))
def test_the_pdf_prints_the_edits_at_both_levels(here: Room, level: ReleaseLevel) -> None:
    source = describe(here, "A long story.")
    write(here, source, "Short, on 3 March 2025.\n\n## What helped\n\n- Seeing **the child** alone")
    write(here, edits.UNFINISHED, "Nothing of it stops us.")
    choose_level(here.vault, here.audit_id, level)
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    said = pages_of(report_pdf(here.vault, here.audit_id).pdf)
    for words in ("What helped", "Seeing the child alone", "Nothing of it stops us."):
        assert words in said
    assert "A long story" not in said
    assert "3 March 2025" not in said


def test_what_publication_changes_is_told_paragraph_by_paragraph(here: Room) -> None:
    here.event("Seen on 3 March 2025.", on=date(2025, 3, 3))
    before = here.prepared().content_sha256
    view: LevelsView = levels_view(here.vault, here.audit_id)
    assert view.level is ReleaseLevel.KNOWN_RECIPIENTS
    told = [text for section in view.sections for text in section.texts]
    assert view.count == len(told) > 0
    assert any(
        "Pseudonymised for" in t.known and "Anonymised for publication." in t.publication for t in told
    )
    for text in told:
        assert text.known != text.publication
        assert all(text.known[a:b] for a, b in text.known_marks)
        assert all(text.publication[a:b] for a, b in text.publication_marks)
    assert here.prepared().content_sha256 == before, "looking changes nothing"


def test_a_place_of_the_paper_leads_to_the_text_that_is_edited_there(here: Room) -> None:
    source = describe(here, "The nurse wrote twice. Nobody answered her for a month.")
    write(here, edits.ACROSS, "Answers came late in both cases.")
    view = report_edits.edit_view(here.vault, here.audit_id)
    assert report_edits.source_at(view, "Child A The nurse wrote tw", "ice. Nobody answ") == source
    assert report_edits.source_at(view, "Across the cases\nAnswers c", "ame late in bo") == edits.ACROSS
    assert report_edits.source_at(view, "Restricted. Page 1", "of 9") == ""


def test_the_proof_is_the_report_as_a_draft_and_is_not_kept(here: Room) -> None:
    write(here, edits.ACROSS, "Answers came late.")
    page = report_edits.edit_page_view(here.vault, Paper(), here.audit_id)
    said = pages_of(page.pdf)
    assert "Answers came late." in said
    assert "Draft: still being worked on." in said
    with here.vault.reading() as tx:
        assert tx.reports.of(here.audit_id) == ()


@pytest.mark.parametrize("typed", ["Seen **Amelia** Thornton now", "Seen Ame**lia Thorn**ton now"])
def test_the_live_hint_sees_a_name_through_its_signs(here: Room, typed: str) -> None:
    (hint,) = name_hints_in_audit(here.vault, here.audit_id, typed)
    assert hint.is_registered
    assert typed[hint.start : hint.start + hint.length].replace("*", "") == "Amelia Thornton"


def test_an_event_that_is_left_out_leaves_no_empty_row(here: Room) -> None:
    event = here.event("Seen at the nursery.")
    assert [e.text for e in here.report.cases[0].timeline + here.report.cases[1].timeline]
    write(here, case_source(here.case_ids[0], f"event/{event}"), "")
    assert all(case.timeline == () for case in here.report.cases)


def test_a_lesson_with_a_list_is_one_line_on_page_one(here: Room) -> None:
    learned = lesson(here, "Share early.")
    write(here, f"{edits.LESSON}{learned}", "Share **early**:\n- by telephone\n- in writing")
    assert here.report.summary.what_must_improve == ("Share early: by telephone in writing",)
    assert here.report.lessons[0].text.endswith("- in writing")


def test_two_entries_made_one_are_one_in_the_edits_too(here: Room) -> None:
    one = here.person("Marie Adair", "Aunt")
    other = here.person("Mary Adair", "Maternal aunt")
    label = labels(here)[one]
    write(here, edits.ACROSS, f"{label} helped.")
    registers.merge_people(here.vault, here.case_ids[0], other, one)
    assert here.report.findings == f"{labels(here)[other]} helped."
