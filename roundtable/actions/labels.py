"""Labels for people and places: drawn at random per report over all its cases, kept once given (DOMAIN 3)."""

from __future__ import annotations

from dataclasses import replace

from roundtable import anonymise
from roundtable.actions.audit_register import current_register_of, doubtful_forms, searched_register
from roundtable.actions.case_access import stored_cases
from roundtable.actions.meeting_people import meeting_labels
from roundtable.actions.plain_roles import with_plain_roles
from roundtable.actions.ports import Transaction
from roundtable.domain.ids import AuditId, PersonId
from roundtable.domain.report_work import Choice, NameDecision, ReportWork


def refresh_labels(tx: Transaction, audit_id: AuditId) -> ReportWork:
    """Gives a label to every entry. From the first opened meeting on, those already given never change."""
    work = tx.report_works.get(audit_id)
    register = with_plain_roles(current_register_of(stored_cases(tx, audit_id)))
    labels = anonymise.assign_labels(register, bytes.fromhex(work.seed))
    if tx.audits.get(audit_id).questions_frozen:
        labels = _keep_given({str(entry): label for entry, label in work.labels}, labels)
    fresh = replace(work, labels=tuple((PersonId(entry), label) for entry, label in labels.items()))
    if fresh != work:
        tx.report_works.put(fresh)
    return fresh


def _keep_given(given: dict[str, str], fresh: dict[str, str]) -> dict[str, str]:
    """Entries that came later get the next free label; a family follows the letter of its own child."""
    used = set(given.values())
    kept: dict[str, str] = {}
    moved: dict[str, str] = {}
    # Children first: "Mother of Child E" has to know that E is what the fifth child became.
    for entry, label in sorted(fresh.items(), key=lambda item: " of Child " in item[1]):
        family, of, letter = label.rpartition(" of Child ")
        wanted = f"{family}{of}{moved.get(letter, letter)}" if of else label
        kept[entry] = given.get(entry) or _next_free(wanted, used)
        used.add(kept[entry])
        if label.startswith("Child ") and kept[entry] != label:
            moved[label.removeprefix("Child ")] = kept[entry].removeprefix("Child ")
    return kept


def _next_free(label: str, used: set[str]) -> str:
    """ "Child A" → "Child B" …, "Social Worker" → "Social Worker 2" …, until nobody has it."""
    if label.startswith("Child ") and len(label) == len("Child A"):
        letters = (f"Child {chr(code)}" for code in range(ord("A"), ord("Z") + 1))
        return next((c for c in letters if c not in used), f"{label} {len(used)}")
    if label not in used:
        return label
    stem, of, child = label.partition(" of Child ")
    stem = stem.rstrip("0123456789 ")
    return next(w for n in range(2, len(used) + 3) if (w := f"{stem} {n}{of}{child}") not in used)


def move_labels(tx: Transaction, audit_id: AuditId, gone: str, keep: str) -> None:
    """Two entries have become one: one label, a child's before any other; decisions follow."""
    work = tx.report_works.get(audit_id)
    given = {str(entry): label for entry, label in work.labels}
    old = given.pop(gone, "")
    if keep not in given or (old.startswith("Child ") and not given[keep].startswith("Child ")):
        given |= {keep: old} if old else {}
    decisions = tuple(replace(d, entity=keep) if d.entity == gone else d for d in work.decisions)
    labels = tuple((PersonId(entry), label) for entry, label in given.items())
    tx.report_works.put(replace(work, labels=labels, decisions=decisions))


def labels_of(tx: Transaction, audit_id: AuditId) -> dict[str, str]:
    """Entry id → label, as stored."""
    return {str(entry): label for entry, label in tx.report_works.get(audit_id).labels}


def anonymiser_of(tx: Transaction, audit_id: AuditId, *, is_for_room: bool = False) -> anonymise.Anonymiser:
    """The engine with what is searched for in this audit, with labels and decisions.

    What was taken off a register while texts held it is asked about; the room is not asked: it hears the
    label until somebody decided that the word stays.
    """
    work = tx.report_works.get(audit_id)
    register = searched_register(tx, audit_id)
    labels = {str(entry): label for entry, label in work.labels} | meeting_labels(register)
    decisions = tuple(engine_decision(d) for d in work.decisions)
    hints = tuple(anonymise.Hint(s.text, s.kind) for s in work.suspects)
    doubtful = doubtful_forms(stored_cases(tx, audit_id))
    if is_for_room:
        kept = {anonymise.fold_key(d.text) for d in work.decisions if d.choice is Choice.KEEP}
        doubtful = tuple(form for form in doubtful if anonymise.fold_key(form) in kept)
    return anonymise.Anonymiser(register, labels, decisions, hints=hints, doubtful=doubtful)


def engine_decision(decision: NameDecision) -> anonymise.Decision:
    """A stored decision as the engine takes it."""
    if decision.choice is Choice.KEEP:
        choice = anonymise.Choice.KEEP
    else:
        choice = anonymise.Choice.REGISTER if decision.entity else anonymise.Choice.REPLACE_WITH
    return anonymise.Decision(
        decision.text, choice, decision.words, decision.entity, decision.sentence, decision.at
    )
