"""Which row of a table holds its headings, and what an agency's own words for agencies stand for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roundtable.domain.event_table import (
    NEW_AGENCY,
    EventLine,
    Part,
    RowFault,
    guess,
    read_rows,
    unknown_agencies,
)
from roundtable.domain.ids import AgencyId
from roundtable.domain.table import Cell, Sheet, TableRow

TODAY = date(2026, 11, 24)
BOARD = ((AgencyId("police"), "Police"), (AgencyId("csc"), "Children's social care"))


def sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("", tuple(TableRow(n, tuple(map(Cell, cells))) for n, cells in enumerate(rows, 1)))


def test_of_two_rows_of_headings_the_one_that_says_more_counts() -> None:
    above, under = ("When", "", "Who", "Details"), ("Date", "Time", "Agency", "What happened")
    found = guess(sheet(("Chronology",), above, under, ("3/4/2015", "9:00", "Police", "Called")), TODAY)
    assert found.heading == 2
    assert found.columns == {Part.DATE: 0, Part.TIME: 1, Part.AGENCY: 2, Part.TEXT: 3}


def test_a_first_event_is_never_taken_for_a_second_row_of_headings() -> None:
    first = ("3/4/2015", "day service", "health team", "what happened")
    table = sheet(("Date", "Kind", "Agency", "What happened"), first)
    assert guess(table, TODAY).heading == 0
    undated = ("", "day service", "health team", "what happened")
    found = guess(sheet(("Date", "Kind", "Agency", "What happened", "Source"), undated), TODAY)
    assert found.heading == 0, "fewer headings than the row above: an event that lacks its date is a fault"


def test_words_that_are_no_agency_are_told_once_and_stand_for_what_is_said() -> None:
    heads = ("Date", "Agency", "What happened")
    table = sheet(
        heads,
        ("3/4/2015", "C.S.C.", "a"),
        ("4/4/2015", "Met Police", "b"),
        ("5/4/2015", " csc ", "c"),
        ("6/4/2015", "POLICE", "d"),
        ("7/4/2015", "", "e"),
        (
            "8/4/2015",
            "Called by the neighbours, who had heard shouting for most of the night and the morning",
            "f",
        ),
    )
    matching = guess(table, TODAY)
    asked = unknown_agencies(table, matching, BOARD)
    assert [(each.said, each.rows) for each in asked] == [("C.S.C.", 2), ("Met Police", 1)]
    said = {asked[0].key: AgencyId("csc"), asked[1].key: NEW_AGENCY, "police": AgencyId("csc")}
    read = list(read_rows(table, replace(matching, agencies=said), BOARD, TODAY))
    lines = [(r.number, r.agency_id, r.new_agency) for r in read if isinstance(r, EventLine)]
    assert lines == [
        (2, "csc", ""),
        (3, NEW_AGENCY, "Met Police"),
        (4, "csc", ""),
        (5, "police", ""),
    ], "the Board's own name stands for nothing else"
    assert [r.number for r in read if isinstance(r, RowFault)] == [6, 7]
