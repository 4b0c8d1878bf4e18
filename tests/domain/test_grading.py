"""Spread, never a mean; off-scale answers count for no gap; a changed grade needs its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.actions.ready_made import grade_scales
from roundtable.domain.errors import ReasonMissing, UnknownGrade
from roundtable.domain.grading import (
    INSUFFICIENT,
    NOT_KNOWN,
    OFF_SCALE,
    GradeScale,
    Judgement,
    check_judgement,
    gap,
    is_wide_gap,
    needs_reason,
    spread,
)
from roundtable.domain.ids import NO_QUESTION

SCALES = st.sampled_from(grade_scales())


@st.composite
def graded(draw: st.DrawFn) -> tuple[GradeScale, list[str]]:
    """A shipped scale and answers on it, off it, and none."""
    scale = draw(SCALES)
    ids = [*(g.id for g in scale.grades), *OFF_SCALE, ""]
    return scale, draw(st.lists(st.sampled_from(ids), max_size=12))


@given(graded())
def test_a_spread_counts_every_grade_of_the_scale_and_nothing_else(
    given_: tuple[GradeScale, list[str]],
) -> None:
    scale, ids = given_
    counted = spread(scale, ids)
    assert [grade for grade, _count in counted] == list(scale.grades)
    on_scale = [g for g in ids if g and g not in OFF_SCALE]
    assert sum(count for _grade, count in counted) == len(on_scale)
    assert all(count == ids.count(grade.id) for grade, count in counted)


@given(graded())
def test_a_gap_is_from_the_best_to_the_worst_and_blind_to_order_and_off_scale(
    given_: tuple[GradeScale, list[str]],
) -> None:
    scale, ids = given_
    width = gap(scale, ids)
    ranks = [scale.grade(g).rank for g in ids if g and g not in OFF_SCALE]
    assert width == (max(ranks) - min(ranks) if ranks else 0)
    assert width == gap(scale, list(reversed(ids))) == gap(scale, [*ids, NOT_KNOWN, INSUFFICIENT, ""])
    assert is_wide_gap(scale, ids) is (width >= 2)


@given(graded(), st.data())
def test_a_reason_is_needed_exactly_when_no_agency_gave_itself_the_grade(
    given_: tuple[GradeScale, list[str]], data: st.DataObject
) -> None:
    scale, ids = given_
    agreed = data.draw(st.sampled_from([*(g.id for g in scale.grades), *OFF_SCALE, ""]))
    on_scale = {g for g in ids if g and g not in OFF_SCALE}
    needed = agreed in {g.id for g in scale.grades} and bool(on_scale) and agreed not in on_scale
    assert needs_reason(agreed, ids) is needed
    check_judgement(scale, Judgement(NO_QUESTION, agreed, reason="We saw more."), ids)
    if needed:
        with pytest.raises(ReasonMissing):
            check_judgement(scale, Judgement(NO_QUESTION, agreed, reason="  "), ids)
    else:
        check_judgement(scale, Judgement(NO_QUESTION, agreed), ids)


@given(SCALES, st.text(min_size=1, max_size=12))
def test_a_grade_of_another_scale_is_refused(scale: GradeScale, other: str) -> None:
    if scale.accepts(other):
        return
    with pytest.raises(UnknownGrade):
        check_judgement(scale, Judgement(NO_QUESTION, other, "Because."), ())
    with pytest.raises(UnknownGrade):
        scale.label(other)
    assert scale.tone(other) == ""


def test_every_answer_has_words() -> None:
    for scale in grade_scales():
        labels = [scale.label(g) for g in ("", *OFF_SCALE, *(grade.id for grade in scale.grades))]
        assert all(labels)
        assert len(set(labels)) == len(labels)
