"""The gate: reads a finished file with libraries that did not write it and reports what must not leave.

Any hit blocks. A "found" hit names the register entry, the words and the place; a "refused" one says what
cannot be read or must not be there, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from roundtable.export.gate.mail import read_mail
from roundtable.export.gate.office import read_archive, read_packed
from roundtable.export.gate.passages import (
    MAX_BYTES,
    MAX_DEPTH,
    Context,
    Item,
    Items,
    Passage,
    Picture,
    Refusal,
)
from roundtable.export.gate.pdf import read_pdf
from roundtable.export.gate.pictures import is_picture, read_picture
from roundtable.export.gate.plain_files import read_plain
from roundtable.export.gate.readings import other_readings
from roundtable.export.gate.unwrapping import turned_round, visible, wordy_lines

__all__ = ["Found", "Search", "search_file"]

# Text and context in: "text", "name", "bytes", or "lines": a guess at what bytes or codes say, as text.
# (Entry id, matched words) pairs out.
Search = Callable[[str, str], tuple[tuple[str, str], ...]]

_PICTURE: Final = (
    "A picture that this file is not expected to hold: nobody can search what it shows. Take it out."
)
# Letters of the shortest form that counts in undecoded bytes: fonts spell shorter ones by chance.
_LEAST: Final = 4
_NOT_READ: Final = "This file cannot be read to its end: make it again, or send it as PDF."
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP: Final = b"\x1f\x8b"
_RICH_TEXT: Final = b"{\\rtf"
_MAIL_STARTS: Final = (b"X-Unsent:", b"From:", b"To:", b"Subject:", b"MIME-Version:", b"Received:", b"Date:")


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: the register's entry (empty when refused), words or reason, place, "found" or "refused"."""

    entry: str
    text: str
    where: str
    kind: str


def _read(name: str, data: bytes) -> Items:
    """The right reader for a file, by its first bytes rather than by its name."""
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return read_archive(data)
    if is_picture(data):
        return read_picture(data)
    if data.startswith(_GZIP):
        return read_packed(name, data)
    if data.startswith(_RICH_TEXT):
        return iter([Refusal("the file", "Rich text cannot be searched safely: save it as .docx or PDF.")])
    if data.startswith(_OLD_OFFICE):
        return iter(
            [Refusal("the file", "An old or encrypted Office file: save it without a password as .docx.")]
        )
    if name.casefold().endswith(".eml") or data.lstrip().startswith(_MAIL_STARTS):
        return read_mail(data)
    return read_plain(name, data)


def _failing_closed(items: Items) -> Items:
    """Whatever a reader stumbles over is a refusal: what was not read to its end has not been searched."""
    try:
        yield from items
    except Exception:  # noqa: BLE001  # hostile files make parsers raise anything; none of it may let a file pass
        yield Refusal("the file", _NOT_READ)


class _Gate:
    def __init__(self, search: Search, expected_images: frozenset[str], proved: frozenset[str]) -> None:
        self.search, self.expected, self.proved = search, expected_images, proved
        self.hits: dict[tuple[str, str, str], Found] = {}
        self.asked: set[tuple[str, str]] = set()
        self.room = MAX_BYTES

    def file(self, where: str, name: str, data: bytes, depth: int) -> None:
        prefix = f"{where}, " if where else ""
        self.passage(f"{prefix}file name", Passage("", name, "name"))
        self.passage(f"{prefix}file name", Passage("", name.rpartition(".")[0] or name))
        if sha256(data).hexdigest() in self.proved:
            return
        self.room -= len(data)
        if depth > MAX_DEPTH or self.room < 0:
            self.refuse(
                where or "the file", "Files inside files, or too much to search: send them one by one."
            )
            return
        if not data:
            self.refuse(where or "the file", "This file is empty: write it again.")
            return
        for item in _failing_closed(_read(name, data)):
            self.item(prefix, item, depth)

    def item(self, prefix: str, item: Item, depth: int) -> None:
        where = f"{prefix}{item.where}"
        if isinstance(item, Passage):
            self.passage(where, item)
        elif isinstance(item, Refusal):
            self.refuse(where, item.reason)
        elif isinstance(item, Picture):
            if not self.expected & {item.sha256, item.mask_of}:
                self.refuse(where, _PICTURE)
        else:
            self.file(where, item.name, item.data, depth + 1)

    def refuse(self, where: str, reason: str) -> None:
        self.hits.setdefault(("", reason, where), Found("", reason, where, "refused"))

    def passage(self, where: str, item: Passage) -> None:
        if item.context == "name":
            for name in dict.fromkeys(item.text.split()):
                self.ask(where, visible(name), "name")
            return
        text = visible(item.text)
        before = len(self.hits)
        self.ask(where, text, item.context, item.numbered)
        self.ask(where, turned_round(item.text), "text")
        is_text, flowing = item.context == "text", item.flowing and item.context == "text"
        if not is_text:
            text = wordy_lines(text)
            self.ask(where, text, "lines", least=_LEAST)
        for words, context in other_readings(text, is_text and not item.numbered, flowing):
            if len(self.hits) == before:
                least = 0 if is_text else _LEAST
                self.ask(where, words, "lines" if context == "text" else context, least=least)

    def ask(self, where: str, text: str, context: Context, numbered: bool = False, least: int = 0) -> None:
        if sum(map(str.isalnum, text)) < 2 or (text, context) in self.asked:
            return
        self.asked.add((text, context))
        for entry, words in self.search(text, context):
            if sum(map(str.isalnum, words)) < least:
                continue
            place = f"{where}{_line_of(text, words)}" if numbered else where
            self.hits.setdefault((entry, words.casefold(), place), Found(entry, words, place, "found"))


def _line_of(text: str, words: str) -> str:
    at = text.find(words)
    if at < 0:
        at = text.casefold().find(words.casefold())
    return f", line {text.count(chr(10), 0, at) + 1}" if at >= 0 else ""


def search_file(
    name: str,
    data: bytes,
    search: Search,
    expected_images: frozenset[str] = frozenset(),
    proved: frozenset[str] = frozenset(),
) -> tuple[Found, ...]:
    """Search one finished file: its name and everything in its bytes.

    `expected_images` are SHA-256 values of RGB pixels; `proved` those of enclosed files whose plain form was
    searched before (an encrypted copy). Bad files come back as "refused", nothing is raised for them.
    """
    gate = _Gate(search, expected_images, proved)
    gate.file("", name, data, 0)
    return tuple(gate.hits.values())
