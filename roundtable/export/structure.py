"""The logical structure of a paper: what a screen reader walks through, built while the paper is drawn.

Element names are those of ISO 32000-1, 14.8.4 (P, H1, Table, TR, TH, Figure, L, Link …).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A run of drawing on one page (0-based) that belongs to an element."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class AnnotationLink:
    """The clickable area that belongs to a Link element: page and place in that page's list, both 0-based."""

    page: int
    index: int


@dataclass(slots=True, eq=False)
class Element:
    """One node of the structure tree; `box` is (x0, y0, x1, y1) in points for figures."""

    tag: str
    alt: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Element | MarkedContent | AnnotationLink] = field(default_factory=list)

    def child(self, tag: str, alt: str = "", scope: str = "") -> Element:
        """Append and return a new element below this one."""
        made = Element(tag, alt=alt, scope=scope)
        self.kids.append(made)
        return made

    def is_drawn(self) -> bool:
        """Whether anything on any page belongs to it."""
        return any(kid.is_drawn() if isinstance(kid, Element) else True for kid in self.kids)
