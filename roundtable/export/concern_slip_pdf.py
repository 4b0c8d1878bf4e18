"""The handover slip of an urgent concern: restricted, time-stamped, handed over in person (DOMAIN 3)."""

from __future__ import annotations

from roundtable.domain.urgent_concern import ConcernSlip, UrgentConcern
from roundtable.export.letterhead import add_letterhead
from roundtable.export.paper import Furniture, set_paper
from roundtable.export.paper_dates import day, day_and_time
from roundtable.export.paper_table import Column
from roundtable.export.story import Story

RESTRICTED = "Restricted: urgent concern. Hand over in person. Not part of the report."


def write_concern_slip(slip: ConcernSlip) -> bytes:
    """Set the slip and return the finished PDF (same slip, same bytes)."""
    concern = slip.concern
    story = Story()
    add_letterhead(story, slip.board, slip.logo)
    story.title("Urgent concern: handover slip")
    story.line(f"Raised on {day_and_time(concern.raised_at)} by {concern.raised_by}", "lead")
    story.panel(
        [
            (RESTRICTED, "notice"),
            ("A child may be at risk of harm now. This comes before the confidentiality statement.", "small"),
        ]
    )
    story.heading("Who is at risk", 1)
    story.prose(concern.who or "Not recorded. Ask whoever raised it.")
    story.heading("What was said or seen", 1)
    story.prose(concern.what)
    story.heading("Handover", 1)
    facts = [
        *_handovers(concern),
        ("Round table of", day(slip.held_on)),
        ("Audit", slip.reference),
        ("Case", slip.case),
        ("Facilitator", slip.facilitator),
        ("Contact", slip.contact),
        ("Slip made on", day_and_time(slip.made_at)),
    ]
    story.table([Column("Fact", 1.4), Column("Recorded", 4)], [fact for fact in facts if fact[1].strip()])
    story.heading("Received by", 1)
    story.line("Name, agency, date and time, signature:", "body")
    furniture = Furniture(
        title=f"Urgent concern, handover slip {slip.reference}",
        marking=slip.marking,
        status=RESTRICTED,
        foot=f"{slip.reference} · {RESTRICTED}",
    )
    return set_paper(story, furniture)


def _handovers(concern: UrgentConcern) -> list[tuple[str, str]]:
    """Every handover and acknowledgement in the order of the day, and what is still missing."""
    told = [("Handed over to", each) for each in concern.handovers]
    told += [("Acknowledged by", each) for each in concern.acknowledgements]
    facts = [
        (what, f"{each.name}, {day_and_time(each.at)}")
        for what, each in sorted(told, key=lambda item: item[1].at)
    ]
    if concern.handed_at is None:
        facts.append(("Handed over to", "Not handed over yet"))
    if concern.acknowledged_at is None:
        facts.append(("Acknowledged by", "Not acknowledged yet"))
    return facts
