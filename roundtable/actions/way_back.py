"""From a hit of the gate back to the sentence it came from: which page of the program mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from roundtable import anonymise
from roundtable.actions.gate_rules import PATTERN
from roundtable.actions.ports import Hit
from roundtable.actions.report_content import Prepared
from roundtable.actions.report_inputs import ReportInputs
from roundtable.actions.scribe import AGENCIES
from roundtable.domain.ids import NO_CASE, NO_QUESTION, CaseId, QuestionId
from roundtable.domain.report import AnonymousReport
from roundtable.domain.walkthrough import Step

BOARD: Final = "The Board’s own details"
REFERENCE: Final = "Reference of the audit"
AUDIT, CASE, SETTINGS, MEETING, EDIT = "audit", "case", "settings", "meeting", "edit"

_KINDS: Final = {
    "nhs": "an NHS number",
    "ni": "a National Insurance number",
    "upn": "a pupil number",
    "phone": "a telephone number",
    "email": "an e-mail address",
    "url": "a web address",
    "handle": "an account name",
    "postcode": "a postcode",
    "vehicle": "a vehicle registration",
    "date": "an exact date",
    "birth": "a date of birth",
    "card": "a card number",
    "iban": "a bank account",
    "network": "a network address",
    "coordinates": "a position on the map",
}
# What follows the case's label in a place ("Child B, chronology"), and the page that holds it.
_PAGES: Final = {
    "background": CASE,
    "chronology": Step.CHRONOLOGY.value,
    "chronology note": Step.CHRONOLOGY.value,
    "lived experience": Step.LIVED.value,
    "agency headlines": Step.HEADLINES.value,
    "grade for the case": Step.GRADE.value,
    "skipped step": Step.WHO.value,
}
_QUESTION: Final = "question "
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class WayBack:
    """One hit: its place in the file, what it is, where it came from, and the page to open (empty: none).

    Nothing of a case is told here: the words themselves stand on that page. `source`: the edited text.
    """

    place: str
    what: str
    where: str = ""
    page: str = ""
    case_id: CaseId = NO_CASE
    question_id: QuestionId = NO_QUESTION
    source: str = ""


def what_it_is(hit: Hit) -> str:
    """ "a registered name", "an NHS number"; for a refusal its reason."""
    if hit.kind != "found":
        return hit.text
    if not hit.entry.startswith(PATTERN):
        return "a registered name"
    return _KINDS.get(hit.entry.removeprefix(PATTERN), "a number or reference")


def ways_back(prepared: Prepared, hits: tuple[Hit, ...]) -> tuple[WayBack, ...]:
    """The way back for every hit; one sentence that is printed in several places is told once."""
    ways: dict[tuple[str, str], WayBack] = {}
    for hit in hits:
        where = next(_sources(prepared, hit), "") if hit.kind == "found" else ""
        key = (where, what_it_is(hit)) if where else (hit.where, hit.text)
        way = _way(prepared.inputs, hit, where)
        if source := _edited_source(prepared, hit, where):
            way = replace(way, page=EDIT, source=source)
        ways.setdefault(key, way)
    return tuple(ways.values())


def _edited_source(prepared: Prepared, hit: Hit, where: str) -> str:
    """The text that the facilitator edited, where the hit stands in one."""
    words = _letters(hit.text)
    told = (t for t in prepared.told if t.is_edited and t.where == where)
    return next((t.source for t in told if words in _letters(t.printed)), "")


def _sources(prepared: Prepared, hit: Hit) -> Iterator[str]:
    words = _letters(hit.text)
    if len(words) < _LEAST:
        return
    for passage in prepared.passages:
        if words in _letters(passage.after.text):
            yield passage.where
    report = prepared.report
    if words in _letters(report.reference):
        yield REFERENCE
    own = (report.board, report.contact, report.marking, report.provenance)
    if any(words in _letters(text) for text in own):
        yield BOARD
    if any(words in _letters(name) for name in agencies_of(report)):
        yield AGENCIES


def agencies_of(report: AnonymousReport) -> Iterator[str]:
    """Every agency that the report names, each as often as it does."""
    yield from (*report.agencies, *report.absent_agencies)
    yield from (a.owner_agency for a in report.actions)
    for lesson in report.lessons:
        yield from lesson.agencies
    for case in report.cases:
        yield from (event.agency for event in case.timeline)
        yield from (given.agency for grade in case.grades for given in grade.agency_grades)


def _way(inputs: ReportInputs, hit: Hit, where: str) -> WayBack:
    label, _, part = where.partition(", ")
    case = next((c for c in inputs.cases if inputs.case_label(c) == label), None)
    if case is not None:
        is_question = part.startswith(_QUESTION)
        page = Step.QUESTIONS.value if is_question else _PAGES.get(part, Step.WHO.value)
        question = QuestionId(part.removeprefix(_QUESTION)) if is_question else NO_QUESTION
        return WayBack(hit.where, what_it_is(hit), where, page, case.id, question)
    return WayBack(hit.where, what_it_is(hit), where, _page_over_all(where))


def _page_over_all(where: str) -> str:
    if not where:
        return ""
    if where.startswith("Lesson "):
        return Step.LESSONS.value
    if where.startswith("Action "):
        return Step.ACTIONS.value
    if where == "Closing note":
        return MEETING
    return SETTINGS if where in (BOARD, AGENCIES) else AUDIT


def _letters(text: str) -> str:
    return "".join(c for c in anonymise.fold_key(text) if c.isalnum())
