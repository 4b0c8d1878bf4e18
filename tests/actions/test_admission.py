"""Accreditation in doubt: what is known is shown, the facilitator decides, and the decision is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roundtable.actions import admission, board, meeting, round_tables, signoff
from roundtable.actions.case_access import open_case
from roundtable.actions.signoff_record import sign_off_record
from roundtable.domain.ids import AttendeeId, RepresentativeId
from roundtable.domain.round_table import Attendee, is_content_open
from roundtable.domain.signing_errors import AdmissionUndecided, TurnedAway, TurnedAwayReasonMissing
from roundtable.export.writer import Paper
from tests.actions.rooms import HELD_ON, POLICE, Room
from tests.export.pdf_checks import text


def nominated(here: Room, name: str, **dates: date) -> RepresentativeId:
    made = board.nominate(here.vault, agency_id=POLICE, name=name, role="Sergeant", **dates)
    return RepresentativeId(made.made)


def listed(here: Room, name: str) -> Attendee:
    with here.vault.reading() as tx:
        return next(a for a in tx.round_tables.get(here.table_id).attendees if a.name == name)


def expect(here: Room, name: str, **dates: date) -> Attendee:
    here.expect(name, agency_id=POLICE, representative_id=nominated(here, name, **dates))
    return listed(here, name)


def test_the_boards_dates_go_with_whoever_is_listed_and_count_for_the_day_of_the_meeting(here: Room) -> None:
    nominated(here, "Offered One", nominated_on=date(2026, 3, 3), accredited_on=date(2026, 4, 1))
    offered = next(
        p for p in meeting.meeting_view(here.vault, here.table_id).invitable if p.name == "Offered One"
    )
    assert offered.dates == "nominated on 3 March 2026, accredited since 1 April 2026" and not offered.note

    until = expect(here, "Ann Until", accredited_on=date(2026, 1, 1), accreditation_ends_on=HELD_ON)
    assert (until.nominated, until.accreditation_note) == ("accredited until 8 October 2026", "")
    assert not until.awaits_decision
    lapsed = expect(
        here, "Bo Lapsed", accredited_on=date(2025, 1, 1), accreditation_ends_on=date(2026, 10, 7)
    )
    assert lapsed.accreditation_note == "accreditation ended on 7 October 2026" and lapsed.awaits_decision
    unknown = expect(here, "Cy Unknown", nominated_on=date(2026, 3, 3))
    assert (unknown.nominated, unknown.accreditation_note) == (
        "nominated on 3 March 2026",
        "accreditation not known",
    )
    here.expect("Di Typed")
    assert listed(here, "Di Typed").accreditation_note == "not on the Board’s list of representatives"


def test_whoever_may_take_part_signs_and_the_record_says_who_decided(here: Room) -> None:
    here.open()
    lapsed = expect(here, "Bo Lapsed", accredited_on=date(2025, 1, 1), accreditation_ends_on=date(2025, 2, 1))
    admission.admit(here.vault, here.table_id, (lapsed.id,), "The agency  confirmed by telephone")
    here.sign("Bo Lapsed")
    assert not listed(here, "Bo Lapsed").awaits_decision
    words = " ".join(text(sign_off_record(here.vault, Paper(), here.table_id)).split())
    assert "Accreditation ended on 1 February 2025." in words
    with here.vault.reading() as tx:
        assert f"May take part, decided by {tx.who} on 8 October 2026" in words
    assert "The agency confirmed by telephone." in words
    assert "Nothing was decided about that." in words, "of Ana Reed, who was typed in"


def test_whoever_is_turned_away_leaves_cannot_sign_and_may_be_let_in_after_all(here: Room) -> None:
    here.open()
    lapsed = expect(here, "Bo Lapsed", accredited_on=date(2025, 1, 1), accreditation_ends_on=date(2025, 2, 1))
    signoff.record_arrival(here.vault, here.table_id, lapsed.id)
    with pytest.raises(TurnedAwayReasonMissing):
        admission.turn_away(here.vault, here.table_id, lapsed.id, "  ")
    assert listed(here, "Bo Lapsed").is_here
    admission.turn_away(here.vault, here.table_id, lapsed.id, "Has left the force")
    assert not listed(here, "Bo Lapsed").is_here
    with here.vault.reading() as tx:
        assert is_content_open(tx.round_tables.get(here.table_id)), "nobody unsigned is left in the room"
    with pytest.raises(TurnedAway):
        here.sign("Bo Lapsed")
    admission.admit(here.vault, here.table_id, (lapsed.id,))
    here.sign("Bo Lapsed")
    decisions = [d.may_stay for d in listed(here, "Bo Lapsed").admissions]
    assert decisions == [False, True], "both are kept"
    with here.vault.reading() as tx:
        events = [entry.event for entry in tx.trail() if entry.ids[1:] == (lapsed.id,)]
    assert sorted(events) == ["attendee.admitted", "attendee.turned_away"]


def test_several_are_let_in_at_once_each_with_a_line_of_the_trail(here: Room) -> None:
    people = tuple(here.expect(name) for name in ("Di Typed", "Ed Typed"))
    admission.admit(here.vault, here.table_id, people)
    assert all(listed(here, name).admission for name in ("Di Typed", "Ed Typed"))
    with here.vault.reading() as tx:
        lines = [e.ids for e in tx.trail() if e.event == "attendee.admitted"]
    assert sorted(lines) == sorted((here.table_id, person) for person in people)


def test_somebody_put_back_on_the_list_is_who_they_were_with_what_was_decided(here: Room) -> None:
    person = expect(here, "Cy Unknown", nominated_on=date(2026, 3, 3))
    admission.admit(here.vault, here.table_id, (person.id,), "Known to the chair")
    before = listed(here, "Cy Unknown")
    signoff.remove_attendee(here.vault, here.table_id, person.id)
    signoff.put_back_attendee(here.vault, here.table_id, before)
    assert listed(here, "Cy Unknown") == before


def test_a_list_from_before_these_decisions_is_read_as_undecided(here: Room) -> None:
    who = here.expect("Di Typed")
    old = replace(listed(here, "Di Typed"), nominated="", admissions=())
    with here.vault.transaction() as tx:
        table = tx.round_tables.get(here.table_id)
        tx.round_tables.put(replace(table, attendees=(old,)))
        tx.log("attendee.edited", here.table_id)
    assert listed(here, "Di Typed").awaits_decision and listed(here, "Di Typed").id == AttendeeId(who)
    round_tables.open_round_table(here.vault, here.table_id)


def test_no_case_is_shown_before_it_is_decided_about_whoever_is_here_and_storing_goes_on(here: Room) -> None:
    here.open("Ana Reed")
    lapsed = expect(here, "Bo Lapsed", accredited_on=date(2025, 1, 1), accreditation_ends_on=date(2025, 2, 1))
    case = here.case_ids[0]
    with here.vault.reading() as tx:
        assert is_content_open(tx.round_tables.get(here.table_id)), "whoever is not here holds nothing up"
    here.sign("Bo Lapsed")
    with here.vault.reading() as tx, pytest.raises(AdmissionUndecided) as closed:
        open_case(tx, case)
    assert closed.value.details == {"count": 1}
    here.event("Said while it was not decided.")
    with here.vault.reading() as tx:
        assert [e.text for e in tx.cases.get(case).events] == ["Said while it was not decided."]
    admission.admit(here.vault, here.table_id, (lapsed.id,))
    with here.vault.reading() as tx:
        assert open_case(tx, case).id == case
    typed = here.expect("Di Typed")
    here.sign("Di Typed")
    with here.vault.reading() as tx:
        assert tx.round_tables.get(here.table_id).attendee(typed).awaits_decision
        assert open_case(tx, case).id == case, "a guest was never the Board’s to accredit"
