"""What cannot be right about a family as it was entered, in words. Nothing here blocks: the map is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from roundtable.domain.family import Family, Twins, Union, descent_loop
from roundtable.domain.family_captions import isolated
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person, Sex, age_on

_YOUNGEST_PARENT = 10
_AFTER_DEATH = timedelta(days=300)
"""A father may have died before the birth, so many days at most."""
_ONE_BIRTH = timedelta(days=2)
_Say = Callable[[PersonId], str]


def family_problems(
    people: Sequence[Person], family: Family, name: Callable[[Person], str]
) -> tuple[str, ...]:
    """One sentence or two for each contradiction, with what to do. `name` says how a person may be named."""
    known = {p.id: p for p in people}
    here = family.among(known.keys())

    def say(person: PersonId) -> str:
        return isolated(name(known[person]))

    found = [
        *_loops(here, say),
        *_couples(here.unions, say),
        *(text for p in people for text in _life(p, say)),
        *(text for union in here.unions for text in _births(union, known, say)),
        *(text for born in here.twins for text in _twins(born, here.unions, known, say)),
    ]
    return tuple(dict.fromkeys(found))


def loop_words(line: Sequence[str]) -> str:
    """Between whom a line of descent comes back to where it began. `line` are names, each a parent of the
    next and the last a parent of the first.
    """
    if len(line) == 1:
        return f"{line[0]} is entered as their own parent."
    links = [f"{parent} as a parent of {child}" for parent, child in pairwise(line)]
    links.append(f"{line[-1]} as a parent of {line[0]}")
    return f"Somebody would be their own ancestor: {', '.join(links)}. Take one of these links away."


def _loops(family: Family, say: _Say) -> Iterator[str]:
    line = descent_loop(family.unions)
    if line:
        yield loop_words([say(p) for p in line])


def _couples(unions: Sequence[Union], say: _Say) -> Iterator[str]:
    pairs = Counter(frozenset((u.first, u.second)) for u in unions if u.second)
    for pair, times in pairs.items():
        if times > 1:
            names = sorted(say(p) for p in pair)
            yield f"{' and '.join(names)} are entered as a couple {times} times. Keep one."
    parents = {(p, c) for u in unions for p in (u.first, u.second) if p for c in u.children}
    for union in unions:
        for older, younger in ((union.first, union.second), (union.second, union.first)):
            if (older, younger) in parents and union.second:
                yield f"{say(older)} is entered as a parent of {say(younger)}, and as their partner."
    couples = Counter(child for u in unions for child in dict.fromkeys(u.children))
    for child, times in couples.items():
        if times > 1:
            yield f"{say(child)} is entered as a child of {times} couples. Take all but one away."


def _life(person: Person, say: _Say) -> Iterator[str]:
    if person.born_on and person.died_on and person.died_on < person.born_on:
        yield f"{say(person.id)}: the date of death is before the date of birth. Check both."


def _births(union: Union, known: Mapping[PersonId, Person], say: _Say) -> Iterator[str]:
    for child in (known[c] for c in union.children):
        for parent in (known[p] for p in dict.fromkeys((union.first, union.second)) if p):
            if child.born_on is None or parent.id == child.id:
                continue
            if parent.born_on and parent.born_on >= child.born_on:
                yield f"{say(parent.id)} is entered as a parent of {say(child.id)}, who is not younger."
            elif parent.born_on and age_on(parent.born_on, child.born_on) < _YOUNGEST_PARENT:
                yield (
                    f"{say(parent.id)} would have been under ten when {say(child.id)} was born. "
                    "Check the dates of birth."
                )
            if _had_died(parent, child.born_on):
                yield f"{say(parent.id)} had died when {say(child.id)} was born. Check the dates."


def _had_died(parent: Person, born_on: date) -> bool:
    if parent.died_on is None:
        return False
    after = timedelta(0) if parent.sex is Sex.FEMALE else _AFTER_DEATH
    return born_on - parent.died_on > after


def _twins(
    born: Twins, unions: Sequence[Union], known: Mapping[PersonId, Person], say: _Say
) -> Iterator[str]:
    if not any(set(born.children) <= set(union.children) for union in unions):
        names = " and ".join(say(c) for c in born.children)
        yield f"{names} are entered as twins, but not as children of one couple."
    for one, other in combinations((known[c] for c in born.children), 2):
        both = f"{say(one.id)} and {say(other.id)}"
        if one.born_on and other.born_on and abs(one.born_on - other.born_on) > _ONE_BIRTH:
            yield f"{both} are entered as twins, with different dates of birth."
        known_sexes = {one.sex, other.sex} - {Sex.UNKNOWN}
        if born.are_identical and len(known_sexes) == 2:
            yield f"{both} are entered as identical twins, one female and one male."
