"""The family map as it was arranged by hand: kept with the case, undone, arranged again."""

from __future__ import annotations

from dataclasses import replace

from roundtable.actions.case_access import stored_case
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.case import Case
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.family import Moved
from roundtable.domain.family_moves import moved_by
from roundtable.domain.ids import CaseId, PersonId


def move_on_map(vault: Vault, case_id: CaseId, person_id: PersonId, by: float) -> Changes:
    """Somebody stands `by` px (at 100 %) right of the place that the layout gives; 0 puts them back.

    Nothing happens to whoever is not in the register.
    """
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        if case.register.person(person_id) is None:
            return changed()
        return _store(tx, case, moved_by(case.family.moved, person_id, by))


def arrange_map(vault: Vault, case_id: CaseId, moved: tuple[Moved, ...] = ()) -> Changes:
    """Exactly these people are moved: with none, the map arranges itself again; with those from before, a
    move is undone.
    """
    with vault.transaction() as tx:
        return _store(tx, stored_case(tx, case_id), moved)


def _store(tx: Transaction, case: Case, moved: tuple[Moved, ...]) -> Changes:
    arranged = replace(case, family=replace(case.family, moved=moved))
    if arranged == case:
        return changed()
    tx.cases.put(arranged)
    tx.log("family.arranged", case.id)
    return changed(Topic.CASE)
