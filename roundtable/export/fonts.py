"""The typeface of every paper: Source Sans 3, embedded as a subset that carries nothing but shapes."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from roundtable import assets

REGULAR: Final = "SourceSans3-Regular"
ITALIC: Final = "SourceSans3-It"
SEMIBOLD: Final = "SourceSans3-Semibold"
BOLD: Final = "SourceSans3-Bold"

_FILES: Final = {
    REGULAR: "SourceSans3_400Regular.ttf",
    ITALIC: "SourceSans3_400Regular_Italic.ttf",
    SEMIBOLD: "SourceSans3_600SemiBold.ttf",
    BOLD: "SourceSans3_700Bold.ttf",
}
_EMPTY_NAME_TABLE: Final = b"\x00\x00\x00\x00\x00\x06"

# A reportlab font object serves one document at a time: whoever sets a paper holds this.
press = threading.Lock()


class _Face(TTFontFace):  # type: ignore[misc]  # reportlab ships no types
    def get_table(self, tag: str) -> bytes:
        # The name table lists the designers; a PDF needs none of it, and the gate would read their names.
        return _EMPTY_NAME_TABLE if tag == "name" else bytes(super().get_table(tag))


class _Font(TTFont):  # type: ignore[misc]  # reportlab ships no types
    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))
        self.face = _Face(str(path))
        self.encoding.name = f"{name}-UTF-8"

    def addObjects(self, doc: object) -> None:
        # Unused codes of a subset map to U+0000, which PDF/UA (7.21.7) and PDF/A (6.2.11.7) forbid.
        for subset in self.state[doc].subsets if doc in self.state else ():
            subset[:] = [code if code not in (0, 0xFEFF, 0xFFFE) else 0x20 for code in subset]
        super().addObjects(doc)


@cache
def register() -> None:
    """Make the four faces known to reportlab, once. Raises `AssetMissing`."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(_Font(name, assets.path(f"fonts/{file}")))
    for plain in (REGULAR, SEMIBOLD):
        pdfmetrics.registerFontFamily(plain, normal=plain, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    pdfmetrics.registerFontFamily(BOLD, normal=BOLD, bold=BOLD, italic=BOLD, boldItalic=BOLD)


@cache
def _drawable() -> frozenset[int]:
    register()
    return frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph) & frozenset(
        pdfmetrics.getFont(BOLD).face.charToGlyph
    )


def can_draw(character: str) -> bool:
    """Whether the typeface has this character in regular and bold."""
    return ord(character) in _drawable()


def width(text: str, font: str, size: float) -> float:
    """Width of a text on paper, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
