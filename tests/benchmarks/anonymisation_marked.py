"""Texts whose right answers are marked in them, and how an engine did on them.

`<x>` has to go without asking, `<?x>` has to go or to be asked about; everything else has to stay. What is asked
beyond the marks is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from roundtable.anonymise import Anonymiser, Certainty, Register, assign_labels

_MARK = re.compile(r"<(\??)([^<>]*?)(\??)>")


@dataclass(frozen=True, slots=True)
class Line:
    """`sure` and `asked`: spans that have to go; that have to go or be asked about."""

    area: str
    text: str
    sure: tuple[tuple[int, int], ...]
    asked: tuple[tuple[int, int], ...]


def lines(areas: dict[str, str], whole: bool = False) -> Iterator[Line]:
    """Every line of `areas` with its marks taken out; `whole`: every block as one text."""
    for area, block in areas.items():
        rows = [row.strip() for row in block.strip().splitlines()]
        for raw in ["\n".join(rows)] if whole else filter(None, rows):
            text, at = "", 0
            sure: list[tuple[int, int]] = []
            asked: list[tuple[int, int]] = []
            for found in _MARK.finditer(raw):
                text += raw[at : found.start()]
                doubt = found[1] or found[3]
                (asked if doubt else sure).append((len(text), len(text) + len(found[2])))
                text += found[2]
                at = found.end()
            yield Line(area, text + raw[at:], tuple(sure), tuple(asked))


@dataclass(slots=True)
class Count:
    """`marks` in all, `leaked` for good, `unsure` only asked about though sure; `over` stretches masked without
    need, `asks` questions without need, `words` of all texts.
    """

    marks: int = 0
    leaked: int = 0
    unsure: int = 0
    over: int = 0
    asks: int = 0
    words: int = 0


def measure(
    areas: dict[str, str],
    register: Register,
    faults: list[str] | None = None,
    whole: bool = False,
) -> dict[str, Count]:
    """Read every line by itself; `faults` gets one line for each mistake."""
    engine = Anonymiser(register, assign_labels(register, b"gaps"))
    counts = {area: Count() for area in areas}
    for line in lines(areas, whole):
        _count(counts[line.area], line, engine, [] if faults is None else faults)
    return counts


def _count(count: Count, line: Line, engine: Anonymiser, faults: list[str]) -> None:
    hard, soft = bytearray(len(line.text)), bytearray(len(line.text))
    wanted = bytearray(len(line.text))
    found = [f for f in engine.find(line.text) if f.certainty is not Certainty.KEEP]
    for f in found:
        (hard if f.certainty is Certainty.REPLACE else soft)[f.start : f.end] = b"\x01" * (f.end - f.start)
    for start, end in (*line.sure, *line.asked):
        letters = [k for k in range(start, end) if line.text[k].isalnum() or category(line.text[k]) == "So"]
        wanted[start:end] = b"\x01" * (end - start)
        count.marks += 1
        if any(not hard[k] and not soft[k] for k in letters):
            count.leaked += 1
            faults.append(f"{line.area} | LEAK | {line.text[start:end]} | {line.text}")
        elif (start, end) in line.sure and any(not hard[k] for k in letters):
            count.unsure += 1
            faults.append(f"{line.area} | ASKED | {line.text[start:end]} | {line.text}")
    for f in found:
        if not any(wanted[f.start : f.end]):
            sure = f.certainty is Certainty.REPLACE
            count.over += sure
            count.asks += not sure
            faults.append(
                f"{line.area} | {'OVER' if sure else 'NEEDLESS QUESTION'} | {f.text} ({f.why}) | {line.text}"
            )
    count.words += len(line.text.split())
