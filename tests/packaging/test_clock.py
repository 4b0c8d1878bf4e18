"""The one clock: aware local time, a monotonic count, and an id of the boot it counts from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from roundtable import clock


def test_now_is_aware_and_local() -> None:
    now = clock.SystemClock().now()
    assert now.utcoffset() == now.astimezone().utcoffset()
    assert abs((datetime.now(UTC) - now).total_seconds()) < 5


def test_the_monotonic_time_does_not_run_backwards() -> None:
    system = clock.SystemClock()
    times = [system.monotonic_ns() for _ in range(100)]
    assert times == sorted(times)


def test_the_boot_id_stays_the_same() -> None:
    assert clock.SystemClock().boot_id == clock.SystemClock().boot_id != ""


def test_where_the_system_has_no_boot_id_the_process_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_LINUX_BOOT_ID", Path("nowhere"))
    assert clock.SystemClock().boot_id == clock.SystemClock().boot_id != ""
