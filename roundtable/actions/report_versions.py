"""Which version of a report stands: superseded, withdrawn, and what the next one takes the place of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from roundtable.actions.ports import Transaction
from roundtable.domain.audit import AuditStatus
from roundtable.domain.ids import AuditId
from roundtable.domain.report_work import ExportedReport, ExportState
from roundtable.domain.sending_errors import TextWithdrawn
from roundtable.domain.withdrawal import WithdrawalReason
from roundtable.domain.wording import day_words


def what_it_replaces(earlier: Iterable[ExportedReport]) -> str:
    """What page one of the next version says: "version 1 of 3 March 2027 (withdrawn)".

    The last one that left or was withdrawn; "" while none did: what nobody has cannot be mistaken for it.
    Never why.
    """
    told = [r for r in earlier if r.sendings or r.withdrawal]
    last = max(told, key=lambda r: r.number, default=None)
    if last is None:
        return ""
    withdrawn = " (withdrawn)" if last.withdrawal else ""
    return f"version {last.number} of {day_words(last.made_at.date())}{withdrawn}"


def superseded(report: ExportedReport) -> ExportedReport:
    """A later version is made; what was withdrawn stays that."""
    return replace(report, state=ExportState.WITHDRAWN if report.withdrawal else ExportState.SUPERSEDED)


def state_again(report: ExportedReport, versions: Sequence[ExportedReport]) -> ExportState:
    """Where a version stands that is not withdrawn after all."""
    if any(other.number > report.number for other in versions):
        return ExportState.SUPERSEDED
    return ExportState.SENT if report.sendings else ExportState.MADE


def stands(report: ExportedReport | None, content_sha256: str) -> bool:
    """Whether this version holds exactly this text and was not withdrawn."""
    return report is not None and report.withdrawal is None and report.content_sha256 == content_sha256


def tell_audit(tx: Transaction, audit_id: AuditId) -> None:
    """An audit is over while a version that was sent stands; it is not when none does."""
    audit = tx.audits.get(audit_id)
    sent = [report for report in tx.reports.of(audit_id) if report.sendings]
    if not sent or audit.status in (AuditStatus.PREPARING, AuditStatus.MEETING):
        return
    stands = any(report.withdrawal is None for report in sent)
    status = AuditStatus.SENT if stands else AuditStatus.WITHDRAWN
    tx.audits.put(replace(audit, status=status))


def refuse_withdrawn_text(earlier: Iterable[ExportedReport], content_sha256: str) -> None:
    """Raises TextWithdrawn: a text in which somebody could be recognised is not made into a report again."""
    for report in earlier:
        taken_back = report.withdrawal
        could_tell = taken_back is not None and taken_back.reason is WithdrawalReason.IDENTIFIES
        if could_tell and report.content_sha256 == content_sha256:
            raise TextWithdrawn(version=report.number)
