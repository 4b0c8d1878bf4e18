"""The pre-read: what the agencies say of each case side by side, where they differ, one chronology."""

from __future__ import annotations

from roundtable.domain.papers import OwnView, PreRead, PreReadCase
from roundtable.domain.wording import counted
from roundtable.export.letterhead import add_head, furniture_of
from roundtable.export.paper import set_paper
from roundtable.export.paper_dates import day, whole
from roundtable.export.paper_table import Cell, Column, Line
from roundtable.export.story import Story, cell_lines

STATUS = "Restricted: for the agencies at this round table. Do not copy or pass on."
_CARE = (
    "Names are replaced by labels and dates by relative time. A word that may be a name and was not decided "
    "on yet is left out as “[name removed]”. Whoever knows a case may still recognise the family: keep this "
    "paper safe and hand it in at the meeting. Whoever must stay out of a case must not read its part."
)


def write_pre_read(paper: PreRead) -> bytes:
    """Set the pre-read and return the finished PDF (same pre-read, same bytes)."""
    story = Story()
    add_head(story, paper.head, "Pre-read for the round table", paper.title)
    story.panel([(STATUS, "notice"), (_CARE, "small")])
    held = f" of {whole(day(paper.held_on))}" if paper.held_on else ""
    on = f" on the theme of {paper.theme}" if paper.theme else ""
    cases = counted(len(paper.cases), "case")
    story.prose(f"The round table{held} will look at {cases}{on}. {paper.dates}", "wide")
    _add_gaps(story, paper)
    if not paper.cases:
        story.line("No case has been added to this audit yet.", "body")
    for case in paper.cases:
        _add_case(story, case)
    return set_paper(story, furniture_of(paper.head, "Pre-read", STATUS))


def _add_gaps(story: Story, paper: PreRead) -> None:
    """Where to spend the time: every wide gap of every case, first."""
    story.heading("Where agencies differ most", 1)
    rows = [
        (case.label, [Line(point.question) for point in case.points]) for case in paper.cases if case.points
    ]
    if not rows:
        story.line("No two agencies are two or more steps apart on anything.", "body")
        return
    story.line("Agencies are two or more steps apart here. Start with these.", "body", leads=True)
    story.table([Column("Case", 1), Column("To discuss", 5)], rows)


def _grades(grades: tuple[tuple[str, str], ...]) -> Cell:
    """ "Good: Police, Housing", one line a grade, best first."""
    by_grade: dict[str, list[str]] = {}
    for agency, grade in grades:
        by_grade.setdefault(grade, []).append(agency)
    return [Line(f"**{grade}:** {', '.join(agencies)}") for grade, agencies in by_grade.items()]


def _add_case(story: Story, case: PreReadCase) -> None:
    story.heading(case.label, 1)
    story.prose(case.background)
    story.heading("What each agency says", 2)
    if case.views:
        columns = [
            Column("Agency", 1.5),
            Column("Own grade", 1.3),
            Column("Headline, strengths and gaps", 4.4),
        ]
        story.table(columns, [_view(view) for view in case.views])
    else:
        story.line("No agency has sent a return yet.", "body")
    if case.silent:
        story.line(f"**No return yet:** {', '.join(case.silent)}", "body")
    if case.points:
        story.heading("Points to discuss", 2)
        rows = [(point.question, _grades(point.grades)) for point in case.points]
        story.table([Column("Question", 3), Column("Own grades, two or more steps apart", 3)], rows)
    story.heading("Chronology of all agencies", 2)
    if not case.events:
        story.line("There is no event in the chronology.", "body")
        return
    rows_of_events = [
        (event.when, event.agency, [Line("Turning point", "cell_strong"), *cell_lines(event.text)])
        if event.is_turning_point
        else (event.when, event.agency, cell_lines(event.text))
        for event in case.events
    ]
    story.table([Column("When", 1.1), Column("Agency", 1.5), Column("What happened", 4.6)], rows_of_events)


def _view(view: OwnView) -> tuple[Cell, Cell, Cell]:
    lines = cell_lines(view.headline)
    for name, text in (("What worked", view.strengths), ("What should be better", view.gaps)):
        if text.strip():
            lines += [Line(name, "cell_strong"), *cell_lines(text)]
    return view.agency, view.grade, lines or [Line("No headline was sent.", "cell_note")]
