"""Names that the PDF format itself uses: nobody is meant by /MarkInfo, /Rose or /Grace would be searched."""

from __future__ import annotations

import re
from typing import Final

PDF_NAMES: Final = frozenset(
    """
    A AA AC AIS AN AP AS AcroForm Action ActualText Advisory AllOff AllOn AllPages Alt Alternate
    Alternates Angle Annot AnnotStates Annotation Annots AntiAlias AnyOff AnyOn ArtBox Artifact Ascent
    Aside Attached Author Auto AvgWidth B BBox BC BG BM BS Background BackgroundColor Bag BaseEncoding
    BaseFont BaseState BaseURL BaseVersion BitsPerComponent BitsPerCoordinate BitsPerFlag BitsPerSample
    BlackIs1 BlackPoint BleedBox Block BlockQuote Border BorderColor BorderStyle BorderThickness Bounds
    Btn ByteRange C C0 C1 CA CF CFM CIDFontType0 CIDFontType0C CIDFontType2 CIDSet CIDSystemInfo
    CIDToGIDMap CL CMYK CMapName CO CS CalGray CalRGB CapHeight Caption Caret Catalog Cert Changes
    CharProcs CharSet Circle Code ColSpan Collection Color ColorSpace ColorTransform Colorants Colors
    Column ColumnCount ColumnGap Columns Configs Contents Coords Count Courier Courier-Bold
    Courier-BoldOblique Courier-Oblique CreateDate CreationDate Creator CreatorTool CropBox Crypt
    CryptFilter D DA DCTDecode DL DOS DP DR DS DV DW DW2 DamagedRowsBeforeError Dashed Date Decimal Decode
    DecodeParms Default DefaultCMYK DefaultForPrinting DefaultGray DefaultRGB DerivedFrom Desc
    DescendantFonts Descent Description Dest DestOutputProfile Dests DeviceCMYK DeviceGray DeviceN
    DeviceRGB Di Differences Direction Disc DisplayDocTitle Div Document DocumentID Domain Dot DotGain
    Double Dur Duration E EF EFF EarlyChange Em Encode EncodedByteAlign Encoding Encrypt EncryptMetadata
    EndOfBlock EndOfLine Endnote Event Export ExtGState Extend Extends Extensions External F FENote
    FFilter FL FS FT Fade Ff Fields Figure FileAttachment Filespec Filter First FirstChar FirstPage Fit
    FitB FitBH FitBV FitH FitR FitV FitWindow Fl FlateDecode Flatness Fo Font FontBBox FontDescriptor
    FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Footer Footnote
    Form FormType Formula FreeText Frequency Fullscreen Function FunctionType Functions G GTS_PDFA1
    GTS_PDFX GTS_PDFXVersion Gamma GoTo GoToE GoToR Gray Group Groups H H1 H2 H3 H4 H5 H6 HT HalftoneName
    HalftoneType HasVisibleTransparency Header Headers Height Helvetica Helvetica-Bold
    Helvetica-BoldOblique Helvetica-Oblique Hidden Hide HideMenubar HideToolbar HideWindowUI Highlight
    History Hn I ICCBased ID IDTree IF IRT IT IX Identifier Identity Identity-H Identity-V Image ImageB
    ImageC ImageI ImageMask Import ImportData Index Indexed Info Ink InkList Inline InlineAlign
    InlineShape Inset InstanceID Intent Interpolate IsMap ItalicAngle JBIG2Decode JBIG2Globals JPXDecode
    JS JavaScript K Keywords Kids L LBody LC LE LI LJ LL LLE LLO LW LZW LZWDecode Lab Label Lang Language
    Last LastChar LastModified LastPage Launch Layout Lbl Leading Length Length1 Length2 Length3 Level1
    Limits Line LineArrow LineHeight Linearized Link List ListMode ListNumbering Location Locked
    Luminosity M MCD MCID MCR MCS MD5 MK ML MMType1 MN MacExpertEncoding MacRomanEncoding Manifest
    MarkInfo MarkStyle Marked Mask Matrix Matte MaxLen MaxWidth Measure MediaBox Metadata MetadataDate
    MissingWidth Mix ModDate ModifyDate Movie Multiply N NM NPages NULL Name Named Names NeedAppearances
    NeedsRendering NewWindow Next NextPage Nickname No NonFullScreenPageMode NonStruct None Normal Note
    NumberFormat Nums O OBJR OC OCG OCGs OCMD OCProperties OFF ON OP OPM OS Obj ObjStm Off On Open
    OpenType Opt Order Ordered Ordering OriginalDocumentID Outlines OutputCondition
    OutputConditionIdentifier OutputIntent OutputIntents Overlay P PCM PDF PMD PS PZ Page PageElement
    PageLabel PageLabels PageLayout PageMode Pages Pagination PaintType Params Parent ParentTree
    ParentTreeNextKey Part Pattern PatternType Perms Pg PieceInfo Placement Point Polygon Popup Predictor
    Preferred PresSteps PreserveRB Prev PrevPage Print PrintArea PrintClip PrintPageRange PrintScaling
    PrintState Private ProcSet Producer Prop Properties Push Q QuadPoints Quote R RB RBGroups RC RD RDF RF
    RGB RI RP RT RV Range Rating Rect Ref Reference Registry RegistryName Rename RenditionClass ResetForm
    Resources RichMedia Role RoleMap Root Rotate Row RowSpan Rows Ruby RunLengthDecode S SA SE SM SMask
    SMaskInData SS SV Saturation Schema Scope Screen Sect Separation SeparationColorNames SeparationInfo
    Seq SetOCGState Shading ShadingType Short Sig SigFieldLock SigFlags Size Solidities Sort Sound
    SourceModified SpaceAfter SpaceBefore Span SpotFunction Square Squiggly St Stamp Standard
    StandardEncoding Start StartIndent State StdCF Stem StemH StemV StmF StmOwn StrF StrikeOut Strong
    StructElem StructParent StructParents StructTreeRoot Style Sub SubFilter Subj Subject SubmitForm
    Subtitle Subtype Subtype2 Summary Supplement Suspects Symbol T TBody TD TFoot TH THead TI TK TM TOC
    TOCI TP TR TR2 TU Table Tabs Templates Text TextAlign TextDecorationType TextIndent Thread Threads
    Thumb Thumbnails TilingType Times-Bold Times-BoldItalic Times-Italic Times-Roman Title ToUnicode
    Toggle TopSecret Trans TransformMethod TransformParams Transparency TrapNet Trapped TrimBox TrueType
    Type Type0 Type1 Type1C Type3 U UCR UR URI Unchanged Underline Unix Unknown Usage UsageTerms UseCMap
    UseNone UseOutlines UseThumbs UserProperties UserUnit V VE VP Version Vertices View ViewArea ViewClip
    ViewerPreferences Viewport VisiblePages W W2 WC WP WS Warichu Watermark WebStatement WhitePoint Widget
    Width Widths Win WinAnsiEncoding Wipe Workflow X XFA XHeight XML XObject XRef XRefStm XStep XYZ YStep
    Yes ZapfDingbats Zoom about action adbe.pkcs7.detached amd ca category changed cm conformance
    contributor coverage creator description documentID format identifier instanceID lang language li name
    namespaceURI op parameters parseType part pb prefix property publisher rb relation rev rights rp sRGB
    schema schemas softwareAgent source subject title type value valueType when xapmeta xmpmeta
    """.split()  # a literal of 600 strings reads worse
)

# The fonts that the program ships, by their PostScript names; a subset has six letters and a plus before it.
_FONTS: Final = re.compile(
    r"(?:[A-Z]{6}\+)?(?:SourceSans3|AtkinsonHyperlegibleNext)-(?:Regular|Italic|SemiBold|Bold)"
)
# Addresses that XMP packets and their schemas carry by definition (XMP part 1, PDF/A, PDF/UA).
NAMESPACES: Final = frozenset(
    (
        "adobe:ns:meta/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://ns.adobe.com/xap/1.0/",
        "http://ns.adobe.com/xap/1.0/mm/",
        "http://ns.adobe.com/xap/1.0/rights/",
        "http://ns.adobe.com/pdf/1.3/",
        "http://www.aiim.org/pdfa/ns/id/",
        "http://www.aiim.org/pdfua/ns/id/",
        "http://www.aiim.org/pdfa/ns/extension/",
        "http://www.aiim.org/pdfa/ns/schema#",
        "http://www.aiim.org/pdfa/ns/property#",
    )
)
# What a font's Unicode table says in PostScript around its codes (Adobe Technical Note 5014).
_TABLE: Final = re.compile(
    rb"/(?:CIDInit|ProcSet|CIDSystemInfo|Registry|Ordering|Supplement|CMapName|CMapType|Adobe|UCS|Identity)\b"
    rb"|\b(?:findresource|begincmap|endcmap|(?:begin|end)(?:codespacerange|bfchar|bfrange|cidrange|cidchar)"
    rb"|CMapName|currentdict|defineresource|usecmap|dict|begin|def|end|pop|dup)\b"
)
_TABLE_FONT: Final = re.compile(_FONTS.pattern.encode())


def is_of_format(name: str) -> bool:
    """Whether a name is the format's own or that of a font the program ships, chosen by nobody here."""
    return name in PDF_NAMES or _FONTS.fullmatch(name) is not None


def without_table_words(data: bytes) -> bytes:
    """A font's Unicode table without its fixed words: what is left, somebody chose."""
    return _TABLE_FONT.sub(b" ", _TABLE.sub(b" ", data))
