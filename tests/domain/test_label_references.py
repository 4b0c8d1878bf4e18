"""A label that is typed points at somebody; what is stored always reads back as what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.label_references import UNKNOWN, References, is_plain, moved, referred_to

LABELS = {
    "b": "Child B",
    "m": "Mother of Child B",
    "s1": "Social Worker 1",
    "p": "School 1",
    "h": "Health visitor",
}
NAMES = {"b": "Kwabena Asante", "m": "Efua Asante", "s1": "Ann", "p": "Larkrise School", "h": "Ifeoma Obi"}
BY_LABEL = References(LABELS, plain=frozenset({"Health visitor"}))
BY_NAME = References(LABELS, NAMES, frozenset({"Health visitor"}))
PIECES = st.sampled_from(
    [
        *LABELS.values(),
        *NAMES.values(),
        "{{entry:b|Child B}}",
        "{{open}}",
        "{{",
        "{",
        "}}",
        "}",
        "|",
        "entry:b",
        " ",
        "’s",
        "Child",
        "B",
        "\n",
        "😀",
        "child b",
        "\u202e",
        "x",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_what_was_typed_reads_back_by_label(text: str) -> None:
    assert BY_LABEL.shown(BY_LABEL.stored(text)) == text


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_what_is_shown_by_name_stays_the_same_when_it_is_saved_again(text: str) -> None:
    by_name = BY_NAME.shown(BY_LABEL.stored(text))
    assert BY_NAME.shown(BY_NAME.stored(by_name)) == by_name


@given(TEXTS, st.permutations(["Child A", "Child B", "Child C"]))
@settings(max_examples=60, deadline=None)
def test_a_text_follows_its_people_through_every_relabelling(text: str, drawn: list[str]) -> None:
    before = References(dict(zip("abc", ["Child A", "Child B", "Child C"], strict=True)))
    after = References(dict(zip("abc", drawn, strict=True)))
    stored = before.stored(text)
    assert before.shown(stored) == text
    assert len(after.shown(stored)) == len(text)
    assert referred_to(after.stored(after.shown(stored))) == referred_to(stored)


def test_a_label_is_shown_by_audience() -> None:
    stored = BY_LABEL.stored("Mother of Child B told Child B’s teacher.")
    assert "Child B’s" not in stored
    assert BY_LABEL.shown(stored) == "Mother of Child B told Child B’s teacher."
    assert BY_NAME.shown(stored) == "Efua Asante told Kwabena Asante’s teacher."


def test_a_name_that_is_shown_and_saved_again_still_points_at_its_person() -> None:
    stored = BY_LABEL.stored("Child B was tired.")
    assert BY_LABEL.shown(BY_NAME.stored(BY_NAME.shown(stored) + " So was he.")) == (
        "Child B was tired. So was he."
    )


@pytest.mark.parametrize(
    "text", ["Child Bright came.", "child b", "Grandchild B", "Ann said", "Health visitor"]
)
def test_words_that_only_look_like_a_label_or_a_name_stay_text(text: str) -> None:
    assert BY_LABEL.stored(text) == text
    assert BY_NAME.stored(text) == text


def test_one_word_is_never_shown_or_taken_for_a_name() -> None:
    stored = BY_LABEL.stored("Social Worker 1 rang.")
    assert BY_NAME.shown(stored) == "Social Worker 1 rang."


def test_two_people_of_one_name_are_shown_by_label() -> None:
    both = References({"a": "Child A", "b": "Child B"}, {"a": "Sam Lee", "b": "Sam Lee"})
    assert both.shown(both.stored("Child A and Child B")) == "Child A and Child B"
    assert referred_to(both.stored("Sam Lee came.")) == frozenset()


def test_a_typed_token_is_text() -> None:
    typed = "See {{entry:b|Child B}} and {{open}}."
    assert referred_to(BY_LABEL.stored(typed)) == {"b"}  # the label inside, nothing else
    assert BY_LABEL.shown(BY_LABEL.stored(typed)) == typed
    assert References({}).shown(BY_LABEL.stored(typed)) == typed


def test_somebody_taken_off_the_register_keeps_the_label_unless_it_is_anothers_now() -> None:
    stored = BY_LABEL.stored("Child B was tired.")
    assert References({}).shown(stored) == "Child B was tired."
    assert References({"z": "Child B"}).shown(stored) == f"{UNKNOWN} was tired."


def test_merged_entries_are_one() -> None:
    stored = moved(BY_LABEL.stored("Social Worker 1 rang Child B."), "s1", "s2")
    assert referred_to(stored) == {"s2", "b"}
    assert (
        References({"s2": "Social Worker 4", "b": "Child B"}).shown(stored) == "Social Worker 4 rang Child B."
    )


@pytest.mark.parametrize(
    ("label", "family", "plain"),
    [
        ("Child A", True, False),
        ("Mother of Child B", True, False),
        ("Mother", True, False),
        ("Social Worker 2", False, False),
        ("Health visitor", False, True),
    ],
)
def test_bare_roles_of_professionals_are_words(label: str, family: bool, plain: bool) -> None:
    assert is_plain(label, is_family=family) is plain
