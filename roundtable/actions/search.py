"""Finding anything that was written: through the signature gate, for the facilitator's own screen alone.

What a view of a case would not show now is not looked through. Nothing that was looked for or found is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from roundtable.actions.case_access import meetings_in_session, require_audit_open, stored_cases
from roundtable.actions.hub import case_names
from roundtable.actions.ports import Asked, FoundPassage, Making, Transaction, Vault
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.errors import CaseClosedToRoom, SearchIndexBroken
from roundtable.domain.ids import (
    NO_CASE,
    NO_QUESTION,
    NO_ROUND_TABLE,
    AuditId,
    CaseId,
    QuestionId,
    RoundTableId,
)
from roundtable.domain.passages import NO_AUDIT, OF_THE_REPORT, PassageKind
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import CASE_STEPS, Step

_T = TypeVar("_T")

_ALL_OF_IT, _LAST_PART = Making(1, 1), Making(1, 2)
_ANY_WORD: Final = '"roundtable"'
MOST_SHOWN: Final = 50
LONGEST_QUESTION: Final = 200
"""Characters that are looked at of what was typed."""


class Closed(StrEnum):
    """What was not looked through."""

    NOTHING = ""
    ALL_CASES = "all cases"
    OTHER_AUDITS = "other audits"
    A_CASE = "a case"
    MIRRORED = "mirrored"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place. `said` is the text around what was found, in pieces, each with whether it is that."""

    kind: PassageKind
    where: str
    said: tuple[tuple[str, bool], ...]
    audit_id: AuditId
    place: Bookmark
    question_id: QuestionId = NO_QUESTION
    item: str = ""
    """Which event, lesson or text of the report, where the page can be opened at it."""


@dataclass(frozen=True, slots=True)
class FoundView:
    """Hits of one case or audit stand together; `is_more`: only the first of them are here.

    `making`: nothing can be found yet; asked again, it has come further."""

    typed: str
    hits: tuple[Hit, ...]
    is_more: bool = False
    closed: Closed = Closed.NOTHING
    making: Making | None = None


@dataclass(frozen=True, slots=True)
class _Gate:
    """What may be looked through now."""

    within: tuple[str, ...]
    without: tuple[str, ...]
    closed: Closed


def search_view(vault: Vault, typed: str, *, is_mirrored: bool = False) -> FoundView:
    """What is found, at most `MOST_SHOWN`, names first, then lessons and actions, then the newest.

    While the room sees the facilitator's own screen (`is_mirrored`), titles of audits alone are looked
    through: texts hold names, and notes are private. What does not fit is made anew, a part of it each time.
    Raises SearchIndexBroken in a file that cannot be written.
    """
    wanted = typed.strip()[:LONGEST_QUESTION]
    try:
        return _found(vault, wanted, is_mirrored)
    except SearchIndexBroken:
        if vault.is_read_only:
            raise
        making = _make_some(vault)
        return _found(vault, wanted, is_mirrored) if making.is_done else FoundView(wanted, (), making=making)


def prepare_search(vault: Vault) -> Making:
    """Makes what is to be found, a part of it, then puts it together; done where nothing is left to do."""
    if vault.is_read_only:
        return _ALL_OF_IT
    try:
        with vault.reading() as tx:
            tx.find(Asked(_ANY_WORD, most=1))
        with vault.transaction() as tx:
            return _LAST_PART if tx.put_finding_together() else _ALL_OF_IT
    except SearchIndexBroken:
        making = _make_some(vault)
        return _LAST_PART if making.is_done else making


def _make_some(vault: Vault) -> Making:
    with vault.transaction() as tx:
        return tx.mend_finding()


def _found(vault: Vault, typed: str, is_mirrored: bool) -> FoundView:
    with vault.reading() as tx:
        gate = _gate(tx)
        if is_mirrored:
            gate = _Gate((Asked.FREE,), (), Closed.MIRRORED)
        if not typed:
            return FoundView("", (), closed=gate.closed)
        found = tx.find(Asked(typed, gate.within, gate.without, MOST_SHOWN + 1))
        places = _Places(tx)
        hits = tuple(places.hit(each) for each in found[:MOST_SHOWN])
        return FoundView(typed, _together(hits), len(found) > MOST_SHOWN, gate.closed)


def _gate(tx: Transaction) -> _Gate:
    """Outside a meeting everything; within one, what the gate lets through of that audit (DOMAIN 3)."""
    meetings = meetings_in_session(tx)
    if not meetings:
        return _Gate((), (), Closed.NOTHING)
    open_audits = [table.audit_id for table in meetings if _is_open(tx, table.audit_id)]
    if not open_audits:
        return _Gate((Asked.FREE,), (), Closed.ALL_CASES)
    (audit_id,) = set(open_audits)
    shut = tuple(c.id for c in stored_cases(tx, audit_id) if not _is_open(tx, audit_id, c.id))
    without = (*shut, *sorted(kind.value for kind in OF_THE_REPORT)) if shut else ()
    return _Gate((Asked.FREE, audit_id), without, Closed.A_CASE if shut else Closed.OTHER_AUDITS)


def _is_open(tx: Transaction, audit_id: AuditId, case_id: CaseId = NO_CASE) -> bool:
    try:
        require_audit_open(tx, audit_id, case_id)
    except CaseClosedToRoom:
        return False
    return True


def _together(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Grouped by where they stand, groups and hits in the order in which they were found."""
    order = {where: number for number, where in reversed(list(enumerate(h.where for h in hits)))}
    return tuple(sorted(hits, key=lambda hit: order[hit.where]))


# --- where a hit leads

_AT_THE_TABLE: Final = MappingProxyType(
    {
        PassageKind.CASE: Step.WHO,
        PassageKind.PERSON: Step.WHO,
        PassageKind.PLACE: Step.WHO,
        PassageKind.NUMBER: Step.WHO,
        PassageKind.EVENT: Step.CHRONOLOGY,
        PassageKind.RETURN: Step.HEADLINES,
        PassageKind.ANSWER: Step.QUESTIONS,
    }
)
_IN_PREPARATION: Final = MappingProxyType(
    {
        PassageKind.CASE: "details",
        PassageKind.PERSON: "people",
        PassageKind.PLACE: "places",
        PassageKind.NUMBER: "places",
        PassageKind.EVENT: "events",
        PassageKind.RETURN: "returns",
        PassageKind.ANSWER: "returns",
    }
)
_SAID: Final = MappingProxyType(
    {
        PassageKind.HEADLINE: Step.HEADLINES,
        PassageKind.CHRONOLOGY_NOTE: Step.CHRONOLOGY,
        PassageKind.LIVED: Step.LIVED,
        PassageKind.JUDGEMENT: Step.QUESTIONS,
        PassageKind.OVERALL: Step.GRADE,
        PassageKind.LESSON: Step.LESSONS,
        PassageKind.ACTION: Step.ACTIONS,
        PassageKind.DECISION: Step.CHECK,
        PassageKind.REPORT_TEXT: Step.CHECK,
    }
)
_OF_THE_MEETING: Final = MappingProxyType({PassageKind.MEETING: "details", PassageKind.ATTENDEE: "people"})


class _Places:
    """Titles and pages of hits; each audit is read once."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._titles: dict[AuditId, str] = {}
        self._tables: dict[AuditId, RoundTableId] = {}
        meetings = meetings_in_session(tx)
        self._at_table = {table.audit_id: table.id for table in meetings}
        self._names = {case: name for table in meetings for case, name in case_names(tx, table).items()}

    def hit(self, found: FoundPassage) -> Hit:
        """What a page shows of it."""
        question = found.part.rpartition("/")[2] if found.kind in _WITH_QUESTION else ""
        return Hit(
            found.kind,
            self._where(found),
            found.said,
            found.audit_id,
            self._place(found),
            QuestionId(question),
            _item(found),
        )

    def _where(self, found: FoundPassage) -> str:
        """ "Child B · Neglect" at the table, "Case 2 · Neglect" before and after."""
        if found.audit_id == NO_AUDIT:
            return ""
        title = self._once(self._titles, found.audit_id, lambda: self._tx.audits.get(found.audit_id).title)
        case = self._names.get(found.case_id) or (f"Case {found.case_number}" if found.case_number else "")
        return f"{case} · {title}" if case else title

    def _place(self, found: FoundPassage) -> Bookmark:
        if found.kind in _IN_PREPARATION and found.audit_id not in self._at_table:
            return Bookmark(Page.CASE, _IN_PREPARATION[found.kind], found.case_id)
        table = self._table(found.audit_id)
        step = _step_of(found)
        if step is not None and table:
            case = found.case_id if step in CASE_STEPS else NO_CASE
            return Bookmark(Page.STEP, case_id=case, round_table_id=table, step=step)
        if found.kind in (PassageKind.MEETING, PassageKind.ATTENDEE, PassageKind.CONCERN):
            section = _OF_THE_MEETING.get(found.kind, "")
            return Bookmark(Page.MEETING, section, round_table_id=RoundTableId(found.record))
        return Bookmark(Page.AUDIT)

    def _table(self, audit_id: AuditId) -> RoundTableId:
        """The one that is open, else the latest: a later meeting goes on with what the first began."""

        def latest() -> RoundTableId:
            tables = self._tx.round_tables.of(audit_id)
            held = [table for table in tables if table.state is not MeetingState.PLANNED] or list(tables)
            return held[-1].id if held else NO_ROUND_TABLE

        return self._at_table.get(audit_id) or self._once(self._tables, audit_id, latest)

    @staticmethod
    def _once(known: dict[AuditId, _T], audit_id: AuditId, read: Callable[[], _T]) -> _T:
        if audit_id not in known:
            known[audit_id] = read()
        return known[audit_id]


_WITH_QUESTION: Final = frozenset((PassageKind.ANSWER, PassageKind.JUDGEMENT))


def _item(found: FoundPassage) -> str:
    if found.kind is PassageKind.LESSON:
        return found.record
    return found.part if found.kind in (PassageKind.EVENT, PassageKind.REPORT_TEXT) else ""


def _step_of(found: FoundPassage) -> Step | None:
    if found.kind in (PassageKind.PRIVATE, PassageKind.SKIPPED):
        return next((step for step in Step if step.value == found.part), None)
    return _SAID.get(found.kind) or _AT_THE_TABLE.get(found.kind)
