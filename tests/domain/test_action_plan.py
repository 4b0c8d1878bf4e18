"""What an action lacks is said field by field; the plan is sorted by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roundtable.domain.action_plan import (
    Action,
    ActionField,
    hint_on_due_date,
    problems_with,
    soonest_first,
)
from roundtable.domain.ids import ActionId, AgencyId, AuditId

TODAY = date(2026, 10, 8)
WHOLE = Action(
    ActionId("1"), AuditId("a"), 1, "Share dates", AgencyId("police"), "Inspector", TODAY, "No child missed"
)
BLANK = st.sampled_from(["", " ", "\n", "\t "])
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def fields_of(action: Action) -> list[ActionField]:
    return [field for field, _said in problems_with(action, TODAY)]


def test_a_whole_action_has_no_problems_even_when_it_is_due_today() -> None:
    assert problems_with(WHOLE, TODAY) == ()


@given(BLANK, BLANK, st.booleans(), st.none() | DAYS)
def test_each_missing_field_is_named_once(what: str, measure: str, owned: bool, due: date | None) -> None:
    made = replace(
        WHOLE, what=what, measure=measure, owner_agency_id=AgencyId("x" if owned else ""), due_on=due
    )
    named = fields_of(made)
    assert ActionField.WHAT in named
    assert ActionField.MEASURE in named
    assert (ActionField.OWNER in named) is not owned
    assert (ActionField.DUE in named) is (due is None or due < TODAY)
    assert len(named) == len(set(named))
    assert all(said for _field, said in problems_with(made, TODAY))


@given(st.lists(st.none() | DAYS, max_size=12))
def test_the_soonest_comes_first_and_nothing_is_lost(days: list[date | None]) -> None:
    actions = [replace(WHOLE, id=ActionId(str(n)), ordinal=n, due_on=day) for n, day in enumerate(days)]
    ordered = soonest_first(actions)
    assert sorted(ordered, key=lambda a: a.ordinal) == actions
    known = [a.due_on for a in ordered if a.due_on]
    assert known == sorted(known)
    assert all(a.due_on is None for a in ordered[len(known) :])


def test_a_weekend_is_allowed_and_said() -> None:
    saturday = date(2026, 10, 10)
    assert hint_on_due_date(saturday)
    assert hint_on_due_date(saturday + timedelta(days=2)) == ""
