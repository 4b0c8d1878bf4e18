"""The trail as a file for a spreadsheet: numbers, times, names at unlock, words; never case content."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from roundtable.actions.ports import TrailEntry
from roundtable.domain.errors import PaperNotSaved
from roundtable.domain.report import Anchor
from roundtable.ui.trail_words import event_words

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def trail_csv(entries: Iterable[TrailEntry], anchor: Anchor) -> bytes:
    """UTF-8 with a mark, as spreadsheets read it; the head of the trail stands in the last row."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("No.", "When", "Who", "What", "Event", "Ids"))
    for entry in entries:
        when = entry.at.isoformat(timespec="seconds")
        words = (entry.who, event_words(entry.event), entry.event, " ".join(entry.ids))
        rows.writerow((entry.number, when, *(_no_formula(text) for text in words)))
    rows.writerow((anchor.count, "", "", "Head of the trail", anchor.head, f"key {anchor.fingerprint}"))
    return out.getvalue().encode("utf-8-sig")


def write_trail(path: Path, data: bytes) -> None:
    """Raises PaperNotSaved; then no part of the file is left."""
    try:
        path.write_bytes(data)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise PaperNotSaved() from error


def _no_formula(text: str) -> str:
    """A name typed at unlock may begin like a formula: a spreadsheet is told that it is text."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
