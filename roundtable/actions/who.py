"""Who's who: people, places and family of a case as the room sees them, and the private peek at a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roundtable.actions.board import the_board
from roundtable.actions.case_access import open_case
from roundtable.actions.ports import Vault
from roundtable.actions.spoken import Speaker, speaker_of
from roundtable.domain.agency_return import ReturnStatus
from roundtable.domain.board import Board
from roundtable.domain.case import Case, Proceedings
from roundtable.domain.family import Family
from roundtable.domain.family_problems import family_problems
from roundtable.domain.ids import AgencyId, CaseId, PersonId
from roundtable.domain.register import Person, Sex, age_of

_ANSWERED = {
    ReturnStatus.RECEIVED: "Received",
    ReturnStatus.NIL: "Nil return",
    ReturnStatus.NOT_RECEIVED: "Not received",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: `name` is the label unless names are allowed in the room."""

    id: PersonId
    name: str
    role: str
    age: str
    sex: Sex
    in_household: bool
    is_index_child: bool
    is_professional: bool
    has_died: bool
    agency: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency that knows the family: by its return, its events, or a professional of the register."""

    name: str
    answered: str
    events: int
    professionals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhoView:
    """The page. `family` refers to the rows by id."""

    title: str
    background: str
    people: tuple[PersonRow, ...]
    places: tuple[PlaceRow, ...]
    family: Family
    proceedings: tuple[Proceedings, ...]
    problems: tuple[str, ...] = ()
    """What contradicts itself about the family."""
    agencies: tuple[AgencyRow, ...] = ()


def who_view(vault: Vault, case_id: CaseId) -> WhoView:
    """People, places and family, ages as of today. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        board = the_board(tx)
        speaker = speaker_of(tx, case.audit_id)
        day = tx.now.date()

        def row(person: Person) -> PersonRow:
            return PersonRow(
                id=person.id,
                name=speaker.person(person),
                role=speaker.role(person),
                age="" if person.is_professional else age_of(person, day),
                sex=person.sex,
                in_household=person.in_household,
                is_index_child=person.is_index_child,
                is_professional=person.is_professional,
                has_died=person.died_on is not None,
                agency=board.agency_name(person.agency_id) if person.agency_id else "",
            )

        child = case.index_child
        return WhoView(
            title=speaker.person(child) if child else f"Case {case.ordinal}",
            background=speaker.say(case.background),
            people=tuple(row(p) for p in case.register.people),
            places=tuple(PlaceRow(speaker.place(p), speaker.kind(p)) for p in case.register.places),
            family=case.family,
            proceedings=case.proceedings,
            problems=family_problems(case.register.family, case.family, speaker.person),
            agencies=_involved(case, board, speaker),
        )


def _involved(case: Case, board: Board, speaker: Speaker) -> tuple[AgencyRow, ...]:
    """By name."""
    events = Counter(e.agency_id for e in case.events if e.agency_id)
    workers: dict[AgencyId, list[str]] = {}
    for person in case.register.professionals:
        if person.agency_id:
            workers.setdefault(person.agency_id, []).append(speaker.person(person))
    answers = {r.agency_id: _ANSWERED[r.status] for r in case.returns}
    rows = (
        AgencyRow(board.agency_name(a), answers.get(a, ""), events[a], tuple(workers.get(a, ())))
        for a in {*events, *workers, *answers}
    )
    return tuple(sorted(rows, key=lambda row: row.name))


def peek(vault: Vault, case_id: CaseId, person_id: PersonId) -> str:
    """One name for the facilitator's eyes, for two seconds; the trail notes that it was looked at."""
    with vault.transaction() as tx:
        person = open_case(tx, case_id).register.person(person_id)
        tx.log("name.peeked", case_id, person_id)
        return person.name if person else ""
