"""Text made fit for paper: nothing invisible, nothing the typeface lacks, nothing silently lost.

A character without a shape is never an empty box: letters of other scripts are transliterated, pictures are
named ("[grinning face]"). Only anonymity may block an export (DOMAIN 3), so a strange character does not;
whoever wants to know beforehand asks `missing_characters`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape

from anyascii import anyascii

from roundtable.domain.errors import RoundtableError
from roundtable.export.fonts import can_draw


class CharacterNotInFont(RoundtableError):
    """The typeface lacks characters; `details["characters"]` lists them as "U+1F600 GRINNING FACE"."""


_LINE_ENDS = {
    "\r\n": "\n",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n\n",
    "\v": "\n",
    "\f": "\n",
    "\x85": "\n",
}
_TYPES_WITHOUT_SHAPE = {"Cc", "Cf", "Cs", "Cn"}


def clean(text: str) -> str:
    """The text without control, format and unassigned characters; line ends are newlines, the rest is NFC."""
    for old, new in _LINE_ENDS.items():
        text = text.replace(old, new)
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _TYPES_WITHOUT_SHAPE)


def missing_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """Every character of these texts that the typeface cannot draw, each once, in code point order."""
    found = {c for text in texts for c in clean(text) if c != "\n" and not can_draw(c)}
    return tuple(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in sorted(found))


def spelled_out(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Those words that print otherwise than they are typed, with what is printed, each once."""
    pairs = ((word, one_line(word)) for word in dict.fromkeys(words) if missing_characters((word,)))
    return tuple(pairs)


def require_drawable(texts: Iterable[str]) -> None:
    """Raise `CharacterNotInFont` when a text holds what the typeface lacks."""
    missing = missing_characters(texts)
    if missing:
        raise CharacterNotInFont(characters=missing)


def _spoken(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("M"):
        return ""
    if category.startswith(("L", "N")):
        return anyascii(character) or f"[U+{ord(character):04X}]"
    if category.startswith("Z"):
        return " "
    ascii_form = anyascii(character)
    if category.startswith("P") and ascii_form:
        return ascii_form
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


def printable(text: str) -> str:
    """The text as it will stand on paper: cleaned, every character drawable."""
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned
    return "".join(c if c == "\n" or can_draw(c) else _spoken(c) for c in cleaned)


def one_line(text: str) -> str:
    """Printable text on a single line, single spaces."""
    return " ".join(printable(text).split())


def markup(text: str) -> str:
    """Printable text as reportlab paragraph markup: escaped, ``**bold**`` kept, newlines as line breaks."""
    pieces = escape(printable(text)).split("**")
    if len(pieces) % 2 == 0:  # an odd number of marks: the last one is only two asterisks
        pieces[-2:] = [f"{pieces[-2]}**{pieces[-1]}"]
    bold = "".join(piece if i % 2 == 0 else f"<b>{piece}</b>" for i, piece in enumerate(pieces))
    return bold.strip().replace("\n", "<br/>")
