"""Ctrl+K: go to a step by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Callable

from roundtable.domain.walkthrough import StepStatus
from roundtable.ui.context import Context
from roundtable.ui.main_window import MainWindow
from roundtable.ui.prompts import Choice


def choose_step(context: Context, window: MainWindow, go: Callable[[str], None]) -> None:
    """Ask for one of the steps in the rail and go there; says so where there is no meeting."""
    steps = [s for s in window.rail.steps() if s.status is not StepStatus.BLOCKED]
    if not steps:
        window.toast("There are no steps here. Open a round table first.")
        return
    choices = [Choice(step.key, step.title, step.status.value) for step in steps]
    chosen = context.prompts.pick("Go to a step", choices)
    if chosen:
        go(chosen)
