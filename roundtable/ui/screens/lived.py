"""The child's lived experience: prompts that keep the child in the middle, saved as they are answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from roundtable.actions.walkthrough import LivedPrompt, LivedView, lived_view, note_lived_experience
from roundtable.domain.changes import Changes
from roundtable.domain.walkthrough import Step
from roundtable.ui.form_saving import FormSaving
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
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
        self.saving: FormSaving = screen.autosave(lambda: screen.store(self), self.editor)


class LivedScreen(StepScreen[LivedView]):
    """One editor a prompt; nothing to choose, nothing to grade."""

    step: ClassVar[Step] = Step.LIVED
    help_key: ClassVar[str] = "lived"

    def build(self) -> None:
        """The child's label stands over everything."""
        self._child = Text("", "display", "primary")
        self._child.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._question = Text("What was life like, day by day?", "body", "ink2")
        self._question.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = Card(self.theme)
        middle.add(self._child)
        middle.add(self._question)
        self.put(middle)
        self.cards: list[PromptCard] = []

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
