"""Folding with an offset map: plain ASCII text to search in, every place of it known in the original."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

_INVISIBLE = "\x00-\x08\x0e-\x1f\x7f"  # pasted from a PDF, where a word was broken; no paper prints them
_NOT_PLAIN = re.compile(rf"[^\x00-\x7f]+|[{_INVISIBLE}]+")
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u02bb\u02bd\u2032\u00b4\uff07\u05f3"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_ENCLOSED = (0x1F150, 0x1F170)  # white on black: without a compatible plain letter in Unicode
_WITHOUT_SHAPE = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Cn"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is ASCII where letters are concerned; `starts[i]`, `ends[i]`: the original's span of its
    letter i. `accents`: places of `text` that were a letter outside ASCII or carried a mark.

    Both arrays are None when the original was ASCII and nothing moved.
    """

    text: str
    starts: array[int] | None
    ends: array[int] | None
    accents: frozenset[int] = frozenset()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of the non-empty folded span `start:end`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold_text(text: str) -> Folded:
    """Fold `text`: transliterated, without marks and whatever has no shape, quotes and dashes made plain.

    Case is kept: a capital is evidence. Linear in the text.
    """
    if text.isascii() and not _NOT_PLAIN.search(text):
        return Folded(text, None, None)
    pieces: list[str] = []
    starts = array("l")
    ends = array("l")
    accents: list[int] = []
    at = 0
    for run in _NOT_PLAIN.finditer(text):
        begin, stop = run.span()
        pieces.append(text[at:begin])
        starts.extend(range(at, begin))
        ends.extend(range(at + 1, begin + 1))
        for index in range(begin, stop):
            plain = _fold_letter(text[index])
            if plain:
                if plain.isalpha():
                    accents.append(len(starts))
                pieces.append(plain)
                starts.extend([index] * len(plain))
                ends.extend([index + 1] * len(plain))
            elif ends:
                # A mark belongs to the letter before it, so that it goes when the letter goes.
                ends[-1] = index + 1
                if unicodedata.category(text[index]) == "Mn":
                    accents.append(len(ends) - 1)
        at = stop
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Folded("".join(pieces), starts, ends, frozenset(accents))


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    if letter in _HYPHENS:
        return "-"
    if letter.isspace() and letter >= " ":
        return "\n" if letter in "\u2028\u2029\x85" else " "
    category = unicodedata.category(letter)
    if category in _WITHOUT_SHAPE:
        return ""
    if letter in "\u201c\u201d\u201e\u00ab\u00bb":
        return '"'
    if letter.isalnum():
        return "".join(c for c in anyascii(letter) if c.isalnum() or c == "'") or letter
    return _enclosed(letter) if category == "So" else letter


def _enclosed(letter: str) -> str:
    """The letter in a circle or a square: "Ⓐ", "🄰", "🅰" are A; other pictures stay."""
    code = ord(letter)
    for first in _ENCLOSED:
        if first <= code < first + 26:
            return chr(ord("A") + code - first)
    plain = [c for c in unicodedata.normalize("NFKC", letter) if c.isalnum()]
    return plain[0] if len(plain) == 1 and plain[0].isascii() else letter


def fold_key(text: str) -> str:
    """The form in which strings are compared: folded, lower case, words joined by one space."""
    return " ".join(_WORD.findall(fold_text(text).text.lower()))
