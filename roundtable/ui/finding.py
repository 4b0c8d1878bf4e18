"""What "Find anything" says: names of kinds, pages that can be gone to, and why something was not looked
through."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from roundtable.actions.search import Closed, Hit
from roundtable.domain.bookmark import Page
from roundtable.domain.passages import PassageKind
from roundtable.ui.way_on import way_to_place

KINDS: Final[Mapping[PassageKind, str]] = MappingProxyType(
    {
        PassageKind.AUDIT: "Audit",
        PassageKind.CASE: "Case",
        PassageKind.PERSON: "Person",
        PassageKind.PLACE: "Place",
        PassageKind.NUMBER: "Number",
        PassageKind.REPRESENTATIVE: "Representative",
        PassageKind.LESSON: "Lesson",
        PassageKind.ACTION: "Action",
        PassageKind.MEETING: "Round table",
        PassageKind.ATTENDEE: "At the round table",
        PassageKind.CONCERN: "Urgent concern",
        PassageKind.EVENT: "Event of the chronology",
        PassageKind.RETURN: "Agency return",
        PassageKind.ANSWER: "Agency’s answer to a question",
        PassageKind.HEADLINE: "Note on an agency’s headline",
        PassageKind.CHRONOLOGY_NOTE: "Note on the chronology",
        PassageKind.LIVED: "Lived experience",
        PassageKind.JUDGEMENT: "What was agreed on a question",
        PassageKind.OVERALL: "Grade for the case",
        PassageKind.SKIPPED: "Why a step was skipped",
        PassageKind.PRIVATE: "Your private note",
        PassageKind.DECISION: "Decision on a name",
        PassageKind.REPORT_TEXT: "Text of the report, edited",
    }
)

PAGES: Final = (
    ("home", "Home: all audits"),
    ("import_pack", "Import cases"),
    ("settings", "Settings"),
    ("recovery", "Backups and checks"),
    ("trail", "Trail: who did what"),
    ("help", "Help"),
    ("shortcuts", "Keyboard shortcuts"),
    ("about", "About Roundtable"),
)
"""Pages that need nothing to be opened with."""

CLOSED: Final[Mapping[Closed, str]] = MappingProxyType(
    {
        Closed.ALL_CASES: "Cases are closed now, so only pages and audits are looked through. They open once "
        "everybody here has signed and the curtain is lifted.",
        Closed.OTHER_AUDITS: "While a round table is open, only its own audit is looked through.",
        Closed.A_CASE: "Only the audit of the open round table is looked through, without the case that "
        "somebody in the room must stay out of.",
        Closed.MIRRORED: "The room sees this screen, so only pages and audits are looked through. Show the "
        "room view on the other screen first, then find.",
    }
)


def way_to_hit(hit: Hit) -> tuple[str, dict[str, object]]:
    """The screen's key and parameters, for `navigator.go`."""
    if hit.kind is PassageKind.REPRESENTATIVE:
        return "settings", {"section": "people"}
    key, params = way_to_place(hit.audit_id, hit.place)
    if hit.question_id and hit.place.page is Page.STEP:
        params["question_id"] = hit.question_id
    if hit.item and hit.kind is PassageKind.REPORT_TEXT and key == "check":
        return "edit", {"round_table_id": hit.place.round_table_id, "source": hit.item}
    name = _ITEMS.get((hit.kind, key), "")
    if hit.item and name:
        params[name] = hit.item
    return key, params


_ITEMS: Final[Mapping[tuple[PassageKind, str], str]] = MappingProxyType(
    {
        (PassageKind.EVENT, "chronology"): "event_id",
        (PassageKind.EVENT, "case"): "event_id",
        (PassageKind.LESSON, "lessons"): "lesson_id",
    }
)
"""The parameter by which a page is opened at the item itself."""
