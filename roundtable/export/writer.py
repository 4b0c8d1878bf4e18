"""The port `actions.ports.Papers`: everything that writes a paper or reads one back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256

from roundtable.actions.ports import Draft, Hit, Search
from roundtable.domain.logo import Logo
from roundtable.domain.papers import OtherPaper
from roundtable.domain.recovery_code import RecoveryCodePaper
from roundtable.domain.report import Anchor, AnonymousReport
from roundtable.domain.retention import DestructionCertificate
from roundtable.domain.signoff_record import SignOffRecord
from roundtable.domain.urgent_concern import ConcernSlip
from roundtable.export.concern_slip_pdf import write_concern_slip
from roundtable.export.disposal_pdf import write_certificate
from roundtable.export.email_draft import email_draft
from roundtable.export.encrypted_copy import encrypted_copy, new_passphrase
from roundtable.export.gate import search_file
from roundtable.export.logo import read_logo
from roundtable.export.other_papers import write_paper
from roundtable.export.page_images import page_count, page_image
from roundtable.export.page_words import page_with, words_at
from roundtable.export.printable import spelled_out
from roundtable.export.printed_anchor import printed_anchor
from roundtable.export.recovery_code_pdf import write_recovery_sheet
from roundtable.export.report_pdf import write_report
from roundtable.export.signoff_pdf import write_signoff_record


class Paper:
    """Writes and searches papers. It remembers which encrypted copies it compared with their plain file."""

    def __init__(self, expected_images: frozenset[str] = frozenset()) -> None:
        self._expected_images = expected_images
        self._compared: set[str] = set()

    def report(self, report: AnonymousReport) -> bytes:
        """The report as PDF/UA-1 and PDF/A-2a."""
        return write_report(report)

    def page_count(self, pdf: bytes) -> int:
        """How many pages a finished PDF has."""
        return page_count(pdf)

    def page_image(self, pdf: bytes, page: int, width: int) -> bytes:
        """Page 1, 2 … as PNG, `width` pixels wide."""
        return page_image(pdf, page, width)

    def words_at(self, pdf: bytes, page: int, x: float, y: float) -> tuple[str, str]:
        """The words before and behind a place of a page."""
        return words_at(pdf, page, x, y)

    def page_with(self, pdf: bytes, words: str) -> int:
        """The first page on which these words begin, 0 for none."""
        return page_with(pdf, words)

    def sign_off_record(self, record: SignOffRecord) -> bytes:
        """The restricted record as PDF."""
        return write_signoff_record(record)

    def concern_slip(self, slip: ConcernSlip) -> bytes:
        """The restricted handover slip of an urgent concern as PDF."""
        return write_concern_slip(slip)

    def recovery_sheet(self, sheet: RecoveryCodePaper) -> bytes:
        """The restricted sheet with the recovery code as PDF."""
        return write_recovery_sheet(sheet)

    def destruction_certificate(self, certificate: DestructionCertificate) -> bytes:
        """The certificate of what was destroyed as PDF."""
        return write_certificate(certificate)

    def paper(self, paper: OtherPaper) -> bytes:
        """One of the papers beside the report."""
        return write_paper(paper)

    def spelled_out(self, words: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Words whose letters the typeface lacks, each with what is printed instead."""
        return spelled_out(words)

    def encrypted_copy(self, pdf: bytes, passphrase: str) -> bytes:
        """AES-256 revision 6; opened again and compared. Search the plain bytes before you send it."""
        copy = encrypted_copy(pdf, passphrase)
        self._compared.add(sha256(copy).hexdigest())
        return copy

    def new_passphrase(self) -> str:
        """Six random words that can be read out over a telephone."""
        return new_passphrase()

    def email_draft(self, draft: Draft) -> bytes:
        """An .eml file that mail programs open as a draft."""
        return email_draft(draft.to, draft.subject, draft.body, draft.attachment_name, draft.attachment)

    def printed_anchor(self, pdf: bytes, passphrase: str = "") -> Anchor:
        """The trail head that a finished paper prints."""
        return printed_anchor(pdf, passphrase)

    def logo(self, data: bytes) -> Logo:
        """A picture file made fit for papers."""
        return read_logo(data)

    def search(
        self, file_name: str, data: bytes, search: Search, pictures: Collection[bytes] = ()
    ) -> tuple[Hit, ...]:
        """The gate over a finished file; an enclosed encrypted copy made here is taken as compared."""
        expected = self._expected_images | {each.hex() for each in pictures}
        found = search_file(file_name, data, search, expected, frozenset(self._compared))
        return tuple(Hit(each.entry, each.text, each.where, each.kind) for each in found)
