"""Words in a form that is not stored yet: kept while they are typed, brought back, dropped once stored."""

from __future__ import annotations

from collections.abc import Mapping

from roundtable.actions.case_access import open_case
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.changes import Changes, changed
from roundtable.domain.draft import Draft, DraftPlace
from roundtable.domain.ids import CaseId


def draft_view(vault: Vault, place: DraftPlace) -> Draft | None:
    """What was left in that form. Raises a child of CaseClosedToRoom for a form of a case that is closed."""
    with vault.reading() as tx:
        if place.case_id:
            open_case(tx, place.case_id)
        return tx.drafts.find(place.id)


def first_left(vault: Vault, form: str, about: str) -> DraftPlace | None:
    """Where the oldest draft lies of those that were kept apart from each other: see `kept_apart`."""
    with vault.reading() as tx:
        begin = kept_apart(form, about, "").id
        left = sorted(draft.id for draft in tx.drafts.all() if draft.id.startswith(begin))
    return DraftPlace(form, left[0].removeprefix(f"{form}:")) if left else None


def kept_apart(form: str, about: str, mark: str) -> DraftPlace:
    """A place of its own for each who types into this form without seeing what others left in it.

    Marks sort by the time of typing.
    """
    return DraftPlace(form, f"{about}#{mark}")


def keep_draft(vault: Vault, place: DraftPlace, parts: Mapping[str, str]) -> Changes:
    """Keeps what stands in the form now; parts without text are left out, a form without any is dropped.

    It changes no record that a page shows, so no topic is announced.
    """
    kept = tuple(sorted((name, text) for name, text in parts.items() if text))
    with vault.transaction() as tx:
        known = tx.drafts.find(place.id)
        if kept == (known.parts if known else ()):
            return changed()
        if kept:
            tx.drafts.put(Draft(place.id, tx.now, kept, place.case_id))
            tx.log("draft.kept")
        else:
            tx.drafts.remove(place.id)
            tx.log("draft.dropped")
        return changed()


def drop_drafts_of_case(tx: Transaction, case_id: CaseId) -> None:
    """A case that is removed takes the words with it that were left in its forms."""
    for draft in tx.drafts.of(case_id):
        tx.drafts.remove(draft.id)
