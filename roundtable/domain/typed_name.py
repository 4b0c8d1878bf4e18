"""Whether a name that somebody typed is the name on the list: not every keyboard has every letter."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters with a stroke or joined letters have no plain letter inside them for Unicode to take out.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_LATIN_MARKS: Final = range(0x0300, 0x0370)


def is_same_name(typed: str, listed: str) -> bool:
    """Equal but for capitals, accents, spaces, apostrophes, hyphens and dots; no name is nobody's name."""
    folded = _folded(typed)
    return bool(folded) and folded == _folded(listed)


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    # The signs of other scripts (vowels, among them) tell names apart: they stay.
    kept = (c for c in apart if ord(c) not in _LATIN_MARKS and unicodedata.category(c)[0] in "LMN")
    return "".join(kept).translate(_PLAIN)
