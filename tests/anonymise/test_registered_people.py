"""Registered people are found in every form, tied to the right person, and never to the wrong one."""

from __future__ import annotations

import pytest

from roundtable.anonymise import Certainty, Person, Place, Register
from tests.anonymise.registers import FAMILY, engine, entity_of


@pytest.mark.parametrize(
    ("text", "mention", "entity"),
    [
        ("Then Amelia Rose Thornton came.", "Amelia Rose Thornton", "c1"),
        ("Then Amelia Thornton came.", "Amelia Thornton", "c1"),
        ("Then amelia came.", "amelia", "c1"),
        ("AMELIA THORNTON WAS SEEN TODAY", "AMELIA THORNTON", "c1"),
        ("It was Millie's coat.", "Millie", "c1"),
        ("It was Millie’s coat.", "Millie", "c1"),
        ("Seen with Thornton, Amelia in school.", "Thornton, Amelia", "c1"),
        ("Note by D. Thornton today.", "D. Thornton", "m1"),
        ("Note by D Thornton today.", "D Thornton", "m1"),
        ("Then Thornton D rang.", "Thornton D", "m1"),
        ("We saw Mrs Thornton there.", "Mrs Thornton", "m1"),
        ("We saw Mr Marsh there.", "Mr Marsh", "f1"),
        ("Then A.R.T. left.", "A.R.T", "c1"),
        ("With Amlia at home.", "Amlia", "c1"),
        ("With Kaydn at home.", "Kaydn", "c2"),
        ("With Ameila at home.", "Ameila", "c1"),
        ("By Miss Deshpandey today.", "Deshpandey", "sw"),
        ("With Priyanka\u200b Deshpande now.", "Deshpande", "sw"),
        ("With Amélia now.", "Amélia", "c1"),
        ("With Thorn-\nton, Amelia.", "Thorn-\nton, Amelia", "c1"),
        ("With Arnelia Thornton now.", "Arnelia Thornton", "c1"),
        ("With Ame1ia now.", "Ame1ia", "c1"),
        ("The file ameliathornton was lost.", "ameliathornton", "c1"),
        ("With Амелия today.", "Амелия", "c1"),
        ("Ms Joy Day weighed her.", "Ms Joy Day", "hv"),
    ],
)
def test_finds_the_person(text: str, mention: str, entity: str) -> None:
    assert entity_of(text, mention) == entity


@pytest.mark.parametrize(
    "text", ["Thornton was late.", "We rang Thornton today.", "Card left for the Thorntons."]
)
def test_a_shared_surname_is_never_a_guess(text: str) -> None:
    (finding,) = engine().find(text)
    assert finding.entity is None
    assert finding.kind == "family"
    assert "family" in (finding.label or "")


def test_two_people_of_one_name_get_no_label() -> None:
    register = Register(people=(Person("a", "Sam Hill", "Child"), Person("b", "Sam Okoro", "Social Worker")))
    (finding,) = engine(register).find("We rang Sam today.")
    assert finding.entity is None
    assert finding.certainty is Certainty.REPLACE
    assert entity_of("We rang Sam Okoro today.", "Sam Okoro", register) == "b"


def test_a_strange_surname_is_another_person_unless_said_to_be_hers() -> None:
    assert entity_of("We met Donna Petrescu today.", "Donna Petrescu") is None
    assert entity_of("She was formerly Donna Petrescu there.", "Donna Petrescu") == "m1"


@pytest.mark.parametrize(
    ("text", "mention", "found"),
    [
        ("We asked Grace about it.", "Grace", True),
        ("Grace said so.", "Grace", True),
        ("Grace's bag.", "Grace", True),
        ("A grace period was agreed.", "grace", False),
        ("Grace period agreed.", "Grace", False),
        ("Will Grace come?", "Grace", True),
        ("Will has left.", "Will", True),
        ("Will this be enough?", "Will", False),
        ("Will not say.", "Will", False),
        ("They will ask.", "will", False),
        ("Seen in May by staff.", "May", False),
        ("We told May about it.", "May", True),
        ("May the panel note this.", "May", False),
        ("he told will to stop", "will", True),
    ],
)
def test_names_that_are_words_are_read_by_context(text: str, mention: str, found: bool) -> None:
    register = Register(
        people=(
            Person("g", "Grace Ashby", "Child"),
            Person("w", "Will Mercer", "Father"),
            Person("m", "May Ashby", "Mother"),
        )
    )
    start = text.index(mention)
    replaced = [f for f in engine(register).find(text) if f.certainty is Certainty.REPLACE]
    assert any(f.start <= start < f.end for f in replaced) is found


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("Grace is ten. Her father, who was from Kano, died suddenly.", True),
        ("Grace late 11 times since half-term, was never late.", True),
        ("Grace 10. Cake brought to the class.", True),
        ("Grace 9 today, nobody in class knew.", True),
        ("Grace has been missing school.", True),
        ("Grace has a list. She reads it out.", True),
        ("Grace cannot sleep, her teacher said.", True),
        ("Grace is a gift.", False),
        ("Grace was said before the meal.", False),
        ("Grace is ten times harder.", False),
        ("Grace has limits. Anna knew her own.", False),
    ],
)
def test_an_age_a_state_or_a_pronoun_tells_that_a_child_is_meant(text: str, is_sure: bool) -> None:
    register = Register(people=(Person("g", "Grace Ashby", "Child"),))
    (finding,) = (f for f in engine(register).find(text) if f.text == "Grace")
    assert finding.certainty is (Certainty.REPLACE if is_sure else Certainty.REVIEW)


@pytest.mark.parametrize(
    "text", ["Safety plan agreed. Millrace not told of the meeting.", "We told Millrace.", "Millrace closed."]
)
def test_a_place_listed_by_one_word_goes_without_a_question(text: str) -> None:
    register = Register(places=(Place("p", "Millrace Surgery", "GP practice", ("Millrace",)),))
    (finding,) = engine(register).find(text)
    assert (finding.certainty, finding.entity) == (Certainty.REPLACE, "p")


def test_a_doubtful_word_is_asked_not_left_to_luck() -> None:
    register = Register(people=(Person("h", "Hope Ashby", "Child"),))
    (finding,) = engine(register).find("Hope in the air.")
    assert finding.certainty is Certainty.REVIEW
    assert finding.entity == "h"


def test_a_child_named_like_a_place() -> None:
    register = Register(
        people=(Person("c", "Chelsea Underhill", "Child"),), places=(Place("s", "Chelsea Academy", "School"),)
    )
    assert entity_of("We saw Chelsea today.", "Chelsea", register) == "c"
    assert entity_of("We saw her at Chelsea Academy today.", "Chelsea Academy", register) == "s"


@pytest.mark.parametrize(
    ("name", "text"), [("Bo Li", "We met Bo at home."), ("Li Na", "We met Li Na."), ("Jo Ng", "Ms Ng rang.")]
)
def test_names_of_two_letters(name: str, text: str) -> None:
    register = Register(people=(Person("x", name, "Mother"),))
    assert [f.entity for f in engine(register).find(text)] == ["x"]


def test_an_alias_of_one_letter_is_the_capital_standing_alone() -> None:
    register = Register(people=(Person("d", "Deshawn Clarke", "Other Child", ("D",)),))
    assert [f.text for f in engine(register).find("We saw D at home. Vitamin D was given, not d or AD.")] == [
        "D"
    ]


@pytest.mark.parametrize(
    ("name", "mentions"),
    [
        ("Alfie-James Dunne", ("Alfie James", "Alfie-James Dunne", "AlfieJames", "A.J.", "Dunne, A-J")),
        ("Blessing Owusu-Ansah", ("Owusu Ansah", "Ms Owusu-Ansah", "Owusuansah")),
        ("Patrick O'Shaughnessy", ("O’Shaughnessy", "O Shaughnessy", "OShaughnessy", "Mr O'Shaughnessy")),
        ("Omar El-Masri", ("El Masri", "Elmasri", "Omar El-Msari", "El-Masri, Omar")),
        ("Gwen ap Rhys", ("ap Rhys", "Ms ap Rhys", "Gwen Ap Rhys")),
        ("Niamh Ní Bhriain", ("Ni Bhriain", "Niamh Ní Bhriain", "Neeve")),
        ("Nguyễn Thùy Linh", ("Nguyen Thuy", "Linh", "Thùy Linh")),
        ("Mohammed Hussain", ("Muhammad", "Mohamed Hussein", "Mo")),
        ("Zainab Chaudhry", ("Zaynab", "Choudhry", "Chowdhury", "Zaineb")),
        ("Aleksandra Petrova", ("Sasha", "Саша", "Alexandra", "Petrov")),
        ("Wojciech Zając", ("Zajac", "Wojtek", "ZAJĄC")),
        ("Fatima Yusuf", ("Fatema", "Youssef", "Yousuf")),
        ("李小明", ("Xiaoming", "李小明")),
        ("Jean-Luc d'Arcy", ("D'Arcy", "Jean Luc", "Darcy")),
        ("Ifeoluwa Adébáyò", ("Adebayo", "ADÉBÁYÒ")),
    ],
)
def test_names_of_many_communities(name: str, mentions: tuple[str, ...]) -> None:
    register = Register(people=(Person("x", name, "Mother"),))
    for mention in mentions:
        assert entity_of(f"We then saw {mention} there.", mention.rstrip("."), register) == "x", mention


def test_places_by_fragment_street_postcode_and_letters() -> None:
    for text, mention, entity in (
        ("Seen at St Aidan's today.", "St Aidan", "s1"),
        ("Seen at St. Aidans today.", "St. Aidans", "s1"),
        ("Seen at Saint Aidan's Primary.", "Saint Aidan's Primary", "s1"),
        ("Post to 14 Elmfield Rd now.", "14 Elmfield Rd", "a1"),
        ("Near Elmfield Road.", "Elmfield Road", "a1"),
        ("Post code zz993vz noted.", "zz993vz", "a1"),
        ("Seen at The Limes today.", "The Limes", "g1"),
        ("At ELMFIELD ROAD AGAIN LAST NIGHT", "ELMFIELD ROAD", "a1"),
        ("Near Elmfeild Road.", "Elmfeild Road", "a1"),
    ):
        assert entity_of(text, mention) == entity, text
    assert engine().find("A lime tree and limes in a bowl.") == ()


def test_an_empty_register_still_finds_strangers_and_numbers() -> None:
    found = engine(Register()).find("Mrs Tabitha Greenhalgh rang from 07700 900123.")
    assert [f.kind for f in found] == ["stranger", "phone"]


def test_text_without_mentions_comes_back_unchanged() -> None:
    text = (
        "The strategy meeting agreed a Child Protection Plan. CAMHS declined the referral in May; "
        "the school may ask for an EHCP. Police and Health will report to MARAC. It is a mark of trust."
    )
    result = engine().rewrite(text)
    assert result.text == text
    assert result.questions == ()


def test_the_same_again_whatever_was_read_before() -> None:
    text = "Amelia, Kaydn and Mrs Thornton met Ruth Abbot at The Limes."
    fresh, used = engine(), engine()
    for other in ("Choudhry and Jean.", "Amelia " * 50, "DONNA THORNTON"):
        used.find(other)
    assert used.find(text) == fresh.find(text)
    assert FAMILY.problems() == ()


TWO_SURNAMES = Register(
    people=(
        Person("c", "Itziar Echeverría Lozano", "Child"),
        Person("s", "Unai Echeverría Lozano", "Sibling"),
        Person("k", "Simranjit Kaur Dhaliwal", "Child"),
        Person("m", "Parminder Kaur Dhaliwal", "Mother"),
        Person("w", "Wilailak Suksawat", "Mother"),
        Person("t", "Thanawat Suksawat", "Sibling"),
    ),
    places=(),
)


@pytest.mark.parametrize(
    ("text", "mention", "entity"),
    [
        ("Seen: Echeverría Lozano, Itziar today.", "Echeverría Lozano, Itziar", "c"),
        ("Seen: KAUR DHALIWAL, Simranjit today.", "KAUR DHALIWAL, Simranjit", "k"),
        ("With Wilailak\nSuksawat, Thanawat | Year 4", "Suksawat, Thanawat", "t"),
        ("With Parminder Kaur Dhaliwal\nKaur Dhaliwal, Simranjit", "Kaur Dhaliwal, Simranjit", "k"),
        ("With Parminder Kaur\nDhaliwal at home.", "Parminder Kaur\nDhaliwal", "m"),
    ],
)
def test_surnames_before_the_forename_are_one_mention(text: str, mention: str, entity: str) -> None:
    assert entity_of(text, mention, TWO_SURNAMES) == entity
    start = text.index(mention)
    assert [f.start for f in engine(TWO_SURNAMES).find(text) if f.end > start][:1] == [start]


@pytest.mark.parametrize("mention", ["Doreen", "Dorian", "Marina"])
def test_another_forename_of_the_same_consonants_is_another_person(mention: str) -> None:
    register = Register(
        people=(Person("d", "Darren Pike", "Mother's partner"), Person("m", "Morana Pike", "Aunt"))
    )
    assert entity_of(f"The neighbour {mention} rang.", mention, register) is None
