"""Which questions the meeting asks: the bank by domain and theme, and the audit's own."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.audits import CORE_QUESTION_IDS, AuditView
from roundtable.domain.board import Question
from roundtable.domain.ids import QuestionId
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Callout, Card, Field, LineEdit, Pill, Text
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.stack import Stack

FEWEST, MOST = 10, 14
OWN = "Your own questions"


class QuestionPicker(Stack):
    """Fires `chosen` with the whole set after each change."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._bank: tuple[Question, ...] = ()
        self._own: tuple[Question, ...] = ()
        self._tiles: dict[QuestionId, CheckTile] = {}
        self._frozen = Callout(
            theme,
            "The question set has been used at a round table, so it stays as it is: answers would lose "
            "their question.",
            "info",
        )
        self.add(self._frozen)
        top = Card(theme)
        self._count = Pill(theme, "", "ok", "circle-check")
        self._advice = Text("", "body", "ink2")
        self.usual = Button(theme, "Take the usual set", icon="rotate-ccw")
        self.usual.clicked.connect(self._take_usual)
        top.add_row(self._count, self._advice, self.usual)
        self.add(top)
        self._groups = Stack(theme)
        self.add(self._groups)
        self._add_own_card(theme)

    def show_view(self, view: AuditView) -> None:
        """Show bank and choice."""
        bank = view.board.questions
        known = {q.id for q in bank}
        own = tuple(q for q in view.audit.questions if q.id not in known)
        own = (*own, *(q for q in self._own if q.id not in {o.id for o in own}))
        if (bank, own) != (self._bank, self._own):
            self._bank, self._own = bank, own
            self._build()
        picked = {q.id for q in view.audit.questions}
        frozen = view.audit.questions_frozen
        for question_id, tile in self._tiles.items():
            tile.setChecked(question_id in picked)
            tile.setEnabled(not frozen)
        self._frozen.setVisible(frozen)
        self._own_card.setVisible(not frozen)
        self.usual.setVisible(not frozen)
        self._show_count()

    def tile(self, question_id: str) -> CheckTile:
        """The tick box of one question."""
        return self._tiles[QuestionId(question_id)]

    def advice(self) -> str:
        """The advice on how many there are."""
        return self._advice.text()

    def _add_own_card(self, theme: Theme) -> None:
        self._own_card = Card(theme, "Add a question of your own")
        self.own_text = LineEdit(theme, "Question")
        self.own_text.returnPressed.connect(self._add_own)
        self._own_field = Field(theme, "Question", self.own_text, "Ask about what was done, not who did it.")
        add = Button(theme, "Add question", icon="plus")
        add.clicked.connect(self._add_own)
        self._own_card.add(self._own_field)
        self._own_card.add_row(add, None)
        self.add(self._own_card)

    def _build(self) -> None:
        self._groups.clear()
        self._tiles.clear()
        groups: dict[str, list[Question]] = {}
        for question in self._bank:
            heading = f"Theme: {question.pack}" if question.pack else question.domain
            groups.setdefault(heading, []).append(question)
        if self._own:
            groups[OWN] = list(self._own)
        for heading, questions in groups.items():
            card = Card(self._theme, heading)
            for question in questions:
                card.add(self._tile(question))
            self._groups.add(card)

    def _tile(self, question: Question) -> QWidget:
        tile = CheckTile(self._theme, question.text, question.prompt)
        tile.clicked.connect(self._changed)
        self._tiles[question.id] = tile
        return tile

    def _changed(self) -> None:
        self._show_count()
        self.chosen.emit(self._picked())

    def _picked(self) -> tuple[Question, ...]:
        return tuple(q for q in (*self._bank, *self._own) if self._tiles[q.id].isChecked())

    def _take_usual(self) -> None:
        self._choose(CORE_QUESTION_IDS)

    def _choose(self, ids: Iterable[str]) -> None:
        wanted = set(ids)
        for question_id, tile in self._tiles.items():
            tile.setChecked(question_id in wanted)
        self._changed()

    def _add_own(self) -> None:
        text = self.own_text.text().strip()
        self._own_field.set_error("" if text else "Enter the question")
        if not text:
            return
        number = 1
        taken = set(self._tiles)
        while (fresh := QuestionId(f"own{number}")) in taken:
            number += 1
        picked = self._picked()
        question = Question(fresh, OWN, text)
        self._own = (*self._own, question)
        self._build()
        for each in (*picked, question):
            self._tiles[each.id].setChecked(True)
        self.own_text.clear()
        self._changed()

    def _show_count(self) -> None:
        count = sum(tile.isChecked() for tile in self._tiles.values())
        if count < FEWEST:
            words = f"A meeting has time for {FEWEST} to {MOST}. You can add {FEWEST - count} more."
        elif count > MOST:
            words = f"A meeting has time for {FEWEST} to {MOST}. The last ones may not be reached."
        else:
            words = f"That fits into one meeting ({FEWEST} to {MOST})."
        fits = FEWEST <= count <= MOST
        self._count.set(
            f"{count} chosen", "ok" if fits else "warn", "circle-check" if fits else "triangle-alert"
        )
        self._advice.setText(words)
