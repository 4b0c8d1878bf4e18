"""Everything in a PDF that is not drawn text: every object that exists, used by a page or not."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from roundtable.export.gate.drawn_text import DrawnText, written_text
from roundtable.export.gate.font_maps import FontMap, font_map, guarded
from roundtable.export.gate.markup_text import read_xml
from roundtable.export.gate.passages import MAX_BYTES, Enclosed, Items, Passage, Picture, Refusal
from roundtable.export.gate.pdf_words import NAMESPACES, is_of_format, without_table_words
from roundtable.export.gate.pictures import MAX_PIXELS, UNREADABLE, pixel_hash
from roundtable.export.gate.unwrapping import readable_runs

_FORBIDDEN = {
    "/RichMedia": "a rich media object",
    "/Movie": "a film",
    "/Sound": "a sound",
    "/3D": "a three-dimensional object",
    "/Screen": "a screen annotation",
}
# Latin, Greek, Cyrillic, Hebrew and Arabic end here; what lies behind is more likely a wrong guess.
_FIRST_FOREIGN = "\u0780"
# Where drawings hang; an empty key is an object nothing leads to.
_CONTENT_KEYS = ("", "/Contents", "/N", "/R", "/D")
_KEYS_IN_WORDS = {
    "/Title": "title or bookmark", "/Alt": "alternative text", "/ActualText": "actual text",
    "/Author": "author", "/Contents": "annotation text", "/URI": "link", "/JS": "script",
    "/TU": "form field", "/T": "form field", "/V": "form field", "/Lang": "language",
    "/Producer": "producer", "/Creator": "creator", "/F": "file name", "/UF": "file name",
    "/Name": "name", "/Subject": "subject", "/Keywords": "keywords", "/E": "expansion",
}  # fmt: skip

_COMMENT = re.compile(rb"%[^\r\n]+")


@dataclass(slots=True)
class Inventory:
    """What an open PDF holds: streams, strings with the key they stand under, names somebody chose."""

    strings: dict[tuple[str, str], None] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    streams: list[tuple[str, pikepdf.Stream]] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)
    fonts: dict[str, list[FontMap]] = field(default_factory=dict)
    page_streams: dict[tuple[int, int], int] = field(default_factory=dict)
    masks: dict[tuple[int, int], pikepdf.Stream] = field(default_factory=dict)
    keys: dict[tuple[int, int], str] = field(default_factory=dict)
    has_fonts_by_object: dict[tuple[int, int], FontMap] = field(default_factory=dict)


class _Walker:
    """Visits every indirect object and everything direct below it, once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf, self.found = pdf, Inventory()

    def walk(self) -> Inventory:
        for number, page in enumerate(self.pdf.pages, start=1):
            contents = page.obj.get("/Contents", pikepdf.Array())
            for stream in contents if isinstance(contents, pikepdf.Array) else (contents,):
                self.found.page_streams[stream.objgen] = number
        for each in self.pdf.objects:
            self.visit(each, "")
        self.visit(self.pdf.trailer, "")
        return self.found

    def visit(self, root: object, key: str) -> None:
        todo: list[tuple[object, str, int]] = [(root, key, 0)]
        while todo:
            value, under, depth = todo.pop()
            if depth and isinstance(value, pikepdf.Object) and value.is_indirect:
                self.found.keys.setdefault(value.objgen, under)
                continue  # visited on its own
            if isinstance(value, pikepdf.Stream):
                self.found.streams.append((under, value))
                mask = value.get("/SMask")
                if isinstance(mask, pikepdf.Stream):
                    self.found.masks[mask.objgen] = value
                todo += self.members(dict(value.items()), depth)
            elif isinstance(value, pikepdf.Dictionary):
                todo += self.members(dict(value.items()), depth)
                self.dictionary(value)
            elif isinstance(value, pikepdf.Array):
                todo += [(item, under, depth + 1) for item in value]
            else:
                self.leaf(value, under)

    def members(self, items: Mapping[str, object], depth: int) -> Iterator[tuple[object, str, int]]:
        for key, value in items.items():
            self.name(key)
            yield value, key, depth + 1

    def leaf(self, value: object, under: str) -> None:
        if isinstance(value, pikepdf.Name):
            self.name(str(value))
        elif isinstance(value, pikepdf.String) and under not in ("/ID", "/O", "/U", "/OE", "/UE", "/Perms"):
            raw = bytes(value)
            for text in dict.fromkeys((str(value), *_readings(raw))):
                self.found.strings[(_KEYS_IN_WORDS.get(under, "object text"), text)] = None

    def name(self, name: str) -> None:
        if not is_of_format(name[1:]):
            self.found.names.add(name[1:])

    def dictionary(self, value: pikepdf.Object) -> None:
        for key in ("/Subtype", "/Type", "/S"):
            kind = value.get(key)
            if isinstance(kind, pikepdf.Name) and str(kind) in _FORBIDDEN:
                self.found.forbidden.add(_FORBIDDEN[str(kind)])
        fonts = value.get("/Font")
        if isinstance(fonts, pikepdf.Dictionary):
            for key, font in fonts.items():
                self.found.fonts.setdefault(key, []).append(self.font(font))

    def font(self, font: pikepdf.Object) -> FontMap:
        known = self.found.has_fonts_by_object
        if font.objgen == (0, 0) or font.objgen not in known:
            known[font.objgen] = guarded(font_map, font)
        return known[font.objgen]


def _readings(raw: bytes) -> Iterator[str]:
    """A string without a byte order mark may still be UTF-8 or UTF-16, whatever the standard says."""
    if raw[:2] in (b"\xfe\xff", b"\xff\xfe") or (raw.isascii() and b"\0" not in raw):
        return
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        if (encoding == "utf-8") == (b"\0" in raw):
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and max(text) < _FIRST_FOREIGN:
            yield text


def inventory(pdf: pikepdf.Pdf) -> Inventory:
    """Everything in the file, whether a page uses it or not."""
    return _Walker(pdf).walk()


def _fonts_of(stream: pikepdf.Object, everywhere: Mapping[str, list[FontMap]]) -> list[dict[str, FontMap]]:
    """The font tables a stream may mean: its own, else each table that any page has under these names."""
    resources = stream.get("/Resources")
    own = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    if isinstance(own, pikepdf.Dictionary):
        return [{key: guarded(font_map, font) for key, font in own.items()}]
    most = max((len(set(map(id, maps))) for maps in everywhere.values()), default=1)
    tables = []
    for i in range(min(most, 8)):
        unique = {key: list({id(m): m for m in maps}.values()) for key, maps in everywhere.items()}
        tables.append({key: maps[min(i, len(maps) - 1)] for key, maps in unique.items()})
    return tables or [{}]


def _is_content(key: str, stream: pikepdf.Stream, page: int | None) -> bool:
    if page is not None or stream.get("/Subtype") == "/Form" or "/PatternType" in stream:
        return True
    return stream.get("/Type") is None and stream.get("/Subtype") is None and key in _CONTENT_KEYS


def _drawn(where: str, found: DrawnText) -> Items:
    yield Passage(f"{where}, drawn text", found.in_order, numbered=True)
    yield Passage(f"{where}, letters placed one by one", found.run_together)
    yield Passage(f"{where}, drawn text read otherwise", "\n".join(found.others), flowing=False)
    for note in dict.fromkeys(found.notes):
        yield Passage(f"{where}, actual or alternative text", note)
    yield Passage(f"{where}, words that are not drawn", found.noted_together)
    chosen = sorted(name for name in found.names if not is_of_format(name))
    yield Passage(f"{where}, a name", "\n".join(chosen), "name")
    if found.inline_images:
        yield Refusal(
            where, "A picture is drawn inside the page: reports hold no pictures but the expected logo."
        )
    if found.breaks_off:
        yield Refusal(where, "The drawing of this part breaks off unread: write the file again.")
    if found.is_blind:
        yield Refusal(where, "Text is drawn in a font that does not say its letters: write the file again.")


def _content_stream(where: str, stream: pikepdf.Stream, fonts: Mapping[str, list[FontMap]]) -> Items:
    data = stream.read_bytes()
    parsed = False
    for table in _fonts_of(stream, fonts):
        try:
            found = written_text(data, table)
        except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
            continue
        parsed = True
        yield from _drawn(where, found)
    # Every operator and operand was read above; only a comment, from its sign to the end of its line, is not.
    unread = b"\n".join(_COMMENT.findall(data)) if parsed else data
    if unread:
        yield Passage(f"{where}, bytes", readable_runs(unread), "bytes")


def _picture(where: str, stream: pikepdf.Stream, masked: pikepdf.Stream | None) -> Items:
    try:
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MAX_PIXELS:
            yield Refusal(where, "This picture is too large to be compared: make it smaller.")
            return
        of = pixel_hash(pikepdf.PdfImage(masked).as_pil_image()) if masked is not None else ""
        yield Picture(where, pixel_hash(pikepdf.PdfImage(stream).as_pil_image()), of)
    except (pikepdf.PdfError, ValueError, TypeError, OSError, NotImplementedError, AttributeError):
        yield Refusal(where, UNREADABLE)


def read_stream(item: tuple[str, pikepdf.Stream], found: Inventory) -> Items:
    """What one stream says: drawn text, metadata, an embedded file, a script, a font's tables, a picture."""
    key, stream = item
    key = key or found.keys.get(stream.objgen, "")
    page = found.page_streams.get(stream.objgen)
    where = f"page {page}" if page else f"object {stream.objgen[0]}"
    if str(stream.get("/Type")) in ("/ObjStm", "/XRef"):
        return  # a table of other objects, each read by itself
    if stream.get("/Subtype") == "/Image" or ("/Width" in stream and "/Height" in stream):
        yield from _picture(where, stream, found.masks.get(stream.objgen))
        return
    try:
        data = stream.read_bytes()
    except (pikepdf.PdfError, zlib.error):
        yield Refusal(where, "A part of this file cannot be unpacked: write the file again.")
        return
    if len(data) > MAX_BYTES:
        yield Refusal(where, "A part of this file unpacks to too much to be searched: write the file again.")
    elif stream.get("/Type") == "/EmbeddedFile" or key in ("/EF", "/F", "/UF"):
        yield Enclosed(f"attachment in {where}", "attachment", data)
    elif _is_content(key, stream, page):
        yield from _content_stream(where, stream, found.fonts)
    else:
        yield from _other_stream(where, key, data)


def _other_stream(where: str, key: str, data: bytes) -> Items:
    if data.lstrip()[:1] == b"<" and data.lstrip()[:2] != b"<<":
        yield from _metadata(where, data)
        return
    if b"begincmap" in data[:400]:
        data = without_table_words(data)
    yield Passage(f"{where}, bytes", readable_runs(data), "bytes")
    if key == "/JS":
        yield Passage(f"{where}, script", data.decode("utf-8", "replace"))


def _metadata(where: str, data: bytes) -> Items:
    found = read_xml(data)
    names = sorted(name for name in found.names if not is_of_format(name))
    yield Passage(f"metadata (XMP), {where}", found.text, numbered=True)
    for note in dict.fromkeys(n for n in found.notes if n not in NAMESPACES):
        yield Passage(f"metadata (XMP), {where}", note)
    yield Passage(f"metadata (XMP), {where}", "\n".join(names), "name")


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Open finished bytes. Raises pikepdf.PasswordError or PdfError."""
    return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
