"""Asking which lines of two agencies tell of one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from roundtable.actions.chronology import EventRow
from roundtable.domain.ids import EventId
from roundtable.domain.wording import short_day_words, shortened
from roundtable.ui.prompts import Choice, Prompts

_MOST: Final = 80
_CUT: Final = 90
_SAME, _APART, _PICK = "same:", "apart:", "pick"


def ask_same_event(
    prompts: Prompts, rows: Sequence[EventRow], event_id: EventId
) -> tuple[EventId, bool] | None:
    """The other line, and whether both are one event; None when nothing was said."""
    row = next((r for r in rows if r.id == event_id), None)
    if row is None:
        return None
    if not row.others:
        return _picked(prompts, rows, row)
    by_id = {r.id: r for r in rows}
    choices = []
    for other in row.others:
        line = _line(by_id[other.id])
        if not other.is_said:
            choices.append(Choice(f"{_SAME}{other.id}", f"One event: {line}"))
        choices.append(Choice(f"{_APART}{other.id}", f"Two events: {line}"))
    choices.append(Choice(_PICK, "Another line tells of the same event…"))
    told = "\n".join(o.words for o in row.others)
    key = prompts.choose("Do two agencies tell of one event?", f"{_line(row)}\n\n{told}", choices)
    if key is None:
        return None
    if key == _PICK:
        return _picked(prompts, rows, row)
    return EventId(key.partition(":")[2]), key.startswith(_SAME)


def _picked(prompts: Prompts, rows: Sequence[EventRow], row: EventRow) -> tuple[EventId, bool] | None:
    """One of the other agencies' lines, nearest first."""
    near = sorted((r for r in rows if r.agency_id != row.agency_id), key=lambda r: abs((r.on - row.on).days))
    title = f"Which line tells of the same event as {shortened(_line(row), _CUT)}?"
    key = prompts.pick(title, [Choice(r.id, _line(r)) for r in near[:_MOST]])
    return (EventId(key), True) if key else None


def _line(row: EventRow) -> str:
    return shortened(f"{short_day_words(row.on)}, {row.agency}: {' '.join(row.text.split())}", _CUT)
