"""What the facilitator typed: the people, places and identifiers whose every form has to be found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from roundtable.anonymise.folding import fold_key


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by name. `role` in the field's words ("Child", "Mother", "Social Worker").

    `case` groups the people of one case; it is compared, never shown. People known in several cases
    (professionals) leave it empty.
    """

    id: str
    name: str
    role: str
    aliases: tuple[str, ...] = ()
    case: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that identifies: `role` such as "School", "GP practice", "Address"."""

    id: str
    name: str
    role: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or code of the case: `kind` such as "nhs", "upn", "phone", "reference"."""

    id: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class RegisterProblem:
    """Something doubtful in a register. `kind` is a stable word, `ids` the entries, `effect` what will
    happen.
    """

    kind: str
    ids: tuple[str, ...]
    form: str
    effect: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything to look for. An empty register is allowed: strangers and numbers are still found."""

    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

    def problems(self) -> tuple[RegisterProblem, ...]:
        """Duplicates, empty entries and contradictions, in a fixed order. None of them stops the engine."""
        return (*_empty(self), *_duplicate_ids(self), *_shared_forms(self), *_short(self))


def _entries(register: Register) -> list[tuple[str, str, tuple[str, ...]]]:
    people = [(p.id, p.name, p.aliases) for p in register.people]
    places = [(p.id, p.name, p.aliases) for p in register.places]
    return people + places


def _empty(register: Register) -> list[RegisterProblem]:
    named = [(i, (name, *aliases)) for i, name, aliases in _entries(register)]
    valued = [(i.id, (i.value,)) for i in register.identifiers]
    return [
        RegisterProblem("empty", (entry,), "", "Nothing can be found for an entry without letters or digits.")
        for entry, forms in named + valued
        if any(not fold_key(form) for form in forms)
    ]


def _duplicate_ids(register: Register) -> list[RegisterProblem]:
    ids = [i for i, _, _ in _entries(register)] + [i.id for i in register.identifiers]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    return [RegisterProblem("same_id", (i,), "", "Both entries are found and get one label.") for i in twice]


def _shared_forms(register: Register) -> list[RegisterProblem]:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry, name, aliases in _entries(register):
        for form in (name, *aliases):
            owners[fold_key(form)].add(entry)
    return [
        RegisterProblem(
            "shared_form",
            tuple(sorted(ids)),
            form,
            "It is removed everywhere, and no label is guessed: the text says only that it is a person.",
        )
        for form, ids in sorted(owners.items())
        if form and len(ids) > 1
    ]


def _short(register: Register) -> list[RegisterProblem]:
    return [
        RegisterProblem("one_letter", (entry,), form, "Only the capital letter standing alone is replaced.")
        for entry, name, aliases in _entries(register)
        for form in (name, *aliases)
        if len(fold_key(form)) == 1
    ]
