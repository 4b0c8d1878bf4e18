"""Deciding names and the second person: nothing leaves while either is open, and nothing is decided twice."""

from __future__ import annotations

import pytest

from roundtable.actions import anonymisation, confirming, lessons, registers, round_tables
from roundtable.actions.report import export_report
from roundtable.domain.errors import (
    ConfirmationStale,
    ConfirmerMissing,
    ConfirmerTookPart,
    DecisionsOpen,
    NameKeptEverywhere,
    NotConfirmed,
    ReferenceHoldsName,
    ReportMissing,
)
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report_work import Choice
from roundtable.domain.signing_errors import SignatureEmpty, TypedNameMissing
from roundtable.domain.signoff import Method, Signature
from roundtable.export.writer import Paper
from tests.actions.rooms import HELD_ON, Room
from tests.storage.vaults import WHO


def said(here: Room, text: str) -> None:
    """Something that the report will hold."""
    lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=text)


def waiting(here: Room) -> set[str]:
    return {item.text for item in anonymisation.review_view(here.vault, here.audit_id).to_decide}


def with_a_question(here: Room) -> str:
    """A text that has to be asked about; returns the string."""
    here.person("Hope Ashby", "Aunt")
    said(here, "Hope in the air.")
    assert waiting(here) == {"Hope"}
    return "Hope"


def sign_as(here: Room, name: str, signature: Signature | None = None, sha256: str = "") -> None:
    view = confirming.confirm_view(here.vault, here.audit_id)
    confirming.confirm_report(
        here.vault,
        here.audit_id,
        name=name,
        role="Chair",
        signature=signature or Signature(Method.TYPED, typed_name=name),
        content_sha256=sha256 or view.content_sha256,
    )


def test_a_decision_holds_for_the_whole_report_and_is_taken_back(here: Room) -> None:
    text = with_a_question(here)
    anonymisation.decide(here.vault, here.audit_id, text, Choice.REPLACE, words="Trust")
    anonymisation.decide(here.vault, here.audit_id, text, Choice.REPLACE, words="Confidence")
    assert "Confidence in the air." in here.printed
    assert "Trust in the air." not in here.printed
    anonymisation.take_back_decision(here.vault, here.audit_id, text)
    assert text in waiting(here)


def test_keeping_never_sets_a_registered_person_free(here: Room) -> None:
    said(here, "Amelia Thornton was not asked.")
    for text in ("Amelia Thornton", "Amelia", "Thornton", "amelia thornton"):
        with pytest.raises(NameKeptEverywhere):
            anonymisation.decide(here.vault, here.audit_id, text, Choice.KEEP)
        sentence = "Amelia Thornton was not asked."
        at = max(0, sentence.casefold().find(text.casefold()))
        anonymisation.decide(here.vault, here.audit_id, text, Choice.KEEP, sentence=sentence, at=at)
    assert "Amelia" not in here.printed
    assert "Thornton" not in here.printed


def test_nothing_is_confirmed_while_a_name_waits(here: Room) -> None:
    with_a_question(here)
    with pytest.raises(DecisionsOpen):
        sign_as(here, "Second Reader")
    with pytest.raises(DecisionsOpen):
        export_report(here.vault, Paper(), here.audit_id)


def test_nothing_is_exported_without_the_second_person(here: Room) -> None:
    here.decide_everything()
    with pytest.raises(NotConfirmed):
        export_report(here.vault, Paper(), here.audit_id)


@pytest.mark.parametrize("name", ["", "   "])
def test_the_second_person_has_a_name(here: Room, name: str) -> None:
    here.decide_everything()
    with pytest.raises(ConfirmerMissing):
        sign_as(here, name, Signature(Method.TYPED, typed_name="Somebody"))


ALONE = WHO.partition(" (")[0]


@pytest.mark.parametrize(
    "name",
    [WHO, ALONE, ALONE.upper(), f"  {ALONE.replace(' ', '   ')} ", f"Dr {ALONE}", f"Ms. {ALONE} (chair)"],
)
def test_whoever_unlocked_the_file_is_no_second_person(here: Room, name: str) -> None:
    here.decide_everything()
    with pytest.raises(ConfirmerTookPart):
        sign_as(here, name, Signature(Method.TYPED, typed_name="Somebody"))
    assert not here.is_confirmed()


def test_whoever_decided_anything_or_leads_the_meeting_is_no_second_person(here: Room) -> None:
    """Neither on the page nor, where somebody signed first and decided afterwards, when the report is made."""
    details = round_tables.MeetingDetails(HELD_ON, facilitator="Siân Pritchard")
    round_tables.edit_round_table(here.vault, here.table_id, details)
    text = with_a_question(here)
    here.unlocked_by("Jo Marsh (minute-taker)")
    anonymisation.decide(here.vault, here.audit_id, text, Choice.REPLACE, words="Trust")
    here.unlocked_by(WHO)
    for name in ("Sian Pritchard", "jo marsh"):
        with pytest.raises(ConfirmerTookPart):
            sign_as(here, name)
    sign_as(here, "Beatrix Holloway")
    assert here.is_confirmed()
    here.unlocked_by("Beatrix Holloway (facilitator)")
    anonymisation.decide(here.vault, here.audit_id, "Zebedee", Choice.REPLACE, words="a neighbour")
    assert not here.is_confirmed()
    with pytest.raises(ConfirmerTookPart):
        export_report(here.vault, Paper(), here.audit_id)


def test_the_second_person_signs_like_an_attendee(here: Room) -> None:
    here.decide_everything()
    with pytest.raises(SignatureEmpty):
        sign_as(here, "Second Reader", Signature(Method.DRAWN, (((0.1, 0.1, 0.01),) * 3,)))
    with pytest.raises(TypedNameMissing):
        sign_as(here, "Second Reader", Signature(Method.TYPED, typed_name=" "))
    assert not here.is_confirmed()


def test_what_was_read_is_what_is_signed(here: Room) -> None:
    here.decide_everything()
    stale = confirming.confirm_view(here.vault, here.audit_id).content_sha256
    said(here, "Ask the child.")
    with pytest.raises(ConfirmationStale):
        sign_as(here, "Second Reader", sha256=stale)


@pytest.mark.parametrize("change", ["a lesson", "a name", "the reopened meeting's words"])
def test_every_later_change_of_the_text_needs_the_second_person_again(here: Room, change: str) -> None:
    here.open()
    said(here, "He was seen by the nurse Oyelaran.")
    here.close()
    here.confirm()
    assert here.is_confirmed()
    if change == "a lesson":
        said(here, "Ask the child.")
    elif change == "a name":
        here.person("Tunde Oyelaran", "Nurse", is_professional=True)
    else:
        round_tables.open_round_table(here.vault, here.table_id)
        round_tables.close_round_table(here.vault, here.table_id, note="One more thing.")
    assert not here.is_confirmed()
    with pytest.raises((ConfirmationStale, DecisionsOpen)):
        export_report(here.vault, Paper(), here.audit_id)


def test_a_confirmation_can_be_withdrawn(here: Room) -> None:
    here.confirm()
    confirming.withdraw_confirmation(here.vault, here.audit_id)
    with pytest.raises(NotConfirmed):
        export_report(here.vault, Paper(), here.audit_id)


def test_a_reference_that_holds_a_name_becomes_no_file_name(here: Room) -> None:
    from roundtable.actions.audits import AuditDetails, edit_audit

    edit_audit(here.vault, here.audit_id, AuditDetails(title="Neglect", reference="MAA-Thornton"))
    here.confirm()
    with pytest.raises(ReferenceHoldsName):
        export_report(here.vault, Paper(), here.audit_id)
    from roundtable.actions.report import report_pdf

    with pytest.raises(ReportMissing):
        report_pdf(here.vault, here.audit_id)


def test_an_early_and_empty_meeting_still_makes_a_report_that_says_so(here: Room) -> None:
    here.open()
    here.close()
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    printed = here.printed
    for missing in ("No lessons were recorded", "No actions were agreed", "not walked through"):
        assert missing in printed


def test_somebody_registered_late_gets_the_next_label_and_nobody_elses_changes(here: Room) -> None:
    here.person("Dana Thornton", "Mother")
    here.open()
    before = dict(anonymisation.review_view(here.vault, here.audit_id).labels)
    here.person("Petra Asante", "Mother", case=1)
    late = registers.add_case(here.vault, here.audit_id).made
    from roundtable.domain.ids import CaseId, PersonId
    from roundtable.domain.register import Person

    child = registers.enter_person(
        here.vault, CaseId(late), Person(PersonId(""), "Ifeoma Obi", "Child", is_index_child=True)
    ).made
    after = dict(anonymisation.review_view(here.vault, here.audit_id).labels)
    assert {k: after[k] for k in before} == before
    assert after[child] == "Child C"
    assert len(set(after.values())) == len(after)
