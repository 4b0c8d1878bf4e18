"""A case's people, places and identifiers: the one list that labels are made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from roundtable.domain.ids import NO_AGENCY, AgencyId, PersonId
from roundtable.domain.sex import Sex as Sex
from roundtable.domain.wording import UNBORN


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the case speaks of. The same id in two cases is the same person (a shared professional)."""

    id: PersonId
    name: str
    role: str
    aliases: tuple[str, ...] = ()
    born_on: date | None = None
    died_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    in_household: bool = False
    is_index_child: bool = False
    is_professional: bool = False
    agency_id: AgencyId = NO_AGENCY


@dataclass(frozen=True, slots=True)
class Place:
    """A school, surgery, address, ward, refuge, club …"""

    id: str
    name: str
    role: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or handle that points at somebody: NHS number, UPN, reference, phone, e-mail …"""

    id: str
    kind: str
    value: str


class EntryKind(StrEnum):
    """What an entry of the register stands for."""

    PERSON = "person"
    PLACE = "place"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A name, alias or number that was taken off a register while texts still held it.

    It is looked for as before, and asked about: what was named once must not leave unseen. `entry_id` is the
    entry it belonged to, which may be there still; `role` its role, or the kind of number.
    """

    entry_id: str
    kind: EntryKind
    form: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """All of one case."""

    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    taken_off: tuple[TakenOff, ...] = ()

    def person(self, person_id: PersonId) -> Person | None:
        """The person with this id, if registered."""
        return next((p for p in self.people if p.id == person_id), None)

    @property
    def family(self) -> tuple[Person, ...]:
        """Everybody who is not there as a professional."""
        return tuple(p for p in self.people if not p.is_professional)

    @property
    def professionals(self) -> tuple[Person, ...]:
        """Everybody who is there as a professional."""
        return tuple(p for p in self.people if p.is_professional)


def as_known_elsewhere(there: Person, person: Person) -> Person:
    """The same person in another case after a change here: names and dates are theirs everywhere, a post is a
    professional's everywhere; who somebody is to a child is each case's own."""
    changed = replace(
        there,
        name=person.name,
        aliases=person.aliases,
        born_on=person.born_on,
        died_on=person.died_on,
        sex=person.sex,
    )
    if person.is_professional and there.is_professional:
        return replace(changed, role=person.role, agency_id=person.agency_id)
    return changed


@dataclass(frozen=True, slots=True)
class RegisterNote:
    """Something the facilitator should know while typing a register; never blocks, never drops an entry."""

    entry_id: str
    kind: str
    text: str


def notes_on(register: Register) -> tuple[RegisterNote, ...]:
    """Duplicates, empty names, an alias for two people, dates in the wrong order: with what will happen."""
    notes: list[RegisterNote] = []
    seen: dict[str, str] = {}
    for person in register.people:
        notes += _notes_on_person(person)
        for form in (person.name, *person.aliases):
            folded = " ".join(form.casefold().split())
            if not folded:
                continue
            other = seen.setdefault(folded, person.id)
            if other != person.id:
                text = (
                    "Two people share this name. The report will say “a family member” where it is unclear. "
                    "If they are one person, choose “Same person as…”."
                )
                notes.append(RegisterNote(person.id, "shared name", text))
    if register.people and not any(p.is_index_child for p in register.people):
        notes.append(RegisterNote("", "no child", "Nobody is marked as the child this case is about."))
    return tuple(notes)


def _notes_on_person(person: Person) -> list[RegisterNote]:
    notes = []
    if not person.name.strip():
        notes.append(
            RegisterNote(person.id, "no name", "Without a name nothing can be replaced for this person.")
        )
    elif len(person.name.strip()) <= 2:
        text = "A very short name. Only whole words that match it will be replaced."
        notes.append(RegisterNote(person.id, "short name", text))
    if person.born_on and person.died_on and person.died_on < person.born_on:
        notes.append(RegisterNote(person.id, "dates", "The date of death is before the date of birth."))
    return notes


def age_on(born_on: date, day: date) -> int:
    """Completed years; 29 February birthdays count on 1 March in other years. Negative before birth."""
    years = day.year - born_on.year
    return years - ((day.month, day.day) < (born_on.month, born_on.day))


def age_words(born_on: date | None, day: date) -> str:
    """ "9", "14 months" under two years, "unborn", or "?" when unknown."""
    if born_on is None:
        return "?"
    if born_on > day:
        return UNBORN
    years = age_on(born_on, day)
    if years >= 2:
        return str(years)
    months = (day.year - born_on.year) * 12 + day.month - born_on.month - (day.day < born_on.day)
    return "1 month" if months == 1 else f"{months} months"


def age_of(person: Person, day: date) -> str:
    """How old somebody is, or was at death, in the words of `age_words`; "?" where the dates contradict each
    other. A role says "unborn" where no date can.
    """
    if person.born_on and person.died_on and person.died_on < person.born_on:
        return "?"
    if person.born_on is None and person.died_on is None and UNBORN in person.role.casefold():
        return UNBORN
    return age_words(person.born_on, person.died_on or day)


AGE_BANDS = ((1, 4), (5, 9), (10, 14), (15, 17), (18, 24), (25, 34), (35, 49), (50, 64))


def age_band(born_on: date | None, day: date) -> str:
    """ "5 to 9"; "under 1", "65 or over", "unborn"; empty when unknown."""
    if born_on is None:
        return ""
    if born_on > day:
        return UNBORN
    return band_of_years(age_on(born_on, day))


def band_of_years(years: int) -> str:
    """The band that an age in whole years belongs to."""
    if years < 1:
        return "under 1"
    return next((f"{low} to {high}" for low, high in AGE_BANDS if low <= years <= high), "65 or over")
