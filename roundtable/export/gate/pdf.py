"""Reader for finished PDFs: pages as seen, streams as drawn, every object, raw bytes, earlier revisions."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pikepdf
import pypdfium2

from roundtable.export.gate.drawn_text import drawn_text
from roundtable.export.gate.font_maps import FontMap, font_map, guarded
from roundtable.export.gate.markup_text import read_html
from roundtable.export.gate.page_layout import page_texts
from roundtable.export.gate.passages import Items, Passage, Refusal
from roundtable.export.gate.pdf_objects import Inventory, inventory, open_pdf, read_stream
from roundtable.export.gate.pdf_words import is_of_format
from roundtable.export.gate.unwrapping import readable_runs, text_of_bytes

_END = re.compile(rb"%%EOF[\r\n ]*")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.|\([^()]*\)){2,4000})\)", re.DOTALL)
# Not behind another "<": that begins a dictionary, whose numbers are no string.
_HEXADECIMAL = re.compile(rb"(?<!<)<([0-9A-Fa-f\s]{6,8000})>")
_SYNTAX = re.compile(
    rb"/([!-\x27*-.0-;=?-Z\\^-z|~]+)|\b(?:end)?(?:obj|stream)\b|\b(?:start)?xref\b|\btrailer\b"
)
# The file's two fingerprints: bytes by chance, which now and then spell a short name.
_FINGERPRINTS = re.compile(rb"/ID\s*\[\s*(?:(?:<[^>]*>|\((?:\\.|[^\\()]|\([^()]*\))*\))\s*){2}\]", re.DOTALL)
_OCTAL = re.compile(rb"\\([0-7]{1,3})")
_LEAST = 4  # letters of a string that counts where no index leads to it: shorter ones arise by chance
_MAX_REVISIONS = 30
_MAX_RAW_STREAMS = 20_000

ENCRYPTED = "This PDF is encrypted. Search the plain file, then make the encrypted copy from it."
DAMAGED = "This PDF is damaged and cannot be read as a whole: write the file again."


def read_pdf(data: bytes) -> Items:
    """Read a PDF wholly; what cannot be opened is refused with what to do."""
    try:
        with open_pdf(data) as pdf:
            if pdf.is_encrypted:
                yield Refusal("the file", ENCRYPTED)
            found = inventory(pdf)
            yield from _objects(found)
            yield from _body(pdf)
            known = {bytes(stream.read_raw_bytes()) for _, stream in found.streams}
            yield from _raw(data, known)
    except pikepdf.PasswordError:
        yield Refusal("the file", ENCRYPTED)
        return
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, AttributeError, RuntimeError):
        yield Refusal("the file", DAMAGED)
        yield Passage("bytes", readable_runs(data), "bytes")
        return
    yield from _pages(data)
    yield from _revisions(data)


def _pages(data: bytes) -> Items:
    try:
        pages = page_texts(data)
    except pypdfium2.PdfiumError:
        yield Refusal("the file", DAMAGED)
        return
    if not pages:
        yield Refusal("the file", "This PDF has no pages: write the file again.")
    for number, page in enumerate(pages, start=1):
        yield Passage(f"page {number}", page.in_order, numbered=True)
        yield Passage(f"page {number}, as it stands", page.by_place, numbered=True, flowing=False)


def _objects(found: Inventory) -> Items:
    for where, text in found.strings:
        yield Passage(where, text)
        if "<" in text and ">" in text:
            rich = read_html(text)
            yield Passage(where, rich.text)
            yield Passage(where, "\n".join(rich.notes))
    yield Passage("a name", "\n".join(sorted(found.names)), "name")
    for what in sorted(found.forbidden):
        yield Refusal("the file", f"It holds {what}, which no report has and nobody can search: take it out.")
    for item in found.streams:
        yield from read_stream(item, found)


def _page_fonts(page: pikepdf.Page) -> dict[str, FontMap]:
    fonts = page.resources.get("/Font", pikepdf.Dictionary())
    return {key: guarded(font_map, font) for key, font in fonts.items()}


def _body(pdf: pikepdf.Pdf) -> Items:
    """The text of all pages on end without running heads, for what is broken over pages and cells."""
    pieces: list[str] = []
    for page in pdf.pages:
        try:
            pieces += drawn_text(page, _page_fonts(page)).body
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError):
            continue
    yield Passage("the text across lines, cells and pages", "\n".join(piece.strip() for piece in pieces))


def _unescaped(raw: bytes) -> bytes:
    plain = _OCTAL.sub(lambda m: bytes((int(m[1], 8) & 255,)), raw)
    return re.sub(rb"\\(.)", rb"\1", plain.replace(b"\\\n", b""), flags=re.DOTALL)


def _raw_strings(data: bytes) -> Iterator[str]:
    for found in _LITERAL.finditer(data):
        yield text_of_bytes(_unescaped(found[1]))
    for found in _HEXADECIMAL.finditer(data):
        digits = re.sub(rb"\s", b"", found[1])
        yield text_of_bytes(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))


def _raw(data: bytes, known: set[bytes]) -> Items:
    """Bytes and streams that the file's own index does not lead to."""
    outside: list[bytes] = []
    position = 0
    for count, start in enumerate(_STREAM.finditer(data)):
        if start.start() < position or count > _MAX_RAW_STREAMS:
            continue
        end = data.find(b"endstream", start.end())
        end = len(data) if end < 0 else end
        before = data[position : start.start()]
        outside.append(before)
        if b"/XRef" not in before[-600:]:
            yield from _lost_stream(data[start.end() : end], known)
        position = end
    outside.append(data[position:])
    plain = _SYNTAX.sub(_without_syntax, _FINGERPRINTS.sub(b" ", b"\n".join(outside)))
    yield Passage("bytes", readable_runs(plain), "bytes")
    strings = (text for text in _raw_strings(plain) if len(text.strip()) >= _LEAST)
    yield Passage("bytes, a string", "\n".join(strings))


def _without_syntax(found: re.Match[bytes]) -> bytes:
    """Names of the format itself are blanked, chosen ones stay; they are no words of anybody's."""
    return found[0] if found[1] and not is_of_format(found[1].decode("latin-1")) else b" "


def _unpacked(raw: bytes) -> bytes:
    """A stream's data in one of the usual codes; itself when it is in none."""
    plain = raw.strip()
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(raw, 50_000_000)
    with suppress(ValueError):
        if plain.endswith(b"~>"):
            return base64.a85decode(plain.removeprefix(b"<~")[:-2])
        if plain.endswith(b">"):
            return bytes.fromhex(plain[:-1].decode("ascii"))
    return raw


def _lost_stream(raw: bytes, known: set[bytes]) -> Items:
    if raw in known or raw.rstrip(b"\r\n") in known or any(raw[:-n] in known for n in (1, 2)):
        return
    data = _unpacked(raw)
    where = "a part the file's index does not lead to"
    yield Passage(where, readable_runs(data), "bytes")
    yield Passage(where, "\n".join(text for text in _raw_strings(data) if text))


def _revisions(data: bytes) -> Items:
    """Earlier states of the file, and bytes after its end."""
    ends = [found.end() for found in _END.finditer(data)]
    if ends and data[ends[-1] :].strip(b"\0\r\n\t "):
        tail = data[ends[-1] :]
        yield Passage("bytes after the end", readable_runs(tail), "bytes")
        yield Passage("bytes after the end", tail.decode("latin-1"))
    for number, end in enumerate(ends[:-1][:_MAX_REVISIONS], start=1):
        where = f"earlier revision {number}"
        try:
            with open_pdf(data[:end]) as pdf:
                for item in _objects(inventory(pdf)):
                    if isinstance(item, Passage):
                        yield Passage(f"{where}, {item.where}", item.text, item.context, item.numbered)
        except (
            pikepdf.PasswordError,
            pikepdf.PdfError,
            RecursionError,
            ValueError,
            TypeError,
            AttributeError,
            RuntimeError,
        ):
            continue
