"""One table over the whole register, indexed by atom: whose name an atom of the text may be part of."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roundtable.anonymise import diminutives
from roundtable.anonymise.names import (
    KIN_WORDS,
    PARTICLES,
    PLACEHOLDERS,
    NameParts,
    called,
    initials_of,
    take_apart,
)
from roundtable.anonymise.sounds import sound_key
from roundtable.anonymise.wordlists import WordLists, load_word_lists


class Role(IntEnum):
    """What an atom is in a name."""

    GIVEN = 0
    ALIAS = 1
    MIDDLE = 2
    SURNAME = 3
    FAMILY = 4  # the plural of a surname: "the Thorntons"
    SMALL = 5  # a particle or kin word: counts only beside another part


class Quality(IntEnum):
    """How an atom came to be taken for a part of a name; lower is surer."""

    EXACT = 0
    LISTED = 1
    CUT = 2
    FUZZY = 3


class Part(NamedTuple):
    """`person` indexes the register's people."""

    person: int
    role: Role
    quality: Quality


# Digits that a scanner reads for letters.
SCANNED = str.maketrans("013458|", "oleasbl")
_FIRST_VOWELS = re.compile(r"[aeiouyw]*[aeiouy]")
_SCANNED = (
    ("rn", "m"),
    ("m", "rn"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "u"),
    ("li", "h"),
    ("nn", "m"),
    ("b", "h"),
    ("c", "e"),
)
Parts = tuple[Part, ...]


Names = tuple[str, ...]
"""One person's: the name, then the aliases."""


@functools.lru_cache(maxsize=4)
def lexicon_of(people: tuple[Names, ...]) -> Lexicon:
    """The table over these people. Every view needs the same one again, so the last few are kept.

    What is kept ends with the process, as everything that was read from an open file does.
    """
    return Lexicon(people, load_word_lists())


class Lexicon:
    """Compiled once per register; every lookup is a few dictionary reads, remembered per distinct atom."""

    def __init__(self, people: tuple[Names, ...], lists: WordLists) -> None:
        self.lists = lists
        self.exact: dict[str, Parts] = {}
        self.derived: dict[str, Parts] = {}
        self.initials: dict[str, Parts] = {}
        self._found: dict[tuple[str, bool], Parts] = {}
        self._short: dict[str, set[Part]] = defaultdict(
            set
        )  # words a letter shorter than a name: "Hop", "Sky"
        exact: dict[str, set[Part]] = defaultdict(set)
        derived: dict[str, set[Part]] = defaultdict(set)
        initials: dict[str, set[Part]] = defaultdict(set)
        for number, names in enumerate(people):
            for form in names:
                self._add(number, take_apart(form), form != names[0], exact, derived, initials)
        self.exact = {atom: tuple(sorted(parts)) for atom, parts in exact.items()}
        self.derived = {atom: tuple(sorted(p)) for atom, p in derived.items() if atom not in exact}
        self.initials = {letters: tuple(sorted(p)) for letters, p in initials.items()}
        self.by_initial = _heads(self.exact)
        self._fuzzy = sorted(
            a for a, parts in self.exact.items() if len(a) >= 4 and any(p.role != Role.SMALL for p in parts)
        )
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for atom in self._fuzzy:
            self._sounds[sound_key(atom)].append(atom)

    def _add(
        self,
        number: int,
        parts: NameParts,
        is_alias: bool,
        exact: dict[str, set[Part]],
        derived: dict[str, set[Part]],
        initials: dict[str, set[Part]],
    ) -> None:
        for order, name in enumerate(parts.given):
            role = (Role.ALIAS if is_alias else Role.GIVEN) if order == 0 else Role.MIDDLE
            if parts.surname and name[0] in PLACEHOLDERS:
                exact[name[0]].add(Part(number, Role.SMALL, Quality.EXACT))
                continue
            self._add_name(number, name, role, exact)
            self._add_pets(number, name, role, derived)
        self._add_name(number, parts.surname, Role.SURNAME, exact)
        usual = initials_of(called(parts))
        for letters, quality in zip(usual, (Quality.EXACT, Quality.LISTED, Quality.CUT), strict=True):
            for written in letters:
                initials[written].add(Part(number, Role.SMALL, quality))

    def _add_pets(
        self, number: int, name: tuple[str, ...], role: Role, derived: dict[str, set[Part]]
    ) -> None:
        """Short and pet forms; "nan" may be short for Hannah, but it is a grandmother where it stands."""
        for atom in (*name, "".join(name)) if len(name) > 1 else name:
            for pet in diminutives.listed(atom, self.lists) - KIN_WORDS:
                derived[pet].add(Part(number, role, Quality.LISTED))
            for pet in diminutives.cut(atom) - KIN_WORDS:
                if not (len(pet) <= 3 and self.lists.is_word(pet)):
                    derived[pet].add(Part(number, role, Quality.CUT))
                elif len(pet) == 3 and len(atom) == 4:
                    self._short[pet].add(Part(number, role, Quality.FUZZY))

    def _add_name(self, number: int, name: tuple[str, ...], role: Role, exact: dict[str, set[Part]]) -> None:
        for atom in name:
            small = (atom in PARTICLES or atom in KIN_WORDS) and len(name) + (role == Role.ALIAS) > 1
            small |= len(atom) == 1 and len(name) > 1  # the N of N'Golo
            exact[atom].add(Part(number, Role.SMALL if small else role, Quality.EXACT))
        for start in range(len(name)):
            for stop in range(start + 2, len(name) + 1):
                exact["".join(name[start:stop])].add(Part(number, role, Quality.EXACT))

    def parts(self, atom: str, loose: bool = False) -> Parts:
        """Whose name the lower-case `atom` may be part of, misspellings included.

        `loose` (beside a sure part of the same name) also takes a word or another known name for a
        misspelling.
        """
        known = self.exact.get(atom)
        if known is not None:
            return known
        key = (atom, loose)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > 200_000:
                self._found.clear()
            found = self._found[key] = self._look(atom, loose)
        return found

    def _look(self, atom: str, loose: bool) -> Parts:
        if not atom.isalpha():
            return self._read_again(atom)
        found = self.derived.get(atom, ()) or self._plural(atom)
        if loose and not found and atom in self._short:
            return tuple(sorted(self._short[atom]))
        if found or len(atom) < 4 or (self.lists.is_word(atom) and not loose):
            return found
        return self._misspelt(atom, loose)

    def _read_again(self, atom: str) -> Parts:
        """Digits that a scanner read for letters: "th0rnton", "ame1ia"."""
        if atom.isdigit() or sum(c.isdigit() for c in atom) * 2 > len(atom) or len(atom) < 3:
            return ()
        for plain in (atom.translate(SCANNED), atom.replace("1", "i").translate(SCANNED)):
            if not plain.isalpha():
                continue
            found = self.exact.get(plain, ())
            if not found and len(plain) >= 5:
                found = tuple(p for known, _ in self._scanned(plain) for p in self.exact[known])
            if found:
                return tuple(p._replace(quality=Quality.FUZZY) for p in found)
        return ()

    def _plural(self, atom: str) -> Parts:
        for ending in ("s", "es"):
            if atom.endswith(ending) and len(atom) > len(ending) + 2:
                stem = self.exact.get(atom[: -len(ending)], ())
                if any(p.role in (Role.SURNAME, Role.GIVEN, Role.ALIAS) for p in stem):
                    return tuple(
                        p._replace(role=Role.FAMILY if p.role == Role.SURNAME else p.role)
                        for p in stem
                        if p.role != Role.SMALL
                    )
        return ()

    def _misspelt(self, atom: str, loose: bool) -> Parts:
        """Parts of the nearest known atoms, by sound, by slips of the hand, by a scanner's usual
        confusions.
        """
        named = not loose and (atom in self.lists.given or atom in self.lists.surnames)
        near = self._same_sound(atom, named)
        if not named:
            for known, distance in (*self._near(atom), *self._scanned(atom)):
                near[known] = min(distance, near.get(known, distance))
        least = min(near.values(), default=0)
        found = {
            p._replace(quality=Quality.FUZZY)
            for known, distance in near.items()
            if distance <= least + (distance <= 2)  # a second one nearly as close leaves it open who is meant
            for p in self.exact[known]
            if p.role != Role.SMALL
        }
        return tuple(sorted(found))

    def _same_sound(self, atom: str, named: bool) -> dict[str, int]:
        """Known atoms that sound like this one. Another real name ("Jean" for "Joan") must agree in more."""
        key = sound_key(atom)
        limit = max(2, len(atom) // 2)
        near = {a: OSA.distance(a, atom, score_cutoff=limit) for a in self._sounds.get(key, ())}
        near = {a: d for a, d in near.items() if d <= limit}
        if named:  # Doreen is not Darren; Mohamad is Muhammad
            near = {a: d for a, d in near.items() if d < 2 or _first_vowel(a) == _first_vowel(atom)}
        if len(key) >= 3 or not near:
            return near
        if named:
            return {a: d for a, d in near.items() if _vowels(a) == _vowels(atom)}
        return near if len(key) == 2 else {}

    def _near(self, atom: str) -> Iterator[tuple[str, int]]:
        limit = 1 if len(atom) <= 6 else 2
        for known, distance, _ in process.extract(
            atom, self._fuzzy, scorer=OSA.distance, score_cutoff=limit, limit=8
        ):
            if _may_be(atom, known, int(distance)):
                yield known, int(distance)

    def _scanned(self, atom: str) -> Iterator[tuple[str, int]]:
        for seen, meant in _SCANNED:
            at = atom.find(seen)
            while at >= 0:
                plain = atom[:at] + meant + atom[at + len(seen) :]
                if plain in self.exact and len(plain) >= 4:
                    yield plain, 1
                at = atom.find(seen, at + 1)


def _heads(exact: dict[str, Parts]) -> dict[str, Parts]:
    """Who may be meant by one initial: surest by the first forename's, less by a middle name's or
    surname's.
    """
    heads: dict[str, dict[int, Quality]] = defaultdict(dict)
    for atom, parts in exact.items():
        for part in parts:
            sure = Quality.EXACT if part.role == Role.GIVEN else Quality.LISTED
            known = heads[atom[0]].get(part.person, sure)
            heads[atom[0]][part.person] = min(sure, known)
    return {
        letter: tuple(Part(p, Role.SMALL, q) for p, q in sorted(people.items()))
        for letter, people in heads.items()
    }


def _may_be(atom: str, known: str, distance: int) -> bool:
    """Whether a distance is small enough for names this short, and the beginning is right or swapped."""
    if distance >= 2 and min(len(atom), len(known)) < 7:
        return False
    if atom[0] == known[0] or (atom[:2] == known[1::-1]):
        return True
    return (distance == 1 and len(known) >= 5 and atom[1:] in (known[1:], known)) or (
        atom == known[1:] and len(known) >= 5
    )


def _first_vowel(atom: str) -> str:
    """How the first vowels sound, roughly: transliterations put o, u and au for one another, and e and i."""
    found = _FIRST_VOWELS.search(atom)
    vowels = found[0] if found else ""
    return next(
        (sign for sign, letters in (("u", "ou"), ("i", "eiy")) if set(letters) & set(vowels)), vowels[:1]
    )


def _vowels(atom: str) -> str:
    return "".join(c for c in atom.replace("y", "i") if c in "aeiou")
