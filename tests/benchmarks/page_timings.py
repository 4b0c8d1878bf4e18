"""The longest time that the window answers nobody while a page or one of its parts opens.

A command, not a test: `python -m tests.benchmarks.page_timings [--rounds N] [PAGE…]`; `window_timings` prints its
last line too. Over the demonstration with a whole meeting, 1366 x 768, each page opened from the one before it in
the table of screens. The figure of a page is the median of the rounds; the goal is 50 ms (issue 2). "busy" is what
the window's own thread worked of it: where other programs take the processor, that figure still holds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from roundtable.ui.screen_table import SCREENS
from roundtable.ui.widgets.section_tabs import SectionTabs
from tests.ui.test_all_screens import AT_THE_TABLE, Walker

GOAL_MS = 50


class Gap(NamedTuple):
    """Milliseconds on the clock, and of the window's thread."""

    clock: float
    busy: float


def longest(deed: Callable[[], None]) -> Gap:
    """The longest between two beats of a 5 ms timer, on the clock and in work."""
    gaps: list[Gap] = []
    last = [(time.perf_counter(), time.thread_time())]

    def tick() -> None:
        now = (time.perf_counter(), time.thread_time())
        gaps.append(Gap((now[0] - last[0][0]) * 1000, (now[1] - last[0][1]) * 1000))
        last[0] = now

    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(tick)
    beat.start(5)
    deed()
    beat.stop()
    tick()
    return Gap(max(g.clock for g in gaps), max(g.busy for g in gaps))


def parts(walker: Walker) -> list[str]:
    """The parts of the page that is shown, but for the one that is seen first."""
    tabs = tabs_of(walker)
    return [key for key in tabs.keys() if key != tabs.shown()] if tabs is not None else []  # noqa: SIM118


def tabs_of(walker: Walker) -> SectionTabs | None:
    """The tabs of the page that is shown."""
    shown = walker.me.session.window.screen_shown
    return shown.findChild(SectionTabs) if shown is not None else None


def turn_to(walker: Walker, key: str) -> None:
    """As a click on the tab does."""
    tabs = tabs_of(walker)
    assert tabs is not None
    tabs.tab(key).click()
    for _ in range(4):
        walker.me.hands.rest()


def walk(walker: Walker, keys: list[str]) -> Iterator[tuple[str, Gap]]:
    """Every page once, and every part of it."""
    for key in keys:
        yield key, longest(partial(walker.open, key))
        for part in parts(walker):
            yield f"{key}, {part}", longest(partial(turn_to, walker, part))


def measure(rounds: int, pages: set[str]) -> dict[str, Gap]:
    """Page, or page and part, → the median of its longest gaps."""
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for is_open in (False, True):
        with tempfile.TemporaryDirectory() as home:
            walker = Walker(Path(home), is_open=is_open, choice="light", zoom=1.0)
            keys = [key for key in SCREENS if (key in AT_THE_TABLE) is is_open and key in pages]
            for number in range(rounds + 1):
                for place, gap in walk(walker, keys):
                    gaps[place] += [gap] if number else []  # the first round imports the screens
            walker.me.puts_away()
    return {
        place: Gap(statistics.median(g.clock for g in each), statistics.median(g.busy for g in each))
        for place, each in gaps.items()
    }


def main() -> None:
    """Prints one line a page, and the worst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=list(SCREENS))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    figures = measure(given.rounds, set(given.pages))
    for place, gap in figures.items():
        over = "   over the goal" if gap.clock > GOAL_MS else ""
        print(f"{place:24} {gap.clock:5.0f} ms   busy {gap.busy:4.0f} ms{over}")
    worst = max(figures, key=lambda place: figures[place].clock)
    busiest = max(figures.values(), key=lambda gap: gap.busy).busy
    print(
        f"opening a page   {figures[worst].clock:6.0f} ms   at most without an answer ({worst}); "
        f"the window's thread is busy {busiest:.0f} ms at most"
    )


if __name__ == "__main__":
    main()
