"""The review before a report: what is replaced, what has to be decided, what stays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from roundtable import anonymise
from roundtable.actions.clue_edits import CLUE
from roundtable.actions.confirming import is_confirmed
from roundtable.actions.date_printing import DateRow, date_rows
from roundtable.actions.intruder_sheet import open_clues
from roundtable.actions.kept_names import kept_places
from roundtable.actions.labels import anonymiser_of, refresh_labels
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.report_content import Prepared, prepare_report
from roundtable.actions.scribe import Passage, asked_as
from roundtable.anonymise.hints import WHY as SUSPECTED
from roundtable.anonymise.sentences import sentence_around
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import NameKeptEverywhere
from roundtable.domain.ids import AuditId
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_work import (
    Choice,
    Confirmation,
    NameDecision,
    ReportWork,
    decided,
    undecided,
)


@dataclass(frozen=True, slots=True)
class ReplacedForm:
    """One form that is replaced, how often, and one place it stands in."""

    text: str
    count: int
    where: str
    context: str
    decision: bool
    is_registered: bool = False


@dataclass(frozen=True, slots=True)
class ReplacedGroup:
    """Everything that becomes one label. `entity` is empty for numbers, dates and words decided by hand."""

    label: str
    entity: str
    forms: tuple[ReplacedForm, ...]


@dataclass(frozen=True, slots=True)
class OpenString:
    """A distinct string that waits for a decision.

    A form of the register waits in each `sentence`, where it begins at letter `at`; `registered_as` says who
    it is then ("Child C"), or that it is somebody’s.
    """

    text: str
    kind: str
    count: int
    where: str
    context: str
    suggestion: str
    why: str
    sentence: str = ""
    at: int = 0
    registered_as: str = ""


@dataclass(frozen=True, slots=True)
class KeptString:
    """A string that was decided to stay; a form of the register in this `sentence` alone."""

    text: str
    where: str
    context: str
    sentence: str = ""
    at: int = 0


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


def review_view(vault: Vault, audit_id: AuditId) -> ReviewView:
    """The lanes by distinct string. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        work = prepared.inputs.work
        return ReviewView(
            replaced=_replaced(prepared),
            to_decide=_to_decide(prepared),
            kept=_kept(prepared, work),
            labels=tuple(sorted(prepared.inputs.labels.items(), key=lambda item: item[1])),
            decisions=work.decisions,
            confirmation=work.confirmation,
            is_confirmation_current=is_confirmed(prepared),
            case_for_register=tuple((c.id, prepared.inputs.case_label(c)) for c in prepared.inputs.cases),
            dates=date_rows(prepared),
            level=work.level,
            open_clues=len(open_clues(prepared)),
        )


def decide(
    vault: Vault,
    audit_id: AuditId,
    text: str,
    choice: Choice,
    *,
    entity: str = "",
    words: str = "",
    sentence: str = "",
    at: int = 0,
) -> Changes:
    """Decides one string: keep it, or replace it with a label or with words; for the whole report, or with a
    `sentence` (as `OpenString` gives it) in that one alone.

    Raises NameKeptEverywhere: a form of the register stays in one sentence at a time.
    """
    with vault.transaction() as tx:
        if choice is Choice.KEEP and not sentence and anonymiser_of(tx, audit_id).is_registered(text):
            raise NameKeptEverywhere()
        decision = NameDecision(text, choice, entity, words.strip(), tx.now, tx.who, sentence, at)
        event = "name.kept" if choice is Choice.KEEP and sentence else "name.decided"
        return _store(tx, decided(tx.report_works.get(audit_id), decision), event)


def take_back_decision(
    vault: Vault, audit_id: AuditId, text: str, *, sentence: str = "", at: int = 0
) -> Changes:
    """Undo of `decide`: the string is asked about again, in this sentence or in all of them."""
    with vault.transaction() as tx:
        work = undecided(tx.report_works.get(audit_id), text, sentence, at)
        return _store(tx, work, "name.undecided")


def relabel(vault: Vault, audit_id: AuditId) -> Changes:
    """Gives labels to entries that were registered meanwhile."""
    with vault.transaction() as tx:
        refresh_labels(tx, audit_id)
        tx.log("labels.refreshed", audit_id)
        return changed(Topic.ANONYMISATION)


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
            registered = bool(entity) or prepared.engine.is_registered(form)
            forms[form] = ReplacedForm(form, 1, passage.where, context, decision, registered)
    return tuple(
        ReplacedGroup(label, entity, tuple(sorted(forms.values(), key=lambda f: -f.count)))
        for (label, entity), forms in sorted(groups.items(), key=lambda g: (not g[0][1], g[0][0]))
    )


def _to_decide(prepared: Prepared) -> tuple[OpenString, ...]:
    found: dict[tuple[str, str, int], OpenString] = {}
    for passage in prepared.passages:
        for q in passage.after.questions:
            key = asked_as(q)
            known = found.get(key)
            found[key] = replace(known, count=known.count + q.count) if known else _asked(passage, q)
    # What a model suspects comes last: it may arrive while somebody decides on the first.
    return tuple(sorted(found.values(), key=lambda asked: asked.why == SUSPECTED))


def _asked(passage: Passage, q: anonymise.Question) -> OpenString:
    if q.sentence:
        whose = q.suggestion if q.suggestion not in anonymise.NEUTRAL.values() else "somebody"
        asked = OpenString(q.text, q.kind, q.count, passage.where, q.sentence, q.suggestion, q.why)
        return replace(asked, sentence=q.sentence, at=q.at, registered_as=whose)
    at = passage.before.find(q.text)
    context = line_around(passage.before, at, at + len(q.text)) if at >= 0 else q.context
    return OpenString(q.text, q.kind, q.count, passage.where, context, q.suggestion, q.why)


def _kept(prepared: Prepared, work: ReportWork) -> tuple[KeptString, ...]:
    """Every decision to keep, with a place it holds in; one whose sentence was changed since has none."""
    where: dict[tuple[str, str, int], KeptString] = {}
    for passage in prepared.passages:
        for finding, _start, _end in kept_places(passage):
            sentence, at = sentence_around(passage.before, finding.start, finding.end)
            here = (sentence, at) if finding.is_registered else ("", 0)
            context = sentence if finding.is_registered else _line(passage, finding)
            kept = KeptString(finding.text, passage.where, context, *here)
            where.setdefault((anonymise.fold_key(finding.text), *here), kept)
    found = ((d, where.get((anonymise.fold_key(d.text), d.sentence, d.at))) for d in work.decisions)
    return tuple(
        replace(stands, text=d.text) if stands else KeptString(d.text, "", d.sentence, d.sentence, d.at)
        for d, stands in found
        if d.choice is Choice.KEEP
    )


def _line(passage: Passage, finding: anonymise.Finding) -> str:
    return line_around(passage.before, finding.start, finding.end)


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
