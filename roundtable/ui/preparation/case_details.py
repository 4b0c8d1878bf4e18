"""The case's own fields: reference, background, live proceedings."""

from __future__ import annotations

from roundtable.actions.registers import CaseFileView, describe_case
from roundtable.domain.case import Case, Proceedings
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.widgets import Card, Field, LineEdit, PlainTextEditor
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.stack import Stack

_WORDS = {
    Proceedings.CRIMINAL: "Criminal proceedings",
    Proceedings.FAMILY: "Family proceedings",
    Proceedings.RAPID_REVIEW: "Rapid review",
}


class CaseDetails(Stack):
    """Saved as it is typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self._case: Case | None = None
        theme = desk.theme
        self.autosave = Autosave(self, self._save)
        self.reference = LineEdit(theme, "Local reference")
        self.background = PlainTextEditor(theme, "Background", lines=7)
        card = Card(theme)
        card.add(
            Field(
                theme,
                "Local reference",
                self.reference,
                "The number the case has with you. It is replaced in the report.",
                optional=True,
            )
        )
        card.add(
            Field(
                theme,
                "Background",
                self.background,
                "Three or four sentences that the round table begins with.",
            )
        )
        self.add(card)
        live = Card(
            theme,
            "Is any of this going on now?",
            "The export shows it and asks, because a report can do harm in live proceedings.",
        )
        self.ticks = {each: CheckTile(theme, words) for each, words in _WORDS.items()}
        for tick in self.ticks.values():
            tick.clicked.connect(self._touch_and_flush)
            live.add(tick)
        self.add(live)
        self.reference.textEdited.connect(self.autosave.touch)
        self.autosave.watch(self.reference)
        self.background.saved_text.connect(lambda _text: self._touch_and_flush())

    def show_case(self, view: CaseFileView) -> None:
        """Show what is stored; what is being typed stays."""
        case = self._case = view.case
        if self.autosave.is_unsaved:
            return
        if self.reference.text().strip() != case.reference:
            self.reference.setText(case.reference)
        self.background.set_text(case.background)
        for each, tick in self.ticks.items():
            tick.setChecked(each in case.proceedings)

    def flush(self) -> None:
        """Save now what is not saved."""
        self.background.flush()
        self.autosave.flush()

    def _touch_and_flush(self) -> None:
        self.autosave.touch()
        self.autosave.flush()

    def _save(self) -> None:
        desk = self._desk
        reference, background = self.reference.text(), self.background.toPlainText()
        proceedings = tuple(each for each, tick in self.ticks.items() if tick.isChecked())
        self.autosave.begin()
        desk.act(
            lambda: describe_case(
                desk.vault, desk.case_id, reference=reference, background=background, proceedings=proceedings
            ),
            lambda _made: self.autosave.done(),
            lambda _error: self.autosave.failed(),
        )
