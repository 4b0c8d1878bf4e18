"""The pre-read: returns merged into one chronology by label, own grades side by side, wide gaps to discuss.

Dates are told in the report's form (months from the first event, or what was chosen), never by the day: an
exact date is a direct identifier (DOMAIN 4), the paper leaves the vault, and whoever has the record finds the
day from it. The order, which the room needs, can be read off every form.
"""

from __future__ import annotations

from roundtable.actions.event_times import all_event_times
from roundtable.actions.paper_content import head_of
from roundtable.actions.paper_words import cautious
from roundtable.actions.ports import Transaction
from roundtable.actions.report_cases import OVERALL
from roundtable.actions.report_content import Prepared
from roundtable.actions.report_inputs import ReportInputs, start_of
from roundtable.actions.report_words import dates_words
from roundtable.actions.scribe import QUESTIONS, Scribe
from roundtable.domain.agency_return import AgencyReturn, ReturnStatus
from roundtable.domain.case import Case
from roundtable.domain.chronology import in_order
from roundtable.domain.grading import OFF_SCALE, is_wide_gap
from roundtable.domain.ids import NO_QUESTION, AgencyId, QuestionId
from roundtable.domain.papers import DiscussionPoint, MergedEvent, OwnView, PreRead, PreReadCase

NIL = "Nil return: holds nothing about this child."


def pre_read_of(tx: Transaction, prepared: Prepared) -> tuple[PreRead, Scribe]:
    """All cases by label, in the report's order."""
    inputs, scribe = prepared.inputs, cautious(prepared)
    paper = PreRead(
        head=head_of(tx, inputs),
        title=scribe.say(inputs.audit.title, "Title of the audit"),
        theme=scribe.say(inputs.audit.theme, "Theme"),
        held_on=inputs.meeting_on if inputs.tables else None,
        dates=dates_words(inputs.dates),
        cases=tuple(_case(inputs, scribe, case) for case in inputs.in_report_order()),
    )
    return paper, scribe


def _case(inputs: ReportInputs, scribe: Scribe, case: Case) -> PreReadCase:
    label = inputs.case_label(case)
    sent = [r for r in case.returns if r.status is not ReturnStatus.NOT_RECEIVED]
    silent = set(inputs.audit.agencies) - {r.agency_id for r in sent}
    return PreReadCase(
        label=label,
        background=scribe.say(case.background, f"{label}, background", start_of(case)),
        views=tuple(_said_by(inputs, scribe, case, each) for each in sent),
        silent=tuple(sorted(scribe.agency(inputs.board.agency_name(a)) for a in silent)),
        points=_points(inputs, scribe, case),
        events=_events(inputs, scribe, case, label),
    )


def _said_by(inputs: ReportInputs, scribe: Scribe, case: Case, sent: AgencyReturn) -> OwnView:
    where, start = f"{inputs.case_label(case)}, agency headlines", start_of(case)
    is_nil = sent.status is ReturnStatus.NIL
    return OwnView(
        agency=scribe.agency(inputs.board.agency_name(sent.agency_id)),
        grade="" if is_nil else inputs.audit.scale.label(sent.grade_id),
        headline=scribe.say(sent.headline, where, start) or (NIL if is_nil else ""),
        strengths=scribe.say(sent.strengths, where, start),
        gaps=scribe.say(sent.gaps, where, start),
    )


def _points(inputs: ReportInputs, scribe: Scribe, case: Case) -> tuple[DiscussionPoint, ...]:
    """The case as a whole first, then the questions in their order."""
    names: dict[QuestionId, str] = {NO_QUESTION: OVERALL}
    for question in inputs.audit.questions:
        names[question.id] = f"{question.id} {scribe.term(question.text, QUESTIONS)}"
    points = []
    for question_id, name in names.items():
        grades = case.self_grades(question_id)
        if is_wide_gap(inputs.audit.scale, grades.values()):
            points.append(DiscussionPoint(name, _side_by_side(inputs, scribe, grades)))
    return tuple(points)


def _side_by_side(
    inputs: ReportInputs, scribe: Scribe, grades: dict[AgencyId, str]
) -> tuple[tuple[str, str], ...]:
    scale = inputs.audit.scale
    best_first = sorted(
        ((g in OFF_SCALE, 0 if g in OFF_SCALE else scale.grade(g).rank, inputs.board.agency_name(a)), a, g)
        for a, g in grades.items()
    )
    return tuple((scribe.agency(inputs.board.agency_name(a)), scale.label(g)) for _, a, g in best_first)


def _events(inputs: ReportInputs, scribe: Scribe, case: Case, label: str) -> tuple[MergedEvent, ...]:
    start, times = start_of(case), all_event_times(inputs, case)
    return tuple(
        MergedEvent(
            when=times[event.id].when,
            agency=scribe.agency(inputs.board.agency_name(event.agency_id)),
            text=scribe.say(event.text, f"{label}, chronology", start, event.on),
            is_turning_point=event.is_turning_point,
        )
        for event in in_order(case.events)
    )
