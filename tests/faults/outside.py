"""What leaves the process (S9): no connection in a whole meeting, and nothing is ever stored without a cipher."""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from roundtable.domain.errors import EncryptionMissing, RoundtableError
from roundtable.storage import engine
from tests.faults import deeds, looking
from tests.faults.results import Result
from tests.storage import vaults

_calls: list[str] = []
_is_listening = False


def _hear(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket.") and event != "socket.gethostname":
        _calls.append(event)


def outside(folder: Path, rounds: int, seed: int) -> Result:
    """A meeting of so many deeds with backups and a new passphrase: calls of sockets; then a library without cipher."""
    global _is_listening
    if not _is_listening:
        sys.addaudithook(_hear)
        _is_listening = True
    _calls.clear()
    path = folder / "Board.roundtable"
    deeds.prepare(path)
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        for number in range(1, rounds + 1):
            deeds.do(room, number)
        opened.back_up()
        opened.change_passphrase(vaults.PASSPHRASE, vaults.OTHER_PASSPHRASE)
    found = Counter[str](sockets=len(_calls), wrong=len(_calls), leaked=0, opened=0)
    found["leaked"] += _leaks(folder)
    found["opened"] += not _is_refused(folder)
    found["leaked"] += _leaks(folder)
    return Result("sockets, and a library without cipher", rounds, dict(found))


def _leaks(folder: Path) -> bool:
    try:
        looking.require_no_plain_text(folder)
    except looking.Wrong:
        return True
    return any(
        path.read_bytes().startswith(engine.PLAIN_HEADER) for path in folder.rglob("*") if path.is_file()
    )


def _is_refused(folder: Path) -> bool:
    """The plain library takes every setting of a key without a word: it is found out, and no file is left."""
    real = vars(engine)["sqlcipher"]
    vars(engine)["sqlcipher"] = sqlite3
    try:
        vaults.make(folder / "Plain.roundtable")[0].close()
    except EncryptionMissing:
        return not (folder / "Plain.roundtable").exists()
    except RoundtableError:
        return False
    finally:
        vars(engine)["sqlcipher"] = real
    return False
