"""What the projector's window does with long pages: everything can be read as long as there is room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from roundtable.actions.ready_made import agencies as ready_made_agencies
from roundtable.actions.ready_made import grade_scale
from roundtable.domain.drawing import Drawing, Label, Rect
from roundtable.domain.grading import OFF_SCALE
from roundtable.ui.room_view.picture import RoomPicture
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import RoomWindow
from roundtable.ui.theme import Theme
from tests.ui.meeting_stage import Stage

EVENT = (
    "3 Mar 2026  ·  Health visiting  ·  The health visitor found nobody in at the third planned visit in a "
    "row, left a card, and told the duty social worker, who decided to wait for the school’s return before "
    "anybody else went to the house."
)
WIDE, LAPTOP, SQUARE = (1920, 1080), (1366, 768), (1024, 768)


def shown(qtbot: object, theme: Theme, state: RoomState, size: tuple[int, int]) -> RoomWindow:
    window = RoomWindow(theme)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    window.resize(*size)
    window.show()
    window.show_state(state)
    for _ in range(4):
        QApplication.processEvents()
    assert (window.width(), window.height()) == size, "the page does not push the window over its screen"
    return window


def lines_in(window: RoomWindow) -> list[QLabel]:
    return [w for w in window.findChildren(QLabel) if "Health visiting" in w.text()]


def all_is_seen(window: RoomWindow) -> None:
    for label in window.findChildren(QLabel):
        part = label.visibleRegion().boundingRect()
        assert part.size() == label.size(), label.text()
        assert label.heightForWidth(label.width()) <= label.height(), label.text()


@pytest.mark.parametrize("size", [WIDE, LAPTOP, SQUARE])
@pytest.mark.parametrize("count", [1, 3, 5])
def test_an_event_is_told_to_its_end_while_there_is_room(
    qtbot: object, theme: Theme, size: tuple[int, int], count: int
) -> None:
    state = RoomState("Chronology", "Turning points", (EVENT,) * count, "Child B", "OFFICIAL-SENSITIVE")
    window = shown(qtbot, theme, state, size)
    labels = lines_in(window)
    assert [label.text() for label in labels] == [EVENT] * count
    assert labels[0].fontInfo().pixelSize() >= 27 * size[0] / 1920 - 1
    all_is_seen(window)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_what_has_no_room_ends_at_a_word_and_every_line_is_there(
    qtbot: object, theme: Theme, scale: float
) -> None:
    theme.set_room_scale(scale)
    state = RoomState("Chronology", "Turning points", (EVENT * 3,) * 7, "Child B", "OFFICIAL-SENSITIVE")
    window = shown(qtbot, theme, state, WIDE)
    labels = lines_in(window)
    assert len(labels) == 7
    for label in labels:
        assert label.text().endswith(" …")
        assert (EVENT * 3).startswith(label.text().removesuffix(" …"))
        assert len(label.text()) > 60 / scale
    all_is_seen(window)


@pytest.mark.parametrize("size", [WIDE, LAPTOP, SQUARE])
def test_every_agency_of_many_is_there_with_its_grade(
    qtbot: object, theme: Theme, size: tuple[int, int]
) -> None:
    lines = (*(f"Agency number {n}: Requires improvement" for n in range(21)), "Agreed: Good")
    question = "Was the child seen alone, and what did those who saw the child do with what they heard?"
    state = RoomState("Question 1", question, lines, "Child B", "OFFICIAL-SENSITIVE", in_columns=True)
    window = shown(qtbot, theme, state, size)
    told = [label.text() for label in window.findChildren(QLabel)]
    assert told.count("Requires improvement") == 21 and "Agreed" in told
    rights = {label.x() for label in window.findChildren(QLabel) if label.text() == "Requires improvement"}
    assert len(rights) <= 2, "the grades stand under each other, in two blocks where they are many"
    all_is_seen(window)


def judged(scale_id: str) -> tuple[str, ...]:
    """What the grade page tells the room: the spread, each agency's grade, the agreed one."""
    grades = [g.label for g in grade_scale(scale_id).grades] + list(OFF_SCALE.values())
    agencies = [agency.name for agency in ready_made_agencies()][:9]
    spread = [f"{grade}: {place} agencies" for place, grade in enumerate(grades)]
    given = [f"{agency}: {grades[place % len(grades)]}" for place, agency in enumerate(agencies)]
    return (*spread, *given, f"Agreed: {grades[-1]}")


@pytest.mark.parametrize("size", [WIDE, LAPTOP, SQUARE])
@pytest.mark.parametrize("scale", ["four_point", "scaling", "brag", "none"])
def test_the_words_of_every_scale_keep_to_their_columns(
    qtbot: object, theme: Theme, size: tuple[int, int], scale: str
) -> None:
    lines = judged(scale)
    state = RoomState("Grade", "What grade for Child B?", lines, "Child B", "OFFICIAL", in_columns=True)
    window = shown(qtbot, theme, state, size)
    words = {word for line in lines for word in line.split(": ", 1)}
    labels = [label for label in window.findChildren(QLabel) if label.text() in words]
    assert len(labels) == 2 * len(lines), "who and what each stand in a column"
    assert len({label.x() for label in labels}) in (2, 4)
    assert {label.fontInfo().pixelSize() >= 27 * size[0] / 1920 - 1 for label in labels} == {True}
    all_is_seen(window)


def test_a_reason_beside_the_grades_goes_over_all_columns_and_ends_at_a_word(
    qtbot: object, theme: Theme
) -> None:
    reason = "The group weighed what the child said most. " * 60
    lines = (*judged("scaling"), reason.strip())
    window = shown(
        qtbot, theme, RoomState("Grade", "What grade?", lines, "Child B", "OFFICIAL", in_columns=True), LAPTOP
    )
    (told,) = [label for label in window.findChildren(QLabel) if label.text().startswith("The group weighed")]
    assert told.text().endswith(" …") and told.width() > LAPTOP[0] / 2
    all_is_seen(window)


@pytest.mark.parametrize("size", [WIDE, LAPTOP, SQUARE])
@pytest.mark.parametrize("lines", [(), (EVENT,) * 4])
def test_a_drawing_has_its_place_beside_its_key_and_the_lines(
    qtbot: object, theme: Theme, size: tuple[int, int], lines: tuple[str, ...]
) -> None:
    shapes = (Label(816, 30, "Mother of Child B", 27, "middle"), Rect(0, 0, 1632, 332))
    drawing = Drawing(1632, 332, shapes, "A drawing in words")
    state = RoomState(
        "Chronology", "Turning points", lines, "Child B", "OFFICIAL", drawing=drawing, key="Circle: contact."
    )
    window = shown(qtbot, theme, state, size)
    (picture,) = window.findChildren(RoomPicture)
    assert picture.visibleRegion().boundingRect().size() == picture.size()
    assert picture.width() / picture.height() == pytest.approx(1632 / 332, rel=0.02)
    assert picture.scale() * 27 >= 0.7 * 27 * size[0] / 1920, "read from the back"
    assert {"Mother of Child B", "A drawing in words", "Circle: contact."} <= set(window.texts())
    assert picture.accessibleDescription() == "A drawing in words"
    all_is_seen(window)


def test_the_chronology_hands_over_whole_events(stage: Stage) -> None:
    page = stage.open("chronology")
    rows = page.table.events.rows
    longest = max((row for row in rows), key=lambda row: len(row.text))
    assert len(longest.text) > 130, "the demonstration has a long event"
    turning = [row for row in rows if row.is_turning_point] or rows[-7:]
    assert all(" ".join(row.text.split()) in stage.room.texts() for row in turning)
    assert "…" not in "".join(stage.room.last.lines)
