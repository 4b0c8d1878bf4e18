"""The gate's rule: every form of every register entry, looked for in text taken out of a finished file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from roundtable.anonymise.folding import Folded, fold_key, fold_text
from roundtable.anonymise.names import KIN_WORDS, PARTICLES, NameParts, initials_of, take_apart
from roundtable.anonymise.register import Register
from roundtable.anonymise.wordlists import load_word_lists


class Where(Enum):
    """TEXT: decoded running text, whole words. NAME: file names, handles, identifiers, joined words: parts too.

    RAW: bytes that could not be decoded, read as Latin-1: exact forms only.
    """

    TEXT = "text"
    NAME = "name"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an entry. `plain` as written, `folded` its compared form (atoms joined by one space).

    `whole`: counts only as whole words, never as a part (short forms and ordinary words).
    `capital`: an ordinary word that counts only with a capital letter inside a sentence.
    """

    entity: str
    plain: str
    folded: str
    whole: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A form met at `start:end` of the searched text."""

    start: int
    end: int
    text: str
    form: Form


def register_forms(register: Register) -> tuple[Form, ...]:
    """Every form of every entry that must not stand in a report, each once, in a fixed order."""
    found: dict[tuple[str, str], Form] = {}

    def add(entity: str, plain: str, alone: bool = False) -> None:
        form = _form(entity, plain, alone)
        if form is not None:
            found.setdefault((entity, form.folded), form)

    for person in register.people:
        for name in (person.name, *person.aliases):
            for plain in _name_forms(name):
                add(person.id, plain)
            add(person.id, name, alone=True)
    for place in register.places:
        for name in (place.name, *place.aliases):
            for plain in _place_forms(name):
                add(place.id, plain)
    for identifier in register.identifiers:
        add(identifier.id, identifier.value)
    return tuple(sorted(found.values(), key=lambda f: (f.entity, -len(f.folded), f.folded)))


def _form(entity: str, plain: str, alone: bool) -> Form | None:
    folded = fold_key(plain)
    if (len(folded) < 2 and not alone) or not folded:
        return None
    words = load_word_lists()
    atoms = folded.split()
    ordinary = all(words.is_word(a) or len(a) == 1 for a in atoms)
    alone_in_row = len(atoms) == 1
    return Form(
        entity,
        plain,
        folded,
        whole=len(folded.replace(" ", "")) < 5 or (ordinary and alone_in_row),
        # "young c" is a name only as "Young C"; "grace young" is one however it is typed.
        capital=ordinary and (alone_in_row or any(len(a) == 1 for a in atoms)),
    )


def _name_forms(name: str) -> list[str]:
    """Full, reversed, first and last, each forename, each surname part, initials with the surname."""
    parts = take_apart(name)
    given = [" ".join(n) for n in parts.given]
    surname = " ".join(parts.surname)
    forms = [" ".join(parts.atoms()), *given, *_single(parts)]
    if surname and given:
        forms += [
            f"{given[0]} {surname}",
            f"{surname} {given[0]}",
            f"{given[0][0]} {surname}",
            f"{surname} {given[0][0]}",
            surname,
        ]
        forms += [f"{surname} {' '.join(given)}", " ".join((*given[:2],))]
    forms += [
        letters
        for letters in initials_of(parts)
        if len(letters) >= 3 and not load_word_lists().is_word(letters)
    ]
    return forms


def _single(parts: NameParts) -> list[str]:
    return [a for a in parts.atoms() if len(a) >= 3 and a not in PARTICLES and a not in KIN_WORDS]


_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)


def _place_forms(name: str) -> list[str]:
    """Whole, each part between commas, each postcode, the street without its number, the name without its kind."""
    from roundtable.anonymise.places import GENERIC

    forms = [name, *_POSTCODE.findall(name)]
    for segment in _POSTCODE.sub(" ", name).split(","):
        atoms = fold_key(segment).split()
        while atoms and (atoms[0][0].isdigit() or atoms[0] in ("flat", "unit", "the")):
            atoms = atoms[1:]
        while len(atoms) > 2 and atoms[-1] in GENERIC:
            forms.append(" ".join(atoms))
            atoms = atoms[:-1]
        if any(a not in GENERIC for a in atoms):
            forms.append(" ".join(atoms))
        forms += [a for a in atoms if len(a) >= 5 and a not in GENERIC and not load_word_lists().is_word(a)]
    return forms


class Searcher:
    """Everything that is looked for in one register, compiled once: a finished file is hundreds of texts."""

    def __init__(self, register: Register) -> None:
        self.forms = register_forms(register)
        self._heads: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
        for form in self.forms:
            sequence = tuple(form.folded.split())
            self._heads.setdefault(sequence[0], []).append((sequence, form))
            if len(sequence) > 1:
                self._heads.setdefault("".join(sequence), []).append((("".join(sequence),), form))
        self._long = [(key, f) for f in self.forms if len(key := f.folded.replace(" ", "")) >= 4]
        self._joined = dict(reversed(self._long))
        self._short = {f.folded: f for f in self.forms if f.whole and " " not in f.folded}

    def search(self, text: str, where: Where = Where.TEXT) -> tuple[Hit, ...]:
        """Where any form stands in `text`, in order. Offsets are of `text`.

        TEXT and NAME compare folded letters: accents, case, quotes, zero-width letters and other scripts do
        not hide a name; nor do letters set apart by single spaces, hyphens or line ends.
        """
        if where is Where.RAW:
            return self._raw(text)
        folded = fold_text(text)
        hits = self._whole_words(folded, text)
        if where is Where.NAME:
            hits += self._inside(folded, text)
        hits += self._spread(folded, text)
        return tuple(sorted(set(hits), key=lambda h: (h.start, -h.end, h.form.entity, h.form.folded)))

    def _raw(self, text: str) -> tuple[Hit, ...]:
        hits = []
        for form in self.forms:
            at = -1 if form.whole else text.find(form.plain)
            while at >= 0:
                hits.append(Hit(at, at + len(form.plain), form.plain, form))
                at = text.find(form.plain, at + 1)
        return tuple(sorted(hits, key=lambda h: (h.start, h.end)))

    def _whole_words(self, folded: Folded, text: str) -> list[Hit]:
        """Atoms compared in a row; what stands between them does not matter unless a letter or digit."""
        atoms = [(m.group(), m.start(), m.end()) for m in _ATOM.finditer(folded.text)]
        lower = [a[0].lower() for a in atoms]
        hits: list[Hit] = []
        for i, atom in enumerate(lower):
            for sequence, form in self._heads.get(atom, ()) or self._heads.get(_singular(atom), ()):
                stop = i + len(sequence)
                if len(sequence) > 1 and tuple(lower[i:stop]) != sequence:
                    continue
                if form.capital and not _as_name(folded.text, [a[1] for a in atoms[i:stop]]):
                    continue
                hits.append(_hit(folded, text, atoms[i][1], atoms[stop - 1][2], form))
        return hits

    def _inside(self, folded: Folded, text: str) -> list[Hit]:
        """Forms as parts of joined words: letters and digits alone, runs of them without what joins them."""
        hits: list[Hit] = []
        squeezed, places = _squeeze(folded.text)
        for key, form in self._long:
            at = -1 if form.whole else squeezed.find(key)
            while at >= 0:
                hits.append(_hit(folded, text, places[at], places[at + len(key) - 1] + 1, form))
                at = squeezed.find(key, at + 1)
        return hits + self._camel(folded, text)

    def _camel(self, folded: Folded, text: str) -> list[Hit]:
        """Short forms and ordinary words as one hump of a joined word: "GraceReport", "mo_video"."""
        return [
            _hit(folded, text, m.start(), m.end(), self._short[m.group().lower()])
            for m in _CAMEL.finditer(folded.text)
            if m.group().lower() in self._short
        ]

    def _spread(self, folded: Folded, text: str) -> list[Hit]:
        """Letters set apart ("A m e l i a") and words broken at a line end ("Thorn-\\nton")."""
        hits: list[Hit] = []
        for found in _SPREAD.finditer(folded.text):
            letters, places = _squeeze(found.group())
            for key, form in self._long:
                at = letters.find(key)
                if at >= 0:
                    begin = found.start() + places[at]
                    end = found.start() + places[at + len(key) - 1] + 1
                    hits.append(_hit(folded, text, begin, end, form))
        for found in _BROKEN.finditer(folded.text):
            joined = (found[1] + found[2]).lower()
            match = self._joined.get(joined) or self._joined.get(joined.removesuffix("s"))
            if match is not None:
                hits.append(_hit(folded, text, found.start(), found.end(), match))
        return hits


@lru_cache(maxsize=4)
def _searcher(register: Register) -> Searcher:
    return Searcher(register)


def search(register: Register, text: str, where: Where = Where.TEXT) -> tuple[Hit, ...]:
    """`Searcher.search` for a register, compiled on first use."""
    return _searcher(register).search(text, where)


_ATOM = re.compile(r"[A-Za-z0-9]+")


def _singular(atom: str) -> str:
    """Without a plural s; "this" is a word of its own, never the plural of a short name (Thị)."""
    stem = atom.removesuffix("s")
    return atom if len(stem) < 4 and load_word_lists().is_word(atom) else stem


def _as_name(text: str, starts: list[int]) -> bool:
    """One ordinary word counts with a capital inside a sentence; a row of them with a capital each."""
    if len(starts) == 1:
        return _capital_inside(text, starts[0])
    return all(text[start].isupper() for start in starts)


def _capital_inside(text: str, start: int) -> bool:
    """A capital that no sentence start explains."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1] not in '.?!\n:\t"|'


_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def _squeeze(text: str) -> tuple[str, list[int]]:
    places = [i for i, c in enumerate(text) if c.isalnum()]
    return "".join(text[i].lower() for i in places), places


_SPREAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9](?:[ \t.\n-]{1,2}[A-Za-z0-9](?![A-Za-z0-9])){3,}")
_BROKEN = re.compile(r"([A-Za-z]{2,})-? ?\n ?([a-z]{2,})")


def _hit(folded: Folded, text: str, start: int, end: int, form: Form) -> Hit:
    first, last = folded.original(start, end)
    return Hit(first, last, text[first:last], form)
