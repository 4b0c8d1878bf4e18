"""What the cases add up to: spread of grades, lessons, action plan, what was not finished, appendix."""

from __future__ import annotations

from roundtable.domain.report import AnonymousReport, LessonKind, ReportAction, ReportLesson, texts_of
from roundtable.export.charts import spread_charts
from roundtable.export.paper_dates import day, whole
from roundtable.export.paper_table import Cell, Column, Line
from roundtable.export.printable import missing_characters
from roundtable.export.story import Story, cell_lines

_ORDER = (LessonKind.GOOD_PRACTICE, LessonKind.AREA_FOR_IMPROVEMENT, LessonKind.SYSTEM_ISSUE)
_HEADINGS = {
    LessonKind.GOOD_PRACTICE: "Good practice",
    LessonKind.AREA_FOR_IMPROVEMENT: "Areas for improvement",
    LessonKind.SYSTEM_ISSUE: "System issues",
}


def add_spread(story: Story, report: AnonymousReport) -> None:
    """How the cases were graded, question by question."""
    story.heading("Across the cases", 1)
    story.prose(report.findings)
    story.line(_in_several_cases(report), "body")
    if not report.spread:
        story.line("No grades were agreed, so there is no spread to show.", "body")
        return
    scale = [step.name for step in report.scale]
    extra = [c.grade for s in report.spread for c in s.counts if c.grade not in scale and c.count]
    grades = [*scale, *dict.fromkeys(extra)]
    charts = spread_charts(report.spread, grades, report.level)
    story.heading("Spread of the agreed grades", 2)
    story.line(
        "Number of cases given each grade. There is no average: the spread is the finding.",
        "small",
        leads=True,
    )
    for chart in charts:
        story.figure(chart.drawing, chart.alt)


def _in_several_cases(report: AnonymousReport) -> str:
    """Which lessons rest on more than one case, by their evidence."""
    labels = [case.label for case in report.cases]
    found = []
    for lesson in report.lessons:
        behind = [x for x in labels if any(e == x or e.startswith(f"{x},") for e in lesson.evidence)]
        if len(behind) > 1:
            found.append(f"{lesson.reference} ({', '.join(behind)})")
    return f"**Lessons that rest on more than one case:** {' · '.join(found)}" if found else ""


def _lesson(lesson: ReportLesson) -> Cell:
    lines = cell_lines(lesson.text)
    if lesson.evidence:
        lines.append(Line(f"Rests on: {'; '.join(lesson.evidence)}", "cell_note"))
    return lines


def _about(lesson: ReportLesson) -> Cell:
    lines = [Line(lesson.domain, "cell_strong")] if lesson.domain else []
    agencies = ", ".join(lesson.agencies)
    return [*lines, Line(agencies, "cell_note")] if agencies else lines


def add_lessons(story: Story, report: AnonymousReport) -> None:
    """Lessons by kind, each with its reference and what it rests on."""
    story.heading("Lessons", 1)
    story.prose(report.lessons_comment)
    if not report.lessons:
        story.line("No lessons were recorded at this meeting.", "body")
    for kind in _ORDER:
        lessons = [lesson for lesson in report.lessons if lesson.kind is kind]
        if lessons:
            story.heading(_HEADINGS[kind], 2)
            columns = [
                Column("Ref.", 0.65),
                Column("Lesson and evidence", 4.4),
                Column("Domain, agencies", 1.95),
            ]
            story.table(columns, [(lesson.reference, _lesson(lesson), _about(lesson)) for lesson in lessons])


def _action(action: ReportAction) -> tuple[Cell, ...]:
    what = cell_lines(action.what)
    if action.measure.strip():
        what.append(Line(f"Measured by: {action.measure}", "cell_note"))
    if action.lessons:
        what.append(Line(f"From: {', '.join(action.lessons)}", "cell_note"))
    owner = [Line(action.owner_agency, "cell_strong"), Line(action.owner_role)]
    return action.reference, what, owner, whole(day(action.due)) if action.due else "No date set"


def add_actions(story: Story, report: AnonymousReport) -> None:
    """The action plan as one table."""
    story.heading("Action plan", 1)
    story.prose(report.actions_comment)
    if not report.actions:
        story.line("No actions were agreed at this meeting.", "body")
        return
    columns = [
        Column("Ref.", 0.95),  # "Action 12" on one line: never "A12", which is a question's
        Column("Action and measure", 3.25),
        Column("Owner", 1.75),
        Column("Due", 1.05),
    ]
    story.table(columns, [_action(action) for action in report.actions])


def add_unfinished(story: Story, report: AnonymousReport) -> None:
    """What was skipped or stopped, so that nobody takes silence for an answer."""
    story.heading("What was not finished", 1)
    story.prose(report.unfinished_comment)
    if not report.unfinished:
        story.line("Every step of the meeting was completed.", "body")
        return
    columns = [Column("What", 2), Column("Reason", 3)]
    story.table(columns, [(item.what, item.reason or "No reason recorded") for item in report.unfinished])


def add_appendix(story: Story, report: AnonymousReport) -> None:
    """How it was done, for whoever wants to check or repeat it."""
    appendix = report.appendix
    story.heading("Appendix", 1)
    if report.scale:
        story.heading("Grade scale", 2)
        story.table(
            [Column("Grade", 1.2), Column("Meaning", 4)], [(s.name, s.descriptor) for s in report.scale]
        )
    if appendix.sample_method.strip():
        story.heading("How the cases were chosen", 2)
        story.prose(appendix.sample_method)
    if appendix.statement_version.strip():
        story.heading("Confidentiality statement", 2)
        story.prose(appendix.statement_version)
    _add_wording(story, report)
    _add_anchor(story, report)
    if appendix.questions:
        story.heading("Questions asked", 2)
        columns = [Column("Ref.", 0.8), Column("Question", 4.4), Column("Domain", 1.8)]
        story.table(columns, [(q.reference, q.text, q.domain) for q in appendix.questions])


def _add_anchor(story: Story, report: AnonymousReport) -> None:
    anchor = report.anchor
    story.heading("Anchor of this report", 2)
    story.line(
        f"Trail head {anchor.head}; {anchor.count} entries; key fingerprint {anchor.fingerprint}. With these "
        "the Board’s vault can be checked against this paper.",
        "small",
    )


def _add_wording(story: Story, report: AnonymousReport) -> None:
    notes = [report.provenance, f"Contact: {report.contact}" if report.contact.strip() else ""]
    if any(note.strip() for note in notes):
        story.heading("Wording and contact", 2)
        for note in notes:
            story.line(note, "body")
    if missing_characters(texts_of(report)):
        story.heading("Other scripts and pictures", 2)
        story.line(
            "Some words were typed in a script, or with pictures, that the typeface of this paper does not "
            "have. They are spelled in Latin letters or named in square brackets.",
            "body",
        )
