"""What no rule rewrites is read by the second person before it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roundtable.actions import confirming, lessons, signoff, walkthrough
from roundtable.actions.action_plan import agree_action
from roundtable.actions.audits import AuditDetails, audit_view, edit_audit
from roundtable.actions.board import add_agency, edit_board, the_board
from roundtable.actions.report_reading import Section
from roundtable.domain.board import Question, Recipient
from roundtable.domain.grading import Dissent, Grade, GradeScale, Judgement
from roundtable.domain.ids import AgencyId, QuestionId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report import texts_of
from tests.actions.rooms import POLICE, Room

STRANGER = "Jorvik Pemberthy"


def edited(here: Room, **changes: object) -> None:
    audit = audit_view(here.vault, here.audit_id).audit
    details = AuditDetails(title=audit.title, theme=audit.theme, agencies=audit.agencies)
    edit_audit(here.vault, here.audit_id, replace(details, **changes))  # type: ignore[arg-type]


def type_reference(here: Room) -> None:
    edited(here, reference=f"MAA {STRANGER}")


def type_board(here: Room) -> None:
    with here.vault.reading() as tx:
        board = the_board(tx)
    edit_board(here.vault, replace(board, marking=f"OFFICIAL {STRANGER}"), seen=board)


def type_agency(here: Room) -> None:
    agency = AgencyId(add_agency(here.vault, f"Friends of {STRANGER}").made)
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Share.", agencies=(agency,)
    )


def type_grade(here: Room) -> None:
    edited(here, scale=GradeScale("x", "X", (Grade("g", "Good", f"As {STRANGER} had it", 0),)))


def type_question(here: Room) -> None:
    edited(here, questions=(Question(QuestionId(STRANGER), "Hearing", "Seen alone?"),))


@pytest.mark.parametrize("type_it", [type_reference, type_board, type_agency, type_grade, type_question])
def test_the_second_person_reads_everything_that_is_printed(here: Room, type_it: object) -> None:
    assert callable(type_it)
    type_it(here)
    here.decide_everything()
    printed = here.printed.casefold()
    read = "\n".join(s.text for s in confirming.confirm_view(here.vault, here.audit_id).sections)
    assert STRANGER.casefold() in printed
    assert STRANGER.casefold() in read.casefold()


def test_every_text_of_a_report_is_read_before_it_is_signed(here: Room) -> None:
    here.person("Dana Thornton", "Mother", in_household=True)
    here.event("Seen at home with her mother.")
    here.open("Ana Reed")
    signoff.record_arrival(here.vault, here.table_id, here.attendees["Ana Reed"])
    table, case = here.table_id, here.case_ids[0]
    seen = Judgement(QuestionId("A1"), "good", "Seen late.", "Seen.", dissents=(Dissent(POLICE, "Not so."),))
    walkthrough.judge(here.vault, table, case, seen)
    walkthrough.note_lived_experience(here.vault, table, case, "child_said", "I wait by the **door**.")
    walkthrough.note_headline(here.vault, table, case, POLICE, "Nothing came.")
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Share it.", agencies=(POLICE,)
    )
    agree_action(
        here.vault,
        here.audit_id,
        what="Write it down.",
        owner_agency_id=POLICE,
        owner_role="Duty lead",
        due_on=date(2027, 3, 27),
        measure="It is written down.",
    )
    here.decide_everything()
    read = plain("\n".join(f"{s.where}\n{s.text}" for s in _sections(here)))
    for text in texts_of(here.report):
        for line in text.split("\n"):
            assert plain(line) in read, line


def plain(text: str) -> str:
    """Without the signs that the paper sets headings, bold and lists by."""
    return " ".join(text.replace("**", "").replace("## ", "").split())


def _sections(here: Room) -> tuple[Section, ...]:
    return confirming.confirm_view(here.vault, here.audit_id).sections


def test_the_second_person_reads_a_role_as_it_was_typed(here: Room) -> None:
    here.person("Nadia Rahman", "neighbour with the blue gate")
    assert "neighbour with the blue gate" in here.printed.casefold()
    read = "\n".join(s.text for s in confirming.confirm_view(here.vault, here.audit_id).sections)
    assert "neighbour with the blue gate" in read.casefold()


def test_the_second_person_reads_whom_the_e_mail_speaks_to(here: Room) -> None:
    edited(here, recipient=Recipient(name=f"{STRANGER} Group", email="j.pemberthy@example.org"))
    here.decide_everything()
    read = "\n".join(s.text for s in confirming.confirm_view(here.vault, here.audit_id).sections)
    assert f"{STRANGER} Group\nj.pemberthy@example.org" in read
    assert STRANGER not in here.printed
