"""Making the report: built fresh, written, read back by the gate, kept. Anonymity alone blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from roundtable import anonymise
from roundtable.actions.case_access import require_audit_open
from roundtable.actions.confirming import is_confirmed, preparers_of
from roundtable.actions.gate_rules import allowed_in, gate_search
from roundtable.actions.intruder_sheet import open_clues
from roundtable.actions.ports import Hit, Papers, Search, Transaction, Vault
from roundtable.actions.proof import decisions_behind
from roundtable.actions.report_content import Prepared, build_report, prepare_report
from roundtable.actions.report_edits import outdated_count
from roundtable.actions.report_inputs import ReportInputs
from roundtable.actions.report_versions import refuse_withdrawn_text, stands, superseded, what_it_replaces
from roundtable.actions.way_back import ways_back, what_it_is
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import GateHit, ReferenceHoldsName, ReportMissing
from roundtable.domain.ids import AuditId, ReportId
from roundtable.domain.other_scripts import words_in_other_scripts
from roundtable.domain.report import AnonymousReport, ReleaseLevel, ReportState, texts_of
from roundtable.domain.report_work import (
    ExportedReport,
    KeptName,
    require_exportable,
)
from roundtable.domain.round_table import MeetingState
from roundtable.domain.wording import counted, day_words

Progress = Callable[[int, int, str], None]
STAGES = 4
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ExportView:
    """What the export page says before and after."""

    title: str
    reference: str
    level: ReleaseLevel
    status_line: str
    open_questions: int
    is_confirmed: bool
    confirmed_by: str
    proceedings: tuple[str, ...]
    unfinished: tuple[tuple[str, str], ...]
    report: ExportedReport | None
    is_report_current: bool
    open_clues: int = 0
    kept_names: tuple[KeptName, ...] = ()
    unsettled: tuple[str, ...] = ()
    """What a final report would be made before: a meeting in progress, a concern not handed over."""
    other_scripts: tuple[str, ...] = ()
    """Words of the report that are not in Latin letters."""
    outdated_edits: int = 0
    """Edits written for a text that has changed since."""


def export_view(vault: Vault, audit_id: AuditId) -> ExportView:
    """The state of the report. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        work = prepared.inputs.work
        confirmed = work.confirmation
        latest = latest_report(tx, audit_id)
        flags = (
            f"{prepared.inputs.case_label(c)}: {flag.value}"
            for c in prepared.inputs.in_report_order()
            for flag in c.proceedings
        )
        return ExportView(
            title=prepared.report.title,
            reference=prepared.report.reference,
            level=work.level,
            status_line=prepared.report.status_line,
            open_questions=prepared.open_questions,
            is_confirmed=is_confirmed(prepared),
            confirmed_by=confirmed.name if confirmed else "",
            proceedings=tuple(flags),
            unfinished=tuple((u.what, u.reason) for u in prepared.report.unfinished),
            report=latest,
            is_report_current=stands(latest, prepared.content_sha256),
            open_clues=len(open_clues(prepared)),
            kept_names=prepared.kept_names,
            unsettled=tuple(_unsettled(prepared.inputs)),
            other_scripts=words_in_other_scripts(texts_of(prepared.report)),
            outdated_edits=outdated_count(prepared),
        )


def _unsettled(inputs: ReportInputs) -> Iterator[str]:
    """It stops no report (DOMAIN 3: nothing but anonymity does); whoever makes one is told before."""
    for table in inputs.tables:
        if table.state in (MeetingState.OPEN, MeetingState.PAUSED):
            yield f"The round table of {day_words(table.held_on)} is still {table.state.value}"
    if waiting := sum(len(table.open_concerns) for table in inputs.tables):
        verb = "has" if waiting == 1 else "have"
        yield f"{counted(waiting, 'urgent concern')} {verb} not been handed over"


def export_report(
    vault: Vault,
    papers: Papers,
    audit_id: AuditId,
    progress: Progress = lambda *_: None,
    *,
    is_draft: bool = False,
) -> Changes:
    """Writes the PDF, searches the finished bytes, keeps it in the vault. `made` is the report's id.

    A draft says so on every page; it passes the same gate.
    Raises DecisionsOpen, CluesOpen (for publication), NotConfirmed, ConfirmationStale, ReferenceHoldsName,
    TextWithdrawn, GateHit; then nothing is kept.
    """
    with vault.transaction() as tx:
        progress(0, STAGES, "Building the anonymised text")
        prepared = prepare_report(tx, audit_id)
        work = prepared.inputs.work
        waiting = len(open_clues(prepared))
        confirmation = require_exportable(
            work, prepared.open_questions, prepared.content_sha256, waiting, preparers_of(prepared)
        )
        file_name = report_file_name(prepared.report)
        if report_search(prepared)(file_name, "name"):
            raise ReferenceHoldsName()
        progress(1, STAGES, "Writing the PDF")
        earlier = tx.reports.of(audit_id)
        refuse_withdrawn_text(earlier, prepared.content_sha256)
        report = replace(_numbered(prepared, tx, len(earlier) + 1), replaces=what_it_replaces(earlier))
        if is_draft:
            # What is still being worked on takes nothing's place.
            report = replace(report, state=ReportState.DRAFT, replaces="")
        pdf = papers.report(report)
        progress(2, STAGES, "Searching the finished file for names")
        hits = papers.search(file_name, pdf, report_search(prepared, report), pictures_in(report))
        if hits:
            raise GateHit(hits=places_of(hits), count=len(hits), ways=ways_back(prepared, hits))
        progress(3, STAGES, "Keeping it in the vault")
        kept = _kept_report(tx, prepared, report, pdf, file_name, confirmation.name)
        for old in earlier:
            tx.reports.put(superseded(old))
        tx.reports.put(kept)
        tx.log("report.exported", audit_id, kept.id, kept.sha256)
        progress(STAGES, STAGES, "Done")
        return changed(Topic.REPORT, made=kept.id)


def _numbered(prepared: Prepared, tx: Transaction, number: int) -> AnonymousReport:
    return replace(prepared.report, anchor=tx.anchor(), version=number)


def _kept_report(
    tx: Transaction,
    prepared: Prepared,
    report: AnonymousReport,
    pdf: bytes,
    file_name: str,
    confirmed_by: str,
) -> ExportedReport:
    register = prepared.inputs.searched
    return ExportedReport(
        id=ReportId(tx.fresh_id()),
        audit_id=prepared.inputs.audit.id,
        number=report.version,
        made_at=tx.now,
        made_by=tx.who,
        file_name=file_name,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        content_sha256=prepared.content_sha256,
        entries_searched=len(register.people) + len(register.places) + len(register.identifiers),
        forms_searched=len(anonymise.register_forms(register)),
        decisions=len(prepared.inputs.work.decisions) + len(prepared.inputs.work.clue_decisions),
        confirmed_by=confirmed_by,
        anchor_head=report.anchor.head,
        anchor_count=report.anchor.count,
        key_fingerprint=report.anchor.fingerprint,
        is_draft=report.state is ReportState.DRAFT,
        level=report.level,
        dates=prepared.inputs.dates,
        decided=decisions_behind(prepared.inputs),
        kept_names=prepared.kept_names,
        pictures=pictures_in(report),
    )


def pictures_in(report: AnonymousReport) -> tuple[bytes, ...]:
    """What the gate lets stand in this report: the logo, by its pixels."""
    return (report.logo.fingerprint,) if report.logo else ()


def report_file_name(report: AnonymousReport) -> str:
    """ "Report MAA-2026-01.pdf": the reference alone, no theme, no child."""
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in report.reference[:LONGEST_NAME])
    return f"Report-{safe}.pdf"


def places_of(hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """Where the gate found something, without the words themselves."""
    return tuple(dict.fromkeys(f"{h.where}: {what_it_is(h)}" for h in hits))


def search_of(tx: Transaction, audit_id: AuditId, addressed: Iterable[str] = ()) -> Search:
    """What is looked for in words about the report and, once more, in a finished one before it is sent;
    `addressed` are the words it is addressed with."""
    return report_search(build_report(tx, audit_id), addressed=addressed)


def report_search(
    prepared: Prepared, report: AnonymousReport | None = None, addressed: Iterable[str] = ()
) -> Search:
    """What the gate looks for: every form of every entry of this audit's register and of whoever is at its
    meetings; with the finished `report`, every structured pattern too. What was decided to stay is let
    through in its sentence."""
    register = prepared.inputs.searched
    days = (prepared.inputs.board.pack.review_by,)
    allowed = allowed_in(report or prepared.report, prepared.passages, days, addressed)
    return gate_search(register, allowed, patterns=report is not None)


def latest_report(tx: Transaction, audit_id: AuditId) -> ExportedReport | None:
    """The newest export of an audit."""
    return max(tx.reports.of(audit_id), key=lambda r: r.number, default=None)


def report_pdf(vault: Vault, audit_id: AuditId) -> ExportedReport:
    """The newest export with its bytes. Raises ReportMissing, a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        require_audit_open(tx, audit_id)
        report = latest_report(tx, audit_id)
        if report is None:
            raise ReportMissing()
        return report
