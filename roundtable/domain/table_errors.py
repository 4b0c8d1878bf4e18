"""What can go wrong with a table from elsewhere. The words are in `ui/table_error_texts.py`."""

from __future__ import annotations

from roundtable.domain.errors import RoundtableError


class TableUnreadable(RoundtableError):
    """A file with a table cannot be read; its children say why. Nothing was added."""


class TableEmpty(TableUnreadable):
    """There is no row in it."""


class TableTooLarge(TableUnreadable):
    """More than is read of a file from elsewhere (details: what, limit = words)."""


class TableNotText(TableUnreadable):
    """Not a workbook, and no text in a known encoding either (details: line, or 0 when it is no text)."""


class TableQuoteOpen(TableUnreadable):
    """A quotation mark in a CSV file is never closed (details: row = where it begins)."""


class TableOtherKind(TableUnreadable):
    """A file of another kind, known by what is in it (details: kind, advice = words)."""


class WorkbookDamaged(TableUnreadable):
    """The parts of a workbook do not fit together, or one of them is broken."""


class WorkbookSuspicious(TableUnreadable):
    """A workbook made to do harm, or hardly made by a spreadsheet program (details: why = words)."""
