"""The report's part on each case: facts, family, turning points, the child's experience, grades."""

from __future__ import annotations

from roundtable.actions import ready_made
from roundtable.actions.event_times import axis_of, event_times, told_events
from roundtable.actions.report_family import age_at_meeting, family_drawn, family_rows
from roundtable.actions.report_inputs import ReportInputs, start_of
from roundtable.actions.scribe import QUESTIONS, Scribe
from roundtable.domain.agency_return import ReturnStatus
from roundtable.domain.board import Question
from roundtable.domain.case import Case
from roundtable.domain.disagreement import disagreements
from roundtable.domain.grading import OFF_SCALE, Judgement
from roundtable.domain.ids import NO_QUESTION, AgencyId, QuestionId
from roundtable.domain.recusal import FROM_RETURN, silent_agencies
from roundtable.domain.report import (
    AgencyGrade,
    GradeCount,
    GradeSpread,
    KeyFact,
    ReportCase,
    ReportGrade,
    TimelineEntry,
    count_in_words,
)
from roundtable.domain.report_edits import case_comment, case_source
from roundtable.domain.walkthrough import Walkthrough
from roundtable.domain.wording import counted

OVERALL = "The case as a whole"


def report_cases(inputs: ReportInputs, scribe: Scribe) -> tuple[ReportCase, ...]:
    """All cases by label."""
    return tuple(_report_case(inputs, scribe, case) for case in inputs.in_report_order())


def _report_case(inputs: ReportInputs, scribe: Scribe, case: Case) -> ReportCase:
    label = inputs.case_label(case)
    walkthrough = inputs.walkthrough(case.id)
    start = start_of(case)
    return ReportCase(
        label=label,
        summary=scribe.say(
            case.background, f"{label}, background", start, source=case_source(case.id, "background")
        ),
        key_facts=_key_facts(inputs, case),
        family=family_rows(inputs, case),
        family_map=family_drawn(inputs, case),
        lived_experience=_lived_experience(scribe, case, walkthrough, label),
        timeline=_timeline(inputs, scribe, case, label),
        timeline_axis=axis_of(inputs),
        grades=tuple(
            _grade(inputs, scribe, case, question.id, _question_words(scribe, question))
            for question in inputs.audit.questions
            if _is_worth_printing(case, walkthrough, question.id)
        ),
        overall=_grade(inputs, scribe, case, NO_QUESTION, OVERALL),
        commentary=_commentary(inputs, scribe, case, walkthrough, label),
        comment=scribe.comment(f"{label}, commentary", case_comment(case.id), start),
        was_looked_at=walkthrough is not None and walkthrough.was_looked_at,
    )


def _key_facts(inputs: ReportInputs, case: Case) -> tuple[KeyFact, ...]:
    child = case.index_child
    facts = []
    if child and (band := age_at_meeting(inputs, child)):
        facts.append(KeyFact("Age at the meeting", band))
    household = [p for p in case.register.family if p.in_household]
    if household:
        count = count_in_words(len(household), inputs.work.level)
        facts.append(KeyFact("Household", f"{count} {'person' if count == '1' else 'people'}"))
    answered = [r for r in case.returns if r.status is not ReturnStatus.NOT_RECEIVED]
    facts.append(KeyFact("Agencies that answered", f"{len(answered)} of {len(_scope(inputs, case))}"))
    facts.append(KeyFact("Chronology", counted(len(case.events), "event")))
    if differing := disagreements(case.events, case.pairings):
        # Only how many: which events they are, and what each agency wrote, would lead to the family.
        facts.append(
            KeyFact("Agencies differ about", f"{counted(len(differing), 'event')} of the chronology")
        )
    return tuple(facts)


def _scope(inputs: ReportInputs, case: Case) -> tuple[AgencyId, ...]:
    return tuple(dict.fromkeys((*inputs.audit.agencies, *(r.agency_id for r in case.returns))))


def _lived_experience(scribe: Scribe, case: Case, walkthrough: Walkthrough | None, label: str) -> str:
    if walkthrough is None:
        return ""
    start = start_of(case)
    parts = []
    for prompt in ready_made.lived_experience_prompts():
        text = walkthrough.note(walkthrough.lived_experience, prompt.key)
        source = case_source(case.id, f"lived/{prompt.key}")
        said = scribe.say(text, f"{label}, lived experience", start, source=source)
        if said:
            parts.append(f"## {prompt.text}\n\n{said}")
    return "\n\n".join(parts)


def _timeline(inputs: ReportInputs, scribe: Scribe, case: Case, label: str) -> tuple[TimelineEntry, ...]:
    """Turning points and events that a lesson rests on. The whole chronology stays in the vault: every
    further event would say more about the family and nothing more about the learning."""
    start, times = start_of(case), event_times(inputs, case)
    entries = (
        TimelineEntry(
            when=times[event.id].when,
            agency=scribe.agency(inputs.board.agency_name(event.agency_id)),
            text=scribe.say(
                event.text,
                f"{label}, chronology",
                start,
                event.on,
                source=case_source(case.id, f"event/{event.id}"),
            ),
            turning_point=event.is_turning_point,
            place=times[event.id].place,
        )
        for event in told_events(inputs, case)
    )
    return tuple(entry for entry in entries if entry.text)  # one may be left out by an edit


def _question_words(scribe: Scribe, question: Question) -> str:
    return f"{question.id} {scribe.term(question.text, QUESTIONS)}"


def _is_worth_printing(case: Case, walkthrough: Walkthrough | None, question_id: QuestionId) -> bool:
    """Something was said about it, by an agency or by the room."""
    judged = walkthrough is not None and not walkthrough.judgement(question_id).is_empty
    return judged or bool(case.self_grades(question_id))


def _grade(
    inputs: ReportInputs, scribe: Scribe, case: Case, question_id: QuestionId, question: str
) -> ReportGrade:
    walkthrough = inputs.walkthrough(case.id)
    judgement = walkthrough.judgement(question_id) if walkthrough else Judgement(question_id)
    scale, label, start = inputs.audit.scale, inputs.case_label(case), start_of(case)
    silent = silent_agencies(inputs.tables, case.id)
    where = f"{label}, question {question_id}" if question_id else f"{label}, grade for the case"

    def say(text: str, part: str) -> str:
        return scribe.say(text, where, start, source=case_source(case.id, f"grade/{question_id}/{part}"))

    seen, reason = say(judgement.seen, "seen"), say(judgement.reason, "reason")
    other = say(judgement.other_view, "other")
    dissents = [
        f"{scribe.agency(inputs.board.agency_name(d.agency_id))}: {said}"
        for d in judgement.dissents
        if (said := say(d.text, f"dissent/{d.agency_id}"))
    ]
    if other:
        dissents.insert(0, f"Another view: {other}")
    return ReportGrade(
        question=question,
        agreed=scale.label(judgement.grade_id) if judgement.grade_id else "",
        agency_grades=tuple(
            AgencyGrade(
                scribe.agency(inputs.board.agency_name(agency)),
                scale.label(grade),
                FROM_RETURN if agency in silent else "",
            )
            for agency, grade in case.self_grades(question_id).items()
        ),
        reason=reason,
        dissent="\n\n".join(dissents),
        seen=seen,
        is_whole=question_id == NO_QUESTION,
    )


def _commentary(
    inputs: ReportInputs, scribe: Scribe, case: Case, walkthrough: Walkthrough | None, label: str
) -> str:
    """What the room added to the headlines and made of the chronology."""
    if walkthrough is None:
        return ""
    start = start_of(case)
    parts = []
    source = case_source(case.id, "chronology")
    said = scribe.say(walkthrough.chronology_note, f"{label}, chronology note", start, source=source)
    if said:
        parts.append(f"## What the chronology showed\n\n{said}")
    notes = [
        f"- **{scribe.agency(inputs.board.agency_name(AgencyId(note.key)))}**: {text}"
        for note in walkthrough.headline_notes
        if (
            text := scribe.say(
                note.text,
                f"{label}, agency headlines",
                start,
                source=case_source(case.id, f"headline/{note.key}"),
            )
        )
    ]
    if notes:
        parts.append("## What was added to the agencies’ headlines\n\n" + "\n".join(notes))
    return "\n\n".join(parts)


def grade_spread(inputs: ReportInputs, scribe: Scribe) -> tuple[GradeSpread, ...]:
    """How many cases were given each agreed grade: as a whole, then by question. Nothing where none was."""
    ids = (NO_QUESTION, *(q.id for q in inputs.audit.questions))
    names = {q.id: _question_words(scribe, q) for q in inputs.audit.questions}
    rows = []
    for question_id in ids:
        given = [
            w.judgement(question_id).grade_id
            for case in inputs.cases
            if (w := inputs.walkthrough(case.id))
            and w.judgement(question_id).grade_id not in ("", *OFF_SCALE)
        ]
        if given:
            counts = tuple(GradeCount(g.label, given.count(g.id)) for g in inputs.audit.scale.grades)
            rows.append(GradeSpread(names.get(question_id, OVERALL), counts))
    return tuple(rows)
