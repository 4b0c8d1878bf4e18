"""A person's name taken apart: titles off, given names, surname with its particles, initials."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from roundtable.anonymise.folding import fold_text
from roundtable.anonymise.tokens import Tokens, is_title
from roundtable.anonymise.vocabulary import vocabulary

PARTICLES = vocabulary("names.particles")
KIN_WORDS = vocabulary("names.kin_words")
# What is written where a forename is not known or not given yet: "Unborn Thornton", "Baby Thornton".
PLACEHOLDERS = vocabulary("names.placeholders")


_MOST = 7  # atoms whose initials are combined


@dataclass(frozen=True, slots=True)
class NameParts:
    """Folded lower-case atoms. `given[0]` is the first forename's atoms; `surname` includes its particles."""

    given: tuple[tuple[str, ...], ...]
    surname: tuple[str, ...]

    def atoms(self) -> tuple[str, ...]:
        """All atoms in the order typed."""
        return (*(a for name in self.given for a in name), *self.surname)


@lru_cache(maxsize=4096)
def take_apart(name: str) -> NameParts:
    """Split a typed name. "Surname, Forename" is understood; one word alone is a given name."""
    before, comma, after = name.partition(",")
    if comma and after.strip():
        return NameParts(_words(after), tuple(a for w in _words(before) for a in w))
    words = _words(name)
    if len(words) <= 1:
        return NameParts(words, ())
    start = len(words) - 1
    while start > 1 and len(words[start - 1]) == 1 and words[start - 1][0] in PARTICLES:
        start -= 1
    return NameParts(words[:start], tuple(a for w in words[start:] for a in w))


def _words(name: str) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for word in fold_text(name).text.split():
        atoms = tuple(Tokens(word).lowers)
        if atoms and not (not found and len(atoms) == 1 and is_title(atoms[0])):
            found.append(atoms)
    return tuple(found)


def called(parts: NameParts) -> NameParts:
    """The parts without placeholders for a forename: "Baby Thornton" is known by the surname alone."""
    if not parts.surname:
        return parts
    return NameParts(tuple(n for n in parts.given if n[0] not in PLACEHOLDERS), parts.surname)


def initials_of(parts: NameParts) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Two letters or more by which the person may be meant: the usual ones, those that count particles,
    and any two or three in their order, for peoples with two surnames or none.

    All atoms, first and last, a double forename's own ("AJ").
    """
    plain = tuple(a for a in parts.surname if a not in PARTICLES) or parts.surname
    usual = _letters(parts.given, plain)
    rarer = _letters(parts.given, parts.surname) - usual
    heads = [a[0] for a in parts.atoms()][:_MOST]
    some = {"".join(letters) for n in (2, 3) for letters in combinations(heads, n)}
    return usual, rarer, frozenset(some) - usual - rarer


def _letters(given: tuple[tuple[str, ...], ...], surname: tuple[str, ...]) -> frozenset[str]:
    heads = "".join(name[0][0] for name in given)
    if not heads:
        return frozenset()
    found = {"".join(a[0] for name in given for a in name) + "".join(a[0] for a in surname)}
    if surname:
        tails = {surname[0][0], "".join(a[0] for a in surname)}
        found |= {first + tail for first in (heads, heads[:1]) for tail in tails}
    for name in given:
        if len(name) > 1:
            double = "".join(a[0] for a in name)
            found |= {double, *(double + a[0] for a in surname[:1])}
    return frozenset(f for f in found if len(f) >= 2)
