"""Page one of the report: what a busy director reads."""

from __future__ import annotations

from collections import Counter

from roundtable.domain.report import AnonymousReport, ReportAction, count_in_words
from roundtable.export.flowables import Columns, Stack, Text
from roundtable.export.letterhead import add_letterhead
from roundtable.export.paper_dates import day
from roundtable.export.paper_style import STYLES
from roundtable.export.story import Story, bullet_list
from roundtable.export.structure import Element

# Longer texts stand one under the other: two tall columns would not fit on the page.
_COLUMN_CHARACTERS = 900


def add_summary(story: Story, report: AnonymousReport, version: str, notices: tuple[str, ...] = ()) -> None:
    """Title, notices, figures, what was looked at, what worked, what must improve, the three main actions."""
    add_letterhead(story, report.board, report.logo)
    story.title(report.title)
    story.line(
        f"{report.theme} · round table of {day(report.meeting_date)} · {version}"
        if report.theme
        else f"Round table of {day(report.meeting_date)} · {version}",
        "lead",
    )
    if notices:
        story.panel([(words, "notice") for words in notices])
    _add_figures(story, report)
    story.heading("What was looked at", 2, listed=False)
    story.prose(report.summary.looked_at or "Nothing was recorded about what was looked at.", "wide")
    story.prose(report.summary.comment, "wide")
    story.line(_overall_in_words(report), "wide")
    _add_sides(story, report)
    _add_key_actions(story, report)


def _add_figures(story: Story, report: AnonymousReport) -> None:
    figures = [
        _cases_looked_at(report),
        (
            str(len(report.agencies)),
            "agency took part" if len(report.agencies) == 1 else "agencies took part",
        ),
        (str(len(report.lessons)), "lesson" if len(report.lessons) == 1 else "lessons"),
        (str(len(report.actions)), "action agreed" if len(report.actions) == 1 else "actions agreed"),
    ]
    stacks = [_figure(story.root, value, name) for value, name in figures]
    story.columns(stacks, gap=12)


def _cases_looked_at(report: AnonymousReport) -> tuple[str, str]:
    """ "4", "cases looked at"; "2 of 4" where the meeting did not reach them all.

    Never "case" alone: with the next figure it reads "case 1", which may be the reference of a case.
    """
    total, looked_at = len(report.cases), sum(case.was_looked_at for case in report.cases)
    number = str(total) if looked_at >= total else f"{looked_at} of {total}"
    return number, "case looked at" if total == 1 else "cases looked at"


def _overall_in_words(report: AnonymousReport) -> str:
    """How the cases as a whole were graded: a count for each grade, best first, never a mean."""
    agreed = Counter(case.overall.agreed for case in report.cases if case.overall and case.overall.agreed)
    scale = [step.name for step in report.scale if step.name in agreed]
    order = dict.fromkeys([*scale, *agreed])
    counts = [f"{grade} {count_in_words(agreed[grade], report.level)}" for grade in order]
    return f"**Agreed grades, case as a whole:** {' · '.join(counts)}" if counts else ""


def _figure(root: Element, value: str, name: str) -> Stack:
    # One paragraph for a reader ("4 cases"), two sizes for the eye.
    element = root.child("P")
    return Stack(
        [Text.of(value, STYLES["figure_value"], element), Text.of(name, STYLES["figure_name"], element)]
    )


def _side(root: Element, heading: str, items: tuple[str, ...], nothing: str) -> Stack:
    title = Text.of(heading, STYLES["h2"], root.child("H2"))
    if not items:
        return Stack([title, Text.of(nothing, STYLES["half"], root.child("P"))])
    return Stack([title, *bullet_list(root, items, "half")])


def _add_sides(story: Story, report: AnonymousReport) -> None:
    summary = report.summary
    worked = ("What worked", summary.what_worked, "Nothing was recorded as good practice.")
    improve = ("What must improve", summary.what_must_improve, "No area for improvement was recorded.")
    longest = max(sum(map(len, items)) for _, items, _ in (worked, improve))
    if longest <= _COLUMN_CHARACTERS:
        story.flow.append(Columns([_side(story.root, *worked), _side(story.root, *improve)]))
        return
    for heading, items, nothing in (worked, improve):
        story.heading(heading, 2, listed=False)
        story.bullets(items)
        if not items:
            story.line(nothing, "body")


def _told(action: ReportAction) -> str:
    owner = ", ".join(part for part in (action.owner_agency, action.owner_role) if part)
    due = f"by {day(action.due)}" if action.due else ""
    tail = " · ".join(part for part in (owner, due) if part)
    return f"**{action.what}**\n{tail}" if tail else f"**{action.what}**"


def _add_key_actions(story: Story, report: AnonymousReport) -> None:
    actions = report.summary.key_actions
    words = {1: "The most important action", 2: "The two most important actions"}
    story.heading(words.get(len(actions), "The three most important actions"), 2, listed=False)
    if not actions:
        story.line("No action was agreed at this meeting.", "body")
        return
    story.flow += bullet_list(story.root, [_told(a) for a in actions[:3]], "key", numbered=True)
