"""The gate holds for every view: none of them builds case content while somebody present has not signed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from roundtable.actions import (
    action_plan,
    agency_returns,
    anonymisation,
    chronology,
    confirming,
    curtain,
    drafts,
    event_import,
    intruder_sheet,
    lessons,
    name_spotting,
    papers,
    questions,
    registers,
    report,
    report_edits,
    report_levels,
    round_tables,
    search,
    signoff,
    walkthrough,
    who,
)
from roundtable.actions.audits import audit_view
from roundtable.actions.demonstration import prepare
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import (
    AnotherMeetingOpen,
    CaseClosedToRoom,
    CurtainDrawn,
    NotEverybodySigned,
    RecusedStillPresent,
)
from roundtable.domain.event_table import Matching
from roundtable.domain.ids import AttendeeId, AuditId, CaseId, PersonId, QuestionId, RoundTableId
from roundtable.domain.passages import FREE
from roundtable.domain.round_table import Capacity
from roundtable.domain.signoff import Declaration, Interest, Method, Outcome, Signature
from roundtable.domain.table import Sheet
from roundtable.domain.walkthrough import Step
from roundtable.export.writer import Paper
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults

ACTIONS = Path(registers.__file__).parent


@dataclass
class Meeting:
    """An open round table over the demonstration's cases."""

    vault: VaultFile
    audit_id: AuditId
    table_id: RoundTableId
    case_ids: tuple[CaseId, ...]
    attendees: dict[str, AttendeeId]

    def sign(self, name: str, *declarations: Declaration) -> None:
        shown = signoff.signing_view(self.vault, self.table_id, self.attendees[name]).statement.sha256
        signoff.sign_statement(
            self.vault,
            self.table_id,
            self.attendees[name],
            shown_sha256=shown,
            signature=Signature(Method.TYPED, typed_name=name),
            declarations=declarations,
        )


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Meeting]:
    vault, _code = vaults.make(tmp_path / "board.roundtable")
    audit_id = prepare(vault, demonstration_pack(), demonstration_script())
    made = round_tables.plan_round_table(vault, audit_id, round_tables.MeetingDetails(date(2026, 10, 8)))
    table_id = RoundTableId(made.made)
    names = ("Ana Reed", "Ben Okoro")
    ids = {n: AttendeeId(signoff.add_attendee(vault, table_id, name=n).made) for n in names}
    round_tables.open_round_table(vault, table_id)
    cases = tuple(c.id for c in audit_view(vault, audit_id).cases)
    yield Meeting(vault, audit_id, table_id, cases, ids)
    vault.close()


def content_views(m: Meeting, case_id: CaseId) -> dict[str, Callable[[], object]]:
    """Every view that shows what is in a case."""
    return {
        "case_file_view": lambda: registers.case_file_view(m.vault, case_id),
        "who_view": lambda: who.who_view(m.vault, case_id),
        "peek": lambda: who.peek(m.vault, case_id, PersonId("nobody")),
        "headlines_view": lambda: agency_returns.headlines_view(m.vault, m.table_id, case_id),
        "chronology_view": lambda: chronology.chronology_view(m.vault, case_id),
        "event_import_view": lambda: event_import.event_import_view(
            m.vault, case_id, Sheet("", ()), Matching()
        ),
        "lived_view": lambda: walkthrough.lived_view(m.vault, m.table_id, case_id),
        "step_notes": lambda: walkthrough.step_notes(m.vault, m.table_id, case_id, Step.WHO),
        "questions_view": lambda: questions.questions_view(m.vault, m.table_id, case_id),
        "question_view": lambda: questions.question_view(m.vault, m.table_id, case_id, QuestionId("A1")),
        "draft_view": lambda: drafts.draft_view(m.vault, DraftPlace("event", "", case_id)),
        "evidence_options": lambda: lessons.evidence_options(m.vault, case_id),
    }


def audit_views(m: Meeting) -> dict[str, Callable[[], object]]:
    """Every view of what was learned from all cases."""
    return {
        "lessons_view": lambda: lessons.lessons_view(m.vault, m.audit_id),
        "actions_view": lambda: action_plan.actions_view(m.vault, m.audit_id),
        "review_view": lambda: anonymisation.review_view(m.vault, m.audit_id),
        "confirm_view": lambda: confirming.confirm_view(m.vault, m.audit_id),
        "intruder_view": lambda: intruder_sheet.intruder_view(m.vault, m.audit_id),
        "export_view": lambda: report.export_view(m.vault, m.audit_id),
        "edit_view": lambda: report_edits.edit_view(m.vault, m.audit_id),
        "edit_page_view": lambda: report_edits.edit_page_view(m.vault, Paper(), m.audit_id),
        "papers_view": lambda: papers.papers_view(m.vault, m.audit_id),
        "levels_view": lambda: report_levels.levels_view(m.vault, m.audit_id),
        "spotting_view": lambda: name_spotting.spotting_view(m.vault, m.audit_id),
    }


def all_views(m: Meeting) -> dict[str, Callable[[], object]]:
    return content_views(m, m.case_ids[0]) | audit_views(m)


def open_and_closed(views: dict[str, Callable[[], object]]) -> tuple[set[str], set[str]]:
    closed = set()
    for name, view in views.items():
        try:
            view()
        except CaseClosedToRoom:
            closed.add(name)
    return set(views) - closed, closed


def test_no_view_shows_anything_until_everybody_present_has_signed(meeting: Meeting) -> None:
    views = all_views(meeting)
    assert open_and_closed(views) == (set(), set(views))
    signoff.record_arrival(meeting.vault, meeting.table_id, meeting.attendees["Ben Okoro"])
    meeting.sign("Ana Reed")
    assert open_and_closed(views) == (set(), set(views))
    meeting.sign("Ben Okoro")
    assert open_and_closed(views) == (set(views), set())


def test_a_late_arrival_closes_every_view_until_signed_and_the_curtain_is_lifted(meeting: Meeting) -> None:
    meeting.sign("Ana Reed")
    views = all_views(meeting)
    round_tables.go_to(meeting.vault, meeting.table_id, Step.WHO, meeting.case_ids[0])
    assert open_and_closed(views)[1] == set()
    signoff.record_arrival(meeting.vault, meeting.table_id, meeting.attendees["Ben Okoro"])
    assert open_and_closed(views)[0] == set()
    with pytest.raises(NotEverybodySigned):
        curtain.lift_curtain(meeting.vault, meeting.table_id)
    meeting.sign("Ben Okoro")
    with pytest.raises(CurtainDrawn):
        who.who_view(meeting.vault, meeting.case_ids[0])
    curtain.lift_curtain(meeting.vault, meeting.table_id)
    assert open_and_closed(views)[1] == set()


def test_a_refusal_is_recorded_and_the_person_leaves(meeting: Meeting) -> None:
    meeting.sign("Ana Reed")
    ben = meeting.attendees["Ben Okoro"]
    signoff.record_arrival(meeting.vault, meeting.table_id, ben)
    signoff.refuse_statement(meeting.vault, meeting.table_id, ben, "My agency has not agreed.")
    assert open_and_closed(all_views(meeting))[1] == set()


def test_a_new_statement_version_closes_every_view_again(meeting: Meeting) -> None:
    meeting.sign("Ana Reed")
    signoff.change_statement(meeting.vault, meeting.table_id, "Before we start", ("A stricter clause.",))
    assert open_and_closed(all_views(meeting))[0] == set()


def test_a_recused_attendee_closes_their_case_alone_until_they_have_left(meeting: Meeting) -> None:
    second = meeting.case_ids[1]
    meeting.sign("Ana Reed", Declaration(Interest.KNOWS_FAMILY, second, "", Outcome.LEAVES))
    signoff.record_arrival(meeting.vault, meeting.table_id, meeting.attendees["Ben Okoro"])
    meeting.sign("Ben Okoro")
    assert open_and_closed(content_views(meeting, meeting.case_ids[0]))[1] == set()
    assert open_and_closed(content_views(meeting, second))[0] == set()
    with pytest.raises(RecusedStillPresent):
        who.who_view(meeting.vault, second)
    ana = meeting.attendees["Ana Reed"]
    signoff.record_recused_left(meeting.vault, meeting.table_id, ana, second)
    assert open_and_closed(content_views(meeting, second))[1] == set()
    signoff.record_recused_back(meeting.vault, meeting.table_id, ana, second)
    assert open_and_closed(content_views(meeting, second))[0] == set()


def test_a_remote_attendees_receipt_is_recorded_before_the_meeting(meeting: Meeting) -> None:
    added = signoff.add_attendee(meeting.vault, meeting.table_id, name="Cleo Grant", capacity=Capacity.REMOTE)
    meeting.attendees["Cleo Grant"] = AttendeeId(added.made)
    shown = signoff.signing_view(meeting.vault, meeting.table_id, AttendeeId(added.made)).statement.sha256
    signoff.sign_statement(
        meeting.vault,
        meeting.table_id,
        AttendeeId(added.made),
        shown_sha256=shown,
        signature=Signature(Method.RECEIVED),
    )
    meeting.sign("Ana Reed")
    signoff.record_arrival(meeting.vault, meeting.table_id, AttendeeId(added.made))
    assert open_and_closed(all_views(meeting))[1] == set()


def test_cases_of_another_audit_stay_closed_while_a_meeting_is_open(meeting: Meeting) -> None:
    from roundtable.actions.audits import AuditDetails, prepare_audit

    other = AuditId(prepare_audit(meeting.vault, AuditDetails(title="Exploitation")).made)
    case_id = CaseId(registers.add_case(meeting.vault, other).made)
    meeting.sign("Ana Reed")
    with pytest.raises(AnotherMeetingOpen):
        registers.case_file_view(meeting.vault, case_id)


def test_what_the_room_said_is_stored_even_under_the_curtain(meeting: Meeting) -> None:
    meeting.sign("Ana Reed")
    case_id = meeting.case_ids[0]
    curtain.draw_curtain(meeting.vault, meeting.table_id)
    walkthrough.note_chronology(meeting.vault, meeting.table_id, case_id, "Two years of silence.")
    curtain.lift_curtain(meeting.vault, meeting.table_id)
    notes = walkthrough.step_notes(meeting.vault, meeting.table_id, case_id, Step.CHRONOLOGY)
    assert notes.chronology_note == "Two years of silence."


def test_only_the_one_door_reads_cases() -> None:
    """`tx.cases.get/of/all/find` anywhere else could show a case that the gate keeps closed."""
    reading = {"get", "of", "all", "find"}
    allowed = {"case_access.py", "home.py"}  # home counts cases and names their number
    found = []
    for path in sorted(ACTIONS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in reading
                and ast.unparse(node.value) == "tx.cases"
                and path.name not in allowed
            ):
                found.append(f"{path.name}:{node.lineno}")
    assert not found, f"read cases through case_access: {found}"


def test_every_view_is_in_this_test_or_named_as_free_of_content() -> None:
    """A new view has to be placed: behind the gate (and tested above), or here with its reason."""
    free = {
        "audit_view",  # counts
        "board_view",  # the Board's own details
        "home_view",  # titles and counts
        "hub_view",  # states and labels
        "signing_view",  # the page that opens the gate
        "meeting_view",  # counts, attendees, urgent concerns
        "concern_home_view",  # urgent concerns override confidentiality
        "curtain_view",  # names of attendees who have not signed
        "concerns_view",  # urgent concerns override confidentiality
        "trail_view",  # ids
        "done_since_view",  # ids
        "anchor_view",  # hashes
        "retention_view",  # counts
        "send_view",  # a reference and an address
        "recall_view",  # numbers, times and addresses
        "search_view",  # asks the gate what it may look through: below, and test_search.py
    }
    gated = {n for n in _view_names() if n not in free}
    assert gated <= {
        "case_file_view",
        "draft_view",
        "who_view",
        "headlines_view",
        "chronology_view",
        "event_import_view",
        "lived_view",
        "questions_view",
        "question_view",
        "lessons_view",
        "actions_view",
        "review_view",
        "confirm_view",
        "intruder_view",
        "export_view",
        "edit_view",
        "edit_page_view",
        "papers_view",
        "levels_view",
        "spotting_view",
    }, gated


def _view_names() -> set[str]:
    names = set()
    for path in ACTIONS.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names |= {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.endswith("_view")}
    return names


def test_the_report_tells_every_case_and_waits_for_everybody_who_must_be_out(meeting: Meeting) -> None:
    second = meeting.case_ids[1]
    meeting.sign("Ana Reed", Declaration(Interest.KNOWS_FAMILY, second, "", Outcome.LEAVES))
    whole = set(audit_views(meeting)) - {"lessons_view", "actions_view"}
    assert open_and_closed(audit_views(meeting)) == ({"lessons_view", "actions_view"}, whole)
    signoff.record_recused_left(meeting.vault, meeting.table_id, meeting.attendees["Ana Reed"], second)
    assert open_and_closed(audit_views(meeting))[1] == set()


def test_finding_looks_through_no_case_until_everybody_present_has_signed(meeting: Meeting) -> None:
    def kinds() -> set[str]:
        found = (search.search_view(meeting.vault, word).hits for word in ("mother", "school", "Ana", "the"))
        return {hit.kind for hits in found for hit in hits}

    assert kinds() <= FREE
    signoff.record_arrival(meeting.vault, meeting.table_id, meeting.attendees["Ben Okoro"])
    meeting.sign("Ana Reed")
    assert kinds() <= FREE
    meeting.sign("Ben Okoro")
    assert not kinds() <= FREE
