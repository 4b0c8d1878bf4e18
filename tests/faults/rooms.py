"""Drives with little room, and the restore drill: what needs a real file system of its own (R6, R7)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from roundtable.domain.errors import DiskFull, RoundtableError
from roundtable.storage import vault
from tests.faults import deeds, looking
from tests.faults.looking import Wrong
from tests.faults.results import Result, cannot
from tests.storage import vaults

MOST = 400


class NoMount(Exception):
    """No right to mount a small drive."""


def small_drive(folder: Path, rounds: int, seed: int) -> Result:
    """A drive of one megabyte filled by the meeting itself, then made larger: named, and every deed is there."""
    found = Counter[str](lost=0, damaged=0, unnamed=0, deeds_until_full=0)
    examples: list[str] = []
    for number in range(rounds):
        try:
            with _drive(folder / str(number)) as drive:
                found["deeds_until_full"] += _until_full(drive)
        except NoMount:
            return cannot(
                "drive that is really full", "needs the right to mount a small drive (root on Linux)"
            )
        except Wrong as wrong:
            found[wrong.kind] += 1
            examples.append(str(wrong))
    return Result("drive that is really full", rounds, dict(found), tuple(examples))


@contextmanager
def _drive(place: Path) -> Iterator[Path]:
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        raise NoMount
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _until_full(drive: Path) -> int:
    path = drive / "Board.roundtable"
    deeds.prepare(path)
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        for number in range(1, MOST):
            try:
                deeds.do(room, number)
            except DiskFull:
                break
            except RoundtableError as error:
                raise Wrong("unnamed", repr(error)) from None
        else:
            raise Wrong("unnamed", "the drive never was full")
        if deeds.how_many(deeds.state(room)) != number - 1:
            raise Wrong("lost", "while the drive was full")
        subprocess.run(["mount", "-o", "remount,size=16m", str(drive)], check=True)
        deeds.do(room, number)
        if looking.deeds_in(opened) != number:
            raise Wrong("lost", "once there was room")
    there, _ = looking.deeds_at(path)
    if there != number:
        raise Wrong("lost", f"{number} promised, {there} there")
    return number - 1


def drill(folder: Path, rounds: int, seed: int) -> Result:
    """The vault is damaged at a random page and the newest backup put in its place: all that it held is there."""
    chance = random.Random(seed)
    path = folder / "Board.roundtable"
    deeds.prepare(path)
    found = Counter[str](lost=0, damaged=0, unnoticed=0)
    backing_up, restoring = [], []
    done = 0
    for _ in range(rounds):
        with looking.opened(path) as opened:
            room = deeds.Room.of(opened)
            done += 1
            deeds.do(room, done)
            began = time.perf_counter()
            made = opened.back_up()
            backing_up.append(time.perf_counter() - began)
        _damage(path, chance)
        found["unnoticed"] += looking.opens(path)
        began = time.perf_counter()
        opened = vault.restore(
            path, made.path, vaults.PASSPHRASE, who=vaults.WHO, clock=deeds.clock_at(done), sets=vaults.CHEAP
        )
        restoring.append(time.perf_counter() - began)
        opened.nothing_changed()
        opened.close()
        try:
            found["lost"] += looking.deeds_at(path)[0] != done
        except Wrong as wrong:
            found[wrong.kind] += 1
        for kept in folder.glob("* replaced *"):
            kept.unlink()
    times = {"back_up_ms": round(1000 * median(backing_up)), "restore_ms": round(1000 * median(restoring))}
    return Result("restore drill", rounds, {**found, **times, "file_kb": path.stat().st_size // 1024})


def _damage(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at : at + 512] = bytes(512)
    path.write_bytes(data)
