"""A file of an older schema, opened by this program and killed before each statement that this runs (S6).

Statements that only read leave the same bytes as the one before: what holds of those has been looked at already.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
from collections import Counter
from pathlib import Path
from typing import Any

from roundtable.storage import backup, engine, tables
from tests.faults import deeds, looking, old_schemas
from tests.faults.looking import Wrong
from tests.faults.processes import CAN_KILL, WHY_NOT, Say, run_to_end
from tests.faults.results import Result, cannot
from tests.storage import vaults


def statements(folder: Path, rounds: int, seed: int) -> Result:
    """For every older schema and every statement, reads and settings too; or for a sample of them."""
    if not CAN_KILL:
        return cannot("killed at every statement of a migration", WHY_NOT)
    chance = random.Random(seed)
    found = Counter[str](lost=0, damaged=0, statements=0, before=0, after=0, same_again=0)
    examples: list[str] = []
    tried = 0
    for schema in range(1, tables.SCHEMA):
        place = folder / str(schema)
        seen: dict[str, str] = {}
        many = _bring_up(place, schema, 0)
        found["statements"] += many
        every = range(1, many + 1)
        for number in every if rounds >= many else sorted(chance.sample(every, rounds)):
            tried += 1
            _bring_up(place, schema, number)
            left = _left(place)
            if left in seen:
                found["same_again"] += 1
                found[seen[left]] += 1
                continue
            try:
                seen[left] = _look(place / "Board.roundtable", schema)
                found[seen[left]] += 1
            except Wrong as wrong:
                seen[left] = wrong.kind
                found[wrong.kind] += 1
                examples.append(f"schema {schema}, before statement {number}: {wrong}")
    return Result("killed at every statement of a migration", tried, dict(found), tuple(examples[:5]))


def _bring_up(place: Path, schema: int, kill_before: int) -> int:
    """Opens a fresh copy of the old file in a child that kills itself; how many statements it got to."""
    if place.exists():
        shutil.rmtree(place)
    place.mkdir()
    path = place / "Board.roundtable"
    old_schemas.put_at(path, schema)
    said = run_to_end(lambda say: _open_and_die(path, kill_before, say))
    return int(said[-1]) if said else 0


def _open_and_die(path: Path, kill_before: int, say: Say) -> None:
    count = 0
    connection_of = engine._driver_connection

    def count_statement(_statement: str) -> None:
        nonlocal count
        count += 1
        if count == kill_before:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(where: Path, access: engine.Access) -> Any:
        connection = connection_of(where, access)
        connection.set_trace_callback(count_statement)
        return connection

    engine._driver_connection = counted  # type: ignore[assignment]
    vaults.reopen(path, clock=deeds.clock_at(0))
    say(str(count))


def _left(place: Path) -> str:
    """What the killed process left on the drive, in one word; the lock file names the process and is no content."""
    summary = hashlib.sha256()
    for each in sorted(place.rglob("*")):
        summary.update(each.relative_to(place).as_posix().encode() + b"\0")
        if each.is_file() and not each.name.endswith("-lock"):
            summary.update(hashlib.sha256(each.read_bytes()).digest())
    return summary.hexdigest()


def _look(path: Path, schema: int) -> str:
    """All that the old file held, sound; and from before the change a backup that opens by itself."""
    is_up = bool(backup.all_of(path)) and _schema_after_kill(path) == tables.SCHEMA
    with looking.opened(path) as opened:
        if deeds.state(deeds.Room.of(opened)) != old_schemas.held_by(schema):
            raise Wrong("lost", "not what the old file held")
        if not opened.check().is_sound:
            raise Wrong("damaged", opened.check())
    backups = backup.all_of(path)
    if not backups or not all(looking.copy_opens(each.path, path.parent / "copy") for each in backups):
        raise Wrong("lost", "no good backup from before")
    return "after" if is_up else "before"


def _schema_after_kill(path: Path) -> int:
    """The schema as the killed process left it, seen on a copy: looking at it finishes what was interrupted."""
    copy = path.parent / "seen"
    copy.mkdir()
    for each in path.parent.glob("Board.roundtable*"):
        if each.is_file() and not each.name.endswith("-lock"):
            shutil.copyfile(each, copy / each.name)
    key = vaults.key_of(copy / path.name)
    connection = engine.connect(copy / path.name, key, "rw")
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    shutil.rmtree(copy)
    return int(found)
