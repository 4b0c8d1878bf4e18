"""Words that no form expects: stored as they are or refused by name, and the report is still made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from roundtable.actions import (
    audits,
    case_pack,
    chronology,
    hub,
    lessons,
    registers,
    round_tables,
    walkthrough,
)
from roundtable.actions.audits import AuditDetails
from roundtable.actions.report import export_report, report_pdf
from roundtable.domain.chronology import EventKind
from roundtable.domain.errors import (
    PackUnreadable,
    RecordNotStorable,
    ReferenceTaken,
    TitleMissing,
    WindowBackwards,
)
from roundtable.domain.ids import AuditId, PersonId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.register import Person
from roundtable.export.writer import Paper
from tests.actions.rooms import POLICE, Room
from tests.storage import vaults

STRANGE = [
    "\x00 between",
    "bell\x07 and\x1b[31m escape",
    "right to left \u202e abc \u202c",
    "\u05d3\u05d5\u05d3 \u0645\u0631\u064a\u0645",
    "zero\u200bwidth\u2060joined",
    "<b>bold</b> & <para>",
    "👩‍👧‍👦 family",
    "a\u0301\u0301\u0301\u0301 stacked",
    "line\u2028separator\u2029s",
    "x" * 20_000,
    "word " * 4_000,
]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_words_are_kept_and_the_report_is_still_made(here: Room, text: str) -> None:
    case_id = here.case_ids[0]
    here.open()
    walkthrough.note_chronology(here.vault, here.table_id, case_id, text)
    lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=f"Ask. {text}")
    here.close()
    with here.vault.reading() as tx:
        (kept,) = (w for t in tx.round_tables.all() for w in tx.walkthroughs.of(t.id))
    assert kept.chronology_note == text
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    assert report_pdf(here.vault, here.audit_id).pdf.startswith(b"%PDF")


@pytest.mark.parametrize("half", ["\ud800", "Amelia \udfff"])
def test_half_a_character_is_refused_by_name_and_changes_nothing(here: Room, half: str) -> None:
    with pytest.raises(RecordNotStorable):
        lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=half)
    assert lessons.lessons_view(here.vault, here.audit_id).rows == ()


@pytest.mark.parametrize(
    "name",
    ["N" * 300, "Ana " * 75, "محمد", "李", "O’Brien-van der Berg", "X Æ A-12", "'; DROP TABLE cases; --"],
)
def test_a_name_of_any_shape_is_in_no_report(here: Room, name: str) -> None:
    here.person(name, "Mother")
    here.event(f"We saw {name} at the door.")
    assert f"saw {name} at" not in here.printed


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1752, 9, 14), date(9999, 12, 31)])
def test_far_dates_break_no_page_and_no_report(here: Room, day: date) -> None:
    case_id = here.case_ids[0]
    here.event("Long ago or far off.", on=day)
    registers.enter_person(
        here.vault, case_id, Person(PersonId(""), "Dana Thornton", "Mother", born_on=day, died_on=day)
    )
    chronology.chronology_view(here.vault, case_id)
    assert here.report.cases


def test_a_clock_that_goes_back_loses_no_order(here: Room) -> None:
    case_id = here.case_ids[0]
    here.open()
    for n in range(3):
        here.clock.forward(days=-40)
        chronology.add_event(
            here.vault,
            case_id,
            on=date(2025, 3, 1),
            agency_id=POLICE,
            kind=EventKind.CONTACT,
            text=f"Call {n}",
        )
        lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=f"Lesson {n}")
    here.close()
    told = [e.text for e in chronology.chronology_view(here.vault, case_id).events]
    assert told == ["Call 0", "Call 1", "Call 2"]
    texts = [r.lesson.text for r in lessons.lessons_view(here.vault, here.audit_id).rows]
    assert texts == ["Lesson 0", "Lesson 1", "Lesson 2"]
    checked = here.vault.check()
    assert checked.is_sound
    assert checked.clock_went_back


def test_a_meeting_that_ends_before_it_began_is_still_closed(here: Room) -> None:
    here.open()
    here.clock.forward(days=-2)
    here.close()
    attendee = hub.hub_view(here.vault, here.table_id).table.attendees[0]
    assert not attendee.is_here
    round_tables.open_round_table(here.vault, here.table_id)


# --- the audit's form


def test_the_audits_form_says_what_is_wrong(here: Room) -> None:
    with pytest.raises(TitleMissing):
        audits.prepare_audit(here.vault, AuditDetails(title=" \t"))
    with pytest.raises(WindowBackwards):
        audits.prepare_audit(
            here.vault, AuditDetails("T", window_from=date(2026, 1, 1), window_to=date(2025, 1, 1))
        )
    taken = audits.audit_view(here.vault, here.audit_id).audit.reference
    with pytest.raises(ReferenceTaken):
        audits.prepare_audit(here.vault, AuditDetails("T", reference=f" {taken} "))


@pytest.mark.parametrize("reference", ["R" * 300, "../../etc/passwd", "a/b\\c:d*?", "con", "موسى", "."])
def test_no_reference_makes_a_file_name_that_no_drive_takes(
    here: Room, reference: str, tmp_path: Path
) -> None:
    audits.edit_audit(here.vault, here.audit_id, AuditDetails(title="Neglect", reference=reference))
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    made = report_pdf(here.vault, here.audit_id)
    assert len(made.file_name) <= 120
    (tmp_path / made.file_name).write_bytes(made.pdf)
    assert (tmp_path / made.file_name).parent == tmp_path


# --- packs


def pack(**changes: object) -> bytes:
    case = {"reference": "R1", "register": {"people": [{"id": "c", "name": "Ann Poe", "role": "Child"}]}}
    whole: dict[str, object] = {
        "format": "roundtable-case-pack",
        "version": 1,
        "audit": {"reference": "X-1", "title": "Neglect", "theme": "neglect"},
        "agencies": [{"id": "pol", "name": "Police"}],
        "cases": [case],
    }
    return json.dumps({**whole, **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"{" * 100_000,
        b'{"format": "roundtable-case-pack", "version": 2}',
        pack(surprise=1),
        pack(agencies=[{"id": "pol", "name": "Police"}] * 2),
        pack(cases=[{"reference": "R", "chronology": [{"on": "2025-02-30", "agency": "pol", "text": "x"}]}]),
        pack(cases=[{"reference": "R", "chronology": [{"on": "2025-02-03", "agency": "gp", "text": " "}]}]),
        pack(audit={"reference": "X-1", "title": "\ud800", "theme": ""}).replace(b"Neglect", b"\\ud800"),
    ],
)
def test_a_pack_that_cannot_be_read_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(PackUnreadable) as refused:
        case_pack.read_pack(data)
    problems = refused.value.details["problems"]
    assert isinstance(problems, tuple)
    assert problems
    assert all(isinstance(p, str) and p.endswith(".") for p in problems)


def test_a_refused_pack_leaves_the_vault_as_it_was(here: Room) -> None:
    taken = audits.audit_view(here.vault, here.audit_id).audit.reference
    again = case_pack.read_pack(pack(audit={"reference": taken, "title": "Neglect", "theme": ""}))
    with pytest.raises(ReferenceTaken):
        case_pack.import_pack(here.vault, again)
    with here.vault.reading() as tx:
        assert len(tx.audits.all()) == 1
        assert len(tx.boards.all()) == 1


def test_one_person_with_other_names_in_a_second_case_is_found_by_all_of_them(here: Room) -> None:
    def person(name: str, *aliases: str) -> dict[str, object]:
        return {"id": "n", "name": name, "role": "Nurse", "is_professional": True, "aliases": list(aliases)}

    cases = [
        {"reference": "R1", "register": {"people": [person("Ifeoma Obi")]}},
        {"reference": "R2", "register": {"people": [person("Ifeoma Obi", "Wrightson")]}},
    ]
    made = case_pack.import_pack(here.vault, case_pack.read_pack(pack(cases=cases)))
    audit = replace(here, audit_id=AuditId(made.made))
    lessons.capture_lesson(
        audit.vault, audit.audit_id, kind=LessonKind.SYSTEM, text="Wrightson came at once."
    )
    assert "Wrightson" not in audit.printed
    assert vaults.WHO not in audit.printed
