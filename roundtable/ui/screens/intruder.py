"""What points at the family: details that are no names, kept, told more generally, or left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from roundtable.actions.intruder_sheet import (
    CaseClues,
    ClueRow,
    IntruderView,
    choose_level,
    decide_clue,
    intruder_view,
)
from roundtable.domain.changes import Changes
from roundtable.domain.errors import RoundtableError
from roundtable.domain.intruder_sheet import Clue, ClueChoice
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.clue_decision import ClueCard, ClueDecided
from roundtable.ui.decision_drafts import DecisionDrafts
from roundtable.ui.draft_parts import line
from roundtable.ui.one_at_a_time import OneAtATime
from roundtable.ui.report_step import ReportStep
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card, EmptyState
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.section_tabs import SectionTabs
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.widgets.table import Column, TableView
from roundtable.ui.widgets.tiles import TileChoice, TileGroup

_LEVELS = (
    TileChoice(
        ReleaseLevel.KNOWN_RECIPIENTS.value,
        "Readers the Board knows",
        "Not for publication. What is not decided here stays, and is listed for the second person.",
    ),
    TileChoice(
        ReleaseLevel.PUBLICATION.value,
        "Publication",
        "For anybody. Every detail has to be decided; counts under five are not given.",
    ),
)
EVERY = ""


class IntruderScreen(ReportStep[IntruderView]):
    """One detail at a time, all of them in a table, what stands together about each child, the readers."""

    step: ClassVar[Step] = Step.CHECK
    help_key: ClassVar[str] = "intruder"
    notes_below: ClassVar[bool] = True  # the table takes all the width

    def build(self) -> None:
        """The card to decide, the list, the combinations, the readers."""
        theme = self.theme
        self.sheet: IntruderView | None = None
        self.card = ClueCard(theme)
        self.card.decided.connect(self._decide)
        self.card.left_alone.connect(self._leave_alone)
        self.drafts = DecisionDrafts(
            self.context,
            self.card,
            "clue_decision",
            lambda: self.audit_id,
            lambda row: _key(row.clue),
            {"words": line(self.card.words)},
        )
        self.nothing_left = EmptyState(
            theme,
            "circle-check",
            "Nothing is left to decide",
            "Look through the list once more. Then a second person reads the text.",
        )
        self.deciding: OneAtATime[ClueRow] = OneAtATime(
            theme, self.card, self.nothing_left, lambda row: _key(row.clue)
        )
        self._build_list()
        self.together = Stack(theme, spacing=12)
        self._build_readers()
        self.lanes = SectionTabs(
            theme,
            "Parts of this page",
            (
                ("decide", "To decide", self.deciding),
                ("list", "All details", self.list),
                ("together", "What stands together", _at_the_top(theme, self.together)),
                ("readers", "Who will read it", _at_the_top(theme, self.readers)),
            ),
        )
        self.deciding.rest_on(self.lanes.tab("decide"))
        self.put(self.lanes, 1)
        self.fill_height()

    def _build_list(self) -> None:
        theme = self.theme
        self.case = Select(theme, "Which case", ((EVERY, "Every case"),))
        self.case.changed.connect(lambda _key: self._show_list())
        self.change = Button(theme, "Decide this one…", icon="pen-line", tip="Decide this one (Enter)")
        self.change.clicked.connect(self._decide_again)
        self.back = Button(theme, "Take my decision back", icon="undo-2")
        self.back.clicked.connect(self._take_back)
        self.table: TableView[ClueRow] = TableView(
            theme,
            "Details that may point at a family",
            (
                Column("Case", lambda r: r.clue.case_label, 2),
                Column("Kind", lambda r: r.clue.kind, 3),
                Column("Words, and where", lambda r: f"{r.clue.text} · {r.clue.where}", 6),
                Column("Times", lambda r: str(len(r.places)), 1),
                Column("In the report", lambda r: said_of(r.clue), 4),
            ),
            grows=False,
        )
        self.table.setMinimumHeight(theme.px(280))
        self.table.opened.connect(lambda _place: self._decide_again())
        self.table.chosen.connect(lambda _place: self._fit_buttons())
        self.list = Stack(theme, Row(theme, self.case, self.change, self.back, None), self.table)

    def _build_readers(self) -> None:
        self.level = TileGroup(self.theme, "Who will read the report", _LEVELS)
        self.level.changed.connect(self._choose_level)
        self.small = Stack(self.theme, spacing=4)
        self.readers = Card(self.theme, "Who will read the report")
        self.readers.add(self.level)
        self.readers.add(self.small)

    def page_title(self) -> str:
        """What to ask."""
        return "Could a neighbour tell who it is?"

    def page_subtitle(self) -> str:
        """What this page is about."""
        return "No names stand here, but details that may point at one family. 1, 2 or 3 decides."

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self.card.keep_button if self.card.isVisibleTo(self) else None

    def read(self) -> IntruderView:
        """The sheet."""
        return intruder_view(self.context.vault, self.audit_of_table())

    def show_content(self, view: IntruderView) -> None:
        """Fill the parts; the detail being decided stays where it still waits."""
        self.sheet = view
        self.case.set_choices([(EVERY, "Every case"), *((c.label, c.label) for c in view.cases)])
        self.level.set_value(view.level.value)
        self.lanes.tab("decide").set_words(f"To decide ({view.undecided})")
        self.lanes.tab("list").set_words(f"All details ({len(view.rows)})")
        self._show_list()
        self._show_together(view)
        self._show_small(view)
        self.deciding.ask_about([r for r in view.rows if r.clue.choice is ClueChoice.UNDECIDED])
        self.set_primary("Ask a second person to read it", self._go_confirm)

    def _show_list(self) -> None:
        rows = self.sheet.rows if self.sheet else ()
        wanted = [r for r in rows if self.case.value() in (EVERY, r.clue.case_label)]
        if list(self.table.rows_model.rows) != wanted:
            self.table.show_rows(wanted)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        row = self.table.chosen_row()
        self.change.setEnabled(row is not None)
        self.back.setEnabled(row is not None and row.clue.choice is not ClueChoice.UNDECIDED)

    def _show_together(self, view: IntruderView) -> None:
        self.together.clear()
        for case in view.cases:
            if case.case_id:
                self.together.add(_combination(self, case))

    def _show_small(self, view: IntruderView) -> None:
        self.small.clear()
        if view.small_numbers:
            self.small.add(Text("Small numbers of people", "label"))
        for number in view.small_numbers:
            words = f"{number.label}: {number.count} {number.what}; when published “{number.published}”"
            self.small.add(Text(words, "small", "ink2"))

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 decide wherever they are not typing."""
        if not self.deciding.take_key(event):
            super().keyPressEvent(event)

    def undo(self) -> bool:
        """Ctrl+Z takes the last decision of this visit back."""
        return self.deciding.undo()

    # --- deciding

    def _go_confirm(self) -> None:
        self.context.navigator.go("confirm", round_table_id=self.table_id)

    def _leave_alone(self) -> None:
        self.deciding.leave_alone()
        self.lanes.show_section("list")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide_again(self) -> None:
        row = self.table.chosen_row()
        if row is None:
            return
        self.deciding.ask_again(row)
        self.lanes.show_section("decide")
        self.card.focus()

    def _take_back(self) -> None:
        row = self.table.chosen_row()
        if row is not None:
            self._store(row.clue, ClueDecided(ClueChoice.UNDECIDED), f"Taken back: {row.clue.text}")

    def _decide(self, decided: ClueDecided) -> None:
        row = self.card.shown
        if row is None:
            return
        self.deciding.go_on(_key(row.clue))
        self._store(row.clue, decided, f"{_SAID[decided.choice]}: {row.clue.text}")

    def _store(self, clue: Clue, decided: ClueDecided, said: str) -> None:
        before = ClueDecided(clue.choice, clue.words)
        self.act(
            self._change(clue, decided),
            lambda _made: self._done(clue, before, said),
            lambda error: self._on_not_stored(error, clue),
        )

    def _change(self, clue: Clue, decided: ClueDecided) -> Callable[[], Changes]:
        vault, audit_id = self.context.vault, self.audit_id
        return lambda: decide_clue(
            vault,
            audit_id,
            case_id=clue.case_id,
            kind=clue.kind,
            text=clue.text,
            choice=decided.choice,
            words=decided.words,
        )

    def _done(self, clue: Clue, before: ClueDecided, said: str) -> None:
        self.drafts.forget(_key(clue))
        self.deciding.stored(_key(clue), lambda: self.act(self._change(clue, before)))
        self.context.frame.toast(said, self.deciding.undo_last)

    def _on_not_stored(self, error: RoundtableError, clue: Clue) -> None:
        self.deciding.not_stored(_key(clue))
        self.show_error(error)

    def _choose_level(self, key: str) -> None:
        vault, audit_id, level = self.context.vault, self.audit_id, ReleaseLevel(key)
        self.act(lambda: choose_level(vault, audit_id, level))


def _at_the_top(theme: Theme, part: QWidget) -> Stack:
    """The part, with the height that is left over below it."""
    stack = Stack(theme, part)
    stack.keep_to_top()
    return stack


_SAID = {
    ClueChoice.KEEP: "Kept",
    ClueChoice.GENERALISE: "Told more generally",
    ClueChoice.DROP: "Left out",
}


@dataclass(frozen=True, slots=True)
class _Key:
    """What a decision is kept under."""

    case_id: str
    kind: str
    text: str


def _key(clue: Clue) -> _Key:
    return _Key(clue.case_id, clue.kind, clue.text)


def said_of(clue: Clue) -> str:
    """What stands in the report."""
    return {
        ClueChoice.UNDECIDED: "as it is, not decided",
        ClueChoice.KEEP: "kept",
        ClueChoice.GENERALISE: f"“{clue.words}”",
        ClueChoice.DROP: "left out",
    }[clue.choice]


def _combination(screen: IntruderScreen, case: CaseClues) -> QWidget:
    """What an intruder could put together about one child, kind by kind."""
    theme = screen.theme
    if case.is_strong:
        title = f"{case.label}: {counted(len(case.kinds), 'kind')} of detail stand together"
        panel = Callout(theme, "Together they may point at one family.", "warn", title=title)
    else:
        told = "" if case.kinds else "No detail stands out."
        panel = Callout(theme, told, "info", title=case.label)
        panel.message.setVisible(bool(told))
    for kind in case.kinds:
        words = [row.clue.text for row in case.rows if row.clue.kind == kind and row.clue.is_left]
        panel.body.addWidget(Text(f"{kind[:1].upper()}{kind[1:]}: {', '.join(dict.fromkeys(words))}"))
    if case.proceedings:
        panel.add(Text(f"Live proceedings: {', '.join(case.proceedings)}.", "label", "bad"))
    return panel
