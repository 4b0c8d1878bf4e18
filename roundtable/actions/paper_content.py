"""What stands in each paper beside the report, from what the vault holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from roundtable.actions import ready_made
from roundtable.actions.paper_words import cautious
from roundtable.actions.ports import Transaction
from roundtable.actions.report_content import Prepared
from roundtable.actions.report_inputs import ReportInputs, latest_of
from roundtable.actions.report_words import look_back_words, provenance_words
from roundtable.actions.scribe import Scribe
from roundtable.domain.agenda import AgendaItem
from roundtable.domain.case import Case
from roundtable.domain.ids import AgencyId, CaseId
from roundtable.domain.papers import (
    ActionPlanPaper,
    Agenda,
    AgendaLine,
    Briefing,
    Letter,
    OtherPaper,
    PaperHead,
    Schedule,
    ScheduledChild,
)
from roundtable.domain.report import AnonymousReport
from roundtable.domain.wording import day_words

_HOME = re.compile(r"(?:(?:home|current|family) )?address|(?:family )?home", re.IGNORECASE)
_WITHHELD = re.compile(r"refuge|safe house|confidential|disclos|withheld|secret", re.IGNORECASE)
"""Kinds of places that no paper may lead to: whoever fled is found by them."""
_CLOCKS = ("%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p")


def head_of(tx: Transaction, inputs: ReportInputs) -> PaperHead:
    """What every paper carries, as of this transaction."""
    board = inputs.board
    return PaperHead(
        board=board.name,
        marking=board.marking,
        reference=inputs.audit.reference,
        contact=board.contact,
        provenance=provenance_words(board.pack, tx.now.date()),
        made_on=tx.now.date(),
        anchor=tx.anchor(),
        logo=board.logo,
    )


def agenda_of(tx: Transaction, prepared: Prepared) -> tuple[Agenda, Scribe]:
    """The running order of the latest round table; the next one where none was held."""
    inputs, scribe = prepared.inputs, cautious(prepared)
    table = latest_of(inputs.tables)
    labels = {case.id: inputs.case_label(case) for case in inputs.cases}
    start = _clock(table.starts_at) if table else None
    items = table.agenda if table else ()
    lines = _lines(items, labels, start)
    minutes = sum(item.minutes for item in items)
    invited = {a.agency_id for a in table.attendees if a.agency_id} if table else set()
    statement = table.sheet.statement if table else inputs.board.statement
    paper = Agenda(
        head=head_of(tx, inputs),
        title=scribe.say(inputs.audit.title, "Title of the audit"),
        theme=scribe.say(inputs.audit.theme, "Theme"),
        held_on=inputs.meeting_on,
        venue=table.venue if table else "",
        chair=table.facilitator if table else "",
        minute_taker=table.minute_taker if table else "",
        lines=lines,
        ends=f"{start + timedelta(minutes=minutes):%H:%M}" if start and items else "",
        agencies=_agencies(inputs, scribe, invited | set(inputs.audit.agencies)),
        key_lines=scribe.say_all(inputs.audit.key_lines, "Key lines of enquiry"),
        scale=tuple(grade.label for grade in inputs.audit.scale.grades),
        statement=f"version {statement.version}, {len(statement.clauses)} clauses.",
    )
    return paper, scribe


def letter_of(tx: Transaction, prepared: Prepared, agency_id: AgencyId) -> tuple[Letter, Scribe]:
    """The request to one agency. A day to answer by that has passed is no day. Raises AgencyUnknown."""
    inputs, scribe = prepared.inputs, cautious(prepared)
    wording = ready_made.letter(inputs.board.pack.id)
    held = inputs.meeting_on if inputs.tables else None
    reply = held - timedelta(days=wording.reply_days) if held else None
    paper = Letter(
        head=head_of(tx, inputs),
        wording=wording,
        agency=scribe.agency(inputs.board.agency_name(agency_id)),
        title=scribe.say(inputs.audit.title, "Title of the audit"),
        theme=scribe.say(inputs.audit.theme, "Theme"),
        look_back=look_back_words(inputs),
        held_on=held,
        reply_by=reply if reply and reply > tx.now.date() else None,
        children=len(inputs.cases),
        key_lines=scribe.say_all(inputs.audit.key_lines, "Key lines of enquiry"),
    )
    return paper, scribe


def schedule_of(tx: Transaction, inputs: ReportInputs) -> Schedule:
    """The children by name, in the order of the audit. Never saved but encrypted."""
    return Schedule(
        head=head_of(tx, inputs),
        title=inputs.audit.title,
        look_back=look_back_words(inputs),
        children=tuple(_child(case) for case in inputs.cases),
    )


def action_plan_of(tx: Transaction, prepared: Prepared) -> ActionPlanPaper:
    """The confirmed report's actions."""
    return ActionPlanPaper(head_of(tx, prepared.inputs), prepared.report)


def briefing_of(tx: Transaction, public: Prepared) -> Briefing:
    """From the report as it is for publication."""
    return Briefing(
        head_of(tx, public.inputs), public.report, ready_made.reflection(public.inputs.board.pack.id)
    )


def printed_days(paper: OtherPaper, report: AnonymousReport) -> tuple[date, ...]:
    """Days that are printed on purpose beside those of the report."""
    days = [paper.head.made_on, report.meeting_date]
    if isinstance(paper, Letter):
        days += [day for day in (paper.reply_by, paper.held_on) if day]
    return tuple(days)


def _lines(
    items: tuple[AgendaItem, ...], labels: Mapping[CaseId, str], start: datetime | None
) -> tuple[AgendaLine, ...]:
    lines, gone = [], 0
    for item in items:
        what = labels.get(item.case_id, item.title) if item.case_id else item.title
        at = f"{start + timedelta(minutes=gone):%H:%M}" if start else f"{gone} min"
        lines.append(AgendaLine(at, what, item.minutes, item.is_break))
        gone += item.minutes
    return tuple(lines)


def _clock(typed: str) -> datetime | None:
    """The time typed for the start: "9:30", "09.30", "9.30 am"; None where it is none. The day is no day."""
    squeezed = "".join(typed.upper().split())
    for form in _CLOCKS:
        try:
            return datetime.strptime(squeezed, form)  # noqa: DTZ007  # a time of day
        except ValueError:
            continue
    return None


def _agencies(inputs: ReportInputs, scribe: Scribe, agencies: set[AgencyId]) -> tuple[str, ...]:
    return tuple(sorted({scribe.agency(inputs.board.agency_name(a)) for a in agencies}))


def _child(case: Case) -> ScheduledChild:
    child = case.index_child
    # No name of the household: an agency finds the child's record without it (data minimisation).
    homes = [p.name for p in case.register.places if _HOME.fullmatch(p.role.strip())]
    return ScheduledChild(
        number=case.ordinal,
        name=child.name if child else "",
        also=", ".join(child.aliases) if child else "",
        born=day_words(child.born_on) if child and child.born_on else "",
        reference=case.reference,
        homes=tuple(name for name in homes if name.strip()),
        is_address_withheld=any(_WITHHELD.search(p.role) for p in case.register.places),
    )
