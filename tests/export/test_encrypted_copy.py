"""The copy that leaves: AES-256 revision 6, the same pages, a passphrase that can be said aloud."""

from __future__ import annotations

import io

import pikepdf
import pytest

from roundtable.export.encrypted_copy import (
    WORDS,
    PassphraseTooShort,
    PlainCopyUnreadable,
    encrypted_copy,
    new_passphrase,
    passphrase_words,
)
from roundtable.export.gate.page_layout import page_texts
from roundtable.export.report_pdf import write_report
from tests.export.sample_report import bare_report

SECRET = "heron-copper-violin-meadow"


@pytest.fixture(scope="module")
def plain() -> bytes:
    return write_report(bare_report())


def test_it_is_aes_256_revision_6_and_opens_with_the_passphrase_alone(plain: bytes) -> None:
    copy = encrypted_copy(plain, SECRET)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy), password="heron")
    with pikepdf.open(io.BytesIO(copy), password=SECRET) as pdf:
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert pdf.allow.print_highres and pdf.allow.accessibility
        assert not pdf.allow.extract and not pdf.allow.modify_other


def test_nothing_of_the_text_can_be_read_without_it(plain: bytes) -> None:
    copy = encrypted_copy(plain, SECRET)
    for word in (b"Larkshire", b"neglect", "Larkshire".encode("utf-16-be")):
        assert word not in copy


def test_the_pages_are_the_same(plain: bytes) -> None:
    assert page_texts(encrypted_copy(plain, SECRET), SECRET) == page_texts(plain)


@pytest.mark.parametrize("passphrase", ["", "short", "x" * 11])
def test_a_short_passphrase_is_refused(plain: bytes, passphrase: str) -> None:
    with pytest.raises(PassphraseTooShort):
        encrypted_copy(plain, passphrase)


def test_a_passphrase_beyond_ascii_works(plain: bytes) -> None:
    secret = "zażółć gęślą jaźń"
    assert page_texts(encrypted_copy(plain, secret), secret) == page_texts(plain)


def test_what_is_no_plain_pdf_is_refused(plain: bytes) -> None:
    for data in (b"", b"nothing", plain[:200], encrypted_copy(plain, SECRET)):
        with pytest.raises(PlainCopyUnreadable):
            encrypted_copy(data, SECRET)


def test_passphrases_are_six_words_of_the_list() -> None:
    words = passphrase_words()
    assert len(words) == len(set(words)) >= 640
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 9 for word in words)
    made = {new_passphrase() for _ in range(50)}
    assert len(made) == 50
    assert all(len(p.split("-")) == WORDS and set(p.split("-")) <= set(words) for p in made)
