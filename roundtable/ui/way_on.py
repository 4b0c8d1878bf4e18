"""Going on where one stopped: in words for the home page, and as a place to open."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from roundtable.actions.home import Resume
from roundtable.domain.audit import AuditStatus
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.ids import AuditId
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import CASE_STEPS, TITLES
from roundtable.domain.wording import day_words

_AUDIT: Final = MappingProxyType(
    {
        "scope": "what it looks at",
        "cases": "its cases",
        "questions": "its questions",
        "agencies": "its agencies",
        "meeting": "planning the round table",
    }
)
_CASE: Final = MappingProxyType(
    {
        "people": "people of case {}",
        "family": "family of case {}",
        "places": "places and numbers of case {}",
        "events": "chronology of case {}",
        "returns": "agency returns on case {}",
        "details": "about case {}",
    }
)
_MEETING: Final = MappingProxyType(
    {
        "overview": "overview of the round table",
        "details": "day and place of the round table",
        "people": "people at the round table",
        "order": "running order of the round table",
        "statement": "statement of the round table",
    }
)
_STATES: Final = MappingProxyType(
    {
        MeetingState.PLANNED: "The round table is planned for {}.",
        MeetingState.OPEN: "The round table is open.",
        MeetingState.PAUSED: "The round table is paused.",
        MeetingState.CLOSED: "The round table is closed; the report is not sent yet.",
    }
)


def what_is_next(resume: Resume) -> str:
    """ "people of case 2", "Child B, Chronology", "Check for names"."""
    place = resume.place
    if place.page is Page.AUDIT:
        return _AUDIT.get(place.section, _AUDIT["scope"])
    if place.page is Page.CASE:
        return _CASE.get(place.section, _CASE["people"]).format(resume.case_ordinal)
    if place.page is Page.MEETING:
        return _MEETING.get(place.section, "the round table")
    title = TITLES[place.step]
    return f"{resume.case_name}, {title}" if place.step in CASE_STEPS else title


def heading(resume: Resume) -> str:
    """ "Continue preparing Neglect 2026 — people of case 2"."""
    is_prepared = resume.status is AuditStatus.PREPARING
    begin = "Continue preparing" if is_prepared else "Continue"
    return f"{begin} {resume.audit_title} — {what_is_next(resume)}"


def where_it_stands(resume: Resume) -> str:
    """One sentence; never case content."""
    if resume.status is AuditStatus.WITHDRAWN:
        return "The report that was sent is withdrawn, and none was sent in its place."
    if resume.state is None:
        return "No round table is planned yet. Everything typed so far is kept."
    return _STATES[resume.state].format(day_words(resume.held_on) if resume.held_on else "")


def way_to(resume: Resume) -> tuple[str, dict[str, object]]:
    """The screen's key and parameters, for `navigator.go`."""
    return way_to_place(resume.audit_id, resume.place)


def way_to_place(audit_id: AuditId, place: Bookmark) -> tuple[str, dict[str, object]]:
    """As `way_to`, for any place of an audit."""
    if place.page is Page.AUDIT:
        return "audit", {"audit_id": audit_id} | _section(place, _AUDIT)
    if place.page is Page.CASE:
        return "case", {"case_id": place.case_id} | _section(place, _CASE)
    table: dict[str, object] = {"round_table_id": place.round_table_id}
    if place.page is Page.MEETING:
        return "meeting", table | _section(place, _MEETING)
    if place.step in CASE_STEPS:
        table["case_id"] = place.case_id
    return place.step.value, table


def _section(place: Bookmark, known: MappingProxyType[str, str]) -> dict[str, object]:
    """A part that this version does not have is left out: the page begins with its first."""
    return {"section": place.section} if place.section in known else {}
