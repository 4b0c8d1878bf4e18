"""The Board's logo: any picture in, a small clean one out; and its place on page one.

A photograph of a logo carries who took it and where. Only the pixels are kept, on white, as large as print
needs them.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from roundtable.domain.logo import Logo, LogoTooLarge, LogoUnreadable
from roundtable.export.gate.pictures import pixel_hash
from roundtable.export.structure import Element

MOST_PIXELS: Final = 100_000_000
MOST_BYTES: Final = 100_000_000
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
# 300 dots an inch at the largest size on paper.
_HIGH, _WIDE = 40.0, 190.0  # points
_PIXELS: Final = (round(_WIDE / 72 * 300), round(_HIGH / 72 * 300))


def read_logo(data: bytes) -> Logo:
    """The pixels of a picture file, reduced. Raises LogoUnreadable, LogoTooLarge."""
    if len(data) > MOST_BYTES:
        raise LogoTooLarge(most=f"{MOST_BYTES // 1_000_000} megabytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise LogoTooLarge(most=f"{MOST_PIXELS // 1_000_000} million pixels")
                small = _reduced(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise LogoUnreadable() from None
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), bytes.fromhex(pixel_hash(small)))


def _reduced(image: Image.Image) -> Image.Image:
    image.draft("RGB", _PIXELS)  # a large photograph is decoded small
    has_notes = image.getexif()
    if image.mode not in ("RGB", "RGBA", "L", "LA"):
        image = image.convert("RGBA")
    image.thumbnail(_PIXELS, Image.Resampling.LANCZOS)
    turned = ImageOps.exif_transpose(image) if has_notes else image
    clear = turned.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    return paper.convert("RGB")


class LogoFlowable(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """The logo as a figure, at most 40 points high and 190 wide."""

    def __init__(self, image: Image.Image, element: Element) -> None:
        super().__init__()
        self.image, self.element = ImageReader(image), element
        scale = min(_HIGH / image.height, _WIDE / image.width)
        self.width, self.height = image.width * scale, image.height * scale
        self.spaceAfter = 12

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        x, y = self.canv.absolutePosition(0, 0)
        self.element.box = (x, y, x + self.width, y + self.height)
        with self.canv.marked(self.element):
            self.canv.drawImage(self.image, 0, 0, self.width, self.height)


def logo_figure(logo: Logo | None, parent: Element, alt: str) -> list[Flowable]:
    """The logo with its words; nothing where there is none, or none that can be drawn: a report is made
    without it rather than not at all."""
    if logo is None:
        return []
    try:
        with Image.open(io.BytesIO(logo.picture), formats=("PNG",)) as image:
            drawn = image.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return []
    return [LogoFlowable(drawn, parent.child("Figure", alt=alt))]
