"""The kit as screen readers, keyboards, small screens and large type meet it."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QSlider, QVBoxLayout, QWidget

from roundtable import assets, design
from roundtable.domain.walkthrough import StepStatus
from roundtable.ui.theme import Theme, load_fonts
from roundtable.ui.widgets import Text
from tests.ui.accessibility import Watchdog, audit, clipped, spoken, tab_ring
from tests.ui.gallery import RAIL, stage

PAGES = ("question", "form", "list", "sign")


@pytest.fixture
def gallery(qtbot, theme):
    window, navigator, context = stage(theme)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    return window, navigator, context


def test_every_pair_of_colours_is_readable_in_every_theme():
    assert design.check_contrast() == []


def test_a_pair_that_cannot_be_told_apart_is_found(monkeypatch):
    from dataclasses import replace

    weak = replace(design.THEMES["light"], ink2="#B0B0B0")
    monkeypatch.setitem(design.THEMES, "light", weak)
    found = design.check_contrast()
    assert ("light", "ink2", "surface") in {(f.theme, f.foreground, f.background) for f in found}


def test_contrast_is_the_ratio_of_wcag():
    assert design.contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert design.contrast_ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_and_a_large_target(gallery, page):
    window, navigator, _ = gallery
    navigator.go(page)
    QApplication.processEvents()
    assert audit(window) == []


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_round_without_a_trap(gallery, page):
    window, navigator, _ = gallery
    navigator.go(page)
    QApplication.processEvents()
    stops = tab_ring(window)
    assert len(stops) >= 4
    assert all(stops)


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720)])
@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("page", PAGES)
def test_no_word_is_cut_and_nothing_scrolls_sideways(gallery, theme, page, zoom, size):
    window, navigator, _ = gallery
    window.resize(*size)
    theme.set_zoom(zoom)
    navigator.go(page)
    for _ in range(3):
        QApplication.processEvents()
    assert clipped(window) == []


def test_the_audit_finds_what_is_wrong(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    small = QSlider()
    small.setFixedSize(20, 20)
    trap = QPlainTextEdit()
    column.addWidget(small)
    column.addWidget(trap)
    label = Text("A label that is far too long for the little room it has been given here", wrap=False)
    label.setFixedWidth(60)
    column.addWidget(label)
    window.show()
    qtbot.waitExposed(window)
    problems = audit(window)
    assert any("target 20 x 20" in problem for problem in problems)
    assert any("no name" in problem for problem in problems)
    assert any("cut" in problem for problem in clipped(window))
    with pytest.raises(AssertionError, match="trap"):
        tab_ring(window)


def test_the_watchdog_sees_a_window_that_does_not_answer(qtbot):
    with Watchdog(limit_ms=50) as dog:
        qtbot.waitUntil(lambda: True)
        time.sleep(0.12)  # on purpose: the window does not answer
        QApplication.processEvents()
    assert dog.gaps and dog.gaps[0] >= 100


def test_a_step_tells_its_status_in_words(gallery):
    window, navigator, _ = gallery
    navigator.go("question")
    for step in (step for group in RAIL for step in group.steps):
        told = spoken(window.rail.button(step.key))
        assert told.role == "Button"
        assert told.name == f"{step.title}, {step.status.value}"
    assert "You are here" in spoken(window.rail.button("questions")).description
    assert {s.status for g in RAIL for s in g.steps} == set(StepStatus)


def test_a_blocked_step_can_be_chosen_to_be_told_why(gallery, qtbot):
    window, navigator, _ = gallery
    navigator.go("question")
    with qtbot.waitSignal(window.step_chosen) as chosen:
        qtbot.mouseClick(window.rail.button("grade"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["grade"]


def test_tiles_are_radio_buttons_and_the_arrow_keys_choose(gallery, qtbot):
    window, navigator, _ = gallery
    navigator.go("question")
    tiles = window.screen_shown.tiles
    heard = []
    tiles.changed.connect(heard.append)
    assert spoken(tiles.tiles[2]).role == "RadioButton"
    assert spoken(tiles.tiles[2]).checked
    assert spoken(tiles.tiles[0]).description == "Sustained, clear difference for the child"
    tiles.focus_first()
    assert QApplication.focusWidget() is tiles.tiles[2], "Tab enters at the chosen tile"
    for key, value in (
        (Qt.Key.Key_Right, "inadequate"),
        (Qt.Key.Key_Down, "outstanding"),
        (Qt.Key.Key_Left, "inadequate"),
        (Qt.Key.Key_Home, "outstanding"),
        (Qt.Key.Key_End, "inadequate"),
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert tiles.value() == value
    assert heard == ["inadequate", "outstanding", "inadequate", "outstanding", "inadequate"]
    tiles.set_value("")
    assert tiles.value() == "" and len(heard) == 5
    tab_stops = [t for t in tiles.tiles if t.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tab_stops == [tiles.tiles[0]]


def test_the_ring_is_for_the_keyboard(gallery, qtbot, theme):
    window, navigator, _ = gallery
    navigator.go("form")
    add = next(b for b in window.findChildren(QPushButton) if b.text() == "Add action")
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert not add.property("ring")
    size = add.size()
    qtbot.keyClick(add, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not add and focused.property("ring")
    qtbot.keyClick(focused, Qt.Key.Key_Backtab)
    QApplication.processEvents()
    assert add.property("ring")
    assert add.size() == size, "the ring grows inwards"


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_words_and_icon_of_a_focused_button_can_be_seen(gallery, qtbot, theme, name):
    window, navigator, _ = gallery
    theme.set_choice(name)
    navigator.go("question")
    button = window.screen_shown.footer.primary
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    image = button.grab().toImage()
    ground = design.THEMES[name].focus
    middle = image.height() // 2
    # From the right edge inwards: ring, ground, then the arrow.
    colours = {
        image.pixelColor(x, middle).name().upper() for x in range(image.width() - 50, image.width() - 8)
    }
    assert ground in colours
    assert max(design.contrast_ratio(ground, colour) for colour in colours) >= 4.5


def test_f6_moves_between_rail_page_side_footer_and_header(gallery, qtbot):
    window, navigator, _ = gallery
    navigator.go("form")
    navigator.go("question")
    window.rail.button("sign").setFocus()
    regions = []
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        regions.append(
            next(
                name
                for name, part in (
                    ("rail", window.rail),
                    ("side", window.screen_shown.page.side()),
                    ("footer", window.screen_shown.footer),
                    ("header", window.header),
                    ("main", window.screen_shown.page.main()),
                )
                if part.isAncestorOf(focused)
            )
        )
    assert regions == ["main", "side", "footer", "header", "rail"]


def test_zoom_and_theme_switch_live(gallery, qtbot, theme):
    window, navigator, _ = gallery
    navigator.go("question")
    header, button = window.header.height(), window.screen_shown.footer.primary
    qtbot.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert theme.zoom == 1.1
    for _ in range(9):
        qtbot.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert theme.zoom == 2.0
    QApplication.processEvents()
    assert window.header.height() == 2 * header
    assert button.sizeHint().height() >= 2 * 48
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.zoom == 1.0
    light = window.grab().toImage().pixelColor(window.width() - 40, 72)
    theme.set_choice("dark")
    QApplication.processEvents()
    dark = window.grab().toImage().pixelColor(window.width() - 40, 72)
    assert (
        light.name().upper() == design.THEMES["light"].bg and dark.name().upper() == design.THEMES["dark"].bg
    )


def test_the_system_choice_follows_the_desktop(qapp, qtbot):
    wanted = ["light"]
    theme = Theme("system", desktop=lambda: wanted[0])
    assert theme.name == "light"
    wanted[0] = "contrast"
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert qapp.palette().window().color().name().upper() == design.THEMES["contrast"].bg
    theme.set_choice("dark")
    wanted[0] = "light"
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.name == "dark", "a theme that was chosen stays"


def test_the_typeface_is_ours(qapp):
    assert design.UI_FONT in load_fonts(assets.path("fonts"))


def test_every_shortcut_is_bound_once():
    from roundtable.ui.shortcuts import SHORTCUTS, listing

    keys = [QKeySequence(k).toString() for s in SHORTCUTS for k in s.keys]
    assert len(keys) == len(set(keys)) and "" not in keys
    assert len(listing()) >= len(SHORTCUTS)
