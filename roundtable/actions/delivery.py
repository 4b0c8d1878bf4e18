"""Sending: the encrypted copy in an e-mail draft, its passphrase by another channel, "I have sent it"."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from roundtable.actions.board import the_board
from roundtable.actions.ports import Draft, Papers, Transaction, Vault
from roundtable.actions.report import latest_report, places_of, search_of
from roundtable.actions.report_currency import is_current
from roundtable.actions.report_inputs import meeting_day
from roundtable.actions.untold_passphrase import UntoldPassphrase, untold_passphrase
from roundtable.domain.audit import AuditStatus
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import GateHit, RecipientMissing, ReportMissing
from roundtable.domain.ids import AuditId, ReportId
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_work import ExportedReport, ExportState, Sending
from roundtable.domain.sending_errors import RecipientNamed, ReportOutdated
from roundtable.domain.wording import day_words


@dataclass(frozen=True, slots=True)
class SendView:
    """The send page."""

    report: ExportedReport
    recipient: str
    email: str
    subject: str
    body: str
    file_name: str
    outside_warning: str
    sendings: tuple[Sending, ...]
    allowed_domains: tuple[str, ...] = ()
    is_current: bool = True
    """Whether the newest version is what is stored now."""
    untold: UntoldPassphrase | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What leaves: the draft, the encrypted copy, and the passphrase, shown once and kept nowhere."""

    draft_name: str
    draft: bytes
    copy_name: str
    copy: bytes
    passphrase: str
    report_sha256: str = ""


def send_view(vault: Vault, audit_id: AuditId) -> SendView:
    """Recipient, subject and body of the draft. Raises ReportMissing."""
    with vault.reading() as tx:
        report = latest_report(tx, audit_id)
        if report is None:
            raise ReportMissing()
        audit = tx.audits.get(audit_id)
        return SendView(
            report=report,
            recipient=audit.recipient.name,
            email=audit.recipient.email,
            subject=_subject(tx, audit_id),
            body=_body(tx, audit_id, report),
            file_name=report.file_name,
            outside_warning=outside_words(audit.recipient.email, audit.recipient.allowed_domains),
            sendings=report.sendings,
            allowed_domains=audit.recipient.allowed_domains,
            is_current=is_current(tx, audit_id, report),
            untold=untold_passphrase(tx, report),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What the facilitator has said on purpose before something leaves."""

    recipient: str = ""
    """This very address is the recipient's, although it holds a registered name."""
    is_outdated_wanted: bool = False
    """The version that no longer matches what is stored is the one to send."""


def prepare_delivery(
    vault: Vault,
    papers: Papers,
    audit_id: AuditId,
    email: str = "",
    keep: Delivery | None = None,
    said: Said = Said(),
) -> Delivery:
    """Encrypts a copy under a new passphrase, or one that is not told yet, and writes the draft. Nothing is
    stored.

    `keep`: its copy and passphrase, which somebody may have been told, go into the new draft, unless the
    report has been made anew since.

    Raises ReportMissing, ReportOutdated, RecipientMissing, RecipientNamed, GateHit (a registered name in
    subject, body or report: somebody may have been registered after the report was made).
    """
    with vault.reading() as tx:
        report = latest_report(tx, audit_id)
        if report is None:
            raise ReportMissing()
        to = (email or tx.audits.get(audit_id).recipient.email).strip()
        if "@" not in to:
            raise RecipientMissing()
        if not said.is_outdated_wanted and not is_current(tx, audit_id, report):
            raise ReportOutdated(version=report.number)
        subject, body = _subject(tx, audit_id), _body(tx, audit_id, report)
        search = search_of(tx, audit_id, (to, tx.audits.get(audit_id).recipient.name))
        untold = untold_passphrase(tx, report)
    # Typed on purpose, and by its place no word of the report: a name in it is asked about, once.
    if to != said.recipient.strip() and papers.search("address.txt", to.encode(), search):
        raise RecipientNamed()
    hits = papers.search("draft.txt", f"{subject}\n{body}".encode(), search)
    hits += papers.search(report.file_name, report.pdf, search, report.pictures)
    if hits:
        raise GateHit(hits=places_of(hits), count=len(hits))
    kept = keep if keep and keep.report_sha256 == report.sha256 else None
    passphrase = kept.passphrase if kept else untold.passphrase if untold else papers.new_passphrase()
    copy = kept.copy if kept else papers.encrypted_copy(report.pdf, passphrase)
    stem = report.file_name.removesuffix(".pdf")
    draft = papers.email_draft(Draft(to, subject, body, report.file_name, copy))
    return Delivery(f"{stem}.eml", draft, report.file_name, copy, passphrase, report.sha256)


def record_sent(
    vault: Vault,
    report_id: ReportId,
    recipients: tuple[str, ...],
    sent_file: bytes = b"",
    *,
    sha256: str = "",
) -> Changes:
    """ "I have sent it": to whom, which bytes (or their SHA-256), when. Raises RecipientMissing."""
    if not any(r.strip() for r in recipients):
        raise RecipientMissing()
    with vault.transaction() as tx:
        report = tx.reports.get(report_id)
        digest = sha256 or hashlib.sha256(sent_file).hexdigest()
        sending = Sending(tx.now, tx.who, tuple(r.strip() for r in recipients), digest)
        tx.reports.put(replace(report, state=ExportState.SENT, sendings=(*report.sendings, sending)))
        audit = tx.audits.get(report.audit_id)
        tx.audits.put(replace(audit, status=AuditStatus.SENT))
        tx.log("report.sent", report.audit_id, report_id, digest)
        return changed(Topic.REPORT, Topic.AUDIT)


def outside_words(email: str, allowed: tuple[str, ...]) -> str:
    """A warning for addresses outside the allowed domains; empty when all are inside or nothing is set."""
    inside = {d.casefold() for d in allowed}
    domains = (a.partition("@")[2].casefold() for a in addresses_of(email))
    outside = [d for d in dict.fromkeys(domains) if d and d not in inside]
    if not inside or not outside:
        return ""
    verb = "is" if len(outside) == 1 else "are"
    named = f"{', '.join(outside)} {verb} not among the allowed domains ({', '.join(allowed)})"
    return f"{named}. Check the address twice."


def addresses_of(written: str) -> tuple[str, ...]:
    """The parts of a list with commas or semicolons; nothing is checked here."""
    return tuple(part for each in written.replace(";", ",").split(",") if (part := each.strip()))


def _subject(tx: Transaction, audit_id: AuditId) -> str:
    audit = tx.audits.get(audit_id)
    return f"{the_board(tx).marking}: report of multi-agency audit {audit.reference}"


def _body(tx: Transaction, audit_id: AuditId, report: ExportedReport) -> str:
    audit, board = tx.audits.get(audit_id), the_board(tx)
    held = meeting_day(tx.round_tables.of(audit_id))
    meeting = f" held on {day_words(held)}" if held else ""
    return "\n".join(
        (
            f"To the {audit.recipient.name}",
            "",
            f"Attached is the report of multi-agency audit {audit.reference}{meeting}.",
            "It is anonymised for publication."
            if report.level is ReleaseLevel.PUBLICATION
            else f"It is pseudonymised for the {audit.recipient.name} and not for publication.",
            "",
            "The file is encrypted. Its passphrase will reach you by another channel, not by e-mail.",
            "",
            "To check later that the report is the one that was made:",
            f"trail head {report.anchor_head}",
            f"entries {report.anchor_count}, key {report.key_fingerprint}",
            f"SHA-256 of the report before encryption {report.sha256}",
            "",
            board.name,
            board.contact,
        )
    )
