"""One string that may be a name: where it stands, and the three things that can be decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from roundtable.domain.report_work import Choice
from roundtable.domain.wording import counted
from roundtable.ui.announce import announce
from roundtable.ui.preparation.suggesting_line import (
    FAMILY_ROLES,
    IDENTIFIER_KINDS,
    PLACE_ROLES,
    PROFESSIONAL_ROLES,
    SuggestingLine,
)
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.marked_text import MarkedText, places_of
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

OWN_WORDS = ""
KINDS = (
    ("person", "Family member or other person"),
    ("professional", "Professional"),
    ("place", "Place"),
    ("identifier", "Number or reference"),
)


@dataclass(frozen=True, slots=True)
class AskedString:
    """What the card asks about. `must_go` says why it cannot be kept, if so."""

    text: str
    count: int
    where: str
    context: str
    suggestion: str
    why: str
    must_go: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Keep it, or replace it with a register entry's label or with words."""

    choice: Choice
    entity: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """It belongs to the register of this case."""

    kind: str
    case_id: str
    role: str


class NameDecisionCard(Card):
    """Keys 1, 2, 3: replace, keep, add to the register. One decision holds wherever the string stands."""

    decided = Signal(object)
    registered = Signal(object)
    stepped = Signal(int)
    """-1 or 1: another string, this one stays open."""
    left_alone = Signal()
    """A string that is replaced already stays as it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.shown: AskedString | None = None
        self.progress = Text("", "small", "ink2")
        self.word = Text("", "display")
        self.sentence = MarkedText(theme)
        self.where = Text("", "small", "ink2")
        self.replace_button = Button(theme, "1  Replace it…", icon="pen-line", tip="Replace it (1)")
        self.keep_button = Button(
            theme, "2  Keep: an ordinary word", icon="check", tip="Keep it as an ordinary word (2)"
        )
        self.register_button = Button(
            theme, "3  Add to the register…", icon="user-plus", tip="Add it to the register (3)"
        )
        self.replace_button.clicked.connect(lambda: self.open_panel(self.replacing))
        self.keep_button.clicked.connect(self.keep)
        self.register_button.clicked.connect(lambda: self.open_panel(self.registering))
        self._earlier = Button(theme, "Earlier", "link", "chevron-left", name="The string before this one")
        self._later = Button(theme, "Later", "link", "chevron-right", name="The next string")
        self._earlier.clicked.connect(lambda: self.stepped.emit(-1))
        self._later.clicked.connect(lambda: self.stepped.emit(1))
        self.leave_alone = Button(theme, "Leave it as it is", "link", "undo-2")
        self.leave_alone.clicked.connect(self.left_alone)
        self._build_replacing(theme)
        self._build_registering(theme)
        self.add_row(self.progress, None, self._earlier, self._later, self.leave_alone)
        self.add(self.word)
        self.add(self.sentence)
        self.add(self.where)
        self.add(Row(theme, self.replace_button, self.keep_button, self.register_button, None))
        self.add(self.replacing)
        self.add(self.registering)

    # --- showing

    def set_choices(self, labels: Sequence[tuple[str, str]], cases: Sequence[tuple[str, str]]) -> None:
        """Labels of the register's entries, and the cases it can be added to."""
        self.label.set_choices([(OWN_WORDS, "Words of my own"), *labels])
        self.case.set_choices(cases)

    def ask(self, asked: AskedString, place: int, total: int) -> None:
        """Ask about a string, number `place` of `total` (0: it is replaced already, and may stay so).

        The same one keeps what is being typed.
        """
        self.progress.setText(_progress(asked, place, total))
        for button in (self._earlier, self._later):
            button.setVisible(total > 1)
        self.leave_alone.setVisible(not total)
        if asked == self.shown:
            return
        self.shown = asked
        self.word.setText(asked.text)
        self.sentence.show_marked(asked.context, places_of(asked.text, asked.context))
        reasons = (asked.where, asked.why, asked.must_go)
        self.where.setText(" · ".join(reason for reason in reasons if reason))
        self.keep_button.setEnabled(not asked.must_go)
        self.open_panel(None)
        offered = {words: key for key, words in self.label.choices()}
        self.label.set_value(offered.get(asked.suggestion, OWN_WORDS))
        self.words.setText("" if asked.suggestion in offered else asked.suggestion)
        self._show_words()
        announce(self, f"{asked.text}. {asked.context}")

    def open_panel(self, panel: QWidget | None) -> None:
        """Show what a choice still needs; None closes it."""
        for each in (self.replacing, self.registering):
            each.setVisible(each is panel)
        if panel is self.replacing:
            target: QWidget = self.words if self.label.value() == OWN_WORDS else self.label
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self.words.selectAll()
        elif panel is self.registering:
            self.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, number: int) -> bool:
        """Key 1, 2 or 3; False when it means nothing now."""
        button = {1: self.replace_button, 2: self.keep_button, 3: self.register_button}.get(number)
        if self.shown is None or button is None or not button.isEnabled():
            return False
        button.click()
        return True

    # --- deciding

    def keep(self) -> None:
        """An ordinary word."""
        if self.shown is not None and not self.shown.must_go:
            self.decided.emit(Decided(Choice.KEEP))

    def replace(self) -> None:
        """With the chosen label, or with the words."""
        entity, words = self.label.value(), self.words.text().strip()
        if entity != OWN_WORDS:
            self.decided.emit(Decided(Choice.REPLACE, entity=entity))
            return
        self.words_field.set_error("" if words else "Enter what stands in its place, like a neighbour")
        if words:
            self.decided.emit(Decided(Choice.REPLACE, words=words))
        else:
            self.words_field.focus()

    def register(self) -> None:
        """With its kind and role, in one case."""
        role = self.role.text().strip()
        self.role_field.set_error("" if role else "Enter what it is in this case, like neighbour")
        if role:
            self.registered.emit(Registered(self.kind.value(), self.case.value(), role))
        else:
            self.role_field.focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a line decides; Escape closes the panel."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if enter and plain and watched in (self.words, self.role):
                (self.replace if watched is self.words else self.register)()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.open_panel(None)
                self.replace_button.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    # --- inside

    def _build_replacing(self, theme: Theme) -> None:
        self.label = Select(theme, "What stands in its place")
        self.label.changed.connect(lambda _key: self._show_words())
        self.words = LineEdit(theme, "Words in its place")
        self.words_field = Field(theme, "Words", self.words, "A role or a kind, like a neighbour.")
        do = Button(theme, "Replace it", icon="check")
        do.clicked.connect(self.replace)
        self.replacing = Stack(
            theme,
            Reflow(
                theme,
                Field(theme, "In its place", self.label, "A label from the register, or words."),
                self.words_field,
                narrowest=260,
            ),
            Row(theme, do, None),
            spacing=12,
        )
        for line in (self.words, self.label):
            line.installEventFilter(self)

    def _build_registering(self, theme: Theme) -> None:
        self.kind = Select(theme, "What it is", KINDS)
        self.case = Select(theme, "Which case it belongs to")
        words = (*FAMILY_ROLES, *PROFESSIONAL_ROLES, *PLACE_ROLES, *IDENTIFIER_KINDS)
        self.role = SuggestingLine(theme, "What it is in this case", words)
        self.role_field = Field(theme, "Role or kind", self.role)
        do = Button(theme, "Add and replace", icon="check")
        do.clicked.connect(self.register)
        self.registering = Stack(
            theme,
            Reflow(
                theme,
                Field(theme, "What is it?", self.kind),
                Field(theme, "Case", self.case),
                self.role_field,
                columns=3,
                narrowest=230,
            ),
            Row(theme, do, None),
            spacing=12,
        )
        for line in (self.role, self.kind, self.case):
            line.installEventFilter(self)

    def _show_words(self) -> None:
        self.words_field.setVisible(self.label.value() == OWN_WORDS)


def _progress(asked: AskedString, place: int, total: int) -> str:
    places = counted(asked.count, "place")
    one = f"stands in {places}" if asked.count == 1 else f"stands in {places}; one decision for all"
    return f"{place} of {total}  ·  {one}" if total else one
