"""Urgent concerns: from everywhere, in the vault at once, handed over, on paper, never in the room view."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions.curtain import lift_curtain
from roundtable.actions.walkthrough import step_notes
from roundtable.domain.errors import DiskFull
from roundtable.domain.walkthrough import Step, StepStatus, UrgentCheck
from roundtable.domain.wording import time_words
from roundtable.export.writer import Paper
from roundtable.ui.urgent_concern_panel import UrgentConcernPanel
from tests.ui import accessibility
from tests.ui.room_stage import RoomStage

WHAT = "Said to be alone at home since Sunday."


@pytest.fixture
def running(room: RoomStage) -> RoomStage:
    room.sign("Ngozi", "Karen")
    room.window.activateWindow()
    QTest.qWaitForWindowActive(room.window)
    return room


def ctrl_u(room: RoomStage) -> UrgentConcernPanel:
    room.key(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    panel = room.window.findChild(UrgentConcernPanel)
    assert panel is not None and panel.isVisible()
    return panel


# --- Ctrl+U


def test_it_is_in_the_vault_before_anything_is_pressed(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    assert panel.form.who.hasFocus()
    running.type(panel.form.who, "The youngest child")
    running.type(panel.form.what, WHAT)
    panel.form.flush()
    (concern,) = running.table.concerns
    assert (concern.who, concern.what, concern.case_id) == ("The youngest child", WHAT, running.cases[0])
    assert concern.raised_at == running.clock.now() and concern.is_open
    assert "Saved and encrypted" in panel.form.saved.text()


def test_escape_keeps_it_and_the_next_time_goes_on_with_it(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, "Alone")
    running.key(Qt.Key.Key_Escape)
    assert not panel.isVisible() and running.table.concerns[0].what == "Alone"
    panel = ctrl_u(running)
    assert panel.form.what.toPlainText() == "Alone"
    panel.form.what.moveCursor(panel.form.what.textCursor().MoveOperation.End)
    running.type(panel.form.what, " since Sunday")
    running.click(panel.record)
    assert [c.what for c in running.table.concerns] == ["Alone since Sunday"], "one concern, not two"
    running.key(Qt.Key.Key_Escape)
    assert ctrl_u(running).form.is_empty(), "the next one begins empty"


def test_naming_somebody_hands_it_over_with_the_time(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, WHAT)
    running.type(panel.form.to, "Ruth Abara, designated nurse")
    panel.form.flush()
    assert running.table.concerns[0].handed_at is None, "a half-typed name is no handover"
    assert panel.record.text() == "Record the handover"
    running.click(panel.record)
    (concern,) = running.table.concerns
    assert concern.handed_to == "Ruth Abara, designated nurse" and concern.handed_at == running.clock.now()
    assert "Recorded, and handed over to Ruth Abara, designated nurse at" in panel.after.said.message.text()
    assert not panel.record.isVisible() and panel.close_button.hasFocus()
    running.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_half_typed_name_of_who_took_it_on_is_kept_and_offered_when_it_is_handed_over(
    running: RoomStage,
) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, WHAT)
    running.click(panel.record)
    running.type(panel.after.to, "Ruth Ab")
    assert panel.after.autosave.is_unsaved
    running.key(Qt.Key.Key_Escape)
    (concern,) = running.table.concerns
    assert concern.handed_to == "Ruth Ab" and concern.handed_at is None and concern.is_open
    assert not panel.after.autosave.is_unsaved
    page = running.open("urgent", case_id=running.cases[0])
    page.answer.tiles[1].click()
    offered: list[str] = []
    running.prompts.ask = lambda *_words, initial="", **_more: offered.append(initial)  # type: ignore[method-assign]
    running.click(page.concerns.buttons[("hand_over", concern.id)])
    assert offered == ["Ruth Ab"] and running.table.concerns[0].handed_at is None


def test_recording_says_the_time_and_the_next_step_and_takes_the_handover(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, WHAT)
    running.click(panel.record)
    assert panel.isVisible() and not panel.form.isVisible()
    at = time_words(running.clock.now())
    assert panel.after.said.message.text().startswith(f"Recorded at {at}. Tell children’s social care")
    assert WHAT not in running.words(), "whoever reads over the shoulder reads no more than before"
    running.click(panel.record)
    assert panel.after.to_field.error() == "Enter who took the concern on"
    running.type(panel.after.to, "Ruth Abara, designated nurse")
    panel.after.autosave.flush()
    assert running.table.concerns[0].handed_at is None, "a half-typed name is no handover"
    running.key(Qt.Key.Key_Return)
    (concern,) = running.table.concerns
    assert concern.handed_to == "Ruth Abara, designated nurse" and concern.handed_at is not None
    assert "handed over to Ruth Abara" in panel.after.said.message.text()
    running.key(Qt.Key.Key_Escape)
    panel = ctrl_u(running)
    assert panel.form.isVisible() and panel.form.is_empty() and panel.record.text() == "Record it"


def test_it_needs_what_was_said(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.click(panel.record)
    assert panel.form.what_field.error() == "Enter what was said, in a few words"
    assert panel.form.what.hasFocus() and running.table.concerns == ()


def test_it_works_under_the_curtain_and_shows_nothing_written_before(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, "Written earlier")
    running.key(Qt.Key.Key_F9)
    assert running.curtain is not None and not panel.isVisible()
    panel = ctrl_u(running)
    assert running.curtain.isAncestorOf(panel) and panel.form.is_empty()
    running.type(panel.form.what, WHAT)
    running.click(panel.record)
    assert [c.what for c in running.table.concerns] == ["Written earlier", WHAT]
    assert running.curtain is not None and running.curtains.is_drawn


def test_a_name_alone_that_was_typed_under_the_curtain_waits_for_the_facilitator(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.who, "The middle one")
    for name in ("The eldest", "The youngest"):
        if running.curtain is None:
            running.key(Qt.Key.Key_F9)
        panel = ctrl_u(running)
        assert panel.form.is_empty(), "nobody sees what somebody else began"
        running.type(panel.form.who, name)
        panel.form.draft.flush()
        running.key(Qt.Key.Key_Escape)
    lift_curtain(running.vault, running.table_id)
    running.refresh()
    assert running.curtain is None
    running.open("lived", case_id=running.cases[0])
    came_back = []
    for _ in range(3):
        panel = ctrl_u(running)
        came_back.append(panel.form.who.text())
        running.type(panel.form.what, WHAT)
        running.click(panel.record)
        running.key(Qt.Key.Key_Escape)
    assert came_back == ["The youngest", "The middle one", "The eldest"], "what stands there, then the oldest"
    assert [c.who for c in running.table.concerns] == came_back
    assert ctrl_u(running).form.is_empty(), "each comes back once"


def test_it_works_on_the_page_in_an_attendees_hands(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, "Written earlier")
    running.key(Qt.Key.Key_Escape)
    running.hand_over("Siân")
    panel = ctrl_u(running)
    assert panel.form.is_empty(), "the attendee does not see what the facilitator wrote"
    running.type(panel.form.what, WHAT)
    running.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert running.table.concerns[-1].what == WHAT
    assert running.navigator.here.key == "hand_over" and not running.person("Siân").has_signed


def test_keys_do_not_reach_the_page_below(running: RoomStage) -> None:
    page = running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, WHAT)
    running.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    running.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert running.navigator.screen is page
    notes = step_notes(running.vault, running.table_id, running.cases[0], Step.LIVED)
    assert notes.state.status is StepStatus.IN_PROGRESS


def test_a_lesson_is_not_opened_below_what_is_said_of_a_concern(running: RoomStage) -> None:
    running.open("who", case_id=running.cases[0])
    panel = ctrl_u(running)
    panel.form.what.setFocus()
    running.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert panel.isVisible()
    assert panel.form.what.hasFocus()


def test_without_a_round_table_it_says_whom_to_tell(running: RoomStage) -> None:
    with running.vault.transaction() as tx:
        for walkthrough in tx.walkthroughs.all():
            tx.walkthroughs.remove(walkthrough.id)
        tx.round_tables.remove(running.table_id)
        tx.log("meeting.edited", running.table_id)
    running.navigator.go("blank")
    running.key(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert "Tell children’s social care or the police now" in running.prompts.said[-1]
    running.safety._view = None  # the table that was open is gone


def test_what_cannot_be_stored_stays_on_the_screen_and_is_tried_again(
    running: RoomStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)

    def full(*_arguments: object, **_named: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as broken:
        broken.setattr("roundtable.ui.meeting.concern_form.raise_concern", full)
        running.type(panel.form.what, WHAT)
        panel.form.flush()
        assert "Not saved: The drive is full" in panel.form.saved.text()
        assert panel.form.what.toPlainText() == WHAT and panel.form.is_unsaved()
    running.key(Qt.Key.Key_Escape)
    assert [c.what for c in running.table.concerns] == [WHAT]


# --- the step of a case


def test_a_no_is_stored_and_the_step_goes_on(running: RoomStage) -> None:
    page = running.open("urgent", case_id=running.cases[0])
    running.click(page.footer.primary)
    assert page.page.errors.texts()
    page.answer.tiles[0].click()
    running.click(page.footer.primary)
    notes = step_notes(running.vault, running.table_id, running.cases[0], Step.URGENT)
    assert notes.urgent_check is UrgentCheck.NO_CONCERN and notes.state.status is StepStatus.COMPLETED
    assert running.navigator.here.params["case_id"] == running.cases[1], "on to the next case"


def test_a_no_is_not_taken_in_silence_while_a_concern_waits_to_be_handed_over(running: RoomStage) -> None:
    running.open("lived", case_id=running.cases[0])
    panel = ctrl_u(running)
    running.type(panel.form.what, WHAT)
    running.click(panel.record)
    running.key(Qt.Key.Key_Escape)
    page = running.open("urgent", case_id=running.cases[0])
    page.answer.tiles[0].click()
    assert page.not_handed.isVisible() and "nobody has taken it on" in page.not_handed.message.text()
    running.click(page.footer.primary)
    assert running.navigator.screen is page and len(page.page.errors.texts()) == 1
    assert page.footer.primary.text() == "Go on, it stays open"
    running.prompts.answers += ["Ruth Abara"]
    running.click(page.concerns.buttons[("hand_over", running.table.concerns[0].id)])
    assert not page.not_handed.isVisible() and page.page.errors.texts() == ()
    assert page.footer.primary.text() == "Save and continue"
    running.click(page.footer.primary)
    assert running.navigator.screen is not page


def test_a_concern_may_be_left_open_on_purpose(running: RoomStage) -> None:
    page = running.open("urgent", case_id=running.cases[0])
    page.answer.tiles[1].click()
    running.type(page.form.what, WHAT)
    running.click(page.footer.primary)
    assert running.navigator.screen is page and page.page.errors.texts()
    running.click(page.footer.primary)
    assert running.navigator.screen is not page and running.table.concerns[0].is_open


def test_a_yes_wants_what_was_said_and_lists_it(running: RoomStage) -> None:
    page = running.open("urgent", case_id=running.cases[0])
    assert not page.form.isVisible()
    page.answer.tiles[1].click()
    running.settle()
    assert page.form.isVisible()
    running.click(page.footer.primary)
    assert page.page.errors.texts() == ("Enter what was said, in a few words",)
    running.type(page.form.what, WHAT)
    running.click(page.record)
    assert "Not handed over" in running.words() and WHAT in running.words()
    running.prompts.answers += ["Ruth Abara", "Ruth Abara"]
    key = running.table.concerns[0].id
    running.click(page.concerns.buttons[("hand_over", key)])
    running.click(page.concerns.buttons[("acknowledge", key)])
    assert not running.table.concerns[0].is_open and "Acknowledged" in running.words()
    running.prompts.answers.append("Nadia Stone")
    running.click(page.concerns.buttons[("hand_over", key)])
    assert running.table.concerns[0].is_open, "whoever has it now has not said so yet"
    assert "handed over to Ruth Abara at" in running.words()
    assert "handed over to Nadia Stone at" in running.words()
    running.click(page.footer.primary)
    notes = step_notes(running.vault, running.table_id, running.cases[0], Step.URGENT)
    assert notes.urgent_check is UrgentCheck.CONCERN_RAISED


def test_leaving_the_page_keeps_a_concern_that_was_not_recorded_by_button(running: RoomStage) -> None:
    page = running.open("urgent", case_id=running.cases[0])
    page.answer.tiles[1].click()
    running.type(page.form.what, WHAT)
    running.open("sign")
    assert [c.what for c in running.table.concerns] == [WHAT]


def test_the_room_sees_the_question_alone(running: RoomStage) -> None:
    page = running.open("urgent", case_id=running.cases[0])
    page.answer.tiles[1].click()
    running.type(page.form.who, "Quillon")
    running.type(page.form.what, WHAT)
    running.click(page.record)
    state = running.room._state
    told = " ".join((state.step, state.title, *state.lines, state.footer))
    assert "Is any child at risk of harm now?" in told
    assert "Quillon" not in told and WHAT not in told


def test_the_slip_is_a_restricted_paper_with_times(running: RoomStage, tmp_path: Path) -> None:
    from dataclasses import replace

    running.context = replace(running.context, papers=Paper())
    running.navigator.start(running.context, running.window)
    page = running.open("urgent", case_id=running.cases[0])
    page.answer.tiles[1].click()
    running.type(page.form.who, "The youngest child")
    running.type(page.form.what, WHAT)
    running.click(page.record)
    slip = tmp_path / "slip.pdf"
    running.prompts.answers.append(slip)
    running.click(page.concerns.buttons[("slip", running.table.concerns[0].id)])
    document = pypdfium2.PdfDocument(slip)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    for words in ("Restricted", "The youngest child", WHAT, "Not handed over yet", "8 October 2026"):
        assert words in text, text
    with pikepdf.open(slip) as pdf:
        assert "Urgent concern" in str(pdf.docinfo.get("/Title", "")) or pdf.Root.get("/MarkInfo")
    assert "slip.pdf" in running.window.toasts.text()


def test_a_slip_that_cannot_be_written_says_what_to_do(running: RoomStage, tmp_path: Path) -> None:
    from dataclasses import replace

    running.context = replace(running.context, papers=Paper())
    running.navigator.start(running.context, running.window)
    page = running.open("urgent", case_id=running.cases[0])
    page.answer.tiles[1].click()
    running.type(page.form.what, WHAT)
    running.click(page.record)
    running.prompts.answers.append(tmp_path / "missing folder" / "slip.pdf")
    running.click(page.concerns.buttons[("slip", running.table.concerns[0].id)])
    assert "Choose another folder" in page.page.errors.texts()[0]


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_step_and_panel_are_readable_and_reachable(running: RoomStage, zoom: float) -> None:
    page = running.open("urgent", case_id=running.cases[0])
    running.theme.set_zoom(zoom)
    page.answer.tiles[1].click()
    running.type(page.form.what, WHAT)
    running.click(page.record) if zoom == 1.0 else page.record.click()
    running.settle()
    assert accessibility.audit(running.window) == []
    assert accessibility.clipped(running.window) == []
    accessibility.tab_ring(running.window)
    panel = ctrl_u(running)
    assert accessibility.audit(panel) == []
    assert accessibility.clipped(panel) == []
    stops = accessibility.tab_ring(running.window)
    assert "Who is at risk?" in stops and "Save and continue" not in stops
