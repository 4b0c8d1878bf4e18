"""The grade for the case: spread and no mean, reason, dissent, shown to the room only when wanted."""

from __future__ import annotations

from PySide6.QtTest import QTest

from roundtable.actions.questions import question_view
from roundtable.actions.signoff import sign_statement, signing_view, void_signature
from roundtable.domain.ids import CaseId
from roundtable.domain.signoff import Declaration, Interest, Method, Outcome, Signature
from roundtable.ui.widgets.labels import Text
from tests.ui.meeting_stage import Stage


def recuse_everybody_of(stage: Stage, agency: str, case_id: CaseId) -> None:
    """They sign again and say that they know the family; they stay and take no part in grading."""
    with stage.vault.reading() as tx:
        attendees = [a for a in tx.round_tables.get(stage.table).attendees if a.agency_id == agency]
    assert attendees
    for attendee in attendees:
        void_signature(stage.vault, stage.table, attendee.id, "An interest was forgotten")
        sign_statement(
            stage.vault,
            stage.table,
            attendee.id,
            shown_sha256=signing_view(stage.vault, stage.table, attendee.id).statement.sha256,
            signature=Signature(Method.TYPED, typed_name=attendee.name),
            declarations=(Declaration(Interest.KNOWS_FAMILY, case_id, "", Outcome.NO_GRADING),),
        )


def test_the_spread_shows_each_agency_at_its_grade_and_no_mean(stage: Stage) -> None:
    screen = stage.open("grade", 1)
    rows = {row.grade: row.agencies for row in screen.spread.rows()}
    assert rows["Outstanding"] == ()
    assert rows["Good"] == ("Police",)
    assert set(rows["Inadequate"]) == {"GP practice", "Housing"}
    told = " ".join(stage.room.last.lines).casefold()
    assert "inadequate: 2 agencies" in told
    assert "average" not in told
    assert "mean" not in told


def test_the_grade_of_a_recused_agency_is_told_as_its_returns_and_counts_nowhere(stage: Stage) -> None:
    recuse_everybody_of(stage, "police", stage.cases[1])
    screen = stage.open("grade", 1)
    rows = {row.grade: row.agencies for row in screen.spread.rows()}
    assert rows["Good"] == ()
    told = "Good, from its return; representative recused"
    assert told in [text.text() for text in screen.answers.findChildren(Text)]
    assert f"Police: {told}" in stage.room.last.lines
    assert "Good: 0 agencies" in stage.room.last.lines


def test_questions_left_open_are_counted_and_lead_back(stage: Stage) -> None:
    screen = stage.open("grade", 1)
    assert screen.open_questions.isVisible()
    assert "13 questions of 13 without an answer" in screen.open_questions.message.text()


def test_the_agreed_grade_is_stored_and_the_step_completed(stage: Stage) -> None:
    screen = stage.open("grade", 1)
    screen.form.tiles.tiles[3].click()
    QTest.keyClicks(screen.form.seen_editors[0], "Nobody read the contacts together")
    screen.do_primary()
    stage.settle()
    judgement = question_view(stage.vault, stage.table, stage.cases[1]).judgement
    assert (judgement.grade_id, judgement.seen) == ("inadequate", "Nobody read the contacts together")
    assert stage.navigator.here is not None
    assert stage.navigator.here.key == "urgent"


def test_a_grade_no_agency_gave_wants_a_reason(stage: Stage) -> None:
    screen = stage.open("grade", 1)
    screen.form.tiles.tiles[0].click()
    screen.do_primary()
    assert stage.navigator.screen is screen
    assert screen.form.reason_field.error()


def test_no_grade_at_all_is_said(stage: Stage) -> None:
    screen = stage.open("grade", 1)
    screen.do_primary()
    assert "Choose a grade" in screen.page.errors.texts()[0]


def test_grade_and_reason_reach_the_room_only_when_shown_and_by_label(stage: Stage) -> None:
    with stage.vault.reading() as tx:
        child = tx.cases.get(stage.cases[1]).index_child
    assert child is not None
    forename = child.name.split()[0]
    screen = stage.open("grade", 1)
    screen.form.tiles.tiles[3].click()
    QTest.keyClicks(screen.form.reason, f"{child.name} was not seen alone")
    screen.flush()
    assert not any("Agreed" in line for line in stage.room.last.lines)
    screen.show_button.click()
    assert "Agreed: Inadequate" in stage.room.last.lines
    assert f"{screen.case_name} was not seen alone" in stage.room.last.lines
    assert forename not in stage.room.texts()
    screen.show_button.click()
    assert not any("Agreed" in line for line in stage.room.last.lines)
