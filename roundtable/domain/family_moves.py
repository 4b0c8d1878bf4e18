"""Places on the family map after a move by hand: sideways in the own generation, nobody on anybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from roundtable.domain.family import Moved
from roundtable.domain.family_layout import STEP, keep_distance
from roundtable.domain.ids import PersonId

FARTHEST = 20 * STEP
"""Nobody can be moved farther than this from the place that the layout gives."""
_STAYS = 1_000.0


def with_moves(
    places: Mapping[PersonId, float], rows: Mapping[PersonId, int], moved: Collection[Moved]
) -> dict[PersonId, float]:
    """The places once everybody in `moved` stands where they were put; those in the way step aside."""
    by = {m.person: max(-FARTHEST, min(FARTHEST, m.by)) for m in moved if m.person in places}
    after = dict(places)
    for row in {rows[person] for person in by}:
        _move_row([p for p in places if rows[p] == row], by, after)
    return after


def _move_row(
    people: Sequence[PersonId], by: Mapping[PersonId, float], places: dict[PersonId, float]
) -> None:
    wanted = {person: places[person] + by.get(person, 0.0) for person in people}
    in_order = sorted(people, key=lambda p: (wanted[p], places[p]))
    found = keep_distance(
        [wanted[p] for p in in_order],
        [STEP] * len(in_order),
        [_STAYS if p in by else 1.0 for p in in_order],
    )
    places.update(zip(in_order, found, strict=True))


def moved_by(moved: Collection[Moved], person: PersonId, by: float) -> tuple[Moved, ...]:
    """`moved` once this person stands `by` px from the place that the layout gives; 0 puts them back."""
    kept = tuple(m for m in moved if m.person != person)
    by = round(max(-FARTHEST, min(FARTHEST, by)), 1)
    return (*kept, Moved(person, by)) if abs(by) >= 1 else kept
