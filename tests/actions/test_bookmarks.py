"""Where the next start leads: to whatever was worked on last, whatever the clock says; an open meeting first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from roundtable.actions.audits import AuditDetails, edit_audit, prepare_audit
from roundtable.actions.board import found_board
from roundtable.actions.bookmarks import keep_place
from roundtable.actions.home import Resume, home_view
from roundtable.actions.registers import add_case, remove_case
from roundtable.actions.round_tables import (
    MeetingDetails,
    close_round_table,
    go_to,
    open_round_table,
    pause_round_table,
    plan_round_table,
)
from roundtable.domain.audit import AuditStatus
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.ids import AuditId, CaseId, RoundTableId
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import Step
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[VaultFile]:
    made, _code = vaults.make(tmp_path / "board.roundtable")
    found_board(
        made, name="Fernhill", pack_id="lscb_2015", contact="the chair", recipient_email="a@example.org"
    )
    yield made
    made.close()


def audit(vault: VaultFile, title: str) -> AuditId:
    return AuditId(prepare_audit(vault, AuditDetails(title)).made)


def table(vault: VaultFile, audit_id: AuditId) -> RoundTableId:
    return RoundTableId(plan_round_table(vault, audit_id, MeetingDetails(date(2026, 10, 8))).made)


def resume(vault: VaultFile) -> Resume:
    found = home_view(vault).resume
    assert found is not None
    return found


def place(vault: VaultFile) -> Bookmark:
    return replace(resume(vault).place, number=0)


def test_a_new_file_has_nothing_to_go_on_with(vault: VaultFile) -> None:
    assert home_view(vault).resume is None


def test_each_page_of_the_preparation_is_come_back_to(vault: VaultFile) -> None:
    neglect = audit(vault, "Neglect")
    assert place(vault) == Bookmark(Page.AUDIT) and resume(vault).state is None
    case = CaseId(add_case(vault, neglect).made)
    for where in (Bookmark(Page.AUDIT, "questions"), Bookmark(Page.CASE, "events", case)):
        keep_place(vault, neglect, where)
        assert place(vault) == where
    assert resume(vault).case_ordinal == 1
    planned = table(vault, neglect)
    assert place(vault) == Bookmark(Page.MEETING, round_table_id=planned)
    assert (resume(vault).state, resume(vault).held_on) == (MeetingState.PLANNED, date(2026, 10, 8))
    keep_place(vault, neglect, Bookmark(Page.CASE, "people", case))
    assert place(vault).page is Page.CASE, "one may well prepare on after planning the day"


def test_of_two_audits_the_one_worked_on_last_is_gone_on_with_though_the_clock_went_back(
    vault: VaultFile,
) -> None:
    neglect, missing = audit(vault, "Neglect"), audit(vault, "Missing")
    assert resume(vault).audit_id == missing
    keep_place(vault, neglect, Bookmark(Page.AUDIT, "scope"))
    assert resume(vault).audit_id == neglect
    clock = vault._held.clock
    assert isinstance(clock, vaults.Clock)
    clock.forward(minutes=-90)
    keep_place(vault, missing, Bookmark(Page.AUDIT, "scope"))
    assert resume(vault).audit_id == missing


def test_an_open_meeting_goes_before_everything_that_was_looked_at_since(vault: VaultFile) -> None:
    neglect = audit(vault, "Neglect")
    case = CaseId(add_case(vault, neglect).made)
    held = table(vault, neglect)
    open_round_table(vault, held)
    go_to(vault, held, Step.LIVED, case)
    keep_place(vault, neglect, Bookmark(Page.CASE, "people", case))
    other = audit(vault, "Missing")
    assert (resume(vault).audit_id, place(vault).step) == (neglect, Step.LIVED)
    pause_round_table(vault, held)
    assert place(vault) == Bookmark(Page.MEETING, round_table_id=held)
    keep_place(vault, other, Bookmark(Page.AUDIT, "cases"))
    assert resume(vault).audit_id == other


def test_after_the_meeting_the_way_leads_on_to_the_report_and_back_to_what_is_mended(
    vault: VaultFile,
) -> None:
    neglect = audit(vault, "Neglect")
    case = CaseId(add_case(vault, neglect).made)
    held = table(vault, neglect)
    open_round_table(vault, held)
    go_to(vault, held, Step.ACTIONS)
    close_round_table(vault, held)
    assert place(vault).step is Step.CHECK
    go_to(vault, held, Step.LESSONS)
    assert place(vault).step is Step.LESSONS, "a lesson that is mended afterwards is gone on with"
    keep_place(vault, neglect, Bookmark(Page.CASE, "people", case))
    assert place(vault).page is Page.CASE, "and so is a register"
    go_to(vault, held, Step.EXPORT)
    assert place(vault).step is Step.EXPORT


def test_an_audit_that_was_sent_is_over_until_a_further_round_table_is_planned(vault: VaultFile) -> None:
    neglect = audit(vault, "Neglect")
    held = table(vault, neglect)
    open_round_table(vault, held)
    close_round_table(vault, held)
    with vault.transaction() as tx:
        tx.audits.put(replace(tx.audits.get(neglect), status=AuditStatus.SENT))
    keep_place(vault, neglect, Bookmark(Page.AUDIT, "scope"))
    assert home_view(vault).resume is None
    again = table(vault, neglect)
    assert place(vault) == Bookmark(Page.MEETING, round_table_id=again)


def test_a_case_that_was_taken_out_leads_to_the_list_of_cases(vault: VaultFile) -> None:
    neglect = audit(vault, "Neglect")
    case = CaseId(add_case(vault, neglect).made)
    keep_place(vault, neglect, Bookmark(Page.CASE, "family", case))
    remove_case(vault, case)
    assert place(vault) == Bookmark(Page.AUDIT, "cases")


def test_a_file_of_an_earlier_version_still_leads_to_where_its_meeting_stands(vault: VaultFile) -> None:
    neglect = audit(vault, "Neglect")
    held = table(vault, neglect)

    def forget() -> None:
        with vault.transaction() as tx:
            tx.audits.put(replace(tx.audits.get(neglect), bookmark=Bookmark()))

    forget()
    assert place(vault) == Bookmark(Page.MEETING, round_table_id=held)
    open_round_table(vault, held)
    pause_round_table(vault, held)
    forget()
    assert place(vault) == Bookmark(Page.MEETING, round_table_id=held)
    open_round_table(vault, held)
    close_round_table(vault, held)
    forget()
    assert place(vault) == Bookmark(Page.STEP, round_table_id=held, step=Step.CHECK)


def test_the_same_place_twice_writes_nothing_and_editing_keeps_it(vault: VaultFile) -> None:
    neglect = audit(vault, "Neglect")
    where = Bookmark(Page.AUDIT, "questions")
    keep_place(vault, neglect, where)
    before = vault.anchor()
    keep_place(vault, neglect, where)
    assert vault.anchor() == before
    edit_audit(vault, neglect, AuditDetails("Neglect of young children"))
    assert place(vault) == where
