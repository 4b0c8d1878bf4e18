"""A file from elsewhere, by what is in it: a workbook, a CSV file, or something else that is named."""

from __future__ import annotations

from typing import Final

from roundtable.actions.table_port import Told
from roundtable.domain.table import Sheet
from roundtable.domain.table_errors import TableEmpty, TableOtherKind
from roundtable.intake import blank_workbook, decoding, limits, separated, workbook

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_AS_WORKBOOK: Final = "Open it in the program that wrote it, save it as .xlsx, and choose that file."
_UNLOCKED: Final = "Open it with its password, save it as .xlsx without a password, and choose that file."
_KINDS: Final = (
    (
        b"%PDF",
        "a PDF file",
        "A PDF holds no table. Ask the agency for the workbook or CSV file that it was made from.",
    ),
    (b"{\\rtf", "a text document (.rtf)", "Copy the table in it and paste it here."),
    (b"\x89PNG", "a picture", "Ask the agency for the workbook or CSV file."),
    (b"\xff\xd8\xff", "a picture", "Ask the agency for the workbook or CSV file."),
)


class IntakeFiles:
    """See `TableFiles`."""

    def read(self, data: bytes, told: Told) -> tuple[Sheet, ...]:
        """See `TableFiles.read`."""
        if len(data) > limits.FILE_BYTES:
            raise limits.too_many_bytes()
        if not data.strip(b"\x00 \t\r\n"):
            raise TableEmpty()
        if data.startswith(b"PK"):
            return workbook.read_workbook(data, told)
        _refuse_other_kinds(data)
        return (separated.sheet_of(decoding.text_of(data)),)

    def pasted(self, text: str) -> tuple[Sheet, ...]:
        """See `TableFiles.pasted`."""
        if len(text) > limits.FILE_BYTES:
            raise limits.too_many_bytes()
        text = decoding.checked(text)
        if not text.strip():
            raise TableEmpty()
        return (separated.sheet_of(text, "\t" if "\t" in text else ""),)

    def empty_workbook(self) -> bytes:
        """See `TableFiles.empty_workbook`."""
        return blank_workbook.made()


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise TableOtherKind(kind="a workbook with a password", advice=_UNLOCKED)
        raise TableOtherKind(kind="an old workbook (.xls)", advice=_AS_WORKBOOK)
    for beginning, kind, advice in _KINDS:
        if data.startswith(beginning):
            raise TableOtherKind(kind=kind, advice=advice)
    beginning = data[:300].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"mime-version")):
        raise TableOtherKind(kind="a web page or an XML file, whatever it is called", advice=_AS_WORKBOOK)
    if beginning.startswith(b"{"):
        raise TableOtherKind(
            kind="a case pack or another .json file",
            advice="A case pack is taken in on the home page, with “Import cases”.",
        )
