"""What was said word for word is told from the rest, whatever marks it was typed in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise.intruder import clues
from roundtable.domain.spoken_words import as_said, said_in, with_curly_marks


def test_what_stands_between_curly_marks_was_said() -> None:
    assert said_in("Told the nurse “Nobody asked me” and “I was hungry”.") == (
        "Nobody asked me",
        "I was hungry",
    )
    assert said_in("She said nothing. “ ” 'maybe'") == ()


def test_straight_marks_in_pairs_become_curly_and_lone_ones_stay() -> None:
    assert with_curly_marks('"I was hungry", he said. 6" nails') == '“I was hungry”, he said. 6" nails'
    assert with_curly_marks('""') == '""'


def test_marking_twice_marks_once() -> None:
    assert as_said(as_said("I was hungry")) == as_said('"I was hungry"') == "“I was hungry”"


def test_even_a_short_quote_is_a_clue_to_who_said_it() -> None:
    for said in ("“I was hungry”", "“just a bit tired”"):
        assert [c.text for c in clues(f"He told the nurse {said} twice.") if c.kind == "words spoken"] == [
            said
        ]
    assert not [c for c in clues("It was “good”.") if c.kind == "words spoken"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_word_is_lost_and_twice_is_as_once(text: str) -> None:
    curly = with_curly_marks(text)
    assert curly.replace("“", '"').replace("”", '"') == text.replace("“", '"').replace("”", '"')
    assert len(said_in(curly)) >= len(said_in(text)) or '"' in text
