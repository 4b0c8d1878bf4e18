"""The second way in: the code on paper and the file beside the vault."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.domain.errors import (
    PassphraseTooWeak,
    RecoveryCodeMistyped,
    RecoveryCodeWrong,
    RecoveryFileDamaged,
    RecoveryFileMissing,
    WrongPassphrase,
)
from roundtable.storage import keys, recovery, vault
from roundtable.storage.durable import write_whole

from .vaults import CANARY, CHEAP, OTHER_PASSPHRASE, PASSPHRASE, WHO, Clock, fill, make, reopen


def recovered(path: Path, code: str, new: str = OTHER_PASSPHRASE) -> vault.VaultFile:
    return vault.open_with_recovery_code(path, code, new, who=WHO, clock=Clock(), sets=CHEAP)


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_read_back_however_it_is_typed(seed: bytes) -> None:
    code = recovery.new_code(seed)
    assert [len(group) for group in code.split("-")] == [4] * 8
    plain = recovery.public_key(code)
    assert recovery.public_key(f"  {code.lower().replace('-', ' ')}\n") == plain
    assert recovery.public_key(code.replace("0", "O").replace("1", "l")) == plain


@given(st.binary(min_size=16, max_size=16), st.integers(0, 31), st.sampled_from(recovery._PRINTED))
def test_one_wrong_character_is_noticed(seed: bytes, place: int, wrong: str) -> None:
    plain = recovery.new_code(seed).replace("-", "")
    if plain[place] == wrong:
        return
    with pytest.raises(RecoveryCodeMistyped):
        recovery.private_key(plain[:place] + wrong + plain[place + 1 :])


@pytest.mark.parametrize("code", ["", "ABCD", "Ü" * 32, "U" * 32, "0" * 33, "-" * 40])
def test_what_is_no_code_is_called_mistyped(code: str) -> None:
    with pytest.raises(RecoveryCodeMistyped):
        recovery.private_key(code)


def test_the_code_opens_the_vault_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    opened, code = make(path)
    fill(opened)
    opened.close()
    with recovered(path, code).reading() as tx:
        assert tx.cases.get("case1").background == CANARY
        assert "passphrase.replaced" in [line.event for line in tx.trail()]


def test_after_recovery_only_the_new_passphrase_opens_it_and_the_code_still_does(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    opened, code = make(path)
    opened.close()
    recovered(path, code).close()
    with pytest.raises(WrongPassphrase):
        reopen(path)
    later = Clock()
    later.forward(minutes=2)
    reopen(path, OTHER_PASSPHRASE, later).close()
    recovered(path, code, PASSPHRASE).close()
    reopen(path).close()


def test_a_code_of_another_vault_is_called_wrong(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "Board.roundtable")
    opened.close()
    with pytest.raises(RecoveryCodeWrong):
        recovered(tmp_path / "Board.roundtable", recovery.new_code())
    reopen(tmp_path / "Board.roundtable").close()


def test_a_weak_new_passphrase_changes_nothing(tmp_path: Path) -> None:
    opened, code = make(tmp_path / "Board.roundtable")
    opened.close()
    with pytest.raises(PassphraseTooWeak):
        recovered(tmp_path / "Board.roundtable", code, "redbridge")
    reopen(tmp_path / "Board.roundtable").close()


def test_a_lost_recovery_file_is_found_in_a_backup_or_missed_by_name(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    opened, code = make(path)
    opened.close()
    recovery.recovery_path(path).unlink()
    with pytest.raises(RecoveryFileMissing):
        recovered(path, code)
    opened = reopen(path)
    assert recovery.recovery_path(path).exists(), "opening with the passphrase writes it anew"
    opened.back_up()
    opened.close()
    recovery.recovery_path(path).unlink()
    recovered(path, code).close()


def test_opening_mends_a_damaged_recovery_file_and_the_code_stays_valid(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    opened, code = make(path)
    opened.close()
    recovery.recovery_path(path).write_bytes(b"nonsense")
    with pytest.raises(RecoveryFileDamaged):
        recovered(path, code)
    reopen(path).close()
    recovered(path, code).close()


def test_every_changed_byte_of_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    opened, _ = make(path)
    opened.close()
    good = recovery.recovery_path(path).read_bytes()
    chance = random.Random(1)
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        with pytest.raises(RecoveryFileDamaged):
            recovery.decode(bytes(bad))
    for length in (0, 1, len(good) // 2, len(good) - 1):
        with pytest.raises(RecoveryFileDamaged):
            recovery.decode(good[:length])
    with pytest.raises(RecoveryFileDamaged):
        recovery.decode(good + b" ")


def test_a_file_whose_checksum_was_made_to_fit_still_gives_no_other_key(tmp_path: Path) -> None:
    """Somebody swaps the salt and computes the checksum anew: the seal is bound to everything around it."""
    path = tmp_path / "Board.roundtable"
    opened, code = make(path)
    opened.close()
    file = recovery.read(path)
    import msgspec

    forged = msgspec.structs.replace(file.seals[0], salt=bytes(16))
    write_whole(recovery.recovery_path(path), recovery.encode(msgspec.structs.replace(file, seals=(forged,))))
    with pytest.raises(RecoveryFileDamaged):
        recovered(path, code)


def test_a_planted_public_key_is_not_sealed_to(tmp_path: Path) -> None:
    """The recipient that counts is inside the vault: a swapped recovery file is replaced, not obeyed."""
    path = tmp_path / "Board.roundtable"
    opened, code = make(path)
    opened.close()
    theirs = recovery.new_code()
    recovery.write(path, "f" * 32, recovery.public_key(theirs), keys.VaultKey(bytes(32), bytes(16)))
    opened = reopen(path)
    opened.change_passphrase(PASSPHRASE, OTHER_PASSPHRASE)
    opened.close()
    with pytest.raises(RecoveryCodeWrong):
        recovered(path, theirs)
    recovered(path, code).close()


def test_the_key_is_sealed_and_each_seal_is_fresh(tmp_path: Path) -> None:
    code = recovery.new_code()
    key = keys.derive("x", keys.new_salt(250), CHEAP)
    seals = {recovery.seal(key, recovery.public_key(code), "v").nonce for _ in range(200)}
    assert len(seals) == 200
    one = recovery.seal(key, recovery.public_key(code), "v")
    assert key.raw not in one.sealed
    file = recovery.RecoveryFile(recovery.FORMAT, "v", recovery.public_key(code), (one,))
    assert recovery.unseal(file, code) == (key,)
