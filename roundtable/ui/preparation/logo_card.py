"""The Board's logo: chosen from a picture file, shown as it will print, taken away again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from roundtable.actions.board import choose_logo, remove_logo, restore_logo
from roundtable.domain.changes import Changes
from roundtable.domain.errors import FileUnreadable
from roundtable.domain.logo import Logo
from roundtable.ui.context import Context
from roundtable.ui.widgets import Button, Card, Text
from roundtable.ui.widgets.stack import Stack

_KINDS: Final = ("Picture (*.png *.jpg *.jpeg *.webp)",)
_HIGH: Final = 56
"""Height of the picture at most, px at 100 %."""


class Act(Protocol):
    """`Screen.act`."""

    def __call__(self, change: Callable[[], Changes], done: Callable[[Changes], None] | None = None) -> None:
        """Do an action off the UI thread."""


class LogoCard(Stack):
    """One card; `act` starts its actions."""

    def __init__(self, context: Context, act: Act) -> None:
        super().__init__(context.theme)
        self._context, self._act = context, act
        self._logo: Logo | None = None
        theme = context.theme
        card = Card(
            theme,
            "Logo",
            "At the top of page one of every report made from now on. A PNG, JPEG or WebP picture, made "
            "as small as print needs it, and what a camera wrote into it is left out.",
        )
        self.picture = QLabel()
        self.picture.setAccessibleName("The Board’s logo")
        self.none = Text("No logo: reports begin with the Board’s name.", "body", "ink2")
        self.choose = Button(theme, "Choose a picture…")
        self.choose.clicked.connect(self._choose)
        self.remove = Button(theme, "Remove the logo")
        self.remove.clicked.connect(self._remove)
        card.add(self.picture)
        card.add(self.none)
        card.add_row(self.choose, self.remove, None)
        self.add(card)
        theme.changed.connect(self._fit)
        self.show_logo(None)

    def show_logo(self, logo: Logo | None) -> None:
        """Show what is stored."""
        self._logo = logo
        self.picture.setVisible(logo is not None)
        self.remove.setVisible(logo is not None)
        self.none.setVisible(logo is None)
        self._fit()

    def _fit(self) -> None:
        if self._logo is None:
            self.picture.clear()
            return
        shown = QPixmap()
        shown.loadFromData(self._logo.picture, "PNG")
        high = self._context.theme.px(_HIGH)
        self.picture.setPixmap(
            shown.scaledToHeight(min(high, shown.height()), Qt.TransformationMode.SmoothTransformation)
        )

    def _choose(self) -> None:
        chosen = self._context.prompts.open_files("Which picture?", _KINDS)
        if chosen:
            vault, papers, path = self._context.vault, self._context.papers, chosen[0]
            toast = self._context.frame.toast
            self._act(lambda: choose_logo(vault, papers, _content(path)), lambda _made: toast("Logo kept"))

    def _remove(self) -> None:
        vault, logo = self._context.vault, self._logo
        if logo is None:
            return

        def undo() -> None:
            self._act(lambda: restore_logo(vault, logo))

        self._act(lambda: remove_logo(vault), lambda _made: self._context.frame.toast("Logo removed", undo))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise FileUnreadable() from None
