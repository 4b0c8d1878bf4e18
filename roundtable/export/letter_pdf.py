"""The information request to one agency, and the schedule that names the children: two separate papers."""

from __future__ import annotations

import re

from roundtable.domain.papers import Letter, Schedule, ScheduledChild
from roundtable.domain.wording import counted
from roundtable.export.letterhead import add_head, furniture_of
from roundtable.export.paper import set_paper
from roundtable.export.paper_dates import day, whole
from roundtable.export.paper_table import Cell, Column, Line
from roundtable.export.story import Story

NAMED = "Restricted: this paper names children. Encrypted copies only."
WITHHELD = "An address is withheld: ask the Board, and nobody else."
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b", re.IGNORECASE)
_KEEP = (
    "Use it only to find the records that the letter asks for. Keep it apart from the letter, store it where "
    "only those can see it who need it, and destroy it when the audit is over."
)


def write_letter(letter: Letter) -> bytes:
    """Set the letter and return the finished PDF (same letter, same bytes)."""
    story, wording = Story(), letter.wording
    add_head(story, letter.head, wording.title, letter.title)
    story.table([Column("To", 1), Column("Details", 4)], _address(letter))
    story.prose(wording.opening, "wide")
    story.heading("What the audit looks at", 1)
    period = f" over the period {letter.look_back}" if letter.look_back else ""
    theme = f" on the theme of {letter.theme}" if letter.theme else ""
    story.prose(f"The audit looks at {counted(letter.children, 'case')}{theme}{period}.", "wide")
    story.bullets(letter.key_lines)
    story.heading("What you are asked for", 1)
    story.bullets(wording.asked)
    story.prose(_by_when(letter), "wide")
    story.prose(wording.nil_return, "wide")
    story.heading(wording.law_heading, 1)
    story.prose(wording.law, "wide")
    story.bullets(wording.tests)
    story.prose(wording.tests_met, "wide")
    story.prose(wording.use, "wide")
    story.heading("How to send it", 1)
    story.bullets(wording.safe)
    story.line(f"Questions and returns: {letter.head.contact or 'the Board’s business unit'}", "body")
    story.line(letter.head.provenance, "small")
    return set_paper(story, furniture_of(letter.head, "Information request", "Names no child."))


def _address(letter: Letter) -> list[tuple[str, str]]:
    facts = (
        ("Agency", letter.agency),
        ("Audit", letter.title),
        ("Reply by", day(letter.reply_by) if letter.reply_by else "As soon as you can"),
        ("Round table", day(letter.held_on) if letter.held_on else ""),
    )
    return [fact for fact in facts if fact[1].strip()]


def _by_when(letter: Letter) -> str:
    held = f" before the round table of {whole(day(letter.held_on))}" if letter.held_on else ""
    if letter.reply_by is None:
        return f"**Send your return as soon as you can**{held}."
    return f"**Send your return so that it is here by {whole(day(letter.reply_by))}**{held}."


def write_schedule(schedule: Schedule) -> bytes:
    """Set the schedule and return the plain PDF, which is encrypted before it is written anywhere."""
    story = Story()
    add_head(story, schedule.head, "Schedule of children", schedule.title)
    story.panel([(NAMED, "notice"), (_KEEP, "small")])
    story.prose(f"Period looked at: {schedule.look_back}" if schedule.look_back else "", "wide")
    story.heading("Children", 1)
    if schedule.children:
        columns = [
            Column("No.", 0.6),
            Column("Name", 2.2),
            Column("Date of birth", 1.4),
            Column("Reference", 1.3),
            Column("Address", 2.8),
        ]
        story.table(columns, [_row(child) for child in schedule.children])
    else:
        story.line("No case has been added to this audit yet.", "body")
    return set_paper(story, furniture_of(schedule.head, "Schedule", NAMED))


def _row(child: ScheduledChild) -> tuple[Cell, ...]:
    name = [Line(child.name or "Not registered yet", "cell_strong")]
    if child.also:
        name.append(Line(f"also {child.also}", "cell_note"))
    homes = [Line(_POSTCODE.sub("\\1\u00a0\\2", home), "cell") for home in child.homes]
    if child.is_address_withheld:
        homes.append(Line(WITHHELD, "cell_note"))
    homes = homes or [Line("Not registered", "cell_note")]
    return str(child.number), name, whole(child.born) or "Not known", child.reference, homes
