"""Backups: verified, rolling, opened by the same passphrase; and putting one in the vault's place."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from roundtable.domain.anchor_check import Standing
from roundtable.domain.errors import (
    BackupFailed,
    BackupUnusable,
    DiskFull,
    TooManyTries,
    VaultDamaged,
    WrongPassphrase,
)
from roundtable.storage import backup, engine, recovery, vault
from roundtable.storage.vault_file import VaultFile

from .vaults import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, WHO, Clock, case, fill, make, reopen


def restored(path: Path, chosen: Path, passphrase: str = PASSPHRASE, clock: Clock | None = None) -> VaultFile:
    return vault.restore(path, chosen, passphrase, who=WHO, clock=clock or Clock(), sets=CHEAP)


def put(opened: VaultFile, number: int) -> None:
    with opened.transaction() as tx:
        tx.cases.put(case(number))
        tx.log("case.added", f"case{number}")


def count(opened: VaultFile) -> int:
    with opened.reading() as tx:
        return len(tx.cases.all())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Board.roundtable"


def test_a_backup_is_a_vault_that_the_same_passphrase_opens(path: Path, tmp_path: Path) -> None:
    opened, _ = make(path)
    fill(opened, 3)
    made = opened.back_up()
    head = opened.anchor()
    assert made.path.parent.name == "Board backups"
    assert made.path.name == "Board 2026-10-08 093000.roundtable"
    assert made.made_at == Clock().now()
    assert opened.backups() == (made,)
    opened.close()
    copy = reopen(made.path)
    assert count(copy) == 3
    assert copy.standing(head) is Standing.CONTAINS
    copy.close()


def test_each_backup_brings_its_recovery_file(path: Path) -> None:
    opened, code = make(path)
    made = opened.back_up()
    opened.close()
    copy = vault.open_with_recovery_code(
        made.path, code, OTHER_PASSPHRASE, who=WHO, clock=Clock(), sets=CHEAP
    )
    copy.close()


def test_after_ten_minutes_of_change_one_is_made_by_itself(path: Path) -> None:
    clock = Clock()
    opened, _ = make(path, clock)
    clock.forward(hours=3)
    put(opened, 1)
    assert opened.backups() == (), "no change before this one"
    clock.forward(minutes=9)
    put(opened, 2)
    assert opened.backups() == ()
    clock.forward(minutes=1)
    put(opened, 3)
    assert len(opened.backups()) == 1
    clock.forward(minutes=30)
    with opened.reading():
        pass
    assert len(opened.backups()) == 1, "nothing changed since"
    opened.close()


def test_closing_backs_up_what_changed_and_nothing_otherwise(path: Path) -> None:
    opened, _ = make(path)
    opened.close()
    assert backup.all_of(path) == ()
    opened = reopen(path)
    put(opened, 1)
    opened.close()
    assert len(backup.all_of(path)) == 1
    reopen(path).close()
    assert len(backup.all_of(path)) == 1


def test_old_ones_go_and_each_day_keeps_one(path: Path) -> None:
    clock = Clock()
    opened, _ = make(path, clock)
    for _ in range(20):
        for _ in range(3):
            put(opened, 1)
            opened.back_up()
            clock.forward(hours=1)
        clock.forward(days=1, hours=-3)
    kept = opened.backups()
    days = {each.made_at.date() for each in kept}
    assert len(days) == backup.KEPT_DAYS
    assert kept[0].made_at > clock.now() - timedelta(days=1, hours=1)
    assert len(kept) == backup.KEPT_NEWEST + (backup.KEPT_DAYS - backup.KEPT_NEWEST // 3)
    left = {each.name for each in backup.folder_of(path).iterdir()}
    assert left == {each.path.name + end for each in kept for end in ("", "-recovery")}
    opened.close()


def test_two_in_one_second_do_not_overwrite_each_other(path: Path) -> None:
    opened, _ = make(path)
    one, two = opened.back_up(), opened.back_up()
    assert one.path != two.path
    assert len(opened.backups()) == 2
    opened.close()


def test_other_files_in_the_folder_are_left_alone(path: Path) -> None:
    opened, _ = make(path)
    folder = backup.folder_of(path)
    folder.mkdir()
    others = ["notes.txt", "Board.roundtable", "Board 2026.roundtable", "Other 2026-01-01 000000.roundtable"]
    for name in others:
        (folder / name).write_text("mine")
    opened.back_up()
    assert len(opened.backups()) == 1
    assert all((folder / name).read_text() == "mine" for name in others)
    opened.close()


def test_a_damaged_vault_makes_no_backup_and_pushes_no_good_one_out(path: Path) -> None:
    opened, _ = make(path)
    fill(opened, 30)
    good = opened.back_up()
    opened._changed_since = None
    opened.close()
    size = path.stat().st_size
    opened = reopen(path)
    with path.open("r+b") as file:
        file.seek(size - 4096 * 3 + 9)
        file.write(b"\x00\x01\x02\x03")
    # What is still in memory is good and would make a good copy.
    opened._held.connection.execute("PRAGMA shrink_memory")
    with pytest.raises((BackupFailed, VaultDamaged)):
        opened.back_up()
    assert opened.backups() == (good,)
    assert [p.name for p in good.path.parent.iterdir() if p.suffix == ".new"] == []
    opened.close()


def test_a_backup_that_does_not_work_is_told_and_the_change_is_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    opened, _ = make(path, clock)
    put(opened, 1)
    clock.forward(minutes=11)

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(engine, "copy_encrypted", full)
    put(opened, 2)
    assert isinstance(opened.backup_problem, DiskFull)
    assert count(opened) == 2
    monkeypatch.undo()
    clock.forward(minutes=11)
    put(opened, 3)
    assert opened.backup_problem is None
    assert len(opened.backups()) == 1
    opened.close()


# --- Restoring


def test_restoring_puts_it_back_keeps_the_replaced_file_and_says_so(path: Path) -> None:
    opened, _ = make(path)
    put(opened, 1)
    made = opened.back_up()
    put(opened, 2)
    printed = opened.anchor()
    opened._changed_since = None
    opened.close()
    opened = restored(path, made.path)
    assert count(opened) == 1
    assert opened.check().is_sound
    assert opened.standing(printed) is Standing.RESTORED
    with opened.reading() as tx:
        line = next(each for each in tx.trail() if each.event == "vault.restored")
    assert line.who == WHO
    assert any(each.startswith("replaced:") and printed.head in each for each in line.ids)
    opened.close()
    kept = path.with_name("Board replaced 2026-10-08 093000.roundtable")
    old = reopen(kept)
    assert count(old) == 2
    old.close()


@pytest.mark.parametrize("place", [0, 20, 4096 + 9, 4096 * 5 + 9])
def test_a_damaged_vault_is_restored_with_all_that_was_backed_up(path: Path, place: int) -> None:
    opened, code = make(path)
    fill(opened, 3)
    opened.back_up()
    opened._changed_since = None
    opened.close()
    bad = bytearray(path.read_bytes())
    bad[place] ^= 4
    path.write_bytes(bad)
    with pytest.raises(VaultDamaged) as damaged:
        reopen(path)
    chosen = backup.folder_of(path) / str(damaged.value.details["backup"])
    opened = restored(path, chosen)
    assert count(opened) == 3
    assert opened.check().is_sound
    opened.close()
    assert path.with_name("Board replaced 2026-10-08 093000.roundtable").read_bytes() == bytes(bad)
    vault.open_with_recovery_code(path, code, OTHER_PASSPHRASE, who=WHO, clock=Clock(), sets=CHEAP).close()


def test_a_vault_that_is_gone_is_restored(path: Path) -> None:
    opened, _ = make(path)
    put(opened, 1)
    opened.close()
    path.unlink()
    recovery.recovery_path(path).unlink()
    opened = restored(path, backup.all_of(path)[0].path)
    assert count(opened) == 1
    assert recovery.recovery_path(path).exists()
    opened.close()


def test_a_hot_journal_of_the_damaged_file_is_not_played_into_the_restored_one(path: Path) -> None:
    opened, _ = make(path)
    put(opened, 1)
    made = opened.back_up()
    opened._changed_since = None
    opened.close()
    path.write_bytes(b"\xfa" * 20_000)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
    opened = restored(path, made.path)
    assert count(opened) == 1
    assert opened.check().is_sound
    opened.close()


def test_a_bad_backup_changes_nothing(path: Path) -> None:
    opened, _ = make(path)
    put(opened, 1)
    made = opened.back_up()
    opened._changed_since = None
    opened.close()
    before = path.read_bytes()
    whole = made.path.read_bytes()
    for bad in (b"", whole[:5000], whole[:-4096], whole[:9000] + b"x" + whole[9001:], bytes(20_000)):
        made.path.write_bytes(bad)
        with pytest.raises((BackupUnusable, WrongPassphrase)):
            restored(path, made.path)
        assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "Board backups",
        "Board.roundtable",
        "Board.roundtable-recovery",
    ]


def test_a_backup_of_another_vault_is_refused(path: Path, tmp_path: Path) -> None:
    opened, _ = make(path)
    opened.close()
    before = path.read_bytes()
    other, _ = make(tmp_path / "Other.roundtable")
    made = other.back_up()
    other.close()
    # The same salt as well, so that only what is inside can tell them apart.
    with pytest.raises((BackupUnusable, WrongPassphrase)):
        restored(path, made.path, OTHER_PASSPHRASE)
    assert path.read_bytes() == before


def test_restoring_with_a_wrong_passphrase_waits_like_opening(path: Path) -> None:
    opened, _ = make(path)
    made = opened.back_up()
    opened.close()
    with pytest.raises(WrongPassphrase) as wrong:
        restored(path, made.path, OTHER_PASSPHRASE)
    assert wrong.value.details == {"wait": 1}
    with pytest.raises(TooManyTries):
        restored(path, made.path)


def test_a_backup_from_before_a_new_passphrase_takes_the_old_one(path: Path) -> None:
    opened, _ = make(path)
    put(opened, 1)
    old = opened.back_up()
    opened.change_passphrase(PASSPHRASE, OTHER_PASSPHRASE)
    new = opened.backups()[0]
    assert new.path != old.path, "the change makes a backup that the new one opens"
    opened.close()
    restored(path, new.path, OTHER_PASSPHRASE).close()
    opened = restored(path, old.path, PASSPHRASE)
    assert count(opened) == 1
    opened.close()
