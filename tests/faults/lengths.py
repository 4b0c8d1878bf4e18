"""The file cut to any length (R5): it never opens, and never as an empty vault."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from tests.faults import looking
from tests.faults.results import Result
from tests.storage import vaults


def lengths(folder: Path, rounds: int, seed: int) -> Result:
    """Cut to every length, longest first, or to a sample with those around the ends of pages in it."""
    chance = random.Random(seed)
    path = folder / "Board.roundtable"
    opened, _code = vaults.make(path)
    vaults.fill(opened, 4)
    opened.nothing_changed()
    opened.close()
    good = path.read_bytes()
    found = Counter[str](opened=0, unnamed=0, file_bytes=len(good))
    examples: list[str] = []
    tried = sorted(_chosen(len(good), rounds, chance), reverse=True)
    with path.open("rb+") as file:
        for length in tried:
            file.truncate(length)
            try:
                found["opened"] += looking.opens(path)
            except Exception as error:
                found["unnamed"] += 1
                examples.append(f"{length} bytes: {error!r}")
    path.write_bytes(good + b"\0" * 4096)
    found["opened"] += looking.opens(path)
    path.write_bytes(good)
    assert looking.opens(path), "the whole file does open"
    return Result("cut to a length", len(tried) + 1, dict(found), tuple(examples[:5]))


def _chosen(size: int, rounds: int, chance: random.Random) -> set[int]:
    if rounds >= size:
        return set(range(size))
    around = {page + by for page in range(0, size, 4096) for by in (-1, 0, 1)} | {15, 16, 17, 100}
    return {n for n in around if 0 <= n < size} | set(chance.sample(range(size), rounds))
