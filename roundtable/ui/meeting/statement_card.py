"""The confidentiality statement as it is signed: title, numbered clauses, version."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from roundtable.domain.statement import Statement
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, Text
from roundtable.ui.widgets.stack import Stack


class StatementCard(Card):
    """Shows exactly the text whose hash is signed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._title = Text("", "h2")
        self._clauses = Stack(theme, spacing=12)
        self._version = Text("", "small", "ink2")
        for widget in (self._title, self._clauses, self._version):
            self.add(widget)
        self._shown: Statement | None = None

    def show_statement(self, statement: Statement) -> None:
        """Show this text."""
        if statement == self._shown:
            return
        self._shown = statement
        self._title.setText(statement.title)
        self._version.setText(f"Version {statement.version} of this statement")
        self._clauses.clear()
        for number, clause in enumerate(statement.clauses, 1):
            self._clauses.add(_Clause(self.theme, number, clause))

    def texts(self) -> tuple[str, ...]:
        """Title and clauses as shown."""
        return (self._title.text(), *self._shown.clauses) if self._shown else ()


class _Clause(Stack):
    """A number and its clause; the words align under each other."""

    def __init__(self, theme: Theme, number: int, clause: str) -> None:
        super().__init__(theme)
        line = QHBoxLayout()
        theme.scale_layout(line, (0, 0, 0, 0), 12)
        numeral = Text(str(number), "label", "primary", wrap=False)
        numeral.setMinimumWidth(theme.px(16))
        line.addWidget(numeral, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(clause), 1)
        self.add(line)
