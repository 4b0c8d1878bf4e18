"""The engine behind the scorer's contract: `anonymise(text, people, places) -> [(start, end, label, kind)]`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from roundtable.anonymise import Anonymiser, Certainty, Person, Place, Register, assign_labels


@lru_cache(maxsize=4)
def _engine(people: str, places: str) -> Anonymiser:
    register = Register(
        people=tuple(
            Person(p["id"], p["name"], p["role"], tuple(p.get("aliases", ()))) for p in json.loads(people)
        ),
        places=tuple(
            Place(p["id"], p["name"], p["role"], tuple(p.get("aliases", ()))) for p in json.loads(places)
        ),
    )
    return Anonymiser(register, assign_labels(register, b"benchmark"))


def anonymise(
    text: str, people: Sequence[Mapping[str, Any]], places: Sequence[Mapping[str, Any]]
) -> list[tuple[int, int, str | None, str]]:
    """Spans on `text`; a kind that begins with `review` asks, everything else is masked."""
    engine = _engine(json.dumps(people, sort_keys=True), json.dumps(places, sort_keys=True))
    return [
        (f.start, f.end, f.label, f"review-{f.kind}" if f.certainty is Certainty.REVIEW else f.kind)
        for f in engine.find(text)
        if f.certainty is not Certainty.KEEP
    ]
