"""Names written small by a hurried hand, and the words beside which they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise import Anonymiser, Certainty, Person, Place, Register
from tests.anonymise.registers import engine

NOBODY = Anonymiser(Register(), {})
# Given names of several communities, none of them a word of English.
NAMES = st.sampled_from(
    "raj mia joe kai leo zoe ali max dan ian amy una kim nia tia zara tyrell dwayne bilal agnieszka oluwaseun"
    " ffion siobhan kwame dmitri ayaan marek jayden kayleigh ngozi hamza".split()
)
INTRODUCED = st.sampled_from(
    (
        "uncle {} picked him up",
        "her friend called {} was there",
        "a lad named {} has been seen",
        "stays with her aunt {} at weekends",
        "a man known as {} drives them about",
        "then mum's boyfriend {} was drunk",
        "the social worker spoke to {} who denied it",
        "they said {} cried all night",
        "the boy, {}, ran off",
        "they met {} in the park",
        "her older cousin {} hit her",
        "{} told staff about it",
    )
)


@settings(max_examples=120, deadline=None)
@given(frame=INTRODUCED, name=NAMES)
def test_a_name_without_a_capital_goes_where_a_person_is_spoken_of(frame: str, name: str) -> None:
    text = frame.format(name)
    at = text.index(name)
    assert any(f.start <= at and f.end >= at + len(name) for f in NOBODY.find(text)), text
    sure = [f for f in NOBODY.find(text) if f.start <= at and f.certainty is Certainty.REPLACE]
    assert sure, text


@pytest.mark.parametrize("name", ["dafydd", "tommo", "shazza", "kez", "zubayr"])
def test_a_name_that_no_list_holds_goes_where_it_is_introduced(name: str) -> None:
    for text in (f"uncle {name} picked him up", f"a lad named {name} was seen"):
        assert name not in NOBODY.rewrite(text).text
    assert name in [f.text for f in NOBODY.find(f"they met {name} there")]


@pytest.mark.parametrize(
    "text",
    [
        "uncle said he would come, and her friend called the police",
        "a drug called spice; an app called omegle; a named nurse",
        "her sister will collect her, grandma may help and dad has agreed",
        "mum didnt ring. dad wasnt there. they said alot",
        "the baby cried and the boy ran off",
        "nan rose at six. the doctor said so. the judge asked why",
    ],
)
def test_words_beside_kin_stay(text: str) -> None:
    assert NOBODY.find(text) == ()


def test_a_name_met_once_is_known_again() -> None:
    text = 'there is a lodger called stu.\nshe said stu "creeps her out". ask about stu'
    assert NOBODY.rewrite(text).text.count("stu") == 0


def test_a_word_that_is_registered_is_asked_about_in_a_hurried_line() -> None:
    engine = Anonymiser(Register((Person("d", "Dean Marlow", "Father"),)), {"d": "Father"})
    done = engine.rewrite("nope.\ntried dean too, goes to voicemail")
    assert [q.text for q in done.questions] == ["dean"]
    assert engine.rewrite("The dean of the cathedral tried too.").questions == ()


@pytest.mark.parametrize("name", ["Hope", "Jane", "Poppy", "Faith", "Daisy"])
def test_a_sentence_may_begin_with_whose_mother_it_is(name: str) -> None:
    for register in (Register(), Register((Person("c", f"{name} Ashby", "Child"),))):
        done = Anonymiser(register, {}).rewrite(f"{name}'s mum rang. Then it was quiet.")
        assert name not in done.text


@pytest.mark.parametrize(
    "text", ["Rose to 14 per cent.", "Rose sharply in May.", "Rose by a third.", "Rose from 3 to 5."]
)
def test_what_rose_is_no_name(text: str) -> None:
    register = Register((Person("c", "Summer Rose Kettle", "Child"),))
    assert Anonymiser(register, {"c": "Child A"}).rewrite(text).text == text


def test_a_sister_will_and_a_sister_called_will() -> None:
    register = Register((Person("w", "Will Ofori", "Social Worker"),))
    engine = Anonymiser(register, {"w": "<w>"})
    assert engine.rewrite("her sister will collect her").text == "her sister will collect her"
    assert engine.rewrite("We told Mr Will so.").text == "We told <w> so."


def test_a_registered_place_written_small_as_one_rarer_word_is_asked_about() -> None:
    register = Register(people=(), places=(Place("s", "Larkspur Academy", "School"),))
    for text in ("how he was at larkspur today", "she goes to larkspur and likes it"):
        asked = [f for f in engine(register).find(text) if f.certainty is Certainty.REVIEW]
        assert [text[f.start : f.end] for f in asked] == ["larkspur"]
    assert engine(register).find("We planted larkspur flowers.") == ()
