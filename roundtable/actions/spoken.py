"""How case text is shown to the room: by label, or with names where this round table's setting says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from roundtable import anonymise
from roundtable.actions.case_access import meetings_in_session, open_case, require_audit_open
from roundtable.actions.labels import anonymiser_of, labels_of
from roundtable.actions.plain_roles import FAMILY_MEMBER, PLACE, PROFESSIONAL, plain_role
from roundtable.actions.ports import Transaction, Vault
from roundtable.anonymise.rewriting import rewrite
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.register import Person, Place
from roundtable.domain.report_work import NameDecision


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says a text or a person to the room."""

    labels: dict[str, str]
    engine: anonymise.Anonymiser | None
    decisions: tuple[NameDecision, ...] = ()

    def say(self, text: str, agencies: Sequence[str] = ()) -> str:
        """The text by label, or as it is where names are allowed. The room needs dates: they stay.

        So do the names of `agencies`, which may hold a place or sound like a person: "Mind in Redbridge".
        """
        if self.engine is None or not text.strip():
            return text
        stays = [found.span() for name in agencies for found in re.finditer(_whole(name), text)]
        named = (f for f in self.engine.find(text) if f.kind != "date")
        heard = (f for f in named if _is_on_register(f) or not _is_within(f, stays))
        return rewrite(text, tuple(map(_for_room, heard))).text

    def say_of_board(self, text: str) -> str:
        """The Board's own words: its telephone number stays, whoever is on a register is said by label."""
        if self.engine is None or not text.strip():
            return text
        registered = filter(_is_on_register, self.engine.find(text))
        return rewrite(text, tuple(map(_for_room, registered))).text

    def person(self, person: Person) -> str:
        """The person's label, or name."""
        return self.labels.get(person.id) or self.role(person) if self.engine else person.name

    def place(self, place: Place) -> str:
        """The place's label, or name."""
        return self.labels.get(place.id) or self.kind(place) if self.engine else place.name

    def role(self, person: Person) -> str:
        """What the person is, without a name typed with it."""
        otherwise = PROFESSIONAL if person.is_professional else FAMILY_MEMBER
        return plain_role(person.role, self.engine, otherwise) if self.engine else person.role

    def kind(self, place: Place) -> str:
        """What the place is, without a name typed with it."""
        return plain_role(place.role, self.engine, PLACE) if self.engine else place.role


def _is_on_register(finding: anonymise.Finding) -> bool:
    return finding.is_registered or finding.entity is not None


def _is_within(finding: anonymise.Finding, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= finding.start and finding.end <= end for start, end in spans)


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _for_room(finding: anonymise.Finding) -> anonymise.Finding:
    """A form of the register that may be a word is told by label: the room is not asked, it hears no name."""
    if finding.certainty is anonymise.Certainty.REVIEW and finding.is_registered:
        return replace(finding, certainty=anonymise.Certainty.REPLACE)
    return finding


@dataclass
class Sayings:
    """Remembers what a speaker said while the labels stay the same: for lists that are shown again and again.

    Whoever shows the list holds it and lets it go; nothing of it outlives the page.
    """

    said: dict[str, str] = field(default_factory=dict)
    of: tuple[object, ...] = ()

    def say(self, speaker: Speaker, text: str) -> str:
        """What the speaker says to this text."""
        known = (speaker.engine is None, tuple(speaker.labels.items()), speaker.decisions)
        if known != self.of:
            self.said.clear()
            self.of = known
        if text not in self.said:
            self.said[text] = speaker.say(text)
        return self.said[text]


def speaker_of(tx: Transaction, audit_id: AuditId) -> Speaker:
    """By label, unless an open round table of this audit allows names in the room."""
    names = any(t.names_in_room for t in meetings_in_session(tx) if t.audit_id == audit_id)
    decisions = tx.report_works.get(audit_id).decisions
    return Speaker(
        labels_of(tx, audit_id), None if names else anonymiser_of(tx, audit_id, is_for_room=True), decisions
    )


def said(vault: Vault, case_id: CaseId, *texts: str) -> tuple[str, ...]:
    """Typed texts as the room may see them. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        speaker = speaker_of(tx, open_case(tx, case_id).audit_id)
        return tuple(speaker.say(text) for text in texts)


def said_in_audit(vault: Vault, audit_id: AuditId, *texts: str) -> tuple[str, ...]:
    """Texts over all cases of an audit, as the room may see them. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        require_audit_open(tx, audit_id)
        speaker = speaker_of(tx, audit_id)
        return tuple(speaker.say(text) for text in texts)
