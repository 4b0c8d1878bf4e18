"""A case's people, places and identifiers: entering them, and what to know while entering."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roundtable.actions.audit_register import current_register_of
from roundtable.actions.case_access import open_case, require_audit_open, stored_case, stored_cases
from roundtable.actions.discussed import was_discussed
from roundtable.actions.drafts import drop_drafts_of_case
from roundtable.actions.label_references import move_references
from roundtable.actions.labels import move_labels, refresh_labels
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.register_notes import effects, role_notes
from roundtable.actions.taking_off import newly_taken_off, notes_on_taken_off
from roundtable.domain.case import Case, Proceedings
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import CaseDiscussed, NothingToMerge
from roundtable.domain.family import Family, check_family
from roundtable.domain.ids import AuditId, CaseId, PersonId
from roundtable.domain.merging import merged_case, merged_person
from roundtable.domain.register import (
    Identifier,
    Person,
    Place,
    Register,
    RegisterNote,
    TakenOff,
    as_known_elsewhere,
    notes_on,
)


@dataclass(frozen=True, slots=True)
class KnownElsewhere:
    """Somebody in the register of another case of the audit, who may be the same person as somebody here."""

    person: Person
    ordinal: int


@dataclass(frozen=True, slots=True)
class CaseFileView:
    """The case as it is prepared: with names, for the facilitator alone."""

    case: Case
    notes: tuple[RegisterNote, ...]
    elsewhere: tuple[KnownElsewhere, ...] = ()
    also: tuple[KnownElsewhere, ...] = ()
    """People of this case as other cases have them."""

    @property
    def in_other_cases(self) -> tuple[tuple[int, Person], ...]:
        """Everybody of the other cases, with the case's number."""
        return tuple((known.ordinal, known.person) for known in (*self.elsewhere, *self.also))


def add_case(vault: Vault, audit_id: AuditId, reference: str = "") -> Changes:
    """Adds an empty case at the end of the audit. `made` is its id."""
    with vault.transaction() as tx:
        tx.audits.get(audit_id)
        ordinal = max((c.ordinal for c in stored_cases(tx, audit_id)), default=0) + 1
        case = Case(CaseId(tx.fresh_id()), audit_id, ordinal, reference.strip())
        tx.cases.put(case)
        tx.log("case.added", case.id)
        return changed(Topic.AUDIT, Topic.CASE, made=case.id)


def remove_case(vault: Vault, case_id: CaseId) -> Changes:
    """Takes a case out of its audit; `restore_case` brings it back. Names of its register that texts of other
    cases hold are still looked for.

    Raises CaseDiscussed once the room has said something about it, a child of CaseClosedToRoom.
    """
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        require_audit_open(tx, case.audit_id)
        if was_discussed(tx, case):
            raise CaseDiscussed()
        others = tuple(c for c in stored_cases(tx, case.audit_id) if c.id != case_id)
        taken_off = newly_taken_off(tx, case.audit_id, (case, *others), others)
        if taken_off:
            tx.cases.put(_with_taken_off(others[0], taken_off))
        tx.cases.remove(case_id)
        drop_drafts_of_case(tx, case_id)
        refresh_labels(tx, case.audit_id)
        tx.log("case.removed", case_id)
        return changed(Topic.AUDIT, Topic.CASE)


def restore_case(vault: Vault, case: Case) -> Changes:
    """Undo of `remove_case`."""
    with vault.transaction() as tx:
        tx.cases.put(case)
        refresh_labels(tx, case.audit_id)
        tx.log("case.restored", case.id)
        return changed(Topic.AUDIT, Topic.CASE)


def describe_case(
    vault: Vault, case_id: CaseId, *, reference: str, background: str, proceedings: tuple[Proceedings, ...]
) -> Changes:
    """Stores the case's own fields."""
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        return _store(
            tx,
            replace(case, reference=reference.strip(), background=background, proceedings=proceedings),
            "case.described",
        )


def enter_person(vault: Vault, case_id: CaseId, person: Person) -> Changes:
    """Adds a person, or replaces the one with this id; an empty id makes a new one.

    Whoever is known in other cases of the audit under the same id is changed there too: names and dates, and
    a professional's post.
    """
    with vault.transaction() as tx:
        person = person if person.id else replace(person, id=PersonId(tx.fresh_id()))
        case = stored_case(tx, case_id)
        before = stored_cases(tx, case.audit_id)
        for other in before:
            there = other.register.person(person.id) if other.id != case_id else None
            if there:
                tx.cases.put(_with_person(other, as_known_elsewhere(there, person)))
        changes = _store(tx, _with_person(case, person), "register.person", before)
        return replace(changes, made=person.id)


def merge_people(vault: Vault, case_id: CaseId, keep_id: PersonId, gone_id: PersonId) -> Changes:
    """Two entries are one person: one entry with all names stays, in every case and every text.

    Somebody who was entered as a sibling and is the child of another case is that child. `made` is the id
    that stays. Raises NothingToMerge, FamilyLoop, a child of CaseClosedToRoom.
    """
    with vault.transaction() as tx:
        audit_id = open_case(tx, case_id).audit_id
        cases = stored_cases(tx, audit_id)
        found = {p.id: p for c in cases for p in c.register.people if p.id in (keep_id, gone_id)}
        if len(found) != 2:
            raise NothingToMerge()
        person = merged_person(found[keep_id], found[gone_id])
        for case in cases:
            merged = merged_case(case, person, gone_id)
            check_family(merged.family)
            tx.cases.put(merged)
        move_references(tx, audit_id, gone_id, keep_id)
        move_labels(tx, audit_id, gone_id, keep_id)
        refresh_labels(tx, audit_id)
        tx.log("register.people_merged", case_id, keep_id, gone_id)
        topics = (Topic.CASE, Topic.AUDIT, Topic.WALKTHROUGH, Topic.LESSONS, Topic.ACTIONS)
        return changed(*topics, made=keep_id)


def remove_person(vault: Vault, case_id: CaseId, person_id: PersonId) -> Changes:
    """Takes a person off the register and the family map; `enter_person` brings them back.

    Their names are still looked for as long as texts hold them, and asked about before the report.
    """
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        people = tuple(p for p in case.register.people if p.id != person_id)
        return _store(
            tx, _with_register(case, replace(case.register, people=people)), "register.person_removed"
        )


def enter_place(vault: Vault, case_id: CaseId, place: Place) -> Changes:
    """Adds or replaces a place; an empty id makes a new one."""
    with vault.transaction() as tx:
        place = place if place.id else replace(place, id=tx.fresh_id())
        case = stored_case(tx, case_id)
        places = (*(p for p in case.register.places if p.id != place.id), place)
        changes = _store(tx, _with_register(case, replace(case.register, places=places)), "register.place")
        return replace(changes, made=place.id)


def enter_identifier(vault: Vault, case_id: CaseId, identifier: Identifier) -> Changes:
    """Adds or replaces an identifier; an empty id makes a new one."""
    with vault.transaction() as tx:
        identifier = identifier if identifier.id else replace(identifier, id=tx.fresh_id())
        case = stored_case(tx, case_id)
        kept = (*(i for i in case.register.identifiers if i.id != identifier.id), identifier)
        register = replace(case.register, identifiers=kept)
        changes = _store(tx, _with_register(case, register), "register.identifier")
        return replace(changes, made=identifier.id)


def remove_entry(vault: Vault, case_id: CaseId, entry_id: str) -> Changes:
    """Takes a place or an identifier off the register; still looked for as long as texts hold it."""
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        register = replace(
            case.register,
            places=tuple(p for p in case.register.places if p.id != entry_id),
            identifiers=tuple(i for i in case.register.identifiers if i.id != entry_id),
        )
        return _store(tx, _with_register(case, register), "register.entry_removed")


def draw_family(vault: Vault, case_id: CaseId, family: Family) -> Changes:
    """Stores who is with whom and whose children they have. Raises FamilyLoop."""
    check_family(family)
    with vault.transaction() as tx:
        return _store(tx, replace(stored_case(tx, case_id), family=family), "family.drawn")


def case_file_view(vault: Vault, case_id: CaseId) -> CaseFileView:
    """The case with names. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        cases = stored_cases(tx, case.audit_id)
        engine = current_register_of(cases).problems()
        notes = (*notes_on(case.register), *notes_on_taken_off(tx, case.audit_id, case, cases))
        others = [KnownElsewhere(p, o.ordinal) for o in cases if o.id != case_id for p in o.register.people]
        elsewhere = {k.person.id: k for k in others if case.register.person(k.person.id) is None}
        also = tuple(k for k in others if case.register.person(k.person.id) is not None)
        roles = (
            n for p in case.register.people for n in role_notes(p, ((k.ordinal, k.person) for k in also))
        )
        told = (*notes, *effects(case.register, notes, engine), *roles)
        return CaseFileView(case, told, tuple(elsewhere.values()), also)


def _with_person(case: Case, person: Person) -> Case:
    known = case.register.person(person.id) is not None
    people = case.register.people
    people = tuple(person if p.id == person.id else p for p in people) if known else (*people, person)
    if person.is_index_child:
        people = tuple(replace(p, is_index_child=p.id == person.id) for p in people)
    return _with_register(case, replace(case.register, people=people))


def _with_register(case: Case, register: Register) -> Case:
    """The family loses people who are no longer registered."""
    return replace(case, register=register, family=case.family.among({p.id for p in register.people}))


def _with_taken_off(case: Case, taken_off: tuple[TakenOff, ...]) -> Case:
    known = dict.fromkeys((*case.register.taken_off, *taken_off))
    return replace(case, register=replace(case.register, taken_off=tuple(known)))


def _store(tx: Transaction, case: Case, event: str, before: tuple[Case, ...] = ()) -> Changes:
    """`before`: the audit's cases before this change, where others were changed with it."""
    others = tuple(c for c in stored_cases(tx, case.audit_id) if c.id != case.id)
    before = before or (*others, stored_case(tx, case.id))
    taken_off = newly_taken_off(tx, case.audit_id, before, (*others, case))
    tx.cases.put(_with_taken_off(case, taken_off) if taken_off else case)
    refresh_labels(tx, case.audit_id)
    tx.log(event, case.id)
    return changed(Topic.CASE, Topic.AUDIT)
