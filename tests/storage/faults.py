"""Faults on purpose, through the real vault: processes killed in the middle, bits flipped, files cut.

As commands, for a release (the test suite runs each one briefly):

    python tests/storage/faults.py kill --rounds 1000
    python tests/storage/faults.py passphrase --rounds 1000
    python tests/storage/faults.py flip --rounds 100000
    python tests/storage/faults.py cut --rounds 2000

Each prints one line of JSON and exits 1 when anything acknowledged was lost or damage was not noticed.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import IO

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from roundtable.domain.errors import RoundtableError
from roundtable.storage import backup, recovery, vault
from roundtable.storage.lockfile import lock_path
from roundtable.storage.vault_file import VaultFile
from storage.vaults import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, WHO, Clock, case, fill, make, reopen

LARGEST = 3_000_000


def started(command: str, path: Path) -> subprocess.Popen[bytes]:
    """This module as a process of its own, writing to the vault."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), command, "--path", str(path)], stdout=subprocess.PIPE
    )


def output_of(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout


def write_for_ever(path: Path) -> None:
    """Commits case after case of random length and says each number once the vault has taken it."""
    opened = reopen(path)
    chance = random.Random()
    with opened.reading() as tx:
        number = len(tx.cases.all())
    while True:
        number += 1
        with opened.transaction() as tx:
            tx.cases.put(case(number, text="x" * chance.randrange(50, 9000)))
            tx.cases.put(replace(case(1), reference=f"changed with {number}"))
            tx.log("case.added", f"case{number}")
        sys.stdout.buffer.write(b"%d\n" % number)
        sys.stdout.buffer.flush()


def change_for_ever(path: Path) -> None:
    """Changes the passphrase back and forth and says each one once it holds."""
    now, other = PASSPHRASE, OTHER_PASSPHRASE
    try:
        opened = reopen(path)
    except RoundtableError:
        now, other = other, now
        clock = Clock()
        clock.at += timedelta(days=1)
        opened = reopen(path, now, clock)
    sys.stdout.buffer.write(b"start %s\n" % now.encode())
    sys.stdout.buffer.flush()
    while True:
        opened.change_passphrase(now, other)
        now, other = other, now
        sys.stdout.buffer.write(b"%s\n" % now.encode())
        sys.stdout.buffer.flush()


def kill(folder: Path, rounds: int, seed: int) -> dict[str, int]:
    """Kills a writer at a random moment, opens again, looks for everything that was acknowledged."""
    chance = random.Random(seed)
    found = Counter[str](rounds=rounds, lost=0, damaged=0, unacknowledged=0, hot_journals=0)
    number = acknowledged = 0
    path = folder / "unused"
    for _ in range(rounds):
        if not path.exists() or path.stat().st_size > LARGEST:
            number += 1
            path, acknowledged = folder / f"kill{number}.roundtable", 0
            make(path)[0].close()
        said = _killed("write-for-ever", path, chance.uniform(0, 0.05))
        acknowledged = max([acknowledged, *(int(line) for line in said)])
        journal = path.with_name(path.name + "-journal")
        found["hot_journals"] += journal.exists() and journal.stat().st_size > 0
        opened = reopen(path)
        with opened.reading() as tx:
            stored = tx.cases.all()
        ids = [each.id for each in stored]
        found["lost"] += ids != [f"case{n}" for n in range(1, len(ids) + 1)] or len(ids) < acknowledged
        found["lost"] += bool(stored) and stored[0].reference != f"changed with {len(ids)}"
        found["damaged"] += not opened.check().is_sound
        found["unacknowledged"] += len(ids) - acknowledged
        acknowledged = len(ids)
        opened._changed_since = None
        opened.close()
    return dict(found)


def passphrase(folder: Path, rounds: int, seed: int) -> dict[str, int]:
    """Kills changes of the passphrase: one of the two always opens everything, and so does the sheet."""
    chance = random.Random(seed)
    found = Counter[str](rounds=rounds, lost=0, damaged=0, old=0, new=0)
    path = folder / "Board.roundtable"
    opened, code = make(path)
    fill(opened, 5)
    opened.close()
    for number in range(rounds):
        said = _killed("change-for-ever", path, chance.uniform(0, 0.12))
        last = said[-1].decode().removeprefix("start ")
        opened = _open_with_either(path, last, found)
        if opened is None:
            found["lost"] += 1
            break
        with opened.reading() as tx:
            found["lost"] += len(tx.cases.all()) != 5
        found["damaged"] += not opened.check().is_sound
        found["damaged"] += len(list(folder.glob("*.new*")))
        opened._changed_since = None
        opened.close()
        for each in backup.all_of(path)[3:]:
            backup.remove(each)
        if number % 20 == 0:
            clock = Clock()
            vault.open_with_recovery_code(path, code, PASSPHRASE, who=WHO, clock=clock, sets=CHEAP).close()
    return dict(found)


def _open_with_either(path: Path, last: str, found: Counter[str]) -> VaultFile | None:
    """The passphrase that was acknowledged last, or the next one, whose change was under way."""
    clock = Clock()
    for name, each in (("old", last), ("new", OTHER_PASSPHRASE if last == PASSPHRASE else PASSPHRASE)):
        try:
            opened = reopen(path, each, clock)
        except RoundtableError:
            clock.at += timedelta(days=1)
        else:
            found[name] += 1
            return opened
    return None


def flip(folder: Path, rounds: int, seed: int) -> dict[str, int]:
    """One random bit at sampled bytes of vault and backup: noticed at opening, and recovered from."""
    chance = random.Random(seed)
    path = folder / "Board.roundtable"
    opened, code = make(path)
    fill(opened, 4)
    made = opened.back_up()
    opened._changed_since = None
    opened.close()
    good, good_backup = path.read_bytes(), made.path.read_bytes()
    found = Counter[str](rounds=rounds, unnoticed=0, unrecovered=0, bytes=len(good))
    places = range(len(good)) if rounds >= len(good) else sorted(chance.sample(range(len(good)), rounds))
    for number, place in enumerate(places):
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)
        found["unnoticed"] += _opens(path)
        if number % 10 == 0:
            found["unrecovered"] += not _is_restored(path, made.path)
            made.path.write_bytes(bytes(bad))
            found["unnoticed"] += _restores(path, made.path)
            made.path.write_bytes(good_backup)
    path.write_bytes(good)
    found["unnoticed"] += recovery.public_key(code) != recovery.read(path).recipient
    return dict(found)


def cut(folder: Path, rounds: int, seed: int) -> dict[str, int]:
    """The file cut to sampled lengths, and to each length around the ends of its pages: it never opens."""
    chance = random.Random(seed)
    path = folder / "Board.roundtable"
    opened, _ = make(path)
    fill(opened, 4)
    opened._changed_since = None
    opened.close()
    good = path.read_bytes()
    around = {page + by for page in range(0, len(good), 4096) for by in (-1, 0, 1)} | {15, 16, 17, 100}
    lengths = sorted({n for n in around if 0 <= n < len(good)} | set(chance.sample(range(len(good)), rounds)))
    found = Counter[str](rounds=len(lengths), opened=0)
    for length in lengths:
        path.write_bytes(good[:length])
        found["opened"] += _opens(path)
    path.write_bytes(good)
    assert _opens(path), "the whole file does open"
    return dict(found)


def _opens(path: Path) -> bool:
    path.with_name(path.name + "-tries").unlink(missing_ok=True)
    try:
        opened = reopen(path)
    except RoundtableError:
        return False
    opened.close()
    return True


def _restores(path: Path, chosen: Path) -> bool:
    path.with_name(path.name + "-tries").unlink(missing_ok=True)
    try:
        opened = vault.restore(path, chosen, PASSPHRASE, who=WHO, clock=Clock(), sets=CHEAP)
    except RoundtableError:
        return False
    opened._changed_since = None
    opened.close()
    return True


def _is_restored(path: Path, chosen: Path) -> bool:
    if not _restores(path, chosen):
        return False
    for kept in path.parent.glob("* replaced *"):
        kept.unlink()
    opened = reopen(path)
    with opened.reading() as tx:
        whole = len(tx.cases.all()) == 4
    sound = opened.check().is_sound
    opened.close()
    return whole and sound


def _killed(command: str, path: Path, after: float) -> list[bytes]:
    """Runs a writer until its first word and a moment longer; what it said in whole lines."""
    process = started(command, path)
    first = output_of(process).readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    rest = output_of(process).read()
    process.wait()
    output_of(process).close()
    assert lock_path(path).exists(), "it was killed, so its lock file is left"
    return [line for line in (first + rest).split(b"\n")[:-1] if line]


FAULTS = {"kill": kill, "passphrase": passphrase, "flip": flip, "cut": cut}
BAD = ("lost", "damaged", "unnoticed", "unrecovered", "opened")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=[*FAULTS, "write-for-ever", "change-for-ever"])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--path", type=Path)
    chosen = parser.parse_args()
    if chosen.command == "write-for-ever":
        write_for_ever(chosen.path)
    if chosen.command == "change-for-ever":
        change_for_ever(chosen.path)
    with tempfile.TemporaryDirectory() as folder:
        found = FAULTS[chosen.command](Path(folder), chosen.rounds, chosen.seed)
    sys.stdout.write(json.dumps({"fault": chosen.command, **found}) + "\n")
    return 1 if any(found.get(name) for name in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
