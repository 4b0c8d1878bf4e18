"""The family map on paper: a tagged figure with its words, by label, within the page, or in words alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.graphics.shapes import Circle, Rect, String

from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.family_map import ON_PAPER, family_map
from roundtable.domain.family_symbols import Relative
from roundtable.domain.ids import PersonId
from roundtable.domain.report import AnonymousReport, ReportFamily
from roundtable.export.family_figure import on_paper
from roundtable.export.fonts import width
from roundtable.export.paper_style import TEXT_WIDTH
from roundtable.export.report_pdf import write_report
from tests.export.pdf_checks import PASSED, failed_rules, structure, text
from tests.export.sample_report import family_of, sample_report


def report_of(family: ReportFamily | None) -> AnonymousReport:
    whole = sample_report(1)
    return replace(whole, cases=(replace(whole.cases[0], family_map=family, timeline=()),))


def wide_family(children: int) -> ReportFamily:
    people = tuple(Relative(PersonId(str(n)), f"Relative {n}", "") for n in range(children + 1))
    union = Union(people[0].id, PersonId(""), UnionKind.UNKNOWN, tuple(p.id for p in people[1:]))
    return ReportFamily(people, Family((union,)))


def test_the_map_is_a_figure_beside_the_chart_and_the_paper_stays_valid(tmp_path: Path) -> None:
    data, without = write_report(report_of(family_of("Child A"))), write_report(report_of(None))
    assert structure(data).count("Figure") == structure(without).count("Figure") + 1
    assert failed_rules(data, tmp_path) == PASSED


def test_its_words_say_who_is_who_without_counting() -> None:
    family = family_of("Child A")
    words = family_map(family.people, family.family, ON_PAPER).drawing.words
    assert words.startswith("Family map of Child A, 5 to 9.")
    assert "Father of Child A (35 to 49) and Mother of Child A (25 to 34) are separated" in words
    assert "In the household: Child A, Baby of Child A, Mother of Child A" in words
    assert "3 children" not in words


def test_labels_and_age_bands_stand_in_the_figure() -> None:
    said = text(write_report(report_of(family_of("Child A"))))
    assert "Grandmother of Child A 50 to 64" in said
    assert "Sibling 1 of Child A 10 to 14" in said


@pytest.mark.parametrize("children", [1, 4, 6])
def test_every_word_and_symbol_stands_within_the_page(children: int) -> None:
    family = wide_family(children)
    drawn = family_map(family.people, family.family, ON_PAPER).drawing
    page = on_paper(drawn, min(0.7, TEXT_WIDTH / drawn.width))
    assert page.width <= TEXT_WIDTH + 0.01
    for shape in page.contents:
        if isinstance(shape, String):
            assert shape.x >= 0
            assert shape.x + width(shape.text.rstrip(), shape.fontName, shape.fontSize) <= page.width
            assert 0 <= shape.y <= page.height
        if isinstance(shape, Circle):
            assert shape.r <= shape.cx <= page.width - shape.r
        if isinstance(shape, Rect):
            assert shape.x >= 0 and shape.x + shape.width <= page.width


def test_a_family_too_wide_for_the_page_is_told_in_words(tmp_path: Path) -> None:
    data = write_report(report_of(wide_family(30)))
    said = text(data)
    assert "The map of this family is too wide for the page." in said
    assert "Relative 0 and a partner who is not known have as children: Relative 1, Relative 2" in said
    assert failed_rules(data, tmp_path) == PASSED


def test_a_case_without_links_has_no_map() -> None:
    assert "Double outline" not in text(write_report(report_of(None)))
