"""Who sits at the table and who is nominated for it: the report names agencies, never people (DOMAIN 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from roundtable import anonymise
from roundtable.actions.board import the_board
from roundtable.actions.ports import Transaction
from roundtable.domain.ids import AuditId

# What stands in the report where one of them was named.
PROFESSIONAL: Final = "a professional"
_ENTRY: Final = "meeting:"
_LEAST_WORDS: Final = 2


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
        if key and key not in known:
            people.setdefault(key, anonymise.Person(f"{_ENTRY}{key}", name, "Professional"))
    return tuple(people.values())


def _names(tx: Transaction, audit_id: AuditId) -> Iterator[str]:
    for table in tx.round_tables.of(audit_id):
        yield from (attendee.name for attendee in table.attendees)
        # Typed freely: "the chair" is nobody's name, a forename and a surname are.
        yield from (n for n in (table.facilitator, table.minute_taker) if _reads_as_name(n))
    yield from (person.name for person in the_board(tx).representatives)


def _reads_as_name(words: str) -> bool:
    """Two capital words or more."""
    parts = words.split()
    return len(parts) >= _LEAST_WORDS and all(part[:1].isupper() for part in parts)


def is_of_meeting(entry: str) -> bool:
    """Whether an entry of the searched register is somebody of the meeting, and of no case."""
    return entry.startswith(_ENTRY)


def meeting_labels(register: anonymise.Register) -> dict[str, str]:
    """The one label of all of them."""
    return {person.id: PROFESSIONAL for person in register.people if is_of_meeting(person.id)}
