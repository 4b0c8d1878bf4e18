"""Lines such as "Police: Good" in two columns, who and what: how large they can be, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from roundtable.ui.room_view.fitting import SMALLEST, fit, gap_of, height_of, width_of

_LONGEST_WHO: Final = 64
_LONGEST_WHAT: Final = 36
"""Longer words than these many letters do not stand in columns."""
_SHARE: Final = 0.62
"""Of a pair's width that goes to who, at most: longer names go on in the next line."""
_WORTH_TWO: Final = 6
"""So few pairs always stand under each other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Who, and what."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Placed:
    """One line: its row, and which block of pairs it is in; a text without columns goes over all blocks."""

    line: Pair | str
    row: int
    block: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """Type size, distances and widths in px. Two `blocks` of pairs stand side by side when they are many."""

    size: int
    gap: int
    blocks: int
    who: int
    what: int
    lines: tuple[Placed, ...]


def lines_of(lines: Sequence[str]) -> tuple[Pair | str, ...]:
    """What stands in columns, and what is too long for them."""
    return tuple(_line_of(line) for line in lines)


def fit_columns(lines: Sequence[str], font: QFont, area: QSize, size: int, least: int) -> Columns:
    """Smaller type first, not under `least`, which is read at the back; then two blocks; then long texts end
    earlier; small type only when nothing else helps."""
    told = lines_of(lines)
    blocks = (1, 2) if sum(isinstance(line, Pair) for line in told) > _WORTH_TWO else (1,)
    for smaller in (*range(size, least, -max(size // 12, 1)), min(size, least)):
        for number in blocks:
            if _fits(tried := _columns(told, font, area, smaller, number), font, area):
                return tried
    for smaller in range(min(size, least), SMALLEST - 1, -1):
        tried = _columns(told, font, area, smaller, blocks[-1])
        for shown in (tried, _shortened(tried, font, area)):
            if _fits(shown, font, area):
                return shown
    return tried


def _line_of(line: str) -> Pair | str:
    who, colon, what = line.partition(": ")
    return Pair(who, what) if colon and len(who) <= _LONGEST_WHO and len(what) <= _LONGEST_WHAT else line


def _columns(told: Sequence[Pair | str], font: QFont, area: QSize, size: int, blocks: int) -> Columns:
    gap = gap_of(size)
    each = (area.width() - (blocks - 1) * _between(gap)) // blocks - 2 * gap
    names = [line.who for line in told if isinstance(line, Pair)]
    who = min(max((width_of(name, font, size) for name in names), default=0), round(each * _SHARE))
    return Columns(size, gap, blocks, who, each - who, tuple(_placed(told, blocks)))


def _between(gap: int) -> int:
    return 5 * gap


def _placed(told: Sequence[Pair | str], blocks: int) -> Iterator[Placed]:
    """The first half of a run of pairs is the left block, so that one still reads downwards."""
    row = 0
    for are_pairs, run in groupby(told, lambda line: isinstance(line, Pair)):
        some = list(run)
        rows = ceil(len(some) / blocks) if are_pairs else len(some)
        for place, line in enumerate(some):
            yield Placed(line, row + place % rows, place // rows)
        row += rows


def _fits(columns: Columns, font: QFont, area: QSize) -> bool:
    """In height, and no word is wider than its column."""
    pairs = [placed.line for placed in columns.lines if isinstance(placed.line, Pair)]
    words = [(word, columns.who, False) for pair in pairs for word in pair.who.split()]
    words += [(word, columns.what, True) for pair in pairs for word in pair.what.split()]
    if any(width_of(word, font, columns.size, bold=bold) > width for word, width, bold in words):
        return False
    return _height(columns, font, area.width()) <= area.height()


def _height(columns: Columns, font: QFont, wide: int) -> int:
    rows: dict[int, int] = {}
    for placed in columns.lines:
        rows[placed.row] = max(rows.get(placed.row, 0), _height_of(placed.line, columns, font, wide))
    return sum(rows.values()) + columns.gap * max(len(rows) - 1, 0)


def _height_of(line: Pair | str, columns: Columns, font: QFont, wide: int) -> int:
    if isinstance(line, str):
        return height_of(line, font, columns.size, wide)
    who = height_of(line.who, font, columns.size, columns.who)
    return max(who, height_of(line.what, font, columns.size, columns.what, bold=True))


def _shortened(columns: Columns, font: QFont, area: QSize) -> Columns:
    """The texts that stand in no column end earlier."""
    pairs = tuple(placed for placed in columns.lines if isinstance(placed.line, Pair))
    texts = tuple(placed.line for placed in columns.lines if isinstance(placed.line, str))
    left = area.height() - _height(replace(columns, lines=pairs), font, area.width()) - columns.gap
    if not texts or left <= 0:
        return columns
    cut = iter(fit(texts, font, QSize(area.width(), left), columns.size, columns.size).lines)
    lines = (p if isinstance(p.line, Pair) else replace(p, line=next(cut)) for p in columns.lines)
    return replace(columns, lines=tuple(lines))
