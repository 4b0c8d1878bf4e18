"""A paper being written: say what comes next, and it is set, tagged and listed in the contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from roundtable.domain.report_markup import blocks
from roundtable.export.flowables import Columns, ContentsEntry, Figure, Item, Place, Rule, Stack, Text
from roundtable.export.fonts import register, width
from roundtable.export.paper_style import STYLES, TEXT_HEIGHT, TEXT_WIDTH
from roundtable.export.paper_table import Cell, Column, Line, table
from roundtable.export.printable import markup, one_line, printable
from roundtable.export.structure import Element

BULLET = "•"
# A heading without words would be a link to nowhere for a screen reader.
_UNTITLED = "Untitled"
# Room a heading must have below it, so that it never stands alone at the foot of a page.
_ROOM = {1: 110.0, 2: 84.0, 3: 62.0, 4: 54.0}

_SHORT_FACT, _FACTS_A_ROW, _FACT_GAP = 90, 5, 22.0


class Room(CondPageBreak):  # type: ignore[misc]  # reportlab ships no types
    """Room that must be left on a page; it leads, so that what stands before it is not cut off from it."""

    leads = True


def cell_lines(text: str, style: str = "cell") -> list[Line]:
    """A text with paragraphs, items and small headings as the lines of a cell."""
    return [
        Line(f"{BULLET} {b.text}", style)
        if b.kind == "item"
        else Line(b.text, "cell_strong" if b.kind == "heading" else style)
        for b in blocks(printable(text))
    ]


class Story:
    """Collects flowables and the structure tree in reading order."""

    def __init__(self) -> None:
        register()  # paragraphs are measured as they are made
        self.root = Element("Document")
        self.flow: list[Flowable] = []
        self._contents: Element | None = None
        self._places: list[Place] = []
        self._level = 1

    def heading(self, text: str, level: int, listed: bool = True) -> str:
        """A heading of level 1 to 3; returns its key. `listed` ones stand in bookmarks and contents."""
        style = STYLES[f"h{level}"]
        words = one_line(text) or _UNTITLED
        place = Place(markup(words), style)
        place.element = self.root.child(f"H{level}")
        place.key, place.depth = f"place{len(self._places) + 1}", level - 1
        place.rule = level == 1
        self._places.append(place)
        self._level = level
        self.keep_room(_ROOM[level])
        if listed:
            self.flow.append(place)
        else:
            plain = Text.of(words, style, place.element)
            plain.leads = True
            self.flow.append(plain)
            self._places.pop()
        return place.key

    def title(self, text: str) -> None:
        """The title of the whole paper: its first heading, bookmarked, not in the contents."""
        place = Place(markup(one_line(text) or _UNTITLED), STYLES["title"])
        place.element, place.key = self.root.child("H1"), "title"
        self.flow.append(_balanced(place))

    def line(self, text: str, style: str, tag: str = "P", leads: bool = False) -> None:
        """One paragraph in a named style; nothing when empty. One that `leads` stays with what follows it."""
        if text.strip():
            made = Text.of(text, STYLES[style], self.root.child(tag))
            made.leads = leads
            self.flow.append(made)

    def prose(self, text: str, style: str = "body") -> None:
        """Plain text of any length with paragraphs, items and small headings."""
        group: Element | None = None
        for block in blocks(printable(text)):
            if block.kind == "item":
                group = group or self.root.child("L")
                self.flow.append(Item.labelled(BULLET, block.text, STYLES["item"], group))
                continue
            if group:
                self.space(4)
            group = None
            if block.kind == "heading":
                self.keep_room(_ROOM[4])
                self.line(block.text, "h4", f"H{min(self._level + 1, 6)}", leads=True)
            else:
                self.line(block.text, style)

    def bullets(self, items: Sequence[str], style: str = "item") -> None:
        """A list; nothing when there is no item."""
        listed = bullet_list(self.root, items, style)
        if listed:
            self.flow += [*listed, Spacer(1, 4)]

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """A table; nothing when there is no row. A small one stays whole, a long one begins with two rows."""
        if not rows:
            return
        made = table(self.root, columns, rows)
        self.keep_room(made.least_height(TEXT_WIDTH))
        self.flow.append(made)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Short (name, value) pairs side by side, five in a row; longer ones as a table."""
        if any(len(value) > _SHORT_FACT for _, value in pairs):
            self.table([Column("Fact", 1), Column("Recorded", 3)], pairs)
            return
        for start in range(0, len(pairs), _FACTS_A_ROW):
            row = pairs[start : start + _FACTS_A_ROW]
            shares = [_fact_width(name, value) for name, value in row]
            spare = TEXT_WIDTH - sum(shares) - _FACT_GAP * len(row)
            stacks = [self._fact(name, value) for name, value in row]
            if spare > 0:
                stacks, shares = [*stacks, Stack([])], [*shares, spare]
            self.columns(stacks, _FACT_GAP, shares)

    def _fact(self, name: str, value: str) -> Stack:
        # One paragraph for a reader ("Household 5 people"), two sizes for the eye.
        element = self.root.child("P")
        return Stack(
            [Text.of(name, STYLES["fact_name"], element), Text.of(value, STYLES["fact_value"], element)]
        )

    def figure(self, drawing: Drawing, alt: str, caption: str = "") -> None:
        """A drawing, what it says in words, and a caption that stays with it."""
        figure = Figure(drawing, self.root.child("Figure", alt=printable(alt)))
        below = [Text.of(caption, STYLES["small"], self.root.child("P"))] if caption.strip() else []
        self.keep_room(_height([figure, *below]))
        self.flow += [figure, *below]

    def panel(self, texts: Sequence[tuple[str, str]]) -> None:
        """A tinted box of (text, style name) that stays together."""
        parts = [Text.of(text, STYLES[style], self.root.child("P")) for text, style in texts if text.strip()]
        self.flow.append(Stack(parts, tint=True, padding=9))

    def columns(self, stacks: Sequence[Stack], gap: float = 24, shares: Sequence[float] = ()) -> None:
        """Stacks side by side, their elements already made in reading order."""
        self.flow.append(Columns(stacks, gap, shares))

    def rule(self) -> None:
        """A hairline."""
        self.flow.append(Rule())

    def space(self, height: float) -> None:
        """Empty room in points."""
        self.flow.append(Spacer(1, height))

    def page_break(self) -> None:
        """Go on at the top of the next page."""
        self.flow.append(PageBreak())

    def keep_room(self, height: float) -> None:
        """Go on at the top of the next page unless so many points are left on this one, together with the
        headings and lead-in lines that stand right before: none of them ends a page alone."""
        first = len(self.flow)
        while first and getattr(self.flow[first - 1], "leads", False):
            first -= 1
        height += _height(self.flow[first:])
        self.flow.insert(first, Room(min(height, TEXT_HEIGHT)))

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is added inside starts a new page if it would fit on one but not on what is left of this."""
        first = len(self.flow)
        yield
        height = _height(self.flow[first:])
        if height <= TEXT_HEIGHT:
            self.flow.insert(first, Room(height))

    def contents(self) -> None:
        """The list of headings goes here; it is filled by `finished`."""
        self._contents = self.root.child("TOC")
        self._contents_at = Spacer(1, 0)
        self.flow.append(self._contents_at)

    def finished(self) -> list[Flowable]:
        """All flowables, with the contents filled in."""
        if self._contents is None:
            return self.flow
        at = self.flow.index(self._contents_at)
        entries = [self._entry(place, self._contents) for place in self._places if place.depth < 2]
        return [*self.flow[:at], *entries, *self.flow[at:]]

    @staticmethod
    def _entry(place: Place, contents: Element) -> ContentsEntry:
        words = place.getPlainText(identify=None)
        entry = ContentsEntry(markup(words), STYLES[f"contents{place.depth + 1}"])
        entry.target = place.key
        entry.link = contents.child("TOCI").child("Link", alt=words)
        return entry


def _height(flow: Sequence[Flowable]) -> float:
    """How tall flowables are one under the other, at most."""
    heights = (
        each.wrapOn(None, TEXT_WIDTH, TEXT_HEIGHT)[1] + each.getSpaceBefore() + each.getSpaceAfter()
        for each in flow
        if not isinstance(each, CondPageBreak)
    )
    return float(sum(heights))


def _fact_width(name: str, value: str) -> float:
    """As wide as its words, within reason: a longer one goes on two lines."""
    widest: float = max(
        width(one_line(text), STYLES[style].fontName, STYLES[style].fontSize)
        for text, style in ((name, "fact_name"), (value, "fact_value"))
    )
    return float(min(max(widest + 1, 30.0), TEXT_WIDTH / 3))


def _balanced(title: Place) -> Place:
    """The same number of lines, as even as they get: no single word alone on the second line."""
    height = title.wrap(TEXT_WIDTH, TEXT_HEIGHT)[1]
    narrow, wide = TEXT_WIDTH / 2, TEXT_WIDTH
    while height > title.style.leading and wide - narrow > 4:
        middle = (narrow + wide) / 2
        if title.wrap(middle, TEXT_HEIGHT)[1] > height:
            narrow = middle
        else:
            wide = middle
    title.style = title.style.clone("balanced title", rightIndent=TEXT_WIDTH - wide)
    return title


def bullet_list(parent: Element, items: Sequence[str], style: str, numbered: bool = False) -> list[Item]:
    """Items of one list element; numbered ones get large figures."""
    kept = [item for item in items if item.strip()]
    group = parent.child("L") if kept else parent
    return [
        Item.labelled(str(i) if numbered else BULLET, item, STYLES[style], group)
        for i, item in enumerate(kept, start=1)
    ]
