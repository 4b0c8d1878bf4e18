"""A report as plain blocks in reading order: what the rivals are given, figures as SVG, nothing of our layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.graphics import renderSVG

from roundtable.domain.family_map import ON_PAPER, family_map
from roundtable.domain.report import AnonymousReport, LessonKind, ReportCase, ReportGrade
from roundtable.domain.report_markup import blocks
from roundtable.export.charts import Chart, spread_charts
from roundtable.export.family_figure import on_paper
from roundtable.export.judgement_chart import judgement_charts
from roundtable.export.paper_dates import day
from roundtable.export.timeline_chart import timeline_chart

Block = dict[str, Any]
_CLIP = ' style="clip-path: url(#clip)"'
_PER_CENT = re.compile(r"rgb\((\d+)%,(\d+)%,(\d+)%\)")


def report_blocks(report: AnonymousReport) -> list[Block]:
    """Headings, paragraphs, lists, tables (first row heads) and figures with alternative texts."""
    return [
        *_summary(report),
        *_method(report),
        _heading(1, "The cases"),
        *(block for case in report.cases for block in _case(report, case)),
        *_findings(report),
        *_appendix(report),
    ]


def _heading(level: int, text: str) -> Block:
    return {"kind": "heading", "level": level, "text": text}


def _prose(text: str) -> Iterator[Block]:
    for block in blocks(text):
        if block.kind == "item":
            yield {"kind": "list", "items": [block.text]}
        elif block.kind == "heading":
            yield _heading(4, block.text)
        else:
            yield {"kind": "paragraph", "text": block.text}


def _list(items: Sequence[str]) -> Block:
    return {"kind": "list", "items": list(items)}


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    return {"kind": "table", "heads": list(heads), "rows": [list(row) for row in rows]}


def _in_bytes(found: re.Match[str]) -> str:
    return f"rgb({','.join(str(round(int(share) * 2.55)) for share in found.groups())})"


def _figure(chart: Chart) -> Block:
    # Colours in per cent and a path that clips nothing are good SVG, and more than one rival can read.
    svg = _PER_CENT.sub(_in_bytes, renderSVG.drawToString(chart.drawing)).replace(_CLIP, "")
    return {
        "kind": "figure",
        "svg": svg[svg.index("<svg") :],
        "alt": chart.alt,
        "width": chart.drawing.width,
        "height": chart.drawing.height,
    }


def _summary(report: AnonymousReport) -> Iterator[Block]:
    yield _heading(1, report.title)
    yield from _prose(f"{report.board} · {report.theme} · round table of {day(report.meeting_date)}")
    counts = (len(report.cases), len(report.agencies), len(report.lessons), len(report.actions))
    yield _table(("Cases", "Agencies", "Lessons", "Actions"), [[str(count) for count in counts]])
    yield _heading(2, "What was looked at")
    yield from _prose(report.summary.looked_at)
    yield _heading(2, "What worked")
    yield _list(report.summary.what_worked)
    yield _heading(2, "What must improve")
    yield _list(report.summary.what_must_improve)
    yield _heading(2, "The three most important actions")
    yield _list([f"{a.what} {a.owner_agency}, {a.owner_role}" for a in report.summary.key_actions])


def _method(report: AnonymousReport) -> Iterator[Block]:
    yield _heading(1, "How this audit was done")
    yield _list(report.key_lines_of_enquiry)
    yield from _prose(report.method)
    yield _heading(2, "Status of anonymity")
    yield from _prose(report.status_line)
    yield _heading(2, "Who took part")
    yield _list(report.agencies)


def _case(report: AnonymousReport, case: ReportCase) -> Iterator[Block]:
    yield _heading(2, case.label)
    yield from _prose(case.summary)
    yield _table([f.name for f in case.key_facts], [[f.value for f in case.key_facts]])
    yield _heading(3, "Family and household")
    if case.family_map:
        drawn = family_map(case.family_map.people, case.family_map.family, ON_PAPER).drawing
        yield _figure(Chart(on_paper(drawn, 0.6), drawn.words))
    rows = [(m.label, m.relation, m.age_band, m.household) for m in case.family]
    yield _table(("Person", "Relation", "Age band", "Household"), rows)
    yield _heading(3, "The child’s lived experience")
    yield from _prose(case.lived_experience)
    yield _heading(3, "Timeline")
    if chart := timeline_chart(case.timeline, case.timeline_axis):
        yield _figure(chart)
    yield _table(("When", "Agency", "What happened"), [(e.when, e.agency, e.text) for e in case.timeline])
    yield _heading(3, "Judgements")
    grades = [grade for grade in (case.overall, *case.grades) if grade]
    for chart in judgement_charts(grades, [step.name for step in report.scale]):
        yield _figure(chart)
    yield _table(("Question", "Agencies’ own grades", "Agreed"), [_judged(grade) for grade in grades])


def _judged(grade: ReportGrade) -> tuple[str, str, str]:
    own = "; ".join(f"{a.grade}: {a.agency}" for a in grade.agency_grades)
    return f"{grade.question} Why: {grade.reason} {grade.dissent}", own, grade.agreed


def _findings(report: AnonymousReport) -> Iterator[Block]:
    yield _heading(1, "Across the cases")
    yield from _prose(report.findings)
    for chart in spread_charts(report.spread, [step.name for step in report.scale], report.level):
        yield _figure(chart)
    yield _heading(1, "Lessons")
    for kind in LessonKind:
        yield _heading(2, kind.value)
        rows = [
            (
                x.reference,
                f"{x.text} Rests on: {'; '.join(x.evidence)}",
                f"{x.domain}, {', '.join(x.agencies)}",
            )
            for x in report.lessons
            if x.kind is kind
        ]
        yield _table(("Ref.", "Lesson and evidence", "Domain, agencies"), rows)
    yield _heading(1, "Action plan")
    yield _table(
        ("Ref.", "Action and measure", "Owner", "Due"),
        [
            (
                a.reference,
                f"{a.what} {a.measure}",
                f"{a.owner_agency} {a.owner_role}",
                day(a.due) if a.due else "",
            )
            for a in report.actions
        ],
    )
    yield _heading(1, "What was not finished")
    yield _table(("What", "Reason"), [(u.what, u.reason) for u in report.unfinished])


def _appendix(report: AnonymousReport) -> Iterator[Block]:
    yield _heading(1, "Appendix")
    yield _table(("Grade", "Meaning"), [(s.name, s.descriptor) for s in report.scale])
    yield from _prose(report.appendix.sample_method)
    yield from _prose(report.appendix.statement_version)
    questions = [(q.reference, q.text, q.domain) for q in report.appendix.questions]
    yield _table(("Ref.", "Question", "Domain"), questions)
    yield from _prose(f"{report.provenance} {report.contact}")
