"""Remembering where the facilitator is at work: it survives whatever ends the program."""

from __future__ import annotations

from dataclasses import replace

from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.bookmark import Bookmark, newest
from roundtable.domain.changes import Changes, changed
from roundtable.domain.ids import AuditId


def keep_place(vault: Vault, audit_id: AuditId, place: Bookmark) -> Changes:
    """Keeps the page that was just opened. It changes nothing that a page shows: no topic is announced.

    Raises RecordMissing.
    """
    with vault.transaction() as tx:
        if mark_place(tx, audit_id, place):
            tx.log("place.kept", audit_id)
        return changed()


def mark_place(tx: Transaction, audit_id: AuditId, place: Bookmark) -> bool:
    """Within a transaction; False where the newest bookmark is there already. Raises RecordMissing."""
    audit = tx.audits.get(audit_id)
    last = newest(other.bookmark for other in tx.audits.all())
    if audit.bookmark.is_kept and audit.bookmark.number == last and place.is_same_place(audit.bookmark):
        return False
    tx.audits.put(replace(audit, bookmark=replace(place, number=last + 1)))
    return True
