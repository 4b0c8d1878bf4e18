"""Two agencies on the same event: which lines tell of one event, and in what they disagree.

Nobody can be sure from the words alone, so a likely pair is only said to be one: the room joins two lines, or
keeps them apart, and what it said holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from roundtable.domain.chronology import Event, in_order
from roundtable.domain.errors import EventMissing, SameEventTwice
from roundtable.domain.ids import EventId
from roundtable.domain.wording import short_day_words

NEAR_DAYS = 3
"""Lines further apart are never taken for one event, unless the room says so."""
_NEIGHBOURS = 60
_ALIKE = 0.4
"""Share of the shorter line's telling words that the other line has too."""
_LEAST_SHARED = 3
_OFTEN, _LEAST_OFTEN = 0.1, 4
"""A word in more lines than this share (and number) tells nothing of one event."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|without|dna|declined|refused|denied|failed|\w+n[’']t)\b",
    re.IGNORECASE,
)


class Difference(StrEnum):
    """What two lines on one event do not agree on."""

    DAY = "day"
    KIND = "kind"
    FIGURES = "figures"
    YES_OR_NO = "yes or no"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the room said of two lines: one event, or two."""

    one: EventId
    other: EventId
    is_same: bool

    def is_about(self, one: EventId, other: EventId) -> bool:
        """Whether it is about these two, in either order."""
        return {self.one, self.other} == {one, other}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two agencies' lines on one event. `is_said`: the room joined them; else they are only likely one."""

    one: Event
    other: Event
    differs: tuple[Difference, ...]
    is_said: bool

    def partner(self, event_id: EventId) -> Event:
        """The other agency's line."""
        return self.other if self.one.id == event_id else self.one


def with_pairing(pairings: Iterable[Pairing], events: Sequence[Event], said: Pairing) -> tuple[Pairing, ...]:
    """Keeps what the room said of two lines. Raises EventMissing, SameEventTwice (one agency's own lines)."""
    known = {e.id: e for e in events}
    if said.one not in known or said.other not in known:
        raise EventMissing()
    if known[said.one].agency_id == known[said.other].agency_id:
        raise SameEventTwice()
    return (*(p for p in pairings if not p.is_about(said.one, said.other)), said)


def disagreements(events: Iterable[Event], pairings: Sequence[Pairing] = ()) -> tuple[Disagreement, ...]:
    """Lines that the room joined, with what differs; and likely pairs that differ in something definite."""
    ordered = in_order(events)
    known = {e.id: e for e in ordered}
    said = {frozenset((p.one, p.other)): p.is_same for p in pairings}
    found = []
    for pairing in pairings:
        one, other = known.get(pairing.one), known.get(pairing.other)
        if pairing.is_same and one and other:
            first, second = in_order((one, other))
            differs = _differs(first, second) or (Difference.WORDS,)
            found.append(Disagreement(first, second, differs, is_said=True))
    for one, other in _likely(ordered):
        if frozenset((one.id, other.id)) not in said and (differs := _differs(one, other)):
            found.append(Disagreement(one, other, differs, is_said=False))
    return tuple(sorted(found, key=lambda d: (d.one.on, d.other.on)))


def difference_words(found: Disagreement, of: EventId, agency: str) -> str:
    """What stands at the line `of`: "Disagrees with Police: 4 Mar 2024, an incident, other figures"."""
    other = found.partner(of)
    words = {
        Difference.DAY: short_day_words(other.on),
        Difference.KIND: f"{'an' if other.kind.value[0] in 'aei' else 'a'} {other.kind.value}",
        Difference.FIGURES: "other figures",
        Difference.YES_OR_NO: "one says yes, one no",
        Difference.WORDS: "told in another way",
    }
    told = ", ".join(words[what] for what in found.differs)
    start = "Disagrees with" if found.is_said else "May disagree with"
    return f"{start} {agency}: {told}"


def _likely(ordered: Sequence[Event]) -> Iterable[tuple[Event, Event]]:
    telling = [frozenset(w.casefold() for w in _WORD.findall(e.text)) for e in ordered]
    often = Counter(word for words in telling for word in words)
    most = max(_LEAST_OFTEN, len(ordered) * _OFTEN)
    weights = {w: log((len(ordered) + 1) / n) if n <= most else 0.0 for w, n in often.items()}
    telling = [frozenset(w for w in words if weights[w]) for words in telling]
    for number, one in enumerate(ordered):
        best: tuple[float, Event] | None = None
        for place in range(number + 1, min(number + 1 + _NEIGHBOURS, len(ordered))):
            other = ordered[place]
            if (other.on - one.on).days > NEAR_DAYS:
                break
            if other.agency_id == one.agency_id:
                continue
            alike = _alike(telling[number], telling[place], weights)
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = (alike, other)
        if best is not None:
            yield one, best[1]


def _alike(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """0 to 1: how much of the shorter line's weight the two share; words that every line has weigh little."""
    shared = one & other
    if len(shared) < _LEAST_SHARED:
        return 0.0
    least = min(sum(weights[w] for w in one), sum(weights[w] for w in other))
    return sum(weights[w] for w in shared) / least if least else 0.0


def _differs(one: Event, other: Event) -> tuple[Difference, ...]:
    differs = []
    if one.on != other.on:
        differs.append(Difference.DAY)
    if one.kind is not other.kind:
        differs.append(Difference.KIND)
    figures = [frozenset(_FIGURE.findall(e.text)) for e in (one, other)]
    if all(figures) and not figures[0] & figures[1]:
        differs.append(Difference.FIGURES)
    if bool(_DENIES.search(one.text)) != bool(_DENIES.search(other.text)):
        differs.append(Difference.YES_OR_NO)
    return tuple(differs)
