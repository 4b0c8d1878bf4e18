"""The family map in words, for everybody who does not see the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from roundtable.domain.family import Union, UnionKind
from roundtable.domain.ids import PersonId
from roundtable.domain.wording import counted

_KIND = {
    UnionKind.MARRIED: "are married",
    UnionKind.COHABITING: "live together",
    UnionKind.SEPARATED: "are separated",
    UnionKind.DIVORCED: "are divorced",
    UnionKind.UNKNOWN: "have or had a relationship",
}


class Described(Protocol):
    """What the words need of somebody."""

    @property
    def id(self) -> PersonId: ...
    @property
    def name(self) -> str: ...
    @property
    def age(self) -> str: ...
    @property
    def in_household(self) -> bool: ...
    @property
    def is_index_child(self) -> bool: ...
    @property
    def has_died(self) -> bool: ...


def map_words(people: Sequence[Described], unions: Sequence[Union]) -> str:
    """Who the child is, who is with whom and whose children they have, who lives in the household."""
    known = {p.id: p for p in people}
    child = next((p for p in people if p.is_index_child), None)
    sentences = [f"Family map of {child.name}, {_age(child)}." if child else "Family map."]
    sentences += [words for union in unions if (words := _union_words(union, known))]
    household = [p.name for p in people if p.in_household]
    if household:
        sentences.append(f"In the household: {_listed(household)}.")
    alone = _unlinked(people, unions)
    if alone:
        sentences.append(f"Not linked on the map: {_listed(alone)}.")
    return " ".join(sentences)


def _union_words(union: Union, known: dict[PersonId, Described]) -> str:
    partners = [known[p] for p in dict.fromkeys((union.first, union.second)) if p in known]
    children = [known[c] for c in union.children if c in known]
    if not partners:
        return ""
    if len(partners) == 1:
        if not children:
            return ""
        who = f"{_named(partners[0])} and a partner who is not known"
        return f"{who} have {_children_words(children)}."
    who = f"{_named(partners[0])} and {_named(partners[1])} {_KIND[union.kind]}"
    return f"{who} and have {_children_words(children)}." if children else f"{who}."


def _children_words(children: list[Described]) -> str:
    return f"{counted(len(children), 'child', 'children')}: {_listed([_named(c) for c in children])}"


def _named(person: Described) -> str:
    return f"{person.name} ({_age(person)})"


def _age(person: Described) -> str:
    if person.has_died:
        return "died" if person.age in ("?", "") else f"died aged {person.age}"
    return "age not known" if person.age in ("?", "") else person.age


def _unlinked(people: Sequence[Described], unions: Sequence[Union]) -> list[str]:
    linked = {p for u in unions for p in (u.first, u.second, *u.children) if p}
    return [p.name for p in people if p.id not in linked]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
