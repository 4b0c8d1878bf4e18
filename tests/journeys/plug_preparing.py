"""Pulls the plug while an audit is prepared and its round table planned: `python -m tests.journeys.plug_preparing`.

As `plug`, which cuts the meeting: each round is a process of its own, killed with SIGKILL while something is typed.
The next one starts the program, presses "Continue" and looks where that led and what is there.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.ui.machine_settings import MachineSettings, remember_file
from tests.journeys.facilitator import Facilitator
from tests.journeys.plug import SAVED_AFTER, Child, Cut, Round, Typing
from tests.journeys.small_pack import PACK, write_pack
from tests.storage import vaults


@dataclass(frozen=True)
class Work:
    """A part of the preparation: `place` is the page and its part, `way` leads there from the part before."""

    place: str
    editor: str
    way: Callable[[Facilitator], None]

    @property
    def word(self) -> str:
        """What is typed there begins so."""
        return self.place.replace("/", "")


def _to_scope(me: Facilitator) -> None:
    me.hands.press("What it looks at")


def _to_people(me: Facilitator) -> None:
    me.hands.press("Cases…")
    me.hands.choose_row("Cases", "Case 2")
    me.hands.press("Open the case")
    me.arrives_at("case")


def _to_half_an_event(me: Facilitator) -> None:
    """Without a day: no chronology can hold it yet, its words wait in the form."""
    me.hands.press("Chronology…")


def _to_returns(me: Facilitator) -> None:
    me.hands.press("Agency returns…")


def _to_about(me: Facilitator) -> None:
    me.hands.press("About the case")


def _to_details(me: Facilitator) -> None:
    me.hands.press("Back to the audit")
    me.arrives_at("audit")
    me.hands.press("Round table")
    me.enters_date("the date of the meeting", 22, 4, 2026)
    me.hands.press("Plan the round table")
    me.arrives_at("meeting")


def _to_guests(me: Facilitator) -> None:
    me.hands.press("People…")


def _to_statement(me: Facilitator) -> None:
    me.hands.press("Statement")
    me.hands.press("Change the statement")


WORKS = (
    Work("audit/scope", "Key lines of enquiry", _to_scope),
    Work("case/people", "Other names", _to_people),
    Work("case/events", "What happened", _to_half_an_event),
    Work("case/returns", "Headline", _to_returns),
    Work("case/details", "Background", _to_about),
    Work("meeting/details", "Venue", _to_details),
    Work("meeting/people", "Role", _to_guests),
    Work("meeting/statement", "Clauses, one a line", _to_statement),
)


def prepare(home: Path) -> None:
    """A file with an audit of two cases; no round table is planned."""
    path = home / "Board.roundtable"
    vault, _code = vaults.make(path)
    found_board(
        vault, name="Fernleigh", pack_id="lscb_2015", contact="the chair", recipient_email="a@example.org"
    )
    import_pack(vault, read_pack(write_pack(home, cases=PACK["cases"]).read_bytes()))
    vault.close()
    remember_file(MachineSettings(home / "settings.ini"), path)


def place_shown(me: Facilitator) -> str:
    """The page and its part."""
    shown = me.session.window.screen_shown
    tabs = getattr(shown, "tabs", None)
    return f"{me.here}/{tabs.shown()}" if tabs is not None else me.here


def found_words(word: str, me: Facilitator) -> int:
    """How many of the words typed, from the first one on, stand in a field."""
    window = me.hands.window
    fields = [w.toPlainText() for w in window.findChildren(QPlainTextEdit)]
    fields += [w.text() for w in window.findChildren(QLineEdit)]
    numbers = {int(n) for n in re.findall(rf"{word}(\d{{3}})", "\n".join(fields))}
    return next(n for n in range(len(numbers) + 1) if n + 1 not in numbers)


class Preparer(Child):
    """One run of the program while preparing."""

    def goes_on(self, before: Work | None) -> None:
        """Tells what the home page offers, where that led, and what is there of what was typed."""
        me = self.me
        me.opens_the_program()
        me.unlocks(vaults.PASSPHRASE)
        me.arrives_at("home")
        self.say(f"offers {me.hands.words().count('Continue preparing')}")
        me.hands.press("Continue…")
        me.hands.rest()
        self.say(f"here {place_shown(me)}")
        if before is not None:
            self.say(f"found {found_words(before.word, me)}")

    def works(self, work: Work) -> None:
        """First what is saved after a moment; then on and on until the light goes out."""
        me, hands = self.me, self.me.hands
        work.way(me)
        hands.type_into(work.editor, f"{work.word}001 {work.word}002 {work.word}003 ")
        promised_at = time.monotonic() + SAVED_AFTER
        hands.wait_for(lambda: time.monotonic() > promised_at and hands.at_rest(), "the text to be saved")
        self.say("saved 3")
        for number in range(4, 400):
            hands.type(f"{work.word}{number:03d} ")
            self.say(f"typed {number} {time.monotonic()}")
            hands._turn()
            time.sleep(0.02)  # on purpose: another process is waited for


def pull_the_plug(home: Path, chance: random.Random, works: tuple[Work, ...] = WORKS) -> list[Round]:
    """One audit prepared with a power cut in each of these parts."""
    before: Work | None = None
    typing = Typing()
    for work in (*works, None):
        cut = Cut(lambda say, b=before, w=work: _next(home, say, b, w))
        assert cut.until("offers") == "1", cut.said
        typing.compare(cut, cut.until("here"))
        typing.pull(cut, chance, None if work is None else work.place)
        before = work
    return typing.rounds


def _next(home: Path, say: Callable[[str], None], before: Work | None, work: Work | None) -> None:
    child = Preparer(home, say)
    child.goes_on(before)
    if work is not None:
        for passed in WORKS[_number(before) + 1 : _number(work)]:
            passed.way(child.me)
        child.works(work)
    time.sleep(60)  # on purpose: until the power goes


def _number(work: Work | None) -> int:
    return WORKS.index(work) if work is not None else -1


def main(arguments: list[str]) -> int:
    """Prepares audits; 1 when something was lost that may not be. `--some`: one, cut in three of its parts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    some = arguments == ["--some"]
    chance, bad = random.Random(), 0
    for _ in range(1 if some or not arguments else int(arguments[0])):
        # The last part goes through all others on its way; the first and one between are cut.
        works = (WORKS[0], chance.choice(WORKS[1:5]), chance.choice(WORKS[5:])) if some else WORKS
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder))
            for each in pull_the_plug(Path(folder), chance, works):
                sys.stdout.write(json.dumps(asdict(each)) + "\n")
                bad += each.found < each.promised or each.came_back_to != each.step
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
