"""The restricted sign-off record on paper: who attended, what text was signed, how, and what was declared.

It holds names and says so at the top and bottom of each page; it is never part of the report (DOMAIN 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from math import hypot

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon

from roundtable.domain.signoff import PAD_ASPECT, Method, Outcome, Point, Stroke
from roundtable.domain.signoff_record import (
    RecordedAttendee,
    RecordedRecusal,
    RecordedSignature,
    RecordedStatement,
    SignOffRecord,
)
from roundtable.export.flowables import Figure
from roundtable.export.letterhead import add_letterhead
from roundtable.export.paper import Furniture, set_paper
from roundtable.export.paper_dates import day, day_and_time
from roundtable.export.paper_style import INK, LINE, colour
from roundtable.export.paper_table import Column
from roundtable.export.story import Story

RESTRICTED = "Restricted: names. Not part of the report."
# The pad on paper, in points.
_PAD_WIDTH = 210.0
_PAD_HEIGHT = _PAD_WIDTH / PAD_ASPECT
_THINNEST = 0.5
# Points: name, agency, accreditation, way of signing and its hashes stay on one page.
_FIRST_LINES = 175

_HOW = {
    Method.DRAWN: "Signed by hand on the pad",
    Method.TYPED: "Signed by typing the name",
    Method.PAPER: "Signed on paper; the paper is kept with this record",
    Method.RECEIVED: "Signed beforehand; the signed statement was received",
}


def write_signoff_record(record: SignOffRecord) -> bytes:
    """Set the record and return the finished PDF (same record, same bytes)."""
    story = Story()
    add_letterhead(story, record.board, record.logo)
    story.title("Attendance and confidentiality record")
    story.line(f"{record.audit_title} · round table of {day(record.held_on)}", "lead")
    story.panel(
        [
            (RESTRICTED, "notice"),
            (
                "This paper holds names and signatures of those who attended. Keep it apart from the report.",
                "small",
            ),
        ]
    )
    _add_meeting(story, record)
    for statement in record.statements:
        _add_statement(story, statement)
    story.keep_room(_PAD_HEIGHT + 220)
    story.heading("Attendees and signatures", 1)
    for attendee in record.attendees:
        _add_attendee(story, attendee)
    _add_anchor(story, record)
    return set_paper(story, _furniture(record))


def _furniture(record: SignOffRecord) -> Furniture:
    anchor = record.anchor
    return Furniture(
        title=f"Attendance and confidentiality record {record.reference}",
        marking=record.marking,
        status=RESTRICTED,
        foot=f"{record.reference} · {RESTRICTED}",
        small_print=f"Trail {anchor.head} · {anchor.count} entries · key {anchor.fingerprint}",
    )


def _times(spans: Sequence[tuple[datetime, datetime | None]]) -> str:
    return "; ".join(
        f"{start:%H:%M} to {end:%H:%M}" if end else f"from {start:%H:%M}" for start, end in spans
    )


def _state(attendee: RecordedAttendee) -> str:
    if attendee.refused_at:
        return "Did not agree"
    return "Signed" if any(s.voided_at is None for s in attendee.signatures) else "Not signed"


def _add_meeting(story: Story, record: SignOffRecord) -> None:
    story.heading("The round table", 1)
    facts = [
        ("Audit", f"{record.audit_title} ({record.reference})"),
        ("Date", day(record.held_on)),
        ("Venue", record.venue),
        ("Facilitator", record.facilitator),
        ("Record made", day_and_time(record.made_at)),
    ]
    story.table([Column("Fact", 1), Column("Recorded", 4)], [fact for fact in facts if fact[1].strip()])
    columns = [
        Column("Name", 2), Column("Agency", 2), Column("Role, capacity", 1.8), Column("Present", 1.3),
        Column("Statement", 1.1),
    ]  # fmt: skip
    rows = [
        (a.name, a.agency, ", ".join(p for p in (a.role, a.capacity) if p), _times(a.stays), _state(a))
        for a in record.attendees
    ]
    if not rows:
        story.line("Nobody is recorded as having attended.", "body")
    story.table(columns, rows)
    if record.clock_went_back:
        story.line(
            "The computer’s clock was set back during this meeting. The number of each signature tells the "
            "order, not its time.",
            "body",
        )


def _add_statement(story: Story, statement: RecordedStatement) -> None:
    story.heading(f"Confidentiality statement, version {statement.version}", 1)
    story.prose(statement.text)
    story.line(f"SHA-256 of exactly this text as shown: {statement.sha256}", "small")


def _add_attendee(story: Story, attendee: RecordedAttendee) -> None:
    drawn = any(signature.strokes for signature in attendee.signatures[:1])
    story.keep_room(_FIRST_LINES + (_PAD_HEIGHT if drawn else 0))
    story.heading(attendee.name, 2)
    about = (attendee.agency, attendee.role, attendee.capacity)
    story.line(" · ".join(part for part in about if part.strip()), "body")
    for line in _accreditation(attendee):
        story.line(line, "small")
    for signature in attendee.signatures:
        _add_signature(story, attendee.name, signature)
    if attendee.refused_at:
        story.line(f"Did not agree to the statement on {day_and_time(attendee.refused_at)}.", "body")
        story.line(f"Reason given: {attendee.refusal_reason or 'none recorded'}", "small")
    elif not attendee.signatures:
        story.line("No signature is recorded.", "body")
    _add_declarations(story, attendee)
    _add_recusals(story, attendee)


def _accreditation(attendee: RecordedAttendee) -> list[str]:
    """The Board's dates, what is in doubt, and every decision about it."""
    lines = [_begun(attendee.nominated), _begun(attendee.accreditation_note)]
    if attendee.accreditation_note.strip() and not attendee.decisions:
        lines.append("Nothing was decided about that.")
    return [line for line in (*lines, *map(_begun, attendee.decisions)) if line]


def _begun(words: str) -> str:
    """With a capital, as a sentence."""
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}" if words else ""


def _add_declarations(story: Story, attendee: RecordedAttendee) -> None:
    if not attendee.declarations:
        story.line("No interest was declared.", "small")
        return
    columns = [Column("Interest declared", 2.6), Column("Case", 1), Column("Note", 2), Column("Outcome", 1.4)]
    story.table(columns, [(d.interest, d.case, d.note, d.outcome) for d in attendee.declarations])


def _add_recusals(story: Story, attendee: RecordedAttendee) -> None:
    """Who was out of the room for which case, from when to when, and whose grade was not asked for."""
    columns = [
        Column("Recused from", 1), Column("Outcome", 1.4), Column("Out of the room", 1.6),
        Column("Grade of the agency", 2.4),
    ]  # fmt: skip
    story.table(columns, [(r.case, r.outcome, _out(r), _asked(r)) for r in attendee.recusals])


def _out(recusal: RecordedRecusal) -> str:
    if recusal.outcome == Outcome.NO_GRADING.value:
        return _times(recusal.out) or "Stayed"
    return _times(recusal.out) or "Not recorded"


def _asked(recusal: RecordedRecusal) -> str:
    if recusal.is_agency_silent:
        return "Not asked for; the report tells it as its return’s alone"
    return "Others spoke for the agency"


def _add_signature(story: Story, name: str, signature: RecordedSignature) -> None:
    story.keep_room(_PAD_HEIGHT + 60)
    version, at = signature.statement_version, day_and_time(signature.signed_at)
    story.line(f"{_HOW[signature.method]}, version {version}, {at}.", "body")
    if signature.typed_name.strip():
        story.line(f"Name typed: **{signature.typed_name}**", "body")
    if signature.strokes:
        element = story.root.child("Figure", alt=f"Signature of {name}, drawn by hand.")
        story.flow.append(Figure(signature_drawing(signature.strokes), element, space_after=4))
    story.line(f"SHA-256 of the signature: {signature.sha256}", "small")
    if signature.present:
        story.line(f"Signature {signature.order} here. Present: {', '.join(signature.present)}.", "small")
    if signature.evidence_sha256:
        sealed = f" Sealed in entry {signature.trail_entry} of the trail." if signature.trail_entry else ""
        story.line(f"Verification hash: {signature.evidence_sha256}.{sealed}", "small")
        if not sealed:
            story.line("**The trail holds no such hash: what is stored is not what was signed.**", "body")
    if signature.voided_at:
        reason = signature.void_reason or "no reason recorded"
        story.line(f"Voided on {day_and_time(signature.voided_at)}: {reason}", "body")


def _add_anchor(story: Story, record: SignOffRecord) -> None:
    anchor = record.anchor
    story.keep_room(60)
    story.rule()
    story.line(
        f"Anchor. Trail head {anchor.head}; {anchor.count} entries; key fingerprint {anchor.fingerprint}.",
        "small",
    )
    story.line(
        "A verification hash is the SHA-256 of who signed as which in order, version and SHA-256 of the "
        "statement, way of signing, SHA-256 of the signature, declarations, who was present, and the time.",
        "small",
    )


def signature_drawing(strokes: Sequence[Stroke]) -> Drawing:
    """Strokes as filled outlines, sharp at any size. Points are x, y (downwards) and width, all in 0..1."""
    drawing = Drawing(_PAD_WIDTH, _PAD_HEIGHT)
    drawing.add(Line(0, 8, _PAD_WIDTH, 8, strokeColor=colour(LINE), strokeWidth=0.7))
    for stroke in strokes:
        for shape in _outline([_on_paper(point) for point in stroke]):
            drawing.add(shape)
    return drawing


def _on_paper(point: Point) -> tuple[float, float, float]:
    x, y, width = point
    return _inside(x) * _PAD_WIDTH, (1 - _inside(y)) * _PAD_HEIGHT, _half_width(width)


def _inside(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _half_width(width: float) -> float:
    return max(_THINNEST, min(width, 0.05) * _PAD_WIDTH) / 2


def _outline(points: list[tuple[float, float, float]]) -> list[Polygon | Circle]:
    """One filled shape along the points, with round ends; a single point is a dot."""
    ink = colour(INK)
    tips = (points[0], points[-1]) if points else ()
    ends = [Circle(x, y, r, fillColor=ink, strokeColor=None) for x, y, r in tips]

    left: list[float] = []
    right: list[tuple[float, float]] = []
    for (x0, y0, r0), (x1, y1, r1) in pairwise(points):
        length = hypot(x1 - x0, y1 - y0)
        if length:
            dx, dy = (y0 - y1) / length, (x1 - x0) / length
            left += [x0 + dx * r0, y0 + dy * r0, x1 + dx * r1, y1 + dy * r1]
            right += [(x0 - dx * r0, y0 - dy * r0), (x1 - dx * r1, y1 - dy * r1)]
    if not left:
        return ends
    around = left + [edge for point in reversed(right) for edge in point]
    return [*ends, Polygon(around, fillColor=ink, strokeColor=ink, strokeWidth=0.15)]
