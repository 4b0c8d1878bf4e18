"""How large a page's lines can be so that all are on the projector; shortened only when they must be."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

_TALL: Final = 100_000
SMALLEST: Final = 9
"""Type under this many px is not shown."""
_CUT: Final = " …"


@dataclass(frozen=True, slots=True)
class Fitted:
    """The type size and the distance between lines in px, and the lines as they are shown."""

    size: int
    gap: int
    lines: tuple[str, ...]


def height_of(text: str, font: QFont, size: int, width: int, *, bold: bool = False) -> int:
    """How high a text is that wraps at `width`; px."""
    room = QRect(0, 0, width, _TALL)
    return _metrics(font, size, bold=bold).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


def width_of(text: str, font: QFont, size: int, *, bold: bool = False) -> int:
    """How wide a text is on one line; px."""
    return _metrics(font, size, bold=bold).horizontalAdvance(text) + 2


def gap_of(size: int) -> int:
    """The distance between lines of this type size; px."""
    return round(size * 0.6)


def _metrics(font: QFont, size: int, *, bold: bool) -> QFontMetrics:
    sized = QFont(font)
    sized.setPixelSize(max(size, 1))
    sized.setBold(bold)
    return QFontMetrics(sized)


def fit(lines: tuple[str, ...], font: QFont, area: QSize, size: int, least: int) -> Fitted:
    """Smaller type first, not under `least`, which is read at the back; then the long lines end earlier."""
    sizes = [*range(size, least, -max(size // 12, 1)), min(size, least)]
    for smaller in sizes:
        if _total(lines, font, smaller, area.width()) <= area.height():
            return Fitted(smaller, gap_of(smaller), lines)
    cut = _cut(lines, font, area, sizes[-1])
    # So many lines that each has one row already: small type is better than a line that is not there.
    for smaller in range(sizes[-1], SMALLEST, -1):
        if _total(cut, font, smaller, area.width()) <= area.height():
            return Fitted(smaller, gap_of(smaller), cut)
    return Fitted(SMALLEST, gap_of(SMALLEST), cut)


def _cut(lines: tuple[str, ...], font: QFont, area: QSize, size: int) -> tuple[str, ...]:
    """Row by row from the highest line, the first of several, until all fit or each has one row."""
    shown, one = list(lines), height_of("x", font, size, area.width())
    while _total(shown, font, size, area.width()) > area.height():
        heights = [height_of(line, font, size, area.width()) for line in shown]
        place = heights.index(max(heights))
        ending = _ending_within(
            lines[place], lambda text: height_of(text, font, size, area.width()), heights[place] - one
        )
        if height_of(ending, font, size, area.width()) >= heights[place]:
            break
        shown[place] = ending
    return tuple(shown)


def _ending_within(line: str, height: Callable[[str], int], allowed: int) -> str:
    """As many of the words as fit."""
    words = line.split(" ")
    fitting = bisect.bisect_right(range(1, len(words)), allowed, key=lambda n: height(_begun(words, n)))
    return _begun(words, max(fitting, 1))


def _begun(words: list[str], count: int) -> str:
    return f"{' '.join(words[:count])}{_CUT}"


def _total(lines: Sequence[str], font: QFont, size: int, width: int) -> int:
    return sum(height_of(line, font, size, width) for line in lines) + gap_of(size) * max(len(lines) - 1, 0)
