"""The pictures that the README shows are there, small, and called after their pages."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from roundtable.ui.screen_table import SCREENS

PICTURES = Path(__file__).resolve().parents[2] / "resources" / "screenshots"
SHOWN_IN_README = {"hand_over", "questions", "chronology", "check"}


def test_the_kept_pictures_are_small_and_called_after_their_pages() -> None:
    pictures = {picture.stem: picture for picture in PICTURES.iterdir()}
    assert set(pictures) >= SHOWN_IN_README
    assert {stem for stem in pictures if not stem.startswith("report_page_")} <= set(SCREENS)
    for picture in pictures.values():
        assert picture.stat().st_size <= 150_000, picture.name
        with Image.open(picture) as image:
            assert image.width >= 1000, picture.name
