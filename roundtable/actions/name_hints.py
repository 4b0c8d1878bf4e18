"""The live hint: registered names and suspects in a text while it is typed, and the label to put instead."""

from __future__ import annotations

from dataclasses import dataclass

from roundtable import anonymise
from roundtable.actions.case_access import open_case, require_audit_open
from roundtable.actions.labels import anonymiser_of
from roundtable.actions.ports import Vault
from roundtable.domain.ids import NO_CASE, AuditId, CaseId
from roundtable.domain.report_markup import places_without_bold

# Exact dates become relative times in the report by themselves; a hint at each would only be noise.
_QUIET = frozenset({"date"})


@dataclass(frozen=True, slots=True)
class NameHint:
    """A span of the text (`start`, `length` in characters); `label` is empty where none can be offered."""

    start: int
    length: int
    text: str
    label: str
    is_registered: bool


def name_hints(vault: Vault, case_id: CaseId, text: str) -> tuple[NameHint, ...]:
    """What in `text` would be replaced or asked about. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        return _hints(anonymiser_of(tx, open_case(tx, case_id).audit_id), text)


def name_hints_in_audit(vault: Vault, audit_id: AuditId, text: str) -> tuple[NameHint, ...]:
    """As `name_hints`, for a text over all cases. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        require_audit_open(tx, audit_id, NO_CASE)
        return _hints(anonymiser_of(tx, audit_id), text)


def _hints(engine: anonymise.Anonymiser, text: str) -> tuple[NameHint, ...]:
    # A sign of the mark-up in the middle of a name hides nothing, as in the report.
    plain, places = places_without_bold(text)
    return tuple(
        NameHint(
            places[f.start],
            places[f.end - 1] + 1 - places[f.start],
            f.text,
            (f.label or "") if f.certainty is anonymise.Certainty.REPLACE else "",
            f.certainty is anonymise.Certainty.REPLACE,
        )
        for f in engine.find(plain)
        if f.certainty is not anonymise.Certainty.KEEP and f.kind not in _QUIET
    )
