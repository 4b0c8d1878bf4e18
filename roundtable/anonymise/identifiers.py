"""Numbers and codes that identify: found by shape. A check digit raises confidence, it never sets one
free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roundtable.anonymise.dates import iso_day
from roundtable.anonymise.register import Identifier
from roundtable.anonymise.scanned_numbers import as_digits, find_scanned
from roundtable.anonymise.spans import Span
from roundtable.anonymise.spoken_numbers import find_spoken

_I = re.IGNORECASE
# Left edge: no letter, digit or joining mark before; keeps each scan from starting inside a longer code.
_L = r"(?<![A-Za-z0-9_])"
_R = r"(?![A-Za-z0-9_])"
_TLD = (
    "com|org|net|uk|example|co|info|io|me|tv|eu|ie|pl|ro|gov|edu|app|link|site|online|biz|wales|scot|london"
)

_Shape = tuple[str, str, re.Pattern[str]]


def _shape(kind: str, why: str, pattern: str, flags: int = 0) -> _Shape:
    return kind, why, re.compile(pattern, flags)


_ONLINE: tuple[_Shape, ...] = (
    _shape("url", "A web address.", r"\b(?:https?://|www\.)[^\s<>\"')\]]{2,300}", _I),
    _shape(
        "url",
        "A web address.",
        rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{1,40}}\.){{1,4}}(?:{_TLD})\b(?!\.[a-z])(?:/[^\s<>\"')\]]{{0,200}})?",
        _I,
    ),
)
_SHAPES: tuple[_Shape, ...] = (
    _shape(
        "iban",
        "A bank account.",
        rf"{_L}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{3,7}}(?: ?[A-Z0-9]{{1,3}})?{_R}",
    ),
    _shape("network", "A network address.", r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)"),
    _shape("network", "A device address.", rf"{_L}[0-9a-f]{{2}}(?:[:-][0-9a-f]{{2}}){{5}}{_R}", _I),
    _shape("network", "A network address.", rf"{_L}[0-9a-f]{{1,4}}(?::[0-9a-f]{{0,4}}){{4,7}}{_R}", _I),
    _shape("reference", "A code.", rf"{_L}[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}{_R}", _I),
    _shape(
        "coordinates", "A position on the map.", r"(?<![\w.])-?\d{1,3}\.\d{4,8}\s?,\s?-?\d{1,3}\.\d{4,8}"
    ),
    _shape("card", "A card number.", rf"{_L}\d{{4}}(?:[ -]\d{{4}}){{2}}[ -]\d{{3,7}}{_R}"),
    _shape("upn", "A pupil number.", rf"{_L}[A-Z] ?\d{{3}} ?\d{{4}} ?\d{{2}} ?\d{{2}} ?[0-9A-Z]{_R}", _I),
    _shape(
        "ni", "A National Insurance number.", rf"{_L}[A-Z]{{2}}(?:[ -]?\d{{2}}){{3}}[ -]?[A-D]{_R}", _I
    ),
    _shape(
        "phone",
        "A telephone number.",
        r"(?<![\w.])(?<!\w[/-])(?:\+\d{1,3}|\(\+?\d{1,4}\)|00\d{2}|\(0\d{2,5}\)|0\d)"
        r"(?:[ .()/-]{0,3}\d){6,11}(?!\w)(?:\s?(?:ext?n?|extension|x)\.?\s?\d{1,5}\b)?",
        _I,
    ),
    _shape("nhs", "An NHS number by its shape.", rf"(?<![\w+.,£])\d{{3}}[ .-]\d{{3}}[ .-]\d{{3,4}}{_R}"),
    _shape("nhs", "An NHS number by its shape.", rf"(?<![\w+.,£])\d{{10}}{_R}"),
    # Typed digit by digit, over lines or cells: the word before it says what it is.
    _shape(
        "nhs",
        "An NHS number by the word before it.",
        r"\bnhs[^\w\n]{0,3}(?:no|num|number|nr)?\b[^\w\n]{0,3}(?:is|was)?[\s:|#.-]{0,4}(\d(?:[\s|./_-]{0,3}\d){9})(?!\d)",
        _I,
    ),
    _shape(
        "nhs",
        "An NHS number by its shape.",
        r"(?<![\w+.,£/|-])\d{3}(?:[ \t]?[\n|/_][ \t]?\d{3}[\s|/_]{1,3}| \d{3}\n)\d{4}(?![\w/|-])",
    ),
    _shape("postcode", "A postcode.", rf"{_L}[A-Z]{{1,2}}[\dO][A-Z\dO]? ?[\dOIl][A-Z]{{2}}{_R}"),
    _shape("postcode", "A postcode.", rf"{_L}[a-z]{{1,2}}\d[a-z\d]? ?\d[a-z]{{2}}{_R}"),
    _shape("vehicle", "A vehicle registration.", rf"{_L}[A-Z]{{2}} ?[\dO]{{2}} ?[A-Z]{{3}}{_R}"),
    _shape("vehicle", "A vehicle registration.", rf"{_L}[a-z]{{2}}\d{{2}} ?[a-z]{{3}}{_R}"),
    _shape(
        "vehicle",
        "A vehicle registration.",
        rf"{_L}[A-Z]\d{{2,3}} ?[A-Z]{{3}}{_R}|{_L}[A-Z]{{3}} ?\d{{2,3}}[A-Z]{_R}",
    ),
    _shape(
        "vehicle",
        "A vehicle registration.",
        r"(?<=\breg )[A-Z0-9]{2,4} ?[A-Z0-9]{2,4}\b|(?<=vehicle )[A-Z]{2,3} ?\d{2,4}\b"
        r"|(?<=plate )[A-Z0-9]{2,4} ?[A-Z0-9]{2,4}\b",
    ),
)  # fmt: skip
_ATOM = re.compile(r"[A-Za-z0-9]+")
_SCANNED = 7  # digits from which a scanner's letters are read back as digits
_MARKS = re.compile(r"[\s./\\()+:|-]{0,3}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[/-](?:\d\d|(?:19|20)\d\d)|\d\d/\d\d)$")
_NUMBERED = re.compile(r"\b(?:no|nr|number)[.:]?\s{0,2}(\d{5})(?![\w.,])", _I)
_TIME = re.compile(
    r"(?:[01]?\d|2[0-4])[.:]?[0-5]\d(?:hrs?|h|am|pm|hours)\b|\d{1,2}(?:am|pm|hrs?|yo|yrs?)\b", _I
)
_JOINED_CODE = re.compile(rf"{_L}[A-Za-z0-9]{{1,12}}(?:[/\\-][A-Za-z0-9]{{1,12}}){{1,5}}{_R}")
_LONG_CODE = re.compile(
    r"(?<![A-Za-z0-9_£$€])(?:[A-Z]{1,4} ?\d{5,12}[A-Za-z]?|[A-Za-z]{1,6}\d{5,12}[A-Za-z]?"
    r"|(?=(?:[A-Z]{0,6}\d){4})(?=\d{0,20}[A-Z])[A-Z0-9]{6,20}"
    rf"|\d{{6,24}}[A-Za-z]{{0,3}}|\d{{1,4}}[A-Z]{{1,4}}\d{{3,10}}){_R}"
)
_LETTERED = re.compile(
    rf"{_L}(?!(?:PC|DC|DS|DI|PS|WPC|DCI|PCSO|SGT)\b)[A-Z]{{2,5}}[ :#-]{{1,2}}"
    r"(?!(?:19|20)\d\d(?![\d/]))\d{4,10}(?:[/-]\d{1,8}){0,3}(?![A-Za-z0-9_])"
    rf"|{_L}(?:CAD|URN|LOG|INC|MRN|OIC|REF)[ :#-]{{1,2}}\d{{2,10}}(?:[/-]\d{{1,8}}){{0,3}}{_R}"
)
_NAMED_CODE = re.compile(
    r"\b(?:ref(?:erence)?s?|crime|case|file|court|log|incident|occurrence|cad|urn|custody|mrn|hospital|passport|licence|"
    r"claim|policy|account|id|niche|athena|liquid ?logic|"
    r"mosaic|frameworki?|holmes|ho|home office|uln|upn|nhs|dbs|warrant|"
    r"collar|exhibit|sort code|acc(?:oun)?t|uprn|imei|tag|order)"
    r"(?:\s(?:ref(?:erence)?|no|number|num|id|code))?\.?\s?(?::|#|no\.?|number|is|was|=)?\s{0,2}"
    r"((?=[A-Za-z0-9/.-]{0,15}\d{2})[A-Z0-9][A-Za-z0-9]{0,14}(?:[/.-][A-Za-z0-9]{1,12}){0,4})(?!\w)",
    _I,
)
_ACCOUNT = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|roblox|xbox|psn|fortnite|steam|kik|telegram"
    r"|twitter|whatsapp|user ?name|"
    r"gamer ?tag|screen ?name|handle|profile)"
    r"(?:\s(?:name|account|user|id|handle|profile))?(?:\s(?:is|was|called|named|as|of))?"
    r"\s?[:=\"'(]{0,2}\s?((?=[0-9.]{0,20}[A-Za-z_])[A-Za-z0-9_.]{0,20}[0-9_][A-Za-z0-9_.]{0,20})(?!\w)",
    _I,
)
_DOTTED_ACCOUNT = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|roblox|xbox|psn|steam|kik|telegram|twitter"
    r"|user ?name|gamer ?tag|screen ?name|handle|profile)(?:\s(?:name|account|user|id|handle|profile))?"
    r"\s?(?:is|was|:|=)?\s?[\"'(]?\s?"
    r"(?=[A-Za-z0-9_.#]{3,40})([A-Za-z0-9_]{1,20}(?:[.#][A-Za-z0-9_]{1,20}){1,4})(?!\w)",
    _I,
)
_UNDERSCORE = re.compile(r"(?<![\w@])(?=[A-Za-z0-9.]{0,20}_)[A-Za-z0-9][A-Za-z0-9_.]{2,40}(?<![.])")
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+'%-")


def find_online(text: str) -> Iterator[Span]:
    """Addresses, accounts and web pages in folded `text`: first, so that names and dates inside go with
    them.
    """
    yield from _around_at_signs(text)
    yield from _by_shape(text, _ONLINE)
    yield from _accounts(text)


def find_identifiers(text: str) -> Iterator[Span]:
    """Numbers with a shape of their own, the surest first. Claims may overlap: the first holds. After
    dates.
    """
    yield from _by_shape(text, _SHAPES)
    yield from find_scanned(text)
    for said in find_spoken(text):
        kind = "phone" if said.digits[0] == "0" else "nhs" if len(said.digits) == 10 else "number"
        yield Span(said.start, said.end, kind, "A number in words.")


def _by_shape(text: str, shapes: tuple[tuple[str, str, re.Pattern[str]], ...]) -> Iterator[Span]:
    for kind, why, pattern in shapes:
        for found in pattern.finditer(text):
            # O and I are let through for 0 and 1, but some digit there must be.
            if kind not in ("postcode", "vehicle") or any(c.isdigit() for c in found.group()):
                group = pattern.groups  # where there is one, it is the number; before it stands its name
                yield Span(found.start(group), found.end(group), kind, why)


def find_codes(text: str) -> Iterator[Span]:
    """References without a fixed shape: joined codes, long numbers, codes announced by a word. After
    dates.
    """
    for found in _LETTERED.finditer(text):
        yield Span(found.start(), found.end(), "reference", "A log or system number.")
    for found in _JOINED_CODE.finditer(text):
        if _is_reference(found.group()):
            yield Span(
                found.start(), found.end(), "reference", "A case, crime or court reference by its shape."
            )
    for found in _NAMED_CODE.finditer(text):
        service = found[0][:3].lower() == "nhs" and len(found[1]) < 6  # "NHS 111", "the NHS 10 Year Plan"
        if not service and not _YEARS.match(found[1]) and not _TIME.match(found[1]):
            yield Span(
                found.start(1), found.end(1), "reference", "A code that follows a word for a reference."
            )
    for found in _NUMBERED.finditer(text):
        yield Span(found.start(1), found.end(1), "reference", "A number that is announced as one.")
    for found in _LONG_CODE.finditer(text):
        yield Span(found.start(), found.end(), "number", "A long number or code.")


def find_registered(text: str, identifiers: tuple[Identifier, ...]) -> Iterator[Span]:
    """The register's own identifiers, with or without their spaces and joining marks, in any case.

    Registered dates are left to `dates.find_registered_days`, which knows all their shapes.
    """
    known, numbers = _known_codes(identifiers)
    if not known.owners:
        return
    atoms = [(m.group().lower(), m.start(), m.end()) for m in _ATOM.finditer(text)]
    yield from _in_a_row(text, atoms, known)
    if not numbers.owners:
        return
    for said in find_spoken(text):
        if (owner := numbers.owners.get(said.digits)) is not None:
            yield Span(said.start, said.end, owner.kind, "Listed in the register.", owner.id)
    yield from _in_a_row(text, [(as_digits(a) or a, start, end) for a, start, end in atoms], numbers)


@dataclass(frozen=True, slots=True)
class _Known:
    """Codes of the register: whose each is, and everything that one of them begins with."""

    owners: dict[str, Identifier]
    beginnings: frozenset[str]


@lru_cache(maxsize=16)
def _known_codes(identifiers: tuple[Identifier, ...]) -> tuple[_Known, _Known]:
    """All codes, and those of digits that may be said or scanned; the same for every text of a register."""
    owners = {
        code: i
        for i in reversed(identifiers)
        if iso_day(i.value) is None
        for code in _codes(i.value)
        if len(code) >= 3
    }
    return _known(owners), _known({c: i for c, i in owners.items() if c.isdigit() and len(c) >= _SCANNED})


def _known(owners: dict[str, Identifier]) -> _Known:
    return _Known(owners, frozenset(code[:n] for code in owners for n in range(1, len(code) + 1)))


def _in_a_row(text: str, atoms: list[tuple[str, int, int]], codes: _Known) -> Iterator[Span]:
    """The longest rows of atoms that spell a known code."""
    known, beginnings = codes.owners, codes.beginnings
    for i, (code, start, end) in enumerate(atoms):
        k, longest = i, None
        while code in beginnings:
            if code in known:
                longest = Span(start, end, known[code].kind, "Listed in the register.", known[code].id)
            k += 1
            if k >= len(atoms) or not _MARKS.fullmatch(text, end, atoms[k][1]):
                break
            code, end = code + atoms[k][0], atoms[k][2]
        if longest is not None:
            yield longest


def _codes(value: str) -> tuple[str, ...]:
    """The value without marks; a telephone number also with and without the country's 44."""
    code = _squeezed(value)
    national = re.fullmatch(r"(?:0044|440?|0)([1-9]\d{8,9})", code)
    rest = national[1] if national else ""
    return tuple(f"{start}{rest}" for start in ("0", "44", "440", "0044")) if rest else (code,)


def _squeezed(value: str) -> str:
    return "".join(_ATOM.findall(value)).lower()


def _is_reference(code: str) -> bool:
    digits = sum(c.isdigit() for c in code)
    letters = sum(c.isalpha() for c in code)
    if _YEARS.match(code) or digits < (3 if "/" in code else 4):
        return False
    if letters == 0:
        return digits >= 6 or ("/" in code and digits >= 5)
    longest = max(re.split(r"[^A-Za-z]+", code), key=len)
    # "two-year-old", "Covid-2020", "post-16": words joined to a short number are no reference.
    return longest.isupper() or len(longest) <= 3 or digits >= 5


def _around_at_signs(text: str) -> Iterator[Span]:
    """E-mail addresses and handles: from each sign outwards, so that the cost stays linear."""
    at = text.find("@")
    while at >= 0:
        left = at
        while left > 0 and at - left < 64 and text[left - 1] in _LOCAL:
            left -= 1
        right = at + 1
        while right < len(text) and right - at < 128 and (text[right] in _LOCAL or text[right] == "@"):
            right += 1
        while right > at + 1 and text[right - 1] in ".-'%+":
            right -= 1
        while left < at and text[left] in ".'-":
            left += 1
        if text[at + 1 : right].endswith("'s"):
            right -= 2
        if right - left > 2:
            yield Span(left, right, "email" if left < at else "handle", "An address or account name.")
        at = text.find("@", max(right, at + 1))


def _accounts(text: str) -> Iterator[Span]:
    for pattern in (_DOTTED_ACCOUNT, _ACCOUNT):
        for found in pattern.finditer(text):
            yield Span(found.start(1), found.end(1), "handle", "An account name.")
    if "_" in text:
        for found in _UNDERSCORE.finditer(text):
            yield Span(found.start(), found.end(), "handle", "An account or file name.")
