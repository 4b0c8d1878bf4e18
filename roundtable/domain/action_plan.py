"""Who does what by when, and how anyone would know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roundtable.domain.ids import NO_AGENCY, ActionId, AgencyId, AuditId, LessonId


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"


class ActionField(StrEnum):
    """The fields an error can point at."""

    WHAT = "what"
    OWNER = "owner"
    DUE = "due"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Action:
    """One action of an audit's plan."""

    id: ActionId
    audit_id: AuditId
    ordinal: int
    what: str
    owner_agency_id: AgencyId = NO_AGENCY
    owner_role: str = ""
    due_on: date | None = None
    measure: str = ""
    lesson_ids: tuple[LessonId, ...] = ()
    state: ActionState = ActionState.OPEN
    due_typed: str = ""
    """The boxes of the due date as they are typed while they are no date: "27|3|". Never printed."""


def problems_with(action: Action, today: date) -> tuple[tuple[ActionField, str], ...]:
    """What the error summary lists: the field, and what to do about it."""
    problems = []
    if not action.what.strip():
        problems.append((ActionField.WHAT, "Enter what will be done"))
    if not action.owner_agency_id:
        problems.append((ActionField.OWNER, "Choose the agency that owns this action"))
    if action.due_on is None:
        problems.append((ActionField.DUE, f"Enter the due date, like 27 3 {today.year + 1}"))
    elif action.due_on < today:
        problems.append((ActionField.DUE, "Enter a due date that is today or later"))
    if not action.measure.strip():
        problems.append((ActionField.MEASURE, "Enter how anyone would know it is done"))
    return tuple(problems)


def is_complete(action: Action) -> bool:
    """Whether it says what, who, when and how one would know; a date that has passed is late, not missing."""
    return not problems_with(action, action.due_on or date.max)


def hint_on_due_date(due_on: date) -> str:
    """A word about a date that is allowed but awkward; empty when there is nothing to say."""
    return "This is a weekend day." if due_on.weekday() >= 5 else ""


def soonest_first(actions: Iterable[Action]) -> tuple[Action, ...]:
    """By due date, those without one last, then by place in the list."""
    return tuple(sorted(actions, key=lambda a: (a.due_on is None, a.due_on or date.max, a.ordinal)))
