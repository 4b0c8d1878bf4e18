"""The seven-minute briefing: one or two pages for practitioners, from a report at publication level."""

from __future__ import annotations

from typing import Final

from roundtable.domain.papers import Briefing
from roundtable.domain.report import AnonymousReport, LessonKind
from roundtable.domain.report_markup import on_one_line
from roundtable.export.letterhead import add_head, furniture_of
from roundtable.export.paper import set_paper
from roundtable.export.paper_dates import day, whole
from roundtable.export.story import Story

_MOST: Final = 4
_LONGEST: Final = 230
"""Letters of one point: seven minutes are about two pages."""


def write_briefing(briefing: Briefing) -> bytes:
    """Set the briefing and return the finished PDF (same report, same bytes)."""
    report, story = briefing.report, Story()
    add_head(story, briefing.head, "Seven-minute briefing", report.title)
    _section(story, 1, "Background")
    theme = f" on **{_clipped(report.theme)}**" if report.theme else ""
    story.prose(
        f"{report.board} audited cases{theme} with its partner agencies. They met at a round table on "
        f"{whole(day(report.meeting_date))}. This is what was learned, for all who work with children.",
        "wide",
    )
    _section(story, 2, "Why it matters")
    _points(
        story, report.key_lines_of_enquiry, "The audit asked how well agencies work together for a child."
    )
    _section(story, 3, "What we looked at")
    period = f" The period looked at was {report.look_back}." if report.look_back else ""
    story.prose(f"{_clipped(report.summary.looked_at)}{period}", "wide")
    with story.together():  # "3 more in the report" must not open a page alone
        _section(story, 4, "What worked")
        _points(story, _lessons(report, LessonKind.GOOD_PRACTICE), "Nothing was recorded as good practice.")
    with story.together():
        _section(story, 5, "What to improve")
        improve = _lessons(report, LessonKind.AREA_FOR_IMPROVEMENT, LessonKind.SYSTEM_ISSUE)
        _points(story, improve, "Nothing was recorded as needing to improve.")
    with story.together():
        _section(story, 6, "What to do now")
        actions = tuple(f"**{a.owner_agency or 'All agencies'}:** {_clipped(a.what)}" for a in report.actions)
        nothing = "No action was agreed. Talk the lessons through in your team."
        _points(story, actions, nothing, is_clipped=True)
    _section(story, 7, "Reflect, and where to turn")
    story.bullets((*briefing.reflect, f"Questions: {report.contact}" if report.contact.strip() else ""))
    return set_paper(story, furniture_of(briefing.head, "Briefing", report.status_line))


def _section(story: Story, number: int, title: str) -> None:
    story.heading(f"{number}. {title}", 2)


def _lessons(report: AnonymousReport, *kinds: LessonKind) -> tuple[str, ...]:
    return tuple(lesson.text for lesson in report.lessons if lesson.kind in kinds)


def _points(story: Story, points: tuple[str, ...], nothing: str, *, is_clipped: bool = False) -> None:
    """The first few, each short; the report has the rest."""
    told = [point for point in points if point.strip()]
    if not told:
        story.line(nothing, "wide")
        return
    items = [point if is_clipped else _clipped(point) for point in told[:_MOST]]
    if len(told) > _MOST:
        items.append(f"{len(told) - _MOST} more in the report.")
    story.bullets(items)


def _clipped(text: str) -> str:
    """One line of at most so many letters, cut between words."""
    line = on_one_line(text)
    if len(line) <= _LONGEST:
        return line
    cut = line[:_LONGEST].rpartition(" ")[0] or line[:_LONGEST]
    # A bold stretch that the cut left open would print its asterisks.
    return f"{cut.replace('**', '').rstrip(' ,;:–-')}…"
