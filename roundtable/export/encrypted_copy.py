"""The copy that leaves by e-mail: AES-256 (revision 6), opened again and compared before anybody gets it.

Encryption excludes PDF/A, so the plain archive copy stays in the vault.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from functools import cache
from typing import Final

import pikepdf
import pypdfium2

from roundtable import assets
from roundtable.domain.errors import RoundtableError
from roundtable.export.gate.page_layout import page_texts
from roundtable.export.pdf_file import save_clean

WORDS: Final = 6  # of 657: 56 bits, behind the slow hash of revision 6
_MIN_LENGTH: Final = 12


class PassphraseTooShort(RoundtableError):
    """The copy's passphrase has fewer than `details["least"]` characters: take the one that is offered."""


class EncryptedCopyDiffers(RoundtableError):
    """The encrypted copy, opened again, does not hold what was encrypted: make it once more, send nothing."""


class PlainCopyUnreadable(RoundtableError):
    """The file to encrypt is no plain, readable PDF: export the report again."""


@cache
def passphrase_words() -> tuple[str, ...]:
    """The words passphrases are made of, each easy to say and to spell."""
    lines = assets.read_text("wordlist.txt").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def new_passphrase(choose: Callable[[tuple[str, ...]], str] = secrets.choice) -> str:
    """Six random words with hyphens, to be read out over a telephone: "heron-copper-violin-…"."""
    return "-".join(choose(passphrase_words()) for _ in range(WORDS))


def encrypted_copy(plain: bytes, passphrase: str) -> bytes:
    """The same PDF under AES-256; printing is allowed, changing and copying is not, assistive technology is.

    Raises `PassphraseTooShort`, `PlainCopyUnreadable`, `EncryptedCopyDiffers`.
    """
    if len(passphrase) < _MIN_LENGTH:
        raise PassphraseTooShort(least=_MIN_LENGTH)
    allow = pikepdf.Permissions(
        extract=False, modify_annotation=False, modify_assembly=False, modify_form=False, modify_other=False
    )
    try:
        with pikepdf.open(io.BytesIO(plain)) as pdf:
            if pdf.is_encrypted:
                raise PlainCopyUnreadable()
            # An owner passphrase nobody knows: the permissions cannot be lifted with the one that is told.
            owner = secrets.token_urlsafe(32)
            secret = save_clean(pdf, pikepdf.Encryption(user=passphrase, owner=owner, R=6, allow=allow))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise PlainCopyUnreadable() from error
    _require_same(plain, secret, passphrase)
    return secret


def _require_same(plain: bytes, secret: bytes, passphrase: str) -> None:
    try:
        with pikepdf.open(io.BytesIO(secret)):
            raise EncryptedCopyDiffers()  # it opens without a passphrase
    except pikepdf.PasswordError:
        pass
    try:
        with pikepdf.open(io.BytesIO(secret), password=passphrase) as opened:
            strong = opened.encryption.R == 6 and opened.encryption.bits == 256
        same = page_texts(plain) == page_texts(secret, passphrase)
    except (pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError) as error:
        raise EncryptedCopyDiffers() from error
    if not (strong and same):
        raise EncryptedCopyDiffers()
