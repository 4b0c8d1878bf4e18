"""The Board that owns the vault: its name, wording, agencies, representatives and defaults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from roundtable.domain.errors import AgencyUnknown
from roundtable.domain.grading import GradeScale
from roundtable.domain.ids import AgencyId, BoardId, QuestionId, RepresentativeId
from roundtable.domain.logo import Logo
from roundtable.domain.statement import Statement


@dataclass(frozen=True, slots=True)
class WordingPack:
    """Which statutory wording applies (DOMAIN 3): provenance is printed, and a lapsed review date warns."""

    id: str
    name: str
    board_word: str
    provenance: str
    review_by: date
    boilerplate: str = ""
    check_note: str = ""

    def is_past_review(self, today: date) -> bool:
        """Whether every paper must warn."""
        return today > self.review_by


@dataclass(frozen=True, slots=True)
class Agency:
    """A Board partner."""

    id: AgencyId
    name: str


@dataclass(frozen=True, slots=True)
class Representative:
    """A person whom an agency nominated and the Board accredited."""

    id: RepresentativeId
    agency_id: AgencyId
    name: str
    role: str = ""
    nominated_on: date | None = None
    accredited_on: date | None = None
    accreditation_ends_on: date | None = None

    def is_accredited(self, today: date) -> bool:
        """Accredited by today and not lapsed."""
        if self.accredited_on is None or self.accredited_on > today:
            return False
        return self.accreditation_ends_on is None or self.accreditation_ends_on >= today


@dataclass(frozen=True, slots=True)
class Question:
    """One audit question of the bank. `pack` is empty for the core set."""

    id: QuestionId
    domain: str
    text: str
    pack: str = ""
    prompt: str = ""
    answer: str = "grade"


UK_PUBLIC_DOMAINS: Final = (".gov.uk", ".nhs.uk", ".nhs.net", ".police.uk", ".cjsm.net")
"""Councils and government, health, police, and the secure mail of criminal justice: where a Board begins."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where reports go, and the mail domains that are allowed without a question: "example.org" alone,
    ".gov.uk" with every domain under it."""

    name: str = "Learning and Improvement Sub Group"
    email: str = ""
    allowed_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """The one Board of a vault."""

    id: BoardId
    name: str
    pack: WordingPack
    marking: str
    contact: str
    statement: Statement
    scale: GradeScale
    agencies: tuple[Agency, ...]
    representatives: tuple[Representative, ...] = ()
    questions: tuple[Question, ...] = ()
    recipient: Recipient = Recipient()
    logo: Logo | None = None

    def agency(self, agency_id: AgencyId) -> Agency:
        """Raises AgencyUnknown."""
        for agency in self.agencies:
            if agency.id == agency_id:
                return agency
        raise AgencyUnknown()

    def agency_name(self, agency_id: AgencyId) -> str:
        """The agency's name, or "No agency" for an empty id. Raises AgencyUnknown."""
        return self.agency(agency_id).name if agency_id else "No agency"
