"""The only abstractions: what actions need of the vault, of paper and of the clock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol, TypeVar

from roundtable.domain.action_plan import Action
from roundtable.domain.audit import Audit
from roundtable.domain.board import Board
from roundtable.domain.case import Case
from roundtable.domain.draft import Draft as FormDraft
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.lessons import Lesson
from roundtable.domain.logo import Logo
from roundtable.domain.papers import OtherPaper
from roundtable.domain.passages import PassageKind
from roundtable.domain.recovery_code import RecoveryCodePaper
from roundtable.domain.report import Anchor, AnonymousReport
from roundtable.domain.report_work import ExportedReport, ReportWork
from roundtable.domain.retention import DestructionCertificate
from roundtable.domain.round_table import RoundTable
from roundtable.domain.signoff_record import SignOffRecord
from roundtable.domain.urgent_concern import ConcernSlip
from roundtable.domain.walkthrough import Walkthrough

T = TypeVar("T")


class Clock(Protocol):
    """Time comes from here alone."""

    def now(self) -> datetime:
        """Aware local time."""


class Rows(Protocol[T]):
    """All stored aggregates of one kind, each loaded and saved whole."""

    def get(self, row_id: str) -> T:
        """Raises RecordMissing, RecordUnreadable."""

    def find(self, row_id: str) -> T | None:
        """None when nothing is stored under this id."""

    def all(self) -> tuple[T, ...]:
        """In the order of first saving."""

    def of(self, parent_id: str) -> tuple[T, ...]:
        """Those of one parent (a case's audit, a walkthrough's round table …), in first-saved order."""

    def ids_of(self, parent_id: str) -> tuple[str, ...]:
        """The ids of those, in the same order, without reading what they hold."""

    def count_of(self, parent_id: str) -> int:
        """How many those are: no record is touched for it."""

    def put(self, item: T) -> None:
        """Adds it, or replaces the one with its id."""

    def remove(self, row_id: str) -> None:
        """Raises RecordMissing."""


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One line of the trail: what was done, to which ids, when and by whom. Never case content."""

    number: int
    event: str
    ids: tuple[str, ...]
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: every word (or its beginning, from three letters on) and every "phrase" of `typed`.

    `within`: only passages of one of these (ids of audits and cases, kinds of passages, or `Asked.FREE`);
    empty: anywhere. `without`: of none of these. At most `most` come back.
    """

    FREE: ClassVar[str] = "free"
    """Stands for the kinds that hold no content of a case."""

    typed: str
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    most: int = 50


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """One hit. `record` is the aggregate's id, `part` the place within; `said` is the text around what was
    found, in pieces, each with whether it is that; `case_number` is the case's in its audit, "" for none."""

    kind: PassageKind
    record: str
    part: str
    audit_id: AuditId
    case_id: CaseId
    case_number: str
    said: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Making:
    """How many records can be found, of how many, while what can be found is being made."""

    done: int
    total: int

    @property
    def is_done(self) -> bool:
        """Whether everything can be found."""
        return self.done >= self.total


class Transaction(Protocol):
    """One transaction: all of it is stored, with its trail line, or none of it."""

    @property
    def boards(self) -> Rows[Board]: ...
    @property
    def audits(self) -> Rows[Audit]: ...
    @property
    def cases(self) -> Rows[Case]:
        """Parent: the audit. Read through `case_access` only, which holds the signature gate."""

    @property
    def round_tables(self) -> Rows[RoundTable]:
        """Parent: the audit."""

    @property
    def walkthroughs(self) -> Rows[Walkthrough]:
        """Parent: the round table."""

    @property
    def lessons(self) -> Rows[Lesson]:
        """Parent: the audit."""

    @property
    def actions(self) -> Rows[Action]:
        """Parent: the audit."""

    @property
    def drafts(self) -> Rows[FormDraft]:
        """Words in forms that are not stored yet. Parent: the case, for a form of a case."""

    @property
    def report_works(self) -> Rows[ReportWork]:
        """One per audit, under the audit's id."""

    @property
    def reports(self) -> Rows[ExportedReport]:
        """Parent: the audit."""

    @property
    def now(self) -> datetime:
        """The transaction's time: aware, local, the same throughout."""

    @property
    def who(self) -> str:
        """Whoever is at the keyboard, as declared at unlock."""

    def fresh_id(self) -> str:
        """A new random id, unique in the vault."""

    def log(self, event: str, *ids: str) -> None:
        """Appends a trail line to this transaction; ids only, never case content."""

    def anchor(self) -> Anchor:
        """The trail's head as of this transaction."""

    def find(self, asked: Asked) -> tuple[FoundPassage, ...]:
        """Passages of stored records, the weightiest kinds first, then the newest. Only for `actions.search`,
        which asks the signature gate first. Raises SearchIndexBroken: then `mend_finding` helps."""

    def mend_finding(self) -> Making:
        """Makes anew what can be found, from the records: a part of it, in a tenth of a second or two. To be
        called until it is done; what is stored meanwhile can be found as well."""

    def put_finding_together(self) -> bool:
        """Makes saving and finding quicker after many changes, a part of it; whether there is more to do. To
        be called while nobody waits. Raises SearchIndexBroken."""

    def trail(self, last: int = 0) -> tuple[TrailEntry, ...]:
        """The newest `last` entries, newest first (0 = all)."""


class Vault(Protocol):
    """The open vault."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """A writing transaction: committed on leaving the block, rolled back on any exception.

        Raises DiskFull, VaultReadOnly, VaultLocked, VaultWriteFailed; then nothing was stored.
        """

    def reading(self) -> AbstractContextManager[Transaction]:
        """A reading transaction; writing in it raises VaultReadOnly."""

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something in a finished file that must not leave."""

    entry: str
    text: str
    where: str
    kind: str = "found"


# Text in, (entry id, matched text) pairs out; the context is "text", "name", "bytes", or "lines": a guess at
# what bytes or codes say, as text.
Search = Callable[[str, str], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An e-mail draft's words and its one attachment; none without a name."""

    to: str
    subject: str
    body: str
    attachment_name: str = ""
    attachment: bytes = b""


class Papers(Protocol):
    """Everything that writes or reads back a paper."""

    def report(self, report: AnonymousReport) -> bytes:
        """The report as PDF/UA-1 and PDF/A-2a."""

    def page_count(self, pdf: bytes) -> int:
        """How many pages a finished PDF has."""

    def page_image(self, pdf: bytes, page: int, width: int) -> bytes:
        """Page 1, 2 … of a finished PDF as PNG, `width` pixels wide: the preview of exactly these bytes."""

    def words_at(self, pdf: bytes, page: int, x: float, y: float) -> tuple[str, str]:
        """The words before and behind a place of a page; `x` and `y` are shares of it from the top left."""

    def page_with(self, pdf: bytes, words: str) -> int:
        """The first page on which these words begin, 0 where they stand on none."""

    def sign_off_record(self, record: SignOffRecord) -> bytes:
        """The restricted record as PDF."""

    def concern_slip(self, slip: ConcernSlip) -> bytes:
        """The restricted handover slip of an urgent concern as PDF."""

    def recovery_sheet(self, sheet: RecoveryCodePaper) -> bytes:
        """The restricted sheet with the recovery code as PDF."""

    def destruction_certificate(self, certificate: DestructionCertificate) -> bytes:
        """The certificate of what was destroyed as PDF."""

    def paper(self, paper: OtherPaper) -> bytes:
        """Agenda, pre-read, action plan, letter, schedule or briefing as plain PDF/UA-1 and PDF/A-2a."""

    def spelled_out(self, words: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Words whose letters the typeface lacks, each with what is printed instead."""

    def encrypted_copy(self, pdf: bytes, passphrase: str) -> bytes:
        """AES-256 revision 6; opened again and compared before it is returned."""

    def new_passphrase(self) -> str:
        """Random words that can be read out over a telephone."""

    def email_draft(self, draft: Draft) -> bytes:
        """An .eml file that mail programs open as a draft."""

    def printed_anchor(self, pdf: bytes, passphrase: str = "") -> Anchor:
        """The trail head that a finished report or sign-off record prints, wherever the file comes from.

        Raises PaperUnreadable, PaperLocked (an encrypted copy), AnchorMissing, AnchorsDiffer.
        """

    def logo(self, data: bytes) -> Logo:
        """A picture file made fit for papers. Raises LogoUnreadable, LogoTooLarge."""

    def search(
        self, file_name: str, data: bytes, search: Search, pictures: Collection[bytes] = ()
    ) -> tuple[Hit, ...]:
        """The gate: what `search` finds in the finished bytes and the file name, and what is refused, such as
        a picture whose pixels' SHA-256 is not among `pictures`."""
