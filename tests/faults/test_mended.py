"""Faults that the harness found once, each by itself."""

from __future__ import annotations

import errno
from datetime import timedelta
from pathlib import Path

import pytest

from roundtable.domain.errors import BackupFailed, VaultDamaged, VaultWriteFailed
from roundtable.storage import backup, engine, making, recovery, rewriting
from roundtable.storage.keys import VaultKey
from tests.faults import looking
from tests.storage import vaults


def _refuses(*_: object) -> None:
    raise OSError(errno.EIO, "the drive refuses")


def test_a_clock_that_was_set_back_does_not_make_the_new_backup_the_oldest(tmp_path: Path) -> None:
    """It was thrown away as soon as it was made, and looking at it then ended the change with an error."""
    clock = vaults.Clock()
    opened, _ = vaults.make(tmp_path / "Board.roundtable", clock)
    vaults.fill(opened, 1)
    for _ in range(backup.KEPT_NEWEST + backup.KEPT_DAYS + 4):
        clock.forward(days=1)
        opened.back_up()
    clock.at -= timedelta(days=900)
    made = []
    for _ in range(backup.KEPT_NEWEST):
        clock.forward(minutes=11)
        made.append(opened.back_up().path)
    assert all(path.exists() for path in made)
    assert len(opened.backups()) == backup.KEPT_NEWEST + backup.KEPT_DAYS
    clock.forward(minutes=11)
    assert opened.back_up().path.exists()
    opened.close()


def test_a_standing_clock_keeps_the_newest_backups_too(tmp_path: Path) -> None:
    opened, _ = vaults.make(tmp_path / "Board.roundtable")
    made = [opened.back_up().path for _ in range(2 * backup.KEPT_NEWEST)]
    assert made[-1].exists()
    opened.close()


def test_a_new_passphrase_holds_from_the_moment_it_is_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive that failed just after the swap left an open vault without a key, and an error that is not for people."""
    path = tmp_path / "Board.roundtable"
    opened, _ = vaults.make(path)
    vaults.fill(opened, 2)
    with monkeypatch.context() as patch:
        patch.setattr(rewriting, "flush_folder", _refuses)
        opened.change_passphrase(vaults.PASSPHRASE, vaults.OTHER_PASSPHRASE)
    with opened.transaction() as tx:
        tx.cases.put(vaults.case(3))
    assert opened.is_passphrase(vaults.OTHER_PASSPHRASE)
    opened.nothing_changed()
    opened.close()
    assert len(recovery.read(path).seals) == 2
    with looking.opened(path, vaults.OTHER_PASSPHRASE) as opened, opened.reading() as tx:
        assert len(tx.cases.all()) == 3
    assert len(recovery.read(path).seals) == 1, "the old key waits for the next opening to be taken out"


def test_a_copy_that_came_out_wrong_is_no_reason_to_doubt_the_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Board.roundtable"
    opened, _ = vaults.make(path)
    real, spoilt_at = engine.copy_encrypted, 0

    def spoilt(source: object, target: Path, key: VaultKey) -> None:
        real(source, target, key)
        data = bytearray(target.read_bytes())
        data[spoilt_at : spoilt_at + 16] = bytes(16)
        target.write_bytes(data)

    monkeypatch.setattr(engine, "copy_encrypted", spoilt)
    # The salt, without which no passphrase opens it though the key does; the first page; a later one.
    for spoilt_at in (0, 100, 3 * engine.PAGE):  # noqa: B007
        with pytest.raises(BackupFailed):
            opened.back_up()
    for spoilt_at in (100, 3 * engine.PAGE):  # noqa: B007
        with pytest.raises(VaultWriteFailed):
            opened.change_passphrase(vaults.PASSPHRASE, vaults.OTHER_PASSPHRASE)
    monkeypatch.undo()
    assert opened.backups() == ()
    assert opened.check().is_sound
    opened.nothing_changed()
    opened.close()
    assert looking.opens(path)


def test_a_new_vault_that_failed_at_the_last_flush_leaves_its_name_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A vault was left whose recovery code nobody had seen, and the name could not be given again."""
    path = tmp_path / "Board.roundtable"
    with monkeypatch.context() as patch:
        patch.setattr(making, "flush_folder", _refuses)
        with pytest.raises(VaultWriteFailed):
            vaults.make(path)
    assert list(tmp_path.iterdir()) == []
    vaults.make(path)[0].close()


@pytest.mark.parametrize("bit", range(32))
def test_a_journal_that_tells_of_terabytes_does_not_make_any(bit: int, tmp_path: Path) -> None:
    """One bit of its header made the file so long that opening it did not end."""
    path = tmp_path / "Board.roundtable"
    vaults.make(path)[0].close()
    size = path.stat().st_size
    pages = size // engine.PAGE ^ 1 << bit
    header = bytes.fromhex("d9d505f920a163d7") + b"\0\0\0\1" + b"once" + pages.to_bytes(4, "big")
    header += (512).to_bytes(4, "big") + engine.PAGE.to_bytes(4, "big")
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(header.ljust(512, b"\0") + bytes(engine.PAGE + 8))
    if pages > size // engine.PAGE + 2:
        with pytest.raises(VaultDamaged):
            vaults.reopen(path)
        assert journal.exists()
        assert path.stat().st_size == size
    else:
        looking.opens(path)
        assert path.stat().st_size <= size + 2 * engine.PAGE
