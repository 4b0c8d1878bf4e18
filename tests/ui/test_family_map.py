"""The family map by hand: chosen by arrow keys, moved by dragging or keys, kept in the vault, undone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest

from roundtable.actions.registers import draw_family, enter_person
from roundtable.design import UI_FONT
from roundtable.domain.family import Family, Moved, Union, UnionKind
from roundtable.domain.family_captions import breadth
from roundtable.domain.family_layout import STEP
from roundtable.domain.family_map import Standing
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person
from roundtable.export.fonts import BOLD, register, width
from roundtable.ui.screens.who import WhoScreen
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.family_map import NUDGE
from tests.ui.meeting_stage import Stage


def stored(stage: Stage) -> Family:
    with stage.vault.reading() as tx:
        return tx.cases.get(stage.cases[1]).family


@pytest.fixture
def screen(stage: Stage) -> WhoScreen:
    shown: WhoScreen = stage.open("who", 1)
    shown.family.map.setFocus()
    return shown


def standing(screen: WhoScreen, role: str) -> Standing:
    person = next(r for r in screen.people.rows_model.rows if r.role == role)
    return next(s for s in screen.family.map.standing() if s.person.id == person.id)


def press(screen: WhoScreen, key: Qt.Key, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(screen.family.map, key, modifier)


def test_the_child_is_chosen_first_and_arrows_go_on(screen: WhoScreen) -> None:
    family_map = screen.family.map
    child = family_map.chosen()
    assert child is not None and child.person.is_index_child
    press(screen, Qt.Key.Key_Up)
    parent = family_map.chosen()
    assert parent is not None and parent.row == child.row - 1
    press(screen, Qt.Key.Key_Down)
    assert family_map.chosen() is not None
    row = [s for s in family_map.standing() if s.row == child.row]
    for _ in row:
        press(screen, Qt.Key.Key_Left)
    assert family_map.chosen() == row[0]
    for _ in row:
        press(screen, Qt.Key.Key_Right)
    assert family_map.chosen() == row[-1]


def test_shift_and_an_arrow_moves_and_the_vault_keeps_it(stage: Stage, screen: WhoScreen) -> None:
    child = screen.family.map.chosen()
    assert child is not None
    press(screen, Qt.Key.Key_Right, shift=True)
    press(screen, Qt.Key.Key_Right, shift=True)
    assert stored(stage).moved == (Moved(child.person.id, 2 * NUDGE),)
    again = stage.open("who", 1)
    moved = next(s for s in again.family.map.standing() if s.person.id == child.person.id)
    assert moved.by == pytest.approx(2 * NUDGE, abs=1)
    with stage.vault.reading() as tx:
        assert "family.arranged" in [entry.event for entry in tx.trail(last=3)]


def test_dragging_moves_sideways_and_never_to_another_generation(stage: Stage, screen: WhoScreen) -> None:
    family_map, before = screen.family.map, standing(screen, "Mother")
    scale = family_map.view.scale()
    start = QPoint(round(before.spot[0] * scale), round(before.spot[1] * scale))
    end = start + QPoint(round(200 * scale), 90)
    QTest.mousePress(family_map.view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(family_map.view, end)
    QTest.mouseRelease(family_map.view, Qt.MouseButton.LeftButton, pos=end)
    (moved,) = stored(stage).moved
    assert moved.person == before.person.id
    assert moved.by == pytest.approx(200, abs=3)
    assert standing(screen, "Mother").row == before.row


def test_a_click_chooses_and_moves_nobody(stage: Stage, screen: WhoScreen) -> None:
    before = standing(screen, "Mother")
    scale = screen.family.map.view.scale()
    QTest.mouseClick(
        screen.family.map.view,
        Qt.MouseButton.LeftButton,
        pos=QPoint(round(before.spot[0] * scale), round(before.spot[1] * scale)),
    )
    chosen = screen.family.map.chosen()
    assert chosen is not None and chosen.person.id == before.person.id
    assert stored(stage).moved == ()


def test_undo_and_arranging_again(stage: Stage, screen: WhoScreen) -> None:
    panel = screen.family
    assert not panel.undo_button.isVisible()
    assert not panel.again.isVisible()
    panel.right.click()
    first = stored(stage).moved
    panel.right.click()
    second = stored(stage).moved
    assert len(first) == len(second) == 1 and second[0].by > first[0].by
    panel.map.setFocus()
    QTest.keyClick(panel.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(stage).moved == first
    panel.again.click()
    assert stored(stage).moved == ()
    assert all(s.by == 0 for s in panel.map.standing())
    panel.undo_button.click()
    assert stored(stage).moved == first


def test_those_in_the_way_step_aside(screen: WhoScreen) -> None:
    for _ in range(9):
        press(screen, Qt.Key.Key_Right, shift=True)
        by_row: dict[int, list[float]] = {}
        for each in screen.family.map.standing():
            by_row.setdefault(each.row, []).append(each.spot[0])
        for places in by_row.values():
            gaps = [b - a for a, b in pairwise(places)]
            assert all(gap >= STEP - 0.1 for gap in gaps)


def test_whoever_is_not_known_is_chosen_but_not_moved(stage: Stage) -> None:
    people = {"first": "", "child": ""}
    for key in people:
        made = enter_person(stage.vault, stage.cases[1], Person(PersonId(""), f"Somebody {key}", "Relative"))
        people[key] = made.made
    draw_family(
        stage.vault,
        stage.cases[1],
        Family(
            (Union(PersonId(people["first"]), PersonId(""), UnionKind.UNKNOWN, (PersonId(people["child"]),)),)
        ),
    )
    screen = stage.open("who", 1)
    family_map = screen.family.map
    ghost = next(s for s in family_map.standing() if s.person.name == "Not known")
    family_map._choose(ghost.person.id)
    press(screen, Qt.Key.Key_Right, shift=True)
    assert stored(stage).moved == ()


def test_what_contradicts_itself_is_said_and_drawn_all_the_same(stage: Stage, screen: WhoScreen) -> None:
    assert not screen.family.problems.isVisible()
    mother = standing(screen, "Mother").person.id
    with stage.vault.reading() as tx:
        family = tx.cases.get(stage.cases[1]).family
    union = next(u for u in family.unions if mother in (u.first, u.second))
    draw_family(stage.vault, stage.cases[1], Family((*family.unions, union)))
    screen = stage.open("who", 1)
    assert screen.family.problems.isVisible()
    assert "are entered as a couple 2 times" in screen.family.problems.message.text()
    assert any(s.person.id == mother for s in screen.family.map.standing())


@pytest.mark.parametrize(
    "name",
    ["Sibling 2 of Child B", "WWWWMMMM@@%%", "Illicit lilly", "GRANDMOTHER OF CHILD AB", "Zoë-Marie d’Été"],
)
def test_captions_are_no_broader_than_the_room_that_is_kept_for_them(theme: Theme, name: str) -> None:
    """The layout knows no typeface: its estimate must hold in the one that is used, bold too."""
    register()
    font = QFont(UI_FONT)
    font.setPixelSize(13)
    for weight in (QFont.Weight.Normal, QFont.Weight.Bold):
        font.setWeight(weight)
        assert QFontMetricsF(font).horizontalAdvance(name) <= breadth(name) * 1.02
    assert width(name, BOLD, 13) <= breadth(name) * 1.02
