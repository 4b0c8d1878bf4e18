"""The second place for backups: copied and checked there, rolling; what goes wrong there is told, never in the way."""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable.domain.errors import RoundtableError
from roundtable.domain.keeping_errors import (
    SecondPlaceFailed,
    SecondPlaceFull,
    SecondPlaceMissing,
    SecondPlaceNotWritable,
    SecondPlaceUnfit,
)
from roundtable.storage import backup, recovery, second_place, vault
from roundtable.storage.transaction import OpenTransaction
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def clock() -> vaults.Clock:
    return vaults.Clock()


@pytest.fixture
def opened(tmp_path: Path, stick: Path, clock: vaults.Clock) -> Iterator[VaultFile]:
    home = tmp_path / "home"
    home.mkdir()
    made, _ = vaults.make(home / "Board.roundtable", clock)
    vaults.fill(made, 2)
    made.second.choose(stick)
    yield made
    made.close()


def backed_up(opened: VaultFile) -> RoundtableError | None:
    """One more backup, and what came of its copy."""
    opened.back_up()
    opened.second.settle(20)
    state = opened.second.state()
    assert state is not None and not state.is_busy
    return state.problem


def files(stick: Path) -> set[str]:
    return {path.name for path in stick.rglob("*") if path.is_file()}


def test_a_backup_is_copied_there_with_its_recovery_file_and_opens(opened: VaultFile, stick: Path) -> None:
    assert backed_up(opened) is None
    (copy,) = opened.second.copies()
    assert copy.is_second and copy.path.is_relative_to(stick)
    local = next(each for each in opened.backups() if not each.is_second)
    assert copy.path.read_bytes() == local.path.read_bytes()
    assert recovery.recovery_path(copy.path).exists()
    state = opened.second.state()
    assert state is not None and state.worked_at == copy.made_at and state.is_there
    again = vaults.reopen(copy.path)
    with again.reading() as tx:
        assert len(tx.cases.all()) == 2
    again.close()


def test_nothing_goes_anywhere_until_a_place_is_chosen(tmp_path: Path) -> None:
    made, _ = vaults.make(tmp_path / "Board.roundtable")
    made.back_up()
    assert made.second.state() is None and made.second.copies() == ()
    assert made.delete_second_copies() is None
    made.close()


def test_the_copies_roll_as_those_beside_the_file(opened: VaultFile, clock: vaults.Clock) -> None:
    for _ in range(backup.KEPT_NEWEST + 3):
        clock.forward(minutes=11)
        assert backed_up(opened) is None
    assert len(opened.second.copies()) == backup.KEPT_NEWEST
    beside = [each.path.name for each in backup.all_of(opened.path)]
    assert [each.path.name for each in opened.second.copies()] == beside


def test_a_missing_stick_keeps_nobody_waiting_and_is_made_up_for(
    opened: VaultFile, stick: Path, tmp_path: Path, clock: vaults.Clock
) -> None:
    assert backed_up(opened) is None
    stick.rename(tmp_path / "pocket")
    clock.forward(minutes=11)
    assert isinstance(backed_up(opened), SecondPlaceMissing)
    state = opened.second.state()
    assert state is not None and not state.is_there and state.worked_at is not None
    assert not stick.exists(), "a folder in its place would only look like the stick"
    assert len(backup.all_of(opened.path)) == 2
    (tmp_path / "pocket").rename(stick)
    clock.forward(minutes=11)
    assert backed_up(opened) is None
    assert len(opened.second.copies()) == 2


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, SecondPlaceFull),
        (errno.EROFS, SecondPlaceNotWritable),
        (errno.EACCES, SecondPlaceNotWritable),
        (errno.EIO, SecondPlaceFailed),
        (errno.ENODEV, SecondPlaceMissing),
    ],
)
def test_a_drive_that_fails_leaves_no_half_copy_and_the_copies_before(
    opened: VaultFile,
    stick: Path,
    clock: vaults.Clock,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[RoundtableError],
) -> None:
    assert backed_up(opened) is None
    before = files(stick)

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:5000])
        raise OSError(number, "")

    monkeypatch.setattr(second_place.shutil, "copyfile", half)
    clock.forward(minutes=11)
    assert type(backed_up(opened)) is error
    assert files(stick) == before
    monkeypatch.undo()
    clock.forward(minutes=11)
    assert backed_up(opened) is None


def test_a_copy_that_lost_a_bit_on_the_way_is_taken_away_again(
    opened: VaultFile, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worn(source: Path, target: Path) -> None:
        content = bytearray(source.read_bytes())
        content[-100] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(second_place.shutil, "copyfile", worn)
    assert isinstance(backed_up(opened), SecondPlaceFailed)
    assert files(stick) == set()


def test_the_files_own_folder_or_one_that_is_not_there_is_refused(opened: VaultFile, stick: Path) -> None:
    opened.back_up()
    for folder in (opened.path.parent, backup.folder_of(opened.path)):
        with pytest.raises(SecondPlaceUnfit):
            opened.second.choose(folder)
    with pytest.raises(SecondPlaceMissing):
        opened.second.choose(stick / "nowhere")
    state = opened.second.state()
    assert state is not None and state.folder == stick


def test_two_files_of_one_name_keep_their_copies_apart(
    opened: VaultFile, stick: Path, tmp_path: Path
) -> None:
    other, _ = vaults.make(tmp_path / "Board.roundtable")
    other.second.choose(stick)
    assert backed_up(opened) is None and backed_up(other) is None
    assert len(opened.second.copies()) == len(other.second.copies()) == 1
    other.delete_older_copies()
    other.delete_second_copies()
    assert len(opened.second.copies()) == 1
    other.close()


def test_both_places_are_offered_and_the_second_ones_copy_is_restored(opened: VaultFile, stick: Path) -> None:
    assert backed_up(opened) is None
    path = opened.path
    assert [each.is_second for each in opened.backups()] == [False, True]
    opened.close()
    shutil.rmtree(path.parent / "elsewhere", ignore_errors=True)
    (copy,) = second_place.copies_of(path)
    path.unlink()
    again = vault.restore(
        path, copy.path, vaults.PASSPHRASE, who=vaults.WHO, clock=vaults.Clock(), sets=vaults.CHEAP
    )
    with again.reading() as tx:
        assert len(tx.cases.all()) == 2
    assert again.second.state() is not None
    again.close()


def without_cases(tx: OpenTransaction) -> None:
    for number in (1, 2):
        tx.cases.remove(f"case{number}")


def cases_in(copy: Path, tmp_path: Path) -> int:
    taken = tmp_path / "taken.roundtable"
    shutil.copyfile(copy, taken)
    held = vaults.reopen(taken)
    with held.reading() as tx:
        count = len(tx.cases.all())
    held.nothing_changed()
    held.close()
    return count


def test_destruction_reaches_the_second_place(opened: VaultFile, clock: vaults.Clock, tmp_path: Path) -> None:
    assert backed_up(opened) is None
    clock.forward(minutes=11)
    opened.destroy(vaults.PASSPHRASE, without_cases)
    opened.delete_older_copies()
    cleared = opened.delete_second_copies()
    assert cleared is not None and cleared.is_reached and cleared.deleted >= 1 and not cleared.left
    (copy,) = opened.second.copies()
    assert cases_in(copy.path, tmp_path) == 0


def test_a_place_that_is_not_there_is_cleared_when_it_is_back(
    opened: VaultFile, stick: Path, tmp_path: Path, clock: vaults.Clock
) -> None:
    assert backed_up(opened) is None
    stick.rename(tmp_path / "pocket")
    clock.forward(minutes=11)
    opened.destroy(vaults.PASSPHRASE, without_cases)
    opened.delete_older_copies()
    cleared = opened.delete_second_copies()
    assert cleared is not None and not cleared.is_reached
    (tmp_path / "pocket").rename(stick)
    clock.forward(minutes=11)
    assert backed_up(opened) is None
    assert [cases_in(copy.path, tmp_path) for copy in opened.second.copies()] == [0]


def test_a_drive_that_is_full_of_what_is_to_be_deleted_is_cleared_first(
    opened: VaultFile, stick: Path, tmp_path: Path, clock: vaults.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert backed_up(opened) is None
    stick.rename(tmp_path / "pocket")
    clock.forward(minutes=11)
    opened.destroy(vaults.PASSPHRASE, without_cases)
    opened.delete_older_copies()
    opened.delete_second_copies()
    (tmp_path / "pocket").rename(stick)
    (old,) = opened.second.copies()
    whole = shutil.copyfile

    def on_a_small_drive(source: Path, target: Path) -> None:
        if old.path.exists():
            raise OSError(errno.ENOSPC, "")
        whole(source, target)

    monkeypatch.setattr(second_place.shutil, "copyfile", on_a_small_drive)
    clock.forward(minutes=11)
    assert backed_up(opened) is None
    monkeypatch.undo()
    assert [cases_in(copy.path, tmp_path) for copy in opened.second.copies()] == [0]


class Slow:
    """A drive that copies no further until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.has_begun, self.may_end = threading.Event(), threading.Event()
        self._whole = shutil.copyfile
        monkeypatch.setattr(second_place.shutil, "copyfile", self)

    def __call__(self, source: Path, target: Path) -> None:
        self.has_begun.set()
        assert self.may_end.wait(20)
        self._whole(source, target)


def test_a_copy_that_is_on_its_way_during_a_destruction_does_not_survive_it(
    opened: VaultFile, tmp_path: Path, clock: vaults.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_place, "CLEAR_SECONDS", 0.05)
    slow = Slow(monkeypatch)
    opened.back_up()
    assert slow.has_begun.wait(20)
    clock.forward(minutes=11)
    opened.destroy(vaults.PASSPHRASE, without_cases)
    opened.delete_older_copies()
    cleared = opened.delete_second_copies()
    assert cleared is not None and not cleared.is_reached, "it is not said to be gone while it is not"
    slow.may_end.set()
    opened.second.settle(20)
    assert [cases_in(copy.path, tmp_path) for copy in opened.second.copies()] == [0]


def test_a_place_that_is_chosen_while_a_copy_is_on_its_way_stays_chosen(
    opened: VaultFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    opened.back_up()
    assert slow.has_begun.wait(20)
    other = tmp_path / "other stick"
    other.mkdir()
    opened.second.choose(other)
    slow.may_end.set()
    opened.second.settle(20)
    state = opened.second.state()
    assert state is not None and state.folder == other and state.worked_at is None


def test_what_a_killed_copying_left_goes_with_a_destruction(opened: VaultFile, stick: Path) -> None:
    assert backed_up(opened) is None
    (copy,) = opened.second.copies()
    half = copy.path.with_name(f"{copy.path.name}.new")
    half.write_bytes(copy.path.read_bytes()[:5000])
    opened.destroy(vaults.PASSPHRASE, without_cases)
    opened.delete_older_copies()
    opened.delete_second_copies()
    assert not half.exists()


def test_a_drive_that_answers_with_an_error_or_never_is_not_there(
    opened: VaultFile, stick: Path, clock: vaults.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert backed_up(opened) is None
    known, waits = Path.is_dir, threading.Event()

    def ill(self: Path) -> bool:
        if self == stick:
            raise OSError(errno.EIO, "")
        return known(self)

    monkeypatch.setattr(Path, "is_dir", ill)
    clock.forward(minutes=11)
    assert isinstance(backed_up(opened), SecondPlaceMissing)
    assert opened.second.copies() == ()
    monkeypatch.setattr(Path, "is_dir", lambda self: waits.wait(20) if self == stick else known(self))
    monkeypatch.setattr(second_place, "_ANSWER_SECONDS", 0.05)
    state = opened.second.state()
    assert state is not None and not state.is_there
    waits.set()
    monkeypatch.undo()
    clock.forward(minutes=11)
    assert backed_up(opened) is None


def test_stopping_leaves_the_copies_and_makes_no_more(
    opened: VaultFile, stick: Path, clock: vaults.Clock
) -> None:
    assert backed_up(opened) is None
    kept = files(stick)
    opened.second.forget()
    clock.forward(minutes=11)
    opened.back_up()
    opened.second.settle(20)
    assert files(stick) == kept
    assert opened.second.state() is None
