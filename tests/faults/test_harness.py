"""The harness bites: it finds what is lost when flushes are left out, and sees a torn, missing or foreign deed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from roundtable.domain.errors import DiskFull
from roundtable.storage import engine
from tests.faults import deeds, drive, looking, power
from tests.faults.drive import Op
from tests.faults.images import SECTOR, Disk
from tests.faults.looking import Wrong
from tests.storage import vaults


def test_a_file_holds_exactly_the_deeds_that_were_done(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    deeds.prepare(path)
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        assert deeds.how_many(deeds.state(room)) == 0
        for number in range(1, 2 * len(deeds.DEEDS) + 1):
            deeds.do(room, number)
        assert looking.deeds_in(opened) == 2 * len(deeds.DEEDS)
        # One left out, so the state is that of no number of deeds.
        deeds.do(room, 2 * len(deeds.DEEDS) + 2)
        with pytest.raises(Wrong, match="lost"):
            looking.deeds_in(opened)


def test_a_torn_text_is_none_of_the_deeds() -> None:
    assert deeds.numbers_in(deeds.said(7), deeds.said(3)) == (3, 7)
    for torn in (deeds.said(7)[:-1], deeds.said(7).replace("Deed 7", "Deed 8"), "Something else"):
        with pytest.raises(ValueError):
            deeds.numbers_in(torn)


@pytest.mark.parametrize("setting", [("synchronous", "OFF", 0), ("journal_mode", "OFF", "off")])
def test_power_cuts_find_what_a_careless_setting_loses(
    setting: tuple[str, str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = tuple(setting if each[0] == setting[0] else each for each in engine._PRAGMAS)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_PRAGMAS", careless)
        recording = power.RECORDINGS["meeting"](tmp_path / "recorded")
    monkeypatch.setattr(power, "RECORDINGS", {"meeting": lambda _folder: recording})
    found = power.power(tmp_path, images=40, seed=2).found
    assert found["lost"] + found["damaged"] > 3, found


def test_a_drive_that_is_written_to_is_seen_as_it_is(tmp_path: Path) -> None:
    """Played to the end with everything kept, the recording is the folder."""
    folder = tmp_path / "room"
    recording = power.RECORDINGS["passphrase"](folder)
    disk = Disk(recording.start)
    for op in recording.ops:
        disk.play(op)
    whole = disk.image("keep", random.Random(1))
    assert whole == {name: data for name, data in power.read(folder).items() if not name.endswith("-lock")}


def test_only_what_was_flushed_is_there_for_certain() -> None:
    chance = random.Random(4)
    disk = Disk({"a": b"old"})
    disk.play(Op("write", "a", 0, b"new"))
    assert disk.image("drop", chance)["a"] == b"old"
    assert disk.image("keep", chance)["a"] == b"new"
    disk.play(Op("flush", "a"))
    assert disk.image("drop", chance)["a"] == b"new"
    disk.play(Op("create", "b"))
    disk.play(Op("write", "b", 0, bytes(range(200)) * 20))
    disk.play(Op("rename", "b", to="a"))
    assert disk.image("drop", chance)["a"] == b"new"
    torn = {len(disk.image("torn", chance).get("a", b"new")) for _ in range(200)}
    assert {3, 0, 4000} <= torn
    assert all(length in (3, 4000) or length % SECTOR == 0 for length in torn)
    disk.play(Op("flush", "a"))
    disk.play(Op("flush_folder", ""))
    assert disk.image("drop", chance) == {"a": bytes(range(200)) * 20}


def test_a_full_drive_refuses_and_takes_again(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    vaults.make(path)[0].close()
    watched = drive.Drive(tmp_path)
    with drive.watched(watched):
        opened = vaults.reopen(path)
        before = watched.writes
        vaults.fill(opened, 1)
        assert watched.writes > before
        watched.fail_at = 1
        with pytest.raises(DiskFull):
            vaults.fill(opened, 2)
        watched.fail_at = 0
        vaults.fill(opened, 2)
        opened.close()
