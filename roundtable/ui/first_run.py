"""The first run: the Board, where its file lies, the passphrase, and the recovery sheet."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from roundtable.actions import ready_made
from roundtable.actions.board import found_board
from roundtable.actions.ports import Vault
from roundtable.domain.errors import PassphraseTooWeak, RoundtableError
from roundtable.domain.wording import day_words
from roundtable.ui.context import Context
from roundtable.ui.door import Entrance, NewVault
from roundtable.ui.new_file_screen import NewFileScreen
from roundtable.ui.new_passphrase import NewPassphrase
from roundtable.ui.recovery_paper import RecoveryPaper
from roundtable.ui.recovery_sheet import RecoverySheet
from roundtable.ui.who_field import WhoField
from roundtable.ui.widgets import Button, Callout, Card, Field, LineEdit, Text, TileChoice, TileGroup
from roundtable.ui.widgets.stack import Stack


class FirstRun(NewFileScreen):
    """Takes no parameters. What was typed is still there after a look into the help, but the passphrase."""

    def __init__(self, context: Context, entrance: Entrance) -> None:
        super().__init__(
            context,
            entrance,
            "Set up your Board’s file",
            "One encrypted file holds everything. It stays on this computer, or where you put it.",
        )
        self._form: list[QWidget] = []
        self._unfinished: Vault | None = None
        self._has_file = False
        self._build_board()
        self._build_file()
        self._build_passphrase()
        self.add(self.progress)
        self._build_side()
        self.set_primary("Create the file", self._create, icon="file-plus")
        self._fill_in()

    # --- building

    def _build_board(self) -> None:
        card = Card(self.theme, "Your Board", icon="building-2")
        self.board = LineEdit(self.theme, "Name of the Board")
        self.board_field = Field(
            self.theme, "Name of the Board", self.board, "As it stands at the top of its papers."
        )
        today = self.context.clock.now().date()
        packs = ready_made.wording_packs()
        self.pack = TileGroup(
            self.theme,
            "Which wording applies?",
            [TileChoice(p.id, p.name, p.provenance) for p in packs],
            columns=3,
            narrowest=240,
        )
        self.pack.set_value(packs[0].id)
        self._past = {
            p.id: (f"This wording was due for review by {day_words(p.review_by)}. Every paper will say so.")
            if p.is_past_review(today)
            else p.check_note
            for p in packs
        }
        self._pack_note = Callout(self.theme, "", "warn")
        self.pack.changed.connect(self._show_pack_note)
        self.contact = LineEdit(self.theme, "Who to tell about a loss or a mistaken disclosure")
        self.contact_field = Field(
            self.theme,
            "Who to tell about a loss or a mistaken disclosure",
            self.contact,
            "Printed in the confidentiality statement: a role, with a telephone number or e-mail address.",
        )
        self.recipient = LineEdit(self.theme, "E-mail address that reports go to")
        self.recipient_field = Field(
            self.theme,
            "E-mail address that reports go to",
            self.recipient,
            "The Learning and Improvement Sub Group’s. You can change it later.",
            optional=True,
        )
        question = Text("Which wording applies?", "label")
        hint = Text(
            "In England new law took the place of LSCBs from 2018. Ask your Board if you are not sure.",
            "small",
            "ink2",
        )
        asked = Stack(self.theme, question, hint, spacing=6)
        for part in (self.board_field, asked, self.pack, self._pack_note):
            card.add(part)
        card.add(self.contact_field)
        card.add(self.recipient_field)
        self._show_pack_note(packs[0].id)
        self._put(card)

    def _build_file(self) -> None:
        card = Card(self.theme, "Where the file is kept", icon="folder-open")
        card.add(self.place)
        self.board.textChanged.connect(self._suggest)
        self._put(card)

    def _build_passphrase(self) -> None:
        card = Card(self.theme, "Passphrase", icon="lock-keyhole")
        self.who = WhoField(self.theme, self.context.settings)
        self.passphrase = NewPassphrase(
            self.context, self.entrance.door.strength, self.entrance.door.suggestion
        )
        self.passphrase.entered.connect(self.do_primary)
        card.add(
            Callout(
                self.theme,
                "Nobody can reset it: not we, not your IT team. Without the passphrase and without the "
                "recovery sheet the file stays shut for good.",
                "warn",
            )
        )
        card.add(self.who)
        card.add(self.passphrase)
        self._put(card)

    def _build_side(self) -> None:
        steps = Card(self.theme, "What happens", icon="list-checks", narrow=True)
        for line in (
            "1. The file is made and encrypted.",
            "2. You see a recovery code once. Write it down.",
            "3. You prepare your first audit.",
        ):
            steps.add(Text(line))
        self.add_side(steps)
        self._form.append(steps)
        sample = Card(self.theme, "Look round first?", "Invented cases, the whole way through.", narrow=True)
        button = Button(self.theme, "Try the sample instead", icon="play")
        button.clicked.connect(lambda: self.context.navigator.go("try_sample"))
        sample.add_row(button, None)
        self.add_side(sample)
        self._form.append(sample)

    def _put(self, card: Card) -> None:
        self._form.append(card)
        self.add(card)

    # --- filling in

    def flush(self) -> None:
        """Keep what is typed, for whoever comes back from another page; a passphrase is not kept."""
        super().flush()
        if self._has_file:
            return
        draft = self.entrance.draft
        draft.clear()
        draft |= {key: line.text() for key, line in self._lines().items()}
        draft["pack"] = self.pack.value()
        draft["place"] = str(self.place.path or "")

    def _lines(self) -> dict[str, LineEdit]:
        return {
            "board": self.board,
            "contact": self.contact,
            "recipient": self.recipient,
            "who": self.who.name,
        }

    def _fill_in(self) -> None:
        draft = self.entrance.draft
        if not draft:
            return
        for key, line in self._lines().items():
            line.setText(draft[key])
        self.pack.set_value(draft["pack"])
        self._show_pack_note(draft["pack"])
        if draft["place"]:
            self.place.take(Path(draft["place"]))

    def _suggest(self, name: str) -> None:
        self.place.suggested = _file_name(name)

    def _show_pack_note(self, pack_id: str) -> None:
        note = self._past[pack_id]
        self._pack_note.message.setText(note)
        self._pack_note.setVisible(bool(note))

    def _problems(self) -> list[tuple[str, Field | QWidget | None]]:
        problems: list[tuple[str, Field | QWidget | None]] = []
        if not self.board.text().strip():
            problems.append(("Enter the name of the Board", self.board_field))
        if not self.contact.text().strip():
            problems.append(("Enter who to tell about a loss", self.contact_field))
        address = self.recipient.text().strip()
        if address and not _looks_like_address(address):
            problems.append(("Enter the whole e-mail address, like name@example.org", self.recipient_field))
        if self.place.problem():
            problems.append((self.place.problem(), self.place.field))
        if self.who.problem():
            problems.append((self.who.problem(), self.who.field))
        return problems + self.passphrase.problems()

    # --- creating

    def _create(self) -> None:
        problems = self._problems()
        self.page.errors.show_problems(problems)
        if problems:
            return
        fill = partial(
            found_board,
            name=self.board.text(),
            pack_id=self.pack.value(),
            contact=self.contact.text(),
            recipient_email=self.recipient.text(),
        )
        self.make(self.passphrase.text(), self.who.who(), fill, self._show_code)

    def field_of(self, error: RoundtableError) -> Field | None:
        """The field in which an error can be mended."""
        return (
            self.passphrase.first_field if isinstance(error, PassphraseTooWeak) else super().field_of(error)
        )

    # --- the recovery code

    def _show_code(self, path: Path, made: NewVault) -> None:
        self._unfinished, self._has_file = made.vault, True
        self.entrance.draft.clear()
        self.passphrase.clear()
        for part in (*self._form, self.back):
            part.setVisible(False)
        self.set_title(
            "Keep the recovery code",
            "It is the second way into the file. It is shown this once and kept nowhere.",
        )
        code = made.recovery_code
        paper = RecoveryPaper(self.context, code, path.stem, self.board.text().strip())
        sheet = RecoverySheet(self.theme, code, path.stem, _two_groups(code), paper)
        self.add(sheet)
        self.set_primary("Open the file", lambda: self._finish(sheet, path, made.vault))
        # What the code is for is read before anything is typed back, so that it has to be in sight.
        paper.save.setFocus()
        QTimer.singleShot(0, self.page, lambda: self.page.verticalScrollBar().setValue(0))

    def _finish(self, sheet: RecoverySheet, path: Path, vault: Vault) -> None:
        problems = sheet.problems()
        self.page.errors.show_problems(problems)
        if not problems:
            self._unfinished = None
            self.entrance.enter(path, vault)

    def leave(self) -> bool:
        """The code is shown this once: nobody loses it to a key pressed by mistake."""
        vault, door = self._unfinished, self.entrance.door
        if vault is None:
            return super().leave()
        if not self.context.prompts.confirm(
            "Leave without the recovery code?",
            "It is shown only now. Without it a forgotten passphrase shuts the file for good.",
            "Leave without it",
            "Stay here",
            danger=True,
        ):
            return False
        self._unfinished = None
        self.context.tasks.run(lambda: door.close(vault), self.context.hub, lambda _closed: None)
        return True


def _two_groups(code: str) -> tuple[int, ...]:
    """Which groups of the code are asked back, drawn at random."""
    count = len(code.split("-"))
    first = secrets.randbelow(count)
    second = (first + 1 + secrets.randbelow(count - 1)) % count
    return tuple(sorted((first, second)))


def _file_name(board: str) -> str:
    kept = "".join(letter for letter in board if letter.isalnum() or letter in " -").strip()
    return kept[:60] or "Roundtable"


def _looks_like_address(text: str) -> bool:
    name, at, domain = text.rpartition("@")
    return bool(name and at and "." in domain.strip(".")) and " " not in text
