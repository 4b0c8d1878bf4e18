"""Workbooks (.xlsx) as plain cells, by their stored values: nothing is worked out, followed or run."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any, Final

from roundtable.actions.table_port import Told
from roundtable.domain.errors import RoundtableError
from roundtable.domain.table import Cell, CellFault, Sheet, TableRow
from roundtable.domain.table_errors import TableEmpty, TableTooLarge, WorkbookDamaged
from roundtable.intake import limits
from roundtable.intake.workbook_look import look

_TOLD_EVERY: Final = 250
"""Rows."""


def read_workbook(data: bytes, told: Told) -> tuple[Sheet, ...]:
    """All sheets that hold something and are not hidden, in order. `told` may raise to stop.

    Raises TableEmpty, TableTooLarge, TableOtherKind, WorkbookDamaged, WorkbookSuspicious.
    """
    look(data)
    from openpyxl.utils.exceptions import InvalidFileException  # half a second: not before it is needed

    try:
        # What the library leaves out (styles, validation) is not wanted. Its own words alone, and for good:
        # `catch_warnings` would switch those of every other thread, too, off and on again.
        warnings.filterwarnings("ignore", module=r"openpyxl\.")
        sheets = tuple(sheet for sheet in _sheets(data, told) if sheet.rows)
    except RoundtableError:
        raise
    except InvalidFileException:
        raise WorkbookDamaged() from None
    except Exception:  # noqa: BLE001 - the library meets broken parts with whatever error is nearest
        raise WorkbookDamaged() from None
    if not sheets:
        raise TableEmpty()
    return sheets


def _sheets(data: bytes, told: Told) -> Iterator[Sheet]:
    """The file is read twice side by side: values, and whether they come of a formula."""
    from openpyxl import load_workbook

    kept: dict[str, Any] = {"read_only": True, "keep_links": False}
    values = load_workbook(io.BytesIO(data), data_only=True, **kept)
    formulas = load_workbook(io.BytesIO(data), data_only=False, **kept)
    if len(values.sheetnames) > limits.SHEETS:
        raise TableTooLarge(what="too many sheets", limit=f"{limits.SHEETS} sheets")
    for shown, behind in zip(values.worksheets, formulas.worksheets, strict=True):
        if shown.sheet_state == "visible":
            # What the file says of its own size is not believed.
            shown.reset_dimensions()
            behind.reset_dimensions()
            yield Sheet(str(shown.title), tuple(_rows(shown, behind, told)))


def _rows(shown: Any, behind: Any, told: Told) -> Iterator[TableRow]:
    found = letters = 0
    for number, (values, formulas) in enumerate(zip(shown.iter_rows(), behind.iter_rows(), strict=True), 1):
        if number % _TOLD_EVERY == 0:
            told(0, 0, f"Reading row {number:,}")
        if number - found > limits.BLANK_ROWS:
            return
        cells = tuple(_cell(v, f) for v, f in zip_longest(values, formulas))
        while cells and cells[-1].is_empty:
            cells = cells[:-1] if len(cells) < limits.COLUMNS else _without_end(cells)
        if not cells:
            continue
        found += 1
        letters += sum(len(cell.text) for cell in cells)
        _check(found, len(cells), letters)
        yield TableRow(number, cells)


def _without_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """In one go: a row can be 18,000 empty cells long."""
    last = max((place for place, cell in enumerate(cells, 1) if not cell.is_empty), default=0)
    return cells[:last]


def _check(rows: int, columns: int, letters: int) -> None:
    if rows > limits.ROWS:
        raise limits.too_many_rows()
    if columns > limits.COLUMNS:
        raise limits.too_many_columns()
    if letters > limits.TEXT:
        raise limits.too_much_text()


def _cell(shown: Any, behind: Any) -> Cell:
    value = shown.value if shown is not None else None
    kind = behind.data_type if behind is not None else ""
    if value is None:
        return Cell(fault=CellFault.FORMULA) if kind == "f" else Cell()
    if shown.data_type == "e":
        return Cell(str(value)[:20], fault=CellFault.ERROR)
    return _of_value(value)


def _of_value(value: object) -> Cell:
    if isinstance(value, datetime):
        at = value.time().replace(microsecond=0)
        return Cell(value.date().isoformat(), value.date(), at if at != time() else None)
    if isinstance(value, date):
        return Cell(value.isoformat(), value)
    if isinstance(value, time):
        return Cell(value.strftime("%H:%M"), at=value.replace(microsecond=0))
    if isinstance(value, timedelta):
        return Cell(str(value))
    return Cell(_words(value))


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > limits.CELL:
        raise limits.too_long_cell()
    # Half characters and control letters cannot be stored or shown.
    return "".join(
        c for c in text if c in "\n\t" or ((c.isprintable() or c.isspace()) and not "\ud800" <= c <= "\udfff")
    )
