"""What the screen says about each error: what happened, and what to do. Nothing about a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roundtable.domain import errors
from roundtable.domain.errors import RoundtableError
from roundtable.ui.tasks import TasksEnded, UnexpectedFault, WorkCancelled


@dataclass(frozen=True, slots=True)
class ErrorText:
    """`title` says what happened in one line, `advice` what to do about it."""

    title: str
    advice: str
