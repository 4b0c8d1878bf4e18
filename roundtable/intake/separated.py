"""CSV files and pastes: text with cells parted by commas, semicolons, bars or tabs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from roundtable.domain.table import Cell, Sheet, TableRow
from roundtable.domain.table_errors import TableEmpty, TableQuoteOpen
from roundtable.intake import limits

_DELIMITERS: Final = "\t;,|"
_LOOKED_AT: Final = 50
"""Lines from which the delimiter is told."""
_LOOKED_AT_LETTERS: Final = 100_000
# Excel says the delimiter in a first line of its own.
_SAID: Final = "sep="


def sheet_of(text: str, delimiter: str = "") -> Sheet:
    """The table in a text; without `delimiter` it is told from the first lines.

    Raises TableEmpty, TableTooLarge, TableQuoteOpen.
    """
    first = 1
    if text[:4].casefold() == _SAID and text[5:6] in ("\n", ""):
        delimiter, text, first = text[4:5], text[6:], 2
    delimiter = delimiter if delimiter in tuple(_DELIMITERS) else told_delimiter(text)
    rows = tuple(_rows(text, delimiter, first))
    if not rows:
        raise TableEmpty()
    return Sheet("", rows)


def told_delimiter(text: str) -> str:
    """The one that parts most lines into the same number of cells; quoted ones do not count."""
    lines = [line for line in _whole_lines(text[:_LOOKED_AT_LETTERS]) if line.strip()][:_LOOKED_AT]
    return max(_DELIMITERS, key=lambda d: _evenness([line.count(d) for line in lines]))


def _evenness(counts: list[int]) -> tuple[int, int]:
    usual = max(set(counts), key=lambda n: (counts.count(n) if n else 0, n), default=0)
    return (counts.count(usual) if usual else 0, usual)


def _whole_lines(text: str) -> list[str]:
    """Lines with what stands in quotation marks taken out, its line ends among it."""
    return "".join(text.split('"')[::2]).split("\n")


def _rows(text: str, delimiter: str, first: int) -> Iterator[TableRow]:
    total = 0
    for found, (start, cells) in enumerate(_records(text, delimiter, first)):
        if found >= limits.ROWS:
            raise limits.too_many_rows()
        total += sum(map(len, cells))
        if total > limits.TEXT:
            raise limits.too_much_text()
        yield TableRow(start, tuple(Cell(cell.strip()) for cell in cells))


def _records(text: str, delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of every row that is not empty. Rows are counted as a spreadsheet program does."""
    lines = text.split("\n")
    read = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    for number in range(first, first + len(lines) + 1):
        begins = read.line_num
        try:
            cells = next(read, None)
        except csv.Error as error:
            raise _fault(error, number) from None
        if cells is None:
            return
        # An open quotation mark takes in everything to the end: far more than anybody writes in a cell.
        if max(map(len, cells), default=0) > limits.CELL:
            raise TableQuoteOpen(row=number) if read.line_num > begins + 1 else limits.too_long_cell()
        if len(cells) > limits.COLUMNS:
            raise limits.too_many_columns()
        if any(cell.strip() for cell in cells):
            yield number, cells


def _fault(error: csv.Error, number: int) -> Exception:
    # Python's reader tells its faults in words alone.
    return limits.too_long_cell() if "field larger" in str(error) else TableQuoteOpen(row=number)
