"""The database key: derivation, parameter sets, calibration."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from roundtable.domain.errors import VaultForeign
from roundtable.storage import keys
from roundtable.storage.keys import RELEASED, Stretching, VaultKey

from .vaults import CHEAP

SALT = bytes([250]) + b"0123456789abcde"


def test_the_same_passphrase_gives_the_same_key_however_its_accents_are_typed() -> None:
    composed = unicodedata.normalize("NFC", "café-Łódź-naïve")
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert keys.derive(composed, SALT, CHEAP) == keys.derive(decomposed, SALT, CHEAP)


def test_passphrase_and_salt_both_change_the_key() -> None:
    one = keys.derive("one", SALT, CHEAP)
    assert keys.derive("two", SALT, CHEAP).raw != one.raw
    assert keys.derive("one", keys.new_salt(250), CHEAP).raw != one.raw


def test_released_parameters_are_argon2id_as_decided() -> None:
    assert [RELEASED[n].memory_kib // 1024 for n in sorted(RELEASED)] == [64, 128, 256, 512]
    assert {(s.iterations, s.lanes) for s in RELEASED.values()} == {(3, 4)}


def test_the_key_is_the_one_that_argon2id_gives() -> None:
    """Fixed for ever: another value would open no existing vault."""
    key = keys.derive("correct horse", bytes([1]) + bytes(range(15)))
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    argon = Argon2id(salt=bytes([1]) + bytes(range(15)), length=32, iterations=3, lanes=4, memory_cost=65536)
    argon.verify(b"correct horse", key.raw)


@pytest.mark.parametrize("number", [0, 5, 239, 250, 255])
def test_what_is_released_refuses_other_parameter_sets(number: int) -> None:
    with pytest.raises(VaultForeign):
        keys.derive("x", keys.new_salt(number))


def test_salt_names_its_set_and_is_random() -> None:
    salts = {keys.new_salt(3) for _ in range(50)}
    assert len(salts) == 50
    assert {s[0] for s in salts} == {3}
    assert {len(s) for s in salts} == {16}


@pytest.mark.parametrize(("seconds", "expected"), [(0.05, 4), (0.2, 3), (0.3, 2), (0.6, 1), (5.0, 1)])
def test_calibration_takes_the_dearest_set_under_the_limit(seconds: float, expected: int) -> None:
    """The fake timer says that the cheapest set took `seconds`; the sets double in cost."""
    sets = {n: Stretching(8 * 2**n, 1, 1) for n in (1, 2, 3, 4)}
    ticks = iter([0.0, seconds, 10.0, 10.0 + seconds])
    assert keys.calibrated(sets, timer=lambda: next(ticks)) == expected


def test_calibration_uses_the_better_of_two_runs() -> None:
    ticks = iter([0.0, 9.0, 10.0, 10.05])
    sets = {n: Stretching(8 * 2**n, 1, 1) for n in (1, 2, 3, 4)}
    assert keys.calibrated(sets, timer=lambda: next(ticks)) == 4


@pytest.mark.parametrize(("key", "salt"), [(b"short", bytes(16)), (bytes(32), b""), (bytes(33), bytes(16))])
def test_a_malformed_key_never_reaches_the_database(key: bytes, salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        VaultKey(key, salt)


def test_the_key_is_not_printed_and_can_be_wiped() -> None:
    key = keys.derive("x", SALT, CHEAP)
    assert key.raw.hex() not in repr(key)
    assert key.pragma == f"\"x'{key.raw.hex()}{SALT.hex()}'\""
    copy = key.copy()
    key.wipe()
    assert key.raw == bytes(32)
    assert copy.raw != bytes(32)


def test_the_verifier_depends_on_the_key_and_is_not_the_key() -> None:
    one, two = keys.derive("1", SALT, CHEAP), keys.derive("2", SALT, CHEAP)
    assert len({one.verifier, two.verifier, one.raw, two.raw}) == 4


def test_keys_do_not_bring_in_the_database_layer() -> None:
    """The unlock screen is painted before SQLAlchemy is imported."""
    code = (
        "import sys, roundtable.storage.keys, roundtable.storage.passphrase, roundtable.storage.throttle;"
        "print([m for m in ('sqlalchemy', 'sqlcipher3', 'zxcvbn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
