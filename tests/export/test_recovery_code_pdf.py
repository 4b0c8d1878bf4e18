"""The recovery sheet: marked on its page, readable by machines and people, one page, the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from roundtable.domain.recovery_code import RecoveryCodePaper
from roundtable.export.recovery_code_pdf import MARKING, write_recovery_sheet
from roundtable.storage.recovery import new_code
from tests.export.pdf_checks import PASSED, failed_rules, text, texts

CODE = new_code(bytes(range(16)))
SHEET = RecoveryCodePaper(
    CODE, "Larkshire", "Larkshire Safeguarding Children Board", datetime(2026, 3, 9, 14, 2, tzinfo=UTC)
)


def test_it_holds_every_group_in_order_and_says_what_it_is_for() -> None:
    pages = texts(write_recovery_sheet(SHEET))
    assert len(pages) == 1
    words = " ".join(pages[0].split())
    places = [words.index(group) for group in CODE.split("-")]
    assert len(places) == 8
    assert places == sorted(places)
    assert "For the file “Larkshire”, made on 9 March 2026" in words
    assert "Use the recovery code" in words


def test_its_own_marking_stands_at_top_and_bottom() -> None:
    assert text(write_recovery_sheet(SHEET)).upper().count(MARKING.upper()) >= 2


def test_it_can_be_read_out_and_archived(tmp_path: Path) -> None:
    assert failed_rules(write_recovery_sheet(SHEET), tmp_path) == PASSED


def test_the_code_stands_on_the_page_alone() -> None:
    pdf = write_recovery_sheet(SHEET)
    assert pdf == write_recovery_sheet(SHEET)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        packet = opened.Root.Metadata.read_bytes().decode()
        said = packet + str(dict(opened.docinfo.items()))
    assert not any(group in said for group in CODE.split("-"))
