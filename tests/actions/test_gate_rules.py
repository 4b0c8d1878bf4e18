"""The application's gate: registered forms and every pattern, and what a report prints on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from roundtable import anonymise
from roundtable.actions import action_plan, anonymisation, board, lessons, walkthrough
from roundtable.actions.audits import AuditDetails, audit_view, edit_audit
from roundtable.actions.gate_rules import Allowed, allowed_in, gate_search
from roundtable.actions.ports import Hit
from roundtable.actions.report import export_report, report_pdf
from roundtable.actions.scribe import Passage
from roundtable.actions.way_back import BOARD, REFERENCE, WayBack, ways_back
from roundtable.domain.board import Question, Recipient
from roundtable.domain.errors import GateHit
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import AgencyId, QuestionId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report import texts_of
from roundtable.domain.report_work import Choice
from roundtable.export.writer import Paper
from tests.actions.rooms import Room
from tests.export.sample_report import bare_report

NHS = "943 476 5919"
SENTENCE = "The pepperpot stood on the window sill in the kitchen all day."


def export(here: Room) -> bytes:
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    return report_pdf(here.vault, here.audit_id).pdf


def refused(here: Room) -> tuple[WayBack, ...]:
    with pytest.raises(GateHit) as stopped:
        export(here)
    assert not any(NHS in str(detail) for detail in stopped.value.details.values())
    ways = stopped.value.details["ways"]
    assert isinstance(ways, tuple)
    return ways


def with_contact(here: Room, contact: str) -> None:
    stored = board.board_view(here.vault)
    assert stored is not None
    board.edit_board(here.vault, replace(stored, contact=contact), seen=stored)


# --- what is printed on purpose


def test_a_report_without_lessons_or_actions_is_made(here: Room) -> None:
    assert export(here).startswith(b"%PDF")


def test_contact_recipient_due_dates_and_meeting_date_are_let_through(here: Room) -> None:
    with_contact(
        here, "Board office, 020 7946 0100, office@board.example.org, www.board.example.org, ZZ99 3VZ"
    )
    audit = audit_view(here.vault, here.audit_id).audit
    details = AuditDetails(title=audit.title, theme=audit.theme, agencies=audit.agencies)
    to = Recipient("Sub Group (sub.group@example.org)", "sub.group@example.org")
    edit_audit(here.vault, here.audit_id, replace(details, recipient=to))
    action_plan.agree_action(
        here.vault,
        here.audit_id,
        what="Write it down.",
        owner_agency_id=AgencyId("police"),
        due_on=date(2027, 3, 27),
        measure="It is written down.",
    )
    assert export(here)


# --- what must not leave


@pytest.mark.parametrize(
    ("smuggled", "what"),
    [
        (f"Board office, {NHS}", "an NHS number"),
        ("Board office, QQ 12 34 56 C", "a National Insurance number"),
        ("Board office, since 14 March 2016", "an exact date"),
    ],
)
def test_the_contact_lets_through_nothing_but_ways_to_reach_the_board(
    here: Room, smuggled: str, what: str
) -> None:
    with_contact(here, smuggled)
    (way,) = refused(here)
    assert (way.what, way.where, way.page) == (what, BOARD, "settings")


def test_a_number_in_an_agencys_name_stops_the_report_and_leads_to_the_agencies(here: Room) -> None:
    agency = AgencyId(board.add_agency(here.vault, f"Voices {NHS}").made)
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Share.", agencies=(agency,)
    )
    assert {(w.what, w.page) for w in refused(here)} == {("an NHS number", "settings")}


def test_a_number_in_a_question_is_taken_out_before_it_can_leave(here: Room) -> None:
    audit = audit_view(here.vault, here.audit_id).audit
    details = AuditDetails(title=audit.title, theme=audit.theme, agencies=audit.agencies)
    asked = Question(QuestionId("X1"), "Health", f"Was {NHS} on every letter?")
    edit_audit(here.vault, here.audit_id, replace(details, questions=(asked,)))
    here.open()
    walkthrough.judge(
        here.vault, here.table_id, here.case_ids[0], Judgement(QuestionId("X1"), "good", "Yes.")
    )
    here.close()
    assert "943" not in here.printed
    assert export(here)


def test_a_date_that_nothing_prints_on_purpose_stops_the_report(here: Room) -> None:
    agency = AgencyId(board.add_agency(here.vault, "Voices of 14 March 2016").made)
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Share.", agencies=(agency,)
    )
    assert {w.what for w in refused(here)} == {"an exact date"}


def test_a_hit_leads_back_to_the_question_it_came_from(here: Room) -> None:
    here.open()
    walkthrough.judge(
        here.vault, here.table_id, here.case_ids[1], Judgement(QuestionId("A1"), "good", "", SENTENCE)
    )
    here.close()
    anonymisation.decide(here.vault, here.audit_id, "pepperpot", Choice.REPLACE, words="thing")
    here.confirm()
    prepared = here.prepared()
    hits = (
        Hit("p", "window\nsill", "page 3, drawn text, line 4"),
        Hit("p", "window sill", "page 3, text"),
        Hit("", "A picture", "page 4", "refused"),
        Hit("p", prepared.report.reference, "file name"),
    )
    back, refusal, reference = ways_back(prepared, hits)
    label = prepared.inputs.case_label(prepared.inputs.cases[1])
    assert (back.where, back.page) == (f"{label}, question A1", "questions")
    assert (back.case_id, back.question_id) == (here.case_ids[1], "A1")
    assert (refusal.what, refusal.page) == ("A picture", "")
    assert (reference.where, reference.page) == (REFERENCE, "audit")


# --- a word kept as ordinary


def allowed(*texts: str, kept: tuple[str, ...] = ("pepperpot",)) -> Allowed:
    passages = [
        Passage("Child A, background", t, anonymise.Rewritten(t, (), (), tuple(kept_in(t, kept))))
        for t in texts
    ]
    return Allowed(kept=allowed_in(bare_report(), passages).kept)


def kept_in(text: str, kept: tuple[str, ...]) -> Iterator[anonymise.Finding]:
    """The places that somebody decided to leave."""
    for word in kept:
        at = text.casefold().index(word)
        said = text[at : at + len(word)]
        keep = anonymise.Certainty.KEEP
        yield anonymise.Finding(at, at + len(word), said, "p", None, "person", keep, "Decided.", True)


REGISTER = anonymise.Register((anonymise.Person("p", "Pepperpot Thornton", "Sibling"),))


def found(text: str, rule: Allowed) -> tuple[tuple[str, str], ...]:
    return gate_search(REGISTER, rule)(text, "text")


def test_a_kept_word_passes_in_its_own_sentence_alone() -> None:
    text = SENTENCE.replace("pepperpot", "Pepperpot")
    rule = allowed(text)
    assert found(text, Allowed())
    assert not found(text, rule)
    assert not found("Before. " + text.replace(" ", "\n") + " After.", rule)
    assert found("The boy called Pepperpot stood there.", rule)
    assert found("Pepperpot", rule)
    assert found(text + " It was said that Pepperpot had run off again.", rule)


def test_a_kept_word_passes_where_a_page_ends_in_its_sentence() -> None:
    rule = allowed("It was noted that the old Pepperpot stood on the window sill in the kitchen.")
    assert not found("It was noted that the old Pepperpot stood on\nPage 4 of 9", rule)
    assert found("the old Pepperpot\nPage 4 of 9", rule)


def test_a_word_kept_in_a_very_short_sentence_passes_where_its_neighbours_stand_around_it() -> None:
    rule = allowed("They left in the night. By Pepperpot. Nobody rang.")
    assert not found("They left in the night.\nBy Pepperpot. Nobody rang.", rule)
    assert found("Brought by Pepperpot. Everybody rang.", rule)


def test_a_surname_beside_a_kept_word_is_still_found() -> None:
    rule = allowed("Here Pepperpot stood on the sill.")
    assert found("Here Pepperpot Thornton stood on the sill.", rule)


def test_a_kept_word_comes_through_the_whole_report_and_a_second_use_does_not(here: Room) -> None:
    here.event("Pepperpot was seen in the garden behind the house.")
    for item in anonymisation.review_view(here.vault, here.audit_id).to_decide:
        anonymisation.decide(here.vault, here.audit_id, item.text, Choice.KEEP)
    anonymisation.decide(here.vault, here.audit_id, "Pepperpot", Choice.KEEP)
    here.confirm()
    export(here)
    agency = AgencyId(board.add_agency(here.vault, "Friends of Pepperpot").made)
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Share.", agencies=(agency,)
    )
    prepared = here.prepared()
    assert sum("Pepperpot" in text for text in texts_of(prepared.report)) == 2
    register = anonymise.Register((anonymise.Person("p", "Pepperpot", "Dog"),))
    search = gate_search(register, allowed_in(prepared.report, prepared.passages), patterns=False)
    hits = Paper().search("Report.pdf", Paper().report(prepared.report), search)
    assert hits
    assert {hit.text for hit in hits} == {"Pepperpot"}
    event = next(t.text for c in prepared.report.cases for t in c.timeline)
    assert not search(event, "text")
