"""What the group agrees: grade tiles with a reason, what it saw, both views, who does not agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.domain.grading import OFF_SCALE, Dissent, GradeScale, Judgement
from roundtable.domain.ids import AgencyId, QuestionId
from roundtable.domain.three_columns import join_columns, split_columns
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.dissent_list import DissentList
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.text_editor import PlainTextEditor
from roundtable.ui.widgets.tiles import TileChoice, TileGroup

_MANY = 6
"""More grades than this stand in narrow tiles."""
_ROLES = "Use roles, not names. This text goes into the report."
_WHY = "In a sentence: why this one and not the next. Printed under “Why this grade”. Use roles, not names."
_SEEN = "What you saw and heard that it rests on. Printed under “{}”. Use roles, not names."


class JudgementForm(QWidget):
    """One judgement. `changed` fires when something was chosen or typed and is to be saved."""

    changed = Signal()
    dissent_removed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        scale: GradeScale,
        agencies: Sequence[tuple[AgencyId, str]],
        needs_reason: Callable[[str], bool],
        *,
        grade_title: str = "What grade does the group give?",
        seen_title: str = "What did the group see?",
        printed_as: str = "What the group saw",
    ) -> None:
        super().__init__()
        self._theme, self.scale, self._needs_reason = theme, scale, needs_reason
        self._column = QVBoxLayout(self)
        theme.scale_layout(self._column, (0, 0, 0, 0), 16)
        self.tiles: TileGroup | None = None
        self.seen_editors: tuple[PlainTextEditor, ...]
        self.reason = PlainTextEditor(theme, "Why this grade?", lines=2)
        self.reason_field = Field(theme, "Why this grade?", self.reason, _WHY)
        if scale.grades:
            self._build_grades(grade_title)
            self.seen_editors = (self._build_text(seen_title, _SEEN.format(printed_as), lines=5),)
        else:
            self.reason_field.setVisible(False)
            self.seen_editors = tuple(
                self._build_text(words, _ROLES, lines=4)
                for words in ("What works well?", "What is the group worried about?", "What next?")
            )
        self._build_views(agencies)
        for editor in self.editors():
            editor.saved_text.connect(lambda _text: self.changed.emit())
        self._show_reason()

    # --- values

    def editors(self) -> tuple[PlainTextEditor, ...]:
        """Every long text of the form but the dissents' own."""
        return (self.reason, *self.seen_editors, self.other_view)

    def is_unsaved(self) -> bool:
        """Whether something typed is not handed over yet."""
        return any(editor.is_unsaved() for editor in self.editors()) or self.dissents.is_unsaved()

    def judgement(self, question_id: QuestionId) -> Judgement:
        """What the form says now."""
        texts = [editor.toPlainText() for editor in self.seen_editors]
        seen = texts[0] if len(texts) == 1 else join_columns((texts[0], texts[1], texts[2]))
        return Judgement(
            question_id,
            self.tiles.value() if self.tiles else "",
            self.reason.toPlainText().strip(),
            seen,
            self.other_view.toPlainText().strip(),
            self.dissents.dissents(),
        )

    def show_judgement(self, judgement: Judgement) -> None:
        """Put a stored judgement into the form."""
        if self.tiles is not None:
            self.tiles.set_value(judgement.grade_id)
        self.reason.set_text(judgement.reason)
        single = len(self.seen_editors) == 1
        texts = (judgement.seen,) if single else split_columns(judgement.seen)
        for editor, text in zip(self.seen_editors, texts, strict=True):
            editor.set_text(text)
        self.other_view.set_text(judgement.other_view)
        self.dissents.show_dissents(judgement.dissents)
        self._open_views(bool(judgement.other_view or judgement.dissents) or self._views.isVisibleTo(self))
        self._show_reason()

    def bring_back(self, dissent: Dissent) -> None:
        """Undo of a removed dissent."""
        self._open_views(True)
        self.dissents.show_dissents((*self.dissents.dissents(), dissent))
        self.changed.emit()

    def first_control(self) -> QWidget:
        """Where answering begins: the tile that Tab enters at, or the first text."""
        if self.tiles is None:
            return self.seen_editors[0]
        chosen = self.tiles.value()
        return next((t for t in self.tiles.tiles if t.choice.key == chosen), self.tiles.tiles[0])

    # --- parts

    def _build_grades(self, title: str) -> None:
        card = Card(
            self._theme, title, "Agree one grade together. If agencies disagree, record both views below."
        )
        choices = [TileChoice(g.id, g.label, g.descriptor, g.tone) for g in self.scale.grades]
        choices += [TileChoice(key, words) for key, words in OFF_SCALE.items()]
        many = len(self.scale.grades) > _MANY
        self.tiles = TileGroup(
            self._theme, title, choices, columns=4 if many else 2, narrowest=150 if many else 220
        )
        self.tiles.changed.connect(lambda _key: self._on_grade())
        card.add(self.tiles)
        self.clear = Button(self._theme, "Take the grade back", "link", "undo-2")
        self.clear.clicked.connect(self._take_back)
        card.add_row(self.clear, None)
        card.add(self.reason_field)
        self._column.addWidget(card)

    def _build_text(self, title: str, hint: str, *, lines: int) -> PlainTextEditor:
        card = Card(self._theme, title, hint)
        editor = PlainTextEditor(self._theme, title, lines=lines)
        editor.setAccessibleDescription(hint)
        card.add(editor)
        self._column.addWidget(card)
        return editor

    def _build_views(self, agencies: Sequence[tuple[AgencyId, str]]) -> None:
        self._views = Card(
            self._theme, "No agreement? Record both views", "The report prints both, by agency."
        )
        self.other_view = PlainTextEditor(self._theme, "The other view", lines=3)
        self._views.add(
            Field(self._theme, "The other view", self.other_view, "What the rest of the room said.")
        )
        self.dissents = DissentList(self._theme)
        self.dissents.set_agencies(agencies)
        self.dissents.changed.connect(self.changed)
        self.dissents.removed.connect(self.dissent_removed)
        self._views.add(self.dissents)
        self.open_views = Button(self._theme, "No agreement? Record both views", icon="plus")
        self.open_views.clicked.connect(self._on_open_views)
        self._column.addWidget(self.open_views, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._views)
        self._open_views(False)

    def _open_views(self, opened: bool) -> None:
        self._views.setVisible(opened)
        self.open_views.setVisible(not opened)

    def _on_open_views(self) -> None:
        self._open_views(True)
        self.other_view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_grade(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _take_back(self) -> None:
        if self.tiles is not None:
            self.tiles.set_value("")
            self.tiles.focus_first()
            self._on_grade()

    def _show_reason(self) -> None:
        """An agreed grade that no agency gave itself is a change, and a change needs a reason."""
        if self.tiles is None:
            return
        grade = self.tiles.value()
        needed = self._needs_reason(grade)
        words = "Why this grade? No agency gave it" if needed else "Why this grade? (optional)"
        self.reason_field.label.setText(words)
        self.reason_field.setVisible(bool(grade) or bool(self.reason.toPlainText()))
        self.clear.setVisible(bool(grade))
        if not needed:
            self.reason_field.set_error("")
