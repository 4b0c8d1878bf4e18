"""Three ways into an e-mail: a draft, a new e-mail beside the folder, or pasting by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from roundtable.ui.clipboard_care import copy_to_send
from roundtable.ui.context import Context
from roundtable.ui.mail_link import mail_link
from roundtable.ui.page_keys import bind
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.labels import Separator, Text
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack

Words = Callable[[], str]


class WaysToSend(Card):
    """`address`, `subject` and `body` say what the buttons for pasting copy. Never the passphrase."""

    def __init__(self, context: Context, address: Words, subject: Words, body: Words) -> None:
        theme = context.theme
        super().__init__(theme, "Choose one of three ways", "Keys 1, 2 and 3 choose.")
        self._context = context
        self._begun = (address, subject, body)
        self.open_draft = Button(theme, "1  Open a draft e-mail", icon="mail")
        self.show_folder = Button(theme, "2  Begin an e-mail, show the file", icon="folder-open")
        self.attach = Button(theme, "3  I will attach it myself", icon="copy")
        for button, words in (
            (self.open_draft, "Writes a draft with the encrypted copy attached, and opens it."),
            (
                self.show_folder,
                "Writes the encrypted copy, opens its folder and a new e-mail. You attach the file.",
            ),
            (self.attach, "Writes the encrypted copy and gives you address, subject and message to paste."),
        ):
            self.add(Row(theme, button, Text(words, "body", "ink2")))
        ways = (self.open_draft, self.show_folder, self.attach)
        bind(self, {str(number): way.click for number, way in enumerate(ways, 1)})
        self.copying = Stack(theme, Separator(), spacing=12)
        self.copying.add(
            Text("In your e-mail program begin a new message, paste these three, attach the file, send.")
        )
        self.copy_buttons = (
            self._copy_button("Copy the address", address),
            self._copy_button("Copy the subject", subject),
            self._copy_button("Copy the message", body),
        )
        self.copying.add(Row(theme, *self.copy_buttons, None))
        self.copying.setVisible(False)
        self.add(self.copying)
        self.not_opened = Callout(
            theme,
            "Open it from its folder, or use the second or third way.",
            "warn",
            title="The draft did not open",
        )
        self.not_opened.setVisible(False)
        self.add(self.not_opened)

    def begin_mail(self, folder: Path) -> None:
        """The file is written in this folder: show it, and begin an e-mail; without a mail program, what to
        paste."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        if not QDesktopServices.openUrl(mail_link(*(words() for words in self._begun))):
            self.show_copying()

    def show_copying(self) -> None:
        """The file is written: what to paste."""
        self.copying.setVisible(True)
        self.copy_buttons[0].setFocus()

    def _copy_button(self, label: str, words: Words) -> Button:
        button = Button(self.theme, label, icon="copy")

        def copy() -> None:
            copy_to_send(words())
            self._context.frame.toast(f"{label.replace('Copy', 'Copied')}")

        button.clicked.connect(copy)
        return button
