"""What to know about a register while it is typed: what is doubtful, and what the report will do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from roundtable import anonymise
from roundtable.anonymise.roles import is_family, is_main_child, sex_of, words_of
from roundtable.domain.register import Person, Register, RegisterNote, Sex, notes_on

# The engine's word for a problem, and the note of the register that tells it already.
_TOLD: Final = {"shared_form": "shared name", "empty": "no name", "one_letter": "short name"}
_JOBS: Final = frozenset(
    "worker officer nurse teacher doctor gp manager visitor midwife consultant psychologist psychiatrist "
    "solicitor sergeant constable paediatrician practitioner therapist inspector headteacher".split()
)


def typed_notes(
    register: Register, person: Person, elsewhere: Iterable[tuple[int, Person]] = ()
) -> tuple[RegisterNote, ...]:
    """The notes on one person as they are being typed, before anything is stored.

    `elsewhere` are people of the audit's other cases with their case's number; the same id is the same
    person. A person without an id is new.
    """
    others = tuple(elsewhere)
    known = any(p.id == person.id for p in register.people)
    people = tuple(person if p.id == person.id else p for p in register.people)
    typed = replace(register, people=people if known else (*people, person))
    notes = tuple(n for n in notes_on(typed) if n.entry_id == person.id and n.kind != "no child")
    whole = _engine_register(typed, others)
    return (
        *notes,
        *effects(typed, notes, whole.problems(), only=person.id),
        *role_notes(person, others),
    )


def effects(
    register: Register,
    notes: tuple[RegisterNote, ...],
    problems: Iterable[anonymise.RegisterProblem],
    *,
    only: str | None = None,
) -> tuple[RegisterNote, ...]:
    """What the report does with doubtful entries of this register (or with `only` one of them)."""
    told = {(note.entry_id, note.kind) for note in notes}
    forms = _forms(register)
    return tuple(
        RegisterNote(entry, problem.kind, _effect(problem, forms[entry]))
        for problem in problems
        for entry in problem.ids
        if entry in forms and only in (None, entry) and (entry, _TOLD.get(problem.kind)) not in told
    )


def _forms(register: Register) -> dict[str, tuple[str, ...]]:
    """Every entry's names as they were typed."""
    named = {e.id: (e.name, *e.aliases) for part in (register.people, register.places) for e in part}
    return named | {each.id: (each.value,) for each in register.identifiers}


def _effect(problem: anonymise.RegisterProblem, forms: tuple[str, ...]) -> str:
    if not problem.form:
        return problem.effect
    typed = (form for form in forms if anonymise.fold_key(form) == anonymise.fold_key(problem.form))
    return f"“{next(typed, problem.form)}”: {problem.effect}"


def role_notes(person: Person, elsewhere: Iterable[tuple[int, Person]] = ()) -> Iterator[RegisterNote]:
    """Roles that contradict what is ticked, the sex, or the same person's role in another case."""
    role = " ".join(person.role.split())
    if not role:
        return
    for text in (_child(person, role), _side(person, role), _sex(person, role)):
        if text:
            yield RegisterNote(person.id, "role", text)
    for ordinal, other in elsewhere:
        differs = other.role.strip() and other.role.casefold().split() != role.casefold().split()
        if (
            person.id
            and other.id == person.id
            and differs
            and not (other.is_index_child or person.is_index_child)
        ):
            yield RegisterNote(
                person.id,
                "role",
                f"In case {ordinal} this person is “{other.role.strip()}”. One person has one label in the "
                "whole report: it is made from the role in the first case.",
            )


def _child(person: Person, role: str) -> str:
    if person.is_index_child and not is_main_child(role) and not person.is_professional:
        return f"This case is about this person: the report says “Child”, not “{role}”."
    return ""


def _side(person: Person, role: str) -> str:
    if person.is_professional and is_family(role):
        return (
            f"“{role}” is a role in a family, but the person is ticked as a professional. The report neither "
            "lists them with the family nor says whose it is."
        )
    if not person.is_professional and not is_family(role) and words_of(role) & _JOBS:
        return (
            f"“{role}” is a job, but the person is not ticked as a professional. The report will list them "
            "with the family."
        )
    return ""


def _sex(person: Person, role: str) -> str:
    said = {"f": Sex.FEMALE, "m": Sex.MALE}.get(sex_of(role))
    if said is None or person.is_professional or person.sex in (Sex.UNKNOWN, said):
        return ""
    return f"“{role}” and the sex disagree. The report follows the role, the family map the sex."


def _engine_register(register: Register, elsewhere: tuple[tuple[int, Person], ...]) -> anonymise.Register:
    own = {p.id for p in register.people}
    people = (*register.people, *(p for _, p in elsewhere if p.id not in own))
    return anonymise.Register(
        people=tuple(anonymise.Person(p.id, p.name, p.role, p.aliases) for p in people),
        places=tuple(anonymise.Place(p.id, p.name, p.role, p.aliases) for p in register.places),
    )
