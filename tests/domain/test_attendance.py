"""Coming, leaving and coming back; who must be out for which case; refusals stay on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roundtable.domain.errors import NotEverybodySigned, RecusedStillPresent
from roundtable.domain.ids import AttendeeId, CaseId
from roundtable.domain.round_table import RoundTable, arrive, leave, open_meeting, require_content_open
from roundtable.domain.signoff import (
    Declaration,
    Interest,
    Outcome,
    amend_statement,
    for_cases,
    record_left_for_case,
    refuse,
)
from tests.domain.meetings import CASES, at, opened, signed

ANA, BEN = AttendeeId("Ana"), AttendeeId("Ben")
OUT = Declaration(Interest.CASE_HOLDER, CASES[1], "", Outcome.LEAVES)


def with_ben_recused(*declarations: Declaration) -> RoundTable:
    """Ana and Ben have signed."""
    return signed(signed(opened("Ana", "Ben"), "Ana"), "Ben", *declarations)


def test_whoever_comes_back_into_the_building_has_to_leave_again_for_their_case() -> None:
    made = with_ben_recused(OUT)
    made = replace(made, sheet=record_left_for_case(made.sheet, BEN, CASES[1], at(60)))
    require_content_open(made, CASES[1])
    gone = leave(made, BEN, at(65))
    require_content_open(gone, CASES[1])
    with pytest.raises(RecusedStillPresent):
        require_content_open(arrive(gone, BEN, at(70)), CASES[1])


def test_whoever_declared_that_they_do_not_attend_opens_no_case_by_coming_back() -> None:
    made = leave(
        with_ben_recused(replace(OUT, case_id=CaseId(""), outcome=Outcome.DOES_NOT_ATTEND)), BEN, at(2)
    )
    require_content_open(made, CASES[0])
    back = arrive(made, BEN, at(30))
    for case_id in CASES:
        with pytest.raises(RecusedStillPresent):
            require_content_open(back, case_id)


def test_not_attending_for_one_case_is_not_attending() -> None:
    made = with_ben_recused(replace(OUT, outcome=Outcome.DOES_NOT_ATTEND))
    with pytest.raises(RecusedStillPresent):
        require_content_open(made, CASES[0])


def test_an_interest_in_every_case_counts_for_cases_that_are_added_later() -> None:
    every = Declaration(Interest.LINKED_WORK, outcome=Outcome.LEAVES)
    made = with_ben_recused(every)
    made = replace(made, sheet=record_left_for_case(made.sheet, BEN, CASES[0], at(5)))
    third = CaseId("case3")
    made = replace(made, case_ids=(*CASES, third), sheet=for_cases(made.sheet, (*CASES, third)))
    with pytest.raises(RecusedStillPresent):
        require_content_open(made, third)
    require_content_open(made, CASES[0])


def test_going_back_to_an_earlier_text_is_a_version_of_its_own_to_sign() -> None:
    made = signed(opened("Ana"), "Ana")
    first = made.sheet.statement
    changed = amend_statement(made.sheet, first.title, ("Another clause.",))
    back = replace(made, sheet=amend_statement(changed, first.title, first.clauses))
    assert back.sheet.statement.version == 3
    with pytest.raises(NotEverybodySigned):
        require_content_open(back)
    require_content_open(signed(back, "Ana"))


def test_somebody_who_refused_may_think_again_and_the_refusal_stays_on_record() -> None:
    made = signed(opened("Ana", "Ben"), "Ana")
    made = leave(replace(made, sheet=refuse(made.sheet, BEN, "Not yet.", at(3))), BEN, at(3))
    back = arrive(made, BEN, at(10))
    with pytest.raises(NotEverybodySigned):
        require_content_open(back)
    agreed = signed(back, "Ben")
    require_content_open(agreed)
    assert [r.reason for r in agreed.sheet.refusals] == ["Not yet."]


def test_a_clock_that_goes_back_changes_nothing_about_who_is_here() -> None:
    made = signed(opened("Ana"), "Ana")
    gone = leave(made, ANA, at(-30))
    assert not gone.attendee(ANA).is_here
    back = arrive(gone, ANA, at(-60))
    assert back.attendee(ANA).is_here
    require_content_open(open_meeting(back, at(-90)))
