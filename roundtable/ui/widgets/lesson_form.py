"""One lesson: kind by key, text, agencies, evidence. Says when it changed; storing it is the screen's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from roundtable.domain.ids import AgencyId
from roundtable.domain.lessons import LessonKind
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.evidence_picker import EvidencePicker
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.widgets.text_editor import PlainTextEditor
from roundtable.ui.widgets.tiles import TileChoice, TileGroup

KINDS = (
    TileChoice(LessonKind.GOOD_PRACTICE.value, "1  Good practice", "What others could learn from", "ok"),
    TileChoice(
        LessonKind.IMPROVEMENT.value, "2  Area for improvement", "What to do better next time", "warn"
    ),
    TileChoice(LessonKind.SYSTEM.value, "3  System issue", "What no agency can mend alone", "info"),
)
_DIGITS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}


class LessonForm(QWidget):
    """Keys 1, 2, 3 choose the kind outside a text, Alt+1 … Alt+3 anywhere; Enter in the text completes it."""

    changed = Signal()
    """Kind, agencies or evidence changed; the text says so itself (`text.saved_text`)."""
    finished = Signal()
    """Enter in the text: this lesson is complete, the next one can begin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 12)
        self.kinds = TileGroup(theme, "Kind of lesson", KINDS, columns=3, narrowest=190)
        self.kinds.set_value(KINDS[0].key)
        self.kinds.changed.connect(lambda _key: self.changed.emit())
        column.addWidget(self.kinds)
        self.text = PlainTextEditor(theme, "What would you tell a colleague?", lines=2)
        self.text.installEventFilter(self)
        hint = "Use roles, not names. Enter adds it, Shift+Enter begins a new line."
        self.text_field = Field(theme, "What would you tell a colleague?", self.text, hint)
        column.addWidget(self.text_field)
        self.details = Stack(theme, Text("Agencies", "label"), spacing=12)
        """What can wait until the words are there; a page may fold it away, or add to it."""
        column.addWidget(self.details)
        self._agencies: dict[AgencyId, QCheckBox] = {}
        self._agency_grid: Reflow | None = None
        self._agency_column = QVBoxLayout()
        self.details.add(self._agency_column)
        self.evidence = EvidencePicker(theme)
        self.evidence.changed.connect(self.changed)
        self.details.add(Text("Evidence it rests on", "label"))
        self.details.add(self.evidence)
        for number, tile in enumerate(KINDS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=tile.key: self._choose(key))

    # --- values

    def kind(self) -> LessonKind:
        """The chosen kind."""
        return LessonKind(self.kinds.value() or KINDS[0].key)

    def agencies(self) -> tuple[AgencyId, ...]:
        """The ticked agencies."""
        return tuple(agency for agency, box in self._agencies.items() if box.isChecked())

    def set_agencies(self, agencies: Sequence[tuple[AgencyId, str]]) -> None:
        """Which agencies can be ticked."""
        if tuple(self._agencies) == tuple(a for a, _name in agencies):
            return
        ticked = self.agencies()
        if self._agency_grid is not None:
            self._agency_grid.hide()  # else a queued show makes it a window of its own
            self._agency_grid.setParent(None)
            self._agency_grid.deleteLater()
        self._agencies = {agency: self._box(name) for agency, name in agencies}
        self._agency_grid = Reflow(self._theme, *self._agencies.values(), columns=3, narrowest=210)
        self._agency_column.addWidget(self._agency_grid)
        self.tick(ticked)

    def tick(self, agencies: Sequence[AgencyId]) -> None:
        """Tick exactly these; does not fire `changed`."""
        for agency, box in self._agencies.items():
            box.blockSignals(True)
            box.setChecked(agency in agencies)
            box.blockSignals(False)

    def has_text(self) -> bool:
        """Whether there is a lesson in the form."""
        return bool(self.text.toPlainText().strip())

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose the kind wherever they are not typing."""
        place = _DIGITS.get(Qt.Key(event.key()))
        if place is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._choose(KINDS[place].key)
            self.text.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the text completes the lesson."""
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.finished.emit()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, key: str) -> None:
        self.kinds.set_value(key)
        self.changed.emit()

    def _box(self, name: str) -> QCheckBox:
        box = QCheckBox(name)
        box.setMinimumWidth(0)
        box.toggled.connect(lambda _on: self.changed.emit())
        return box
