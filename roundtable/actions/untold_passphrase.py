"""The passphrase of a copy until it has been told: a lock or a page turned must not cost the key.

It lies in the vault, beside the report that it opens, and goes once somebody says that it has been told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.changes import Changes, changed
from roundtable.domain.draft import Draft, DraftPlace
from roundtable.domain.ids import AuditId
from roundtable.domain.report_work import ExportedReport


@dataclass(frozen=True, slots=True)
class UntoldPassphrase:
    """`copy_sha256` is that of the encrypted copy which was made last with it."""

    passphrase: str
    copy_sha256: str
    made_at: datetime


def untold_passphrase(tx: Transaction, report: ExportedReport) -> UntoldPassphrase | None:
    """That of this very report; one of an earlier version opens nothing that is sent now."""
    kept = tx.drafts.find(_place(report.audit_id).id)
    if kept is None or kept.part("report") != report.sha256:
        return None
    return UntoldPassphrase(kept.part("passphrase"), kept.part("copy"), kept.kept_at)


def keep_until_told(
    vault: Vault, audit_id: AuditId, report_sha256: str, passphrase: str, copy_sha256: str
) -> Changes:
    """Keeps it, in place of an earlier one. No page shows it but the one that asks: no topic is announced."""
    parts = (("copy", copy_sha256), ("passphrase", passphrase), ("report", report_sha256))
    with vault.transaction() as tx:
        tx.drafts.put(Draft(_place(audit_id).id, tx.now, parts))
        tx.log("passphrase.kept", audit_id)
        return changed()


def passphrase_told(vault: Vault, audit_id: AuditId) -> Changes:
    """It has been told: it is kept nowhere from here on. Harmless twice."""
    with vault.transaction() as tx:
        if tx.drafts.find(_place(audit_id).id) is not None:
            tx.drafts.remove(_place(audit_id).id)
            tx.log("passphrase.told", audit_id)
        return changed()


def forget_untold(tx: Transaction, report: ExportedReport) -> None:
    """Its report is taken back: nobody is told any more."""
    if untold_passphrase(tx, report) is not None:
        tx.drafts.remove(_place(report.audit_id).id)


def _place(audit_id: AuditId) -> DraftPlace:
    return DraftPlace("untold_passphrase", audit_id)
