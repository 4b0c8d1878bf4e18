"""The trail head that a finished paper prints, read back from its pages.

The paper may come from anywhere: sizes are bounded, and what is wrong with it has a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pypdfium2

from roundtable.domain.keeping_errors import AnchorMissing, AnchorsDiffer, PaperLocked, PaperUnreadable
from roundtable.domain.report import Anchor

LARGEST: Final = 100_000_000  # bytes
MOST_PAGES: Final = 1_000
MOST_LETTERS: Final = 200_000  # of one page
_PASSWORD_ERROR: Final = 4  # FPDF_ERR_PASSWORD

# As `report_pdf.anchor_line` prints it at the foot of every page; a viewer may break the line anywhere.
_ANCHOR: Final = re.compile(
    r"Trail (?P<head>(?:[0-9a-f]\s?){63}[0-9a-f])\s*·\s*(?P<count>[0-9]{1,12}) entries\s*·\s*"
    r"key (?P<key>(?:[0-9a-f]\s?){31}[0-9a-f])"
)


def printed_anchor(pdf: bytes, passphrase: str = "") -> Anchor:
    """The one anchor that the pages of a report or sign-off record print.

    Raises PaperUnreadable, PaperLocked (an encrypted copy: its passphrase is needed), AnchorMissing,
    AnchorsDiffer.
    """
    if len(pdf) > LARGEST or b"%PDF-" not in pdf[:1024]:
        raise PaperUnreadable()
    found = {anchor for text in _pages(pdf, passphrase) for anchor in _anchors(text)}
    if not found:
        raise AnchorMissing()
    if len(found) > 1:
        raise AnchorsDiffer()
    return found.pop()


def _pages(pdf: bytes, passphrase: str) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(pdf, password=passphrase or None)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", 0) == _PASSWORD_ERROR
        raise (PaperLocked() if is_locked else PaperUnreadable()) from None
    except UnicodeError:
        raise PaperLocked() from None  # a passphrase with a half character is nobody's
    try:
        return [_text(document, number) for number in range(min(len(document), MOST_PAGES))]
    except pypdfium2.PdfiumError:
        raise PaperUnreadable() from None
    finally:
        document.close()


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    letters = page.get_textpage()
    try:
        count = letters.count_chars()
        # The foot is drawn first or last: of a page with a flood of letters both ends are enough.
        if count <= MOST_LETTERS:
            return str(letters.get_text_range(errors="replace"))
        half = MOST_LETTERS // 2
        start = letters.get_text_range(0, half, errors="replace")
        return f"{start}\n{letters.get_text_range(count - half, half, errors='replace')}"
    finally:
        letters.close()
        page.close()


def _anchors(text: str) -> Iterator[Anchor]:
    for match in _ANCHOR.finditer(text):
        yield Anchor(_closed_up(match["head"]), int(match["count"]), _closed_up(match["key"]))


def _closed_up(digits: str) -> str:
    return "".join(digits.split())
