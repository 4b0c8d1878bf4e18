"""Whatever was typed can be printed: nothing invisible, nothing the typeface lacks, nothing silently lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.export.fonts import can_draw
from roundtable.export.printable import (
    CharacterNotInFont,
    clean,
    markup,
    missing_characters,
    one_line,
    printable,
    require_drawable,
)


@given(st.text())
def test_every_character_can_be_drawn(text: str) -> None:
    assert all(c == "\n" or can_draw(c) for c in printable(text))


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F)))
def test_letters_of_latin_scripts_stay_as_they_are(text: str) -> None:
    kept = unicodedata.normalize("NFC", text)
    assert "".join(c for c in printable(text) if can_draw(c)) == printable(text)
    if all(can_draw(c) for c in kept):
        assert printable(text) == kept


@given(st.text(alphabet=st.characters(categories=("Lo",)), min_size=1))
def test_letters_of_other_scripts_leave_something_to_read(text: str) -> None:
    assert printable(text).strip()


@given(st.text())
def test_markup_is_balanced(text: str) -> None:
    assert markup(text).count("<b>") == markup(text).count("</b>")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\u200bb\u00adc\u202ed", "abcd"),
        ("e\u0301", "é"),
        ("a\tb", "a b"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("😀", "[grinning face]"),
        ("Wójcik Đặng Șerban Ağaoğlu Петров", "Wójcik Đặng Șerban Ağaoğlu Петров"),
        ("王伟", "WangWei"),
        ("محمد", "mhmd"),
    ],
)
def test_examples(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_missing_characters_are_named() -> None:
    assert missing_characters(["ok", "a 😀", "😀"]) == ("U+1F600 GRINNING FACE",)
    with pytest.raises(CharacterNotInFont) as raised:
        require_drawable(["字"])
    assert raised.value.details == {"characters": ("U+5B57 CJK UNIFIED IDEOGRAPH-5B57",)}
    require_drawable(["Zażółć gęślą jaźń"])


def test_one_line() -> None:
    assert one_line("  a\n b\t c ") == "a b c"
    assert clean("a\x1bb") == "ab"
