"""Replays the demonstration meeting through the same actions as the window: nothing is written past them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roundtable import anonymise
from roundtable.actions import (
    admission,
    anonymisation,
    confirming,
    delivery,
    report,
    round_tables,
    signoff,
    signoff_record,
)
from roundtable.actions.action_plan import agree_action
from roundtable.actions.board import board_view, edit_board, found_board
from roundtable.actions.case_pack import import_pack
from roundtable.actions.case_pack_format import CasePack
from roundtable.actions.curtain import set_pin
from roundtable.actions.delivery import Delivery
from roundtable.actions.demonstration_case import CaseReplay
from roundtable.actions.demonstration_known import Advance, Known, capture, know
from roundtable.actions.demonstration_script import Script, ScriptAttendee, ScriptDecision, ScriptSignature
from roundtable.actions.ports import Papers, Vault
from roundtable.actions.round_tables import MeetingDetails
from roundtable.domain.board import Recipient
from roundtable.domain.ids import NO_CASE, NO_REPRESENTATIVE, AttendeeId, AuditId, RoundTableId
from roundtable.domain.report_work import Choice, ExportedReport
from roundtable.domain.round_table import Capacity
from roundtable.domain.signoff import Declaration, Interest, Method, Outcome, Signature
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted

Tell = Callable[[str], None]
ROUNDS_OF_DECISIONS = 6


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the meeting left."""

    audit_id: AuditId
    round_table_id: RoundTableId
    report: ExportedReport
    sign_off_record: bytes
    delivery: Delivery


def prepare(vault: Vault, pack: CasePack, script: Script) -> AuditId:
    """The Board and the audit, as they are before the meeting."""
    found_board(
        vault,
        name=script.board.name,
        pack_id=script.board.wording_pack,
        contact=script.board.contact,
        recipient_email=script.board.recipient.email,
    )
    board = board_view(vault)
    if board is not None:
        to = script.board.recipient
        recipient = Recipient(to.name, to.email, tuple(to.allowed_domains))
        edit_board(vault, replace(board, marking=script.board.marking, recipient=recipient), seen=board)
    return AuditId(import_pack(vault, pack).made)


def plan(vault: Vault, audit_id: AuditId, script: Script, known: Known, held_on: date) -> RoundTableId:
    """The meeting with everybody who is expected."""
    meeting = script.meeting
    details = MeetingDetails(
        held_on, meeting.starts_at, meeting.venue, meeting.facilitator, meeting.minute_taker
    )
    table_id = RoundTableId(round_tables.plan_round_table(vault, audit_id, details).made)
    board = board_view(vault)
    people = {r.name: r.id for r in board.representatives} if board else {}
    for attendee in script.attendees:
        made = signoff.add_attendee(
            vault,
            table_id,
            name=attendee.name,
            agency_id=known.agencies[attendee.agency],
            role=attendee.role,
            capacity=Capacity(attendee.capacity),
            representative_id=people.get(attendee.name, NO_REPRESENTATIVE),
        )
        known.attendees[attendee.id] = AttendeeId(made.made)
    return table_id


def make_ready(vault: Vault, pack: CasePack, script: Script, held_on: date) -> AuditId:
    """The Board, its audit and a round table planned for that day, with everybody on its list: to try out."""
    audit_id = prepare(vault, pack, script)
    plan(vault, audit_id, script, know(vault, audit_id, pack), held_on)
    return audit_id


def replay(
    vault: Vault, papers: Papers, pack: CasePack, script: Script, tell: Tell, advance: Advance
) -> Outcomes:
    """The whole meeting, one line told per stage; `advance` moves the story's clock."""
    audit_id = prepare(vault, pack, script)
    known = know(vault, audit_id, pack)
    tell(f"Board founded, audit {pack.audit.reference} imported: {counted(len(pack.cases), 'case')}")
    table_id = plan(vault, audit_id, script, known, script.meeting.held_on)
    set_pin(vault, table_id, script.meeting.curtain_pin)
    round_tables.open_round_table(vault, table_id)
    tell(f"Round table opened: {counted(len(script.attendees), 'attendee')} expected")
    for attendee in script.attendees:
        if attendee.arrives is None:
            advance(timedelta(minutes=2))
            _sign(vault, table_id, attendee, known)
    tell("Statement signed by everybody present; one attendee still to come")
    for number, case in enumerate(script.cases, 1):
        replayed = CaseReplay(vault, audit_id, table_id, script, case, known.cases[case.case], known)
        replayed.run(advance, lambda late: _sign(vault, table_id, late, known))
        tell(f"Case {number} walked through: {replayed.in_words()}")
    _learn(vault, audit_id, table_id, script, known, advance)
    tell(
        f"Learning captured: {counted(len(known.lessons), 'lesson')}, "
        f"{counted(len(script.actions), 'action')}"
    )
    round_tables.close_round_table(vault, table_id, note=script.meeting.closing_note)
    tell("Round table closed; the urgent concern was handed over and acknowledged")
    decided = decide_names(vault, audit_id, script, known)
    tell(f"Names decided: {counted(decided, 'string')}")
    _confirm(vault, audit_id, script)
    tell("Anonymised text confirmed by the second person")
    report.export_report(vault, papers, audit_id)
    made = report.report_pdf(vault, audit_id)
    tell(f"Report made and searched: {counted(made.forms_searched, 'form')} looked for, none found")
    record = signoff_record.sign_off_record(vault, papers, table_id)
    tell("Sign-off record made")
    sent = delivery.prepare_delivery(vault, papers, audit_id)
    tell("E-mail draft written with the encrypted copy attached")
    return Outcomes(audit_id, table_id, made, record, sent)


def signature_of(sign: ScriptSignature) -> Signature:
    """The script's signature in the domain's terms."""
    strokes = tuple(tuple((x, y, w) for x, y, w in stroke) for stroke in sign.strokes)
    return Signature(Method(sign.method), strokes, sign.typed_name)


def _sign(vault: Vault, table_id: RoundTableId, attendee: ScriptAttendee, known: Known) -> None:
    attendee_id = known.attendees[attendee.id]
    shown = signoff.signing_view(vault, table_id, attendee_id).statement.sha256
    signoff.record_arrival(vault, table_id, attendee_id)
    declarations = tuple(
        Declaration(
            Interest(d.interest),
            known.cases[d.case] if d.case else NO_CASE,
            d.note,
            Outcome(d.outcome),
        )
        for d in attendee.declarations
    )
    signoff.sign_statement(
        vault,
        table_id,
        attendee_id,
        shown_sha256=shown,
        signature=signature_of(attendee.sign),
        declarations=declarations,
    )
    if attendee.admitted:
        admission.admit(vault, table_id, (attendee_id,), attendee.admitted)


def _learn(
    vault: Vault, audit_id: AuditId, table_id: RoundTableId, script: Script, known: Known, advance: Advance
) -> None:
    round_tables.go_to(vault, table_id, Step.LESSONS)
    for lesson in script.cross_case_lessons:
        advance(timedelta(minutes=3))
        known.lessons[lesson.id] = capture(vault, audit_id, lesson, known)
    round_tables.go_to(vault, table_id, Step.ACTIONS)
    for action in script.actions:
        advance(timedelta(minutes=2))
        agree_action(
            vault,
            audit_id,
            what=action.what,
            owner_agency_id=known.agencies[action.owner],
            owner_role=action.role,
            due_on=script.meeting.held_on + timedelta(days=action.due_in_days),
            measure=action.measure,
            lesson_ids=tuple(known.lessons[i] for i in action.lessons if i in known.lessons),
        )


def decide_names(vault: Vault, audit_id: AuditId, script: Script, known: Known) -> int:
    """Decides every open string: as the script says, else by its rule. Returns how many were decided."""
    planned = {anonymise.fold_key(d.text): d for d in (*script.decisions, *script.name_decisions)}
    count = _better_words(vault, audit_id, planned)
    for _ in range(ROUNDS_OF_DECISIONS):
        waiting = anonymisation.review_view(vault, audit_id).to_decide
        if not waiting:
            break
        for item in waiting:
            rule = script.otherwise.capitalised if item.text[:1].isupper() else script.otherwise.lower_case
            named = planned.get(anonymise.fold_key(item.text))
            decision = named or rule
            entity = known.people.get(named.entity, "") if named and named.entity else ""
            anonymisation.decide(
                vault,
                audit_id,
                item.text,
                Choice(decision.choice),
                entity=entity,
                words=decision.words,
                sentence=item.sentence,
                at=item.at,
            )
            count += 1
    return count


def _better_words(vault: Vault, audit_id: AuditId, planned: dict[str, ScriptDecision]) -> int:
    """Strangers were replaced by a bare "[name removed]": the script says it as a facilitator would."""
    count = 0
    for group in anonymisation.review_view(vault, audit_id).replaced:
        for form in group.forms:
            decision = planned.get(anonymise.fold_key(form.text))
            if group.entity or decision is None or decision.entity:
                continue
            choice = Choice(decision.choice)
            anonymisation.decide(vault, audit_id, form.text, choice, words=decision.words)
            count += 1
    return count


def _confirm(vault: Vault, audit_id: AuditId, script: Script) -> None:
    view = confirming.confirm_view(vault, audit_id)
    confirming.confirm_report(
        vault,
        audit_id,
        name=script.confirmer.name,
        role=script.confirmer.role,
        signature=signature_of(script.confirmer.sign),
        content_sha256=view.content_sha256,
    )
