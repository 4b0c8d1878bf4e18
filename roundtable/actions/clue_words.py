"""What could be said instead of a clue: words that fit the sentence, for the facilitator to change."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_NUMBER: Final = re.compile(rf"\d{{1,3}}|{'|'.join(_NUMBERS)}", re.IGNORECASE)
# From this age on (in years) the words are said; a band that covers many children (DOMAIN 4).
_STAGES: Final = (
    (18, "adult"),
    (11, "secondary-school-age"),
    (5, "primary-school-age"),
    (0, "pre-school-age"),
)
# Whoever is told of is not the language: the sentence has to be told anew.
_PEOPLE: Final = frozenset({"interpreter", "interpreters", "translator"})
_PLAIN: Final = {
    "family size": "siblings",
    "language": "another language",
    "diagnosis or disability": "a health condition",
    "operation": "a police operation",
    "known event": "a serious incident",
    "month": "that season",
    "job title that one person holds": "a professional",
    "immigration": "immigration status",
    "occupation": "working",
}


def more_general(kind: str, text: str) -> str:
    """A suggestion; empty where the sentence has to be told anew."""
    if kind == "age":
        return _stage(text)
    if text.casefold() in _PEOPLE:
        return ""
    return _PLAIN.get(kind, "")


def _stage(text: str) -> str:
    """ "aged 9" → "of primary-school age", "3 weeks old" → "very young"."""
    found = _NUMBER.search(text)
    if found is None:
        return ""
    small = text.casefold()
    if any(unit in small for unit in ("day", "week", "month")):
        return "very young"
    number = _NUMBERS.get(found.group().casefold()) or int(found.group())
    stage = next(words for years, words in _STAGES if number >= years)
    if not small.startswith("age"):
        return stage
    return "grown up" if stage == "adult" else f"of {stage.removesuffix('-age')} age"
