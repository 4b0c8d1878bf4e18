"""The sentence that a word stands in: what is shown of a text, and what one decision holds in."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"[.?!][\"'”’)]?(?=\s)|\n")


def sentence_around(text: str, start: int, end: int, reach: int = 200) -> tuple[str, int]:
    """The sentence that holds `start:end`, cut `reach` letters away, and where the span begins in it."""
    first = max([0, *(m.end() for m in _END.finditer(text, 0, start))])
    stop = _END.search(text, end)
    last = stop.end() if stop else len(text)
    first, last = max(first, start - reach), min(last, end + reach)
    sentence = text[first:last]
    lead = len(sentence) - len(sentence.lstrip())
    return sentence.strip(), start - first - lead
