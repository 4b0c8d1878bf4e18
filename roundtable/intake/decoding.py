"""Bytes of a text file as text: UTF-8, UTF-16 and Windows-1252, which old exports are in."""

from __future__ import annotations

import codecs
import re
from typing import Final

from roundtable.domain.table_errors import TableNotText

# Letters that no text has; a tab and line ends are left.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_HALF: Final = re.compile("[\ud800-\udfff]")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_of(data: bytes) -> str:
    """The text. Raises TableNotText where it holds what no text does."""
    return checked(_decoded(data))


def checked(text: str) -> str:
    """Text with one kind of line end. Raises TableNotText where it holds what no text does."""
    strange = _CONTROL.search(text) or _HALF.search(text)
    if strange:
        raise TableNotText(line=text.count("\n", 0, strange.start()) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _in(data[len(mark) :], encoding)
    wide = _wide_without_mark(data)
    if wide:
        return _in(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _in(data, "cp1252")


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 that does not say so: every second byte of Western text is zero."""
    beginning = data[:200]
    if len(beginning) < 4 or len(data) % 2:
        return ""
    half = len(beginning) // 2
    if beginning[1::2].count(0) > half * 0.7 and beginning[::2].count(0) == 0:
        return "utf-16-le"
    if beginning[::2].count(0) > half * 0.7 and beginning[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _in(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableNotText(line=data.count(b"\n", 0, error.start) + 1) from None
