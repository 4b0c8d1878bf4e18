"""Urgent concerns to their end, who may be taken off the list, and what the sign-off record says."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest

from roundtable.actions import chronology, curtain, meeting, round_tables, signoff, urgent_concerns
from roundtable.actions.signoff_record import _record, sign_off_record
from roundtable.domain.chronology import EventKind
from roundtable.domain.errors import (
    AgencyUnknown,
    AttendeeInUse,
    AttendeeNameMissing,
    ConcernsOpen,
    ConcernTextMissing,
    HandoverMissing,
    PinNotFourDigits,
    RecordMissing,
    RoundTableNotOpen,
    SamePersonTwice,
    WrongPin,
)
from roundtable.domain.ids import AgencyId, ConcernId, EventId
from roundtable.domain.round_table import Capacity
from roundtable.domain.signing_errors import ReceivedInTheRoom, TypedNameDiffers
from roundtable.domain.signoff import Declaration, Interest, Method, Outcome, Signature
from roundtable.domain.signoff_record import SignOffRecord
from roundtable.export.writer import Paper
from tests.actions.rooms import HELD_ON, POLICE, Room
from tests.export.pdf_checks import text


def raised(here: Room, what: str = "She is alone tonight.") -> ConcernId:
    made = urgent_concerns.raise_concern(here.vault, here.table_id, who="Amelia", what=what)
    return ConcernId(made.made)


def record_of(here: Room) -> SignOffRecord:
    with here.vault.reading() as tx:
        return _record(tx, tx.round_tables.get(here.table_id))


# --- urgent concerns


def test_a_concern_is_handed_over_and_acknowledged_by_name(here: Room) -> None:
    here.open()
    concern = raised(here)
    with pytest.raises(HandoverMissing):
        urgent_concerns.acknowledge_concern(here.vault, here.table_id, concern, "Duty team")
    with pytest.raises(HandoverMissing):
        urgent_concerns.hand_over_concern(here.vault, here.table_id, concern, "  ")
    here.clock.forward(minutes=4)
    urgent_concerns.hand_over_concern(here.vault, here.table_id, concern, "Duty social worker")
    here.clock.forward(minutes=3)
    urgent_concerns.acknowledge_concern(here.vault, here.table_id, concern, "T. Lindqvist")
    (kept,) = urgent_concerns.concerns_view(here.vault, here.table_id)
    assert not kept.is_open
    assert kept.handed_at is not None
    assert kept.acknowledged_at is not None
    assert kept.handed_at - kept.raised_at == timedelta(minutes=4)
    assert kept.acknowledged_at - kept.handed_at == timedelta(minutes=3)


def test_a_concern_is_no_concern_without_words_and_no_id_is_invented(here: Room) -> None:
    here.open()
    with pytest.raises(ConcernTextMissing):
        raised(here, "  ")
    with pytest.raises(RecordMissing):
        urgent_concerns.hand_over_concern(here.vault, here.table_id, ConcernId("nobody"), "Duty")


def test_closing_asks_about_every_open_concern_and_the_report_never_tells_one(here: Room) -> None:
    here.open()
    raised(here, "A bruise was seen this morning.")
    with pytest.raises(ConcernsOpen) as asked:
        round_tables.close_round_table(here.vault, here.table_id)
    assert asked.value.details["count"] == 1
    round_tables.close_round_table(here.vault, here.table_id, concerns_seen=True)
    assert "bruise" not in here.printed


def test_a_concern_handed_over_keeps_to_whom(here: Room) -> None:
    here.open()
    concern = raised(here)
    urgent_concerns.hand_over_concern(here.vault, here.table_id, concern, "Duty social worker")
    urgent_concerns.edit_concern(
        here.vault, here.table_id, concern, who="Amelia", what="She is alone tonight.", handed_to="Nobody"
    )
    (kept,) = urgent_concerns.concerns_view(here.vault, here.table_id)
    assert kept.handed_to == "Duty social worker"


def test_a_concern_is_raised_under_the_curtain_and_before_anybody_signed(here: Room) -> None:
    round_tables.open_round_table(here.vault, here.table_id)
    curtain.draw_curtain(here.vault, here.table_id)
    raised(here)
    home = meeting.concern_home_view(here.vault)
    assert home is not None
    assert home.round_table_id == here.table_id


def test_a_concern_handed_over_twice_keeps_both_in_order_on_the_slip(here: Room) -> None:
    here.open()
    concern = raised(here)
    for minutes, to in ((2, "Duty desk"), (9, "Ruth Abara")):
        here.clock.forward(minutes=minutes)
        urgent_concerns.hand_over_concern(here.vault, here.table_id, concern, to)
    here.clock.forward(minutes=1)
    urgent_concerns.acknowledge_concern(here.vault, here.table_id, concern, "Ruth Abara")
    (kept,) = urgent_concerns.concerns_view(here.vault, here.table_id)
    assert [told.name for told in kept.handovers] == ["Duty desk", "Ruth Abara"]
    assert kept.handovers[1].at - kept.handovers[0].at == timedelta(minutes=9)
    paper = urgent_concerns.concern_slip(here.vault, Paper(), here.table_id, concern)
    slip = " ".join(text(paper).split())
    assert 0 < slip.index("Handed over to Duty desk") < slip.index("Handed over to Ruth Abara")
    assert slip.index("Handed over to Ruth Abara") < slip.index("Acknowledged by Ruth Abara")


def test_a_concern_handed_on_waits_for_the_next_acknowledgement_and_forgets_none(here: Room) -> None:
    here.open()
    concern = raised(here)
    for who in ("Duty desk", "Ruth Abara"):
        here.clock.forward(minutes=1)
        urgent_concerns.hand_over_concern(here.vault, here.table_id, concern, who)
        (kept,) = urgent_concerns.concerns_view(here.vault, here.table_id)
        assert kept.is_open
        here.clock.forward(minutes=1)
        urgent_concerns.acknowledge_concern(here.vault, here.table_id, concern, who)
    (kept,) = urgent_concerns.concerns_view(here.vault, here.table_id)
    assert not kept.is_open
    assert [told.name for told in kept.acknowledgements] == ["Duty desk", "Ruth Abara"]


# --- the list of attendees


def test_somebody_who_refused_or_was_here_stays_on_the_record(here: Room) -> None:
    here.open()
    refused = here.expect("Ben Okoro")
    signoff.refuse_statement(here.vault, here.table_id, refused, "My agency has not agreed.")
    with pytest.raises(AttendeeInUse):
        signoff.remove_attendee(here.vault, here.table_id, refused)
    with pytest.raises(AttendeeInUse):
        signoff.remove_attendee(here.vault, here.table_id, here.attendees["Ana Reed"])
    mistaken = here.expect("Cleo Grant")
    signoff.remove_attendee(here.vault, here.table_id, mistaken)
    names = {a.name: a.refusal_reason for a in record_of(here).attendees}
    assert names == {"Ana Reed": "", "Ben Okoro": "My agency has not agreed."}


def test_the_list_takes_each_person_once_and_by_name(here: Room) -> None:
    here.expect("Ana Reed", agency_id=POLICE)
    with pytest.raises(SamePersonTwice):
        here.expect("  ana   REED ", agency_id=POLICE)
    with pytest.raises(SamePersonTwice):
        here.expect("Ana Reed")  # nothing tells the two apart
    with pytest.raises(AttendeeNameMissing):
        here.expect(" ")


def test_nobody_comes_and_nothing_happens_for_an_agency_that_the_board_does_not_know(here: Room) -> None:
    nobody = AgencyId("not-an-agency")
    with pytest.raises(AgencyUnknown):
        here.expect("Ana Reed", agency_id=nobody)
    what = {"on": HELD_ON, "kind": EventKind.CONTACT, "text": "Seen at home."}
    with pytest.raises(AgencyUnknown):
        chronology.add_event(here.vault, here.case_ids[0], agency_id=nobody, **what)
    made = EventId(chronology.add_event(here.vault, here.case_ids[0], agency_id=POLICE, **what).made)
    with pytest.raises(AgencyUnknown):
        chronology.amend_event(here.vault, here.case_ids[0], made, agency_id=nobody, **what)
    (kept,) = chronology.chronology_view(here.vault, here.case_ids[0]).events
    assert (kept.agency_id, kept.text) == (POLICE, "Seen at home.")
    assert record_of(here).attendees == ()


def test_signing_needs_an_open_meeting_and_ones_own_name(here: Room) -> None:
    with pytest.raises(RoundTableNotOpen):
        here.sign("Ana Reed")
    round_tables.open_round_table(here.vault, here.table_id)
    ana = here.attendees["Ana Reed"]
    with pytest.raises(TypedNameDiffers):
        signoff.sign_statement(
            here.vault,
            here.table_id,
            ana,
            shown_sha256=signoff.signing_view(here.vault, here.table_id, ana).statement.sha256,
            signature=Signature(Method.TYPED, typed_name="Somebody Else"),
        )
    assert not signoff.signing_view(here.vault, here.table_id, ana).has_signed


def test_the_record_holds_every_text_every_signature_and_every_declaration(here: Room) -> None:
    here.open()
    here.sign("Ben Okoro", Declaration(Interest.CASE_HOLDER, here.case_ids[1], "Her worker", Outcome.LEAVES))
    signoff.void_signature(here.vault, here.table_id, here.attendees["Ana Reed"], "Wrong row")
    here.sign("Ana Reed")
    signoff.change_statement(here.vault, here.table_id, "Before we start", ("A stricter clause.",))
    here.sign("Ana Reed")
    record = record_of(here)
    assert [s.version for s in record.statements] == [1, 2]
    people = {a.name: a for a in record.attendees}
    assert [(s.statement_version, s.void_reason) for s in people["Ana Reed"].signatures] == [
        (1, "Wrong row"),
        (1, ""),
        (2, ""),
    ]
    (declared,) = people["Ben Okoro"].declarations
    assert declared.note == "Her worker"
    assert declared.outcome == "leaves for this case"
    assert declared.case in {"Child A", "Child B"}
    assert people["Ben Okoro"].stays[0][1] is None


def test_the_record_says_when_a_recused_person_went_out_for_a_case_and_came_back(here: Room) -> None:
    here.open()
    ben = here.expect("Ben Okoro", agency_id=POLICE)
    out = Declaration(Interest.CASE_HOLDER, here.case_ids[1], "", Outcome.LEAVES)
    here.sign("Ben Okoro", out)
    for _ in range(2):
        here.clock.forward(minutes=10)
        signoff.record_recused_left(here.vault, here.table_id, ben, here.case_ids[1])
        here.clock.forward(minutes=5)
        signoff.record_recused_left(here.vault, here.table_id, ben, here.case_ids[1])
        here.clock.forward(minutes=20)
        signoff.record_recused_back(here.vault, here.table_id, ben, here.case_ids[1])
    here.clock.forward(minutes=1)
    signoff.record_recused_left(here.vault, here.table_id, ben, here.case_ids[1])
    (recusal,) = next(a for a in record_of(here).attendees if a.name == "Ben Okoro").recusals
    assert recusal.outcome == "leaves for this case"
    assert [back - left if back else None for left, back in recusal.out] == [
        timedelta(minutes=25),
        timedelta(minutes=25),
        None,
    ]
    paper = " ".join(text(sign_off_record(here.vault, Paper(), here.table_id)).split())
    for left, back in recusal.out:
        assert (f"{left:%H:%M} to {back:%H:%M}" if back else f"from {left:%H:%M}") in paper
    assert "Not asked for" in paper


def test_signing_a_new_version_or_coming_in_again_ends_the_time_outside_and_forgets_none(here: Room) -> None:
    here.open()
    ben = here.expect("Ben Okoro", agency_id=POLICE)
    out = Declaration(Interest.CASE_HOLDER, here.case_ids[1], "", Outcome.LEAVES)
    here.sign("Ben Okoro", out)
    signoff.record_recused_left(here.vault, here.table_id, ben, here.case_ids[1])
    here.clock.forward(minutes=9)
    signoff.change_statement(here.vault, here.table_id, "Before we start", ("A stricter clause.",))
    here.sign("Ben Okoro", out)
    signoff.record_recused_left(here.vault, here.table_id, ben, here.case_ids[1])
    signoff.record_departure(here.vault, here.table_id, ben)
    here.clock.forward(minutes=7)
    signoff.record_arrival(here.vault, here.table_id, ben)
    (recusal,) = next(a for a in record_of(here).attendees if a.name == "Ben Okoro").recusals
    assert [back - left for left, back in recusal.out if back] == [timedelta(minutes=9), timedelta(minutes=7)]


def test_a_signed_copy_is_received_from_remote_attendees_alone(here: Room) -> None:
    here.open()
    received = Signature(Method.RECEIVED)
    for name, capacity, is_taken in (
        ("Ben Okoro", Capacity.PRESENT, False),
        ("Cleo Grant", Capacity.OBSERVER, False),
        ("Dev Rao", Capacity.REMOTE, True),
    ):
        who = here.expect(name, capacity=capacity)
        shown = signoff.signing_view(here.vault, here.table_id, who).statement.sha256
        with nullcontext() if is_taken else pytest.raises(ReceivedInTheRoom):
            signoff.sign_statement(here.vault, here.table_id, who, shown_sha256=shown, signature=received)
        assert signoff.signing_view(here.vault, here.table_id, who).has_signed is is_taken


def test_whoever_does_not_attend_leaves_by_saying_so(here: Room) -> None:
    here.open()
    here.sign("Ben Okoro", Declaration(Interest.KNOWS_FAMILY, outcome=Outcome.DOES_NOT_ATTEND))
    with here.vault.reading() as tx:
        table = tx.round_tables.get(here.table_id)
    assert [a.name for a in table.present] == ["Ana Reed"]


# --- the curtain's PIN


def test_the_pin_fits_three_tries_long(here: Room) -> None:
    for wrong in ("", "123", "123456789", "12a4", "１２３４"):
        with pytest.raises(PinNotFourDigits):
            curtain.set_pin(here.vault, here.table_id, wrong)
    curtain.set_pin(here.vault, here.table_id, "2580")
    curtain.check_pin(here.vault, here.table_id, "2580", 2)
    left = []
    for tries in range(4):
        with pytest.raises(WrongPin) as refused:
            curtain.check_pin(here.vault, here.table_id, "0000", tries)
        left.append(refused.value.details["left"])
    assert left == [2, 1, 0, 0]
    with pytest.raises(WrongPin):
        curtain.check_pin(here.vault, here.table_id, "2580", 3)


def test_without_a_pin_none_fits(here: Room) -> None:
    with pytest.raises(WrongPin):
        curtain.check_pin(here.vault, here.table_id, "")
