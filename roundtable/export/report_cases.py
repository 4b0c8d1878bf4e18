"""The cases of the report, one after the other, by label."""

from __future__ import annotations

from roundtable.domain.report import AnonymousReport, ReportCase, ReportGrade, TimelineEntry
from roundtable.export.family_figure import add_family_map
from roundtable.export.paper_table import Cell, Column, Line
from roundtable.export.story import Story
from roundtable.export.timeline_chart import timeline_chart

_CASE_ROOM = 260.0


def add_cases(story: Story, report: AnonymousReport) -> None:
    """Every case: summary, facts, family, lived experience, timeline, judgements."""
    story.heading("The cases", 1)
    if not report.cases:
        story.line("No case was discussed.", "body")
    for number, case in enumerate(report.cases):
        if number:
            story.keep_room(_CASE_ROOM)
        _add_case(story, case)


def _add_case(story: Story, case: ReportCase) -> None:
    story.heading(case.label, 2)
    story.prose(case.summary or "No summary was recorded.")
    if case.key_facts:
        story.table([Column("Fact", 1), Column("Recorded", 3)], [(f.name, f.value) for f in case.key_facts])
    _add_family(story, case)
    if case.lived_experience.strip():
        story.heading("The child's lived experience", 3)
        story.prose(case.lived_experience)
    _add_timeline(story, case)
    _add_judgements(story, case)
    if case.commentary.strip():
        story.heading("Commentary", 3)
        story.prose(case.commentary)


def _add_family(story: Story, case: ReportCase) -> None:
    if not case.family:
        return
    story.heading("Family and household", 3)
    if case.family_map:
        add_family_map(story, case.family_map)
    columns = [Column("Person", 2.2), Column("Relation", 2), Column("Household", 1.7)]
    if not any(m.age_band for m in case.family):
        story.table(columns, [(m.label, m.relation, m.household) for m in case.family])
        return
    columns.insert(2, Column("Age band", 1.1))
    story.table(columns, [(m.label, m.relation, m.age_band, m.household) for m in case.family])


def _event(entry: TimelineEntry) -> Cell:
    if entry.turning_point:
        return f"**Turning point.** {entry.text}"
    return entry.text


def _add_timeline(story: Story, case: ReportCase) -> None:
    if not case.timeline:
        return
    story.heading("Timeline", 3)
    chart = timeline_chart(case.timeline, case.timeline_axis)
    if chart:
        story.figure(chart.drawing, chart.alt)
    columns = [Column("When", 1.15), Column("Agency", 1.55), Column("What happened", 4.3)]
    story.table(columns, [(e.when, e.agency, _event(e)) for e in case.timeline])


def _judged(grade: ReportGrade) -> Cell:
    lines = [Line(grade.question, "cell_strong")]
    if grade.reason.strip():
        lines.append(Line(f"Why: {grade.reason}", "cell_note"))
    if grade.dissent.strip():
        lines.append(Line(f"Dissent: {grade.dissent}", "cell_note"))
    return lines


def _row(grade: ReportGrade) -> tuple[Cell, Cell, Cell]:
    agreed = [Line(grade.agreed or "Not reached", "cell_strong")]
    return _judged(grade), _own_grades(grade) or "No agency grade", agreed


def _own_grades(grade: ReportGrade) -> list[Line]:
    """Who gave which grade, one line a grade: the spread is seen at once."""
    by_grade: dict[str, list[str]] = {}
    for own in grade.agency_grades:
        by_grade.setdefault(own.grade, []).append(own.agency)
    return [Line(f"**{given}:** {', '.join(agencies)}") for given, agencies in by_grade.items()]


def _add_judgements(story: Story, case: ReportCase) -> None:
    grades = [*case.grades, *([case.overall] if case.overall else [])]
    if not grades:
        return
    story.heading("Judgements", 3)
    columns = [Column("Question", 3.2), Column("Agencies' own grades", 2.3), Column("Agreed", 1.5)]
    story.table(columns, [_row(grade) for grade in grades])
