"""Twins from one point, people moved by hand, names in every script, and what contradicts itself."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.drawing import Label, Line
from roundtable.domain.errors import FamilyLoop
from roundtable.domain.family import (
    Family,
    Moved,
    Twins,
    Union,
    UnionKind,
    check_family,
    descent_loop,
)
from roundtable.domain.family_captions import breadth, caption_lines, isolated
from roundtable.domain.family_layout import STEP
from roundtable.domain.family_map import ON_PAPER, ON_SCREEN, FamilyPicture, Look, family_map
from roundtable.domain.family_moves import FARTHEST, moved_by
from roundtable.domain.family_problems import family_problems
from roundtable.domain.family_symbols import HALF, Relative
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person, Sex, age_of

P = PersonId
RTL = "محمد بن عبد الرحمن"


def relative(key: str, age: str = "30", sex: Sex = Sex.FEMALE) -> Relative:
    return Relative(P(key), key, age, sex)


def couple(first: str, second: str, *children: str) -> Union:
    return Union(P(first), P(second), UnionKind.MARRIED, tuple(map(P, children)))


def spots(picture: FamilyPicture) -> dict[str, tuple[float, float]]:
    return {s.person.id: s.spot for s in picture.standing}


PEOPLE = (relative("m", "40"), relative("f", "41", Sex.MALE), relative("a", "12"), relative("b", "9"),
          relative("c", "12"), relative("d", "7"))  # fmt: skip
KIDS = couple("m", "f", "a", "b", "c", "d")


# --- twins


def test_twins_hang_from_one_point_and_stand_side_by_side() -> None:
    family = Family((KIDS,), (Twins((P("a"), P("c"))),))
    picture = family_map(PEOPLE, family)
    at = spots(picture)
    ends = {key: (at[key][0], at[key][1] - HALF) for key in "abcd"}
    drops = {s.end: s.start for s in picture.drawing.shapes if isinstance(s, Line)}
    assert drops[ends["a"]] == drops[ends["c"]]
    assert drops[ends["b"]][0] == at["b"][0]
    assert abs(at["a"][0] - at["c"][0]) < 1.3 * STEP
    assert picture.drawing.words.endswith("a and c are twins.")


def test_only_identical_twins_have_a_line_between_them() -> None:
    def lines(identical: bool) -> int:
        family = Family((KIDS,), (Twins((P("a"), P("c")), identical),))
        return sum(isinstance(s, Line) for s in family_map(PEOPLE, family).drawing.shapes)

    assert lines(True) == lines(False) + 1


def test_three_of_one_birth_are_said() -> None:
    words = family_map(PEOPLE, Family((KIDS,), (Twins((P("a"), P("b"), P("c")), True),))).drawing.words
    assert "a, b and c are of one birth and identical." in words


# --- moves


def test_a_move_stays_in_its_generation_and_is_relative_to_the_layout() -> None:
    before = spots(family_map(PEOPLE, Family((KIDS,))))
    after = spots(family_map(PEOPLE, Family((KIDS,), moved=(Moved(P("d"), 300.0),))))
    assert after["d"][0] == pytest.approx(before["d"][0] + 300)
    assert {k: y for k, (_x, y) in after.items()} == {k: y for k, (_x, y) in before.items()}
    grown = (*PEOPLE, relative("e", "3"))
    family = Family((couple("m", "f", "a", "b", "c", "d", "e"),), moved=(Moved(P("d"), 300.0),))
    assert len(spots(family_map(grown, family))) == 7


def test_a_move_replaces_the_earlier_one_and_nought_puts_back() -> None:
    moved = moved_by((), P("a"), 40)
    assert moved_by(moved, P("a"), 80) == (Moved(P("a"), 80.0),)
    assert moved_by(moved, P("a"), 0.3) == ()
    assert moved_by((), P("a"), 1e9) == (Moved(P("a"), FARTHEST),)


def test_people_who_are_gone_leave_no_trace() -> None:
    family = Family((KIDS,), (Twins((P("a"), P("c"))),), (Moved(P("c"), 50.0), Moved(P("m"), 20.0)))
    left = family.among({P("m"), P("f"), P("a"), P("b")})
    assert left == Family((couple("m", "f", "a", "b"),), (), (Moved(P("m"), 20.0),))


FACTS = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.integers(0, 11),
        st.sampled_from(list(UnionKind)),
        st.lists(st.integers(0, 11), max_size=4),
    ),
    max_size=8,
)
MOVES = st.lists(st.tuples(st.integers(0, 13), st.floats(-5000, 5000)), max_size=5)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)


@given(FACTS, MOVES, st.lists(NAMES, min_size=12, max_size=12), st.sampled_from([ON_SCREEN, ON_PAPER]))
@settings(max_examples=60, deadline=None)
def test_everybody_is_drawn_once_and_nobody_overlaps(
    facts: list[tuple[int, int, UnionKind, list[int]]],
    moves: list[tuple[int, float]],
    names: list[str],
    look: Look,
) -> None:
    """Whatever was entered and moved: symbols and captions keep apart, generations stand in rows."""
    people = tuple(Relative(P(str(n)), names[n], str(40 - n)) for n in range(12))
    unions = tuple(
        Union(P(str(a)), P(str(b)) if a != b else P(""), kind, tuple(P(str(c)) for c in children))
        for a, b, kind, children in facts
    )
    born = tuple(Twins(u.children[:2]) for u in unions if len(set(u.children[:2])) == 2)
    family = Family(unions, born, tuple(Moved(P(str(n)), by) for n, by in moves))
    picture = family_map(people, family, look)
    known = [s.person.id for s in picture.standing if not s.person.id.startswith("unknown")]
    assert sorted(known) == sorted(p.id for p in people)
    for one, other in combinations(picture.standing, 2):
        assert (one.row == other.row) == (one.spot[1] == other.spot[1])
        assert one.row != other.row or abs(one.spot[0] - other.spot[0]) >= look.step - 0.01
    captions = [
        s for s in picture.drawing.shapes if isinstance(s, Label) and s.anchor == "middle" and s.size == 13
    ]
    assert all(breadth(label.text) <= look.step - 24 for label in captions)
    assert all(0 <= s.spot[0] <= picture.drawing.width for s in picture.standing)


@given(FACTS)
@settings(max_examples=60, deadline=None)
def test_a_loop_is_found_exactly_where_there_is_one(
    facts: list[tuple[int, int, UnionKind, list[int]]],
) -> None:
    unions = [Union(P(str(a)), P(str(b)), kind, tuple(map(P, map(str, c)))) for a, b, kind, c in facts]
    links = {(p, c) for u in unions for p in (u.first, u.second) for c in u.children}
    line = descent_loop(unions)
    reached = set(links)
    for _ in range(12):
        reached |= {(a, d) for a, b in reached for c, d in links if b == c}
    assert bool(line) == any(a == b for a, b in reached)
    assert all(link in links for link in zip(line, (*line[1:], *line[:1]), strict=True))


# --- names


@pytest.mark.parametrize(
    "name",
    ["W" * 300, "Ann " * 75, RTL, "欧阳娜娜" * 40, "a\u202eb", "", "   ", "Zoë-Marie d’Été O’Connor-Ng"],
)
def test_any_name_stays_within_its_room(name: str) -> None:
    lines = caption_lines(name, 124)
    assert len(lines) <= 3
    assert all(breadth(line) <= 124 for line in lines)
    assert "\u202e" not in "".join(lines)


def test_the_letter_of_a_label_stays_with_its_word() -> None:
    assert caption_lines("Sibling 2 of Child B", 124) == ("Sibling 2 of", "Child B")
    assert caption_lines("Mother of Child AB", 88) == ("Mother of", "Child AB")


def test_a_name_written_from_right_to_left_keeps_its_place_in_the_words() -> None:
    people = (Relative(P("m"), RTL, "33"), Relative(P("c"), "Child", "9", is_index_child=True))
    words = family_map(people, Family((couple("m", "", "c"),))).drawing.words
    assert f"\u2068{RTL}\u2069 (33) and a partner who is not known have 1 child: Child (9)." in words
    assert isolated("Mother") == "Mother"


# --- what cannot be right

TODAY = date(2026, 4, 1)


def person(key: str, born: date | None = None, died: date | None = None, sex: Sex = Sex.UNKNOWN) -> Person:
    return Person(P(key), key.upper(), "Relative", born_on=born, died_on=died, sex=sex)


def problems(people: list[Person], *unions: Union, twins: tuple[Twins, ...] = ()) -> str:
    return " ".join(family_problems(people, Family(unions, twins), lambda p: p.name))


def test_a_family_that_is_right_has_no_problem() -> None:
    mother = person("m", date(1990, 1, 1), sex=Sex.FEMALE)
    father = person("f", date(1980, 1, 1), date(2014, 9, 1), Sex.MALE)
    twins = (person("a", date(2015, 3, 1)), person("b", date(2015, 3, 2)))
    assert (
        problems([mother, father, *twins], couple("m", "f", "a", "b"), twins=(Twins((P("a"), P("b"))),)) == ""
    )


@pytest.mark.parametrize(
    ("people", "unions", "said"),
    [
        (["a", "b"], [couple("a", "", "b"), couple("b", "", "a")], "A as a parent of B, B as a parent of A"),
        (["a"], [couple("a", "", "a")], "A is entered as their own parent."),
        (["a", "b"], [couple("a", "b"), couple("b", "a")], "A and B are entered as a couple 2 times."),
        (["a", "b", "c"], [couple("a", "b", "c"), couple("a", "c")], "A is entered as a parent of C, and as"),
        (
            ["a", "b", "c"],
            [couple("a", "", "c"), couple("b", "", "c")],
            "C is entered as a child of 2 couples.",
        ),
    ],
)
def test_contradicting_links_are_named(people: list[str], unions: list[Union], said: str) -> None:
    everybody = [person(key) for key in people]
    assert said in problems(everybody, *unions)
    drawn = family_map([relative(key) for key in people], Family(tuple(unions)))
    assert {s.person.id for s in drawn.standing} >= set(people)


@pytest.mark.parametrize(
    ("parent", "child", "said"),
    [
        (person("m", date(2015, 1, 1)), person("c", date(2010, 1, 1)), "who is not younger"),
        (person("m", date(2006, 1, 1)), person("c", date(2012, 1, 1)), "would have been under ten"),
        (
            person("m", date(1980, 1, 1), date(2009, 5, 1), Sex.FEMALE),
            person("c", date(2010, 1, 1)),
            "M had died when C was born",
        ),
        (
            person("m", date(1980, 1, 1), date(1979, 1, 1)),
            person("c", date(2010, 1, 1)),
            "M: the date of death is before the date of birth.",
        ),
    ],
)
def test_dates_in_the_wrong_order_are_named(parent: Person, child: Person, said: str) -> None:
    assert said in problems([parent, child], couple("m", "", "c"))


def test_twins_that_cannot_be_are_named() -> None:
    one, other = person("a", date(2015, 3, 1), sex=Sex.FEMALE), person("b", date(2016, 3, 1), sex=Sex.MALE)
    said = problems([one, other, person("m")], couple("m", "", "a"), twins=(Twins((P("a"), P("b")), True),))
    assert "not as children of one couple" in said
    assert "with different dates of birth" in said
    assert "identical twins, one female and one male" in said


def test_a_loop_is_refused_with_those_between_whom_it_is() -> None:
    with pytest.raises(FamilyLoop) as refused:
        check_family(Family((couple("a", "", "b"), couple("b", "", "c"), couple("c", "", "a"))))
    assert sorted(refused.value.details["people"]) == ["a", "b", "c"]  # type: ignore[call-overload]


def test_ages_that_contradict_themselves_are_not_told() -> None:
    assert age_of(person("a", date(2010, 1, 1), date(2000, 1, 1)), TODAY) == "?"
    assert age_of(person("a", date(2027, 1, 1)), TODAY) == "unborn"
    assert age_of(Person(P("a"), "A", "Unborn baby"), TODAY) == "unborn"
    assert age_of(person("a", date(2010, 1, 1), date(2020, 6, 1)), TODAY) == "10"
