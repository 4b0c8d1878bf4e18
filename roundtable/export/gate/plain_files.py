"""Readers for files that are text: CSV, JSON, calendars, HTML, XML, anything else that decodes."""

from __future__ import annotations

import csv
import io
import json
import re

from roundtable.export.gate.markup_text import MarkupText, read_html, read_xml
from roundtable.export.gate.passages import Items, Passage, Refusal
from roundtable.export.gate.unwrapping import readable_runs

_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_FOLD = re.compile(r"\r?\n[ \t]")
_MARKUP = re.compile(r"\s*(?:<\?xml|<!DOCTYPE|<html|<[A-Za-z][\w:.-]*[\s/>])", re.IGNORECASE)


def decode(data: bytes) -> str | None:
    """The text of a text file in whatever encoding, or None for something binary."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in data:
        even, odd = data[::2].count(0), data[1::2].count(0)
        if max(even, odd) < 0.3 * len(data) / 2:
            return None
        return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        controls = sum(b < 9 or 13 < b < 32 for b in data)
        return data.decode("cp1252", "replace") if controls <= len(data) // 200 else None


def _json_strings(value: object, into: list[str]) -> None:
    todo = [value]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            todo += [*each.values(), *each.keys()]
        elif isinstance(each, list):
            todo += each
        elif each is not None:
            into.append(str(each))


def _read_json(text: str) -> Items:
    strings: list[str] = []
    try:
        _json_strings(json.loads(text), strings)
    except (ValueError, RecursionError):
        return
    for each in strings:
        yield Passage("a value", each)


def _read_csv(text: str) -> Items:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), _dialect(text)))
    except csv.Error:
        return
    yield Passage("rows", "\n".join(" ".join(cell for cell in row if cell) for row in rows), numbered=True)
    yield Passage("cells one after the other", "\n".join(cell for row in rows for cell in row))
    for column in zip(*rows, strict=False):
        yield Passage("a column", "\n".join(column))


def _dialect(text: str) -> type[csv.Dialect]:
    class Found(csv.excel):
        delimiter = max(",;\t|", key=text[:4000].count)

    return Found


def _read_calendar(text: str) -> Items:
    unfolded = _FOLD.sub("", text)
    yield Passage("an entry", unfolded, numbered=True)
    plain = unfolded.replace("\\n", " ").replace("\\N", " ").replace("\\,", ",").replace("\\;", ";")
    yield Passage("an entry", plain.replace("\\\\", "\\"), numbered=True)


def read_markup(found: MarkupText, named: bool) -> Items:
    """The passages of an XML document, whose names somebody chose, or of HTML, whose names are given."""
    yield Passage("text", found.text, numbered=True)
    for note in dict.fromkeys(found.notes):
        yield Passage("an attribute or comment", note)
    names = sorted(found.names) if named else [name for name in sorted(found.names) if "-" in name]
    yield Passage("a name", "\n".join(names), "name")


def read_plain(name: str, data: bytes) -> Items:
    """Read a text file by its ending and its beginning."""
    text = decode(data)
    if text is None:
        yield Passage("bytes", readable_runs(data), "bytes")
        yield Refusal("the file", "This kind of file cannot be read: send it as PDF, text or an Office file.")
        return
    ending = name.rpartition(".")[2].casefold()
    yield Passage("text", text, numbered=True)
    if ending == "json" or text.lstrip()[:1] in ("{", "["):
        yield from _read_json(text)
    elif ending in ("csv", "tsv"):
        yield from _read_csv(text)
    elif ending in ("ics", "vcf") or text.startswith("BEGIN:V"):
        yield from _read_calendar(text)
    elif _MARKUP.match(text):
        html = "html" in ending + text[:200].casefold()
        yield from read_markup(read_html(text) if html else read_xml(data), named=not html)
