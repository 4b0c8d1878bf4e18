"""Finding through the gate: where hits lead, what is closed when, and that closed texts are never looked through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from roundtable.actions import curtain, lessons, round_tables, signoff, walkthrough
from roundtable.actions.audits import audit_view
from roundtable.actions.demonstration import prepare
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.actions.search import MOST_SHOWN, Closed, FoundView, prepare_search, search_view
from roundtable.domain.bookmark import Page
from roundtable.domain.errors import SearchIndexBroken
from roundtable.domain.ids import AttendeeId, AuditId, CaseId, RoundTableId
from roundtable.domain.lessons import Evidence, EvidenceKind, LessonKind
from roundtable.domain.passages import FREE, PassageKind
from roundtable.domain.report_edits import PAGE_ONE, TextEdit, case_comment
from roundtable.domain.signoff import Declaration, Interest, Method, Outcome, Signature
from roundtable.domain.walkthrough import Step
from roundtable.storage import transaction
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults


class Meeting:
    """A planned round table over the demonstration's cases, and another audit beside it."""

    def __init__(self, path: Path) -> None:
        self.vault, _ = vaults.make(path)
        self.audit = prepare(self.vault, demonstration_pack(), demonstration_script())
        made = round_tables.plan_round_table(
            self.vault, self.audit, round_tables.MeetingDetails(date(2026, 10, 8))
        )
        self.table = RoundTableId(made.made)
        self.ana = AttendeeId(signoff.add_attendee(self.vault, self.table, name="Ana Reed").made)
        self.cases = tuple(c.id for c in audit_view(self.vault, self.audit).cases)
        with self.vault.transaction() as tx:
            tx.audits.put(replace(tx.audits.get(self.audit), id=AuditId("other"), title="Exploitation"))
            tx.cases.put(vaults.case(9, "other", "A walrus by the harbour."))
            for case_id, beast in zip(self.cases, ("walrus", "ocelot"), strict=False):
                case = tx.cases.get(case_id)
                tx.cases.put(replace(case, background=f"A {beast} was seen. {case.background}"))

    def open(self) -> None:
        round_tables.open_round_table(self.vault, self.table)

    def sign(self, *declarations: Declaration) -> None:
        shown = signoff.signing_view(self.vault, self.table, self.ana).statement.sha256
        signed = Signature(Method.TYPED, typed_name="Ana Reed")
        signoff.sign_statement(
            self.vault, self.table, self.ana, shown_sha256=shown, signature=signed, declarations=declarations
        )

    def find(self, typed: str, **how: bool) -> FoundView:
        return search_view(self.vault, typed, **how)

    def found(self, typed: str, **how: bool) -> set[str]:
        """What was found, by record: audit and page's case."""
        return {f"{h.audit_id}/{h.place.case_id}" for h in self.find(typed, **how).hits}


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Meeting]:
    made = Meeting(tmp_path / "board.roundtable")
    yield made
    made.vault.close()


def test_alone_the_facilitator_finds_everything_and_is_led_to_its_page(meeting: Meeting) -> None:
    view = meeting.find("walrus")
    assert view.closed is Closed.NOTHING
    assert {h.audit_id for h in view.hits} == {meeting.audit, "other"}
    mine = next(h for h in view.hits if h.audit_id == meeting.audit)
    assert (mine.place.page, mine.place.section, mine.place.case_id) == (
        Page.CASE,
        "details",
        meeting.cases[0],
    )
    assert mine.where.startswith("Case 1 · ")
    assert ("walrus", True) in mine.said
    event = next(h for h in view.hits if h.kind is PassageKind.EVENT)
    assert (event.place.section, event.place.case_id) == ("events", "case9")


def test_nothing_typed_finds_nothing(meeting: Meeting) -> None:
    assert meeting.find("   ").hits == ()


def test_at_the_table_a_hit_leads_to_the_step_and_is_called_by_label(meeting: Meeting) -> None:
    meeting.open()
    meeting.sign()
    walkthrough.note_chronology(meeting.vault, meeting.table, meeting.cases[0], "Two years of badgers.")
    (hit,) = meeting.find("badgers").hits
    assert (hit.place.page, hit.place.step) == (Page.STEP, Step.CHRONOLOGY)
    assert (hit.place.round_table_id, hit.place.case_id) == (meeting.table, meeting.cases[0])
    assert hit.where.startswith("Child ")


def test_before_everybody_has_signed_no_case_is_looked_through(meeting: Meeting) -> None:
    meeting.open()
    for _ in range(2):
        view = meeting.find("walrus")
        assert view.hits == () and view.closed is Closed.ALL_CASES
        signoff.record_arrival(meeting.vault, meeting.table, meeting.ana)
    titles = meeting.find("exploitation")
    assert {h.kind for h in titles.hits} == {PassageKind.AUDIT}
    meeting.sign()
    assert meeting.found("walrus") == {f"{meeting.audit}/{meeting.cases[0]}"}, "of this audit alone"
    assert meeting.find("walrus").closed is Closed.OTHER_AUDITS
    curtain.draw_curtain(meeting.vault, meeting.table)
    assert meeting.find("walrus").closed is Closed.ALL_CASES
    assert meeting.find("walrus").hits == ()


def test_every_word_of_every_text_is_closed_while_somebody_has_not_signed(meeting: Meeting) -> None:
    words = {"walrus", "ocelot", "mother", "school", "child", "police", "the", "Ana"}
    assert any(meeting.find(word).hits for word in words)
    meeting.open()
    signoff.record_arrival(meeting.vault, meeting.table, meeting.ana)
    for word in words:
        assert {h.kind for h in meeting.find(word).hits} <= FREE


def test_while_somebody_recused_is_here_their_case_is_left_out(meeting: Meeting) -> None:
    meeting.open()
    meeting.sign(Declaration(Interest.KNOWS_FAMILY, meeting.cases[1], "", Outcome.LEAVES))
    assert meeting.found("walrus") and not meeting.found("ocelot")
    assert meeting.find("ocelot").closed is Closed.A_CASE
    signoff.record_recused_left(meeting.vault, meeting.table, meeting.ana, meeting.cases[1])
    assert meeting.found("ocelot")


def test_a_lesson_is_closed_with_every_case_that_it_tells_of(meeting: Meeting) -> None:
    first, second = (CaseId(case) for case in meeting.cases[:2])
    about = Evidence(EvidenceKind.CASE, second)
    lessons.capture_lesson(
        meeting.vault, meeting.audit, kind=LessonKind.SYSTEM, text="Of its own: heron.", case_id=second
    )
    lessons.capture_lesson(
        meeting.vault, meeting.audit, kind=LessonKind.SYSTEM, text="Rests on two: heron.",
        case_id=first, evidence=(Evidence(EvidenceKind.CASE, first), about),
    )  # fmt: skip
    lessons.capture_lesson(
        meeting.vault, meeting.audit, kind=LessonKind.SYSTEM, text="Of the other: heron.", case_id=first
    )
    meeting.open()
    meeting.sign(Declaration(Interest.KNOWS_FAMILY, second, "", Outcome.LEAVES))
    (hit,) = meeting.find("heron").hits
    assert "Of the other" in "".join(words for words, _ in hit.said)
    signoff.record_recused_left(meeting.vault, meeting.table, meeting.ana, second)
    assert len(meeting.find("heron").hits) == 3
    assert all(h.item for h in meeting.find("heron").hits)


def test_texts_of_the_report_are_found_behind_the_gate_of_the_whole_report(meeting: Meeting) -> None:
    second = CaseId(meeting.cases[1])
    with meeting.vault.transaction() as tx:
        work = tx.report_works.get(meeting.audit)
        texts = (TextEdit(PAGE_ONE, "A pelican on page one."), TextEdit(case_comment(second), "A pelican."))
        tx.report_works.put(replace(work, edits=replace(work.edits, texts=texts)))
    found = meeting.find("pelican").hits
    assert {h.kind for h in found} == {PassageKind.REPORT_TEXT}
    assert {h.item for h in found} == {PAGE_ONE, case_comment(second)}
    meeting.open()
    assert meeting.find("pelican").hits == ()
    meeting.sign(Declaration(Interest.KNOWS_FAMILY, second, "", Outcome.LEAVES))
    assert meeting.find("pelican").hits == ()
    signoff.record_recused_left(meeting.vault, meeting.table, meeting.ana, second)
    assert len(meeting.find("pelican").hits) == 2


def test_a_new_version_of_the_statement_closes_what_could_be_found(meeting: Meeting) -> None:
    meeting.open()
    meeting.sign()
    assert meeting.found("walrus")
    signoff.change_statement(meeting.vault, meeting.table, "Another statement", ("I keep it to myself.",))
    assert meeting.find("walrus").hits == () and meeting.find("walrus").closed is Closed.ALL_CASES
    meeting.sign()
    assert meeting.found("walrus")


def test_private_notes_are_found_on_a_screen_that_the_room_does_not_see(meeting: Meeting) -> None:
    meeting.open()
    meeting.sign()
    case = CaseId(meeting.cases[0])
    walkthrough.note_privately(meeting.vault, meeting.table, case, Step.GRADE, "Ask about the hedgehog.")
    (hit,) = meeting.find("hedgehog").hits
    assert (hit.kind, hit.place.step) == (PassageKind.PRIVATE, Step.GRADE)
    mirrored = meeting.find("hedgehog", is_mirrored=True)
    assert mirrored.hits == () and mirrored.closed is Closed.MIRRORED
    assert {h.kind for h in meeting.find("exploitation", is_mirrored=True).hits} == {PassageKind.AUDIT}


def test_at_most_fifty_are_shown_and_hits_of_one_case_stand_together(meeting: Meeting) -> None:
    view = meeting.find("the")
    assert len(view.hits) == MOST_SHOWN and view.is_more
    wheres = [h.where for h in view.hits]
    assert sum(a != b for a, b in pairwise(wheres)) == len(set(wheres)) - 1


def test_an_index_that_is_gone_is_made_anew_and_leaves_no_line_in_the_trail(meeting: Meeting) -> None:
    before = meeting.vault.anchor()
    with meeting.vault._held.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE passage_words")
    assert meeting.found("walrus")
    assert meeting.vault.anchor() == before


def test_a_long_file_is_made_ready_in_parts_and_says_how_far_it_is(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "MADE_AT_ONCE", 1)
    with meeting.vault._held.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE passage_words")
    view = meeting.find("walrus")
    assert view.hits == () and view.making is not None
    assert 0 < view.making.done < view.making.total
    while not prepare_search(meeting.vault).is_done:
        pass
    assert meeting.found("walrus")
    before = meeting.vault.anchor()
    assert prepare_search(meeting.vault).is_done and meeting.vault.anchor() == before


def test_in_a_file_that_cannot_be_written_a_missing_index_is_told(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meeting.vault._held.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE passage_words")
    monkeypatch.setattr(VaultFile, "is_read_only", True)
    with pytest.raises(SearchIndexBroken):
        meeting.find("walrus")
