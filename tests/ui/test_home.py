"""Home: what to go on with, the list of audits, the first steps of somebody new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.audits import audit_view
from roundtable.actions.board import board_view, edit_board
from roundtable.actions.hub import hub_view
from roundtable.actions.round_tables import (
    MeetingDetails,
    close_round_table,
    go_to,
    open_round_table,
    pause_round_table,
    plan_round_table,
)
from roundtable.domain.audit import AuditStatus
from roundtable.domain.errors import DiskFull
from roundtable.domain.ids import RoundTableId
from roundtable.domain.walkthrough import Step
from roundtable.ui.widgets import Button
from tests.ui.frame_stage import demonstration
from tests.ui.preparing import Preparing


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Preparing]:
    made = Preparing(tmp_path)
    yield made
    made.close()


def _meeting(stage: Preparing) -> tuple[RoundTableId, str]:
    """An open round table that stands at the chronology of the second case."""
    audit_id = demonstration(stage.board_vault)
    planned = plan_round_table(stage.board_vault, audit_id, MeetingDetails(date(2026, 10, 8)))
    table = RoundTableId(planned.made)
    open_round_table(stage.board_vault, table)
    case_id = audit_view(stage.board_vault, audit_id).cases[1].id
    go_to(stage.board_vault, table, Step.CHRONOLOGY, case_id)
    return table, case_id


def test_a_new_file_shows_the_three_steps_and_prepares_the_first_audit(stage: Preparing) -> None:
    home = stage.open("home")
    assert home.title() == "Fernhill Safeguarding Children Board"
    assert home._empty.isVisibleTo(home)
    assert not home._list.isVisibleTo(home)
    stage.prompts.answers += ["  ", "Neglect of young children"]
    home.do_primary()
    key, params = stage.place
    assert key == "audit"
    assert audit_view(stage.board_vault, params["audit_id"]).audit.title == "Neglect of young children"  # type: ignore[arg-type]
    assert any("Enter a title" in said for said in stage.prompts.said)


def test_cancelling_prepares_nothing(stage: Preparing) -> None:
    home = stage.open("home")
    stage.prompts.answers.append(None)
    home.do_primary()
    assert stage.place[0] == "home"
    assert home.table.rows_model.rows == ()


def test_the_list_opens_an_audit_by_keyboard(stage: Preparing) -> None:
    audit_id = demonstration(stage.board_vault)
    home = stage.open("home")
    assert [row.case_count for row in home.table.rows_model.rows] == [4]
    QTest.keyClick(home.table, Qt.Key.Key_Return)
    assert stage.place == ("audit", {"audit_id": audit_id, "section": "scope"})


def test_an_open_meeting_is_the_first_thing_to_go_on_with(stage: Preparing) -> None:
    table, case_id = _meeting(stage)
    home = stage.open("home")
    name = dict(hub_view(stage.board_vault, RoundTableId(table)).case_names)[case_id]
    assert name.startswith("Child ")
    assert home.footer.primary.text() == f"Continue: {name}, Chronology"
    assert home.first_focus() is home.footer.primary
    home.do_primary()
    assert stage.place == ("chronology", {"round_table_id": table, "case_id": case_id})


def test_a_paused_meeting_is_gone_on_with_at_its_own_page(stage: Preparing) -> None:
    table, _case = _meeting(stage)
    pause_round_table(stage.board_vault, table)
    home = stage.open("home")
    assert "paused" in home._resume_about.text()
    home.do_primary()
    assert stage.place == ("meeting", {"round_table_id": table})


def test_a_closed_meeting_whose_report_waits_leads_to_the_name_check(stage: Preparing) -> None:
    table, _case = _meeting(stage)
    close_round_table(stage.board_vault, table)
    home = stage.open("home")
    assert "report is not sent yet" in home._resume_about.text()
    home.do_primary()
    assert stage.place == ("check", {"round_table_id": table})


def test_wording_past_its_date_warns_and_leads_to_the_settings(stage: Preparing) -> None:
    board = board_view(stage.board_vault)
    assert board is not None
    lapsed = replace(board.pack, review_by=date(2020, 1, 1))
    edit_board(stage.board_vault, replace(board, pack=lapsed), seen=board)
    home = stage.open("home")
    assert home._warning.isVisibleTo(home)
    assert "1 January 2020" in home._warning.message.text()


def test_what_was_prepared_last_is_gone_on_with_at_its_part(stage: Preparing) -> None:
    audit_id = demonstration(stage.board_vault)
    case_id = audit_view(stage.board_vault, audit_id).cases[1].id
    audit = stage.open("audit", audit_id=audit_id)
    audit.tabs.show_section("questions")
    home = stage.open("home")
    assert home.footer.primary.text() == "Continue: its questions"
    home.do_primary()
    assert stage.place == ("audit", {"audit_id": audit_id, "section": "questions"})
    case = stage.open("case", case_id=case_id)
    home = stage.open("home")
    title = audit_view(stage.board_vault, audit_id).audit.title
    assert home._resume_title.text() == f"Continue preparing {title} — people of case 2"
    case = stage.open("case", case_id=case_id)
    case.tabs.show_section("returns")
    home = stage.open("home")
    home.do_primary()
    assert stage.place == ("case", {"case_id": case_id, "section": "returns"})
    assert stage.shown.tabs.shown() == "returns"  # type: ignore[attr-defined]


def test_a_planned_round_table_is_gone_on_with(stage: Preparing) -> None:
    audit_id = demonstration(stage.board_vault)
    table = plan_round_table(stage.board_vault, audit_id, MeetingDetails(date(2026, 10, 8))).made
    home = stage.open("home")
    assert home._resume_about.text() == "The round table is planned for 8 October 2026."
    home.do_primary()
    assert stage.place == ("meeting", {"round_table_id": table})


def test_there_is_one_continue_and_one_way_to_open_an_audit(stage: Preparing) -> None:
    demonstration(stage.board_vault)
    home = stage.open("home")
    buttons = [b.text() for b in home.findChildren(Button) if b.isVisibleTo(home)]
    assert sum(text.startswith("Continue") for text in buttons) == 1
    assert buttons.count("Open the audit") == 1
    with stage.board_vault.transaction() as tx:
        (audit,) = tx.audits.all()
        tx.audits.put(replace(audit, status=AuditStatus.SENT))
    home = stage.open("home")
    buttons = [b.text() for b in home.findChildren(Button) if b.isVisibleTo(home)]
    assert home.footer.primary.text() == "Open the audit" and buttons.count("Open the audit") == 1
    assert not home._resume.isVisibleTo(home)


def test_no_name_of_a_child_is_on_the_page(stage: Preparing) -> None:
    _meeting(stage)
    home = stage.open("home")
    from PySide6.QtWidgets import QLabel

    texts = " ".join(label.text() for label in home.findChildren(QLabel))
    assert "Zofia" not in texts


def test_a_place_that_cannot_be_kept_disturbs_nobody_and_is_kept_later(
    stage: Preparing, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit_id = demonstration(stage.board_vault)

    def full_drive(*_arguments: object) -> object:
        raise DiskFull

    monkeypatch.setattr("roundtable.ui.place_keeping.keep_place", full_drive)
    audit = stage.open("audit", audit_id=audit_id)
    audit.tabs.show_section("cases")
    assert not stage.prompts.said and not stage.inline.explained
    assert audit.page.errors.texts() == ()
    monkeypatch.undo()
    audit.tabs.show_section("cases")
    assert stage.open("home").footer.primary.text() == "Continue: its cases"
