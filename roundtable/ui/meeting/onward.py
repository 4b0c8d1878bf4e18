"""Where an open round table goes on, and what the button that leads there says."""

from __future__ import annotations

from roundtable.actions.hub import HubView
from roundtable.domain.ids import NO_CASE, CaseId
from roundtable.domain.walkthrough import CASE_STEPS, TITLES, Step, StepStatus
from roundtable.ui.rail import following


def next_place(hub: HubView) -> tuple[Step, CaseId]:
    """Signing while the cases are closed; else where the meeting was, or what follows when that is done."""
    position = hub.table.position
    if not hub.is_content_open:
        return Step.SIGN, NO_CASE
    if position.step in CASE_STEPS and position.case_id in dict(hub.case_names):
        done = _is_done(hub, position.step, position.case_id)
        after = following(hub, position.step, position.case_id) if done else None
        return after or (position.step, position.case_id)
    if position.step not in (Step.SIGN, *CASE_STEPS):
        return position.step, NO_CASE
    return _first_case(hub)


def first_open_step(hub: HubView, case_id: CaseId) -> Step:
    """The first step of a case that is neither completed nor skipped; its first page when all are."""
    return next((step for step in CASE_STEPS if not _is_done(hub, step, case_id)), Step.WHO)


def _first_case(hub: HubView) -> tuple[Step, CaseId]:
    """The first case that waits for a step, at that step: a second meeting goes on where one stopped."""
    for case_id, _name in hub.case_names:
        if not all(_is_done(hub, step, case_id) for step in CASE_STEPS):
            return first_open_step(hub, case_id), case_id
    return (Step.WHO, hub.case_names[0][0]) if hub.case_names else (Step.LESSONS, NO_CASE)


def _is_done(hub: HubView, step: Step, case_id: CaseId) -> bool:
    rows = (row for group in hub.groups for row in group.steps if group.case_id == case_id)
    return any(row.step is step and row.status in (StepStatus.COMPLETED, StepStatus.SKIPPED) for row in rows)


def onward_words(hub: HubView) -> str:
    """ "Start with Child A", "Continue with Child B", "Continue: Lessons"."""
    step, case_id = next_place(hub)
    if step is Step.SIGN:
        return "Go to the sign-off list"
    if not case_id:
        return f"Continue: {TITLES[step]}"
    started = hub.table.position.step is not Step.SIGN
    return f"Continue with {hub.case_name(case_id)}" if started else f"Start with {hub.case_name(case_id)}"
