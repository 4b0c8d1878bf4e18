"""The report's part on a case's family: table and map, by label; nothing tells birth order."""

from __future__ import annotations

from roundtable.actions.report_inputs import ReportInputs
from roundtable.anonymise.roles import sex_of
from roundtable.domain.case import Case
from roundtable.domain.date_printing import DateForm
from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.family_map import ON_PAPER, family_map
from roundtable.domain.family_symbols import Relative
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person, age_band
from roundtable.domain.report import FamilyRow, ReleaseLevel, ReportFamily
from roundtable.domain.sex import Sex
from roundtable.domain.wording import UNBORN

_SEXES = {"f": Sex.FEMALE, "m": Sex.MALE}


def family_rows(inputs: ReportInputs, case: Case) -> tuple[FamilyRow, ...]:
    """Everybody of the family for the table. Where nobody is in the household, nothing is said of it."""
    is_known = any(person.in_household for person in case.register.family)
    return tuple(
        FamilyRow(
            label=_label(inputs, person),
            relation="Child this case is about" if person.is_index_child else inputs.roles.get(person.id, ""),
            age_band="has died" if person.died_on else age_at_meeting(inputs, person),
            household=_lives(person) if is_known else "",
        )
        for person in _in_order(inputs, case)
    )


def _lives(person: Person) -> str:
    if person.died_on:
        return ""
    return "Lives in the household" if person.in_household else "Lives elsewhere"


def family_drawn(inputs: ReportInputs, case: Case) -> ReportFamily | None:
    """The family for the map, or None where nobody is linked to anybody.

    Ages are banded. A symbol tells the sex only where the label tells it already. Left out is who are twins
    and who was moved by hand; everything stands in the order of the labels, which are random, the household
    first. For publication it is not told either how two people are or were together.
    """
    # The household together, as the table tells it: its outline is whole more often.
    people = sorted(_in_order(inputs, case), key=lambda p: (not p.is_index_child, not p.in_household))
    ids = {person.id: PersonId(str(place)) for place, person in enumerate(people)}
    unions = [
        _by_label(union, ids, inputs)
        for union in case.family.among(ids.keys()).unions
        if union.second or union.children
    ]
    if not unions:
        return None
    unions.sort(key=lambda u: (int(u.first), int(u.second or -1), u.children))
    return ReportFamily(
        tuple(_relative(inputs, person, ids[person.id]) for person in people), Family(tuple(unions))
    )


def map_in_words(family: ReportFamily) -> str:
    """What the paper's map says to those who do not see it."""
    return family_map(family.people, family.family, ON_PAPER).drawing.words


def age_at_meeting(inputs: ReportInputs, person: Person) -> str:
    """Always a band in a table; nothing where births are left out."""
    return "" if inputs.dates.birth is DateForm.DROP else age_band(person.born_on, inputs.meeting_on)


def _in_order(inputs: ReportInputs, case: Case) -> list[Person]:
    """The index child first, then by label: birth order would identify (DOMAIN 4)."""
    return sorted(case.register.family, key=lambda p: (not p.is_index_child, inputs.labels.get(p.id, "")))


def _label(inputs: ReportInputs, person: Person) -> str:
    return inputs.labels.get(person.id, inputs.roles.get(person.id, ""))


def _by_label(union: Union, ids: dict[PersonId, PersonId], inputs: ReportInputs) -> Union:
    partners = sorted((ids[p] for p in (union.first, union.second) if p), key=int)
    kind = UnionKind.UNKNOWN if inputs.work.level is ReleaseLevel.PUBLICATION else union.kind
    children = tuple(sorted((ids[c] for c in dict.fromkeys(union.children)), key=int))
    return Union(partners[0], (*partners[1:], PersonId(""))[0], kind, children)


def _relative(inputs: ReportInputs, person: Person, key: PersonId) -> Relative:
    label, age = _label(inputs, person), age_at_meeting(inputs, person)
    return Relative(
        key,
        label,
        "" if person.died_on else UNBORN if UNBORN in label.casefold() else age,
        _SEXES.get(sex_of(label.partition(" of Child ")[0]), Sex.UNKNOWN),
        person.in_household,
        person.is_index_child,
        person.died_on is not None,
    )
