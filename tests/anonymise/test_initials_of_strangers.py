"""Initials of people nobody registered, beside the abbreviations of the field."""

from __future__ import annotations

import pytest

from roundtable.anonymise import Anonymiser, Certainty, Register

NOBODY = Anonymiser(Register(), {})


def found(text: str) -> dict[str, Certainty]:
    return {f.text: f.certainty for f in NOBODY.find(text)}


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Child KM was seen alone.", "KM"),
        ("KM said that she was scared.", "KM"),
        ("Mother (SB) denied it.", "SB"),
        ("Spoke to DP about this.", "DP"),
        ("RT's father was not asked.", "RT"),
    ],
)
def test_initials_go_where_a_person_is_named_or_speaks(text: str, initials: str) -> None:
    assert found(text)[initials] is Certainty.REPLACE


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("J.T. were at home.", "J.T."),
        ("AJW told staff she was hungry.", "AJW"),
        ("ACTION: BPH to chase CAMHS.", "BPH"),
        ("We have seen Z twice. Then Z drew her dad.", "Z"),
        ("QD was late.", "QD"),
    ],
)
def test_doubtful_initials_are_asked_about(text: str, initials: str) -> None:
    assert found(text)[initials] is Certainty.REVIEW


def test_initials_met_once_are_known_again() -> None:
    text = "Child KM was seen. KM, then, went home with LB; the plan of KM stands."
    assert "KM" not in NOBODY.rewrite(text).text


@pytest.mark.parametrize(
    "text",
    [
        "CAMHS said no. MASH agreed. GP told us. HV rang. SW visited. The LADO said so. IRO asked.",
        "MGM said she would help. CSC told us. EDT rang. DSL reported it. MH needs. LD team. CP plan.",
        "Child A was seen. Mother of Child B said no. Plan B was used. Vitamin D was given. Year 6 left.",
        "NHS 111 rang. The NHS 10 Year Plan says so. A 999 call. UK passport. US visa. At 3 p.m. today, e.g. here.",
        "Section 47. S47 was agreed. ICPC held. KS2 results. A & E attended. ED saw her. I saw a TV.",
    ],
)
def test_abbreviations_and_labels_stay(text: str) -> None:
    assert NOBODY.find(text) == ()
