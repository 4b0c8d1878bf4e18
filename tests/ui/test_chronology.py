"""The chronology: read, filter, add in seconds, edit as written, remove with undo; smooth with 2,000 events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest

from roundtable.actions.chronology import chronology_view, event_as_written, mark_turning_point
from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.ids import AgencyId, EventId
from roundtable.ui.models.events import EventFilter
from tests.ui.meeting_stage import Stage


def events(stage: Stage) -> tuple[Any, ...]:
    return chronology_view(stage.vault, stage.cases[1]).events


def type_event(screen: Any, day: str, month: str, year: str, text: str) -> None:
    form = screen.capture
    for box, words in ((form.date.day, day), (form.date.month, month), (form.date.year, year)):
        box.setFocus()
        QTest.keyClicks(box, words)
    form.text.setFocus()
    QTest.keyClicks(form.text, text)


def test_events_stand_in_order_with_wrapped_text(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    rows = screen.table.events.rows
    assert [r.on for r in rows] == sorted(r.on for r in rows)
    assert len(rows) == len(events(stage)) >= 25
    longest = max(range(len(rows)), key=lambda n: len(rows[n].text))
    shortest = min(range(len(rows)), key=lambda n: len(rows[n].text))
    assert screen.table.rowHeight(longest) > screen.table.rowHeight(shortest)


def test_a_row_says_everything_to_a_screen_reader(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    model = screen.table.events
    spoken = [
        model.data(model.index(0, c), Qt.ItemDataRole.AccessibleTextRole) for c in range(model.columnCount())
    ]
    assert spoken[0].startswith("Date: ")
    assert spoken[3].startswith("What happened: ")


def test_ctrl_f_finds_and_the_filters_narrow(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    every = len(screen.table.events.rows)
    QTest.keyClick(stage.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.find_box.hasFocus()
    QTest.keyClicks(screen.find_box, "asthma")
    found = screen.table.events.rows
    assert 0 < len(found) < every
    assert all("asthma" in row.text.casefold() for row in found)
    assert screen.list.count.text() == f"{len(found)} of {every} events"
    screen.find_box.clear()
    screen.filter.by_agency.set_value("police")
    screen.filter.by_agency.changed.emit("police")
    assert {row.agency_id for row in screen.table.events.rows} == {"police"}
    screen.filter.by_agency.set_value("")
    screen.filter.by_kind.set_value("turning")
    screen.filter.by_kind.changed.emit("turning")
    assert all(row.is_turning_point for row in screen.table.events.rows)


def test_a_filter_wants_every_word() -> None:
    assert EventFilter().is_empty
    assert not EventFilter(words="x").is_empty


def test_an_event_is_added_by_keyboard_alone(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    before = len(events(stage))
    QTest.keyClick(stage.window, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert screen.capture.date.day.hasFocus()
    QTest.keyClicks(screen.capture.date.day, "08")
    assert screen.capture.date.month.hasFocus()
    QTest.keyClicks(screen.capture.date.month, "03")
    QTest.keyClicks(screen.capture.date.year, "2025")
    for box in (screen.capture.agency, screen.capture.kind):
        box.setFocus()
    screen.capture.text.setFocus()
    QTest.keyClicks(screen.capture.text, "Police called to the hostel")
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    added = [e for e in events(stage) if e.text == "Police called to the hostel"]
    assert len(events(stage)) == before + 1
    assert [(e.on, e.added_in_meeting) for e in added] == [(date(2025, 3, 8), True)]
    assert screen.table.chosen_event().id == added[0].id
    assert screen.capture.text.toPlainText() == ""


def test_a_turning_point_is_said_while_adding_by_keyboard_alone(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.open_capture()
    type_event(screen, "8", "3", "2025", "Police called to the hostel")
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Tab)
    assert screen.capture.turns.hasFocus()
    QTest.keyClick(screen.capture.turns, Qt.Key.Key_Space)
    QTest.keyClick(screen.capture.turns, Qt.Key.Key_Return)
    added = next(e for e in events(stage) if e.text == "Police called to the hostel")
    assert added.is_turning_point and added.added_in_meeting
    assert not screen.capture.turns.isChecked(), "the next event is none"
    type_event(screen, "9", "3", "2025", "Seen at home")
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    assert not next(e for e in events(stage) if e.text == "Seen at home").is_turning_point


def test_a_mark_in_the_list_is_kept_while_its_words_are_changed(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    event = next(e for e in events(stage) if not e.is_turning_point)
    screen.capture.edit(event_as_written(stage.vault, stage.cases[1], event.id))
    mark_turning_point(stage.vault, stage.cases[1], event.id, True)
    QTest.keyClicks(screen.capture.text, " And more.")
    assert screen.capture.complete()
    assert next(e for e in events(stage) if e.id == event.id).is_turning_point
    screen.capture.edit(event_as_written(stage.vault, stage.cases[1], event.id))
    assert screen.capture.turns.isChecked()
    screen.capture.turns.click()
    assert screen.capture.complete()
    assert not next(e for e in events(stage) if e.id == event.id).is_turning_point


def test_what_is_missing_is_said_at_its_field(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.open_capture()
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    assert len(screen.page.errors.texts()) == 2
    assert screen.capture.date_field.error()
    assert screen.capture.text_field.error() == "Enter what happened"


def test_an_event_is_kept_before_enter_once_it_has_a_date(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    before = len(events(stage))
    screen.open_capture()
    type_event(screen, "1", "2", "2025", "Half a sen")
    screen.flush()
    assert len(events(stage)) == before + 1
    QTest.keyClicks(screen.capture.text, "tence")
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    assert [e.text for e in events(stage) if e.text.startswith("Half")] == ["Half a sentence"]
    assert len(events(stage)) == before + 1


def test_half_an_event_waits_in_the_form_while_one_is_elsewhere(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    before = len(events(stage))
    screen.open_capture()
    type_event(screen, "3", "5", "99", "When was this?")
    assert stage.navigator.go("who", round_table_id=stage.table, case_id=stage.cases[1])
    assert stage.window.toasts.text() == "", "nothing is said on a page that it is not about"
    again = stage.open("chronology", 1)
    assert again.capture.isVisible() and again.capture.text.toPlainText() == "When was this?"
    assert again.capture.date.year.text() == "99"
    assert len(events(stage)) == before


def test_one_does_not_go_on_past_half_an_event(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.open_capture()
    QTest.keyClicks(screen.capture.text, "When was this?")
    screen.do_primary()
    assert stage.navigator.screen is screen
    assert screen.page.errors.texts() == ("Enter the date of the event, like 9 4 2024",)
    type_event(screen, "3", "5", "2025", "")
    assert screen.footer.primary.text() == "Add the event"
    screen.do_primary()
    assert stage.navigator.screen is screen and screen.footer.primary.text() == "Save and continue"
    screen.do_primary()
    assert stage.navigator.screen is not screen
    assert [e.text for e in events(stage) if e.on == date(2025, 5, 3)] == ["When was this?"]


def test_a_date_that_was_typed_just_now_goes_with_its_words_when_the_page_is_left(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.open_capture()
    QTest.keyClicks(screen.capture.text, "When was this?")
    screen.capture.text.flush()
    type_event(screen, "3", "5", "2025", "")
    assert stage.navigator.go("who", round_table_id=stage.table, case_id=stage.cases[1])
    assert [e.text for e in events(stage) if e.on == date(2025, 5, 3)] == ["When was this?"]


def test_a_double_click_adds_one_event(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    before = len(events(stage))
    screen.open_capture()
    type_event(screen, "3", "5", "2025", "Once")
    for press in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        press(screen.capture.add_button, Qt.MouseButton.LeftButton)
    assert len(events(stage)) == before + 1 and screen.page.errors.texts() == ()


@pytest.mark.parametrize(
    ("year", "said"),
    [("2031", "This date is in the future."), ("1850", "This date is more than 100 years ago.")],
)
def test_a_date_that_is_hardly_meant_is_said_asked_about_once_and_kept(
    stage: Stage, year: str, said: str
) -> None:
    screen = stage.open("chronology", 1)
    screen.open_capture()
    type_event(screen, "24", "12", year, "")
    assert screen.capture.odd.isVisible() and screen.capture.odd.message.text() == said
    QTest.keyClicks(screen.capture.text, "The last review")
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    assert screen.capture.text.toPlainText() == "The last review", "it is looked at first"
    assert "again to keep the date" in screen.capture.odd.message.text()
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    assert screen.capture.text.toPlainText() == "" and not screen.capture.odd.isVisible()
    row = next(r for r in screen.table.events.rows if r.text == "The last review")
    assert row.notes == (said,)
    place = screen.table.events.place_of(row.id)
    plain = screen.table.events.rows[5]
    assert not plain.notes
    taller = screen.table._delegate.height(row) - screen.table._delegate.height(replace(row, notes=()))
    assert taller > 10, "the words stand in the row, not their colour alone"
    assert said in str(screen.table.events.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_mended_date_is_not_asked_about(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.open_capture()
    type_event(screen, "24", "12", "2031", "A slip")
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    screen.capture.date.year.selectAll()
    QTest.keyClicks(screen.capture.date.year, "2025")
    assert not screen.capture.odd.isVisible()
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    assert [e.on for e in events(stage) if e.text == "A slip"] == [date(2025, 12, 24)]


def test_the_list_takes_the_height_and_nothing_else_scrolls(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    stage.settle()
    assert screen.page.verticalScrollBar().maximum() == 0
    for button in (screen.list.turn, screen.list.edit, screen.list.remove):
        bottom = button.mapTo(screen, button.rect().bottomLeft()).y()
        assert bottom < screen.footer.y(), "not under the footer"
    assert screen.table.viewport().height() > 300
    screen.tabs.show_section("notes")
    stage.settle()
    assert screen.note.isVisible() and screen.private.isVisible() and screen.skip_button.isVisible()


def test_the_focus_frame_of_the_list_is_whole(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.table.setFocus()
    stage.settle()
    image = screen.table.grab().toImage()
    ring = stage.theme.colour("focus_ring")
    across, down = image.width() // 2, image.height() // 2
    for x, y in ((1, down), (image.width() - 2, down), (across, 1), (across, image.height() - 2)):
        assert image.pixelColor(x, y) == ring, (x, y)


def test_a_very_long_word_goes_on_in_the_next_line(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    row = screen.table.events.rows[0]
    height = screen.table._delegate.height
    line = height(replace(row, text="x x\nx\nx")) - height(replace(row, text="x x\nx"))
    assert height(replace(row, text="x" * 300)) >= height(replace(row, text="x")) + 3 * line


def test_a_message_goes_with_its_page(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.table.selectRow(4)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)
    stage.settle()
    assert stage.window.toasts.text() == "Event removed"
    stage.open("lived", 1)
    assert stage.window.toasts.text() == ""


def test_t_marks_a_turning_point_and_the_place_stays(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    rows = screen.table.events.rows
    place = next(n for n, row in enumerate(rows) if not row.is_turning_point)
    screen.table.selectRow(place)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_T)
    row = screen.table.events.rows[place]
    assert row.is_turning_point
    assert screen.table.currentIndex().row() == place
    assert screen.list.turn.text() == "Not a turning point"
    assert stage.room.last.title == "Turning points"
    QTest.keyClick(screen.table, Qt.Key.Key_T)
    assert not screen.table.events.rows[place].is_turning_point


def test_editing_shows_and_keeps_the_words_as_they_were_written(stage: Stage) -> None:
    with stage.vault.reading() as tx:
        case = tx.cases.get(stage.cases[1])
    child = case.index_child
    assert child is not None
    named = next(e for e in case.events if child.name.split()[0] in e.text)
    screen = stage.open("chronology", 1)
    assert screen.table.choose(named.id)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert screen.capture.text.toPlainText() == named.text
    screen.capture.text.moveCursor(screen.capture.text.textCursor().MoveOperation.End)
    QTest.keyClicks(screen.capture.text, " More.")
    QTest.keyClick(screen.capture.text, Qt.Key.Key_Return)
    with stage.vault.reading() as tx:
        stored = next(e for e in tx.cases.get(stage.cases[1]).events if e.id == named.id)
    assert stored == replace(named, text=f"{named.text} More.")


def test_removing_offers_undo(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    before = events(stage)
    screen.table.selectRow(4)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)
    assert len(events(stage)) == len(before) - 1
    assert stage.window.toasts.text() == "Event removed"
    assert stage.window.toasts.undo()
    assert events(stage) == before


def test_the_rooms_note_is_kept(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    QTest.keyClicks(screen.note, "Nobody read them together")
    screen.flush()
    again = stage.open("chronology", 1)
    assert again.note.toPlainText() == "Nobody read them together"
    assert "Nobody read them together" not in stage.room.texts()


def test_a_click_on_the_timeline_chooses_the_event(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.tabs.show_section("lanes")
    stage.settle()
    drawn = screen.lanes.drawn()
    assert drawn is not None
    assert len(drawn.marks) == len(screen.table.events.rows)
    mark, scale = drawn.marks[-1], screen.lanes.lanes.scale()
    from PySide6.QtCore import QPoint

    spot = QPoint(round(mark.x * scale), round(mark.y * scale))
    QTest.mouseClick(screen.lanes.lanes, Qt.MouseButton.LeftButton, pos=spot)
    assert screen.tabs.shown() == "list"
    assert screen.table.chosen_event().id == mark.key


def test_the_time_stretches_and_the_names_stay(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.tabs.show_section("lanes")
    stage.settle()
    before = screen.lanes.lanes.width()
    screen.lanes.larger.click()
    assert screen.lanes.lanes.width() > before
    assert screen.lanes.names.height() == screen.lanes.lanes.height()
    screen.lanes.smaller.click()
    assert screen.lanes.lanes.width() == before


def test_two_thousand_events_scroll_and_filter_without_a_stutter(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    agencies = ("police", "school", "gp", "housing", "children_social_care")
    kinds = tuple(EventKind)
    many = tuple(
        Event(
            EventId(f"e{n}"),
            date(2020, 1, 1) + timedelta(days=n),
            AgencyId(agencies[n % 5]),
            kinds[n % 4],
            f"Contact {n}: the family was seen at home. " + "The record is long. " * (n % 9),
        )
        for n in range(2_000)
    )
    with stage.vault.transaction() as tx:
        case = tx.cases.get(stage.cases[1])
        tx.cases.put(replace(case, events=many))
        tx.log("events.made_in_test", case.id)
    screen = stage.open("chronology", 1)
    table = screen.table
    assert len(table.events.rows) == 2_000
    bar = table.verticalScrollBar()
    took = []
    timer = QElapsedTimer()
    for step in range(30):
        timer.start()
        bar.setValue(bar.maximum() * step // 30)
        table.viewport().repaint()
        took.append(timer.elapsed())
    for words in ("c", "co", "con", "contact 1", "contact 19"):
        timer.start()
        screen.find_box.setText(words)
        table.viewport().repaint()
        took.append(timer.elapsed())
    assert sorted(took)[len(took) // 2] <= 20
    assert max(took) <= 150, took  # a shared machine; the benchmark holds the 50 ms
