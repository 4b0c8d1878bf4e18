"""Files as released schemas left them, stored in `tests/data/vaults/`: each by the program of its day.

A step in `storage.migrations` needs the file of the schema that it starts from. Before the schema is changed:
`python -m tests.faults.old_schemas`, then the new file and its recovery code go into the commit.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from roundtable.storage import opening, recovery, tables
from tests.faults import deeds
from tests.storage import vaults

STORED: Final = Path(__file__).resolve().parents[1] / "data" / "vaults"
DEEDS: Final = 24
"""How many deeds each of them holds."""
# The recovery code of each file, by schema; the people in them are invented.
CODES: Final = {
    1: "BT9J-JSP0-5QPM-41WT-BG52-EVZV-Q75F-KWCX",
    2: "7PMF-M0NA-FQEY-K7J0-E48Q-77SX-NAAS-F3M8",
    3: "HZS1-JKSK-9YJV-2B7H-37PS-ZRVB-288P-XC35",
}
# What an earlier schema had no place for.
WITHOUT: Final = {1: ("draft",)}


def stored(schema: int) -> Path:
    """The file of one schema."""
    return STORED / f"schema-{schema}.roundtable"


def put_at(path: Path, schema: int) -> None:
    """A copy with its recovery file under the name of a vault; what lay there is gone."""
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    shutil.copyfile(stored(schema), path)
    shutil.copyfile(recovery.recovery_path(stored(schema)), recovery.recovery_path(path))
    opening.throttle_path(path).unlink(missing_ok=True)


def held_by(schema: int) -> deeds.State:
    """What a file of that schema holds."""
    return {name: n for name, n in deeds.expected(DEEDS).items() if name not in WITHOUT.get(schema, ())}


def main() -> int:
    """Stores a file of the present schema, once, and says its recovery code."""
    target = stored(tables.SCHEMA)
    if target.exists():
        sys.stdout.write(f"{target.name} is stored already\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Board.roundtable"
        code = deeds.prepare(path)
        opened = vaults.reopen(path, clock=deeds.clock_at(0))
        room = deeds.Room.of(opened)
        for number in range(1, DEEDS + 1):
            deeds.do(room, number)
            opened.nothing_changed()
        opened.close()
        shutil.copyfile(path, target)
        shutil.copyfile(recovery.recovery_path(path), recovery.recovery_path(target))
    sys.stdout.write(f"{target.name}: {code}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
