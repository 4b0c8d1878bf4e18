"""Where everybody stands on a family map: generations as rows, partners side by side, nobody on anybody.

Rows come from the longest line of descent. Within a row, people who are or were together form a cluster
whose inner order is fixed (former partners left, the present one right). Clusters are ordered by where their
parents and children stand (barycentre sweeps, after Sugiyama, Tagawa and Toda 1981) and then moved to the
nearest places that keep their distance (pool adjacent violators), so that no two symbols can overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from roundtable.domain.family import Union, UnionKind
from roundtable.domain.family_generations import generations, partners_of
from roundtable.domain.ids import PersonId

STEP = 148.0
"""Distance between neighbours, px at 100 %."""
FAMILY_GAP = 24.0
"""More between two clusters."""
_SWEEPS = 12
_MOVES = _SWEEPS + 1  # the last one puts parents over the middle of their children
_FORMER = (UnionKind.SEPARATED, UnionKind.DIVORCED)


@dataclass
class Cluster:
    """People of one row who are linked by unions, from left to right; `x` is the first one's place."""

    members: tuple[PersonId, ...]
    row: int
    x: float = 0.0

    @property
    def width(self) -> float:
        """From the first to the last member."""
        return STEP * (len(self.members) - 1)


@dataclass(frozen=True, slots=True)
class _Tie:
    """One couple with its children, as looked up again and again."""

    partners: tuple[PersonId, ...]
    children: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class _Ties:
    """What ties a cluster to the rows above and below."""

    above: tuple[tuple[PersonId, _Tie], ...]
    """Each member who is somebody's child, with the parents."""
    below: tuple[_Tie, ...]
    """The couples with children that a member is part of."""


@dataclass
class Layout:
    """Rows and places; `places` maps everybody to (x, row)."""

    rows: dict[PersonId, int]
    places: dict[PersonId, float] = field(default_factory=dict)


def lay_out(
    people: Sequence[PersonId], unions: Sequence[Union], is_left: Callable[[PersonId], bool]
) -> Layout:
    """Places for everybody named in a union. `people` gives the order of siblings (oldest first);
    `is_left` says who of a couple stands left when nothing else decides."""
    rows = generations(unions)
    linked = [p for p in people if p in rows]
    order = {person: number for number, person in enumerate(linked)}
    clusters = _clusters(linked, unions, rows, is_left)
    ties = _ties(clusters, unions)
    by_row = _ordered_rows(clusters, ties, order)
    _move_together(by_row, clusters, ties)
    layout = Layout(rows)
    left = min((c.x for c in clusters), default=0.0)
    layout.places = {person: x - left for person, x in _standing(clusters).items()}
    return layout


# --- clusters


def _clusters(
    people: Sequence[PersonId],
    unions: Sequence[Union],
    rows: dict[PersonId, int],
    is_left: Callable[[PersonId], bool],
) -> list[Cluster]:
    mine: dict[PersonId, list[Union]] = {person: [] for person in people}
    for union in unions:
        for person in partners_of(union):
            if len(partners_of(union)) == 2 and rows[union.first] == rows[union.second]:
                mine[person].append(union)
    placed: set[PersonId] = set()
    clusters: list[Cluster] = []
    # Whoever has most partners stands in the middle of the cluster.
    for hub in sorted(people, key=lambda p: -len(mine[p])):
        if hub not in placed:
            members = _around(hub, mine, placed, is_left)
            clusters.append(Cluster(tuple(members), rows[hub]))
    return clusters


def _around(
    hub: PersonId,
    mine: dict[PersonId, list[Union]],
    placed: set[PersonId],
    is_left: Callable[[PersonId], bool],
) -> list[PersonId]:
    placed.add(hub)
    left: list[PersonId] = []
    right: list[PersonId] = []
    for union in mine[hub]:
        other = union.second if union.first == hub else union.first
        if other in placed:
            continue
        former = union.kind in _FORMER if len(mine[hub]) > 1 else is_left(other) and not is_left(hub)
        if former or (len(mine[hub]) > 1 and right and not left):
            left = [*_chain(other, mine, placed)[::-1], *left]
        else:
            right += _chain(other, mine, placed)
    return [*left, hub, *right]


def _chain(person: PersonId, mine: dict[PersonId, list[Union]], placed: set[PersonId]) -> list[PersonId]:
    """A partner and, further out, the partner's other partners."""
    placed.add(person)
    chain = [person]
    for union in mine[person]:
        other = union.second if union.first == person else union.first
        if other not in placed:
            chain += _chain(other, mine, placed)
    return chain


# --- order within rows

_TiesOf = dict[tuple[PersonId, ...], _Ties]


def _ties(clusters: Sequence[Cluster], unions: Sequence[Union]) -> _TiesOf:
    all_ties = [_Tie(partners_of(u), u.children) for u in unions if u.children]
    above: dict[PersonId, list[_Tie]] = {}
    below: dict[PersonId, list[_Tie]] = {}
    for tie in all_ties:
        for child in tie.children:
            above.setdefault(child, []).append(tie)
        for partner in tie.partners:
            below.setdefault(partner, []).append(tie)
    return {
        c.members: _Ties(
            tuple((p, tie) for p in c.members for tie in above.get(p, ())),
            tuple(dict.fromkeys(tie for p in c.members for tie in below.get(p, ()))),
        )
        for c in clusters
    }


def _ordered_rows(clusters: list[Cluster], ties: _TiesOf, order: dict[PersonId, int]) -> list[list[Cluster]]:
    count = max((c.row for c in clusters), default=-1) + 1
    by_row = [
        sorted((c for c in clusters if c.row == row), key=lambda c: min(order[p] for p in c.members))
        for row in range(count)
    ]
    _line_up(by_row)
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        for row in by_row if downwards else by_row[::-1]:
            at = _standing(clusters)
            centres = {c.members: _centre(c, ties[c.members], at, order, downwards) for c in row}
            row.sort(key=lambda c: centres[c.members])
            _line_up([row])
    return by_row


def _line_up(by_row: Iterable[list[Cluster]]) -> None:
    for row in by_row:
        x = 0.0
        for cluster in row:
            cluster.x = x
            x += cluster.width + STEP + FAMILY_GAP


def _standing(clusters: Iterable[Cluster]) -> dict[PersonId, float]:
    return {p: c.x + STEP * place for c in clusters for place, p in enumerate(c.members)}


def _centre(
    cluster: Cluster,
    ties: _Ties,
    at: dict[PersonId, float],
    order: dict[PersonId, int],
    from_parents: bool,
) -> tuple[float, float]:
    """The mean place of the cluster's parents (or children), then age as the tie-breaker."""
    if from_parents:
        found = [_middle(tie.partners, at) for _child, tie in ties.above]
    else:
        found = [at[c] for tie in ties.below for c in tie.children]
    if not found:
        return cluster.x + cluster.width / 2, 0.0
    age = min((order[child] for child, _tie in ties.above), default=0)
    return round(sum(found) / len(found), 3), float(age)


def _middle(people: tuple[PersonId, ...], at: dict[PersonId, float]) -> float:
    return sum(at[p] for p in people) / len(people)


# --- places


def _move_together(by_row: list[list[Cluster]], clusters: list[Cluster], ties: _TiesOf) -> None:
    for sweep in range(_MOVES):
        downwards = sweep % 2 == 1
        for row in by_row if downwards else by_row[::-1]:
            at = _standing(clusters)
            desired = [cluster.x + _pull(ties[cluster.members], at) for cluster in row]
            gaps = [cluster.width + STEP + FAMILY_GAP for cluster in row]
            for cluster, x in zip(row, keep_distance(desired, gaps), strict=True):
                cluster.x = x


def _pull(ties: _Ties, at: dict[PersonId, float]) -> float:
    """How far a cluster would like to move: parents over the middle of their children, children side by
    side under their parents."""
    pulls: list[float] = []
    for tie in ties.below:
        places = [at[c] for c in tie.children]
        pulls.append((min(places) + max(places)) / 2 - _middle(tie.partners, at))
    for child, tie in ties.above:
        before = sum(at[c] < at[child] for c in tie.children)
        beside = (before - (len(tie.children) - 1) / 2) * (STEP + FAMILY_GAP)
        pulls.append(_middle(tie.partners, at) + beside - at[child])
    return sum(pulls) / len(pulls) if pulls else 0.0


def keep_distance(
    desired: Sequence[float], gaps: Sequence[float], weights: Sequence[float] = ()
) -> list[float]:
    """Places nearest to `desired` (least squares, by weight) in the same order, each at least `gaps[i]` after
    the last.

    Pool adjacent violators on the desired places less the distance already needed.
    """
    needed, sums = 0.0, []
    for gap in gaps:
        sums.append(needed)
        needed += gap
    pools: list[tuple[float, float, int]] = []
    for want, before, weight in zip(desired, sums, weights or [1.0] * len(sums), strict=True):
        total, heft, count = (want - before) * weight, weight, 1
        while pools and pools[-1][0] / pools[-1][1] > total / heft:
            last = pools.pop()
            total, heft, count = total + last[0], heft + last[1], count + last[2]
        pools.append((total, heft, count))
    flat = [total / heft for total, heft, count in pools for _ in range(count)]
    return [place + before for place, before in zip(flat, sums, strict=True)]
