"""Words that nobody else writes, and the search for them in every file, whatever it is wrapped in."""

from __future__ import annotations

import base64
import random
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_ZLIB_HEAD = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST_INFLATED = 8 * 1024 * 1024


def word(chance: random.Random, syllables: int = 6) -> str:
    """A word that can be typed and stands nowhere else: "Vozukaterimu"."""
    made = "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(syllables))
    return made.capitalize()


@dataclass(frozen=True)
class Found:
    """A canary: which, in which file, in which form."""

    canary: str
    path: str
    form: str


def search(folders: Iterable[Path], canaries: dict[str, str]) -> list[Found]:
    """Every canary (name → word) in the contents and names of the files below these folders."""
    found: list[Found] = []
    for path in _files(folders):
        found += [Found(name, str(path), "file name") for name, word in canaries.items() if word in str(path)]
        if path.is_file():
            found += in_bytes(path.read_bytes(), canaries, str(path))
    return found


def in_bytes(data: bytes, canaries: dict[str, str], where: str) -> list[Found]:
    """The same in one piece of data, and in what is compressed in it."""
    found = as_it_is(data, canaries, where)
    for part in _inflated(data):
        found += as_it_is(part, canaries, where, "compressed, ")
    return found


def as_it_is(data: bytes, canaries: dict[str, str], where: str, wrapping: str = "") -> list[Found]:
    """The same in one piece of data, whatever may be compressed in it left aside."""
    lower = data.lower()
    return [
        Found(name, where, wrapping + form)
        for name, word in canaries.items()
        for form, wanted, exact in _forms(word)
        if wanted in (data if exact else lower)
    ]


def in_memory(data: bytes, canaries: dict[str, str]) -> set[str]:
    """The canaries in a process's memory, as Python and Qt hold text; hundreds of megabytes, so no more."""
    lower = data.lower()
    spellings = ("utf-8", "utf-16-le")
    return {
        name
        for name, word in canaries.items()
        if any(word.lower().encode(each) in lower for each in spellings)
    }


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*"))


def _forms(word: str) -> Iterator[tuple[str, bytes, bool]]:
    """The word as it may be written: (form, bytes, whether capitals count)."""
    lower = word.lower()
    yield "UTF-8", lower.encode(), False
    yield "UTF-16LE", lower.encode("utf-16-le"), False
    yield "UTF-16BE", lower.encode("utf-16-be"), False
    yield "UTF-32", lower.encode("utf-32-le"), False
    yield "hexadecimal", word.encode().hex().encode(), False
    for spelling in ("utf-8", "utf-16-le"):
        data = word.encode(spelling)
        for shift in range(3):
            # What is before and after is not known: only whole groups of four letters are looked for.
            coded = base64.b64encode(bytes(shift) + data)
            yield f"base64 of {spelling}", coded[4 if shift else 0 : len(coded) // 4 * 4 - 4], True


def _inflated(data: bytes) -> Iterator[bytes]:
    for head in _ZLIB_HEAD.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[head.start() :], _MOST_INFLATED)
        except zlib.error:
            continue
    for head in re.finditer(rb"\x1f\x8b\x08", data):
        try:
            yield zlib.decompressobj(31).decompress(data[head.start() :], _MOST_INFLATED)
        except zlib.error:
            continue
    for entry in re.finditer(rb"PK\x03\x04", data):
        start = entry.start()
        begin = start + 30 + int.from_bytes(data[start + 26 : start + 28], "little")
        begin += int.from_bytes(data[start + 28 : start + 30], "little")
        try:
            yield zlib.decompressobj(-15).decompress(data[begin:], _MOST_INFLATED)
        except zlib.error:
            continue
