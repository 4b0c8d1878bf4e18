"""Every text of an audit that is printed or may be: what a name that is taken off a register may stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from roundtable.actions.ports import Transaction
from roundtable.domain.audit import Audit
from roundtable.domain.case import Case
from roundtable.domain.ids import AuditId


def texts_of_audit(tx: Transaction, audit_id: AuditId, cases: tuple[Case, ...]) -> tuple[str, ...]:
    """Each once: `cases` as they are to be stored, what the room said, lessons, actions, the audit's own."""
    audit, tables = tx.audits.get(audit_id), tx.round_tables.of(audit_id)
    parts = (
        [(c.background, c.events, c.returns) for c in cases],
        [tx.walkthroughs.of(table.id) for table in tables],
        [table.closing_note for table in tables],
        tx.lessons.of(audit_id),
        tx.actions.of(audit_id),
        work.edits if (work := tx.report_works.find(audit_id)) else (),
        _own_words(audit),
    )
    return tuple(dict.fromkeys(_strings(parts)))


def _own_words(audit: Audit) -> tuple[object, ...]:
    return audit.title, audit.theme, audit.key_lines, audit.sample_method, audit.questions


def _strings(value: object) -> Iterator[str]:
    """Every string in it that has a letter; ids are among them and match nothing."""
    if isinstance(value, str):
        if any(c.isalpha() for c in value) or any(c.isdigit() for c in value):
            yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _strings(getattr(value, each.name))
