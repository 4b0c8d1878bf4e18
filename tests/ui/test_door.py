"""The door that the window is given: words it draws are words, and strong enough for a vault."""

from __future__ import annotations

from roundtable.door import Door
from tests.storage.vaults import Clock


def test_drawn_words_are_plain_and_always_strong_enough() -> None:
    door = Door(Clock())
    for _ in range(40):
        words = door.suggestion()
        parts = words.split("-")
        assert len(parts) == 6
        assert all(part.isascii() and part.isalpha() and part.islower() for part in parts), words
        assert door.strength(words).is_enough, words
