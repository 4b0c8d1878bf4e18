"""The family map in words, for everybody who does not see the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from roundtable.domain.family import Family, Twins, Union, UnionKind
from roundtable.domain.family_captions import isolated
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


def map_words(people: Sequence[Described], family: Family, *, counts: bool = True) -> str:
    """Who the child is, who is with whom and whose children they have, who are twins, who lives in the
    household. `counts`: whether to say how many children."""
    known = {p.id: p for p in people}
    child = next((p for p in people if p.is_index_child), None)
    whose = ", ".join(part for part in (isolated(child.name), _age(child)) if part) if child else ""
    sentences = [f"Family map of {whose}." if whose else "Family map."]
    sentences += [words for union in family.unions if (words := _union_words(union, known, counts))]
    sentences += [words for born in family.twins if (words := _twins_words(born, known))]
    household = [isolated(p.name) for p in people if p.in_household]
    if household:
        sentences.append(f"In the household: {_listed(household)}.")
    alone = _unlinked(people, family.unions)
    if alone:
        sentences.append(f"Not linked on the map: {_listed(alone)}.")
    return " ".join(sentences)


def person_words(person: Described) -> str:
    """ "Mother, 33, in the household": one person, for whoever moves over the map by keyboard."""
    parts = (
        isolated(person.name),
        _age(person),
        "the child this case is about" if person.is_index_child else "",
        "in the household" if person.in_household else "",
    )
    return ", ".join(part for part in parts if part)


def _union_words(union: Union, known: dict[PersonId, Described], counts: bool) -> str:
    partners = [known[p] for p in dict.fromkeys((union.first, union.second)) if p in known]
    children = [known[c] for c in dict.fromkeys(union.children) if c in known]
    if not partners:
        return ""
    if len(partners) == 1:
        if not children:
            return ""
        who = f"{_named(partners[0])} and a partner who is not known"
        return f"{who} have {_children_words(children, counts)}."
    who = f"{_named(partners[0])} and {_named(partners[1])} {_KIND[union.kind]}"
    return f"{who} and have {_children_words(children, counts)}." if children else f"{who}."


def _children_words(children: list[Described], counts: bool) -> str:
    how_many = counted(len(children), "child", "children") if counts else "as children"
    return f"{how_many}: {_listed([_named(c) for c in children])}"


def _twins_words(born: Twins, known: dict[PersonId, Described]) -> str:
    names = [isolated(known[c].name) for c in dict.fromkeys(born.children) if c in known]
    if len(names) < 2:
        return ""
    kind = "twins" if len(names) == 2 else "of one birth"
    if born.are_identical:
        kind = "identical twins" if len(names) == 2 else "of one birth and identical"
    return f"{_listed(names)} are {kind}."


def _named(person: Described) -> str:
    age = _age(person)
    return f"{isolated(person.name)} ({age})" if age else isolated(person.name)


def _age(person: Described) -> str:
    if person.has_died:
        return "died" if person.age in ("?", "") else f"died aged {person.age}"
    return "age not known" if person.age == "?" else person.age


def _unlinked(people: Sequence[Described], unions: Sequence[Union]) -> list[str]:
    linked = {p for u in unions for p in (u.first, u.second, *u.children) if p}
    return [isolated(p.name) for p in people if p.id not in linked]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
