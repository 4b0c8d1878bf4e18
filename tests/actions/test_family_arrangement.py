"""The family in the vault: an arrangement by hand, twins from a pack, two entries that become one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from roundtable import assets
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.family_arrangement import arrange_map
from roundtable.actions.registers import draw_family, merge_people, remove_person
from roundtable.actions.who import who_view
from roundtable.domain.family import Family, Moved, Twins, Union, UnionKind
from roundtable.domain.family_moves import FARTHEST
from roundtable.domain.ids import AuditId, PersonId
from tests.actions.rooms import Room, room


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as made:
        yield made


def family_of(here: Room) -> Family:
    with here.vault.reading() as tx:
        return tx.cases.get(here.case_ids[0]).family


def enter(here: Room) -> tuple[PersonId, PersonId, PersonId]:
    child = here.children[0]
    mother, twin = here.person("Beatrix Thornton", "Mother"), here.person("Delia Thornton", "Sibling")
    couple = Union(mother, PersonId(""), UnionKind.UNKNOWN, (child, twin))
    draw_family(here.vault, here.case_ids[0], Family((couple,), (Twins((child, twin), True),)))
    return mother, child, twin


def test_an_arrangement_is_kept_and_let_go(here: Room) -> None:
    mother, _child, _twin = enter(here)
    case_id = here.case_ids[0]
    made = arrange_map(here.vault, case_id, (Moved(mother, 12.34), Moved(PersonId("nobody"), 50.0)))
    assert made.topics
    assert family_of(here).moved == (Moved(mother, 12.3),)
    assert not arrange_map(here.vault, case_id, family_of(here).moved).topics, "nothing changed, nothing told"
    arrange_map(here.vault, case_id, (Moved(mother, float("inf")),))
    assert family_of(here).moved == (Moved(mother, FARTHEST),)
    arrange_map(here.vault, case_id)
    assert family_of(here).moved == ()


def test_whoever_goes_takes_the_place_and_the_twin_along(here: Room) -> None:
    mother, child, twin = enter(here)
    arrange_map(here.vault, here.case_ids[0], (Moved(twin, 40.0), Moved(mother, 20.0)))
    remove_person(here.vault, here.case_ids[0], twin)
    left = family_of(here)
    assert left.unions[0].children == (child,)
    assert (left.twins, left.moved) == ((), (Moved(mother, 20.0),))


def test_two_entries_that_become_one_are_one_twin(here: Room) -> None:
    _mother, child, twin = enter(here)
    double = here.person("Dee Thornton", "Sibling")
    arrange_map(here.vault, here.case_ids[0], (Moved(double, 40.0),))
    merge_people(here.vault, here.case_ids[0], double, twin)
    assert family_of(here).twins == (Twins((child, double), True),)
    assert family_of(here).moved == (Moved(double, 40.0),)


def test_problems_are_told_by_label(here: Room) -> None:
    mother = here.person("Beatrix Thornton", "Mother", born_on=date(2015, 1, 1))
    child = here.children[0]
    draw_family(
        here.vault, here.case_ids[0], Family((Union(mother, PersonId(""), UnionKind.UNKNOWN, (child,)),))
    )
    (problem,) = who_view(here.vault, here.case_ids[0]).problems
    assert problem.startswith("Mother of Child ")
    assert "would have been under ten" in problem
    assert "Thornton" not in problem


def test_twins_of_a_pack_are_twins_in_the_vault(here: Room) -> None:
    content = json.loads(assets.read_bytes("demonstration/pack.json"))
    case = content["cases"][0]
    children = next(u["children"] for u in case["family"] if len(u["children"]) > 1)
    case["twins"] = [{"children": children[:2], "identical": True}]
    audit_id = AuditId(import_pack(here.vault, read_pack(json.dumps(content).encode())).made)
    with here.vault.reading() as tx:
        first = min(tx.cases.of(audit_id), key=lambda c: c.ordinal)
    (born,) = first.family.twins
    assert born.are_identical
    assert set(born.children) <= set(next(u.children for u in first.family.unions if len(u.children) > 1))
