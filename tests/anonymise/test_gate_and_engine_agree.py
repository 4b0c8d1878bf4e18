"""Whatever stands in a text and a register: once rewritten, the gate finds only what the engine asks about."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise import (
    Anonymiser,
    Identifier,
    Person,
    Place,
    Register,
    assign_labels,
    fold_key,
    register_forms,
    search,
)
from roundtable.anonymise.labels import case_letters

GIVEN = st.sampled_from(
    "Amelia Grace Will May Hope Mark Kayden Priyanka Faith Nguyễn Ân Zoë Jo Li An Unborn Baby Nan Bibi Rose Art Drew Ifeoluwa"
    " Mary-Beth N'Golo Tallulah-Mae Ștefania Summer Olúwaṣeun Rhodri Xinyi".split()
)
SURNAME = st.sampled_from(
    "Thornton O'Driscoll Marsh Good Page Ward Young Bright Day Parent Child al-Khateeb Ní_Mhurchú van_der_Berg Wróblewska Li Ng"
    " Okafor-Bello Little Hall Church Qureshi-Lamb Tesfamariam".split()
)
ROLES = st.sampled_from(
    "Child,Mother,Father,Sibling,Unborn sibling,Grandmother,Uncle,Social worker,Parent,Interpreter,Teacher".split(
        ","
    )
)
ALIAS = st.sampled_from("Millie,TL,PO'D,S-R,Nan,D,Ân,2217,Big Mo,Tommy Lee,Em".split(","))
PLACES = st.sampled_from(
    [
        ("Tollgate Surgery", "GP practice"),
        ("St Brannoc's C of E Primary School", "School"),
        ("Plot 6, Millrace Park", "Address"),
        ("Room 9, Harbour Lodge", "Address"),
        ("14 Elmfield Road, Coldstow ZZ99 3VZ", "Address"),
        ("Three Wickets Primary School", "School"),
        ("Riverside", "Placement"),
        ("The Meadow Family Hub", "Family hub"),
        ("Hope Street Chapel", "Church"),
        ("Juniper House", "Refuge"),
    ]
)
NUMBERS = st.sampled_from(
    [
        ("nhs", "999 123 4567"),
        ("reference", "LCS-4471-B"),
        ("date of birth", "2016-03-14"),
        ("collar", "4471"),
        ("phone", "07700 900123"),
    ]
)
FRAMES = st.sampled_from(
    "We saw {} today.|{} was seen alone.|The school told {} in May.|{}'s plan, {}, and {}|seen with {} at {}. The later visit"
    "|({}) and {}/{}: 3 notes|{} {}|{}. {} said so\n{}\n|mail {}.{}@example.org or {}_{}99|re {}-{} contact|In {}, {} left on 14.3.2016"
    "|THE {} MATTER|a {}-led plan|Will {} come? Good: {}|Page 3 {}|- {}: to ring {}|\u201c{}\u201d {} +44 7700 900123|{}{}|{}\n{}".split("|")
)  # fmt: skip
NOISE = st.sampled_from(
    [
        "the plan",
        "Child Protection Plan",
        "🙂",
        "GP",
        "in May 2021",
        "Mrs",
        "young-carer",
        "no answer.",
        "and",
        "Early Help",
        "room to room",
        "A.T.",
        "G.W. said",
        "W. M.",
        "J.O.'s",
        "Z.L.",
    ]
)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    people = tuple(
        Person(f"p{n}", f"{draw(GIVEN)} {draw(SURNAME)}".replace("_", " "), draw(ROLES), tuple(draw(st.lists(ALIAS, max_size=1))), case="1")
        for n in range(draw(st.integers(1, 5)))
    )  # fmt: skip
    places = tuple(Place(f"a{n}", *draw(PLACES)) for n in range(draw(st.integers(0, 3))))
    numbers = tuple(Identifier(f"i{n}", *draw(NUMBERS)) for n in range(draw(st.integers(0, 2))))
    return Register(people, places, numbers)


@st.composite
def texts(draw: st.DrawFn, register: Register) -> str:
    forms = [f.plain for f in register_forms(register)] or ["nobody"]
    written = st.sampled_from(forms).flatmap(
        lambda f: st.sampled_from((f, f, f.upper(), f.lower(), f.title(), f.replace(" ", ""), f.replace(" ", "\n"), f.replace("'", "’")))
    )  # fmt: skip
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        frame = draw(FRAMES)
        lines.append(
            frame.format(*(draw(st.one_of(written, written, NOISE)) for _ in range(frame.count("{}"))))
        )
    return draw(st.sampled_from((" ", "\n"))).join(lines)


def left_over(register: Register, text: str) -> set[str]:
    """What the gate finds in the rewritten text beyond the engine's own questions."""
    done = Anonymiser(register, assign_labels(register, b"seed")).rewrite(text)
    asked = [fold_key(q.text) for q in done.questions]
    found = {h.text: fold_key(h.text) for h in search(register, done.text)}
    return {text for text, key in found.items() if not any(key in q or q in key for q in asked)}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data(), register=registers())
def test_the_gate_finds_nothing_beyond_the_questions(data: st.DataObject, register: Register) -> None:
    text = data.draw(texts(register))
    assert left_over(register, text) == set(), text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(register=registers())
def test_every_plain_written_form_goes_or_is_asked_about(register: Register) -> None:
    for form in register_forms(register):
        assert left_over(register, f"We then saw {form.plain} there.") == set(), form
        assert left_over(register, f"It says {form.plain}, again") == set(), form


@settings(max_examples=60, deadline=None, derandomize=True)
@given(register=registers())
def test_labels_are_no_forms_of_anybody(register: Register) -> None:
    labels = assign_labels(register, b"seed")
    letters = case_letters(register, b"seed")
    printed = [*labels.values(), *(f"Child {letter}" for letter in letters.values())]
    for label in printed:
        assert search(register, f"Then {label} came. {label}'s plan\n{label}: seen.\n{label}") == (), label
