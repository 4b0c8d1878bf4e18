"""Pulls the plug on the real program at every step of a meeting: `python -m tests.journeys.plug [meetings]`.

Each round is a process of its own that is killed with SIGKILL while something is typed or done. The next one
starts the program, presses "Continue" and looks for what was there. Prints one line of JSON a round:
step, how many words had been typed, how many were found, seconds of typing that were lost.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.curtain import set_pin
from roundtable.actions.round_tables import MeetingDetails, open_round_table, plan_round_table
from roundtable.actions.signoff import add_attendee
from roundtable.domain.ids import AgencyId, RoundTableId
from roundtable.ui.machine_settings import MachineSettings, remember_file
from tests.journeys.facilitator import PIN, Facilitator
from tests.journeys.program import STARTS_AT
from tests.journeys.small_pack import PACK, write_pack
from tests.storage import vaults

NAMES = ("Karen Whitlow", "Ngozi Clarke")
LOSS_ALLOWED = 2.0
"""Seconds of typing that a power cut may cost."""
SAVED_AFTER = 0.8
"""Seconds after which what was typed is on its way to the vault."""


@dataclass(frozen=True)
class Stop:
    """A step of the meeting, what is typed into there, and how one goes on from it."""

    step: str
    editor: str
    finish: Callable[[Facilitator], None]
    begin: Callable[[Facilitator], None] = lambda me: None


@dataclass(frozen=True)
class Round:
    """What came of one power cut. `promised`: words that the screen had said were saved, or older than 2 s."""

    step: str
    came_back_to: str
    typed: int
    promised: int
    found: int
    seconds_lost: float


def _go_on(me: Facilitator) -> None:
    me.goes_on()


def _end_lived(me: Facilitator) -> None:
    me.says_what_life_was_like()


def _end_question(me: Facilitator) -> None:
    me.answers_the_questions("Good")


def _end_grade(me: Facilitator) -> None:
    me.gives_grade("Good")
    me.goes_on()


def _say_yes(me: Facilitator) -> None:
    if not me.hands.has("What was said or seen?"):
        me.hands.press("Yes")


def _open_notes(me: Facilitator) -> None:
    if not me.hands.has("What does the room make of it?"):
        me.hands.press("Notes")


def _end_form(me: Facilitator) -> None:
    """A draft is kept as it is; on to the next step by the rail."""
    titles = {"practice": "Grade for the case", "lessons": "Actions", "urgent": "Lessons"}
    me.opens_step(titles[me.here])


STOPS = (
    Stop("who", "Your private notes", _go_on),
    Stop("headlines", "What the room adds: Police", _go_on),
    Stop("chronology", "What does the room make of it?", _go_on, _open_notes),
    Stop("lived", "What the child said", _end_lived),
    Stop("questions", "What did the group see?", _end_question),
    Stop("practice", "What would you tell a colleague?", _end_form),
    Stop("grade", "What decided it?", _end_grade),
    Stop("urgent", "What was said or seen?", _end_form, _say_yes),
    Stop("lessons", "What would you tell a colleague?", _end_form),
    Stop("actions", "What will be done?", _go_on),
)


def prepare(home: Path) -> None:
    """A file with one case and an open round table, as this computer used it last."""
    path = home / "Board.roundtable"
    vault, _code = vaults.make(path)
    found_board(
        vault, name="Fernleigh", pack_id="lscb_2015", contact="the chair", recipient_email="a@example.org"
    )
    pack = write_pack(home, cases=PACK["cases"][:1])
    audit = import_pack(vault, read_pack(pack.read_bytes())).made
    table = RoundTableId(plan_round_table(vault, audit, MeetingDetails(STARTS_AT.date())).made)
    for name in NAMES:
        add_attendee(vault, table, name=name, agency_id=AgencyId("police"))
    set_pin(vault, table, PIN)
    open_round_table(vault, table)
    vault.close()
    remember_file(MachineSettings(home / "settings.ini"), path)


def typed_words(step: str, count: int) -> str:
    """What is typed at a step: each word tells how far the typing had come."""
    return "".join(f"{step}{number:03d} " for number in range(1, count + 1)).strip()


def found_words(step: str, me: Facilitator) -> int:
    """How many of them, from the first one on, are on the screen."""
    editors = [w.toPlainText() for w in me.hands.window.findChildren(QPlainTextEdit)]
    numbers = {int(n) for n in re.findall(rf"{step}(\d{{3}})", "\n".join([*editors, me.hands.words()]))}
    return next(n for n in range(len(numbers) + 1) if n + 1 not in numbers)


class Child:
    """One run of the program, up to the power cut. Speaks to its parent in lines of text."""

    def __init__(self, home: Path, say: Callable[[str], None]) -> None:
        self.say = say
        self.me = Facilitator(home)

    def comes_back(self) -> None:
        """Starts, unlocks, presses Continue, and tells where that led and what is there."""
        me = self.me
        me.opens_the_program()
        me.unlocks(vaults.PASSPHRASE)
        me.arrives_at("home")
        me.hands.press("Continue…")
        self.say(f"here {me.here}")

    def signs_in(self) -> None:
        """The round before the first: one has signed when the light goes out, the other signs after that."""
        me = self.me
        me.hands_over_to(NAMES[0])
        me.types_name(NAMES[0])
        self.say("signed")

    def sees_signatures(self) -> None:
        """Nobody has to sign twice."""
        me = self.me
        self.say(f"signatures {me.hands.words().count('Signed by name')}")
        me.hands_over_to(NAMES[1])
        me.types_name(NAMES[1])
        me.takes_the_laptop_back()
        me.starts_with_the_cases()

    def types(self, stop: Stop) -> None:
        """First what the screen says is saved; then on and on until the light goes out."""
        me = self.me
        me.arrives_at(stop.step)
        stop.begin(me)
        me.hands.type_into(stop.editor, typed_words(stop.step, 3) + " ")
        promised_at = time.monotonic() + SAVED_AFTER
        me.hands.wait_for(
            lambda: time.monotonic() > promised_at and me.hands.at_rest(), "the text to be saved"
        )
        self.say("saved 3")
        for number in range(4, 400):
            me.hands.type(f"{stop.step}{number:03d} ")
            self.say(f"typed {number} {time.monotonic()}")
            me.hands._turn()
            time.sleep(0.02)  # on purpose: another process is waited for


def fork(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """A process that does `work` and says lines into a pipe; its id and the end to read from."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.close(reading)
    try:
        app = QApplication(["roundtable"])
        app.setStyle("Fusion")
        work(lambda line: os.write(writing, f"{line}\n".encode()))
    except BaseException as error:  # the parent tells it
        os.write(writing, f"failed {error!r}\n".replace("\\n", " | ").encode())
    os._exit(0)


class Cut:
    """The parent's side of one child: reads what it says, cuts the power."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        self.pid, self._reading = fork(work)
        self._rest = b""
        self.said: list[str] = []

    def until(self, word: str) -> str:
        """The rest of the first line that begins so. Fails when the child ends before."""
        while True:
            for line in self.said:
                if line.startswith(f"{word} ") or line == word:
                    return line[len(word) :].strip()
            if not self._read():
                raise AssertionError(f"never said {word!r}: {self.said[-3:]}")

    def kill(self) -> None:
        """SIGKILL: no handler, no flush, no goodbye."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        while self._read():
            pass
        os.close(self._reading)

    def _read(self) -> bool:
        data = os.read(self._reading, 65536)
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.said += [line.decode() for line in lines]
        if any(line.startswith("failed") for line in self.said):
            raise AssertionError(self.said[-1])
        return bool(data)

    def typed_until(self, moment: float) -> int:
        """How many words had been typed at this moment."""
        numbers = [int(n) for word, n, at in _typed(self.said) if float(at) <= moment]
        return max(numbers, default=0)

    def typed_at(self, number: int) -> float:
        """When that word had been typed."""
        return min((float(at) for _word, n, at in _typed(self.said) if int(n) >= number), default=0.0)


def _typed(said: list[str]) -> list[list[str]]:
    return [line.split() for line in said if line.startswith("typed ")]


class Typing:
    """What was typed when the power went, and how much of it the next start still has."""

    def __init__(self) -> None:
        self.rounds: list[Round] = []
        self._place = ""
        self._typed = self._promised = 0
        self._cut_at = 0.0
        self._last: Cut | None = None

    def compare(self, cut: Cut, here: str) -> None:
        """One round ends: `here` is where the next start led; nothing to compare at the very first one."""
        if self._last is None:
            return
        found = int(cut.until("found"))
        lost = self._cut_at - self._last.typed_at(found + 1) if found < self._typed else 0.0
        self.rounds.append(Round(self._place, here, self._typed, self._promised, found, round(lost, 2)))

    def pull(self, cut: Cut, chance: random.Random, place: str | None) -> None:
        """Kill the process while it types at `place`; None: nothing is typed any more."""
        if place is not None:
            cut.until("saved")
            time.sleep(chance.uniform(0.1, 0.8))  # on purpose: the power goes at a moment nobody chose
            self._cut_at = time.monotonic()
        cut.kill()
        self._typed = cut.typed_until(self._cut_at)
        self._promised = max(3, cut.typed_until(self._cut_at - LOSS_ALLOWED))
        self._place, self._last = place or "", cut


def pull_the_plug(home: Path, chance: random.Random, cuts: int = len(STOPS)) -> list[Round]:
    """One meeting with a power cut at this many of its steps."""
    chosen = sorted(chance.sample(range(len(STOPS)), cuts))
    first = Cut(lambda say: _first(home, say))
    first.until("signed")
    first.kill()
    before: Stop | None = None
    typing = Typing()
    for stop in (*(STOPS[place] for place in chosen), None):
        cut = Cut(lambda say, b=before, s=stop: _next(home, say, b, s))
        here = cut.until("here")
        if before is None:
            assert (here, cut.until("signatures")) == ("sign", "1"), (here, cut.said)
        typing.compare(cut, here)
        typing.pull(cut, chance, None if stop is None else stop.step)
        before = stop
    return typing.rounds


def _first(home: Path, say: Callable[[str], None]) -> None:
    child = Child(home, say)
    child.comes_back()
    child.signs_in()
    time.sleep(60)  # on purpose: until the power goes


def _next(home: Path, say: Callable[[str], None], before: Stop | None, stop: Stop | None) -> None:
    child = Child(home, say)
    child.comes_back()
    if before is None:
        child.sees_signatures()
    else:
        say(f"found {found_words(before.step, child.me)}")
    for passed in _between(before, stop):
        child.me.arrives_at(passed.step)
        passed.begin(child.me)
        passed.finish(child.me)
    if stop is not None:
        child.types(stop)
    time.sleep(60)  # on purpose: until the power goes


def _between(before: Stop | None, stop: Stop | None) -> tuple[Stop, ...]:
    """The steps that are gone through without a power cut: from where it came back to where it types next."""
    first = STOPS.index(before) if before else 0
    return STOPS[first : STOPS.index(stop)] if stop else ()


# --- after the cases: deeds instead of typing


def _close(me: Facilitator) -> str:
    me.opens_step("Actions")
    me.arrives_at("actions")
    me.goes_on()
    me.closes_the_round_table()
    return "check"


def _decide(me: Facilitator) -> str:
    me.decides_names()
    return "check"


def _confirm(me: Facilitator) -> str:
    me.asks_a_second_person()
    return "export"


def _begin_report(me: Facilitator) -> str:
    """Only begins: the light goes out while the file is written, searched or stored."""
    me.hands.go_to("Create the report")
    _says_that_it_is_final(me)
    me.goes_on_without_waiting()
    return "export"


def _says_that_it_is_final(me: Facilitator) -> None:
    """Nobody has taken the urgent concern of this meeting on, so the page asks whether it is over."""
    me.hands.prompts.expect("Is the round table over?", lambda h: h.press("Create it as final all the same"))


def _make_report(me: Facilitator) -> str:
    if me.hands.has("Create the report"):
        _says_that_it_is_final(me)
        me.creates_report()
    me.hands.reads("Searched for names: none found")
    return "export"


def _write_draft(me: Facilitator) -> str:
    me.writes_draft(me.home)
    return "send"


DEEDS = (_close, _decide, _confirm, _begin_report, _make_report, _write_draft)


def pull_the_plug_on_the_report(home: Path, chance: random.Random) -> list[tuple[str, str, str]]:
    """A power cut right after each deed: the deed, where the next start led to, where it should."""
    came: list[tuple[str, str, str]] = []
    expected, deed_before = "", "the last step"
    for deed in (*DEEDS, None):
        cut = Cut(lambda say, d=deed: _do(home, say, d))
        here = cut.until("here")
        came.append((deed_before, here, expected or here))
        if deed is not None:
            expected, deed_before = cut.until("done"), deed.__name__.strip("_")
            waits = chance.uniform(0.0, 0.8) if deed is _begin_report else 0.0
            time.sleep(waits)  # on purpose: the power goes at a moment nobody chose
        cut.kill()
    return came


def _do(home: Path, say: Callable[[str], None], deed: Callable[[Facilitator], str] | None) -> None:
    child = Child(home, say)
    child.comes_back()
    if deed is not None:
        say(f"done {deed(child.me)}")
    until = time.monotonic() + 60
    child.me.hands.wait_for(lambda: time.monotonic() > until, "the power cut", 70)


def main(arguments: list[str]) -> int:
    """Plays meetings; 1 when something was lost that may not be. `--some`: one, cut at half of its steps."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    some = arguments == ["--some"]
    times, cuts = (1, len(STOPS) // 2) if some else (int(arguments[0]) if arguments else 1, len(STOPS))
    chance, bad = random.Random(), 0
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder))
            for each in pull_the_plug(Path(folder), chance, cuts):
                sys.stdout.write(json.dumps(asdict(each)) + "\n")
                bad += each.found < each.promised or each.came_back_to != each.step
            for deed, came_to, expected in pull_the_plug_on_the_report(Path(folder), chance):
                sys.stdout.write(json.dumps({"after": deed, "came_back_to": came_to}) + "\n")
                bad += came_to != expected
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
