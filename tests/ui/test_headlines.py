"""Agency headlines: one card an agency, the room's note kept, the next agency by key, one agency in the room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from roundtable.actions.agency_returns import headlines_view
from roundtable.actions.signoff import add_attendee, record_arrival
from roundtable.domain.ids import AgencyId, AttendeeId
from tests.ui.meeting_stage import Stage


def test_every_agency_in_scope_has_a_card_with_its_grade(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    view = headlines_view(stage.vault, stage.table, stage.cases[1])
    assert [c.agency_id for c in screen.cards] == [c.agency_id for c in view.cards]
    assert len(screen.cards) == 7
    assert screen.cards[0]._pill.text() == view.cards[0].grade
    assert screen.cards[1]._pill.text() == "Nil return"


def test_the_rooms_note_is_kept_as_it_is_typed(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    note = screen.cards[2].note
    note.setFocus()
    QTest.keyClicks(note, "Two calls in one night")
    screen.cards[3].note.setFocus()
    view = headlines_view(stage.vault, stage.table, stage.cases[1])
    assert view.cards[2].note == "Two calls in one night"
    again = stage.open("headlines", 1)
    assert again.cards[2].note.toPlainText() == "Two calls in one night"


def test_ctrl_down_goes_to_the_next_agency_and_the_room_follows(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    screen.cards[0].note.setFocus()
    screen.tell_room()
    assert stage.room.last.title == "Children's social care"
    QTest.keyClick(stage.window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert screen.cards[1].note.hasFocus()
    assert stage.room.last.title == "Early help"
    assert "Nil return" in stage.room.last.lines[0]
    QTest.keyClick(stage.window, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert stage.room.last.title == "Children's social care"
    assert any(line.startswith("The agency’s own grade: ") for line in stage.room.last.lines)


def test_the_rooms_note_stays_off_the_projector(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    screen.cards[0].note.setFocus()
    QTest.keyClicks(screen.cards[0].note, "typedintheroom")
    screen.flush()
    screen.tell_room()
    assert "typedintheroom" not in stage.room.texts()


def test_escape_closes_the_help_and_the_card_is_as_it_was_left(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    note = screen.cards[5].note
    note.setFocus()
    screen.page.ensureWidgetVisible(note)
    QTest.keyClicks(note, "They rang twice")
    stage.settle()
    scrolled = screen.page.verticalScrollBar().value()
    assert scrolled > 0
    assert stage.navigator.go("help", topic=screen.help_key)
    stage.settle()
    assert stage.window.rail.steps() == ()
    QTest.keyClick(stage.navigator.screen.filter, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.navigator.screen is screen and screen.isVisible()
    assert note.hasFocus() and screen.page.verticalScrollBar().value() == scrolled
    assert stage.window.rail.steps() and "Child" in stage.window.header.place.text()
    QTest.keyClicks(note, ", then wrote")
    screen.cards[3].note.setFocus()
    view = headlines_view(stage.vault, stage.table, stage.cases[1])
    assert view.cards[5].note == "They rang twice, then wrote"


def test_help_is_not_the_way_round_a_gate_that_closed_meanwhile(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    stage.navigator.go("help", topic=screen.help_key)
    record_arrival(stage.vault, stage.table, _somebody_late(stage))
    QTest.keyClick(stage.navigator.screen.filter, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.navigator.screen is screen
    assert screen.closed.isVisible() and not screen.content.isVisible()


def test_from_help_one_can_go_elsewhere_and_nothing_of_the_page_is_left(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    gone: list[bool] = []
    screen.destroyed.connect(lambda: gone.append(True))
    stage.navigator.go("help", topic=screen.help_key)
    stage.open("chronology", 1)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(gone) == 1
    stage.navigator.back()
    QTest.keyClick(stage.navigator.screen.filter, Qt.Key.Key_Escape)
    assert stage.navigator.here is not None and stage.navigator.here.key == "headlines"


def _somebody_late(stage: Stage) -> AttendeeId:
    made = add_attendee(stage.vault, stage.table, name="Olu Late", agency_id=AgencyId("housing"))
    return AttendeeId(made.made)


def test_a_lock_takes_the_page_under_the_help_away_too(stage: Stage) -> None:
    screen = stage.open("headlines", 1)
    gone: list[bool] = []
    screen.destroyed.connect(lambda: gone.append(True))
    stage.navigator.go("help", topic=screen.help_key)
    stage.window.forget()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone == [True]
