"""A labelled field with its hint and its error, and the summary that leads to what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from roundtable.design import SIZE
from roundtable.ui.safety_keys import leave_urgent
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.error_link import ErrorLink
from roundtable.ui.widgets.labels import Text, set_look, set_shown


class Field(QWidget):
    """Label, hint, error, editor, one below the other. Screen readers hear all of them at the editor."""

    def __init__(
        self, theme: Theme, label: str, editor: QWidget, hint: str = "", *, optional: bool = False
    ) -> None:
        super().__init__()
        self._theme, self.editor, self._hint = theme, editor, hint
        self.label = Text(f"{label} (optional)" if optional else label, "label")
        self.label.setBuddy(editor)
        self._error = Text("", "label", "bad")
        self._error.setVisible(False)
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 6)
        column.addWidget(self.label)
        if hint:
            column.addWidget(Text(hint, "small", "ink2"))
        column.addWidget(self._error)
        is_button = isinstance(editor, Button)
        # A button keeps its own width; the words above it have all the room there is.
        side = Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0)
        column.addWidget(editor, 1 if isinstance(editor, QPlainTextEdit) else 0, side)
        if is_button:
            # It is called what it says: whoever speaks to the computer says what they read.
            self._hint = f"{label}. {hint}".strip()
        elif not editor.accessibleName():
            editor.setAccessibleName(label)
        editor.setAccessibleDescription(self._hint)
        theme.changed.connect(self._fit)
        self._fit()

    def set_error(self, problem: str) -> None:
        """Show what to do about this field; "" takes it away."""
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self.editor.setAccessibleDescription(f"{problem} {self._hint}".strip())
        for box in (self.editor, *self.editor.findChildren(QLineEdit)):
            set_look(box, "wrong", bool(problem))

    def error(self) -> str:
        """The problem shown, or ""."""
        return self._error.text()

    def focus(self) -> None:
        """Bring the facilitator here."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(self)

    def _fit(self) -> None:
        if not isinstance(self.editor, QPlainTextEdit):
            self.editor.setMinimumHeight(self._theme.px(SIZE["target"]))


class ProblemLine(Text):
    """What to do about a control that stands in no `Field`: tiles, the signature pad. Put it over them."""

    def __init__(self, *controls: QWidget) -> None:
        """`controls`: what is marked; the first is where the summary leads to."""
        super().__init__("", "label", "bad")
        self._controls = controls
        self._own = [control.accessibleDescription() for control in controls]
        self.setVisible(False)

    def set_error(self, problem: str) -> None:
        """Show what to do about them; "" takes it away."""
        self.setText(problem)
        self.setVisible(bool(problem))
        for control, own in zip(self._controls, self._own, strict=True):
            control.setAccessibleDescription(f"{problem} {own}".strip())
            set_look(control, "wrong", bool(problem))

    def error(self) -> str:
        """The problem shown, or ""."""
        return self.text()

    def focus(self) -> None:
        """Bring the facilitator here."""
        self._controls[0].setFocus(Qt.FocusReason.TabFocusReason)
        reveal(self._controls[0])


class LineEdit(QLineEdit):
    """One line of text, 44 px high, kept out of input-method learning; `secret` hides what is typed."""

    def __init__(
        self, theme: Theme, name: str, text: str = "", *, secret: bool = False, width: int = 0
    ) -> None:
        super().__init__(text)
        self._theme, self._width = theme, width
        self.setAccessibleName(name)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        leave_urgent(self)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px(SIZE["target"]))
        if self._width:
            self.setFixedWidth(self._theme.px(self._width))


class ErrorSummary(QFrame):
    """What is wrong on this page, at its top: takes the focus, and each line leads to its field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("errorsummary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        theme.scale_layout(self._column, (20, 16, 20, 10), 0)
        self._title = Text("There is a problem", "h2", "bad")
        self._column.addWidget(self._title)
        self._lines: list[QWidget] = []
        self.setVisible(False)

    def show_problems(self, problems: Sequence[tuple[str, Field | QWidget | None]], title: str = "") -> None:
        """Show problems and take the focus. Each is what to do, and the field it leads to (None: none).

        A `Field` and a `ProblemLine` also show their problem there. Without problems the summary goes away.
        """
        self.clear()
        if not problems:
            return
        self._title.setText(title or "There is a problem")
        for text, target in problems:
            self._add(text, target)
        self.setAccessibleName(f"{self._title.text()}: " + "; ".join(text for text, _ in problems))
        set_shown(self, True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    def clear(self) -> None:
        """Take all problems away, here and at the fields."""
        self._take_away(self._lines)
        self.setVisible(False)

    def solve(self, *targets: Field | QWidget) -> None:
        """Take away what leads to these fields; other problems stay until they are solved too."""
        self._take_away([line for line in self._lines if line.property("field") in targets])
        self.setAccessibleName(f"{self._title.text()}: " + "; ".join(self.texts()))
        self.setVisible(bool(self._lines))

    def _take_away(self, lines: Sequence[QWidget]) -> None:
        for line in tuple(lines):
            target = line.property("field")
            if isinstance(target, Field | ProblemLine):
                target.set_error("")
            self._column.removeWidget(line)
            line.hide()  # until it goes it would lie over the lines that come
            line.deleteLater()
            self._lines.remove(line)

    def texts(self) -> tuple[str, ...]:
        """The problems shown."""
        return tuple(line.text() for line in self._lines if isinstance(line, (Button, Text)))

    def _add(self, text: str, target: Field | QWidget | None) -> None:
        line: Button | Text
        if target is None:
            line = Text(text, "body")
        else:
            line = ErrorLink(self._theme, text)
            line.setProperty("field", target)
            line.clicked.connect(lambda: _lead_to(target))
        if isinstance(target, Field | ProblemLine):
            target.set_error(text)
        self._column.addWidget(line)
        self._lines.append(line)


def _lead_to(target: Field | QWidget) -> None:
    if isinstance(target, Field | ProblemLine):
        target.focus()
    else:
        target.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(target)


def reveal(widget: QWidget) -> None:
    """Scroll the page so that `widget` is seen, once the layout has settled."""

    def scroll() -> None:
        if not isValid(widget):
            return
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 24)

    QTimer.singleShot(0, scroll)
