"""A process of its own that works until it is killed: SIGKILL, so no handler, no flush, no goodbye."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], None]

CAN_KILL = hasattr(os, "fork") and sys.platform != "win32"
WHY_NOT = "needs fork and SIGKILL, which this system does not have"


@dataclass(frozen=True)
class Killed:
    """What a process had said in whole lines, and whether it ended by itself before it was killed."""

    said: tuple[str, ...]
    has_ended: bool


def killed_after(work: Callable[[Say], None], seconds: float) -> Killed:
    """Runs `work` in a child until it says "start" and so many seconds longer. Raises ChildFailed."""
    pid, reading = _fork(work)
    try:
        heard = _until_start(reading)
        # The moment is chosen at random by the caller: it may be in the middle of a system call.
        time.sleep(seconds)  # on purpose: nobody chose this moment
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        while part := os.read(reading, 65536):
            heard += part
    finally:
        os.close(reading)
    said = tuple(line.decode() for line in heard.split(b"\n")[:-1])
    for line in said:
        if line.startswith("failed"):
            raise ChildFailed(line)
    return Killed(said[1:], not os.WIFSIGNALED(status))


def run_to_end(work: Callable[[Say], None]) -> tuple[str, ...]:
    """Runs `work` in a child that nobody kills (it may kill itself); what it said. Raises ChildFailed."""
    pid, reading = _fork(work)
    heard = b""
    try:
        while part := os.read(reading, 65536):
            heard += part
    finally:
        os.close(reading)
        os.waitpid(pid, 0)
    said = tuple(line.decode() for line in heard.split(b"\n")[:-1])
    if said and said[-1].startswith("failed"):
        raise ChildFailed(said[-1])
    return said


class ChildFailed(AssertionError):
    """The work itself went wrong; that is no finding but a fault of the harness or of the program."""


def _fork(work: Callable[[Say], None]) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.close(reading)
    try:
        work(lambda line: _write(writing, line))
    except BaseException as error:
        _write(writing, f"failed {error!r}".replace("\n", " | "))
    os._exit(0)


def _write(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())


def _until_start(reading: int) -> bytes:
    heard = b""
    while b"\n" not in heard:
        part = os.read(reading, 65536)
        if not part:
            raise ChildFailed("it ended before it began")
        heard += part
    if not heard.startswith(b"start\n"):
        raise ChildFailed(heard.decode())
    return heard
