"""The family map: rows, symbols, unions, household; nobody on anybody, whatever the family."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from roundtable.domain.drawing import Circle, Drawing, Label, Line, Polygon, Rect
from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.family_generations import generations
from roundtable.domain.family_layout import STEP, keep_distance, lay_out
from roundtable.domain.family_map import family_map
from roundtable.domain.family_symbols import HALF, Relative
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Sex

P = PersonId
M, F = Sex.MALE, Sex.FEMALE


def person(key: str, age: str = "30", sex: Sex = F, **marks: bool) -> Relative:
    return Relative(P(key), key, age, sex, **marks)


def union(first: str, second: str, kind: UnionKind, *children: str) -> Union:
    return Union(P(first), P(second), kind, tuple(P(c) for c in children))


def drawn(people: Sequence[Relative], unions: Sequence[Union]) -> Drawing:
    return family_map(people, Family(tuple(unions))).drawing


FAMILY = (
    person("Grandmother", "58"),
    person("Grandfather", "61", M, has_died=True),
    person("Mother", "33", in_household=True),
    person("Father", "36", M),
    person("Partner", "29", M, in_household=True),
    person("Uncle", "27", M),
    person("Brother", "12", M, in_household=True),
    person("Child", "9", in_household=True, is_index_child=True),
    person("Half-sister", "14 months", in_household=True),
    person("Baby", "unborn", Sex.UNKNOWN, in_household=True),
)
UNIONS = (
    union("Grandfather", "Grandmother", UnionKind.MARRIED, "Mother", "Uncle"),
    union("Father", "Mother", UnionKind.DIVORCED, "Brother", "Child"),
    union("Mother", "Partner", UnionKind.COHABITING, "Half-sister", "Baby"),
)


def places(
    people: tuple[Relative, ...] = FAMILY, unions: tuple[Union, ...] = UNIONS
) -> dict[str, tuple[float, int]]:
    layout = lay_out([p.id for p in people], unions, lambda p: False)
    return {str(p): (x, layout.rows[p]) for p, x in layout.places.items()}


def test_three_generations_stand_in_three_rows() -> None:
    at = places()
    assert {key: row for key, (_x, row) in at.items()} == {
        "Grandmother": 0, "Grandfather": 0,
        "Mother": 1, "Father": 1, "Partner": 1, "Uncle": 1,
        "Brother": 2, "Child": 2, "Half-sister": 2, "Baby": 2,
    }  # fmt: skip


def test_the_former_partner_stands_left_and_the_present_one_right() -> None:
    at = places()
    assert at["Father"][0] < at["Mother"][0] < at["Partner"][0]


def test_half_siblings_stand_under_their_own_parents_oldest_left() -> None:
    at = places()
    assert at["Brother"][0] < at["Child"][0] < at["Half-sister"][0] < at["Baby"][0]


def test_grandparents_of_one_side_stand_directly_above_their_children() -> None:
    deep = (
        union("a", "b", UnionKind.MARRIED, "c"),
        union("c", "d", UnionKind.MARRIED, "e"),
        union("x", "y", UnionKind.MARRIED, "d"),
    )
    assert generations(deep) == {P(k): r for k, r in zip("abcdexy", (0, 0, 1, 1, 2, 0, 0), strict=True)}


def test_each_symbol_has_the_shape_of_its_meaning() -> None:
    shapes = drawn(FAMILY, UNIONS).shapes
    squares = [s for s in shapes if isinstance(s, Rect)]
    circles = [s for s in shapes if isinstance(s, Circle)]
    triangles = [s for s in shapes if isinstance(s, Polygon) and len(s.spots) == 3]
    assert len(squares) == 5  # grandfather, father, partner, uncle, brother
    assert len(circles) == 4 + 1  # grandmother, mother, half-sister, the child and its second outline
    assert len(triangles) == 1  # the baby
    assert max(c.radius for c in circles) > HALF  # the child the case is about


def test_deaths_unborn_and_months_are_said() -> None:
    told = [s.text for s in drawn(FAMILY, UNIONS).shapes if isinstance(s, Label)]
    assert "died aged 61" in told
    assert "unborn" in told
    assert "14m" in told
    assert "61" not in told


def test_separation_takes_one_stroke_divorce_two_and_living_together_dashes() -> None:
    def strokes(kind: UnionKind) -> tuple[int, int]:
        shapes = drawn((person("a", sex=M), person("b")), (union("a", "b", kind),)).shapes
        lines = [s for s in shapes if isinstance(s, Line)]
        return sum(s.style.stroke == "bad" for s in lines), sum(bool(s.style.dash) for s in lines)

    assert strokes(UnionKind.MARRIED) == (0, 0)
    assert strokes(UnionKind.SEPARATED) == (1, 0)
    assert strokes(UnionKind.DIVORCED) == (2, 0)
    assert strokes(UnionKind.COHABITING) == (0, 1)


def test_the_household_outline_holds_its_members_and_nobody_else() -> None:
    drawing = drawn(FAMILY, UNIONS)
    outline = next(s for s in drawing.shapes if isinstance(s, Polygon) and s.style.stroke == "primary")
    labels = {s.text: (s.x, s.y) for s in drawing.shapes if isinstance(s, Label)}
    inside = {
        key for key in ("Mother", "Partner", "Brother", "Child", "Baby") if _holds(outline, labels[key])
    }
    outside = {key for key in ("Father", "Uncle", "Grandmother") if _holds(outline, labels[key])}
    assert inside == {"Mother", "Partner", "Brother", "Child", "Baby"}
    assert outside == set()


def test_a_sibling_who_lives_elsewhere_is_left_out_of_the_outline() -> None:
    people = (
        person("Mother", "40", in_household=True),
        person("Oldest", "12", in_household=True),
        person("Middle", "10"),
        person("Youngest", "8", in_household=True),
    )
    drawing = drawn(people, (union("Mother", "", UnionKind.UNKNOWN, "Oldest", "Middle", "Youngest"),))
    outlines = [s for s in drawing.shapes if isinstance(s, Polygon) and s.style.stroke == "primary"]
    spot = next((s.x, s.y) for s in drawing.shapes if isinstance(s, Label) and s.text == "Middle")
    assert len(outlines) == 3
    assert not any(_holds(outline, spot) for outline in outlines)


def test_a_parent_who_is_not_known_gets_a_place() -> None:
    drawing = drawn((person("Mother"), person("Child")), (union("Mother", "", UnionKind.UNKNOWN, "Child"),))
    assert "Not known" in [s.text for s in drawing.shapes if isinstance(s, Label)]
    assert "a partner who is not known" in drawing.words


def test_whoever_is_in_no_union_stands_apart_and_is_said() -> None:
    drawing = drawn((*FAMILY, person("Lodger", "44", M)), UNIONS)
    assert "Not linked on the map" in [s.text for s in drawing.shapes if isinstance(s, Label)]
    assert drawing.words.endswith("Not linked on the map: Lodger.")


def test_the_words_say_what_the_drawing_shows() -> None:
    words = drawn(FAMILY, UNIONS).words
    assert words.startswith("Family map of Child, 9.")
    assert "Grandfather (died aged 61) and Grandmother (58) are married and have 2 children" in words
    assert "Father (36) and Mother (33) are divorced" in words
    assert "In the household: Mother, Partner, Brother, Child, Half-sister and Baby." in words


def test_nobody_registered_draws_nothing() -> None:
    drawing = drawn((), ())
    assert drawing.shapes == ()


def test_four_partners_leave_everybody_a_place() -> None:
    people = (
        person("m", "34"),
        *(person(f"f{n}", "35", M) for n in range(4)),
        *(person(f"c{n}", "5") for n in range(4)),
    )
    unions = tuple(
        union("m", f"f{n}", UnionKind.SEPARATED if n < 3 else UnionKind.COHABITING, f"c{n}") for n in range(4)
    )
    at = places(people, unions)
    assert len(at) == 9
    assert len({x for x, row in at.values() if row == 0}) == 5


@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11), st.lists(st.integers(0, 11), max_size=4)),
        max_size=9,
    )
)
def test_no_two_people_overlap_whatever_was_entered(facts: list[tuple[int, int, list[int]]]) -> None:
    """Even a family that contradicts itself (own ancestor, partner of a child) is drawn without overlap."""
    people = tuple(person(str(n), str(40 - n)) for n in range(12))
    unions = tuple(
        Union(
            P(str(a)),
            P(str(b)) if a != b else P(""),
            UnionKind.MARRIED,
            tuple(P(str(c)) for c in dict.fromkeys(kids)),
        )
        for a, b, kids in facts
    )
    drawing = drawn(people, unions)
    names = [s for s in drawing.shapes if isinstance(s, Label) and s.text.isdecimal() and s.size == 13]
    spots = sorted((round(s.y), s.x) for s in names)
    assert len(names) == 12
    for (row, x), (other_row, other_x) in combinations(spots, 2):
        assert row != other_row or abs(other_x - x) >= STEP - 1


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(1, 200)), min_size=1, max_size=20))
def test_places_keep_their_distance_and_their_order(wanted: list[tuple[float, float]]) -> None:
    gaps = [gap for _place, gap in wanted]
    found = keep_distance([place for place, _gap in wanted], gaps)
    for (here, there), gap in zip(pairwise(found), gaps, strict=False):
        assert there - here >= gap - 1e-6


def _holds(outline: Polygon, spot: tuple[float, float]) -> bool:
    """Ray casting."""
    x, y = spot
    inside = False
    for (x1, y1), (x2, y2) in zip(outline.spots, (*outline.spots[1:], outline.spots[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_the_name_of_the_household_is_on_the_drawing() -> None:
    people = (person("Mother", "33", in_household=True), person("Child", "4", in_household=True))
    picture = drawn(people, (union("Mother", "Father", UnionKind.MARRIED, "Child"),))
    (name,) = [s for s in picture.shapes if isinstance(s, Label) and s.text == "Household"]
    assert name.y + 5 <= picture.height
