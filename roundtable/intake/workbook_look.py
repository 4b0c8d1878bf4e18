"""A look at a workbook's zip before any library opens it: what it is, how large it becomes, what hides in it.

Nothing is unpacked to a folder, so that a member's name leads nowhere; such names are refused all the same.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from roundtable.domain.table_errors import TableOtherKind, TableTooLarge, WorkbookDamaged, WorkbookSuspicious

MEMBERS: Final = 2_000
UNPACKED_BYTES: Final = 150_000_000
RATIO: Final = 250
"""Times: how far a part may have been pressed together; a sheet of one value repeated reaches about 100."""
_RATIO_FROM: Final = 5_000_000
"""Bytes: smaller parts are harmless however they were pressed."""
_PLAIN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{1,40})[\"']")
_SAVE_AS: Final = (
    "Open it in the program that wrote it, save it as .xlsx without a password, and choose that file."
)
# A member whose presence says what the file is: (beginning of its name, what it is).
_OTHERS: Final = (
    ("xl/vbaProject.bin", "a workbook with macros (.xlsm)"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("Index/", "a Numbers document"),
)
_STRICT: Final = b"purl.oclc.org/ooxml"


def look(data: bytes) -> None:
    """Lets a plain workbook through.

    Raises TableOtherKind, TableTooLarge, WorkbookDamaged, WorkbookSuspicious.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            _check_members(members)
            _check_kind(packed, {m.filename for m in members})
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels", ".vml")):
                    _check_xml(packed.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError):
        raise WorkbookDamaged() from None
    except (OverflowError, RuntimeError, UnicodeError, IndexError):
        # What zipfile says to sizes and flags that no program writes.
        raise WorkbookDamaged() from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise TableTooLarge(what="too many parts", limit=f"{MEMBERS:,} parts")
    if len({m.filename.casefold() for m in members}) < len(members):
        raise WorkbookSuspicious(why="a part is in it twice")
    if sum(m.file_size for m in members) > UNPACKED_BYTES:
        raise TableTooLarge(what="it unpacks to too much", limit=f"{UNPACKED_BYTES // 1_000_000} MB unpacked")
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 1:
        raise TableOtherKind(kind="a workbook with a password", advice=_SAVE_AS)
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name or "\x00" in name:
        raise WorkbookSuspicious(why="a part would be written outside of it")
    if member.compress_type not in _PLAIN:
        raise WorkbookSuspicious(why="it is packed in an unusual way")
    if member.file_size > _RATIO_FROM and member.file_size > RATIO * max(member.compress_size, 1):
        raise WorkbookSuspicious(why="a part of it unpacks to far more than it is")


def _check_kind(packed: zipfile.ZipFile, names: set[str]) -> None:
    if "mimetype" in names and packed.read("mimetype").startswith(b"application/vnd.oasis"):
        raise TableOtherKind(kind="an OpenDocument file (.ods)", advice=_SAVE_AS)
    for beginning, kind in _OTHERS:
        if any(name.startswith(beginning) for name in names):
            raise TableOtherKind(kind=kind, advice=_SAVE_AS)
    if "xl/workbook.xml" not in names:
        raise TableOtherKind(
            kind="a packed file (.zip) and no workbook", advice="Unpack it, then choose the workbook in it."
        )
    if _STRICT in packed.read("xl/workbook.xml"):
        raise TableOtherKind(
            kind="a workbook in the form “Strict Open XML”",
            advice="Save it as “Excel Workbook (.xlsx)”, then choose that file.",
        )


def _check_xml(part: bytes) -> None:
    """Spreadsheet programs write UTF-8 without definitions of their own; those are how XML does harm."""
    declared = _DECLARED.match(part.removeprefix(b"\xef\xbb\xbf")[:400])
    plain = declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii")
    if not plain or part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in part:
        raise WorkbookSuspicious(why="a part is in an unusual encoding")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise WorkbookSuspicious(why="a part defines words of its own, which can be used to do harm")
