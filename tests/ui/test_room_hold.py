"""What the room sees is told on the laptop and follows it, unless it is held, blank or on a break."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.registers import enter_person
from roundtable.actions.round_tables import MeetingDetails, edit_round_table, go_to
from roundtable.actions.signoff import (
    add_attendee,
    change_statement,
    record_arrival,
    record_departure,
    record_recused_left,
)
from roundtable.domain.changes import Topic, changed
from roundtable.domain.ids import AttendeeId, PersonId
from roundtable.domain.register import Person
from roundtable.domain.signoff import Declaration, Interest, Outcome
from roundtable.domain.walkthrough import Step
from roundtable.ui.room_telling import RoomTelling
from roundtable.ui.room_view import duplicates
from roundtable.ui.room_view.controller import RoomOutcome
from roundtable.ui.room_view.sight import Mode
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import PAUSED
from roundtable.ui.widgets.step_rail import StepButton
from tests.actions.rooms import HELD_ON, Room, room
from tests.ui.meeting_stage import RoomSpy
from tests.ui.room_stage import RoomStage


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as made:
        made.person("Bronagh Thornton", "Mother")
        made.event("Bronagh Thornton rang before school.")
        made.open("Ana Reed", "Ben Okoro")
        yield made


@pytest.fixture
def stage(qapp: QApplication, here: Room) -> Iterator[RoomStage]:
    made = RoomStage(here.vault)
    made.open("chronology", case_id=here.case_ids[0])
    made.room.start()
    made.settle()
    yield made
    made.room.end()
    made.window.close()
    made.settle()


def seen(stage: RoomStage) -> str:
    assert stage.room.window is not None
    return "\n".join(stage.room.window.texts())


def test_the_panel_tells_what_the_room_sees_and_h_holds_it(stage: RoomStage, here: Room) -> None:
    panel = stage.window.room_panel
    assert panel.isVisible() and panel.mode.text() == Mode.FOLLOWS.value
    assert panel.picture.accessibleName() == "The room sees: Turning points"
    assert not panel.picture.pixmap().isNull()
    stage.window.setFocus()
    stage.key(Qt.Key.Key_H)
    assert panel.mode.text() == Mode.HELD.value and panel.hold.text() == "Follow my page"
    stage.open("lived", case_id=here.case_ids[0])
    assert "rang before school" in seen(stage), "the room stays where it was held"
    stage.click(panel.hold)
    assert "rang before school" not in seen(stage) and panel.mode.text() == Mode.FOLLOWS.value


def test_a_letter_in_a_drop_down_goes_to_an_answer_and_not_to_the_room(stage: RoomStage) -> None:
    page = stage.open("sign")
    stage.window.activateWindow()
    agency = page.form.agency
    agency.setFocus()
    stage.key(Qt.Key.Key_H)
    stage.key(Qt.Key.Key_B)
    assert agency.currentText().startswith("H") and stage.room.held is None and not stage.room.is_blank
    page.form.add_button.setFocus()
    stage.key(Qt.Key.Key_H)
    assert stage.room.held is not None
    stage.key(Qt.Key.Key_B)
    assert stage.room.is_blank


def test_in_the_chronology_the_room_keeps_its_keys(stage: RoomStage, here: Room) -> None:
    page = stage.open("chronology", case_id=here.case_ids[0])
    stage.window.activateWindow()
    page.table.setFocus()
    stage.key(Qt.Key.Key_H)
    assert stage.room.held is not None


def test_the_step_under_way_stays_in_sight_when_the_panel_takes_its_place(
    stage: RoomStage, here: Room
) -> None:
    stage.room.stop()
    stage.open("questions", case_id=here.case_ids[0])
    stage.room.start()
    stage.settle()
    current = next(b for b in stage.window.rail.findChildren(StepButton) if b.step.title == "Questions")
    assert current.visibleRegion().boundingRect().size() == current.size()


def test_a_page_that_is_not_for_the_room_says_that_the_one_before_stays(stage: RoomStage) -> None:
    panel = stage.window.room_panel
    assert stage.navigator.go("shortcuts")
    stage.settle()
    assert panel.mode.text() == Mode.STAYS.value and "rang before school" in seen(stage)
    stage.navigator.back()
    stage.settle()
    assert panel.mode.text() == Mode.FOLLOWS.value
    stage.room.show(RoomState(blank=True))
    assert panel.mode.text() == Mode.NOTHING.value and not panel.hold.isEnabled()


def test_the_panel_goes_with_the_room_view_and_while_somebody_signs(stage: RoomStage) -> None:
    panel = stage.window.room_panel
    stage.hand_over("Ana")
    assert not panel.isVisible(), "an attendee holds the device"
    stage.open("meeting")
    assert panel.isVisible()
    stage.click(panel.off)
    assert not stage.room.is_on and not panel.isVisible()


def test_blank_and_the_break_card(stage: RoomStage) -> None:
    panel = stage.window.room_panel
    stage.click(panel.blank)
    assert PAUSED in seen(stage) and "rang before school" not in seen(stage)
    assert panel.mode.text() == Mode.BLANK.value
    assert panel.blank.accessibleName() == "Show the room view again (B)"
    stage.click(panel.blank)
    stage.prompts.answers.append("15")
    stage.click(panel.rest)
    assert "We go on at " in seen(stage) and "rang before school" not in seen(stage)
    assert panel.mode.text() == Mode.BREAK.value and panel.rest.accessibleName() == "End the break"
    stage.click(panel.rest)
    assert "rang before school" in seen(stage)
    assert not panel.swap.isEnabled(), "there is no second screen to swap with"


def test_a_held_page_goes_when_names_are_switched_off(stage: RoomStage, here: Room) -> None:
    def allow(names: bool) -> None:
        made = edit_round_table(here.vault, here.table_id, MeetingDetails(HELD_ON, names_in_room=names))
        stage.hub.announce(made)
        stage.settle()

    allow(True)
    assert "Bronagh" in seen(stage)
    stage.room.toggle_hold()
    assert stage.room.held is not None
    allow(False)
    assert stage.room.held is None and "Bronagh" not in seen(stage)
    assert stage.room.is_blank, "nor does it show the page that the laptop happens to be on"


def test_a_held_page_goes_when_somebody_on_it_is_registered(stage: RoomStage, here: Room) -> None:
    told: list[str] = []
    stage.room.changed.connect(lambda text, _on: told.append(text))
    stage.room.show(RoomState("Chronology", "Zdenko was at the door"))
    stage.room.toggle_hold()
    stage.hub.announce(
        enter_person(here.vault, here.case_ids[0], Person(PersonId(""), "Zdenko Thornton", "Uncle"))
    )
    stage.settle()
    assert stage.room.held is None and "Zdenko" not in seen(stage) and PAUSED in seen(stage)
    assert told == [RoomOutcome.HELD_GOES.value]


def hold_question(stage: RoomStage) -> None:
    stage.room.show(RoomState("Chronology", "She rang before school"))
    stage.room.toggle_hold()


def test_a_held_page_stays_while_the_case_is_worked_on_and_people_come_and_go(
    stage: RoomStage, here: Room
) -> None:
    hold_question(stage)
    here.event("The school rang back.")
    stage.hub.announce(changed(Topic.CASE))
    stage.open("lived", case_id=here.case_ids[0])
    stage.hub.announce(
        enter_person(here.vault, here.case_ids[0], Person(PersonId(""), "Zdenko Thornton", "Uncle"))
    )
    stage.hub.announce(record_departure(here.vault, here.table_id, here.attendees["Ben Okoro"]))
    assert stage.navigator.go("settings"), "a page of the facilitator’s own"
    stage.settle()
    stage.room.show(RoomState(blank=True))
    assert stage.room.held is not None and "She rang before school" in seen(stage)
    assert stage.window.room_panel.mode.text() == Mode.HELD.value


def test_a_held_page_is_blank_while_somebody_is_here_who_may_not_see_it(stage: RoomStage, here: Room) -> None:
    hold_question(stage)
    late = add_attendee(here.vault, here.table_id, name="Petra Lang")
    stage.hub.announce(late)
    stage.hub.announce(record_arrival(here.vault, here.table_id, AttendeeId(late.made)))
    stage.settle()
    assert "She rang before school" not in seen(stage) and stage.room.held is not None
    stage.hub.announce(record_departure(here.vault, here.table_id, AttendeeId(late.made)))
    with here.vault.transaction() as tx:
        table = tx.round_tables.get(here.table_id)
        if table.is_curtain_drawn:
            tx.round_tables.put(replace(table, is_curtain_drawn=False))
            tx.log("curtain.lifted", table.id)
    stage.curtains.lift()
    stage.hub.announce(changed(Topic.ROUND_TABLE, Topic.SIGNOFF))
    stage.settle()
    assert "She rang before school" in seen(stage), "it is still held"


def test_a_page_held_while_the_next_case_is_on_its_way_is_still_asked_by_its_own_case(
    stage: RoomStage, here: Room
) -> None:
    first, second = here.case_ids
    stage.tasks.held = True
    assert stage.navigator.go("lived", round_table_id=here.table_id, case_id=second)
    stage.room.toggle_hold()  # the room still sees the first case
    stage.tasks.release()
    stage.tasks.held = False
    stage.settle()
    assert "rang before school" in seen(stage)
    here.sign("Petra Lang", Declaration(Interest.KNOWS_FAMILY, first, "", Outcome.LEAVES))
    stage.hub.announce(changed(Topic.ROUND_TABLE, Topic.SIGNOFF))
    stage.settle()
    stage.room.cover(False)  # whether a curtain came is another matter
    assert "rang before school" not in seen(stage) and stage.room.held is not None
    assert stage.room.sight.mode is Mode.WAITS
    stage.hub.announce(record_recused_left(here.vault, here.table_id, here.attendees["Petra Lang"], first))
    stage.settle()
    stage.room.cover(False)
    assert "rang before school" in seen(stage), "who had to be out is out"


def test_turning_a_page_does_not_end_the_hold(stage: RoomStage, here: Room) -> None:
    stage.room.toggle_hold()
    stage.hub.announce(go_to(here.vault, here.table_id, Step.GRADE, here.case_ids[0]))
    stage.settle()
    assert stage.room.held is not None


def test_a_page_still_on_its_way_does_not_come_after_a_blank(stage: RoomStage, here: Room) -> None:
    spy = RoomSpy()
    stage.context = _with_room(stage, spy)
    telling = RoomTelling(stage.context, stage.window)
    stage.tasks.held = True
    telling.tell(here.audit_id, RoomState("Step", "Bronagh waits"))
    telling.tell(here.audit_id, None)
    stage.tasks.release()
    assert [state.blank for state in spy.states] == [True]
    telling.tell(here.audit_id, RoomState("Step", "Bronagh waits"))
    telling.tell(here.audit_id, RoomState("Step", "Next"))
    stage.tasks.release()
    stage.tasks.held = False
    assert [state.title for state in spy.states] == ["", "Next"]


def _with_room(stage: RoomStage, spy: RoomSpy) -> Any:
    return replace(stage.context, room=spy)


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_steps_keep_room_beside_the_panel(stage: RoomStage, size: tuple[int, int], zoom: float) -> None:
    stage.theme.set_zoom(zoom)
    stage.window.resize(*size)
    stage.settle()
    panel, rail = stage.window.room_panel, stage.window.rail
    assert panel.isVisible() and rail.isVisible()
    assert rail.height() >= 240 and not rail.geometry().intersects(panel.geometry())
    assert panel.hold.width() >= 44 and panel.hold.height() >= 44
    for part in (panel.picture, panel.mode, panel.hold, panel.off):
        if part.isVisible():
            assert part.visibleRegion().boundingRect().size() == part.size()


class Displays:
    """What Windows says of displays and their pictures."""

    def __init__(self, *sources: int) -> None:
        self.sources = sources

    def GetDisplayConfigBufferSizes(self, _flags: int, paths: Any, modes: Any) -> int:
        paths._obj.value, modes._obj.value = len(self.sources), 2
        return 0

    def QueryDisplayConfig(self, _flags: int, paths: Any, found: Any, *_rest: Any) -> int:
        for place, source in enumerate(self.sources):
            found[place].adapter_low, found[place].source_id = 7, source
        paths._obj.value = len(self.sources)
        return 0


class Mac:
    """What CoreGraphics says."""

    def __init__(self, mirrored: int) -> None:
        self.mirrored = mirrored

    def CGGetOnlineDisplayList(self, _most: int, displays: Any, count: Any) -> int:
        displays[0], displays[1], count._obj.value = 11, 12, 2
        return 0

    def CGDisplayIsInMirrorSet(self, display: ctypes.c_uint32) -> int:
        return int(display.value == self.mirrored)


def test_one_picture_on_two_displays_is_recognised_where_the_system_tells() -> None:
    assert duplicates.repeats(duplicates.sources_on_windows(Displays(0, 0)))
    assert not duplicates.repeats(duplicates.sources_on_windows(Displays(0, 1)))
    assert not duplicates.repeats(duplicates.sources_on_windows(Displays()))
    assert ctypes.sizeof(duplicates._Path) == 72
    assert duplicates.is_mirrored_on_macos(Mac(12)) and not duplicates.is_mirrored_on_macos(Mac(0))


def test_keys_pressed_on_the_room_view_hold_and_blank_it(stage: RoomStage) -> None:
    asked: list[str] = []
    stage.room.asked.connect(asked.append)
    window = stage.room.window
    assert window is not None
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    for key in (Qt.Key.Key_H, Qt.Key.Key_B, Qt.Key.Key_F5):
        QTest.keyClick(window, key)
    assert asked == ["hold", "blank", "room"]


def test_under_a_page_of_ones_own_the_room_keeps_nothing_that_may_say_a_name_now(
    stage: RoomStage, here: Room
) -> None:
    stage.room.show(RoomState("Chronology", "Nobody had lost Hope"))
    assert stage.navigator.go("shortcuts")
    stage.settle()
    assert "Hope" in seen(stage), "the page before stays, until something changes"
    stage.hub.announce(
        enter_person(here.vault, here.case_ids[0], Person(PersonId(""), "Hope Thornton", "Aunt"))
    )
    stage.settle()
    assert "Hope" not in seen(stage) and stage.window.room_panel.mode.text() == Mode.NOTHING.value
    stage.room.stop()
    stage.room.start()
    assert "Hope" not in seen(stage), "nor is it shown when the room view is switched on anew"
    stage.navigator.back()
    stage.settle()
    assert "rang before school" in seen(stage) and "Hope" not in seen(stage)


@pytest.mark.parametrize(
    "page", ["who", "headlines", "chronology", "lived", "questions", "practice", "grade"]
)
@pytest.mark.parametrize("topic", [Topic.CASE, Topic.ANONYMISATION, Topic.AUDIT, Topic.BOARD, Topic.SIGNOFF])
def test_what_changes_how_names_are_said_is_told_to_the_room_at_once(
    stage: RoomStage, here: Room, page: str, topic: Topic
) -> None:
    stage.open(page, case_id=here.case_ids[0])
    stage.room.show(RoomState("Step", "Said before the change"))
    stage.hub.announce(changed(topic))
    stage.settle()
    assert "Said before the change" not in seen(stage)


def test_the_statement_stands_there_as_it_is_signed_but_for_a_registered_name(
    stage: RoomStage, here: Room
) -> None:
    clauses = ("I tell the Board’s business unit on 020 7946 0100.", "I do not speak of Bronagh Thornton.")
    stage.hub.announce(change_statement(here.vault, here.table_id, "Our statement", clauses))
    stage.open("sign")
    assert "1  I tell the Board’s business unit on 020 7946 0100." in seen(stage)
    assert "2  I do not speak of Mother of Child" in seen(stage) and "Bronagh" not in seen(stage)
