"""Places written small in hurried notes: "112 old mill lane", "st bede's", "larkfield primary"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable.anonymise.context import FUNCTION_WORDS
from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.misspelt_words import is_derived, is_misspelt
from roundtable.anonymise.spans import Span
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.anonymise.wordlists import WordLists

_STREET = (
    r"(?:street|road|rd|lane|avenue|ave|terrace|terr|crescent|cres|gardens|gdns|grove|close|drive|court|mews"
    r"|row|walk|place)"
)
_KIND = (
    r"(?:(?:primary|secondary|junior|infants?|high|catholic|medical|health|community|nursery) )?"
    r"(?:school|academy|college|primary|infants|juniors|nursery|preschool|surgery|practice|centre|hospital"
    r"|clinic|hospice)"
)
_NUMBERED = re.compile(
    r"(?<![\w/£$.])(?:(?:flat|apt|unit|room) ?\w{1,4},? )?\d{1,4}[a-z]?,? "
    rf"([a-z']{{3,20}}(?: [a-z']{{3,20}}){{0,2}}) {_STREET}\b"
)
_STREET_ALONE = re.compile(rf"(?<![\w'-])([a-z']{{3,20}}) (?:{_STREET})\b(?! ?to\b)")
_SAINT = re.compile(
    r"(?<![\w\d-])(?<!\d )st\.? ([a-z]{3,15})('s|s)?"
    r"(?: (?:rc |ce |c of e |catholic |primary |junior |infants? ){0,2}"
    rf"({_KIND}|church|parish))?\b"
)
_NAMED = re.compile(rf"(?<![\w'-])([a-z']{{4,20}}) {_KIND}\b")
_BEFORE = vocabulary("small_places.before")
_NO_NAME = vocabulary("small_places.no_name") | FUNCTION_WORDS
_WORD = re.compile(r"([A-Za-z]+)[ ,]{1,2}$")


def find_small_places(text: str, lists: WordLists) -> Iterator[Span]:
    """Addresses, streets, saints and schools without capitals in folded `text`."""
    for found in _NUMBERED.finditer(text):
        words = found[1].split()
        if not any(w in _NO_NAME for w in words):
            sure = any(not lists.is_word(w) for w in words) or _announced(text, found.start())
            yield _span(found, "address", "An address.", sure)
    for found in _SAINT.finditer(text):
        if _is_saint(found, lists):
            yield Span(found.start(), found.end(), "place", "A place called after a saint.")
    yield from _named(text, lists, _STREET_ALONE, "address", "A named street.")
    yield from _named(text, lists, _NAMED, "place", "A named place or firm.")


def _named(text: str, lists: WordLists, pattern: re.Pattern[str], kind: str, why: str) -> Iterator[Span]:
    """Kinds of place behind a word that is none; a rarer word is asked about behind "at" or "on"."""
    for found in pattern.finditer(text):
        word = found[1].removesuffix("'s")
        if "'" in word or word in lists.common or word in lists.kept or is_derived(word):
            continue
        if not lists.is_word(word):
            yield _span(found, kind, why, not is_misspelt(word))
        elif kind == "address" and _announced(text, found.start()):
            yield _span(found, kind, why, sure=False)


def _span(found: re.Match[str], kind: str, why: str, sure: bool) -> Span:
    certainty = Certainty.REPLACE if sure else Certainty.REVIEW
    return Span(found.start(), found.end(), kind, why, certainty=certainty)


def _announced(text: str, start: int) -> bool:
    """Whether somebody lives or goes there: "at", "of", "address"; or a line begins with it."""
    before = text[max(0, start - 16) : start]
    word = _WORD.search(before)
    return not before or before[-1] == "\n" or (word is not None and word[1].lower() in _BEFORE)


def _is_saint(found: re.Match[str], lists: WordLists) -> bool:
    """Whether a saint is meant and no street: by the kind that follows, or a possessive of a name."""
    name = found[1].removesuffix("s") if not found[2] and found[1] not in lists.given else found[1]
    named = name in lists.given or name in lists.surnames or not lists.is_word(name)
    return named and (bool(found[3]) or found[2] == "'s" or not lists.is_word(found[1]))
