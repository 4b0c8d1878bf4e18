"""The action plan in a real window over a real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.action_plan import ActionWords, actions_view, agree_action, draft_action
from roundtable.actions.hub import hub_view
from roundtable.actions.report_content import build_report
from roundtable.domain.action_plan import Action, ActionField
from roundtable.domain.errors import DiskFull
from roundtable.domain.ids import ActionId
from roundtable.domain.walkthrough import Step, StepStatus
from roundtable.ui.action_form import ActionForm
from roundtable.ui.role_watch import ASK
from roundtable.ui.screens.actions import ActionsScreen
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, staged

Make = Callable[..., ReportStage]


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []

    def build(reached: Reached = Reached.LEARNED, **options: Any) -> ReportStage:
        made.append(staged(reached, tmp_path, {"actions": ActionsScreen}, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def stored(stage: ReportStage) -> list[Action]:
    with stage.vault.reading() as tx:
        return list(tx.actions.of(stage.audit))


def fill_in(form: ActionForm, day: str = "27", month: str = "3", year: str = "2027") -> None:
    QTest.keyClicks(form.what, "Read every letter that comes back")
    form.agency.set_value(form.agency.choices()[1][0])
    QTest.keyClicks(form.role, "Head of service")
    for box, text in ((form.due.day, day), (form.due.month, month), (form.due.year, year)):
        QTest.keyClicks(box, text)
    QTest.keyClicks(form.measure, "Twenty letters looked at")


def test_a_complete_action_is_agreed_with_ctrl_enter(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    assert page.empty.isVisible()
    fill_in(page.form)
    QTest.keyClick(stage.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    (action,) = stored(stage)
    assert (action.what, action.owner_role) == ("Read every letter that comes back", "Head of service")
    assert (action.due_on, action.measure) == (date(2027, 3, 27), "Twenty letters looked at")
    assert page.form.is_empty()
    assert not page.page.errors.isVisible()
    # The plan is drawn anew twice here; nothing of the old one may be left as a window of its own.
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [stage.window]
    assert page.footer.primary.text() == "Save and continue"
    QTest.keyClick(stage.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.here == "meeting"  # it is closed before names are shown


def test_what_is_missing_is_said_at_the_top_and_beside_each_field(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    QTest.keyClicks(page.form.what, "Something")
    page.do_primary()
    assert page.page.errors.hasFocus()
    assert page.page.errors.texts() == (
        "Choose the agency that owns this action",
        "Enter the due date, like 27 3 2027",
        "Enter how anyone would know it is done",
    )
    assert page.form.fields[ActionField.DUE].error()
    assert not page.form.fields[ActionField.WHAT].error()
    assert stage.here == "actions"


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (("31", "2", "2027"), "There is no such day: check the due date"),
        (("27", "", "2027"), "Enter the month: the due date needs one"),
        (("27", "3", "26"), "Enter the year with four digits, like 2027"),
        (("1", "1", "2026"), "Enter a due date that is today or later"),
    ],
)
def test_half_a_date_is_explained(make: Make, boxes: tuple[str, str, str], said: str) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    fill_in(page.form, *boxes)
    page.do_primary()
    assert page.page.errors.texts() == (said,)


def test_what_was_said_so_far_is_kept_as_a_draft_and_completed_later(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    QTest.keyClicks(page.form.what, "Ask fathers")
    stage.open("lessons")
    (draft,) = stored(stage)
    assert draft.what == "Ask fathers"
    page = stage.open("actions")
    assert page.lines[0].row.missing
    page.edit(draft)
    assert page.form.heading.text() == "Change this action"
    page.form.what.clear()
    fill_in(page.form)
    page.do_primary()
    (action,) = stored(stage)
    assert action.id == draft.id and page.form.heading.text() == "Add an action"
    assert action.due_on == date(2027, 3, 27)
    assert not page.lines[0].row.missing


def test_enter_goes_on_to_what_is_missing_and_then_adds(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    form = page.form
    form.what.setFocus()
    QTest.keyClicks(form.what, "Read every letter")
    QTest.keyClick(form.what, Qt.Key.Key_Return)
    assert form.agency.hasFocus() and not page.page.errors.isVisible()
    form.agency.set_value(form.agency.choices()[1][0])
    form.role.setFocus()
    QTest.keyClick(form.role, Qt.Key.Key_Return)
    assert form.due.day.hasFocus()
    for box, text in ((form.due.day, "27"), (form.due.month, "3"), (form.due.year, "2027")):
        QTest.keyClicks(box, text)
    QTest.keyClick(form.due.year, Qt.Key.Key_Return)
    assert form.measure.hasFocus()
    QTest.keyClicks(form.measure, "Twenty letters")
    QTest.keyClick(form.measure, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(form.measure, "looked at")
    QTest.keyClick(form.measure, Qt.Key.Key_Return)
    stage.settle()
    assert [a.measure for a in stored(stage)] == ["Twenty letters\nlooked at"]
    assert form.is_empty() and stage.here == "actions"


def test_enter_in_the_field_that_is_missing_says_so(make: Make) -> None:
    page = make(Reached.OPENED).open("actions")
    page.form.what.setFocus()
    QTest.keyClick(page.form.what, Qt.Key.Key_Return)
    assert page.page.errors.texts()[0] == "Enter what will be done"


def test_a_double_click_adds_once_and_says_nothing_more(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    fill_in(page.form)
    page.page.ensureWidgetVisible(page.form.add_button)
    for press in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        press(page.form.add_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert len(stored(stage)) == 1 and not page.page.errors.isVisible()
    assert "Not saved" not in page.footer.saved.text()


def test_what_is_missing_is_not_called_not_saved(make: Make) -> None:
    page = make(Reached.OPENED).open("actions")
    page.form.add_button.click()
    assert page.page.errors.isVisible() and "Not saved" not in page.footer.saved.text()


def test_an_action_that_is_being_written_is_not_counted_or_shown_to_the_room(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    QTest.keyClicks(page.form.what, "Half an action")
    page.flush()
    stage.settle()
    assert len(stored(stage)) == 1, "nothing that was typed is lost"
    assert page.lines == [] and page.empty.isVisible()
    step = next(s for s in hub_view(stage.vault, stage.table).groups[-2].steps if s.step is Step.ACTIONS)
    assert step.detail == "" and step.status is StepStatus.IN_PROGRESS
    assert page.room_state().lines == ()
    stage.open("lessons")
    page = stage.open("actions")
    assert page.lines[0].row.missing, "left behind, it stands in the list to be finished"
    assert page.room_state().lines == ()
    page.edit(page.lines[0].row.action)
    assert page.lines == []


def test_role_and_date_are_saved_without_leaving_the_field(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    QTest.keyClicks(page.form.role, "Named nurse")
    page.flush()
    assert [x.owner_role for x in stored(stage)] == ["Named nurse"]


def test_an_empty_form_stores_nothing(make: Make) -> None:
    stage = make(Reached.OPENED)
    made = draft_action(stage.vault, stage.audit, ActionWords(), ActionId(""))
    assert made.made == ""
    assert stored(stage) == []


def test_a_weekend_is_pointed_out_and_allowed(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    fill_in(page.form)  # 27 March 2027 is a Saturday
    assert page.form.due_hint.text() == "This is a weekend day."
    page.do_primary()
    assert len(stored(stage)) == 1


def test_soonest_first_and_by_label(make: Make) -> None:
    stage = make()
    page = stage.open("actions")
    days = [line.row.action.due_on for line in page.lines]
    assert days == sorted(days)
    assert len(days) == 8
    assert len(stage.room.last.lines) == 8
    assert stage.room.last.lines[0].startswith("23 May 2026: ")


def test_names_in_an_action_are_said_by_label(make: Make) -> None:
    stage = make()
    with stage.vault.transaction() as tx:
        first = tx.actions.of(stage.audit)[0]
        tx.actions.put(replace(first, what="Ring Zofia’s school", due_on=date(2026, 4, 23)))
    page = stage.open("actions")
    assert "Zofia" not in page.view_shown.spoken[0].what
    assert "Zofia" not in stage.room.texts()


def test_lessons_it_serves_can_be_ticked(make: Make) -> None:
    stage = make()
    page = stage.open("actions")
    page.form.serves.set_open(True)
    fill_in(page.form)
    tiles = list(page.form._lessons.values())
    tiles[2].click()
    page.do_primary()
    action = next(x for x in stored(stage) if x.owner_role == "Head of service")
    assert action.lesson_ids == (list(page.form._lessons)[2],)
    line = next(x for x in page.lines if x.row.action.id == action.id)
    assert line.row.lessons == ("L3",)


def test_removing_can_be_undone_even_past_its_date(make: Make) -> None:
    stage = make()
    page = stage.open("actions")
    late = replace(page.lines[0].row.action, due_on=date(2026, 1, 1))
    with stage.vault.transaction() as tx:
        tx.actions.put(late)
    page.load()
    page.remove(late)
    assert late.id not in {x.id for x in stored(stage)}
    stage.window.toasts.undo()
    assert late in stored(stage)
    assert actions_view(stage.vault, stage.audit).rows[0].missing == ()


def test_removing_can_be_undone_from_the_next_page(make: Make) -> None:
    stage = make()
    page = stage.open("actions")
    action = page.lines[0].row.action
    page.remove(action)
    stage.open("lessons")
    assert action not in stored(stage)
    assert stage.window.toasts.undo()
    assert action in stored(stage)


def test_a_full_drive_keeps_the_words_on_the_screen(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    monkeypatch.setattr(type(stage.vault), "transaction", _full)
    QTest.keyClicks(page.form.what, "Ask fathers")
    page.flush()
    assert page.form.what.toPlainText() == "Ask fathers"
    assert page.form.saving.is_unsaved
    monkeypatch.undo()
    page.flush()
    assert [x.what for x in stored(stage)] == ["Ask fathers"]


def _full(_vault: object) -> Any:
    raise DiskFull()


def test_names_targets_and_words_fit_at_every_zoom(make: Make) -> None:
    stage = make()
    page = stage.open("actions")
    page.form.serves.set_open(True)
    page.do_primary()
    page.form.complete()
    assert stage.problems_at_every_zoom() == []


def test_tab_goes_round(make: Make) -> None:
    stage = make(Reached.OPENED)
    stage.open("actions")
    assert "Month of the due date" in accessibility.tab_ring(stage.window)


def test_a_name_as_the_owner_is_asked_for_as_a_role_while_it_is_typed(make: Make, qtbot: Any) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("actions")
    line = page.form.role_watch.line
    QTest.keyClicks(page.form.role, "Karen Whitlow")
    qtbot.waitUntil(lambda: line.isVisible())
    assert line.text() == ASK.format(name="Karen Whitlow")
    page.form.role.clear()
    QTest.keyClicks(page.form.role, "Team manager")
    qtbot.waitUntil(lambda: not line.isVisible())


def test_an_owner_who_was_a_name_is_no_role_in_the_report(make: Make) -> None:
    stage = make(Reached.OPENED)
    with stage.vault.reading() as tx:
        agency = tx.audits.get(stage.audit).agencies[0]
    agree_action(
        stage.vault,
        stage.audit,
        what="Read every letter",
        owner_agency_id=agency,
        owner_role="Karen Whitlow",
        due_on=date(2027, 3, 27),
        measure="Twenty letters looked at",
    )
    with stage.vault.reading() as tx:
        (action,) = build_report(tx, stage.audit).report.actions
    assert action.owner_agency and action.owner_role == ""
