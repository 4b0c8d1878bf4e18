"""Mentions of registered places in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from roundtable.anonymise.context import FUNCTION_WORDS, Reading, read_word
from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.lexicon import Lexicon
from roundtable.anonymise.place_forms import (
    GENERIC,
    SAME,
    PlaceForm,
    PlaceForms,
    canonical,
    family_of,
)
from roundtable.anonymise.register import Place
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.tokens import Capital, Tokens
from roundtable.anonymise.vocabulary import vocabulary

_LINK = re.compile(r"^(?:[ ,.'/&\n-]|'s){1,3}$")
_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:flat|apt|apartment|unit|room|no|number|house)\.? ?(?:[a-z]?\d{1,4}[a-z]?|[b-hj-z]),? "
    r"|\b\d{1,4}[a-z]?,? ?(?:[-/] ?\d{1,4}[a-z]?,? )?){1,2}$",
    re.IGNORECASE,
)
_BEFORE_PLACE = vocabulary("places.before")
# After a place that stands for itself; before any other word ("the Elm Road house") it says which.
_AFTER_ALONE = vocabulary("context.be_have") | vocabulary("context.also_after") | vocabulary("places.after")
_AFTER_SMALL = _AFTER_ALONE | FUNCTION_WORDS | frozenset(("today", "yesterday", "tomorrow", "now", "again"))
_SMALL_WORDS = frozenset(("of", "the", "and"))


class _Mention(NamedTuple):
    """Atoms `start:stop` that mean the place of `form`."""

    form: PlaceForm
    start: int
    stop: int
    certainty: Certainty = Certainty.REPLACE


class PlaceReader:
    """Finds the places of one register in texts. Compiled once."""

    def __init__(self, places: tuple[Place, ...], lexicon: Lexicon) -> None:
        self._places = places
        self._forms = PlaceForms(places, lexicon)
        self._own_kinds = [_kinds_of(place) for place in places]

    def postcode_owner(self, code: str) -> str | None:
        """The id of the place with this postcode, however it is spaced."""
        number = self._forms.codes.get(re.sub(r"[^a-z0-9]", "", code.lower()))
        return None if number is None else self._places[number].id

    def read(self, tokens: Tokens, claims: Claims) -> None:
        """Claim every mention. Before people are read, so that "Amelia Road" is a road."""
        canon = [self._forms.canonical(a) for a in tokens.lowers] if self._places else []
        i = 0
        while i < len(canon):
            found = self._match(tokens, canon, i)
            if found is None:
                i += 1
                continue
            mention = self._grow(tokens, canon, found)
            self._claim(tokens, claims, mention, numbered=mention.start == i)
            i = mention.stop

    def _claim(self, tokens: Tokens, claims: Claims, mention: _Mention, numbered: bool) -> None:
        """Claim the mention, with the house number before it where that is free."""
        end = tokens.ends[mention.stop - 1]
        if tokens.gaps[mention.stop][:2] == "'s" and tokens.lowers[mention.stop - 1] in self._forms.owners:
            end += 2  # the name's own possessive: "St Aidan's"
        first = tokens.starts[mention.start]
        owner: str | None = self._places[mention.form.place].id
        why = mention.form.why
        if self._is_another(tokens, mention):
            owner, why = None, "Shares a name with a registered place of another kind."
        span = Span(first, end, "place", why, owner, certainty=mention.certainty)
        before = _NUMBER_BEFORE.search(tokens.text, max(0, first - 24), first) if numbered else None
        if not (before and claims.take(span._replace(start=before.start()))):
            claims.take(span)

    def _is_another(self, tokens: Tokens, mention: _Mention) -> bool:
        """Whether the kind said is not the place's own: the church beside Holy Trinity School."""
        end = mention.stop - 1
        said = family_of(SAME.get(tokens.lowers[end], tokens.lowers[end]))
        own = self._own_kinds[mention.form.place]
        families = {family for kind in own if (family := family_of(kind))}
        listed = SAME.get(tokens.lowers[end], tokens.lowers[end]) in mention.form.atoms
        return bool(said and families) and said not in families and not listed

    def _match(self, tokens: Tokens, canon: list[str], i: int) -> _Mention | None:
        place = self._by_letters(tokens, i)
        if place is not None:
            form = PlaceForm((canon[i],), place, False, "The first letters of a registered place.")
            return _Mention(form, i, i + 1)
        for form in self._forms.beginning(canon[i]):
            stop = i + len(form.atoms)
            fits = stop <= len(canon) and self._agrees(tokens, canon, i, form)
            certainty = self._meant(tokens, i, stop, form) if fits else None
            if certainty is not None:
                return _Mention(form, i, stop, certainty)
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
            if not same and not (k and k == len(form.atoms) - 1 and _is_cut(tokens, i + k, known)):
                return False
            free = known[0].isdigit() or known in _SMALL_WORDS
            if form.capital and not free and tokens.words[i + k][0].islower():
                small = k == 0 or tokens.words[i + k - 1][0].islower() or form.atoms[k - 1] in _SMALL_WORDS
                if not small or (len(form.atoms) < 2 and not self._stands_for_itself(tokens, i)):
                    return False
        return True

    def _stands_for_itself(self, tokens: Tokens, i: int) -> bool:
        """Whether a rarer word is written small as where somebody goes: "at larkspur", "larkspur said"."""
        if tokens.lowers[i] in self._forms.common:
            return False
        before = tokens.lowers[i - 1] if i and tokens.gaps[i] == " " else ""
        alone = i + 1 >= len(tokens) or tokens.gaps[i + 1] != " " or tokens.lowers[i + 1] in _AFTER_SMALL
        return alone and before in _BEFORE_PLACE

    def _meant(self, tokens: Tokens, i: int, stop: int, form: PlaceForm) -> Certainty | None:
        """A single ordinary word ("Limes", "Riverside") is sure in a place's surroundings, else asked."""
        before = tokens.lowers[i - 1] if i and tokens.gaps[i] == " " else ""
        if form.capital and _is_small(tokens, i, form):
            return self._meant_small(tokens, i, stop, form)
        if not form.capital or len(form.atoms) > 1:
            return Certainty.REPLACE
        capital = tokens.capitals[i]
        if capital is Capital.SHOUT:
            return Certainty.REPLACE if before == "the" and tokens.words[i - 1] == "The" else None
        follows = stop < len(tokens) and tokens.gaps[stop] == " " and tokens.capitals[stop] is Capital.MID
        kind = SAME.get(tokens.lowers[stop], tokens.lowers[stop]) if follows else ""
        if follows and kind not in GENERIC:
            return None
        if kind in self._own_kinds[form.place]:
            return Certainty.REPLACE  # "Trinity Primary" of Holy Trinity Primary School
        if capital in (Capital.MID, Capital.SOFT) and (before == "the" or before in _BEFORE_PLACE):
            return Certainty.REPLACE
        if len(before) > 1 and tokens.words[i - 1][0].isupper() and capital is Capital.MID:
            return None  # the end of a phrase of capital words
        return self._by_its_words(tokens, i, stop, form)

    def _by_its_words(self, tokens: Tokens, i: int, stop: int, form: PlaceForm) -> Certainty | None:
        """Asked, unless somebody listed the word by itself: that beats the dictionary ("Millrace")."""
        common = tokens.lowers[i] in self._forms.common
        reading = read_word(tokens, i, stop, common)
        if reading is Reading.WORD:
            return None
        listed = (form.place, form.atoms) in self._forms.alone and reading is Reading.NAME
        sure = listed and (not common or tokens.capitals[i] is Capital.MID)
        return Certainty.REPLACE if sure else Certainty.REVIEW

    def _is_as_listed(self, tokens: Tokens, i: int, stop: int, form: PlaceForm) -> bool:
        """Whether a phrase with small words stands as somebody listed it: "the nail bar on Fuller Street"."""
        capital = any(word[0].isupper() for word in tokens.words[i:stop])
        return capital and (form.place, form.atoms) in self._forms.phrases

    def _meant_small(self, tokens: Tokens, i: int, stop: int, form: PlaceForm) -> Certainty | None:
        """Ordinary words written small ("cemetery approach"): sure as they were listed and in hurried
        writing, asked after "at"."""
        if self._is_as_listed(tokens, i, stop, form):
            return Certainty.REPLACE
        if all(a in GENERIC or a in _SMALL_WORDS for a in form.atoms):
            return None
        if tokens.casual[i] and len(form.atoms) > 1:
            return Certainty.REPLACE
        before = tokens.lowers[i - 1] if i and tokens.gaps[i] == " " else ""
        return Certainty.REVIEW if before in _BEFORE_PLACE else None

    @staticmethod
    def _grow(tokens: Tokens, canon: list[str], found: _Mention) -> _Mention:
        """Take in the kind of place that follows and the article or saint that goes before."""
        stop, start = found.stop, found.start
        while stop < len(canon) and canon[stop] in GENERIC and tokens.words[stop][0].isupper():
            numbered = (
                stop + 1 < len(canon) and canon[stop + 1][0].isdigit()
            )  # "Room 9" is a place of its own
            if numbered or not _LINK.match(tokens.gaps[stop]) or any(c in "\n,." for c in tokens.gaps[stop]):
                break
            stop += 1
        while start > 0 and _belongs(tokens, canon[start - 1], start, stop):
            start -= 1
        return found._replace(start=start, stop=stop)


def _kinds_of(place: Place) -> frozenset[str]:
    """The words that say what kind of place it is, its role's too; a school's church is no church."""
    atoms = [a for name in (place.name, place.role, *place.aliases) for a in canonical(name)]
    kinds = {
        a for a, after in zip(atoms, [*atoms[1:], ""], strict=True) if not (a == "church" and after == "of")
    }
    return frozenset(kinds & GENERIC) | frozenset(canonical(place.role))


def _is_cut(tokens: Tokens, k: int, known: str) -> bool:
    """Whether atom k is the beginning of the last word of a place: "Holy Trin"."""
    atom = tokens.lowers[k]
    return 4 <= len(atom) < len(known) and known.startswith(atom) and tokens.words[k][0].isupper()


def _is_small(tokens: Tokens, i: int, form: PlaceForm) -> bool:
    """Whether a word of the form that needs a capital has none."""
    return any(
        tokens.words[i + k][0].islower() and atom not in _SMALL_WORDS for k, atom in enumerate(form.atoms)
    )


def _belongs(tokens: Tokens, before: str, start: int, stop: int) -> bool:
    """Whether the word before goes with the place: "St"; "The"; "the" where the place stands for itself."""
    word, gap = tokens.words[start - 1], tokens.gaps[start]
    if before == "st" and gap in (" ", ". ", "."):
        return word[0].isupper()
    if before != "the" or gap != " ":
        return False
    if word == "The" and tokens.capitals[start - 1] is not Capital.START:
        return True
    alone = stop >= len(tokens) or tokens.gaps[stop] != " " or tokens.lowers[stop] in _AFTER_ALONE
    return alone and tokens.gaps[stop][:2] != "'s"
