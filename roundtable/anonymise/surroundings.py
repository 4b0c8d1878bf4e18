"""Places nobody registered: streets with or without a number, named houses, schools, surgeries, firms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable.anonymise.small_places import find_small_places
from roundtable.anonymise.spans import Span
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.anonymise.wordlists import WordLists


def _any(group: str) -> str:
    """An alternation of a vocabulary group, the longest first; "_" stands for a space."""
    words = (re.escape(w.replace("_", " ")) for w in vocabulary(group))
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


_STREET = _any("surroundings.streets")
_HOUSE = _any("surroundings.houses")
_ORG = rf"(?:{_any('surroundings.kinds_before')} )*{_any('surroundings.organisations')}"
_CAP = r"[A-Z][A-Za-z']{1,20}"
_CAPS = rf"{_CAP}(?:[ -](?:of |the |and |& )?{_CAP}){{0,3}}"
_UNIT = (
    r"(?:(?:Flat|Apt\.?|Apartment|Unit|Room|Plot|Block|House|No\.?) ?"
    r"(?:[A-Z]?\d{1,4}[A-Za-z]?|[A-Z])\b,? ?(?:of )?)"
)
_NUM = r"\d{1,4}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?"
_TAIL = rf"(?:, ?(?:{_CAP}(?: {_CAP}){{0,2}}))?"

_ADDRESS = re.compile(
    rf"(?<![\w/]){_UNIT}?{_NUM},? (?:The )?{_CAP}(?:[ -]{_CAP}){{0,3}} (?:{_STREET})\b"
    rf"(?:\.(?=,| [a-z\d]))?{_TAIL}"  # a full stop before a capital ends the sentence
)
_UNIT_NAMED = re.compile(rf"\b{_UNIT}{_CAPS}{_TAIL}")
_NUMBER_THE = re.compile(rf"(?<![\w/]){_NUM},? The {_CAP}\b{_TAIL}")
_STREET_NAMED = re.compile(rf"\b{_CAP}(?:[ -]{_CAP}){{0,2}} (?:{_STREET})\b")
_HOUSE_NAMED = re.compile(
    rf"\b{_CAP}(?:[ -]{_CAP}){{0,2}} (?:{_HOUSE})\b(?:, ?(?:St\.? )?{_CAP}(?: {_CAP})?)?"
)
_ORG_NAMED = re.compile(
    rf"\b(?:St\.? )?{_CAPS} {_ORG}\b"
    rf"(?: (?:on|in|at|for) (?:{_CAP} (?:{_STREET})\b|Girls|Boys))?(?: of {_CAP})?"
)
_WORDS = re.compile(r"[A-Za-z]+")
# First words that make a kind of place, not a name: "Crown Court", "Care Home", "Local Hospital".
_KINDS = vocabulary("surroundings.kinds")


_WHOLE = (
    (_UNIT_NAMED, "A flat or house."),
    (_ADDRESS, "An address."),
    (_NUMBER_THE, "An address."),
)
_NAMED = (
    (_ORG_NAMED, "place", "A named place or firm."),
    (_STREET_NAMED, "address", "A named street."),
    (_HOUSE_NAMED, "address", "A named house."),
)
_JOINING = frozenset(("of", "the", "and", "on", "in", "at", "for", "s"))


def find_places(text: str, lists: WordLists) -> Iterator[Span]:
    """Addresses and named places in folded `text`, the fullest shape first."""
    for pattern, why in _WHOLE:
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), "address", why)
    for pattern, kind, why in _NAMED:
        for found in pattern.finditer(text):
            start = _name_start(text, found.start(), found.end(), lists)
            if start is not None:
                yield Span(start, found.end(), kind, why)
    yield from find_small_places(text, lists)


def _name_start(text: str, start: int, end: int, lists: WordLists) -> int | None:
    """Where the name begins: words that only say what kind of place it is, or open a sentence, are left off.

    None when nothing distinctive stands before the kind.
    """
    words = [(m.start(), m.group().lower()) for m in _WORDS.finditer(text, start, end)]
    for n, (at, word) in enumerate(words[:-1]):
        opening = n == 0 and lists.is_word(word) and _opens(text, start)
        if opening and len(words) == 2 and word not in _KINDS:
            return None
        if not (opening or word in _KINDS or word in _JOINING):
            return at
    return None


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in ".\n?!:\"'-"
