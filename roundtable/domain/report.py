"""The anonymised report as data: everything decided, plain text, and no field that could hold a person.

The report writer sees this and nothing else (ARCHITECTURE, contract 4). Every string is final: labels
instead of names, relative time instead of dates. A text may hold several paragraphs (blank line between
them); a line that starts with "- " is a list item, one that starts with "## " a small heading, and
``**words**`` are bold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Final

from roundtable.domain.family import Family
from roundtable.domain.family_symbols import Relative
from roundtable.domain.logo import Logo

SMALL_NUMBER: Final = 5


class ReleaseLevel(Enum):
    """Who may read the report: people known to the Board, or anybody (DOMAIN 1)."""

    KNOWN_RECIPIENTS = "known recipients"
    PUBLICATION = "publication"


class ReportState(Enum):
    """Where this version stands."""

    DRAFT = "draft"
    FINAL = "final"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class LessonKind(Enum):
    """What a lesson is about, in the words the report prints."""

    GOOD_PRACTICE = "Good practice"
    AREA_FOR_IMPROVEMENT = "Area for improvement"
    SYSTEM_ISSUE = "System issue"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The trail's head at the moment of writing: the vault can be checked against this paper (SECURITY 7)."""

    head: str
    count: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One line of a case's facts: "Age band" · "8 to 10"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One member of the family by label."""

    label: str
    relation: str
    age_band: str = ""
    household: str = ""


@dataclass(frozen=True, slots=True)
class ReportFamily:
    """The family of a case for its map. Names are labels, ids count from "0" in their order, ages
    are bands or empty."""

    people: tuple[Relative, ...]
    family: Family


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event in relative time ("Month 3", "Six weeks later"), told without names.

    `place` is where it stands on the axis of the figure; None where it cannot be placed.
    """

    when: str
    agency: str
    text: str
    turning_point: bool = False
    place: int | None = None


@dataclass(frozen=True, slots=True)
class AgencyGrade:
    """What an agency gave itself; "Not known to agency" and "insufficient evidence" are real values. `note`
    says where it comes from when nobody of the agency could be asked."""

    agency: str
    grade: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportGrade:
    """One question's judgement: the agencies' own grades beside the agreed one (empty: not reached).

    `seen` is what the grade rests on, `reason` why it is this one and no other; `is_whole`: of the case.
    """

    question: str
    agreed: str
    agency_grades: tuple[AgencyGrade, ...] = ()
    reason: str = ""
    dissent: str = ""
    seen: str = ""
    is_whole: bool = False

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What was said about it, each under its name, in the order of the paper; nothing empty."""
        rests_on = "What decided it" if self.is_whole else "What the group saw"
        told = ((rests_on, self.seen), ("Why this grade", self.reason), ("Dissent", self.dissent))
        return tuple((name, text) for name, text in told if text.strip())


@dataclass(frozen=True, slots=True)
class ReportCase:
    """One case by its label ("Child A"). `commentary` is the room's, `comment` the facilitator's."""

    label: str
    summary: str
    key_facts: tuple[KeyFact, ...] = ()
    family: tuple[FamilyRow, ...] = ()
    family_map: ReportFamily | None = None
    lived_experience: str = ""
    timeline: tuple[TimelineEntry, ...] = ()
    timeline_axis: str = "Month"
    grades: tuple[ReportGrade, ...] = ()
    overall: ReportGrade | None = None
    commentary: str = ""
    comment: str = ""
    was_looked_at: bool = True


@dataclass(frozen=True, slots=True)
class GradeLevel:
    """One step of the scale in use, best first."""

    name: str
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many cases were given this grade."""

    grade: str
    count: int


@dataclass(frozen=True, slots=True)
class GradeSpread:
    """How one question (or the case as a whole) was judged across the cases: a spread, never a mean."""

    question: str
    counts: tuple[GradeCount, ...]


@dataclass(frozen=True, slots=True)
class ReportLesson:
    """One lesson and what it rests on; evidence by label ("Child A, Month 3")."""

    reference: str
    kind: LessonKind
    text: str
    agencies: tuple[str, ...] = ()
    domain: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportAction:
    """One line of the action plan. The owner is an agency and a role, never a person."""

    reference: str
    what: str
    owner_agency: str
    owner_role: str = ""
    due: date | None = None
    measure: str = ""
    lessons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnfinishedItem:
    """Something skipped or stopped early, with the reason given."""

    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PageOneSummary:
    """What a busy director reads: the first page."""

    looked_at: str
    what_worked: tuple[str, ...] = ()
    what_must_improve: tuple[str, ...] = ()
    key_actions: tuple[ReportAction, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """One question as it was asked."""

    reference: str
    text: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class ReportAppendix:
    """How it was done, for whoever wants to repeat it."""

    statement_version: str = ""
    sample_method: str = ""
    questions: tuple[AuditQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class AnonymousReport:
    """The anonymised result of one audit, ready to be set on paper.

    `look_back` is in words ("the twelve months before the meeting"), `provenance` names the wording pack and
    its review-by date, `replaces` the reference of the version this one corrects (empty: none). `agencies`
    had somebody at the table, `absent_agencies` were invited or sent a return and had nobody there.
    `findings` and the comments are the facilitator's own words on a part.
    """

    title: str
    reference: str
    marking: str
    recipient: str
    board: str
    theme: str
    meeting_date: date
    anchor: Anchor
    summary: PageOneSummary
    level: ReleaseLevel = ReleaseLevel.KNOWN_RECIPIENTS
    state: ReportState = ReportState.DRAFT
    version: int = 1
    replaces: str = ""
    provenance: str = ""
    contact: str = ""
    key_lines_of_enquiry: tuple[str, ...] = ()
    look_back: str = ""
    method: str = ""
    method_comment: str = ""
    anonymity: str = ""
    agencies: tuple[str, ...] = ()
    absent_agencies: tuple[str, ...] = ()
    cases: tuple[ReportCase, ...] = ()
    scale: tuple[GradeLevel, ...] = ()
    spread: tuple[GradeSpread, ...] = ()
    findings: str = ""
    lessons_comment: str = ""
    actions_comment: str = ""
    unfinished_comment: str = ""
    lessons: tuple[ReportLesson, ...] = ()
    actions: tuple[ReportAction, ...] = ()
    unfinished: tuple[UnfinishedItem, ...] = ()
    appendix: ReportAppendix = field(default_factory=ReportAppendix)
    logo: Logo | None = None

    @property
    def status_line(self) -> str:
        """What the paper may truthfully say of itself: pseudonymised, as long as the Board keeps the map."""
        if self.level is ReleaseLevel.PUBLICATION:
            return "Anonymised for publication."
        return f"Pseudonymised for {self.recipient}. Not for publication."

    def dates_printed(self) -> tuple[date, ...]:
        """Every date printed on purpose: the meeting and the due dates, nothing of a child's life."""
        due = {action.due for action in (*self.actions, *self.summary.key_actions) if action.due}
        return tuple(sorted(due | {self.meeting_date}))


def count_in_words(count: int, level: ReleaseLevel) -> str:
    """A count of people or attributes as printed: under five is "fewer than 5" at publication level."""
    if level is ReleaseLevel.PUBLICATION and 0 < count < SMALL_NUMBER:
        return f"fewer than {SMALL_NUMBER}"
    return str(count)


def texts_of(part: object) -> Iterator[str]:
    """Every string anywhere in a report or a part of it, in order; a choice of few is no text."""
    if isinstance(part, Enum):
        return
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts_of(item)
    elif is_dataclass(part):
        for each in fields(part):
            yield from texts_of(getattr(part, each.name))
