"""A small case pack of invented people: two children, four agencies, two questions."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

_AGENCIES = (
    ("children_social_care", "Children’s social care"),
    ("police", "Police"),
    ("health_visiting", "Health visiting and school nursing"),
    ("school", "School or college"),
)
_CASES: tuple[dict[str, Any], ...] = (
    {
        "reference": "CASE-1",
        "background": "Seven years old. Lives with mother and baby brother.",
        "register": {
            "people": [
                {
                    "id": "mina",
                    "name": "Mina Quillfeather",
                    "role": "Child",
                    "aliases": ["Minnie"],
                    "born_on": "2018-06-04",
                    "sex": "female",
                    "in_household": True,
                    "is_index_child": True,
                },
                {"id": "sara", "name": "Sara Quillfeather", "role": "Mother", "in_household": True},
                {
                    "id": "noor",
                    "name": "Noor Ashgrove",
                    "role": "Class Teacher",
                    "is_professional": True,
                    "agency": "school",
                },
            ],
            "places": [
                {"id": "sch", "name": "Larkfield Primary School", "role": "School", "aliases": ["Larkfield"]}
            ],
            "identifiers": [{"id": "nhs", "kind": "NHS number", "value": "999 041 7636"}],
        },
        "family": [{"first": "sara", "kind": "unknown", "children": ["mina"]}],
        "chronology": [
            {"on": "2025-05-06", "agency": "school", "kind": "incident", "text": "Mina came without a coat."},
            {
                "on": "2025-09-12",
                "agency": "police",
                "kind": "contact",
                "text": "Sara Quillfeather called for help.",
            },
        ],
        "returns": [
            {
                "agency": "school",
                "headline": "Staff saw it first.",
                "grade": "good",
                "answers": [{"question": "A1", "text": "Yes, from the log.", "grade": "good"}],
            },
            {"agency": "police", "status": "nil", "headline": "No contact in the window."},
        ],
    },
    {
        "reference": "CASE-2",
        "background": "Twelve years old. Lives with grandmother.",
        "register": {
            "people": [
                {
                    "id": "idris",
                    "name": "Idris Hallowdene",
                    "role": "Child",
                    "born_on": "2013-11-20",
                    "sex": "male",
                    "in_household": True,
                    "is_index_child": True,
                },
                {"id": "gran", "name": "Winifred Hallowdene", "role": "Grandmother", "in_household": True},
            ],
        },
        "family": [],
        "chronology": [
            {
                "on": "2025-07-01",
                "agency": "health_visiting",
                "kind": "meeting",
                "text": "Idris was not at the review.",
            },
        ],
        "returns": [
            {
                "agency": "children_social_care",
                "headline": "Visits were made.",
                "grade": "requires_improvement",
                "answers": [{"question": "A1", "text": "Not always.", "grade": "inadequate"}],
            },
        ],
    },
)
PACK: dict[str, Any] = {
    "format": "roundtable-case-pack",
    "version": 1,
    "audit": {
        "reference": "AUD-1",
        "title": "Multi-agency audit: neglect",
        "theme": "Neglect",
        "window_from": "2025-04-01",
        "window_to": "2026-03-31",
        "questions": [{"id": "A1"}, {"id": "A2"}],
        "recipient": {
            "name": "Learning and Improvement Sub Group",
            "email": "learning.subgroup@example.org",
            "allowed_domains": ["example.org"],
        },
    },
    "agencies": [{"id": key, "name": name} for key, name in _AGENCIES],
    "representatives": [
        {
            "agency": "police",
            "name": "Karen Whitlow",
            "role": "Detective Inspector",
            "accredited_on": "2025-02-03",
        },
    ],
    "cases": list(_CASES),
}
"""NAMES are what must never be found in anything that leaves."""
NAMES = (
    "Mina",
    "Minnie",
    "Quillfeather",
    "Sara",
    "Noor",
    "Ashgrove",
    "Larkfield",
    "Idris",
    "Hallowdene",
    "Winifred",
)


def write_pack(folder: Path, **changes: object) -> Path:
    """The pack as a file; `changes` replace values by a path such as `cases__0__reference`."""
    pack = deepcopy(PACK)
    for place, value in changes.items():
        *way, last = [int(part) if part.isdigit() else part for part in place.split("__")]
        here: Any = pack
        for part in way:
            here = here[part]
        here[last] = value
    path = folder / "cases.json"
    path.write_text(json.dumps(pack), encoding="utf-8")
    return path
