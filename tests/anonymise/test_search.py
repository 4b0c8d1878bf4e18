"""The gate's rule finds every form in finished text and lets clean text pass."""

from __future__ import annotations

import time

import pytest

from roundtable.anonymise import Person, Place, Register, Where, register_forms, search
from tests.anonymise.registers import FAMILY

WORDS = Register(
    people=(
        Person("a", "Adam Little", "Child"),
        Person("w", "Will Day", "Father"),
        Person("g", "Grace Field", "Mother"),
        Person("t", "Thị Hoa", "Mother"),
    ),
    places=(Place("p", "Mill Lane Surgery", "GP practice"),),
)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Amelia Rose Thornton", "c1"), ("it says AMELIA there", "c1"), ("Amélia", "c1"), ("Ame\u200blia", "c1"), ("Thornton, Amelia", "c1"),
        ("Амелия", ""), ("the Thorntons", "c1"), ("A m e l i a", "c1"), ("A-m-e-l-i-a", "c1"), ("Thorn-\nton", "c1"), ("Ame\nlia", "c1"),
        ("mail to amelia.thornton@example.org", "c1"), ("user ameliathornton99", "c1"), ("AmeliaReport", "c1"), ("scan_marsh_2", "f1"),
        ("LE note zz993vz", "a1"), ("Elmfield Road", "a1"), ("St Aidans", "s1"), ("9991234567", "n1"), ("999-123-4567", "n1"),
        ("lcs4471b", "r1"), ("D Thornton", "m1"), ("A.R.T.", "c1"), ("D.T.", "m1"), ("L. M.", "f1"), ("P.D.'s", "sw"),
        ("P.M.", ""), ("10 a.m.", ""), ("section 3.D.T.1", ""), ("LM", ""), ("X.Y.", ""), ("Amelia\nRose\n| Thornton", "c1"), ("Priyanka’s", "sw"),
    ],
)  # fmt: skip
def test_forms_are_found_in_text(text: str, entity: str) -> None:
    found = {hit.form.entity for hit in search(FAMILY, f"Then {text} again.")}
    assert (entity in found) if entity else not found


@pytest.mark.parametrize(
    "name",
    ["Report-thornton.pdf", "ameliaR.docx", "xThorntonx.png", "Marsh2.png", "notes_lee.txt", "LeeReport.pdf"],
)
def test_parts_count_in_file_names(name: str) -> None:
    assert search(FAMILY, name, Where.NAME)


@pytest.mark.parametrize(
    "text",
    [
        "A little later they will mark the day. Will this be enough? In the field there is grace.",
        "Grace period agreed. Will this do? WHAT WILL HAPPEN. 12 May 2026.",
        "The mill by the lane. this and that",
        "Child A, Mother of Child A and Social Worker 2 met at School 1. 12 May 2026.",
        "The marshal leeway. Daylight, fieldwork, williness.",
    ],
)
def test_clean_text_passes(text: str) -> None:
    assert search(WORDS, text) == ()
    assert search(FAMILY, text) == ()


def test_ordinary_words_count_when_written_as_a_name() -> None:
    assert {h.form.entity for h in search(WORDS, "Then Grace told Adam Little about Mill Lane.")} == {
        "g",
        "a",
        "p",
    }
    assert search(WORDS, "I think Will left.")
    for text in ("Grace said so.", "Grace", "GRACE FIELD", "Told by Grace", "Title: Grace"):
        assert {h.form.entity for h in search(WORDS, text)} >= {"g"}, text


def test_bytes_that_could_not_be_decoded_are_searched_exactly() -> None:
    assert search(FAMILY, "\x00\xffAmelia\x9c", Where.RAW)
    assert not search(FAMILY, "\x00\xffamelia\x9c", Where.RAW)


def test_offsets_are_of_the_searched_text() -> None:
    text = "«Zoë» saw Amélia 🙂 Thornton"
    for hit in search(FAMILY, text):
        assert text[hit.start : hit.end] == hit.text


def test_forms_are_complete_and_in_fixed_order() -> None:
    forms = register_forms(FAMILY)
    assert forms == register_forms(FAMILY)
    folded = {f.folded for f in forms if f.entity == "c1"}
    assert {
        "amelia rose thornton",
        "amelia thornton",
        "thornton amelia",
        "a thornton",
        "millie",
        "amelia",
        "thornton",
    } <= folded
    assert {f.folded for f in forms if f.entity == "a1"} >= {
        "elmfield road",
        "zz99 3vz",
        "elmfield",
        "coldstow",
    }


def test_a_long_report_is_searched_quickly() -> None:
    people = tuple(Person(f"p{n}", f"Kwab{n}ena Tesfa{n}mariam", "Child") for n in range(200))
    text = "The review heard that the plan was agreed by all and the school was told. " * 2000
    begin = time.perf_counter()
    assert search(Register(people), text) == ()
    assert time.perf_counter() - begin < 3


def test_fingerprints_do_not_spell_names() -> None:
    register = Register((Person("b", "Ayaan al Barawi", "Child", ("Bea", "PC 2217")),))
    text = "Trail 3aae7aab7af6bea57a21f5ab2217f47a837c · key 241aab48be44c2"
    assert search(register, text) == ()
    assert search(register, "3aae7aab7af6bea57a.pdf", Where.NAME) == ()
    assert search(register, "scan_bea.pdf", Where.NAME)
    assert search(register, "bea99", Where.NAME)
