"""The round table's own page: planning, opening with a PIN, pausing, closing with what is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.curtain import check_pin
from roundtable.actions.home import home_view
from roundtable.actions.round_tables import MeetingDetails, go_to, open_round_table, plan_round_table
from roundtable.actions.signoff import change_statement
from roundtable.actions.urgent_concerns import raise_concern
from roundtable.domain.bookmark import Page
from roundtable.domain.errors import BackupFailed, WrongPin
from roundtable.domain.ids import RoundTableId
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import Step
from roundtable.export.writer import Paper
from tests.ui import accessibility
from tests.ui.room_stage import PIN, RoomStage, draw_signature


def fresh_table(room: RoomStage) -> RoundTableId:
    """Another planned round table of the same audit, without people and PIN."""
    made = plan_round_table(room.vault, room.table.audit_id, MeetingDetails(date(2026, 11, 12)))
    return RoundTableId(made.made)


# --- planning


def test_details_are_stored_as_they_are_typed(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting")
    page.details.venue.setText("")
    room.type(page.details.venue, "Town Hall")
    page.details.names.click()
    page.flush()
    assert room.table.venue == "Town Hall" and room.table.names_in_room
    page.details.day.day.setText("31")
    page.details.day.month.setText("2")
    page.details.autosave.touch()
    page.flush()
    assert page.details.day_field.error() and room.table.held_on == date(2026, 10, 8)
    room.click(page.footer.primary)
    assert any("day" in text for text in page.page.errors.texts()), "it does not open on a day that is none"
    assert room.table.state is MeetingState.PLANNED


def test_people_come_from_the_boards_list_with_their_accreditation_or_are_typed(
    planned_room: RoomStage,
) -> None:
    room = planned_room
    page = room.open("meeting", section="people")
    assert "Accredited" in room.words() and "Accreditation not known" in room.words()
    room.click(page.guests.invite_buttons["Petra Lang"])
    room.click(page.guests.invite_buttons["Owen Marsh"])
    notes = {a.name: a.accreditation_note for a in room.table.attendees}
    assert notes["Petra Lang"] == "" and notes["Owen Marsh"] == "accreditation not known"
    assert "Petra Lang" not in page.guests.invite_buttons
    page.guests.form.name.setText("Olu Bello")
    page.guests.form.agency.set_value("housing")
    room.click(page.guests.form.add_button)
    assert room.person("Olu").agency == "Housing"
    room.click(page.guests.remove_buttons[room.person("Olu").id])
    assert "Olu Bello" not in [a.name for a in room.table.attendees]
    assert room.window.toasts.undo() and room.person("Olu").agency == "Housing"


def test_one_press_lists_the_representatives_of_the_agencies_that_are_asked(planned_room: RoomStage) -> None:
    room = planned_room
    room.table_id = fresh_table(room)
    page = room.open("meeting", section="people")
    assert "10 people of this audit’s agencies. Look at the accreditation of 2 of them." in room.words()
    room.click(page.guests.invite_buttons["Karen Whitlow"])
    room.click(page.guests.invite_all)
    notes = {a.name: a.accreditation_note for a in room.table.attendees}
    assert len(notes) == 10 and "Petra Lang" in notes and "Gurdeep Sandhar" in notes
    assert "Owen Marsh" not in notes, "his agency is not asked"
    assert notes["Leroy Dacosta-Webb"] == "accreditation ended on 13 June 2024"
    assert notes["Tom Brackenridge"] == "accreditation not known"
    assert all(a.representative_id for a in room.table.attendees)
    assert not page.guests.invite_all.isVisible() and "Owen Marsh" in page.guests.invite_buttons
    room.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [a.name for a in room.table.attendees] == ["Karen Whitlow"], (
        "undone, but not what was there before"
    )
    assert page.guests.invite_all.isVisible()


def test_whoever_was_typed_in_is_not_offered_again(planned_room: RoomStage) -> None:
    page = planned_room.open("meeting", section="people")
    offered = set(page.guests.invite_buttons)
    assert not offered & {"Ngozi Emenike-Clarke", "Karen Whitlow", "Siân Pritchard"}
    planned_room.click(page.guests.invite_all)
    names = [a.name for a in planned_room.table.attendees]
    assert len(names) == len(set(names)) == 11


def test_undo_leaves_whoever_has_signed_meanwhile(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting", section="people")
    room.click(page.guests.invite_all)
    open_round_table(room.vault, room.table_id)
    room.sign("Petra Lang")
    assert room.window.toasts.undo()
    room.settle()
    names = [a.name for a in room.table.attendees]
    assert "Petra Lang" in names and "Gurdeep Sandhar" not in names and len(names) == 5


def test_the_running_order_is_changed_by_buttons_and_shows_the_clock(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting", section="order")
    first, second = room.table.case_ids[:2]
    assert "09:30" in room.words() and "until 14:45" in room.words()
    assert not page.order.buttons[("up", first)].isEnabled()
    room.click(page.order.buttons[("down", first)])
    assert room.table.case_ids[:2] == (second, first)
    assert room.table.agenda[3].case_id == second


def test_the_statement_is_changed_before_signing_without_a_new_version(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting", section="statement")
    room.click(page.statement.edit)
    assert not page.statement.warning.isVisible()
    page.statement.clauses.setPlainText("")
    page.statement.store.click()
    assert page.statement.clauses_field.error() == "Enter at least one clause"
    page.statement.clauses.setPlainText("I keep what I hear.\n\nI take no photographs.")
    page.statement.store.click()
    room.settle()
    statement = room.table.sheet.statement
    assert statement.version == 1 and statement.clauses == ("I keep what I hear.", "I take no photographs.")
    assert "I take no photographs." in room.words()


def test_after_a_signature_the_change_says_that_it_is_a_new_version(room: RoomStage) -> None:
    room.sign("Karen")
    page = room.open("meeting", section="statement")
    room.click(page.statement.edit)
    assert page.statement.warning.isVisible() and page.statement.store.text() == "Make it the new version"
    page.statement.clauses.setPlainText("A stricter clause.")
    page.statement.store.click()
    assert room.table.sheet.statement.version == 2 and len(room.table.sheet.earlier_statements) == 1
    assert not room.person("Karen").has_signed


def test_a_half_written_statement_waits_in_its_form_and_is_not_in_force(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting", section="statement")
    in_force = room.table.sheet.statement
    room.click(page.statement.edit)
    page.statement.clauses.setPlainText("Half a clau")
    assert room.navigator.go("blank")
    assert room.table.sheet.statement == in_force
    page = room.open("meeting", section="statement")
    assert page.statement.is_editing
    assert page.statement.clauses.toPlainText() == "Half a clau"
    page.statement.clauses.setPlainText("A whole clause.")
    room.click(page.statement.store)
    assert room.table.sheet.statement.clauses == ("A whole clause.",)
    page = room.open("meeting", section="statement")
    assert not page.statement.is_editing


def test_a_half_written_statement_does_not_come_back_over_another_version(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting", section="statement")
    room.click(page.statement.edit)
    page.statement.clauses.setPlainText("Half a clau")
    assert room.navigator.go("blank")
    change_statement(room.vault, room.table_id, "Confidentiality", ("Somebody else’s clause.",))
    page = room.open("meeting", section="statement")
    assert not page.statement.is_editing


def test_opening_wants_a_pin_typed_twice_and_leads_to_signing(planned_room: RoomStage) -> None:
    room = planned_room
    table = fresh_table(room)
    assert room.navigator.go("meeting", round_table_id=table)
    room.settle()
    page = room.navigator.screen
    assert "lifts the curtain (F9)" in room.words()
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Enter a meeting PIN of four to eight digits",)
    room.type(page.pin.pin, "12ab")
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Enter a meeting PIN of four to eight digits",)
    page.pin.pin.setText("2468")
    room.type(page.pin.again, "2486")
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Type the same PIN a second time",)
    page.pin.again.setText("2468")
    room.prompts.answers.append("open")
    room.click(page.footer.primary)
    assert room.navigator.here.key == "sign"
    check_pin(room.vault, table, "2468")
    with pytest.raises(WrongPin):
        check_pin(room.vault, table, "2486")
    assert room.safety.is_meeting_open
    from roundtable.actions.round_tables import pause_round_table

    pause_round_table(room.vault, table)
    room.refresh()


def test_opening_with_nobody_listed_says_so_and_offers_both_ways_on(planned_room: RoomStage) -> None:
    room = planned_room
    table = fresh_table(room)
    assert room.navigator.go("meeting", round_table_id=table)
    room.settle()
    page = room.navigator.screen
    page.pin.pin.setText("2468")
    page.pin.again.setText("2468")

    def state() -> MeetingState:
        with room.vault.reading() as tx:
            return tx.round_tables.get(table).state

    room.prompts.answers += [None, "people"]
    room.click(page.footer.primary)
    assert state() is MeetingState.PLANNED and page.tabs.shown() == "details"
    assert "Nobody is on the list yet" in room.prompts.said[-1]
    room.click(page.footer.primary)
    assert state() is MeetingState.PLANNED and page.tabs.shown() == "people"
    assert page.guests.invite_buttons["Petra Lang"].isVisible()
    room.prompts.answers.append("open")
    room.click(page.footer.primary)
    assert state() is MeetingState.OPEN and room.navigator.here.key == "sign"
    from roundtable.actions.round_tables import pause_round_table

    pause_round_table(room.vault, table)
    room.refresh()
    assert room.navigator.go("meeting", round_table_id=table)
    room.settle()
    said = len(room.prompts.said)
    room.click(room.navigator.screen.footer.primary)
    assert state() is MeetingState.OPEN and len(room.prompts.said) == said, (
        "it is asked once, not at every turn"
    )
    pause_round_table(room.vault, table)
    room.refresh()


def test_somebody_on_the_list_is_enough_to_open_without_a_question(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting")
    room.click(page.footer.primary)
    assert room.table.state is MeetingState.OPEN and not room.prompts.said


def test_planning_keeps_the_part_that_is_worked_on(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting")
    resume = home_view(room.vault).resume
    assert resume is not None and (resume.place.page, resume.place.section) == (Page.MEETING, "details")
    page.tabs.tab("people").click()
    resume = home_view(room.vault).resume
    assert resume is not None and resume.place.section == "people"
    room.open("sign")
    resume = home_view(room.vault).resume
    assert resume is not None and (resume.place.page, resume.place.step) == (Page.STEP, Step.SIGN)


def test_another_pin_can_be_set_before_opening(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("meeting")
    assert page.pin.state.isVisible() and not page.pin.field.isVisible()
    room.click(page.pin.change)
    page.pin.pin.setText("97531")
    page.pin.again.setText("97531")
    room.click(page.footer.primary)
    check_pin(room.vault, room.table_id, "97531")
    assert room.table.state is MeetingState.OPEN


def test_one_round_table_at_a_time(room: RoomStage) -> None:
    table = fresh_table(room)
    assert room.navigator.go("meeting", round_table_id=table)
    room.settle()
    page = room.navigator.screen
    page.pin.pin.setText("2468")
    page.pin.again.setText("2468")
    room.prompts.answers.append("open")
    room.click(page.footer.primary)
    assert "Another round table is open" in room.words()
    with room.vault.reading() as tx:
        assert tx.round_tables.get(table).state is MeetingState.PLANNED


# --- while it is open


def test_the_open_page_says_what_is_closed_who_is_here_and_where_to_go_on(room: RoomStage) -> None:
    page = room.open("meeting")
    assert "Nobody is recorded as here" in room.words()
    assert page.footer.primary.text() == "Go to the sign-off list"
    assert not page.overview.open_buttons
    room.sign("Ngozi", "Karen")
    go_to(room.vault, room.table_id, Step.CHRONOLOGY, room.cases[1])
    room.clock.forward(minutes=83)
    page = room.open("meeting")
    assert "Open since 09:30, 1 h 23 min" in room.words() and "2 of 2 signed" in room.words()
    assert page.footer.primary.text() == f"Continue with {page._page.hub.case_name(room.cases[1])}"
    room.click(page.footer.primary)
    assert room.navigator.here.key == "chronology"
    page = room.open("meeting")
    room.click(page.overview.open_buttons[room.cases[2]])
    assert room.navigator.here.params["case_id"] == room.cases[2]


def test_the_room_sees_the_agenda_by_label(room: RoomStage) -> None:
    room.open("meeting")
    lines = room.room._state.lines
    assert lines[0] == "Welcome" and lines[3].startswith("Case 1: Child ")


def test_pausing_goes_back_to_preparation_and_reopening_keeps_the_signatures(room: RoomStage) -> None:
    room.sign("Karen")
    page = room.open("meeting")
    room.prompts.answers.append(False)
    room.click(page.side.pause)
    assert room.table.state is MeetingState.OPEN
    room.prompts.answers.append(True)
    room.click(page.side.pause)
    assert room.table.state is MeetingState.PAUSED and not room.safety.is_meeting_open
    assert page.footer.primary.text() == "Reopen the round table"
    room.click(page.footer.primary)
    assert room.table.state is MeetingState.OPEN and room.person("Karen").has_signed


def test_an_urgent_concern_is_listed_without_its_words_while_the_cases_are_closed(room: RoomStage) -> None:
    room.sign("Karen")
    raise_concern(room.vault, room.table_id, who="The youngest child", what="Alone since Sunday")
    room.open("meeting")
    assert "Alone since Sunday" in room.words()
    from roundtable.actions.signoff import record_arrival

    record_arrival(room.vault, room.table_id, room.person("Ngozi").id)
    room.refresh()
    assert "Alone since Sunday" not in room.words() and "Raised at 09:30" in room.words()


# --- closing


def test_closing_asks_about_each_open_concern_and_lists_what_is_not_finished(room: RoomStage) -> None:
    room.sign("Karen")
    raise_concern(room.vault, room.table_id, who="The youngest child", what="Alone since Sunday")
    page = room.open("meeting")
    room.click(page.side.close_it)
    assert "Urgent concerns are still open" in room.words() and "not started" in room.words()
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("1 urgent concern is open: hand over, or tick the box",)
    assert room.table.state is MeetingState.OPEN
    concern = room.table.concerns[0].id
    room.prompts.answers += ["Ruth Abara", "Ruth Abara"]
    room.click(page.closing.concerns.buttons[("hand_over", concern)])
    room.click(page.closing.concerns.buttons[("acknowledge", concern)])
    assert not page.closing.concerns_note.isVisible()
    page.closing.note_editor.setPlainText("Papers are in.")
    room.click(page.footer.primary)
    assert room.table.state is MeetingState.CLOSED and room.table.closing_note == "Papers are in."
    assert not room.person("Karen").is_here, "everybody is recorded as leaving"
    assert page.footer.primary.text() == "Check for names"


def test_it_can_be_closed_with_a_concern_that_the_facilitator_has_seen(room: RoomStage) -> None:
    raise_concern(room.vault, room.table_id, who="", what="Alone since Sunday")
    page = room.open("meeting")
    room.click(page.side.close_it)
    page.closing.seen.click()
    room.click(page.footer.primary)
    assert room.table.state is MeetingState.CLOSED and room.table.open_concerns
    assert "Not handed over" in room.words()


def test_it_can_be_kept_open_after_all(room: RoomStage) -> None:
    page = room.open("meeting")
    room.click(page.side.close_it)
    room.click(page.closing.back)
    assert room.table.state is MeetingState.OPEN and page.tabs.isVisible() and not page.closing.isVisible()


def test_a_backup_is_made_after_closing(room: RoomStage) -> None:
    before = len(room.vault.backups())
    page = room.open("meeting")
    room.clock.forward(minutes=5)
    room.click(page.side.close_it)
    room.click(page.footer.primary)
    assert len(room.vault.backups()) == before + 1
    assert "a backup is made" in room.window.toasts.text()


def test_after_closing_the_focus_stays_on_the_page(room: RoomStage) -> None:
    page = room.open("meeting")
    room.click(page.side.close_it)
    page.closing.note_editor.setFocus()
    room.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.table.state is MeetingState.CLOSED
    focused = QApplication.focusWidget()
    assert focused is page.tabs.tab("overview"), focused


def test_a_backup_that_fails_is_told_and_the_round_table_is_closed_all_the_same(
    room: RoomStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise BackupFailed(reason="unreadable")

    page = room.open("meeting")
    monkeypatch.setattr(room.vault, "back_up", fails)
    room.click(page.side.close_it)
    room.click(page.footer.primary)
    assert room.table.state is MeetingState.CLOSED
    assert any("No backup was made" in text for text in room.window.banner_texts())


def test_a_closed_round_table_says_what_was_captured_and_can_be_reopened(room: RoomStage) -> None:
    page = room.open("meeting")
    room.click(page.side.close_it)
    room.click(page.footer.primary)
    assert "Captured so far: 0 lessons and 0 actions." in room.words() and "Not finished" in room.words()
    room.click(page.overview.reopen)
    assert room.table.state is MeetingState.OPEN


def test_the_sign_off_record_is_saved_where_the_facilitator_says(room: RoomStage, tmp_path: Path) -> None:
    room.sign("Karen")
    room.context = replace(room.context, papers=Paper())
    room.navigator.start(room.context, room.window)
    page = room.open("meeting")
    room.click(page.side.close_it)
    room.click(page.footer.primary)
    record = tmp_path / "record.pdf"
    room.prompts.answers.append(record)
    room.click(page.overview.record)
    document = pypdfium2.PdfDocument(record)
    text = "".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))
    document.close()
    assert "Karen Whitlow" in text and "Restricted" in text


def test_check_for_names_follows(room: RoomStage) -> None:
    page = room.open("meeting")
    room.click(page.side.close_it)
    room.click(page.footer.primary)
    room.click(page.footer.primary)
    assert room.navigator.here.key == "check"


def test_the_whole_way_from_planning_to_the_first_case(planned_room: RoomStage) -> None:
    room = planned_room
    room.click(room.open("meeting").footer.primary)
    page = room.navigator.screen
    room.click(page.footer.primary)
    hand_over = room.navigator.screen
    for _person in range(3):
        hand_over.card.interest.tiles[0].click()
        draw_signature(hand_over.card.pad)
        room.click(hand_over.footer.primary)
        if hand_over.after.buttons:
            room.click(hand_over.after.buttons[0])
    hand_over.leave_card.secret.setText(PIN)
    room.click(hand_over.leave_card.go)
    page = room.navigator.screen
    assert "3 of 3 signed" in room.words()
    room.click(page.footer.primary)
    assert room.navigator.here.key == "who" and room.navigator.screen.content.isVisible()


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_every_section_is_readable_and_reachable(planned_room: RoomStage, zoom: float) -> None:
    room = planned_room
    room.theme.set_zoom(zoom)
    page = room.open("meeting")
    for section in ("overview", "details", "people", "order", "statement"):
        page._show_section(section)
        room.settle()
        assert accessibility.audit(room.window) == [], section
        assert accessibility.clipped(room.window) == [], section
    page.statement.edit.click()
    room.settle()
    assert accessibility.clipped(room.window) == []
    accessibility.tab_ring(room.window)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_open_and_the_closing_page_are_readable_and_reachable(room: RoomStage, zoom: float) -> None:
    room.sign("Karen")
    raise_concern(room.vault, room.table_id, who="The youngest child", what="Alone since Sunday")
    room.theme.set_zoom(zoom)
    page = room.open("meeting")
    for step in (lambda: None, page.side.close_it.click, page.closing.seen.click, page.do_primary):
        step()
        room.settle()
        assert accessibility.audit(room.window) == []
        assert accessibility.clipped(room.window) == []
        accessibility.tab_ring(room.window)


def test_enter_in_the_pin_goes_on_to_the_second_box_and_then_opens(planned_room: RoomStage) -> None:
    page = planned_room.open("meeting")
    planned_room.click(page.pin.change)
    page.pin.pin.setFocus()
    QTest.keyClicks(page.pin.pin, "2468")
    planned_room.key(Qt.Key.Key_Return)
    assert page.pin.again.hasFocus()
    QTest.keyClicks(page.pin.again, "2468")
    planned_room.key(Qt.Key.Key_Return)
    assert planned_room.table.state is MeetingState.OPEN
