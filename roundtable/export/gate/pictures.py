"""Pictures: a report has none it does not expect, and what a picture shows cannot be searched."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Final

from PIL import Image, UnidentifiedImageError

from roundtable.export.gate.passages import Items, Passage, Picture, Refusal
from roundtable.export.gate.unwrapping import readable_runs

MAX_PIXELS: Final = 40_000_000
UNREADABLE: Final = "This picture cannot be opened, so it cannot be compared: leave it out."


def pixel_hash(image: Image.Image) -> str:
    """Hex SHA-256 of the RGB pixels."""
    return hashlib.sha256(image.convert("RGB").tobytes()).hexdigest()


def _is_of_one_colour(image: Image.Image) -> bool:
    """Whether every pixel is exactly the same, its transparency too: such a picture shows nothing."""
    return len(image.convert("RGBA").getcolors(1) or ()) == 1


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin like a raster picture."""
    starts = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0")
    return data.startswith(starts) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp"


def read_picture(data: bytes, *, empty_passes: bool = False) -> Items:
    """The picture's pixels as a hash, and whatever text lies in its file.

    `empty_passes`: a picture of one colour needs not be expected.
    """
    yield Passage("the picture's file", readable_runs(data), "bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > MAX_PIXELS:
                    yield Refusal("the picture", "This picture is too large to be compared: make it smaller.")
                    return
                if getattr(image, "n_frames", 1) > 1:
                    yield Refusal(
                        "the picture", "This picture has several frames: save the one that is meant."
                    )
                for value in (*image.info.values(), *image.getexif().values()):
                    if isinstance(value, str):
                        yield Passage("the picture's notes", value)
                if not (empty_passes and _is_of_one_colour(image)):
                    yield Picture("the picture", pixel_hash(image))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning):
        yield Refusal("the picture", UNREADABLE)
