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
    "Cases are called by label. Bring no file that is not needed, leave nothing behind, and record nothing. "
    "Times are a guide: no case is cut short by the clock."
)


def write_agenda(agenda: Agenda) -> bytes:
    """Set the agenda and return the finished PDF (same agenda, same bytes)."""
    story = Story()
    add_head(story, agenda.head, "Agenda of the round table", agenda.title)
    facts = (
        ("When", _when(agenda)),
        ("Place", agenda.venue or "Not set yet"),
        ("Who leads", _who(agenda)),
        ("Theme", "" if agenda.theme.casefold() in agenda.title.casefold() else agenda.theme),
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
    else:
        story.line("There is no running order yet.", "body")
    _add_what_for(story, agenda)
    return set_paper(story, furniture_of(agenda.head, "Agenda", "For the agencies that are invited."))


def _when(agenda: Agenda) -> str:
    if agenda.lines and agenda.ends:
        total = _hours(sum(line.minutes for line in agenda.lines))
        return f"{day(agenda.held_on)}, {agenda.lines[0].starts} to {agenda.ends}: {total}"
    return f"{day(agenda.held_on)}; the time is not set yet"


def _who(agenda: Agenda) -> str:
    minutes = f"; {agenda.minute_taker} takes the minutes" if agenda.minute_taker.strip() else ""
    return f"{agenda.chair} chairs{minutes}" if agenda.chair.strip() else f"Not set yet{minutes}"


def _add_what_for(story: Story, agenda: Agenda) -> None:
    if agenda.key_lines:
        story.heading("What we want to find out", 2)
        story.bullets(agenda.key_lines)
    grades = f" Grades, best first: {', '.join(agenda.scale)}." if agenda.scale else ""
    asked = f" Questions: {agenda.head.contact}" if agenda.head.contact.strip() else ""
    signed = f"Everybody signs the confidentiality statement before the first case: {agenda.statement}"
    story.prose(f"**Before you come.** {signed} {_CARE}{grades}{asked}", "wide")


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour") if hours else "", counted(rest, "minute") if rest or not hours else ""]
    return " ".join(part for part in parts if part)
