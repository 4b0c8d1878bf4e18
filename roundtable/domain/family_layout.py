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
from roundtable.domain.ids import PersonId

STEP = 148.0
"""Distance between neighbours, px at 100 %."""
FAMILY_GAP = 24.0
"""More between two clusters."""
_SWEEPS = 12
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

    def place(self, person: PersonId) -> float:
        """Where a member stands."""
        return self.x + STEP * self.members.index(person)


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
    by_row = _ordered_rows(clusters, unions, order)
    _move_together(by_row, clusters, unions)
    layout = Layout(rows)
    left = min((c.x for c in clusters), default=0.0)
    for cluster in clusters:
        for person in cluster.members:
            layout.places[person] = cluster.place(person) - left
    return layout


def generations(unions: Sequence[Union]) -> dict[PersonId, int]:
    """Row 0 is the oldest generation. Partners share a row; children stand below both parents.

    Bounded for every input: a family that contradicts itself still gets rows.
    """
    rows: dict[PersonId, int] = {}
    for union in unions:
        for person in (*_partners(union), *union.children):
            rows.setdefault(person, 0)
    for _ in range(len(rows) + 1):
        if not sum(_push_down(union, rows) for union in unions):
            break
    for _ in range(len(rows) + 1):
        if not sum(_pull_down(union, unions, rows) for union in unions):
            break
    lowest = min(rows.values(), default=0)
    used = {row: place for place, row in enumerate(sorted({r - lowest for r in rows.values()}))}
    return {person: used[row - lowest] for person, row in rows.items()}


def _partners(union: Union) -> tuple[PersonId, ...]:
    return tuple(p for p in (union.first, union.second) if p)


def _push_down(union: Union, rows: dict[PersonId, int]) -> bool:
    partners = _partners(union)
    row = max(rows[p] for p in partners)
    moved = False
    for person, wanted in (*((p, row) for p in partners), *((c, row + 1) for c in union.children)):
        if rows[person] < wanted <= len(rows):
            rows[person] = wanted
            moved = True
    return moved


def _pull_down(union: Union, unions: Sequence[Union], rows: dict[PersonId, int]) -> bool:
    """Parents without parents of their own stand directly above their children, not at the very top."""
    partners = _partners(union)
    has_parents = any(p in u.children for u in unions for p in partners)
    others = [u for u in unions if u is not union and any(p in _partners(u) for p in partners)]
    if has_parents or others or not union.children:
        return False
    wanted = min(rows[c] for c in union.children) - 1
    moved = any(rows[p] < wanted for p in partners)
    for person in partners:
        rows[person] = max(rows[person], wanted)
    return moved


# --- clusters


def _clusters(
    people: Sequence[PersonId],
    unions: Sequence[Union],
    rows: dict[PersonId, int],
    is_left: Callable[[PersonId], bool],
) -> list[Cluster]:
    mine: dict[PersonId, list[Union]] = {person: [] for person in people}
    for union in unions:
        for person in _partners(union):
            if len(_partners(union)) == 2 and rows[union.first] == rows[union.second]:
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


def _ordered_rows(
    clusters: list[Cluster], unions: Sequence[Union], order: dict[PersonId, int]
) -> list[list[Cluster]]:
    count = max((c.row for c in clusters), default=-1) + 1
    by_row = [
        sorted((c for c in clusters if c.row == row), key=lambda c: min(order[p] for p in c.members))
        for row in range(count)
    ]
    _line_up(by_row)
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        for row in by_row if downwards else by_row[::-1]:
            centre = _centres(clusters, unions, order, from_parents=downwards)
            row.sort(key=lambda c: centre.get(c.members, (c.x + c.width / 2, 0.0)))
            _line_up([row])
    return by_row


def _line_up(by_row: Iterable[list[Cluster]]) -> None:
    for row in by_row:
        x = 0.0
        for cluster in row:
            cluster.x = x
            x += cluster.width + STEP + FAMILY_GAP


def _centres(
    clusters: list[Cluster], unions: Sequence[Union], order: dict[PersonId, int], *, from_parents: bool
) -> dict[tuple[PersonId, ...], tuple[float, float]]:
    """For each cluster: the mean place of its parents (or children), then age as the tie-breaker."""
    at = {person: cluster.place(person) for cluster in clusters for person in cluster.members}
    centres: dict[tuple[PersonId, ...], tuple[float, float]] = {}
    for cluster in clusters:
        found: list[float] = []
        for union in unions:
            parents = [at[p] for p in _partners(union)]
            if from_parents:
                found += [sum(parents) / len(parents) for p in cluster.members if p in union.children]
            elif set(_partners(union)) & set(cluster.members):
                found += [at[c] for c in union.children]
        if found:
            age = min((order[p] for p in cluster.members if _is_child(p, unions)), default=0)
            centres[cluster.members] = (round(sum(found) / len(found), 3), float(age))
    return centres


def _is_child(person: PersonId, unions: Sequence[Union]) -> bool:
    return any(person in union.children for union in unions)


# --- places


def _move_together(by_row: list[list[Cluster]], clusters: list[Cluster], unions: Sequence[Union]) -> None:
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 1
        for row in by_row if downwards else by_row[::-1]:
            at = {person: cluster.place(person) for cluster in clusters for person in cluster.members}
            desired = [cluster.x + _pull(cluster, unions, at) for cluster in row]
            gaps = [cluster.width + STEP + FAMILY_GAP for cluster in row]
            for cluster, x in zip(row, keep_distance(desired, gaps), strict=True):
                cluster.x = x


def _pull(cluster: Cluster, unions: Sequence[Union], at: dict[PersonId, float]) -> float:
    """How far the cluster would like to move: parents over the middle of their children, children side by
    side under their parents."""
    pulls: list[float] = []
    for union in unions:
        if not union.children:
            continue
        parents = [at[p] for p in _partners(union)]
        middle = sum(parents) / len(parents)
        children = sorted(union.children, key=lambda c: at[c])
        if set(_partners(union)) & set(cluster.members):
            pulls.append((at[children[0]] + at[children[-1]]) / 2 - middle)
        for place, child in enumerate(children):
            if child in cluster.members:
                beside = (place - (len(children) - 1) / 2) * (STEP + FAMILY_GAP)
                pulls.append(middle + beside - at[child])
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
