"""Whatever was typed, pages stay right: nothing runs over an edge, nothing is lost, no page stands empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from roundtable.domain.report import (
    AgencyGrade,
    AnonymousReport,
    FamilyRow,
    GradeCount,
    GradeLevel,
    GradeSpread,
    KeyFact,
    PageOneSummary,
    ReportAction,
    ReportCase,
    ReportGrade,
    TimelineEntry,
    UnfinishedItem,
)
from roundtable.export.paper_style import BOTTOM, PAGE_HEIGHT, SIDE, TOP
from roundtable.export.report_pdf import write_report
from tests.export.pdf_checks import PASSED, failed_rules, pictures, text
from tests.export.sample_report import bare_report, sample_report

LONG_WORD = "Donaudampfschiff" * 30
WORDS = tuple(f"word{i}" for i in range(4000))


def _one(case: ReportCase, **more: object) -> AnonymousReport:
    return replace(bare_report(), cases=(case,), **more)  # type: ignore[arg-type]


def _not_reached() -> AnonymousReport:
    """Four cases that the agencies had graded and the meeting never came to."""
    sample = sample_report()
    cases = tuple(
        replace(
            case,
            timeline=(),
            lived_experience="",
            overall=replace(case.overall, agreed="", reason="") if case.overall else None,
            grades=tuple(replace(g, agreed="", reason="", dissent="") for g in case.grades),
        )
        for case in sample.cases
    )
    return replace(sample, cases=cases, lessons=(), actions=(), spread=(), summary=PageOneSummary(""))


def _long_words() -> AnonymousReport:
    graded = ReportGrade(LONG_WORD, LONG_WORD, (AgencyGrade(LONG_WORD, LONG_WORD),), LONG_WORD, LONG_WORD)
    case = ReportCase(
        LONG_WORD,
        LONG_WORD,
        (KeyFact(LONG_WORD, LONG_WORD), KeyFact(LONG_WORD, "short")),
        (FamilyRow(LONG_WORD, LONG_WORD, LONG_WORD, LONG_WORD),),
        lived_experience=f"- {LONG_WORD}\n## {LONG_WORD}",
        timeline=tuple(TimelineEntry(LONG_WORD, LONG_WORD, LONG_WORD, True, i) for i in range(5)),
        grades=(graded,) * 4,
        overall=graded,
    )
    action = ReportAction(LONG_WORD, LONG_WORD, LONG_WORD, LONG_WORD, None, LONG_WORD, (LONG_WORD,))
    return _one(
        case,
        title=LONG_WORD,
        board=LONG_WORD,
        marking=LONG_WORD,
        recipient=LONG_WORD,
        theme=LONG_WORD,
        reference=LONG_WORD,
        agencies=(LONG_WORD,),
        actions=(action,),
        scale=(GradeLevel(LONG_WORD, LONG_WORD), GradeLevel("Good")),
        spread=(GradeSpread(LONG_WORD, (GradeCount(LONG_WORD, 1),)),),
        summary=PageOneSummary(LONG_WORD, (LONG_WORD,), (LONG_WORD,), (action,)),
        unfinished=(UnfinishedItem(LONG_WORD, LONG_WORD),),
    )


def _three_hundred_rows() -> AnonymousReport:
    sample = sample_report(1)
    grades = tuple(ReportGrade(f"Question {i}?", "Good", reason=f"because{i}") for i in range(300))
    events = tuple(TimelineEntry(f"Month {i}", "School", f"event{i}", i % 9 == 0, i) for i in range(300))
    actions = tuple(ReportAction(f"A{i}", f"thing{i}", "GP", due=date(2027, 5, 1)) for i in range(300))
    spread = tuple(GradeSpread(f"Question {i}?", (GradeCount("Good", i % 5),)) for i in range(300))
    case = replace(sample.cases[0], grades=grades, timeline=events)
    return replace(sample, cases=(case,), actions=actions, spread=spread)


def _narratives() -> AnonymousReport:
    told = " ".join(WORDS)
    whole = ReportGrade("The case as a whole", "Good", reason=told)
    return _one(ReportCase("Child A", told, overall=whole, commentary=told), findings=told)


def _strange() -> AnonymousReport:
    told = "a\x00b\x07c \u202e\u200b end 😀👩‍👩‍👧 王伟 محمد বাংলা اردو ńłęăşțışğ Đặng Владимир \ufffe\ud7ff"
    case = ReportCase(told, told, (KeyFact(told, told),), lived_experience=told)
    return _one(case, title=told, board=told, marking=told, findings=told)


EXTREMES = {
    "nothing at all": lambda: replace(bare_report(), cases=()),
    "no lessons": lambda: replace(sample_report(1), lessons=(), actions=()),
    "not reached": _not_reached,
    "forty cases": lambda: replace(
        sample_report(1),
        cases=tuple(replace(sample_report(1).cases[0], label=f"Child {i + 1}") for i in range(40)),
    ),
    "4,000 words in a field": _narratives,
    "very long words": _long_words,
    "300 rows": _three_hundred_rows,
    "strange characters": _strange,
}


def _ink(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> int:
    """The darkest grey in a box of points from the top left: 255 is bare paper."""
    darkest = picture.crop((round(left), round(top), round(right), round(bottom))).getextrema()[0]
    return int(darkest) if isinstance(darkest, int | float) else 0


@pytest.mark.parametrize("name", EXTREMES)
def test_pages_stay_right(name: str, tmp_path: Path) -> None:
    data = write_report(EXTREMES[name]())
    assert failed_rules(data, tmp_path) == PASSED
    for number, picture in enumerate(pictures(data), start=1):
        width, height = picture.size
        place = f"{name}, page {number}"
        assert _ink(picture, 0, 0, SIDE - 3, height) == 255, f"{place}: over the left edge"
        assert _ink(picture, width - SIDE + 3, 0, width, height) == 255, f"{place}: over the right edge"
        assert _ink(picture, 0, TOP - 20, width, TOP - 6) > 200, f"{place}: into the head"
        foot = PAGE_HEIGHT - BOTTOM
        assert _ink(picture, 0, foot + 4, width, foot + 12) > 200, f"{place}: into the foot"
        assert _ink(picture, SIDE, TOP, width - SIDE, foot) < 120, f"{place}: empty"


def test_nothing_of_a_long_narrative_is_lost() -> None:
    said = f" {text(write_report(_narratives()))} "
    assert all(said.count(f" {word} ") >= 4 for word in WORDS)


def test_nothing_of_300_rows_is_lost() -> None:
    said = text(write_report(_three_hundred_rows()))
    for i in range(300):
        assert f"event{i} " in said and f"thing{i} " in said and f"because{i} " in said
