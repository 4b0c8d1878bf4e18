"""The scale without grades: three texts kept as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roundtable.domain.three_columns import HEADINGS, join_columns, split_columns

_line = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30).map(str.strip)
_text = (
    st.lists(_line.filter(lambda line: line not in HEADINGS), max_size=4)
    .map("\n".join)
    .map(str.strip)
    .filter(lambda text: text.splitlines() == text.split("\n") or not text)
)


@given(st.tuples(_text, _text, _text))
def test_what_was_written_comes_back(columns: tuple[str, str, str]) -> None:
    assert split_columns(join_columns(columns)) == columns


def test_empty_columns_take_no_heading() -> None:
    assert join_columns(("Kept him in school", "", "")) == "Works well:\nKept him in school"


def test_a_text_without_headings_is_all_in_the_first_column() -> None:
    assert split_columns("Just words") == ("Just words", "", "")
