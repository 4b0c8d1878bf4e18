"""One string that may be a name: where it stands, and the three things that can be decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from roundtable.domain.report_work import Choice
from roundtable.ui.announce import announce
from roundtable.ui.decision_card import DecisionCard
from roundtable.ui.preparation.suggesting_line import (
    FAMILY_ROLES,
    IDENTIFIER_KINDS,
    PLACE_ROLES,
    PROFESSIONAL_ROLES,
    SuggestingLine,
)
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.marked_text import places_of
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

OWN_WORDS = ""
KEEP = "2  Keep: an ordinary word"
KEEP_HERE = "2  Keep it in this sentence…"
KINDS = (
    ("person", "Family member or other person"),
    ("professional", "Professional"),
    ("place", "Place"),
    ("identifier", "Number or reference"),
)


@dataclass(frozen=True, slots=True)
class AskedString:
    """What the card asks about. `must_go` says why it cannot be kept, if so.

    A form of the register is asked about in one `sentence`, where it begins at letter `at`; `registered_as`
    says who is in the register by it.
    """

    text: str
    count: int
    where: str
    context: str
    suggestion: str
    why: str
    must_go: str = ""
    sentence: str = ""
    at: int = 0
    registered_as: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        """What a decision on it is kept under."""
        return (self.text, self.sentence, self.at)


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


class NameDecisionCard(DecisionCard[AskedString]):
    """Keys 1, 2, 3: replace, keep, add to the register. One decision holds wherever the string stands; on a
    registered name, in the one sentence that is shown."""

    registered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "string")
        self.replace_button = Button(theme, "1  Replace it…", icon="pen-line", tip="Replace it (1)")
        self.keep_button = Button(theme, KEEP, icon="check", tip="Keep it as an ordinary word (2)")
        self.register_button = Button(
            theme, "3  Add to the register…", icon="user-plus", tip="Add it to the register (3)"
        )
        self.buttons = (self.replace_button, self.keep_button, self.register_button)
        self.replace_button.clicked.connect(lambda: self.open_panel(self.replacing))
        self.keep_button.clicked.connect(self.keep)
        self.register_button.clicked.connect(lambda: self.open_panel(self.registering))
        self._build_replacing(theme)
        self._build_registering(theme)
        self.panels = (self.replacing, self.registering)
        for widget in (self.word, self.sentence, self.where):
            self.add(widget)
        self.add(Row(theme, *self.buttons, None))
        for panel in self.panels:
            self.add(panel)

    # --- showing

    def set_choices(self, labels: Sequence[tuple[str, str]], cases: Sequence[tuple[str, str]]) -> None:
        """Labels of the register's entries, and the cases it can be added to."""
        self.label.set_choices([(OWN_WORDS, "Words of my own"), *labels])
        self.case.set_choices(cases)

    def reach(self, asked: AskedString) -> str:
        """A registered name is decided sentence by sentence."""
        return "a registered name; this sentence alone" if asked.sentence else super().reach(asked)

    def places(self, asked: AskedString) -> int:
        """Everywhere in the report."""
        return asked.count

    def show_asked(self, asked: AskedString) -> None:
        """The string in its sentence, why it is asked about, what is suggested."""
        self.shown = asked
        self.word.setText(asked.text)
        self.sentence.show_marked(asked.context, _marks(asked))
        reasons = (asked.where, asked.why, asked.must_go)
        self.where.setText(" · ".join(reason for reason in reasons if reason))
        self.keep_button.setEnabled(not asked.must_go)
        self.keep_button.set_label(KEEP_HERE if asked.sentence else KEEP)
        self.open_panel(None)
        offered = {words: key for key, words in self.label.choices()}
        self.label.set_value(offered.get(asked.suggestion, OWN_WORDS))
        self.words.setText("" if asked.suggestion in offered else asked.suggestion)
        self._show_words()
        announce(self, f"{asked.text}. {asked.context}")

    def enter_panel(self, panel: QWidget) -> None:
        """To the first thing to fill in."""
        if panel is self.replacing:
            target: QWidget = self.words if self.label.value() == OWN_WORDS else self.label
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self.words.selectAll()
        else:
            self.kind.setFocus(Qt.FocusReason.TabFocusReason)

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
        self.watch(self.words, self.replace)
        self.watch(self.label, self.replace)

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
        self.watch(self.role, self.register)
        for line in (self.kind, self.case):
            self.watch(line)

    def _show_words(self) -> None:
        self.words_field.setVisible(self.label.value() == OWN_WORDS)


def _marks(asked: AskedString) -> list[tuple[int, int]]:
    """The one place in its sentence, or every place in the words around it."""
    if asked.sentence:
        return [(asked.at, asked.at + len(asked.text))]
    return list(places_of(asked.text, asked.context))
