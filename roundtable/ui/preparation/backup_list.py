"""The backups of the open file, and one more now."""

from __future__ import annotations

from roundtable.domain.errors import RoundtableError
from roundtable.domain.wording import day_words, time_words
from roundtable.ui.context import Context
from roundtable.ui.door import BackupCopy, SecondPlaceHolder, VaultCare
from roundtable.ui.error_texts import explain
from roundtable.ui.file_sizes import size_words
from roundtable.ui.preparation.second_place_card import SecondPlaceCard
from roundtable.ui.second_place_texts import where_words
from roundtable.ui.widgets import Button, Callout, Card, Column, TableView, Text
from roundtable.ui.widgets.stack import Stack


class BackupList(Stack):
    """Read with `load`."""

    def __init__(self, context: Context, care: VaultCare) -> None:
        super().__init__(context.theme)
        self._context, self._care = context, care
        theme = context.theme
        card = Card(
            theme,
            "Backups",
            "Encrypted copies, checked when they are made: at the end, and every ten minutes of change. The "
            "newest twelve are kept, and one for each of the last fourteen days.",
        )
        self.button = Button(theme, "Back up now", icon="archive")
        self.button.clicked.connect(self.back_up)
        self.open = Button(theme, "Open the chosen copy…", icon="history")
        self.open.clicked.connect(self._open)
        card.add_row(self.button, self.open, None)
        self.problem = Callout(theme, "", "bad")
        self.problem.setVisible(False)
        card.add(self.problem)
        self.table: TableView[BackupCopy] = TableView(
            theme,
            "Backups",
            (
                Column("Made", _made_words, 3),
                Column("Size", lambda b: size_words(b.size), 1),
                Column("Where", where_words, 2),
                Column("File", lambda b: b.path.name, 4),
            ),
        )
        card.add(self.table)
        self._none = Text("None yet.", "body", "ink2")
        card.add(self._none)
        self.add(card)
        self.second: SecondPlaceCard | None = None
        if isinstance(care, SecondPlaceHolder):
            self.second = SecondPlaceCard(context, care.second)
            self.second.copied.connect(self._list)
            self.add(self.second)

    def load(self) -> None:
        """Read the folders."""
        if self.second is not None:
            self.second.load()
        self._list()

    def _list(self) -> None:
        care = self._care
        self._context.tasks.run(lambda: care.backups(), self, self._show, self._failed)

    def back_up(self) -> None:
        """One more now."""
        care = self._care
        self.button.setEnabled(False)
        self._context.tasks.run(lambda: care.back_up(), self, lambda _made: self._made(), self._failed)

    def _made(self) -> None:
        self.button.setEnabled(True)
        self.problem.setVisible(False)
        self._context.frame.toast("Backup made and checked")
        self.load()

    def _open(self) -> None:
        """To the page that says what is not in it, before anything is replaced."""
        chosen = self.table.chosen_row()
        if chosen is not None:
            self._context.navigator.go("restore", path=self._care.path, chosen=chosen.path)

    def _show(self, backups: tuple[BackupCopy, ...]) -> None:
        self.table.show_rows(backups)
        self.table.setVisible(bool(backups))
        self._none.setVisible(not backups)
        self.open.setVisible(bool(backups))
        if backups and self.table.chosen_row() is None:
            self.table.selectRow(0)

    def _failed(self, error: RoundtableError) -> None:
        self.button.setEnabled(True)
        said = explain(error)
        self.problem.message.setText(f"{said.title}. {said.advice}")
        self.problem.setVisible(True)


def _made_words(backup: BackupCopy) -> str:
    at = backup.made_at.astimezone()
    return f"{day_words(at.date())}, {time_words(at)}"
