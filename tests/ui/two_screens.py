"""Run by test_kit_frame on two screens that are not there: prints what held, in order."""

from __future__ import annotations

import time

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.ui.room_view.controller import RoomController, RoomOutcome
from roundtable.ui.room_view.sight import Mode, break_card
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import PAUSED
from roundtable.ui.theme import Theme, load_fonts
from tests.ui.gallery import stage

PRIVATE = "Ask school who took the record in May."


def looks_like(small: QImage, large: QImage) -> bool:
    """Whether both are about as dark in each part: text is blurred by scaling."""
    parts = QSize(16, 9)
    smooth = Qt.TransformationMode.SmoothTransformation
    first, second = (i.scaled(parts, Qt.AspectRatioMode.IgnoreAspectRatio, smooth) for i in (small, large))
    spots = [(x, y) for x in range(16) for y in range(9)]
    return all(abs(first.pixelColor(*s).lightness() - second.pixelColor(*s).lightness()) < 24 for s in spots)


def main() -> None:
    """Each print is reached only when everything before it held."""
    app = QApplication([])
    load_fonts(assets.path("fonts"))
    theme = Theme("light")
    theme.apply()
    window, navigator, _context = stage(theme)
    window.setGeometry(0, 0, 1366, 700)
    window.show()
    navigator.go("question")
    app.processEvents()
    room = RoomController(theme, window)
    room.show(RoomState("Question 4", "Was the child seen alone?", ("School: Good",)))
    assert room.toggle() is RoomOutcome.ON and room.is_on
    app.processEvents()
    view = room.window
    assert view is not None and view.screen().name() == "Projector", view.screen().name()
    assert view.geometry().x() == 1366 and view.width() == 1920
    assert app.activeWindow() is window, "the keyboard stays with the facilitator"
    view.activateWindow()
    for _ in range(3):
        app.processEvents()
    assert app.activeWindow() is window, "a window manager gave it to the projector: it comes back"
    assert "Was the child seen alone?" in view.texts() and PRIVATE not in view.texts()
    print("on")  # noqa: T201
    room.set_blank(True)
    assert view.texts() == (PAUSED,)
    room.set_blank(False)
    assert "School: Good" in view.texts()
    print("blank")  # noqa: T201
    room.cover(True)
    room.show(RoomState("Question 5", "Next"))
    assert view.texts() == (PAUSED,), "a new page does not lift the curtain"
    room.cover(False)
    assert "Next" in view.texts()
    print("covered")  # noqa: T201
    panel = window.room_panel
    panel.follow(room)
    assert panel.sight.mode is Mode.FOLLOWS and panel.isVisible()
    assert room.toggle_hold()
    room.show(RoomState("Question 6", "Not for the room yet"))
    app.processEvents()
    assert "Next" in view.texts() and "Not for the room yet" not in view.texts()
    assert panel.sight.mode is Mode.HELD
    room.set_break(break_card("11:10"))
    assert "We go on at 11:10" in view.texts() and "Next" not in view.texts()
    room.set_break(None)
    assert "Next" in view.texts(), "after the break the held page is there again"
    assert not room.toggle_hold()
    assert "Not for the room yet" in view.texts()
    room.toggle_hold()
    room.show(RoomState(blank=True))
    assert "Not for the room yet" in view.texts(), "held until it is let go"
    room.keep_held_back(True)
    assert view.texts() == (PAUSED,) and panel.sight.mode is Mode.WAITS
    room.keep_held_back(False)
    assert "Not for the room yet" in view.texts()
    room.hold(None)
    assert view.texts() == (PAUSED,)
    room.show(RoomState("Question 5", "Next"))
    app.processEvents()
    small, large = panel.picture.pixmap().toImage(), view.grab().toImage()
    assert small.width() == 238 and small.height() == 134
    assert looks_like(small, large), "the picture is the room's own page"
    print("held")  # noqa: T201
    assert room.swap()
    app.processEvents()
    assert view.screen().name() == "Laptop" and window.screen().name() == "Projector"
    room.swap()
    app.processEvents()
    assert view.screen().name() == "Projector" and window.screen().name() == "Laptop"
    print("swapped")  # noqa: T201
    window.showMinimized()
    app.processEvents()
    assert room.is_on and "Next" in view.texts(), "the room goes on while the window is put aside"
    window.showNormal()
    window.activateWindow()
    app.processEvents()
    assert app.activeWindow() is window and window.screen().name() == "Laptop"
    print("minimised")  # noqa: T201
    said: list[tuple[str, bool]] = []
    room.changed.connect(lambda text, on: said.append((text, on)))
    before = window.size()
    window.move(1500, 40)
    app.processEvents()
    assert window.screen().name() == "Projector" and not room.is_on
    assert said == [(RoomOutcome.TOGETHER.value, False)] and view.texts() == (PAUSED,)
    assert window.size() == before and window.screen().devicePixelRatio() == 2.0
    window.move(20, 20)
    app.processEvents()
    assert window.size() == before and window.screen().devicePixelRatio() == 1.0
    assert room.toggle() is RoomOutcome.ON and view.screen().name() == "Projector"
    print("together")  # noqa: T201
    assert room.toggle() is RoomOutcome.OFF and not room.is_on
    window.setGeometry(0, 0, 1366, 700)
    free = room._free_screens
    room._free_screens = lambda: []  # type: ignore[method-assign]
    room.is_mirrored = lambda: True  # type: ignore[method-assign]
    mirrored: list[bool] = []
    room.mirrored.connect(mirrored.append)
    outcome = room.toggle()
    assert outcome is RoomOutcome.MIRRORED and mirrored == [True] and not room.is_on, (outcome, mirrored)
    room._free_screens = free  # type: ignore[method-assign]
    del room.is_mirrored
    print("mirrored")  # noqa: T201
    room.toggle()
    assert room.is_on
    room.is_mirrored = lambda: True  # type: ignore[method-assign]
    room._free_screens = lambda: []  # type: ignore[method-assign]
    app.screens()[1].geometryChanged.emit(app.screens()[0].geometry())
    assert not view.isVisible() and mirrored[-1], "displays that come to show the same are told at once"
    room._free_screens = free  # type: ignore[method-assign]
    del room.is_mirrored
    print("arranged")  # noqa: T201
    room.toggle()
    told: list[tuple[str, bool]] = []
    room.changed.connect(lambda text, on: told.append((text, on)))
    started = time.perf_counter()
    app.screenRemoved.emit(view.screen())
    assert time.perf_counter() - started < 0.1
    assert not view.isVisible() and view.texts() == (PAUSED,)
    assert told == [(RoomOutcome.UNPLUGGED.value, False)]
    print("unplugged")  # noqa: T201
    for wanted in ("Wall", "Laptop", "Projector", "gone"):
        chosen = RoomController(theme, window, lambda name=wanted: name)  # type: ignore[misc]
        assert chosen.toggle() is RoomOutcome.ON and chosen.window is not None
        there = chosen.window.screen().name()
        assert there == ("Wall" if wanted == "Wall" else "Projector"), (wanted, there)
        chosen.end()
    print("chosen")  # noqa: T201


if __name__ == "__main__":
    main()
