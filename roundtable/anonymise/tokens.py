"""A folded text cut into atoms, with what stands between them and how much a capital letter tells."""

from __future__ import annotations

import re
from enum import IntEnum

from roundtable.anonymise.vocabulary import vocabulary

_ATOM = re.compile(r"[A-Za-z0-9]+")
_MARGIN = 60  # letters of a line that may have been wrapped
_PICTOGRAM = re.compile("[\U0001f300-\U0001faff\u2639\u263a\u2764]")
_SENTENCE_ENDS = re.compile(r"[.?!] [A-Z]")
_POSSESSIVE = re.compile(r"'s(?![A-Za-z0-9])", re.IGNORECASE)
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "doctor",
        "prof",
        "professor",
        "sir",
        "dame",
        "lady",
        "rev",
        "revd",
        "reverend",
        "fr",
        "pastor",
        "imam",
        "rabbi",
        "sister",
        "master",
        "madam",
        "sr",
        "pc",
        "wpc",
        "dc",
        "ds",
        "di",
        "dci",
        "dcs",
        "ps",
        "pcso",
        "det",
        "sgt",
        "sergeant",
        "insp",
        "inspector",
        "supt",
        "constable",
        "cllr",
        "councillor",
        "judge",
        "hhj",
        "dj",
        "nurse",
        "midwife",
        "matron",
        "officer",
        "coach",
        "canon",
        "deacon",
        "mx.",
        "mrs.",
        "bishop",
        "sheikh",
        "ustad",
        "ustadh",
        "maulana",
        "pandit",
        "granthi",
    ]
)


_SHORT_TITLES = vocabulary("tokens.short_titles")
# What an apostrophe shortens in English: "we'll", "o'clock".
CONTRACTED = frozenset("ll re ve am em all clock er cause til tis twas an".split())
# A name after one of these is no end of a phrase of capitals: "26 Jun Grace (10)".
DAYS_AND_MONTHS = vocabulary("tokens.days_and_months")
LETTER_BEFORE = vocabulary("people.letter_before")


class Capital(IntEnum):
    """How the first letter stands: LOWER; START of a sentence; SOFT after a colon, quote, dash; MID;
    SHOUT.
    """

    LOWER = 0
    START = 1
    SOFT = 2
    SHOUT = 3
    MID = 4


def announces(lower: str, gap: str) -> bool:
    """Whether a title with this gap after it announces a name: "Dr. X" does, "the Midwife. She" does not."""
    return lower in _TITLES and (gap == " " or (gap in (". ", ".") and lower in _SHORT_TITLES))


def is_title(lower: str) -> bool:
    """Whether the atom announces a name: "mr", "dr", "pc"."""
    return lower in _TITLES


class Tokens:
    """Parallel lists over the atoms of one folded text.

    `accents`: the places of `text` that were letters outside ASCII before folding.
    A possessive `'s` belongs to the gap after its atom, not to the atoms. `gaps[i]` is what stands
    before atom i;
    `gaps[n]` what stands after the last.
    """

    __slots__ = ("accents", "capitals", "casual", "ends", "gaps", "lowers", "starts", "text", "words")

    def __init__(self, text: str, accents: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.accents = accents
        self.words: list[str] = []
        self.lowers: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[str] = []
        self._cut()
        self.capitals: list[Capital] = [self._capital(i) for i in range(len(self.words))]
        self._find_shouting()
        self.casual: list[bool] = self._hurried()

    def is_accented(self, i: int) -> bool:
        """Whether atom i was written with a letter that is not plain: "Ân" is no English "an"."""
        return any(k in self.accents for k in range(self.starts[i], self.ends[i])) if self.accents else False

    def __len__(self) -> int:
        return len(self.words)

    def _cut(self) -> None:
        text = self.text
        end = 0
        for found in _ATOM.finditer(text):
            start, stop = found.span()
            if (
                text[start - 1 : start] == "'"
                and start == end + 1
                and end
                and _POSSESSIVE.match(text, start - 1)
            ):
                continue
            word = found.group()
            self.words.append(word)
            self.lowers.append(word.lower())
            self.starts.append(start)
            self.ends.append(stop)
            self.gaps.append(text[end:start])
            end = stop
        self.gaps.append(text[end:])

    def _capital(self, i: int) -> Capital:
        if not self.words[i][0].isupper():
            return Capital.LOWER
        if i == 0:
            return Capital.START
        gap = self.gaps[i]
        if gap == " ":
            return Capital.MID
        if gap.isspace() and "\n" not in gap and "\t" not in gap:
            return Capital.SOFT  # the next field of a form
        if gap[0] == "." and self._abbreviates(i - 1):
            return Capital.MID
        if any(c in "\n.?!|\t" for c in gap):
            return Capital.START
        if any(c in ":\"'([*#>-/" for c in gap) and gap not in ("-", "'", "/", " (", "'s "):
            return Capital.SOFT
        return Capital.MID

    def _abbreviates(self, i: int) -> bool:
        """Whether a full stop after atom i belongs to it: an initial or a short title, but not "Child A"."""
        lower = self.lowers[i]
        if len(lower) == 1:
            return lower.isalpha() and not (i and self.lowers[i - 1] in LETTER_BEFORE)
        return lower in _SHORT_TITLES

    def _find_shouting(self) -> None:
        """Atoms in capitals beside other atoms in capitals: a heading or shouting, where a capital tells
        nothing.
        """
        loud = [len(w) > 1 and w.isupper() and w.isalpha() for w in self.words]
        for i in range(len(loud)):
            if loud[i] and len(self.words[i]) > 1:
                around = sum(loud[max(0, i - 3) : i]) + sum(loud[i + 1 : i + 4])
                if around >= 2:
                    self.capitals[i] = Capital.SHOUT

    def _hurried(self) -> list[bool]:
        """Atoms on lines whose first letter is small although nothing runs on from the line before."""
        hurried, wrapped = _is_hurried(self.text), _is_wrapped(self.text)
        casual: list[bool] = []
        small = False
        for i, word in enumerate(self.words):
            gap = self.gaps[i]
            if i == 0 or "\n" in gap:
                line = self.text.rfind("\n", 0, max(0, self.starts[i] - len(gap))) + 1
                close = i > 0 and gap.strip(" ") == "\n" and self.starts[i] - line > _MARGIN
                runs_on = close and wrapped and not hurried
                small = hurried or (word[0].islower() and not runs_on)
            casual.append(small)
        return casual


def _is_hurried(text: str) -> bool:
    """Whether lines begin small and are of uneven length: messages, not prose wrapped at a margin."""
    if _PICTOGRAM.search(text):
        return True
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    small = sum(line[0].islower() for line in lines)
    longest = max(map(len, lines), default=0)
    short = sum(len(line) * 2 < longest for line in lines)
    uneven = short * 10 >= len(lines) * 3 or len(_SENTENCE_ENDS.findall(text)) * 4 < len(lines)
    return len(lines) > 1 and small * 5 >= len(lines) * 2 and uneven


def _is_wrapped(text: str) -> bool:
    """Whether lines are mostly long: prose wrapped at a margin."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    return sum(length > _MARGIN for length in lines) * 2 >= len(lines)
