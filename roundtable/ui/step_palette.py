"""Ctrl+K: go to a step by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Callable

from roundtable.domain.walkthrough import StepStatus
from roundtable.ui.context import Context
from roundtable.ui.main_window import MainWindow
from roundtable.ui.prompts import Choice
from roundtable.ui.widgets.step_rail import RailStep


def choose_step(context: Context, window: MainWindow, go: Callable[[str], None]) -> None:
    """Ask for one of the steps in the rail and go there; says so where there is no meeting.

    Those that cannot start yet are listed with what they wait for: whoever looks for one learns why.
    """
    steps = window.rail.steps()
    if not steps:
        window.toast("There are no steps here. Open a round table first.")
        return
    choices = [Choice(step.key, step.title, _state_words(step)) for step in steps]
    chosen = context.prompts.pick("Go to a step", choices)
    if chosen:
        go(chosen)


def _state_words(step: RailStep) -> str:
    """ "Cannot start yet  ·  Once you open the round table"."""
    waits_for = step.detail if step.status is StepStatus.BLOCKED else ""
    return f"{step.status.value}  ·  {waits_for}" if waits_for else step.status.value
