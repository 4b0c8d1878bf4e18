"""A second round table continues the first: nothing said at either is lost, and nothing is asked twice."""

from __future__ import annotations

from datetime import date

import pytest

from roundtable.actions import agency_returns, home, hub, meeting, questions, round_tables, walkthrough
from roundtable.domain.errors import AnotherMeetingOpen, SkipReasonMissing
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import QuestionId
from roundtable.domain.walkthrough import Step, StepStatus
from tests.actions.rooms import POLICE, Room

LATER = date(2026, 11, 12)


def first_meeting(here: Room) -> None:
    """The first case is talked through and the meeting stopped early."""
    here.open()
    case = here.case_ids[0]
    walkthrough.note_chronology(here.vault, here.table_id, case, "Two years of silence.")
    walkthrough.note_headline(here.vault, here.table_id, case, POLICE, "They came back twice.")
    walkthrough.judge(here.vault, here.table_id, case, Judgement(QuestionId("A1"), "good", "Seen alone."))
    walkthrough.finish_step(here.vault, here.table_id, case, Step.CHRONOLOGY)
    round_tables.close_round_table(here.vault, here.table_id, note="Stopped for the fire alarm.")


def second_meeting(here: Room) -> None:
    """Planned and opened, the same person signs again."""
    here.table_id = here.plan_again(LATER)
    here.attendees.clear()
    here.open()


def test_looking_at_one_step_again_loses_nothing_of_the_first_meeting(here: Room) -> None:
    first_meeting(here)
    second_meeting(here)
    case = here.case_ids[0]
    round_tables.go_to(here.vault, here.table_id, Step.WHO, case)
    here.close()
    for said in ("Two years of silence.", "They came back twice.", "Seen alone."):
        assert said in here.printed
    assert "Chronology: not reached" not in here.printed.partition("Child B")[0]


def test_the_second_meeting_shows_what_the_first_wrote_down(here: Room) -> None:
    first_meeting(here)
    second_meeting(here)
    case = here.case_ids[0]
    notes = walkthrough.step_notes(here.vault, here.table_id, case, Step.CHRONOLOGY)
    assert (notes.chronology_note, notes.state.status) == ("Two years of silence.", StepStatus.COMPLETED)
    cards = {
        c.agency_id: c.note for c in agency_returns.headlines_view(here.vault, here.table_id, case).cards
    }
    assert cards[POLICE] == "They came back twice."
    assert (
        questions.question_view(here.vault, here.table_id, case, QuestionId("A1")).judgement.grade_id
        == "good"
    )
    rail = {g.case_id: g for g in hub.hub_view(here.vault, here.table_id).groups}
    assert {s.step: s.status for s in rail[case].steps}[Step.CHRONOLOGY] is StepStatus.COMPLETED
    progress = {p.case_id: p.done for p in meeting.meeting_view(here.vault, here.table_id).progress}
    assert progress[case] == 1


def test_a_reopened_first_meeting_and_the_second_write_into_the_same_walkthrough(here: Room) -> None:
    first_meeting(here)
    first = here.table_id
    second_meeting(here)
    walkthrough.note_lived_experience(
        here.vault, here.table_id, here.case_ids[0], "day", "He waits by the door."
    )
    with pytest.raises(AnotherMeetingOpen):
        round_tables.open_round_table(here.vault, first)
    here.close()
    round_tables.open_round_table(here.vault, first)
    walkthrough.note_chronology(here.vault, first, here.case_ids[0], "Two years of silence, then four calls.")
    round_tables.close_round_table(here.vault, first)
    with here.vault.reading() as tx:
        kept = [w for t in tx.round_tables.all() for w in tx.walkthroughs.of(t.id)]
    assert len([w for w in kept if w.case_id == here.case_ids[0]]) == 1
    assert kept[0].lived_experience[0].text == "He waits by the door."
    assert "four calls" in here.printed


def test_closing_again_keeps_what_was_noted_at_the_first_close(here: Room) -> None:
    first_meeting(here)
    round_tables.open_round_table(here.vault, here.table_id)
    round_tables.close_round_table(here.vault, here.table_id)
    assert "Stopped for the fire alarm." in here.printed
    round_tables.open_round_table(here.vault, here.table_id)
    round_tables.close_round_table(here.vault, here.table_id, note="Finished on paper.")
    assert "Stopped for the fire alarm." in here.printed
    assert "Finished on paper." in here.printed


def test_a_meeting_that_is_only_planned_changes_nothing_in_the_report(here: Room) -> None:
    first_meeting(here)
    before = here.report
    here.plan_again(LATER)
    after = here.report
    assert after.meeting_date == before.meeting_date
    assert after.cases == before.cases
    assert after.appendix == before.appendix
    assert "The round table has not been closed" not in here.printed
    assert "A further round table is planned" in here.printed


def test_a_report_without_any_meeting_says_so(here: Room) -> None:
    assert "The round table has not been held" in here.printed


def test_the_home_page_opens_when_the_case_the_meeting_stopped_at_is_gone(here: Room) -> None:
    from roundtable.actions.registers import remove_case

    here.open()
    round_tables.go_to(here.vault, here.table_id, Step.WHO, here.case_ids[1])
    round_tables.pause_round_table(here.vault, here.table_id)
    remove_case(here.vault, here.case_ids[1])
    resume = home.home_view(here.vault).resume
    assert resume is not None
    assert (resume.place.round_table_id, resume.place.case_id, resume.case_ordinal) == (here.table_id, "", 0)


def test_a_skip_keeps_its_reason_and_can_be_taken_back(here: Room) -> None:
    here.open()
    case = here.case_ids[0]
    with pytest.raises(SkipReasonMissing):
        walkthrough.skip_step(here.vault, here.table_id, case, Step.LIVED, "  ")
    walkthrough.skip_step(here.vault, here.table_id, case, Step.LIVED, "No time.")
    assert "No time." in here.printed
    walkthrough.reopen_step(here.vault, here.table_id, case, Step.LIVED)
    assert "No time." not in here.printed


def test_a_reason_for_a_skip_is_not_on_the_rail_while_the_cases_are_closed(here: Room) -> None:
    here.open()
    walkthrough.skip_step(here.vault, here.table_id, here.case_ids[0], Step.LIVED, "Mother was in the room.")
    assert "Mother was in the room." in repr(hub.hub_view(here.vault, here.table_id).groups)
    from roundtable.actions.curtain import draw_curtain

    draw_curtain(here.vault, here.table_id)
    assert "Mother was in the room." not in repr(hub.hub_view(here.vault, here.table_id).groups)


def test_the_running_order_keeps_every_case(here: Room) -> None:
    first, second = here.case_ids
    round_tables.reorder_cases(here.vault, here.table_id, (second,))
    table = hub.hub_view(here.vault, here.table_id).table
    assert table.case_ids == (second, first)
    assert [i.case_id for i in table.agenda if i.case_id] == [second, first]


def test_cases_added_after_planning_join_at_the_opening(here: Room) -> None:
    from roundtable.actions.registers import add_case

    added = add_case(here.vault, here.audit_id).made
    here.open()
    assert hub.hub_view(here.vault, here.table_id).table.case_ids[-1] == added
