"""What holds for every test: no window unless asked for, no network, no thread left, nobody's settings."""

from __future__ import annotations

import ipaddress
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before Qt is loaded: `ROUNDTABLE_REAL_WINDOW=1` shows the windows on the display that is there.
if "ROUNDTABLE_REAL_WINDOW" not in os.environ:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The settings and recent files of whoever runs the tests are neither read nor written.
_SETTINGS = tempfile.TemporaryDirectory(prefix="roundtable-tests-")
for _name in ("CONFIG", "DATA", "CACHE", "STATE"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_SETTINGS.name) / _name.lower())

settings.register_profile("roundtable", deadline=None, max_examples=60, print_blob=True)
# The build machine tries the same examples each time, so that what it says can be repeated.
settings.register_profile("build", settings.get_profile("roundtable"), derandomize=True, database=None)
settings.load_profile("build" if os.environ.get("CI") else "roundtable")

_SECONDS_TO_END = 2.0
_attempts: list[str] = []


def _is_internet(host: object) -> bool:
    """Whether a host is another machine; this one's own loopback is allowed (Windows needs it for pipes)."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if name in ("", "None", "localhost"):
        return False
    try:
        return not ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return True


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if not (isinstance(address, tuple) and _is_internet(address[0])):
            return
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        if not _is_internet(arguments[0]):
            return
    else:
        return
    _attempts.append(f"{event} in {os.environ.get('PYTEST_CURRENT_TEST', 'no test')}")
    raise PermissionError("Roundtable never uses the network")


sys.addaudithook(_watch)


@pytest.fixture
def network_attempts() -> list[str]:
    """What was tried on the network so far; a test that means to try clears it."""
    return _attempts


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    _attempts.clear()
    yield
    assert not _attempts, f"the network was used: {_attempts}"


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + _SECONDS_TO_END
    for thread in _started_since(before):
        thread.join(max(0.0, until - time.monotonic()))
    left = _started_since(before)
    assert not left, f"threads left behind: {[thread.name for thread in left]}"


def _started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    # Python invents a record for each of Qt's own threads and cannot tell when it ends.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
