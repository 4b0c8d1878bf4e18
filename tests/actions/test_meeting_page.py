"""What the round table's own page, the curtain and the urgent concern are told; never what is in a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from roundtable.actions import board, curtain, round_tables, signoff
from roundtable.actions.meeting import concern_home_view, meeting_view
from roundtable.actions.urgent_concerns import (
    concern_slip,
    concerns_view,
    edit_concern,
    hand_over_concern,
    raise_concern,
)
from roundtable.actions.walkthrough import finish_step, skip_step
from roundtable.domain.errors import AnotherMeetingOpen, ConcernTextMissing
from roundtable.domain.ids import AgencyId, ConcernId, RepresentativeId, RoundTableId
from roundtable.domain.round_table import Attendee, Capacity, MeetingState
from roundtable.domain.walkthrough import Step
from roundtable.export.writer import Paper
from tests.actions.rooms import POLICE, Room


def test_representatives_are_offered_with_what_is_doubtful_about_them(here: Room) -> None:
    for name, dates in (
        ("Ann Asked", {"accredited_on": date(2025, 9, 1)}),
        ("Bea Ended", {"accredited_on": date(2020, 9, 1), "accreditation_ends_on": date(2026, 10, 7)}),
        ("Cy Later", {"accredited_on": date(2027, 1, 1)}),
        ("Di Unknown", {}),
    ):
        board.nominate(here.vault, agency_id=POLICE, name=name, **dates)  # type: ignore[arg-type]
    offered = {i.name: i for i in meeting_view(here.vault, here.table_id).invitable}
    assert {name: i.note for name, i in offered.items()} == {
        "Ann Asked": "",
        "Bea Ended": "accreditation ended on 7 October 2026",
        "Cy Later": "not accredited on the day",
        "Di Unknown": "accreditation not known",
    }
    here.expect("Ann Asked", agency_id=POLICE, representative_id=offered["Ann Asked"].id)
    assert "Ann Asked" not in [i.name for i in meeting_view(here.vault, here.table_id).invitable]


def test_representatives_are_added_together_and_taken_off_again_each_with_a_line_in_the_trail(
    here: Room,
) -> None:
    asked = ("Ann", "Bea", "Cy")
    for name in asked:
        board.nominate(here.vault, agency_id=POLICE, name=name)
    ids = {i.name: i.id for i in meeting_view(here.vault, here.table_id).invitable}
    here.expect("  bea ", agency_id=POLICE)
    before = _events(here)
    gone = RepresentativeId("nobody")
    signoff.add_representatives(
        here.vault, here.table_id, (ids["Cy"], gone, ids["Ann"], ids["Bea"], ids["Cy"])
    )
    assert [a.name for a in _listed(here)] == ["bea", "Cy", "Ann"]
    assert _events(here)[len(before) :] == ["attendee.added"] * 2
    signoff.add_representatives(here.vault, here.table_id, tuple(ids.values()))
    assert len(_listed(here)) == 3, "twice is once"
    signoff.remove_representatives(here.vault, here.table_id, tuple(ids.values()))
    assert [a.name for a in _listed(here)] == ["bea"]
    assert _events(here)[len(before) + 2 :] == ["attendee.removed"] * 2


def _listed(here: Room) -> tuple[Attendee, ...]:
    with here.vault.reading() as tx:
        return tx.round_tables.get(here.table_id).attendees


def _events(here: Room) -> list[str]:
    with here.vault.reading() as tx:
        return [entry.event for entry in reversed(tx.trail())]


def test_agencies_that_the_audit_asks_come_first(here: Room) -> None:
    board.nominate(here.vault, agency_id=AgencyId("cafcass"), name="Zed")
    board.nominate(here.vault, agency_id=POLICE, name="Ann")
    with here.vault.transaction() as tx:
        tx.audits.put(replace(tx.audits.get(here.audit_id), agencies=(POLICE,)))
        tx.log("audit.edited", here.audit_id)
    assert [i.name for i in meeting_view(here.vault, here.table_id).invitable] == ["Ann", "Zed"]


def test_progress_is_counted_and_what_is_open_is_named_without_its_reason(here: Room) -> None:
    here.open()
    first = here.case_ids[0]
    finish_step(here.vault, here.table_id, first, Step.WHO)
    skip_step(here.vault, here.table_id, first, Step.HEADLINES, "Amelia was talked about before")
    view = meeting_view(here.vault, here.table_id)
    case = next(c for c in view.progress if c.case_id == first)
    assert (case.done, case.of) == (2, 8)
    assert "Agency headlines: skipped" in case.unfinished and "Chronology: not reached" in case.unfinished
    other = next(c for c in view.progress if c.case_id != first)
    assert other.unfinished == ("not started",)
    assert "Amelia" not in repr(view)


def test_the_curtain_knows_who_waits_and_who_is_expected(here: Room) -> None:
    assert curtain.curtain_view(here.vault) is None, "none is open"
    for name in ("Ben Okoro", "Cleo Grant"):
        here.expect(name)
    here.expect("Dan Remote", capacity=Capacity.REMOTE)
    refuser = here.expect("Eve Unwilling")
    here.open("Ana Reed")
    signoff.refuse_statement(here.vault, here.table_id, refuser, "")
    signoff.record_arrival(here.vault, here.table_id, here.attendees["Ben Okoro"])
    view = curtain.curtain_view(here.vault)
    assert view is not None and view.round_table_id == here.table_id and not view.has_pin
    assert [w.name for w in view.unsigned] == ["Ben Okoro"]
    assert [w.name for w in view.expected] == ["Cleo Grant"]
    curtain.set_pin(here.vault, here.table_id, "1234")
    curtain.draw_curtain(here.vault, here.table_id)
    view = curtain.curtain_view(here.vault)
    assert view is not None and view.has_pin and view.is_drawn


def test_one_round_table_is_open_at_a_time(here: Room) -> None:
    second = here.plan_again(date(2026, 11, 12))
    here.open()
    with pytest.raises(AnotherMeetingOpen):
        round_tables.open_round_table(here.vault, second)
    round_tables.open_round_table(here.vault, here.table_id)  # again is no harm
    round_tables.pause_round_table(here.vault, here.table_id)
    round_tables.open_round_table(here.vault, second)
    with here.vault.reading() as tx:
        assert tx.round_tables.get(second).state is MeetingState.OPEN


def test_a_concern_is_kept_with_the_table_in_view_then_the_open_one_then_the_newest(here: Room) -> None:
    second = here.plan_again(date(2026, 11, 12))

    def home(asked: str = "") -> RoundTableId:
        found = concern_home_view(here.vault, RoundTableId(asked))
        assert found is not None
        return found.round_table_id

    assert home() == second
    here.open()
    assert home() == here.table_id
    assert home(second) == second
    found = concern_home_view(here.vault, here.table_id)
    assert found is not None and {c for c, _name in found.case_names} == set(here.case_ids)


def test_without_a_round_table_there_is_no_place_for_a_concern(here: Room) -> None:
    with here.vault.transaction() as tx:
        tx.round_tables.remove(here.table_id)
        tx.log("meeting.edited", here.table_id)
    assert concern_home_view(here.vault) is None


def test_a_concern_is_written_on_and_a_handover_keeps_its_name(here: Room) -> None:
    concern = ConcernId(raise_concern(here.vault, here.table_id, who="", what="Alone").made)
    edit_concern(
        here.vault, here.table_id, concern, who="The youngest", what="Alone since Sunday", handed_to="Ru"
    )
    (stored,) = concerns_view(here.vault, here.table_id)
    assert (stored.who, stored.what, stored.handed_to) == ("The youngest", "Alone since Sunday", "Ru")
    assert stored.is_open and stored.handed_at is None, "a name that is being typed is no handover"
    hand_over_concern(here.vault, here.table_id, concern, "Ruth Abara")
    edit_concern(here.vault, here.table_id, concern, who="", what="More", handed_to="Somebody else")
    assert concerns_view(here.vault, here.table_id)[0].handed_to == "Ruth Abara"
    with pytest.raises(ConcernTextMissing):
        edit_concern(here.vault, here.table_id, concern, who="", what=" ", handed_to="")
    assert concerns_view(here.vault, here.table_id)[0].what == "More"


def test_the_slip_says_who_what_and_when_and_that_it_is_restricted(here: Room) -> None:
    concern = ConcernId(
        raise_concern(
            here.vault, here.table_id, who="The youngest", what="Alone since Sunday", case_id=here.case_ids[0]
        ).made
    )
    open_slip = _text(concern_slip(here.vault, Paper(), here.table_id, concern))
    assert "Not handed over yet" in open_slip and "Restricted: urgent concern" in open_slip
    hand_over_concern(here.vault, here.table_id, concern, "Ruth Abara")
    slip = _text(concern_slip(here.vault, Paper(), here.table_id, concern))
    for words in ("The youngest", "Alone since Sunday", "Ruth Abara", "Not acknowledged yet"):
        assert words in slip
    with here.vault.reading() as tx:
        assert "concern.slip_made" in [entry.event for entry in tx.trail(3)]


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))
    finally:
        document.close()
