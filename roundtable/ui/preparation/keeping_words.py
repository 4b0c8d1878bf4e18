"""How the classes of records and their times are called on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from roundtable.domain.retention import MOST_MONTHS, Counted, RecordClass
from roundtable.domain.wording import counted

CLASS_WORDS: Final = MappingProxyType(
    {
        RecordClass.WORKING_PAPERS: "Working papers and the key to the labels",
        RecordClass.CONCERNS: "Urgent concerns",
        RecordClass.SIGNATURES: "Signatures and attendance",
        RecordClass.REPORT: "Reports and actions",
    }
)
_MONTHS: Final = (1, 2, 3, 6, 9, 12)
_YEARS: Final = (2, 3, 5, 6, 7, 10, 15, 25, 75)


def time_kept(months: int) -> str:
    """ "3 months", "6 years"."""
    years, over = divmod(months, 12)
    return counted(months, "month") if over or years < 2 else counted(years, "year")


def times_offered(record_class: RecordClass, now: int) -> list[tuple[str, str]]:
    """(months, words) up to what is allowed, the present one among them."""
    all_of_them = {*_MONTHS, *(12 * years for years in _YEARS), now}
    return [(str(m), time_kept(m)) for m in sorted(all_of_them) if m <= MOST_MONTHS[record_class]]


def items_words(items: Iterable[Counted]) -> str:
    """ "4 cases; 41 events of chronologies"; "nothing" for none."""
    return "; ".join(f"{item.what}: {item.count}" for item in items) or "nothing"
