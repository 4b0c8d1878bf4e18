"""Capturing what the room says about a case: notes, judgements, skips. Storing never waits for a curtain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from roundtable.actions import ready_made
from roundtable.actions.case_access import open_case, stored_case
from roundtable.actions.label_references import judgement_said, references_in_room
from roundtable.actions.ports import Vault
from roundtable.actions.round_tables import silent_in, walkthrough_of
from roundtable.actions.spoken import speaker_of
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import AgencyUnknown
from roundtable.domain.grading import Judgement, check_judgement
from roundtable.domain.ids import CaseId, RoundTableId
from roundtable.domain.label_references import References
from roundtable.domain.walkthrough import (
    Step,
    StepState,
    StepStatus,
    UrgentCheck,
    Walkthrough,
    finished,
    with_judgement,
    with_note,
    with_step,
)


@dataclass(frozen=True, slots=True)
class LivedPrompt:
    """One prompt and what was captured under it (as typed)."""

    key: str
    text: str
    hint: str
    answer: str


@dataclass(frozen=True, slots=True)
class LivedView:
    """The lived-experience page. `child` is the label or, where allowed, the name."""

    child: str
    prompts: tuple[LivedPrompt, ...]


@dataclass(frozen=True, slots=True)
class StepNotes:
    """What every case step shows beside its own content."""

    state: StepState
    private_note: str
    chronology_note: str
    urgent_check: UrgentCheck


def _change(
    vault: Vault,
    round_table_id: RoundTableId,
    case_id: CaseId,
    event: str,
    change: Callable[[Walkthrough, References], Walkthrough],
) -> Changes:
    """`change` stores texts as the references say: labels in them point at people."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        said = references_in_room(tx, table.audit_id)
        walkthrough = change(walkthrough_of(tx, table, case_id), said)
        tx.walkthroughs.put(walkthrough)
        tx.log(event, round_table_id, case_id)
        return changed(Topic.WALKTHROUGH)


def finish_step(vault: Vault, round_table_id: RoundTableId, case_id: CaseId, step: Step) -> Changes:
    """Marks a case step as completed; it can be revisited. Questions stay in progress while one is open."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        questions = tuple(q.id for q in tx.audits.get(table.audit_id).questions)
        tx.walkthroughs.put(finished(walkthrough_of(tx, table, case_id), step, questions))
        tx.log("step.finished", round_table_id, case_id)
        return changed(Topic.WALKTHROUGH)


def skip_step(
    vault: Vault, round_table_id: RoundTableId, case_id: CaseId, step: Step, reason: str
) -> Changes:
    """Skips a case step; the report lists it with the reason. Raises SkipReasonMissing."""
    return _change(
        vault,
        round_table_id,
        case_id,
        "step.skipped",
        lambda w, _said: with_step(w, step, StepStatus.SKIPPED, reason),
    )


def reopen_step(vault: Vault, round_table_id: RoundTableId, case_id: CaseId, step: Step) -> Changes:
    """Takes a skip or completion back."""
    return _change(
        vault,
        round_table_id,
        case_id,
        "step.reopened",
        lambda w, _said: with_step(w, step, StepStatus.IN_PROGRESS),
    )


def note_headline(
    vault: Vault, round_table_id: RoundTableId, case_id: CaseId, agency_id: str, text: str
) -> Changes:
    """What the room added to one agency's headline."""
    return _change(
        vault,
        round_table_id,
        case_id,
        "note.headline",
        lambda w, said: replace(w, headline_notes=with_note(w.headline_notes, agency_id, said.stored(text))),
    )


def note_chronology(vault: Vault, round_table_id: RoundTableId, case_id: CaseId, text: str) -> Changes:
    """What the room made of the chronology."""
    return _change(
        vault,
        round_table_id,
        case_id,
        "note.chronology",
        lambda w, said: replace(w, chronology_note=said.stored(text)),
    )


def note_lived_experience(
    vault: Vault, round_table_id: RoundTableId, case_id: CaseId, key: str, text: str
) -> Changes:
    """The answer under one prompt."""
    return _change(
        vault,
        round_table_id,
        case_id,
        "note.lived_experience",
        lambda w, said: replace(w, lived_experience=with_note(w.lived_experience, key, said.stored(text))),
    )


def note_privately(
    vault: Vault, round_table_id: RoundTableId, case_id: CaseId, step: Step, text: str
) -> Changes:
    """The facilitator's own note on a step: never in the room view, never in the report."""
    return _change(
        vault,
        round_table_id,
        case_id,
        "note.private",
        lambda w, said: replace(w, private_notes=with_note(w.private_notes, step.value, said.stored(text))),
    )


def judge(vault: Vault, round_table_id: RoundTableId, case_id: CaseId, judgement: Judgement) -> Changes:
    """Stores what was agreed on a question, or (empty question id) on the case as a whole.

    Raises UnknownGrade, AgencyUnknown, ReasonMissing (a grade that no agency that was asked gave itself).
    """
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        audit = tx.audits.get(case.audit_id)
        given = case.self_grades(judgement.question_id, leaving_out=silent_in(tx, case))
        check_judgement(audit.scale, judgement, given.values())
        known = {a.id for board in tx.boards.all() for a in board.agencies}
        if any(d.agency_id not in known for d in judgement.dissents):
            raise AgencyUnknown()
        walkthrough = walkthrough_of(tx, tx.round_tables.get(round_table_id), case_id)
        said = references_in_room(tx, audit.id)
        tx.walkthroughs.put(with_judgement(walkthrough, judgement_said(judgement, said.stored)))
        tx.log("judgement.stored", round_table_id, case_id, judgement.question_id)
        return changed(Topic.WALKTHROUGH)


def draft_judgement(
    vault: Vault, round_table_id: RoundTableId, case_id: CaseId, judgement: Judgement
) -> Changes:
    """Autosave of a judgement still being talked about: kept as it is, a missing reason included.

    Raises UnknownGrade.
    """
    with vault.transaction() as tx:
        audit = tx.audits.get(stored_case(tx, case_id).audit_id)
        audit.scale.label(judgement.grade_id)
        walkthrough = walkthrough_of(tx, tx.round_tables.get(round_table_id), case_id)
        said = references_in_room(tx, audit.id)
        tx.walkthroughs.put(with_judgement(walkthrough, judgement_said(judgement, said.stored)))
        tx.log("judgement.drafted", round_table_id, case_id, judgement.question_id)
        return changed(Topic.WALKTHROUGH)


def answer_urgent_check(
    vault: Vault, round_table_id: RoundTableId, case_id: CaseId, answer: UrgentCheck
) -> Changes:
    """Is any child at risk now? The answer itself; a concern is raised with `urgent_concerns`."""
    return _change(
        vault,
        round_table_id,
        case_id,
        "urgent_check.answered",
        lambda w, _said: replace(w, urgent_check=answer),
    )


def step_notes(vault: Vault, round_table_id: RoundTableId, case_id: CaseId, step: Step) -> StepNotes:
    """State and notes of one step. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        said = references_in_room(tx, open_case(tx, case_id).audit_id)
        walkthrough = walkthrough_of(tx, tx.round_tables.get(round_table_id), case_id)
        return StepNotes(
            walkthrough.state(step),
            said.shown(walkthrough.note(walkthrough.private_notes, step.value)),
            said.shown(walkthrough.chronology_note),
            walkthrough.urgent_check,
        )


def lived_view(vault: Vault, round_table_id: RoundTableId, case_id: CaseId) -> LivedView:
    """Prompts and answers. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        walkthrough = walkthrough_of(tx, tx.round_tables.get(round_table_id), case_id)
        child = case.index_child
        said = references_in_room(tx, case.audit_id)
        answers = walkthrough.lived_experience
        prompts = tuple(
            LivedPrompt(p.key, p.text, p.hint, said.shown(walkthrough.note(answers, p.key)))
            for p in ready_made.lived_experience_prompts()
        )
        speaker = speaker_of(tx, case.audit_id)
        return LivedView(speaker.person(child) if child else f"Case {case.ordinal}", prompts)
