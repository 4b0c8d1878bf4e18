"""The forms of registered places as rows of atoms: whole, shortened, by street, by a distinctive word, by
letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roundtable.anonymise.folding import fold_text
from roundtable.anonymise.lexicon import SCANNED, Lexicon
from roundtable.anonymise.register import Place
from roundtable.anonymise.sounds import sound_key
from roundtable.anonymise.tokens import Tokens
from roundtable.anonymise.vocabulary import vocabulary

GENERIC = vocabulary("places.generic")
# Words that only say what kind of place it is; "Green Lane" is generic in its words, yet a name together.
KINDS = vocabulary("places.kinds")
# "rd" and "road", "saint", "street" and "st" count as one.
SAME = {short: full for short, _, full in (pair.partition("=") for pair in vocabulary("places.same"))}
_FAMILIES = {
    word: family
    for family in ("schools", "health", "worship", "streets", "inns")
    for word in vocabulary(f"places.{family}")
}
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
_OWNER = re.compile(r"([A-Za-z]+)'s\b")
_PHRASE = 3
_UNITS = frozenset(("flat", "unit", "room", "plot"))


def family_of(kind: str) -> str:
    """The family of a kind of place: a church and a mosque are "worship"; "" for what tells little."""
    return _FAMILIES.get(kind, "")


class PlaceForm(NamedTuple):
    """A row of atoms that means a place. `capital`: ordinary words, all of which need a capital in the
    text.
    """

    atoms: tuple[str, ...]
    place: int
    capital: bool
    why: str


def canonical(text: str) -> tuple[str, ...]:
    """The folded atoms of a text with abbreviations of streets and kinds written out."""
    return tuple(SAME.get(a, a) for a in Tokens(fold_text(text).text).lowers)


class PlaceForms:
    """All forms of all places of one register, by their first atom."""

    def __init__(self, places: tuple[Place, ...], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._lists = lexicon.lists
        self.common = lexicon.lists.common
        self.letters: dict[str, int] = {}
        self.codes: dict[str, int] = {}
        self.owners: set[str] = set()
        self.phrases = {
            (n, row)
            for n, p in enumerate(places)
            for name in (p.name, *p.aliases)
            if len(row := canonical(name)) >= _PHRASE and name != name.lower()
        }
        self.alone = {
            (n, row) for n, p in enumerate(places) for a in p.aliases if len(row := canonical(a)) == 1
        }
        forms: dict[str, set[PlaceForm]] = defaultdict(set)
        for number, place in enumerate(places):
            for name in (place.name, *place.aliases):
                for form in self._forms_of(number, name):
                    forms[form.atoms[0]].add(form)
        self._forms = {a: sorted(f, key=lambda f: (-len(f.atoms), f)) for a, f in forms.items()}
        self._long = sorted(
            {a for fs in forms.values() for f in fs for a in f.atoms if len(a) >= 5 and not self.plain(a)}
        )
        self._atoms = {a for fs in forms.values() for f in fs for a in f.atoms}
        self._near: dict[str, str] = {}

    def plain(self, atom: str) -> bool:
        """Whether the atom is an ordinary word or a kind of place."""
        return atom in GENERIC or self._lists.is_word(atom)

    def canonical(self, atom: str) -> str:
        """The atom written out, and read again where a scanner put digits for its letters: "da1ry"."""
        if atom.isalpha() or atom.isdigit():
            return SAME.get(atom, atom)
        read = (atom.translate(SCANNED), atom.replace("1", "i").translate(SCANNED))
        full = (SAME.get(plain, plain) for plain in read)
        return next((plain for plain in full if plain in self._atoms), atom)

    def beginning(self, atom: str) -> list[PlaceForm]:
        """The forms that may begin with this atom of a text, the longest first."""
        found = self._forms.get(atom)
        if found is None and atom.endswith("s") and len(atom) >= 5:
            found = self._forms.get(atom[:-1])
        if found is None:
            found = self._forms.get(self.close(atom), [])
        return found

    def close(self, atom: str) -> str:
        """The registered atom this one is a misspelling of, or ""."""
        known = self._near.get(atom)
        if known is None:
            known = self._near[atom] = self._search(atom)
        return known

    def _search(self, atom: str) -> str:
        if len(atom) < 5 or self.plain(atom) or sum(c.isdigit() for c in atom) > 2:
            return ""
        if not atom.isalpha():
            plain = atom.translate(SCANNED)
            return plain if plain in self._long else self._search(plain) if plain.isalpha() else ""
        limit = 1 if len(atom) < 8 else 2
        named = atom in self._lists.given or atom in self._lists.surnames
        for known, distance, _ in process.extract(
            atom, self._long, scorer=OSA.distance, score_cutoff=limit, limit=4
        ):
            agrees = not named or sound_key(known) == sound_key(atom)
            if distance and known[0] == atom[0] and agrees:
                return known
        return ""

    def _forms_of(self, number: int, name: str) -> Iterator[PlaceForm]:
        plain = fold_text(name).text
        self.owners.update(m[1].lower() for m in _OWNER.finditer(plain))
        self.codes.update({(c[1] + c[2]).lower(): number for c in _POSTCODE.finditer(plain)})
        plain = _POSTCODE.sub(" ", plain)
        for segment in plain.split(","):
            atoms = canonical(segment)
            self._add_letters(number, atoms)
            rows = (*_shortened(atoms), *_pairs(atoms), *self._cores(atoms))
            yield from (self._form(number, row, why) for row, why in rows if self._distinct(row))
        self._add_letters(number, canonical(plain))

    def _form(self, number: int, atoms: tuple[str, ...], why: str) -> PlaceForm:
        return PlaceForm(atoms, number, all(self.plain(a) for a in atoms), why)

    def _distinct(self, atoms: tuple[str, ...]) -> bool:
        if len(atoms) == 1:
            atom = atoms[0]
            # A child called Chelsea is meant by "Chelsea", not her academy.
            return (
                len(atom) >= 3
                and not atom[0].isdigit()
                and atom not in self._lexicon.exact
                and atom not in GENERIC
            )
        unit = len(atoms) == 2 and atoms[0] in _UNITS
        return unit or not all(a in KINDS or a.isdigit() for a in atoms)

    @staticmethod
    def _cores(atoms: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        """Every distinctive word alone; `capital` guards the ordinary ones."""
        for atom in atoms:
            if len(atom) >= 4 and atom not in GENERIC:
                yield (atom,), "A distinctive word of a registered place."

    def _add_letters(self, number: int, atoms: tuple[str, ...]) -> None:
        words = [a for a in atoms if not a[0].isdigit() and a not in ("the", "and", "of", "for")]
        for start in range(len(words) - 2):
            letters = "".join(w[0] for w in words[start:])
            free = letters not in self._lists.kept and letters not in self._lists.common
            if 3 <= len(letters) <= 6 and free and letters not in self._lexicon.initials:
                self.letters.setdefault(letters, number)


def _shortened(atoms: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The row whole, without its leading number or article, and without its trailing kind of place."""
    while atoms:
        yield atoms, "Listed in the register."
        if atoms[0][0].isdigit() or atoms[0] in _UNITS or atoms[0] == "the":
            atoms = atoms[1:]
        elif atoms[-1] in GENERIC:
            atoms = atoms[:-1]
        else:
            return
        if all(a in KINDS or a[0].isdigit() for a in atoms):
            return


def _pairs(atoms: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for pair in pairwise(atoms):
        if not pair[0][0].isdigit() and not any(a in KINDS or a.isdigit() for a in pair):
            yield pair, "Part of a registered place."
