"""Preparing an audit: every change is in the vault without a Save button, and what is wrong is said at its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from roundtable.actions.audits import AuditDetails, AuditView, audit_view, prepare_audit
from roundtable.actions.round_tables import MeetingDetails, open_round_table, plan_round_table
from roundtable.domain.board import UK_PUBLIC_DOMAINS
from roundtable.domain.errors import DiskFull
from roundtable.domain.ids import AuditId, RoundTableId
from roundtable.ui.screens.audit import AuditScreen
from tests.ui.frame_stage import demonstration
from tests.ui.preparing import Preparing


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Preparing]:
    made = Preparing(tmp_path)
    yield made
    made.close()


@pytest.fixture
def audit_id(stage: Preparing) -> AuditId:
    return AuditId(prepare_audit(stage.board_vault, AuditDetails("Neglect")).made)


@pytest.fixture
def screen(stage: Preparing, audit_id: AuditId) -> AuditScreen:
    shown = stage.open("audit", audit_id=audit_id)
    assert isinstance(shown, AuditScreen)
    return shown


def _stored(stage: Preparing, audit_id: AuditId) -> AuditView:
    return audit_view(stage.board_vault, audit_id)


def _type(line: object, text: str) -> None:
    line.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(line, text)  # type: ignore[arg-type]


def test_what_is_typed_is_in_the_vault_after_leaving(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    _type(screen.scope.title, "Neglect of young children")
    _type(screen.scope.priority, "Priority 2")
    screen.scope.key_lines.setPlainText("Was it seen?\n\n Who acted? ")
    screen.scope.window_from.boxes.set_date(date(2025, 4, 1))
    screen.scope.window_from.edited.emit()
    assert stage.navigator.go("home")
    audit = _stored(stage, audit_id).audit
    assert (audit.title, audit.priority) == ("Neglect of young children", "Priority 2")
    assert audit.key_lines == ("Was it seen?", "Who acted?")
    assert audit.window_from == date(2025, 4, 1)


def test_typing_is_saved_by_itself_within_a_second(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    _type(screen.scope.theme_line, "neglect")
    timer = screen.scope.autosave._timer
    assert timer.isActive()
    assert timer.interval() <= 800
    timer.timeout.emit()
    assert _stored(stage, audit_id).audit.theme == "neglect"
    assert screen.footer.saved.text() == "Saved and encrypted at 09:30"


def test_a_reload_does_not_touch_what_is_being_typed(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    _type(screen.scope.theme_line, "negl")
    screen.load()
    assert screen.scope.theme_line.text() == "negl"


def test_without_a_title_nothing_is_stored_and_the_field_says_so(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    screen.scope.title.clear()
    screen.scope.autosave.touch()
    screen.flush()
    assert screen.scope.title_field.error() == "Enter a title"
    assert _stored(stage, audit_id).audit.title == "Neglect"
    screen.do_primary()
    assert screen.tabs.shown() == "scope"
    assert "Enter a title" in screen.page.errors.texts()


def test_a_window_that_ends_before_it_begins_is_said_at_its_field(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    screen.scope.window_from.boxes.set_date(date(2026, 4, 1))
    screen.scope.window_to.boxes.set_date(date(2025, 4, 1))
    screen.scope.autosave.touch()
    screen.flush()
    assert screen.scope.window_to.error() == "Enter a last day that comes after the first"
    assert _stored(stage, audit_id).audit.window_from is None


def test_a_reference_that_is_taken_is_said_at_its_field(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    prepare_audit(stage.board_vault, AuditDetails("Other", reference="MAA-9"))
    _type(screen.scope.reference, "MAA-9")
    screen.flush()
    assert screen.scope.reference_field.error()
    assert screen.scope.reference.text() == "MAA-9", "nothing typed is lost"
    # Everything else that was typed is stored, and the reference waits in its field.
    _type(screen.scope.priority, "Priority 7")
    screen.flush()
    assert _stored(stage, audit_id).audit.priority == "Priority 7"
    assert screen.scope.reference_field.error()
    screen = stage.open("audit", audit_id=audit_id)
    assert screen.scope.reference.text() == "MAA-9"
    _type(screen.scope.reference, "MAA-10")
    screen.flush()
    assert screen.scope.reference_field.error() == ""
    assert _stored(stage, audit_id).audit.reference == "MAA-10"


def test_a_full_drive_keeps_the_text_and_says_so(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> object:
        raise DiskFull

    monkeypatch.setattr("roundtable.ui.screens.audit.edit_audit", full)
    _type(screen.scope.theme_line, "neglect")
    screen.flush()
    assert screen.footer.saved.text().startswith("Not saved")
    assert screen.scope.theme_line.text() == "neglect"
    monkeypatch.undo()
    screen.flush()
    assert _stored(stage, audit_id).audit.theme == "neglect"


def test_questions_are_picked_with_advice_and_stored_at_once(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    screen.tabs.show_section("questions")
    before = len(_stored(stage, audit_id).audit.questions)
    assert before == 11
    assert "fits into one meeting" in screen.questions.advice()
    screen.questions.tile("A3").click()
    screen.questions.tile("A1").click()
    ids = [q.id for q in _stored(stage, audit_id).audit.questions]
    assert "A3" in ids
    assert "A1" not in ids
    for question in ("B2", "B4", "B5", "A4"):
        screen.questions.tile(question).click()
    assert "may not be reached" in screen.questions.advice()
    screen.questions.usual.click()
    assert len(_stored(stage, audit_id).audit.questions) == 11


def test_a_question_of_ones_own_joins_the_set(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    screen.tabs.show_section("questions")
    QTest.keyClicks(screen.questions.own_text, "Who noticed the dog?")
    QTest.keyClick(screen.questions.own_text, Qt.Key.Key_Return)
    questions = _stored(stage, audit_id).audit.questions
    assert questions[-1].text == "Who noticed the dog?"
    assert len(questions) == 12
    assert screen.questions.tile(questions[-1].id).isChecked()


def test_after_a_meeting_was_opened_the_questions_are_locked(stage: Preparing, qapp: QApplication) -> None:
    audit_id = demonstration(stage.board_vault)
    planned = plan_round_table(stage.board_vault, audit_id, MeetingDetails(date(2026, 10, 8)))
    open_round_table(stage.board_vault, RoundTableId(planned.made))
    screen = stage.open("audit", audit_id=audit_id)
    assert not screen.questions.tile("A1").isEnabled()
    assert not screen.scope.scale.isEnabled()


def test_agencies_are_ticked_and_new_ones_named(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    screen.tabs.show_section("agencies")
    screen.agencies.tile("police").click()
    QTest.keyClicks(screen.agencies.name, "River Rescue")
    QTest.keyClick(screen.agencies.name, Qt.Key.Key_Return)
    view = _stored(stage, audit_id)
    assert [view.board.agency_name(a) for a in view.audit.agencies] == ["Police", "River Rescue"]


def test_two_changes_in_a_row_do_not_undo_each_other(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    stage.inline.held = True
    screen.agencies.tile("police").click()
    screen.questions.tile("A3").click()
    _type(screen.scope.priority, "Priority 2")
    screen.scope.flush()
    stage.inline.held = False
    stage.inline.release()
    audit = _stored(stage, audit_id).audit
    assert audit.priority == "Priority 2"
    assert "A3" in {q.id for q in audit.questions}


def test_a_case_is_added_and_opened(stage: Preparing, screen: AuditScreen, audit_id: AuditId) -> None:
    screen.tabs.show_section("cases")
    screen.cases.added.emit()
    (case,) = _stored(stage, audit_id).cases
    assert stage.place == ("case", {"case_id": case.id, "section": "people"})


def test_a_removed_case_comes_back_with_everything(stage: Preparing) -> None:
    audit_id = demonstration(stage.board_vault)
    screen = stage.open("audit", audit_id=audit_id, section="cases")
    before = _stored(stage, audit_id).cases
    screen.cases.table.selectRow(1)
    screen.cases.removed.emit(before[1].id)
    assert len(_stored(stage, audit_id).cases) == 3
    assert stage.window.toasts.text() == "Case 2 removed"
    stage.window.toasts.undo()
    assert _stored(stage, audit_id).cases == before


def test_planning_needs_a_day_and_leads_to_the_meeting(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    screen.tabs.show_section("meeting")
    screen.do_primary()
    assert screen.page.errors.texts() == ("Enter the date of the meeting, like 27 3 2027",)
    screen.meetings.day.set_date(date(2026, 11, 20))
    screen.do_primary()
    key, params = stage.place
    assert key == "meeting"
    (meeting,) = _stored(stage, audit_id).meetings
    assert meeting.held_on == date(2026, 11, 20)
    assert params == {"round_table_id": meeting.id}


def said_by(screen: AuditScreen, words: str) -> list[QWidget]:
    """Headings and buttons that can be seen and say this."""
    seen = (*screen.findChildren(QLabel), *screen.findChildren(QAbstractButton))
    return [w for w in seen if w.isVisibleTo(screen) and words.casefold() in w.text().casefold()]


def test_planning_is_offered_once_and_so_is_going_there(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    screen.tabs.show_section("meeting")
    assert said_by(screen, "plan the round table") == [screen.footer.primary]
    assert said_by(screen, "plan a") == []
    for day in (date(2026, 12, 3), date(2026, 11, 20)):
        plan_round_table(stage.board_vault, audit_id, MeetingDetails(day))
    again = stage.open("audit", audit_id=audit_id, section="meeting")
    assert said_by(again, "go to the round table") == [again.footer.primary]
    assert len(said_by(again, "plan another round table")) == 1
    again.do_primary()
    latest, earlier = _stored(stage, audit_id).meetings
    assert stage.place == ("meeting", {"round_table_id": latest.id})
    again = stage.open("audit", audit_id=audit_id, section="meeting")
    again.meetings.table.selectRow(1)
    again.do_primary()
    assert stage.place == ("meeting", {"round_table_id": earlier.id})


def test_continue_walks_through_all_parts(stage: Preparing) -> None:
    screen = stage.open("audit", audit_id=demonstration(stage.board_vault))
    assert isinstance(screen, AuditScreen)
    seen = [screen.tabs.shown()]
    for _ in range(4):
        screen.do_primary()
        seen.append(screen.tabs.shown())
    assert seen == ["scope", "questions", "agencies", "cases", "meeting"]
    assert screen.footer.primary.text() == "Plan the round table"


def test_arrow_keys_change_the_part(screen: AuditScreen) -> None:
    screen.tabs.tab("scope").setFocus()
    QTest.keyClick(screen.tabs.tab("scope"), Qt.Key.Key_Right)
    assert screen.tabs.shown() == "questions"
    QTest.keyClick(screen.tabs.tab("questions"), Qt.Key.Key_Left)
    QTest.keyClick(screen.tabs.tab("scope"), Qt.Key.Key_Left)
    assert screen.tabs.shown() == "meeting"


def test_an_address_of_another_domain_is_kept_but_not_thereby_allowed(
    stage: Preparing, screen: AuditScreen, audit_id: AuditId
) -> None:
    _type(screen.scope.address, "subgroup@fernhill.example.net")
    screen.flush()
    recipient = _stored(stage, audit_id).audit.recipient
    assert recipient.email == "subgroup@fernhill.example.net"
    assert recipient.allowed_domains == ("example.org", *UK_PUBLIC_DOMAINS)


def test_going_back_leads_to_the_part_one_came_from(stage: Preparing, screen: AuditScreen) -> None:
    stage.settle()
    screen.tabs.show_section("cases")
    assert screen.footer.primary.text() == "Add the first case"
    screen.do_primary()
    stage.settle()
    assert stage.place[0] == "case"
    assert stage.navigator.back()
    stage.settle()
    back = stage.navigator.screen
    assert isinstance(back, AuditScreen)
    assert back.tabs.shown() == "cases"
    assert back.footer.primary.text() == "Continue: Round table"
