"""What is typed into a form that is not stored yet comes back: after leaving, after a lock, after a kill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.action_plan import actions_view
from roundtable.actions.drafts import draft_view
from roundtable.actions.lessons import capture_lesson
from roundtable.domain.draft import Draft, DraftPlace
from roundtable.domain.errors import DiskFull
from roundtable.domain.lessons import LessonKind
from roundtable.domain.round_table import MeetingState
from roundtable.domain.signoff import Point, Stroke
from roundtable.ui.screens.actions import ActionsScreen
from roundtable.ui.screens.check import CheckScreen
from roundtable.ui.screens.confirm import ConfirmScreen
from tests.ui.report_stage import CONFIRMER, Reached, ReportStage, staged
from tests.ui.room_stage import RoomStage, draw_signature

Make = Callable[..., ReportStage]


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []

    def build(reached: Reached = Reached.DECIDED, **screens: Any) -> ReportStage:
        made.append(staged(reached, tmp_path, screens))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def autosaved(stage: RoomStage | ReportStage) -> None:
    """Nobody leaves the field: only time passes."""
    QTest.qWait(900)  # on purpose: longer than the autosave waits
    stage.settle()


def points(strokes: tuple[Stroke, ...]) -> list[Point]:
    return [point for stroke in strokes for point in stroke]


# --- the closing note


def test_the_closing_note_is_kept_while_it_is_typed_and_dropped_once_it_is_in_the_record(
    room: RoomStage,
) -> None:
    room.sign("Karen", "Ngozi", "Siân")
    page = room.open("meeting", section="closing")
    room.type(page.closing.note_editor, "Papers in, next date in May.")
    autosaved(room)
    kept = draft_view(room.vault, DraftPlace("closing_note", room.table_id))
    assert kept is not None
    assert kept.part("note") == "Papers in, next date in May."

    room.open("sign")
    page = room.open("meeting", section="closing")
    assert page.closing.note() == "Papers in, next date in May."
    room.click(page.footer.primary)
    assert room.table.state is MeetingState.CLOSED
    assert room.table.closing_note == "Papers in, next date in May."
    assert draft_view(room.vault, DraftPlace("closing_note", room.table_id)) is None


# --- the second person


def test_the_second_persons_name_role_and_strokes_come_back_to_the_same_text(make: Make) -> None:
    stage = make(confirm=ConfirmScreen)
    page = stage.open("confirm")
    QTest.keyClicks(page.name, CONFIRMER)
    QTest.keyClicks(page.role, "Designated doc")
    draw_signature(page.card.pad)
    strokes = page.card.pad.strokes()
    autosaved(stage)

    page = stage.open("confirm")
    assert (page.name.text(), page.role.text()) == (CONFIRMER, "Designated doc")
    assert page.card.pad.is_signed()
    assert [len(stroke) for stroke in page.card.pad.strokes()] == [len(stroke) for stroke in strokes]
    for before, after in zip(points(strokes), points(page.card.pad.strokes()), strict=True):
        assert before == pytest.approx(after, abs=0.001)
    # To read and to tick is for them to do again.
    assert not page.has_read.isChecked()


def test_a_signature_under_another_text_does_not_come_back(make: Make) -> None:
    stage = make(confirm=ConfirmScreen)
    page = stage.open("confirm")
    QTest.keyClicks(page.name, CONFIRMER)
    draw_signature(page.card.pad)
    page.flush()
    assert draft_view(stage.vault, DraftPlace("confirmer_signature", stage.audit)) is not None
    stage.open("home")
    capture_lesson(stage.vault, stage.audit, kind=LessonKind.SYSTEM, text="Another thing we saw.")

    page = stage.open("confirm")
    assert page.name.text() == CONFIRMER
    assert not page.card.pad.strokes()
    assert draft_view(stage.vault, DraftPlace("confirmer_signature", stage.audit)) is None


def test_nothing_is_left_of_the_draft_once_it_is_confirmed(make: Make) -> None:
    stage = make(confirm=ConfirmScreen)
    page = stage.open("confirm")
    while not page.pane.was_read_to_end():
        QTest.keyClick(page.pane, Qt.Key.Key_PageDown)
    QTest.keyClicks(page.name, CONFIRMER)
    QTest.keyClicks(page.role, "Designated doctor")
    page.has_read.click()
    draw_signature(page.card.pad)
    page.flush()
    page.do_primary()
    assert stage.here == "export"
    for form in ("confirmer", "confirmer_signature"):
        assert draft_view(stage.vault, DraftPlace(form, stage.audit)) is None


# --- a date that is half typed


def test_a_half_typed_due_date_comes_back_with_its_action(make: Make) -> None:
    stage = make(Reached.LEARNED, actions=ActionsScreen)
    page = stage.open("actions")
    QTest.keyClicks(page.form.what, "Agree one threshold.")
    QTest.keyClicks(page.form.due.day, "27")
    QTest.keyClicks(page.form.due.month, "M")
    autosaved(stage)

    page = stage.open("actions")
    drafted = next(r.action for r in page.view_shown.plan.rows if r.action.what == "Agree one threshold.")
    assert (drafted.due_on, drafted.due_typed) == (None, "27|M|")
    page.edit(drafted)
    assert (page.form.due.day.text(), page.form.due.month.text()) == ("27", "M")
    page.form.due.month.setText("3")
    QTest.keyClicks(page.form.due.year, "2027")
    page.flush()
    stored = next(r.action for r in actions_view(stage.vault, stage.audit).rows if r.action.id == drafted.id)
    assert str(stored.due_on) == "2027-03-27"
    assert stored.due_typed == ""


def test_a_half_typed_due_date_alone_is_kept_too(make: Make) -> None:
    stage = make(Reached.LEARNED, actions=ActionsScreen)
    page = stage.open("actions")
    QTest.keyClicks(page.form.due.day, "27")
    autosaved(stage)
    page = stage.open("actions")
    assert any(r.action.due_typed == "27||" for r in page.view_shown.plan.rows)


# --- words for a decision


def test_words_for_a_decision_wait_with_the_string_they_are_for(make: Make) -> None:
    stage = make(Reached.LEARNED, check=CheckScreen)
    page = stage.open("check")
    first = page.card.shown.text
    page.card.replace_button.click()
    page.card.words.clear()
    QTest.keyClicks(page.card.words, "somebody near")
    page.card._later.click()
    second = page.card.shown.text
    assert second != first
    assert page.card.words.text() != "somebody near"
    page.card._earlier.click()
    assert (page.card.shown.text, page.card.words.text()) == (first, "somebody near")

    page = stage.open("check")
    assert (page.card.shown.text, page.card.words.text()) == (first, "somebody near")
    page.card.replace()
    stage.settle()
    assert not any(draft.part("words") == "somebody near" for draft in all_drafts(stage))


def test_words_of_a_decision_that_could_not_be_stored_are_asked_again_with_them(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make(Reached.LEARNED, check=CheckScreen)
    page = stage.open("check")
    first = page.card.shown.text
    page.card.words.clear()
    QTest.keyClicks(page.card.words, "somebody near")

    def full(*_arguments: object, **_named: object) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr("roundtable.ui.screens.check.decide", full)
        page.card.label.set_value("")
        page.card.replace()
        stage.settle()
    assert (page.card.shown.text, page.card.words.text()) == (first, "somebody near")


def all_drafts(stage: ReportStage) -> tuple[Draft, ...]:
    with stage.vault.reading() as tx:
        return tx.drafts.all()
