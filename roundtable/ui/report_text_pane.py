"""One text of the report being edited: its editor, what was generated, and the question when that changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.actions.report_edits import EditableText, edit_text
from roundtable.domain.changes import Changes
from roundtable.ui.form_saving import FormSaving
from roundtable.ui.report_step import ReportStep, V
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.markup_editor import MarkupEditor
from roundtable.ui.widgets.row import Row


class ReportTextPane(QWidget):
    """Each text has its own editor: what is typed in it can go nowhere else, and its undo is its own."""

    taken_back = Signal(str)
    """Print what is generated again: the text's source."""
    kept = Signal(str)
    """The edit stays although what is generated has changed: the text's source."""

    def __init__(self, screen: ReportStep[V], text: EditableText) -> None:
        super().__init__()
        self.shown = text
        self._context, self._audit_of_table = screen.context, screen.audit_of_table
        theme = screen.theme
        self.markup = MarkupEditor(theme, text.name)
        self.editor = self.markup.text
        self._build_changed(screen)
        self._generated = Text("", "body", "ink2")
        self.generated = Disclosure(theme, "What is generated", self._generated)
        self.back = Button(theme, "Print what is generated again", icon="rotate-ccw")
        self.back.clicked.connect(lambda: self.taken_back.emit(self.shown.source))
        self._hint = Text("", "small", "ink2")
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 10)
        for widget in (self.changed, self.markup, self._hint, Row(theme, self.back, None), self.generated):
            column.addWidget(widget)
        self.saving: FormSaving = screen.autosave(self._store, self.editor)
        self.show_text(text)

    def _build_changed(self, screen: ReportStep[V]) -> None:
        theme = screen.theme
        self.changed = Callout(
            theme, "", "warn", title="The text that this was written for has changed. Which one is printed?"
        )
        self.new_text = Text("", "body")
        self.keep = Button(theme, "Keep my text", icon="check")
        self.take_new = Button(theme, "Print the new text", icon="rotate-ccw")
        self.keep.clicked.connect(lambda: self.kept.emit(self.shown.source))
        self.take_new.clicked.connect(lambda: self.taken_back.emit(self.shown.source))
        self.changed.body.addWidget(self.new_text)
        self.changed.body.addWidget(Row(theme, self.keep, self.take_new, None))

    def show_text(self, text: EditableText) -> None:
        """Put the stored text in; what is being typed stays."""
        self.shown = text
        self.saving.show(lambda: self.editor.set_text(text.written))
        self.changed.setVisible(text.is_outdated)
        self.changed.message.setText(f"Before: {text.changed_from or 'nothing'}")
        self.new_text.setText(f"Now: {text.generated or 'nothing'}")
        self.back.setVisible(text.is_edited and not text.is_outdated and not text.is_comment)
        self.generated.setVisible(text.is_edited and not text.is_outdated and not text.is_comment)
        self._generated.setText(text.generated)
        self._hint.setText(_hint(text))

    def _store(self) -> Callable[[], Changes]:
        shown, typed, audit = self.shown, self.editor.toPlainText(), self._audit_of_table
        vault = self._context.vault
        return lambda: edit_text(vault, audit(), shown.source, typed, shown.generated)


def _hint(text: EditableText) -> str:
    if text.is_comment:
        return "Printed beside what is generated. Leave it empty for no commentary."
    if text.may_be_left_out:
        return "An empty text is left out of the report."
    return "It is removed on the page of the lessons or of the actions, not here."
