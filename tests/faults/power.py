"""Power cuts (R2): the drive is recorded under real work and rebuilt as it could be found after each operation."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from roundtable.storage import backup, vault
from tests.faults import deeds, looking, old_schemas
from tests.faults.drive import Drive, Op, watched
from tests.faults.images import FATES, Disk, Image
from tests.faults.looking import Wrong
from tests.faults.results import Result
from tests.storage import vaults

NAME = "Board.roundtable"
PASSPHRASES = (vaults.PASSPHRASE, vaults.OTHER_PASSPHRASE)


@dataclass(frozen=True)
class Recording:
    """What a folder held, what was then done to it, and what must hold of whatever is left."""

    start: Image
    ops: tuple[Op, ...]
    look: Callable[[Path, int], None]


def power(folder: Path, images: int, seed: int) -> Result:
    """So many different images from all recordings together, each opened as the next start opens it."""
    chance = random.Random(seed)
    found = Counter[str](lost=0, damaged=0, leaked=0, operations=0, same_again=0)
    examples: list[str] = []
    recordings = {name: record(folder / name) for name, record in RECORDINGS.items()}
    found["operations"] = sum(len(each.ops) for each in recordings.values())
    seen: set[str] = set()
    tried = 0
    for name, cut, promised, image in _images(recordings, images, chance):
        if _known(image, promised, seen):
            found["same_again"] += 1
            continue
        tried += 1
        if tried > images:
            break
        place = folder / "image"
        write(image, place)
        try:
            looking.require_no_plain_text(place)
            recordings[name].look(place / NAME, promised)
        except Wrong as wrong:
            found[wrong.kind] += 1
            examples.append(f"{name} after operation {cut}: {wrong}")
        shutil.rmtree(place)
    return Result("power cut", images, dict(found), tuple(examples[:5]))


def _images(
    recordings: dict[str, Recording], many: int, chance: random.Random
) -> Iterator[tuple[str, int, int, Image]]:
    """(recording, operations before the cut, what was promised by then, what is left), without end."""
    total = sum(len(each.ops) for each in recordings.values())
    while True:
        yield from _once(recordings, many, total, chance)


def _once(
    recordings: dict[str, Recording], many: int, total: int, chance: random.Random
) -> Iterator[tuple[str, int, int, Image]]:
    """Each recording once, with its share of the images."""
    for name, recording in recordings.items():
        wanted = max(1, many * len(recording.ops) // total)
        cuts = Counter(chance.randrange(len(recording.ops) + 1) for _ in range(wanted))
        disk = Disk(recording.start)
        for cut in range(len(recording.ops) + 1):
            for _ in range(cuts[cut]):
                yield name, cut, disk.promised, disk.image(chance.choice(FATES), chance)
            if cut < len(recording.ops):
                disk.play(recording.ops[cut])


def _known(image: Image, promised: int, seen: set[str]) -> bool:
    summary = hashlib.sha256(str(promised).encode())
    for name in sorted(image):
        summary.update(name.encode() + b"\0" + hashlib.sha256(image[name]).digest())
    is_known = summary.hexdigest() in seen
    seen.add(summary.hexdigest())
    return is_known


def read(folder: Path) -> Image:
    """All files under a folder."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def write(image: Image, folder: Path) -> None:
    """Those files, as the next start finds them."""
    folder.mkdir()
    for name, data in image.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


# --- what is recorded


def _meeting(folder: Path) -> Recording:
    """Deeds, with the backups that fall due among them."""
    folder.mkdir()
    path = folder / NAME
    deeds.prepare(path)
    start, drive = read(folder), Drive(folder)
    with watched(drive):
        opened = vaults.reopen(path, clock=deeds.clock_at(0))
        room = deeds.Room.of(opened)
        for number in range(1, DEEDS + 1):
            deeds.do(room, number)
            drive.promise(number)
        opened.close()
    return Recording(start, tuple(drive.ops), _all_deeds)


DEEDS = 24


def _all_deeds(path: Path, promised: int) -> None:
    there, _ = looking.deeds_at(path)
    if not promised <= there <= promised + 1:
        raise Wrong("lost", f"{promised} promised, {there} there")


def _filled(folder: Path) -> tuple[Path, str]:
    folder.mkdir()
    path = folder / NAME
    code = deeds.prepare(path)
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        for number in range(1, DEEDS + 1):
            deeds.do(room, number)
    for each in backup.all_of(path):
        backup.remove(each)
    return path, code


def _passphrase(folder: Path) -> Recording:
    """A new passphrase, then the sheet and the first one again. What is promised: which change was the last."""
    path, code = _filled(folder)
    start, drive = read(folder), Drive(folder)
    with watched(drive):
        opened = vaults.reopen(path, clock=deeds.clock_at(0))
        opened.change_passphrase(*PASSPHRASES)
        drive.promise(1)
        opened.close()
        opened = vault.open_with_recovery_code(
            path, code, PASSPHRASES[0], who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
        )
        drive.promise(2)
        opened.close()

    def look(path: Path, promised: int) -> None:
        # The one that was promised last, or the one that was on its way.
        last, other = PASSPHRASES[promised % 2], PASSPHRASES[1 - promised % 2]
        _all_of(path, last, *(() if promised == 2 else (other,)))
        recovered = vault.open_with_recovery_code(
            path, code, last, who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
        )
        recovered.nothing_changed()
        recovered.close()
        _all_of(path, last)

    return Recording(start, tuple(drive.ops), look)


def _all_of(path: Path, *passphrases: str) -> None:
    there, _ = looking.deeds_at(path, *passphrases)
    if there != DEEDS:
        raise Wrong("lost", f"{DEEDS} promised, {there} there")


def _restore(folder: Path) -> Recording:
    """A backup of one deed before, put in the place of the vault."""
    path, _code = _filled(folder)
    with looking.opened(path) as opened:
        made = opened.back_up()
        deeds.do(deeds.Room.of(opened), DEEDS + 1)
    start, drive = read(folder), Drive(folder)
    with watched(drive):
        opened = vault.restore(
            path, made.path, PASSPHRASES[0], who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
        )
        drive.promise(1)
        opened.close()

    def look(path: Path, promised: int) -> None:
        there, _ = looking.deeds_at(path)
        if there not in ((DEEDS,) if promised else (DEEDS, DEEDS + 1)):
            raise Wrong("lost", f"neither the vault nor its backup: {there}")
        if there == DEEDS:
            (kept,) = path.parent.glob("* replaced *.roundtable")
            if looking.deeds_at(kept)[0] != DEEDS + 1:
                raise Wrong("lost", "the replaced file")

    return Recording(start, tuple(drive.ops), look)


def _migration(folder: Path) -> Recording:
    """A file of the first schema, opened by this program."""
    folder.mkdir()
    path = folder / NAME
    old_schemas.put_at(path, 1)
    start, drive = read(folder), Drive(folder)
    with watched(drive):
        opened = vaults.reopen(path, clock=deeds.clock_at(0))
        drive.promise(1)
        opened.close()

    def look(path: Path, promised: int) -> None:
        with looking.opened(path) as opened:
            if deeds.state(deeds.Room.of(opened)) != old_schemas.held_by(1):
                raise Wrong("lost", "not what the old file held")
            if not opened.check().is_sound:
                raise Wrong("damaged", opened.check())
        if not backup.all_of(path):
            raise Wrong("lost", "no backup from before")

    return Recording(start, tuple(drive.ops), look)


def _creation(folder: Path) -> Recording:
    """A new vault: before it is promised there is none, or one that opens; the name can be given again."""
    folder.mkdir()
    path, drive = folder / NAME, Drive(folder)
    with watched(drive):
        opened, _code = vaults.make(path)
        drive.promise(1)
        opened.nothing_changed()
        opened.close()

    def look(path: Path, promised: int) -> None:
        if path.exists():
            if not looking.opens(path):
                raise Wrong("damaged", "a new vault that does not open")
        elif promised:
            raise Wrong("lost", "a new vault")

    return Recording({}, tuple(drive.ops), look)


RECORDINGS: dict[str, Callable[[Path], Recording]] = {
    "meeting": _meeting,
    "passphrase": _passphrase,
    "restore": _restore,
    "migration": _migration,
    "creation": _creation,
}
