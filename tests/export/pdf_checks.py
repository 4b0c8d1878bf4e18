"""Checks of finished papers with programs and libraries that did not write them."""

from __future__ import annotations

import io
from pathlib import Path

import page
import pikepdf
import pypdfium2
from PIL import Image

from roundtable.export.gate.page_layout import page_texts


def failed_rules(data: bytes, folder: Path) -> dict[str, list[str]]:
    """Which rules of PDF/UA-1 (of 104) and PDF/A-2a (of 154) the file breaks."""
    path = folder / "paper.pdf"
    path.write_bytes(data)
    found = {}
    for name, rules in (("PDF_UA_1", 104), ("PDF_A_2A", 154)):
        result = page.validate_pdf(str(path), profile=getattr(page.ValidationProfile, name))
        assert result.rules.total == rules
        found[name] = [f"{failure.rule_id}: {failure.message}" for failure in result.failures]
    return found


PASSED: dict[str, list[str]] = {"PDF_UA_1": [], "PDF_A_2A": []}


def texts(data: bytes) -> list[str]:
    """The text of each page, single spaces."""
    return [" ".join(each.in_order.split()) for each in page_texts(data)]


def text(data: bytes) -> str:
    """The text of all pages, single spaces."""
    return " ".join(texts(data))


def pictures(data: bytes, scale: float = 1.0) -> list[Image.Image]:
    """Each page as a picture (PIL), for checks of what is inked where."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [sheet.render(scale=scale).to_pil().convert("L") for sheet in document]
    finally:
        document.close()


def structure(data: bytes) -> list[str]:
    """The tags of the structure tree in reading order."""
    found: list[str] = []

    def visit(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(str(element.S)[1:])
            for kid in element.get("/K", []):
                visit(kid)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        visit(pdf.Root.StructTreeRoot.K[0])
    return found
