"""The demonstration meeting's script as data: who comes, what is said, what is decided."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from roundtable import assets
from roundtable.actions.case_pack import read_pack
from roundtable.actions.case_pack_format import CasePack


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class ScriptRecipient(_Part, frozen=True):
    name: str
    email: str
    allowed_domains: list[str] = []


class ScriptBoard(_Part, frozen=True):
    name: str
    wording_pack: str
    marking: str
    contact: str
    scale: str
    recipient: ScriptRecipient


class ScriptMeeting(_Part, frozen=True):
    held_on: date
    starts_at: str
    venue: str
    facilitator: str
    facilitator_role: str
    minute_taker: str
    curtain_pin: str
    closing_note: str = ""


class ScriptSignature(_Part, frozen=True):
    method: Literal["drawn", "typed", "paper", "received"]
    strokes: list[list[tuple[float, float, float]]] = []
    typed_name: str = ""


class ScriptConfirmer(_Part, frozen=True):
    name: str
    role: str
    sign: ScriptSignature


class ScriptDeclaration(_Part, frozen=True):
    interest: str
    outcome: str
    case: str = ""
    note: str = ""


class ScriptArrival(_Part, frozen=True):
    case: str
    before_step: str


class ScriptAttendee(_Part, frozen=True):
    id: str
    name: str
    agency: str
    role: str
    capacity: str
    sign: ScriptSignature
    admitted: str = ""
    """Why the facilitator lets somebody take part whose accreditation is in doubt."""
    arrives: ScriptArrival | None = None
    declarations: list[ScriptDeclaration] = []


class ScriptEvent(_Part, frozen=True):
    on: date
    agency: str
    kind: str
    text: str
    turning_point: bool = False


class ScriptChronology(_Part, frozen=True):
    note: str = ""
    added_events: list[ScriptEvent] = []
    turning_points: list[int] = []


class ScriptDissent(_Part, frozen=True):
    agency: str
    text: str


class ScriptJudgement(_Part, frozen=True):
    question: str
    grade: str = ""
    reason: str = ""
    seen: str = ""
    other_view: str = ""
    dissents: list[ScriptDissent] = []


class ScriptEvidence(_Part, frozen=True):
    """`ref` is the number of an event in the case's pack (1, 2 …), a question's id, or empty."""

    kind: Literal["event", "answer", "case"]
    case: str
    ref: int | str = ""


class ScriptLesson(_Part, frozen=True):
    id: str
    kind: str
    text: str
    agencies: list[str] = []
    evidence: list[ScriptEvidence] = []
    domain: str = ""
    route: str = ""


class ScriptSkip(_Part, frozen=True):
    step: str
    reason: str


class ScriptConcern(_Part, frozen=True):
    raised_by: str
    who: str
    what: str
    handed_to: str
    acknowledged_by: str


class ScriptNote(_Part, frozen=True):
    step: str
    text: str


class ScriptCase(_Part, frozen=True):
    case: str
    headline_notes: dict[str, str] = {}
    chronology: ScriptChronology = ScriptChronology()
    lived_experience: dict[str, str] = {}
    judgements: list[ScriptJudgement] = []
    overall: ScriptJudgement = ScriptJudgement(question="")
    lessons: list[ScriptLesson] = []
    skipped: list[ScriptSkip] = []
    urgent_check: Literal["no", "yes"] = "no"
    urgent_concern: ScriptConcern | None = None
    private_notes: list[ScriptNote] = []


class ScriptAction(_Part, frozen=True):
    id: str
    what: str
    owner: str
    role: str
    due_in_days: int
    measure: str
    lessons: list[str] = []


class ScriptDecision(_Part, frozen=True):
    """`entity` is a person's id in the pack."""

    text: str
    choice: Literal["keep", "replace"]
    words: str = ""
    entity: str = ""


class ScriptRule(_Part, frozen=True):
    choice: Literal["keep", "replace"]
    words: str = ""


class ScriptOtherwise(_Part, frozen=True):
    """What is decided about strings that no decision names, so that the replay stands by itself."""

    capitalised: ScriptRule
    lower_case: ScriptRule


class ScriptSending(_Part, frozen=True):
    to: list[str]
    passphrase_channel: str = ""


class Script(_Part, frozen=True):
    format: Literal["roundtable-demo-script"]
    version: Literal[1]
    board: ScriptBoard
    meeting: ScriptMeeting
    confirmer: ScriptConfirmer
    attendees: list[ScriptAttendee]
    cases: list[ScriptCase]
    cross_case_lessons: list[ScriptLesson]
    actions: list[ScriptAction]
    otherwise: ScriptOtherwise
    sending: ScriptSending
    name_decisions: list[ScriptDecision] = []
    decisions: list[ScriptDecision] = []


def demonstration_pack() -> CasePack:
    """The demonstration audit, through the same reader as anybody's pack."""
    return read_pack(assets.read_bytes("demonstration/pack.json"))


def demonstration_script() -> Script:
    """The demonstration meeting."""
    return msgspec.json.decode(assets.read_bytes("demonstration/meeting.json"), type=Script)
