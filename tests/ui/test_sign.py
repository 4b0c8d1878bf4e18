"""The facilitator's list: arriving, leaving, receipts, voiding, recusals, and when the cases may open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roundtable.actions.board import board_view, nominate
from roundtable.actions.round_tables import close_round_table, open_round_table
from roundtable.actions.signoff import (
    add_representatives,
    record_arrival,
    remove_attendee,
    sign_statement,
    signing_view,
)
from roundtable.domain.ids import AgencyId
from roundtable.domain.round_table import Capacity, is_content_open
from roundtable.domain.signoff import Declaration, Interest, Method, Outcome, Signature
from tests.ui import accessibility
from tests.ui.meeting_stage import sign_by_name
from tests.ui.room_stage import RoomStage


def button(page, name: str, words: str):
    line = page.people.line(name)
    return next(b for b in line.buttons.values() if b.text() == words)


def test_arriving_leaving_and_coming_back(room: RoomStage) -> None:
    page = room.open("sign")
    room.click(button(page, "Karen", "Has arrived"))
    assert room.person("Karen").is_here and "Here, not signed" in room.words()
    assert "0 of 1 signed" in room.words() and "Still to sign: Karen Whitlow." in room.words()
    room.sign("Karen")
    assert "1 of 1 signed" in room.words()
    room.click(button(page, "Karen", "Has left"))
    assert not room.person("Karen").is_here
    room.click(button(page, "Karen", "Has arrived"))
    assert room.person("Karen").is_here and room.person("Karen").has_signed


def test_the_primary_action_leads_to_the_next_signature_and_then_to_the_first_case(room: RoomStage) -> None:
    page = room.open("sign")
    assert page.footer.primary.text() == "Hand over to Ngozi Emenike-Clarke"
    room.click(page.footer.primary)
    assert room.navigator.here.key == "hand_over"
    room.sign("Ngozi")
    page = room.open("sign")
    first = page.hub.case_name(room.cases[0])
    assert page.footer.primary.text() == f"Start with {first}"
    room.click(page.footer.primary)
    assert room.navigator.here.key == "who" and room.navigator.here.params["case_id"] == room.cases[0]


def test_coming_back_in_the_middle_keeps_the_place_of_the_meeting(room: RoomStage) -> None:
    from roundtable.actions.round_tables import go_to
    from roundtable.domain.walkthrough import Step

    room.sign("Ngozi")
    go_to(room.vault, room.table_id, Step.CHRONOLOGY, room.cases[1])
    page = room.open("sign")
    assert room.table.position.step is Step.CHRONOLOGY
    assert page.footer.primary.text() == f"Continue with {page.hub.case_name(room.cases[1])}"
    room.click(page.footer.primary)
    assert room.navigator.here.key == "chronology" and room.navigator.here.params["case_id"] == room.cases[1]


def test_a_remote_attendees_statement_is_received_with_its_interests(planned_room: RoomStage) -> None:
    room = planned_room
    page = room.open("sign")
    assert "The round table is not open" in room.words()
    room.click(button(page, "Joseph", "Statement received"))
    room.click(page.receipt.record)
    assert page.page.errors.texts() == ("Say whether the statement declares an interest",)
    page.receipt.interest.tiles[1].click()
    room.click(page.receipt.record)
    assert page.page.errors.texts() == ("Tick the interest that it declares",)
    row = page.receipt.interests.rows[0]
    row.tick.click()
    row.outcome.set_value(Outcome.NO_GRADING.value)
    room.click(page.receipt.record)
    assert page.page.errors.texts() == ("Choose the case, or “Every case”",)
    row.case.set_value("every")
    room.click(page.receipt.record)
    joseph = room.person("Joseph")
    signed = room.table.sheet.sign_off_of(joseph.id)
    assert signed is not None and signed.signature.method is Method.RECEIVED
    assert {r.outcome for r in room.table.sheet.recusals} == {Outcome.NO_GRADING}
    assert not page.receipt.isVisible() and "Statement received at" in room.words()


def test_signed_on_paper_is_recorded_from_the_list(room: RoomStage) -> None:
    page = room.open("sign")
    room.prompts.answers.append("paper")
    room.click(page.people.line("Karen").more)
    page.receipt.interest.tiles[0].click()
    room.click(page.receipt.record)
    signed = room.table.sheet.sign_off_of(room.person("Karen").id)
    assert signed is not None and signed.signature.method is Method.PAPER


def test_a_voided_signature_closes_the_cases_until_it_is_given_again(room: RoomStage) -> None:
    room.sign("Karen")
    page = room.open("sign")
    room.prompts.answers += ["void", "", "Signed under the wrong name"]
    room.click(page.people.line("Karen").more)
    assert "Enter why the signature no longer counts" in room.prompts.said
    assert not room.person("Karen").has_signed and not is_content_open(room.table)
    voided = room.table.sheet.sign_offs[0]
    assert voided.void_reason == "Signed under the wrong name" and not voided.is_valid
    assert page.footer.primary.text() == "Hand over to Karen Whitlow"


def test_somebody_is_added_and_the_same_person_twice_is_refused_with_the_text_kept(room: RoomStage) -> None:
    page = room.open("sign")
    page.form.name.setText("Olu Bello")
    page.form.agency.set_value("housing")
    room.click(page.form.add_button)
    assert room.person("Olu").agency == "Housing" and page.form.name.text() == ""
    page.form.name.setText("olu  bello")
    page.form.agency.set_value("housing")
    room.click(page.form.add_button)
    assert page.form.name.text() == "olu  bello" and page.page.errors.texts()
    page.form.name.setText("")
    QTest.qWait(QApplication.doubleClickInterval() + 50)  # on purpose: no second half of a double click
    room.click(page.form.add_button)
    assert page.form.name_field.error() == "Enter the person’s name"


def test_an_empty_list_is_filled_with_the_agencies_representatives(planned_room: RoomStage) -> None:
    room = planned_room
    for person in room.table.attendees:
        remove_attendee(room.vault, room.table_id, person.id)
    open_round_table(room.vault, room.table_id)
    page = room.open("sign")
    assert page.empty.isVisible()
    room.click(page.invite_all)
    assert len(room.table.attendees) == 10
    assert not page.empty.isVisible() and page.people.line("Karen Whitlow").isVisible()
    assert page.footer.primary.text().startswith("Hand over to")
    assert room.window.toasts.undo()
    room.settle()
    assert room.table.attendees == () and page.empty.isVisible()


@pytest.fixture
def slow_hands() -> Iterator[None]:
    """A double press may take as long as a busy computer needs between its halves."""
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(30_000)
    yield
    QApplication.setDoubleClickInterval(usual)


@pytest.mark.usefixtures("slow_hands")
def test_enter_in_name_or_role_adds_and_nothing_of_it_stays_for_the_next_person(room: RoomStage) -> None:
    page = room.open("sign")
    for box, name in ((page.form.name, "Olu Bello"), (page.form.role, "Mary Todd")):
        page.form.name.setText(name)
        page.form.role.setText("Clerk")
        page.form.agency.set_value("housing")
        page.form.capacity.set_value(Capacity.REMOTE.value)
        box.setFocus()
        room.key(Qt.Key.Key_Return)
        added = room.person(name)
        assert (added.role, added.agency, added.capacity) == ("Clerk", "Housing", "remote")
        assert (page.form.name.text(), page.form.role.text(), page.form.agency.value()) == ("", "", "")
        assert page.form.capacity.value() == Capacity.PRESENT.value and page.form.name.hasFocus()
        room.key(Qt.Key.Key_Return)
        assert page.form.name_field.error() == "", "the second half of a double press says nothing"


def test_taking_somebody_off_leaves_the_focus_in_the_list(room: RoomStage) -> None:
    page = room.open("sign")
    names = [line.name.text() for line in page.people.lines.values()]
    room.prompts.answers.append("remove")
    page.people.line("Karen").more.setFocus()
    room.key(Qt.Key.Key_Space)
    assert len(page.people.lines) == len(names) - 1
    focused = QApplication.focusWidget()
    assert page.people.line("Siân").isAncestorOf(focused), focused.accessibleName()
    guests = room.open("meeting", section="people").guests
    kept = list(guests.remove_buttons)
    guests.remove_buttons[kept[1]].setFocus()
    room.key(Qt.Key.Key_Space)
    assert list(guests.remove_buttons) == [kept[0], *kept[2:]]
    assert guests.remove_buttons[kept[2]].hasFocus()


def test_a_closed_case_leads_to_whoever_has_to_leave_for_it_and_then_on(
    room: RoomStage, qtbot: QtBot
) -> None:
    for name in ("Ngozi", "Karen"):
        leaves = Declaration(Interest.KNOWS_FAMILY, room.cases[1], "", Outcome.LEAVES)
        sign_by_name(room.vault, room.table_id, room.person(name).id, leaves)
    page = room.open("who", case_id=room.cases[1])
    room.click(page.closed.go)
    page = room.navigator.screen
    for name in ("Ngozi", "Karen"):
        focused = QApplication.focusWidget()
        assert focused.accessibleName().startswith(f"Has left the room: {name}"), focused.accessibleName()
        # In sight, once the page has found its height.
        qtbot.waitUntil(lambda b=focused: b.visibleRegion().boundingRect().size() == b.size())
        room.key(Qt.Key.Key_Space)
    assert page.footer.primary.hasFocus()


def test_a_closed_round_table_does_not_promise_that_it_opens(room: RoomStage) -> None:
    room.sign("Ngozi")
    room.hub.announce(close_round_table(room.vault, room.table_id, concerns_seen=True))
    page = room.open("sign")
    assert page.not_open.isVisible() and "It is closed. Who signed" in page.not_open.message.text()
    assert "once it is open" not in room.words()


def test_who_was_never_here_can_be_taken_off_and_put_back(room: RoomStage) -> None:
    page = room.open("sign")
    room.prompts.answers.append("remove")
    room.click(page.people.line("Joseph").more)
    assert "Joseph Adeyemi" not in [a.name for a in room.table.attendees]
    assert room.window.toasts.undo()
    back = next(a for a in room.table.attendees if a.name == "Joseph Adeyemi")
    assert back.capacity is Capacity.REMOTE and back.role == "Named GP"


def test_how_somebody_attends_can_be_changed(room: RoomStage) -> None:
    page = room.open("sign")
    room.prompts.answers.append("observer")
    room.click(page.people.line("Siân").more)
    assert room.person("Siân").capacity == "observer"


def test_a_case_opens_once_the_recused_person_is_recorded_as_out_and_closes_when_back(
    room: RoomStage,
) -> None:
    second = room.cases[1]
    shown = signing_view(room.vault, room.table_id, room.person("Karen").id)
    sign_statement(
        room.vault,
        room.table_id,
        shown.attendee_id,
        shown_sha256=shown.statement.sha256,
        signature=Signature(Method.TYPED, typed_name="Karen Whitlow"),
        declarations=(Declaration(Interest.KNOWS_FAMILY, second, "", Outcome.LEAVES),),
    )
    case_page = room.open("who", case_id=second)
    assert case_page.closed.isVisible() and "To leave: Karen Whitlow, Police" in room.words()
    room.click(case_page.closed.go)
    page = room.navigator.screen
    key = (room.person("Karen").id, second)
    assert page.recusals.buttons[key].text() == "Has left the room"
    room.click(page.recusals.buttons[key])
    assert "Out since" in room.words()
    assert room.open("who", case_id=second).content.isVisible()
    page = room.open("sign")
    room.click(page.recusals.buttons[key])
    assert room.open("who", case_id=second).closed.isVisible()
    assert room.open("who", case_id=room.cases[0]).content.isVisible(), "the other cases stay open"


def test_the_focus_stays_on_the_line_when_the_list_is_read_again(room: RoomStage) -> None:
    page = room.open("sign")
    room.window.activateWindow()
    line = page.people.line("Karen")
    line.more.setFocus()
    room.sign("Ngozi")
    assert page.people.line("Karen") is line and line.more.hasFocus()


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_the_list_is_readable_and_reachable(room: RoomStage, zoom: float) -> None:
    room.sign("Ngozi")
    room.theme.set_zoom(zoom)
    page = room.open("sign")
    room.click(button(page, "Joseph", "Statement received"))
    assert accessibility.audit(room.window) == []
    assert accessibility.clipped(room.window) == []
    accessibility.tab_ring(room.window)


def left_edges(page, widgets) -> set[int]:
    return {w.mapTo(page, w.rect().topLeft()).x() for w in widgets}


def test_badges_and_buttons_of_the_list_stand_in_columns(room: RoomStage) -> None:
    page = room.open("sign")
    record_arrival(room.vault, room.table_id, room.person("Karen").id)
    room.sign("Ngozi")
    lines = list(page.people.lines.values())
    assert len({line.pill.text() for line in lines}) == 3, "three standings of different width"
    assert len(left_edges(page, [line.pill for line in lines])) == 1
    arrived = [line.buttons["arrived"] for line in lines if "arrived" in line.buttons]
    others = [b for line in lines for key, b in line.buttons.items() if key != "arrived"]
    assert len(arrived) == 2 and len(others) == 4
    for column in (arrived, others, [line.more for line in lines]):
        assert len(left_edges(page, column)) == 1
        assert len({button.size().toTuple() for button in column}) == 1


def test_the_boards_dates_stand_on_one_line_on_a_laptop(room: RoomStage) -> None:
    nominate(
        room.vault,
        agency_id=AgencyId("police"),
        name="Hannah Mbeki",
        role="Lead",
        nominated_on=date(2026, 9, 23),
        accredited_on=date(2026, 9, 24),
        accreditation_ends_on=date(2028, 12, 24),
    )
    (person,) = [r for r in board_view(room.vault).representatives if r.name == "Hannah Mbeki"]
    add_representatives(room.vault, room.table_id, (person.id,))
    room.window.resize(1366, 768)
    line = room.open("sign").people.line("Hannah")
    words = line.accredited
    assert words.text() == "Nominated on 23 September 2026, accredited until 24 December 2028"
    assert words.height() < 2 * words.fontMetrics().height()
