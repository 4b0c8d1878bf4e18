"""The text that a PDF content stream draws, wherever and however it is drawn: hidden, clipped, off the page.

Read in the order of drawing, not by what a viewer shows; page furniture (artifacts) is kept apart so that
a word broken over two pages can be joined. Whatever stands in the stream and draws no letter is read too:
operands of every other operator, operators that do not exist, operands that no operator follows.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from roundtable.export.gate.font_maps import FontMap

_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_TAGS = frozenset(("BDC", "BMC", "DP", "MP"))
_OPERATORS = frozenset(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP "
    "n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf TL Tm Tr Ts Tw Tz v w W W* y".split()
)
_WIDE = -180.0  # thousandths of the type size: a gap in TJ that reads as a blank
_LAST = (
    b"\nn"  # ends a path, draws nothing: what it is given was left over, and a stream without it broke off
)


@dataclass(slots=True)
class DrawnText:
    """What one stream draws: `pieces` one show operator each, `body` without artifacts, `notes` whatever else
    is written in it: in tags, and where nothing is drawn. `breaks_off` says that its end could not be read.

    `others` are second readings: without the gaps inside a piece, by the encoding, not the Unicode table.
    """

    pieces: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    inline_images: int = 0
    is_blind: bool = False
    breaks_off: bool = False

    @property
    def noted_together(self) -> str:
        """All notes joined: a word in pieces."""
        return "".join(self.notes)

    @property
    def in_order(self) -> str:
        """The pieces, one a line."""
        return "\n".join(self.pieces)

    @property
    def run_together(self) -> str:
        """Single letters drawn one after the other, joined, forwards and backwards; one run a line."""
        runs: list[str] = []
        letters = ""
        for piece in [*self.pieces, "end"]:
            if len(piece.strip()) == 1:
                letters += piece.strip()
                continue
            if len(letters) > 2:
                runs += [letters, letters[::-1]]
            letters = ""
        return "\n".join(runs)


class _Reader:
    def __init__(self, fonts: Mapping[str, FontMap]) -> None:
        self.fonts, self.font = fonts, FontMap()
        self.found = DrawnText()
        self.marks: list[bool] = []

    def show(self, operands: list[object]) -> None:
        text, plain = "", b""
        for part in _parts(operands):
            if isinstance(part, pikepdf.String):
                text += self.font.read(bytes(part))
                plain += bytes(part)
            elif _number(part) < _WIDE:
                text += " "
            else:
                self.note(part)
        if not plain:
            return
        self.found.is_blind |= self.font.is_blind
        readings = (self.font.read(plain), self.font.by_encoding(plain))
        self.found.others += [other for other in readings if other not in ("", text)]
        if text:
            self.found.pieces.append(text)
            if not any(self.marks):
                self.found.body.append(text)

    def mark(self, operands: list[object]) -> None:
        tag = str(operands[0]) if operands else ""
        self.marks.append(tag == "/Artifact")
        self.found.names.add(tag[1:])
        for operand in operands[1:]:
            self.note(operand)

    def note(self, value: object) -> None:
        if isinstance(value, pikepdf.Dictionary):
            for key, each in value.items():
                self.found.names.add(str(key)[1:])
                self.note(each)
        elif isinstance(value, pikepdf.Array):
            for each in value:
                self.note(each)
        elif isinstance(value, pikepdf.String):
            self.found.notes.append(str(value))
        elif isinstance(value, pikepdf.Name):
            self.found.names.add(str(value)[1:])

    def rest(self, operator: str, operands: list[object]) -> None:
        """What draws no letter may still say something to whoever opens the file."""
        if operator not in _OPERATORS:
            self.found.names.add(operator)
        if operator not in _TAGS:
            for operand in operands:
                self.note(operand)

    def step(self, operator: str, operands: list[object]) -> None:
        if operator in _SHOWS:
            self.show(operands)
            return
        self.rest(operator, operands)
        if operator == "Tf" and operands:
            self.font = self.fonts.get(str(operands[0]), FontMap())
        elif operator in _TAGS:
            self.mark(operands)
            if operator in ("DP", "MP"):
                self.marks.pop()
        elif operator == "EMC" and self.marks:
            self.marks.pop()


def _parts(operands: list[object]) -> Iterator[object]:
    """What a show operator is given: strings, and inside an array the numbers that move what follows."""
    for operand in operands:
        if isinstance(operand, pikepdf.Array):
            yield from operand
        else:
            yield operand


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]  # numbers of pikepdf are Decimal or int
    except (TypeError, ValueError):
        return 0.0


def drawn_text(stream: pikepdf.Object | pikepdf.Page, fonts: Mapping[str, FontMap]) -> DrawnText:
    """Read a content stream with the fonts of its resources. Raises pikepdf.PdfError on a broken one."""
    return _read(stream, fonts)[0]


def written_text(data: bytes, fonts: Mapping[str, FontMap]) -> DrawnText:
    """Read the data of one content stream to its last byte. Raises what `drawn_text` raises."""
    with pikepdf.new() as scratch:
        found, last = _read(pikepdf.Stream(scratch, data + _LAST), fonts)
    found.breaks_off = last != "n"
    return found


def _read(stream: pikepdf.Object | pikepdf.Page, fonts: Mapping[str, FontMap]) -> tuple[DrawnText, str]:
    reader, last = _Reader(fonts), ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a stream that breaks off is read as far as it goes
        steps = pikepdf.parse_content_stream(stream)
    for step in steps:
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            reader.found.inline_images += 1
            last = "EI"
        else:
            last = str(step.operator)
            reader.step(last, list(step.operands))
    return reader.found, last
