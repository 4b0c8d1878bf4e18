"""The review before a report: what is replaced, what has to be decided, what stays; and the second person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from roundtable import anonymise
from roundtable.actions.clue_edits import CLUE
from roundtable.actions.date_printing import DateRow, date_rows
from roundtable.actions.intruder_sheet import ClueRow, open_clues
from roundtable.actions.labels import refresh_labels
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.report_content import Prepared, prepare_report
from roundtable.actions.scribe import AGENCIES, Passage
from roundtable.actions.way_back import agencies_of
from roundtable.anonymise.hints import WHY as SUSPECTED
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import AuditId
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_work import (
    Choice,
    Confirmation,
    NameDecision,
    ReportWork,
    confirm,
    decided,
    undecided,
)
from roundtable.domain.signoff import Signature


@dataclass(frozen=True, slots=True)
class ReplacedForm:
    """One form that is replaced, how often, and one place it stands in."""

    text: str
    count: int
    where: str
    context: str
    decision: bool


@dataclass(frozen=True, slots=True)
class ReplacedGroup:
    """Everything that becomes one label. `entity` is empty for numbers, dates and words decided by hand."""

    label: str
    entity: str
    forms: tuple[ReplacedForm, ...]


@dataclass(frozen=True, slots=True)
class OpenString:
    """A distinct string that waits for a decision."""

    text: str
    kind: str
    count: int
    where: str
    context: str
    suggestion: str
    why: str


@dataclass(frozen=True, slots=True)
class KeptString:
    """A string that was decided to stay."""

    text: str
    where: str
    context: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The three lanes, the labels to choose from, and where the confirmation stands."""

    replaced: tuple[ReplacedGroup, ...]
    to_decide: tuple[OpenString, ...]
    kept: tuple[KeptString, ...]
    labels: tuple[tuple[str, str], ...]
    decisions: tuple[NameDecision, ...]
    confirmation: Confirmation | None
    is_confirmation_current: bool
    case_for_register: tuple[tuple[str, str], ...]
    dates: tuple[DateRow, ...]
    level: ReleaseLevel
    open_clues: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the anonymised text for the second person; `marks` are the spans that were put in it."""

    where: str
    text: str
    labels: tuple[str, ...]
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmView:
    """What the second person reads and signs."""

    title: str
    sections: tuple[Section, ...]
    content_sha256: str
    open_questions: int
    replaced_count: int
    decided_count: int
    prepared_by: str
    confirmation: Confirmation | None
    is_current: bool
    open_clues: tuple[ClueRow, ...] = ()


def review_view(vault: Vault, audit_id: AuditId) -> ReviewView:
    """The lanes by distinct string. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        work = prepared.inputs.work
        return ReviewView(
            replaced=_replaced(prepared),
            to_decide=_to_decide(prepared.passages),
            kept=_kept(prepared, work),
            labels=tuple(sorted(prepared.inputs.labels.items(), key=lambda item: item[1])),
            decisions=work.decisions,
            confirmation=work.confirmation,
            is_confirmation_current=_is_current(work, prepared),
            case_for_register=tuple((c.id, prepared.inputs.case_label(c)) for c in prepared.inputs.cases),
            dates=date_rows(prepared),
            level=work.level,
            open_clues=len(open_clues(prepared)),
        )


def decide(
    vault: Vault, audit_id: AuditId, text: str, choice: Choice, *, entity: str = "", words: str = ""
) -> Changes:
    """Decides one string for the whole report: keep it, or replace it with a label or with words."""
    with vault.transaction() as tx:
        decision = NameDecision(text, choice, entity, words.strip(), tx.now, tx.who)
        return _store(tx, decided(tx.report_works.get(audit_id), decision), "name.decided")


def take_back_decision(vault: Vault, audit_id: AuditId, text: str) -> Changes:
    """Undo of `decide`: the string is asked about again."""
    with vault.transaction() as tx:
        return _store(tx, undecided(tx.report_works.get(audit_id), text), "name.undecided")


def confirm_report(
    vault: Vault, audit_id: AuditId, *, name: str, role: str, signature: Signature, content_sha256: str
) -> Changes:
    """The second person signs exactly the text they read (`content_sha256` from the view).

    Raises DecisionsOpen, ConfirmerMissing, SignatureEmpty, TypedNameMissing, ConfirmationStale.
    """
    with vault.transaction() as tx:
        prepared = prepare_report(tx, audit_id)
        work = tx.report_works.get(audit_id)
        confirmation = Confirmation(name.strip(), role.strip(), signature, content_sha256, tx.now)
        work = confirm(
            work,
            confirmation,
            prepared.open_questions,
            prepared_by=tx.who,
            current_sha256=prepared.content_sha256,
        )
        return _store(tx, work, "report.confirmed")


def withdraw_confirmation(vault: Vault, audit_id: AuditId) -> Changes:
    """Takes the confirmation back, so that the text can be worked on again."""
    with vault.transaction() as tx:
        work = replace(tx.report_works.get(audit_id), confirmation=None)
        return _store(tx, work, "report.confirmation_withdrawn")


def confirm_view(vault: Vault, audit_id: AuditId) -> ConfirmView:
    """The anonymised text to read. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        work = prepared.inputs.work
        return ConfirmView(
            title=prepared.report.title,
            sections=(*(_section(p) for p in prepared.passages), *_as_typed(prepared)),
            content_sha256=prepared.content_sha256,
            open_questions=prepared.open_questions,
            replaced_count=sum(len(p.after.replacements) for p in prepared.passages),
            decided_count=len(work.decisions),
            prepared_by=tx.who,
            confirmation=work.confirmation,
            is_current=_is_current(work, prepared),
            open_clues=open_clues(prepared),
        )


def relabel(vault: Vault, audit_id: AuditId) -> Changes:
    """Gives labels to entries that were registered meanwhile."""
    with vault.transaction() as tx:
        refresh_labels(tx, audit_id)
        tx.log("labels.refreshed", audit_id)
        return changed(Topic.ANONYMISATION)


def _section(passage: Passage) -> Section:
    labels, marks, shift = [], [], 0
    for item in passage.after.replacements:
        start = item.start + shift
        marks.append((start, start + len(item.label)))
        labels.append(item.label)
        shift += len(item.label) - (item.end - item.start)
    seen = tuple(dict.fromkeys(label for label in labels if label))
    return Section(passage.where, passage.after.text, seen, tuple(m for m in marks if m[0] < m[1]))


def _as_typed(prepared: Prepared) -> Iterator[Section]:
    """What leaves as it was typed, or made of labels: no rule can know every name, a reader may."""
    report, recipient = prepared.report, prepared.inputs.audit.recipient
    agencies = sorted(set(agencies_of(report)))
    family = dict.fromkeys(row.relation for case in report.cases for row in case.family)
    questions = dict.fromkeys(q.reference for q in report.appendix.questions)
    for where, texts in (
        ("Reference, in the name of the file too", (report.reference,)),
        ("The e-mail’s recipient", (recipient.name, recipient.email)),
        ("The Board’s own details", (report.board, report.marking, report.contact)),
        (AGENCIES, agencies),
        ("Who belongs to the families", family),
        ("References of the questions", questions),
        ("Grades", (f"{g.name}: {g.descriptor}" for g in report.scale)),
    ):
        if text := "\n".join(t for t in texts if t):
            yield Section(where, text, ())


def _is_current(work: ReportWork, prepared: Prepared) -> bool:
    return work.confirmation is not None and work.confirmation.content_sha256 == prepared.content_sha256


def _replaced(prepared: Prepared) -> tuple[ReplacedGroup, ...]:
    by_hand = {anonymise.fold_key(d.text) for d in prepared.inputs.work.decisions}
    groups: dict[tuple[str, str], dict[str, ReplacedForm]] = defaultdict(dict)
    for passage in prepared.passages:
        for item in (r for r in passage.after.replacements if r.kind != CLUE):
            entity = item.entity or ""
            label = prepared.inputs.labels.get(entity) or (item.label if item.kind != "date" else "Dates")
            forms = groups[(label, entity)]
            form = item.mention or item.original
            known = forms.get(form)
            if known:
                forms[form] = replace(known, count=known.count + 1)
                continue
            context = line_around(passage.before, item.start, item.end)
            decision = anonymise.fold_key(form) in by_hand
            forms[form] = ReplacedForm(form, 1, passage.where, context, decision)
    return tuple(
        ReplacedGroup(label, entity, tuple(sorted(forms.values(), key=lambda f: -f.count)))
        for (label, entity), forms in sorted(groups.items(), key=lambda g: (not g[0][1], g[0][0]))
    )


def _to_decide(passages: tuple[Passage, ...]) -> tuple[OpenString, ...]:
    found: dict[str, OpenString] = {}
    for passage in passages:
        for q in passage.after.questions:
            key = anonymise.fold_key(q.text)
            known = found.get(key)
            if known:
                found[key] = replace(known, count=known.count + q.count)
            else:
                at = passage.before.find(q.text)
                context = line_around(passage.before, at, at + len(q.text)) if at >= 0 else q.context
                found[key] = OpenString(q.text, q.kind, q.count, passage.where, context, q.suggestion, q.why)
    # What a model suspects comes last: it may arrive while somebody decides on the first.
    return tuple(sorted(found.values(), key=lambda asked: asked.why == SUSPECTED))


def _kept(prepared: Prepared, work: ReportWork) -> tuple[KeptString, ...]:
    kept = []
    for decision in work.decisions:
        if decision.choice is not Choice.KEEP:
            continue
        for passage in prepared.passages:
            at = passage.before.find(decision.text)
            if at >= 0:
                context = line_around(passage.before, at, at + len(decision.text))
                kept.append(KeptString(decision.text, passage.where, context))
                break
        else:
            kept.append(KeptString(decision.text, "", ""))
    return tuple(kept)


def line_around(text: str, start: int, end: int, reach: int = 60) -> str:
    """The words around a place, on one line; no word is cut."""
    first, last = max(0, start - reach), min(len(text), end + reach)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    words = " ".join(text[first:last].split())
    if first:
        words = f"…{words}"
    if last < len(text):
        words += " …" if words.endswith((".", "!", "?")) else "…"
    return words


def _store(tx: Transaction, work: ReportWork, event: str) -> Changes:
    tx.report_works.put(work)
    tx.log(event, work.id)
    return changed(Topic.ANONYMISATION)
