"""The gate finds what was smuggled in, wherever it hides, lets clean files pass and refuses what it cannot read."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from roundtable.export.gate import Found, search_file
from roundtable.export.gate.passages import Passage
from roundtable.export.report_pdf import write_report
from tests.export import hiding_places, outgoing_files
from tests.export.sample_report import bare_report, sample_report
from tests.export.searching import WORDS, search


@pytest.fixture(scope="module")
def clean() -> bytes:
    return write_report(bare_report())


def _found(hits: tuple[Found, ...]) -> set[str]:
    return {hit.entry for hit in hits if hit.kind == "found"}


def test_a_clean_report_passes() -> None:
    assert search_file("Report-RT-1.pdf", write_report(sample_report()), search) == ()


@pytest.mark.parametrize("hide", hiding_places.PLACES, ids=lambda hide: hide.__name__)
def test_words_smuggled_into_the_pdf_are_found(clean: bytes, hide: hiding_places.Hide) -> None:
    assert "child" in _found(search_file("Report-RT-1.pdf", hide(clean, WORDS), search))


@pytest.mark.parametrize("hide", hiding_places.PLACES, ids=lambda hide: hide.__name__)
def test_the_hiding_place_itself_is_no_offence(clean: bytes, hide: hiding_places.Hide) -> None:
    assert _found(search_file("Report-RT-1.pdf", hide(clean, "Harmless Meetings"), search)) == set()


@pytest.mark.parametrize("hide", [hiding_places.unclosed, hiding_places.after_inline_picture])
def test_a_drawing_that_cannot_be_read_to_its_end_is_refused(clean: bytes, hide: hiding_places.Hide) -> None:
    assert {hit.kind for hit in search_file("Report-RT-1.pdf", hide(clean, WORDS), search)} >= {"refused"}


@pytest.mark.parametrize("build", outgoing_files.FILES, ids=lambda build: build.__name__)
def test_words_in_other_outgoing_files_are_found(build: outgoing_files.Build) -> None:
    name, data = build(WORDS)
    assert "child" in _found(search_file(name, data, search))


@pytest.mark.parametrize("build", outgoing_files.FILES, ids=lambda build: build.__name__)
def test_other_clean_files_pass(build: outgoing_files.Build) -> None:
    name, data = build("Harmless Meetings")
    assert _found(search_file(name, data, search)) == set()
    if not name.endswith(".png"):
        assert search_file(name, data, search) == ()


def test_the_numbers_of_a_dictionary_are_no_string(clean: bytes) -> None:
    numbers = " ".join(f"/N {number}" for number in WORDS.encode().hex(" ").split())
    for data in (clean, hiding_places.unpacked(clean)):
        assert b"%%EOF" in data
        told = data.replace(b"startxref", f"<< {numbers} >>\nstartxref".encode())
        assert _found(search_file("Report-RT-1.pdf", told, search)) == set()


def test_a_hit_names_page_and_line() -> None:
    data = hiding_places.visible(write_report(sample_report(1)), WORDS)
    places = [hit.where for hit in search_file("Report.pdf", data, search) if hit.entry == "child"]
    assert any(where.startswith("page 1, line ") for where in places)


def test_a_bookmark_is_read_not_refused(clean: bytes) -> None:
    hits = search_file("Report.pdf", hiding_places.bookmark(clean, WORDS), search)
    assert {hit.kind for hit in hits} == {"found"}
    assert any(hit.where == "title or bookmark" for hit in hits)


def test_names_that_are_words_do_not_meet_the_format(clean: bytes) -> None:
    # /MarkInfo, /Link and /Lang are the format's own; a registered Mark, Li or Mo is not meant by them.
    assert b"/MarkInfo" in hiding_places.unpacked(clean)
    assert search_file("Report.pdf", hiding_places.unpacked(clean), search) == ()


def _picture(colour: tuple[int, int, int]) -> Image.Image:
    return Image.new("RGB", (20, 10), colour)


def _with_picture(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "A page with a picture")
    canvas.drawImage(ImageReader(picture), 72, 600, mask="auto")
    canvas.save()
    return out.getvalue()


def test_a_picture_is_refused_unless_its_pixels_are_expected() -> None:
    logo = _picture((10, 90, 100))
    data = _with_picture(logo)
    assert [hit.kind for hit in search_file("a.pdf", data, search)] == ["refused"]
    expected = frozenset((hashlib.sha256(logo.tobytes()).hexdigest(),))
    assert search_file("a.pdf", data, search, expected) == ()
    assert search_file("a.pdf", _with_picture(_picture((1, 2, 3))), search, expected) != ()


def test_a_picture_file_is_compared_by_its_pixels() -> None:
    logo = _picture((10, 90, 100))
    out = io.BytesIO()
    logo.save(out, "PNG")
    expected = frozenset((hashlib.sha256(logo.tobytes()).hexdigest(),))
    assert search_file("logo.png", out.getvalue(), search, expected) == ()
    assert [hit.kind for hit in search_file("logo.png", out.getvalue(), search)] == ["refused"]


def _slides_with_thumbnail(picture: Image.Image) -> bytes:
    inside, out = io.BytesIO(), io.BytesIO()
    picture.save(inside, "PNG")
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("docProps/thumbnail.jpeg", inside.getvalue())
    return out.getvalue()


def test_the_thumbnail_of_an_empty_slide_passes_and_no_other_one() -> None:
    empty = _picture((255, 255, 255))
    assert search_file("slides.pptx", _slides_with_thumbnail(empty), search) == ()
    for place, colour in (((3, 3), (254, 255, 255)), ((0, 0), (0, 0, 0))):
        drawn = empty.copy()
        drawn.putpixel(place, colour)
        hits = search_file("slides.pptx", _slides_with_thumbnail(drawn), search)
        assert [(hit.kind, hit.where) for hit in hits] == [
            ("refused", "part docProps/thumbnail.jpeg, the picture")
        ]
    veiled = _picture((0, 0, 0)).convert("RGBA")
    veiled.putpixel((4, 4), (0, 0, 0, 0))  # one colour, and letters in its transparency
    assert [h.kind for h in search_file("slides.pptx", _slides_with_thumbnail(veiled), search)] == ["refused"]


def test_the_transparency_of_an_expected_picture_passes_with_it() -> None:
    logo = _picture((10, 90, 100))
    see_through = logo.copy()
    see_through.putalpha(128)
    data = _with_picture(see_through)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert any("/SMask" in o for o in pdf.objects if isinstance(o, pikepdf.Stream))
    expected = frozenset((hashlib.sha256(logo.tobytes()).hexdigest(),))
    assert search_file("a.pdf", data, search, expected) == ()
    assert len(search_file("a.pdf", data, search)) == 2


def _encrypted(data: bytes, user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))
    return out.getvalue()


@pytest.mark.parametrize("user", ["secret", ""])
def test_an_encrypted_pdf_is_refused(clean: bytes, user: str) -> None:
    hits = search_file("a.pdf", _encrypted(clean, user), search)
    assert any(hit.kind == "refused" and "encrypted" in hit.text for hit in hits)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 3]


def _bomb(_: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(3):
            archive.writestr(f"word/{i}.xml", b"0" * 90_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("empty.pdf", lambda _: b""),
        ("cut.pdf", _cut),
        ("noise.pdf", lambda _: b"%PDF-1.7\n" + bytes(range(256)) * 40),
        ("noise.bin", lambda _: bytes(range(256)) * 40),
        ("old.doc", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("letter.rtf", lambda _: b"{\\rtf1 nothing}"),
        ("cut.gz", lambda _: b"\x1f\x8b" + b"\0" * 30),
        ("cut.docx", lambda _: b"PK\x03\x04" + b"\0" * 90),
        ("bomb.docx", _bomb),
        ("broken.png", lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(clean: bytes, name: str, spoil: object) -> None:
    hits = search_file(name, spoil(clean), search)  # type: ignore[operator]
    assert any(hit.kind == "refused" and ":" in hit.text for hit in hits)


def test_an_encrypted_copy_that_was_compared_passes_inside_a_draft(clean: bytes) -> None:
    copy = _encrypted(clean, "secret")
    draft = outgoing_files.mail_with(copy)
    assert search_file("draft.eml", draft, search) != ()
    proved = frozenset((hashlib.sha256(copy).hexdigest(),))
    assert search_file("draft.eml", draft, search, proved=proved) == ()


def test_twenty_clean_pages_pass_as_they_are() -> None:
    data = write_report(sample_report(5))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) >= 18
    assert search_file("Report.pdf", data, lambda text, context: ()) == ()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        place = chance.randrange(len(spoilt) or 1)
        kind = chance.random()
        if kind < 0.6 and spoilt:
            spoilt[place] = chance.randrange(256)
        elif kind < 0.8:
            del spoilt[place : place + chance.randrange(1, 100)]
        elif kind < 0.9:
            del spoilt[place:]
        else:
            spoilt[place:place] = chance.randbytes(9)
    return bytes(spoilt)


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_never_raise(clean: bytes, seed: int) -> None:
    chance = random.Random(seed)
    files = [("a.pdf", hiding_places.unpacked(clean))] * 4 + [
        build("aa bb") for build in outgoing_files.FILES
    ]
    for name, data in files:
        hits = search_file(name, _damaged(data, chance), lambda text, context: ())
        assert all(hit.kind == "refused" and hit.text for hit in hits)


def test_a_file_that_is_not_read_to_its_end_is_refused(monkeypatch: pytest.MonkeyPatch, clean: bytes) -> None:
    def stumble(data: bytes) -> object:
        yield Passage("page 1", "harmless")
        raise RuntimeError("a parser gave up")

    monkeypatch.setattr("roundtable.export.gate.read_pdf", stumble)
    assert [hit.kind for hit in search_file("a.pdf", clean, search)] == ["refused"]
