"""The JSON case pack, version 1: an audit with everything that is prepared before the meeting.

A pack is one UTF-8 JSON object. Ids are the writer's own short strings, unique within their list; the same
person id in two cases is the same person. Dates are "2024-03-18". Unknown fields are refused, so that a
misspelt field is not silently lost. `resources/case_pack.md` explains it field by field.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

FORMAT = "roundtable-case-pack"
VERSION = 1

Id = str


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class PackAgency(_Part, frozen=True):
    id: Id
    name: str


class PackRepresentative(_Part, frozen=True):
    agency: Id
    name: str
    role: str = ""
    nominated_on: date | None = None
    accredited_on: date | None = None
    accreditation_ends_on: date | None = None


class PackQuestion(_Part, frozen=True):
    """A question of the bank is named by id alone ("A1"); one of the audit's own brings domain and text."""

    id: Id
    domain: str = ""
    text: str = ""
    prompt: str = ""


class PackRecipient(_Part, frozen=True):
    name: str = "Learning and Improvement Sub Group"
    email: str = ""
    allowed_domains: list[str] = []


class PackAudit(_Part, frozen=True):
    reference: str
    title: str
    theme: str
    key_lines: list[str] = []
    window_from: date | None = None
    window_to: date | None = None
    sample_method: str = ""
    priority: str = ""
    questions: list[PackQuestion] = []
    recipient: PackRecipient = PackRecipient()


class PackPerson(_Part, frozen=True):
    id: Id
    name: str
    role: str
    aliases: list[str] = []
    born_on: date | None = None
    died_on: date | None = None
    sex: Literal["female", "male", "unknown"] = "unknown"
    in_household: bool = False
    is_index_child: bool = False
    is_professional: bool = False
    agency: Id = ""


class PackPlace(_Part, frozen=True):
    id: Id
    name: str
    role: str
    aliases: list[str] = []


class PackIdentifier(_Part, frozen=True):
    id: Id
    kind: str
    value: str


class PackRegister(_Part, frozen=True):
    people: list[PackPerson] = []
    places: list[PackPlace] = []
    identifiers: list[PackIdentifier] = []


class PackUnion(_Part, frozen=True):
    first: Id
    second: Id = ""
    kind: Literal["married", "cohabiting", "separated", "divorced", "unknown"] = "unknown"
    children: list[Id] = []


class PackTwins(_Part, frozen=True):
    children: list[Id]
    identical: bool = False


class PackEvent(_Part, frozen=True):
    on: date
    agency: Id
    text: str
    kind: Literal["contact", "incident", "meeting", "decision"] = "contact"
    turning_point: bool = False


class PackAnswer(_Part, frozen=True):
    question: Id
    text: str = ""
    grade: str = ""
    evidence: str = ""


class PackReturn(_Part, frozen=True):
    agency: Id
    status: Literal["received", "nil", "not_received"] = "received"
    headline: str = ""
    strengths: str = ""
    gaps: str = ""
    actions_taken: str = ""
    grade: str = ""
    reason: str = ""
    answers: list[PackAnswer] = []


class PackCase(_Part, frozen=True):
    reference: str
    background: str = ""
    register: PackRegister = PackRegister()
    family: list[PackUnion] = []
    twins: list[PackTwins] = []
    chronology: list[PackEvent] = []
    returns: list[PackReturn] = []
    proceedings: list[Literal["criminal proceedings", "family proceedings", "rapid review"]] = []


class CasePack(_Part, frozen=True):
    """The whole file. `format` and `version` come first in what Roundtable writes."""

    format: Literal["roundtable-case-pack"]
    version: Literal[1]
    audit: PackAudit
    agencies: list[PackAgency] = []
    representatives: list[PackRepresentative] = []
    cases: list[PackCase] = []
