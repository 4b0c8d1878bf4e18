"""No case content while somebody present has not signed: every path there is (DOMAIN 3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.domain.errors import CurtainDrawn, NobodyPresent, NotEverybodySigned, RecusedStillPresent
from roundtable.domain.ids import AttendeeId
from roundtable.domain.round_table import (
    MeetingState,
    RoundTable,
    arrive,
    close_meeting,
    is_content_open,
    leave,
    open_meeting,
    pause_meeting,
    require_content_open,
)
from roundtable.domain.signing_errors import (
    AlreadySigned,
    AttendeeNotPresent,
    SignatureEmpty,
    SignatureMissing,
    SignatureTooShort,
    StatementChanged,
    VoidReasonMissing,
)
from roundtable.domain.signoff import (
    Declaration,
    Interest,
    Method,
    Outcome,
    Signature,
    amend_statement,
    record_back_from_case,
    record_left_for_case,
    refuse,
    sign,
    void,
)
from roundtable.domain.walkthrough import Step
from tests.domain.meetings import CASES, DRAWN, at, opened, signed, table

ANA, BEN = AttendeeId("Ana"), AttendeeId("Ben")


def walking(made: RoundTable) -> RoundTable:
    """The walkthrough has left the sign-off step."""
    return replace(made, position=replace(made.position, step=Step.WHO, case_id=CASES[0]))


def test_before_the_meeting_the_facilitator_is_alone_with_the_cases() -> None:
    require_content_open(table("Ana"))


def test_an_open_meeting_with_nobody_recorded_shows_nothing() -> None:
    with pytest.raises(NobodyPresent):
        require_content_open(open_meeting(table("Ana"), at(0)))


def test_one_missing_signature_closes_the_cases() -> None:
    made = signed(opened("Ana", "Ben"), "Ana")
    with pytest.raises(NotEverybodySigned) as raised:
        require_content_open(made)
    assert raised.value.details["count"] == 1
    require_content_open(signed(made, "Ben"))


def test_a_late_arrival_draws_the_curtain_until_signed_and_lifted() -> None:
    made = walking(signed(leave(opened("Ana", "Ben"), BEN, at(1)), "Ana"))
    require_content_open(made)
    late = arrive(made, BEN, at(40))
    assert late.is_curtain_drawn
    with pytest.raises(NotEverybodySigned):
        require_content_open(late)
    now_signed = signed(late, "Ben")
    with pytest.raises(CurtainDrawn):
        require_content_open(now_signed)
    require_content_open(replace(now_signed, is_curtain_drawn=False))


def test_a_late_arrival_who_leaves_again_needs_no_signature() -> None:
    late = arrive(walking(signed(leave(opened("Ana", "Ben"), BEN, at(1)), "Ana")), BEN, at(40))
    gone = replace(leave(late, BEN, at(41)), is_curtain_drawn=False)
    require_content_open(gone)


def test_coming_back_after_having_signed_draws_no_curtain() -> None:
    made = walking(signed(signed(opened("Ana", "Ben"), "Ana"), "Ben"))
    back = arrive(leave(made, BEN, at(30)), BEN, at(35))
    assert not back.is_curtain_drawn
    assert [(s.arrived_at, s.left_at) for s in back.attendee(BEN).stays] == [
        (at(0), at(30)),
        (at(35), None),
    ]
    require_content_open(back)


def test_a_changed_statement_has_to_be_signed_again_and_old_signatures_keep_the_old_text() -> None:
    made = signed(opened("Ana"), "Ana")
    old = made.sheet.sign_offs[0].statement_sha256
    changed = replace(made, sheet=amend_statement(made.sheet, "Before we start", ("A new clause.",)))
    assert changed.sheet.statement.version == 2
    assert changed.sheet.sign_offs[0].statement_sha256 == old == changed.sheet.earlier_statements[0].sha256
    with pytest.raises(NotEverybodySigned):
        require_content_open(changed)
    require_content_open(signed(changed, "Ana"))


def test_before_the_first_signature_a_changed_statement_stays_version_one() -> None:
    sheet = amend_statement(opened("Ana").sheet, "Before we start", ("A new clause.",))
    assert (sheet.statement.version, sheet.earlier_statements) == (1, ())


def test_what_was_shown_must_be_what_is_in_force() -> None:
    made = opened("Ana")
    stale = made.sheet.statement.sha256
    sheet = amend_statement(signed(made, "Ana").sheet, "Title", ("Other words.",))
    with pytest.raises(StatementChanged):
        sign(
            sheet,
            ANA,
            shown_sha256=stale,
            signature=DRAWN,
            declarations=(),
            present=(ANA,),
            remote=False,
            case_ids=CASES,
            now=at(2),
        )


def test_somebody_who_refuses_leaves_and_no_longer_closes_the_cases() -> None:
    made = signed(opened("Ana", "Ben"), "Ana")
    refused = leave(replace(made, sheet=refuse(made.sheet, BEN, "Not for me.", at(3))), BEN, at(3))
    assert refused.sheet.has_refused(BEN)
    require_content_open(refused)


def test_a_recused_attendees_case_opens_only_when_they_are_out_of_the_room() -> None:
    out = Declaration(Interest.CASE_HOLDER, CASES[1], "", Outcome.LEAVES)
    made = signed(signed(opened("Ana", "Ben"), "Ana"), "Ben", out)
    require_content_open(made, CASES[0])
    with pytest.raises(RecusedStillPresent):
        require_content_open(made, CASES[1])
    gone = replace(made, sheet=record_left_for_case(made.sheet, BEN, CASES[1], at(60)))
    require_content_open(gone, CASES[1])
    back = replace(gone, sheet=record_back_from_case(gone.sheet, BEN, CASES[1], at(70)))
    with pytest.raises(RecusedStillPresent):
        require_content_open(back, CASES[1])


def test_staying_without_grading_keeps_the_case_open_and_takes_the_vote() -> None:
    stays = Declaration(Interest.KNOWS_FAMILY, CASES[0], "", Outcome.NO_GRADING)
    made = signed(opened("Ana"), "Ana", stays)
    require_content_open(made, CASES[0])
    assert not made.sheet.grades_on(ANA, CASES[0])
    assert made.sheet.grades_on(ANA, CASES[1])


def test_an_interest_in_every_case_recuses_from_every_case_and_the_strictest_wins() -> None:
    every = Declaration(Interest.LINKED_WORK, outcome=Outcome.NO_GRADING)
    one = Declaration(Interest.KNOWS_FAMILY, CASES[0], "", Outcome.LEAVES)
    made = signed(opened("Ana"), "Ana", every, one)
    assert {r.case_id: r.outcome for r in made.sheet.recusals} == {
        CASES[0]: Outcome.LEAVES,
        CASES[1]: Outcome.NO_GRADING,
    }


def test_a_voided_signature_no_longer_counts_and_is_kept() -> None:
    made = signed(opened("Ana"), "Ana")
    with pytest.raises(VoidReasonMissing):
        void(made.sheet, ANA, "  ", at(5))
    voided = replace(made, sheet=void(made.sheet, ANA, "Signed in the wrong row", at(5)))
    with pytest.raises(NotEverybodySigned):
        require_content_open(voided)
    assert voided.sheet.sign_offs[0].void_reason == "Signed in the wrong row"
    again = signed(voided, "Ana")
    require_content_open(again)
    assert len(again.sheet.sign_offs) == 2
    with pytest.raises(SignatureMissing):
        void(voided.sheet, BEN, "Nobody", at(6))


def test_signing_twice_from_outside_or_with_an_empty_pad_is_refused() -> None:
    made = signed(opened("Ana"), "Ana")
    with pytest.raises(AlreadySigned):
        signed(made, "Ana")
    with pytest.raises(AttendeeNotPresent):
        signed(open_meeting(table("Ana"), at(0)), "Ana")
    with pytest.raises(SignatureTooShort):
        Signature(Method.DRAWN, (((0.1, 0.1, 0.01),) * 7,)).check()
    with pytest.raises(SignatureEmpty) as nothing:
        Signature(Method.DRAWN).check()
    assert not isinstance(nothing.value, SignatureTooShort)


def test_pausing_goes_back_to_preparation_and_closing_sends_everybody_home() -> None:
    made = opened("Ana")
    assert not is_content_open(made)
    assert is_content_open(pause_meeting(made, at(200)))
    closed = close_meeting(made, at(240), "Done")
    assert (closed.state, closed.present) == (MeetingState.CLOSED, ())


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["arrive", "leave", "sign", "refuse", "void", "amend", "recuse", "out", "back"]),
        st.sampled_from(["Ana", "Ben", "Cleo"]),
    ),
    max_size=25,
)


@given(OPERATIONS)
def test_whatever_happens_open_content_means_everybody_present_has_signed(
    steps: list[tuple[str, str]],
) -> None:
    made = walking(open_meeting(table("Ana", "Ben", "Cleo"), at(0)))
    for minute, (what, name) in enumerate(steps, 1):
        made = _happen(made, what, name, minute)
        if not is_content_open(made, CASES[0]):
            continue
        assert made.present
        signatures = [s for s in made.sheet.sign_offs if s.is_valid]
        for attendee in made.present:
            mine = [s for s in signatures if s.attendee_id == attendee.id]
            assert any(s.statement_sha256 == made.sheet.statement.sha256 for s in mine)
            recusal = made.sheet.recusal_of(attendee.id, CASES[0])
            assert recusal is None or recusal.outcome is not Outcome.LEAVES or recusal.left_at


def _happen(made: RoundTable, what: str, name: str, minute: int) -> RoundTable:
    who = AttendeeId(name)
    here = made.attendee(who).is_here
    leaves = Declaration(Interest.OTHER, CASES[0], "", Outcome.LEAVES)
    if what == "arrive":
        return replace(arrive(made, who, at(minute)), is_curtain_drawn=False)
    if what == "leave":
        return leave(made, who, at(minute))
    if what in ("sign", "recuse") and here and not made.sheet.has_signed(who):
        return signed(made, name, *([leaves] if what == "recuse" else []))
    if what == "refuse" and not made.sheet.has_signed(who):
        return leave(replace(made, sheet=refuse(made.sheet, who, "", at(minute))), who, at(minute))
    if what == "void" and made.sheet.has_signed(who):
        return replace(made, sheet=void(made.sheet, who, "Again", at(minute)))
    if what == "amend":
        return replace(made, sheet=amend_statement(made.sheet, "T", (f"Clause of minute {minute}",)))
    if what == "out":
        return replace(made, sheet=record_left_for_case(made.sheet, who, CASES[0], at(minute)))
    if what == "back":
        return replace(made, sheet=record_back_from_case(made.sheet, who, CASES[0], at(minute)))
    return made
