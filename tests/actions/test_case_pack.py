"""What a case pack can get wrong is told by row and field, before anything is stored."""

from __future__ import annotations

import json
from typing import Any

import pytest

from roundtable import assets
from roundtable.actions.case_pack import read_pack
from roundtable.domain.errors import PackUnreadable


def demonstration() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(assets.read_bytes("demonstration/pack.json"))
    return content


def problems_of(content: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(PackUnreadable) as refused:
        read_pack(json.dumps(content).encode())
    problems: tuple[str, ...] = refused.value.details["problems"]  # type: ignore[assignment]
    return problems


@pytest.mark.parametrize("name", ["Police", "  police ", "POLICE"])
def test_two_agencies_of_one_name_would_be_one_agency_and_are_refused(name: str) -> None:
    content = demonstration()
    content["agencies"].append({"id": "police_2", "name": name})
    (problem,) = problems_of(content)
    place = len(content["agencies"])
    first = [a["id"] for a in content["agencies"]].index("police") + 1
    assert problem.startswith(f"agencies[{place}].name: “{name}”")
    assert f"agencies[{first}]" in problem


def test_an_agency_without_a_name_is_refused() -> None:
    content = demonstration()
    content["agencies"][2]["name"] = " "
    assert problems_of(content) == ("agencies[3].name: Enter a name.",)


def test_the_demonstration_pack_is_read_as_it_is() -> None:
    assert len(read_pack(json.dumps(demonstration()).encode()).cases) == 4


def test_twins_who_are_nobody_or_alone_are_refused() -> None:
    content = demonstration()
    first = content["cases"][0]["register"]["people"][0]["id"]
    content["cases"][0]["twins"] = [{"children": [first, "nobody"]}, {"children": [first]}]
    assert problems_of(content) == (
        "cases[1].twins[1]: “nobody” is not among this case’s people.",
        "cases[1].twins[2].children: Name at least two.",
    )


def test_a_family_that_comes_back_on_itself_is_refused_and_told_between_whom() -> None:
    content = demonstration()
    one, other = (p["id"] for p in content["cases"][0]["register"]["people"][:2])
    content["cases"][0]["family"] = [
        {"first": one, "children": [other]},
        {"first": other, "children": [one]},
    ]
    (problem,) = problems_of(content)
    assert problem.startswith("cases[1].family: Somebody would be their own ancestor")
    assert f"“{one}” as a parent of “{other}”" in problem
