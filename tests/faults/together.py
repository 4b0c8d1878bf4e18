"""Two processes at one vault, and clocks that go back (R6): refused by name at once; order is by number, not time."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from roundtable.domain.errors import RoundtableError, VaultOpenElsewhere
from roundtable.storage import backup, vault
from tests.faults import deeds, looking
from tests.faults.looking import Wrong
from tests.faults.processes import CAN_KILL, WHY_NOT, Say, run_to_end
from tests.faults.results import Result, cannot
from tests.storage import vaults


def two(folder: Path, rounds: int, seed: int) -> Result:
    """While one process does deeds, another tries to open, to restore and to recover: refused within half a second."""
    if not CAN_KILL:
        return cannot("second process", WHY_NOT)
    path = folder / "Board.roundtable"
    code = deeds.prepare(path)
    found = Counter[str](lost=0, damaged=0, unnamed=0, slow=0)
    slowest = 0.0
    with looking.opened(path) as opened:
        opened.back_up()
        room = deeds.Room.of(opened)
        for number in range(1, rounds + 1):
            kind, seconds = _second(path, code, number)
            found[kind] += 1
            slowest = max(slowest, seconds)
            deeds.do(room, number)
    there, _ = looking.deeds_at(path)
    found["lost"] += there != rounds
    del found["slow"]
    return Result("second process", rounds, {**found, "slowest_ms": round(slowest * 1000)})


def _second(path: Path, code: str, number: int) -> tuple[str, float]:
    """What a process of its own was told, and after how long."""
    (line,) = run_to_end(lambda say: _try(path, code, number, say))
    kind, seconds = line.rsplit(" ", 1)
    return kind, float(seconds)


def _try(path: Path, code: str, number: int, say: Say) -> None:
    clock = vaults.Clock(deeds.BEGINS)
    chosen = backup.all_of(path)[0].path
    ways = (
        lambda: vaults.reopen(path, clock=clock),
        lambda: vault.restore(
            path, chosen, vaults.PASSPHRASE, who=vaults.WHO, clock=clock, sets=vaults.CHEAP
        ),
        lambda: vault.open_with_recovery_code(
            path, code, vaults.OTHER_PASSPHRASE, who=vaults.WHO, clock=clock, sets=vaults.CHEAP
        ),
    )
    began = time.monotonic()
    try:
        ways[number % len(ways)]()
        kind = "opened"
    except VaultOpenElsewhere:
        kind = "told by name"
    except Exception:
        kind = "unnamed"
    say(f"{kind} {time.monotonic() - began:.4f}")


def clocks(folder: Path, rounds: int, seed: int) -> Result:
    """The clock jumps between any two deeds, years back and forth: all deeds stay, in order, and backups are kept."""
    chance = random.Random(seed)
    path = folder / "Board.roundtable"
    deeds.prepare(path)
    found = Counter[str](lost=0, damaged=0, wrong=0, unnamed=0, went_back=0)
    examples: list[str] = []
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        clock = opened._held.clock
        for number in range(1, rounds + 1):
            try:
                deeds.DEEDS[number % len(deeds.DEEDS)].do(room, number)
                jump = timedelta(
                    minutes=chance.randrange(-(10 ** chance.randrange(2, 7)), 10 ** chance.randrange(2, 7))
                )
                clock.at = min(max(clock.at + jump, deeds.BEGINS - timedelta(days=900)), deeds.BEGINS)  # type: ignore[attr-defined]
                made = opened.back_up() if number % 5 == 0 else None
                if made and not made.path.exists():
                    raise Wrong("lost", "the backup that was just made")
            except RoundtableError as error:
                found["unnamed"] += 1
                examples.append(repr(error))
            except Wrong as wrong:
                found[wrong.kind] += 1
        try:
            found["lost"] += looking.deeds_in(opened) != rounds
        except Wrong as wrong:
            found[wrong.kind] += 1
            examples.append(str(wrong))
        checked = opened.check()
        found["went_back"] = len(checked.clock_went_back)
        # Every jump back is told, so that times in the trail are read with care.
        found["wrong"] += not checked.clock_went_back
    return Result("clock set back and forth", rounds, dict(found), tuple(examples[:5]))
