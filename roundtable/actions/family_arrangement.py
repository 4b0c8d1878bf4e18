"""The family map as it was arranged by hand: kept with the case, undone, arranged again."""

from __future__ import annotations

from dataclasses import replace

from roundtable.actions.case_access import stored_case
from roundtable.actions.ports import Vault
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.family import Moved
from roundtable.domain.family_moves import moved_by
from roundtable.domain.ids import CaseId


def arrange_map(vault: Vault, case_id: CaseId, moved: tuple[Moved, ...] = ()) -> Changes:
    """Exactly these people are moved by hand: with none, the map arranges itself again; with those from
    before, a move is undone. Whoever is not in the register is left out.
    """
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        kept: tuple[Moved, ...] = ()
        for each in moved:
            if case.register.person(each.person) is not None:
                kept = moved_by(kept, each.person, each.by)
        arranged = replace(case, family=replace(case.family, moved=kept))
        if arranged == case:
            return changed()
        tx.cases.put(arranged)
        tx.log("family.arranged", case_id)
        return changed(Topic.CASE)
