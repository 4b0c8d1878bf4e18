"""Two agencies on one event: found by telling words, said in words, and the room has the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.disagreement import (
    Difference,
    Pairing,
    difference_words,
    disagreements,
    with_pairing,
)
from roundtable.domain.errors import EventMissing, SameEventTwice
from roundtable.domain.ids import AgencyId, EventId

POLICE = Event(
    EventId("a"),
    date(2024, 3, 4),
    AgencyId("police"),
    EventKind.INCIDENT,
    "Called to the flat at 2140. Mother with cut lip. Two children seen asleep in the bedroom.",
)
GP = Event(
    EventId("b"),
    date(2024, 3, 5),
    AgencyId("gp"),
    EventKind.CONTACT,
    "Mother seen with cut lip, says she fell at the flat at 2200. Children asleep.",
)
SCHOOL = Event(
    EventId("c"), date(2024, 3, 4), AgencyId("school"), EventKind.CONTACT, "Late again, no coat, hungry."
)


def test_a_likely_pair_says_what_differs() -> None:
    (found,) = disagreements((POLICE, GP, SCHOOL))
    assert (found.one, found.other, found.is_said) == (POLICE, GP, False)
    assert found.differs == (Difference.DAY, Difference.KIND, Difference.FIGURES)
    assert difference_words(found, POLICE.id, "GP") == (
        "May disagree with GP: 5 Mar 2024, a contact, other figures"
    )
    assert difference_words(found, GP.id, "Police").startswith(
        "May disagree with Police: 4 Mar 2024, an incident"
    )


def test_agencies_that_say_the_same_do_not_disagree() -> None:
    same = replace(GP, on=POLICE.on, kind=POLICE.kind, text=POLICE.text)
    assert disagreements((POLICE, same)) == ()
    denied = replace(same, text=f"{POLICE.text} No injury seen.")
    assert [d.differs for d in disagreements((POLICE, denied))] == [(Difference.YES_OR_NO,)]


def test_one_agency_does_not_disagree_with_itself_nor_with_the_week_after() -> None:
    assert disagreements((POLICE, replace(GP, agency_id=POLICE.agency_id))) == ()
    assert disagreements((POLICE, replace(GP, on=POLICE.on + timedelta(days=4)))) == ()


def test_the_room_joins_and_parts_lines() -> None:
    events = (POLICE, GP, SCHOOL)
    said = with_pairing((), events, Pairing(POLICE.id, GP.id, is_same=False))
    assert disagreements(events, said) == ()
    said = with_pairing(said, events, Pairing(GP.id, POLICE.id, is_same=True))
    assert len(said) == 1, "the later word counts, in either order"
    said = with_pairing(said, events, Pairing(SCHOOL.id, POLICE.id, is_same=True))
    found = disagreements(events, said)
    assert {(d.one.id, d.other.id) for d in found if d.is_said} == {("a", "b"), ("c", "a")}
    assert all(d.is_said for d in found)


def test_joined_lines_without_a_hard_difference_are_told_in_another_way() -> None:
    twin = replace(
        SCHOOL, id=EventId("d"), agency_id=AgencyId("gp"), text="Sent home by the office, a fine boy."
    )
    plain = replace(SCHOOL, text="Late again, hungry.")
    (found,) = disagreements((plain, twin), (Pairing(plain.id, twin.id, is_same=True),))
    assert found.differs == (Difference.WORDS,)
    assert difference_words(found, plain.id, "GP") == "Disagrees with GP: told in another way"


def test_what_cannot_be_joined_is_refused() -> None:
    own = replace(GP, agency_id=POLICE.agency_id)
    with pytest.raises(SameEventTwice):
        with_pairing((), (POLICE, own), Pairing(POLICE.id, own.id, is_same=True))
    with pytest.raises(EventMissing):
        with_pairing((), (POLICE,), Pairing(POLICE.id, GP.id, is_same=True))


def test_a_pairing_with_a_removed_line_says_nothing() -> None:
    assert disagreements((POLICE,), (Pairing(POLICE.id, GP.id, is_same=True),)) == ()


def test_what_every_line_says_makes_no_pair() -> None:
    many = [
        Event(
            EventId(f"e{n}"),
            POLICE.on + timedelta(days=n),
            AgencyId("abc"[n % 3]),
            list(EventKind)[n % 4],
            f"Contact {n}: the family was seen at home. The record is long.",
        )
        for n in range(60)
    ]
    assert disagreements(many) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.sampled_from("abc"),
            st.sampled_from(list(EventKind)),
            st.lists(st.sampled_from(("bruise", "kitchen", "asleep", "ladder", "no", "7")), max_size=6),
        ),
        max_size=12,
    )
)
def test_every_pair_is_of_two_agencies_near_each_other_and_differs(
    lines: list[tuple[int, str, EventKind, list[str]]],
) -> None:
    events = [
        Event(EventId(f"e{n}"), POLICE.on + timedelta(days=days), AgencyId(agency), kind, " ".join(words))
        for n, (days, agency, kind, words) in enumerate(lines)
    ]
    for found in disagreements(events):
        assert found.one.agency_id != found.other.agency_id
        assert 0 <= (found.other.on - found.one.on).days <= 3
        assert found.differs
