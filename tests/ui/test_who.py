"""Who's who: people and places by label, the map and its words, a peek that is noted and covers itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions.registers import describe_case
from roundtable.domain.case import Proceedings
from roundtable.domain.drawing import Label
from tests.ui.meeting_stage import Stage


def real_name(stage: Stage, case: int, role: str) -> str:
    with stage.vault.reading() as tx:
        return next(p.name for p in tx.cases.get(stage.cases[case]).register.people if p.role == role)


def test_people_stand_by_label_with_age_and_household(stage: Stage) -> None:
    screen = stage.open("who", 1)
    rows = screen.people.rows_model.rows
    child = rows[0]
    assert child.name == screen.case_name
    assert child.in_household
    assert [r.name for r in rows if r.role == "Mother"] == [f"Mother of {screen.case_name}"]
    assert screen.page.title() == f"Who’s who around {screen.case_name}"


def test_the_map_has_its_text_in_reach(stage: Stage) -> None:
    screen = stage.open("who", 1)
    assert screen.family.map.words().startswith(f"Family map of {screen.case_name}")
    assert not screen.family.words.isVisible()
    screen.family.words_button.click()
    assert screen.family.words.isVisible()
    assert screen.family.words.text() == screen.family.map.words()
    assert screen.family.map.accessibleDescription() == screen.family.map.words()


def test_a_peek_shows_one_name_for_two_seconds_and_is_noted(stage: Stage) -> None:
    screen = stage.open("who", 1)
    rows = screen.people.rows_model.rows
    screen.people.selectRow(next(n for n, r in enumerate(rows) if r.role == "Mother"))
    screen.people.setFocus()
    QTest.keyClick(screen.people, Qt.Key.Key_Return)
    assert screen.peeked.text() == real_name(stage, 1, "Mother")
    assert screen._hide_name.isActive()
    assert screen._hide_name.interval() == 2_000
    screen._hide_name.timeout.emit()
    assert screen.peeked.text() == ""
    with stage.vault.reading() as tx:
        assert tx.trail(last=1)[0].event == "name.peeked"
    assert real_name(stage, 1, "Mother") not in stage.room.texts()


def test_a_name_goes_when_the_projector_comes_to_show_this_screen(stage: Stage) -> None:
    screen = stage.open("who", 1)
    screen.people.selectRow(0)
    screen.peek_name()
    assert screen.peeked.text()
    stage.room.mirrored = True
    screen.hide_private(True)
    assert screen.peeked.text() == "" and not screen.peeked.isVisible()
    stage.room.mirrored = False
    stage.tasks.held = True
    screen.peek_name()
    stage.room.mirrored = True
    stage.tasks.release()
    stage.tasks.held = False
    assert screen.peeked.text() == "", "nor does one come that was asked for before"


def test_peek_notes_and_skip_are_within_reach(stage: Stage) -> None:
    screen = stage.open("who", 1)
    stage.settle()
    for near in (screen.private, screen.skip_button):
        assert near.mapTo(screen, near.rect().bottomLeft()).y() < screen.footer.y()
        assert near.mapTo(screen, near.rect().topLeft()).x() > screen.width() // 2
    screen.page.ensureWidgetVisible(screen.people)
    assert screen.peek_button.mapTo(screen.content, screen.peek_button.rect().topLeft()).y() < (
        screen.people.mapTo(screen.content, screen.people.rect().topLeft()).y()
    )


def test_the_last_of_many_is_peeked_at_in_their_own_row(stage: Stage) -> None:
    screen = stage.open("who", 1)
    stage.settle()
    last = len(screen.people.rows_model.rows) - 1
    screen.page.ensureWidgetVisible(screen.people, 0, 9_000)
    place = screen.people.visualRect(screen.people.rows_model.index(last, 0)).center()
    viewport = screen.people.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    stage.settle()
    assert screen.peeked.isVisible() and screen.peeked.geometry().contains(place)
    seen = screen.peeked.mapTo(screen, screen.peeked.rect().bottomLeft()).y()
    assert 0 < seen < screen.footer.y(), "in sight, without scrolling"
    screen.load()
    assert not screen.peeked.isVisible() and screen.peeked.text() == ""


def test_no_peek_while_the_room_sees_this_screen(stage: Stage) -> None:
    screen = stage.open("who", 1)
    stage.room.mirrored = True
    screen.people.selectRow(0)
    screen.peek_name()
    assert screen.peeked.text() == ""


def test_live_proceedings_are_flagged(stage: Stage) -> None:
    screen = stage.open("who", 1)
    assert not screen.flags.isVisible()
    with stage.vault.reading() as tx:
        case = tx.cases.get(stage.cases[1])
    screen.act(
        lambda: describe_case(
            stage.vault,
            case.id,
            reference=case.reference,
            background=case.background,
            proceedings=(Proceedings.CRIMINAL,),
        )
    )
    assert screen.flags.isVisible()
    assert "criminal proceedings" in screen.flags.message.text()


def test_the_room_sees_labels_ages_and_household(stage: Stage) -> None:
    screen = stage.open("who", 1)
    state = stage.room.last
    labels = [s.text for s in state.drawing.shapes if isinstance(s, Label)]
    people = [row for row in screen.people.rows_model.rows if not row.is_professional]
    assert f"Mother of {screen.case_name} (" in state.drawing.words
    assert "Household" in labels and "In the household:" in state.drawing.words
    assert {row.age for row in people if row.age.isdecimal() and not row.has_died} <= set(labels)
    drawn = " ".join(labels)
    assert all(word in drawn for row in people for word in row.name.split())
    assert "Social Worker" not in drawn + state.drawing.words


def test_agencies_are_listed_with_return_events_and_workers(stage: Stage) -> None:
    screen = stage.open("who", 1)
    rows = {r.name: r for r in screen.agencies.rows_model.rows}
    with stage.vault.reading() as tx:
        case, board = tx.cases.get(stage.cases[1]), tx.boards.all()[0]
    for sent in case.returns:
        row = rows[board.agency_name(sent.agency_id)]
        assert row.answered in ("Received", "Nil return", "Not received")
        assert row.events == sum(e.agency_id == sent.agency_id for e in case.events)
    told = {name for row in rows.values() for name in row.professionals}
    assert told
    assert not told & {p.name for p in case.register.professionals}, "by label"
