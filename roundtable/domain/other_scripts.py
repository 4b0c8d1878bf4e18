"""Words in another script than Latin: a paper's typeface may not have their letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_FIRST_BEYOND_LATIN: Final = 0x0250
_PUNCTUATION: Final = range(0x2000, 0x2070)


def words_in_other_scripts(texts: Iterable[str]) -> tuple[str, ...]:
    """Every word with a character that is not Latin, each once, in the order they are read."""
    found: dict[str, None] = {}
    for text in texts:
        if not text.isascii():
            found.update(dict.fromkeys(word for word in text.split() if _is_beyond(word)))
    return tuple(found)


def _is_beyond(word: str) -> bool:
    return any(ord(c) >= _FIRST_BEYOND_LATIN and ord(c) not in _PUNCTUATION for c in word)
