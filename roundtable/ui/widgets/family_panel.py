"""The family map with what belongs to it: contradictions, the key, moving, arranging again, the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from roundtable.domain.family import Family, Moved
from roundtable.domain.family_moves import moved_by
from roundtable.domain.family_symbols import Relative
from roundtable.domain.ids import PersonId
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout
from roundtable.ui.widgets.family_map import FamilyMap
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.stack import Stack

KEY = (
    "Square: male. Circle: female. Diamond: not known. Triangle: unborn. Double outline: the child. "
    "Cross: died. Line between two: married; dashed: living together; dotted: not known; / separated; "
    "// divorced. "
    "From one point: twins, with a line between them if identical. Dashed outline: the household."
)
_HOW = "Drag somebody sideways, or choose with the arrow keys and move with Shift and an arrow."


class FamilyPanel(Stack):
    """Fires `arranged` with everybody who is moved by hand (a tuple of Moved), for the vault to keep."""

    arranged = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._people: tuple[Relative, ...] = ()
        self._family = Family()
        self._before: list[tuple[Moved, ...]] = []
        self._waiting: tuple[Moved, ...] | None = None
        """What the vault was asked to keep and has not shown yet."""
        self.problems = Callout(theme, "", "warn", title="This cannot be right")
        self.map = FamilyMap(theme)
        self.key = Text(KEY, "small", "ink2")
        self.how = Text(_HOW, "small", "ink2")
        self.words = Text("", "body", "ink2")
        for part in (self.problems, self.map, self.key, self.how):
            self.add(part)
        self._build_buttons(theme)
        self.add(self.words)
        for hidden in (self.problems, self.words):
            hidden.setVisible(False)
        self.map.moved.connect(self._move)
        self.map.chosen_changed.connect(self._follow)

    def _build_buttons(self, theme: Theme) -> None:
        self.left = Button(theme, "Left", icon="arrow-left", name="Move the chosen person left")
        self.right = Button(theme, "Right", icon="arrow-right", name="Move the chosen person right")
        self.undo_button = Button(theme, "Undo", icon="undo-2", name="Undo the last change of the map")
        self.again = Button(theme, "Arrange again", icon="network", tip="Everybody back to their own place")
        self.words_button = Button(theme, "Read the map as text", "link", "file-text")
        self.left.clicked.connect(lambda: self.map.nudge(-1))
        self.right.clicked.connect(lambda: self.map.nudge(1))
        self.undo_button.clicked.connect(self.undo)
        self.again.clicked.connect(lambda: self._arrange(()))
        self.words_button.clicked.connect(self._toggle_words)
        line = QHBoxLayout()
        theme.scale_layout(line, (0, 0, 0, 0), 8)
        for button in (self.left, self.right, self.undo_button, self.again, self.words_button):
            line.addWidget(button)
        line.addStretch(1)
        self.add(line)

    def show_family(self, people: Sequence[Relative], family: Family, problems: Sequence[str] = ()) -> None:
        """Draw them, with what is wrong with what was entered."""
        if self._waiting in (None, family.moved):
            self._waiting = None
        else:  # an earlier change comes back while a later one is on its way
            family = replace(family, moved=self._waiting or ())
        self._people, self._family = tuple(people), family
        self.map.show_family(people, family)
        self.words.setText(self.map.words())
        self.problems.message.setText("\n".join(problems))
        self.problems.setVisible(bool(problems))
        for part in (self.map, self.key, self.how, self.words_button):
            part.setVisible(bool(people))
        self._follow()

    def undo(self) -> bool:
        """Back to how it was before the last change by hand; False when there was none."""
        if not self._before:
            return False
        self._keep(self._before.pop())
        return True

    def not_kept(self) -> None:
        """The vault could not keep the last change: what it shows next is what there is."""
        self._waiting = None

    def _move(self, person: str, by: float) -> None:
        self._arrange(moved_by(self._family.moved, PersonId(person), by))

    def _arrange(self, moved: tuple[Moved, ...]) -> None:
        if moved == self._family.moved:
            return
        self._before.append(self._family.moved)
        self._keep(moved)

    def _keep(self, moved: tuple[Moved, ...]) -> None:
        """Shown at once: the next press of a key counts from here."""
        self._family = replace(self._family, moved=moved)
        self._waiting = moved
        self.map.show_family(self._people, self._family)
        self._follow()
        self.arranged.emit(moved)

    def _follow(self) -> None:
        """Buttons that have nothing to do are not there."""
        is_chosen = self.map.chosen() is not None
        for button in (self.left, self.right):
            button.setVisible(is_chosen)
        self._hide(self.again, not self._family.moved)
        self._hide(self.undo_button, not self._before)

    def _hide(self, button: Button, hidden: bool) -> None:
        if hidden and button.hasFocus():
            self.map.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setVisible(not hidden)

    def _toggle_words(self) -> None:
        opened = not self.words.isVisibleTo(self)
        self.words.setVisible(opened)
        self.words_button.set_label("Hide the text" if opened else "Read the map as text")
