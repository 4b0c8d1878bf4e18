"""How much of a table is read, by name: more than a chronology has, less than fills a computer."""

from __future__ import annotations

from typing import Final

from roundtable.domain.table_errors import TableTooLarge

FILE_BYTES: Final = 20_000_000
ROWS: Final = 20_000
"""Rows with something in them; a child's whole life with weekly contacts has about a thousand."""
COLUMNS: Final = 200
CELL: Final = 32_767
"""Letters: the most that a spreadsheet program lets into a cell."""
SHEETS: Final = 50
BLANK_ROWS: Final = 100_000
"""Empty rows are walked over no further than this."""
TEXT: Final = 20_000_000
"""Letters of all cells together."""


def too_many_rows() -> TableTooLarge:
    """For raising."""
    return TableTooLarge(what="too many rows", limit=f"{ROWS:,} rows")


def too_many_columns() -> TableTooLarge:
    """For raising."""
    return TableTooLarge(what="too many columns", limit=f"{COLUMNS} columns")


def too_long_cell() -> TableTooLarge:
    """For raising."""
    return TableTooLarge(what="a cell with too much text", limit=f"{CELL:,} letters in a cell")


def too_many_bytes() -> TableTooLarge:
    """For raising."""
    return TableTooLarge(what="too many bytes", limit=f"{FILE_BYTES // 1_000_000} MB")


def too_much_text() -> TableTooLarge:
    """For raising."""
    return TableTooLarge(what="too much text", limit=f"{TEXT // 1_000_000} million letters")
