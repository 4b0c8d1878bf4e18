"""About Roundtable, and the licences of what it is built on."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from roundtable.ui.context import Context
from roundtable.ui.licence_texts import Licence, has_name_model, licences, own_version
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button, Card, Column, TableView, Text

PROMISES = (
    "It never uses the network: no updates, no statistics, no cloud.",
    "Everything is in one encrypted file of yours. Nothing else is written unless you ask for it.",
    "The source is open. The vault can be opened with any SQLCipher program and its key.",
    "Labels are a safeguard, not a promise: a second person reads every report before it leaves.",
)
MODEL_THERE = (
    "The optional name model is installed. It adds questions to the check for names and changes nothing else."
)
MODEL_MISSING = (
    "An optional name model can add questions to the check for names. Nothing depends on it. "
    "Whoever installs programs here adds it with: python3 packaging/bootstrap.py ner"
)


class AboutScreen(Screen):
    """Takes no parameters."""

    help_key = "about"

    def __init__(self, context: Context) -> None:
        version = own_version()
        super().__init__(
            context,
            "About Roundtable",
            f"Version {version}" if version else "",
        )
        context.frame.set_rail((), "")
        context.frame.set_place("About")
        about = Card(self.theme, "What it is")
        about.add(
            Text(
                "Roundtable helps a safeguarding board to audit cases with its partners around one table and "
                "to share what was learned without saying who the child is."
            )
        )
        for line in PROMISES:
            about.add(Text(f"•  {line}"))
        about.add(Text(MODEL_THERE if has_name_model() else MODEL_MISSING, "small", "ink2"))
        self.add(about)
        card = Card(self.theme, "Built on the work of others", "Enter shows the text of a licence.")
        self.table: TableView[Licence] = TableView(
            self.theme,
            "Licences",
            (
                Column("Name", lambda each: each.name, 3),
                Column("Version", lambda each: each.version, 2),
                Column("Licence", lambda each: each.licence, 4),
            ),
        )
        self.table.opened.connect(self._open)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the licence")
        self.text.setVisible(False)
        self._which = Text("", "h2")
        self._which.setVisible(False)
        show = Button(self.theme, "Show the licence", icon="file-text")
        show.clicked.connect(lambda: self._open(self.table.currentIndex().row()))
        card.add_row(show, None)
        card.add(self._which)
        card.add(self.text)
        card.add(self.table)
        self.add(card)
        self.theme.changed.connect(self._fit)
        self._fit()

    def load(self) -> None:
        """Read what is installed."""
        self.view(licences, self.table.show_rows)

    def _open(self, place: int) -> None:
        rows = self.table.rows_model.rows
        if not 0 <= place < len(rows):
            return
        chosen = rows[place]
        self._which.setText(f"{chosen.name}: {chosen.licence}")
        self.text.setPlainText(
            chosen.text or "The text of this licence is not at hand here; see the project’s own pages."
        )
        self._which.setVisible(True)
        self.text.setVisible(True)
        self.text.setFocus()
        self.page.ensureWidgetVisible(self.text)

    def _fit(self) -> None:
        self.text.setFixedHeight(self.theme.px(280))
