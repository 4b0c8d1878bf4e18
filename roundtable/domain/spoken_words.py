"""What somebody said, word for word, inside a text: it stands in curly quotation marks, and can identify."""

from __future__ import annotations

import re

OPENS, CLOSES = "“", "”"
_SAID = re.compile(f"{OPENS}[^{OPENS}{CLOSES}]*[^\\s{OPENS}{CLOSES}][^{OPENS}{CLOSES}]*{CLOSES}")
_PLAIN = re.compile(r'"([^"\n]*[^"\s][^"\n]*)"')


def said_in(text: str) -> tuple[str, ...]:
    """Everything that is marked as said, without its marks."""
    return tuple(m[0][1:-1].strip() for m in _SAID.finditer(text))


def as_said(text: str) -> str:
    """The words between quotation marks, whatever marks they stood in before."""
    return OPENS + text.strip().strip(f'{OPENS}{CLOSES}"') + CLOSES


def with_curly_marks(text: str) -> str:
    """Straight double quotation marks in pairs become curly ones, so that what they hold is seen as said."""
    return _PLAIN.sub(rf"{OPENS}\1{CLOSES}", text)


def mark_after(before: str) -> str:
    """The curly mark that a typed straight one means, after this text: opening after a gap, else closing."""
    return OPENS if not before or before[-1].isspace() or before[-1] in "([–—-/" else CLOSES
