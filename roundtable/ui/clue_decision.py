"""One detail that may point at a family: the sentence it stands in, what can be done, how it would read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from roundtable.actions.clue_edits import said_instead
from roundtable.actions.intruder_sheet import ClueRow
from roundtable.domain.intruder_sheet import ClueChoice
from roundtable.domain.wording import counted
from roundtable.ui.announce import announce
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.marked_text import MarkedText
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class ClueDecided:
    """Keep it, say `words` instead, or leave it out."""

    choice: ClueChoice
    words: str = ""


class ClueCard(Card):
    """Keys 1, 2, 3: keep, tell more generally, leave out. One decision holds in the whole case."""

    decided = Signal(object)
    stepped = Signal(int)
    """-1 or 1: another detail, this one stays open."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.shown: ClueRow | None = None
        self.progress = Text("", "small", "ink2")
        self.word = Text("", "display")
        self.kind = Text("", "label", "ink2")
        self.sentence = MarkedText(theme)
        self.where = Text("", "small", "ink2")
        self.preview = MarkedText(theme, "ok")
        self.keep_button = Button(theme, "1  Keep it", icon="check", tip="Keep it (1)")
        self.general_button = Button(
            theme, "2  Tell it more generally…", icon="pen-line", tip="Tell it more generally (2)"
        )
        self.drop_button = Button(theme, "3  Leave it out…", icon="eraser", tip="Leave it out (3)")
        self.keep_button.clicked.connect(lambda: self.decided.emit(ClueDecided(ClueChoice.KEEP)))
        self.general_button.clicked.connect(lambda: self.open_panel(self.general))
        self.drop_button.clicked.connect(lambda: self.open_panel(self.dropping))
        self._earlier = Button(theme, "Earlier", "link", "chevron-left", name="The detail before this one")
        self._later = Button(theme, "Later", "link", "chevron-right", name="The next detail")
        self._earlier.clicked.connect(lambda: self.stepped.emit(-1))
        self._later.clicked.connect(lambda: self.stepped.emit(1))
        self._build_panels(theme)
        self.add_row(self.progress, None, self._earlier, self._later)
        for widget in (self.kind, self.word, self.sentence, self.where):
            self.add(widget)
        self.add(Row(theme, self.keep_button, self.general_button, self.drop_button, None))
        self.add(self.general)
        self.add(self.dropping)

    def _build_panels(self, theme: Theme) -> None:
        self.words = LineEdit(theme, "What the report says instead")
        self.words_field = Field(
            theme, "What the report says instead", self.words, "Say what kind of thing it is."
        )
        self.words.textChanged.connect(lambda _text: self._show_preview())
        self.words.installEventFilter(self)
        say = Button(theme, "Say this instead", icon="check")
        say.clicked.connect(self.generalise)
        self._reads = Text("It will read", "label", "ink2")
        self.general = Stack(
            theme, self.words_field, self._reads, self.preview, Row(theme, say, None), spacing=8
        )
        self.without = Text("", "body")
        self.leave_out = Button(theme, "Leave it out", icon="check")
        self.leave_out.clicked.connect(lambda: self.decided.emit(ClueDecided(ClueChoice.DROP)))
        self.leave_out.installEventFilter(self)
        self.dropping = Stack(
            theme,
            Text("It will read", "label", "ink2"),
            self.without,
            Row(theme, self.leave_out, None),
            spacing=8,
        )

    # --- showing

    def ask(self, row: ClueRow, place: int, total: int) -> None:
        """Ask about a detail, number `place` of `total`; the same one keeps what is being typed."""
        self.progress.setText(_progress(row, place, total))
        for button in (self._earlier, self._later):
            button.setVisible(total > 1)
        if row == self.shown:
            return
        is_new = self.shown is None or row.clue.text != self.shown.clue.text
        self.shown = row
        first = row.places[0]
        self.word.setText(row.clue.text)
        self.kind.setText(f"{row.clue.case_label}  ·  {row.clue.kind}")
        self.sentence.show_marked(first.sentence, [(first.start, first.start + first.length)])
        more = f" · and {counted(len(row.places) - 1, 'more place')}" if len(row.places) > 1 else ""
        self.where.setText(f"{first.where}{more}")
        self.words_field.set_error("")
        self.words.setText(row.clue.words or row.suggestion)
        self.words.setPlaceholderText(row.advice)
        dropped = said_instead(first.sentence, first.start, first.start + first.length, ClueChoice.DROP, "")
        self.without.setText(dropped or "Nothing: the whole sentence goes.")
        self.open_panel(None)
        if is_new and self.isVisible():
            announce(self, f"{row.clue.text}. {row.clue.kind}. {first.sentence}")

    def open_panel(self, panel: QWidget | None) -> None:
        """Show the words to say instead, or what is left without it."""
        for each in (self.general, self.dropping):
            each.setVisible(each is panel)
        if panel is self.general:
            self._show_preview()
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
            self.words.selectAll()
        elif panel is self.dropping:
            self.leave_out.setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, number: int) -> bool:
        """Key 1, 2 or 3; False when it means nothing now."""
        button = {1: self.keep_button, 2: self.general_button, 3: self.drop_button}.get(number)
        if self.shown is None or button is None:
            return False
        button.click()
        return True

    def generalise(self) -> None:
        """With the words typed."""
        words = self.words.text().strip()
        self.words_field.set_error("" if words else "Enter what the report says instead")
        if words:
            self.decided.emit(ClueDecided(ClueChoice.GENERALISE, words))
        else:
            self.words_field.focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the line decides; Escape closes the panel."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and watched is self.words:
                self.generalise()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.open_panel(None)
                self.keep_button.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _show_preview(self) -> None:
        if self.shown is None:
            return
        first, words = self.shown.places[0], self.words.text().strip()
        shown = bool(words)
        self._reads.setVisible(shown)
        self.preview.setVisible(shown)
        if not shown:
            return
        stop = first.start + first.length
        read = said_instead(first.sentence, first.start, stop, ClueChoice.GENERALISE, words)
        self.preview.show_marked(
            read, [(first.start, first.start + len(read) - len(first.sentence) + first.length)]
        )


def _progress(row: ClueRow, place: int, total: int) -> str:
    places = counted(len(row.places), "place")
    one = f"stands in {places}" if len(row.places) == 1 else f"stands in {places}; one decision for all"
    return f"{place} of {total}  ·  {one}" if total else one
