"""The plain and folded forms of a register's entries that must not stand in a finished paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roundtable.anonymise.folding import fold_key, fold_text
from roundtable.anonymise.names import KIN_WORDS, PARTICLES, called, initials_of, take_apart
from roundtable.anonymise.place_forms import GENERIC
from roundtable.anonymise.register import Register
from roundtable.anonymise.tokens import Tokens
from roundtable.anonymise.wordlists import load_word_lists

_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an entry. `plain` as written, `folded` as compared: lower-case atoms joined by one space.

    `whole`: counts only as whole words, never as a part (short forms and ordinary words).
    `capital`: made of ordinary words, so that it counts only with a capital that no sentence start explains.
    `weak`: one ordinary word that is only a surname or part of a place ("Good", "Page", "Meadow"): a finished
    paper prints such words itself, so that it counts only where the words around it speak of a person.
    """

    entity: str
    plain: str
    folded: str
    whole: bool
    capital: bool
    weak: bool = False

    @property
    def atoms(self) -> tuple[str, ...]:
        """The folded form's atoms."""
        return tuple(self.folded.split())


@lru_cache(maxsize=16)
def register_forms(register: Register) -> tuple[Form, ...]:
    """Every form of every entry that must not stand in a report, each once, in a fixed order.

    People: the full name, forename and surname either way round, each part alone, initial and surname,
    aliases,
    three initials or more. Places: whole, between commas, without number or kind, postcodes, distinctive
    words.
    Identifiers: as listed.
    """
    found: dict[tuple[str, str], Form] = {}
    roles = _role_words(register)
    for entity, plain, weak in _all(register):
        form = _form(entity, plain, weak)
        if form is not None and not all(a in roles or len(a) == 1 for a in form.atoms):
            known = found.get((entity, form.folded))
            if known is None or (known.weak and not form.weak):
                found[entity, form.folded] = form
    return tuple(sorted(found.values(), key=lambda f: (f.entity, -len(f.folded), f.folded)))


def _role_words(register: Register) -> frozenset[str]:
    """Words that labels are made of: a Mrs Parent is not looked for in "Parent 1"."""
    roles = (*(p.role for p in register.people), *(p.role for p in register.places))
    return frozenset(("child", *(a for role in roles for a in folded_atoms(role))))


def _all(register: Register) -> Iterator[tuple[str, str, bool]]:
    for person in register.people:
        for name in (person.name, *person.aliases):
            surname = " ".join(take_apart(name).surname)
            for plain in _name_forms(name):
                yield person.id, plain, fold_key(plain) == surname
    for place in register.places:
        for name in (place.name, *place.aliases):
            for plain in _place_forms(name):
                yield place.id, plain, plain != name
    for identifier in register.identifiers:
        yield identifier.id, identifier.value, False


def _form(entity: str, plain: str, weak: bool) -> Form | None:
    atoms = folded_atoms(plain)
    letters = "".join(atoms)
    if len(letters) < 2 or _is_mere_number(letters):
        return None  # a single letter, a page number, a year stand everywhere
    lists = load_word_lists()
    ordinary = all(lists.is_word(a) or len(a) == 1 for a in atoms)
    whole = len(letters) < _SHORT or ordinary
    weak = weak and ordinary and len(atoms) == 1
    return Form(entity, plain, " ".join(atoms), whole, ordinary, weak)


def _is_mere_number(letters: str) -> bool:
    short = len(letters) < 4 and any(c.isdigit() for c in letters)
    return short or (len(letters) == 4 and letters.isdigit() and letters[:2] in ("19", "20"))


def folded_atoms(text: str) -> tuple[str, ...]:
    """The lower-case atoms of a text, possessive endings left out."""
    return tuple(Tokens(fold_text(text).text).lowers)


def _name_forms(name: str) -> Iterator[str]:
    yield name
    parts = called(take_apart(name))
    known = set(parts.atoms()) - PARTICLES - KIN_WORDS
    yield from (
        w for w in name.replace(",", " ").split() if len(w) >= 3 and known.intersection(folded_atoms(w))
    )
    given = [" ".join(n) for n in parts.given]
    surname = " ".join(parts.surname)
    yield " ".join(parts.atoms())
    yield from (g for g in given if not (surname and g in KIN_WORDS))
    yield from (a for a in parts.atoms() if len(a) >= 3 and a not in PARTICLES and a not in KIN_WORDS)
    if len(given) > 1:
        yield " ".join(given[:2])
    yield from (
        i
        for i in frozenset().union(*initials_of(parts)[:2])
        if len(i) >= 3 and not load_word_lists().is_word(i)
    )
    if surname and given:
        yield surname
        initial = () if given[0] in KIN_WORDS else (given[0][0],)
        for first in (given[0], *initial, " ".join(given)):
            yield f"{first} {surname}"
            yield f"{surname} {first}"
    elif surname:
        yield surname


def _place_forms(name: str) -> Iterator[str]:
    """Whole, each part between commas, postcodes, the street without number, the name without its kind."""
    yield name
    yield from _POSTCODE.findall(name)
    for segment in _POSTCODE.sub(" ", name).split(","):
        atoms = folded_atoms(segment)
        while atoms and (atoms[0][0].isdigit() or atoms[0] in ("flat", "unit", "the")):
            atoms = atoms[1:]
        while len(atoms) > 2 and atoms[-1] in GENERIC:
            yield " ".join(atoms)
            atoms = atoms[:-1]
        if any(a not in GENERIC for a in atoms):
            yield " ".join(atoms)
        is_word = load_word_lists().is_word
        yield from (a for a in atoms if len(a) >= _SHORT and a not in GENERIC and not is_word(a))
