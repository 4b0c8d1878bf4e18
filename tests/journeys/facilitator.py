"""What a facilitator does, in their own words, with nothing but the mouse and the keyboard on the real window."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from roundtable.ui.session import Session
from tests.journeys.hands import Answer, Hands
from tests.journeys.program import Program

PASSPHRASE = "lantern-gravel-orbit-thimble-willow"
ME = "Owen Merriweather"


class Facilitator:
    """One person at one computer, whose settings lie in `home`."""

    def __init__(self, home: Path, *, keyboard: bool = False) -> None:
        self.home, self.keyboard = home, keyboard
        self.program = Program(home / "settings.ini")
        self._session: Session | None = None
        self._hands: Hands | None = None

    # --- the computer

    @property
    def session(self) -> Session:
        """The program that runs."""
        assert self._session is not None, "the program has not been started"
        return self._session

    @property
    def hands(self) -> Hands:
        """Mouse, keyboard and eyes."""
        assert self._hands is not None, "the program has not been started"
        return self._hands

    @property
    def here(self) -> str:
        """The key of the page that is shown."""
        place = self.session.navigator.here
        return place.key if place else ""

    def opens_the_program(self) -> None:
        """A click on the icon."""
        self._session = self.program.start()
        self._hands = Hands(self._session.window, keyboard=self.keyboard)
        self._hands.at_rest = lambda: self.session.tasks.idle
        self.hands.rest()

    def quits(self) -> None:
        """Ctrl+Q, as at the end of a day."""
        if self._session is None:
            return
        self.hands.key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        self.puts_away()

    def puts_away(self) -> None:
        """Whatever is still open goes, so that the next test begins with nothing."""
        session, self._session = self._session, None
        if session is None:
            return
        session.end()
        session.curtains.lift()
        session.window.close()
        session.window.deleteLater()
        self._hands = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del session
        # What is left goes here and now: the next program's worker must not clear away this one's windows.
        gc.collect()

    def arrives_at(self, key: str) -> None:
        """Waits for a page."""
        self.hands.wait_for(lambda: self.here == key, f"the page {key!r} (at {self.here!r})")
        self.hands.rest()

    # --- the file

    def makes_a_file(self, path: Path, board: str = "Fernleigh Safeguarding Children Board") -> str:
        """The first run; the recovery code is read off the sheet, typed back and returned."""
        hands = self.hands
        hands.type_into("Name of the Board", board)
        hands.type_into(
            "Who to tell about a loss or a mistaken disclosure", "the business unit, 020 7946 0100"
        )
        hands.type_into("E-mail address that reports go to", "learning.subgroup@example.org")
        self._chooses_place(path)
        hands.type_into("Your name", ME)
        hands.type_into("Passphrase", PASSPHRASE)
        hands.type_into("Passphrase again", PASSPHRASE)
        hands.rest()
        hands.press("Create the file")
        hands.reads("Keep the recovery code")
        code = self._reads_recovery_code()
        for place, group in enumerate(code.split("-"), 1):
            if hands.has(f"Group {place} of the code"):
                hands.type_into(f"Group {place} of the code", group.lower())
        hands.press("I have written the code down…")
        hands.press("Open the file")
        self.arrives_at("home")
        return code

    def tries_the_sample(self, path: Path) -> None:
        """From the first page to the sample's home."""
        hands = self.hands
        hands.press("Try the sample…")
        self._chooses_place(path)
        hands.type_into("Your name", ME)
        hands.rest()
        hands.press("Create the file")
        hands.reads("Keep the recovery code")
        hands.press("Open the file")
        self.arrives_at("home")

    def unlocks(self, passphrase: str = PASSPHRASE, name: str = ME) -> None:
        """The file that was used last."""
        hands = self.hands
        hands.type_into("Your name", name)
        hands.type_into("Passphrase", passphrase)
        hands.press("Unlock")

    def _chooses_place(self, path: Path) -> None:
        self.hands.prompts.expect("Where to keep the file", in_file_dialog(path))
        self.hands.press("Choose where")
        self.hands.prompts.all_came()

    def _reads_recovery_code(self) -> str:
        lines = self.hands.words().splitlines()
        return "-".join(
            lines[n + 1] for n, line in enumerate(lines) if line.startswith("Group ") and len(line) < 9
        )


def in_file_dialog(path: Path) -> Answer:
    """Types a path into the file dialog."""

    def answer(hands: Hands) -> None:
        dialog = hands.front()
        assert isinstance(dialog, QFileDialog)
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        edit.setFocus()
        hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.type(str(path))
        hands.key(Qt.Key.Key_Return)

    return answer
