"""Ways to smuggle words into a finished PDF: each takes clean bytes and the words, and gives the bytes back."""

from __future__ import annotations

import base64
import gzip
import io
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Hide = Callable[[bytes, str], bytes]


def _edit(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _helvetica(pdf: pikepdf.Pdf, page: int = 0) -> None:
    fonts = pdf.pages[page].resources.Font
    fonts.Extra = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )


def _draw(data: bytes, code: str, page: int = 0) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        _helvetica(pdf, page)
        pdf.pages[page].contents_add(code.encode("cp1252"))

    return _edit(data, change)


def unpacked(data: bytes) -> bytes:
    """The same file with every object in the open."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def visible(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 9 Tf 70 300 Td ({words}) Tj ET")


def invisible(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 9 Tf 3 Tr 70 300 Td ({words}) Tj ET")


def white(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 9 Tf 1 g 70 300 Td ({words}) Tj ET")


def under_a_box(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 9 Tf 70 300 Td ({words}) Tj ET 0 g 60 290 200 30 re f")


def off_the_page(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 9 Tf -900 -300 Td ({words}) Tj ET")


def clipped(data: bytes, words: str) -> bytes:
    return _draw(data, f"q 0 0 1 1 re W n BT /Extra 9 Tf 70 300 Td ({words}) Tj ET Q")


def tiny(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 0.1 Tf 70 300 Td ({words}) Tj ET")


def kerned(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 9 Tf 70 300 Td [{'-20'.join(f'({c})' for c in words)}] TJ ET")


def letter_by_letter(data: bytes, words: str) -> bytes:
    code = "".join(
        f"BT /Extra 9 Tf {70 + 6 * i} 300 Td ({c}) Tj ET\n" for i, c in enumerate(words) if c != " "
    )
    return _draw(data, code)


def letters_backwards(data: bytes, words: str) -> bytes:
    placed = [f"BT /Extra 9 Tf {70 + 6 * i} 300 Td ({c}) Tj ET\n" for i, c in enumerate(words) if c != " "]
    return _draw(data, "".join(reversed(placed)))


def spaced_letters(data: bytes, words: str) -> bytes:
    return visible(data, "  ".join(" ".join(word) for word in words.split()))


def one_under_the_other(data: bytes, words: str) -> bytes:
    letters = words.replace(" ", "")
    code = "".join(f"BT /Extra 9 Tf 20 {700 - 12 * i} Td ({c}) Tj ET\n" for i, c in enumerate(letters))
    return _draw(data, code)


def hyphenated(data: bytes, words: str) -> bytes:
    last = words.split()[-1]
    return _draw(data, f"BT /Extra 9 Tf 70 300 Td (with {last[:3]}-) Tj 0 -12 Td ({last[3:]} again) Tj ET")


def broken_over_pages(data: bytes, words: str) -> bytes:
    last = words.split()[-1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        end = len(pdf.pages) - 1
    data = _draw(data, f"BT /Extra 9 Tf 70 90 Td (it was {last[:4]}) Tj ET", end)

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()
        pdf.pages[-1].obj.Resources = Dictionary(Font=Dictionary())
        _helvetica(pdf, len(pdf.pages) - 1)
        code = f"BT /Extra 9 Tf 70 700 Td ({last[4:]} who came) Tj ET"
        pdf.pages[-1].obj.Contents = pdf.make_stream(code.encode())

    return _edit(data, change)


def title(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.docinfo.__setitem__(Name.Title, f"About {words}"))


def author(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.docinfo.__setitem__(Name.Author, words))


def custom_information(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.docinfo.__setitem__("/Reviewer", words))


def information_key(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.docinfo.__setitem__(f"/{words.replace(' ', '')}", "yes"))


def utf16_title(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.docinfo.__setitem__(Name.Subject, String(f"ł {words}")))


def _xmp(data: bytes, insert: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes().decode()
        pdf.Root.Metadata.write(packet.replace("<dc:language>", f"{insert}<dc:language>").encode())

    return _edit(data, change)


def xmp_text(data: bytes, words: str) -> bytes:
    return _xmp(data, f"<dc:creator><rdf:Seq><rdf:li>{words}</rdf:li></rdf:Seq></dc:creator>")


def xmp_comment(data: bytes, words: str) -> bytes:
    return _xmp(data, f"<!-- {words} -->")


def xmp_entity(data: bytes, words: str) -> bytes:
    coded = "".join(f"&#{ord(c)};" for c in words)
    return _xmp(data, f"<dc:source>{coded}</dc:source>")


def xmp_element(data: bytes, words: str) -> bytes:
    name = words.replace(" ", "")
    return _xmp(data, f'<x1:{name} xmlns:x1="http://example.org/x">1</x1:{name}>')


def bookmark(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"Visit to {words}", 0))

    return _edit(data, change)


def alternative_text(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K[0].K[0].Alt = String(words)

    return _edit(data, change)


def actual_text(data: bytes, words: str) -> bytes:
    return _draw(data, f"/Span <</ActualText ({words})>> BDC BT /Extra 9 Tf 70 300 Td (x) Tj ET EMC")


def structure_role(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary({f"/{words.replace(' ', '_')}": Name.P})

    return _edit(data, change)


def _annotate(data: bytes, **entries: object) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([10, 10, 20, 20]), **entries))
        page = pdf.pages[0].obj
        page.Annots = Array([*page.get("/Annots", Array()), note])

    return _edit(data, change)


def annotation(data: bytes, words: str) -> bytes:
    return _annotate(data, Subtype=Name.Text, Contents=String(f"Ask {words}"))


def annotation_author(data: bytes, words: str) -> bytes:
    return _annotate(data, Subtype=Name.Text, Contents=String("ask"), T=String(words))


def link(data: bytes, words: str) -> bytes:
    address = f"https://example.org/{quote(words)}"
    return _annotate(data, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))


def link_handle(data: bytes, words: str) -> bytes:
    address = f"https://example.org/{words.replace(' ', '').lower()}07"
    return _annotate(data, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))


def appearance(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(f"BT /Extra 9 Tf 0 0 Td ({words}) Tj ET".encode(), Subtype=Name.Form)
        look.BBox = Array([0, 0, 90, 20])
        _helvetica(pdf)
        look.Resources = Dictionary(Font=Dictionary(Extra=pdf.pages[0].resources.Font.Extra))
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([1, 1, 9, 9]), AP=Dictionary(N=look)
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return _edit(data, change)


def attachment(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, f"seen: {words}".encode())

    return _edit(data, change)


def attachment_name(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        name = words.replace(" ", "_") + ".txt"
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"nothing", filename=name)

    return _edit(data, change)


def attached_pdf(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.pdf"] = pikepdf.AttachedFileSpec(pdf, visible(data, words))

    return _edit(data, change)


def form_field(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a"), V=String(words)))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return _edit(data, change)


def _script(data: bytes, code: str) -> bytes:
    return _edit(
        data, lambda pdf: pdf.Root.__setattr__("OpenAction", Dictionary(S=Name.JavaScript, JS=String(code)))
    )


def script(data: bytes, words: str) -> bytes:
    return _script(data, f"app.alert('{words}')")


def script_in_pieces(data: bytes, words: str) -> bytes:
    return _script(data, f"app.alert('{words[:4]}' + '{words[4:]}')")


def script_in_codes(data: bytes, words: str) -> bytes:
    return _script(data, f"app.alert(String.fromCharCode({','.join(str(ord(c)) for c in words)}))")


def layer(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(words)))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))

    return _edit(data, change)


def hidden_layer_text(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        _helvetica(pdf)
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        pdf.pages[0].resources.Properties = Dictionary(MC0=group)
        pdf.pages[0].contents_add(f"/OC /MC0 BDC BT /Extra 9 Tf 70 300 Td ({words}) Tj ET EMC".encode())

    return _edit(data, change)


def font_name(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        _helvetica(pdf)
        pdf.pages[0].resources.Font.Extra.BaseFont = Name(f"/{words.replace(' ', '-')}")

    return _edit(data, change)


def page_label(data: bytes, words: str) -> bytes:
    labels = Dictionary(Nums=Array([0, Dictionary(P=String(f"{words} "), S=Name.D)]))
    return _edit(data, lambda pdf: pdf.Root.__setattr__("PageLabels", pdf.make_indirect(labels)))


def unused_form(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(f"BT /F1 9 Tf 0 0 Td ({words}) Tj ET".encode(), Subtype=Name.Form)
        form.BBox = Array([0, 0, 9, 9])
        pdf.pages[0].resources.XObject = Dictionary(Fm9=form)

    return _edit(data, change)


def pattern(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        _helvetica(pdf)
        tile = pdf.make_stream(f"BT /Extra 9 Tf 0 0 Td ({words}) Tj ET".encode(), PatternType=1, PaintType=1)
        tile.Resources = Dictionary(Font=Dictionary(Extra=pdf.pages[0].resources.Font.Extra))
        pdf.pages[0].resources.Pattern = Dictionary(P1=tile)

    return _edit(data, change)


def _append(data: bytes, body: str) -> bytes:
    """An incremental update: a new object 90001 and a table that leads to it."""
    place = len(data) + 1
    previous = data.rindex(b"startxref") + 9
    before = int(data[previous:].split()[0])
    update = f"\n90001 0 obj\n{body}\nendobj\n"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.objgen[0]
    table = (
        f"xref\n90001 1\n{place:010d} 00000 n \ntrailer\n<< /Size 90002 /Root {root} 0 R /Prev {before} >>\n"
    )
    start = len(data) + len(update)
    return data + f"{update}{table}startxref\n{start}\n%%EOF\n".encode("latin-1")


def later_object(data: bytes, words: str) -> bytes:
    return _append(data, f"({words})")


def earlier_revision(data: bytes, words: str) -> bytes:
    return _append(custom_information(data, words), "(nothing)")


def overwritten_title(data: bytes, words: str) -> bytes:
    """The first revision names somebody, the second one replaces the whole information dictionary."""
    first = custom_information(data, words)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number, root = pdf.trailer.Info.objgen[0], pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
    before = int(first[first.rindex(b"startxref") + 9 :].split()[0])
    place = len(first) + 1
    update = f"\n{number} 0 obj\n<< /Title (Report) >>\nendobj\n"
    table = (
        f"xref\n{number} 1\n{place:010d} 00000 n \n"
        f"trailer\n<< /Size {size} /Root {root} 0 R /Info {number} 0 R /Prev {before} >>\n"
    )
    return first + f"{update}{table}startxref\n{len(first) + len(update)}\n%%EOF\n".encode()


def lost_object(data: bytes, words: str) -> bytes:
    """An object before the end that no table leads to."""
    at = data.rindex(b"startxref")
    return data[:at] + f"90002 0 obj ({words}) endobj\n".encode() + data[at:]


def lost_stream(data: bytes, words: str) -> bytes:
    packed = zlib.compress(f"BT ({words}) Tj ET".encode())
    head = f"90003 0 obj << /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode()
    at = data.rindex(b"startxref")
    return data[:at] + head + packed + b"\nendstream endobj\n" + data[at:]


def lost_hexadecimal(data: bytes, words: str) -> bytes:
    at = data.rindex(b"startxref")
    return data[:at] + f"90004 0 obj <{words.encode().hex()}> endobj\n".encode() + data[at:]


def comment(data: bytes, words: str) -> bytes:
    return data.replace(b"\nendobj", f"\nendobj % {words}\n".encode(), 1)


def after_the_end(data: bytes, words: str) -> bytes:
    return data + f"\n{words}\n".encode()


def after_the_end_packed(data: bytes, words: str) -> bytes:
    return data + b"\n" + base64.b64encode(f"name: {words}".encode()) + b"\n"


def utf16_after_the_end(data: bytes, words: str) -> bytes:
    return data + b"\n" + words.encode("utf-16-le")


def catalogue_key(data: bytes, words: str) -> bytes:
    return _edit(
        data, lambda pdf: pdf.Root.__setattr__("PieceInfo", Dictionary(X=Dictionary(Private=String(words))))
    )


def trailer_key(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.trailer.__setitem__("/Note", String(words)))


def destination(data: bytes, words: str) -> bytes:
    names = Dictionary(Dests=Dictionary(Names=Array([String(words), Array([0, Name.Fit])])))
    return _edit(data, lambda pdf: pdf.Root.__setattr__("Names", pdf.make_indirect(names)))


def octal_string(data: bytes, words: str) -> bytes:
    codes = "".join(f"\\{ord(c):03o}" for c in words)
    return _draw(data, f"BT /Extra 9 Tf 70 300 Td ({codes}) Tj ET")


def coded_font(data: bytes, words: str) -> bytes:
    """A two-byte font whose codes mean letters only through its own table."""

    def change(pdf: pikepdf.Pdf) -> None:
        letters = sorted(set(words))
        lines = "\n".join(f"<{i:04X}> <{ord(c):04X}>" for i, c in enumerate(letters, start=1))
        cmap = f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(letters)} beginbfchar {lines} endbfchar"
        below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.X)
        pdf.pages[0].resources.Font.Coded = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name.X,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([below]),
                ToUnicode=pdf.make_stream(cmap.encode()),
            )
        )
        codes = "".join(f"{letters.index(c) + 1:04X}" for c in words)
        pdf.pages[0].contents_add(f"BT /Coded 9 Tf 3 Tr 70 300 Td <{codes}> Tj ET".encode())

    return _edit(data, change)


def different_encoding(data: bytes, words: str) -> bytes:
    """A simple font whose codes are renamed by /Differences."""

    def change(pdf: pikepdf.Pdf) -> None:
        _helvetica(pdf)
        letters = sorted(set(words))
        names = [Name("/space" if c == " " else f"/{c}") for c in letters]
        pdf.pages[0].resources.Font.Extra.Encoding = Dictionary(Differences=Array([1, *names]))
        codes = "".join(f"{letters.index(c) + 1:02X}" for c in words)
        pdf.pages[0].contents_add(f"BT /Extra 9 Tf 70 300 Td <{codes}> Tj ET".encode())

    return _edit(data, change)


def spaced_name(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.Root.__setattr__("PieceInfo", Dictionary({f"/{words}": Dictionary()})))


def rich_note(data: bytes, words: str) -> bytes:
    text = f"<body><p>{words[:3]}<b>{words[3:]}</b></p></body>"
    return _annotate(data, Subtype=Name.FreeText, RC=String(text))


def wide_gaps(data: bytes, words: str) -> bytes:
    first, last = words.split()
    return _draw(
        data,
        f"BT /Extra 9 Tf 70 300 Td [({first[:3]}) -400 ({first[3:]}) -400 ({last[:2]}) -400 ({last[2:]})] TJ ET",
    )


def lying_table(data: bytes, words: str) -> bytes:
    """The glyphs are the words, the font's Unicode table says something else."""

    def change(pdf: pikepdf.Pdf) -> None:
        _helvetica(pdf)
        lines = "\n".join(f"<{ord(c):02X}> <0078>" for c in sorted(set(words)))
        cmap = f"1 begincodespacerange <00> <FF> endcodespacerange 9 beginbfchar {lines} endbfchar"
        pdf.pages[0].resources.Font.Extra.ToUnicode = pdf.make_stream(cmap.encode())
        pdf.pages[0].contents_add(f"BT /Extra 9 Tf 70 300 Td ({words}) Tj ET".encode())

    return _edit(data, change)


def content_comment(data: bytes, words: str) -> bytes:
    return _draw(data, f"% {words}\nq Q")


def nested_property(data: bytes, words: str) -> bytes:
    return _draw(data, f"/Span << /Note [ << /Also [({words})] >> ] >> BDC EMC")


def operand_of_nothing(data: bytes, words: str) -> bytes:
    return _draw(data, f"({words}) 0 0 0 rg")


def dead_operator(data: bytes, words: str) -> bytes:
    return _draw(data, f"BX <{words.encode().hex()}> noted EX")


def dead_operator_letters(data: bytes, words: str) -> bytes:
    return _draw(data, " ".join(f"({letter}) noted" for letter in words))


def operator_name(data: bytes, words: str) -> bytes:
    return _draw(data, f"{words.replace(' ', '-')}")


def resource_name(data: bytes, words: str) -> bytes:
    return _draw(data, f"/{words.replace(' ', '-')} gs")


def left_over(data: bytes, words: str) -> bytes:
    return _draw(data, f"[({words})]")


def shown_dictionary(data: bytes, words: str) -> bytes:
    return _draw(data, f"BT /Extra 9 Tf << /Note ({words}) >> Tj ET")


def lost_ascii85(data: bytes, words: str) -> bytes:
    code = base64.a85encode(words.encode(), adobe=True)
    at = data.rindex(b"startxref")
    return (
        data[:at]
        + b"90005 0 obj << /Filter /ASCII85Decode >> stream\n"
        + code
        + b"\nendstream endobj\n"
        + data[at:]
    )


def packed_attachment(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["notes.gz"] = pikepdf.AttachedFileSpec(pdf, gzip.compress(f"seen: {words}".encode()))

    return _edit(data, change)


def turned_round(data: bytes, words: str) -> bytes:
    return _edit(data, lambda pdf: pdf.docinfo.__setitem__(Name.Subject, f"\u202e{words[::-1]}\u202c"))


def encoded_twice(data: bytes, words: str) -> bytes:
    address = f"https://example.org/?q={quote(quote(words))}"
    return _annotate(data, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))


def field_option(data: bytes, words: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(FT=Name.Ch, T=String("a"), Opt=Array([String("x"), String(words)]))
        )
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return _edit(data, change)


def unclosed(data: bytes, words: str) -> bytes:
    """Nobody can read on from here: the file is refused."""
    return _draw(data, f"({words}")


def after_inline_picture(data: bytes, words: str) -> bytes:
    """A picture drawn inside a page is refused, whatever stands behind it."""
    return _draw(data, f"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI ({words}) noted")


PLACES: tuple[Hide, ...] = (
    visible, invisible, white, under_a_box, off_the_page, clipped, tiny, kerned, letter_by_letter,
    letters_backwards, spaced_letters, one_under_the_other, hyphenated, broken_over_pages, title, author,
    custom_information, information_key, utf16_title, xmp_text, xmp_comment, xmp_entity, xmp_element, bookmark,
    alternative_text, actual_text, structure_role, annotation, annotation_author, link, link_handle, appearance,
    attachment, attachment_name, attached_pdf, form_field, script, script_in_pieces, script_in_codes, layer,
    hidden_layer_text, font_name, page_label, unused_form, pattern, later_object, earlier_revision,
    overwritten_title, lost_object, lost_stream, lost_hexadecimal, comment, after_the_end,
    after_the_end_packed, utf16_after_the_end, catalogue_key, trailer_key, destination, octal_string,
    coded_font, different_encoding, spaced_name, rich_note, wide_gaps, lying_table, content_comment,
    nested_property, operand_of_nothing, dead_operator, dead_operator_letters, operator_name, resource_name,
    left_over, shown_dictionary, lost_ascii85, packed_attachment, turned_round, encoded_twice, field_option,
)  # fmt: skip
