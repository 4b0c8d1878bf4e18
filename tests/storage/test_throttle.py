"""Waiting after wrong passphrases."""

from __future__ import annotations

from pathlib import Path

from roundtable.storage.throttle import Throttle, delay_after

from .vaults import Clock


def test_delays_double_up_to_a_minute_and_ten_tries_take_over_a_minute() -> None:
    delays = [delay_after(n) for n in range(1, 11)]
    assert delays == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert sum(delays[:-1]) >= 60
    assert delay_after(0) == 0
    assert delay_after(10_000) == 60


def test_the_wait_survives_a_restart_and_runs_out(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "tries"
    for _ in range(4):
        Throttle(path).failed(clock.now())
    assert Throttle(path).wait(clock.now()) == 8
    clock.forward(seconds=5)
    assert Throttle(path).wait(clock.now()) == 3
    clock.forward(seconds=3)
    assert Throttle(path).wait(clock.now()) == 0
    assert Throttle(path).tries == 4


def test_setting_the_clock_back_does_not_shorten_the_wait(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "tries"
    for _ in range(3):
        Throttle(path).failed(clock.now())
    clock.forward(days=-400)
    assert Throttle(path).wait(clock.now()) == 4


def test_a_far_future_state_never_locks_anybody_out_for_longer_than_a_minute(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "tries"
    path.write_bytes(b'{"tries":50,"last":9e9,"until":9e12}')
    assert Throttle(path).wait(clock.now()) == 60


def test_success_forgets_and_an_unreadable_file_counts_from_nothing(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "tries"
    throttle = Throttle(path)
    throttle.failed(clock.now())
    throttle.succeeded()
    assert not path.exists()
    assert throttle.wait(clock.now()) == 0
    path.write_bytes(b"\xff not json")
    assert Throttle(path).wait(clock.now()) == 0


def test_the_file_holds_numbers_only(tmp_path: Path) -> None:
    path = tmp_path / "tries"
    Throttle(path).failed(Clock().now())
    assert set(path.read_bytes().decode()) <= set('{"trieslastuntil:,.0123456789e+}')


def test_without_a_writable_place_it_counts_in_memory(tmp_path: Path) -> None:
    clock = Clock()
    throttle = Throttle(tmp_path / "no such folder" / "tries")
    assert [throttle.failed(clock.now()) for _ in range(3)] == [1, 2, 4]
    assert throttle.wait(clock.now()) == 4
