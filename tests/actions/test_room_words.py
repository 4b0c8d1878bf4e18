"""What every string becomes on its way to the projector: agencies keep their names, nobody on a register does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable.actions.room_words import words_for_room
from tests.actions.rooms import POLICE, Room, room

TRUST, MIND, LODGE = "Fernhill Hospitals Trust", "Mind in Redbridge", "Greenhill Lodge Primary Academy"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as made:
        made.person("Bronagh Thornton", "Mother")
        made.place(LODGE, "School")
        with made.vault.transaction() as tx:
            (board,) = tx.boards.all()
            police = next(a for a in board.agencies if a.id == POLICE)
            more = (replace(police, id=f"new{n}", name=name) for n, name in enumerate((TRUST, MIND, LODGE)))  # type: ignore[arg-type]
            tx.boards.put(replace(board, agencies=(*board.agencies, *more)))
            tx.log("board.changed", board.id)
        yield made


def said(here: Room, text: str) -> str:
    named, nameless = words_for_room(here.vault, here.audit_id, [text], [text])
    assert named == nameless, "names are off: both are said by label"
    return named[text]


@pytest.mark.parametrize("name", [TRUST, MIND, "Police"])
def test_an_agency_keeps_its_name(here: Room, name: str) -> None:
    assert said(here, name) == name
    assert said(here, f"{name}: Good") == f"{name}: Good"


@pytest.mark.parametrize("name", ["Fernhill Hospitals Tru…", "Mind in Red…"])
def test_it_keeps_what_a_drawing_has_room_for(here: Room, name: str) -> None:
    assert said(here, name) == name


def test_an_agency_that_is_on_a_register_is_said_by_label(here: Room) -> None:
    assert said(here, LODGE).startswith("School")
    assert "Greenhill" not in said(here, "Greenhill Lodge Prim…")


def test_others_of_the_kind_go_and_so_do_people_beside_an_agency(here: Room) -> None:
    assert "Elmbridge" not in said(here, "Elmbridge Hospitals Trust: Good")
    assert said(here, f"{TRUST}: Bronagh Thornton was ill").startswith(f"{TRUST}: Mother of Child")
    assert "Redbridge" not in said(here, "She lives in Redbridge.")
