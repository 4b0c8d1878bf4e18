"""The anonymised report on paper, from `AnonymousReport` alone: nothing here can reach a name."""

from __future__ import annotations

from roundtable.domain.report import AnonymousReport, ReleaseLevel, ReportState
from roundtable.export.paper import Furniture, set_paper
from roundtable.export.report_cases import add_cases
from roundtable.export.report_findings import (
    add_actions,
    add_appendix,
    add_lessons,
    add_spread,
    add_unfinished,
)
from roundtable.export.report_summary import add_summary
from roundtable.export.story import Story

_STATES = {
    ReportState.DRAFT: "Draft",
    ReportState.FINAL: "Final",
    ReportState.SUPERSEDED: "Superseded",
    ReportState.WITHDRAWN: "Withdrawn",
}


def version_line(report: AnonymousReport) -> str:
    """Reference, version and state, as in the foot of each page; what it replaces is told on page one."""
    parts = [report.reference, f"version {report.version}", _STATES[report.state]]
    return " · ".join(part for part in parts if part)


def anchor_line(report: AnonymousReport) -> str:
    """The trail's head in small print."""
    anchor = report.anchor
    return f"Trail {anchor.head} · {anchor.count} entries · key {anchor.fingerprint}"


def write_report(report: AnonymousReport) -> bytes:
    """Set the report and return the finished PDF (same report, same bytes)."""
    story = Story()
    add_summary(story, report, version_line(report), _notices(report))
    story.page_break()
    story.heading("Contents", 1, listed=False)
    story.contents()
    _add_method(story, report)
    add_cases(story, report)
    add_spread(story, report)
    add_lessons(story, report)
    add_actions(story, report)
    add_unfinished(story, report)
    add_appendix(story, report)
    furniture = Furniture(
        title=report.title,
        marking=report.marking,
        status=_status_in_head(report),
        foot=f"{report.board} · {version_line(report)}",
        small_print=anchor_line(report),
    )
    return set_paper(story, furniture)


_WARNINGS = {
    ReportState.DRAFT: "Draft: still being worked on. Do not act on it and do not pass it on.",
    ReportState.SUPERSEDED: "Superseded: a later version has taken the place of this one.",
    ReportState.WITHDRAWN: "Withdrawn: do not use this report. Delete it and every copy of it.",
}


def _notices(report: AnonymousReport) -> tuple[str, ...]:
    """What a reader of page one must know before anything else."""
    replaces = f"This version takes the place of {report.replaces}." if report.replaces.strip() else ""
    return tuple(words for words in (_WARNINGS.get(report.state, ""), replaces) if words)


def _status_in_head(report: AnonymousReport) -> str:
    """At the head of every page; a final report needs no word for its state there."""
    is_final = report.state is ReportState.FINAL
    return report.status_line if is_final else f"{_STATES[report.state]}. {report.status_line}"


def _add_method(story: Story, report: AnonymousReport) -> None:
    story.heading("How this audit was done", 1)
    story.prose(report.method_comment)
    if report.key_lines_of_enquiry:
        story.heading("Key lines of enquiry", 2)
        story.bullets(report.key_lines_of_enquiry)
    if report.look_back:
        story.heading("Period looked at", 2)
        story.prose(report.look_back)
    if report.method:
        story.heading("Method", 2)
        story.prose(report.method)
    story.heading("Status of anonymity", 2)
    story.panel([(report.status_line, "notice"), (_anonymity_in_words(report), "small")])
    story.prose(report.anonymity)
    story.heading("Who took part", 2)
    if report.agencies:
        story.line(
            "These agencies were represented. Who attended is kept in a separate, restricted record.", "body"
        )
        story.bullets(report.agencies)
    else:
        story.line("No agency is recorded as having taken part.", "body")
    if report.absent_agencies:
        story.heading("Invited, not there", 2)
        story.bullets(report.absent_agencies)


def _anonymity_in_words(report: AnonymousReport) -> str:
    if report.level is ReleaseLevel.PUBLICATION:
        return (
            "Names, places and dates have been removed or replaced, ages are banded and counts of people "
            "under five are not given. Readers have no access to the list that links labels to people."
        )
    return (
        "Names and places have been replaced by labels and dates by relative time. The labels are random and "
        "used for this report alone. The Board keeps the list that links them to people in an encrypted file "
        "until it is destroyed, so this paper is personal data in the Board's hands: do not pass it on."
    )
