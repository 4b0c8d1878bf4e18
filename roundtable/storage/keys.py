"""From a passphrase to the database key: Argon2id over the database's own salt (SECURITY, decision 2).

The first 16 bytes of a vault are SQLCipher's salt. Its first byte numbers the parameter set that was used,
the other 15 are random: so a vault needs no header of its own and stays a plain SQLCipher database.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from roundtable.domain.errors import VaultForeign

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
CALIBRATION_LIMIT: Final = 0.9


@dataclass(frozen=True, slots=True)
class Stretching:
    """One Argon2id parameter set; memory in KiB."""

    memory_kib: int
    iterations: int = 3
    lanes: int = 4


# Numbers are stored in every vault and never change their meaning. 0 is never used; numbers from 240 are kept
# for tests, which inject them: this table is the only one that the application passes.
RELEASED: Final[Mapping[int, Stretching]] = MappingProxyType(
    {
        1: Stretching(64 * 1024),
        2: Stretching(128 * 1024),
        3: Stretching(256 * 1024),
        4: Stretching(512 * 1024),
    }
)


class VaultKey:
    """The 32-byte database key with its salt.

    Never printed; `wipe` overwrites what Python lets us overwrite.
    """

    __slots__ = ("_key", "salt")

    def __init__(self, key: bytes, salt: bytes) -> None:
        if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
            # SQLCipher would take a malformed raw key for a passphrase and go on.
            raise ValueError("a vault key is 32 bytes with a salt of 16")
        self._key = bytearray(key)
        self.salt = bytes(salt)

    def __repr__(self) -> str:
        return "VaultKey(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VaultKey) and self._key == other._key and self.salt == other.salt

    def __hash__(self) -> int:
        return hash(self.salt)

    @property
    def raw(self) -> bytes:
        """The 32 bytes, for sealing."""
        return bytes(self._key)

    @property
    def pragma(self) -> str:
        """The value for `PRAGMA key`: all 96 hex digits, so that a copy gets the same salt."""
        return f'"{self.written}"'

    @property
    def written(self) -> str:
        """The same as people and SQLCipher's tools write it: x'…' around the 96 hex digits."""
        return f"x'{self._key.hex()}{self.salt.hex()}'"

    @property
    def verifier(self) -> bytes:
        """32 bytes that only this key gives, and that give nothing of it away (SECURITY, decision 7)."""
        info = b"roundtable verifier 1" + self.salt
        return HKDF(hashes.SHA256(), 32, None, info).derive(self.raw)

    def copy(self) -> VaultKey:
        """A key that is wiped on its own."""
        return VaultKey(self.raw, self.salt)

    def wipe(self) -> None:
        """Overwrites the key with zeros; it opens nothing afterwards."""
        for i in range(len(self._key)):
            self._key[i] = 0


def new_salt(number: int, random_bytes: Callable[[int], bytes] = os.urandom) -> bytes:
    """A fresh 16-byte salt that names parameter set `number` (1–255)."""
    return bytes([number]) + random_bytes(SALT_BYTES - 1)


def derive(passphrase: str, salt: bytes, sets: Mapping[int, Stretching] = RELEASED) -> VaultKey:
    """The key of a passphrase (in NFC, UTF-8) under a vault's salt.

    Raises VaultForeign when the salt names no known parameter set: no vault of ours starts like this. Source:
    RFC 9106 (Argon2id).
    """
    chosen = sets.get(salt[0])
    if chosen is None:
        raise VaultForeign()
    secret = unicodedata.normalize("NFC", passphrase).encode()
    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=chosen.iterations,
        lanes=chosen.lanes,
        memory_cost=chosen.memory_kib,
    )
    return VaultKey(argon.derive(secret), salt)


def calibrated(
    sets: Mapping[int, Stretching] = RELEASED,
    limit: float = CALIBRATION_LIMIT,
    timer: Callable[[], float] = time.perf_counter,
) -> int:
    """The number of the dearest set that should stay under `limit` seconds on this device; never below the
    cheapest.

    Times the cheapest set (the better of two runs: other programs only ever make it slower) and scales by
    memory.
    """
    by_cost = sorted(sets, key=lambda number: sets[number].memory_kib)
    cheapest = by_cost[0]
    seconds = min(_seconds(sets, cheapest, timer) for _ in range(2))
    chosen = cheapest
    for number in by_cost[1:]:
        ratio = sets[number].memory_kib / sets[cheapest].memory_kib
        if seconds * ratio <= limit and _has_memory(sets, number):
            chosen = number
    return chosen


def _seconds(sets: Mapping[int, Stretching], number: int, timer: Callable[[], float]) -> float:
    started = timer()
    derive("calibration", new_salt(number), sets)
    return timer() - started


def _has_memory(sets: Mapping[int, Stretching], number: int) -> bool:
    """Whether the device had four times the set's memory free; systems that do not tell are trusted."""
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return True
    return free >= 4 * sets[number].memory_kib * 1024
