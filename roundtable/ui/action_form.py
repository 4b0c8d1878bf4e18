"""The form of one action: in the vault while it is written, complete when every field is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication

from roundtable.actions.action_plan import ActionWords, agree_action, amend_action, draft_action
from roundtable.actions.name_hints import name_hints_in_audit
from roundtable.domain.action_plan import Action, ActionField, hint_on_due_date, problems_with
from roundtable.domain.changes import Changes
from roundtable.domain.ids import ActionId, AgencyId, AuditId, LessonId
from roundtable.ui.draft_parts import boxes
from roundtable.ui.enter_adds import DoublePress, EnterAdds, or_press_enter
from roundtable.ui.role_watch import RoleWatch
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.date_field import DateField, DateProblem
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.widgets.text_editor import PlainTextEditor

NEW = ActionId("")


@dataclass
class _Draft:
    """The action in the form; the id comes with the first save (set by the worker, in order)."""

    id: ActionId = NEW


_ADD: Final = "Add an action"


class ActionForm(Card):
    """Over one action, new or being edited; `done` fires when it is complete and the form is empty."""

    done = Signal()
    edited = Signal()

    def __init__(self, screen: StepScreen[Any]) -> None:
        super().__init__(screen.theme, _ADD)
        self._screen, self._draft, self._audit_id = screen, _Draft(), AuditId("")
        self._lessons: dict[LessonId, CheckTile] = {}
        self._lesson_column = Stack(screen.theme, spacing=0)
        self.serves = Disclosure(screen.theme, "Lessons it serves", self._lesson_column)
        self._twice = DoublePress()
        self._build(screen)
        self.saving = screen.autosave(self._take, self.what, self.measure)
        self.autosave = Autosave(self, self.saving.save)
        self.autosave.watch(self.role, self.due.day, self.due.month, self.due.year)
        self.role.textEdited.connect(lambda _text: self._touched())
        self.due.edited.connect(self._on_due)
        self.agency.changed.connect(lambda _key: self._touched())
        for editor in (self.what, self.measure):
            editor.textChanged.connect(self.edited)
        boxes_of_date = (self.due.day, self.due.month, self.due.year)
        self._enter = EnterAdds(self, self.what, self.measure, self.role, *boxes_of_date)
        self._enter.pressed.connect(self._on_enter)

    # --- what can be chosen

    def set_choices(
        self,
        audit_id: AuditId,
        agencies: Sequence[tuple[AgencyId, str]],
        lessons: Sequence[tuple[LessonId, str]],
    ) -> None:
        """The audit, its agencies and its lessons; what is ticked stays ticked."""
        self._audit_id = audit_id
        self.agency.set_choices([("", "Choose an agency"), *agencies])
        if [(i, tile.text()) for i, tile in self._lessons.items()] == list(lessons):
            return
        ticked = self.words().lesson_ids
        self._lesson_column.clear()
        self._lessons = {lesson_id: self._tile(words) for lesson_id, words in lessons}
        for tile in self._lessons.values():
            self._lesson_column.add(tile)
        self._tick(ticked)
        self.serves.setVisible(bool(lessons))

    @property
    def action_id(self) -> ActionId:
        """The action in the form, empty before its first save."""
        return self._draft.id

    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return self.words() == ActionWords()

    def words(self) -> ActionWords:
        """What the form holds; a date that is none yet counts as missing, and is kept as it is typed."""
        due = self.due.read()
        return ActionWords(
            what=self.what.toPlainText().strip(),
            owner_agency_id=AgencyId(self.agency.value()),
            owner_role=self.role.text().strip(),
            due_on=None if isinstance(due, DateProblem) else due,
            measure=self.measure.toPlainText().strip(),
            lesson_ids=tuple(i for i, tile in self._lessons.items() if tile.isChecked()),
            due_typed=self._due_typed.typed(),
        )

    # --- one after the other

    def edit(self, action: Action) -> None:
        """Take a stored action into the form."""
        if not self.finish_current():
            return
        self._draft = _Draft(action.id)
        self._show(action)
        self.add_button.set_label("Keep the changes")
        self.heading.setText("Change this action")
        self.what.setFocus()

    def complete(self) -> None:
        """Agree the action; what is missing is said beside each field."""
        self.flush()
        # The draft's id comes with its first save.
        self._screen.context.tasks.drain()
        words, draft, vault, audit_id = self.words(), self._draft, self._screen.context.vault, self._audit_id
        self._screen.page.errors.clear()
        if words == ActionWords() and self._twice.is_second():
            return
        problems = self._problems()
        if problems:
            self._show_problems(problems)  # what was said so far is in the vault, as a draft
            return

        def change() -> Changes:
            if draft.id:
                return amend_action(vault, draft.id, words)
            return agree_action(
                vault,
                audit_id,
                what=words.what,
                owner_agency_id=words.owner_agency_id,
                owner_role=words.owner_role,
                due_on=words.due_on,
                measure=words.measure,
                lesson_ids=words.lesson_ids,
            )

        self._screen.act(change, lambda _made: self._on_complete())

    def finish_current(self) -> bool:
        """Save what is in the form, complete or not, and begin anew; False when it could not be stored."""
        self.flush()
        # Only what is in the vault may leave the form.
        self._screen.context.tasks.drain()
        if self.saving.is_unsaved:
            return False
        self._begin_anew()
        return True

    def flush(self) -> None:
        """Hand over what is not saved yet."""
        self.autosave.flush()
        self.saving.flush()

    # --- inside

    def _build(self, screen: StepScreen[Any]) -> None:
        theme = screen.theme
        self.what = PlainTextEditor(theme, "What will be done?", lines=2)
        self.agency = Select(theme, "Agency that owns it", [("", "Choose an agency")])
        self.role = LineEdit(theme, "Role of the owner")
        self.due = DateField(theme, "the due date")
        self._due_typed = boxes(self.due, only_unread=True)
        self.due_hint = Text("", "small", "warn")
        self.due_hint.setVisible(False)
        self.measure = PlainTextEditor(theme, "How would anyone know it is done?", lines=2)
        self.fields = {
            ActionField.WHAT: Field(
                theme, "What will be done?", self.what, "Use roles, not names. Shift+Enter begins a new line."
            ),
            ActionField.OWNER: Field(theme, "Agency that owns it", self.agency),
            ActionField.DUE: Field(theme, "Due date", self.due, "Like 27 3 2027"),
            ActionField.MEASURE: Field(
                theme,
                "How would anyone know it is done?",
                self.measure,
                "Something that can be seen or counted.",
            ),
        }
        field = Field(theme, "Role of the owner", self.role, "A role, like team manager.", optional=True)
        self.role_watch = RoleWatch(
            screen, self.role, lambda text: name_hints_in_audit(screen.context.vault, self._audit_id, text)
        )
        role = Stack(theme, field, self.role_watch.line, spacing=4)
        owner = Stack(theme, self.fields[ActionField.OWNER], role, spacing=12)
        due = Stack(theme, self.fields[ActionField.DUE], self.due_hint, spacing=4)
        self.add_button = Button(theme, "Add the action", icon="plus")
        self.add_button.clicked.connect(self.complete)
        self.add(self.fields[ActionField.WHAT])
        self.add(Reflow(theme, owner, due, narrowest=300))
        self.add(self.fields[ActionField.MEASURE])
        self.add(self.serves)
        self.add_row(self.add_button, or_press_enter(), None)

    def _tile(self, words: str) -> CheckTile:
        tile = CheckTile(self.theme, words)
        tile.clicked.connect(self._touched)
        return tile

    def _show(self, action: Action) -> None:
        self.what.set_text(action.what)
        self.agency.set_value(action.owner_agency_id)
        self.role.setText(action.owner_role)
        self.due.set_date(action.due_on)
        if action.due_typed:
            self._due_typed.put(action.due_typed)
        self.measure.set_text(action.measure)
        self._tick(action.lesson_ids)
        self.serves.set_open(bool(action.lesson_ids))
        self._show_hint()

    def _begin_anew(self) -> None:
        self._draft = _Draft()
        self._show(Action(NEW, self._audit_id, 0, ""))
        self.add_button.set_label("Add the action")
        self.heading.setText(_ADD)

    def _tick(self, lesson_ids: Sequence[LessonId]) -> None:
        for lesson_id, tile in self._lessons.items():
            tile.setChecked(lesson_id in lesson_ids)

    def _touched(self) -> None:
        self.autosave.touch()
        self.edited.emit()

    def _on_due(self) -> None:
        self._show_hint()
        self._touched()

    def _show_hint(self) -> None:
        due = self.due.read()
        hint = "" if isinstance(due, DateProblem) else hint_on_due_date(due)
        self.due_hint.setText(hint)
        self.due_hint.setVisible(bool(hint))

    def _take(self) -> Callable[[], Changes]:
        words, draft, vault, audit_id = self.words(), self._draft, self._screen.context.vault, self._audit_id

        def change() -> Changes:
            made = draft_action(vault, audit_id, words, draft.id)
            draft.id = ActionId(made.made) or draft.id
            return made

        return change

    def _on_complete(self) -> None:
        self._begin_anew()
        self._twice.added()
        self.what.setFocus()
        self.done.emit()

    def _on_enter(self) -> None:
        """On to the first field that is missing; with all of them there, the action is added."""
        missing = [self.fields[field].editor for field, _said in self._problems()]
        focused = QApplication.focusWidget()
        if (
            missing
            and focused is not None
            and missing[0] is not focused
            and not missing[0].isAncestorOf(focused)
        ):
            missing[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.complete()

    def _problems(self) -> tuple[tuple[ActionField, str], ...]:
        action = self.words().put_into(Action(NEW, self._audit_id, 0, ""))
        return problems_with(action, self._screen.context.clock.now().date())

    def _show_problems(self, problems: Sequence[tuple[ActionField, str]]) -> None:
        summary = self._screen.page.errors
        summary.show_problems([(self._said(field, said), self.fields[field]) for field, said in problems])
        self._screen.page.ensureWidgetVisible(summary)

    def _said(self, field: ActionField, said: str) -> str:
        """Boxes that hold half a date say what is wrong with it."""
        due = self.due.read()
        half = isinstance(due, DateProblem) and due is not DateProblem.EMPTY
        return self.due.problem_text() if field is ActionField.DUE and half else said
