"""Agency headlines: one card an agency with what it sent, and what the room adds to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roundtable.actions.agency_returns import HeadlineCard, HeadlinesView, headlines_view
from roundtable.actions.walkthrough import note_headline
from roundtable.domain.agency_return import ReturnStatus
from roundtable.domain.changes import Changes
from roundtable.domain.walkthrough import Step
from roundtable.ui.form_saving import FormSaving
from roundtable.ui.lesson_here import on_the_case
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.labels import Pill, Text, Tone
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.text_editor import PlainTextEditor

_STATUS = {
    ReturnStatus.NIL: "Nil return: the agency looked and holds nothing on this case.",
    ReturnStatus.NOT_RECEIVED: "No return received.",
}
_PARTS = (
    ("Strengths", "strengths"),
    ("Gaps", "gaps"),
    ("Actions already taken", "actions_taken"),
    ("Why this grade", "reason"),
)


class AgencyCard(Card):
    """What one agency sent, and the room's note on it."""

    def __init__(self, screen: HeadlinesScreen, card: HeadlineCard, place: int, of: int) -> None:
        super().__init__(screen.theme)
        self.agency_id = card.agency_id
        self._pill = Pill(screen.theme, "", "info")
        top = QHBoxLayout()
        self.theme.scale_layout(top, (0, 0, 0, 0), 12)
        top.addWidget(Text(card.agency, "h2"), 1)
        top.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        self.add(top)
        self._sent = QVBoxLayout()
        self.theme.scale_layout(self._sent, (0, 0, 0, 0), 6)
        self.add(self._sent)
        self._shown: HeadlineCard | None = None
        self.body.addStretch(1)
        self.note = PlainTextEditor(screen.theme, f"What the room adds: {card.agency}", lines=2)
        self.add(Field(screen.theme, "What the room adds", self.note, "Use roles, not names."))
        last = place == of
        tip = "Finish this step" if last else "Next agency (Ctrl+Down)"
        self.next = Button(screen.theme, "" if last else "Next agency", icon="arrow-down", tip=tip)
        if last:
            self.next.setVisible(False)
        self.next.clicked.connect(lambda: screen.move_by(1))
        self.add_row(Text(f"Agency {place} of {of}", "small", "ink2"), self.next)
        self.saving: FormSaving = screen.autosave(lambda: screen.store(self), self.note)

    def show_sent(self, card: HeadlineCard) -> None:
        """Show what the agency sent; the note only where nothing unsaved would be lost."""
        self.saving.show(partial(self.note.set_text, card.note))
        if card == self._shown:
            return
        self._shown = card
        while (item := self._sent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._show_grade(card)
        if card.status is not ReturnStatus.RECEIVED:
            self._sent.addWidget(Callout(self.theme, _status_words(card), "info"))
            return
        if card.headline:
            self._sent.addWidget(Text(card.headline, "label"))
        for title, part in _PARTS:
            words = getattr(card, part)
            if words:
                self._sent.addWidget(Text(title, "small", "ink2").strong())
                self._sent.addWidget(Text(words))

    def _show_grade(self, card: HeadlineCard) -> None:
        if card.status is ReturnStatus.NOT_RECEIVED:
            self._pill.set("Not received", "warn")
        elif card.status is ReturnStatus.NIL:
            self._pill.set("Nil return", "ink2")
        else:
            self._pill.set(card.grade, _tone(card.tone) if card.grade_id else "ink2")
            if card.source and card.grade_id:
                self._sent.addWidget(Text(f"Own grade {card.source}", "small", "ink2"))


class HeadlinesScreen(StepScreen[HeadlinesView]):
    """Ctrl+Down and Ctrl+Up go from agency to agency; the projector follows."""

    step: ClassVar[Step] = Step.HEADLINES
    help_key: ClassVar[str] = "headlines"
    notes_below: ClassVar[bool] = True

    def build(self) -> None:
        """Cards in one or two columns."""
        self.lesson = on_the_case(self)
        self._grid: Reflow | None = None
        self.cards: list[AgencyCard] = []
        self._view: HeadlinesView | None = None
        self._at = 0
        for keys, by in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.move_by, by))

    def page_subtitle(self) -> str:
        """How to go on."""
        return "Each agency says its headline in a minute. Ctrl+Down goes to the next agency."

    def first_focus(self) -> QWidget | None:
        """The first agency's note."""
        return self.cards[0].note if self.cards else None

    def read(self) -> HeadlinesView:
        """All agencies in scope."""
        return headlines_view(self.context.vault, self.table_id, self.case_id)

    def show_content(self, view: HeadlinesView) -> None:
        """One card an agency; cards are kept while the agencies stay the same."""
        self._view = view
        if [c.agency_id for c in self.cards] != [c.agency_id for c in view.cards]:
            of = len(view.cards)
            self.cards = [AgencyCard(self, c, n, of) for n, c in enumerate(view.cards, 1)]
            self._lay_out()
        for card, sent in zip(self.cards, view.cards, strict=True):
            card.show_sent(sent)

    def _lay_out(self) -> None:
        if self._grid is not None:
            self._grid.hide()  # else a queued show makes it a window of its own
            self._grid.setParent(None)
            self._grid.deleteLater()
        self._grid = Reflow(self.theme, *self.cards, columns=2, narrowest=430)
        for card in self.cards:
            card.note.installEventFilter(self)
        self.put(self._grid)
        self.focus_inside()

    def store(self, card: AgencyCard) -> Callable[[], Changes]:
        """The change that keeps one agency's note."""
        agency, text = card.agency_id, card.note.toPlainText()
        return lambda: note_headline(self.context.vault, self.table_id, self.case_id, agency, text)

    def move_by(self, by: int) -> None:
        """To the next agency or the one before."""
        if not self.cards:
            return
        self._at = max(0, min(len(self.cards) - 1, self._at + by))
        self.cards[self._at].note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.ensureWidgetVisible(self.cards[self._at])
        self.tell_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card that holds the focus is the one the room sees."""
        if event.type() == QEvent.Type.FocusIn:
            place = next((n for n, c in enumerate(self.cards) if c.note is watched), self._at)
            if place != self._at:
                self._at = place
                self.tell_room()
        return super().eventFilter(watched, event)

    def room_state(self) -> RoomState | None:
        """Headline and grade of one agency."""
        if self._view is None or not self._view.cards:
            return None
        card = self._view.cards[min(self._at, len(self._view.cards) - 1)]
        if card.status is not ReturnStatus.RECEIVED:
            return self.room_page(card.agency, (_status_words(card),))
        grade = f"{card.grade}, {card.source}" if card.source and card.grade_id else card.grade
        return self.room_page(card.agency, (card.headline, f"The agency’s own grade: {grade}"))


def _status_words(card: HeadlineCard) -> str:
    words = _STATUS[card.status]
    return f"{words} {card.reason}" if card.reason else words


def _tone(tone: str) -> Tone:
    known: dict[str, Tone] = {"ok": "ok", "info": "info", "warn": "warn", "bad": "bad"}
    return known.get(tone, "ink2")
