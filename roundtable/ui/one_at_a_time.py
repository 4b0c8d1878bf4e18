"""Deciding one thing after the other: the card, what is being stored, what can be undone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from roundtable.ui.decision_card import DecisionCard
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.stack import Stack

Asked = TypeVar("Asked")
Undo = Callable[[], None]

_KEYS = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}


class OneAtATime(Stack, Generic[Asked]):
    """The next one is asked before the last one is stored; one that could not be stored is asked again.

    Every decision of this visit can be undone, the last one first.
    """

    def __init__(
        self,
        theme: Theme,
        card: DecisionCard[Asked],
        nothing_left: QWidget,
        key_of: Callable[[Asked], Hashable],
    ) -> None:
        """`key_of`: what a decision is kept under."""
        super().__init__(theme, card, nothing_left)
        self.keep_to_top()
        self._card, self._nothing_left, self._key_of = card, nothing_left, key_of
        self._rest: QWidget | None = None
        self._asked: tuple[Asked, ...] = ()
        self._at = 0
        self._again: Asked | None = None
        self._being_stored: set[Hashable] = set()
        self._undo: list[Undo] = []
        card.stepped.connect(self._step)

    def rest_on(self, widget: QWidget) -> None:
        """Where the focus goes once nothing is left to decide."""
        self._rest = widget

    def ask_about(self, asked: Sequence[Asked]) -> None:
        """What waits, as stored; the one being decided stays where it still waits."""
        self._asked = tuple(asked)
        self._show()

    def ask_again(self, asked: Asked) -> None:
        """Ask about one that is decided already."""
        self._again = asked
        self._show()

    def leave_alone(self) -> None:
        """The one that was asked again stays as it is."""
        self._again = None
        self._show()

    def go_on(self, key: Hashable) -> None:
        """A decision is on its way to the vault: ask about the next one."""
        self._again = None
        self._being_stored.add(key)
        self._card.open_panel(None)
        self._card.focus()
        self._show()

    def stored(self, key: Hashable, undo: Undo) -> None:
        """It has arrived there."""
        self._being_stored.discard(key)
        self._undo.append(undo)

    def not_stored(self, key: Hashable) -> None:
        """It has not: ask again."""
        self._being_stored.discard(key)
        self._show()

    def undo(self) -> bool:
        """Take the last decision of this visit back; False when there is none."""
        if not self._undo:
            return False
        self._undo.pop()()
        return True

    def undo_last(self) -> None:
        """The same, for a message that offers it."""
        self.undo()

    def take_key(self, event: QKeyEvent) -> bool:
        """1, 2, 3 decide wherever they are not typing."""
        number = _KEYS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return bool(number and plain and self._card.isVisible() and self._card.press(number))

    def _step(self, by: int) -> None:
        waiting = self._waiting()
        if waiting:
            self._at = (self._at + by) % len(waiting)
            self._show()

    def _waiting(self) -> list[Asked]:
        """A decision on its way to the vault is not asked for again."""
        return [each for each in self._asked if self._key_of(each) not in self._being_stored]

    def _show(self) -> None:
        waiting = self._waiting()
        self._at = min(self._at, max(len(waiting) - 1, 0))
        had_focus = self._card.isAncestorOf(self.focusWidget() or self)
        if self._again is not None:
            self._card.ask(self._again, 0, 0)
        elif waiting:
            self._card.ask(waiting[self._at], self._at + 1, len(waiting))
        asks = self._again is not None or bool(waiting)
        self._card.setVisible(asks)
        self._nothing_left.setVisible(not asks)
        if had_focus and not asks and self._rest is not None:
            self._rest.setFocus(Qt.FocusReason.OtherFocusReason)
