"""The program itself, in a process of its own, with canary words typed into it: `python -m tests.leakage.program`.

Reads one line of JSON from its input: the file, how to end, and the words. It says "ready" when all is typed,
and then ends as it was told: closed, locked, killed, aborted, crashed. Nothing is put in the place of anything:
`app.run` opens the window, the real key is derived, settings and log lie where the system keeps them.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from roundtable import app, log
from roundtable.domain.case import Case
from roundtable.domain.errors import DiskFull
from roundtable.domain.ids import CaseId
from roundtable.ui.session import Session
from tests.journeys.facilitator import Facilitator
from tests.journeys.hands import Hands

CTRL = Qt.KeyboardModifier.ControlModifier
MORE_THAN_THE_CACHE = 300_000
"""So many times the word in an open transaction: SQLite has to put pages on the drive before the end of it."""


def main() -> int:
    told: dict[str, Any] = json.loads(sys.stdin.readline())
    sessions: list[Session] = []
    begin = Session.begin

    def begin_and_tell(session: Session, path: Path | None = None) -> None:
        begin(session, path)
        sessions.append(session)

    Session.begin = begin_and_tell  # type: ignore[method-assign, assignment]
    QApplication(["Roundtable"])

    def drive() -> None:
        try:
            _types(sessions[0], told["words"], told["passphrase"])
            _say("ready")
            ENDS[told["end"]](sessions[0], told["words"])
        except BaseException as error:  # the parent tells it
            _say(f"failed {error!r}")
            os._exit(3)

    QTimer.singleShot(200, drive)
    return app.run(Path(told["path"]))


def _say(line: str) -> None:
    sys.stdout.write(line.replace("\n", " | ") + "\n")
    sys.stdout.flush()


def _types(session: Session, words: dict[str, str], passphrase: str) -> None:
    me = Facilitator(Path.home())
    me._session = session
    me._hands = hands = Hands(session.window)
    hands.at_rest = lambda: session.tasks.idle
    hands.rest()
    me.unlocks(passphrase)
    me.arrives_at("home")
    hands.press("Continue…")
    me.arrives_at("sign")
    me.starts_with_the_cases()
    me.arrives_at("who")
    hands.type_into("Your private notes", words["note"])
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_C, CTRL)
    me.goes_on()
    me.arrives_at("headlines")
    hands.type_into("What the room adds: Police", words["headline"])
    me.raises_a_concern(words["concern"], f"{words['concern']} was seen alone.")
    hands.key(Qt.Key.Key_Escape)
    hands.rest()
    me.opens_step("Good practice and improvement")
    me.arrives_at("practice")
    me.captures_lesson("2  Area for improvement", f"{words['lesson']} came late.")
    hands.type_into("What would you tell a colleague?", words["draft"])
    hands.wait_for(lambda: not session.hold.is_needed(), "everything to be in the file")
    _go_wrong(session, words["error"])
    hands.wait_for(lambda: session.tasks.idle, "the program to come to rest")
    vault = session.context.vault
    session.tasks.run(lambda: vault.back_up(), session.hub, lambda _made: None)  # type: ignore[attr-defined]
    session.tasks.drain()


def _go_wrong(session: Session, canary: str) -> None:
    """Errors with the word in them, everywhere an error can arise."""

    def fail() -> None:
        told_in = f"{canary} was here"
        raise RuntimeError(told_in)

    QTimer.singleShot(0, session.window, fail)
    thread = threading.Thread(target=fail, name=canary)
    thread.start()
    thread.join()

    def full() -> None:
        raise DiskFull(what=canary)

    session.tasks.run(full, session.hub, lambda _made: None, lambda _error: None)
    with contextlib.suppress(RuntimeError):
        fail()
    log.event("canary.tried", about=canary)


def _close(session: Session, _words: dict[str, str]) -> None:
    session.window.close()


def _lock(session: Session, _words: dict[str, str]) -> None:
    sys.stdin.readline()  # the parent has looked at the memory of an open file
    session.lock()


def _amid_a_change(session: Session, words: dict[str, str], end: Callable[[], object]) -> None:
    """With a large change begun, pages of it on the drive, and none of it committed."""
    vault = session.context.vault

    def change() -> None:
        with vault.transaction() as tx:
            first: Case = next(iter(tx.cases.all()))
            for number in range(3):
                made = Case(
                    CaseId(f"half{number}"),
                    first.audit_id,
                    90 + number,
                    "ref",
                    background=(words["half"] + " ") * MORE_THAN_THE_CACHE,
                )
                tx.cases.put(made)
            _say("amid")
            end()

    thread = threading.Thread(target=change)
    thread.start()
    thread.join()


ENDS: dict[str, Callable[[Session, dict[str, str]], None]] = {
    "closed": _close,
    "locked": _lock,
    "killed": lambda s, w: _amid_a_change(s, w, lambda: os.kill(os.getpid(), signal.SIGKILL)),
    "aborted": lambda s, w: _amid_a_change(s, w, os.abort),
    "crashed": lambda s, w: _amid_a_change(s, w, lambda: ctypes.string_at(0)),
}

if __name__ == "__main__":
    sys.exit(main())
