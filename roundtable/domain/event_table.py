"""A table of events as an agency keeps it: which column is what, and what each row says or lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from roundtable.domain.chronology import EventKind
from roundtable.domain.ids import AgencyId
from roundtable.domain.table import Cell, CellFault, Sheet, TableRow
from roundtable.domain.typed_day import TypedDay, typed_day
from roundtable.domain.wording import MONTHS


class Part(StrEnum):
    """What a column holds."""

    DATE = "date"
    TIME = "time"
    AGENCY = "agency"
    TEXT = "text"
    KIND = "kind"
    SOURCE = "source"


# Words of headings; the first part that a heading fits is taken, so that "event date" is a date.
_HEADINGS: Final = (
    (Part.DATE, ("date", "when", "day")),
    (Part.TIME, ("time",)),
    (Part.KIND, ("kind", "type", "category")),
    (Part.SOURCE, ("source", "reference", "record", "evidence", "ref")),
    (Part.AGENCY, ("agency", "organisation", "organization", "service", "team", "who")),
    (
        Part.TEXT,
        ("happened", "event", "details", "detail", "description", "summary", "what", "entry", "text"),
    ),
)
NO_AGENCY: Final = AgencyId("")
NEW_AGENCY: Final = AgencyId("new")
"""Stands for one that the Board is to have; ids themselves are longer, or an agency's name."""
LONGEST_AGENCY: Final = 80
"""Letters: more is a sentence, and no agency's name."""
_LOOKED_AT: Final = 15
"""Rows among which the headings are looked for."""
_WORDS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Matching:
    """Which column (from 0) holds what; `heading` is the heading row’s place among the rows, -1 for none.

    `agency_id` is the agency of every row where no column says it. `agencies`: what an agency's own words
    stand for, by `agency_key`; `NEW_AGENCY` for one that the Board is to have. `takes_months`: a month or a
    year alone is taken as its first day, and the words say so.
    """

    columns: Mapping[Part, int] = field(default_factory=lambda: MappingProxyType({}))
    heading: int = -1
    agency_id: AgencyId = NO_AGENCY
    takes_months: bool = False
    agencies: Mapping[str, AgencyId] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class EventLine:
    """A row that can become an event. `new_agency` is the name of one that the Board is to have for it; then
    `agency_id` is `NEW_AGENCY`."""

    number: int
    on: date
    agency_id: AgencyId
    kind: EventKind
    text: str
    new_agency: str = ""


@dataclass(frozen=True, slots=True)
class UnknownAgency:
    """Words in the agency column that are no agency of the Board, as they first stand there."""

    said: str
    rows: int

    @property
    def key(self) -> str:
        """The words without what may be written differently from row to row."""
        return agency_key(self.said)


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot; `words` say what is wrong and what to do, `told` is what stands in it, shortened."""

    number: int
    words: str
    told: str


def guess(sheet: Sheet, today: date) -> Matching:
    """By the words of the headings; where there are none, by what the first rows hold."""
    for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
        columns = _by_headings(row)
        if Part.DATE in columns and len(columns) > 1:
            under = _by_headings_under(sheet.rows[place + 1 : place + 2], columns, today)
            place, columns = (place + 1, under) if under else (place, columns)
            if Part.TEXT not in columns:
                columns |= _longest(sheet.rows[place + 1 :], set(columns.values()))
            return Matching(MappingProxyType(columns), place)
    columns = _dates_in(sheet, today)
    return Matching(MappingProxyType(columns | _longest(sheet.rows, set(columns.values()))))


def _by_headings(row: TableRow) -> dict[Part, int]:
    found: dict[Part, int] = {}
    for place, cell in enumerate(row.cells):
        words = _WORDS.findall(cell.text.casefold())
        # A heading is a few words; a sentence that says "when" is none.
        fitting = [part for part, known in _HEADINGS if set(words) & set(known)] if len(words) <= 5 else []
        part = next((p for p in fitting if p not in found), None)
        if part is not None:
            found[part] = place
    return found


def _by_headings_under(rows: Sequence[TableRow], above: Mapping[Part, int], today: date) -> dict[Part, int]:
    """Of a second row of headings, which says more than the first; never of a row that holds a date."""
    for row in rows:
        columns = _by_headings(row)
        says_more = Part.DATE in columns and len(columns) >= max(len(above), 3)
        if says_more and not any(typed_day(cell, today).on for cell in row.cells):
            return columns
    return {}


def _dates_in(sheet: Sheet, today: date) -> dict[Part, int]:
    rows = sheet.rows[:_LOOKED_AT]
    counts = [sum(typed_day(r.cell(c), today).on is not None for r in rows) for c in range(sheet.width)]
    best = max(counts, default=0)
    return {Part.DATE: counts.index(best)} if best else {}


def _longest(rows: Sequence[TableRow], taken: set[int]) -> dict[Part, int]:
    lengths: dict[int, int] = {}
    for row in rows[:_LOOKED_AT]:
        for place, cell in enumerate(row.cells):
            if place not in taken:
                lengths[place] = lengths.get(place, 0) + len(cell.text)
    return {Part.TEXT: max(lengths, key=lambda place: lengths[place])} if lengths else {}


def read_rows(
    sheet: Sheet, matching: Matching, agencies: Sequence[tuple[AgencyId, str]], today: date
) -> Iterator[EventLine | RowFault]:
    """Every row under the headings, in order, as what it is."""
    known = {**matching.agencies, **{agency_key(name): agency for agency, name in agencies}}
    for row in sheet.rows[matching.heading + 1 :]:
        yield _read(row, matching, known, today)


def unknown_agencies(
    sheet: Sheet, matching: Matching, agencies: Sequence[tuple[AgencyId, str]]
) -> tuple[UnknownAgency, ...]:
    """What the agency column says that is no agency of the Board, the most frequent first."""
    if Part.AGENCY not in matching.columns:
        return ()
    known = {agency_key(name) for _agency, name in agencies}
    found: dict[str, UnknownAgency] = {}
    for row in sheet.rows[matching.heading + 1 :]:
        said = _said(row.cell(matching.columns[Part.AGENCY]))
        key = agency_key(said)
        if key and key not in known and len(said) <= LONGEST_AGENCY:
            before = found.get(key, UnknownAgency(said, 0))
            found[key] = replace(before, rows=before.rows + 1)
    return tuple(sorted(found.values(), key=lambda each: -each.rows))


def _said(cell: Cell) -> str:
    return "" if cell.fault else " ".join(cell.text.split())


def _read(
    row: TableRow, matching: Matching, known: Mapping[str, AgencyId], today: date
) -> EventLine | RowFault:
    cells = {part: row.cell(matching.columns.get(part, -1)) for part in Part}
    day = typed_day(cells[Part.DATE], today)
    said = _said(cells[Part.AGENCY])
    agency_id = known.get(agency_key(said)) if Part.AGENCY in matching.columns else matching.agency_id
    kind = _kind(cells[Part.KIND].text)
    problems = tuple(_problems(cells, day, matching, agency_id, kind))
    if problems or day.on is None or not agency_id or kind is None:
        told = " · ".join(c.text for c in row.cells if c.text)
        return RowFault(row.number, " ".join(problems), told[:120])
    new = said if agency_id == NEW_AGENCY else ""
    return EventLine(row.number, day.on, agency_id, kind, _text(cells, day), new)


def _problems(
    cells: Mapping[Part, Cell],
    day: TypedDay,
    matching: Matching,
    agency: AgencyId | None,
    kind: EventKind | None,
) -> Iterator[str]:
    broken = [cell.fault for cell in cells.values() if cell.fault is not None]
    if CellFault.FORMULA in broken:
        yield "A cell is a formula without a value. Open the file, let it work out the value, and save it."
    if CellFault.ERROR in broken:
        yield "A cell shows an error. Mend it in the file."
    if broken:
        return
    if problem := _day_problem(day, matching):
        yield problem
    if not cells[Part.TEXT].text.strip():
        yield "Enter what happened."
    if not agency:
        yield _agency_problem(cells[Part.AGENCY].text.strip())
    if kind is None:
        yield "Write the kind as contact, incident, meeting or decision."


def _day_problem(day: TypedDay, matching: Matching) -> str:
    if day.is_whole and not matching.takes_months:
        return "The day is missing. Enter it, or have months and years taken as their first day."
    return day.problem


def _agency_problem(said: str) -> str:
    if not said:
        return "Enter the agency."
    return (
        f"“{said[:40]}” is no agency of the Board. Say above which one it is, or write it as the Board does."
    )


def _text(cells: Mapping[Part, Cell], day: TypedDay) -> str:
    """The words, with what an event has no place of its own for: time, source, that the day is not known."""
    text, time, source = (cells[p].text.strip() for p in (Part.TEXT, Part.TIME, Part.SOURCE))
    at = cells[Part.TIME].at
    time = at.strftime("%H:%M") if at else time or day.time
    if day.is_whole and day.on:
        year_alone = cells[Part.DATE].text.strip().isdecimal()
        when = str(day.on.year) if year_alone else f"{MONTHS[day.on.month - 1]} {day.on.year}"
        text = f"({when}, day not known) {text}"
    text = f"{time}: {text}" if time else text
    return f"{text} (Source: {source})" if source else text


def _kind(text: str) -> EventKind | None:
    """A contact where nothing is said; None where what is said is no kind."""
    word = text.strip().casefold().rstrip("s")
    return EventKind.CONTACT if not word else next((k for k in EventKind if k.value == word), None)


def agency_key(name: str) -> str:
    """A name without case, spaces and signs."""
    return "".join(c for c in name.casefold().replace("&", "and") if c.isalnum())
