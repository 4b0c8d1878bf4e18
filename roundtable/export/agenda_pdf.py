"""The agenda: when, where, who leads, the running order with its times, the agencies that are expected."""

from __future__ import annotations

from roundtable.domain.papers import Agenda
from roundtable.domain.wording import counted
from roundtable.export.letterhead import add_head, furniture_of
from roundtable.export.paper import set_paper
from roundtable.export.paper_dates import day
from roundtable.export.paper_table import Column
from roundtable.export.story import Story

_CARE = (
    "Cases are called by label in the room and on paper. Bring no file that is not needed, leave nothing "
    "behind, and record nothing."
)


def write_agenda(agenda: Agenda) -> bytes:
    """Set the agenda and return the finished PDF (same agenda, same bytes)."""
    story = Story()
    add_head(story, agenda.head, "Agenda of the round table", agenda.title)
    facts = (
        ("Day", day(agenda.held_on)),
        ("Begins", agenda.lines[0].starts if agenda.lines and agenda.ends else "Not set yet"),
        ("Ends", agenda.ends),
        ("Place", agenda.venue or "Not set yet"),
        ("Chair", agenda.chair or "Not set yet"),
        ("Minute-taker", agenda.minute_taker),
        ("Theme", agenda.theme),
        ("Agencies", ", ".join(agenda.agencies) or "None on the list yet"),
    )
    story.table([Column("The meeting", 1), Column("Details", 4)], [fact for fact in facts if fact[1].strip()])
    story.heading("Running order", 2)
    if agenda.lines:
        rows = [
            (line.starts, f"**{line.what}**" if not line.is_break else line.what, f"{line.minutes} min")
            for line in agenda.lines
        ]
        starts = "Starts" if agenda.ends else "After"
        story.table([Column(starts, 1), Column("Item", 5), Column("Length", 1.1)], rows)
        total = sum(line.minutes for line in agenda.lines)
        story.line(f"{_hours(total)} in all. Times are a guide: no case is cut short by the clock.", "small")
    else:
        story.line("There is no running order yet.", "body")
    _add_what_for(story, agenda)
    return set_paper(story, furniture_of(agenda.head, "Agenda", "For the agencies that are invited."))


def _add_what_for(story: Story, agenda: Agenda) -> None:
    if agenda.key_lines:
        story.heading("What we want to find out", 2)
        story.bullets(agenda.key_lines)
    story.heading("Before you come", 2)
    items = [
        f"Everybody signs the confidentiality statement before the first case: {agenda.statement}",
        _CARE,
    ]
    if agenda.scale:
        items.append(f"Grades in use, best first: {', '.join(agenda.scale)}.")
    items.append(f"Questions: {agenda.head.contact}" if agenda.head.contact.strip() else "")
    story.bullets(items)


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour") if hours else "", counted(rest, "minute") if rest or not hours else ""]
    return " ".join(part for part in parts if part)
