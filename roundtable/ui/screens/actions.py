"""The action plan: agreed in the room, soonest first, changed and removed with undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.actions.action_plan import (
    ActionRow,
    ActionsView,
    actions_view,
    remove_action,
    restore_action,
)
from roundtable.actions.spoken import said_in_audit
from roundtable.domain.action_plan import Action
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted, day_words
from roundtable.ui.action_form import ActionForm
from roundtable.ui.report_step import ReportStep
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card, EmptyState
from roundtable.ui.widgets.labels import Pill, Separator, Text
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class SpokenAction:
    """An action's typed words by label."""

    what: str
    owner: str
    measure: str


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """The plan, and its words as the room may see them."""

    plan: ActionsView
    spoken: tuple[SpokenAction, ...]
    lessons: tuple[str, ...]


class ActionLine(QWidget):
    """One action: by when and who, what, how anyone would know."""

    def __init__(self, screen: ActionsScreen, row: ActionRow, spoken: SpokenAction, today: date) -> None:
        super().__init__()
        self.row = row
        self.texts = _texts(row, spoken)
        theme, action = screen.theme, row.action
        name = spoken.what[:60] or "action without words"
        self.edit = Button(theme, "", "link", "pencil", tip="Edit", name=f"Edit: {name}")
        self.edit.clicked.connect(lambda: screen.edit(action))
        self.remove = Button(theme, "", "link", "trash-2", tip="Remove", name=f"Remove: {name}")
        self.remove.clicked.connect(lambda: screen.remove(action))
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 4)
        due = Text(due_words(action.due_on), "label", wrap=False)
        pills = [Pill(theme, "Not complete", "warn", "triangle-alert")] if row.missing else []
        if action.due_on is not None and action.due_on < today:
            pills.append(Pill(theme, "Past its date", "warn", "clock"))
        column.addWidget(Row(theme, due, *pills, None, self.edit, self.remove, spacing=8))
        column.addWidget(Text(spoken.what or "What will be done is not written down yet"))
        for words in self.texts:
            column.addWidget(Text(words, "small", "ink2"))


class ActionsScreen(ReportStep[ActionsPage]):
    """Who does what by when."""

    step: ClassVar[Step] = Step.ACTIONS
    help_key: ClassVar[str] = "actions"

    def build(self) -> None:
        """The form over the plan."""
        self.form = ActionForm(self)
        self.form.done.connect(self._on_done)
        self.form.edited.connect(self._show_primary)
        self.put(self.form)
        self.empty = EmptyState(
            self.theme,
            "clipboard-list",
            "No actions yet",
            "Agree one action for each lesson that needs one: who, what, by when.",
        )
        self.put(self.empty)
        self._plan = Stack(self.theme)
        self.put(self._plan)
        self.lines: list[ActionLine] = []
        self.view_shown: ActionsPage | None = None
        self._drawn: list[tuple[ActionRow, SpokenAction]] = []

    def page_title(self) -> str:
        """Over all cases."""
        return "Who will do what, and by when?"

    def page_subtitle(self) -> str:
        """How a good action reads."""
        return "Name an agency and a role, never a person. Enter goes on to what is missing, then adds it."

    def first_focus(self) -> QWidget | None:
        """What will be done."""
        return self.form.what

    def read(self) -> ActionsPage:
        """The plan and its words by label."""
        vault, audit_id = self.context.vault, self.audit_of_table()
        plan = actions_view(vault, audit_id)
        typed = [text for row in plan.rows for text in (row.action.what, row.owner, row.action.measure)]
        lessons = [words for _id, words in plan.lessons]
        said = said_in_audit(vault, audit_id, *typed, *lessons)
        spoken = tuple(SpokenAction(*said[n : n + 3]) for n in range(0, len(typed), 3))
        return ActionsPage(plan, spoken, said[len(typed) :])

    def show_content(self, view: ActionsPage) -> None:
        """The plan; the form keeps what is being typed."""
        old, self.view_shown = self.view_shown, view
        offered = [(i, words) for (i, _typed), words in zip(view.plan.lessons, view.lessons, strict=True)]
        self.form.set_choices(self.audit_id, view.plan.agencies, offered)
        listed = self._listed(view)
        self.empty.setVisible(not listed)
        if old is None or listed != self._drawn:
            self._show_plan(listed, view.plan.today)

    def _show_plan(self, shown: list[tuple[ActionRow, SpokenAction]], today: date) -> None:
        self._drawn = shown
        self._plan.clear()
        self.lines = []
        if not shown:
            return
        card = Card(self.theme, _heading([row for row, _spoken in shown]))
        for place, (row, spoken) in enumerate(shown):
            if place:
                card.add(Separator())
            self.lines.append(ActionLine(self, row, spoken, today))
            card.add(self.lines[-1])
        self._plan.add(card)

    def _listed(self, view: ActionsPage) -> list[tuple[ActionRow, SpokenAction]]:
        """What the plan holds; an action that is being written stands in the form until it is added."""
        rows = zip(view.plan.rows, view.spoken, strict=True)
        return [(r, s) for r, s in rows if not (r.missing and r.action.id == self.form.action_id)]

    # --- changing

    def edit(self, action: Action) -> None:
        """Take an action into the form."""
        self.form.edit(action)
        if self.view_shown is not None:
            self.show_content(self.view_shown)
        self._show_primary()
        self.page.ensureWidgetVisible(self.form)

    def remove(self, action: Action) -> None:
        """Remove an action; the message offers to bring it back."""
        vault = self.context.vault
        if self.form.action_id == action.id and not self.form.finish_current():
            return

        def change() -> Changes:
            remove_action(vault, action.id)
            return changed(Topic.ACTIONS)

        def undo() -> None:
            self.act(lambda: restore_action(vault, action))

        self.act(change, lambda _made: self.context.frame.toast("Action removed", undo))
        self.form.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Ctrl+Enter agrees the action in the form; with an empty form it goes on."""
        if self.form.is_empty():
            super().finish()
        else:
            self.form.complete()

    def go_on(self) -> None:
        """An open round table is closed first: what comes next shows names, and the room is still there."""
        if self.hub is not None and self.hub.table.state is MeetingState.OPEN:
            self.context.navigator.go("meeting", round_table_id=self.table_id, section="closing")
        else:
            super().go_on()

    def flush(self) -> None:
        """Hand over everything typed, role and date among it."""
        self.form.autosave.flush()
        super().flush()

    def _on_done(self) -> None:
        self._show_primary()

    def _show_primary(self) -> None:
        writing = not self.form.is_empty()
        label = self.form.add_button.text() if writing else "Save and continue"
        self.set_primary(label, self.finish, icon="check" if writing else "arrow-right")

    def room_state(self) -> RoomState | None:
        """What, who, by when; by label."""
        if self.view_shown is None:
            return None
        rows = zip(self.view_shown.plan.rows, self.view_shown.spoken, strict=True)
        whole = [(row, s) for row, s in rows if not row.missing]
        lines = tuple(f"{due_words(row.action.due_on)}: {s.what} ({s.owner})" for row, s in whole)
        return self.room_page(self.page_title(), lines)


def _heading(rows: Sequence[ActionRow]) -> str:
    """ "2 actions, soonest first; 1 not complete"."""
    half = sum(bool(row.missing) for row in rows)
    whole = f"{counted(len(rows) - half, 'action')}, soonest first" if len(rows) > half else ""
    return "; ".join(part for part in (whole, f"{half} not complete" if half else "") if part)


def due_words(due_on: date | None) -> str:
    """ "8 March 2027" or "No date yet"."""
    return day_words(due_on) if due_on else "No date yet"


def _texts(row: ActionRow, spoken: SpokenAction) -> list[str]:
    """What stands under an action in small type."""
    lessons = f"Serves {', '.join(row.lessons)}" if row.lessons else ""
    owner = " · ".join(part for part in (spoken.owner, lessons) if part)
    measure = f"We will know by: {spoken.measure}" if spoken.measure else ""
    missing = f"Still to do: {'; '.join(row.missing)}" if row.missing else ""
    return [words for words in (owner, measure, missing) if words]
