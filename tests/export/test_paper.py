"""The paper kit: accessible, archivable, the same bytes each time, and tables that break well."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from reportlab.graphics.shapes import Drawing, Rect

from roundtable.domain.report_markup import blocks
from roundtable.export.paper import Furniture, set_paper
from roundtable.export.paper_style import BOTTOM, PAGE_HEIGHT, SIDE, TOP
from roundtable.export.paper_table import Column, Line
from roundtable.export.story import Story
from tests.export.pdf_checks import PASSED, failed_rules, pictures, structure, text, texts

FURNITURE = Furniture("A paper", "Official-Sensitive", "Not for publication.", "RT-1", "small print")


def _paper(fill: object) -> bytes:
    story = Story()
    story.title("A paper")
    fill(story)  # type: ignore[operator]
    return set_paper(story, FURNITURE)


def _rich(story: Story) -> None:
    story.heading("Contents", 1, listed=False)
    story.contents()
    for i in range(12):
        story.heading(f"Section {i}", 1)
        story.prose(
            f"Words of section {i}.\n\n- one\n- two\n\n## Small heading\nAnd **bold** words. "
            + "again " * 200
        )
        story.heading(f"Part of {i}", 2)
        story.table([Column("Ref.", 1), Column("What", 4)], [(f"R{n}", "something " * 12) for n in range(9)])
    story.panel([("Notice", "notice"), ("More words.", "body")])


def test_both_standards_pass(tmp_path: Path) -> None:
    assert failed_rules(_paper(_rich), tmp_path) == PASSED


def test_the_same_story_gives_the_same_bytes() -> None:
    assert _paper(_rich) == _paper(_rich)


def test_metadata_say_title_marking_and_language_alone() -> None:
    with pikepdf.open(io.BytesIO(_paper(_rich))) as pdf:
        assert dict(pdf.docinfo.items()) == {"/Title": "A paper"}
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang) == "en-GB"
    assert "A paper" in packet and "Official-Sensitive" in packet and "en-GB" in packet
    for word in ("ReportLab", "pikepdf", "qpdf", "CreateDate", "ModifyDate", "Producer", "creator"):
        assert word not in packet


def test_no_font_designer_travels_along() -> None:
    with pikepdf.open(io.BytesIO(_paper(_rich))) as pdf:
        fonts = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Length1" in o]
    assert fonts
    assert not any("Adobe".encode("utf-16-be") in font or b"Adobe" in font for font in fonts)


def test_every_page_carries_marking_status_and_its_number() -> None:
    pages = texts(_paper(_rich))
    assert len(pages) > 6
    for number, page in enumerate(pages, start=1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "Not for publication." in page
        assert f"Page {number} of {len(pages)}" in page


def test_contents_lead_to_the_pages_they_name() -> None:
    data = _paper(_rich)
    pages = texts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = [(i, a) for i, sheet in enumerate(pdf.pages) for a in sheet.obj.get("/Annots", [])]
        sheets = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages)}
        assert len(links) == 24
        for _, link in links:
            title = str(link.Contents)
            number = sheets[link.Dest[0].objgen]
            assert title in pages[number]
            assert f"{title} {number + 1} " in f"{pages[0]} "


def test_bookmarks_follow_the_headings() -> None:
    with pikepdf.open(io.BytesIO(_paper(_rich))) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == ["A paper", *(f"Section {i}" for i in range(12))]
        assert [child.title for child in outline.root[1].children] == ["Part of 0"]


def test_reading_order_and_tags() -> None:
    def small(story: Story) -> None:
        story.heading("First", 1)
        story.prose("Some words.\n\n- an item")
        story.table([Column("A", 1), Column("B", 1)], [("x", [Line("y"), Line("z", "cell_note")])])

    tags = structure(_paper(small))
    assert tags == ("Document H1 H1 P L LI Lbl LBody Table TR TH TH TR TD TD P P".split())


def test_rows_have_headers_where_the_table_is_large_enough_to_need_them() -> None:
    def large(story: Story) -> None:
        columns = [Column("A", 1), Column("B", 1), Column("C", 1)]
        story.table(columns, [("x", "1", "2"), ("y", "3", "4"), ("z", "5", "6")])

    tags = [tag for tag in structure(_paper(large)) if tag in ("TR", "TH", "TD")]
    assert tags == "TR TH TH TH TR TH TD TD TR TH TD TD TR TH TD TD".split()


def test_lines_of_a_paragraph_do_not_run_together() -> None:
    data = _paper(lambda story: story.prose("alpha beta gamma delta " * 60))
    assert set(text(data).split("A paper ", 1)[1].split(" OFFICIAL")[0].split()) == {
        "alpha",
        "beta",
        "gamma",
        "delta",
    }


def test_a_table_of_300_rows_repeats_its_header_as_an_artifact(tmp_path: Path) -> None:
    rows = [(f"Row{i}", f"words of row {i} " * (i % 7 + 1)) for i in range(300)]
    data = _paper(lambda story: story.table([Column("Number", 1), Column("Content", 4)], rows))
    pages = texts(data)
    assert all("Number Content" in page for page in pages)
    assert structure(data).count("TR") == 301
    assert all(f"Row{i} " in " ".join(pages) for i in range(300))
    assert failed_rules(data, tmp_path) == PASSED


def test_a_row_taller_than_a_page_is_split_and_nothing_is_lost(tmp_path: Path) -> None:
    words = " ".join(f"w{i}" for i in range(2500))
    data = _paper(lambda story: story.table([Column("A", 1), Column("B", 3)], [("x", words), ("y", "end")]))
    said = f" {text(data)} "
    assert all(f" w{i} " in said for i in range(2500))
    assert failed_rules(data, tmp_path) == PASSED


@pytest.mark.parametrize("word", ["x" * 400, "https://example.org/" + "a/" * 300, "ⱥ" * 300])
def test_very_long_words_stay_on_the_page(word: str) -> None:
    def fill(story: Story) -> None:
        story.prose(f"before {word} after")
        story.table([Column("A", 1), Column("B", 1)], [(word, word)])
        story.heading(word, 2)

    for picture in pictures(_paper(fill)):
        width, height = picture.size
        for margin in ((0, 0, int(SIDE) - 3, height), (width - int(SIDE) + 3, 0, width, height)):
            assert picture.crop(margin).getextrema() == (255, 255)


def test_text_stays_clear_of_head_and_foot() -> None:
    for picture in pictures(_paper(_rich)):
        width, height = picture.size
        for top, bottom in ((PAGE_HEIGHT - TOP + 6, PAGE_HEIGHT - TOP + 20), (BOTTOM - 12, BOTTOM - 4)):
            strip = (0, int(height - bottom), width, int(height - top))
            assert picture.crop(strip).getextrema()[0] > 200


def test_markup_in_text_is_text() -> None:
    data = _paper(lambda story: story.prose("a < b & c > d <b>not bold</b> <para> &amp; ** alone"))
    assert "a < b & c > d <b>not bold</b> <para> &amp; ** alone" in text(data)


def test_plain_text_is_taken_apart() -> None:
    found = [(b.kind, b.text) for b in blocks("one\ntwo\n\n- item\n• other\n## Head\nthree")]
    assert found == [
        ("paragraph", "one\ntwo"),
        ("item", "item"),
        ("item", "other"),
        ("heading", "Head"),
        ("paragraph", "three"),
    ]


def test_no_heading_ends_a_page() -> None:
    """Whatever comes next, a figure, a table or text, the headings above it go over with it."""

    def fill(story: Story) -> None:
        drawing = Drawing(200, 330)
        drawing.add(Rect(0, 0, 200, 330))
        for i in range(24):
            story.prose("filling " * (31 * (i % 7)))
            story.heading(f"Outer{i}", 1)
            story.heading(f"Inner{i}", 2)
            story.line(f"Leading{i}", "small", leads=True)
            if i % 3 == 0:
                story.figure(drawing, f"Figure {i}", f"Caption{i}")
            elif i % 3 == 1:
                story.table([Column("A", 1), Column("B", 1)], [(f"Row{i}", "x"), ("y", "z")])
            else:
                story.prose(f"## Small{i}\nFollowing{i} words")

    pages = [page.split() for page in texts(_paper(fill))]
    follows = ("Caption", "Row", "Following")
    for i in range(24):
        (page,) = (words for words in pages if f"Leading{i}" in words)
        assert {f"Outer{i}", f"Inner{i}", f"{follows[i % 3]}{i}"} <= set(page)


def test_the_last_row_of_a_table_does_not_go_over_alone() -> None:
    for count in range(20, 60):
        rows = [(f"Row{i}", "words") for i in range(count)]
        pages = texts(_paper(lambda story, rows=rows: story.table([Column("A", 1), Column("B", 1)], rows)))
        assert pages[-1].count("Row") != 1
        assert all(page.count("A B") == 1 for page in pages)  # and no header stands twice on a page


def test_what_belongs_together_goes_over_together() -> None:
    def fill(story: Story) -> None:
        story.prose("filling " * 490)
        with story.together():
            story.heading("Case", 2)
            story.prose("told " * 90)
            story.facts([("Age", "5 to 9"), ("Household", "4 people")])

    pages = texts(_paper(fill))
    assert "filling" not in pages[-1]
    assert all(words in pages[-1] for words in ("Case", "told", "Age 5 to 9", "Household 4 people"))
