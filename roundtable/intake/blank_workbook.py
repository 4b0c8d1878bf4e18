"""A workbook with headings alone, which an agency fills in and sends back."""

from __future__ import annotations

import io
from typing import Final

HEADINGS: Final = ("Date", "Time", "Agency", "What happened", "Kind", "Source")
_WIDTHS: Final = (14, 10, 26, 80, 16, 30)
_ROWS: Final = 500
"""Rows that are made ready: text, so that a date stays as it is typed."""
_NOTES: Final = (
    "How to fill in the first sheet",
    "One row for each event. Write dates like 3 4 2015: the day first, then the month, then the year.",
    "Kind is one of: contact, incident, meeting, decision. Leave it empty for a contact.",
    "An example: 3 4 2015 | 14:30 | Police | Called to the home by a neighbour. | incident | log 1234",
    "Send it back in the way your agency sends confidential papers.",
)


def made() -> bytes:
    """The file."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = "Events"
    sheet.append(HEADINGS)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions["ABCDEF"[place - 1]].width = width
        sheet.cell(1, place).font = Font(bold=True)
    for row in sheet.iter_rows(2, _ROWS, 1, len(HEADINGS)):
        for cell in row:
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    notes = book.create_sheet("How to fill it in")
    notes.column_dimensions["A"].width = 110
    for line in _NOTES:
        notes.append((line,))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
