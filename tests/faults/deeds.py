"""A meeting as numbered deeds: the n-th is always the same real action, and the file can be asked for all.

What the vault must hold after n deeds follows from n alone (`expected`), and `state` reads back, through the
views of the window, which deeds are there. So a file after a fault holds exactly n deeds, whole, or it is wrong.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from roundtable.actions import chronology, drafts, lessons, questions, signoff, urgent_concerns, walkthrough
from roundtable.actions.action_plan import actions_view, agree_action
from roundtable.actions.agency_returns import headlines_view
from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.round_tables import MeetingDetails, open_round_table, plan_round_table
from roundtable.domain.chronology import EventKind
from roundtable.domain.draft import DraftPlace
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import AgencyId, AttendeeId, AuditId, CaseId, QuestionId, RoundTableId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.signoff import Method, Signature
from roundtable.domain.walkthrough import Step
from roundtable.storage.vault_file import VaultFile
from tests.journeys.small_pack import write_pack
from tests.storage import vaults

CANARY = "zanquillitheria"
"""In the text of every deed; no register knows it, so no view replaces it."""
BEGINS = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)
POLICE = AgencyId("police")
SOON = date(2027, 3, 27)

State = dict[str, tuple[int, ...]]


@functools.cache
def said(number: int, longest: int = 2500) -> str:
    """What is written down in a deed: short or long, always the same, with an end that a torn text lacks."""
    chance = random.Random(number)
    words = ("the", "room", "asked", "what", "was", "known", "then", "and", "who", "had", "come")
    middle = " ".join(chance.choices(words, k=chance.randrange(4, longest // 5)))
    return f"Deed {number}: {CANARY} {middle} end {number}."


def numbers_in(*texts: str) -> tuple[int, ...]:
    """Which deeds these texts are of. Raises ValueError for one that is not as it was written."""
    found = []
    for text in texts:
        said_number = re.match(r"Deed (\d+):", text)
        if said_number is None or text != said(int(said_number[1])):
            raise ValueError("a text is not as it was written")
        found.append(int(said_number[1]))
    return tuple(sorted(found))


@dataclass(frozen=True)
class Room:
    """Where the deeds are done. Read from the vault, so that it is known after any fault."""

    vault: VaultFile
    audit: AuditId
    table: RoundTableId
    cases: tuple[CaseId, ...]

    @classmethod
    def of(cls, vault: VaultFile) -> Room:
        """The one round table of the vault."""
        with vault.reading() as tx:
            (table,) = tx.round_tables.all()
            return cls(vault, table.audit_id, table.id, tuple(case.id for case in tx.cases.all()))

    @property
    def case(self) -> CaseId:
        """The first case: everything is said about it."""
        return self.cases[0]


def prepare(path: Path) -> str:
    """A vault with a Board, an imported audit and an open round table whose people have signed. The recovery code."""
    vault, code = vaults.make(path)
    found_board(
        vault, name="Fernleigh", pack_id="lscb_2015", contact="the chair", recipient_email="a@example.org"
    )
    pack = write_pack(path.parent)
    audit = AuditId(import_pack(vault, read_pack(pack.read_bytes())).made)
    pack.unlink()
    table = RoundTableId(plan_round_table(vault, audit, MeetingDetails(BEGINS.date())).made)
    open_round_table(vault, table)
    room = Room.of(vault)
    for name in ("Karen Whitlow", "Ngozi Clarke"):
        _sign(room, name)
    vault.nothing_changed()
    vault.close()
    return code


def clock_at(number: int) -> vaults.Clock:
    """Each deed is a minute after the one before, so backups fall due while deeds are done."""
    return vaults.Clock(BEGINS + timedelta(minutes=number))


def do(room: Room, number: int) -> None:
    """The deed of this number, through the action that the window would use. Returns once it is stored."""
    clock = room.vault._held.clock
    assert isinstance(clock, vaults.Clock)
    clock.at = BEGINS + timedelta(minutes=number)
    DEEDS[number % len(DEEDS)].do(room, number)


def state(room: Room) -> State:
    """Which deeds are in the vault, by kind; kinds without any are left out. Raises ValueError for a torn text."""
    found = {
        deed.name: numbers_in(*(text for text in deed.read(room) if text)) for deed in DEEDS if deed.read
    }
    found["signature"] = _signed(room)
    return {name: numbers for name, numbers in found.items() if numbers}


def expected(number: int) -> State:
    """What `state` says after that many deeds."""
    there: State = {}
    for each in range(1, number + 1):
        deed = DEEDS[each % len(DEEDS)]
        there[deed.name] = (*there.get(deed.name, ()), each) if deed.adds else (each,)
    return there


def how_many(found: State) -> int:
    """After how many deeds the vault is as it was found. Raises ValueError when after none."""
    number = max((each for numbers in found.values() for each in numbers), default=0)
    if found != expected(number):
        raise ValueError(f"not the state after {number} deeds")
    return number


# --- the deeds


@dataclass(frozen=True)
class Deed:
    """One kind of deed: what does it, where its text is read, and whether it adds or replaces."""

    name: str
    do: Callable[[Room, int], object]
    read: Callable[[Room], tuple[str, ...]] | None
    adds: bool = False


def _sign(room: Room, name: str) -> None:
    with room.vault.reading() as tx:
        listed = {a.name: a.id for a in tx.round_tables.get(room.table).attendees}
    # Whoever was put on the list just before a fault is there already.
    who = listed.get(name) or AttendeeId(
        signoff.add_attendee(room.vault, room.table, name=name, agency_id=POLICE).made
    )
    shown = signoff.signing_view(room.vault, room.table, who).statement.sha256
    signature = Signature(Method.TYPED, typed_name=name)
    signoff.sign_statement(room.vault, room.table, who, shown_sha256=shown, signature=signature)


def _signed(room: Room) -> tuple[int, ...]:
    """Who has signed: a cut between arriving and signing leaves somebody on the list, and nothing promised."""
    with room.vault.reading() as tx:
        table = tx.round_tables.get(room.table)
    names = (a.name for a in table.attendees if table.sheet.has_signed(a.id))
    return tuple(sorted(int(name.split()[1]) for name in names if name.startswith("Visitor ")))


def _draft_place(room: Room) -> DraftPlace:
    return DraftPlace("lesson", "", room.case)


def _draft(room: Room) -> tuple[str, ...]:
    kept = drafts.draft_view(room.vault, _draft_place(room))
    return (kept.part("text"),) if kept else ()


def _notes(room: Room, step: Step) -> walkthrough.StepNotes:
    return walkthrough.step_notes(room.vault, room.table, room.case, step)


def _judgement(number: int) -> Judgement:
    return Judgement(QuestionId("A1"), "good", reason="As the school said.", seen=said(number))


DEEDS: tuple[Deed, ...] = (
    Deed(
        "headline",
        lambda r, n: walkthrough.note_headline(r.vault, r.table, r.case, POLICE, said(n)),
        lambda r: tuple(c.note for c in headlines_view(r.vault, r.table, r.case).cards),
    ),
    Deed(
        "chronology",
        lambda r, n: walkthrough.note_chronology(r.vault, r.table, r.case, said(n)),
        lambda r: (_notes(r, Step.CHRONOLOGY).chronology_note,),
    ),
    Deed(
        "event",
        lambda r, n: chronology.add_event(
            r.vault, r.case, on=date(2025, 6, 1), agency_id=POLICE, kind=EventKind.CONTACT, text=said(n)
        ),
        lambda r: tuple(
            e.text for e in chronology.chronology_view(r.vault, r.case).events if e.text.startswith("Deed")
        ),
        adds=True,
    ),
    Deed(
        "lived experience",
        lambda r, n: walkthrough.note_lived_experience(r.vault, r.table, r.case, _prompt(r), said(n)),
        lambda r: tuple(p.answer for p in walkthrough.lived_view(r.vault, r.table, r.case).prompts),
    ),
    Deed("signature", lambda r, n: _sign(r, f"Visitor {n}"), None, adds=True),
    Deed(
        "judgement",
        lambda r, n: walkthrough.judge(r.vault, r.table, r.case, _judgement(n)),
        lambda r: (questions.question_view(r.vault, r.table, r.case, QuestionId("A1")).judgement.seen,),
    ),
    Deed(
        "private note",
        lambda r, n: walkthrough.note_privately(r.vault, r.table, r.case, Step.URGENT, said(n)),
        lambda r: (_notes(r, Step.URGENT).private_note,),
    ),
    Deed(
        "concern",
        lambda r, n: urgent_concerns.raise_concern(r.vault, r.table, who="A child", what=said(n)),
        lambda r: tuple(c.what for c in urgent_concerns.concerns_view(r.vault, r.table)),
        adds=True,
    ),
    Deed(
        "draft",
        lambda r, n: drafts.keep_draft(r.vault, _draft_place(r), {"text": said(n)}),
        _draft,
    ),
    Deed(
        "lesson",
        lambda r, n: lessons.capture_lesson(
            r.vault, r.audit, kind=LessonKind.SYSTEM, text=said(n), case_id=r.case
        ),
        lambda r: tuple(row.lesson.text for row in lessons.lessons_view(r.vault, r.audit).rows),
        adds=True,
    ),
    Deed(
        "action",
        lambda r, n: agree_action(
            r.vault, r.audit, what=said(n), owner_agency_id=POLICE, due_on=SOON, measure="It is done."
        ),
        lambda r: tuple(row.action.what for row in actions_view(r.vault, r.audit).rows),
        adds=True,
    ),
)


def _prompt(room: Room) -> str:
    return walkthrough.lived_view(room.vault, room.table, room.case).prompts[0].key
