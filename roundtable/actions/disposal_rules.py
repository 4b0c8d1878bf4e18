"""What goes with each class of record, and how what stays is left: the changes of one transaction.

A case that is destroyed leaves its number: papers that stay (the sign-off record) count by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from roundtable.actions.case_access import stored_cases
from roundtable.actions.ports import Transaction
from roundtable.actions.report import report_search
from roundtable.actions.report_content import Prepared, build_report
from roundtable.domain.action_plan import Action
from roundtable.domain.audit import Audit
from roundtable.domain.case import Case
from roundtable.domain.date_printing import DatePrinting
from roundtable.domain.draft import Draft
from roundtable.domain.ids import AuditId
from roundtable.domain.keeping_errors import KeptTextHoldsName
from roundtable.domain.report_work import ReportWork
from roundtable.domain.retention import Counted, RecordClass
from roundtable.domain.round_table import RoundTable
from roundtable.domain.signoff import SignOffSheet

# Forms that are no part of an audit.
_OF_THE_BOARD: Final = ("board", "representative")


def counted_of(tx: Transaction, audit_id: AuditId, record_class: RecordClass) -> tuple[Counted, ...]:
    """What a class holds now, by number; what there is none of is left out."""
    counts = {
        RecordClass.WORKING_PAPERS: _papers_counted,
        RecordClass.CONCERNS: _concerns_counted,
        RecordClass.SIGNATURES: _signatures_counted,
        RecordClass.REPORT: _report_counted,
    }[record_class](tx, audit_id)
    return tuple(Counted(what, count) for what, count in counts if count)


def take_out(tx: Transaction, audit_id: AuditId, classes: tuple[RecordClass, ...]) -> None:
    """Takes the classes out. Raises KeptTextHoldsName."""
    if RecordClass.WORKING_PAPERS in classes:
        _take_out_papers(tx, audit_id)
    if RecordClass.CONCERNS in classes:
        for table in tx.round_tables.of(audit_id):
            tx.round_tables.put(replace(table, concerns=()))
    if RecordClass.SIGNATURES in classes:
        _take_out_signatures(tx, audit_id)
    if RecordClass.REPORT in classes:
        for report in tx.reports.of(audit_id):
            tx.reports.remove(report.id)
        for action in tx.actions.of(audit_id):
            tx.actions.remove(action.id)


# --- counting


def _papers_counted(tx: Transaction, audit_id: AuditId) -> Iterable[tuple[str, int]]:
    cases = stored_cases(tx, audit_id)
    work = tx.report_works.find(audit_id)
    tables = tx.round_tables.of(audit_id)
    full = [case for case in cases if case != _husk(case)]
    yield "cases", len(full)
    yield (
        "people, places and numbers of registers",
        sum(len(c.register.people) + len(c.register.places) + len(c.register.identifiers) for c in full),
    )
    yield "events of chronologies", sum(len(c.events) for c in full)
    yield "agency returns", sum(len(c.returns) for c in full)
    yield "walkthroughs of cases, with notes and grades", sum(len(tx.walkthroughs.of(t.id)) for t in tables)
    yield "lessons as they were typed", len(tx.lessons.of(audit_id))
    yield "labels of the key (who is who)", len(work.labels) if work else 0
    yield "decisions on names and details", len(work.decisions) + len(work.clue_decisions) if work else 0
    yield "lists of decisions behind reports", sum(bool(r.decided) for r in tx.reports.of(audit_id))
    yield "unfinished forms", len(_drafts_of(tx, audit_id))


def _concerns_counted(tx: Transaction, audit_id: AuditId) -> Iterable[tuple[str, int]]:
    yield "urgent concerns with their handovers", sum(len(t.concerns) for t in tx.round_tables.of(audit_id))


def _signatures_counted(tx: Transaction, audit_id: AuditId) -> Iterable[tuple[str, int]]:
    tables, work = tx.round_tables.of(audit_id), tx.report_works.find(audit_id)
    yield "signatures under the statement", sum(len(t.sheet.sign_offs) for t in tables)
    yield "people on attendance lists", sum(len(t.attendees) for t in tables)
    yield "signature of the second person", int(bool(work and work.confirmation))


def _report_counted(tx: Transaction, audit_id: AuditId) -> Iterable[tuple[str, int]]:
    yield "finished reports", len(tx.reports.of(audit_id))
    yield "actions", len(tx.actions.of(audit_id))


# --- working papers


def _take_out_papers(tx: Transaction, audit_id: AuditId) -> None:
    audit, tables = tx.audits.get(audit_id), tx.round_tables.of(audit_id)
    drafts = _drafts_of(tx, audit_id)
    prepared = build_report(tx, audit_id) if _has_report(tx, audit_id) else None
    if prepared is not None:
        _keep_as_printed(tx, prepared)
    else:
        _drop_unprinted(tx, audit)
    _leave_out_what_was_said(tx, tables, prepared)
    for lesson in tx.lessons.of(audit_id):
        tx.lessons.remove(lesson.id)
    for case in stored_cases(tx, audit_id):
        tx.cases.put(_husk(case))
    for report in tx.reports.of(audit_id):
        tx.reports.put(replace(report, decided=(), kept_names=()))
    if (work := tx.report_works.find(audit_id)) is not None:
        tx.report_works.put(_without_key(work))
    for draft in drafts:
        tx.drafts.remove(draft.id)


def _leave_out_what_was_said(
    tx: Transaction, tables: tuple[RoundTable, ...], prepared: Prepared | None
) -> None:
    for table in tables:
        tx.round_tables.put(_without_notes(table, prepared))
        for walk in tx.walkthroughs.of(table.id):
            tx.walkthroughs.remove(walk.id)


def _has_report(tx: Transaction, audit_id: AuditId) -> bool:
    return any(not r.is_draft for r in tx.reports.of(audit_id)) and bool(tx.report_works.find(audit_id))


def _husk(case: Case) -> Case:
    """What is left of a case: that it was one."""
    return Case(case.id, case.audit_id, case.ordinal, "")


def _without_key(work: ReportWork) -> ReportWork:
    """The second person's signature stays; nothing leads from a label to a person any more."""
    return ReportWork(
        work.id,
        "",
        confirmation=work.confirmation,
        level=work.level,
        meeting_on=work.meeting_on,
        dates=DatePrinting(),
    )


def _keep_as_printed(tx: Transaction, prepared: Prepared) -> None:
    """Actions and the audit's own words stay as a report prints them, with labels for names."""
    printed = prepared.report
    kept: list[tuple[str, tuple[str, ...]]] = []
    for action, shown in zip(prepared.inputs.actions, printed.actions, strict=True):
        told = replace(
            action,
            what=shown.what,
            measure=shown.measure,
            owner_role=shown.owner_role,
            lesson_ids=(),
            due_typed="",
        )
        tx.actions.put(told)
        kept.append((shown.reference, _words_of(told)))
    audit = replace(
        prepared.inputs.audit,
        title=printed.title,
        theme=printed.theme,
        key_lines=printed.key_lines_of_enquiry,
        sample_method=printed.appendix.sample_method,
        priority="",
    )
    tx.audits.put(audit)
    kept.append(("Title, theme or key lines of the audit", (audit.title, audit.theme, *audit.key_lines)))
    search = report_search(prepared)
    places = [where for where, texts in kept if any(search(text, "text") for text in texts)]
    if places:
        raise KeptTextHoldsName(places=tuple(places))


def _words_of(action: Action) -> tuple[str, ...]:
    return action.what, action.measure, action.owner_role


def _drop_unprinted(tx: Transaction, audit: Audit) -> None:
    """No report was made: there is no text with labels for names, so none stays."""
    for action in tx.actions.of(audit.id):
        tx.actions.remove(action.id)
    tx.audits.put(
        replace(
            audit, title=audit.reference or "Audit", theme="", key_lines=(), sample_method="", priority=""
        )
    )


def _without_notes(table: RoundTable, prepared: Prepared | None) -> RoundTable:
    """Who was there and signed what stays; what was noted about a declaration stays with labels for names."""

    def told(text: str) -> str:
        return prepared.engine.rewrite(text).text if prepared and text else ""

    sheet = table.sheet
    signed = tuple(
        replace(
            each,
            declarations=tuple(replace(d, note=told(d.note)) for d in each.declarations),
            void_reason=told(each.void_reason),
        )
        for each in sheet.sign_offs
    )
    refused = tuple(replace(each, reason=told(each.reason)) for each in sheet.refusals)
    return replace(table, closing_note="", sheet=replace(sheet, sign_offs=signed, refusals=refused))


def _drafts_of(tx: Transaction, audit_id: AuditId) -> tuple[Draft, ...]:
    """Every unfinished form but those of the Board and of other audits: words in one may be of any case."""
    drafts = tx.drafts.all()
    if not drafts:
        return ()  # the usual case, and it spares going through every audit
    others = [audit.id for audit in tx.audits.all() if audit.id != audit_id]
    elsewhere = {str(other) for other in others}
    elsewhere |= {table for other in others for table in tx.round_tables.ids_of(other)}
    elsewhere |= {case for other in others for case in tx.cases.ids_of(other)}
    return tuple(
        draft
        for draft in drafts
        if draft.id not in _OF_THE_BOARD and not elsewhere & {*draft.id.split(":"), str(draft.case_id)}
    )


# --- signatures


def _take_out_signatures(tx: Transaction, audit_id: AuditId) -> None:
    for table in tx.round_tables.of(audit_id):
        bare = SignOffSheet(table.sheet.statement, table.sheet.earlier_statements)
        tx.round_tables.put(
            replace(table, attendees=(), sheet=bare, facilitator="", minute_taker="", curtain_pin="")
        )
    if (work := tx.report_works.find(audit_id)) is not None:
        tx.report_works.put(replace(work, confirmation=None))
