"""The motivated intruder: what is left in a text that, taken together, still points at one family.

None of these is a name, so none is replaced: each is listed for a person to keep, make coarser or drop. The
kinds follow the UK Anonymisation Network's list of indirect identifiers as boards use it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roundtable.anonymise.register import Register
from roundtable.anonymise.roles import is_family

_N = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# Kind, shape, and what it could become. Shapes are matched on whole words, without regard to case unless noted.
_KINDS: tuple[tuple[str, str, str], ...] = (
    ("age", rf"\baged? {_N}\b|\b{_N}[- ](?:years?|months?|weeks?|days?)[- ]old\b", "an age band"),
    (
        "family size",
        rf"\b{_N} (?:children|siblings|brothers|sisters)\b|\b(?:one|youngest|eldest|oldest|middle|only) (?:of {_N}|child)\b"
        r"|\b(?:twins?|triplets?|half[- ]sib\w+)\b",
        "brothers and sisters",
    ),
    (
        "ethnicity or nationality",
        r"\b(?:Polish|Romanian|Bulgarian|Somali|Nigerian|Ghanaian|Eritrean|Ethiopian|Sudanese|Jamaican|Pakistani|Bangladeshi"
        r"|Indian|Sri Lankan|Tamil|Afghan|Syrian|Iraqi|Iranian|Kurdish|Turkish|Albanian|Vietnamese|Chinese|Ukrainian|Russian"
        r"|Lithuanian|Latvian|Slovak|Czech|Hungarian|Portuguese|Brazilian|Roma|Romani|Gypsy|Irish Traveller|Travellers?|Yemeni"
        r"|African|Caribbean|dual heritage|mixed heritage)\b",
        "the family's heritage",
    ),
    (
        "faith",
        r"\b(?:Muslim|Islamic|Christian|Catholic|Pentecostal|Jewish|Orthodox|Hindu|Sikh|Buddhist|Jehovah|Mormon|mosque|gurdwara"
        r"|synagogue|mandir|church)\b",
        "the family's faith",
    ),
    (
        "language",
        r"\b(?:Urdu|Punjabi|Bengali|Sylheti|Gujarati|Hindi|Arabic|Pashto|Dari|Farsi|Tigrinya|Amharic|Yoruba|Igbo|Twi|Swahili"
        r"|Shona|British Sign Language|BSL|Makaton|interpreter)\b",
        "a language other than English",
    ),
    (
        "diagnosis or disability",
        r"\b(?:epilep\w+|cystic fibrosis|sickle cell|cerebral palsy|spina bifida|leuk\w+|cancer|HIV|hydrocephalus|haemophilia"
        r"|Down'?s syndrome|foetal alcohol\w*|FASD|muscular dystrophy|transplant|gastrostomy|tracheostomy|deaf|blind|wheelchair"
        r"|selective mut\w+|dwarfism|albinism|rare (?:condition|disease|disorder)|\w+ syndrome)\b",
        "a health condition",
    ),
    (
        "occupation",
        r"\b(?:(?:works?|worked|working|employed) (?:as|at|for|in) (?:an? |the )?\w+|police officer|teacher|nurse|soldier|serving in the"
        r"|taxi driver|footballer|councillor|imam|vicar|doctor|solicitor|barrister)\b",
        "in work",
    ),
    (
        "immigration",
        r"\b(?:asylum|refugee|no recourse|deport\w+|trafficked|overstay\w*|leave to remain|visa|unaccompanied)\b",
        "immigration status",
    ),
    ("operation", r"\b[Oo]peration [A-Z][a-z]+\b", "a police operation"),
    (
        "known event",
        r"\b(?:reported in the (?:press|news|media)|in the (?:newspaper|news|press)|on the news|headlines?|inquest|murder\w*|homicide"
        r"|manslaughter|house fire|explosion|stabb\w+|shooting|viral)\b",
        "a serious event",
    ),
    ("month", r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d\b", "a season or a relative month"),
    ("words spoken", r"[\"“‘'](?=[A-Z])[^\"”’'\n]{25,200}[\"”’']", "what was said, retold"),
    (
        "living apart",
        r"\b(?:boarding school|prison|secure unit|young offender|mother and baby unit|refuge|adopted|adoption|special guardian\w*|kinship"
        r"|army|barracks|caravan site|houseboat|farm)\b",
        "where the child lives, in general",
    ),
)  # fmt: skip
_CASED = frozenset(("operation", "words spoken", "ethnicity or nationality", "month", "faith", "language"))
_PATTERNS = tuple(
    (kind, re.compile(shape, 0 if kind in _CASED else re.IGNORECASE), coarser)
    for kind, shape, coarser in _KINDS
)


@dataclass(frozen=True, slots=True)
class Clue:
    """One indirect identifier at `start:end` of its text; `coarser` is what it could become."""

    kind: str
    text: str
    start: int
    end: int
    coarser: str


@dataclass(frozen=True, slots=True)
class Combination:
    """Clues of one case that stand together: each kind once, with what was found and how often."""

    kinds: tuple[str, ...]
    found: tuple[tuple[str, str, int], ...]  # kind, text, count
    strong: bool


def clues(text: str) -> tuple[Clue, ...]:
    """Every indirect identifier in `text`, in order. Run it on the text as it will be printed."""
    found = (
        Clue(kind, m.group(), m.start(), m.end(), coarser)
        for kind, pattern, coarser in _PATTERNS
        for m in pattern.finditer(text)
    )
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.kind)))


def combination(texts: Iterable[str]) -> Combination:
    """What an intruder could put together from all texts about one case. Strong: three kinds or more."""
    counted = Counter((c.kind, c.text) for text in texts for c in clues(text))
    found = tuple((kind, text, n) for (kind, text), n in sorted(counted.items()))
    kinds = tuple(sorted({kind for kind, _, _ in found}))
    return Combination(kinds, found, len(kinds) >= 3)


def sole_titles(register: Register) -> tuple[str, ...]:
    """Job titles that one professional alone holds: such a title is treated as a name."""
    return tuple(sorted(title for title, count in _titles(register) if count == 1))


def _titles(register: Register) -> Iterator[tuple[str, int]]:
    held = Counter(" ".join(p.role.split()) for p in register.people if not is_family(p.role))
    yield from held.items()


def small_number(count: int) -> str:
    """Publication level: 1 to 4 people print as "fewer than 5"; 0 and 5 or more as they are."""
    return "fewer than 5" if 0 < count < 5 else str(count)
