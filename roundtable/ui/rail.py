"""The steps at the left: which rows there are, where each leads, and what comes after a step."""

from __future__ import annotations

from collections.abc import Iterator

from roundtable.actions import hub
from roundtable.actions.hub import HubView
from roundtable.domain.ids import NO_CASE, CaseId, RoundTableId
from roundtable.domain.walkthrough import CASE_STEPS, Step, StepStatus, next_step
from roundtable.domain.wording import counted
from roundtable.ui.widgets.step_rail import RailGroup, RailStep

_DONE = (StepStatus.COMPLETED, StepStatus.SKIPPED)


def step_key(step: Step, round_table_id: RoundTableId, case_id: CaseId = NO_CASE) -> str:
    """The rail's key of a step; `place_of` reads it back."""
    return f"{step.value}/{round_table_id}/{case_id}"


def place_of(key: str) -> tuple[str, dict[str, object]]:
    """Where a rail key leads: the screen's key and its parameters, for `navigator.go`."""
    step, table, case = key.split("/")
    params: dict[str, object] = {"round_table_id": RoundTableId(table)}
    if case:
        params["case_id"] = CaseId(case)
    return step, params


def why_not(step: RailStep) -> str:
    """What to do before a step can be opened; "" when it can, if only to say there what it waits for."""
    return "" if step.is_reachable else f"“{step.title}” cannot start yet. Open the round table first."


def rail_groups(view: HubView, case_id: CaseId = NO_CASE) -> tuple[RailGroup, ...]:
    """All steps of the present case; one row for each other case, which leads to its first open step."""
    groups: list[RailGroup] = []
    waiting: list[RailStep] = []
    for group in view.groups:
        if group.case_id and group.case_id != case_id:
            waiting.append(_case_row(group, view.table.id))
            continue
        if waiting:
            groups.append(RailGroup(_heading(view, case_id, after=bool(groups[1:])), tuple(waiting)))
            waiting = []
        title = f"Case: {group.title}" if group.case_id else group.title
        groups.append(RailGroup(title, tuple(_row(s, view.table.id) for s in group.steps)))
    return tuple(groups)


def following(view: HubView, step: Step, case_id: CaseId = NO_CASE) -> tuple[Step, CaseId] | None:
    """The step after this one: within the case, the next case, then lessons; None after the last."""
    cases = [c for c, _name in view.case_names]
    if step is Step.SIGN:
        return (Step.WHO, cases[0]) if cases else (Step.LESSONS, NO_CASE)
    after = next_step(step)
    if after in CASE_STEPS:
        return after, case_id
    if step is CASE_STEPS[-1] and case_id in cases[:-1]:
        return CASE_STEPS[0], cases[cases.index(case_id) + 1]
    return (after, NO_CASE) if after else None


def _heading(view: HubView, case_id: CaseId, *, after: bool) -> str:
    if not case_id:
        return "Cases"
    return "Next cases" if after else "Earlier cases"


def _case_row(group: hub.RailGroup, table_id: RoundTableId) -> RailStep:
    done = sum(s.status in _DONE for s in group.steps)
    first_open = next((s for s in group.steps if s.status not in _DONE), group.steps[0])
    status = _case_status(group)
    waits_for = first_open.detail if status is StepStatus.BLOCKED else ""
    return RailStep(
        step_key(first_open.step, table_id, group.case_id),
        group.title,
        status,
        f"{done} of {counted(len(group.steps), 'step')}" if done else waits_for,
        first_open.is_reachable,
    )


def _case_status(group: hub.RailGroup) -> StepStatus:
    statuses = set(_statuses(group))
    if statuses <= set(_DONE):
        return StepStatus.COMPLETED
    for whole in (StepStatus.NOT_STARTED, StepStatus.BLOCKED):
        if statuses == {whole}:
            return whole
    return StepStatus.IN_PROGRESS


def _statuses(group: hub.RailGroup) -> Iterator[StepStatus]:
    return (s.status for s in group.steps)


def _row(step: hub.RailStep, table_id: RoundTableId) -> RailStep:
    detail = step.detail
    if step.status is StepStatus.SKIPPED and detail:
        detail = f"Skipped: {detail}"
    key = step_key(step.step, table_id, step.case_id)
    return RailStep(key, step.title, step.status, detail, step.is_reachable)
