"""A drive that is full, or fails, from any one write on (R6): named, nothing lost, and with room it goes on."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from roundtable.domain.errors import BackupFailed, DiskFull, RoundtableError, VaultWriteFailed
from roundtable.storage import vault
from roundtable.storage.vault_file import VaultFile
from tests.faults import deeds, drive, looking
from tests.faults.looking import Wrong
from tests.faults.results import Result
from tests.storage import vaults

DEEDS = 11
"""One of each kind, and after them a backup and a change of passphrase."""


@dataclass
class Evening:
    """One run on a copy of the same file: what has been promised, and which passphrase holds."""

    vault: VaultFile
    promised: int = 0
    passphrase: str = vaults.PASSPHRASE

    def steps(self) -> Iterator[Callable[[], None]]:
        """Everything that writes, in order. Each may be tried again."""
        room = deeds.Room.of(self.vault)
        for number in range(1, DEEDS + 1):
            yield partial(self._deed, room, number)
        yield self._back_up
        yield self._change

    def _deed(self, room: deeds.Room, number: int) -> None:
        deeds.do(room, number)
        self.promised = number

    def _back_up(self) -> None:
        self.vault.back_up()

    def _change(self) -> None:
        self.vault.change_passphrase(vaults.PASSPHRASE, vaults.OTHER_PASSPHRASE)
        self.passphrase = vaults.OTHER_PASSPHRASE


def full(folder: Path, rounds: int, seed: int) -> Result:
    """The drive is full from the n-th write on, for every n, or for a sample of them."""
    return _at_every_write(folder, rounds, seed, "drive full at a write", drive.FULL)


def failing(folder: Path, rounds: int, seed: int) -> Result:
    """The drive answers every write and flush with an error from the n-th on: a change may be there or not."""
    return _at_every_write(folder, rounds, seed, "drive that fails at a write", drive.FLUSH_FAILED)


def _at_every_write(folder: Path, rounds: int, seed: int, name: str, code: int) -> Result:
    original = folder / "original"
    original.mkdir(parents=True)
    deeds.prepare(original / "Board.roundtable")
    writes, _ = _run(original, folder / "count", 0, code)
    chance = random.Random(seed)
    every = range(1, writes + 1)
    tried = every if rounds >= writes else sorted(chance.sample(every, rounds))
    found = Counter[str](lost=0, damaged=0, unnamed=0, writes=writes, refused=0, unreadable_while_full=0)
    examples: list[str] = []
    for number in tried:
        try:
            _, (refused, unreadable) = _run(original, folder / str(number), number, code)
            found["refused"] += refused
            found["unreadable_while_full"] += unreadable
        except Wrong as wrong:
            found[wrong.kind] += 1
            examples.append(f"from write {number} on: {wrong}")
    return Result(name, len(tried), dict(found), tuple(examples[:5]))


def _run(original: Path, here: Path, fail_at: int, code: int) -> tuple[int, tuple[int, int]]:
    """One evening: how many writes; how many steps were refused, and how often nothing could be read meanwhile.

    A change that was half written has to be written back before anything is read, which a drive that refuses
    even that delays until there is room.
    """
    shutil.copytree(original, here)
    path = here / "Board.roundtable"
    watched = drive.Drive(here, fails_with=code)
    refused = unreadable = 0
    with drive.watched(watched):
        evening = Evening(vaults.reopen(path, clock=deeds.clock_at(0)))
        watched.writes, watched.fail_at = 0, fail_at
        for step in evening.steps():
            try:
                step()
            except (DiskFull, VaultWriteFailed, BackupFailed):
                refused += 1
                unreadable += not _holds_promised(evening, is_certain=code == drive.FULL)
                watched.fail_at = 0
                if not _is_done_after_all(evening):
                    _try_again(step)
            except RoundtableError as error:
                raise Wrong("unnamed", repr(error)) from None
        writes, watched.fail_at = watched.writes, 0
        evening.vault.nothing_changed()
        evening.vault.close()
    there, _ = looking.deeds_at(path, evening.passphrase)
    if there != DEEDS:
        raise Wrong("lost", f"{DEEDS} promised, {there} there")
    if list(here.glob("*.new*")):
        raise Wrong("damaged", "something half made is left")
    shutil.rmtree(here)
    return writes, (refused, unreadable)


def creating(folder: Path, rounds: int, seed: int) -> Result:
    """A new vault on a drive that is full, then on one that fails, at any write: none is left, or a whole one."""
    return _at_every_write_of(folder, rounds, seed, "new vault on a full or failing drive", _create)


def restoring(folder: Path, rounds: int, seed: int) -> Result:
    """The same for a backup put in the place of the vault: either of the two is there, whole."""
    return _at_every_write_of(folder, rounds, seed, "restore on a full or failing drive", _restore)


def _at_every_write_of(
    folder: Path, rounds: int, seed: int, name: str, run: Callable[[Path, int, int], int]
) -> Result:
    folder.mkdir(exist_ok=True)
    chance = random.Random(seed)
    found = Counter[str](lost=0, damaged=0, unnamed=0, writes=0)
    examples: list[str] = []
    tried = 0
    for code in (drive.FULL, drive.FLUSH_FAILED):
        writes = run(folder / f"count{code}", 0, code)
        found["writes"] += writes
        every = range(1, writes + 1)
        for number in every if rounds >= writes else chance.sample(every, rounds // 2):
            tried += 1
            try:
                run(folder / f"{code} {number}", number, code)
            except Wrong as wrong:
                found[wrong.kind] += 1
                examples.append(f"from write {number} on, code {code}: {wrong}")
    return Result(name, tried, dict(found), tuple(examples[:5]))


@contextmanager
def _refusing(here: Path, fail_at: int, code: int) -> Iterator[drive.Drive]:
    """Errors by name are what is expected of the block; anything else is a finding."""
    with drive.watched(drive.Drive(here, fail_at=fail_at, fails_with=code)) as watched:
        try:
            yield watched
        except (DiskFull, VaultWriteFailed, BackupFailed):
            pass
        except Exception as error:
            raise Wrong("unnamed", repr(error)) from None


def _create(here: Path, fail_at: int, code: int) -> int:
    here.mkdir()
    path = here / "Board.roundtable"
    with _refusing(here, fail_at, code) as watched:
        vaults.make(path)[0].close()
    left = sorted(each.name for each in here.iterdir())
    if path.exists() and not looking.opens(path):
        raise Wrong("damaged", left)
    if not path.exists() and left:
        raise Wrong("damaged", f"left behind: {left}")
    shutil.rmtree(here)
    return watched.writes


def _restore(here: Path, fail_at: int, code: int) -> int:
    here.mkdir()
    path = here / "Board.roundtable"
    deeds.prepare(path)
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        deeds.do(room, 1)
        made = opened.back_up()
        deeds.do(room, 2)
    with _refusing(here, fail_at, code) as watched:
        opened = vault.restore(
            path, made.path, vaults.PASSPHRASE, who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
        )
        opened.nothing_changed()
        opened.close()
    there, _ = looking.deeds_at(path)
    if there not in ((1,) if not fail_at else (1, 2)):
        raise Wrong("lost", f"neither of the two: {there}")
    if list(here.glob("*.new*")):
        raise Wrong("damaged", "something half made is left")
    shutil.rmtree(here)
    return watched.writes


def _is_done_after_all(evening: Evening) -> bool:
    """A flush that failed at the very end of a change leaves it stored: doing it again would store it twice."""
    is_done = deeds.how_many(deeds.state(deeds.Room.of(evening.vault))) == evening.promised + 1
    evening.promised += is_done
    return is_done


def _try_again(step: Callable[[], None]) -> None:
    """With room, or on a drive that has come back, the same thing works."""
    try:
        step()
    except RoundtableError as error:
        raise Wrong("unnamed", f"still refused with room: {error!r}") from None


def _holds_promised(evening: Evening, *, is_certain: bool) -> bool:
    """Whether it can be read while the drive refuses; then everything promised is there. Raises Wrong "lost"."""
    try:
        there = deeds.how_many(deeds.state(deeds.Room.of(evening.vault)))
    except ValueError as problem:
        raise Wrong("lost", f"after {evening.promised} deeds: {problem!r}") from None
    except (DiskFull, VaultWriteFailed):
        return False
    if there != evening.promised and (is_certain or there != evening.promised + 1):
        raise Wrong("lost", f"{evening.promised} promised, {there} there")
    return True
