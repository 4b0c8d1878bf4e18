"""The report's part on what was learned: lessons, actions, page one, what was not finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from roundtable import anonymise
from roundtable.actions.event_times import evidence_words
from roundtable.actions.meeting_people import PROFESSIONAL
from roundtable.actions.report_inputs import ReportInputs, start_of
from roundtable.actions.scribe import LESSON, QUESTIONS, Scribe
from roundtable.domain import report_edits as edits
from roundtable.domain.ids import NO_AGENCY
from roundtable.domain.lessons import Lesson, LessonKind
from roundtable.domain.report import LessonKind as PrintedKind
from roundtable.domain.report import ReportAction, ReportLesson, UnfinishedItem
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import unfinished

PRINTED = {
    LessonKind.GOOD_PRACTICE: PrintedKind.GOOD_PRACTICE,
    LessonKind.IMPROVEMENT: PrintedKind.AREA_FOR_IMPROVEMENT,
    LessonKind.SYSTEM: PrintedKind.SYSTEM_ISSUE,
}


def report_lessons(inputs: ReportInputs, scribe: Scribe) -> tuple[ReportLesson, ...]:
    """All lessons in their order."""
    return tuple(_lesson(inputs, scribe, lesson) for lesson in inputs.lessons)


def _lesson(inputs: ReportInputs, scribe: Scribe, lesson: Lesson) -> ReportLesson:
    reference = inputs.lesson_reference(lesson)
    words = (evidence_words(inputs, e) for e in lesson.evidence)
    return ReportLesson(
        reference=reference,
        kind=PRINTED[lesson.kind],
        text=scribe.say(
            lesson.text,
            f"{LESSON}{reference}",
            _start_of(inputs, lesson),
            source=f"{edits.LESSON}{lesson.id}",
        ),
        agencies=tuple(scribe.agency(inputs.board.agency_name(a)) for a in lesson.agencies),
        domain=scribe.term(lesson.domain, QUESTIONS),
        evidence=tuple(dict.fromkeys(w for w in words if w)),
    )


def _start_of(inputs: ReportInputs, lesson: Lesson) -> date | None:
    """A lesson from one case counts its months as the case does."""
    case = inputs.case(lesson.case_id)
    return start_of(case) if case is not None else None


def report_actions(inputs: ReportInputs, scribe: Scribe) -> tuple[ReportAction, ...]:
    """All actions, the soonest first."""
    rows = []
    for number, action in enumerate(inputs.actions, 1):
        where = f"Action {number}"
        rows.append(
            ReportAction(
                reference=where,
                what=scribe.say(action.what, where, source=f"{edits.ACTION}{action.id}"),
                owner_agency=scribe.agency(inputs.board.agency_name(action.owner_agency_id))
                if action.owner_agency_id != NO_AGENCY
                else "",
                owner_role=_role(scribe.say(action.owner_role, where)),
                due=action.due_on,
                measure=scribe.say(action.measure, f"{where}, measure", source=f"{edits.MEASURE}{action.id}"),
                lessons=tuple(
                    inputs.lesson_reference(x) for x in inputs.lessons if x.id in action.lesson_ids
                ),
            )
        )
    return tuple(rows)


def _role(said: str) -> str:
    """A role that was nothing but somebody's name is no role: the agency alone owns the action then."""
    is_name = said in anonymise.NEUTRAL.values() or said.casefold() == PROFESSIONAL
    return "" if is_name else said


def unfinished_items(inputs: ReportInputs, scribe: Scribe) -> tuple[UnfinishedItem, ...]:
    """Skipped and unreached steps of every case, a meeting stopped early, missing returns (DOMAIN 3)."""
    return tuple(_unfinished(inputs, scribe))


def _unfinished(inputs: ReportInputs, scribe: Scribe) -> Iterator[UnfinishedItem]:
    for case in inputs.in_report_order():
        label = inputs.case_label(case)
        walkthrough = inputs.walkthrough(case.id)
        if walkthrough is None:
            yield UnfinishedItem(f"{label}: not walked through")
            continue
        for item in unfinished(walkthrough, len(inputs.audit.questions)):
            yield UnfinishedItem(f"{label}: {item.what}", scribe.say(item.reason, f"{label}, skipped step"))
    if not inputs.lessons:
        yield UnfinishedItem("No lessons were recorded")
    if not inputs.actions:
        yield UnfinishedItem("No actions were agreed")
    yield from _open_meetings(inputs, scribe)


def _open_meetings(inputs: ReportInputs, scribe: Scribe) -> Iterator[UnfinishedItem]:
    was_held = any(table.was_opened for table in inputs.tables)
    if not was_held:
        yield UnfinishedItem("The round table has not been held")
    for table in inputs.tables:
        if not table.was_opened:
            if was_held:
                yield UnfinishedItem("A further round table is planned")
        elif table.state is not MeetingState.CLOSED:
            yield UnfinishedItem("The round table has not been closed")
        elif note := scribe.say(table.closing_note, "Closing note", source=f"{edits.CLOSING}{table.id}"):
            yield UnfinishedItem("Note on the close of the meeting", note)
