"""What the report says of the wording it was made with."""

from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest

from roundtable.actions import board, round_tables, signoff, walkthrough
from roundtable.actions.ready_made import wording_packs
from roundtable.actions.report import export_report, report_pdf
from roundtable.actions.report_words import provenance_words
from roundtable.domain.board import WordingPack
from roundtable.domain.walkthrough import Step
from roundtable.export.writer import Paper
from tests.actions.rooms import POLICE, Room


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
