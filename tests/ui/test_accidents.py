"""What goes wrong at a real table: each accident is told on the page, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.audits import AuditDetails, prepare_audit
from roundtable.actions.chronology import chronology_view
from roundtable.actions.registers import add_case, case_file_view
from roundtable.actions.signoff import record_departure
from roundtable.actions.signoff_record import sign_off_record
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.round_table import is_content_open
from roundtable.export.writer import Paper
from roundtable.ui.room_view.window import PAUSED
from roundtable.ui.screens.case import CaseScreen
from tests.export.pdf_checks import text
from tests.ui.meeting_stage import Stage
from tests.ui.preparing import Preparing
from tests.ui.room_stage import RoomStage, draw_signature

EVERYBODY = ("Ngozi", "Karen", "Siân", "Joseph")


@pytest.fixture
def preparing(qapp: QApplication, tmp_path: Path) -> Iterator[Preparing]:
    made = Preparing(tmp_path)
    yield made
    made.close()


def test_death_before_birth_is_said_at_the_person_and_both_dates_are_kept(preparing: Preparing) -> None:
    audit = AuditId(prepare_audit(preparing.board_vault, AuditDetails("Neglect")).made)
    case = CaseId(add_case(preparing.board_vault, audit).made)
    screen = preparing.open("case", case_id=case)
    assert isinstance(screen, CaseScreen)
    QTest.keyClicks(screen.people.name, "Sam Example")
    QTest.keyClicks(screen.people.role, "Father")
    QTest.keyClick(screen.people.role, Qt.Key.Key_Return)
    form = screen.people.form
    for field, day in ((form.born, date(1984, 5, 14)), (form.died, date(1948, 5, 20))):
        field.boxes.set_date(day)
        field.edited.emit()
    assert form.notes.isVisible()
    assert "The date of death is before the date of birth" in form.notes.message.text()
    screen.flush()
    (person,) = case_file_view(preparing.board_vault, case).case.register.people
    assert (person.born_on, person.died_on) == (date(1984, 5, 14), date(1948, 5, 20)), "told, never dropped"


def test_an_event_before_birth_is_said_while_it_is_typed_and_stays_marked(stage: Stage) -> None:
    born = chronology_view(stage.vault, stage.cases[1]).born_on
    assert born is not None
    screen = stage.open("chronology", 1)
    screen.open_capture()
    form = screen.capture
    boxes = zip((form.date.day, form.date.month, form.date.year), (3, 2, born.year - 1), strict=True)
    for box, number in boxes:
        box.setFocus()
        QTest.keyClicks(box, str(number))
    form.text.setFocus()
    QTest.keyClicks(form.text, "Booked with the midwife")
    said = "This date is before the child was born."
    assert form.odd.isVisible() and said in form.odd.message.text()
    QTest.keyClick(form.text, Qt.Key.Key_Return)
    (row,) = [r for r in screen.table.events.rows if r.text == "Booked with the midwife"]
    assert row.notes == (said,) and row.on == date(born.year - 1, 2, 3)


def test_somebody_without_an_agency_is_listed_signs_and_is_on_the_record(room: RoomStage) -> None:
    page = room.open("sign")
    page.form.name.setText("Olu Bello")
    page.form.role.setText("Lay member")
    room.click(page.form.add_button)
    assert page.people.line("Olu").about.text() == "No agency  ·  Lay member"
    shown = room.hand_over("Olu")
    shown.card.interest.tiles[0].click()
    draw_signature(shown.card.pad)
    room.click(shown.footer.primary)
    assert room.person("Olu").has_signed and room.person("Olu").agency == "No agency"
    record = text(sign_off_record(room.vault, Paper(), room.table_id))
    assert "Olu Bello" in record and "None" not in record.partition("Olu Bello")[2][:80]


def test_a_pad_left_empty_signs_nobody_and_the_cases_stay_closed(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    page.card.interest.tiles[0].click()
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Sign in the box, or choose Type my name",)
    assert not room.person("Karen").has_signed and not is_content_open(room.table)


def test_a_projector_that_is_pulled_in_the_middle_of_a_case_takes_nothing_with_it(
    room: RoomStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.sign(*EVERYBODY)
    here = QApplication.primaryScreen()
    monkeypatch.setattr(room.room, "_free_screens", lambda: [here])
    room.room.start()
    page = room.open("lived", case_id=room.cases[0])
    room.settle()
    view = room.room.window
    assert view is not None and room.room.is_on and view.texts() != (PAUSED,)
    title, drafts = page.page_title(), view.texts()
    monkeypatch.setattr(room.room, "_free_screens", list)
    QApplication.instance().screenRemoved.emit(view.screen())  # type: ignore[union-attr]
    assert not view.isVisible() and view.texts() == (PAUSED,), "dark before anything else is drawn"
    room.settle()
    assert room.navigator.screen is page and page.content.isVisible() and page.page_title() == title
    monkeypatch.setattr(room.room, "_free_screens", lambda: [here])
    room.room.start()
    room.settle()
    assert view.texts() == drafts, "put in again, it shows the page that is open now"


def test_a_clock_set_back_in_the_meeting_loses_nobody_and_the_record_says_so(room: RoomStage) -> None:
    room.sign("Karen", "Ngozi")
    room.vault._held.clock.forward(minutes=-95)  # type: ignore[attr-defined]  # the computer's clock
    page = room.hand_over("Siân")
    page.card.interest.tiles[0].click()
    draw_signature(page.card.pad)
    room.click(page.footer.primary)
    assert room.person("Siân").has_signed and is_content_open(room.table)
    record_departure(room.vault, room.table_id, room.person("Karen").id)
    room.refresh()
    assert not room.person("Karen").is_here and room.person("Karen").has_signed
    record = text(sign_off_record(room.vault, Paper(), room.table_id))
    assert "clock was set back during this meeting" in record
