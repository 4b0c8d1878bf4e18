"""Places nobody registered: streets with or without a number, named houses, schools, surgeries, firms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable.anonymise.spans import Span
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.anonymise.wordlists import WordLists

_STREET = (
    "Street|St|Road|Rd|Lane|Ln|Close|Cl|Avenue|Ave|Terrace|Terr|Drive|Crescent|Cres|Grove|Row|Walk|Way|Gardens|Gdns|Court|Ct|"
    "Place|Square|Mews|Rise|View|Parade|Hill|Road|Yard|Approach|Green|Bank|Fold|Croft|Wharf|Quay|Gate|Broadway|Circus|Path|Vale|"
    "Meadow|Meadows|Chase|End|Side|Boulevard|Embankment|Passage|Heights|Cottages|Villas|Mansions|Buildings|Estate|Crossing|Field|Fields|Paddock"
)
_HOUSE = "Cottage|Farm|House|Court|Villa|Lodge|Barn|Mansions|Tower|Towers|Heights|Point|Manor|Grange|Hall|Mill|Vicarage|Rectory|Caravan Park|Close"
_ORG = (
    "(?:(?:Primary|Secondary|Junior|Infants?|High|Grammar|Special|Catholic|Church of England|C of E|CE|RC|VA|VC|Community|Free|Nursery|Upper|Middle|First|"
    "Sixth Form|Arts|Technology|Health|Medical|Leisure|Sports?|Youth|Family|Children's|Childrens|Day|Care|Resource|Walk[- ]In|"
    "General|Royal|District|University|Football|Boxing|Rugby|Cricket|Gymnastics|Dance|Swimming|Martial Arts|After School|Breakfast|"
    "Retail|Shopping|Industrial|Business|Caravan|Holiday|Skate|Country|Recreation|Railway|Bus|Train|Tube|Metro|Petrol|Service|Police|Fire|Women's|Baptist|Methodist|Parish|Pentecostal|Evangelical|Islamic|Sikh|Hindu|Jewish|Pupil|Referral|Trust|Foster|Fostering|Housing) )*"
    "(?:School|Academy|College|Primary|Infants|Juniors|Grammar|Nursery|Preschool|Pre-School|Playgroup|Sixth Form|Surgery|Practice|Centre|Center|"
    "Hospital|Infirmary|Clinic|Hospice|Club|Gurdwara|Mosque|Masjid|Church|Chapel|Temple|Synagogue|Mandir|Hostel|Refuge|Hotel|Inn|Arms|Tavern|"
    "Park|LLP|Ltd|Limited|Solicitors|Chambers|FC|Station|Library|Supermarket|Cafe|Takeaway|Kebabs?|Pizza|Chippy|Barbers|Salon|Pharmacy|Chemist|Nurseries|"
    "University|Unit|Ward|Foundation|Trust|Fostering|Housing|Lettings|Homes|Mall|Arcade|Cinema|Bakery|Stores|Garage|Motors|Taxis|Cabs|Gym|Pool|Stadium|Cemetery|Woods|Reservoir)"
)
_CAP = r"[A-Z][A-Za-z']{1,20}"
_CAPS = rf"{_CAP}(?:[ -](?:of |the |and |& )?{_CAP}){{0,3}}"
_UNIT = r"(?:(?:Flat|Apt\.?|Apartment|Unit|Room|Plot|Block|House|No\.?) ?(?:[A-Z]?\d{1,4}[A-Za-z]?|[A-Z])\b,? ?(?:of )?)"
_NUM = r"\d{1,4}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?"
_TAIL = rf"(?:, ?(?:{_CAP}(?: {_CAP}){{0,2}}))?"

_ADDRESS = re.compile(
    rf"(?<![\w/]){_UNIT}?{_NUM},? (?:The )?{_CAP}(?:[ -]{_CAP}){{0,3}} (?:{_STREET})\b\.?{_TAIL}"
)
_ADDRESS_SMALL = re.compile(
    r"(?<![\w/£$])(?:(?:flat|apt|unit|room) ?\w{1,4},? )?\d{1,4}[a-z]?,? [a-z']{3,20}(?: [a-z']{3,20})? (?:street|road|rd|lane|avenue|ave|terrace|crescent|gardens|grove|close|drive)\b"
)
_UNIT_NAMED = re.compile(rf"\b{_UNIT}{_CAPS}{_TAIL}")
_NUMBER_THE = re.compile(rf"(?<![\w/]){_NUM},? The {_CAP}\b{_TAIL}")
_STREET_NAMED = re.compile(rf"\b{_CAP}(?:[ -]{_CAP}){{0,2}} (?:{_STREET})\b")
_HOUSE_NAMED = re.compile(
    rf"\b{_CAP}(?:[ -]{_CAP}){{0,2}} (?:{_HOUSE})\b(?:, ?(?:St\.? )?{_CAP}(?: {_CAP})?)?"
)
_ORG_NAMED = re.compile(
    rf"\b(?:St\.? )?{_CAPS} {_ORG}\b(?: (?:on|in|at|for) (?:{_CAP} (?:{_STREET})\b|Girls|Boys))?(?: of {_CAP})?"
)
_WORDS = re.compile(r"[A-Za-z]+")
# First words that make a kind of place, not a name: "Crown Court", "Care Home", "Local Hospital".
_KINDS = vocabulary("surroundings.kinds")


def find_places(text: str, lists: WordLists) -> Iterator[Span]:
    """Addresses and named places in folded `text`, the fullest shape first."""
    for found in _UNIT_NAMED.finditer(text):
        yield Span(found.start(), found.end(), "address", "A flat or house.")
    for found in _ADDRESS.finditer(text):
        yield Span(found.start(), found.end(), "address", "An address.")
    for found in _NUMBER_THE.finditer(text):
        yield Span(found.start(), found.end(), "address", "An address.")
    for pattern, why in (
        (_ORG_NAMED, "A named place or firm."),
        (_STREET_NAMED, "A named street."),
        (_HOUSE_NAMED, "A named house."),
    ):
        kind = "place" if pattern is _ORG_NAMED else "address"
        for found in pattern.finditer(text):
            start = _name_start(text, found.start(), found.end(), lists)
            if start is not None:
                yield Span(start, found.end(), kind, why)
    for found in _ADDRESS_SMALL.finditer(text):
        if any(not lists.is_word(w) for w in _WORDS.findall(found.group())[:-1]) or found.group()[0] in "fau":
            yield Span(found.start(), found.end(), "address", "An address.")


def _name_start(text: str, start: int, end: int, lists: WordLists) -> int | None:
    """Where the name begins: words that only say what kind of place it is, or open a sentence, are left off.

    None when nothing distinctive stands before the kind.
    """
    words = [(m.start(), m.group().lower()) for m in _WORDS.finditer(text, start, end)]
    opening = (
        start == 0
        or (
            text[max(0, start - 2) : start].strip(" ") in (".", "", "\n", "?", "!", ":", "-")
            and text[start - 1 : start] != " "
        )
        or _opens(text, start)
    )
    for n, (at, word) in enumerate(words[:-1]):
        ordinary = lists.is_word(word)
        if word in _KINDS or (n == 0 and opening and ordinary and len(words) > 2):
            continue
        if n == 0 and opening and ordinary:
            return None
        if word in ("of", "the", "and", "on", "in", "at", "for", "s"):
            continue
        return at
    return None


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" ") if start < 3 else text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in ".\n?!:\"'-"
