"""Who sits at the table and who is nominated for it: the report names agencies, never people (DOMAIN 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from roundtable import anonymise
from roundtable.actions.board import the_board
from roundtable.actions.ports import Transaction
from roundtable.anonymise.wordlists import load_word_lists
from roundtable.domain.ids import AuditId

# What stands in the report where one of them was named.
PROFESSIONAL: Final = "a professional"
_ENTRY: Final = "meeting:"
_WORD: Final = re.compile(r"[^\W\d_]+")


def meeting_people(
    tx: Transaction, audit_id: AuditId, register: anonymise.Register
) -> tuple[anonymise.Person, ...]:
    """Attendees, those who run the meetings, and the Board's representatives, each once, as the engine takes
    them; whoever is in the cases' `register` is left to it. Their posts are left out: they are no roles of
    the case."""
    known = {anonymise.fold_key(n) for p in register.people for n in (p.name, *p.aliases)}
    people: dict[str, anonymise.Person] = {}
    for name in _names(tx, audit_id):
        key = anonymise.fold_key(name)
        if key not in known and reads_as_name(name):
            people.setdefault(key, anonymise.Person(f"{_ENTRY}{key}", name, "Professional"))
    return tuple(people.values())


def _names(tx: Transaction, audit_id: AuditId) -> Iterator[str]:
    for table in tx.round_tables.of(audit_id):
        yield from (attendee.name for attendee in table.attendees)
        yield from (table.facilitator, table.minute_taker)
    yield from (person.name for person in the_board(tx).representatives)


def reads_as_name(words: str) -> bool:
    """Whether somebody is named: "Priya Shah", "Will Page". "Named GP" and "Social worker (tbc)" are posts,
    which stand in every report."""
    lists = load_word_lists()
    atoms = _atoms(words)
    if not atoms:
        return False
    if any(not lists.is_word(atom) for atom in atoms):
        return True
    is_term = any(tuple(atoms[: len(term)]) == term for term in lists.terms.get(atoms[0], ()))
    return atoms[0] in lists.near_given and not is_term


def _atoms(words: str) -> list[str]:
    """Folded words; an abbreviation or a small word ("PMHW", "tbc") among others says nothing."""
    parts = _WORD.findall(words)
    mixed = not words.isupper() and not words.islower()
    telling = [p for p in parts if not mixed or (p[:1].isupper() and not (len(p) > 1 and p.isupper()))]
    return [atom for part in telling for atom in anonymise.fold_key(part).split()]


def is_of_meeting(entry: str) -> bool:
    """Whether an entry of the searched register is somebody of the meeting, and of no case."""
    return entry.startswith(_ENTRY)


def meeting_labels(register: anonymise.Register) -> dict[str, str]:
    """The one label of all of them."""
    return {person.id: PROFESSIONAL for person in register.people if is_of_meeting(person.id)}
