"""The work between the meeting and the sent report: labels, decisions, confirmation, exports."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from roundtable.domain.date_printing import DatePrinting
from roundtable.domain.errors import (
    CluesOpen,
    ConfirmationStale,
    ConfirmerMissing,
    DecisionsOpen,
    NotConfirmed,
)
from roundtable.domain.ids import AuditId, PersonId, ReportId
from roundtable.domain.intruder_sheet import ClueDecision
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.signoff import Signature


class Choice(StrEnum):
    """What was decided about a distinct string."""

    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class NameDecision:
    """One string, decided once. `entity` or `words` say what it is replaced with."""

    text: str
    choice: Choice
    entity: str = ""
    words: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The second person's signature on exactly this content (`content_sha256`)."""

    name: str
    role: str
    signature: Signature
    content_sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suspect:
    """A string that an optional name model takes for a name ("stranger") or a place: it is asked about."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ReportWork:
    """One per audit. `seed` orders the labels at random; the map from people to labels lives only here."""

    id: AuditId
    seed: str
    labels: tuple[tuple[PersonId, str], ...] = ()
    decisions: tuple[NameDecision, ...] = ()
    confirmation: Confirmation | None = None
    level: ReleaseLevel = ReleaseLevel.KNOWN_RECIPIENTS
    meeting_on: date | None = None
    clue_decisions: tuple[ClueDecision, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    dates: DatePrinting = field(default_factory=DatePrinting)


@dataclass(frozen=True, slots=True)
class ProofDecision:
    """One decision as the proof lists it: `outcome` in words; `case_label` is empty where it holds in every
    case.
    """

    text: str
    outcome: str
    case_label: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """ "I have sent it": to whom, which bytes, when."""

    at: datetime
    by: str
    recipients: tuple[str, ...]
    sha256: str


class ExportState(StrEnum):
    """What became of an exported report."""

    MADE = "made"
    SENT = "sent"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class ExportedReport:
    """One finished file kept in the vault with its proof. `pdf` is the archive copy (PDF/A)."""

    id: ReportId
    audit_id: AuditId
    number: int
    made_at: datetime
    made_by: str
    file_name: str
    pdf: bytes
    sha256: str
    content_sha256: str
    entries_searched: int
    forms_searched: int
    decisions: int
    confirmed_by: str
    anchor_head: str
    anchor_count: int
    key_fingerprint: str
    state: ExportState = ExportState.MADE
    sendings: tuple[Sending, ...] = ()
    is_draft: bool = False
    level: ReleaseLevel = ReleaseLevel.KNOWN_RECIPIENTS
    dates: DatePrinting = field(default_factory=DatePrinting)
    decided: tuple[ProofDecision, ...] = ()


def decided(work: ReportWork, decision: NameDecision) -> ReportWork:
    """Keeps one decision per string, the latest wins."""
    kept = tuple(d for d in work.decisions if d.text != decision.text)
    return replace(work, decisions=(*kept, decision))


def undecided(work: ReportWork, text: str) -> ReportWork:
    """Takes the decision on one string back."""
    return replace(work, decisions=tuple(d for d in work.decisions if d.text != text))


def confirm(
    work: ReportWork,
    confirmation: Confirmation,
    open_questions: int,
    *,
    prepared_by: str,
    current_sha256: str,
) -> ReportWork:
    """The second person signs.

    Raises DecisionsOpen, ConfirmerMissing (no name, or the preparer's), ConfirmationStale (the text changed
    while it was read), SignatureEmpty, TypedNameMissing.
    """
    if open_questions:
        raise DecisionsOpen(count=open_questions)
    name = " ".join(confirmation.name.casefold().split())
    if not name or name == " ".join(prepared_by.casefold().split()):
        raise ConfirmerMissing()
    if confirmation.content_sha256 != current_sha256:
        raise ConfirmationStale()
    confirmation.signature.check()
    return replace(work, confirmation=confirmation)


def require_exportable(
    work: ReportWork, open_questions: int, content_sha256: str, open_clues: int = 0
) -> Confirmation:
    """Nothing but anonymity blocks an export. Open clues block what is published, and nothing else.

    Raises DecisionsOpen, CluesOpen, NotConfirmed, ConfirmationStale (the content changed since).
    """
    if open_questions:
        raise DecisionsOpen(count=open_questions)
    if open_clues and work.level is ReleaseLevel.PUBLICATION:
        raise CluesOpen(count=open_clues)
    if work.confirmation is None:
        raise NotConfirmed()
    if work.confirmation.content_sha256 != content_sha256:
        raise ConfirmationStale()
    return work.confirmation
