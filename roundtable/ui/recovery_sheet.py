"""The recovery code in groups, shown once, with two of them typed back to prove that it was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, Field, LineEdit, Text
from roundtable.ui.widgets.reflow import Reflow

# What looks like one of the code's digits is read as it; the code itself has no I, L, O, U.
_LOOKALIKES = str.maketrans("OIL", "011")


class RecoverySheet(QWidget):
    """`asked`: places of the groups to type back, from 0; one at least."""

    def __init__(
        self, theme: Theme, code: str, file_name: str, asked: tuple[int, ...], paper: QWidget | None = None
    ) -> None:
        """`paper`: the way to a printed sheet, below the code."""
        super().__init__()
        self._groups = tuple(code.split("-"))
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 16)
        column.addWidget(self._code_card(theme, file_name))
        if paper is not None:
            column.addWidget(paper)
        proof = Card(theme, "Type it back")
        self._fields: dict[int, Field] = {}
        for place in asked:
            line = LineEdit(theme, f"Group {place + 1} of the code", width=160)
            line.setMaxLength(8)
            self._fields[place] = Field(theme, f"Group {place + 1}", line)
        self.first_field = next(iter(self._fields.values()))
        proof.add(Text("From the paper, so that you know it is right there.", "body", "ink2"))
        proof.add(Reflow(theme, *self._fields.values(), narrowest=200))
        self.kept = QCheckBox("I have the code on paper and will keep it away from this computer")
        proof.add(self.kept)
        column.addWidget(proof)

    def problems(self) -> list[tuple[str, Field | QWidget | None]]:
        """What to do before the file is opened; empty when all is well."""
        problems: list[tuple[str, Field | QWidget | None]] = []
        for place, field in self._fields.items():
            if _plain(_typed(field)) != _plain(self._groups[place]):
                problems.append((f"Look at group {place + 1} again and type it once more", field))
        if not self.kept.isChecked():
            problems.append(("Tick the box once you have the code on paper", self.kept))
        return problems

    def _code_card(self, theme: Theme, file_name: str) -> Card:
        card = Card(
            theme,
            f"Recovery code of “{file_name}”",
            "Write it on paper, with the name of the file and today’s date. Keep it in a locked place, such "
            "as the Board’s safe, and not with the computer. Whoever has the code and the file can open it.",
            icon="key-round",
        )
        lines = Reflow(theme, columns=4, narrowest=150)
        for number, group in enumerate(self._groups, 1):
            cell = QWidget()
            column = QVBoxLayout(cell)
            theme.scale_layout(column, (0, 0, 0, 0), 2)
            column.addWidget(Text(f"Group {number}", "small", "ink2", wrap=False))
            shown = Text(group, "display", wrap=False)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            shown.setAccessibleName(f"Group {number}: {' '.join(group)}")
            column.addWidget(shown)
            lines.add(cell)
        card.add(lines)
        return card


def _typed(field: Field) -> str:
    editor = field.editor
    return editor.text() if isinstance(editor, LineEdit) else ""


def _plain(text: str) -> str:
    return "".join(text.split()).replace("-", "").upper().translate(_LOOKALIKES)
