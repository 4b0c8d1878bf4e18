"""One decision a clue, the latest; what is left to stand together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.errors import ClueWordsMissing
from roundtable.domain.ids import NO_CASE, CaseId
from roundtable.domain.intruder_sheet import (
    Clue,
    ClueChoice,
    ClueDecision,
    decided_clue,
    decision_on,
    is_strong,
    kinds_left,
    undecided_clue,
    undecided_count,
)

CASE = CaseId("c1")
CHOICES = st.sampled_from([c for c in ClueChoice if c is not ClueChoice.UNDECIDED])


def decision(choice: ClueChoice, text: str = "Polish", words: str = "") -> ClueDecision:
    return ClueDecision(CASE, "ethnicity", text, choice, words)


def clue(kind: str, choice: ClueChoice = ClueChoice.UNDECIDED) -> Clue:
    return Clue(kind, "x", "Child A, background", "Child A", CASE, choice)


@given(st.lists(st.tuples(CHOICES, st.sampled_from(["Polish", "polish", "POLISH ", "Somali"])), max_size=8))
@settings(max_examples=40, deadline=None)
def test_the_latest_decision_on_a_clue_is_the_only_one(made: list[tuple[ClueChoice, str]]) -> None:
    kept: tuple[ClueDecision, ...] = ()
    for choice, text in made:
        kept = decided_clue(kept, decision(choice, text, "a faith"))
    for text in ("Polish", "Somali"):
        mine = [c for c, t in made if t.strip().casefold() == text.casefold()]
        found = decision_on(kept, CASE, "ethnicity", text)
        assert (found.choice if found else None) == (mine[-1] if mine else None)
        assert sum(d.is_on(CASE, "ethnicity", text) for d in kept) <= 1


def test_a_decision_belongs_to_its_case_and_its_kind() -> None:
    kept = decided_clue((), decision(ClueChoice.DROP))
    assert decision_on(kept, NO_CASE, "ethnicity", "Polish") is None
    assert decision_on(kept, CASE, "language", "Polish") is None
    assert undecided_clue(kept, CASE, "ethnicity", "polish") == ()


@pytest.mark.parametrize("words", ["", "  "])
def test_a_generalisation_needs_its_words(words: str) -> None:
    with pytest.raises(ClueWordsMissing):
        decided_clue((), decision(ClueChoice.GENERALISE, words=words))


def test_words_are_kept_for_a_generalisation_alone() -> None:
    (kept,) = decided_clue((), decision(ClueChoice.GENERALISE, words="  from   abroad "))
    assert kept.words == "from abroad"
    (kept,) = decided_clue((), decision(ClueChoice.DROP, words="from abroad"))
    assert kept.words == ""


def test_undecided_takes_the_decision_back() -> None:
    kept = decided_clue((), decision(ClueChoice.DROP))
    assert decided_clue(kept, replace(kept[0], choice=ClueChoice.UNDECIDED)) == ()


def test_three_kinds_that_stand_together_are_strong() -> None:
    clues = [clue("age"), clue("faith", ClueChoice.KEEP), clue("month"), clue("month")]
    assert is_strong(clues)
    assert undecided_count(clues) == 3
    clues[2:] = [clue("month", ClueChoice.DROP), clue("month", ClueChoice.GENERALISE)]
    assert kinds_left(clues) == ("age", "faith")
    assert not is_strong(clues)
