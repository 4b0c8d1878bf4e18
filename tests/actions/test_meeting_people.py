"""Who sits at the table or is nominated for it is named in no report: the report names agencies, not people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roundtable.actions import anonymisation, board, delivery, lessons
from roundtable.actions.meeting_people import reads_as_name
from roundtable.actions.name_hints import name_hints
from roundtable.actions.report import export_report, report_pdf, report_search
from roundtable.actions.round_tables import MeetingDetails, edit_round_table
from roundtable.domain.board import Recipient
from roundtable.domain.errors import GateHit
from roundtable.domain.ids import AgencyId
from roundtable.domain.lessons import LessonKind
from roundtable.export.writer import Paper
from tests.actions.rooms import HELD_ON, POLICE, Room
from tests.actions.test_registers import stored_board
from tests.export.pdf_checks import text

HEALTH = AgencyId("health_visiting")


def lesson(here: Room, words: str) -> None:
    lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=words)


@pytest.mark.parametrize(
    "words",
    [
        "Priya from health said that nobody rang back.",
        "It was PRIYA SHAH who rang back.",
        "As Ms Shah put it, nobody rang back.",
        "Nobody rang back, P. Shah said.",
        "priya shah rang back",
    ],
)
@pytest.mark.parametrize("how", ["attendee", "representative"])
def test_a_lesson_that_names_somebody_of_the_meeting_leaves_without_the_name(
    here: Room, how: str, words: str
) -> None:
    if how == "attendee":
        here.expect("Priya Shah", agency_id=HEALTH)
    else:
        board.nominate(here.vault, agency_id=HEALTH, name="Priya Shah", role="Named nurse")
    lesson(here, words)
    here.open()
    here.confirm()
    told = here.report.lessons[0].text.casefold()
    assert "priya" not in told and "shah" not in told
    assert "a professional" in told or "[name removed]" in told
    export_report(here.vault, Paper(), here.audit_id)
    printed = text(report_pdf(here.vault, here.audit_id).pdf).casefold()
    assert "priya" not in printed and "shah" not in printed
    assert report_search(here.prepared())("Priya Shah", "text")


def test_the_label_is_offered_while_it_is_typed_and_nobody_has_to_decide(here: Room) -> None:
    here.expect("Priya Shah", agency_id=HEALTH)
    (hint,) = name_hints(here.vault, here.case_ids[0], "Priya Shah rang back.")
    assert (hint.text, hint.label, hint.is_registered) == ("Priya Shah", "a professional", True)
    lesson(here, "Priya Shah rang back.")
    here.open()
    view = anonymisation.review_view(here.vault, here.audit_id)
    assert [item.text for item in view.to_decide] == []
    assert here.report.lessons[0].text == "A professional rang back."
    assert "a professional" not in dict(view.labels).values(), "nobody of the meeting is in the register"


def test_a_name_that_means_two_people_is_given_to_neither(here: Room) -> None:
    here.expect("Amelia Grant", agency_id=POLICE)
    lesson(here, "Amelia was not told in time.")
    lesson(here, "Amelia Grant was not told in time.")
    lesson(here, "Amelia Thornton was not told in time.")
    here.open()
    child = next(label for label in dict(here.prepared().inputs.labels).values() if label.startswith("Child"))
    first, second, third = (item.text for item in here.report.lessons)
    assert "Amelia" not in first and "Child" not in first
    assert second == "A professional was not told in time."
    assert third.startswith(child[:5])


def test_somebody_of_a_case_who_comes_to_the_meeting_keeps_the_label_of_the_case(here: Room) -> None:
    here.person("Ifeoma Obi", "Social worker", is_professional=True)
    here.expect("Ifeoma Obi", agency_id=POLICE)
    lesson(here, "Ifeoma Obi rang back.")
    here.open()
    assert here.report.lessons[0].text == "Social worker rang back."


def test_whoever_runs_the_meeting_is_named_nowhere_and_a_title_is_no_name(here: Room) -> None:
    details = MeetingDetails(HELD_ON, facilitator="Owen Merriweather", minute_taker="the chair")
    edit_round_table(here.vault, here.table_id, details)
    lesson(here, "Owen Merriweather asked the chair to write.")
    here.open()
    assert here.report.lessons[0].text == "A professional asked the chair to write."


@pytest.mark.parametrize(
    "post",
    ["Social Worker", "Named GP", "School nurse (tbc)", "PMHW lead", "Head Teacher", "Early Help Lead"],
)
def test_a_post_in_the_place_of_a_name_is_nobodys_name(here: Room, post: str) -> None:
    assert not reads_as_name(post)
    here.expect(post, agency_id=HEALTH)
    lesson(here, f"The {post.lower()} and the {post} rang back.")
    here.open()
    here.confirm()
    assert f"The {post.lower()} and the {post} rang back." == here.report.lessons[0].text
    export_report(here.vault, Paper(), here.audit_id)


@pytest.mark.parametrize(
    "name",
    [
        "Priya Shah",
        "Will Page",
        "Hope Young",
        "Mark Head",
        "ANA REED",
        "ana reed",
        "Ng Wei",
        "Siân O’Neill",
        "Dr T. Okoro",
    ],
)
def test_names_made_of_words_or_written_in_one_size_are_names(name: str) -> None:
    assert reads_as_name(name)


def test_the_boards_contact_and_addressee_may_be_somebody_of_the_meeting(here: Room) -> None:
    seen = stored_board(here)
    changed = replace(seen, contact="Priya Shah, 020 7946 0123", name="Shah House Board")
    board.edit_board(here.vault, changed, seen=seen)
    to = Recipient("Priya Shah, chair of the Sub Group", "priya.shah@example.org", ("example.org",))
    with here.vault.transaction() as tx:
        tx.audits.put(replace(tx.audits.get(here.audit_id), recipient=to))
        tx.log("audit.edited", here.audit_id)
    here.expect("Priya Shah", agency_id=HEALTH)
    here.open()
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    assert delivery.prepare_delivery(here.vault, Paper(), here.audit_id).draft


def test_somebody_of_a_case_is_let_through_nowhere(here: Room) -> None:
    seen = stored_board(here)
    board.edit_board(here.vault, replace(seen, contact="Amelia Thornton, 020 7946 0123"), seen=seen)
    here.expect("Priya Shah", agency_id=HEALTH)
    here.open()
    here.confirm()
    with pytest.raises(GateHit):
        export_report(here.vault, Paper(), here.audit_id)


def test_an_agency_that_shares_a_name_with_somebody_at_the_table_is_named(here: Room) -> None:
    agency = AgencyId(board.add_agency(here.vault, "Merriweather Trust").made)
    here.expect("Owen Merriweather", agency_id=agency)
    here.open()
    here.sign("Owen Merriweather")
    here.confirm()
    assert "Merriweather Trust" in here.report.agencies
    export_report(here.vault, Paper(), here.audit_id)
