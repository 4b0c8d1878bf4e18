"""What a drive may hold after a power cut: flushed is there; the rest is there, or not, or half.

Contents of a file that were not flushed come in any subset, a write perhaps only up to a sector of 512 bytes.
Changes of a folder's names that were not flushed come as a prefix of their order, as journalling file systems do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final, Literal

from tests.faults.drive import Op

SECTOR: Final = 512
Fate = Literal["drop", "keep", "subset", "torn"]
FATES: Final[tuple[Fate, ...]] = ("drop", "keep", "subset", "subset", "torn")
Image = dict[str, bytes]


@dataclass
class _File:
    """What is on the drive for certain, and what is on its way."""

    certain: bytearray
    waiting: list[Op] = field(default_factory=list)

    def flush(self) -> None:
        for op in self.waiting:
            _apply(self.certain, op)
        self.waiting = []

    def as_of(self, fate: Fate, chance: random.Random) -> bytes:
        content = bytearray(self.certain)
        for op in self.waiting:
            if fate == "drop" or (fate != "keep" and chance.random() < 0.5):
                continue
            length = len(op.data)
            if fate == "torn" and length > SECTOR and chance.random() < 0.5:
                length = SECTOR * chance.randrange(1, -(-length // SECTOR))
            _apply(content, op, length)
        return bytes(content)


def _apply(content: bytearray, op: Op, length: int | None = None) -> None:
    if op.kind == "truncate":
        content[:] = content[: op.at].ljust(op.at, b"\0")
        return
    if op.kind == "content":
        del content[:]
    data = op.data[:length]
    content.extend(b"\0" * (op.at - len(content)))
    content[op.at : op.at + len(data)] = data


class Disk:
    """Plays operations and says what could be left of them. `names` are what programs see, `certain` what is flushed."""

    def __init__(self, start: Image) -> None:
        self._files = [_File(bytearray(data)) for data in start.values()]
        self._names = {name: place for place, name in enumerate(start)}
        self._certain = dict(self._names)
        self._waiting: list[tuple[str, dict[str, int | None]]] = []
        self.promised = 0

    def play(self, op: Op) -> None:
        """One thing more has been asked of the drive."""
        if op.kind == "said":
            self.promised = op.at
        elif op.kind in ("write", "truncate", "content"):
            self._files[self._place_of(op.name)].waiting.append(op)
        elif op.kind == "flush":
            self._files[self._place_of(op.name)].flush()
        elif op.kind == "flush_folder":
            self._flush_folder(op.name)
        elif op.kind == "create":
            if op.name not in self._names:
                self._place_of(op.name)
        else:
            self._change_names(op)

    def image(self, fate: Fate, chance: random.Random) -> Image:
        """One state in which the drive may be found now."""
        names = dict(self._certain)
        many = {"drop": 0, "keep": len(self._waiting)}.get(fate, chance.randrange(len(self._waiting) + 1))
        for _, changes in self._waiting[:many]:
            _rename(names, changes)
        return {name: self._files[place].as_of(fate, chance) for name, place in names.items()}

    def _place_of(self, name: str) -> int:
        """The file of this name; one that is new to us was created just now."""
        if name not in self._names:
            self._files.append(_File(bytearray()))
            self._wait(name, {name: len(self._files) - 1})
        return self._names[name]

    def _change_names(self, op: Op) -> None:
        place = self._names.get(op.name)
        if place is None:
            return
        if op.kind == "remove":
            self._wait(op.name, {op.name: None})
        elif op.kind == "rename":
            self._wait(op.name, {op.name: None, op.to: place})
        elif op.kind == "link":
            self._wait(op.name, {op.to: place})

    def _wait(self, name: str, changes: dict[str, int | None]) -> None:
        _rename(self._names, changes)
        self._waiting.append((name.rpartition("/")[0], changes))

    def _flush_folder(self, folder: str) -> None:
        for changed, changes in self._waiting:
            if changed == folder:
                _rename(self._certain, changes)
        self._waiting = [each for each in self._waiting if each[0] != folder]


def _rename(names: dict[str, int], changes: dict[str, int | None]) -> None:
    for name, place in changes.items():
        if place is None:
            names.pop(name, None)
        else:
            names[name] = place
