"""An agency of which nobody but recused people is there: its return stands as such, its grade is not asked."""

from __future__ import annotations

from datetime import date

import pytest

from roundtable.actions import round_tables, signoff
from roundtable.actions.agency_returns import enter_return, headlines_view
from roundtable.actions.questions import QuestionView, question_view
from roundtable.actions.walkthrough import judge
from roundtable.domain.agency_return import AgencyReturn, Answer, ReturnStatus
from roundtable.domain.errors import ReasonMissing
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import NO_QUESTION, AgencyId
from roundtable.domain.round_table import Capacity
from roundtable.domain.signoff import Declaration, Interest, Outcome
from tests.actions.rooms import POLICE, Room
from tests.actions.test_concerns_and_attendance import record_of

SCHOOL = AgencyId("school")
SAID = "Outstanding, from its return; representative recused"


def with_returns(here: Room, *outcomes: Outcome) -> None:
    """The police grade the first case outstanding, the school inadequate; the police's Ana is recused."""
    with here.vault.reading() as tx:
        question = tx.audits.get(here.audit_id).questions[0].id
    for agency, grade in ((POLICE, "outstanding"), (SCHOOL, "inadequate")):
        answers = (Answer(question, "", grade),)
        sent = AgencyReturn(agency, ReturnStatus.RECEIVED, grade_id=grade, answers=answers)
        enter_return(here.vault, here.case_ids[0], sent)
    here.expect("Ana Reed", agency_id=POLICE)
    here.expect("Ben Okoro", agency_id=SCHOOL)
    round_tables.open_round_table(here.vault, here.table_id)
    here.sign("Ana Reed", *(Declaration(Interest.KNOWS_FAMILY, here.case_ids[0], "", o) for o in outcomes))
    here.sign("Ben Okoro")
    for outcome in outcomes:
        if outcome is Outcome.LEAVES:
            ana = here.attendees["Ana Reed"]
            signoff.record_recused_left(here.vault, here.table_id, ana, here.case_ids[0])


def whole_case(here: Room) -> QuestionView:
    return question_view(here.vault, here.table_id, here.case_ids[0], NO_QUESTION)


def own_grades(here: Room) -> dict[str, str]:
    case = next(c for c in here.report.cases if c.overall and c.overall.agency_grades)
    assert case.overall is not None
    return {g.agency: f"{g.grade} ({g.note})" if g.note else g.grade for g in case.overall.agency_grades}


@pytest.mark.parametrize("outcome", [Outcome.NO_GRADING, Outcome.LEAVES])
def test_window_report_and_record_say_the_same_of_a_recused_agency(here: Room, outcome: Outcome) -> None:
    with_returns(here, outcome)
    view = whole_case(here)
    said = {s.agency_id: s.said for s in view.self_grades}
    assert said == {POLICE: SAID, SCHOOL: "Inadequate"}
    assert {grade.id for grade, count in view.spread if count} == {"inadequate"}
    assert not view.wide_gap and not any(row.wide_gap for row in view.order)
    card = next(c for c in headlines_view(here.vault, here.table_id, here.case_ids[0]).cards)
    assert (card.agency_id, card.source) == (POLICE, "from its return; representative recused")
    printed = own_grades(here)
    assert set(printed.values()) == {"Outstanding (from its return; representative recused)", "Inadequate"}
    (recusal,) = next(a for a in record_of(here).attendees if a.name == "Ana Reed").recusals
    assert recusal.is_agency_silent


def test_only_the_grades_that_were_asked_for_spare_a_reason(here: Room) -> None:
    with_returns(here, Outcome.NO_GRADING)
    assert whole_case(here).needs_reason("outstanding")
    assert not whole_case(here).needs_reason("inadequate")
    with pytest.raises(ReasonMissing):
        judge(here.vault, here.table_id, here.case_ids[0], Judgement(NO_QUESTION, "outstanding"))
    judge(here.vault, here.table_id, here.case_ids[0], Judgement(NO_QUESTION, "inadequate"))


def test_without_a_recusal_every_grade_counts(here: Room) -> None:
    with_returns(here)
    view = whole_case(here)
    assert view.wide_gap
    assert {s.said for s in view.self_grades} == {"Outstanding", "Inadequate"}


@pytest.mark.parametrize(
    ("capacity", "comes", "speaks"),
    [
        (Capacity.PRESENT, True, True),
        (Capacity.REMOTE, True, True),
        (Capacity.PRESENT, False, False),
        (Capacity.OBSERVER, True, False),
    ],
)
def test_a_colleague_who_is_there_and_no_observer_speaks_for_the_agency(
    here: Room, capacity: Capacity, comes: bool, speaks: bool
) -> None:
    with_returns(here, Outcome.NO_GRADING)
    here.expect("Cleo Grant", agency_id=POLICE, capacity=capacity)
    if comes:
        here.sign("Cleo Grant")
    assert whole_case(here).wide_gap is speaks
    assert ("Outstanding" in own_grades(here).values()) is speaks
    (recusal,) = next(a for a in record_of(here).attendees if a.name == "Ana Reed").recusals
    assert recusal.is_agency_silent is not speaks


def test_an_agency_that_is_asked_at_the_second_meeting_counts_from_then_on(here: Room) -> None:
    with_returns(here, Outcome.NO_GRADING)
    here.close()
    here.table_id = here.plan_again(date(2026, 11, 5))
    here.attendees.clear()
    here.expect("Dev Rao", agency_id=POLICE)
    here.open("Dev Rao")
    assert whole_case(here).wide_gap
    assert "Outstanding" in own_grades(here).values()
