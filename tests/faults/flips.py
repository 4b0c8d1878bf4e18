"""Single bits turned over and old pages put back (R3, R4): noticed when the file is opened, and recovered from."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from roundtable.domain.anchor_check import Standing
from roundtable.domain.errors import RecoveryFileDamaged, RoundtableError
from roundtable.storage import backup, engine, recovery, vault
from roundtable.storage.vault_file import VaultFile
from tests.faults import deeds, looking, power
from tests.faults.drive import Op
from tests.faults.images import Disk, Image
from tests.faults.looking import Wrong
from tests.faults.results import Result
from tests.storage import vaults

EVERY = 10**9
"""As many rounds as there are bytes."""
PAGES_AFTER = 12
"""After each of so many deeds the file's pages are kept, to be put back."""


def flip(folder: Path, rounds: int, seed: int) -> Result:
    """One bit of a byte of the vault: it does not open. Every so often the backup is put in its place."""
    chance = random.Random(seed)
    path = folder / "Board.roundtable"
    opened, _code = vaults.make(path)
    vaults.fill(opened, 4)
    # Elsewhere, as on a second drive: looking for a good backup would be most of each round.
    made = opened.back_up().path.rename(folder / "Kept.roundtable")
    opened.nothing_changed()
    opened.close()
    good = path.read_bytes()
    found = Counter[str](unnoticed=0, unnamed=0, unrecovered=0, file_bytes=len(good), restored=0)
    examples: list[str] = []
    places = range(len(good)) if rounds >= len(good) else sorted(chance.sample(range(len(good)), rounds))
    for number, place in enumerate(places):
        bit = 1 << chance.randrange(8)
        with _flipped(path, place, bit):
            try:
                if looking.opens(path):
                    found["unnoticed"] += 1
                    examples.append(f"byte {place}, bit {bit}")
            except Exception as error:
                found["unnamed"] += 1
                examples.append(f"byte {place}, bit {bit}: {error!r}")
        if number % 500 == 0:
            found["restored"] += 1
            found["unrecovered"] += not _is_restored(path, made, good, place, bit)
            path.write_bytes(good)
    assert looking.opens(path), "the whole file does open"
    return Result("bit flip in the vault", len(places), dict(found), tuple(examples[:5]))


@contextmanager
def _flipped(path: Path, place: int, bit: int) -> Iterator[None]:
    """The bit is turned over in the file itself, and back: nothing else is written while it does not open."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        (byte,) = os.pread(descriptor, 1, place)
        os.pwrite(descriptor, bytes((byte ^ bit,)), place)
        yield
        os.pwrite(descriptor, bytes((byte,)), place)
    finally:
        os.close(descriptor)


def _is_restored(path: Path, made: Path, good: bytes, place: int, bit: int) -> bool:
    bad = bytearray(good)
    bad[place] ^= bit
    path.write_bytes(bad)
    opened = vault.restore(
        path, made, vaults.PASSPHRASE, who=vaults.WHO, clock=vaults.Clock(), sets=vaults.CHEAP
    )
    with opened.reading() as tx:
        whole = len(tx.cases.all()) == 4
    sound = opened.check().is_sound
    opened.nothing_changed()
    opened.close()
    for kept in path.parent.glob("* replaced *"):
        kept.unlink()
    return whole and sound


def flip_recovery(folder: Path, rounds: int, seed: int) -> Result:
    """Every bit of the recovery file: refused, replaced at the next opening, and meanwhile the backup's serves."""
    chance = random.Random(seed)
    path = folder / "Board.roundtable"
    opened, code = vaults.make(path)
    opened.back_up()
    opened.nothing_changed()
    opened.close()
    file = recovery.recovery_path(path)
    good = file.read_bytes()
    bits = [(place, 1 << bit) for place in range(len(good)) for bit in range(8)]
    tried = bits if rounds >= len(bits) else chance.sample(bits, rounds)
    found = Counter[str](unnoticed=0, unrecovered=0, file_bytes=len(good))
    for number, (place, bit) in enumerate(tried):
        bad = bytearray(good)
        bad[place] ^= bit
        file.write_bytes(bad)
        try:
            recovery.read(path)
            found["unnoticed"] += 1
        except RecoveryFileDamaged:
            pass
        if number % 100 == 0:
            found["unrecovered"] += not _is_recovered(path, code)
            file.write_bytes(good)
            with looking.opened(path):
                good = file.read_bytes()
    return Result("bit flip in the recovery file", len(tried), dict(found))


def _is_recovered(path: Path, code: str) -> bool:
    """The sheet still opens a copy through the backup's file, and the passphrase mends the file beside the vault."""
    copy = path.parent / "copy"
    copy.mkdir()
    for each in (path, recovery.recovery_path(path)):
        shutil.copyfile(each, copy / each.name)
    shutil.copytree(backup.folder_of(path), backup.folder_of(copy / path.name))
    vault.open_with_recovery_code(
        copy / path.name,
        code,
        vaults.OTHER_PASSPHRASE,
        who=vaults.WHO,
        clock=vaults.Clock(),
        sets=vaults.CHEAP,
    ).close()
    shutil.rmtree(copy)
    with looking.opened(path):
        return len(recovery.read(path).seals) == 1


def flip_journal(folder: Path, rounds: int, seed: int) -> Result:
    """A bit of the journal that a cut left beside a half written vault: all deeds, or named as damage; never less."""
    chance = random.Random(seed)
    recording = power.RECORDINGS["meeting"](folder / "recorded")
    states = [(promised, image) for promised, image in _with_hot_journals(recording)]
    found = Counter[str](lost=0, damaged=0, unnamed=0, whole=0, refused=0, journals=len(states))
    examples: list[str] = []
    for number in range(rounds):
        promised, image = chance.choice(states)
        journal = bytearray(image[power.NAME + "-journal"])
        place = chance.randrange(len(journal))
        journal[place] ^= 1 << chance.randrange(8)
        here = folder / str(number)
        power.write({**image, power.NAME + "-journal": bytes(journal)}, here)
        try:
            with looking.opened(here / power.NAME) as opened:
                there = looking.deeds_in(opened)
            if not promised <= there <= promised + 1:
                raise Wrong("lost", f"{promised} promised, {there} there")
            found["whole"] += 1
        except RoundtableError:
            found["refused"] += 1
        except Wrong as wrong:
            found[wrong.kind] += 1
            examples.append(f"byte {place} of {len(journal)}: {wrong}")
        shutil.rmtree(here)
    return Result("bit flip in a hot journal", rounds, dict(found), tuple(examples[:5]))


def _with_hot_journals(recording: power.Recording) -> Iterator[tuple[int, Image]]:
    """What is on the drive between the first write to the vault and the end of a transaction."""
    disk = Disk(recording.start)
    chance = random.Random(0)
    before = Op("flush")
    for op in recording.ops:
        is_end = op.kind == "truncate" and op.name.endswith("-journal")
        if is_end and before.kind == "flush" and before.name == power.NAME:
            yield disk.promised, disk.image("keep", chance)
        disk.play(op)
        before = op


def replay(folder: Path, rounds: int, seed: int) -> Result:
    """Older pages, or the whole older file, in the place of newer ones: refused, or found by trail or anchor."""
    chance = random.Random(seed)
    folder.mkdir(exist_ok=True)
    path = folder / "Board.roundtable"
    deeds.prepare(path)
    states: list[bytes] = []
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        for number in range(1, PAGES_AFTER + 1):
            deeds.do(room, number)
            states.append(_bytes_of(path))
        anchor = opened.anchor()
    new = states[-1]
    found = Counter[str](unnoticed=0, unnamed=0, refused=0, trail=0, anchor=0, harmless=0)
    for number in range(rounds):
        old = chance.choice(states[:-1])
        # The first of every twenty is the whole older file; then all pages but the first; then some pages.
        path.write_bytes(old if number % 20 == 0 else _mixed(old, new, chance, number))
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
        found[_noticed_by(path, lambda v: v.standing(anchor) is Standing.CONTAINS)] += 1
    return Result("older pages put back", rounds, dict(found))


def _bytes_of(path: Path) -> bytes:
    """Read by another process' means: closing a descriptor of the open file would drop SQLite's locks on it."""
    import subprocess

    return subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout


def _mixed(old: bytes, new: bytes, chance: random.Random, number: int) -> bytes:
    pages = range(min(len(old), len(new)) // engine.PAGE)
    changed = [n for n in pages if _page(old, n) != _page(new, n)]
    chosen = (
        changed[1:] if number % 20 == 1 else chance.sample(changed, chance.randrange(1, len(changed) + 1))
    )
    mixed = bytearray(new)
    for n in chosen:
        mixed[n * engine.PAGE : (n + 1) * engine.PAGE] = _page(old, n)
    return bytes(mixed)


def _page(data: bytes, number: int) -> bytes:
    return data[number * engine.PAGE : (number + 1) * engine.PAGE]


def _noticed_by(path: Path, is_unchanged: Callable[[VaultFile], bool]) -> str:
    try:
        with looking.opened(path) as opened:
            if not opened.check().is_sound:
                return "trail"
            if not is_unchanged(opened):
                return "anchor"
            # A page that nothing uses any more says nothing, whichever version of it is there.
            return "harmless" if looking.deeds_in(opened) == PAGES_AFTER else "unnoticed"
    except RoundtableError:
        return "refused"
    except Exception:
        return "unnamed"
