"""One register over all cases of an audit: whoever is known in two cases is one person, with all names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from roundtable import anonymise
from roundtable.domain.case import Case
from roundtable.domain.register import Person, Place


def register_of(cases: tuple[Case, ...]) -> anonymise.Register:
    """Everybody, every place and every number of these cases, as the engine takes them."""
    people: dict[str, anonymise.Person] = {}
    places: dict[str, anonymise.Place] = {}
    identifiers: dict[str, anonymise.Identifier] = {}
    for case in cases:
        for person in case.register.people:
            people[person.id] = _with_person(people.get(person.id), person, str(case.ordinal))
        for place in case.register.places:
            places[place.id] = _with_place(places.get(place.id), place)
        for identifier in _identifiers(case):
            identifiers.setdefault(identifier.id, identifier)
    return anonymise.Register(tuple(people.values()), tuple(places.values()), tuple(identifiers.values()))


def _with_person(known: anonymise.Person | None, person: Person, case: str) -> anonymise.Person:
    """What either case says of this person; in the case that is about them, they are its child."""
    entry = anonymise.Person(
        person.id,
        person.name,
        "Child" if person.is_index_child else person.role,
        person.aliases,
        "" if person.is_professional else case,
    )
    if known is None:
        return entry
    first = entry if person.is_index_child and known.role != "Child" else known
    names = _others(first.name, (known.name, *known.aliases, person.name, *person.aliases))
    return anonymise.Person(person.id, first.name, first.role, names, first.case)


def _with_place(known: anonymise.Place | None, place: Place) -> anonymise.Place:
    if known is None:
        return anonymise.Place(place.id, place.name, place.role, place.aliases)
    names = _others(known.name, (*known.aliases, place.name, *place.aliases))
    return anonymise.Place(place.id, known.name, known.role, names)


def _others(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in names if other != name))


def _identifiers(case: Case) -> Iterator[anonymise.Identifier]:
    for person in case.register.people:
        yield from _days(person.id, "date of birth", person.born_on)
        yield from _days(person.id, "date of death", person.died_on)
    for identifier in case.register.identifiers:
        yield anonymise.Identifier(identifier.id, identifier.kind, identifier.value)
    if case.reference.strip():
        yield anonymise.Identifier(f"{case.id}:reference", "reference", case.reference)


def _days(person_id: str, kind: str, day: date | None) -> Iterator[anonymise.Identifier]:
    """Each day that any case gives: two cases may disagree."""
    if day is not None:
        yield anonymise.Identifier(f"{person_id}:{kind}:{day.isoformat()}", kind, day.isoformat())
