"""What went wrong with a table from elsewhere, and what to do about it."""

from __future__ import annotations

from typing import Final

from roundtable.domain import table_errors as e

TABLE_TEXTS: Final[dict[type, tuple[str, str]]] = {
    e.TableUnreadable: (
        "The table cannot be read",
        "Nothing was added. Save it again as a workbook (.xlsx) or as CSV (UTF-8), then choose that file.",
    ),
    e.TableEmpty: (
        "There is nothing in this table",
        "Look whether it is the right file and the right sheet. It needs a row for each event.",
    ),
    e.TableTooLarge: (
        "The table is too large to be read safely: {what}",
        "At most {limit} can be read. Keep only what is of this case, save it, and choose it again.",
    ),
    e.TableNotText: (
        "This is not a table that can be read",
        "Choose a workbook (.xlsx) or a CSV file. In the program that wrote it, save it as “CSV UTF-8”.",
    ),
    e.TableQuoteOpen: (
        "A quotation mark is never closed",
        "Look at row {row} of the file: close the mark there, or take it out. Then choose the file again.",
    ),
    e.TableOtherKind: ("This is {kind}", "{advice}"),
    e.WorkbookDamaged: (
        "The workbook is damaged",
        "Open it in the program that wrote it and save it anew as .xlsx, or ask the agency to send it again.",
    ),
    e.WorkbookSuspicious: (
        "The workbook was not opened: {why}",
        "No spreadsheet program writes such a file. Ask the agency whether they sent it, and for a new copy.",
    ),
}
