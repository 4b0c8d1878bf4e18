"""The running order in the real window: planned and actual times, breaks, minutes, stopping here, going on later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from roundtable.actions.hub import hub_view
from roundtable.actions.round_tables import close_round_table, go_to, open_round_table
from roundtable.actions.signoff import add_attendee, record_arrival
from roundtable.actions.walkthrough import finish_step, note_chronology, skip_step
from roundtable.domain.agenda import BREAK
from roundtable.domain.ids import AgencyId, AttendeeId
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import CASE_STEPS, Step
from roundtable.ui.meeting.onward import next_place
from tests.ui.meeting_stage import sign_by_name
from tests.ui.room_stage import RoomStage


def everybody_signs(room: RoomStage) -> None:
    names = [a.name for a in room.table.attendees]
    room.sign(*names)
    room.settle()


def titles(room: RoomStage) -> list[str]:
    return [item.title for item in room.table.agenda]


def test_a_break_is_put_in_taken_out_and_kept_while_cases_change_places(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting", section="order")
    first = room.table.case_ids[0]
    room.click(page.order.buttons[("break", 3)])
    assert titles(room)[3:6] == ["Case 1", BREAK, "Case 2"]
    room.click(page.order.buttons[("down", first)])
    assert titles(room)[3:6] == ["Case 1", BREAK, "Case 2"]
    assert room.table.agenda[5].case_id == first
    room.click(page.order.buttons[("remove", 4)])
    assert titles(room)[3:5] == ["Case 1", "Case 2"]


def test_another_length_is_planned_and_the_clock_follows(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting", section="order")
    before = sum(item.minutes for item in room.table.agenda)
    room.prompts.answers = ["a while", "0", "40"]
    room.click(page.order.buttons[("minutes", 3)])
    assert room.table.agenda[3].minutes == 40
    assert sum(item.minutes for item in room.table.agenda) == before - 15
    assert sum("from 1 to 480" in said for said in room.prompts.said) == 2
    assert "until 14:30" in page.order.end.text()
    room.prompts.answers = [None]
    room.click(page.order.buttons[("minutes", 3)])
    assert room.table.agenda[3].minutes == 40


def test_actual_times_stand_beside_the_planned_ones(room: RoomStage) -> None:
    everybody_signs(room)
    vault, table, case = room.vault, room.table_id, room.cases[0]
    page = room.open("meeting", section="order")
    assert room.table.state is MeetingState.OPEN
    room.click(page.order.buttons[("begin", 0)])
    assert "now, since 09:30" in room.words()
    go_to(vault, table, Step.WHO, case)
    page.load()
    room.settle()
    assert "since" in room.words() and "As it goes now, until" in page.order.end.text()
    room.click(page.order.pause_button)
    stay = room.table.course[-1]
    assert (stay.title, stay.until) == (BREAK, None)
    assert [s.until for s in room.table.course[:-1]] and all(s.until for s in room.table.course[:-1])
    page.order.tick(stay.since + timedelta(minutes=12))
    room.settle()
    assert "12 min" in room.words()


def test_stopping_here_keeps_everything_and_a_second_meeting_goes_on_with_what_is_left(
    room: RoomStage,
) -> None:
    everybody_signs(room)
    vault, table = room.vault, room.table_id
    done, begun, *_ = room.cases
    for step in CASE_STEPS:
        go_to(vault, table, step, done)
        if step is not Step.QUESTIONS:
            finish_step(vault, table, done, step)
    skip_step(vault, table, done, Step.QUESTIONS, "Talked through at the first meeting.")
    go_to(vault, table, Step.WHO, begun)
    finish_step(vault, table, begun, Step.WHO)
    note_chronology(vault, table, begun, "Nobody asked who opened the letters.")
    page = room.open("meeting")
    assert page.side.close_it.text() == "Stop here…"
    room.click(page.side.close_it)
    page.closing.note_editor.setPlainText("The room was needed.")
    room.click(page.footer.primary)
    assert room.table.state is MeetingState.CLOSED
    assert all(stay.until is not None for stay in room.table.course)
    page = room.open("meeting", section="overview")
    room.click(page.overview.plan_next)
    with vault.reading() as tx:
        second = next(t for t in tx.round_tables.all() if t.id != table)
    assert room.navigator.screen.table_id == second.id
    assert (second.venue, second.facilitator) == (room.table.venue, room.table.facilitator)
    assert [i.case_id for i in second.agenda if i.case_id] == [c for c in room.cases if c != done]
    assert set(second.case_ids) == set(room.cases) and second.case_ids[-1] == done
    open_round_table(vault, second.id)
    assert next_place(hub_view(vault, second.id))[0] is Step.SIGN, "everybody signs again"
    made = add_attendee(vault, second.id, name="Karen Whitlow", agency_id=AgencyId("police"))
    record_arrival(vault, second.id, AttendeeId(made.made))
    sign_by_name(vault, second.id, AttendeeId(made.made))
    assert next_place(hub_view(vault, second.id)) == (Step.HEADLINES, begun)


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_no_line_of_an_open_running_order_is_cut(room: RoomStage, zoom: float) -> None:
    everybody_signs(room)
    room.theme.set_zoom(zoom)
    go_to(room.vault, room.table_id, Step.WHO, room.cases[0])
    page = room.open("meeting", section="order")
    room.settle()
    assert page.page.horizontalScrollBar().maximum() == 0
    for button in page.order.buttons.values():
        assert button.width() >= button.minimumSizeHint().width()


def test_a_closed_running_order_tells_how_it_went_and_changes_no_more(room: RoomStage) -> None:
    everybody_signs(room)
    go_to(room.vault, room.table_id, Step.WHO, room.cases[0])
    close_round_table(room.vault, room.table_id)
    room.refresh()
    page = room.open("meeting", section="order")
    assert page.order.buttons == {} and not page.order.pause_button.isVisible()
    assert "min planned" in room.words()
