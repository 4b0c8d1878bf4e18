"""The passphrase of a copy, large and word by word, to be read out over the telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack


class SpokenPassphrase(Card):
    """There is no button to copy it: a clipboard ends up in the e-mail."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "Tell this passphrase by telephone",
            "Never in an e-mail. It stays here until you say that it has been told; then it is kept nowhere. "
            "If it is lost, make a new copy.",
            icon="key-round",
        )
        self._theme = theme
        self._words = Stack(theme)
        self._how = Text("", "small", "ink2")
        self.told = CheckTile(theme, "I have told it by telephone")
        self._covered = Callout(
            theme, "Stop mirroring the displays to see it.", "warn", title="The room sees this screen"
        )
        self._covered.setVisible(False)
        self.add(self._covered)
        self.add(self._words)
        self.add(self._how)
        self.add(self.told)
        self.setVisible(False)

    def tell(self, passphrase: str, of: str = "") -> None:
        """Show another passphrase and what it opens; "" takes it off the screen."""
        words = passphrase.split("-") if passphrase else []
        self._words.clear()
        self.told.setChecked(False)
        if words:
            cells = (_cell(self._theme, number, word) for number, word in enumerate(words, 1))
            self._words.add(Reflow(self._theme, *cells, columns=3, narrowest=220))
        opens = f"It opens: {of}. " if of else ""
        self._how.setText(
            f"{opens}{counted(len(words), 'word')} in small letters, with a hyphen between them."
        )
        self.setVisible(bool(words))

    def cover(self, covered: bool) -> None:
        """Hide the words while others see this screen."""
        self._covered.setVisible(covered)
        self._words.setVisible(not covered)
        self._how.setVisible(not covered)

    def text(self) -> str:
        """The words on the screen, with hyphens."""
        return "-".join(
            label.text() for label in self._words.findChildren(Text) if label.property("kind") == "display"
        )


def _cell(theme: Theme, number: int, word: str) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    theme.scale_layout(column, (0, 0, 0, 0), 2)
    column.addWidget(Text(f"Word {number}", "small", "ink2", wrap=False))
    shown = Text(word, "display", wrap=False)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    shown.setAccessibleName(f"Word {number}: {word}")
    column.addWidget(shown)
    return cell
