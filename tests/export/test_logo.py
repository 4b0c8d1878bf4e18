"""The Board's logo: any picture becomes small and clean, stands on page one, and is the only one let through."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from roundtable.domain.logo import Logo, LogoTooLarge, LogoUnreadable
from roundtable.export.logo import read_logo
from roundtable.export.report_pdf import write_report
from roundtable.export.writer import Paper
from tests.export.pdf_checks import PASSED, failed_rules, pictures, structure, texts
from tests.export.sample_report import sample_report


def nothing(_text: str, _context: str) -> tuple[tuple[str, str], ...]:
    return ()


def picture(size: tuple[int, int], kind: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    """A picture file with a red bar in the middle."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle(
        (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill=(200, 30, 40)
    )
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def shown(logo: Logo) -> Image.Image:
    return Image.open(io.BytesIO(logo.picture))


def test_a_logo_of_80_megapixels_becomes_a_small_one(tmp_path: Path) -> None:
    logo = read_logo(picture((10_000, 8_000), compress_level=1))
    assert len(logo.picture) < 20_000
    assert max(shown(logo).size) <= 792
    data = write_report(replace(sample_report(), logo=logo))
    assert len(data) < 200_000
    assert failed_rules(data, tmp_path) == PASSED


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("PNG", "1"), ("JPEG", "CMYK"), ("WEBP", "RGB")],
)
def test_every_kind_of_picture_keeps_its_colours_and_shape(kind: str, mode: str) -> None:
    small = shown(read_logo(picture((1200, 400), kind, mode)))
    assert small.mode == "RGB" and abs(small.width / small.height - 3) < 0.05
    middle = small.getpixel((small.width * 3 // 8, small.height * 3 // 8))
    corner = small.getpixel((1, 1))
    assert isinstance(middle, tuple) and isinstance(corner, tuple)
    assert min(corner) > 235 and min(middle) < 120


def test_what_is_clear_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(out, "PNG")
    assert shown(read_logo(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_notes_of_the_camera_are_left_out_and_the_picture_is_turned() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Amelia Thornton at Pepperpot House"  # description
    exif[0x0112] = 6  # turned a quarter
    logo = read_logo(picture((900, 300), "JPEG", exif=exif.tobytes()))
    assert b"Amelia" not in logo.picture
    assert shown(logo).height > shown(logo).width


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<svg/>", picture((200, 90))[:200]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(LogoUnreadable):
        read_logo(data)


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    head = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(head, "PNG")
    with pytest.raises(LogoTooLarge) as raised:
        read_logo(head.getvalue())
    assert raised.value.details == {"most": "100 million pixels"}


def test_it_stands_on_page_one_with_its_words() -> None:
    report = sample_report(1)
    logo = read_logo(picture((1200, 400)))
    data = write_report(replace(report, logo=logo))
    assert structure(data).count("Figure") == structure(write_report(report)).count("Figure") + 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        with_image = [i for i, sheet in enumerate(pdf.pages) if sheet.get_images()]
    assert f"Logo of {report.board}" in alts
    assert with_image == [0]
    before, after = (pictures(each)[0] for each in (write_report(report), data))
    assert before.getextrema() != (255, 255) and before.tobytes() != after.tobytes()
    assert report.title in texts(data)[0]
    assert write_report(replace(report, logo=logo)) == data


def test_a_damaged_one_is_left_out_and_the_report_is_made() -> None:
    report = sample_report(1)
    assert write_report(replace(report, logo=Logo(b"\x89PNG broken", bytes(32)))) == write_report(report)


def test_the_gate_knows_this_picture_and_no_other() -> None:
    logo, other = read_logo(picture((1200, 400))), read_logo(picture((400, 400)))
    data, paper = write_report(replace(sample_report(1), logo=logo)), Paper()
    assert paper.search("Report.pdf", data, nothing, (logo.fingerprint,)) == ()
    for expected in ((), (other.fingerprint,)):
        hits = paper.search("Report.pdf", data, nothing, expected)
        assert hits and all(hit.kind == "refused" for hit in hits)
