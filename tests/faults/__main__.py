"""Faults under the real actions: `python -m tests.faults [FAULT …] [--long] [--rounds N] [--seed N] [--table]`.

Without the name of a fault, all of them. Each prints one line of JSON (or, with `--table`, one row of the table in
the README) after a line with the date and the machine; ends with 1 when anything was lost, damaged, unnoticed,
unnamed or readable in plain text. The short form is what the build runs. Faults:
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.faults import (
    finding,
    flips,
    full,
    guarding,
    kill,
    leaks,
    lengths,
    outside,
    power,
    rooms,
    statements,
    together,
)
from tests.faults.results import Result

Run = Callable[[Path, int, int], Result]
EVERY = flips.EVERY


@dataclass(frozen=True)
class Fault:
    """A fault, the goal of design it answers (R1 …), and how often it is done in the short and the long form.

    `in_memory`: a file system in memory will do, because nothing hangs on real flushes.
    """

    goal: str
    run: Run
    short: int
    long: int
    in_memory: bool = True


FAULTS: dict[str, Fault] = {
    "kill-meeting": Fault("R1, S1", partial(kill.kill, "meeting"), 30, 1000, in_memory=False),
    "power": Fault("R2, S1", power.power, 300, 5000),
    "flip": Fault("R3", flips.flip, 150, EVERY),
    "flip-recovery": Fault("R3", flips.flip_recovery, 200, EVERY),
    "flip-journal": Fault("R3", flips.flip_journal, 30, 2000),
    "replay": Fault("R4", flips.replay, 40, 2000),
    "length": Fault("R5", lengths.lengths, 40, EVERY),
    "full": Fault("R6", full.full, 12, EVERY),
    "failing": Fault("R6", full.failing, 12, EVERY),
    "full-creating": Fault("R6", full.creating, 20, EVERY),
    "full-restoring": Fault("R6", full.restoring, 10, EVERY),
    "full-drive": Fault("R6", rooms.small_drive, 1, 20, in_memory=False),
    "two": Fault("R6", together.two, 6, 100),
    "clock": Fault("R6", together.clocks, 25, 300),
    "kill-passphrase": Fault("S6", partial(kill.kill, "passphrase"), 8, 1000, in_memory=False),
    "kill-recovery": Fault("S6", partial(kill.kill, "recovery"), 6, 1000, in_memory=False),
    "kill-migration": Fault("S6", partial(kill.kill, "migration"), 6, 1000, in_memory=False),
    "kill-disposal": Fault("S6", partial(kill.kill, "disposal"), 8, 1000, in_memory=False),
    "migration-statements": Fault("S6", statements.statements, EVERY, EVERY),
    "index-statements": Fault("S6", finding.indexing, 16, EVERY),
    "destroyed": Fault("S7", leaks.destroyed, 3, 60),
    "kill-restore": Fault("R7", partial(kill.kill, "restore"), 8, 1000, in_memory=False),
    "drill": Fault("R7", rooms.drill, 5, 100, in_memory=False),
    "unlock": Fault("S3", guarding.unlock, 1, 7, in_memory=False),
    "tries": Fault("S4", guarding.tries, 10, 10),
    "outside": Fault("S9", outside.outside, 22, 500),
    "trail": Fault("S8", guarding.entries, 2000, 100_000),
}
# With windows of their own. The build tests the same in `tests/leakage`, and does not open them a second time.
WITH_WINDOWS: dict[str, Fault] = {
    "locked": Fault("S2", leaks.locked, 1, 5, in_memory=False),
    "left-alone": Fault("S5", leaks.left_alone, 1, 10),
}
ALL = FAULTS | WITH_WINDOWS


def main(arguments: list[str]) -> int:
    """Runs what was asked for; 1 when something came out that may not."""
    about = f"{__doc__}\n" + "\n".join(f"  {name:16} {fault.goal}" for name, fault in ALL.items())
    parser = argparse.ArgumentParser(
        "python -m tests.faults", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("faults", nargs="*", metavar="FAULT", help="one of those above; without, all")
    parser.add_argument("--long", action="store_true", help="the form for a release: hours for all of them")
    parser.add_argument("--rounds", type=int, help="how often, instead of the short or the long form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--table", action="store_true", help="rows for the README instead of JSON")
    chosen = parser.parse_args(arguments)
    unknown = sorted(set(chosen.faults) - set(ALL))
    if unknown:
        parser.error(f"there is no fault {', '.join(unknown)}; choose from {', '.join(ALL)}")
    _say(_machine() if chosen.table else json.dumps({"machine": _machine()}))
    results = []
    for name in chosen.faults or ALL:
        fault = ALL[name]
        rounds = chosen.rounds or (fault.long if chosen.long else fault.short)
        with tempfile.TemporaryDirectory(dir=_memory() if fault.in_memory else None) as folder:
            result = fault.run(Path(folder).resolve(), rounds, chosen.seed)
        results.append(result)
        _say(f"| {fault.goal} {result.row}" if chosen.table else result.line)
    return int(not all(result.is_good for result in results))


def _memory() -> str | None:
    """Where files stay in memory, on systems that have such a folder."""
    folder = Path("/dev/shm")
    return str(folder) if folder.is_dir() and os.access(folder, os.W_OK) else None


def _machine() -> str:
    when = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    return f"{when}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
