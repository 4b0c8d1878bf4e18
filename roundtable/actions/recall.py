"""Taking back a report that has left: who has it, what they are told, and what stands in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from roundtable.actions.board import the_board
from roundtable.actions.ports import Draft, Papers, Transaction, Vault
from roundtable.actions.report import places_of, search_of
from roundtable.actions.report_versions import state_again, tell_audit
from roundtable.actions.untold_passphrase import forget_untold
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import GateHit, RecipientMissing, ReportMissing
from roundtable.domain.ids import AuditId, ReportId
from roundtable.domain.report_work import ExportedReport, ExportState, Sending
from roundtable.domain.sending_errors import NothingWithdrawn
from roundtable.domain.withdrawal import DeletionConfirmed, Withdrawal, WithdrawalReason
from roundtable.domain.wording import day_words, time_words

_ATOM: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAILABLE: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE | re.ASCII)
"""What every e-mail program takes. Whoever has another address is told otherwise: one that cannot be read
must not keep the notices from all the others."""


@dataclass(frozen=True, slots=True)
class RecallView:
    """Every version of a report, newest first."""

    reference: str
    versions: tuple[ExportedReport, ...]

    @property
    def latest(self) -> ExportedReport:
        """The newest version, withdrawn or not."""
        return self.versions[0]


@dataclass(frozen=True, slots=True)
class Notice:
    """One e-mail draft that asks everybody of one sending to delete what they have."""

    name: str
    draft: bytes


@dataclass(frozen=True, slots=True)
class Notices:
    """The drafts, and who has no e-mail address and has to be told otherwise."""

    drafts: tuple[Notice, ...]
    told_otherwise: tuple[str, ...]


def recall_view(vault: Vault, audit_id: AuditId) -> RecallView:
    """Versions, sendings, withdrawals: numbers, times and addresses. Raises ReportMissing."""
    with vault.reading() as tx:
        versions = tuple(sorted(tx.reports.of(audit_id), key=lambda r: r.number, reverse=True))
        if not versions:
            raise ReportMissing()
        return RecallView(tx.audits.get(audit_id).reference, versions)


def withdraw_report(vault: Vault, report_id: ReportId, reason: WithdrawalReason) -> Changes:
    """This version counts no longer and is not sent again; a passphrase nobody was told is gone.

    The first withdrawal stays: once withdrawn, nothing changes.
    """
    with vault.transaction() as tx:
        report = tx.reports.get(report_id)
        if report.withdrawal is not None:
            return changed()
        forget_untold(tx, report)
        withdrawal = Withdrawal(tx.now, tx.who, reason)
        tx.reports.put(replace(report, state=ExportState.WITHDRAWN, withdrawal=withdrawal))
        tell_audit(tx, report.audit_id)
        tx.log("report.withdrawn", report.audit_id, report_id, report.sha256)
        return changed(Topic.REPORT, Topic.AUDIT)


def take_back_withdrawal(vault: Vault, report_id: ReportId) -> Changes:
    """Undo of `withdraw_report`: it was another version, or a slip."""
    with vault.transaction() as tx:
        report = tx.reports.get(report_id)
        if report.withdrawal is None:
            return changed()
        state = state_again(report, tx.reports.of(report.audit_id))
        tx.reports.put(replace(report, state=state, withdrawal=None))
        tell_audit(tx, report.audit_id)
        tx.log("report.withdrawal_taken_back", report.audit_id, report_id)
        return changed(Topic.REPORT, Topic.AUDIT)


def record_deleted(vault: Vault, report_id: ReportId, address: str, is_deleted: bool) -> Changes:
    """This recipient has said that every copy is deleted, or has not after all. Raises NothingWithdrawn."""
    with vault.transaction() as tx:
        report = tx.reports.get(report_id)
        if report.withdrawal is None:
            raise NothingWithdrawn()
        withdrawal = (
            report.withdrawal.with_confirmed(DeletionConfirmed(address, tx.now, tx.who))
            if is_deleted
            else report.withdrawal.without(address)
        )
        tx.reports.put(replace(report, withdrawal=withdrawal))
        tx.log("report.deleted_there" if is_deleted else "report.not_deleted_there", report_id)
        return changed(Topic.REPORT)


def record_also_received(vault: Vault, report_id: ReportId, address: str) -> Changes:
    """Somebody has it to whom no sending is recorded: passed on, or sent from elsewhere.

    Raises RecipientMissing.
    """
    to = address.strip()
    if not to:
        raise RecipientMissing()
    with vault.transaction() as tx:
        report = tx.reports.get(report_id)
        if to in report.received_by:
            return changed()
        sending = Sending(tx.now, tx.who, (to,), "")
        tx.reports.put(replace(report, sendings=(*report.sendings, sending)))
        tx.log("report.also_received", report.audit_id, report_id)
        return changed(Topic.REPORT)


def prepare_notices(vault: Vault, papers: Papers, report_id: ReportId) -> Notices:
    """A draft for each sending, to exactly those who were in it: nobody learns another's address.

    Raises NothingWithdrawn, GateHit (a registered name in what would leave).
    """
    with vault.reading() as tx:
        report = tx.reports.get(report_id)
        if report.withdrawal is None:
            raise NothingWithdrawn()
        search = search_of(tx, report.audit_id)
        subject = _subject(tx, report)
        stem = f"Withdrawal-{report.file_name.removesuffix('.pdf').removeprefix('Report-')}-{report.number}"
        bodies = [(sending, _body(tx, report, sending)) for sending in report.sendings]
    drafts: list[Notice] = []
    for sending, body in bodies:
        to = [address for address in sending.recipients if _MAILABLE.fullmatch(address)]
        if not to:
            continue
        hits = papers.search("notice.txt", f"{subject}\n{body}".encode(), search)
        if hits:
            raise GateHit(hits=places_of(hits), count=len(hits))
        number = f"-{len(drafts) + 1}" if drafts else ""
        drafts.append(Notice(f"{stem}{number}.eml", papers.email_draft(Draft(", ".join(to), subject, body))))
    return Notices(
        tuple(drafts), tuple(address for address in report.received_by if not _MAILABLE.fullmatch(address))
    )


def _subject(tx: Transaction, report: ExportedReport) -> str:
    reference = tx.audits.get(report.audit_id).reference
    return f"{the_board(tx).marking}: withdrawn: report of multi-agency audit {reference}"


def _body(tx: Transaction, report: ExportedReport, sending: Sending) -> str:
    """What to do; neither why in detail nor who is meant."""
    board, reference = the_board(tx), tx.audits.get(report.audit_id).reference
    later = [r for r in tx.reports.of(report.audit_id) if r.number > report.number and not r.withdrawal]
    newest = max(later, key=lambda r: r.number, default=None)
    instead = f"Version {newest.number} takes its place." if newest else "A later version will say so itself."
    sent = f"It was sent on {day_words(sending.at.date())} at {time_words(sending.at)}."
    return "\n".join(
        (
            f"Version {report.number} of the report of multi-agency audit {reference} is withdrawn.",
            "Do not open it, use it or pass it on.",
            "",
            "1. Delete the e-mail, the file and every copy, also from deleted items, downloads, shared",
            "   folders and backups that you can reach. Destroy printed pages.",
            "2. If it went on to anybody else, tell us to whom, and ask them to do the same.",
            '3. Answer this e-mail with "Deleted, no copies kept", by the end of the next working day.',
            "",
            "Which file:",
            f"{report.file_name}, version {report.number}, made on {day_words(report.made_at.date())}.",
            *((sent, f"SHA-256 of the file as it was sent {sending.sha256}") if sending.sha256 else ()),
            f"SHA-256 of the report before encryption {report.sha256}",
            "",
            instead,
            "",
            board.name,
            board.contact,
        )
    )
