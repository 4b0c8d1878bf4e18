"""Pages of a finished PDF as pictures: the preview is drawn from exactly the bytes that leave."""

from __future__ import annotations

import io

import pypdfium2 as pdfium


def page_count(pdf: bytes) -> int:
    """How many pages the finished file has."""
    document = pdfium.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_image(pdf: bytes, page: int, width: int) -> bytes:
    """Page 1, 2 … as PNG, `width` pixels wide."""
    document = pdfium.PdfDocument(pdf)
    try:
        drawn = document[page - 1]
        picture = drawn.render(scale=width / drawn.get_width()).to_pil()
        out = io.BytesIO()
        picture.save(out, format="PNG")
        return out.getvalue()
    finally:
        document.close()
