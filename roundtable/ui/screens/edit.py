"""Edit the report before it is read and signed: shorten, comment, put in order; the pages follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from roundtable.actions.lessons import move_lesson
from roundtable.actions.report_edits import (
    ACTIONS,
    CASES,
    EditableSection,
    EditableText,
    EditPage,
    EditView,
    edit_page_view,
    keep_edit,
    put_in_order,
    source_at,
    take_edit_back,
    undo_edit,
)
from roundtable.domain import report_edits as edits
from roundtable.domain.changes import Changes
from roundtable.domain.ids import LessonId, RoundTableId
from roundtable.domain.report_markup import without_bold
from roundtable.domain.walkthrough import Step
from roundtable.ui.context import Context
from roundtable.ui.edited_notice import NOT_EDITED, EditedNotice
from roundtable.ui.report_step import ReportStep
from roundtable.ui.report_text_pane import ReportTextPane
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.page_preview import PagePreview
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

_BEGIN: Final = 48


class EditScreen(ReportStep[EditPage]):
    """A part, a text of it, the editor; the pages as they will be printed, from the same bytes."""

    step: ClassVar[Step] = Step.CHECK
    help_key: ClassVar[str] = "edit"
    notes_below: ClassVar[bool] = True

    def __init__(self, context: Context, *, round_table_id: RoundTableId, source: str = "") -> None:
        self._source = source
        super().__init__(context, round_table_id=round_table_id)

    def build(self) -> None:
        """What to edit on the left, how it will look on the right."""
        theme = self.theme
        self.shown: EditView | None = None
        self.pdf = b""
        self.panes: dict[str, ReportTextPane] = {}
        self._wants_page = True
        self.mirrored = Callout(
            theme,
            "This page shows texts with names. In the display settings choose “Extend”, or switch the "
            "projector off.",
            "warn",
            title="The room sees this screen",
        )
        self.mirrored.setVisible(False)
        self.outdated = EditedNotice(theme, "Go to the first of them")
        self.outdated.go.clicked.connect(self._go_to_outdated)
        self._build_editing()
        self.preview = PagePreview(theme)
        self.preview.wanted.connect(self._fetch_page)
        self.preview.picked.connect(self._pick)
        self.pages = Card(theme, "How it will be printed", "Click a sentence to edit it.")
        self.pages.add(self.preview)
        self.both = Reflow(theme, self.editing, self.pages, narrowest=440)
        for widget in (self.mirrored, self.outdated, self.both):
            self.put(widget)

    def _build_editing(self) -> None:
        theme = self.theme
        self.section = Select(theme, "Part of the report")
        self.section.changed.connect(lambda _key: self._open_section())
        self.text = Select(theme, "Text of this part")
        self.text.changed.connect(self._open_text)
        self.editing = Card(theme)
        self.editing.add(Field(theme, "Part of the report", self.section))
        self.editing.add(Field(theme, "Text", self.text))
        self._pane_stack = Stack(theme)
        self.editing.add(self._pane_stack)
        self.up = Button(theme, "Move up", icon="arrow-up")
        self.down = Button(theme, "Move down", icon="arrow-down")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.case_up = Button(theme, "Case earlier", icon="arrow-up", tip="Before the case in front of it")
        self.case_down = Button(theme, "Case later", icon="arrow-down", tip="After the next case")
        self.case_up.clicked.connect(lambda: self._move_case(-1))
        self.case_down.clicked.connect(lambda: self._move_case(1))
        self.undo_button = Button(theme, "Undo the last change", icon="undo-2")
        self.undo_button.clicked.connect(self._undo)
        self.editing.add(Row(theme, self.up, self.down, self.case_up, self.case_down, None))
        self.editing.add_row(self.undo_button, None)

    def page_title(self) -> str:
        """What to do here."""
        return "Edit the report"

    def page_subtitle(self) -> str:
        """What becomes of it."""
        return "What you write is checked for names, and the second person reads it, like everything else."

    def first_focus(self) -> QWidget | None:
        """Which part."""
        return self.section

    def read(self) -> EditPage:
        """Every text that can be edited, and the pages."""
        return edit_page_view(self.context.vault, self.context.papers, self.audit_of_table())

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: texts hold names before they are masked."""
        super().hide_private(hidden)
        self.mirrored.setVisible(hidden)
        self.both.setVisible(not hidden)

    # --- showing

    def show_content(self, page: EditPage) -> None:
        """Parts, texts and pages; the text being edited stays."""
        view = self.shown = page.view
        self.section.set_choices([(s.key, _told(s)) for s in view.sections])
        if self._source and (wanted := view.section_of(self._source)):
            self.section.set_value(wanted.key)
        for section in view.sections:
            for text in section.texts:
                if text.source in self.panes:
                    self.panes[text.source].show_text(text)
        self._show_section()
        self.outdated.show_count(view.outdated)
        self.undo_button.setEnabled(view.can_undo)
        if view.is_confirmed:
            self.set_primary("Go on to create the report", lambda: self.go_to_step(Step.EXPORT))
        else:
            self.set_primary("Have it read and signed", self._go_confirm)
        self._show_pages(page)

    def _section(self) -> EditableSection | None:
        key = self.section.value()
        sections = self.shown.sections if self.shown else ()
        return next((s for s in sections if s.key == key), None)

    def _open_section(self) -> None:
        self._source = ""
        self._show_section()
        self._go_to_page()

    def _show_section(self) -> None:
        section = self._section()
        if section is None:
            return
        self.text.set_choices([(text.source, _line(text)) for text in section.texts])
        texts = {text.source: text for text in section.texts}
        self._show_text(texts.get(self._source, section.texts[0]))

    def _open_text(self, source: str) -> None:
        texts = {t.source: t for s in (self.shown.sections if self.shown else ()) for t in s.texts}
        if source in texts:
            self._show_text(texts[source])
            self._go_to_page()

    def _show_text(self, text: EditableText) -> None:
        self._source = text.source
        self.text.set_value(text.source)
        pane = self.panes.get(text.source)
        if pane is None:
            pane = ReportTextPane(self, text)
            pane.taken_back.connect(self._take_back)
            pane.kept.connect(self._keep)
            self.panes[text.source] = pane
            self._pane_stack.add(pane)
        for each in self.panes.values():
            each.setVisible(each is pane)
        self._fit_moves()

    def _fit_moves(self) -> None:
        is_lesson = self._source.startswith(edits.LESSON)
        is_action = self._source.startswith(edits.ACTION)
        self.up.setVisible(is_lesson or is_action)
        self.down.setVisible(is_lesson or is_action)
        section, order = self._section(), self._order(CASES)
        is_case = section is not None and section.key in order and len(order) > 1
        for button, end in ((self.case_up, 0), (self.case_down, -1)):
            button.setVisible(is_case)
            button.setEnabled(is_case and section is not None and order[end] != section.key)

    def _go_to_outdated(self) -> None:
        texts = [t for s in self.shown.sections for t in s.texts] if self.shown else []
        first = next((t.source for t in texts if t.is_outdated), "")
        if first:
            self._jump(first)

    def _jump(self, source: str) -> None:
        section = self.shown.section_of(source) if self.shown else None
        if section is not None:
            self._source = source
            self.section.set_value(section.key)
            self._show_section()
            self._go_to_page()
            self.panes[source].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- changing

    def _take_back(self, source: str) -> None:
        vault, audit_id = self.context.vault, self.audit_id
        self.act(lambda: take_edit_back(vault, audit_id, source), self._offer_undo("Generated text printed"))

    def _keep(self, source: str) -> None:
        vault, audit_id = self.context.vault, self.audit_id
        self.act(lambda: keep_edit(vault, audit_id, source))

    def _offer_undo(self, said: str) -> Callable[[Changes], None]:
        return lambda _made: self.context.frame.toast(said, self._undo)

    def undo(self) -> bool:
        """Ctrl+Z outside a text takes the last change back."""
        if self.shown is None or not self.shown.can_undo:
            return False
        self._undo()
        return True

    def _undo(self) -> None:
        self.flush()
        vault, audit_id = self.context.vault, self.audit_id
        self.act(lambda: undo_edit(vault, audit_id), self._on_undone)

    def _on_undone(self, made: Changes) -> None:
        """Lead to what was undone: it may stand in another part than the one that is open."""
        source = str(made.made)
        section = self.shown.section_of(source) if self.shown else None
        if section is None:
            self.context.frame.toast("Undone: the order is as it was")
            return
        name = next(text.name for text in section.texts if text.source == source)
        self._jump(source)
        self.context.frame.toast(f"Undone: {section.title}, {name}")

    def _order(self, part: str) -> tuple[str, ...]:
        return dict(self.shown.order).get(part, ()) if self.shown else ()

    def _move(self, by: int) -> None:
        """A lesson or an action, up or down."""
        vault, audit_id, source = self.context.vault, self.audit_id, self._source
        if source.startswith(edits.LESSON):
            lesson = LessonId(source.removeprefix(edits.LESSON))
            self.act(lambda: move_lesson(vault, lesson, by))
            return
        ids = _moved(self._order(ACTIONS), source.removeprefix(edits.ACTION), by)
        self.act(lambda: put_in_order(vault, audit_id, ACTIONS, ids))

    def _move_case(self, by: int) -> None:
        vault, audit_id = self.context.vault, self.audit_id
        ids = _moved(self._order(CASES), self.section.value(), by)
        self.act(
            lambda: put_in_order(vault, audit_id, CASES, ids), self._offer_undo("Order of cases changed")
        )

    def _go_confirm(self) -> None:
        self.context.navigator.go("confirm", round_table_id=self.table_id)

    # --- the pages

    def _show_pages(self, page: EditPage) -> None:
        """The same page again, of the new paper."""
        if page.pdf == self.pdf:
            return
        self.pdf = page.pdf
        self.preview.renew(page.pages)
        if self._wants_page:
            self._go_to_page()

    def _go_to_page(self) -> None:
        """The page on which the text being edited stands."""
        text = self.panes[self._source].shown if self._source in self.panes else None
        if not self.pdf or text is None or not text.printed.strip():
            return
        self._wants_page = False
        papers, pdf = self.context.papers, self.pdf
        words = without_bold(text.printed)[0].replace("## ", "")
        self.context.tasks.run(
            lambda: papers.page_with(pdf, words), self, lambda page: self.preview.go(page), self.show_error
        )

    def _fetch_page(self, number: int, width: int) -> None:
        papers, pdf = self.context.papers, self.pdf
        self.context.tasks.run(
            lambda: papers.page_image(pdf, number, width),
            self,
            lambda png: self.preview.show_png(number, png),
            self.show_error,
        )

    def _pick(self, page: int, x: float, y: float) -> None:
        """From a sentence of the paper to where it is edited."""
        if self.shown is None:
            return
        papers, pdf, view = self.context.papers, self.pdf, self.shown
        self.context.tasks.run(
            lambda: source_at(view, *papers.words_at(pdf, page, x, y)), self, self._on_picked, self.show_error
        )

    def _on_picked(self, source: str) -> None:
        if source:
            self._jump(source)
        else:
            self.context.frame.toast(NOT_EDITED)


def _told(section: EditableSection) -> str:
    edited = sum(text.is_edited for text in section.texts)
    return f"{section.title} ({edited} edited)" if edited else section.title


def _line(text: EditableText) -> str:
    """ "Chronology (edited): The nurse wrote twice…"."""
    state = " (changed since)" if text.is_outdated else " (edited)" if text.is_edited else ""
    plain = " ".join(without_bold(text.printed)[0].split())
    begins = plain if len(plain) <= _BEGIN else f"{plain[:_BEGIN].rstrip()}…"
    return f"{text.name}{state}: {begins or ('none yet' if text.is_comment else 'left out')}"


def _moved(ids: tuple[str, ...], one: str, by: int) -> tuple[str, ...]:
    place = ids.index(one)
    target = max(0, min(len(ids) - 1, place + by))
    others = [each for each in ids if each != one]
    return (*others[:target], one, *others[target:])
