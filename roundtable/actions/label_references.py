"""Labels in what the room says: kept as references to people and places, shown by audience (DOMAIN 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roundtable.actions.case_access import meetings_in_session, stored_cases
from roundtable.actions.labels import labels_of
from roundtable.actions.ports import Transaction
from roundtable.anonymise.roles import is_family, sex_of
from roundtable.domain.action_plan import Action
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import AuditId
from roundtable.domain.label_references import References, is_plain, moved
from roundtable.domain.lessons import Lesson
from roundtable.domain.report_edits import ReportEdits, with_texts
from roundtable.domain.walkthrough import Note, Walkthrough

Say = Callable[[str], str]


def references_by_label(tx: Transaction, audit_id: AuditId) -> References:
    """What everybody is called in the report."""
    labels = labels_of(tx, audit_id)
    return References(labels, plain=_plain(labels))


def references_in_room(tx: Transaction, audit_id: AuditId) -> References:
    """What everybody is called now: by label, unless an open round table of this audit allows names."""
    labels = labels_of(tx, audit_id)
    names: dict[str, str] = {}
    if any(t.names_in_room for t in meetings_in_session(tx) if t.audit_id == audit_id):
        for case in stored_cases(tx, audit_id):
            names |= {p.id: p.name for p in case.register.people}
            names |= {p.id: p.name for p in case.register.places}
    return References(labels, names, _plain(labels))


def _plain(labels: dict[str, str]) -> frozenset[str]:
    """A bare "Mother" can be one person alone; "Partner" and "Health visitor" are words like any other."""
    return frozenset(
        label
        for label in labels.values()
        if is_plain(label, is_family=is_family(label) and bool(sex_of(label)))
    )


def judgement_said(judgement: Judgement, say: Say) -> Judgement:
    """A judgement with every text put through `say`."""
    return replace(
        judgement,
        reason=say(judgement.reason),
        seen=say(judgement.seen),
        other_view=say(judgement.other_view),
        dissents=tuple(replace(d, text=say(d.text)) for d in judgement.dissents),
    )


def lesson_said(lesson: Lesson, say: Say) -> Lesson:
    """A lesson with its text put through `say`."""
    return replace(lesson, text=say(lesson.text))


def action_said(action: Action, say: Say) -> Action:
    """An action with every text put through `say`."""
    return replace(
        action, what=say(action.what), owner_role=say(action.owner_role), measure=say(action.measure)
    )


def walkthrough_said(walkthrough: Walkthrough, say: Say) -> Walkthrough:
    """A walkthrough with every text that somebody said put through `say`."""
    return replace(
        walkthrough,
        headline_notes=_notes_said(walkthrough.headline_notes, say),
        chronology_note=say(walkthrough.chronology_note),
        lived_experience=_notes_said(walkthrough.lived_experience, say),
        judgements=tuple(judgement_said(j, say) for j in walkthrough.judgements),
        overall=judgement_said(walkthrough.overall, say),
        private_notes=_notes_said(walkthrough.private_notes, say),
    )


def _notes_said(notes: tuple[Note, ...], say: Say) -> tuple[Note, ...]:
    return tuple(replace(note, text=say(note.text)) for note in notes)


def move_references(tx: Transaction, audit_id: AuditId, old: str, new: str) -> None:
    """Two entries have become one: everything said in this audit about `old` is now said about `new`."""

    def say(text: str) -> str:
        return moved(text, old, new)

    for table in tx.round_tables.of(audit_id):
        for walkthrough in tx.walkthroughs.of(table.id):
            tx.walkthroughs.put(walkthrough_said(walkthrough, say))
    for lesson in tx.lessons.of(audit_id):
        tx.lessons.put(lesson_said(lesson, say))
    for action in tx.actions.of(audit_id):
        tx.actions.put(action_said(action, say))
    if (work := tx.report_works.find(audit_id)) is not None and work.edits != ReportEdits():
        tx.report_works.put(replace(work, edits=with_texts(work.edits, say)))
