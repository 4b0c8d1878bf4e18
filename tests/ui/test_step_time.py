"""The timer of a step: it advises, adds up over visits and questions, and a changed clock or a sleep adds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.actions.round_tables import go_to
from roundtable.domain.walkthrough import Step
from roundtable.ui.step_time import StepTime
from tests.ui.meeting_stage import Stage

NOW = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)


def pass_minutes(stage: Stage, screen: Any, minutes: int) -> None:
    for _ in range(minutes):
        stage.context.clock.forward(minutes=1)
        screen._clock.timeout.emit()


def test_the_timer_counts_and_says_when_the_advice_is_passed(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    pass_minutes(stage, screen, 8)
    assert screen.timer.text() == "8 of 10 min"
    pass_minutes(stage, screen, 5)
    assert screen.timer.text() == "3 min over"
    assert screen.footer.primary.isEnabled(), "it advises, no more"


def test_a_clock_that_is_changed_and_a_laptop_that_slept_add_nothing(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    pass_minutes(stage, screen, 4)
    for change in ({"hours": 7}, {"hours": -9}, {"days": 400}):
        stage.context.clock.forward(**change)
        screen._clock.timeout.emit()
        assert screen.timer.text() == "4 of 10 min"
    pass_minutes(stage, screen, 1)
    assert screen.timer.text() == "5 of 10 min"


def test_the_time_goes_on_from_question_to_question(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    pass_minutes(stage, screen, 3)
    stage.context.clock.forward(hours=5)  # asleep
    screen.go_on_asking()
    stage.settle()
    following = stage.navigator.screen
    assert following is not screen and following.timer.text() == "3 of 12 min"


def test_what_was_spent_before_counts_when_one_comes_back(stage: Stage) -> None:
    vault, table, case = stage.vault, stage.table, stage.cases[1]
    go_to(vault, table, Step.CHRONOLOGY, case)
    with vault.transaction() as tx:
        stored = tx.round_tables.get(table)
        stay = replace(stored.course[-1], since=stored.course[-1].since - timedelta(minutes=6))
        tx.round_tables.put(replace(stored, course=(*stored.course[:-1], stay)))
        tx.log("meeting.item", table)
    go_to(vault, table, Step.WHO, case)
    screen = stage.open("chronology", 1)
    assert screen.timer.text() == "6 of 10 min"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-100_000, 100_000), max_size=30))
def test_whatever_the_clock_does_time_never_runs_back_nor_jumps(seconds: list[int]) -> None:
    time, now, before = StepTime(NOW), NOW, 0.0
    for step in seconds:
        now += timedelta(seconds=step)
        spent = time.tick(now)
        assert before <= spent <= before + 2
        before = spent
