"""One register over all cases of an audit: whoever is known in two cases is one person, with all names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from roundtable import anonymise
from roundtable.actions.case_access import stored_cases
from roundtable.actions.meeting_people import meeting_people
from roundtable.actions.ports import Transaction
from roundtable.domain.case import Case
from roundtable.domain.ids import AuditId
from roundtable.domain.register import EntryKind, Person, Place, TakenOff


def searched_register(tx: Transaction, audit_id: AuditId) -> anonymise.Register:
    """Everything that must not leave by name: the cases' registers, and the people of the meetings."""
    register = register_of(stored_cases(tx, audit_id))
    return replace(register, people=(*register.people, *meeting_people(tx, audit_id, register)))


def register_of(cases: tuple[Case, ...]) -> anonymise.Register:
    """Everybody, every place and every number of these cases, as the engine takes them; what was taken off a
    register while texts held it is among them."""
    current = current_register_of(cases)
    people = {p.id: p for p in current.people}
    places = {p.id: p for p in current.places}
    identifiers = {i.id: i for i in current.identifiers}
    for item in _still_taken_off(cases, current):
        key = item.entry_id
        if item.kind is EntryKind.PERSON:
            person = people.get(key)
            if person is None:
                people[key] = anonymise.Person(key, item.form, item.role)
            else:
                people[key] = replace(person, aliases=(*person.aliases, item.form))
        elif item.kind is EntryKind.PLACE:
            place = places.get(key)
            if place is None:
                places[key] = anonymise.Place(key, item.form, item.role)
            else:
                places[key] = replace(place, aliases=(*place.aliases, item.form))
        else:
            own = f"{key}:{item.form}" if key in identifiers else key
            identifiers[own] = anonymise.Identifier(own, item.role, item.form)
    return anonymise.Register(tuple(people.values()), tuple(places.values()), tuple(identifiers.values()))


def current_register_of(cases: tuple[Case, ...]) -> anonymise.Register:
    """What is on the registers now: labels are made from it."""
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


def doubtful_forms(cases: tuple[Case, ...]) -> tuple[str, ...]:
    """Every form that is looked for only because it was taken off: the report asks about it."""
    current = current_register_of(cases)
    known = {form.folded for form in anonymise.register_forms(current)}
    gone = anonymise.register_forms(register_of(cases))
    forms = [form for form in gone if form.folded not in known]
    # Words for the engine to compare, as typed and as folded.
    return tuple(dict.fromkeys(words for form in forms for words in (form.plain, form.folded)))


def names_of(register: anonymise.Register) -> frozenset[str]:
    """Every name, alias and number as typed, folded for comparing."""
    names = [form for p in register.people for form in (p.name, *p.aliases)]
    names += [form for p in register.places for form in (p.name, *p.aliases)]
    return frozenset(map(anonymise.fold_key, (*names, *(i.value for i in register.identifiers))))


def _still_taken_off(cases: tuple[Case, ...], current: anonymise.Register) -> tuple[TakenOff, ...]:
    """Whatever is on a register again is no longer taken off."""
    names = names_of(current)
    items = (item for case in cases for item in case.register.taken_off)
    return tuple(dict.fromkeys(i for i in items if anonymise.fold_key(i.form) not in names))


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
