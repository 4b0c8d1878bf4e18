"""A registered person's initials with full stops ("O.B.") in a finished paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable.anonymise.names import called, initials_of, take_apart
from roundtable.anonymise.register import Register

# Not before a letter or a digit, not a chain of more of the same: "A.1.2.", "P.A.Y.E.".
_DOTTED = re.compile(r"(?<![\w.])((?:[A-Z]\. ?){1,3}[A-Z])\.(?!\w)")
# What papers write with full stops and never mean anybody by.
COMMON = frozenset(
    "am pm ps nb uk us usa eu un gp id it ie eg ad bc ba ma jp qc kc hq tv pc dc ds di ce aka phd dob".split()
)


def initials_in_register(register: Register) -> dict[str, str]:
    """Small letters of two to four initials: the entity whose they are, the first one where several are."""
    found: dict[str, str] = {}
    for person in register.people:
        for name in (person.name, *person.aliases):
            usual, rarer, _ = initials_of(called(take_apart(name)))
            for letters in sorted(usual | rarer):
                if 2 <= len(letters) <= 4 and letters not in COMMON:
                    found.setdefault(letters, person.id)
    return found


def find_dotted_initials(text: str, owners: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, entity) of capitals with full stops that are the initials of somebody in `owners`.

    Two capitals without full stops are too often a term ("OB", "SW"): those the engine reads by their
    surroundings, and a finished paper is not searched for them.
    """
    for found in _DOTTED.finditer(text):
        letters = "".join(c for c in found[1] if c.isalpha()).lower()
        if letters in owners:
            yield found.start(), found.end(), owners[letters]
