"""The model's reading: folded words, longest pieces first, every place in the original."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.spotting.pieces import LONGEST_WORD, cut

WORDS = ["[UNK]", "amelia", "am", "##el", "##ia", "café", "cafe", ",", "'", "i", "##pek", "漢", "said", "-"]
VOCABULARY = {word: number for number, word in enumerate(WORDS)}


def read(text: str) -> list[tuple[str, str]]:
    return [(WORDS[p.number], text[p.start : p.end]) for p in cut(text, VOCABULARY)]


def test_the_longest_piece_first() -> None:
    assert read("Amelia said") == [("amelia", "Amelia"), ("said", "said")]
    assert read("amelel") == [("am", "am"), ("##el", "el"), ("##el", "el")]


def test_marks_and_case_are_folded_and_places_kept() -> None:
    assert read("CAFÉ, I\u0307pek İpek") == [
        ("cafe", "CAFÉ"),
        (",", ","),
        ("i", "I"),
        ("##pek", "pek"),
        ("i", "İ"),
        ("##pek", "pek"),
    ]


def test_punctuation_and_chinese_are_words_of_their_own() -> None:
    assert read("am'am-漢am") == [
        ("am", "am"),
        ("'", "'"),
        ("am", "am"),
        ("-", "-"),
        ("漢", "漢"),
        ("am", "am"),
    ]


def test_what_cannot_be_spelt_is_unknown_as_a_whole() -> None:
    assert read("amzzz am") == [("[UNK]", "amzzz"), ("am", "am")]
    long = "am" + "el" * LONGEST_WORD
    assert read(long) == [("[UNK]", long)]


def test_letters_without_a_shape_are_left_out() -> None:
    assert read("a\u200bm\x00elia") == [("amelia", "a\u200bm\x00elia")]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="Amelia İß'\u0301 \n漢", max_size=60))
def test_any_text_is_read_in_order_within_its_bounds(text: str) -> None:
    found = cut(text, VOCABULARY)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))
