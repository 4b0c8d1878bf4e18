"""The papers beside the report: what each needs, making one, searching it, noting that it was saved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from roundtable.actions.confirming import is_confirmed, preparers_of
from roundtable.actions.gate_rules import MEETING, Allowed, Phrase, allowed_in, gate_search
from roundtable.actions.intruder_sheet import open_clues
from roundtable.actions.paper_content import (
    action_plan_of,
    agenda_of,
    briefing_of,
    letter_of,
    printed_days,
    schedule_of,
)
from roundtable.actions.paper_order import PaperState, paper_states, saved_papers, trail_id
from roundtable.actions.ports import Papers, Transaction, Vault
from roundtable.actions.pre_read import pre_read_of
from roundtable.actions.report import LONGEST_NAME, pictures_in, places_of
from roundtable.actions.report_content import Prepared, build_report, prepare_report
from roundtable.actions.scribe import Passage
from roundtable.actions.untold_papers import UntoldPaper, keep_untold, untold_of, untold_papers
from roundtable.domain.changes import Changes, changed
from roundtable.domain.errors import CluesOpen, GateHit
from roundtable.domain.ids import NO_AGENCY, AgencyId, AuditId
from roundtable.domain.papers import HOLDS_NAMES, Agenda, Letter, OtherPaper, PaperKind, PreRead
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_work import require_exportable
from roundtable.domain.wording import counted

_Behind = tuple[PaperKind, Prepared, tuple[Passage, ...]]
_VENUE = frozenset({"place", "postcode", "address", "number", MEETING})
_CODES = frozenset({"reference", "number"})
_BESIDE = 60


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper on the page: `needs` says what is missing, "" when it can be made."""

    kind: PaperKind
    needs: str = ""
    state: PaperState = PaperState.READY


@dataclass(frozen=True, slots=True)
class PapersView:
    """The papers in the order of the process; the agencies that letters can go to, by id and name.

    `letters` says whose each numbered letter is, in the order of the numbers. `untold` are passphrases of
    saved papers. `is_briefing_confirmed`: the second person read these very words, not others.
    """

    title: str
    reference: str
    rows: tuple[PaperRow, ...]
    agencies: tuple[tuple[AgencyId, str], ...]
    proceedings: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    untold: tuple[UntoldPaper, ...] = ()
    is_briefing_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A finished paper. `data` is what may be written: encrypted where there is a `passphrase`."""

    kind: PaperKind
    file_name: str
    data: bytes
    passphrase: str = ""

    @property
    def sha256(self) -> str:
        """Of what is written."""
        return hashlib.sha256(self.data).hexdigest()


def papers_view(vault: Vault, audit_id: AuditId) -> PapersView:
    """What can be made, and what each needs. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        inputs = prepared.inputs
        agencies = tuple((a, inputs.board.agency_name(a)) for a in _letter_agencies(prepared))
        return PapersView(
            title=inputs.audit.title,
            reference=inputs.audit.reference,
            rows=_rows(tx, prepared),
            agencies=tuple(sorted(agencies, key=lambda pair: pair[1].casefold())),
            proceedings=tuple(
                f"{inputs.case_label(c)}: {flag.value}" for c in inputs.cases for flag in c.proceedings
            ),
            letters=tuple(name for _, name in agencies),
            untold=untold_papers(tx, audit_id),
            is_briefing_confirmed=inputs.work.level is ReleaseLevel.PUBLICATION and is_confirmed(prepared),
        )


def make_paper(
    vault: Vault, papers: Papers, audit_id: AuditId, kind: PaperKind, agency_id: AgencyId = NO_AGENCY
) -> bytes:
    """The plain paper, searched, for the eye. A schedule's bytes are for the preview alone.

    Raises a child of CaseClosedToRoom, AgencyUnknown (a letter to nobody), GateHit, and for action plan and
    briefing what `export_report` raises.
    """
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        paper, passages, source = _paper(tx, prepared, kind, agency_id)
    pdf = papers.paper(paper)
    if kind not in HOLDS_NAMES:
        _require_clean(papers, paper, pdf, (kind, source, passages))
    return pdf


def paper_to_save(
    vault: Vault,
    papers: Papers,
    audit_id: AuditId,
    kind: PaperKind,
    agency_id: AgencyId = NO_AGENCY,
    *,
    is_encrypted: bool = False,
) -> MadePaper:
    """The paper as it may be written: whatever names children is encrypted, whatever was asked for.

    Raises what `make_paper` raises.
    """
    pdf = make_paper(vault, papers, audit_id, kind, agency_id)
    with vault.reading() as tx:
        prepared = build_report(tx, audit_id)
        untold = untold_of(tx, audit_id, kind)
    name = file_name(prepared, kind, agency_id)
    if not (is_encrypted or kind in HOLDS_NAMES):
        return MadePaper(kind, name, pdf)
    passphrase = untold or papers.new_passphrase()
    return MadePaper(kind, name, papers.encrypted_copy(pdf, passphrase), passphrase)


def note_saved(vault: Vault, audit_id: AuditId, made: Iterable[MadePaper]) -> Changes:
    """Notes which papers left the vault, each by its SHA-256; keeps passphrases until they are told."""
    with vault.transaction() as tx:
        for paper in made:
            tx.log("paper.saved", audit_id, trail_id(paper.kind), paper.sha256)
            if paper.passphrase:
                keep_untold(tx, audit_id, paper.kind, paper.passphrase)
        return changed()


def file_name(prepared: Prepared, kind: PaperKind, agency_id: AgencyId = NO_AGENCY) -> str:
    """ "Letter-MAA-2026-01-3.pdf": the reference alone, and which of the agencies by its number."""
    agencies = _letter_agencies(prepared)
    number = f"-{agencies.index(agency_id) + 1}" if agency_id in agencies else ""
    return f"{_stem(prepared, kind)}{number}.pdf"


def _stem(prepared: Prepared, kind: PaperKind) -> str:
    reference = prepared.inputs.audit.reference[:LONGEST_NAME]
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in reference)
    return f"{kind.value.capitalize().replace(' ', '-')}-{safe}"


def _letter_agencies(prepared: Prepared) -> tuple[AgencyId, ...]:
    return tuple(dict.fromkeys(prepared.inputs.audit.agencies))


def _rows(tx: Transaction, prepared: Prepared) -> tuple[PaperRow, ...]:
    needs = {kind: _needs(tx, prepared, kind) for kind in PaperKind}
    able = [kind for kind in PaperKind if not needs[kind]]
    states = paper_states(able, saved_papers(tx, prepared.inputs.audit.id), prepared.inputs.tables)
    return tuple(PaperRow(kind, needs[kind], states[kind]) for kind in PaperKind)


def _needs(tx: Transaction, prepared: Prepared, kind: PaperKind) -> str:
    inputs = prepared.inputs
    missing = {
        PaperKind.LETTER: "" if inputs.audit.agencies else "Needs the audit’s agencies.",
        PaperKind.SCHEDULE: "" if inputs.cases else "Needs a case.",
        PaperKind.AGENDA: "" if inputs.tables else "Needs a planned round table.",
        PaperKind.PRE_READ: "" if any(c.returns or c.events for c in inputs.cases) else "Needs a return.",
    }
    return missing[kind] if kind in missing else _needs_report(tx, prepared, kind)


def _needs_report(tx: Transaction, prepared: Prepared, kind: PaperKind) -> str:
    if prepared.open_questions:
        return f"Needs {counted(prepared.open_questions, 'decision')} in the check for names."
    if not is_confirmed(prepared):
        return "Needs the second person’s confirmation of the report."
    if kind is PaperKind.BRIEFING:
        waiting = len(open_clues(build_report(tx, prepared.inputs.audit.id, ReleaseLevel.PUBLICATION)))
        if waiting:
            return f"Needs {counted(waiting, 'decision')} on what points at a family, for publication."
    return ""


def _paper(
    tx: Transaction, prepared: Prepared, kind: PaperKind, agency_id: AgencyId
) -> tuple[OtherPaper, tuple[Passage, ...], Prepared]:
    """The paper, the texts behind it, and the report whose printed details it may hold."""
    if kind is PaperKind.SCHEDULE:
        return schedule_of(tx, prepared.inputs), (), prepared
    if kind is PaperKind.LETTER:
        letter, scribe = letter_of(tx, prepared, agency_id)
        return letter, tuple(scribe.passages), prepared
    if kind is PaperKind.AGENDA:
        agenda, scribe = agenda_of(tx, prepared)
        return agenda, tuple(scribe.passages), prepared
    if kind is PaperKind.PRE_READ:
        pre_read, scribe = pre_read_of(tx, prepared)
        return pre_read, tuple(scribe.passages), prepared
    _require_confirmed(prepared)
    if kind is PaperKind.ACTION_PLAN:
        return action_plan_of(tx, prepared), prepared.passages, prepared
    public = build_report(tx, prepared.inputs.audit.id, ReleaseLevel.PUBLICATION)
    if waiting := len(open_clues(public)):
        raise CluesOpen(count=waiting)
    return briefing_of(tx, public), public.passages, public


def _require_confirmed(prepared: Prepared) -> None:
    """As for the report itself: decided, and confirmed by a second person."""
    require_exportable(
        prepared.inputs.work,
        prepared.open_questions,
        prepared.content_sha256,
        len(open_clues(prepared)),
        preparers_of(prepared),
    )


def _require_clean(papers: Papers, paper: OtherPaper, pdf: bytes, behind: _Behind) -> None:
    """The gate over the finished file, as over the report. Raises GateHit."""
    kind, source, _passages = behind
    search = gate_search(source.inputs.searched, _allowed(paper, behind))
    hits = papers.search(file_name(source, kind), pdf, search, pictures_in(source.report))
    if hits:
        raise GateHit(hits=places_of(hits), count=len(hits))


def _allowed(paper: OtherPaper, behind: _Behind) -> Allowed:
    """What the paper prints on purpose: the Board's details, days of the process, who chairs and where."""
    kind, source, passages = behind
    report = replace(source.report, anchor=paper.head.anchor)
    pack = source.inputs.board.pack
    agencies = [source.inputs.board.agency_name(a) for a in source.inputs.audit.agencies]
    addressed, phrases = list(agencies), []
    if isinstance(paper, Agenda):
        addressed += [paper.chair, paper.minute_taker]
        phrases.append(Phrase(paper.venue, _VENUE))
    if isinstance(paper, Letter):
        own = paper.wording
        addressed += [own.opening, own.law, own.tests_met, own.use, *own.tests, *own.asked, *own.safe]
    stem = _stem(source, kind)
    phrases.append(Phrase(stem, _CODES))
    if isinstance(paper, PreRead):
        # Cells that stand side by side read like an address: "Month 6", "Housing", "Estate staff …".
        # An address within the text alone is none of them: it is found.
        heads = ((f"{e.when} {e.agency} ", e.text[:_BESIDE]) for case in paper.cases for e in case.events)
        phrases += [Phrase(head + text, frozenset({"address"}), head) for head, text in heads]
    days = (pack.review_by, *printed_days(paper, report))
    allowed = allowed_in(report, passages, days, addressed)
    return replace(allowed, phrases=(*allowed.phrases, *phrases))
