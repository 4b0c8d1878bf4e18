"""Which writer sets which of the papers beside the report."""

from __future__ import annotations

from roundtable.domain.papers import ActionPlanPaper, Agenda, Letter, OtherPaper, PreRead, Schedule
from roundtable.export.action_plan_pdf import write_action_plan
from roundtable.export.agenda_pdf import write_agenda
from roundtable.export.briefing_pdf import write_briefing
from roundtable.export.letter_pdf import write_letter, write_schedule
from roundtable.export.pre_read_pdf import write_pre_read


def write_paper(paper: OtherPaper) -> bytes:
    """The finished PDF (same paper, same bytes). A schedule names children: encrypt it before it is saved."""
    match paper:
        case Agenda():
            return write_agenda(paper)
        case PreRead():
            return write_pre_read(paper)
        case ActionPlanPaper():
            return write_action_plan(paper)
        case Letter():
            return write_letter(paper)
        case Schedule():
            return write_schedule(paper)
    return write_briefing(paper)
