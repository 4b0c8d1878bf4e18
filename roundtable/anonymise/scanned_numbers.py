"""Numbers whose digits a scanner read as letters: "999 l23 4S67", "O77OO 9OO123"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable.anonymise.spans import Span

_READ_AS = str.maketrans("oiljsbzgq", "011158299")
_D = r"[0-9OoIlSBZ]"
_L = r"(?<![\w+.,£])"
_SHAPES = (
    ("nhs", re.compile(rf"{_L}{_D}{{3}}[ .-]{_D}{{3}}[ .-]{_D}{{4}}(?!\w)")),
    ("nhs", re.compile(rf"{_L}{_D}{{10}}(?!\w)")),
    ("phone", re.compile(rf"{_L}[0Oo](?:[ ]?{_D}){{9,10}}(?!\w)")),
)
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}[\dOIl][A-Z\dOIl]? ?[\dOIl](?:[A-Z][0158]|[0158][A-Z])(?!\w)")
_DAY = re.compile(
    r"(?<!\w)(?:[0-3OIl][\dOIl])\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7},?\s"
    r"(?:19|20|2O|l9|I9)[\dOIlSB]{2}(?!\w)",
    re.IGNORECASE,
)
_LEAST = 6  # real digits among ten: fewer are words


def as_digits(atom: str) -> str:
    """The lower-case atom with the letters a scanner puts for digits read back; "" when it is no number."""
    plain = atom.translate(_READ_AS)
    return plain if plain.isdigit() and any(c.isdigit() for c in atom) else ""


def find_scanned(text: str) -> Iterator[Span]:
    """Numbers with letters among their digits, by shape, in folded `text`."""
    for kind, pattern in _SHAPES:
        for found in pattern.finditer(text):
            shape = found.group()
            if sum(c.isdigit() for c in shape) >= _LEAST and any(c.isalpha() for c in shape):
                yield Span(found.start(), found.end(), kind, "A number as a scanner read it.")
    for found in _POSTCODE.finditer(text):
        yield Span(found.start(), found.end(), "postcode", "A postcode as a scanner read it.")
    for found in _DAY.finditer(text):
        yield Span(found.start(), found.end(), "date", "An exact date as a scanner read it.")
