"""A canvas that remembers what belongs to what: content is marked for its element, the rest is artifact.

reportlab draws; the structure tree itself is written by `pdf_file` from what is remembered here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from roundtable.export.fonts import width
from roundtable.export.structure import AnnotationLink, Element, MarkedContent

ArtifactKind = Literal["Pagination", "Layout", "Background"]


class _SpacedText(PDFTextObject):  # type: ignore[misc]  # reportlab ships no types
    """Lines that end in a space: read aloud or copied, "the / plan" must not become "theplan"."""

    def _textOut(self, text: object, TStar: int = 0) -> None:  # noqa: N803  # reportlab's name
        if TStar and isinstance(text, str) and not text.endswith(" "):
            text = f"{text} "
        super()._textOut(text, TStar)


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """`marked` goes around content, `artifact` around decoration; numbers known at the end are `late`."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.marked_by_page: list[list[Element]] = [[]]
        self.links_by_page: list[list[Element]] = [[]]
        self.page_of: dict[str, int] = {}
        self.late: list[tuple[str, tuple[float, float], tuple[str, float, str], str]] = []
        self.late_code: list[str] = []

    @property
    def page_index(self) -> int:
        """The current page, 0-based."""
        return len(self.marked_by_page) - 1

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> PDFTextObject:
        return _SpacedText(self, x, y, direction=direction)

    @contextmanager
    def marked(self, element: Element | None) -> Iterator[None]:
        """What is drawn inside belongs to the element (None: drawn plainly, inside somebody else's mark)."""
        if element is None:
            yield
            return
        on_page = self.marked_by_page[-1]
        self._code.append(f"/{element.tag} <</MCID {len(on_page)}>> BDC")
        element.kids.append(MarkedContent(self.page_index, len(on_page)))
        on_page.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: ArtifactKind = "Layout") -> Iterator[None]:
        """What is drawn inside is decoration or page furniture: not read aloud."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def link_to(self, element: Element, target: str, box: tuple[float, float, float, float]) -> None:
        """Make a box (current coordinates) jump to a bookmarked place; `element` is its Link."""
        self.linkRect(element.alt, target, box, relative=1, thickness=0)
        element.kids.append(AnnotationLink(self.page_index, len(self.links_by_page[-1])))
        self.links_by_page[-1].append(element)

    def note_place(self, key: str) -> None:
        """Bookmark the current page under a key, for links and page numbers."""
        self.bookmarkPage(key)
        self.page_of[key] = self.page_index + 1

    def late_number(
        self, key: str, place: tuple[float, float], face: tuple[str, float, str], before: str = ""
    ) -> None:
        """Text right-aligned at a place (current coordinates): `before`, then a number known only at the end.

        The number is the page of a noted place, or for key "pages" the count of pages. `face` is font name,
        size in points and colour token.
        """
        self._code.append(f"%late:{len(self.late)}")
        self.late.append((key, place, face, before))

    def showPage(self) -> None:
        super().showPage()
        self.marked_by_page.append([])
        self.links_by_page.append([])

    def save(self) -> None:
        if self._code:
            self.showPage()
        pages = len(self.marked_by_page) - 1
        for key, (right, y), (font, size, colour), before in self.late:
            words = f"{before}{pages if key == 'pages' else self.page_of.get(key, '')}"
            text = self.beginText(right - width(words, font, size), y)
            text.setFont(font, size)
            text.setFillColor(HexColor(colour))
            text.textOut(words)
            self.late_code.append(str(text.getCode()))
        self._code.clear()
        super().save()
