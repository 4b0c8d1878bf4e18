"""What the bytes of a string drawn in a PDF font mean, from the font's own tables (ISO 32000-1, 9.10)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import pikepdf

_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_ACCENTS: Final = {
    "acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308",
    "tilde": "\u0303", "caron": "\u030c", "cedilla": "\u0327", "ring": "\u030a", "macron": "\u0304",
    "ogonek": "\u0328", "breve": "\u0306", "dotaccent": "\u0307", "hungarumlaut": "\u030b",
    "commaaccent": "\u0327",
}  # fmt: skip
_GLYPHS: Final = {
    "space": " ", "hyphen": "-", "quotesingle": "'", "quoteright": "’", "quoteleft": "‘",
    "period": ".", "comma": ",", "colon": ":", "slash": "/", "underscore": "_", "at": "@",
    "ampersand": "&", "parenleft": "(", "parenright": ")", "plus": "+", "zero": "0", "one": "1",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "oslash": "ø", "Oslash": "Ø", "ae": "æ", "AE": "Æ", "germandbls": "ß",
    "lslash": "ł", "Lslash": "Ł", "eth": "ð", "thorn": "þ", "dotlessi": "ı", "oe": "œ", "fi": "fi",
    "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "endash": "–", "emdash": "—",
}  # fmt: skip
_MAX_RANGE: Final = 65536


@dataclass(frozen=True, slots=True)
class FontMap:
    """Decodes strings of one font; `is_blind` when nothing says what its codes mean."""

    codes: dict[int, str] = field(default_factory=dict)
    length: int = 1
    encoding: str = "cp1252"
    is_blind: bool = False
    second: dict[int, str] = field(default_factory=dict)

    def by_encoding(self, raw: bytes) -> str:
        """What the glyphs' names say, where the font has a Unicode table that may say otherwise."""
        return "".join(self.second.get(code, "") for code in raw)

    def read(self, raw: bytes) -> str:
        """The text of a drawn string."""
        if self.length == 2:
            pairs = (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw) - 1, 2))
            return "".join(self.codes.get(code, "") for code in pairs)
        if not self.codes:
            return raw.decode(self.encoding, "replace").replace("\ufffd", " ")
        return "".join(self.codes.get(code) or bytes((code,)).decode(self.encoding, "ignore") for code in raw)


def glyph_text(name: str) -> str:
    """The character a glyph name stands for (Adobe's rules, the Latin part); empty when unknown."""
    name = name.partition(".")[0]
    if len(name) == 1:
        return name
    if name in _GLYPHS:
        return _GLYPHS[name]
    code = re.fullmatch(r"(?:uni|u)([0-9A-F]{4,6})", name)
    if code:
        return chr(int(code[1], 16)) if int(code[1], 16) < 0x110000 else ""
    mark = _ACCENTS.get(name[1:])
    return unicodedata.normalize("NFC", name[0] + mark) if mark else ""


def _text(code: bytes) -> str:
    raw = bytes.fromhex(re.sub(rb"\s", b"", code).decode("ascii").ljust(2, "0"))
    return raw.decode("utf-16-be", "ignore") if len(raw) > 1 else raw.decode("latin-1")


def _number(code: bytes) -> int:
    return int(re.sub(rb"\s", b"", code) or b"0", 16)


def read_cmap(data: bytes) -> tuple[dict[int, str], int]:
    """The map of a ToUnicode stream and the length of its codes in bytes."""
    codes: dict[int, str] = {}
    length = 1
    for block in _PAIRS.findall(data):
        tokens = [m[1] for m in _TOKEN.finditer(block) if m[1] is not None]
        for source, target in zip(tokens[::2], tokens[1::2], strict=False):
            length = max(length, len(source) // 2)
            codes[_number(source)] = _text(target)
    for block in _RANGES.findall(data):
        length = max(length, _read_ranges(block, codes))
    return codes, min(length, 2)


def _read_ranges(block: bytes, codes: dict[int, str]) -> int:
    tokens = list(_TOKEN.finditer(block))
    length, i = 1, 0
    while i + 2 < len(tokens):
        first, last = tokens[i][1] or b"0", tokens[i + 1][1] or b"0"
        length = max(length, len(first) // 2)
        low, high = _number(first), min(_number(last), _number(first) + _MAX_RANGE)
        i += 2
        if tokens[i][2]:
            i += 1
            for code in range(low, high + 1):
                if i < len(tokens) and tokens[i][1] is not None:
                    codes[code] = _text(tokens[i][1])
                    i += 1
            while i < len(tokens) and not tokens[i][3]:
                i += 1
        else:
            start = _text(tokens[i][1] or b"00")
            codes |= {
                low + n: start[:-1] + chr(min(ord(start[-1]) + n, 0x10FFFF))
                for n in range(high - low + 1)
                if start
            }
        i += 1
    return length


def _differences(encoding: pikepdf.Object) -> dict[int, str]:
    codes: dict[int, str] = {}
    code = 0
    for entry in encoding.get("/Differences", pikepdf.Array()):
        if isinstance(entry, pikepdf.Name):
            codes[code] = glyph_text(str(entry)[1:])
            code += 1
        else:
            code = int(entry)
    return {code: text for code, text in codes.items() if text}


def font_map(font: pikepdf.Object) -> FontMap:
    """How to read strings drawn in this font dictionary."""
    composite = font.get("/Subtype") == "/Type0"
    to_unicode = font.get("/ToUnicode")
    if isinstance(to_unicode, pikepdf.Stream):
        codes, length = read_cmap(to_unicode.read_bytes())
        return FontMap(codes, 2 if composite else length, second=_second(font))
    if composite:
        return FontMap(length=2, is_blind=True)
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        base = str(encoding.get("/BaseEncoding", ""))
        return FontMap(_differences(encoding), encoding="mac_roman" if "Mac" in base else "cp1252")
    if encoding is None and _is_embedded(font):
        return FontMap(encoding="ascii")  # its own code: only the letters every code shares can be told
    return FontMap(encoding="mac_roman" if "Mac" in str(encoding) else "cp1252")


def _second(font: pikepdf.Object) -> dict[int, str]:
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        return _differences(encoding)
    if isinstance(encoding, pikepdf.Name) and str(encoding) in ("/WinAnsiEncoding", "/MacRomanEncoding"):
        name = "mac_roman" if "Mac" in str(encoding) else "cp1252"
        return {code: bytes((code,)).decode(name, "ignore") for code in range(32, 256)}
    return {}


def _is_embedded(font: pikepdf.Object) -> bool:
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, pikepdf.Dictionary) and any(
        key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def guarded(read: Callable[[pikepdf.Object], FontMap], font: object) -> FontMap:
    """A font map, or a plain one for a font whose tables are broken."""
    try:
        return read(font) if isinstance(font, pikepdf.Dictionary) else FontMap()
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        return FontMap(is_blind=True)
