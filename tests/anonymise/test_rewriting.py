"""The rewritten text reads as if it had been written so."""

from __future__ import annotations

import pytest

from roundtable.anonymise import Anonymiser, Identifier, Person, Place, Register
from tests.anonymise.registers import engine


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs Thornton cried.", "Mother cried."),
        ("Mother Donna said so.", "Mother said so."),
        ("her mother, Donna, left", "her Mother left"),
        ("Her mother, Donna.", "Her Mother."),
        ("her mother, Donna and Lee", "her mother, Mother and Father"),
        ("one social worker, Priyanka, who knew", "one Social Worker who knew"),
        ("It was closed by 'Nan Thornton'.", "It was closed by 'a family member'."),
        ("Seen on the 12th, at home.", "Seen on [date removed], at home."),
        ("social worker Priyanka rang", "Social Worker rang"),
        ("Amelia's hair and Amelia’s coat.", "Child A's hair and Child A’s coat."),
        ("Ms Deshpande met Miss Joy Day.", "Social Worker met Health Visitor."),
        ("Thornton was cold.", "A family member was cold."),
        ("It was Thornton.", "It was a family member."),
        ("The Thorntons moved.", "The family moved."),
        ("We met the Thornton family.", "We met the family."),
        ("That Thornton file was lost.", "That family's file was lost."),
        ("Seen at St Aidan's.", "Seen at School 1."),
        ("Lives at 14 Elmfield Rd, Coldstow ZZ99 3VZ.", "Lives at Address 1."),
        ("Ring 07700 900123.", "Ring [phone number removed]."),
        ("NHS 999 123 4567.", "NHS [NHS number removed]."),
        ("", ""),
    ],
)
def test_grammar_stays_right(text: str, expected: str) -> None:
    assert engine().rewrite(text).text == expected


def test_a_role_before_a_numbered_name_goes_with_its_article() -> None:
    people = (Person("a", "Priya Rao", "Social worker"), Person("b", "Ian Oakes", "Social worker"))
    labels = {"a": "Social worker 1", "b": "Social worker 2"}
    done = Anonymiser(Register(people), labels).rewrite(
        "The social worker, Ian Oakes, rang. Then Priya Rao did."
    )
    assert done.text == "Social worker 2 rang. Then Social worker 1 did."


def test_the_last_word_of_a_role_is_not_said_twice() -> None:
    register = Register((Person("a", "Fatima Noor", "Maternal aunt"),))
    done = Anonymiser(register, {"a": "Maternal aunt of Child B"}).rewrite(
        "Mum, aunt Fatima and school. Aunt Fatima left."
    )
    assert done.text == "Mum, Maternal aunt of Child B and school. Maternal aunt of Child B left."


def test_a_mention_in_brackets_behind_another_goes() -> None:
    register = Register((Person("a", "Will Marsh", "Police officer", ("2217",)),))
    done = Anonymiser(register, {"a": "Police officer 3"}).rewrite(
        "PC Marsh (2217) came. The police officer (Will Marsh) left."
    )
    assert done.text == "Police officer 3 came. Police officer 3 left."
    assert [r.label for r in done.replacements] == ["Police officer 3", "", "Police officer 3"]


def test_replacements_tell_what_stood_where() -> None:
    text = "We saw Millie and Lee."
    done = engine().rewrite(text)
    assert [(r.original, r.label, r.entity) for r in done.replacements] == [
        ("Millie", "Child A", "c1"),
        ("Lee", "Father", "f1"),
    ]
    assert all(text[r.start : r.end] == r.original for r in done.replacements)
    (taken,) = engine().rewrite("her mother, Donna, left").replacements
    assert (taken.original, taken.mention) == ("mother, Donna,", "Donna")


def test_labels_in_a_text_are_left_alone() -> None:
    text = "Child A and Sibling told the Health Visitor. She met Mother of Child B at School 1. Social Worker 2 left."
    assert engine().rewrite(text).text == text
    once = (
        engine()
        .rewrite("Millie's mother Donna told Miss Deshpande. Grace period agreed at St Aidan's. Will she?")
        .text
    )
    assert engine().rewrite(once).text == once


CASE = Register(
    (
        Person("h", "Jo Tildesley", "Health Visitor"),
        Person("p", "Wayne Slater", "Mother's partner"),
    ),
    (
        Place("n", "Orchid and Pearl", "Workplace", ("the nail bar on Fuller Street",)),
        Place("a", "14 Mill Lane", "Address"),
    ),
    (Identifier("t", "Telephone", "07700 900123"),),
)
NAMES = {"h": "Health Visitor 2", "p": "Partner of mother of Child B", "n": "Workplace 1", "a": "Address 4"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She told her at Orchid and Pearl, the nail bar on Fuller Street, at once.", "She told her at Workplace 1, at once."),
        ("HV Jo Tildesley visited; then HV Tildesley rang.", "Health Visitor 2 visited; then Health Visitor 2 rang."),
        ("“Mum's partner Wayne sleeps there now.”", "“Partner of mother of Child B sleeps there now.”"),
        ("Ring 07700 900123 or 07700 900125.", "Ring [phone number removed] or [phone number removed]."),
        ("The house at Mill Lane 12.", "The house at Address 4."),
        ("Number 12 of Mill Lane, and Oakham Road 12.", "Address 4, and [address removed]."),
    ],
)  # fmt: skip
def test_what_stands_beside_a_label_fits_it(text: str, told: str) -> None:
    assert Anonymiser(CASE, NAMES).rewrite(text).text == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alone at 12 Lynmouth Road. Nobody came.", "Alone at [address removed]. Nobody came."),
        ("Alone at 12 Lynmouth Rd. Nobody came.", "Alone at [address removed]. Nobody came."),
        ("Alone at 12 Lynmouth Rd., all day.", "Alone at [address removed], all day."),
        ("Alone at 12 Lynmouth Rd. all day.", "Alone at [address removed] all day."),
    ],
)
def test_a_full_stop_behind_a_street_ends_its_sentence(text: str, expected: str) -> None:
    assert engine().rewrite(text).text == expected


@pytest.mark.parametrize("text", ["Her father left in 2023.", "mum left in spring", "Nan fall in the garden"])
def test_verbs_behind_who_it_was_are_no_names(text: str) -> None:
    assert not [f for f in engine().find(text) if f.kind == "stranger"]
