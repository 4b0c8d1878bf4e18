"""Faults met on realistic texts, each as the rule that mends it."""

from __future__ import annotations

import pytest

from roundtable.anonymise import (
    Anonymiser,
    Choice,
    Decision,
    Person,
    Place,
    Register,
    Where,
    assign_labels,
    register_forms,
    search,
)

PEOPLE = Register(
    (
        Person("c", "Patrick O'Driscoll", "Child", ("S-R",)),
        Person("u", "Unborn O'Driscoll", "Unborn sibling"),
        Person("m", "Hannah Connors", "Mother"),
        Person("g", "Bridget Connors", "Grandmother"),
        Person("a", "Nguyễn Ân", "Aunt", ("Ân",)),
        Person("i", "Dr Imogen Shah", "GP"),
        Person("k", "Kieran Ward", "Father"),
        Person("f", "Faith Adair", "Sibling"),
        Person("t", "Olive Strand", "Team Manager"),
        Person("q", "Gareth Ames", "Teacher"),
    )
)
PLACES = Register(
    places=(
        Place("g", "Tollgate Surgery", "GP practice"),
        Place("a", "Plot 6, Millrace Park", "Address"),
        Place("j", "Juniper House", "Placement"),
        Place("s", "St Brannoc's Primary School", "School"),
        Place("t", "12 Tollgate Rise", "Address"),
        Place("w", "3 Weavers Court", "Address"),
        Place("h", "Room 9, Harbour Lodge", "Address"),
        Place("r", "Riverside", "Placement"),
    )
)


def rewritten(register: Register, text: str, *decisions: Decision) -> str:
    labels = {e.id: f"<{e.id}>" for e in (*register.people, *register.places)}
    return Anonymiser(register, labels, decisions).rewrite(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PO'D stays. We met PO'D. PO'D left.", "<c> stays. We met <c>. <c> left."),
        ("The Unborn sibling and Unborn O'Driscoll.", "The Unborn sibling and <u>."),
        ("We rang Nan Connors.", "We rang <g>."),
        ("It was Uncle Connors.", "It was a family member."),
        ("An hour later an aunt said so.", "An hour later an aunt said so."),
        ("We met Ân and An there; ân too.", "We met <a> and <a> there; <a> too."),
        ("Imms up to date; salbutamol given. Salbutamol inhaler.", "Imms up to date; salbutamol given. Salbutamol inhaler."),
        ("GA for his teeth.", "GA for his teeth."),
        ("S. Qureshi-Lamb rang.", "[name removed] rang."),
        ("Kieran Ward came; Mr Ward left.", "<k> came; <k> left."),
        ("O. Strand came.", "<t> came."),
        ("Faith-based element; a faith-led group. Faith left.", "Faith-based element; a faith-led group. <f> left."),
        ("Muslims prayed. The Qur'an class. Pani said no. Bà too.", "Muslims prayed. The Qur'an class. Pani said no. Bà too."),
        ("We saw Hannah's Mu'th there.", "We saw <m>'s [name removed] there."),
    ],
)  # fmt: skip
def test_people(text: str, expected: str) -> None:
    assert rewritten(PEOPLE, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seen at the Tollgate. The later visit.", "Seen at <g>. The later visit."),
        ("Lives at Plot 6. Children watched.", "Lives at <a>. Children watched."),
        ("Left Juniper House. The GP agreed.", "Left <j>. The GP agreed."),
        ("At St Brannoc's. No contact.", "At <s>. No contact."),
        ("He ran from room to room at Tollgate Rise.", "He ran from room to room at <t>."),
        ("the children's room at Weavers Court", "the children's room at <w>"),
        ("In Room 9, Harbour Lodge. Room 9 was cold.", "In <h>. <h> was cold."),
        ("near the Weavers Court bins", "near the <w> bins"),
    ],
)
def test_places_take_no_word_of_the_next_sentence(text: str, expected: str) -> None:
    assert rewritten(PLACES, text) == expected


def test_a_place_that_is_a_word_is_asked_about_where_it_opens_a_sentence() -> None:
    engine = Anonymiser(PLACES, {"r": "Placement 3"})
    asked = engine.rewrite("Riverside said no. We told Riverside so.").questions
    assert [(q.text, q.sentence) for q in asked] == [
        ("Riverside", "Riverside said no."),
        ("Riverside", "We told Riverside so."),
    ]
    assert engine.rewrite("A riverside walk.").questions == ()


def test_a_kept_word_stays_where_it_opens_a_sentence() -> None:
    keep = Decision("Faith", Choice.KEEP)
    text = "Faith was asked about. Faith is important. Then Faith left."
    assert rewritten(PEOPLE, text, keep) == "Faith was asked about. Faith is important. Then <f> left."
    assert {q.text for q in Anonymiser(PEOPLE, {}).rewrite(text).questions} == {"Faith"}


@pytest.mark.parametrize(
    "day",
    [
        "5/6 and 26/9", "on 5/6", "24/6", "w/c 12/6", "booked 5/6", "on the 12th", "by the 3rd", "Tues 14th", "on 2nd and",
        "the third of May", "twenty-first of march", "14.3.2016", "14 March 2016", "the 12th of",
    ],
)  # fmt: skip
def test_days_without_a_year_go(day: str) -> None:
    done = Anonymiser(Register(), {}).rewrite(f"Seen {day} she left.")
    assert "[date removed]" in done.text
    assert not any(c.isdigit() for c in done.text)


@pytest.mark.parametrize(
    "text",
    [
        "Score 5/6.", "3/4 of sessions", "Year 5/6 class", "cover 24/7", "attended 5/6 sessions", "review in 3/12", "for 2/7",
        "the 2nd visit", "on the 1st floor", "her 14th birthday", "In October 2024 they moved.", "at 1640hrs", "incident 0112hrs",
        "Graded Care Profile 2", "the 3rd child", "1/2 day", "Apgars 9/10", "12/40 pregnant",
    ],
)  # fmt: skip
def test_shares_times_and_tools_stay(text: str) -> None:
    done = Anonymiser(Register(), {}).rewrite(text)
    assert (done.text, done.questions) == (text, ())


def test_what_may_be_a_day_or_a_share_is_asked_about() -> None:
    (question,) = Anonymiser(Register(), {}).rewrite("He ate, 3/4 or so.").questions
    assert (question.text, question.kind) == ("3/4", "date")


def test_prose_holds_no_handles() -> None:
    register = Register(
        (
            Person("y", "Carol Young", "Social Worker"),
            Person("d", "Danny Bright", "Child", ("TL", "2217")),
            Person("w", "Mark Webb", "Father"),
        )
    )
    for text in ("a young-carer and Young-Carer plan", "Child D bright and happy", "his/her mark", "Page 3"):
        assert search(register, text) == ()
    for joined in ("young-carer", "Young-Carer", "his/her", "mark-up", "3/young"):
        assert search(register, joined, Where.NAME) == ()
    assert search(register, "\x00TL2217\x01", Where.RAW) == ()
    for handle in ("carol_young9", "youngc99", "carol.young@example.org", "scan_mark.pdf"):
        assert search(register, handle, Where.NAME), handle


def test_a_name_that_is_no_name_is_no_form() -> None:
    forms = {f.folded for f in register_forms(PEOPLE) if f.entity == "u"}
    assert "unborn" not in forms
    assert "unborn o driscoll" in forms
    assert search(PEOPLE, f"The {assign_labels(PEOPLE, b'seed')['u']} was seen.") == ()


@pytest.mark.parametrize(
    ("text", "expected", "asked"),
    [
        ("Early help to be offered; Joy Early agreed.", "Early help to be offered; <h> agreed.", set()),
        ("Good progress noted. Mr Good agreed.", "Good progress noted. <g> agreed.", {"Good"}),
        ("Marsh land floods. Marsh refused.", "Marsh land floods. <p> refused.", {"Marsh"}),
        ("Dawn Chorus walk. Dawn cried.", "Dawn Chorus walk. <m> cried.", {"Dawn"}),
        ("Will Paul go? Will went.", "Will <g> go? <p> went.", set()),
        ("We met Dawn-Paul.", "We met [name removed].", set()),
        ("M.O.S. seen later, then D.P. slept.", "<s> seen later, then <m> slept.", set()),
    ],
)
def test_surnames_that_are_words(text: str, expected: str, asked: set[str]) -> None:
    register = Register(
        (
            Person("h", "Joy Early", "Health visitor"),
            Person("g", "Mr Paul Good", "Headteacher"),
            Person("p", "PC Will Marsh", "Police officer"),
            Person("m", "Dawn Pratt", "Mother"),
            Person("s", "Margaret O'Connell-Shaw", "Social worker"),
        )
    )
    assert rewritten(register, text) == expected
    assert {q.text for q in Anonymiser(register, {}).rewrite(text).questions} == asked


def test_a_church_that_shares_a_schools_name_is_another_place() -> None:
    register = Register(
        places=(
            Place("s", "Holy Trinity Primary School", "School"),
            Place("b", "Barnwell Health Centre", "GP"),
        )
    )
    text = "At Holy Trinity Church; then Holy Trinity. Holy Trin rang. In Trinity Primary. Barnwell Road; Barnwell Surgery."
    assert (
        rewritten(register, text) == "At [place removed]; then <s>. <s> rang. In <s>. [place removed]; <b>."
    )


@pytest.mark.parametrize(
    "text",
    [
        "NHS 111 and the NHS 10 Year Plan were told of. They went to London, in England, in the UK.",
        "The Graded Care Profile, the Outcomes Star, the Brook tool and the Munro review were read.",
        "Asperger's was queried; Crohn's disease and a Caesarean. The Anna Freud Centre. Brexit. Perp unknown.",
        "A named doctor, a named nurse. CAMHS, MASH, a strategy meeting, Section 47, Early Help. In May 2016.",
    ],
)
def test_tools_laws_services_and_conditions_stay(text: str) -> None:
    assert rewritten(Register(), text) == text


@pytest.mark.parametrize(
    "written",
    ["Am.elia", "A m e l i a", "Amel ia", "Ⓐⓜⓔⓛⓘⓐ", "Am\u200belia", "\u202eAmelia\u202c", "Arnelia", "Am3lia", "Аmеlіа", "Ａｍｅｌｉａ"],
)  # fmt: skip
def test_a_name_in_disguise_goes(written: str) -> None:
    register = Register((Person("c", "Amelia Ashby", "Child"),))
    assert (
        rewritten(register, f"Then {written} was seen.").replace("\u202e", "").replace("\u202c", "")
        == "Then <c> was seen."
    )
