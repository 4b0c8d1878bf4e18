"""Mentions of registered places in a text."""

from __future__ import annotations

import re

from roundtable.anonymise.lexicon import Lexicon
from roundtable.anonymise.place_forms import GENERIC, SAME, PlaceForm, PlaceForms
from roundtable.anonymise.register import Place
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.tokens import Capital, Tokens
from roundtable.anonymise.vocabulary import vocabulary

_LINK = re.compile(r"^(?:[ ,.'/&\n-]|'s){1,3}$")
_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:flat|apt|apartment|unit|room|no|number|house)\.? ?\w{1,4},? "
    r"|\b\d{1,4}[a-z]?,? ?(?:[-/] ?\d{1,4}[a-z]?,? )?){1,2}$",
    re.IGNORECASE,
)
_BEFORE_PLACE = vocabulary("places.before")
_SMALL_WORDS = frozenset(("of", "the", "and"))


class PlaceReader:
    """Finds the places of one register in texts. Compiled once."""

    def __init__(self, places: tuple[Place, ...], lexicon: Lexicon) -> None:
        self._places = places
        self._forms = PlaceForms(places, lexicon)

    def postcode_owner(self, code: str) -> str | None:
        """The id of the place with this postcode, however it is spaced."""
        number = self._forms.codes.get(re.sub(r"[^a-z0-9]", "", code.lower()))
        return None if number is None else self._places[number].id

    def read(self, tokens: Tokens, claims: Claims) -> None:
        """Claim every mention. Before people are read, so that "Amelia Road" is a road."""
        canon = [SAME.get(a, a) for a in tokens.lowers] if self._places else []
        i = 0
        while i < len(canon):
            found = self._match(tokens, canon, i)
            if found is None:
                i += 1
                continue
            form, stop = found
            start, stop = self._grow(tokens, canon, i, stop)
            self._claim(tokens, claims, form, start, stop, numbered=start == i)
            i = stop

    def _claim(
        self, tokens: Tokens, claims: Claims, form: PlaceForm, start: int, stop: int, numbered: bool
    ) -> None:
        """Claim the mention, with the house number before it where that is free."""
        end = tokens.ends[stop - 1]
        if tokens.gaps[stop][:2] == "'s" and tokens.lowers[stop - 1] in self._forms.owners:
            end += 2  # the name's own possessive: "St Aidan's"
        first = tokens.starts[start]
        span = Span(first, end, "place", form.why, self._places[form.place].id)
        before = _NUMBER_BEFORE.search(tokens.text, max(0, first - 24), first) if numbered else None
        if not (before and claims.take(span._replace(start=before.start()))):
            claims.take(span)

    def _match(self, tokens: Tokens, canon: list[str], i: int) -> tuple[PlaceForm, int] | None:
        place = self._by_letters(tokens, i)
        if place is not None:
            return PlaceForm((canon[i],), place, False, "The first letters of a registered place."), i + 1
        for form in self._forms.beginning(canon[i]):
            stop = i + len(form.atoms)
            fits = stop <= len(canon) and self._agrees(tokens, canon, i, form)
            if fits and self._meant(tokens, i, stop, form):
                return form, stop
        return None

    def _by_letters(self, tokens: Tokens, i: int) -> int | None:
        word = tokens.words[i]
        if not (3 <= len(word) <= 6 and word.isupper()) or tokens.capitals[i] is Capital.SHOUT:
            return None
        return self._forms.letters.get(tokens.lowers[i])

    def _agrees(self, tokens: Tokens, canon: list[str], i: int, form: PlaceForm) -> bool:
        for k, known in enumerate(form.atoms):
            if k and not _LINK.match(tokens.gaps[i + k]):
                return False
            atom = canon[i + k]
            same = atom == known or atom.rstrip("s") == known.rstrip("s") or self._forms.close(atom) == known
            if not same:
                return False
            free = known[0].isdigit() or known in _SMALL_WORDS
            if form.capital and not free and not tokens.words[i + k][0].isupper():
                return False
        return True

    def _meant(self, tokens: Tokens, i: int, stop: int, form: PlaceForm) -> bool:
        """A single ordinary word ("Limes", "Riverside") needs a place's surroundings."""
        if not form.capital or len(form.atoms) > 1:
            return True
        before = tokens.lowers[i - 1] if i else ""
        if before == "the":
            return tokens.words[i - 1] == "The" and tokens.capitals[i] in (Capital.MID, Capital.SHOUT)
        if tokens.capitals[i] not in (Capital.MID, Capital.SOFT) or before not in _BEFORE_PLACE:
            return False
        follows = stop < len(tokens) and tokens.gaps[stop] == " " and tokens.capitals[stop] is Capital.MID
        return not follows or SAME.get(tokens.lowers[stop], tokens.lowers[stop]) in GENERIC

    @staticmethod
    def _grow(tokens: Tokens, canon: list[str], i: int, stop: int) -> tuple[int, int]:
        """Take in the kind of place that follows and the article or saint that goes before."""
        while stop < len(canon) and canon[stop] in GENERIC and tokens.words[stop][0].isupper():
            if not _LINK.match(tokens.gaps[stop]) or any(c in "\n,." for c in tokens.gaps[stop]):
                break
            stop += 1
        start = i
        while start > 0 and _belongs(tokens, canon[start - 1], start):
            start -= 1
        return start, stop


def _belongs(tokens: Tokens, before: str, start: int) -> bool:
    word, gap = tokens.words[start - 1], tokens.gaps[start]
    if before == "st" and gap in (" ", ". ", "."):
        return word[0].isupper()
    return (
        before == "the" and gap == " " and word == "The" and tokens.capitals[start - 1] is not Capital.START
    )
