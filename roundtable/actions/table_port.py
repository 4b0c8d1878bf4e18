"""What actions and pages need of files with tables in them: bytes in, sheets of plain cells out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from roundtable.domain.table import Sheet

Told = Callable[[int, int, str], None]
"""Told how far reading has come (done, of how many or 0, what); may raise to stop it."""


class TableFiles(Protocol):
    """Reads tables from elsewhere. Nothing in them is carried out, followed or kept."""

    def read(self, data: bytes, told: Told) -> tuple[Sheet, ...]:
        """The sheets of a workbook, or the one of a CSV file: what the bytes are decides, not the name.

        Raises a child of TableUnreadable.
        """

    def pasted(self, text: str) -> tuple[Sheet, ...]:
        """A table from the clipboard, its cells parted by tabs. Raises a child of TableUnreadable."""

    def empty_workbook(self) -> bytes:
        """A workbook with headings alone, for an agency to fill in."""
