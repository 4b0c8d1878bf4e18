"""Accreditation in doubt on the sign-off page: shown, decided in one press or with a reason, decided again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.signoff import add_representatives, change_statement, record_arrival
from roundtable.domain.signoff import Method
from tests.ui import accessibility
from tests.ui.room_stage import RoomStage


def test_what_is_in_doubt_is_shown_and_everybody_is_let_in_once_they_were_named(room: RoomStage) -> None:
    page = room.open("sign")
    assert page.admission.isVisible() and "Accreditation to decide: 4." in room.words()
    assert "Not on the Board’s list of representatives" in room.words()
    room.prompts.answers += [False, True]
    room.click(page.admission.everybody)
    assert page.admission.isVisible() and not any(a.admissions for a in room.table.attendees)
    assert "Karen Whitlow" in room.prompts.said[-1] and "All 4 may take part?" in room.prompts.said[-1]
    room.click(page.admission.everybody)
    assert not page.admission.isVisible() and "Accreditation to decide" not in page.still.text()
    assert all(a.admission is not None and a.admission.may_stay for a in room.table.attendees)
    assert page.people.line("Karen").accredited.text() == "Not on the Board’s list: may take part"


def test_whoever_is_turned_away_is_not_handed_the_laptop_and_may_be_let_in_after_all(room: RoomStage) -> None:
    record_arrival(room.vault, room.table_id, room.person("Karen").id)
    page = room.open("sign")
    karen = room.person("Karen").id
    assert page.footer.primary.text() == "Hand over to Karen Whitlow"
    room.prompts.answers += ["", "Her agency named somebody else"]
    room.click(page.admission.buttons[karen][1])
    assert "Enter why they do not take part" in room.prompts.said
    assert room.prompts.said[0].replace("\u2068", "").replace("\u2069", "") == (
        "Karen Whitlow does not take part?: Why?"
    )
    assert not room.person("Karen").is_here and "Does not take part" in room.words()
    assert page.footer.primary.text() == "Hand over to Ngozi Emenike-Clarke"
    assert page.people.line("Karen").buttons == {}
    shown = room.hand_over("Siân")
    room.click(shown.card.to_paper)
    shown.card.interest.tiles[0].click()
    room.click(shown.footer.primary)
    assert [b.accessibleName() for b in shown.after.buttons] == ["I sign next: Ngozi Emenike-Clarke"]

    page = room.open("sign")
    room.prompts.answers += ["decide", "stays"]
    room.click(page.people.line("Karen").more)
    assert [d.may_stay for d in room.table.attendee(karen).admissions] == [False, True]
    assert "hand_over" in page.people.line("Karen").buttons


def test_a_second_press_decides_about_nobody_else(room: RoomStage) -> None:
    page = room.open("sign")
    room.window.activateWindow()
    first, *others = page.admission.buttons
    page.admission.buttons[first][0].setFocus()
    room.key(Qt.Key.Key_Return)
    assert first not in page.admission.buttons
    assert page.admission.names[others[0]].hasFocus(), "near, and where Enter decides nothing"
    room.key(Qt.Key.Key_Return)
    room.key(Qt.Key.Key_Space)
    room.click(page.admission.buttons[others[0]][0])  # the second half of a double click
    assert [a.id for a in room.table.attendees if a.admissions] == [first]
    QTest.qWait(QApplication.doubleClickInterval() + 50)  # on purpose: a press that is meant comes later
    page.admission.names[others[0]].setFocus()
    room.key(Qt.Key.Key_Tab)
    assert page.admission.buttons[others[0]][0].hasFocus()
    room.key(Qt.Key.Key_Return)
    assert room.table.attendee(others[0]).admissions


def test_a_paper_that_was_compared_with_an_older_text_is_not_recorded_for_the_new_one(
    room: RoomStage,
) -> None:
    page = room.open("sign")
    room.sign("Ngozi")
    room.click(page.people.line("Joseph").buttons["received"])
    page.receipt.interest.tiles[0].click()
    change_statement(room.vault, room.table_id, "Before we start", ("A stricter clause.",))
    room.refresh()
    room.click(page.receipt.record)
    assert not room.person("Joseph").has_signed and "The statement has changed" in room.words()
    room.click(page.people.line("Joseph").buttons["received"])
    assert "version 2 of the statement" in room.words()
    page.receipt.interest.tiles[0].click()
    room.click(page.receipt.record)
    signed = room.table.sheet.sign_off_of(room.person("Joseph").id)
    assert signed is not None and signed.signature.method is Method.RECEIVED and signed.statement_version == 2


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_card_is_readable_and_reachable(room: RoomStage, zoom: float) -> None:
    room.theme.set_zoom(zoom)
    room.open("sign")
    assert accessibility.audit(room.window) == []
    assert accessibility.clipped(room.window) == []


def test_the_cases_wait_for_the_decision_and_lead_to_it_by_the_keyboard(room: RoomStage) -> None:
    with room.vault.reading() as tx:
        (board,) = tx.boards.all()
    owen = next(person.id for person in board.representatives if person.name == "Owen Marsh")
    add_representatives(room.vault, room.table_id, (owen,))
    room.sign("Owen")
    page = room.open("who", case_id=room.cases[0])
    assert "Cannot start yet" in room.words() and "To decide: Owen Marsh" in room.words()
    page.closed.go.setFocus()
    room.key(Qt.Key.Key_Space)
    page = room.navigator.screen
    assert page.footer.primary.text() == "Decide about Owen Marsh"
    stays = page.admission.buttons[room.person("Owen").id][0]
    room.open("meeting")
    assert "Accreditation to decide: Owen Marsh." in room.words()
    page = room.open("sign")
    room.window.activateWindow()
    stays = page.admission.buttons[room.person("Owen").id][0]
    room.click(page.footer.primary)
    assert stays.hasFocus() and stays.visibleRegion().boundingRect().size() == stays.size()
    room.key(Qt.Key.Key_Space)
    assert page.footer.primary.text().startswith("Start with Child")
