"""The steps as data: an order without gaps, every step to be visited again, nothing unfinished forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.domain.agenda import standard_agenda
from roundtable.domain.errors import SkipReasonMissing
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import AuditId, CaseId, QuestionId, RoundTableId, WalkthroughId
from roundtable.domain.walkthrough import (
    CASE_STEPS,
    MINUTES,
    TITLES,
    Note,
    Step,
    StepStatus,
    Walkthrough,
    finished,
    next_step,
    started,
    status_of,
    unfinished,
    with_judgement,
    with_note,
    with_step,
)

STEPS = st.sampled_from(CASE_STEPS)
STATUSES = st.sampled_from([s for s in StepStatus if s is not StepStatus.BLOCKED])
WRITTEN = st.text(max_size=20)


def fresh() -> Walkthrough:
    return Walkthrough(WalkthroughId("w"), RoundTableId("t"), AuditId("a"), CaseId("c"))


def set_to(made: Walkthrough, step: Step, status: StepStatus) -> Walkthrough:
    return with_step(made, step, status, "Because." if status is StepStatus.SKIPPED else "")


def test_from_the_statement_every_step_is_reached_and_the_last_is_sending() -> None:
    path: list[Step] = [Step.SIGN]
    while (after := next_step(path[-1])) is not None:
        path.append(after)
    assert path == list(Step)
    assert path[-1] is Step.SEND
    assert set(TITLES) == set(Step)


def test_a_case_takes_the_minutes_of_its_agenda() -> None:
    assert sum(MINUTES[step] for step in CASE_STEPS) == 55
    agenda = standard_agenda(tuple(CaseId(str(n)) for n in range(4)))
    assert [i.minutes for i in agenda if i.case_id] == [55] * 4
    assert [i.title for i in agenda].count("Break") == 1


@given(st.lists(st.tuples(STEPS, STATUSES), max_size=30))
def test_whatever_was_done_every_step_can_be_taken_up_again(changes: list[tuple[Step, StepStatus]]) -> None:
    made = fresh()
    for step, status in changes:
        made = set_to(made, step, status)
        assert made.state(step).status is status
    for step in CASE_STEPS:
        assert with_step(made, step, StepStatus.IN_PROGRESS).state(step).status is StepStatus.IN_PROGRESS
        # Looking at a step again never takes back what was reached.
        before = made.state(step).status
        if before is not StepStatus.NOT_STARTED:
            assert started(made, step).state(step).status is before
    assert len(made.steps) == len({s.step for s in made.steps})


@given(st.lists(st.tuples(STEPS, STATUSES), max_size=30))
def test_every_step_that_was_skipped_or_not_reached_is_listed_once(
    changes: list[tuple[Step, StepStatus]],
) -> None:
    made = fresh()
    for step, status in changes:
        made = set_to(made, step, status)
    listed = [item.step for item in unfinished(made, question_count=0)]
    open_steps = {
        s for s in CASE_STEPS if made.state(s).status in (StepStatus.NOT_STARTED, StepStatus.SKIPPED)
    }
    assert sorted(listed) == sorted(open_steps)
    reasons = {i.step: i.reason for i in unfinished(made, 0)}
    assert all(bool(reasons[s]) is (made.state(s).status is StepStatus.SKIPPED) for s in open_steps)


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_a_skip_needs_a_reason(reason: str) -> None:
    with pytest.raises(SkipReasonMissing):
        with_step(fresh(), Step.LIVED, StepStatus.SKIPPED, reason)


def test_questions_without_an_answer_are_counted() -> None:
    made = with_step(fresh(), Step.QUESTIONS, StepStatus.COMPLETED)
    made = with_judgement(made, Judgement(QuestionId("A1"), "good"))
    made = with_judgement(made, Judgement(QuestionId("A2"), seen=" \n "))
    said = [i.what for i in unfinished(made, 3) if i.step is Step.QUESTIONS]
    assert said == ["2 of 3 questions without an answer"]


@given(st.lists(st.sampled_from(["A1", "B1", "C2"]), max_size=4), st.sampled_from(CASE_STEPS))
def test_questions_are_completed_when_each_has_its_answer_and_other_steps_at_once(
    answered: list[str], step: Step
) -> None:
    asked = [QuestionId(q) for q in ("A1", "B1", "C2")]
    made = fresh()
    for question in answered:
        made = with_judgement(made, Judgement(QuestionId(question), seen="Something"))
    made = finished(made, step, asked)
    is_whole = step is not Step.QUESTIONS or set(answered) == set(asked)
    expected = StepStatus.COMPLETED if is_whole else StepStatus.IN_PROGRESS
    assert made.state(step).status is status_of(made, step, asked) is expected
    emptied = with_judgement(made, Judgement(QuestionId("B1"), reason="only why"))
    assert (status_of(emptied, step, asked) is StepStatus.COMPLETED) is (step is not Step.QUESTIONS)
    skipped = with_step(emptied, step, StepStatus.SKIPPED, "no time")
    assert status_of(skipped, step, asked) is StepStatus.SKIPPED


@given(st.lists(st.tuples(st.sampled_from("abc"), WRITTEN), max_size=20))
def test_a_note_is_what_was_written_last_under_its_key(writes: list[tuple[str, str]]) -> None:
    notes: tuple[Note, ...] = ()
    for key, text in writes:
        notes = with_note(notes, key, text)
    last = dict(writes)
    assert {n.key: n.text for n in notes} == {k: t for k, t in last.items() if t.strip()}
    assert len(notes) == len({n.key for n in notes})


@given(st.lists(st.tuples(st.sampled_from(["", "A1", "B1"]), WRITTEN), max_size=20))
def test_a_judgement_is_what_was_agreed_last_on_its_question(agreed: list[tuple[str, str]]) -> None:
    made = fresh()
    for question, seen in agreed:
        made = with_judgement(made, Judgement(QuestionId(question), seen=seen))
    for question, seen in dict(agreed).items():
        assert made.judgement(QuestionId(question)).seen == seen
    assert made.is_silent is not any(seen for seen in dict(agreed).values())
