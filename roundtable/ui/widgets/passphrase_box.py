"""A passphrase: hidden until shown, a note while Caps Lock is on, and how strong a new one is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roundtable.ui.announce import announce
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.labels import IconLabel, Text

LEVELS = ("Far too easy to guess", "Too easy to guess", "Too easy to guess", "Nearly", "Strong")
_TONES = ("bad", "bad", "bad", "warn", "ok")


class _SecretLine(LineEdit):
    """Learns from what is typed whether Caps Lock is on: Qt has no way to ask."""

    caps_lock = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it."""
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(text.isupper() != shifted)
        super().keyPressEvent(event)


class PassphraseBox(QWidget):
    """Editor with *Show* and the note on Caps Lock; use it as the editor of a `Field`."""

    edited = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.line = _SecretLine(theme, name, secret=True)
        self.line.setMaxLength(1000)
        self.setAccessibleName(name)
        self._show = Button(theme, "Show", icon="eye", name=f"Show {name[0].lower()}{name[1:]}")
        self._show.setCheckable(True)
        self._show.toggled.connect(self.set_shown)
        row = QHBoxLayout()
        theme.scale_layout(row, (0, 0, 0, 0), 8)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        self._caps = QWidget()
        note = QHBoxLayout(self._caps)
        theme.scale_layout(note, (0, 0, 0, 0), 8)
        note.addWidget(IconLabel(theme, "keyboard", "warn", 18))
        note.addWidget(Text("Caps Lock is on", "label", "warn"), 1)
        self._caps.setVisible(False)
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 6)
        column.addLayout(row)
        column.addWidget(self._caps)
        self.line.caps_lock.connect(self._on_caps)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Fill it in: a suggested passphrase."""
        self.line.setText(text)
        self.edited.emit(text)

    def clear(self) -> None:
        """Empty it and hide it again."""
        self.line.clear()
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:
        """Show or hide what is typed."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        if self._show.isChecked() != shown:
            self._show.setChecked(shown)
        self._show.set_label("Hide" if shown else "Show")
        self._show.set_icon("eye-off" if shown else "eye")
        name = self.line.accessibleName()
        self._show.setAccessibleName(f"{'Hide' if shown else 'Show'} {name[0].lower()}{name[1:]}")

    def caps_note_shown(self) -> bool:
        """Whether the note on Caps Lock is there."""
        return self._caps.isVisibleTo(self)

    def _on_caps(self, on: bool) -> None:
        if on and not self.caps_note_shown():
            announce(self, "Caps Lock is on")
        self._caps.setVisible(on)


class StrengthMeter(QWidget):
    """A bar of five parts, words, and what would make the passphrase stronger."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bar = _Bar(theme)
        self._words = Text("", "label", wrap=False)
        self._guidance = Text("", "small", "ink2")
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 6)
        row = QHBoxLayout()
        theme.scale_layout(row, (0, 0, 0, 0), 12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._words)
        column.addLayout(row)
        column.addWidget(self._guidance)
        self.show_strength(0, False, ())

    def show_strength(self, score: int, is_enough: bool, guidance: tuple[str, ...]) -> None:
        """`score` 0–4; an empty passphrase is shown by score 0 without guidance."""
        level = 4 if is_enough else min(score, 3)
        nothing = not guidance and not is_enough
        self._bar.show_level(0 if nothing else level + 1, _TONES[level])
        self._words.setText("" if nothing else LEVELS[level])
        self._words.set_tone(_TONES[level])  # type: ignore[arg-type]
        self._guidance.setText(" ".join(guidance))
        self._guidance.setVisible(bool(guidance))

    def words(self) -> str:
        """The words shown."""
        return self._words.text()


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._level, self._tone = theme, 0, "bad"
        theme.changed.connect(self._fit)
        self._fit()

    def show_level(self, level: int, tone: str) -> None:
        self._level, self._tone = level, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, high = self._theme.px(4), self._theme.px(8)
        wide = (self.width() - 4 * gap) / 5
        top = (self.height() - high) // 2
        for part in range(5):
            filled = part < self._level
            painter.setPen(self._theme.colour(self._tone if filled else "field_line"))
            painter.setBrush(self._theme.colour(self._tone if filled else "surface"))
            painter.drawRoundedRect(round(part * (wide + gap)), top, round(wide) - 1, high, 3, 3)

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px(24))
        self.setMinimumWidth(self._theme.px(120))
