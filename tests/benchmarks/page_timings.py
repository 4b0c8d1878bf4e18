"""The longest time that the window answers nobody while a page or one of its parts opens.

A command, not a test: `python -m tests.benchmarks.page_timings [--rounds N] [PAGE…]`; `window_timings` prints its
last line too. Over the demonstration with a whole meeting, 1366 x 768, each page opened from the one before it in
the table of screens. The figure of a page is the median of the rounds; the goal is 50 ms (issue 2).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from roundtable.ui.screen_table import SCREENS
from roundtable.ui.widgets.section_tabs import SectionTabs
from tests.ui.accessibility import Watchdog
from tests.ui.test_all_screens import AT_THE_TABLE, Walker

GOAL_MS = 50


def longest(deed: Callable[[], None]) -> int:
    """Milliseconds of the longest gap between two beats of a 5 ms timer."""
    with Watchdog(limit_ms=0) as watchdog:
        deed()
    return max(watchdog.gaps, default=0)


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


def measure(rounds: int, pages: set[str]) -> dict[str, list[int]]:
    """Page, or page and part, → the longest gap of each round."""
    gaps: dict[str, list[int]] = defaultdict(list)
    for is_open in (False, True):
        with tempfile.TemporaryDirectory() as home:
            walker = Walker(Path(home), is_open=is_open, choice="light", zoom=1.0)
            keys = [key for key in SCREENS if (key in AT_THE_TABLE) is is_open and key in pages]
            for number in range(rounds + 1):
                for place, gap in walk(walker, keys):
                    gaps[place] += [gap] if number else []  # the first round imports the screens
            walker.me.puts_away()
    return gaps


def walk(walker: Walker, keys: list[str]) -> Iterator[tuple[str, int]]:
    """Every page once, and every part of it."""
    for key in keys:
        yield key, longest(partial(walker.open, key))
        for part in parts(walker):
            yield f"{key}, {part}", longest(partial(turn_to, walker, part))


def main() -> None:
    """Prints one line a page, and the worst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=list(SCREENS))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    figures = {key: statistics.median(g) for key, g in measure(given.rounds, set(given.pages)).items()}
    for key, gap in figures.items():
        print(f"{key:24} {gap:5.0f} ms{'   over the goal' if gap > GOAL_MS else ''}")
    worst = max(figures, key=lambda key: figures[key])
    print(f"opening a page   {figures[worst]:6.0f} ms  at most without an answer ({worst})")


if __name__ == "__main__":
    main()
