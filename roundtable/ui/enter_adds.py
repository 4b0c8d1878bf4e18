"""One rule for forms that add to lists: Enter adds, Shift+Enter begins a new line, two clicks add once."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from roundtable.ui.widgets.labels import Text


class EnterAdds(QObject):
    """Watches the boxes of a form; `pressed` fires for a plain Enter in any of them."""

    pressed = Signal()

    def __init__(self, form: QWidget, *boxes: QWidget) -> None:
        super().__init__(form)
        for box in boxes:
            if isinstance(box, QLineEdit):
                box.returnPressed.connect(self.pressed)
            else:
                box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a text; with Shift it is the text's own."""
        if event.type() == QEvent.Type.KeyPress and is_plain_enter(event):
            self.pressed.emit()
            return True
        return super().eventFilter(watched, event)


class DoublePress:
    """Tells the second half of a double click from a press that is meant: the first has emptied the form."""

    def __init__(self) -> None:
        self._since = QElapsedTimer()

    def added(self) -> None:
        """Something was added just now."""
        self._since.start()

    def is_second(self) -> bool:
        """Whether a press that comes now belongs to the one that added."""
        return self._since.isValid() and self._since.elapsed() < QApplication.doubleClickInterval()


def is_plain_enter(event: QEvent) -> bool:
    """Enter or Return without Shift, Ctrl or Alt; the number pad's counts."""
    if not isinstance(event, QKeyEvent):
        return False
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def or_press_enter() -> Text:
    """The words beside the button that adds."""
    return Text("or press Enter", "small", "ink2", wrap=False)
