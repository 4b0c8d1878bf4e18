"""What can be found: the texts of every stored record, each with what it is about and where it stands.

Texts are as they are kept, references to people as the label that was shown when they were stored. Forms that
are not stored yet, finished PDFs and signatures are not searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final
from unicodedata import normalize

from roundtable.domain.action_plan import Action
from roundtable.domain.audit import Audit
from roundtable.domain.board import Board
from roundtable.domain.case import Case
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import NO_CASE, AuditId, CaseId
from roundtable.domain.label_references import References
from roundtable.domain.lessons import Lesson
from roundtable.domain.report_edits import CASE, COMMENT, TextEdit
from roundtable.domain.report_work import ReportWork
from roundtable.domain.round_table import RoundTable
from roundtable.domain.walkthrough import Note, Walkthrough

NO_AUDIT: Final = AuditId("")


class PassageKind(StrEnum):
    """What a passage is."""

    AUDIT = "audit"
    CASE = "case"
    PERSON = "person"
    PLACE = "place"
    NUMBER = "number"
    REPRESENTATIVE = "representative"
    LESSON = "lesson"
    ACTION = "action"
    MEETING = "meeting"
    ATTENDEE = "attendee"
    CONCERN = "concern"
    EVENT = "event"
    RETURN = "return"
    ANSWER = "answer"
    HEADLINE = "headline"
    CHRONOLOGY_NOTE = "chronology note"
    LIVED = "lived"
    JUDGEMENT = "judgement"
    OVERALL = "overall"
    SKIPPED = "skipped"
    PRIVATE = "private"
    DECISION = "decision"
    REPORT_TEXT = "report text"


FREE: Final = frozenset((PassageKind.AUDIT, PassageKind.REPRESENTATIVE))
"""What home and settings show at any time: no content of a case."""

OF_THE_REPORT: Final = frozenset((PassageKind.DECISION, PassageKind.REPORT_TEXT))
"""What tells every case, as the report does: closed while any case of the audit is."""

# What is looked for first is shown first: what something is called, then what was learned, then all else.
_FIRST: Final = frozenset(
    (
        PassageKind.AUDIT,
        PassageKind.CASE,
        PassageKind.PERSON,
        PassageKind.PLACE,
        PassageKind.NUMBER,
        PassageKind.REPRESENTATIVE,
        PassageKind.ATTENDEE,
    )
)
_SECOND: Final = frozenset((PassageKind.LESSON, PassageKind.ACTION, PassageKind.MEETING))


@dataclass(frozen=True, slots=True)
class Passage:
    """One text. `part` names its place within the record (an event's id; of a case as a whole: its number in
    the audit), "" for the record as a whole; kind and part together are unique in a record. `also`: further
    cases that it tells of; it is closed while any of them is."""

    kind: PassageKind
    part: str
    audit_id: AuditId
    case_id: CaseId
    words: str
    also: tuple[CaseId, ...] = ()

    @property
    def weight(self) -> int:
        """2, 1 or 0: higher is shown first."""
        return 2 if self.kind in _FIRST else int(self.kind in _SECOND)


def passages_of(record: object) -> tuple[Passage, ...]:
    """The passages of an aggregate; none for a kind of record that is not searched."""
    found = _READERS.get(type(record))
    return tuple(p for p in found(record) if p.words) if found else ()


def _joined(*texts: str) -> str:
    """One text of several, without references, blank lines and the marks that show what was found; a letter
    with its accent is one character, however it was typed."""
    said = References({}).shown("\n".join(text.strip() for text in texts if text.strip()))
    return normalize("NFC", said).translate(_NOT_SHOWN)


_NOT_SHOWN: Final = dict.fromkeys((0, 2, 3))


def _of_board(board: Board) -> Iterable[Passage]:
    for each in board.representatives:
        words = _joined(each.name, each.role)
        yield Passage(PassageKind.REPRESENTATIVE, each.id, NO_AUDIT, NO_CASE, words)


def _of_audit(audit: Audit) -> Iterable[Passage]:
    words = _joined(audit.title, audit.reference, audit.theme, *audit.key_lines, audit.sample_method)
    yield Passage(PassageKind.AUDIT, "", audit.id, NO_CASE, words)


def _of_case(case: Case) -> Iterable[Passage]:
    def made(kind: PassageKind, part: str, *texts: str) -> Passage:
        return Passage(kind, part, case.audit_id, case.id, _joined(*texts))

    yield made(PassageKind.CASE, str(case.ordinal), f"Case {case.ordinal}", case.reference, case.background)
    for person in case.register.people:
        yield made(PassageKind.PERSON, person.id, person.name, *person.aliases, person.role)
    for place in case.register.places:
        yield made(PassageKind.PLACE, place.id, place.name, *place.aliases, place.role)
    for number in case.register.identifiers:
        yield made(PassageKind.NUMBER, number.id, number.value, number.kind)
    for event in case.events:
        yield made(PassageKind.EVENT, event.id, event.text)
    for sent in case.returns:
        texts = (sent.headline, sent.strengths, sent.gaps, sent.actions_taken, sent.reason)
        yield made(PassageKind.RETURN, sent.agency_id, *texts)
        for answer in sent.answers:
            part = f"{sent.agency_id}/{answer.question_id}"
            yield made(PassageKind.ANSWER, part, answer.text, answer.evidence)


def _of_table(table: RoundTable) -> Iterable[Passage]:
    def made(kind: PassageKind, part: str, case_id: CaseId, *texts: str) -> Passage:
        return Passage(kind, part, table.audit_id, case_id, _joined(*texts))

    yield made(PassageKind.MEETING, "", NO_CASE, table.venue, table.facilitator, table.closing_note)
    for person in table.attendees:
        yield made(PassageKind.ATTENDEE, person.id, NO_CASE, person.name, person.role)
    for concern in table.concerns:
        yield made(PassageKind.CONCERN, concern.id, concern.case_id, concern.who, concern.what)


def _of_walkthrough(walk: Walkthrough) -> Iterable[Passage]:
    def made(kind: PassageKind, part: str, *texts: str) -> Passage:
        return Passage(kind, part, walk.audit_id, walk.case_id, _joined(*texts))

    def noted(kind: PassageKind, notes: tuple[Note, ...]) -> Iterable[Passage]:
        return (made(kind, note.key, note.text) for note in notes)

    yield from noted(PassageKind.HEADLINE, walk.headline_notes)
    yield made(PassageKind.CHRONOLOGY_NOTE, "", walk.chronology_note)
    yield from noted(PassageKind.LIVED, walk.lived_experience)
    for judgement in walk.judgements:
        yield made(PassageKind.JUDGEMENT, judgement.question_id, *_judged(judgement))
    yield made(PassageKind.OVERALL, "", *_judged(walk.overall))
    for state in walk.steps:
        yield made(PassageKind.SKIPPED, state.step.value, state.reason)
    yield from noted(PassageKind.PRIVATE, walk.private_notes)


def _judged(judgement: Judgement) -> tuple[str, ...]:
    dissents = (dissent.text for dissent in judgement.dissents)
    return (judgement.seen, judgement.reason, judgement.other_view, *dissents)


def _of_lesson(lesson: Lesson) -> Iterable[Passage]:
    rests_on = dict.fromkeys(each.case_id for each in lesson.evidence if each.case_id)
    words = _joined(lesson.text)
    yield Passage(PassageKind.LESSON, "", lesson.audit_id, lesson.case_id, words, tuple(rests_on))


def _of_action(action: Action) -> Iterable[Passage]:
    words = _joined(action.what, action.measure, action.owner_role)
    yield Passage(PassageKind.ACTION, "", action.audit_id, NO_CASE, words)


def _of_work(work: ReportWork) -> Iterable[Passage]:
    """Decisions on names and most texts of the report are of no one case: see `OF_THE_REPORT`."""
    for number, decision in enumerate(work.decisions):
        words = _joined(decision.text, decision.words, decision.sentence)
        yield Passage(PassageKind.DECISION, str(number), work.id, NO_CASE, words)
    for edit in work.edits.texts:
        yield Passage(PassageKind.REPORT_TEXT, edit.source, work.id, _case_of_edit(edit), _joined(edit.text))


def _case_of_edit(edit: TextEdit) -> CaseId:
    about = edit.source.removeprefix(COMMENT)
    return CaseId(about.split("/")[1]) if about.startswith(CASE) else NO_CASE


_READERS: Final[Mapping[type[Any], Callable[[Any], Iterable[Passage]]]] = MappingProxyType(
    {
        Board: _of_board,
        Audit: _of_audit,
        Case: _of_case,
        RoundTable: _of_table,
        Walkthrough: _of_walkthrough,
        Lesson: _of_lesson,
        Action: _of_action,
        ReportWork: _of_work,
    }
)
