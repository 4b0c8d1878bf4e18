"""What the cards share that ask about one thing at a time: a sentence, choices by key, panels under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.marked_text import MarkedText

Asked = TypeVar("Asked")


class DecisionCard(Card, Generic[Asked]):
    """Keys 1, 2, 3 decide. A card fills in `buttons`, `panels` and `lines`, and shows what it asks about."""

    decided = Signal(object)
    stepped = Signal(int)
    """-1 or 1: another one, this one stays open."""
    turning = Signal()
    """Something else is asked about next: what was typed about this one goes from the card."""
    turned = Signal(object)
    """It is on the card."""
    left_alone = Signal()
    """What was decided already stays as it is."""

    def __init__(self, theme: Theme, thing: str) -> None:
        """`thing`: what is asked about, in a word ("string", "detail")."""
        super().__init__(theme)
        self.shown: Asked | None = None
        self.progress = Text("", "small", "ink2")
        self.word = Text("", "display")
        self.sentence = MarkedText(theme)
        self.where = Text("", "small", "ink2")
        self._earlier = Button(theme, "Earlier", "link", "chevron-left", name=f"The {thing} before this one")
        self._later = Button(theme, "Later", "link", "chevron-right", name=f"The next {thing}")
        self._earlier.clicked.connect(lambda: self.stepped.emit(-1))
        self._later.clicked.connect(lambda: self.stepped.emit(1))
        self.leave_alone = Button(theme, "Leave it as it is", "link", "undo-2")
        self.leave_alone.clicked.connect(self.left_alone)
        self.buttons: tuple[Button, ...] = ()
        self.panels: tuple[QWidget, ...] = ()
        self.lines: dict[QObject, Callable[[], None] | None] = {}
        """Where Escape closes the panel, and what Enter does there."""
        self.add_row(self.progress, None, self._earlier, self._later, self.leave_alone)

    # --- what a card says

    def show_asked(self, asked: Asked) -> None:
        """Put it on the card; whatever was typed about another is gone."""
        raise NotImplementedError

    def places(self, asked: Asked) -> int:
        """In how many places it stands."""
        raise NotImplementedError

    def reach(self, asked: Asked) -> str:
        """What a decision on it holds for."""
        count = self.places(asked)
        return f"in {counted(count, 'place')}" + ("" if count == 1 else "; one decision for all")

    def enter_panel(self, panel: QWidget) -> None:
        """A panel was opened: bring the focus into it."""
        raise NotImplementedError

    # --- what a page asks of it

    def ask(self, asked: Asked, place: int, total: int) -> None:
        """Ask about it, number `place` of `total` (0: it is decided already, and may stay so).

        The same one keeps what is being typed.
        """
        stands = self.reach(asked)
        self.progress.setText(f"{place} of {total}  ·  {stands}" if total else stands)
        for button in (self._earlier, self._later):
            button.setVisible(total > 1)
        self.leave_alone.setVisible(not total)
        if asked != self.shown:
            self.turning.emit()
            self.show_asked(asked)
            self.turned.emit(asked)

    def open_panel(self, panel: QWidget | None) -> None:
        """Show what a choice still needs; None closes it."""
        for each in self.panels:
            each.setVisible(each is panel)
        if panel is not None:
            self.enter_panel(panel)

    def press(self, number: int) -> bool:
        """Key 1, 2 or 3; False when it means nothing now."""
        if self.shown is None or not 0 < number <= len(self.buttons):
            return False
        button = self.buttons[number - 1]
        if not button.isEnabled():
            return False
        button.click()
        return True

    def focus(self) -> None:
        """Bring the facilitator to the first choice."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def watch(self, line: QWidget, on_enter: Callable[[], None] | None = None) -> None:
        """Enter in this line decides; Escape closes the panel."""
        self.lines[line] = on_enter
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape in the lines that are watched."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            on_enter = self.lines.get(watched)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and on_enter is not None:
                on_enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.open_panel(None)
                self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
