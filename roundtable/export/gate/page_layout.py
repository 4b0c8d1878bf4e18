"""What a reader sees on each page, taken from the finished bytes with PDFium, which did not write them.

Two readings: the page's text in drawing order, and its letters put in lines by where they stand, so that
letters placed one by one, in any order or one under the other, come together again.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium_raw

_BLANK_GAP: Final = 0.1  # of the letter height: a wider gap parts words
_LINE_SHIFT: Final = 0.3  # of the letter height: letters this close in height share a line
_EVEN_RUN: Final = 6  # letters
_UNEVEN: Final = 0.03  # of the pitch
_ALONE: Final = 1.6  # letter heights without a neighbour: part of a column of letters


class Letter(NamedTuple):
    """One character, its box in points, and its size: the longer side of the box, never nothing.

    A tuple, because a report has tens of thousands of them.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: `in_order` as drawn, `by_place` as it stands on paper."""

    in_order: str
    by_place: str


def _letters(page: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    # The loose box is as wide as the letter's advance and as tall as its type, so that gaps mean blanks.
    box = pdfium_raw.FS_RECTF()
    place = ctypes.byref(box)
    for i in range(page.count_chars()):
        code = pdfium_raw.FPDFText_GetUnicode(page.raw, i)
        if code <= 32 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        if pdfium_raw.FPDFText_GetLooseCharBox(page.raw, i, place):
            left, bottom, right, top = box.left, box.bottom, box.right, box.top
            yield Letter(chr(code), left, bottom, right, top, max(top - bottom, right - left, 1.0))


def _lines(letters: list[Letter]) -> Iterator[list[Letter]]:
    line: list[Letter] = []
    for letter in sorted(letters, key=lambda a: (-(a.bottom + a.top), a.left)):
        if line:
            middle = (line[0].bottom + line[0].top) / 2
            if abs((letter.bottom + letter.top) / 2 - middle) > _LINE_SHIFT * max(letter.size, line[0].size):
                yield sorted(line, key=lambda a: a.left)
                line = []
        line.append(letter)
    if line:
        yield sorted(line, key=lambda a: a.left)


def _joined(line: list[Letter]) -> str:
    text = ""
    before: Letter | None = None
    for letter in line:
        if before and letter.left - before.right > _BLANK_GAP * max(letter.size, before.size):
            text += " "
        text += letter.text
        before = letter
    return text


def _evenly_placed(line: list[Letter]) -> Iterator[str]:
    """Runs of letters at an even pitch whatever their width: placed one by one, a double step parts words."""
    start = 0
    while start + _EVEN_RUN <= len(line):
        end, text = _even_run(line, start)
        widths = [letter.right - letter.left for letter in line[start : end + 1]]
        if end - start + 1 >= _EVEN_RUN and max(widths) > 1.3 * min(widths):
            yield text
        start = max(end, start + 1)


def _even_run(line: list[Letter], start: int) -> tuple[int, str]:
    """The last letter of the run that begins here, and its text."""
    pitch = line[start + 1].left - line[start].left
    text, end = line[start].text, start
    while end + 1 < len(line) and pitch > 0:
        steps = (line[end + 1].left - line[end].left) / pitch
        if abs(steps - round(steps)) > _UNEVEN or round(steps) not in (1, 2):
            break
        end += 1
        text += (" " if round(steps) == 2 else "") + line[end].text
    return end, text


def _columns(lines: list[list[Letter]]) -> Iterator[str]:
    """Words written one letter under the other."""
    alone: list[Letter] = []
    for line in lines:
        for i, letter in enumerate(line):
            reach = _ALONE * letter.size
            near_left = i > 0 and letter.left - line[i - 1].right < reach
            near_right = i + 1 < len(line) and line[i + 1].left - letter.right < reach
            if letter.text.isalpha() and not near_left and not near_right:
                alone.append(letter)
    alone.sort(key=lambda a: (round(a.left / 4), -a.bottom))
    word: list[Letter] = []
    for letter in alone:
        if word and not (
            abs(letter.left - word[-1].left) < 6 and word[-1].bottom - letter.bottom < 3 * letter.size
        ):
            yield "".join(each.text for each in word)
            word = []
        word.append(letter)
    if word:
        yield "".join(each.text for each in word)


def _by_place(page: pypdfium2.PdfTextPage) -> str:
    lines = list(_lines(list(_letters(page))))
    columns = [word for word in _columns(lines) if len(word) > 2]
    even = [text for line in lines for text in _evenly_placed(line)]
    return "\n".join([*(_joined(line) for line in lines), *even, *columns])


def page_texts(data: bytes, passphrase: str | None = None) -> tuple[PageText, ...]:
    """The text of every page. Raises pypdfium2.PdfiumError for a file PDFium cannot open.

    The same bytes are read for the report, for its copy and for each way of sending it: they say the same
    every time, so those read last are remembered. A file under a passphrase is not.
    """
    return _read_last(data) if passphrase is None else _read(data, passphrase)


@functools.lru_cache(maxsize=2)
def _read_last(data: bytes) -> tuple[PageText, ...]:
    return _read(data, None)


def _read(data: bytes, passphrase: str | None) -> tuple[PageText, ...]:
    found = []
    document = pypdfium2.PdfDocument(data, password=passphrase)
    try:
        for page in document:
            text = page.get_textpage()
            found.append(PageText(text.get_text_range(), _by_place(text)))
            text.close()
            page.close()
    finally:
        document.close()
    return tuple(found)
