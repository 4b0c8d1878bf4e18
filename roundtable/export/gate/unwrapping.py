"""Text that hides in other text or in bytes: escapes, codes, split letters, words broken over lines."""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[ \n]?){4,}")
_ESCAPE = re.compile(r"\\(?:u\{?([0-9A-Fa-f]{4,6})\}?|x([0-9A-Fa-f]{2})|([0-7]{3}))")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_CODES = re.compile(r"fromC(?:harCode|odePoint)\s*\(([^)]{1,4000})\)")
_LITERAL_JOIN = re.compile(r"(['\"`])\s*(?:[+&.]\s*['\"`]|,\s*['\"`](?=[a-z]))")
_ASCII85 = re.compile(r"(?:<~)?([!-uz\s]{8,20000})~>")
_OVERRIDE = re.compile("\u202e([^\n\u202c]{2,400})")
_SPACED = re.compile(r"(?<!\w)(?:[^\W_][ \t\n\u00a0.·_*|/-]{1,3}){2,}[^\W_](?!\w)")
_GAPS = re.compile(r"[ \t\n\u00a0]{2,}")
_BREAK = re.compile(r"([^\W\d_]+)[-\u2010\u2011\u00ad]?[ \t]*\n\s*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_WORDY = 6
_RUN = re.compile(rb"[\x20-\x7e\xa0-\xff]{5,}")
_RUN16 = {
    "utf-16-le": re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}"),
    "utf-16-be": re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]){4,}"),
}


def visible(text: str) -> str:
    """The text without characters that only format it (zero-width, soft hyphens, directions)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t\r" or unicodedata.category(c) not in ("Cf", "Cc"))


def turned_round(text: str) -> str:
    """What a right-to-left override shows: the letters behind it in the opposite order, one run a line."""
    return "\n".join(found[::-1] for found in _OVERRIDE.findall(text)) if "\u202e" in text else ""


def _is_words(text: str) -> bool:
    good = sum(c.isalnum() or c in " .,'-@_:/" for c in text)
    return bool(text) and good >= 0.9 * len(text)


def text_of_bytes(raw: bytes) -> str:
    """Bytes as text in whichever encoding makes words of them; empty when none does."""
    for encoding in ("utf-8", "utf-16", "latin-1"):
        if encoding == "utf-16" and raw[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" not in raw:
            continue
        try:
            text = raw.decode(encoding).strip("\0")
        except UnicodeDecodeError:
            continue
        if _is_words(text):
            return text
    return ""


def _base64_words(text: str) -> Iterator[str]:
    for found in _BASE64.finditer(text):
        code = found[0].replace("-", "+").replace("_", "/").rstrip("=")
        if len(code) % 4 == 1:
            continue
        try:
            yield text_of_bytes(base64.b64decode(code + "=" * (-len(code) % 4), validate=True))
        except (binascii.Error, ValueError):
            continue


def _hex_words(text: str) -> Iterator[str]:
    for found in _HEX.finditer(text):
        try:
            yield text_of_bytes(bytes.fromhex(found[0]))
        except ValueError:
            continue


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16) if found[1] or found[2] else int(found[3], 8)
    return chr(code) if code < 0x110000 else ""


def unwrapped(text: str) -> Iterator[str]:
    """Every other reading of a text: percent, entity, backslash and mail escapes, base64, hex, script."""
    if "%" in text:
        yield unquote(unquote(text))
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        yield _ESCAPE.sub(_character, text)
    if "=" in text:
        yield _QUOTED.sub(lambda m: bytes.fromhex(m[0].replace("=", "")).decode("utf-8", "replace"), text)
    if _LITERAL_JOIN.search(text):
        yield _LITERAL_JOIN.sub("", text)
    for code in _ASCII85.findall(text) if "~>" in text else ():
        with suppress(ValueError):
            yield text_of_bytes(base64.a85decode(code))
    for codes in _CODES.finditer(text):
        yield "".join(chr(int(n, 0) % 0x110000) for n in re.findall(r"0x[0-9A-Fa-f]+|[1-9]\d*", codes[1]))
    yield from (found for found in _base64_words(text) if found)
    yield from (found for found in _hex_words(text) if found)


def joined_letters(text: str) -> str:
    """Runs of letters placed one by one, joined; two or more blanks in a run part words."""
    runs = []
    for found in _SPACED.finditer(text):
        words = _GAPS.split(found[0])
        runs += [" ".join(re.sub(r"[\W_]", "", word) for word in words), re.sub(r"[\W_]", "", found[0])]
    return "\n".join(dict.fromkeys(runs))


def joined_breaks(text: str) -> str:
    """Words broken over a line end, joined; not where both halves are words of this text themselves."""
    found = list(_BREAK.finditer(text))
    if not found:
        return ""
    known = Counter(word.casefold() for word in _WORD.findall(text))
    return "\n".join(
        m[1] + m[2]
        for m in found
        if (m[2][0].islower() or m[1].isupper())
        and not all(known[half.casefold()] > 1 for half in m.groups())
    )


def readable_runs(data: bytes) -> str:
    """Whatever could be text in bytes nobody can decode, one run a line: 8-bit, UTF-8 and UTF-16."""
    runs = []
    for found in _RUN.finditer(data):
        runs.append(found[0].decode("latin-1"))
        if not found[0].isascii():
            runs.append(found[0].decode("utf-8", "ignore"))
    for encoding, pattern in _RUN16.items():
        runs += [found[0].decode(encoding) for found in pattern.finditer(data)]
    return "\n".join(runs)


def wordy_lines(text: str) -> str:
    """Those readable runs that look like words somebody wrote, fit to be searched as text."""
    runs = (run for run in text.split("\n") if len(run) >= _WORDY and _is_words(run))
    return "\n".join(run for run in runs if sum(not c.isascii() for c in run) <= len(run) // 8)
