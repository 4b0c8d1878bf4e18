"""Hints of a name model: questions where the rules found nothing, and nothing else changes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise import (
    Anonymiser,
    Certainty,
    Choice,
    Decision,
    Hint,
    Rewritten,
    assign_labels,
    plausible,
)
from tests.anonymise.registers import FAMILY, SEED

LABELS = assign_labels(FAMILY, SEED)
TEXT = "Amelia walked past the willow with Lee Marsh. The willow by the mill; willows, Willow."
PIECES = [
    "Amelia",
    "the willow",
    "Marsh",
    "mill",
    "x",
    " ",
    ".",
    "Millie’s",
    "ß",
    "İpek",
    "\n",
    "999 123 4567",
    "🙂",
]


def told(text: str, *hints: Hint, decisions: tuple[Decision, ...] = ()) -> Rewritten:
    return Anonymiser(FAMILY, LABELS, decisions, hints=hints).rewrite(text)


def test_a_hint_is_asked_about_as_it_was_written_and_as_whole_words() -> None:
    with_hint = told(TEXT, Hint("willow", "stranger"))
    asked = [(q.text, q.count, q.suggestion) for q in with_hint.questions]
    assert ("willow", 2, "[name removed]") in asked
    assert with_hint.text == told(TEXT).text


def test_a_hint_never_touches_what_the_rules_found() -> None:
    for text in ("Amelia", "Lee Marsh", "with Lee", "Marsh. The willow"):
        found = Anonymiser(FAMILY, LABELS, hints=(Hint(text, "place"),)).find(TEXT)
        assert found == Anonymiser(FAMILY, LABELS).find(TEXT), text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=4),
)
def test_the_text_is_the_same_whatever_the_hints(text: str, hints: list[str]) -> None:
    plain = Anonymiser(FAMILY, LABELS)
    hinted = Anonymiser(FAMILY, LABELS, hints=[Hint(h, "stranger") for h in hints])
    assert hinted.rewrite(text).text == plain.rewrite(text).text
    assert hinted.rewrite(text).replacements == plain.rewrite(text).replacements
    found = hinted.find(text)
    added = [f for f in found if f not in plain.find(text)]
    assert [f for f in found if f not in added] == list(plain.find(text))
    assert all(f.certainty is Certainty.REVIEW and text[f.start : f.end] == f.text for f in added)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision("Willow", Choice.KEEP), "She met willow at dusk."),
        (Decision("willow", Choice.REPLACE_WITH, "a neighbour"), "She met a neighbour at dusk."),
        (Decision("willow", Choice.REGISTER, entity="m1"), f"She met {LABELS['m1']} at dusk."),
    ],
)
def test_a_decision_on_a_hint_is_obeyed(decision: Decision, said: str) -> None:
    done = told("She met willow at dusk.", Hint("willow", "stranger"), decisions=(decision,))
    assert done.text == said
    assert done.questions == ()


def test_the_longest_hint_is_asked_about_once() -> None:
    hints = (Hint("mill", "place"), Hint("mill brook", "place"))
    assert [q.text for q in told("past mill brook", *hints).questions] == ["mill brook"]


def test_many_hints_cost_what_the_text_costs() -> None:
    text = "the mill and the brook " * 4_000
    hints = [Hint(f"mill{n}", "stranger") for n in range(5_000)] + [Hint("brook", "place")]
    found = Anonymiser(FAMILY, LABELS, hints=hints).find(text)
    assert sum(f.text == "brook" for f in found) == 4_000


@pytest.mark.parametrize("text", ["CAMHS", "strategy meeting", "pleased", "7", "x", "—", "", "the door"])
def test_what_is_no_question(text: str) -> None:
    assert not plausible(text)


@pytest.mark.parametrize(
    ("text", "asked"), [("Fridge", False), ("Grace", True), ("Zebedee", True), ("Mould", False)]
)
def test_where_a_sentence_begins_a_capital_says_nothing(text: str, asked: bool) -> None:
    assert plausible(text)
    assert plausible(text, begins_sentence=True) is asked


@pytest.mark.parametrize("text", ["Zebedee", "qwerzan", "Ștefania", "Curtain Road", "yusuf-ali"])
def test_what_is_a_question(text: str) -> None:
    assert plausible(text)
