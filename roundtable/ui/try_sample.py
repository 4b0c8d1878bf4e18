"""Trying the sample: one page, a throw-away file with invented cases, one press."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.actions.ports import Vault
from roundtable.domain.errors import RoundtableError
from roundtable.ui.context import Context
from roundtable.ui.door import Entrance, NewVault
from roundtable.ui.file_place import free_place
from roundtable.ui.new_file_screen import NewFileScreen
from roundtable.ui.who_field import WhoField
from roundtable.ui.widgets import Button, Card, Field, Text
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.fields import reveal
from roundtable.ui.widgets.stack import Stack

FILE_NAME = "Roundtable sample"
_IN_IT = (
    ("users", "Four invented cases of neglect, with families, events and what each agency sent."),
    ("calendar", "A round table planned for today, with everybody who is expected on its list."),
    ("file-check", "All of it works: sign, walk through the cases, take the names out, make the report."),
)


class TrySample(NewFileScreen):
    """Takes no parameters. Nothing has to be filled in: the passphrase is drawn, the place is suggested."""

    def __init__(self, context: Context, entrance: Entrance) -> None:
        super().__init__(
            context,
            entrance,
            "Try the sample",
            "Look round with invented cases. Nobody in them is real, and nothing of yours is touched.",
            free_place(_folders(), FILE_NAME),
        )
        self._script = demonstration_script()
        self.place.suggested = FILE_NAME
        self._build_what()
        self._build_passphrase()
        self._build_choices()
        self.add(self.progress)
        side = Card(self.theme, "What happens", icon="list-checks", narrow=True)
        self.file_words = Text()
        side.add(self.file_words)
        for line in ("2. It opens, with its round table one press away.", "3. Seen enough? Delete the file."):
            side.add(Text(line))
        self.add_side(side)
        self.place.taken.connect(self._tell_place)
        self._tell_place()
        self.set_primary("Try the sample", self._try, icon="play")

    def first_focus(self) -> QWidget:
        """One press is enough."""
        return self.footer.primary

    def load(self) -> None:
        """Draw the words of the passphrase."""
        if not self.words.text():
            self._draw()

    # --- building

    def _build_what(self) -> None:
        card = Card(self.theme, self._script.board.name, icon="building-2")
        for icon, line in _IN_IT:
            card.add_point(icon, "ink2", line)
        self.add(card)

    def _build_passphrase(self) -> None:
        card = Card(
            self.theme,
            "Its passphrase",
            "Drawn for this file alone. Note the words if you want to come back to it: the file locks when "
            "it is left alone for some minutes. Without them it stays shut; then try the sample again.",
            icon="lock-keyhole",
        )
        self.words = Text("", "h1")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAccessibleName("Passphrase of the sample")
        card.add(self.words)
        self.add(card)

    def _build_choices(self) -> None:
        self.who = WhoField(self.theme, self.context.settings)
        if not self.who.name.text():
            self.who.name.setText(self._script.meeting.facilitator)
        self.draw = Button(self.theme, "Draw other words", icon="refresh-cw")
        self.draw.clicked.connect(self._draw)
        body = Card(self.theme)
        body.add(self.place)
        body.add(self.who)
        body.add(Field(self.theme, "Passphrase", self.draw))
        self.choices = Disclosure(self.theme, "Choose where", body, is_open=self.place.path is None)
        self.choices.toggled.connect(lambda is_open: reveal(body) if is_open else None)
        self.add(Stack(self.theme, self.choices))

    def _tell_place(self) -> None:
        words = self.place.words()
        self.file_words.setText(f"1. An encrypted file is made{f': {words}' if words else ''}.")

    # --- trying

    def field_of(self, error: RoundtableError) -> Field | None:
        """The field in which an error can be mended; it is unfolded."""
        field = super().field_of(error)
        self.choices.set_open(self.choices.is_open or field is not None)
        return field

    def _draw(self) -> None:
        self.words.setText(self.entrance.door.suggestion())

    def _try(self) -> None:
        problems: list[tuple[str, Field | QWidget | None]] = []
        if self.place.problem():
            problems.append((self.place.problem(), self.place.field))
        if self.who.problem():
            problems.append((self.who.problem(), self.who.field))
        self.page.errors.show_problems(problems)
        if problems:
            self.choices.set_open(True)
            return
        script, today = self._script, self.context.clock.now().date()

        def fill(vault: Vault) -> None:
            from roundtable.actions.demonstration import make_ready

            make_ready(vault, demonstration_pack(), script, today)

        self.make(self.words.text(), self._who(), fill, self._made_it)

    def _who(self) -> str:
        """The invented facilitator is not remembered: on this computer it is nobody's name."""
        if self.who.name.text().strip() == self._script.meeting.facilitator:
            return f"{self._script.meeting.facilitator} ({self.who.role.value()})"
        return self.who.who()

    def _made_it(self, path: Path, made: NewVault) -> None:
        self.words.clear()
        self.entrance.enter(path, made.vault)


def _folders() -> tuple[Path, ...]:
    """Where people look for their files, the usual place first."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return (Path(documents), Path.home())
