"""Other files that leave: each builder puts words somewhere in a small, otherwise clean file."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from PIL import Image
from PIL.PngImagePlugin import PngInfo

Build = Callable[[str], tuple[str, bytes]]


def _mail(change: Callable[[EmailMessage], None]) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["To"] = "subgroup@example.org"
    message["X-Unsent"] = "1"
    message["Subject"] = "OFFICIAL-SENSITIVE: Audit learning report"
    message.set_content("The learning report is attached.\n")
    change(message)
    return message.as_bytes()


def mail_subject(words: str) -> tuple[str, bytes]:
    def change(message: EmailMessage) -> None:
        message.replace_header("Subject", f"Zażółć: {words}")

    return "draft.eml", _mail(change)


def mail_body(words: str) -> tuple[str, bytes]:
    return "draft.eml", _mail(lambda m: m.set_content(f"About {words}.\n", cte="base64"))


def mail_quoted(words: str) -> tuple[str, bytes]:
    return "draft.eml", _mail(lambda m: m.set_content(f"About “{words}”.\n" * 2, cte="quoted-printable"))


def mail_html(words: str) -> tuple[str, bytes]:
    first, last = words.split()
    text = f"<p>For <b>{first[:3]}</b>{first[3:]}&nbsp;<!-- x -->{last}</p>"
    return "draft.eml", _mail(lambda m: m.add_alternative(text, subtype="html"))


def mail_header(words: str) -> tuple[str, bytes]:
    return "draft.eml", _mail(lambda m: m.__setitem__("X-About", words))


def mail_address(words: str) -> tuple[str, bytes]:
    address = words.replace(" ", ".").lower()
    return "draft.eml", _mail(lambda m: m.__setitem__("Cc", f"{address}@example.org"))


def mail_attachment_name(words: str) -> tuple[str, bytes]:
    name = words.replace(" ", "-") + ".txt"
    return "draft.eml", _mail(lambda m: m.add_attachment(b"nothing", "text", "plain", filename=name))


def mail_attachment(words: str) -> tuple[str, bytes]:
    rows = f"who,what\n{words},seen\n".encode()
    return "draft.eml", _mail(lambda m: m.add_attachment(rows, "text", "csv", filename="plan.csv"))


def mail_in_mail(words: str) -> tuple[str, bytes]:
    inner = EmailMessage(policy=SMTP)
    inner["Subject"] = words
    inner.set_content("nothing\n")
    return "draft.eml", _mail(lambda m: m.add_attachment(inner))


def mail_preamble(words: str) -> tuple[str, bytes]:
    def change(message: EmailMessage) -> None:
        message.add_attachment(b"nothing", "text", "plain", filename="a.txt")
        message.preamble = f"written for {words}"

    return "draft.eml", _mail(change)


def csv_cells(words: str) -> tuple[str, bytes]:
    first, last = words.split()
    return "plan.csv", f'ref;first;last\nA1;"{first}";"{last}"\n'.encode()


def csv_utf16(words: str) -> tuple[str, bytes]:
    return "plan.csv", f"ref\twho\nA1\t{words}\n".encode("utf-16")


def csv_column_letters(words: str) -> tuple[str, bytes]:
    return "plan.csv", "\n".join(f"{c},1" for c in words.replace(" ", "")).encode()


def json_value(words: str) -> tuple[str, bytes]:
    return "plan.json", json.dumps({"who": [{"note": words}]}).encode()


def json_key(words: str) -> tuple[str, bytes]:
    return "plan.json", json.dumps({words.replace(" ", "_"): 1}).encode()


def json_escaped(words: str) -> tuple[str, bytes]:
    coded = "".join(f"\\u{ord(c):04x}" for c in words)
    return "plan.json", f'{{"who": "{coded}"}}'.encode()


def json_base64(words: str) -> tuple[str, bytes]:
    return "plan.json", json.dumps({"blob": base64.b64encode(words.encode()).decode()}).encode()


def calendar_folded(words: str) -> tuple[str, bytes]:
    middle = len(words) - 3
    event = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Visit {words[:middle]}\r\n {words[middle:]}\r\nEND:VEVENT"
    return "visit.ics", event.encode()


def calendar_person(words: str) -> tuple[str, bytes]:
    event = f'BEGIN:VCALENDAR\nATTENDEE;CN="{words}":mailto:a@example.org\nEND:VCALENDAR'
    return "visit.ics", event.encode()


def text_spread(words: str) -> tuple[str, bytes]:
    return "note.txt", f"about {'  '.join(' '.join(w) for w in words.split())} today".encode()


def text_latin(words: str) -> tuple[str, bytes]:
    return "note.txt", f"café, {words}".encode("cp1252")


def text_zero_width(words: str) -> tuple[str, bytes]:
    return "note.txt", "\u200b".join(words).encode()


def file_name(words: str) -> tuple[str, bytes]:
    return f"Report {words}.txt", b"nothing"


def web_page(words: str) -> tuple[str, bytes]:
    return "page.html", f'<html><body><img alt="{words}" src="a.png">nothing</body></html>'.encode()


def _archive(parts: dict[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CLEAN_DOCUMENT = (
    f"<w:document {_W}><w:body><w:p><w:r><w:t>nothing</w:t></w:r></w:p></w:body></w:document>".encode()
)


def document_split_runs(words: str) -> tuple[str, bytes]:
    runs = "".join(
        f"<w:r><w:t xml:space='preserve'>{words[i : i + 2]}</w:t></w:r>" for i in range(0, len(words), 2)
    )
    xml = f"<w:document {_W}><w:body><w:p>{runs}</w:p></w:body></w:document>"
    return "briefing.docx", _archive({"word/document.xml": xml.encode()})


def document_deleted_text(words: str) -> tuple[str, bytes]:
    xml = f"<w:document {_W}><w:body><w:p><w:del><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p></w:body></w:document>"
    return "briefing.docx", _archive({"word/document.xml": xml.encode()})


def document_author(words: str) -> tuple[str, bytes]:
    core = f'<c:p xmlns:c="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{words}</dc:creator></c:p>'
    return "briefing.docx", _archive(
        {"word/document.xml": CLEAN_DOCUMENT, "docProps/core.xml": core.encode()}
    )


def document_part_name(words: str) -> tuple[str, bytes]:
    name = f"word/{words.replace(' ', '')}.xml"
    return "briefing.docx", _archive({"word/document.xml": CLEAN_DOCUMENT, name: b"<a/>"})


def document_relation(words: str) -> tuple[str, bytes]:
    rels = f'<r xmlns="urn:r"><x Target="file:///C:/Users/{words.replace(" ", ".")}/a.docx"/></r>'
    return "briefing.docx", _archive(
        {"word/document.xml": CLEAN_DOCUMENT, "word/_rels/d.rels": rels.encode()}
    )


def slides_notes(words: str) -> tuple[str, bytes]:
    xml = f"<p {_A}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p>"
    return "briefing.pptx", _archive({"ppt/notesSlides/notesSlide1.xml": xml.encode()})


def slides_alternative_text(words: str) -> tuple[str, bytes]:
    xml = f'<p {_A}><cNvPr id="1" name="Picture" descr="Photo of {words}"/></p>'
    return "briefing.pptx", _archive({"ppt/slides/slide1.xml": xml.encode()})


def sheet_shared_string(words: str) -> tuple[str, bytes]:
    xml = f"<sst {_X}><si><r><t>{words[:4]}</t></r><r><t xml:space='preserve'>{words[4:]}</t></r></si></sst>"
    return "return.xlsx", _archive({"xl/sharedStrings.xml": xml.encode()})


def sheet_name(words: str) -> tuple[str, bytes]:
    xml = f'<workbook {_X}><sheets><sheet name="{words}" state="veryHidden"/></sheets></workbook>'
    return "return.xlsx", _archive({"xl/workbook.xml": xml.encode()})


def archive_comment(words: str) -> tuple[str, bytes]:
    return "briefing.docx", _archive({"word/document.xml": CLEAN_DOCUMENT}, words.encode())


def archive_nested(words: str) -> tuple[str, bytes]:
    inner = sheet_shared_string(words)[1]
    return "briefing.pptx", _archive({"ppt/embeddings/sheet1.xlsx": inner})


def archive_deleted_part(words: str) -> tuple[str, bytes]:
    """A part that the directory no longer lists."""
    full = _archive({"word/document.xml": CLEAN_DOCUMENT})
    lost = _archive({"word/comments.xml": f"<c>{words * 3}</c>".encode()})
    return "briefing.docx", lost[: lost.index(b"PK\x01\x02")] + full


def archive_tail(words: str) -> tuple[str, bytes]:
    return "briefing.docx", _archive({"word/document.xml": CLEAN_DOCUMENT}) + f"\n{words} again".encode()


def csv_word_over_cells(words: str) -> tuple[str, bytes]:
    last = words.split()[-1]
    return "plan.csv", f"ref,who\nA1,{last[:4]},{last[4:]}\n".encode()


def sheet_formula(words: str) -> tuple[str, bytes]:
    xml = f'<worksheet {_X}><c r="A1"><f>"{words[:4]}"&amp;"{words[4:]}"</f></c></worksheet>'
    return "return.xlsx", _archive({"xl/worksheets/sheet1.xml": xml.encode()})


def slide_letters(words: str) -> tuple[str, bytes]:
    lines = "".join(f"<a:p><a:r><a:t>{c}</a:t></a:r></a:p>" for c in words)
    return "briefing.pptx", _archive({"ppt/slides/slide1.xml": f"<p {_A}>{lines}</p>".encode()})


def document_bookmark(words: str) -> tuple[str, bytes]:
    xml = f'<w:document {_W}><w:bookmarkStart w:name="{words.replace(" ", "_")}"/></w:document>'
    return "briefing.docx", _archive({"word/document.xml": xml.encode()})


def open_document(words: str) -> tuple[str, bytes]:
    names = 'xmlns:office="urn:o" xmlns:text="urn:t"'
    xml = f"<office:text {names}><text:p>{words[:3]}<text:span>{words[3:]}</text:span></text:p></office:text>"
    return "briefing.odt", _archive({"content.xml": xml.encode()})


def packed_text(words: str) -> tuple[str, bytes]:
    return "plan.csv.gz", gzip.compress(f"ref,who\nA1,{words}\n".encode(), mtime=0)


def picture_note(words: str) -> tuple[str, bytes]:
    """A picture whose file names somebody: found beside being refused."""
    out = io.BytesIO()
    note = PngInfo()
    note.add_text("Comment", words, zip=True)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=note)
    return "logo.png", out.getvalue()


FILES: tuple[Build, ...] = (
    mail_subject, mail_body, mail_quoted, mail_html, mail_header, mail_address, mail_attachment_name,
    mail_attachment, mail_in_mail, mail_preamble, csv_cells, csv_utf16, csv_column_letters, json_value, json_key,
    json_escaped, json_base64, calendar_folded, calendar_person, text_spread, text_latin, text_zero_width,
    file_name, web_page, document_split_runs, document_deleted_text, document_author, document_part_name,
    document_relation, slides_notes, slides_alternative_text, sheet_shared_string, sheet_name, archive_comment,
    archive_nested, archive_deleted_part, archive_tail, csv_word_over_cells, sheet_formula, slide_letters,
    document_bookmark, open_document, packed_text, picture_note,
)  # fmt: skip


def mail_with(pdf: bytes) -> bytes:
    """A clean draft with a PDF attached."""
    return _mail(lambda m: m.add_attachment(pdf, "application", "pdf", filename="Report-RT-1.pdf"))
