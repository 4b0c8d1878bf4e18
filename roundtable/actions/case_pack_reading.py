"""From a pack's own ids to the vault's, and everything a pack can get wrong beyond its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from roundtable.actions import ready_made
from roundtable.actions.case_pack_format import CasePack, PackCase, PackPerson, PackReturn
from roundtable.domain.agency_return import AgencyReturn, Answer, ReturnStatus
from roundtable.domain.case import Case, Proceedings
from roundtable.domain.chronology import Event, EventKind, in_order
from roundtable.domain.family import Family, Twins, Union, UnionKind, descent_loop
from roundtable.domain.family_problems import loop_words
from roundtable.domain.grading import GradeScale
from roundtable.domain.ids import NO_AGENCY, AgencyId, AuditId, CaseId, EventId, PersonId, QuestionId
from roundtable.domain.register import Identifier, Person, Place, Register, Sex


@dataclass(slots=True)
class PackIds:
    """The vault's id for each of the pack's: agencies, and people, who may be in several cases."""

    agencies: dict[str, AgencyId] = field(default_factory=dict)
    people: dict[str, PersonId] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def agency(self, packed: str) -> AgencyId:
        """Empty stays empty."""
        return self.agencies[packed] if packed else NO_AGENCY


def case_of(
    packed: PackCase, audit_id: AuditId, ordinal: int, ids: PackIds, fresh_id: Callable[[], str]
) -> Case:
    """One case in the vault's terms; the pack has been checked."""
    for person in packed.register.people:
        ids.people.setdefault(person.id, PersonId(fresh_id()))
    for place in packed.register.places:
        ids.places.setdefault(place.id, fresh_id())
    return Case(
        id=CaseId(fresh_id()),
        audit_id=audit_id,
        ordinal=ordinal,
        reference=packed.reference,
        background=packed.background,
        register=_register(packed, ids, fresh_id),
        family=Family(
            tuple(
                Union(
                    ids.people[u.first],
                    ids.people[u.second] if u.second else PersonId(""),
                    UnionKind(u.kind),
                    tuple(ids.people[c] for c in u.children),
                )
                for u in packed.family
            ),
            tuple(Twins(tuple(ids.people[c] for c in t.children), t.identical) for t in packed.twins),
        ),
        events=in_order(
            Event(EventId(fresh_id()), e.on, ids.agency(e.agency), EventKind(e.kind), e.text, e.turning_point)
            for e in packed.chronology
        ),
        returns=tuple(_return(r, ids) for r in packed.returns),
        proceedings=tuple(Proceedings(p) for p in packed.proceedings),
    )


def _register(packed: PackCase, ids: PackIds, fresh_id: Callable[[], str]) -> Register:
    return Register(
        people=tuple(_person(p, ids) for p in packed.register.people),
        places=tuple(
            Place(ids.places[p.id], p.name, p.role, tuple(p.aliases)) for p in packed.register.places
        ),
        identifiers=tuple(Identifier(fresh_id(), i.kind, i.value) for i in packed.register.identifiers),
    )


def _person(packed: PackPerson, ids: PackIds) -> Person:
    return Person(
        id=ids.people[packed.id],
        name=packed.name,
        role=packed.role,
        aliases=tuple(packed.aliases),
        born_on=packed.born_on,
        died_on=packed.died_on,
        sex=Sex(packed.sex),
        in_household=packed.in_household,
        is_index_child=packed.is_index_child,
        is_professional=packed.is_professional,
        agency_id=ids.agency(packed.agency),
    )


def _return(packed: PackReturn, ids: PackIds) -> AgencyReturn:
    return AgencyReturn(
        agency_id=ids.agency(packed.agency),
        status=ReturnStatus(packed.status),
        headline=packed.headline,
        strengths=packed.strengths,
        gaps=packed.gaps,
        actions_taken=packed.actions_taken,
        grade_id=packed.grade,
        reason=packed.reason,
        answers=tuple(Answer(QuestionId(a.question), a.text, a.grade, a.evidence) for a in packed.answers),
    )


def problems_in(pack: CasePack) -> tuple[str, ...]:
    """Everything wrong with a well-formed pack: unknown ids, duplicates, grades of another scale …"""
    return tuple(_problems(pack))


def _problems(pack: CasePack) -> Iterator[str]:
    agencies = {a.id for a in pack.agencies}
    bank = {str(q.id) for q in ready_made.question_bank()}
    yield from _twice("agencies", (a.id for a in pack.agencies))
    yield from _agency_name_problems(pack)
    yield from _twice("audit.questions", (q.id for q in pack.audit.questions))
    if not pack.audit.title.strip():
        yield "audit.title: Enter a title."
    for n, question in enumerate(pack.audit.questions, 1):
        if not question.text and question.id not in bank:
            yield f"audit.questions[{n}].id: “{question.id}” is not in the question bank; give its text too."
    for n, person in enumerate(pack.representatives, 1):
        if person.agency not in agencies:
            yield f"representatives[{n}].agency: “{person.agency}” is not among the pack’s agencies."
    asked = {q.id for q in pack.audit.questions} or bank
    scale = ready_made.grade_scale(ready_made.DEFAULT_SCALE)
    for n, case in enumerate(pack.cases, 1):
        yield from _case_problems(f"cases[{n}]", case, agencies, asked, scale)


def _agency_name_problems(pack: CasePack) -> Iterator[str]:
    """Two agencies of one name would become one agency of the Board, and their returns would be mixed up."""
    seen: dict[str, int] = {}
    for n, agency in enumerate(pack.agencies, 1):
        name = " ".join(agency.name.casefold().split())
        if not name:
            yield f"agencies[{n}].name: Enter a name."
        elif name in seen:
            yield (
                f"agencies[{n}].name: “{agency.name}” is the name of agencies[{seen[name]}] too. "
                "Give one of them another name, or use one id for both."
            )
        seen.setdefault(name, n)


def _case_problems(
    at: str, case: PackCase, agencies: set[str], asked: set[str], scale: GradeScale
) -> Iterator[str]:
    yield from _twice(f"{at}.register.people", (p.id for p in case.register.people))
    yield from _twice(f"{at}.register.places", (p.id for p in case.register.places))
    yield from _twice(f"{at}.returns", (r.agency for r in case.returns), "agency")
    if sum(p.is_index_child for p in case.register.people) > 1:
        yield f"{at}.register.people: More than one person is marked is_index_child."
    for n, person in enumerate(case.register.people, 1):
        yield from _person_problems(f"{at}.register.people[{n}]", person, agencies)
    yield from _family_problems(at, case)
    yield from _event_problems(at, case, agencies)
    for n, sent in enumerate(case.returns, 1):
        yield from _return_problems(f"{at}.returns[{n}]", sent, agencies, asked, scale)


def _family_problems(at: str, case: PackCase) -> Iterator[str]:
    people = {p.id for p in case.register.people}
    for n, union in enumerate(case.family, 1):
        for who in (union.first, *((union.second,) if union.second else ()), *union.children):
            if who not in people:
                yield f"{at}.family[{n}]: “{who}” is not among this case’s people."
    yield from _twins_problems(at, case, people)
    unions = (
        Union(PersonId(u.first), PersonId(u.second), UnionKind.UNKNOWN, tuple(map(PersonId, u.children)))
        for u in case.family
    )
    if line := descent_loop(tuple(unions)):
        yield f"{at}.family: {loop_words([f'“{who}”' for who in line])}"


def _twins_problems(at: str, case: PackCase, people: set[str]) -> Iterator[str]:
    for n, born in enumerate(case.twins, 1):
        for who in born.children:
            if who not in people:
                yield f"{at}.twins[{n}]: “{who}” is not among this case’s people."
        if len(set(born.children)) < 2:
            yield f"{at}.twins[{n}].children: Name at least two."


def _event_problems(at: str, case: PackCase, agencies: set[str]) -> Iterator[str]:
    for n, event in enumerate(case.chronology, 1):
        if event.agency and event.agency not in agencies:
            yield f"{at}.chronology[{n}].agency: “{event.agency}” is not among the pack’s agencies."
        if not event.text.strip():
            yield f"{at}.chronology[{n}].text: Enter what happened."


def _person_problems(at: str, person: PackPerson, agencies: set[str]) -> Iterator[str]:
    if not person.name.strip():
        yield f"{at}.name: Enter a name."
    if person.agency and person.agency not in agencies:
        yield f"{at}.agency: “{person.agency}” is not among the pack’s agencies."
    if person.born_on and person.died_on and person.died_on < person.born_on:
        yield f"{at}.died_on: This is before born_on."


def _return_problems(
    at: str, sent: PackReturn, agencies: set[str], asked: set[str], scale: GradeScale
) -> Iterator[str]:
    known = ", ".join(g.id for g in scale.grades)
    if sent.agency not in agencies:
        yield f"{at}.agency: “{sent.agency}” is not among the pack’s agencies."
    if not scale.accepts(sent.grade):
        yield f"{at}.grade: “{sent.grade}” is not a grade. Use one of {known}."
    for n, answer in enumerate(sent.answers, 1):
        if answer.question not in asked:
            yield f"{at}.answers[{n}].question: “{answer.question}” is not one of the audit’s questions."
        if not scale.accepts(answer.grade):
            yield f"{at}.answers[{n}].grade: “{answer.grade}” is not a grade. Use one of {known}."


def _twice(at: str, ids: Iterable[str], word: str = "id") -> Iterator[str]:
    seen: set[str] = set()
    for n, each in enumerate(ids, 1):
        if each in seen:
            yield f"{at}[{n}]: the {word} “{each}” is used twice."
        seen.add(each)
