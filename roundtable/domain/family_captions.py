"""Names under the symbols of a family map: broken into lines that stay within their room, in every script.

Widths are estimated, on the safe side, because the domain knows no typeface.
"""

from __future__ import annotations

import unicodedata
from typing import Final

CAPTION: Final = 13.0
"""Size of the letters, px at 100 %."""
LINES: Final = 3
_NARROW: Final = frozenset("iljtfrI.,:;'’‘|!()[]/- ")
_WIDE: Final = frozenset("mwMW@%&")
# Marks that turn the direction of what follows: a pasted name must not turn the names beside it.
_TURNING: Final = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_FIRST_STRONG: Final = "\u2068"
_END: Final = "\u2069"


def caption_lines(name: str, room: float) -> tuple[str, ...]:
    """The name in at most three lines no broader than `room` px; what does not fit ends in "…"."""
    lines: list[str] = []
    for word in _together(unturned(name).split(), room):
        word = _cut(word, room)
        if lines and breadth(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines[LINES - 1] = _cut(f"{lines[LINES - 1]} …", room)
    return tuple(lines[:LINES])


def breadth(text: str) -> float:
    """About how broad the text stands, px at 100 %; never less than in the program's own typeface."""
    return CAPTION * sum(_em(character) for character in text)


def unturned(name: str) -> str:
    """The name without marks that change the direction of writing."""
    return name.translate(_TURNING)


def isolated(name: str) -> str:
    """The name for a sentence: one that is written from right to left keeps its place in it."""
    name = unturned(name)
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in name):
        return f"{_FIRST_STRONG}{name}{_END}"
    return name


def _together(words: list[str], room: float) -> list[str]:
    """The letter or number of a label stays with the word before it: "Child B", "Sibling 2"."""
    joined: list[str] = []
    for word in words:
        pair = f"{joined[-1]} {word}" if joined else ""
        if pair and len(word) <= 2 and (word.isdecimal() or word.isupper()) and breadth(pair) <= room:
            joined[-1] = pair
        else:
            joined.append(word)
    return joined


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.38
    if character in _WIDE:
        return 0.96
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    return 0.72 if character.isupper() else 0.6


def _cut(word: str, room: float) -> str:
    if breadth(word) <= room:
        return word
    kept, used = "", breadth("…")
    for character in word.removesuffix(" …"):
        used += breadth(character)
        if used > room:
            break
        kept += character
    return f"{kept.rstrip()}…"
