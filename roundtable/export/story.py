"""A paper being written: say what comes next, and it is set, tagged and listed in the contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from roundtable.export.flowables import Columns, ContentsEntry, Figure, Item, Place, Rule, Stack, Text
from roundtable.export.fonts import register
from roundtable.export.paper_style import STYLES, TEXT_HEIGHT, TEXT_WIDTH
from roundtable.export.paper_table import Cell, Column, table
from roundtable.export.printable import markup, one_line, printable
from roundtable.export.structure import Element

BULLET = "•"
# A heading without words would be a link to nowhere for a screen reader.
_UNTITLED = "Untitled"
# Room a heading must have below it, so that it never stands alone at the foot of a page.
_ROOM = {1: 150.0, 2: 120.0, 3: 84.0}


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a plain text: a paragraph, a list item or a small heading."""

    kind: str
    text: str


def blocks(text: str) -> list[Block]:
    """Plain text taken apart: blank lines separate paragraphs, "- " starts an item, "## " a heading."""
    found: list[Block] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            found.append(Block("paragraph", "\n".join(paragraph)))
            paragraph.clear()

    for line in (part.strip() for part in printable(text).split("\n")):
        if line.startswith(("- ", "• ")):
            close()
            found.append(Block("item", line[2:].strip()))
        elif line.startswith("## "):
            close()
            found.append(Block("heading", line[3:].strip()))
        elif line:
            paragraph.append(line)
        else:
            close()
    close()
    return found


class Story:
    """Collects flowables and the structure tree in reading order."""

    def __init__(self) -> None:
        register()  # paragraphs are measured as they are made
        self.root = Element("Document")
        self.flow: list[Flowable] = []
        self._contents: tuple[int, Element] | None = None
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
        if not (self.flow and isinstance(self.flow[-1], Place)):
            self.flow.append(CondPageBreak(_ROOM[level]))
        if listed:
            self.flow.append(place)
        else:
            self.flow.append(Text.of(words, style, place.element))
            self._places.pop()
        return place.key

    def title(self, text: str) -> None:
        """The title of the whole paper: its first heading, bookmarked, not in the contents."""
        place = Place(markup(one_line(text) or _UNTITLED), STYLES["title"])
        place.element, place.key = self.root.child("H1"), "title"
        self.flow.append(_balanced(place))

    def line(self, text: str, style: str, tag: str = "P") -> None:
        """One paragraph in a named style; nothing when empty."""
        if text.strip():
            self.flow.append(Text.of(text, STYLES[style], self.root.child(tag)))

    def prose(self, text: str, style: str = "body") -> None:
        """Plain text of any length with paragraphs, items and small headings."""
        group: Element | None = None
        for block in blocks(text):
            if block.kind == "item":
                group = group or self.root.child("L")
                self.flow.append(Item.labelled(BULLET, block.text, STYLES["item"], group))
                continue
            if group:
                self.space(4)
            group = None
            if block.kind == "heading":
                self.keep_room(_ROOM[3])
                self.line(block.text, "h4", f"H{min(self._level + 1, 6)}")
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
        self._keep_below(made.least_height(TEXT_WIDTH))
        self.flow.append(made)

    def _keep_below(self, height: float) -> None:
        """Room for what comes next, together with the headings right before it."""
        first = len(self.flow)
        while first and isinstance(self.flow[first - 1], Place):
            first -= 1
        for heading in self.flow[first:]:
            height += heading.wrap(TEXT_WIDTH, TEXT_HEIGHT)[1] + heading.getSpaceBefore() + 10
        self.flow.insert(first, CondPageBreak(min(height, TEXT_HEIGHT)))

    def figure(self, drawing: Drawing, alt: str) -> None:
        """A drawing and what it says in words."""
        self._keep_below(drawing.height + 14)
        self.flow.append(Figure(drawing, self.root.child("Figure", alt=printable(alt))))

    def panel(self, texts: Sequence[tuple[str, str]]) -> None:
        """A tinted box of (text, style name) that stays together."""
        parts = [Text.of(text, STYLES[style], self.root.child("P")) for text, style in texts if text.strip()]
        self.flow.append(Stack(parts, tint=True, padding=9))

    def columns(self, stacks: Sequence[Stack], gap: float = 24) -> None:
        """Stacks side by side, their elements already made in reading order."""
        self.flow.append(Columns(stacks, gap))

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
        """Go on at the top of the next page unless so many points are left on this one."""
        self.flow.append(CondPageBreak(height))

    def contents(self) -> None:
        """The list of headings goes here; it is filled by `finished`."""
        self._contents = (len(self.flow), self.root.child("TOC"))

    def finished(self) -> list[Flowable]:
        """All flowables, with the contents filled in."""
        if self._contents is None:
            return self.flow
        at, element = self._contents
        entries = [self._entry(place, element) for place in self._places if place.depth < 2]
        return [*self.flow[:at], *entries, *self.flow[at:]]

    @staticmethod
    def _entry(place: Place, contents: Element) -> ContentsEntry:
        words = place.getPlainText(identify=None)
        entry = ContentsEntry(markup(words), STYLES[f"contents{place.depth + 1}"])
        entry.target = place.key
        entry.link = contents.child("TOCI").child("Link", alt=words)
        return entry


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
