"""What is left where nothing may be: after a lock in memory, of a window that nobody sits at, and of destroyed
records in every page of every file (S2, S5, S7)."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

from roundtable.actions import disposal
from roundtable.actions.round_tables import close_round_table
from roundtable.domain.retention import RecordClass
from roundtable.export.writer import Paper
from roundtable.storage import backup, keys, recovery
from roundtable.storage.keys import VaultKey
from roundtable.storage.vault_file import VaultFile
from tests.actions.test_disposal import pages, words
from tests.faults import deeds
from tests.faults.results import Result, cannot
from tests.journeys.small_pack import PACK
from tests.leakage.canaries import in_memory
from tests.storage import vaults

ROOT = Path(__file__).resolve().parents[2]
LOCKED = "locked in a meeting: memory and files"
DEEDS, MOST_DEEDS = 20, 60
YEARS_LATER = timedelta(days=3 * 365)


def destroyed(folder: Path, rounds: int, seed: int) -> Result:
    """Meetings of several lengths, destroyed with all their backups: their words in any page, used or free.

    The file, its recovery file and each of the program's copies are decrypted page by page. A copy in a second
    place that is away has to stand on the certificate.
    """
    found = Counter[str](leaked=0, unnamed=0, pages=0, copies=0, found_before=0)
    examples: list[str] = []
    for number in range(rounds):
        place = folder / str(number)
        place.mkdir()
        path = place / "Board.roundtable"
        deeds.prepare(path)
        opened = vaults.reopen(path, clock=deeds.clock_at(0))
        _hold_a_meeting(opened, DEEDS + number % MOST_DEEDS)
        canaries = _canaries()
        found["found_before"] += len(_left(path, opened._held.key, canaries))
        stick = place / "stick"
        stick.mkdir()
        opened.second.choose(stick)
        opened.back_up()
        opened.second.settle(20)
        stick.rename(place.parent / f"{number} in a pocket")
        _destroy(opened)
        copies = [each.path for each in backup.all_of(path)]
        found["copies"] += len(copies)
        for file in (path, *copies):
            found["pages"] += file.stat().st_size // 4096
            left = _left(file, opened._held.key, canaries)
            found["leaked"] += len(left)
            examples += [f"{file.name}: {each!r}" for each in left]
        sealed = b"".join(recovery.recovery_path(each).read_bytes() for each in (path, *copies))
        found["leaked"] += sum(each in sealed for each in canaries)
        found["unnamed"] += "could not be reached" not in _certificate(opened)
        opened.nothing_changed()
        opened.close()
        shutil.rmtree(place)
    return Result("records destroyed, with all copies", rounds, dict(found), tuple(examples[:5]))


def left_alone(folder: Path, rounds: int, seed: int) -> Result:
    """Every way to leave the desk, with the settings of a new computer; the windows are a process of their own."""
    found = Counter[str](opened=0, leaked=0, wrong=0, slowest_ms=0)
    for number in range(rounds):
        place = folder / str(number)
        place.mkdir()
        done = subprocess.run(
            [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.faults.windows", str(place)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
        slowest = max(found["slowest_ms"], told.pop("slowest_ms"))
        found.update(told)
        found["slowest_ms"] = slowest
    return Result("desk left: five minutes, screen lock, sleep", rounds, dict(found))


def locked(folder: Path, rounds: int, seed: int) -> Result:
    """Everything typed into a meeting, then a lock: words, passphrase, recovery code and key in the memory of the
    process and in every file. The open file is searched first: what is not found there proves nothing."""
    try:
        from tests.leakage.computer import Computer
        from tests.leakage.test_canary_search import _memory_of, _wait_for_new_program
    except ImportError:
        return cannot(LOCKED, "needs the limits of Unix")
    found = Counter[str](leaked=0, found_before=0)
    examples: list[str] = []
    for number in range(rounds):
        computer = Computer(folder / str(number), random.Random(seed + number))
        computer.prepare()
        salt = computer.path.read_bytes()[: keys.SALT_BYTES]
        key = keys.derive(computer.passphrase, salt)
        running = computer.start("locked")
        assert running.stdout is not None and running.stdin is not None
        try:
            assert running.stdout.readline().strip() == "ready", computer.complaints.read_text()
            before = _memory_of(running.pid)
            if before is None:
                return cannot(LOCKED, "the memory of another process cannot be read here")
            found["found_before"] += len(in_memory(before, computer.words)) + (key.raw in before)
            running.stdin.write("lock\n")
            running.stdin.flush()
            _wait_for_new_program(running.pid)
            after = _memory_of(running.pid)
            assert after
            left = [*in_memory(after, computer.words), *(["key"] if key.raw in after else [])]
            left += [f"{each.canary} in {Path(each.path).name}" for each in computer.found()]
        finally:
            running.kill()
            running.communicate()
        found["leaked"] += len(left)
        examples += left
    return Result(LOCKED, rounds, dict(found), tuple(examples[:5]))


def _hold_a_meeting(opened: VaultFile, last: int) -> None:
    room = deeds.Room.of(opened)
    for number in range(1, last + 1):
        deeds.do(room, number)
        opened.nothing_changed()
    opened.back_up()
    close_round_table(opened, room.table, concerns_seen=True)


def _destroy(opened: VaultFile) -> None:
    clock = opened._held.clock
    assert isinstance(clock, vaults.Clock)
    clock.at += YEARS_LATER
    audit = deeds.Room.of(opened).audit
    disposal.set_keeping(opened, audit, RecordClass.CONCERNS, 1)
    disposal.destroy_records(
        opened, audit, (RecordClass.WORKING_PAPERS, RecordClass.CONCERNS), vaults.PASSPHRASE
    )


def _canaries() -> tuple[bytes, ...]:
    """A word of every deed, and everybody whom the registers name."""
    people = [person["name"] for case in PACK["cases"] for person in case["register"]["people"]]
    return tuple(each.encode() for each in (deeds.CANARY, *people))


def _left(path: Path, key: VaultKey, canaries: tuple[bytes, ...]) -> list[bytes]:
    plain = pages(path, key)
    return [each for each in canaries if each in plain]


def _certificate(opened: VaultFile) -> str:
    audit = deeds.Room.of(opened).audit
    return words(disposal.destruction_certificate(opened, Paper(), audit))
