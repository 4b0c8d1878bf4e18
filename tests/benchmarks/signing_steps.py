"""How many actions a signature takes, and how long somebody would need for them beyond reading.

A command, not a test: `python -m tests.benchmarks.signing_steps`. Three people sign one after another on the real page,
with the mouse alone. The program really does everything; the seconds are a MODEL, nobody was timed: 1.1 s to point at a
target and press it (Card, Moran and Newell's keystroke-level model), 1.35 s to make up one's mind before an answer, 3 s
of ink, and the time the program itself took between the press and the next page. Goal: 20 s a person.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from tests.storage import vaults
from tests.ui.room_stage import RoomStage, draw_signature, plan

POINT, DECIDE, INK, GOAL = 1.1, 1.35, 3.0, 20.0
_SIGNERS: Final = 3


@dataclass
class Count:
    """What one person did."""

    actions: int = 0
    seconds: float = 0.0

    def press(self, stage: RoomStage, target: QWidget, *, decides: bool = False) -> None:
        """Point at it and press."""
        started = time.perf_counter()
        stage.click(target)
        self.actions += 1
        self.seconds += POINT + (DECIDE if decides else 0) + time.perf_counter() - started

    def draw(self, pad: QWidget) -> None:
        """Point at the pad and sign."""
        draw_signature(pad)
        self.actions += 1
        self.seconds += POINT + INK


def sign_in(stage: RoomStage) -> list[Count]:
    """Everybody in the room signs; each begins by taking the laptop over."""
    page: Any = stage.open("sign")
    begin: QWidget = page.footer.primary
    counts = []
    for _ in range(_SIGNERS):
        count = Count()
        count.press(stage, begin)
        page = stage.navigator.screen
        count.press(stage, page.card.interest.tiles[0], decides=True)
        count.draw(page.card.pad)
        count.press(stage, page.footer.primary, decides=True)
        counts.append(count)
        if page.after.buttons:
            begin = page.after.buttons[0]
    signed = sum(bool(stage.table.sheet.has_signed(a.id)) for a in stage.table.attendees)
    if signed != _SIGNERS:
        raise SystemExit(f"only {signed} signed")
    return counts


def main() -> int:
    """1 when somebody is modelled to take longer than the goal."""
    _app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        stage = RoomStage(vaults.reopen(plan(Path(folder))))
        counts = sign_in(stage)
        stage.close()
    slowest = max(count.seconds for count in counts)
    print(
        f"actions a person: {sorted({c.actions for c in counts})}; modelled: {slowest:.1f} s, goal {GOAL:.0f} s"
    )
    return int(slowest > GOAL)


if __name__ == "__main__":
    sys.exit(main())
