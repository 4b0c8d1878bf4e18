"""Events from an agency's file: read, matched, seen, added all at once or not at all, taken back in one press."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from roundtable.actions.board import board_view
from roundtable.actions.chronology import chronology_view
from roundtable.actions.curtain import draw_curtain
from roundtable.actions.trail import trail_view
from roundtable.domain.event_table import Part
from roundtable.domain.ids import RoundTableId
from tests.intake.workbooks import workbook
from tests.ui import accessibility
from tests.ui.meeting_stage import Stage

CSV = (
    "Date,Agency,What happened,Kind\r\n"
    '3/4/2015,Police,"Called to the home, twice",incident\r\n'
    "5 May 2015,Police,Seen at the station,contact\r\n"
)


@pytest.fixture
def stage(open_stage: Callable[..., Stage]) -> Iterator[Stage]:
    yield open_stage()
    QApplication.clipboard().clear()


def count(stage: Stage) -> int:
    return len(chronology_view(stage.vault, stage.cases[0]).events)


def opened(stage: Stage) -> Any:
    chronology = stage.open("chronology")
    chronology.open_capture()
    chronology.capture.file_button.click()
    stage.settle()
    return stage.navigator.screen


def write(folder: Path, data: str | bytes, name: str = "police.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def choose(stage: Stage, screen: Any, path: Path) -> None:
    stage.prompts.answers.append(path)
    screen.zone.browse.click()
    stage.settle()


def test_a_file_is_seen_then_added_and_one_press_takes_it_back(stage: Stage, tmp_path: Path) -> None:
    screen, before = opened(stage), count(stage)
    assert not screen.footer.primary.isVisibleTo(screen)
    choose(stage, screen, write(tmp_path, CSV))
    assert screen.columns.matching().columns == {Part.DATE: 0, Part.AGENCY: 1, Part.TEXT: 2, Part.KIND: 3}
    assert [n.line.on for n in screen.preview.new_rows.rows_model.rows] == [
        date(2015, 4, 3),
        date(2015, 5, 5),
    ]
    assert screen.footer.primary.text() == "Add 2 events"
    assert count(stage) == before, "nothing is stored before it is asked for"
    screen.do_primary()
    stage.settle()
    assert count(stage) == before + 2
    assert stage.navigator.here is not None and stage.navigator.here.key == "chronology"
    told = [entry.event for entry in trail_view(stage.vault)]
    assert told.count("events.imported") == 1
    stage.window.toasts.undo()
    stage.settle()
    assert count(stage) == before


def test_the_same_file_twice_adds_nothing(stage: Stage, tmp_path: Path) -> None:
    screen, path = opened(stage), write(tmp_path, CSV)
    choose(stage, screen, path)
    screen.do_primary()
    screen = opened(stage)
    choose(stage, screen, path)
    assert screen.preview.there.isVisibleTo(screen)
    assert "2 rows left out" in screen.preview.there.message.text()
    assert not screen.footer.primary.isEnabled()
    assert screen.footer.primary.text() == "Nothing to add yet"


def test_nothing_is_added_while_a_row_is_faulty_unless_it_is_left_out(stage: Stage, tmp_path: Path) -> None:
    screen, before = opened(stage), count(stage)
    bad = "4/13/2015,Police,Month first,\r\nJune 2015,Police,No day,\r\n6/6/2015,Wizards,Nobody,\r\n7/6/2015,Police,,\r\n"
    choose(stage, screen, write(tmp_path, CSV + bad))
    rows = screen.preview.fault_rows.rows_model.rows
    assert [row.number for row in rows] == [4, 5, 6, 7]
    for row, words in zip(
        rows, ("day first", "day is missing", "no agency of the Board", "what happened"), strict=True
    ):
        assert words in row.words
    assert not screen.footer.primary.isEnabled()
    screen.do_primary()
    assert count(stage) == before
    screen.columns.months.click()
    assert [row.number for row in screen.preview.fault_rows.rows_model.rows] == [4, 6, 7]
    screen.preview.leave_out.click()
    assert screen.footer.primary.text() == "Add 3 events, leave out 3 rows"
    screen.do_primary()
    found = chronology_view(stage.vault, stage.cases[0]).events
    assert len(found) == before + 3
    assert any(e.on == date(2015, 6, 1) and "June 2015, day not known" in e.text for e in found)


OWN_WORDS = (
    "Date,Agency,What happened\r\n"
    "3/4/2015,CSC,Seen at home\r\n"
    "4/4/2015,csc,Seen again\r\n"
    "5/4/2015,Met Police,Called out\r\n"
    "6/4/2015,Sure Start,Came to play\r\n"
    "7/4/2015,SURE START,Came once more\r\n"
)


def test_an_agencys_own_words_are_said_to_be_agencies_by_keyboard(stage: Stage, tmp_path: Path) -> None:
    screen, before = opened(stage), count(stage)
    choose(stage, screen, write(tmp_path, OWN_WORDS))
    assert not screen.footer.primary.isEnabled() and list(screen.words.boxes) == [
        "csc",
        "surestart",
        "metpolice",
    ]
    for key, wanted in (("csc", "Children's social care"), ("metpolice", "Police"), ("surestart", "New")):
        box = screen.words.boxes[key]
        box.setFocus()
        for _each in range(box.count()):
            if not box.currentText().startswith(wanted):
                QTest.keyClick(box, Qt.Key.Key_Down)
        assert screen.words.boxes[key] is box, "the field in use is not made anew"
    assert [n.agency for n in screen.preview.new_rows.rows_model.rows] == [
        "Children's social care",
        "Children's social care",
        "Police",
        "Sure Start (new)",
        "SURE START (new)",
    ]
    assert not screen.preview.faults.isVisibleTo(screen)
    names = [a.name for a in board_view(stage.vault).agencies]  # type: ignore[union-attr]
    assert "Sure Start" not in names, "nothing is stored before it is asked for"
    screen.do_primary()
    stage.settle()
    assert count(stage) == before + 5
    board = board_view(stage.vault)
    assert board is not None and [a.name for a in board.agencies] == [*names, "Sure Start"]
    told = [entry.event for entry in trail_view(stage.vault)]
    assert told.count("agency.added") == 1 and told.count("events.imported") == 1


def test_what_an_agency_wrote_is_not_for_the_room(stage: Stage, tmp_path: Path) -> None:
    screen, before = opened(stage), count(stage)
    choose(stage, screen, write(tmp_path, OWN_WORDS))
    for box in screen.words.boxes.values():
        box.set_value("police")
    screen.words.changed.emit()
    screen.hide_private(True)
    for part in (screen.columns, screen.words, screen.preview, screen.footer.primary):
        assert not part.isVisibleTo(stage.window)
    assert screen.covered.isVisibleTo(screen)
    screen.do_primary()
    assert count(stage) == before, "nothing is done by keys that no button tells of"
    screen.hide_private(False)
    for part in (screen.columns, screen.words, screen.preview, screen.footer.primary):
        assert part.isVisibleTo(stage.window)
    assert not screen.covered.isVisibleTo(screen)


def test_a_table_is_pasted_and_one_agency_is_chosen_for_all(stage: Stage) -> None:
    screen, before = opened(stage), count(stage)
    QApplication.clipboard().setText("When\tDetails\n3.4.2015\tSeen at home\n")
    screen.zone.setFocus()
    screen.zone.browse.setFocus()
    QTest.keyClick(screen.zone.browse, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Choose the agency of every row" in " ".join(screen.page.errors.texts())
    assert not screen.footer.primary.isVisibleTo(screen)
    screen.columns.agency.set_value("police")
    screen.columns.agency.changed.emit("police")
    assert screen.footer.primary.text() == "Add 1 event"
    screen.do_primary()
    assert count(stage) == before + 1


def test_a_column_is_chosen_by_keyboard_where_the_guess_is_wrong(stage: Stage, tmp_path: Path) -> None:
    screen = opened(stage)
    choose(stage, screen, write(tmp_path, "Date,Agency,Note,Details\n3/4/2015,Police,short,long words\n"))
    box = screen.columns.parts[Part.TEXT]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert [n.line.text for n in screen.preview.new_rows.rows_model.rows] == ["short"]


def test_of_several_sheets_one_is_taken(stage: Stage, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Notes"])
    events = book.create_sheet("Events")
    events.append(["Date", "Agency", "What happened", "Time", "Source"])
    events.append([date(2015, 4, 3), "Police", "Called", "14:30", "log 1"])
    out = io.BytesIO()
    book.save(out)
    screen = opened(stage)
    choose(stage, screen, write(tmp_path, out.getvalue(), "police.xlsx"))
    screen.columns.sheet.set_value("1")
    screen.columns.sheet.changed.emit("1")
    assert [n.line.text for n in screen.preview.new_rows.rows_model.rows] == ["14:30: Called (Source: log 1)"]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04", b'Date,What\n1,"open\n', b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_other_files_are_refused_with_a_reason(stage: Stage, tmp_path: Path, data: bytes) -> None:
    screen, before = opened(stage), count(stage)
    choose(stage, screen, write(tmp_path, data))
    assert screen.page.errors.texts() and screen.zone.isVisibleTo(screen)
    assert not screen.preview.isVisibleTo(screen) and count(stage) == before


def test_a_file_that_is_gone_and_a_cancelled_reading_leave_the_page_as_it_was(
    stage: Stage, tmp_path: Path
) -> None:
    screen = opened(stage)
    screen.read_file(tmp_path / "gone.xlsx")
    assert screen.page.errors.texts()
    stage.inline.held = True
    screen.read_file(write(tmp_path, workbook(*([n] for n in range(600))), "long.xlsx"))
    screen.progress.cancelled.emit()
    stage.inline.held = False
    stage.inline.release()
    assert screen.zone.isVisibleTo(screen) and not screen.columns.isVisibleTo(screen)


def test_what_arrives_late_about_a_file_put_aside_is_not_shown(stage: Stage, tmp_path: Path) -> None:
    screen, before = opened(stage), count(stage)
    choose(stage, screen, write(tmp_path, CSV))
    stage.inline.held = True
    screen.columns.months.click()
    screen.again.findChildren(QPushButton)[0].click()
    stage.inline.held = False
    stage.inline.release()
    assert screen.zone.isVisibleTo(screen) and not screen.preview.isVisibleTo(screen)
    assert not screen.footer.keys.isVisibleTo(screen)
    screen.do_primary()
    stage.settle()
    assert count(stage) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no files without an end")
def test_a_path_to_what_is_no_file_is_refused(stage: Stage, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    screen = opened(stage)
    for path in (Path("/dev/zero"), tmp_path / "pipe.csv", tmp_path):
        screen.read_file(path)
        assert screen.page.errors.texts() and screen.zone.isVisibleTo(screen)


def test_a_curtain_closes_what_is_shown_of_a_file(stage: Stage, tmp_path: Path) -> None:
    screen, before = opened(stage), count(stage)
    choose(stage, screen, write(tmp_path, CSV))
    draw_curtain(stage.vault, RoundTableId(stage.table))
    screen.do_primary()
    assert screen.page.errors.texts()
    screen.load()
    assert not screen.preview.isVisibleTo(screen) and not screen.columns.isVisibleTo(screen)
    with stage.vault.reading() as tx:
        assert len(tx.cases.get(stage.cases[0]).events) == before


def test_an_empty_workbook_is_saved_and_read_again(stage: Stage, tmp_path: Path) -> None:
    screen = opened(stage)
    stage.prompts.answers.append(tmp_path / "empty.xlsx")
    screen.save_empty.click()
    choose(stage, screen, tmp_path / "empty.xlsx")
    assert set(screen.columns.matching().columns) == set(Part)


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_the_page_has_room_for_its_words(
    open_stage: Callable[..., Stage], tmp_path: Path, zoom: float
) -> None:
    stage = open_stage(zoom=zoom)
    screen = opened(stage)
    assert accessibility.audit(stage.window) == [] and accessibility.clipped(stage.window) == []
    unknown = "6/6/2015,Central Oakshire Community Trust,Seen,\r\n"
    choose(stage, screen, write(tmp_path, CSV + "4/13/2015,Police,Month first,\r\n" + unknown))
    assert screen.words.isVisibleTo(screen)
    assert accessibility.audit(stage.window) == [] and accessibility.clipped(stage.window) == []
