"""What is said about the second place for backups: what went wrong there, and when it last worked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from roundtable.domain import keeping_errors as keeping
from roundtable.domain.errors import RoundtableError
from roundtable.domain.wording import day_words, time_words
from roundtable.ui.door import BackupCopy, SecondState

SECOND_PLACE_TEXTS: Final[Mapping[type[RoundtableError], tuple[str, str]]] = {
    keeping.SecondPlaceMissing: (
        "The second place is not there",
        "Plug in the stick or connect the drive. The next backup is copied there by itself.",
    ),
    keeping.SecondPlaceUnfit: (
        "Choose a folder elsewhere",
        "A copy beside the file is lost with it. Choose a folder on a USB stick or on another drive.",
    ),
    keeping.SecondPlaceFull: (
        "The second place is full",
        "Make room there, or choose another folder. The backup beside the file was made.",
    ),
    keeping.SecondPlaceNotWritable: (
        "Nothing can be written in the second place",
        "It may be write-protected, or another account’s. Choose a folder that you can write in.",
    ),
    keeping.SecondPlaceFailed: (
        "The copy in the second place failed",
        "It was taken away again, and the backup beside the file was made. Check that stick or drive.",
    ),
}


def where_words(copy: BackupCopy) -> str:
    """Which of the two places a backup lies in."""
    return "Second place" if copy.is_second else "Beside the file"


def state_words(state: SecondState) -> str:
    """ "Last copied there on 3 March 2027, 14:02." """
    if state.is_busy:
        return "Copying the newest backup there, and checking it."
    if state.worked_at is None:
        return "Nothing was copied there yet."
    return f"Last copied there, and checked, on {_at(state.worked_at)}."


def is_marked(state: SecondState) -> bool:
    """Whether the facilitator should know: the last copy failed, or the place is not there now."""
    return not state.is_busy and (state.problem is not None or not state.is_there)


def home_words(state: SecondState) -> str:
    """One quiet line for the home page."""
    last = f"last worked on {_at(state.worked_at)}" if state.worked_at else "has not worked yet"
    return f"The second place for backups {'failed' if state.is_there else 'is not there'}; it {last}."


def _at(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{day_words(local.date())}, {time_words(local)}"
