"""Planned and actual times: what the meeting was at, breaks, the machine's clock, a laptop that slept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.agenda import (
    BREAK,
    CLOSE,
    WELCOME,
    AgendaItem,
    in_case_order,
    standard_agenda,
    with_break,
    with_minutes,
    without_break,
)
from roundtable.domain.errors import AgendaItemFixed, MinutesWrong
from roundtable.domain.ids import CaseId
from roundtable.domain.meeting_course import (
    Stay,
    as_it_went,
    expected_end,
    going_to,
    spent_on,
    stay_at_step,
    stopped,
)
from roundtable.domain.walkthrough import CASE_STEPS, Step

A, B, C = CaseId("a"), CaseId("b"), CaseId("c")
AGENDA = standard_agenda((A, B, C))


def at(minutes: float) -> datetime:
    return datetime(2026, 10, 8, 9, 30, tzinfo=UTC) + timedelta(minutes=minutes)


def course(*places: tuple[float, Step, CaseId]) -> tuple[Stay, ...]:
    stays: tuple[Stay, ...] = ()
    for minutes, step, case_id in places:
        stay = stay_at_step(step, case_id, at(minutes))
        assert stay is not None
        stays = going_to(stays, stay)
    return stays


def test_a_case_began_when_its_first_page_was_opened_and_lasted_over_its_pages() -> None:
    stays = course((0, Step.SIGN, A), (12, Step.WHO, A), (16, Step.HEADLINES, A), (60, Step.WHO, B))
    rows = {row.item.title: row for row in as_it_went(AGENDA, stays, at(65))}
    assert (rows["Case 1"].since, rows["Case 1"].until, rows["Case 1"].minutes) == (at(12), at(60), 48)
    assert (rows["Case 2"].is_now, rows["Case 2"].minutes, rows["Case 2"].until) == (True, 5, None)
    assert rows["Sign-in and confidentiality statement"].minutes == 12
    assert rows["Case 3"].since is None and rows[WELCOME].since is None


def test_coming_back_adds_to_what_was_spent_and_the_same_page_again_begins_nothing() -> None:
    stays = course((0, Step.WHO, A), (10, Step.WHO, B), (15, Step.WHO, A), (16, Step.WHO, A))
    assert len(stays) == 3
    (row,) = [r for r in as_it_went(AGENDA, stays, at(20)) if r.item.case_id == A]
    assert row.minutes == 15
    assert spent_on(stays, Step.WHO, A, at(20)) == timedelta(minutes=15)


def test_a_planned_break_takes_its_place_and_an_unplanned_one_stands_where_it_was_taken() -> None:
    stays = course((0, Step.WHO, A))
    stays = going_to(stays, Stay(BREAK, at(30)))
    stays = going_to(stays, Stay("", at(38), None, A, Step.WHO))
    stays = going_to(stays, Stay(BREAK, at(70)))
    stays = stopped(stays, at(75))
    agenda = standard_agenda((A, B))
    rows = as_it_went(agenda, stays, at(80))
    breaks = [(n, r) for n, r in enumerate(rows) if r.item.title == BREAK]
    assert [r.minutes for _n, r in breaks] == [8, 5]
    assert all(r.place == -1 for _n, r in breaks)
    assert rows[breaks[0][0] - 1].item.case_id == A
    planned = as_it_went(with_break(agenda, 3), stays, at(80))
    assert [(r.place >= 0, r.minutes) for r in planned if r.item.title == BREAK] == [(True, 8), (False, 5)]


def test_a_clock_that_is_set_back_makes_no_negative_time() -> None:
    stays = course((60, Step.WHO, A), (5, Step.HEADLINES, A), (10, Step.CHRONOLOGY, A))
    assert [s.lasted(at(12)) for s in stays] == [timedelta(), timedelta(minutes=5), timedelta(minutes=2)]


def test_a_laptop_that_slept_did_not_use_the_time_of_a_step() -> None:
    stays = course((0, Step.CHRONOLOGY, A), (300, Step.LIVED, A))
    assert spent_on(stays, Step.CHRONOLOGY, A, at(301)) == timedelta(hours=1)


def test_the_expected_end_counts_what_is_left() -> None:
    agenda = standard_agenda((A,))
    stays = course((25, Step.WHO, A))
    rows = as_it_went(agenda, stays, at(45))
    # 35 minutes of the case are left, then themes 25, actions 20, close 10; the welcome was passed over.
    assert expected_end(rows, at(45)) == at(45 + 35 + 55)
    assert expected_end(as_it_went(agenda, (), at(0)), at(0)) == at(sum(i.minutes for i in agenda))


def test_the_report_is_no_part_of_the_meeting() -> None:
    assert stay_at_step(Step.CHECK, A, at(0)) is None
    assert stay_at_step(Step.ACTIONS, A, at(0)) == Stay("Actions read back", at(0))


def test_breaks_and_minutes_stay_when_cases_change_their_order() -> None:
    agenda = with_minutes(with_break(AGENDA, 3), 5, 40)
    assert agenda[4] == AgendaItem(BREAK, 10) and agenda[5].case_id == B
    moved = in_case_order(agenda, (B, A, C))
    assert [(i.title, i.case_id, i.minutes) for i in moved[3:6]] == [
        ("Case 1", B, 40),
        (BREAK, "", 10),
        ("Case 2", A, 55),
    ]
    more = in_case_order(moved, (B, A, C, CaseId("d")))
    assert [i.title for i in more if i.case_id][-1] == "Case 4"
    assert [i.title for i in more[-3:]] == [i.title for i in AGENDA[-3:]]
    assert without_break(agenda, 4) == with_minutes(AGENDA, 4, 40)


def test_what_is_no_break_stays_and_no_length_is_guessed() -> None:
    for place in (0, 3, -1, 99):
        with pytest.raises(AgendaItemFixed):
            without_break(AGENDA, place)
    for minutes in (0, -5, 481):
        with pytest.raises(MinutesWrong):
            with_minutes(AGENDA, 3, minutes)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-200, 600), st.sampled_from(CASE_STEPS), st.sampled_from((A, B, C, "break"))),
        max_size=25,
    )
)
def test_every_minute_stands_in_one_row_and_none_is_lost(
    places: list[tuple[int, Step, CaseId]],
) -> None:
    stays: tuple[Stay, ...] = ()
    for minutes, step, case_id in places:
        stay = Stay(BREAK, at(minutes)) if case_id == "break" else Stay("", at(minutes), None, case_id, step)
        stays = going_to(stays, stay)
    now = at(700)
    rows = as_it_went(AGENDA, stays, now)
    assert [r.place for r in rows if r.place >= 0] == list(range(len(AGENDA)))
    whole = sum((s.lasted(now) for s in stays), timedelta()).total_seconds() // 60
    assert sum(r.minutes for r in rows) == whole
    assert sum(r.is_now for r in rows) == bool(stays)
    assert all(s.until is not None for s in stays[:-1])
    assert expected_end(rows, now) >= now
    assert CLOSE in {r.item.title for r in rows}
