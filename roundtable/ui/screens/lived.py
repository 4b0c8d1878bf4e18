"""The child's lived experience: prompts that keep the child in the middle, saved as they are answered.

What the child said stands in curly quotation marks: it can tell who the child is, and the check before the
report lists it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from roundtable.actions.walkthrough import LivedPrompt, LivedView, lived_view, note_lived_experience
from roundtable.domain.changes import Changes
from roundtable.domain.spoken_words import as_said, mark_after, said_in, with_curly_marks
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.form_saving import FormSaving
from roundtable.ui.lesson_here import on_the_case
from roundtable.ui.page_keys import bind
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.text_editor import PlainTextEditor


class PromptCard(Card):
    """One prompt in large type, its hint, and the room's answer."""

    def __init__(self, screen: LivedScreen, prompt: LivedPrompt) -> None:
        super().__init__(screen.theme, prompt.text, prompt.hint)
        self.key = prompt.key
        self.editor = PlainTextEditor(screen.theme, prompt.text, lines=4)
        self.editor.setAccessibleDescription(prompt.hint)
        self.add(self.editor)
        self.said = Text("", "small", "warn")
        self.said.setVisible(False)
        self.quote = Button(
            screen.theme, "The child’s own words", "link", tip="Mark as the child’s own words (Ctrl+Shift+Q)"
        )
        self.quote.clicked.connect(self.mark_as_said)
        self.add_row(self.quote, None)
        self.add(self.said)
        self.editor.textChanged.connect(self._say_quotes)
        self.editor.installEventFilter(self)
        self.saving: FormSaving = screen.autosave(lambda: screen.store(self), self.editor)

    def mark_as_said(self) -> None:
        """Put the selected words in quotation marks; without a selection, marks to write between."""
        cursor = self.editor.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(as_said(chosen))
        if not chosen.strip():
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.editor.setTextCursor(cursor)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A quotation mark is typed as the curly one that it means: what it holds is seen as said."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text() == '"':
            cursor = self.editor.textCursor()
            before = cursor.block().text()[: cursor.selectionStart() - cursor.block().position()]
            cursor.insertText(mark_after(before))
            return True
        return super().eventFilter(watched, event)

    def _say_quotes(self) -> None:
        count = len(said_in(with_curly_marks(self.editor.toPlainText())))
        self.said.setVisible(bool(count))
        self.said.setText(
            f"{counted(count, 'quote')}. A child’s own words can tell who they are: keep them short, leave "
            "out names and places. The check before the report lists them."
        )


class LivedScreen(StepScreen[LivedView]):
    """One editor a prompt; nothing to choose, nothing to grade."""

    step: ClassVar[Step] = Step.LIVED
    help_key: ClassVar[str] = "lived"

    def build(self) -> None:
        """The child's label stands over everything."""
        self.lesson = on_the_case(self)
        self._child = Text("", "display", "primary")
        self._child.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._question = Text("What was life like, day by day?", "body", "ink2")
        self._question.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = Card(self.theme)
        middle.add(self._child)
        middle.add(self._question)
        self.put(middle)
        self.cards: list[PromptCard] = []
        bind(self, {"Ctrl+Shift+Q": self.mark_as_said})

    def mark_as_said(self) -> None:
        """Ctrl+Shift+Q: what is selected in the answer that is written are the child's own words."""
        card = next((c for c in self.cards if c.editor.hasFocus()), None)
        if card is not None:
            card.mark_as_said()

    def page_title(self) -> str:
        """Names the child by label."""
        return f"What was it like to be {self.case_name}?" if self.case_name else super().page_title()

    def page_subtitle(self) -> str:
        """What happens to the text."""
        return "Use roles, not names. These texts go into the report."

    def first_focus(self) -> QWidget | None:
        """The first answer."""
        return self.cards[0].editor if self.cards else None

    def read(self) -> LivedView:
        """Prompts and answers."""
        return lived_view(self.context.vault, self.table_id, self.case_id)

    def show_content(self, view: LivedView) -> None:
        """Answers, without touching what is being typed."""
        self._child.setText(view.child)
        if not self.cards:
            self._make_cards(view)
        for card, prompt in zip(self.cards, view.prompts, strict=True):
            card.saving.show(partial(card.editor.set_text, prompt.answer))

    def finish(self) -> None:
        """Completed with a word about the child's life at least; what was typed is kept in any case."""
        self.page.errors.clear()
        if self.cards and not any(card.editor.toPlainText().strip() for card in self.cards):
            what = "Write what the room says under one of the prompts, or use “Skip this step” and say why."
            self.page.errors.show_problems([(what, self.cards[0].editor)])
            return
        super().finish()

    def store(self, card: PromptCard) -> Callable[[], Changes]:
        """The change that keeps one answer."""
        key, text = card.key, card.editor.toPlainText()
        return lambda: note_lived_experience(self.context.vault, self.table_id, self.case_id, key, text)

    def room_state(self) -> RoomState:
        """The prompts alone: answers are typed, and what is typed may hold a name."""
        lines = tuple(card.heading.text() for card in self.cards)
        return self.room_page(self.page_title(), lines)

    def _make_cards(self, view: LivedView) -> None:
        for prompt in view.prompts:
            card = PromptCard(self, prompt)
            self.cards.append(card)
            self.put(card)
        self.focus_inside()
