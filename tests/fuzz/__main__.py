"""Hostile files for every reader of files from elsewhere: `python -m tests.fuzz [--count N] [--seed N]`.

Without a number, the 100,000 inputs of the design. One line of JSON for each reader; ends with 1 when anything but
a named error came of one, when one took longer than 5 s, or when half of a pack was stored. The build runs the
short form, `tests/fuzz/test_fuzz.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.fuzz.readers import readers, run

COUNT = 100_000


def main(arguments: list[str]) -> int:
    """Run them; 1 when one found a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--count", type=int, default=COUNT, help="inputs over all readers")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    faults = 0
    with tempfile.TemporaryDirectory() as folder, readers(Path(folder)) as every:
        shares = sum(each.share for each in every)
        for reader in every:
            tally = run(reader, -(-options.count * reader.share // shares), options.seed)
            told = asdict(tally) | {"faults": sorted(set(tally.faults)), "faulty": len(tally.faults)}
            sys.stdout.write(json.dumps(told) + "\n")
            faults += len(tally.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
