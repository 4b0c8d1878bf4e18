"""Wrapped text with the words that were looked for marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption


def spots(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Start and length of every place where one of `words` (casefolded) stands in `text`."""
    told = text.casefold()
    if not words or len(told) != len(text):  # a letter that folds to two: nothing is marked askew
        return ()
    found = []
    for word in words:
        start = told.find(word)
        while start >= 0:
            found.append((start, len(word)))
            start = told.find(word, start + len(word))
    return tuple(sorted(found))


def draw_marked(
    painter: QPainter,
    font: QFont,
    room: QRect,
    text: str,
    found: Sequence[tuple[int, int]],
    look: QTextCharFormat,
) -> int:
    """Draw the text from the top left of `room` with the painter's pen; returns its height, px."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    formats = []
    for start, length in found:
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, length, look
        formats.append(part)
    layout.setFormats(formats)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(room.topLeft()))
    return round(height)
