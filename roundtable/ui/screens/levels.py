"""What changes at publication level: the same report for both readers, side by side where they differ."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.report_levels import ChangedSection, ChangedText, LevelsView, levels_view
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.report_step import ReportStep
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.marked_text import MarkedText
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

EVERY = ""
_CHOSEN = {
    ReleaseLevel.KNOWN_RECIPIENTS: "The report is now made for readers the Board knows.",
    ReleaseLevel.PUBLICATION: "The report is now made for publication.",
}


class LevelsScreen(ReportStep[LevelsView]):
    """Only what differs; nothing is chosen here."""

    step: ClassVar[Step] = Step.CHECK
    help_key: ClassVar[str] = "levels"
    notes_below: ClassVar[bool] = True

    def build(self) -> None:
        """What it comes to, the part, the differences."""
        theme = self.theme
        self.shown: LevelsView | None = None
        self.summary = Callout(theme, "", "info")
        self.choose = Button(theme, "Choose who will read it", icon="users")
        self.choose.clicked.connect(self._go_to_readers)
        self.summary.add(self.choose)
        self.part = Select(theme, "Part of the report", ((EVERY, "Every part"),))
        self.part.changed.connect(lambda _key: self._fill())
        self.differences = Stack(theme)
        for widget in (self.summary, self.part, self.differences):
            self.put(widget)

    def page_title(self) -> str:
        """What is shown."""
        return "What changes at publication level"

    def page_subtitle(self) -> str:
        """How to read it."""
        return (
            "Left as readers the Board knows get it, right as it would be published. What differs is marked."
        )

    def first_focus(self) -> QWidget | None:
        """Which part."""
        return self.part

    def read(self) -> LevelsView:
        """Both levels, compared."""
        return levels_view(self.context.vault, self.audit_of_table())

    def show_content(self, view: LevelsView) -> None:
        """The differences, by part."""
        if view == self.shown:
            return
        self.shown = view
        self.summary.message.setText(_summary(view))
        parts = dict.fromkeys(section.part for section in view.sections)
        self.part.set_choices([(EVERY, "Every part"), *((part, part) for part in parts)])
        self._fill()
        self.set_primary("Go on to create the report", lambda: self.go_to_step(Step.EXPORT))

    def _fill(self) -> None:
        self.differences.clear()
        for section in self.shown.sections if self.shown else ():
            if self.part.value() in (EVERY, section.part):
                self.differences.add(_card(self.theme, section))

    def _go_to_readers(self) -> None:
        self.context.navigator.go("intruder", round_table_id=self.table_id)


def _summary(view: LevelsView) -> str:
    said = [_CHOSEN[view.level], f"{counted(view.count, 'paragraph differs', 'paragraphs differ')}."]
    if view.open_clues:
        left = counted(view.open_clues, "detail")
        said.append(f"{left} must be decided before a report for publication is made, and may change it too.")
    return " ".join(said)


def _card(theme: Theme, section: ChangedSection) -> Card:
    card = Card(theme, section.where)
    for text in section.texts:
        card.add(Reflow(theme, *_sides(theme, text), narrowest=320))
    return card


def _sides(theme: Theme, text: ChangedText) -> tuple[QWidget, QWidget]:
    known, publication = MarkedText(theme, "info"), MarkedText(theme, "warn")
    known.show_marked(text.known or "Not there", text.known_marks if text.known else ())
    publication.show_marked(
        text.publication or "Left out", text.publication_marks if text.publication else ()
    )
    return (
        Stack(theme, Text("Readers the Board knows", "small", "ink2"), known, spacing=4),
        Stack(theme, Text("Publication", "small", "ink2"), publication, spacing=4),
    )
