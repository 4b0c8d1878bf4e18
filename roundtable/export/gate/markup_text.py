"""Text out of XML and HTML: what is shown, what attributes and comments say, and the names somebody chose."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.parsers import expat

# Elements inside a paragraph: their ends part no words. Everything else ends a line.
_INLINE = frozenset(
    [
        "t",
        "r",
        "rPr",
        "ins",
        "del",
        "delText",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "span",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "a",
        "font",
        "mark",
        "s",
        "sub",
        "sup",
        "small",
        "big",
        "code",
        "li_",
        "instrText",
        "fld",
    ]
)
_BLANK = frozenset(["tab", "br", "cr", "noBreakHyphen"])
_TAG = re.compile(r"<[^>]{0,2000}>")
_SPACES = re.compile(r"[ \t]+")


class MarkupText:
    """Collects `text` (shown, in order), `notes` (attributes, comments, instructions) and `names`."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.notes: list[str] = []
        self.names: set[str] = set()

    @property
    def text(self) -> str:
        """What is shown, one block a line."""
        return "".join(self.pieces)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.names.add(local)
        self.names.update(a.rpartition(":")[2] for a in attributes if not a.startswith("xmlns"))
        self.notes += [value for value in attributes.values() if value]
        if local in _BLANK:
            self.pieces.append(" ")

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] not in _INLINE:
            self.pieces.append("\n")

    def data(self, text: str) -> None:
        self.pieces.append(text)

    def note(self, *texts: str | None) -> None:
        self.notes += [text for text in texts if text]


def read_xml(data: bytes) -> MarkupText:
    """Read XML, following nothing outside it; what is not well-formed is read with its tags cut out."""
    found = MarkupText()
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.data
    parser.CommentHandler = found.note
    parser.ProcessingInstructionHandler = found.note
    parser.EntityDeclHandler = lambda name, _p, value, *_rest: found.note(name, value)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        found.pieces.append("\n" + _TAG.sub(" ", data.decode("utf-8", "replace")))
    return found


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = MarkupText()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self.found.end(tag)

    def handle_data(self, data: str) -> None:
        self.found.data(data)

    def handle_comment(self, data: str) -> None:
        self.found.note(data)

    def handle_decl(self, decl: str) -> None:
        self.found.note(decl)

    def unknown_decl(self, data: str) -> None:
        self.found.note(data)

    def handle_pi(self, data: str) -> None:
        self.found.note(data)


def read_html(text: str) -> MarkupText:
    """Read HTML as a browser's text, with scripts, styles, attributes and comments."""
    reader = _Html()
    reader.feed(text)
    reader.close()
    return reader.found
