"""The papers beside the report: both standards, order of reading, the same bytes, too little and too much."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable import assets
from roundtable.actions import ready_made
from roundtable.export.logo import read_logo
from roundtable.export.other_papers import write_paper
from tests.export.pdf_checks import PASSED, failed_rules, structure, text, texts
from tests.export.sample_papers import BRIEFING, EMPTY, LETTER, MUCH, PAPERS, SCHEDULE

IN_ORDER = {
    "agenda": ("Agenda of the round table", "4 March 2027", "2 hours 10 minutes", "Ewa Nowak", "Running order", "09:40", "Child B",
               "10:35", "Break", "What we want to find out", "Before you come"),
    "pre-read": ("Pre-read for the round table", "Where agencies differ most", "A1 Was the child heard?",
                 "What each agency says", "We attended twice.", "No return yet", "Points to discuss",
                 "Good: Police", "Inadequate: School", "Chronology of all agencies", "Month 1", "Turning point"),
    "action plan": ("Not for publication.", "Action plan", "By agency", "What will be done, and why", "Action 1"),
    "letter": ("Request for information", "Police", "18 February 2027", "What the audit looks at",
               "What you are asked for", "by 18 February 2027", "section 14B", "First condition",
               "Second condition", "Third condition", "Fourth condition", "How to send it", "Review by"),
    "schedule": ("Schedule of children", "names children", "Łukasz Żółtowski", "3 May 2019", "LS-1",
                 "3 Orchard Row"),
    "briefing": ("Seven-minute briefing", "1. Background", "2. Why it matters", "3. What we looked at",
                 "4. What worked", "5. What to improve", "6. What to do now", "7. Reflect"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_both_standards_pass(name: str, tmp_path: Path) -> None:
    assert failed_rules(write_paper(PAPERS[name]), tmp_path) == PASSED


@pytest.mark.parametrize("name", PAPERS)
def test_it_reads_in_the_order_of_the_page(name: str) -> None:
    told, at = text(write_paper(PAPERS[name])), 0
    for words in IN_ORDER[name]:
        at = told.find(words, at)
        assert at >= 0, words


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes_with_a_heading_and_a_marking_on_every_page(name: str) -> None:
    pdf = write_paper(PAPERS[name])
    assert pdf == write_paper(PAPERS[name])
    assert structure(pdf).count("H1") >= 1
    assert all(page.count("OFFICIAL-SENSITIVE") == 2 for page in texts(pdf))


@pytest.mark.parametrize("name", EMPTY)
def test_with_nothing_recorded_it_says_so_and_stays_valid(name: str, tmp_path: Path) -> None:
    assert failed_rules(write_paper(EMPTY[name]), tmp_path) == PASSED


@pytest.mark.parametrize("name", MUCH)
def test_far_too_much_stays_on_its_pages(name: str, tmp_path: Path) -> None:
    pdf = write_paper(MUCH[name])
    assert failed_rules(pdf, tmp_path) == PASSED
    if name == "action plan":
        assert "Action 300" in text(pdf)
    if name == "pre-read":
        assert "Child 39" in text(pdf)


def test_a_logo_stands_at_the_head_and_is_told_in_words(tmp_path: Path) -> None:
    logo = read_logo(assets.read_bytes("screenshots/home.png"))
    pdf = write_paper(replace(LETTER, head=replace(LETTER.head, logo=logo)))
    assert "Figure" in structure(pdf)
    assert failed_rules(pdf, tmp_path) == PASSED


def test_only_the_lscb_pack_prints_the_four_conditions() -> None:
    for pack in ready_made.PACK_IDS:
        told = text(write_paper(replace(LETTER, wording=ready_made.letter(pack))))
        conditions = [c for c in ("First", "Second", "Third", "Fourth") if f"{c} condition" in told]
        assert len(conditions) == (4 if pack == "lscb_2015" else 0)
        assert ("14B" in told) == (pack == "lscb_2015") or "section 14B. Review" in told
    law = json.loads(assets.read_text("board/lscb_2015.json"))["letter"]
    assert "first and second conditions are met" in law["law"]
    assert "either the third or the fourth" in law["law"]
    assert "Check commencement" in text(
        write_paper(replace(LETTER, wording=ready_made.letter("partnership_2026")))
    )


def test_a_pack_past_its_review_date_warns_on_the_letter() -> None:
    head = replace(LETTER.head, provenance="Act. **This wording is past its review date: check it.**")
    assert "past its review date" in text(write_paper(replace(LETTER, head=head)))


def test_every_page_of_the_schedule_says_that_it_names_children() -> None:
    for page in texts(write_paper(SCHEDULE)):
        assert "names children" in page


def test_a_briefing_of_a_long_report_is_still_two_pages() -> None:
    assert len(texts(write_paper(BRIEFING))) <= 2
    report = replace(BRIEFING.report, actions=MUCH["briefing"].report.actions)  # type: ignore[union-attr]
    assert len(texts(write_paper(replace(BRIEFING, report=report)))) <= 2
