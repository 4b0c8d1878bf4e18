"""A date typed in one line: "14 5 2017", "14/5/2017", "14 May 2017"."""

from __future__ import annotations

import re
from datetime import date

from roundtable.ui.widgets.date_field import DateProblem, read_date

_PARTS = re.compile(r"[\s/.\-]+")


def read_line(text: str) -> date | DateProblem | None:
    """The date, what is wrong with it, or None for an empty line. "2017-05-14" is read too."""
    text = text.strip()
    if not text:
        return None
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    if len(parts) != 3:
        return DateProblem.NOT_NUMBERS
    return read_date(*parts)
