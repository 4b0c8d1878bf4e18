"""Run by test_safety_keys under an X server: what the desktop's own text keys leave of the program's keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from roundtable import assets
from roundtable.ui.prompts import QtPrompts
from roundtable.ui.theme import Theme, load_fonts
from roundtable.ui.widgets import LineEdit
from tests.ui.gallery import stage

KEYS = {"lock": Qt.Key.Key_L, "concern": Qt.Key.Key_U, "palette": Qt.Key.Key_K}


def press(box: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(box, key, Qt.KeyboardModifier.ControlModifier)


def main() -> None:
    """Each print is reached only when everything before it held."""
    app = QApplication([])
    app.setStyle("Fusion")
    assert QKeySequence.keyBindings(QKeySequence.StandardKey.DeleteCompleteLine), "a desktop with this key"
    load_fonts(assets.path("fonts"))
    theme = Theme("light")
    theme.apply()
    window, navigator, _context = stage(theme)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    navigator.go("question")
    asked: list[str] = []
    window.asked.connect(asked.append)
    box = LineEdit(theme, "Name", "Mia")
    window.screen_shown.add(box)
    box.show()
    box.setFocus()
    for key in KEYS.values():
        press(box, key)
    assert asked == list(KEYS), asked
    assert box.text() == "Mia", "the key does not empty the line"
    print("page")  # noqa: T201
    prompts = QtPrompts(theme, window, asked.append)

    def in_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            QTimer.singleShot(5, in_dialog)
            return
        asked.clear()
        line = dialog.findChild(QLineEdit)
        line.setText("half a sent")
        line.setFocus()
        press(line, KEYS["concern"])
        press(line, KEYS["lock"])
        assert line.text() == "half a sent" and asked == ["concern", "lock"], (line.text(), asked)
        print("file" if isinstance(dialog, QFileDialog) else "question")  # noqa: T201
        dialog.close()

    QTimer.singleShot(0, in_dialog)
    prompts.ask("Skip this step?", "", "Reason", "Skip this step")
    QTimer.singleShot(0, in_dialog)
    prompts.open_files("Which file?", ["PDF (*.pdf)"])


if __name__ == "__main__":
    main()
