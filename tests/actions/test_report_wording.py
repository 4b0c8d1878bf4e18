"""What the report says of the wording it was made with."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from roundtable.actions import board, chronology, round_tables, signoff, walkthrough
from roundtable.actions.ready_made import wording_packs
from roundtable.actions.report import export_report, report_pdf
from roundtable.actions.report_words import provenance_words
from roundtable.domain.board import WordingPack
from roundtable.domain.chronology import EventKind
from roundtable.domain.ids import AgencyId
from roundtable.domain.walkthrough import Step
from roundtable.export.writer import Paper
from tests.actions.rooms import POLICE, Room
from tests.export.pdf_checks import PASSED, failed_rules, text


@pytest.mark.parametrize("pack", wording_packs(), ids=lambda pack: pack.id)
def test_a_pack_past_its_review_date_says_so_on_the_paper(pack: WordingPack) -> None:
    assert "past its review date" not in provenance_words(pack, pack.review_by)
    late = provenance_words(pack, pack.review_by + timedelta(days=1))
    assert "past its review date" in late
    assert str(pack.review_by.year) in late
    assert provenance_words(pack, date(2000, 1, 1)).startswith(pack.provenance)


def on_its_first_page(here: Room, case: int) -> None:
    round_tables.go_to(here.vault, here.table_id, Step.WHO, here.case_ids[case])


def labels(here: Room) -> list[str]:
    return [here.prepared().inputs.case_label(c) for c in here.prepared().inputs.cases]


def looked_at(here: Room) -> str:
    return here.report.summary.looked_at


def test_the_first_page_says_which_cases_were_not_reached(here: Room) -> None:
    assert "The round table has not been held" in looked_at(here)
    here.open()
    first, second = labels(here)
    assert looked_at(here).startswith("None of two children’s cases on the theme of neglect was looked at")
    on_its_first_page(here, 1)
    assert f"{second} was only begun" in looked_at(here)
    assert f"{first} was not reached" in looked_at(here)
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], "He waited.")
    assert looked_at(here) == (
        "One of two children’s cases on the theme of neglect was looked at together. "
        f"{second} was only begun."
    )
    assert "went through 1 of 2 cases together" in here.report.method
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[1], "She waited.")
    assert looked_at(here) == "Two children’s cases on the theme of neglect were looked at together."
    assert "went through every case together" in here.report.method
    assert [case.was_looked_at for case in here.report.cases] == [True, True]


def test_only_agencies_with_somebody_there_took_part(here: Room) -> None:
    names = {a.id: a.name for a in board.board_view(here.vault).agencies}  # type: ignore[union-attr]
    gp = next(key for key, name in names.items() if "GP" in name)
    here.expect("Ana Reed", agency_id=POLICE)
    here.expect("Dr Petra Sole", agency_id=gp)
    here.open("Ana Reed")
    signoff.record_arrival(here.vault, here.table_id, here.attendees["Ana Reed"])
    assert here.report.agencies == (names[POLICE],)
    assert names[gp] in here.report.absent_agencies
    assert names[POLICE] not in here.report.absent_agencies
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], "He waited.")
    assert "by 1 agency" in looked_at(here)
    here.close()
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    pages = pypdfium2.PdfDocument(report_pdf(here.vault, here.audit_id).pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "1 of 2\r\ncases looked at" in text or "1 of 2 cases looked at" in " ".join(text.split())
    assert "Invited, not there" in text


def exported_text(here: Room) -> str:
    """What stands in the finished file."""
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    return text(report_pdf(here.vault, here.audit_id).pdf)


def test_the_method_says_that_the_meeting_stopped_early_and_never_when(here: Room) -> None:
    here.open()
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], "He waited.")
    assert "stopped early" not in here.report.method, "it is still going on"
    here.close()
    assert "The round table stopped early, before every case was done." in here.report.method
    assert "The round table stopped early, before every case was done." in exported_text(here)
    assert not re.search(r"\d{4}", here.report.method)


def test_the_method_says_that_a_second_meeting_went_on(here: Room, tmp_path: Path) -> None:
    here.open()
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], "He waited.")
    here.close()
    here.table_id = here.plan_again(date(2026, 11, 12))
    assert "continued" not in here.report.method, "a meeting that is only planned has gone on with nothing"
    here.attendees.clear()
    here.open()
    here.close()
    assert "continued at a second meeting. The last meeting stopped" in here.report.method
    round_tables.open_round_table(here.vault, here.table_id)
    signoff.record_arrival(here.vault, here.table_id, here.attendees["Ana Reed"])
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[1], "She waited.")
    here.close()
    printed = exported_text(here)
    assert "The round table was continued at a second meeting." in printed and "stopped" not in printed
    assert "12 November" not in here.report.method
    assert failed_rules(report_pdf(here.vault, here.audit_id).pdf, tmp_path) == PASSED


def test_a_case_says_about_how_many_events_agencies_differ_and_not_which(here: Room) -> None:
    meeting = "Strategy meeting at the hospital about the burn at {}, health visitor was {}invited."
    for agency, hour, asked in ((POLICE, "1400", ""), (AgencyId("school"), "1530", "not ")):
        chronology.add_event(
            here.vault,
            here.case_ids[0],
            on=date(2025, 6, 6),
            agency_id=agency,
            kind=EventKind.MEETING,
            text=meeting.format(hour, asked),
        )
    here.open()
    for case in here.case_ids:
        walkthrough.note_chronology(here.vault, here.table_id, case, "They waited.")
    here.close()
    printed = exported_text(here)
    assert printed.count("Agencies differ about") == 1
    assert "Agencies differ about 1 event of the chronology" in printed
    assert "1530" not in printed and "June 2025" not in printed
