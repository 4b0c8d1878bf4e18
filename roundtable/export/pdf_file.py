"""The last step of every paper: structure tree, metadata and colour profile in, everything else out.

The result is PDF 1.7, PDF/UA-1 and PDF/A-2a. The same input gives the same bytes: nothing in it depends
on the clock, the machine or chance, and it names no producer and no author.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from roundtable.export.colour_profile import srgb_profile
from roundtable.export.structure import AnnotationLink, Element, MarkedContent

LANGUAGE = "en-GB"
_LATE = re.compile(rb"%late:(\d+)")
_TABLE_TAGS = ("TH", "TD")

# A stream whose last byte is a carriage return, before the line end that qpdf writes, has no clear length
# for a PDF/A checker (6.1.7.1). A deflated stream ends with the Adler-32 sum of its data, so the data decide.
_UNCLEAR_END = b"\r\nendstream"
_CARRIAGE_RETURN = 0x0D
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class PaperLabel:
    """All that a paper's metadata say of it."""

    title: str
    marking: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the canvas remembered: the tree, what is marked and linked on each page, late numbers' code."""

    root: Element
    marked_by_page: list[list[Element]]
    links_by_page: list[list[Element]]
    late_code: list[str]


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{marking}</rdf:li></rdf:Alt></dc:rights>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class _TreeWriter:
    """Turns remembered elements into the PDF's structure tree."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._written: dict[int, pikepdf.Object] = {}

    def write(self, drawn: Drawn) -> None:
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(drawn.root, tree)])
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._parents(drawn)))
        tree.ParentTreeNextKey = len(tree.ParentTree.Nums) // 2
        self._pdf.Root.StructTreeRoot = tree

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
        self._written[id(element)] = made
        if element.alt:
            made.Alt = String(element.alt)
        if element.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.box:
            made.A = Dictionary(
                O=Name.Layout, BBox=Array([round(v, 1) for v in element.box]), Placement=Name.Block
            )
        made.K = Array([self._kid(kid, made) for kid in element.kids if _belongs(kid)])
        return made

    def _kid(self, kid: Element | MarkedContent | AnnotationLink, parent: pikepdf.Object) -> pikepdf.Object:
        if isinstance(kid, Element):
            return self._element(kid, parent)
        page = self._pages[kid.page]
        if isinstance(kid, MarkedContent):
            return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.mcid)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=page.Annots[kid.index])

    def _parents(self, drawn: Drawn) -> Array:
        numbers: list[object] = []
        for index, (page, marked) in enumerate(zip(self._pages, drawn.marked_by_page, strict=False)):
            page.StructParents = index
            page.Tabs = Name.S
            numbers += [index, self._pdf.make_indirect(Array([self._written[id(e)] for e in marked]))]
        key = len(self._pages)
        for page, links in zip(self._pages, drawn.links_by_page, strict=False):
            for annotation, element in zip(page.get("/Annots", Array()), links, strict=True):
                annotation.StructParent = key
                annotation.Contents = String(element.alt)
                annotation.F = 4
                numbers += [key, self._written[id(element)]]
                key += 1
        return Array(numbers)


def _belongs(kid: Element | MarkedContent | AnnotationLink) -> bool:
    # An empty cell keeps its place in the row; any other element nothing was drawn for is left out.
    return not isinstance(kid, Element) or kid.tag in _TABLE_TAGS or kid.is_drawn()


def _put_late_numbers(pdf: pikepdf.Pdf, code: list[str]) -> None:
    pieces = [piece.encode("latin-1") for piece in code]
    for page in pdf.pages:
        content = page.Contents
        stream = content.read_bytes()
        content.write(_LATE.sub(lambda found: pieces[int(found[1])], stream))


def _describe(pdf: pikepdf.Pdf, label: PaperLabel) -> None:
    xmp = _XMP.format(title=escape(label.title), marking=escape(label.marking), language=LANGUAGE)
    root = pdf.Root
    root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(LANGUAGE)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB"),
                DestOutputProfile=pdf.make_stream(srgb_profile(), N=3),
            )
        ]
    )
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(label.title)))


def finish(raw: bytes, drawn: Drawn, label: PaperLabel) -> bytes:
    """Complete a freshly drawn PDF. `raw` is the canvas's output, uncompressed."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        _put_late_numbers(pdf, drawn.late_code)
        _TreeWriter(pdf).write(drawn)
        _describe(pdf, label)
        for page in pdf.pages:
            for needless in ("/Trans", "/Rotate"):
                if needless in page.obj:
                    del page.obj[needless]
        _mend_stream_ends(pdf)
        for attempt in range(_ATTEMPTS):
            _renumber(pdf, attempt)
            finished = save_clean(pdf)
            if _UNCLEAR_END not in finished:
                return finished
        # A long paper has many object streams, and one of them ends so each time: a larger file without them.
        return save_clean(pdf, objects_apart=True)


def _mend_stream_ends(pdf: pikepdf.Pdf) -> None:
    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream):
            continue
        data = stream.read_bytes()
        if zlib.adler32(data) & 0xFF != _CARRIAGE_RETURN:
            continue
        # Not a zero byte: it would leave the sum's last byte as it is.
        stream.write(data + b"\n")
        if "/Length1" in stream:
            stream.Length1 = len(data) + 1


def _renumber(pdf: pikepdf.Pdf, attempt: int) -> None:
    """Other object numbers, so other object streams: bits of `attempt` say what is an object itself."""
    keys = ("/MarkInfo", "/ViewerPreferences", "/OutputIntents")
    for bit, key in enumerate(keys):
        value = pdf.Root[key]
        plain = pikepdf.Array(list(value)) if key == "/OutputIntents" else Dictionary(dict(value.items()))
        pdf.Root[key] = pdf.make_indirect(plain) if attempt >> bit & 1 else plain


def save_clean(
    pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None, *, objects_apart: bool = False
) -> bytes:
    """One revision, object streams (unless `objects_apart`), nothing unreferenced; ids from the content
    unless encrypted."""
    out = io.BytesIO()
    mode = pikepdf.ObjectStreamMode
    options: Mapping[str, object] = {"encryption": encryption} if encryption else {"deterministic_id": True}
    pdf.save(
        out,
        object_stream_mode=mode.disable if objects_apart else mode.generate,
        compress_streams=True,
        min_version="1.7",
        fix_metadata_version=False,
        **options,  # type: ignore[arg-type]  # two keyword sets of one signature
    )
    return out.getvalue()
