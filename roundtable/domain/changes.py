"""What an action changed: the topics a screen listens for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """One topic a screen can reload on."""

    BOARD = "board"
    AUDIT = "audit"
    CASE = "case"
    ROUND_TABLE = "round_table"
    SIGNOFF = "signoff"
    WALKTHROUGH = "walkthrough"
    LESSONS = "lessons"
    ACTIONS = "actions"
    CONCERNS = "concerns"
    ANONYMISATION = "anonymisation"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of one action: which topics changed, and the id of what was made (empty if nothing was)."""

    topics: frozenset[Topic]
    made: str = ""


def changed(*topics: Topic, made: str = "") -> Changes:
    """Shorthand for the usual `Changes`."""
    return Changes(frozenset(topics), made)
