"""Agencies' returns: entering them before the meeting, one card an agency in the meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roundtable.actions.board import the_board
from roundtable.actions.case_access import open_case, stored_case
from roundtable.actions.label_references import references_in_room
from roundtable.actions.ports import Vault
from roundtable.actions.round_tables import silent_in, walkthrough_of
from roundtable.actions.spoken import Speaker, speaker_of
from roundtable.domain.agency_return import AgencyReturn, ReturnStatus
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import UnknownGrade
from roundtable.domain.grading import GradeScale
from roundtable.domain.ids import AgencyId, CaseId, RoundTableId
from roundtable.domain.recusal import FROM_RETURN


@dataclass(frozen=True, slots=True)
class HeadlineCard:
    """One agency's return as the room sees it, and the room's note on it (as typed).

    `source` says so where nobody could be asked about the grade, the representative being recused.
    """

    agency_id: AgencyId
    agency: str
    status: ReturnStatus
    headline: str
    strengths: str
    gaps: str
    actions_taken: str
    grade_id: str
    grade: str
    tone: str
    reason: str
    note: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class HeadlinesView:
    """All agencies in scope, those without a return among them."""

    cards: tuple[HeadlineCard, ...]


def enter_return(vault: Vault, case_id: CaseId, agency_return: AgencyReturn) -> Changes:
    """Adds or replaces one agency's return. Raises AgencyUnknown, UnknownGrade."""
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        the_board(tx).agency(agency_return.agency_id)
        scale = tx.audits.get(case.audit_id).scale
        grades = (agency_return.grade_id, *(a.grade_id for a in agency_return.answers))
        if not all(scale.accepts(g) for g in grades):
            raise UnknownGrade(scale=scale.id)
        kept = tuple(r for r in case.returns if r.agency_id != agency_return.agency_id)
        tx.cases.put(replace(case, returns=(*kept, agency_return)))
        tx.log("return.entered", case_id, agency_return.agency_id)
        return changed(Topic.CASE)


def headlines_view(vault: Vault, round_table_id: RoundTableId, case_id: CaseId) -> HeadlinesView:
    """One card an agency. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        audit = tx.audits.get(case.audit_id)
        board = the_board(tx)
        speaker = speaker_of(tx, case.audit_id)
        table = tx.round_tables.get(round_table_id)
        said = references_in_room(tx, case.audit_id)
        silent = silent_in(tx, case)
        notes = {n.key: said.shown(n.text) for n in walkthrough_of(tx, table, case_id).headline_notes}
        scope = dict.fromkeys((*audit.agencies, *(r.agency_id for r in case.returns)))
        return HeadlinesView(
            tuple(
                _card(
                    case.return_of(agency_id) or AgencyReturn(agency_id, ReturnStatus.NOT_RECEIVED),
                    board.agency_name(agency_id),
                    audit.scale,
                    speaker,
                    notes.get(agency_id, ""),
                    is_silent=agency_id in silent,
                )
                for agency_id in scope
            )
        )


def _card(
    sent: AgencyReturn, agency: str, scale: GradeScale, speaker: Speaker, note: str, *, is_silent: bool
) -> HeadlineCard:
    return HeadlineCard(
        agency_id=sent.agency_id,
        agency=agency,
        status=sent.status,
        headline=speaker.say(sent.headline),
        strengths=speaker.say(sent.strengths),
        gaps=speaker.say(sent.gaps),
        actions_taken=speaker.say(sent.actions_taken),
        grade_id=sent.grade_id,
        grade=scale.label(sent.grade_id),
        tone=scale.tone(sent.grade_id),
        reason=speaker.say(sent.reason),
        note=note,
        source=FROM_RETURN if is_silent else "",
    )
