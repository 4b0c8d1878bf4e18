"""Two entries of a register that turn out to be one person: nothing that either said is lost."""

from __future__ import annotations

from dataclasses import replace

from roundtable.domain.case import Case
from roundtable.domain.family import Family, Union
from roundtable.domain.ids import NO_AGENCY, PersonId
from roundtable.domain.register import Identifier, Person, Register, Sex, as_known_elsewhere


def merged_person(keep: Person, gone: Person) -> Person:
    """`keep` with every name of `gone`, and with what `gone` knew and `keep` did not."""
    names = dict.fromkeys((*keep.aliases, gone.name, *gone.aliases))
    is_child = keep.is_index_child or gone.is_index_child
    return replace(
        keep,
        role=gone.role if gone.is_index_child and not keep.is_index_child else keep.role,
        aliases=tuple(name for name in names if name.strip() and name != keep.name),
        born_on=keep.born_on or gone.born_on,
        died_on=keep.died_on or gone.died_on,
        sex=gone.sex if keep.sex is Sex.UNKNOWN else keep.sex,
        in_household=keep.in_household or gone.in_household,
        is_index_child=is_child,
        is_professional=keep.is_professional and not is_child,
        agency_id=gone.agency_id if keep.agency_id == NO_AGENCY else keep.agency_id,
    )


def merged_case(case: Case, person: Person, gone: PersonId) -> Case:
    """A case in which `gone` is now `person`: in its register (once) and on its family map.

    A case that knew only one of the two keeps what that one is to its child. A second date of birth or death
    stays searched for, as an identifier.
    """
    known, old = case.register.person(person.id), case.register.person(gone)
    one = known or old
    if one is None:
        return case
    here = merged_person(known, old) if known and old else replace(one, id=person.id)
    own = as_known_elsewhere(here, person)
    people = tuple(
        own if p.id == one.id else p for p in case.register.people if p.id == one.id or p.id != gone
    )
    register = replace(case.register, people=people, identifiers=_with_other_days(case.register, old, own))
    return replace(case, register=register, family=_merged_family(case.family, gone, person.id))


def _with_other_days(register: Register, old: Person | None, own: Person) -> tuple[Identifier, ...]:
    days = (
        ("date of birth", old.born_on if old else None, own.born_on),
        ("date of death", old.died_on if old else None, own.died_on),
    )
    known = {(i.kind, i.value) for i in register.identifiers}
    more = tuple(
        Identifier(f"{own.id}:{kind}:{was.isoformat()}", kind, was.isoformat())
        for kind, was, now in days
        if was is not None and was != now and (kind, was.isoformat()) not in known
    )
    return (*register.identifiers, *more)


def _merged_family(family: Family, gone: PersonId, keep: PersonId) -> Family:
    """Nobody is with themselves, or their own child."""

    def now(person: PersonId) -> PersonId:
        return keep if person == gone else person

    unions = []
    for union in family.unions:
        first, second = now(union.first), now(union.second)
        children = tuple(c for c in dict.fromkeys(map(now, union.children)) if c not in (first, second))
        second = PersonId("") if second == first else second
        if second or children:
            unions.append(Union(first, second, union.kind, children))
    born = (replace(t, children=tuple(dict.fromkeys(map(now, t.children)))) for t in family.twins)
    return Family(
        tuple(dict.fromkeys(unions)),
        tuple(t for t in born if len(t.children) > 1),
        tuple(m for m in family.moved if m.person != gone),
    )
