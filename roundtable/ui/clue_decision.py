"""One detail that may point at a family: the sentence it stands in, what can be done, how it would read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from roundtable.actions.clue_edits import said_instead
from roundtable.actions.intruder_sheet import ClueRow
from roundtable.domain.intruder_sheet import ClueChoice
from roundtable.domain.wording import counted
from roundtable.ui.announce import announce
from roundtable.ui.decision_card import DecisionCard
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
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


class ClueCard(DecisionCard[ClueRow]):
    """Keys 1, 2, 3: keep, tell more generally, leave out. One decision holds in the whole case."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "detail")
        self.kind = Text("", "label", "ink2")
        self.preview = MarkedText(theme, "ok")
        self.keep_button = Button(theme, "1  Keep it", icon="check", tip="Keep it (1)")
        self.general_button = Button(
            theme, "2  Tell it more generally…", icon="pen-line", tip="Tell it more generally (2)"
        )
        self.drop_button = Button(theme, "3  Leave it out…", icon="eraser", tip="Leave it out (3)")
        self.buttons = (self.keep_button, self.general_button, self.drop_button)
        self.keep_button.clicked.connect(lambda: self.decided.emit(ClueDecided(ClueChoice.KEEP)))
        self.general_button.clicked.connect(lambda: self.open_panel(self.general))
        self.drop_button.clicked.connect(lambda: self.open_panel(self.dropping))
        self._build_panels(theme)
        self.panels = (self.general, self.dropping)
        for widget in (self.kind, self.word, self.sentence, self.where):
            self.add(widget)
        self.add(Row(theme, *self.buttons, None))
        for panel in self.panels:
            self.add(panel)

    def _build_panels(self, theme: Theme) -> None:
        self.words = LineEdit(theme, "What the report says instead")
        self.words_field = Field(
            theme, "What the report says instead", self.words, "Say what kind of thing it is."
        )
        self.words.textChanged.connect(lambda _text: self._show_preview())
        self.watch(self.words, self.generalise)
        say = Button(theme, "Say this instead", icon="check")
        say.clicked.connect(self.generalise)
        self._reads = Text("It will read", "label", "ink2")
        self.general = Stack(
            theme, self.words_field, self._reads, self.preview, Row(theme, say, None), spacing=8
        )
        self.without = Text("", "body")
        self.leave_out = Button(theme, "Leave it out", icon="check")
        self.leave_out.clicked.connect(lambda: self.decided.emit(ClueDecided(ClueChoice.DROP)))
        self.watch(self.leave_out)
        self.dropping = Stack(
            theme,
            Text("It will read", "label", "ink2"),
            self.without,
            Row(theme, self.leave_out, None),
            spacing=8,
        )

    # --- showing

    def places(self, asked: ClueRow) -> int:
        """In this case alone."""
        return len(asked.places)

    def show_asked(self, asked: ClueRow) -> None:
        """The detail in its sentence, what could be said instead, how it reads without it."""
        is_new = self.shown is None or asked.clue.text != self.shown.clue.text
        self.shown = asked
        first = asked.places[0]
        self.word.setText(asked.clue.text)
        self.kind.setText(f"{asked.clue.case_label}  ·  {asked.clue.kind}")
        self.sentence.show_marked(first.sentence, [(first.start, first.start + first.length)])
        more = f" · and {counted(len(asked.places) - 1, 'more place')}" if len(asked.places) > 1 else ""
        self.where.setText(f"{first.where}{more}")
        self.words_field.set_error("")
        self.words.setText(asked.clue.words or asked.suggestion)
        self.words.setPlaceholderText(asked.advice)
        dropped = said_instead(first.sentence, first.start, first.start + first.length, ClueChoice.DROP, "")
        self.without.setText(dropped or "Nothing: the whole sentence goes.")
        self.open_panel(None)
        if is_new and self.isVisible():
            announce(self, f"{asked.clue.text}. {asked.clue.kind}. {first.sentence}")

    def enter_panel(self, panel: QWidget) -> None:
        """To the words to say instead, or to leaving it out."""
        if panel is self.general:
            self._show_preview()
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
            self.words.selectAll()
        else:
            self.leave_out.setFocus(Qt.FocusReason.TabFocusReason)

    def generalise(self) -> None:
        """With the words typed."""
        words = self.words.text().strip()
        self.words_field.set_error("" if words else "Enter what the report says instead")
        if words:
            self.decided.emit(ClueDecided(ClueChoice.GENERALISE, words))
        else:
            self.words_field.focus()

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
