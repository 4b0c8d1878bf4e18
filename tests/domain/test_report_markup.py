"""The report's small mark-up: read apart, bold taken out and put back, buttons that are undone by themselves."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.report_markup import (
    BOLD,
    HEADING,
    ITEM,
    Selected,
    blocks,
    on_one_line,
    places_without_bold,
    toggled_bold,
    toggled_lines,
    with_bold,
    without_bold,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="*\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
TYPED = st.text(st.sampled_from("ab- *#•\n"), max_size=40)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=6))
def test_bold_is_taken_out_and_put_back_as_it_was(pieces: list[tuple[str, bool]]) -> None:
    pieces = [(text, bold and bool(text.strip())) for text, bold in pieces if text]
    plain = "".join(text for text, _bold in pieces)
    spans, at = [], 0
    for text, bold in pieces:
        spans += [(at, at + len(text))] if bold else []
        at += len(text)
    signed = with_bold(plain, spans)
    assert without_bold(signed) == (plain, tuple(spans))


@settings(max_examples=150, deadline=None)
@given(TYPED)
def test_whatever_is_typed_every_word_is_still_there_and_no_sign_splits_one(typed: str) -> None:
    plain, spans = without_bold(typed)
    assert [c for c in plain if c.isalnum()] == [c for c in typed if c.isalnum()]
    assert plain.count("\n") == typed.count("\n")
    assert all(0 <= start < end <= len(plain) and "\n" not in plain[start:end] for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert f"a{BOLD}b" not in plain


@settings(max_examples=150, deadline=None)
@given(TYPED)
def test_no_word_is_lost_between_the_blocks(typed: str) -> None:
    told = "".join(block.text for block in blocks(typed))
    assert [c for c in told if c.isalnum()] == [c for c in typed if c.isalnum()]


def test_a_text_is_paragraphs_items_and_headings() -> None:
    found = [(b.kind, b.text) for b in blocks("## Why\nOne\ntwo\n\nThree\n- four\n• five")]
    assert found == [
        ("heading", "Why"),
        ("paragraph", "One\ntwo"),
        ("paragraph", "Three"),
        ("item", "four"),
        ("item", "five"),
    ]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab c\n"), max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_bold_twice_is_as_before(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    once = toggled_bold(Selected(text, start, end))
    assert toggled_bold(once).text == text


def test_bold_goes_around_the_words_of_every_line_and_behind_its_sign() -> None:
    made = toggled_bold(Selected("- one \nand two", 0, 14))
    assert made.text == "- **one** \n**and two**"


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab c\n"), max_size=20), st.integers(0, 20), st.sampled_from([ITEM, HEADING]))
def test_a_sign_twice_is_as_before(text: str, at: int, sign: str) -> None:
    at = min(at, len(text))
    once = toggled_lines(Selected(text, at, len(text)), sign)
    again = toggled_lines(once, sign)
    assert again.text == text


def test_a_list_becomes_headings_and_not_both() -> None:
    assert toggled_lines(Selected("- one\n- two", 0, 11), HEADING).text == "## one\n## two"


@settings(max_examples=100, deadline=None)
@given(TYPED)
def test_every_letter_is_found_again_where_it_was_typed(typed: str) -> None:
    plain, places = places_without_bold(typed)
    assert plain == without_bold(typed)[0]
    assert "".join(typed[at] for at in places[:-1]) == plain
    assert places[-1] == len(typed)


def test_one_line_has_the_words_alone() -> None:
    assert on_one_line("## Why\n- **One** and\n\ntwo  three") == "Why One and two three"
