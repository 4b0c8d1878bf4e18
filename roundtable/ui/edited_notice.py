"""Texts that changed after they were edited: said on the page; and from a place of a page to its text."""

from __future__ import annotations

from roundtable.actions.report_edits import edit_view, source_at
from roundtable.domain.wording import counted
from roundtable.ui.report_step import ReportStep, V
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout

NOT_EDITED = "This is not edited here: it comes from the audit, the register or the grades"


class EditedNotice(Callout):
    """Nothing is overwritten: the edits are printed until somebody says which text is right."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, "", "warn", title="Texts changed after they were edited")
        self.go = Button(theme, words, icon="pen-line")
        self.add(self.go)
        self.setVisible(False)

    def show_count(self, count: int) -> None:
        """How many texts ask; none hides it."""
        told = counted(count, "text is", "texts are")
        self.message.setText(f"{told} printed as edited, until you say which one is right.")
        self.setVisible(bool(count))


def jump_to_edit(screen: ReportStep[V], pdf: bytes, page: int, x: float, y: float) -> None:
    """From a sentence of a finished paper to where it is edited; says so where it is edited nowhere."""
    context, audit_id, table_id = screen.context, screen.audit_id, screen.table_id

    def find() -> str:
        words = context.papers.words_at(pdf, page, x, y)
        return source_at(edit_view(context.vault, audit_id), *words)

    def go(source: str) -> None:
        if source:
            context.navigator.go("edit", round_table_id=table_id, source=source)
        else:
            context.frame.toast(NOT_EDITED)

    context.tasks.run(find, screen, go, screen.show_error)
