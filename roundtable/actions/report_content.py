"""The anonymised report of an audit, generated fresh from what is in the vault: nothing is covered up."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from roundtable import anonymise
from roundtable.actions.case_access import require_whole_audit_open
from roundtable.actions.kept_names import kept_names
from roundtable.actions.labels import anonymiser_of
from roundtable.actions.ports import Transaction
from roundtable.actions.report_cases import grade_spread, report_cases
from roundtable.actions.report_inputs import ReportInputs, latest_of, load_inputs
from roundtable.actions.report_learning import report_actions, report_lessons, unfinished_items
from roundtable.actions.report_words import (
    anonymity_words,
    look_back_words,
    looked_at_words,
    method_words,
    provenance_words,
)
from roundtable.actions.scribe import QUESTIONS, ClueRules, Passage, Scribe, Told
from roundtable.domain.agency_return import ReturnStatus
from roundtable.domain.ids import AgencyId, AuditId
from roundtable.domain.report import (
    Anchor,
    AnonymousReport,
    AuditQuestion,
    GradeLevel,
    LessonKind,
    PageOneSummary,
    ReleaseLevel,
    ReportAction,
    ReportAppendix,
    ReportLesson,
    ReportState,
)
from roundtable.domain.report_edits import ACROSS, ACTIONS, LESSONS, METHOD, PAGE_ONE, SAMPLE, UNFINISHED
from roundtable.domain.report_markup import on_one_line
from roundtable.domain.report_work import KeptName

ON_PAGE_ONE = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """The report still without its anchor, the passages it was rewritten from, and the hash confirmed."""

    report: AnonymousReport
    passages: tuple[Passage, ...]
    open_questions: int
    content_sha256: str
    inputs: ReportInputs
    engine: anonymise.Anonymiser
    kept_names: tuple[KeptName, ...] = ()
    told: tuple[Told, ...] = ()
    """Every text that can be edited, in the order it was read in."""


def prepare_report(tx: Transaction, audit_id: AuditId) -> Prepared:
    """Builds the report. Raises a child of CaseClosedToRoom, RecordMissing."""
    require_whole_audit_open(tx, audit_id)
    return build_report(tx, audit_id)


def build_report(tx: Transaction, audit_id: AuditId, level: ReleaseLevel | None = None) -> Prepared:
    """The report, for rules and for storing; what is shown of it comes from `prepare_report`.

    `level`: as it would be for those readers, instead of the ones that were chosen.
    """
    inputs = load_inputs(tx, audit_id)
    if level is not None:
        inputs = replace(inputs, work=replace(inputs.work, level=level))
    rules = clue_rules(inputs)
    scribe = Scribe(anonymiser_of(tx, audit_id), date_rule(inputs), rules, inputs.work.edits)
    report = _report(inputs, scribe, tx.now.date())
    kept = kept_names(scribe.passages, inputs.work.decisions, inputs.labels)
    digest = _digest(report, kept)
    passages = tuple(scribe.passages)
    told = tuple(scribe.told)
    return Prepared(report, passages, scribe.open_questions, digest, inputs, scribe.engine, kept, told)


def _digest(report: AnonymousReport, kept: tuple[KeptName, ...]) -> str:
    """SHA-256 of what is read before it is confirmed: the text, and which words are registered names."""
    read = msgspec.json.encode(report)
    marked = tuple((name.text, name.where, name.sentence) for name in kept)
    return hashlib.sha256(read + msgspec.json.encode(marked) if marked else read).hexdigest()


def date_rule(inputs: ReportInputs) -> anonymise.DateRule:
    """How every text prints its dates; what each counts from is told with the text."""
    own_days = frozenset(table.held_on for table in inputs.tables)
    return anonymise.DateRule(inputs.dates, aged_on=inputs.meeting_on, process_days=own_days)


def clue_rules(inputs: ReportInputs) -> ClueRules:
    """How this audit's clues are told. A lesson drawn from one case may point at that case's family."""
    cases = {inputs.case_label(case): case.id for case in inputs.cases}
    lessons = {f"Lesson {inputs.lesson_reference(x)}": x.case_id for x in inputs.lessons if x.case_id}
    labels = tuple(sorted(inputs.labels.values()))
    return ClueRules(inputs.sole_titles, labels, inputs.work.clue_decisions, cases | lessons)


def _report(inputs: ReportInputs, scribe: Scribe, today: date) -> AnonymousReport:
    audit, board = inputs.audit, inputs.board
    lessons = report_lessons(inputs, scribe)
    actions = report_actions(inputs, scribe)
    agencies = _agencies(inputs, scribe)
    recipient = scribe.say(audit.recipient.name, "Recipient")
    theme = scribe.say(audit.theme, "Theme")
    return AnonymousReport(
        title=scribe.say(audit.title, "Title of the audit"),
        reference=audit.reference,
        marking=board.marking,
        recipient=recipient,
        board=board.name,
        theme=theme,
        meeting_date=inputs.meeting_on,
        anchor=Anchor("", 0, ""),
        summary=_summary(
            looked_at_words(inputs, theme, agencies),
            scribe.comment("Page one, commentary", PAGE_ONE),
            lessons,
            actions,
        ),
        level=inputs.work.level,
        state=ReportState.FINAL,
        provenance=provenance_words(board.pack, today),
        contact=board.contact,
        key_lines_of_enquiry=scribe.say_all(audit.key_lines, "Key lines of enquiry"),
        look_back=look_back_words(inputs),
        method=method_words(inputs, scribe),
        method_comment=scribe.comment("How this audit was done, commentary", METHOD),
        anonymity=anonymity_words(inputs),
        agencies=agencies,
        absent_agencies=_absent(inputs, scribe),
        cases=report_cases(inputs, scribe),
        scale=tuple(GradeLevel(g.label, g.descriptor) for g in audit.scale.grades),
        spread=grade_spread(inputs, scribe),
        findings=scribe.comment("Across the cases, commentary", ACROSS),
        lessons_comment=scribe.comment("Lessons, commentary", LESSONS),
        actions_comment=scribe.comment("Action plan, commentary", ACTIONS),
        unfinished_comment=scribe.comment("What was not finished, commentary", UNFINISHED),
        lessons=lessons,
        actions=actions,
        unfinished=unfinished_items(inputs, scribe),
        appendix=_appendix(inputs, scribe),
        logo=board.logo,
    )


def _agencies(inputs: ReportInputs, scribe: Scribe) -> tuple[str, ...]:
    """By name: whoever had somebody at the table. Agencies may be named, people never."""
    return _named(inputs, scribe, _at_the_table(inputs))


def _absent(inputs: ReportInputs, scribe: Scribe) -> tuple[str, ...]:
    """Invited, or with a return, and nobody there; nothing before a meeting was held."""
    if not any(table.was_opened for table in inputs.tables):
        return ()
    listed = {a.agency_id for t in inputs.tables for a in t.attendees if a.agency_id}
    sent = {r.agency_id for c in inputs.cases for r in c.returns if r.status is not ReturnStatus.NOT_RECEIVED}
    return _named(inputs, scribe, (listed | sent | set(inputs.audit.agencies)) - _at_the_table(inputs))


def _at_the_table(inputs: ReportInputs) -> set[AgencyId]:
    return {a.agency_id for t in inputs.tables for a in t.attendees if a.stays and a.agency_id}


def _named(inputs: ReportInputs, scribe: Scribe, agencies: set[AgencyId]) -> tuple[str, ...]:
    return tuple(sorted({scribe.agency(inputs.board.agency_name(a)) for a in agencies}))


def _summary(
    looked_at: str, comment: str, lessons: tuple[ReportLesson, ...], actions: tuple[ReportAction, ...]
) -> PageOneSummary:
    """Page one has no room for paragraphs and lists within a lesson or an action."""
    worked = [on_one_line(x.text) for x in lessons if x.kind is LessonKind.GOOD_PRACTICE]
    improve = [on_one_line(x.text) for x in lessons if x.kind is not LessonKind.GOOD_PRACTICE]
    return PageOneSummary(
        looked_at=looked_at,
        comment=comment,
        what_worked=tuple(worked[:ON_PAGE_ONE]),
        what_must_improve=tuple(improve[:ON_PAGE_ONE]),
        key_actions=tuple(replace(a, what=on_one_line(a.what)) for a in actions[:ON_PAGE_ONE]),
    )


def _appendix(inputs: ReportInputs, scribe: Scribe) -> ReportAppendix:
    statement = ""
    if table := latest_of(inputs.tables):
        in_force = table.sheet.statement
        statement = f"Confidentiality statement, version {in_force.version}, SHA-256 {in_force.sha256}"
    return ReportAppendix(
        statement_version=statement,
        sample_method=scribe.say(inputs.audit.sample_method, "Sample method", source=SAMPLE),
        questions=tuple(
            AuditQuestion(q.id, scribe.term(q.text, QUESTIONS), scribe.term(q.domain, QUESTIONS))
            for q in inputs.audit.questions
        ),
    )
