"""An unlocked window that is left alone (S5): a process of its own, because it opens windows.

`python -m tests.faults.windows FOLDER` prints one line of JSON: how often it stayed open, how often what had been
copied stayed on the clipboard, and the slowest answer in ms.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from roundtable.actions.round_tables import pause_round_table
from tests.journeys.facilitator import Facilitator
from tests.journeys.plug import prepare
from tests.storage import vaults

COPIED = "Zephyrine Quillfeather"
FIVE_MINUTES, TWO_MINUTES = 5 * 60_000, 2 * 60_000


@dataclass(frozen=True)
class Leaving:
    """How the desk is left; `is_curtain`: an open round table is covered, everything else is locked."""

    name: str
    leave: Callable[[Facilitator], None]
    in_meeting: bool = False
    is_curtain: bool = False


def _sleeps_unheard(me: Facilitator) -> None:
    """The system told nothing: the clock on the wall has jumped."""
    now = QDateTime.currentMSecsSinceEpoch()
    me.session.idle.look_at_wall(now)
    me.session.idle.look_at_wall(now + TWO_MINUTES)


LEAVINGS = (
    Leaving("five minutes", lambda me: me.session.idle.look(FIVE_MINUTES)),
    Leaving("screen lock", lambda me: me.session.guards.screen.on_lock()),
    Leaving("sleep", lambda me: me.session.guards.screen.on_sleep(True)),
    Leaving("sleep, unheard", _sleeps_unheard),
    Leaving("five minutes, meeting", lambda me: me.session.idle.look(FIVE_MINUTES), True, True),
    Leaving("screen lock, meeting", lambda me: me.session.guards.screen.on_lock(), True, True),
    Leaving("sleep, meeting", lambda me: me.session.guards.screen.on_sleep(True), True),
)


def main(folder: Path) -> dict[str, int]:
    """Every way to leave, with the settings of a new computer."""
    found = Counter[str](opened=0, leaked=0, wrong=0, slowest_ms=0)
    for number, leaving in enumerate(LEAVINGS):
        home = folder / str(number)
        home.mkdir()
        prepare(home)
        if not leaving.in_meeting:
            _pause(home)
        found.update(_left_alone(home, leaving, found["slowest_ms"]))
    return dict(found)


def _pause(home: Path) -> None:
    vault = vaults.reopen(home / "Board.roundtable")
    with vault.reading() as tx:
        (table,) = tx.round_tables.all()
    pause_round_table(vault, table.id)
    vault.close()


def _left_alone(home: Path, leaving: Leaving, slowest: int) -> Counter[str]:
    me = Facilitator(home)
    me.opens_the_program()
    me.unlocks(vaults.PASSPHRASE)
    me.arrives_at("home")
    me.hands.wait_for(lambda: me.session.safety.is_meeting_open == leaving.in_meeting, "the meeting's state")
    QGuiApplication.clipboard().setText(COPIED)
    me.session.idle.look(FIVE_MINUTES - 1_000)
    found = Counter[str](wrong=int(_is_shut(me)))
    began = time.perf_counter()
    leaving.leave(me)
    try:
        me.hands.wait_for(
            lambda: _is_shut(me) and bool(me.program.locked) != leaving.is_curtain, leaving.name
        )
    except AssertionError:
        found["opened"] += 1
    found["slowest_ms"] += max(0, round(1000 * (time.perf_counter() - began)) - slowest)
    found["leaked"] += QGuiApplication.clipboard().text() == COPIED
    me.puts_away()
    return found


def _is_shut(me: Facilitator) -> bool:
    return bool(me.program.locked) or me.session.curtains.is_drawn


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    QApplication(["Roundtable"]).setStyle("Fusion")
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
