"""The first run: the Board, where its file lies, the passphrase, and the recovery sheet."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable import assets
from roundtable.actions import ready_made
from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.ports import Vault
from roundtable.domain.errors import PassphraseTooWeak, RoundtableError, VaultAlreadyThere
from roundtable.domain.wording import day_words
from roundtable.ui.context import Context
from roundtable.ui.door import FILE_KIND, SUFFIX, Entrance, NewVault
from roundtable.ui.error_texts import explain
from roundtable.ui.machine_settings import remember_file
from roundtable.ui.new_passphrase import NewPassphrase
from roundtable.ui.recovery_sheet import RecoverySheet
from roundtable.ui.screen import FrameKind, Screen
from roundtable.ui.synced_folders import sync_service
from roundtable.ui.tasks import Job, Progress
from roundtable.ui.who_field import WhoField
from roundtable.ui.widgets import (
    Button,
    Callout,
    Card,
    Field,
    LineEdit,
    ProgressPanel,
    Text,
    TileChoice,
    TileGroup,
)

SAMPLE_BOARD = "Sampleford Safeguarding Children Board"
SAMPLE_PACK = "demonstration/pack.json"


@dataclass(frozen=True, slots=True)
class Founding:
    """What the form holds."""

    path: Path
    board: str
    pack_id: str
    contact: str
    recipient: str
    passphrase: str
    who: str
    is_sample: bool


class FirstRun(Screen):
    """`sample` fills the form in, and puts the fictional cases into the new file."""

    frame_kind: ClassVar[FrameKind] = "bare"
    help_key = "first_run"

    def __init__(self, context: Context, entrance: Entrance, *, sample: bool = False) -> None:
        title = "Try the sample" if sample else "Set up your Board’s file"
        about = (
            "A file with invented cases, to look round in. Nobody in it is real."
            if sample
            else "One encrypted file holds everything. It stays on this computer, or where you put it."
        )
        super().__init__(context, title, about)
        self._entrance, self._is_sample = entrance, sample
        self._path: Path | None = None
        self._job: Job | None = None
        self._is_busy = False
        self._form: list[QWidget] = []
        self._build_board()
        self._build_file()
        self._build_passphrase()
        self.progress = ProgressPanel(self.theme, "Making the file")
        self.progress.cancelled.connect(lambda: self._job.cancel() if self._job else None)
        self.add(self.progress)
        self._build_side()
        self._back = Button(self.theme, "Back to unlock", icon="arrow-left")
        self._back.clicked.connect(lambda: context.navigator.go("unlock"))
        self.footer.add(self._back)
        self.set_primary("Create the file", self._create, icon="file-plus")
        if sample:
            self._fill_in_sample()

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
        for part in (self.board_field, question, hint, self.pack, self._pack_note):
            card.add(part)
        card.add(self.contact_field)
        card.add(self.recipient_field)
        self._show_pack_note(packs[0].id)
        self._put(card)

    def _build_file(self) -> None:
        card = Card(self.theme, "Where the file lies", icon="folder-open")
        self._place = Text("Not chosen yet", "body", "ink2")
        self._choose = Button(self.theme, "Choose where", icon="folder-open")
        self._choose.clicked.connect(self._choose_place)
        self.place_field = Field(self.theme, "Folder and name", self._choose)
        self._synced = Callout(self.theme, "", "warn", title="This folder is copied to a cloud service")
        self._synced.setVisible(False)
        card.add_row(self.place_field, None)
        card.add(self._place)
        card.add(self._synced)
        self._put(card)

    def _build_passphrase(self) -> None:
        card = Card(self.theme, "Passphrase", icon="lock-keyhole")
        self.who = WhoField(self.theme, self.context.settings)
        self.passphrase = NewPassphrase(
            self.context, self._entrance.door.strength, self._entrance.door.suggestion
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
        if self._is_sample:
            return
        sample = Card(self.theme, "Look round first?", "Invented cases, the whole way through.", narrow=True)
        button = Button(self.theme, "Try the sample instead", icon="play")
        button.clicked.connect(lambda: self.context.navigator.go("first_run", sample=True))
        sample.add_row(button, None)
        self.add_side(sample)
        self._form.append(sample)

    def _put(self, card: Card) -> None:
        self._form.append(card)
        self.add(card)

    def _fill_in_sample(self) -> None:
        self.board.setText(SAMPLE_BOARD)
        self.contact.setText("Board business unit, 020 7946 0018")
        self.recipient.setText("learning@example.org")
        self.passphrase.draw_words()

    # --- filling in

    def _show_pack_note(self, pack_id: str) -> None:
        note = self._past[pack_id]
        self._pack_note.message.setText(note)
        self._pack_note.setVisible(bool(note))

    def _choose_place(self) -> None:
        name = "Roundtable sample" if self._is_sample else _file_name(self.board.text())
        chosen = self.context.prompts.save_file(
            "Where to keep the file", Path.home() / f"{name}{SUFFIX}", (FILE_KIND,)
        )
        if chosen is None:
            return
        self._path = chosen if chosen.suffix == SUFFIX else chosen.with_name(chosen.name + SUFFIX)
        self._place.setText(str(self._path))
        self._choose.set_label("Choose another place")
        self.place_field.set_error("")
        service = sync_service(self._path)
        self._synced.message.setText(
            f"{service} may change the file while you work in it, and keeps old copies of it. "
            "A folder on this computer or on your organisation’s drive is safer."
        )
        self._synced.setVisible(bool(service))

    def _problems(self) -> list[tuple[str, Field | QWidget | None]]:
        problems: list[tuple[str, Field | QWidget | None]] = []
        if not self.board.text().strip():
            problems.append(("Enter the name of the Board", self.board_field))
        if not self.contact.text().strip():
            problems.append(("Enter who to tell about a loss", self.contact_field))
        address = self.recipient.text().strip()
        if address and not _looks_like_address(address):
            problems.append(("Enter the whole e-mail address, like name@example.org", self.recipient_field))
        if self._path is None:
            problems.append(("Choose where the file lies", self.place_field))
        if self.who.problem():
            problems.append((self.who.problem(), self.who.field))
        return problems + self.passphrase.problems()

    # --- creating

    def _create(self) -> None:
        problems = self._problems()
        self.page.errors.show_problems(problems)
        if problems or self._path is None or self._is_busy:
            return
        founding = Founding(
            self._path,
            self.board.text(),
            self.pack.value(),
            self.contact.text(),
            self.recipient.text(),
            self.passphrase.text(),
            self.who.who(),
            self._is_sample,
        )
        self._is_busy = True
        self.progress.start()
        self.footer.primary.setEnabled(False)
        self._job = self.context.tasks.run_long(
            lambda progress: found_vault(self._entrance, founding, progress),
            self,
            self._made,
            self._failed,
            self.progress.advance,
        )

    def _failed(self, error: RoundtableError) -> None:
        self._is_busy = False
        self.progress.finish()
        self.footer.primary.setEnabled(True)
        said = explain(error)
        target: Field | None = None
        if isinstance(error, VaultAlreadyThere):
            target = self.place_field
        elif isinstance(error, PassphraseTooWeak):
            target = self.passphrase.first_field
        self.page.errors.show_problems([(said.advice, target)], said.title)

    def _made(self, made: NewVault) -> None:
        path = self._path
        if path is None:
            return
        self._is_busy = False
        self.progress.finish()
        self.passphrase.clear()
        remember_file(self.context.settings, path)
        for part in self._form:
            part.setVisible(False)
        self._back.setVisible(False)
        self.set_title(
            "Keep the recovery code",
            "It is the second way into the file. It is shown this once and kept nowhere.",
        )
        asked = () if self._is_sample else _two_groups(made.recovery_code)
        sheet = RecoverySheet(self.theme, made.recovery_code, path.stem, asked)
        self.add(sheet)
        self.footer.primary.setEnabled(True)
        self.set_primary("Open the file", lambda: self._finish(sheet, path, made.vault))
        sheet.first_field.focus() if sheet.first_field else self.footer.primary.setFocus()

    def _finish(self, sheet: RecoverySheet, path: Path, vault: Vault) -> None:
        problems = sheet.problems()
        self.page.errors.show_problems(problems)
        if not problems:
            self._entrance.enter(path, vault)


def found_vault(entrance: Entrance, founding: Founding, progress: Progress) -> NewVault:
    """Makes the file, founds the Board in it, and adds the sample's cases; runs on the worker."""
    pack = read_pack(assets.read_bytes(SAMPLE_PACK)) if founding.is_sample else None
    progress(0, 3, "Deriving the key from your passphrase. This takes a moment on purpose.")
    made = entrance.door.create(founding.path, founding.passphrase, founding.who, progress)
    # From here on there is a file: it is finished rather than left without its Board.
    found_board(
        made.vault,
        name=founding.board,
        pack_id=founding.pack_id,
        contact=founding.contact,
        recipient_email=founding.recipient,
    )
    if pack is not None:
        import_pack(made.vault, pack)
    return made


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
