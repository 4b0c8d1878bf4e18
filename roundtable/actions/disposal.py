"""Keeping no longer than is right: schedule, legal hold, preview, destruction with its certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, runtime_checkable

from roundtable.actions.board import the_board
from roundtable.actions.disposal_rules import counted_of, take_out
from roundtable.actions.ports import Papers, Transaction, Vault
from roundtable.domain.audit import Audit
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import AuditId
from roundtable.domain.keeping_errors import MeetingNotOver, NothingToDestroy
from roundtable.domain.retention import (
    CopiesCleared,
    Counted,
    Destroyed,
    DestructionCertificate,
    Kept,
    LegalHold,
    RecordClass,
    Retention,
    SecondCopies,
    held,
    keeping,
    require_due,
)
from roundtable.domain.round_table import MeetingState

Change = Callable[[Transaction], None]


@runtime_checkable
class DisposableVault(Vault, Protocol):
    """A vault that can be made anew without some of its records."""

    def destroy(self, passphrase: str, change: Change) -> None:
        """What `change` takes out is in no page of the file afterwards.

        Raises WrongPassphrase, VaultReadOnly, DiskFull and what `change` raises; then nothing was changed.
        """

    def delete_older_copies(self) -> tuple[int, tuple[str, ...]]:
        """One backup of the file as it is, and no older copy: how many were deleted, names of those left."""

    def delete_second_copies(self) -> SecondCopies | None:
        """The same in the second place for backups, after that; None where none was chosen."""


@dataclass(frozen=True, slots=True)
class KeptClass:
    """One class of records: `items` is what would go, `due_on` the first day on which it may."""

    record_class: RecordClass
    months: int
    due_on: date
    is_due: bool
    items: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class RetentionView:
    """The page of one audit. Counts alone."""

    title: str
    reference: str
    reported_on: date | None
    hold: LegalHold | None
    classes: tuple[KeptClass, ...]
    destroyed: tuple[Destroyed, ...]
    is_meeting_over: bool

    @property
    def due(self) -> tuple[KeptClass, ...]:
        """What may be destroyed now."""
        if self.hold is not None or not self.is_meeting_over:
            return ()
        return tuple(each for each in self.classes if each.is_due and each.items)

    @property
    def copies_wait(self) -> bool:
        """Whether older copies still hold what was destroyed: the work was stopped in between."""
        return any(each.copies is None for each in self.destroyed)


def retention_view(vault: Vault, audit_id: AuditId) -> RetentionView:
    """What is kept of an audit, for how long, and what was destroyed. Raises RecordMissing."""
    with vault.reading() as tx:
        audit = tx.audits.get(audit_id)
        start, today = _reported_on(tx, audit_id), tx.now.date()
        classes = []
        for each in RecordClass:
            due = audit.retention.due_on(each, start, audit.created_at.date())
            is_due = due <= today and audit.retention.destroyed_at(each) is None
            months = audit.retention.months_of(each)
            classes.append(KeptClass(each, months, due, is_due, counted_of(tx, audit_id, each)))
        return RetentionView(
            audit.title,
            audit.reference,
            start,
            audit.retention.hold,
            tuple(classes),
            audit.retention.destroyed,
            _is_meeting_over(tx, audit_id),
        )


def set_keeping(vault: Vault, audit_id: AuditId, record_class: RecordClass, months: int) -> Changes:
    """Another time to keep a class. Raises KeepingOutOfRange."""

    def change(retention: Retention, _tx: Transaction) -> Retention:
        return keeping(retention, record_class, months)

    return _changed(vault, audit_id, change, "retention.changed")


def hold_audit(vault: Vault, audit_id: AuditId, reason: str) -> Changes:
    """Legal hold: nothing of the audit is destroyed until it is lifted. Raises HoldReasonMissing."""

    def change(retention: Retention, tx: Transaction) -> Retention:
        return held(retention, reason, tx.who, tx.now)

    return _changed(vault, audit_id, change, "hold.set")


def lift_hold(vault: Vault, audit_id: AuditId) -> Changes:
    """The hold is over."""
    return _changed(vault, audit_id, lambda retention, _tx: replace(retention, hold=None), "hold.lifted")


def destroy_records(
    vault: DisposableVault, audit_id: AuditId, classes: tuple[RecordClass, ...], passphrase: str
) -> Changes:
    """Destroys what is due, in the file and in the program's own copies.

    Raises OnLegalHold, NothingToDestroy, RetentionNotOver, MeetingNotOver, KeptTextHoldsName,
    WrongPassphrase, VaultReadOnly, DiskFull: then nothing was destroyed. BackupFailed: the file is without
    the records, the older copies still hold them (`clear_copies`).
    """

    def change(tx: Transaction) -> None:
        audit = tx.audits.get(audit_id)
        start = _reported_on(tx, audit_id)
        require_due(audit.retention, classes, start, audit.created_at.date(), tx.now.date())
        if not _is_meeting_over(tx, audit_id):
            raise MeetingNotOver()
        items = tuple(item for each in classes for item in counted_of(tx, audit_id, each))
        take_out(tx, audit_id, classes)
        done = Destroyed(classes, items, tx.who, tx.now)
        stays = tx.audits.get(audit_id)
        destroyed = (*stays.retention.destroyed, done)
        tx.audits.put(replace(stays, retention=replace(stays.retention, destroyed=destroyed)))

    vault.destroy(passphrase, change)
    return clear_copies(vault, audit_id)


def clear_copies(vault: DisposableVault, audit_id: AuditId) -> Changes:
    """Deletes the program's own older copies, and notes what could not be. Raises BackupFailed, DiskFull."""
    deleted, left = vault.delete_older_copies()
    second = vault.delete_second_copies()

    def change(retention: Retention, tx: Transaction) -> Retention:
        cleared = CopiesCleared(deleted, left, tx.now, second)
        noted = (replace(d, copies=cleared) if d.copies is None else d for d in retention.destroyed)
        return replace(retention, destroyed=tuple(noted))

    return _changed(vault, audit_id, change, "copies.deleted")


def destruction_certificate(vault: Vault, papers: Papers, audit_id: AuditId) -> bytes:
    """The certificate of everything destroyed so far, as PDF. Raises NothingToDestroy when nothing was."""
    with vault.transaction() as tx:
        audit, board = tx.audits.get(audit_id), the_board(tx)
        if not audit.retention.destroyed:
            raise NothingToDestroy()
        tx.log("certificate.made", audit_id)
        anchor = tx.anchor()
        certificate = DestructionCertificate(
            board=board.name,
            marking=board.marking,
            reference=audit.reference,
            destroyed=audit.retention.destroyed,
            stays=_stays(tx, audit),
            trail_head=anchor.head,
            trail_count=anchor.count,
            key_fingerprint=anchor.fingerprint,
            made_at=tx.now,
            made_by=tx.who,
            logo=board.logo,
        )
    return papers.destruction_certificate(certificate)


def _stays(tx: Transaction, audit: Audit) -> tuple[Kept, ...]:
    start = _reported_on(tx, audit.id)
    return tuple(
        Kept(each, audit.retention.due_on(each, start, audit.created_at.date()))
        for each in RecordClass
        if audit.retention.destroyed_at(each) is None and counted_of(tx, audit.id, each)
    )


def _changed(
    vault: Vault, audit_id: AuditId, change: Callable[[Retention, Transaction], Retention], event: str
) -> Changes:
    with vault.transaction() as tx:
        audit = tx.audits.get(audit_id)
        tx.audits.put(replace(audit, retention=change(audit.retention, tx)))
        tx.log(event, audit_id)
    return changed(Topic.AUDIT)


def _reported_on(tx: Transaction, audit_id: AuditId) -> date | None:
    """The day of the latest report that is no draft."""
    made = [r.made_at.date() for r in tx.reports.of(audit_id) if not r.is_draft]
    return max(made, default=None)


def _is_meeting_over(tx: Transaction, audit_id: AuditId) -> bool:
    states = {table.state for table in tx.round_tables.of(audit_id)}
    return not states & {MeetingState.OPEN, MeetingState.PAUSED}
