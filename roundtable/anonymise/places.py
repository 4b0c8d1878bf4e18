"""Mentions of registered places: whole, by a distinctive word, by street, by postcode, by its letters."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roundtable.anonymise.folding import fold_text
from roundtable.anonymise.register import Place
from roundtable.anonymise.sounds import sound_key
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.tokens import Capital, Tokens
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.anonymise.wordlists import WordLists

_SAME = {
    "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "clo": "close", "dr": "drive", "drv": "drive",
    "cres": "crescent", "cresc": "crescent", "ct": "court", "crt": "court", "gdns": "gardens", "gdn": "gardens", "garden": "gardens",
    "ter": "terrace", "terr": "terrace", "tce": "terrace", "pl": "place", "sq": "square", "saint": "st", "street": "st", "str": "st",
    "pk": "park", "hosp": "hospital", "sch": "school", "schl": "school", "prim": "primary", "pri": "primary", "acad": "academy",
    "ctr": "centre", "center": "centre", "apt": "flat", "apartment": "flat", "surg": "surgery", "inf": "infants", "infant": "infants",
    "jnr": "junior", "juniors": "junior", "jun": "junior", "gr": "grove", "grv": "grove", "bldgs": "buildings", "hse": "house",
    "wy": "way", "walk": "walk", "est": "estate", "mt": "mount", "nth": "north", "sth": "south", "comm": "community", "coll": "college",
    "uni": "university", "univ": "university", "nurs": "nursery",
}  # fmt: skip
GENERIC = vocabulary("places.generic")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
_LINK = re.compile(r"^(?:[ ,.'/&\n-]|'s){1,3}$")
_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:flat|apt|apartment|unit|room|no|number|house)\.? ?\w{1,4},? |\b\d{1,4}[a-z]?,? ?(?:[-/] ?\d{1,4}[a-z]?,? )?){1,2}$",
    re.IGNORECASE,
)


class _Form(NamedTuple):
    atoms: tuple[str, ...]
    place: int
    capital: bool  # made of ordinary words: every atom must be capitalised in the text
    why: str


class PlaceReader:
    """Finds the places of one register in texts. Compiled once."""

    def __init__(self, places: tuple[Place, ...], lists: WordLists) -> None:
        self._places = places
        self._lists = lists
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        self._letters: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        for number, place in enumerate(places):
            for name in (place.name, *place.aliases):
                self._add(number, name)
        for forms in self._forms.values():
            forms.sort(key=lambda f: (-len(f.atoms), f.place))
        self._fuzzy = sorted(
            {
                a
                for forms in self._forms.values()
                for f in forms
                for a in f.atoms
                if len(a) >= 5 and not self._plain(a)
            }
        )
        self._near: dict[str, str] = {}

    def postcode_owner(self, code: str) -> str | None:
        """The id of the place with this postcode, however it is spaced."""
        number = self._codes.get(re.sub(r"[^a-z0-9]", "", code.lower()))
        return None if number is None else self._places[number].id

    # -- forms ----------------------------------------------------------------------------------------

    def _add(self, number: int, name: str) -> None:
        plain = fold_text(name).text
        for code in _POSTCODE.finditer(plain):
            self._codes[(code[1] + code[2]).lower()] = number
        plain = _POSTCODE.sub(" ", plain)
        for segment in plain.split(","):
            atoms = _canonical(segment)
            self._add_sequence(number, atoms)
            self._add_letters(number, atoms)
            self._add_cores(number, atoms)
        self._add_letters(number, _canonical(plain))

    def _add_sequence(self, number: int, atoms: tuple[str, ...]) -> None:
        """The segment whole, without its leading number or article, and without its trailing kind of place."""
        while atoms:
            self._form(number, atoms, "Listed in the register.")
            if atoms[0][0].isdigit() or atoms[0] in ("flat", "unit", "room", "the"):
                atoms = atoms[1:]
                continue
            if atoms[-1] not in GENERIC:
                return
            atoms = atoms[:-1]
            if all(a in GENERIC or a[0].isdigit() for a in atoms):
                return

    def _form(self, number: int, atoms: tuple[str, ...], why: str) -> None:
        unit = len(atoms) == 2 and atoms[0] in ("flat", "unit", "room", "plot") and atoms[1].isalnum()
        if all(a in GENERIC or a.isdigit() for a in atoms) and len(atoms) < 3 and not unit:
            return
        if len(atoms) == 1 and (len(atoms[0]) < 3 or atoms[0][0].isdigit()):
            return
        form = _Form(atoms, number, all(self._plain(a) for a in atoms), why)
        if form not in self._forms[atoms[0]]:
            self._forms[atoms[0]].append(form)

    def _add_cores(self, number: int, atoms: tuple[str, ...]) -> None:
        """Every distinctive word alone, and every pair of words that stand together."""
        for k, atom in enumerate(atoms):
            if not self._plain(atom) and len(atom) >= 4 and not atom[0].isdigit():
                self._form(number, (atom,), "A distinctive word of a registered place.")
            elif self._plain(atom) and atom not in GENERIC and len(atom) >= 4 and k < 3:
                self._form(number, (atom,), "A word of a registered place.")
            pair = atoms[k : k + 2]
            if (
                len(pair) == 2
                and not all(a in GENERIC or a.isdigit() for a in pair)
                and not pair[0][0].isdigit()
            ):
                self._form(number, pair, "Part of a registered place.")

    def _add_letters(self, number: int, atoms: tuple[str, ...]) -> None:
        words = [a for a in atoms if not a[0].isdigit() and a not in ("the", "and", "of", "for")]
        for start in range(len(words) - 2):
            letters = "".join(w[0] for w in words[start:])
            if (
                3 <= len(letters) <= 6
                and letters not in self._lists.kept
                and letters not in self._lists.common
            ):
                self._letters.setdefault(letters, number)

    def _plain(self, atom: str) -> bool:
        return atom in GENERIC or self._lists.is_word(atom)

    # -- reading --------------------------------------------------------------------------------------

    def read(self, tokens: Tokens, claims: Claims) -> None:
        """Claim every mention. Before people are read, so that "Amelia Road" is a road."""
        if not self._places:
            return
        canon = [_SAME.get(a, a) for a in tokens.lowers]
        i = 0
        while i < len(canon):
            found = self._match(tokens, canon, i)
            if found is None:
                i += 1
                continue
            form, stop = found
            start, stop = self._grow(tokens, canon, i, stop, form)
            first = tokens.starts[start]
            before = _NUMBER_BEFORE.search(tokens.text, max(0, first - 24), first)
            if before and start == i:
                first = before.start()
            taken = claims.take(
                Span(first, tokens.ends[stop - 1], "place", form.why, self._places[form.place].id)
            )
            if not taken and first != tokens.starts[start]:
                claims.take(
                    Span(
                        tokens.starts[start],
                        tokens.ends[stop - 1],
                        "place",
                        form.why,
                        self._places[form.place].id,
                    )
                )
            i = stop

    def _match(self, tokens: Tokens, canon: list[str], i: int) -> tuple[_Form, int] | None:
        word = tokens.words[i]
        if (
            word.isupper()
            and 3 <= len(word) <= 6
            and canon[i] in self._letters
            and tokens.capitals[i] is not Capital.SHOUT
        ):
            place = self._letters[canon[i]]
            return _Form((canon[i],), place, False, "The first letters of a registered place."), i + 1
        for form in self._candidates(canon[i]):
            stop = i + len(form.atoms)
            if (
                stop <= len(canon)
                and self._agrees(tokens, canon, i, form)
                and self._meant(tokens, i, stop, form)
            ):
                return form, stop
        return None

    def _candidates(self, atom: str) -> list[_Form]:
        found = self._forms.get(atom)
        if found is None and atom.endswith("s") and len(atom) >= 5:
            found = self._forms.get(atom[:-1])
        if found is None:
            found = self._forms.get(self._close(atom), [])
        return found

    def _agrees(self, tokens: Tokens, canon: list[str], i: int, form: _Form) -> bool:
        for k, known in enumerate(form.atoms):
            if k and not _LINK.match(tokens.gaps[i + k]):
                return False
            atom = canon[i + k]
            if atom != known and atom.rstrip("s") != known.rstrip("s") and self._close(atom) != known:
                return False
            if (
                form.capital
                and not tokens.words[i + k][0].isupper()
                and not known[0].isdigit()
                and known not in ("of", "the", "and")
            ):
                return False
        return True

    def _meant(self, tokens: Tokens, i: int, stop: int, form: _Form) -> bool:
        """A single ordinary word needs a place's surroundings."""
        if not form.capital or len(form.atoms) > 1:
            return True
        before = tokens.lowers[i - 1] if i else ""
        if tokens.capitals[i] not in (Capital.MID, Capital.SOFT) and before != "the":
            return False
        if before == "the":
            return (
                tokens.capitals[i - 1] is not Capital.LOWER
                and stop < len(tokens) + 1
                and self._after_article(tokens, i, stop)
            )
        after = tokens.capitals[stop] if stop < len(tokens) and tokens.gaps[stop] == " " else Capital.LOWER
        if after is Capital.MID and _SAME.get(tokens.lowers[stop], tokens.lowers[stop]) not in GENERIC:
            return False
        return before in (
            "at",
            "from",
            "near",
            "in",
            "outside",
            "to",
            "of",
            "by",
            "with",
            "and",
            "attends",
            "attending",
            "left",
            "leaving",
            "joined",
        )

    @staticmethod
    def _after_article(tokens: Tokens, i: int, stop: int) -> bool:
        return tokens.capitals[i] in (Capital.MID, Capital.SHOUT)

    def _grow(self, tokens: Tokens, canon: list[str], i: int, stop: int, form: _Form) -> tuple[int, int]:
        """Take in the kind of place that follows and the article or saint that goes before."""
        while (
            stop < len(canon)
            and canon[stop] in GENERIC
            and tokens.words[stop][0].isupper()
            and _LINK.match(tokens.gaps[stop])
            and "\n" not in tokens.gaps[stop]
            and "," not in tokens.gaps[stop]
        ):
            stop += 1
        start = i
        while start > 0 and self._belongs(tokens, canon, start):
            start -= 1
        return start, stop

    @staticmethod
    def _belongs(tokens: Tokens, canon: list[str], start: int) -> bool:
        before = canon[start - 1]
        gap = tokens.gaps[start]
        if before == "st" and gap in (" ", ". ", "."):
            return tokens.words[start - 1][0].isupper()
        return (
            before == "the"
            and gap == " "
            and tokens.words[start - 1] == "The"
            and tokens.capitals[start - 1] is not Capital.START
        )

    def _close(self, atom: str) -> str:
        """The registered atom this one is a misspelling of, or ""."""
        known = self._near.get(atom)
        if known is None:
            known = self._near[atom] = self._search(atom)
        return known

    def _search(self, atom: str) -> str:
        if len(atom) < 5 or self._plain(atom) or not atom.isalpha():
            return ""
        limit = 1 if len(atom) < 8 else 2
        named = atom in self._lists.given or atom in self._lists.surnames
        for known, distance, _ in process.extract(
            atom, self._fuzzy, scorer=OSA.distance, score_cutoff=limit, limit=4
        ):
            agrees = not named or sound_key(known) == sound_key(atom)
            if distance and known[0] == atom[0] and agrees:
                return known
        return ""


def _canonical(text: str) -> tuple[str, ...]:
    return tuple(_SAME.get(a, a) for a in Tokens(text).lowers)
