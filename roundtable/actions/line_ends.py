"""Patterns that only a printed line's end made: "at 6.10" is a time, "6.10" at the head of a line a day.

The text was read unbroken before it was printed. What is no pattern there is none because a page, a column
or a cell breaks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable import anonymise

_BESIDE = 20
"""Letters on one side that say which place of the text is meant."""
_ENOUGH = 12


def only_by_line_end(
    printed: tuple[str, ...], shapes: anonymise.Anonymiser, text: str, start: int, end: int, kind: str
) -> bool:
    """Whether text[start:end] stands in one of the `printed` texts, and nowhere in them is such a pattern."""
    places = [(whole, *span) for whole in printed for span in _places(whole, text, start, end)]
    return bool(places) and not any(
        found.kind == kind and found.start < last and first < found.end
        for whole, first, last in places
        for found in shapes.find(whole)
    )


def _places(whole: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where in `whole` the words stand, by what is before or behind them, wherever the line ends."""
    before = "".join(text[max(0, start - 3 * _BESIDE) : start].split())[-_BESIDE:]
    after = "".join(text[end : end + 3 * _BESIDE].split())[:_BESIDE]
    hit = _loose(text[start:end])
    if len(before) >= _ENOUGH:
        for found in re.finditer(rf"{_loose(before)}\s*({hit})", whole):
            yield found.span(1)
    if len(after) >= _ENOUGH:
        for found in re.finditer(rf"({hit})\s*{_loose(after)}", whole):
            yield found.span(1)


def _loose(words: str) -> str:
    return r"\s*".join(map(re.escape, "".join(words.split())))
