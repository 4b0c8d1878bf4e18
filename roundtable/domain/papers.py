"""The papers beside the report, as data: everything decided, in the words that are printed.

Labels instead of names everywhere but in the schedule, which is never saved unencrypted. Texts follow the
mark-up of `domain.report` (paragraphs, "- " items, "## " headings, ``**bold**``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from roundtable.domain.logo import Logo
from roundtable.domain.report import Anchor, AnonymousReport


class PaperKind(StrEnum):
    """The papers in the order of the process."""

    LETTER = "letter"
    SCHEDULE = "schedule"
    AGENDA = "agenda"
    PRE_READ = "pre-read"
    ACTION_PLAN = "action plan"
    BRIEFING = "briefing"


TITLES: Final = {
    PaperKind.LETTER: "Information request",
    PaperKind.SCHEDULE: "Schedule of children",
    PaperKind.AGENDA: "Agenda",
    PaperKind.PRE_READ: "Pre-read",
    PaperKind.ACTION_PLAN: "Action plan",
    PaperKind.BRIEFING: "Seven-minute briefing",
}
HOLDS_NAMES: Final = frozenset({PaperKind.SCHEDULE})
"""Only ever saved encrypted."""


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every paper carries. `provenance` names the wording pack and warns past its review-by date."""

    board: str
    marking: str
    reference: str
    contact: str
    provenance: str
    made_on: date
    anchor: Anchor
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item: `starts` is a time ("09:30"), or minutes from the start where no time was set."""

    starts: str
    what: str
    minutes: int
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The running order for whoever is invited: cases by label, agencies, no attendee."""

    head: PaperHead
    title: str
    theme: str
    held_on: date
    venue: str
    chair: str
    minute_taker: str
    lines: tuple[AgendaLine, ...]
    ends: str
    agencies: tuple[str, ...]
    key_lines: tuple[str, ...]
    scale: tuple[str, ...]
    statement: str


@dataclass(frozen=True, slots=True)
class OwnView:
    """What one agency says of one case before the meeting."""

    agency: str
    grade: str
    headline: str = ""
    strengths: str = ""
    gaps: str = ""


@dataclass(frozen=True, slots=True)
class DiscussionPoint:
    """A question (or the case as a whole) that agencies grade two or more steps apart, best grade first."""

    question: str
    grades: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One line of the merged chronology in relative time."""

    when: str
    agency: str
    text: str
    is_turning_point: bool = False


@dataclass(frozen=True, slots=True)
class PreReadCase:
    """One case by its label."""

    label: str
    background: str
    views: tuple[OwnView, ...]
    silent: tuple[str, ...]
    points: tuple[DiscussionPoint, ...]
    events: tuple[MergedEvent, ...]


@dataclass(frozen=True, slots=True)
class PreRead:
    """The returns merged, for the agencies at the table."""

    head: PaperHead
    title: str
    theme: str
    held_on: date | None
    dates: str
    cases: tuple[PreReadCase, ...]


@dataclass(frozen=True, slots=True)
class ActionPlanPaper:
    """The actions of a confirmed report, alone."""

    head: PaperHead
    report: AnonymousReport


@dataclass(frozen=True, slots=True)
class LetterWording:
    """A wording pack's information request: its parts in the order of the letter.

    `tests` are the legal tests, printed as a list under `law`; `reply_days` is how long before the meeting
    the answer must be here.
    """

    title: str
    opening: str
    law_heading: str
    law: str
    tests: tuple[str, ...]
    tests_met: str
    use: str
    asked: tuple[str, ...]
    safe: tuple[str, ...]
    nil_return: str
    reply_days: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The request to one agency. It names no child: the children stand in the schedule."""

    head: PaperHead
    wording: LetterWording
    agency: str
    title: str
    theme: str
    look_back: str
    held_on: date | None
    reply_by: date | None
    children: int
    key_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScheduledChild:
    """One child by name, with what an agency needs to find the record, and nobody else of the family."""

    number: int
    name: str
    also: str = ""
    born: str = ""
    reference: str = ""
    homes: tuple[str, ...] = ()
    is_address_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """The children whose records are asked for, by name: goes separately from the letter, encrypted."""

    head: PaperHead
    title: str
    look_back: str
    children: tuple[ScheduledChild, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """One or two pages for practitioners, made from a report at publication level and nothing else."""

    head: PaperHead
    report: AnonymousReport
    reflect: tuple[str, ...]


OtherPaper = Agenda | PreRead | ActionPlanPaper | Letter | Schedule | Briefing
