"""The cases of the report, one after the other, by label."""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.domain.report import AnonymousReport, ReportCase, ReportGrade, TimelineEntry
from roundtable.export.family_figure import add_family_map
from roundtable.export.judgement_chart import judgement_charts
from roundtable.export.paper_table import Cell, Column, Line
from roundtable.export.story import Story, cell_lines
from roundtable.export.timeline_chart import timeline_chart

_NOTHING_AGREED = "The round table agreed no grade in this case: these are the agencies’ own."
_NOT_GRADED = "The round table did not grade this case, and no agency had graded its own work."


def add_cases(story: Story, report: AnonymousReport) -> None:
    """Every case: summary, facts, family, lived experience, timeline, judgements."""
    scale = [step.name for step in report.scale]
    if not report.cases:
        story.heading("The cases", 1)
        story.line("No case was discussed.", "body")
    for number, case in enumerate(report.cases):
        # Who the child is, and the family, are seen at one glance.
        with story.together():
            if number == 0:
                story.heading("The cases", 1)
            _add_who(story, case)
        _add_case(story, case, scale)


def _add_who(story: Story, case: ReportCase) -> None:
    story.heading(case.label, 2)
    story.prose(case.summary or "No summary was recorded.")
    facts = [(fact.name, fact.value) for fact in case.key_facts]
    if case.overall and case.overall.agreed:
        facts.insert(0, ("Agreed grade", case.overall.agreed))
    story.facts(facts)
    if case.family_map:
        story.heading("Family and household", 3)
        add_family_map(story, case.family_map)


def _add_case(story: Story, case: ReportCase, scale: Sequence[str]) -> None:
    _add_family(story, case)
    if case.lived_experience.strip():
        story.heading("The child’s lived experience", 3)
        story.prose(case.lived_experience)
    _add_timeline(story, case)
    _add_judgements(story, case, scale)
    if case.commentary.strip() or case.comment.strip():
        story.heading("Commentary", 3)
        story.prose(case.commentary)
        story.prose(case.comment)


def _add_family(story: Story, case: ReportCase) -> None:
    if not case.family:
        return
    if not case.family_map:
        story.heading("Family and household", 3)
    told = [
        (Column("Person", 2.2), [m.label for m in case.family]),
        (Column("Relation", 2), [m.relation for m in case.family]),
        (Column("Age band", 1.1), [m.age_band for m in case.family]),
        (Column("Household", 1.7), [m.household for m in case.family]),
    ]
    kept = [(column, cells) for column, cells in told if any(cells)]  # what nobody entered has no column
    story.table([column for column, _ in kept], list(zip(*(cells for _, cells in kept), strict=True)))


def _event(entry: TimelineEntry) -> Cell:
    return cell_lines(f"**Turning point.** {entry.text}" if entry.turning_point else entry.text)


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
    said = [Line(f"{name}: {text}", "cell_note") for name, text in grade.texts]
    return [Line(grade.question, "cell_strong"), *said]


def _agreed(grade: ReportGrade) -> Cell:
    if grade.agreed:
        return [Line(grade.agreed, "cell_strong")]
    return [Line("Not graded" if grade.texts else "Not reached")]


def _own_grades(grade: ReportGrade) -> Cell:
    """Who gave which grade, one line a grade: the spread is seen at once."""
    by_grade: dict[str, list[str]] = {}
    for own in grade.agency_grades:
        agency = f"{own.agency} ({own.note})" if own.note else own.agency
        by_grade.setdefault(own.grade, []).append(agency)
    lines = [Line(f"**{given}:** {', '.join(agencies)}") for given, agencies in by_grade.items()]
    return lines or "No agency grade"


def _says_something(grade: ReportGrade) -> bool:
    return bool(grade.agreed or grade.agency_grades or grade.texts)


def _add_judgements(story: Story, case: ReportCase, scale: Sequence[str]) -> None:
    """The case as a whole first. Where nothing was agreed it is said once, and no column is left for it."""
    grades = [grade for grade in (case.overall, *case.grades) if grade and _says_something(grade)]
    if not grades:
        if case.overall:
            story.line(_NOT_GRADED, "body")
        return
    story.heading("Judgements", 3)
    columns = [Column("Question", 3.2), Column("Agencies’ own grades", 2.4)]
    if not any(grade.agreed for grade in grades):
        story.line(_NOTHING_AGREED, "body", leads=True)
        story.table(columns, [(_judged(grade), _own_grades(grade)) for grade in grades])
        return
    for chart in judgement_charts(grades, scale):
        story.figure(chart.drawing, chart.alt)
    columns.append(Column("Agreed", 1.4))
    story.table(columns, [(_judged(grade), _own_grades(grade), _agreed(grade)) for grade in grades])
