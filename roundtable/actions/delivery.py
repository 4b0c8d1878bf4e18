"""Sending: the encrypted copy in an e-mail draft, its passphrase by another channel, "I have sent it"."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from roundtable.actions.board import the_board
from roundtable.actions.ports import Draft, Papers, Transaction, Vault
from roundtable.actions.report import latest_report, places_of, search_of
from roundtable.actions.report_currency import is_current
from roundtable.actions.report_inputs import meeting_day
from roundtable.actions.report_versions import tell_audit
from roundtable.actions.untold_passphrase import UntoldPassphrase, untold_passphrase
from roundtable.domain.audit import AuditStatus
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import GateHit, RecipientMissing, ReportMissing
from roundtable.domain.ids import AuditId, ReportId
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_work import ExportedReport, ExportState, Sending
from roundtable.domain.sending_errors import (
    RecipientNamed,
    RecipientOutside,
    ReportOutdated,
    ReportWithdrawn,
)
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
            outside_warning=outside_words(audit.recipient.email, _allowed(tx, audit_id)),
            sendings=report.sendings,
            allowed_domains=_allowed(tx, audit_id),
            is_current=is_current(tx, audit_id, report),
            untold=untold_passphrase(tx, report),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What the facilitator has said on purpose before something leaves."""

    recipient: str = ""
    """This very address is the recipient's, although it holds a registered name."""
    outside: str = ""
    """This very address is right, although it is outside the allowed domains."""
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

    Raises ReportMissing, ReportWithdrawn, ReportOutdated, RecipientMissing, RecipientOutside,
    RecipientNamed, GateHit (a registered name in subject, body or report: somebody may have been registered
    after the report was made).
    """
    with vault.reading() as tx:
        report = latest_report(tx, audit_id)
        if report is None:
            raise ReportMissing()
        if report.withdrawal is not None:
            raise ReportWithdrawn(version=report.number)
        to = (email or tx.audits.get(audit_id).recipient.email).strip()
        if "@" not in to:
            raise RecipientMissing()
        if not said.is_outdated_wanted and not is_current(tx, audit_id, report):
            raise ReportOutdated(version=report.number)
        outside = outside_domains(to, _allowed(tx, audit_id))
        if outside and to != said.outside.strip():
            raise RecipientOutside(domains=", ".join(outside))
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
        # What was withdrawn may have left before: that is recorded, and it stays withdrawn.
        is_back = report.withdrawal is not None
        state = ExportState.WITHDRAWN if is_back else ExportState.SENT
        tx.reports.put(replace(report, state=state, sendings=(*report.sendings, sending)))
        audit = tx.audits.get(report.audit_id)
        if is_back:
            tell_audit(tx, audit.id)
        else:
            tx.audits.put(replace(audit, status=AuditStatus.SENT))
        tx.log("report.sent", report.audit_id, report_id, digest)
        return changed(Topic.REPORT, Topic.AUDIT)


def outside_words(email: str, allowed: tuple[str, ...]) -> str:
    """A warning for addresses outside the allowed domains; empty when all are inside or nothing is set."""
    outside = outside_domains(email, allowed)
    if not outside:
        return ""
    verb = "is" if len(outside) == 1 else "are"
    named = f"{', '.join(outside)} {verb} not among the allowed domains ({', '.join(allowed)})"
    return f"{named}. Check the address twice."


def outside_domains(email: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The domains of these addresses that are not allowed, each once; none when nothing is set.

    An entry that begins with a dot stands for the domain and for every one under it: ".gov.uk".
    """
    rules = tuple(rule for d in allowed if (rule := d.strip().casefold()).strip("."))
    domains = (a.rpartition("@")[2].casefold().rstrip(".") for a in addresses_of(email) if "@" in a)
    return tuple(d for d in dict.fromkeys(domains) if rules and d and not _is_inside(d, rules))


def _is_inside(domain: str, rules: tuple[str, ...]) -> bool:
    return any(
        domain.endswith(rule) or domain == rule[1:] if rule.startswith(".") else domain == rule
        for rule in rules
    )


def addresses_of(written: str) -> tuple[str, ...]:
    """The parts of a list with commas or semicolons; nothing is checked here."""
    return tuple(part for each in written.replace(";", ",").split(",") if (part := each.strip()))


def _allowed(tx: Transaction, audit_id: AuditId) -> tuple[str, ...]:
    """What Settings say; an audit's own list, as a case pack brings it, counts where Settings say nothing."""
    return the_board(tx).recipient.allowed_domains or tx.audits.get(audit_id).recipient.allowed_domains


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
