"""What is stored comes back equal, or is refused before it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, StrEnum
from typing import Any, NewType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.errors import RecordNotStorable, RecordUnreadable
from roundtable.storage import kinds
from roundtable.storage.documents import Document

PartId = NewType("PartId", str)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Level(Enum):
    LOW = "low words"
    HIGH = "high words"


@dataclass(frozen=True, slots=True)
class Part:
    id: PartId
    on: date | None = None
    at: datetime | None = None
    points: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    id: str
    text: str = ""
    number: int = 0
    share: float = 0.0
    is_so: bool = False
    data: bytes = b""
    colours: frozenset[Colour] = frozenset()
    level: Level = Level.LOW
    parts: tuple[Part, ...] = ()
    pairs: tuple[tuple[PartId, str], ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    one: Part | None = None


NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - what must be refused
DOCUMENT = Document("wholes", Whole)

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FIRST, LAST = datetime(1900, 1, 3), datetime(2200, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone
times = st.datetimes(FIRST, LAST, timezones=zones)
floats = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=("Cs",)))
parts = st.builds(
    Part,
    id=texts.map(PartId),
    on=st.none() | st.dates(),
    at=st.none() | times,
    points=st.lists(st.tuples(floats, floats, floats), max_size=4).map(tuple),
)
wholes = st.builds(
    Whole,
    id=texts,
    text=texts,
    number=st.integers(-(2**63), 2**63 - 1),
    share=floats,
    is_so=st.booleans(),
    data=st.binary(max_size=300),
    colours=st.frozensets(st.sampled_from(Colour)),
    level=st.sampled_from(Level),
    parts=st.lists(parts, max_size=3).map(tuple),
    pairs=st.lists(st.tuples(texts.map(PartId), texts), max_size=3).map(tuple),
    counts=st.dictionaries(texts, st.integers(0, 9), max_size=3),
    one=st.none() | parts,
)


@given(wholes)
def test_every_value_comes_back_equal_and_in_one_form(item: Whole) -> None:
    content = DOCUMENT.encode(item)
    again = DOCUMENT.decode(content)
    assert again == item
    assert DOCUMENT.encode(again) == content


@pytest.mark.parametrize("kind", kinds.ALL, ids=lambda kind: kind.name)
@settings(max_examples=15)
@given(data=st.data())
def test_every_stored_aggregate_comes_back_equal(kind: kinds.Kind[Any], data: st.DataObject) -> None:
    stored_type = kind.document._decoder.type
    st.register_type_strategy(datetime, times)
    st.register_type_strategy(str, texts)
    st.register_type_strategy(float, floats)
    st.register_type_strategy(int, st.integers(-(2**31), 2**31))
    item = data.draw(st.from_type(stored_type))
    assert kind.document.decode(kind.document.encode(item)) == item


@pytest.mark.parametrize(
    "item",
    [
        Whole("x", one=Part(PartId("p"), at=NAIVE)),
        Whole("x", parts=(Part(PartId("p"), at=NAIVE),)),
        Whole("x", share=float("nan")),
        Whole("x", share=float("inf")),
        Whole("x", text="half \ud800 character"),
    ],
    ids=["naive time", "naive time in a list", "nan", "infinity", "half character"],
)
def test_what_would_not_come_back_is_refused_before_it_is_stored(item: Whole) -> None:
    with pytest.raises(RecordNotStorable):
        DOCUMENT.encode(item)


def test_a_value_of_the_wrong_type_is_refused() -> None:
    wrong: Any = Whole("x", number="seven")  # type: ignore[arg-type]
    with pytest.raises(RecordNotStorable):
        DOCUMENT.encode(wrong)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"", ""),
        (b"{", ""),
        (b"\xff\xfe", ""),
        (b"[]", ""),
        (b'{"text":"no id"}', ""),
        (b'{"id":"x","number":"7"}', "$.number"),
        (b'{"id":"x","parts":[{"id":"p"},{"id":"p","on":"Secret Name"}]}', "$.parts[1].on"),
        (b'{"id":"x","level":"Secret Name"}', "$.level"),
        (b'{"id":"x","gone":1}', "unknown field"),
        (b'{"id":"x","parts":[{"id":"p","gone":1}]}', "unknown field"),
    ],
)
def test_an_unreadable_document_names_the_place_and_not_the_content(content: bytes, where: str) -> None:
    with pytest.raises(RecordUnreadable) as error:
        DOCUMENT.decode(content)
    assert error.value.details == {"kind": "wholes", "where": where}
    assert "Secret" not in str(error.value) + repr(error.value.__cause__)


def test_a_field_that_a_later_version_added_takes_its_default() -> None:
    assert DOCUMENT.decode(b'{"id":"x"}') == Whole("x")


def test_times_keep_their_zone() -> None:
    at = datetime(2026, 3, 29, 1, 30, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    back = DOCUMENT.decode(DOCUMENT.encode(Whole("x", one=Part(PartId("p"), at=at))))
    assert back.one is not None and back.one.at is not None
    assert back.one.at.utcoffset() == timedelta(hours=1)
    assert back.one.at == at.astimezone(UTC)
