"""The second person: what they read, who they cannot be, and their signature on exactly that text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roundtable.actions.intruder_sheet import ClueRow, open_clues
from roundtable.actions.ports import Vault
from roundtable.actions.report_content import Prepared, prepare_report
from roundtable.actions.report_reading import Section, as_read
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import AuditId
from roundtable.domain.report_work import Confirmation, KeptName, confirm, is_one_of, took_part
from roundtable.domain.signoff import Signature


@dataclass(frozen=True, slots=True)
class ConfirmView:
    """What the second person reads and signs; `preparers` are the names of who cannot be that."""

    title: str
    sections: tuple[Section, ...]
    content_sha256: str
    open_questions: int
    replaced_count: int
    decided_count: int
    preparers: tuple[str, ...]
    confirmation: Confirmation | None
    is_current: bool
    open_clues: tuple[ClueRow, ...] = ()
    kept_names: tuple[KeptName, ...] = ()


def confirm_view(vault: Vault, audit_id: AuditId) -> ConfirmView:
    """The anonymised text to read, in the order of the paper. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        work = prepared.inputs.work
        return ConfirmView(
            title=prepared.report.title,
            sections=as_read(prepared),
            content_sha256=prepared.content_sha256,
            open_questions=prepared.open_questions,
            replaced_count=sum(len(p.after.replacements) for p in prepared.passages),
            decided_count=len(work.decisions),
            preparers=preparers_of(prepared, tx.who),
            confirmation=work.confirmation,
            is_current=is_confirmed(prepared),
            open_clues=open_clues(prepared),
            kept_names=prepared.kept_names,
        )


def confirm_report(
    vault: Vault, audit_id: AuditId, *, name: str, role: str, signature: Signature, content_sha256: str
) -> Changes:
    """The second person signs exactly the text they read (`content_sha256` from the view).

    Raises DecisionsOpen, ConfirmerMissing, ConfirmerTookPart, SignatureEmpty, TypedNameMissing,
    ConfirmationStale.
    """
    with vault.transaction() as tx:
        prepared = prepare_report(tx, audit_id)
        confirmation = Confirmation(name.strip(), role.strip(), signature, content_sha256, tx.now)
        work = confirm(
            tx.report_works.get(audit_id),
            confirmation,
            prepared.open_questions,
            preparers=preparers_of(prepared, tx.who),
            current_sha256=prepared.content_sha256,
        )
        tx.report_works.put(work)
        tx.log("report.confirmed", work.id)
        return changed(Topic.ANONYMISATION)


def withdraw_confirmation(vault: Vault, audit_id: AuditId) -> Changes:
    """Takes the confirmation back, so that the text can be worked on again."""
    with vault.transaction() as tx:
        tx.report_works.put(replace(tx.report_works.get(audit_id), confirmation=None))
        tx.log("report.confirmation_withdrawn", audit_id)
        return changed(Topic.ANONYMISATION)


def preparers_of(prepared: Prepared, session: str = "") -> tuple[str, ...]:
    """Who cannot be the second person: who decided anything, who leads a meeting, whose session it is."""
    leads = (table.facilitator for table in prepared.inputs.tables)
    return took_part(prepared.inputs.work, *leads, session)


def is_confirmed(prepared: Prepared) -> bool:
    """Whether somebody who took no part has signed exactly this text."""
    signed = prepared.inputs.work.confirmation
    if signed is None or signed.content_sha256 != prepared.content_sha256:
        return False
    return not is_one_of(signed.name, preparers_of(prepared))
