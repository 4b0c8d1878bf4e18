"""The passphrases of saved papers until they have been told: a page turned or a lock must not cost the key.

One for each kind of paper of an audit. It lies in the vault and goes once somebody says it has been told.
"""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.changes import Changes, changed
from roundtable.domain.draft import Draft, DraftPlace
from roundtable.domain.ids import AuditId
from roundtable.domain.papers import PaperKind


@dataclass(frozen=True, slots=True)
class UntoldPaper:
    """What opens the paper of this kind that was saved last."""

    kind: PaperKind
    passphrase: str


def untold_papers(tx: Transaction, audit_id: AuditId) -> tuple[UntoldPaper, ...]:
    """Those of the audit, in the order of the papers."""
    kept = ((kind, tx.drafts.find(_place(audit_id, kind).id)) for kind in PaperKind)
    return tuple(UntoldPaper(kind, draft.part("passphrase")) for kind, draft in kept if draft is not None)


def untold_of(tx: Transaction, audit_id: AuditId, kind: PaperKind) -> str:
    """The passphrase a further copy of this paper is made with, "" for a new one."""
    return next((each.passphrase for each in untold_papers(tx, audit_id) if each.kind is kind), "")


def keep_untold(tx: Transaction, audit_id: AuditId, kind: PaperKind, passphrase: str) -> None:
    """Keeps it with the note that the paper was saved."""
    tx.drafts.put(Draft(_place(audit_id, kind).id, tx.now, (("passphrase", passphrase),)))
    tx.log("passphrase.kept", audit_id)


def paper_told(vault: Vault, audit_id: AuditId, kind: PaperKind) -> Changes:
    """It has been told: it is kept nowhere from here on. Harmless twice."""
    with vault.transaction() as tx:
        place = _place(audit_id, kind)
        if tx.drafts.find(place.id) is not None:
            tx.drafts.remove(place.id)
            tx.log("passphrase.told", audit_id)
        return changed()


def _place(audit_id: AuditId, kind: PaperKind) -> DraftPlace:
    return DraftPlace("untold_paper", f"{audit_id}:{kind.value}")
