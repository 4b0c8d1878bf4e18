"""The signature pad: mouse, finger, pen; vectors without time or pressure; quick enough to feel like ink."""

from __future__ import annotations

import math
import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.domain.signoff import MIN_POINTS, Method, Signature
from roundtable.ui.widgets import SignaturePad
from tests.ui.accessibility import spoken


@pytest.fixture
def pad(qtbot, theme):
    pad = SignaturePad(theme, "Signature of the attendee")
    pad.resize(600, 200)
    qtbot.addWidget(pad)
    pad.show()
    qtbot.waitExposed(pad)
    return pad


def wave(count, left=60, right=540):
    return [
        QPoint(round(left + (right - left) * i / count), round(100 + 50 * math.sin(i / 5) * math.cos(i / 23)))
        for i in range(count)
    ]


def draw(pad, points):
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def tablet(pad, kind, at, pressure, device):
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else Qt.MouseButton.LeftButton
    where = QPointF(at)
    event = QTabletEvent(
        kind, device, where, pad.mapToGlobal(where), pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, held, Qt.MouseButton.LeftButton,
    )  # fmt: skip
    QApplication.sendEvent(pad, event)
    return event


def ink(pad):
    """Number of pixels that are as dark as ink, away from frame and baseline."""
    image = pad.grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 60 for x in range(50, 550, 2) for y in range(20, 146, 2)
    )  # fmt: skip


def test_the_mouse_signs(pad, qtbot):
    assert not pad.is_signed() and ink(pad) == 0
    with qtbot.waitSignal(pad.changed):
        draw(pad, wave(150))
    assert pad.is_signed() and len(pad.strokes()) == 1 and ink(pad) > 100
    Signature(Method.DRAWN, pad.strokes()).check()


def test_points_are_places_and_widths_in_units_of_the_pad(pad):
    draw(pad, wave(100))
    for stroke in pad.strokes():
        for point in stroke:
            assert len(point) == 3
            x, y, width = point
            assert 0 <= x <= 1 and 0 <= y <= 1 and 0 < width < 0.02
    first = pad.strokes()[0][0]
    assert first[:2] == pytest.approx((60 / 600, 100 / 200), abs=0.01)


def test_a_stroke_that_leaves_the_area_ends_at_its_edge(pad):
    draw(pad, [QPoint(20 * i - 60, 100 + 30 * i) for i in range(1, 12)])
    points = [point for stroke in pad.strokes() for point in stroke]
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y, _ in points)
    assert points[-1][1] == 1.0


def test_right_button_and_hovering_draw_nothing(pad):
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(50, 50))
    for point in wave(20):
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.RightButton, pos=QPoint(50, 50))
    assert pad.strokes() == () and ink(pad) == 0


def test_under_eight_points_is_no_signature(pad):
    draw(pad, wave(MIN_POINTS - 1, 60, 400))
    assert sum(map(len, pad.strokes())) < MIN_POINTS and not pad.is_signed()


def test_undo_takes_the_last_stroke_and_clear_all(pad, qtbot):
    draw(pad, wave(60, 60, 250))
    before = ink(pad)
    draw(pad, wave(60, 300, 500))
    assert len(pad.strokes()) == 2
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.strokes()) == 1 and ink(pad) == before
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes() == () and ink(pad) == 0
    assert pad.undo() is False


def test_a_pen_is_one_stroke_and_its_pressure_is_width(pad):
    device = QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure | QInputDevice.Capability.Position, 1, 3,
    )  # fmt: skip
    points = wave(120)
    tablet(pad, QEvent.Type.TabletPress, points[0], 0.1, device)
    for number, point in enumerate(points):
        tablet(pad, QEvent.Type.TabletMove, point, 0.1 + 0.8 * number / 120, device)
    last = tablet(pad, QEvent.Type.TabletRelease, points[-1], 0.0, device)
    (stroke,) = pad.strokes()
    assert last.isAccepted(), "else Qt sends the same points as a mouse"
    assert stroke[-1][2] > 1.5 * stroke[0][2]


def test_the_first_finger_draws_and_the_palm_does_not(pad):
    device = QTest.createTouchDevice()
    points = wave(60)
    QTest.touchEvent(pad, device).press(0, points[0], pad).commit()
    for point in points[1:30]:
        QTest.touchEvent(pad, device).move(0, point, pad).commit()
    QTest.touchEvent(pad, device).stationary(0).press(1, QPoint(500, 190), pad).commit()
    for point in points[30:]:
        QTest.touchEvent(pad, device).move(0, point, pad).move(1, QPoint(505, 191), pad).commit()
    QTest.touchEvent(pad, device).release(0, points[-1], pad).release(1, QPoint(505, 191), pad).commit()
    (stroke,) = pad.strokes()
    assert len(stroke) > 40
    assert all(y < 0.9 for _, y, _ in stroke), "no point of the palm"


def test_strokes_come_back_as_they_were(pad, theme, qtbot):
    draw(pad, wave(100))
    kept = pad.strokes()
    other = SignaturePad(theme, "Signature")
    qtbot.addWidget(other)
    other.resize(900, 300)
    other.set_strokes(kept)
    again = other.strokes()
    assert [len(s) for s in again] == [len(s) for s in kept]
    for mine, theirs in zip(again[0], kept[0], strict=True):
        assert mine == pytest.approx(theirs, abs=2e-4)


def test_the_area_keeps_its_proportions_when_the_window_changes(pad):
    draw(pad, wave(100))
    kept = pad.strokes()
    for size in ((900, 200), (300, 400), (600, 200)):
        pad.resize(*size)
        for mine, theirs in zip(pad.strokes()[0], kept[0], strict=True):
            assert mine == pytest.approx(theirs, abs=2e-3)


def test_a_pad_that_is_resized_while_it_is_hidden_keeps_what_was_drawn(pad, qtbot):
    draw(pad, wave(100))
    kept, before = pad.strokes(), ink(pad)
    pad.hide()
    for width, height in ((100, 30), (200, 400), (600, 60)):
        pad.resize(width, height)
        assert pad.strokes() == kept, "what would be stored now"
    pad.resize(600, 200)
    pad.show()
    qtbot.waitExposed(pad)
    assert pad.strokes() == kept and abs(ink(pad) - before) <= before // 50


def test_a_window_that_is_resized_under_the_pen_ends_the_stroke_where_it_was(pad):
    points = wave(60)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    pad.resize(300, 100)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    (stroke,) = pad.strokes()
    assert stroke[0][:2] == pytest.approx((60 / 600, 100 / 200), abs=0.01)
    assert stroke[-1][0] == pytest.approx(points[-1].x() / 600, abs=0.01)


def test_a_pen_that_came_up_where_nobody_heard_it_does_not_join_two_strokes(pad):
    first, second = wave(30, 60, 200), wave(30, 300, 500)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=first[0])
    for point in first[1:]:
        QTest.mouseMove(pad, point)
    assert pad.strokes() == () and len(pad.strokes_so_far()[0]) == 30
    draw(pad, second)  # the release was lost: the laptop slept, the curtain was drawn
    assert [len(stroke) for stroke in pad.strokes()] == [30, 30]
    assert pad.strokes()[1][0][0] == pytest.approx(0.5, abs=0.01)


def test_a_pad_that_is_covered_in_the_middle_of_a_stroke_keeps_it(pad, qtbot):
    points = wave(40)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    with qtbot.waitSignal(pad.changed):
        pad.hide()
    assert [len(stroke) for stroke in pad.strokes()] == [40] == [len(s) for s in pad.strokes_so_far()]
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
    assert len(pad.strokes()) == 1


def test_ink_never_runs_over_the_frame(pad):
    frame = pad.grab().toImage()
    for at in (0, 199):
        draw(pad, [QPoint(40 + 10 * i, at) for i in range(50)])
    draw(pad, [QPoint(0, 20 + 3 * i) for i in range(50)])
    after = pad.grab().toImage()
    assert pad.is_signed()
    for x in range(600):
        for y in (0, 1, 198, 199):
            assert after.pixelColor(x, y) == frame.pixelColor(x, y), (x, y)
    for y in range(200):
        assert after.pixelColor(0, y) == frame.pixelColor(0, y)


def test_ink_follows_the_hand_within_a_frame(pad):
    frames = []

    def send(kind, at, button):
        where = QPointF(at)
        event = QMouseEvent(
            kind,
            where,
            pad.mapToGlobal(where),
            button,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(pad, event)

    for line in range(4):
        points = wave(400, 50 + 10 * line, 520)
        send(QEvent.Type.MouseButtonPress, points[0], Qt.MouseButton.LeftButton)
        for point in points[1:]:
            began = time.perf_counter()
            send(QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton)
            pad.repaint()
            frames.append((time.perf_counter() - began) * 1000)
        send(QEvent.Type.MouseButtonRelease, points[-1], Qt.MouseButton.LeftButton)
    frames.sort()
    assert frames[int(0.95 * len(frames))] < 16, "95 % of input within one frame of a 60 Hz screen"


def test_assistive_tools_hear_what_it_is_and_of_the_other_ways(pad):
    told = spoken(pad)
    assert told.name == "Signature of the attendee"
    assert "type your name" in told.description and "paper" in told.description
