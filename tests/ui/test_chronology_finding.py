"""Finding one's way in a chronology: F3, period, date, the timeline's own keys; two agencies on one event; a
lesson from the chosen event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.chronology import add_event, chronology_view
from roundtable.actions.lessons import lessons_view
from roundtable.domain.chronology import EventKind
from roundtable.domain.disagreement import Pairing
from roundtable.domain.ids import AgencyId, EventId
from roundtable.ui.widgets.found_words import spots
from tests.ui.meeting_stage import Stage

FLAT = "Called to the flat: mother with a cut lip, children asleep in the bedroom."


def chosen(screen: Any) -> int:
    return screen.table.currentIndex().row()


def rows(stage: Stage) -> Any:
    return chronology_view(stage.vault, stage.cases[1]).events


def add(stage: Stage, on: date, agency: str, text: str, kind: EventKind = EventKind.CONTACT) -> EventId:
    made = add_event(stage.vault, stage.cases[1], on=on, agency_id=AgencyId(agency), kind=kind, text=text)
    return EventId(made.made)


# --- finding


def test_f3_goes_from_place_to_place_and_says_which(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    QTest.keyClick(stage.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(screen.find_box, "asthma")
    count = len(screen.table.events.rows)
    assert count >= 3 and screen.list.place.text() == f"Place 1 of {count}"
    QTest.keyClick(stage.window, Qt.Key.Key_F3)
    assert chosen(screen) == 1 and screen.list.place.text() == f"Place 2 of {count}"
    QTest.keyClick(stage.window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(stage.window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(screen) == count - 1, "round the end"
    QTest.keyClick(screen.find_box, Qt.Key.Key_Return)
    assert chosen(screen) == 0


def test_after_esc_the_places_are_gone_through_among_all_events(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.find_box.setFocus()
    QTest.keyClicks(screen.find_box, "asthma")
    places, first = len(screen.table.events.rows), screen.table.chosen_event()
    QTest.keyClick(screen.find_box, Qt.Key.Key_Escape)
    every = screen.table.events.rows
    assert len(every) == len(rows(stage)) > places
    assert screen.table.chosen_event() == first, "what was found stays chosen, now among its neighbours"
    met = set()
    for _ in range(places):
        QTest.keyClick(stage.window, Qt.Key.Key_F3)
        assert "asthma" in screen.table.chosen_event().text.casefold()
        met.add(screen.table.chosen_event().id)
    assert len(met) == places
    top = screen.table.rowViewportPosition(chosen(screen))
    assert 0 <= top < screen.table.viewport().height()


def test_f3_before_anything_was_looked_for_asks_what(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.table.setFocus()
    QTest.keyClick(stage.window, Qt.Key.Key_F3)
    assert screen.find_box.hasFocus()
    QTest.keyClicks(screen.find_box, "zebra")
    assert screen.list.count.text().startswith("0 of") and screen.list.place.text() == "0 places"
    QTest.keyClick(stage.window, Qt.Key.Key_F3)
    assert "zebra" in stage.window.toasts.text()


def test_the_words_are_marked_where_they_stand(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.table.setFocus()
    stage.settle()
    mark = stage.theme.colour("focus").rgb()

    def marked() -> int:
        image = screen.table.viewport().grab().toImage()
        return sum(
            image.pixel(x, y) == mark for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
        )

    assert marked() == 0
    screen.find_box.setText("asthma")
    stage.settle()
    assert marked() > 30


def test_marks_stand_at_every_word_and_never_askew() -> None:
    assert spots("Seen at home. SEEN again.", ("seen", "again")) == ((0, 4), (14, 4), (19, 5))
    assert spots("İstanbul seen", ("seen",)) == ()
    assert spots("anything", ()) == ()


def test_f3_on_the_timeline_points_at_the_event_and_brings_it_into_sight(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.find_box.setText("asthma")
    screen.find_box.clear()
    screen.tabs.show_section("lanes")
    stage.settle()
    for _ in range(5):
        screen.lanes.stretch(1)
    for _ in range(3):
        QTest.keyClick(stage.window, Qt.Key.Key_F3)
        stage.settle()
        mark = screen.lanes.lanes.place_of(screen.table.chosen_event().id)
        left = mark.x * screen.lanes.lanes.scale() - screen.lanes.scroller.horizontalScrollBar().value()
        assert 0 <= left <= screen.lanes.scroller.viewport().width()


# --- period and date


def test_a_year_is_chosen_and_another_period_is_typed(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    box = screen.filter.by_period
    years = sorted({row.on.year for row in rows(stage)}, reverse=True)
    assert [k for k, _w in box.choices()] == ["", *map(str, years), "other"]
    box.set_value("2025")
    box.changed.emit("2025")
    assert {row.on.year for row in screen.table.events.rows} == {2025}
    stage.prompts.answers = ["last week", "11 2024 to 1 2025"]
    box.set_value("other")
    box.changed.emit("other")
    assert "Write the period like" in stage.prompts.said[-2] + stage.prompts.said[-1]
    shown = [row.on for row in screen.table.events.rows]
    assert shown and all(date(2024, 11, 1) <= on <= date(2025, 1, 31) for on in shown)
    assert box.currentText() == "1 Nov 2024 to 31 Jan 2025"
    stage.prompts.answers = [None]
    box.set_value("other")
    box.changed.emit("other")
    assert box.currentText() == "1 Nov 2024 to 31 Jan 2025", "going back changes nothing"


def test_ctrl_g_goes_to_the_first_event_on_or_after_a_date(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    stage.prompts.answers = ["soon", "2 2025"]
    QTest.keyClick(stage.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    first = next(row for row in rows(stage) if row.on >= date(2025, 2, 1))
    assert screen.table.chosen_event().id == first.id
    stage.prompts.answers = ["2050"]
    screen.list.to_date.click()
    assert chosen(screen) == len(rows(stage)) - 1, "after the last one: the last one"


def test_the_filter_on_agency_kind_and_period_holds_on_the_timeline_too(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.tabs.show_section("lanes")
    screen.filter.by_agency.set_value("school")
    screen.filter.by_period.set_value("2025")
    screen.filter.changed.emit()
    stage.settle()
    wanted = {r.id for r in rows(stage) if r.agency_id == "school" and r.on.year == 2025}
    assert {m.key for m in screen.lanes.drawn().marks} == wanted
    screen.filter.show_all()
    assert len(screen.lanes.drawn().marks) == len(rows(stage))


def test_ctrl_and_the_wheel_stretch_the_time_under_the_pointer(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.tabs.show_section("lanes")
    stage.settle()
    view, spot = screen.lanes, QPointF(500, 60)
    bar, before = view.scroller.horizontalScrollBar(), view.lanes.width()
    day = view.drawn().axis.day_at((bar.value() + spot.x()) / view.lanes.scale())
    for _ in range(3):
        event = QWheelEvent(
            spot,
            view.scroller.viewport().mapToGlobal(spot),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.scroller.viewport(), event)
    stage.settle()
    assert view.lanes.width() > 2 * before
    now = view.drawn().axis.day_at((bar.value() + spot.x()) / view.lanes.scale())
    assert abs(now - day) <= timedelta(days=3)


def test_an_event_of_1850_leaves_the_timeline_to_the_others(stage: Stage) -> None:
    add(stage, date(1850, 12, 24), "gp", "A slip of the hand")
    screen = stage.open("chronology", 1)
    screen.tabs.show_section("lanes")
    stage.settle()
    xs = sorted(m.x for m in screen.lanes.drawn().marks)
    assert xs[-1] - xs[1] > 0.8 * (xs[-1] - xs[0])


# --- two agencies on one event


def test_a_likely_pair_is_marked_and_filtered_and_said(stage: Stage) -> None:
    police = add(stage, date(2025, 3, 4), "police", FLAT, EventKind.INCIDENT)
    add(stage, date(2025, 3, 6), "gp", f"Seen. {FLAT}")
    screen = stage.open("chronology", 1)
    screen.filter.by_kind.set_value("disputed")
    screen.filter.changed.emit()
    shown = screen.table.events.rows
    assert [r.agency_id for r in shown] == ["police", "gp"]
    assert shown[0].others[0].words == "May disagree with GP practice: 6 Mar 2025, a contact"
    spoken = screen.table.events.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "May disagree with GP practice" in spoken
    plain = replace(shown[0], others=())
    assert screen.table._delegate.height(shown[0]) > screen.table._delegate.height(plain)
    screen.tabs.show_section("lanes")
    stage.settle()
    assert "Agencies disagree on 2 events." in screen.lanes.drawn().lanes.words
    assert shown[0].id == police


def test_the_room_says_that_they_are_two_events_or_one(stage: Stage) -> None:
    police = add(stage, date(2025, 3, 4), "police", FLAT, EventKind.INCIDENT)
    gp = add(stage, date(2025, 3, 6), "gp", f"Seen. {FLAT}")
    screen = stage.open("chronology", 1)
    assert screen.table.choose(police)
    screen.table.setFocus()
    stage.prompts.answers = [f"same:{gp}"]
    QTest.keyClick(screen.table, Qt.Key.Key_S)
    said = [r for r in rows(stage) if r.others]
    assert all(r.others[0].words.startswith("Disagrees with") for r in said) and len(said) == 2
    stage.prompts.answers = [f"apart:{gp}"]
    screen.list.same.click()
    assert not any(r.others for r in rows(stage))
    with stage.vault.reading() as tx:
        assert tx.cases.get(stage.cases[1]).pairings == (Pairing(police, gp, is_same=False),)
    words = {e.event for e in stage.vault.trail()} if hasattr(stage.vault, "trail") else set()
    assert not words or {"event.joined", "event.parted"} <= words


def test_lines_that_look_different_are_joined_by_hand(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    one = rows(stage)[4]
    other = next(r for r in rows(stage)[5:] if r.agency_id != one.agency_id)
    screen.table.choose(one.id)
    stage.prompts.answers = [other.id]
    screen.list.same.click()
    found = next(r for r in rows(stage) if r.id == one.id)
    assert [o.id for o in found.others] == [other.id] and found.others[0].is_said
    stage.prompts.answers = [None]
    screen.list.same.click()
    assert next(r for r in rows(stage) if r.id == one.id) == found


def test_a_removed_line_takes_its_disagreement_along_and_brings_it_back(stage: Stage) -> None:
    police = add(stage, date(2025, 3, 4), "police", FLAT, EventKind.INCIDENT)
    add(stage, date(2025, 3, 6), "gp", f"Seen. {FLAT}")
    screen = stage.open("chronology", 1)
    screen.remove(police)
    assert not any(r.others for r in rows(stage))
    assert stage.window.toasts.undo()
    assert sum(bool(r.others) for r in rows(stage)) == 2


# --- a lesson


def test_two_keys_make_a_lesson_of_the_chosen_event(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.table.selectRow(6)
    screen.table.setFocus()
    event = screen.table.chosen_event()
    shift_ctrl = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(stage.window, Qt.Key.Key_L, shift_ctrl)
    capture = screen.lesson.capture
    assert capture.form.text.hasFocus()
    QTest.keyClicks(capture.form.text, "Ask who opens the letters")
    QTest.keyClick(capture.form.text, Qt.Key.Key_Return)
    assert stage.window.toasts.text() == "Lesson added"
    (row,) = lessons_view(stage.vault, screen.hub.audit.id, stage.cases[1]).rows
    assert row.lesson.text == "Ask who opens the letters"
    assert [e.ref for e in row.lesson.evidence] == [event.id]


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_no_button_of_the_list_is_cut(open_stage: Callable[..., Stage], zoom: float) -> None:
    stage = open_stage(zoom=zoom)
    screen = stage.open("chronology", 1)
    part = screen.list
    for button in (part.turn, part.same, part.edit, part.remove, screen.lesson.button, part.to_date):
        assert button.width() >= button.sizeHint().width(), button.accessibleName()
    assert screen.add_button.width() >= screen.add_button.sizeHint().width()
    assert screen.page.horizontalScrollBar().maximum() == 0
