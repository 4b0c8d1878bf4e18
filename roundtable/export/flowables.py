"""The pieces a paper is set from, each knowing the structure element it draws for."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from roundtable.export.fonts import BOLD, width
from roundtable.export.paper_style import ACCENT, INK, LINE, TINT, colour
from roundtable.export.printable import markup
from roundtable.export.structure import Element


class Text(Paragraph):  # type: ignore[misc]  # reportlab ships no types
    """A paragraph that marks itself as its element; halves split over pages share the element."""

    element: Element | None = None
    leads: bool = False
    """Never the last on a page: a heading, or a line that says what comes."""
    _set_for: tuple[float, ParagraphStyle] | None = None

    @classmethod
    def of(cls, text: str, style: ParagraphStyle, element: Element | None) -> Text:
        """Set plain text (``**bold**`` allowed) in a style."""
        made = cls(markup(text), style)
        made.element = element
        return made

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Broken into lines once for a width: tables and columns are measured many times over."""
        known = self._set_for if hasattr(self, "blPara") else None  # a split throws its lines away
        if known is None or known[0] != available_width or known[1] is not self.style:
            super().wrap(available_width, available_height)
            self._set_for = (available_width, self.style)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(available_width, available_height)
        for part in parts:
            part.element = self.element
        return parts

    def draw(self) -> None:
        with self.canv.marked(self.element):
            super().draw()


class Item(Text):
    """A list item: its label (bullet or number) hangs in the left indent and has its own element."""

    label: str = ""
    label_element: Element | None = None

    @classmethod
    def labelled(cls, label: str, text: str, style: ParagraphStyle, group: Element) -> Item:
        """An item of the list element `group`."""
        made = cls(markup(text), style)
        entry = group.child("LI")
        made.label, made.label_element, made.element = label, entry.child("Lbl"), entry.child("LBody")
        return made

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts = super().split(available_width, available_height)
        if len(parts) > 1:
            parts[0].label, parts[0].label_element = self.label, self.label_element
        return parts

    def draw(self) -> None:
        if self.label:
            big = self.label.isdigit()
            size = self.style.fontSize * (1.9 if big else 1.0)
            baseline = self.height - (self.style.leading * 1.16 if big else self.style.fontSize)
            with self.canv.marked(self.label_element):
                self.canv.setFillColor(colour(ACCENT))
                self.canv.setFont(BOLD, size)
                self.canv.drawString(0 if big else 1, baseline, self.label)
        super().draw()


class Place(Text):
    """A heading: links, bookmarks and the contents lead here. `depth` is 0 for the outermost bookmark."""

    key: str = ""
    depth: int = 0
    rule: bool = False
    leads: bool = True

    def draw(self) -> None:
        self.canv.note_place(self.key)
        self.canv.addOutlineEntry(self.getPlainText(identify=None), self.key, level=self.depth, closed=None)
        if self.rule:
            with self.canv.artifact():
                self.canv.setStrokeColor(colour(ACCENT))
                self.canv.setLineWidth(1.6)
                self.canv.line(0, self.height + 3, 34, self.height + 3)
        super().draw()


class ContentsEntry(Text):
    """One line of the contents: the words, a dotted leader, the page number, all one link."""

    target: str = ""
    link: Element | None = None

    def draw(self) -> None:
        canvas, style = self.canv, self.style
        baseline = self.height - style.leading * len(self.blPara.lines) + style.leading * 0.28
        with canvas.marked(self.link):
            Paragraph.draw(self)
            face = (style.fontName, style.fontSize, INK)
            canvas.late_number(self.target, (self.width, baseline), face)
        canvas.link_to(self.link, self.target, (style.leftIndent, 0, self.width, self.height))
        start = style.leftIndent + self._last_line_width() + 6
        with canvas.artifact():
            canvas.setStrokeColor(colour(LINE))
            canvas.setLineWidth(0.8)
            canvas.setDash(0.8, 3.2)
            canvas.line(start, baseline + 1, self.width - 24, baseline + 1)
            canvas.setDash()

    def _last_line_width(self) -> float:
        last = self.blPara.lines[-1]
        words = last[1] if isinstance(last, tuple) else last.words
        text = " ".join(word if isinstance(word, str) else word.text for word in words)
        return width(text, self.style.fontName, self.style.fontSize)


class Figure(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A drawing with its alternative text."""

    def __init__(self, drawing: Drawing, element: Element, space_after: float = 10) -> None:
        super().__init__()
        self.drawing, self.element = drawing, element
        self.width, self.height = drawing.width, drawing.height
        self.spaceBefore, self.spaceAfter = 4, space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        x, y = self.canv.absolutePosition(0, 0)
        self.element.box = (x, y, x + self.width, y + self.height)
        with self.canv.marked(self.element):
            renderPDF.draw(self.drawing, self.canv, 0, 0)


class Stack(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Flowables one under another that stay together; the building block of panels and columns."""

    def __init__(self, parts: Sequence[Flowable], tint: bool = False, padding: float = 0) -> None:
        super().__init__()
        self.parts, self.tint, self.padding = list(parts), tint, padding
        self.spaceAfter = 10 if tint else 0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        inner = available_width - 2 * self.padding - (6 if self.tint else 0)
        self.width = available_width
        self.heights = [part.wrapOn(self.canv, inner, available_height)[1] for part in self.parts]
        gaps = [part.getSpaceAfter() for part in self.parts[:-1]]
        before = [part.getSpaceBefore() for part in self.parts[1:]]
        self.height = sum(self.heights) + sum(map(max, gaps, before)) + 2 * self.padding
        return self.width, self.height

    def draw(self) -> None:
        if self.tint:
            with self.canv.artifact("Background"):
                self.canv.setFillColor(colour(TINT))
                self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
                self.canv.setFillColor(colour(ACCENT))
                self.canv.rect(0, 0, 3, self.height, stroke=0, fill=1)
        x = self.padding + (6 if self.tint else 0)
        y = self.height - self.padding
        for i, (part, height) in enumerate(zip(self.parts, self.heights, strict=True)):
            if i:
                y -= max(self.parts[i - 1].getSpaceAfter(), part.getSpaceBefore())
            y -= height
            part.drawOn(self.canv, x, y)


class Columns(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Stacks side by side, read one after the other; as wide as each other, or by their `shares`."""

    def __init__(self, stacks: Sequence[Stack], gap: float = 24, shares: Sequence[float] = ()) -> None:
        super().__init__()
        self.stacks, self.gap = list(stacks), gap
        self.shares = list(shares) or [1.0] * len(self.stacks)
        self.spaceBefore, self.spaceAfter = 9, 10

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        room = available_width - self.gap * (len(self.stacks) - 1)
        self.widths = [room * share / sum(self.shares) for share in self.shares]
        self.tall = [
            stack.wrapOn(self.canv, wide, available_height)[1]
            for stack, wide in zip(self.stacks, self.widths, strict=True)
        ]
        self.width, self.height = available_width, max(self.tall)
        return self.width, self.height

    def draw(self) -> None:
        x = 0.0
        for stack, wide, height in zip(self.stacks, self.widths, self.tall, strict=True):
            stack.drawOn(self.canv, x, self.height - height)
            x += wide + self.gap


class Rule(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A hairline across the text."""

    def __init__(self, space_before: float = 4, space_after: float = 10) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = space_before, space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, 0.8
        return self.width, self.height

    def draw(self) -> None:
        with self.canv.artifact():
            self.canv.setStrokeColor(colour(LINE))
            self.canv.setLineWidth(0.8)
            self.canv.line(0, 0.4, self.width, 0.4)
