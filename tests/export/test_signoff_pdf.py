"""The sign-off record: restricted on every page, every way of signing, signatures as outlines."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf

from roundtable.domain.report import Anchor
from roundtable.domain.signoff import Method, Stroke
from roundtable.domain.signoff_record import (
    RecordedAttendee,
    RecordedDeclaration,
    RecordedSignature,
    RecordedStatement,
    SignOffRecord,
)
from roundtable.export.signoff_pdf import signature_drawing, write_signoff_record
from tests.export.pdf_checks import PASSED, failed_rules, pictures, text, texts

AT = datetime(2027, 3, 4, 9, 31, tzinfo=UTC)
STROKES: tuple[Stroke, ...] = tuple(
    tuple((0.1 + 0.8 * i / 60, 0.5 + 0.3 * math.sin(i / 4 + turn), 0.01) for i in range(60))
    for turn in (0, 2)
)


def _signature(method: Method, strokes: tuple[Stroke, ...] = (), typed: str = "") -> RecordedSignature:
    return RecordedSignature(method, strokes, typed, 2, AT, "cd" * 32)


def _attendee(name: str, *signatures: RecordedSignature) -> RecordedAttendee:
    return RecordedAttendee(
        name, "Police", "Inspector", "present", "Accredited to 2028", ((AT, None),), signatures
    )


DECLARED = RecordedDeclaration("I know the family", "Case 2", "neighbour", "leaves for this case")
RECORD = SignOffRecord(
    board="Larkshire Local Safeguarding Children Board",
    marking="Official-Sensitive",
    audit_title="Neglect",
    reference="MAA-2027-01",
    held_on=date(2027, 3, 4),
    venue="Town Hall",
    facilitator="Ewa Dąbrowska",
    statements=(
        RecordedStatement(1, "1. I will keep this to myself.", "aa" * 32),
        RecordedStatement(2, "1. I will keep this to myself.\n2. I will report any loss.", "ab" * 32),
    ),
    attendees=(
        _attendee("Łukasz Żółtowski", _signature(Method.DRAWN, STROKES)),
        _attendee("Nguyễn Thị Hương", _signature(Method.TYPED, typed="Nguyễn Thị Hương")),
        replace(_attendee("Siân O’Neill", _signature(Method.PAPER)), declarations=(DECLARED,)),
        _attendee("Владимир Петров", _signature(Method.RECEIVED)),
        replace(_attendee("Amara Diallo"), refused_at=AT, refusal_reason="No authority"),
        _attendee(
            "Rhys Parry", replace(_signature(Method.DRAWN, STROKES), voided_at=AT, void_reason="Wrong person")
        ),
    ),
    anchor=Anchor("3f9a" * 16, 412, "9C41-77E2"),
    made_at=AT,
)


def test_both_standards_pass(tmp_path: Path) -> None:
    assert failed_rules(write_signoff_record(RECORD), tmp_path) == PASSED


def test_the_same_record_gives_the_same_bytes() -> None:
    assert write_signoff_record(RECORD) == write_signoff_record(RECORD)


def test_every_page_says_that_it_holds_names() -> None:
    for page in texts(write_signoff_record(RECORD)):
        assert "OFFICIAL-SENSITIVE" in page
        assert page.count("Restricted: names. Not part of the report.") >= 2


def test_everybody_and_everything_is_on_it() -> None:
    said = text(write_signoff_record(RECORD))
    for attendee in RECORD.attendees:
        assert said.count(attendee.name) >= 2
    for words in (
        "I will report any loss.", "ab" * 32, "aa" * 32, "Signed by hand on the pad, version 2, 4 March 2027, 09:31.",
        "Signed by typing the name", "Signed on paper; the paper is kept with this record",
        "Signed beforehand; the signed statement was received", "Did not agree to the statement on 4 March 2027",
        "No authority", "Voided on 4 March 2027, 09:31: Wrong person", "I know the family", "leaves for this case",
        "Accredited to 2028", "Not signed", "Trail " + "3f9a" * 16,
    ):  # fmt: skip
        assert words in said, words


def test_signatures_are_outlines_with_a_text_alternative() -> None:
    data = write_signoff_record(RECORD)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not any(o.get("/Subtype") == "/Image" for o in pdf.objects if isinstance(o, pikepdf.Stream))
        alternatives = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert "Signature of Łukasz Żółtowski, drawn by hand." in alternatives


def test_a_drawn_signature_leaves_ink_and_an_empty_one_none() -> None:
    def ink(strokes: tuple[Stroke, ...]) -> int:
        record = replace(RECORD, attendees=(_attendee("A B", _signature(Method.DRAWN, strokes)),))
        return sum(sum(sheet.histogram()[:90]) for sheet in pictures(write_signoff_record(record)))

    assert ink(STROKES) > ink(((tuple((0.0, 0.0, 0.0) for _ in range(8))),)) + 200


def test_wild_strokes_stay_on_the_pad() -> None:
    drawing = signature_drawing((((-5.0, 9.0, 4.0), (7.0, -3.0, 0.0)), ((0.5, 0.5, 0.01),), ()))
    x0, y0, x1, y1 = drawing.getBounds()
    assert x0 >= -6 and y0 >= -6 and x1 <= drawing.width + 6 and y1 <= drawing.height + 6


def test_a_meeting_nobody_attended(tmp_path: Path) -> None:
    data = write_signoff_record(replace(RECORD, attendees=(), statements=()))
    assert "Nobody is recorded as having attended." in text(data)
    assert failed_rules(data, tmp_path) == PASSED
