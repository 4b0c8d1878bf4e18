"""The work between the meeting and the sent report: labels, decisions, confirmation, exports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from roundtable.domain.date_printing import DatePrinting
from roundtable.domain.errors import (
    CluesOpen,
    ConfirmationStale,
    ConfirmerMissing,
    ConfirmerTookPart,
    DecisionsOpen,
    NotConfirmed,
)
from roundtable.domain.ids import AuditId, PersonId, ReportId
from roundtable.domain.intruder_sheet import ClueDecision
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_edits import ReportEdits
from roundtable.domain.signoff import Signature
from roundtable.domain.typed_name import is_same_name
from roundtable.domain.withdrawal import Withdrawal
from roundtable.domain.wording import counted

_ROLE: Final = re.compile(r"\s*\([^()]*\)\s*\Z")
_TITLE: Final = re.compile(r"\A\s*(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame)\b\.?\s+)+", re.I)


class Choice(StrEnum):
    """What was decided about a distinct string."""

    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class NameDecision:
    """One string, decided once. `entity` or `words` say what it is replaced with.

    A form of the register is decided in one `sentence` at a time, where it begins at letter `at` of it;
    without a sentence the decision holds wherever the string stands.
    """

    text: str
    choice: Choice
    entity: str = ""
    words: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    sentence: str = ""
    at: int = 0

    @property
    def key(self) -> tuple[str, str, int]:
        """What there is one decision for."""
        return (self.text, self.sentence, self.at)


@dataclass(frozen=True, slots=True)
class KeptName:
    """A form of the register that stands in the report as a word, in one `sentence` as it is printed.

    `label`: who or what is registered by it; empty where several are.
    """

    text: str
    label: str
    where: str
    sentence: str
    by: str = ""
    at: datetime | None = None


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
    edits: ReportEdits = field(default_factory=ReportEdits)


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
    WITHDRAWN = "withdrawn"


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
    kept_names: tuple[KeptName, ...] = ()
    pictures: tuple[bytes, ...] = ()
    """SHA-256 of the pixels of each picture in it: the logo."""
    withdrawal: Withdrawal | None = None

    @property
    def received_by(self) -> tuple[str, ...]:
        """Every address it was sent to, each once, in the order of the sendings."""
        return tuple(dict.fromkeys(to for sending in self.sendings for to in sending.recipients))

    @property
    def not_deleted_by(self) -> tuple[str, ...]:
        """Whoever has it and has not said, since it was withdrawn, that every copy is deleted."""
        gone = self.withdrawal
        return tuple(to for to in self.received_by if gone is None or not gone.has_confirmed(to))


def decided(work: ReportWork, decision: NameDecision) -> ReportWork:
    """Keeps one decision per string and place, the latest wins."""
    kept = tuple(d for d in work.decisions if d.key != decision.key)
    return replace(work, decisions=(*kept, decision))


def undecided(work: ReportWork, text: str, sentence: str = "", at: int = 0) -> ReportWork:
    """Takes the decision in one sentence back; without a sentence, every decision on the string."""

    def goes(decision: NameDecision) -> bool:
        return decision.key == (text, sentence, at) if sentence else decision.text == text

    return replace(work, decisions=tuple(d for d in work.decisions if not goes(d)))


def took_part(work: ReportWork, *others: str) -> tuple[str, ...]:
    """Who cannot be the second person: whoever decided or wrote anything for this report, and the `others`.

    Names alone: "Ann Price (facilitator)" is Ann Price.
    """
    deciders = [d.decided_by for d in work.decisions] + [d.decided_by for d in work.clue_decisions]
    everybody = (*deciders, *work.edits.authors, *others)
    return tuple(dict.fromkeys(name for each in everybody if (name := _name_alone(each))))


def is_one_of(name: str, names: Iterable[str]) -> bool:
    """Whether somebody's name, however it is written and with whatever title, is among these."""
    own = _name_alone(name)
    return any(is_same_name(own, _name_alone(other)) for other in names)


def _name_alone(who: str) -> str:
    """Without the role in brackets that the trail writes behind a name, and without a title before it."""
    return _TITLE.sub("", _ROLE.sub("", who)).strip()


def confirm(
    work: ReportWork,
    confirmation: Confirmation,
    open_questions: int,
    *,
    preparers: tuple[str, ...],
    current_sha256: str,
) -> ReportWork:
    """The second person signs; `preparers` are whoever cannot be that (`took_part`).

    Raises DecisionsOpen, ConfirmerMissing (no name), ConfirmerTookPart, ConfirmationStale (the text changed
    while it was read), SignatureEmpty, TypedNameMissing.
    """
    if open_questions:
        raise DecisionsOpen(count=open_questions)
    if not confirmation.name.strip():
        raise ConfirmerMissing()
    if is_one_of(confirmation.name, preparers):
        raise ConfirmerTookPart()
    if confirmation.content_sha256 != current_sha256:
        raise ConfirmationStale()
    confirmation.signature.check()
    return replace(work, confirmation=confirmation)


def require_exportable(
    work: ReportWork,
    open_questions: int,
    content_sha256: str,
    open_clues: int = 0,
    preparers: tuple[str, ...] = (),
) -> Confirmation:
    """Nothing but anonymity blocks an export. Open clues block what is published, and nothing else.

    Raises DecisionsOpen, CluesOpen, NotConfirmed, ConfirmationStale (the content changed since),
    ConfirmerTookPart (who confirmed is, or has become since, one of the `preparers`).
    """
    if open_questions:
        raise DecisionsOpen(count=open_questions)
    if open_clues and work.level is ReleaseLevel.PUBLICATION:
        raise CluesOpen(count=open_clues)
    if work.confirmation is None:
        raise NotConfirmed()
    if work.confirmation.content_sha256 != content_sha256:
        raise ConfirmationStale()
    if is_one_of(work.confirmation.name, preparers):
        raise ConfirmerTookPart()
    return work.confirmation


def kept_words(kept: Sequence[KeptName]) -> str:
    """ "1 name kept as a word in 2 sentences, decided by Ann Price"; empty where none was."""
    if not kept:
        return ""
    count = len({k.text.casefold() for k in kept})
    by = _listed(dict.fromkeys(name for k in kept if (name := _name_alone(k.by))))
    told = f"{counted(count, 'name')} kept as {'a word' if count == 1 else 'words'} in "
    told += counted(len(kept), "sentence")
    return f"{told}, decided by {by}" if by else told


def _listed(names: Iterable[str]) -> str:
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
