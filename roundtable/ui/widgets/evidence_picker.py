"""Picks what a lesson rests on: events and answers of the case, found by typing, taken with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from roundtable.domain.lessons import Evidence
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.labels import IconLabel, Text

SHOWN: Final = 40
"""Matches listed at once: more are found by typing another word."""
_CUT: Final = 140


@dataclass(frozen=True, slots=True)
class PickOption:
    """Something to pick, in words for the room."""

    evidence: Evidence
    words: str


class EvidencePicker(QWidget):
    """A search line, the matches below it while it is used, and what was picked as removable rows."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._options: tuple[PickOption, ...] = ()
        self._picked: tuple[Evidence, ...] = ()
        self._rows: list[QWidget] = []
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 6)
        self._picked_column = QVBoxLayout()
        theme.scale_layout(self._picked_column, (0, 0, 0, 0), 4)
        column.addLayout(self._picked_column)
        self.search = LineEdit(theme, "Find an event or a question of this case")
        self.search.setPlaceholderText("Type a word or a date, then Enter")
        self.search.textEdited.connect(lambda _text: self._list_matches())
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self.matches = QListWidget()
        self.matches.setAccessibleName("Events and questions that match")
        self.matches.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.matches.setWordWrap(True)
        self.matches.setSpacing(3)
        self.matches.setTabKeyNavigation(False)
        self.matches.itemActivated.connect(self._take)
        self.matches.itemClicked.connect(self._take)
        self.matches.setVisible(False)
        column.addWidget(self.matches)
        self._none = Text("Nothing matches. Try another word.", "small", "ink2")
        self._none.setVisible(False)
        column.addWidget(self._none)
        theme.changed.connect(self._fit)
        self._fit()

    def set_options(self, options: Sequence[PickOption]) -> None:
        """What can be picked."""
        self._options = tuple(options)
        self._show_picked()

    def picked(self) -> tuple[Evidence, ...]:
        """What was picked, in order."""
        return self._picked

    def set_picked(self, picked: Sequence[Evidence]) -> None:
        """Show these as picked; does not fire `changed`."""
        self._picked = tuple(picked)
        self._show_picked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the matches, Enter takes the first one, Escape closes them."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            key = event.key()
            if plain and key == Qt.Key.Key_Down:
                return self._into_matches()
            if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.matches.count():
                self._take(self.matches.item(0))
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self._close()
                return True
        return super().eventFilter(watched, event)

    # --- inside

    def _into_matches(self) -> bool:
        if not self.matches.isVisible():
            self._list_matches(everything=True)
        if not self.matches.count():
            return False
        self.matches.setCurrentRow(0)
        self.matches.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _list_matches(self, *, everything: bool = False) -> None:
        words = self.search.text().casefold().split()
        self.matches.clear()
        if words or everything:
            for option in self._matching(words)[:SHOWN]:
                item = QListWidgetItem(option.words)
                item.setData(Qt.ItemDataRole.UserRole, self._options.index(option))
                item.setToolTip(option.words)
                self.matches.addItem(item)
        self.matches.setVisible(bool(self.matches.count()))
        self._none.setVisible(bool(words) and not self.matches.count())

    def _matching(self, words: list[str]) -> list[PickOption]:
        return [
            option
            for option in self._options
            if option.evidence not in self._picked and all(w in option.words.casefold() for w in words)
        ]

    def _take(self, item: QListWidgetItem) -> None:
        option = self._options[item.data(Qt.ItemDataRole.UserRole)]
        self._picked = (*self._picked, option.evidence)
        self._close()
        self._show_picked()
        self.search.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _close(self) -> None:
        self.search.clear()
        self.matches.clear()
        self.matches.setVisible(False)
        self._none.setVisible(False)

    def _show_picked(self) -> None:
        for row in self._rows:
            self._picked_column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._row(evidence) for evidence in self._picked]
        for row in self._rows:
            self._picked_column.addWidget(row)

    def _row(self, evidence: Evidence) -> QWidget:
        words = next((o.words for o in self._options if o.evidence == evidence), "Earlier evidence")
        row = QWidget()
        line = QHBoxLayout(row)
        self._theme.scale_layout(line, (0, 0, 0, 0), 8)
        line.addWidget(IconLabel(self._theme, "link", "primary", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Text(_cut(words), "small"), 1)
        remove = Button(
            self._theme, "", icon="x", tip="Remove this evidence", name=f"Remove evidence: {words}"
        )
        remove.clicked.connect(lambda: self._drop(evidence))
        line.addWidget(remove)
        return row

    def _drop(self, evidence: Evidence) -> None:
        self._picked = tuple(e for e in self._picked if e != evidence)
        self._show_picked()
        self.search.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _fit(self) -> None:
        self.matches.setMinimumHeight(self._theme.px(180))
        self.matches.setMaximumHeight(self._theme.px(240))


def _cut(words: str) -> str:
    return words if len(words) <= _CUT else f"{words[:_CUT].rstrip()}…"
