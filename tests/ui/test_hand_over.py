"""The page in the attendee's hands: three ways to sign, interests, refusal, and no way out but the PIN."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions.signoff import add_attendee, change_statement, record_arrival
from roundtable.domain.signoff import Interest, Method, Outcome
from roundtable.ui.widgets.error_link import ErrorLink
from tests.ui import accessibility
from tests.ui.room_stage import PIN, RoomStage, draw_signature


def declare_none(page) -> None:
    page.card.interest.tiles[0].click()


def test_somebody_signs_on_the_pad_and_the_next_person_takes_over(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    assert "Karen Whitlow" in room.words() and "I will not record, photograph" in room.words()
    declare_none(page)
    draw_signature(page.card.pad)
    room.click(page.footer.primary)
    signed = room.table.sheet.sign_off_of(room.person("Karen").id)
    assert signed is not None and signed.signature.method is Method.DRAWN
    assert len(signed.signature.strokes) == 2
    assert "Thank you, Karen Whitlow" in room.words()
    assert [b.accessibleName() for b in page.after.buttons] == [
        "I sign next: Ngozi Emenike-Clarke",
        "I sign next: Siân Pritchard",
    ]
    room.click(page.after.buttons[0])
    assert "Ngozi Emenike-Clarke" in room.words() and "Karen Whitlow" not in room.words()
    assert page.card.pad.strokes() == () and page.card.interest.value() == ""
    draw_signature(page.card.pad)
    declare_none(page)
    room.click(page.footer.primary)
    assert room.person("Ngozi").has_signed


def test_an_empty_pad_and_a_missing_answer_are_said_and_strokes_survive(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    room.click(page.footer.primary)
    assert page.page.errors.texts() == (
        "Say whether you have an interest to declare",
        "Sign in the box, or choose Type my name",
    )
    for line, words in ((page.card.interest_problem, "Say whether"), (page.card.pad_problem, "Sign in the")):
        assert line.isVisible() and line.text().startswith(words), "beside the control too"
    assert all(w.property("wrong") for w in (page.card.pad, *page.card.interest.tiles))
    page.page.errors.findChildren(ErrorLink)[1].click()
    assert page.card.pad.hasFocus()
    draw_signature(page.card.pad)
    assert page.card.pad_problem.isHidden(), "mended, and said no more"
    drawn = page.card.pad.strokes()
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Say whether you have an interest to declare",)
    assert page.card.pad.strokes() == drawn
    assert not room.person("Karen").has_signed


def test_a_mark_too_short_for_a_signature_is_said_to_be_that(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    declare_none(page)
    page.card.pad.set_strokes((((0.1, 0.5, 0.01), (0.4, 0.5, 0.01)),))
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Sign once more, a little longer, or choose Type my name",)
    assert not room.person("Karen").has_signed


def test_strokes_are_undone_and_cleared(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    draw_signature(page.card.pad)
    room.click(page.card.undo_stroke)
    assert len(page.card.pad.strokes()) == 1
    assert page.undo() and page.card.pad.strokes() == ()
    draw_signature(page.card.pad)
    room.click(page.card.clear_pad)
    assert page.card.pad.strokes() == ()


def test_somebody_types_their_name_and_another_name_is_refused(room: RoomStage) -> None:
    page = room.hand_over("Siân")
    declare_none(page)
    room.click(page.card.to_typed)
    page.card.typed.setText("Somebody Else")
    room.click(page.footer.primary)
    assert page.card.typed_field.error() and not room.person("Siân").has_signed
    assert page.card.typed.text() == "Somebody Else", "what was typed stays"
    page.card.typed.setText("  siân  pritchard ")
    room.click(page.footer.primary)
    signed = room.table.sheet.sign_off_of(room.person("Siân").id)
    assert signed is not None and signed.signature.method is Method.TYPED


@pytest.mark.parametrize("typed", ["Sian Pritchard", "sian  pritchard", "SIAN PRITCHARD"])
def test_a_name_is_typed_without_its_accents_and_enter_signs(room: RoomStage, typed: str) -> None:
    page = room.hand_over("Siân")
    declare_none(page)
    room.click(page.card.to_typed)
    QTest.keyClicks(page.card.typed, typed)
    room.key(Qt.Key.Key_Return)
    assert room.person("Siân").has_signed


def test_what_was_drawn_comes_back_after_typing_was_tried_in_a_window_of_another_size(
    room: RoomStage,
) -> None:
    page = room.hand_over("Karen")
    declare_none(page)
    draw_signature(page.card.pad)
    drawn = page.card.pad.strokes()
    room.click(page.card.to_typed)
    for size in ((1000, 700), (1366, 768)):
        room.window.resize(*size)
        room.settle()
        assert page.card.pad.strokes() == drawn
    room.click(page.card.to_pad)
    room.click(page.footer.primary)
    signed = room.table.sheet.sign_off_of(room.person("Karen").id)
    assert signed is not None and signed.signature.strokes == drawn


def test_somebody_signs_on_paper(room: RoomStage) -> None:
    page = room.hand_over("Siân")
    declare_none(page)
    room.click(page.card.to_paper)
    assert not page.card.pad.isVisible() and page.card.paper.isVisible()
    room.click(page.footer.primary)
    signed = room.table.sheet.sign_off_of(room.person("Siân").id)
    assert signed is not None and signed.signature.method is Method.PAPER


def test_interests_are_declared_one_by_one_and_name_cases_by_label(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    page.card.interest.tiles[1].click()
    room.settle()
    draw_signature(page.card.pad)
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Tick the interest that you declare",)
    knows = next(row for row in page.interests.rows if row.interest is Interest.KNOWS_FAMILY)
    knows.tick.click()
    words = [words for _key, words in knows.case.choices()]
    assert words[0] == "Choose the case" and words[-1] == "Every case"
    assert all(w.startswith("Child ") for w in words[1:-1])
    room.click(page.footer.primary)
    assert page.page.errors.texts() == ("Choose the case, or “Every case”",), "nothing is chosen for them"
    assert not room.person("Karen").has_signed and page.card.pad.strokes()
    knows.case.set_value(str(room.cases[1]))
    assert knows.outcome.value() == Outcome.LEAVES.value, "the careful outcome is offered first"
    knows.note.setText("Neighbour")
    room.click(page.footer.primary)
    recusal = room.table.sheet.recusal_of(room.person("Karen").id, room.cases[1])
    assert recusal is not None and recusal.outcome is Outcome.LEAVES
    declared = room.table.sheet.sign_off_of(room.person("Karen").id)
    assert declared is not None and [d.note for d in declared.declarations] == ["Neighbour"]


def test_who_does_not_attend_is_recorded_as_leaving(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    page.card.interest.tiles[1].click()
    page.interests.rows[0].tick.click()
    page.interests.rows[0].outcome.set_value(Outcome.DOES_NOT_ATTEND.value)
    draw_signature(page.card.pad)
    room.click(page.footer.primary)
    assert room.person("Karen").has_signed and not room.person("Karen").is_here


def test_refusing_is_recorded_with_its_reason_and_the_person_leaves(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    room.click(page.disagree)
    room.click(page.refusal.back)
    assert page.card.isVisible(), "one can go back to the statement"
    room.click(page.disagree)
    page.refusal.reason.setText("My agency has not agreed.")
    room.click(page.refusal.confirm)
    refusals = room.table.sheet.refusals
    assert [(r.attendee_id, r.reason) for r in refusals] == [
        (room.person("Karen").id, "My agency has not agreed.")
    ]
    assert not room.person("Karen").is_here and "You have not signed" in room.words()


def test_a_statement_changed_meanwhile_shows_the_new_text_and_keeps_the_strokes(room: RoomStage) -> None:
    page = room.hand_over("Karen")
    declare_none(page)
    draw_signature(page.card.pad)
    drawn = page.card.pad.strokes()
    # Changed behind the page's back: it still shows the old text.
    change_statement(room.vault, room.table_id, "Before we start", ("A stricter clause.",))
    room.click(page.footer.primary)
    assert not room.person("Karen").has_signed
    assert page.changed_note.isVisible() and "A stricter clause." in room.words()
    assert page.card.pad.strokes() == drawn
    room.click(page.footer.primary)
    assert room.person("Karen").has_signed


def test_leaving_takes_the_pin_and_after_three_wrong_ones_the_passphrase(room: RoomStage) -> None:
    from tests.storage import vaults

    room.open("sign")
    page = room.hand_over("Karen")
    assert not room.window.rail.isVisible() and not room.window.header.lock.isVisible()
    room.click(page.out)
    for wrong in ("0000", "1111", "2222"):
        page.leave_card.secret.setText(wrong)
        room.click(page.leave_card.go)
        assert room.navigator.screen is page and page.leave_card.field.error()
        assert page.leave_card.secret.text() == ""
    page.leave_card.secret.setText(PIN)
    room.click(page.leave_card.go)
    assert room.navigator.screen is page, "the PIN no longer does"
    assert "passphrase" in page.leave_card.field.error()
    room.vault._held.clock.forward(seconds=1)  # type: ignore[attr-defined]  # a wrong passphrase makes the next try wait
    page.leave_card.secret.setText(vaults.PASSPHRASE)
    room.click(page.leave_card.go)
    assert room.navigator.here is not None and room.navigator.here.key == "sign"


def test_the_pin_leads_back_and_nothing_else_does(room: RoomStage) -> None:
    room.open("sign")
    page = room.hand_over("Karen")
    for key, modifier in (
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    ):
        room.key(key, modifier)
        assert room.navigator.screen is page
    room.click(page.out)
    room.click(page.leave_card.stay)
    assert not page.leave_card.isVisible()
    room.click(page.out)
    page.leave_card.secret.setText(PIN)
    room.key(Qt.Key.Key_Return)
    assert room.navigator.here is not None and room.navigator.here.key == "sign"


def test_a_very_long_name_is_never_cut_at_the_edge(room: RoomStage) -> None:
    name = "Wilhelmina-Josephine Featherstonehaugh-Cholmondeley of Marylebone"
    add_attendee(room.vault, room.table_id, name=name)
    room.theme.set_zoom(2.0)
    record_arrival(room.vault, room.table_id, room.person("Wilh").id)
    room.refresh()
    room.open("sign")
    assert accessibility.clipped(room.window) == []
    room.hand_over("Wilh")
    assert accessibility.clipped(room.window) == []
    page = room.hand_over("Karen")
    room.sign("Karen")
    assert page.after.isVisible() and accessibility.clipped(room.window) == []


def test_the_room_sees_the_statement_and_a_count_and_no_name(room: RoomStage) -> None:
    room.sign("Ngozi")
    room.hand_over("Karen")
    state = room.room._state
    assert state.footer == "1 of 1 signed" and len(state.lines) == 8
    told = " ".join((state.title, *state.lines, state.footer))
    assert not any(name in told for name in ("Karen", "Ngozi", "Siân", "Joseph"))


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_every_stage_of_the_page_is_readable_and_reachable(room: RoomStage, zoom: float) -> None:
    page = room.hand_over("Karen")
    room.theme.set_zoom(zoom)
    page.card.interest.tiles[1].click()
    page.interests.rows[0].tick.click()
    for prepare in (
        lambda: None,
        page.card.to_typed.click,
        page.card.to_paper.click,
        page.out.click,
        page.disagree.click,
        page.refusal.confirm.click,
    ):
        prepare()
        room.settle()
        assert accessibility.audit(room.window) == []
        assert accessibility.clipped(room.window) == []
    accessibility.tab_ring(room.window)


def test_the_tab_key_goes_through_the_whole_page(room: RoomStage) -> None:
    room.hand_over("Karen")
    stops = accessibility.tab_ring(room.window)
    for name in ("Your signature", "Type my name", "Signed on paper", "I do not agree", "I agree and sign"):
        assert name in stops, stops


def test_an_answer_takes_its_own_problem_away_and_the_next_person_sees_nothing_of_the_last(
    room: RoomStage,
) -> None:
    page = room.hand_over("Karen")
    room.click(page.footer.primary)
    assert len(page.page.errors.texts()) == 2 and page.card.pad_problem.error()
    page.card.interest.tiles[0].click()
    assert len(page.page.errors.texts()) == 1 and page.page.errors.isVisible()
    assert page.card.pad_problem.error() and not page.card.interest_problem.error()
    draw_signature(page.card.pad)
    room.click(page.footer.primary)
    assert not page.page.errors.isVisible()
    assert page.footer.saved.text().startswith("Saved and encrypted")
    room.click(page.after.buttons[0])
    assert page.footer.saved.text() == "" and not page.footer.saved.isVisible()
