"""Numbers said digit by digit: "oh seven seven double oh", "nine four three, four seven six ..."."""

from __future__ import annotations

import re
from typing import NamedTuple

_UNITS = {
    **dict.fromkeys(("zero", "oh", "o", "nought", "naught", "nil"), "0"),
    **{said: str(n) for n, said in enumerate("one two three four five six seven eight nine".split(), 1)},
}
_TEENS = {
    said: str(n)
    for n, said in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_TENS = {
    said: str(n) for n, said in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_WORD = "|".join((*_UNITS, *_TEENS, *_TENS, *_TIMES, "hundred"))
_SAID = re.compile(rf"\b(?:(?:{_WORD})\b[ ,.\n/-]{{1,3}}){{4,30}}(?:{_WORD}|\d)\b(?!-\w)")
_ATOM = re.compile(r"[a-z]+|\d")
_LEAST = 7  # digits: an account, a telephone number without its area, an NHS number


class Spoken(NamedTuple):
    """A number in words at `start:end`, with the digits it says."""

    start: int
    end: int
    digits: str


def find_spoken(text: str) -> tuple[Spoken, ...]:
    """Every row of seven digits or more said in words in folded `text`."""
    small = text.lower()
    if len(small) != len(text):
        return ()
    said = ((found.span(), _digits(_ATOM.findall(found.group()))) for found in _SAID.finditer(small))
    return tuple(Spoken(*span, digits) for span, digits in said if len(digits) >= _LEAST)


def _digits(words: list[str]) -> str:
    said: list[str] = []
    times = 1
    for n, word in enumerate(words):
        if word in _TIMES:
            times = _TIMES[word]
            continue
        if word == "hundred":
            said.append("00")
        elif word in _TENS:
            unit = n + 1 < len(words) and words[n + 1] in _UNITS and _UNITS[words[n + 1]] != "0"
            said.append(_TENS[word] if unit else _TENS[word] + "0")
        else:
            said.append((_UNITS.get(word) or _TEENS.get(word) or word) * times)
        times = 1
    return "".join(said)
