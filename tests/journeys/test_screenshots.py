"""The pictures that the README shows are there, small, and called after their pages."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

from roundtable.ui.screen_table import SCREENS

PICTURES = Path(__file__).resolve().parents[2] / "resources" / "screenshots"
README = PICTURES.parents[1] / "README.md"


def test_the_kept_pictures_are_small_and_called_after_their_pages() -> None:
    pictures = {picture.stem: picture for picture in PICTURES.iterdir()}
    assert set(pictures) >= set(re.findall(r"screenshots/(\w+)\.png", README.read_text(encoding="utf-8")))
    for stem in pictures:
        page = stem.partition("_")[0]  # "check_replaced": a part of a page
        assert stem in SCREENS or page in SCREENS or page == "report", stem
    for picture in pictures.values():
        assert picture.stat().st_size <= 150_000, picture.name
        with Image.open(picture) as image:
            assert image.width >= 1000, picture.name
