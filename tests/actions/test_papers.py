"""The papers beside the report over a real file: what they need, what they tell, what the gate stops."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest

from roundtable.actions import board as boards
from roundtable.actions import papers, round_tables
from roundtable.actions.agency_returns import enter_return
from roundtable.actions.audits import AuditDetails, audit_view, edit_audit
from roundtable.actions.paper_order import PaperState
from roundtable.actions.papers import MadePaper, make_paper, note_saved, paper_to_save, papers_view
from roundtable.actions.ports import Transaction
from roundtable.actions.pre_read import pre_read_of
from roundtable.actions.report_content import Prepared
from roundtable.actions.scribe import Scribe
from roundtable.actions.trail import trail_view
from roundtable.domain.agency_return import AgencyReturn, Answer, ReturnStatus
from roundtable.domain.errors import CaseClosedToRoom, GateHit, NotConfirmed
from roundtable.domain.ids import AgencyId, QuestionId
from roundtable.domain.papers import HOLDS_NAMES, PaperKind, PreRead
from roundtable.export.writer import Paper
from tests.actions.rooms import HELD_ON, POLICE, Room
from tests.export.pdf_checks import text

GP = AgencyId("gp")
PAPER = Paper()
BY_LABEL = tuple(kind for kind in PaperKind if kind not in HOLDS_NAMES)


@pytest.fixture
def ready(here: Room) -> Room:
    """Two cases with returns and events that name the children, a meeting held, the report confirmed."""
    audit = audit_view(here.vault, here.audit_id).audit
    edit_audit(
        here.vault,
        here.audit_id,
        AuditDetails(
            title="Audit about Amelia Thornton",
            theme="Neglect",
            reference=audit.reference,
            key_lines=("Was Amelia Thornton heard?",),
            agencies=(POLICE, GP),
        ),
    )
    here.event("Amelia Thornton was seen at home.", on=date(2025, 3, 1))
    here.event("Seen again with her aunt Zilpha Okonkwo-Reyes.", on=date(2025, 5, 2))
    for agency, grade in ((POLICE, "outstanding"), (GP, "inadequate")):
        enter_return(
            here.vault,
            here.case_ids[0],
            AgencyReturn(
                agency,
                ReturnStatus.RECEIVED,
                headline="Amelia Thornton was missed.",
                grade_id=grade,
                answers=(Answer(QuestionId("A1"), "Yes", grade),),
            ),
        )
    here.open()
    here.close()
    here.confirm()
    return here


def _made(room: Room, kind: PaperKind) -> bytes:
    return make_paper(
        room.vault, PAPER, room.audit_id, kind, POLICE if kind is PaperKind.LETTER else AgencyId("")
    )


@pytest.mark.parametrize("kind", BY_LABEL)
def test_no_paper_by_label_names_a_child_that_every_text_names(ready: Room, kind: PaperKind) -> None:
    told = text(_made(ready, kind))
    assert "Amelia" not in told
    assert "Thornton" not in told
    assert "Neglect" in told


@pytest.mark.parametrize("kind", BY_LABEL)
def test_the_gate_stops_a_name_that_no_text_was_cleared_of(ready: Room, kind: PaperKind) -> None:
    board = boards.board_view(ready.vault)
    assert board is not None
    boards.edit_board(ready.vault, replace(board, name="The Thornton Board"), seen=board)
    ready.confirm()
    with pytest.raises(GateHit):
        _made(ready, kind)


def test_the_pre_read_tells_gaps_and_every_event_in_time_since_the_first(ready: Room) -> None:
    told = text(_made(ready, PaperKind.PRE_READ))
    assert "Outstanding: Police" in told
    assert "Inadequate: GP" in told
    assert told.index("Month 1 Police") < told.index("Month 3 Police")
    assert "2025" not in told


def test_what_nobody_decided_is_left_out_of_the_pre_read(ready: Room) -> None:
    ready.event("Told to Mrs Quillfeather-Ando next door.", on=date(2025, 6, 2))
    told = text(_made(ready, PaperKind.PRE_READ))
    assert "Quillfeather" not in told
    assert "Zilpha" not in told


def test_an_address_in_an_event_is_left_out_of_the_pre_read(ready: Room) -> None:
    for at, words in enumerate(("14 Kestrel Lane was visited.", "Seen at 7 Larkspur Close, nobody home.")):
        ready.event(words, on=date(2025, 6, 2 + at))
    told = text_of_pre_read(ready)
    assert "Kestrel" not in told
    assert "Larkspur" not in told
    assert "nobody home" in told


@pytest.mark.parametrize(
    "words", ["14 Kestrel Lane was visited.", "Seen at 7 Larkspur Close.", "Rang 020 7946 0123 twice."]
)
def test_the_gate_stops_an_address_that_stayed_in_an_event(
    ready: Room, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    made = pre_read_of

    def careless(tx: Transaction, prepared: Prepared) -> tuple[PreRead, Scribe]:
        paper, scribe = made(tx, prepared)
        cases = [
            replace(each, events=tuple(replace(event, text=words) for event in each.events))
            for each in paper.cases  # which label comes first is drawn at random
        ]
        return replace(paper, cases=tuple(cases)), scribe

    monkeypatch.setattr(papers, "pre_read_of", careless)
    with pytest.raises(GateHit):
        _made(ready, PaperKind.PRE_READ)


def test_a_time_that_heads_a_printed_line_is_no_day(ready: Room) -> None:
    for at in range(24):  # one of these lines ends between "at" and the time
        ready.event(f"{'a' * at} was fetched late from the nursery and from the school at 6.10 again.")
    assert "6.10" in text_of_pre_read(ready)


def text_of_pre_read(room: Room) -> str:
    return " ".join(text(_made(room, PaperKind.PRE_READ)).split())


def test_the_schedule_names_the_children_and_is_only_ever_saved_encrypted(ready: Room) -> None:
    made = paper_to_save(ready.vault, PAPER, ready.audit_id, PaperKind.SCHEDULE, is_encrypted=False)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(made.data))
    with pikepdf.open(io.BytesIO(made.data), password=made.passphrase) as opened:
        assert opened.encryption.bits == 256
    told = text(_made(ready, PaperKind.SCHEDULE))
    assert "Amelia Thornton" in told
    assert "4 May 2016" in told


def test_the_schedule_gives_the_home_and_nobody_else_of_the_family(ready: Room) -> None:
    ready.person("Marian Thornton", "Mother", in_household=True)
    ready.place("12 Orchard Row, ZZ99 3AA", "Home address")
    ready.place("Brackenfield Primary School", "School")
    told = text(_made(ready, PaperKind.SCHEDULE))
    assert "12 Orchard Row" in told
    assert "Marian" not in told
    assert "Brackenfield" not in told


@pytest.mark.parametrize("role", ["Refuge", "Address not to be disclosed", "Home address (confidential)"])
def test_the_schedule_leads_nobody_to_an_address_that_is_not_disclosed(ready: Room, role: str) -> None:
    ready.place("12 Orchard Row, ZZ99 3AA", "Address")
    assert "withheld" not in text(_made(ready, PaperKind.SCHEDULE))
    ready.place("7 Larkspur Close, ZZ99 1AB", role)
    told = text(_made(ready, PaperKind.SCHEDULE))
    assert "12 Orchard Row" in told
    assert "Larkspur" not in told
    assert "1AB" not in told
    assert "withheld" in told


def test_the_next_paper_is_for_the_meeting_until_it_was_held(here: Room) -> None:
    def following() -> PaperKind | None:
        rows = papers_view(here.vault, here.audit_id).rows
        return next((row.kind for row in rows if row.state is PaperState.NEXT), None)

    audit = audit_view(here.vault, here.audit_id).audit
    details = AuditDetails(
        title=audit.title, theme=audit.theme, reference=audit.reference, agencies=(POLICE,)
    )
    edit_audit(here.vault, here.audit_id, details)
    for kind in (PaperKind.LETTER, PaperKind.SCHEDULE):
        assert following() is kind
        note_saved(here.vault, here.audit_id, [MadePaper(kind, "x.pdf", b"")])
    assert following() is PaperKind.AGENDA
    here.open()
    assert following() is PaperKind.AGENDA
    here.close()
    assert following() is None
    here.confirm()
    assert following() is PaperKind.ACTION_PLAN
    note_saved(here.vault, here.audit_id, [MadePaper(PaperKind.ACTION_PLAN, "x.pdf", b"")])
    assert following() is not PaperKind.ACTION_PLAN
    states = {row.kind: row.state for row in papers_view(here.vault, here.audit_id).rows}
    assert states[PaperKind.LETTER] is PaperState.SAVED


def test_the_pre_read_is_encrypted_where_that_is_wanted(ready: Room) -> None:
    plain = paper_to_save(ready.vault, PAPER, ready.audit_id, PaperKind.PRE_READ)
    secret = paper_to_save(ready.vault, PAPER, ready.audit_id, PaperKind.PRE_READ, is_encrypted=True)
    assert (plain.passphrase, plain.data[:5]) == ("", b"%PDF-")
    assert secret.passphrase
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(secret.data))


def test_file_names_carry_the_reference_alone(ready: Room) -> None:
    reference = audit_view(ready.vault, ready.audit_id).audit.reference
    letter = paper_to_save(ready.vault, PAPER, ready.audit_id, PaperKind.LETTER, GP)
    plan = paper_to_save(ready.vault, PAPER, ready.audit_id, PaperKind.ACTION_PLAN)
    assert letter.file_name == f"Letter-{reference}-2.pdf"
    assert plan.file_name == f"Action-plan-{reference}.pdf"


def test_action_plan_and_briefing_wait_for_the_confirmation(here: Room) -> None:
    here.event("Seen.", on=date(2025, 3, 1))
    needs = {row.kind: row.needs for row in papers_view(here.vault, here.audit_id).rows}
    assert "confirmation" in needs[PaperKind.ACTION_PLAN]
    assert "confirmation" in needs[PaperKind.BRIEFING]
    assert not needs[PaperKind.SCHEDULE]
    for kind in (PaperKind.ACTION_PLAN, PaperKind.BRIEFING):
        with pytest.raises(NotConfirmed):
            make_paper(here.vault, PAPER, here.audit_id, kind)


def test_everything_is_ready_once_it_is_confirmed(ready: Room) -> None:
    assert {row.needs for row in papers_view(ready.vault, ready.audit_id).rows} == {""}


def test_the_letter_gives_a_day_to_answer_by_while_there_is_time(ready: Room) -> None:
    assert "as soon as you can" in text(_made(ready, PaperKind.LETTER))
    day = HELD_ON + timedelta(days=900)
    table = ready.plan_again(day)
    assert table
    ready_words = text(_made(ready, PaperKind.LETTER))
    assert "before the round table of" in ready_words


def test_the_agenda_counts_its_times_from_the_start(here: Room) -> None:
    with here.vault.reading() as tx:
        table = tx.round_tables.get(here.table_id)
    round_tables.edit_round_table(
        here.vault,
        here.table_id,
        round_tables.MeetingDetails(
            table.held_on, "9.30 am", "Town Hall, ZZ99 3AA", "Ewa Nowak", "Rhys Parry"
        ),
    )
    told = text(_made(here, PaperKind.AGENDA))
    assert "09:30 Welcome" in told
    assert "10:00 Child" in told
    assert "Ewa Nowak" in told


def test_no_paper_is_made_while_somebody_here_has_not_signed(ready: Room) -> None:
    round_tables.open_round_table(ready.vault, ready.table_id)
    for kind in PaperKind:
        with pytest.raises(CaseClosedToRoom):
            _made(ready, kind)


def test_the_trail_notes_what_was_saved_by_its_hash(ready: Room) -> None:
    made = MadePaper(PaperKind.AGENDA, "Agenda.pdf", b"bytes")
    note_saved(ready.vault, ready.audit_id, (made,))
    entry = trail_view(ready.vault, 1)[0]
    assert (entry.event, entry.ids) == ("paper.saved", (ready.audit_id, "agenda", made.sha256))
