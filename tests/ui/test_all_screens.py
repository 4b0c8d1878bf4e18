"""Every page of the program, in the program itself: names, targets, ways by keyboard, room for its words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions import curtain, round_tables, signoff
from roundtable.actions.hub import hub_view
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.machine_settings import MachineSettings, remember_file
from roundtable.ui.screen_table import SCREENS
from roundtable.ui.theme import ThemeChoice
from tests.journeys.facilitator import Facilitator
from tests.journeys.program import GuardedPaper
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.report_stage import Reached, audit_of, copy_of, prepared, table_of

# Pages of the meeting: they need it open. The others are shown after it.
AT_THE_TABLE = frozenset(
    (
        "sign",
        "hand_over",
        "who",
        "headlines",
        "chronology",
        "lived",
        "questions",
        "practice",
        "grade",
        "urgent",
    )
)
# 150 % lies between; each page has its own test of every zoom.
LIGHT_AND_LARGER = (("light", 1.0), ("light", 2.0))
# Names and sizes come from the same widgets in every theme; high contrast changes borders most.
OTHER_THEMES = (("contrast", 1.0),)


class Walker:
    """Opens every page there is, over a vault in which a whole meeting took place."""

    def __init__(self, home: Path, *, is_open: bool, choice: ThemeChoice, zoom: float) -> None:
        path = home / "board.roundtable"
        vault = copy_of(prepared(Reached.EXPORTED), home)
        self.table, self.audit = table_of(vault), audit_of(vault)
        if is_open:
            self._gather(vault)
        hub = hub_view(vault, self.table)
        self.case, self.person = hub.case_names[0][0], hub.attendees[0].id
        vault.close()
        remember_file(MachineSettings(home / "settings.ini"), path)
        self.me = Facilitator(home)
        self.me.opens_the_program(choice=choice, zoom=zoom)
        self.me.unlocks(vaults.PASSPHRASE)
        self.me.arrives_at("home")

    def _gather(self, vault: VaultFile) -> None:
        """The meeting is open again: those who have signed, and may stay for every case, are back."""
        round_tables.open_round_table(vault, self.table)
        for person in hub_view(vault, self.table).attendees:
            if person.has_signed and not person.recused_from:
                signoff.record_arrival(vault, self.table, person.id)
        curtain.lift_curtain(vault, self.table)

    def open(self, key: str) -> None:
        """As a link or the rail does."""
        assert self.me.session.navigator.go(key, **self._params(key)), key
        self.me.arrives_at(key)
        for _ in range(4):
            self.me.hands.rest()
        closed = getattr(self.me.session.window.screen_shown, "closed", None)
        is_closed = closed is not None and closed.isVisible()
        assert not is_closed, f"{key} shows why it is closed, not itself:\n{self.me.hands.words()}"

    def _params(self, key: str) -> dict[str, Any]:
        if key in AT_THE_TABLE - {"sign", "hand_over"}:
            return {"round_table_id": self.table, "case_id": self.case}
        special: dict[str, dict[str, Any]] = {
            "audit": {"audit_id": self.audit},
            "papers": {"audit_id": self.audit},
            "disposal": {"audit_id": self.audit},
            "case": {"case_id": self.case},
            "event_file": {"case_id": self.case},
            "hand_over": {"round_table_id": self.table, "attendee_id": self.person},
        }
        with_table = {
            "meeting",
            "sign",
            "lessons",
            "actions",
            "check",
            "intruder",
            "confirm",
            "export",
            "send",
            "recall",
            "edit",
            "levels",
        }
        return special.get(key, {"round_table_id": self.table} if key in with_table else {})


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Iterator[tuple[str, Facilitator]]]]:
    """Yields each page's key, once the page is shown."""
    walkers: list[Walker] = []

    def pages(choice: ThemeChoice, zoom: float) -> Iterator[tuple[str, Facilitator]]:
        for is_open in (False, True):
            home = tmp_path / f"home-{is_open}"
            home.mkdir()
            walker = Walker(home, is_open=is_open, choice=choice, zoom=zoom)
            walkers.append(walker)
            for key in SCREENS:
                if (key in AT_THE_TABLE) is is_open:
                    walker.open(key)
                    yield key, walker.me
            walker.me.puts_away()
            shutil.rmtree(home)

    yield pages
    for walker in walkers:
        walker.me.puts_away()


Walk = Callable[[ThemeChoice, float], Iterator[tuple[str, Facilitator]]]


@pytest.mark.parametrize(("choice", "zoom"), LIGHT_AND_LARGER)
def test_every_page_has_room_for_its_words_and_large_named_controls(
    walk: Walk, choice: ThemeChoice, zoom: float
) -> None:
    seen, problems = [], []
    for key, me in walk(choice, zoom):
        seen.append(key)
        window = me.session.window
        problems += [
            f"{key}: {each}" for each in (*accessibility.audit(window), *accessibility.clipped(window))
        ]
    assert sorted(seen) == sorted(SCREENS)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(("choice", "zoom"), OTHER_THEMES)
def test_names_and_targets_are_the_same_in_every_theme(walk: Walk, choice: ThemeChoice, zoom: float) -> None:
    problems = [
        f"{key}: {each}" for key, me in walk(choice, zoom) for each in accessibility.audit(me.session.window)
    ]
    assert not problems, "\n".join(problems)


def test_the_keyboard_begins_in_the_page_and_goes_round_without_a_trap(
    walk: Walk, record_property: Callable[[str, object], None]
) -> None:
    problems = []
    for key, me in walk("light", 1.0):
        window = me.session.window
        focus, screen = QApplication.focusWidget(), window.screen_shown
        if focus is None or not focus.isVisible() or screen is None or not screen.isAncestorOf(focus):
            problems.append(f"{key}: begins at {focus!r}")
        with accessibility.Watchdog() as watchdog:
            try:
                stops = accessibility.tab_ring(window)
            except AssertionError as trap:
                problems.append(f"{key}: {trap}")
            else:
                if len(stops) < 2:
                    problems.append(f"{key}: only {stops}")
        record_property(f"longest pause in ms on {key}", max(watchdog.gaps, default=0))
    assert not problems, "\n".join(problems)


def test_paper_made_on_the_window_s_thread_is_noticed() -> None:
    with pytest.raises(AssertionError, match="new_passphrase runs on the window's thread"):
        GuardedPaper().new_passphrase()
