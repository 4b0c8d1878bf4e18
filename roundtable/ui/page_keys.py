"""Keys that hold on one page alone, and where a letter is wanted for something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from roundtable.ui.widgets.event_table import EventTable

_LETTERS_CHOOSE = (QComboBox, QAbstractSpinBox, QAbstractItemView)
_LETTERS_ARE_TYPED = (QLineEdit, QPlainTextEdit, QTextEdit)


def bind(page: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Do something when a key is pressed anywhere in the page's window while the page is shown."""
    for key, do in keys.items():
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.activated.connect(lambda chosen=do: chosen() and None)


def takes_letters(focused: QWidget | None) -> bool:
    """Whether a letter pressed now belongs to what has the keyboard: typed there, or the beginning of an
    answer that it goes to.

    The chronology begins with dates: letters are no use to it, but for the two that are its own keys.
    """
    if isinstance(focused, _LETTERS_ARE_TYPED):
        return not focused.isReadOnly()
    return isinstance(focused, _LETTERS_CHOOSE) and not isinstance(focused, EventTable)
