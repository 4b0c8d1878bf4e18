"""The motivated intruder: what is left in a text that, taken together, still points at one family.

None of these is a name, so none is replaced: each is listed for a person to keep, make coarser or drop. The
kinds follow the UK Anonymisation Network's list of indirect identifiers as boards use it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from roundtable.anonymise.register import Register
from roundtable.anonymise.roles import is_family
from roundtable.anonymise.vocabulary import FOLDER


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Kind, shape and coarser form of each kind, from the shipped table."""
    lines = (FOLDER / "clues.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        (kind, re.compile(shape, 0 if cased == "C" else re.IGNORECASE), coarser)
        for kind, cased, coarser, shape in rows
    )


@dataclass(frozen=True, slots=True)
class Clue:
    """One indirect identifier at `start:end` of its text; `coarser` is what it could become."""

    kind: str
    text: str
    start: int
    end: int
    coarser: str


@dataclass(frozen=True, slots=True)
class Combination:
    """Clues of one case that stand together: each kind once, with what was found and how often."""

    kinds: tuple[str, ...]
    found: tuple[tuple[str, str, int], ...]  # kind, text, count
    strong: bool


def clues(text: str) -> tuple[Clue, ...]:
    """Every indirect identifier in `text`, in order. Run it on the text as it will be printed."""
    found = (
        Clue(kind, m.group(), m.start(), m.end(), coarser)
        for kind, pattern, coarser in _patterns()
        for m in pattern.finditer(text)
    )
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.kind)))


def combination(texts: Iterable[str]) -> Combination:
    """What an intruder could put together from all texts about one case. Strong: three kinds or more."""
    counted = Counter((c.kind, c.text) for text in texts for c in clues(text))
    found = tuple((kind, text, n) for (kind, text), n in sorted(counted.items()))
    kinds = tuple(sorted({kind for kind, _, _ in found}))
    return Combination(kinds, found, len(kinds) >= 3)


def sole_titles(register: Register) -> tuple[str, ...]:
    """Job titles that one professional alone holds: such a title is treated as a name."""
    return tuple(sorted(title for title, count in _titles(register) if count == 1))


def _titles(register: Register) -> Iterator[tuple[str, int]]:
    held = Counter(" ".join(p.role.split()) for p in register.people if not is_family(p.role))
    yield from held.items()


def small_number(count: int) -> str:
    """Publication level: 1 to 4 people print as "fewer than 5"; 0 and 5 or more as they are."""
    return "fewer than 5" if 0 < count < 5 else str(count)
