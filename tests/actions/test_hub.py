"""The rail says of every step whether it can be gone to, and otherwise what it waits for."""

from __future__ import annotations

from datetime import date

from roundtable.actions import curtain, round_tables, signoff
from roundtable.actions.admission import admit
from roundtable.actions.board import board_view, nominate
from roundtable.actions.hub import (
    AFTER_CONFIRMING,
    AFTER_DECIDING,
    AFTER_EXPORT,
    AFTER_OPENING,
    AFTER_SIGNING,
    RailStep,
    hub_view,
)
from roundtable.actions.walkthrough import finish_step
from roundtable.domain.ids import CaseId, RoundTableId
from roundtable.domain.signoff import Declaration, Interest, Outcome
from roundtable.domain.walkthrough import CASE_STEPS, Step, StepStatus
from tests.actions.rooms import POLICE, Room


def rail(here: Room, table: RoundTableId | None = None) -> dict[tuple[Step, CaseId], RailStep]:
    groups = hub_view(here.vault, table or here.table_id).groups
    return {(s.step, g.case_id): s for g in groups for s in g.steps}


def test_before_it_is_opened_no_step_can_be_gone_to_but_signing_beforehand(here: Room) -> None:
    rows = rail(here)
    sign = rows.pop((Step.SIGN, CaseId("")))
    assert (sign.is_reachable, sign.detail) == (True, "Remote people can sign beforehand")
    assert {r.step for r in rows.values()} == {*CASE_STEPS, Step.LESSONS, Step.ACTIONS, *Step} - {Step.SIGN}
    for row in rows.values():
        assert (row.status, row.detail, row.is_reachable) == (StepStatus.BLOCKED, AFTER_OPENING, False), row


def test_an_open_meeting_says_what_each_closed_step_waits_for(here: Room) -> None:
    round_tables.open_round_table(here.vault, here.table_id)
    rows = rail(here)
    case = here.case_ids[0]
    assert all(r.is_reachable for r in rows.values()), "a closed page says who has to sign"
    assert (
        rows[Step.WHO, case].detail == AFTER_SIGNING
        and rows[Step.LESSONS, CaseId("")].detail == AFTER_SIGNING
    )
    here.sign("Ana Reed")
    rows = rail(here)
    assert rows[Step.WHO, case].status is StepStatus.NOT_STARTED
    assert rows[Step.EXPORT, CaseId("")].detail == AFTER_CONFIRMING
    assert rows[Step.SEND, CaseId("")].detail == AFTER_EXPORT
    round_tables.go_to(here.vault, here.table_id, Step.WHO, case)
    curtain.draw_curtain(here.vault, here.table_id)
    assert rail(here)[Step.WHO, case].detail == "Once the curtain is lifted"


def test_pausing_leaves_every_step_to_the_facilitator_alone(here: Room) -> None:
    here.open()
    round_tables.pause_round_table(here.vault, here.table_id)
    rows = rail(here)
    assert all(r.is_reachable for r in rows.values())
    assert rows[Step.CHRONOLOGY, here.case_ids[0]].status is StepStatus.NOT_STARTED


def test_a_further_round_table_leaves_what_the_first_one_began_within_reach(here: Room) -> None:
    here.open()
    case = here.case_ids[0]
    finish_step(here.vault, here.table_id, case, Step.CHRONOLOGY)
    here.close()
    rows = rail(here, here.plan_again(date(2026, 11, 12)))
    done = rows[Step.CHRONOLOGY, case]
    assert (done.status, done.is_reachable) == (StepStatus.COMPLETED, True)
    assert not rows[Step.LIVED, case].is_reachable and rows[Step.LIVED, case].detail == AFTER_OPENING
    assert rows[Step.CHECK, CaseId("")].is_reachable and rows[Step.LESSONS, CaseId("")].is_reachable


def test_a_recused_attendee_in_the_room_is_what_the_case_waits_for(here: Room) -> None:
    here.open()
    case = here.case_ids[1]
    who = here.sign("Ben Okoro", Declaration(Interest.KNOWS_FAMILY, case, outcome=Outcome.LEAVES))
    assert rail(here)[Step.WHO, case].detail == "Once they have left"
    signoff.record_recused_left(here.vault, here.table_id, who, case)
    assert rail(here)[Step.WHO, case].status is StepStatus.NOT_STARTED


def test_only_a_decision_about_accreditation_is_missing_and_the_rail_says_so(here: Room) -> None:
    round_tables.open_round_table(here.vault, here.table_id)
    nominate(here.vault, agency_id=POLICE, name="Karen Whitlow", role="Inspector")
    (person,) = board_view(here.vault).representatives
    signoff.add_representatives(here.vault, here.table_id, (person.id,))
    (listed,) = (a for a in hub_view(here.vault, here.table_id).attendees if a.name == "Karen Whitlow")
    here.attendees["Karen Whitlow"] = listed.id
    here.sign("Karen Whitlow")
    rows = rail(here)
    assert rows[Step.WHO, here.case_ids[0]].detail == AFTER_DECIDING
    sign = rows[Step.SIGN, CaseId("")]
    assert (sign.status, sign.detail) == (StepStatus.IN_PROGRESS, "1 of 1 signed, accreditation to decide")
    admit(here.vault, here.table_id, (listed.id,))
    rows = rail(here)
    assert rows[Step.WHO, here.case_ids[0]].status is StepStatus.NOT_STARTED
    assert rows[Step.SIGN, CaseId("")].status is StepStatus.COMPLETED
