"""Words of a finished PDF by place: from a place on a page to its words, and from words to their page."""

from __future__ import annotations

import unicodedata
from typing import Final

import pypdfium2 as pdfium

_NEAR_POINTS: Final = 14.0
_REACH: Final = 60
"""Characters told on either side of a place."""


def words_at(pdf: bytes, page: int, x: float, y: float) -> tuple[str, str]:
    """The words before and behind a place, ("", "") where nothing stands. `page` from 1; `x` and `y` are
    shares of its width and height from the top left."""
    document = pdfium.PdfDocument(pdf)
    try:
        drawn = document[page - 1]
        texts = drawn.get_textpage()
        across, up = x * drawn.get_width(), (1 - y) * drawn.get_height()
        at = texts.get_index(across, up, _NEAR_POINTS, _NEAR_POINTS)
        if at is None:
            return "", ""
        start = max(0, at - _REACH)
        count = texts.count_chars()
        before = texts.get_text_range(start, at - start) if at > start else ""
        return before, texts.get_text_range(at, min(_REACH, count - at))
    finally:
        document.close()


def page_with(pdf: bytes, words: str) -> int:
    """The first page that these words stand on, or begin on; 0 where none does."""
    wanted = _letters(words)[:_REACH]
    if not wanted:
        return 0
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [_letters(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()
    whole = next((number for number, text in enumerate(pages, 1) if wanted in text), 0)
    if whole:
        return whole
    begin = wanted[: len(wanted) // 2]
    return next((number for number, text in enumerate(pages, 1) if begin in text), 0)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
