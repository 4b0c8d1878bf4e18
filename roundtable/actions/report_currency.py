"""Whether what a second person read, and what the report says, is still what is stored."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

import msgspec

from roundtable.actions.ports import Transaction
from roundtable.actions.report_content import Prepared, build_report
from roundtable.actions.report_inputs import ReportInputs, load_inputs
from roundtable.domain.bookmark import Bookmark
from roundtable.domain.ids import AuditId
from roundtable.domain.report_work import Confirmation, ExportedReport
from roundtable.domain.round_table import Position

_MOST_KNOWN: Final = 16
_known: dict[bytes, str] = {}
"""Fingerprint of what a report is made from → that of its content. Building one takes half a second, and the
rail asks at every page."""


def know_content(tx: Transaction, prepared: Prepared) -> None:
    """Whoever has just built the report spares the rail from building it again."""
    _keep(_fingerprint(prepared.inputs, tx), prepared.content_sha256)


def content_now(tx: Transaction, audit_id: AuditId) -> str:
    """The SHA-256 that the report's content would have now. Raises RecordMissing."""
    made_from = _fingerprint(load_inputs(tx, audit_id), tx)
    if made_from not in _known:
        _keep(made_from, build_report(tx, audit_id).content_sha256)
    return _known[made_from]


def _keep(made_from: bytes, content_sha256: str) -> None:
    while len(_known) >= _MOST_KNOWN:
        _known.pop(next(iter(_known)))
    _known[made_from] = content_sha256


def is_current(tx: Transaction, audit_id: AuditId, made: Confirmation | ExportedReport | None) -> bool:
    """Whether this was confirmed, or made, of what is stored now; a withdrawn report is nothing to go on."""
    if isinstance(made, ExportedReport) and made.withdrawal is not None:
        return False
    return made is not None and made.content_sha256 == content_now(tx, audit_id)


def _fingerprint(inputs: ReportInputs, tx: Transaction) -> bytes:
    """Of all of it but where the facilitator stands; with the day, by which a wording pack grows old."""
    still = replace(
        inputs,
        audit=replace(inputs.audit, bookmark=Bookmark()),
        tables=tuple(replace(table, position=Position()) for table in inputs.tables),
        work=replace(inputs.work, confirmation=None),
    )
    return hashlib.sha256(msgspec.json.encode((still, tx.now.date()))).digest()
