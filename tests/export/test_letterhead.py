"""The Board's logo and name at the head of every paper: the same figure, tagged, said in words."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from roundtable.domain.ids import ConcernId
from roundtable.domain.logo import Logo
from roundtable.domain.retention import Destroyed, DestructionCertificate, Kept, RecordClass
from roundtable.domain.urgent_concern import ConcernSlip, UrgentConcern
from roundtable.export.concern_slip_pdf import write_concern_slip
from roundtable.export.disposal_pdf import write_certificate
from roundtable.export.logo import read_logo
from roundtable.export.report_pdf import write_report
from roundtable.export.signoff_pdf import write_signoff_record
from tests.export.pdf_checks import PASSED, failed_rules, structure, texts
from tests.export.sample_report import sample_report
from tests.export.test_signoff_pdf import RECORD

AT = datetime(2027, 3, 4, 9, 31, tzinfo=UTC)
BOARD = "Larkshire Safeguarding Children Board"
SLIP = ConcernSlip(
    UrgentConcern(ConcernId("c"), AT, "Ewa Dąbrowska", "Zofia", "Bruises were seen today."),
    BOARD,
    "Official-Sensitive",
    "MAA-2027-01",
    date(2027, 3, 4),
    "Ewa Dąbrowska",
    "the Board’s office",
    "Child A",
    AT,
)
CERTIFICATE = DestructionCertificate(
    BOARD,
    "Official-Sensitive",
    "MAA-2027-01",
    (Destroyed((RecordClass.WORKING_PAPERS,), (), "Ewa Dąbrowska", AT),),
    (Kept(RecordClass.REPORT, date(2037, 3, 4)),),
    "3f9a" * 16,
    412,
    "9C41-77E2",
    AT,
    "Ewa Dąbrowska",
)
Write = Callable[[Logo | None], bytes]
PAPERS: dict[str, tuple[Write, str]] = {
    "slip": (lambda logo: write_concern_slip(replace(SLIP, logo=logo)), BOARD),
    "certificate": (lambda logo: write_certificate(replace(CERTIFICATE, logo=logo)), BOARD),
    "sign-off record": (lambda logo: write_signoff_record(replace(RECORD, logo=logo)), RECORD.board),
    "report": (lambda logo: write_report(replace(sample_report(1), logo=logo)), sample_report(1).board),
}


def logo() -> Logo:
    """Two shapes on white."""
    image = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(image).ellipse((20, 20, 180, 180), fill=(0, 90, 110))
    out = io.BytesIO()
    image.save(out, "PNG")
    return read_logo(out.getvalue())


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_with_a_logo_passes_both_standards_and_says_whose_it_is(
    name: str, tmp_path: Path
) -> None:
    write, board = PAPERS[name]
    plain, marked = write(None), write(logo())
    assert failed_rules(marked, tmp_path) == PASSED
    assert failed_rules(plain, tmp_path) == PASSED
    assert structure(marked).count("Figure") == structure(plain).count("Figure") + 1
    assert structure(marked)[structure(marked).index("Document") + 1] == "Figure", "it is read first"
    with pikepdf.open(io.BytesIO(marked)) as pdf:
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert [bool(sheet.get_images()) for sheet in pdf.pages] == [True] + [False] * (len(pdf.pages) - 1)
    assert f"Logo of {board}" in alts
    assert board in texts(marked)[0]
    assert write(logo()) == marked


@pytest.mark.parametrize("name", PAPERS)
def test_a_damaged_logo_costs_no_paper(name: str) -> None:
    write, _board = PAPERS[name]
    assert write(Logo(b"\x89PNG broken", bytes(32))) == write(None)
