"""Reader for Office files and other ZIP archives: every member, and what lies between and behind them."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from typing import Final

from roundtable.export.gate.markup_text import read_xml
from roundtable.export.gate.passages import MAX_BYTES, Enclosed, Items, Passage, Refusal
from roundtable.export.gate.pictures import is_picture, read_picture
from roundtable.export.gate.unwrapping import readable_runs

_MAX_MEMBERS: Final = 4000
_XML = (".xml", ".rels", ".vml", ".svg", ".xhtml", ".opf", ".ncx")
_BINARY_ALLOWED = ("printersettings", ".odttf", ".fntdata")
# Programs that make slides put an empty first page's picture here; one that shows anything is refused.
_THUMBNAIL = "docprops/thumbnail."
_STANDARD = ("http://schemas.", "urn:schemas", "application/vnd.", "rId")
_LOCAL = b"PK\x03\x04"


def read_archive(data: bytes) -> Items:
    """Read a ZIP archive. Encrypted, damaged and oversized ones are refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield Refusal("the file", "This Office file or archive is damaged: make it again.")
        return
    if len(members) > _MAX_MEMBERS or sum(m.file_size for m in members) > MAX_BYTES:
        yield Refusal(
            "the file", "This archive unpacks to too much to be searched: send fewer or smaller files."
        )
        return
    if archive.comment:
        yield Passage("the archive's comment", archive.comment.decode("utf-8", "replace"))
    for member in members:
        yield from _member(archive, member)
    yield from _between(data, members)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Items:
    where = f"part {member.filename}"
    yield Passage("a part's name", member.filename, "name")
    if member.comment or member.extra:
        yield Passage(f"{where}, note", readable_runs(member.comment + b"\0" + member.extra), "bytes")
    if member.filename.endswith("/"):
        return
    if member.flag_bits & 1:
        yield Refusal(
            where, "This part is encrypted and cannot be searched: save the file without a password."
        )
        return
    try:
        with archive.open(member) as stream:
            content = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
        yield Refusal(where, "This part is damaged and cannot be searched: make the file again.")
        return
    yield from _content(where, member.filename, content)


def _content(where: str, name: str, content: bytes) -> Items:
    folded = name.casefold()
    if folded.endswith(_XML) and not content.startswith(b"%PDF"):
        yield from _xml(where, content)
    elif folded.startswith(_THUMBNAIL) and is_picture(content):
        for item in read_picture(content, empty_passes=True):
            yield replace(item, where=f"{where}, {item.where}")
    elif any(part in folded for part in _BINARY_ALLOWED):
        yield Passage(where, readable_runs(content), "bytes")
    else:
        yield Enclosed(where, name.rpartition("/")[2], content)


def _xml(where: str, content: bytes) -> Items:
    found = read_xml(content)
    yield Passage(where, found.text, numbered=True)
    for note in dict.fromkeys(found.notes):
        if not note.startswith(_STANDARD):
            yield Passage(f"{where}, attribute", note)


def _between(data: bytes, members: list[zipfile.ZipInfo]) -> Items:
    """Bytes that belong to no listed member: deleted parts, something put in front or behind."""
    ends = [0]
    for member in sorted(members, key=lambda m: m.header_offset):
        start = member.header_offset
        yield from _leftover(data[ends[-1] : start])
        size = 30 + int.from_bytes(data[start + 26 : start + 28], "little")
        size += int.from_bytes(data[start + 28 : start + 30], "little") + member.compress_size
        ends.append(start + size)
    directory = data.find(b"PK\x01\x02", ends[-1])
    yield from _leftover(data[ends[-1] : directory if directory >= 0 else len(data)])
    tail = data.rfind(b"PK\x05\x06")
    yield from _leftover(data[tail + 22 :])


def _leftover(data: bytes) -> Items:
    if len(data) <= 16:
        return
    where = "bytes that belong to no part"
    yield Passage(where, readable_runs(data), "bytes")
    start = data.find(_LOCAL)
    while start >= 0:
        size = 30 + int.from_bytes(data[start + 26 : start + 28], "little")
        size += int.from_bytes(data[start + 28 : start + 30], "little")
        try:
            content = zlib.decompressobj(-15).decompress(data[start + size :], MAX_BYTES)
        except zlib.error:
            content = b""
        if content:
            yield Enclosed(where, "deleted part", content)
        start = data.find(_LOCAL, start + 4)


def read_packed(name: str, data: bytes) -> Items:
    """Read a gzip file: one file, packed."""
    try:
        unpacker = zlib.decompressobj(31)
        content = unpacker.decompress(data, MAX_BYTES)
    except zlib.error:
        yield Refusal("the file", "This packed file is damaged: make it again.")
        return
    if unpacker.unconsumed_tail:
        yield Refusal("the file", "This file unpacks to too much to be searched: send a smaller one.")
        return
    yield Enclosed("the packed file", name.removesuffix(".gz"), content)
    yield Passage("bytes after the packed file", readable_runs(unpacker.unused_data), "bytes")
    yield Passage("the packed file's head", readable_runs(data[:512]), "bytes")
