"""Beginning an e-mail in the system's own program: address, subject and message, never a file."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from PySide6.QtCore import QUrl

MOST_CHARACTERS: Final = 1_900
"""Windows hands a program about two thousand; longer ones are cut without a word."""


def mail_link(address: str, subject: str, body: str) -> QUrl:
    """`mailto:` with everything that fits: a message that is too long is left out whole."""
    to = quote(",".join(part.strip() for part in address.replace(";", ",").split(",") if part.strip()), "@,")
    short = f"mailto:{to}?subject={quote(subject)}"
    whole = f"{short}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"
    link = whole if len(whole) <= MOST_CHARACTERS else short
    return QUrl.fromEncoded(link.encode("ascii"))
