"""The action plan: who does what by when, how anyone would know, and the lesson behind it."""

from __future__ import annotations

from roundtable.domain.papers import ActionPlanPaper
from roundtable.domain.report import ReportAction, ReportLesson
from roundtable.domain.wording import counted
from roundtable.export.letterhead import add_head, furniture_of
from roundtable.export.paper import set_paper
from roundtable.export.paper_dates import day, whole
from roundtable.export.paper_table import Cell, Column, Line
from roundtable.export.story import Story, cell_lines

_NOBODY, _NO_DAY = "No agency yet", "No date yet"


def write_action_plan(paper: ActionPlanPaper) -> bytes:
    """Set the plan and return the finished PDF (same report, same bytes)."""
    report, story = paper.report, Story()
    add_head(story, paper.head, "Action plan", report.title)
    on = f" on the theme of {report.theme}" if report.theme else ""
    held = whole(day(report.meeting_date))  # a reader of single lines must meet the year too
    told = f"The round table of {held}{on} agreed {counted(len(report.actions), 'action')}"
    story.prose(f"{told}: the soonest stands first. The words are those of the report.", "wide")
    story.prose(report.actions_comment)
    _add_owners(story, report.actions)
    story.heading("Actions", 1)
    if report.actions:
        columns = [
            Column("Ref.", 1.0),
            Column("What will be done, and why", 3.3),
            Column("Who", 1.4),
            Column("By when", 1.75),
            Column("How we will know", 1.95),
        ]
        lessons = {lesson.reference: lesson for lesson in report.lessons}
        story.table(columns, [_row(action, lessons) for action in report.actions])
    else:
        story.line("No actions were agreed at this meeting.", "body")
    return set_paper(story, furniture_of(paper.head, "Action plan", report.status_line))


def _row(action: ReportAction, lessons: dict[str, ReportLesson]) -> tuple[Cell, ...]:
    what = cell_lines(action.what, "cell_strong")
    for reference in action.lessons:
        lesson = lessons.get(reference)
        if lesson is not None:
            what += [Line(f"Because of {reference}, {lesson.kind.value.lower()}:", "cell_note")]
            what += cell_lines(lesson.text, "cell_note")
    who = [Line(action.owner_agency or _NOBODY, "cell")]
    if action.owner_role.strip():
        who.append(Line(action.owner_role, "cell_note"))
    due = whole(day(action.due)) if action.due else _NO_DAY
    measure: Cell = cell_lines(action.measure) or [Line("Not said yet", "cell_note")]
    # "Action 6" in full: a bare number below "by June" would read as a date.
    return action.reference, what, who, due, measure


def _add_owners(story: Story, actions: tuple[ReportAction, ...]) -> None:
    """Each agency finds its own: by name, with the numbers of its actions."""
    owners: dict[str, list[str]] = {}
    for action in actions:
        owners.setdefault(action.owner_agency or _NOBODY, []).append(action.reference.removeprefix("Action "))
    if not owners:
        return
    told = (
        f"{owner}: {'action' if len(numbers) == 1 else 'actions'} {', '.join(numbers)}"
        for owner, numbers in sorted(owners.items())
    )
    story.prose(f"**By agency.** {'; '.join(told)}.", "wide")
