"""Names nobody registered: after a title or kin word, beside a name, and capitals that are no ordinary
word.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from roundtable.anonymise.context import asks
from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.misspelt_words import is_built, is_misspelt
from roundtable.anonymise.names import PARTICLES
from roundtable.anonymise.small_names import SmallNameReader
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.tokens import CONTRACTED, DAYS_AND_MONTHS, Capital, Tokens, announces, is_title
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.anonymise.wordlists import WordLists

_KIN = vocabulary("strangers.kin")
_POLICE = vocabulary("strangers.police")
_PLACE_BEFORE = frozenset(
    ["in", "from", "near", "at", "to", "around", "outside", "via", "towards", "visiting", "leaving"]
)
_USUAL = frozenset(("mr", "mrs", "ms", "miss", "dr", "pc"))
_NAMED_BEFORE = frozenset(["called", "named", "nicknamed", "aka", "alias"])
_LETTER_BEFORE = vocabulary("people.letter_before")
_AFTER_WORD = vocabulary("context.word_after")
_TOWNS = vocabulary("strangers.towns")
_SAY = vocabulary("context.say")
_SPEAKS = vocabulary("small_names.speaks")
_PREFIXES = frozenset("co ex non pre post re un anti mid semi multi".split())  # "Co-accused"
_ABSTRACT = vocabulary("context.abstract")
_OWNED = vocabulary("context.owned")
_CONDITIONS = vocabulary("strangers.conditions")
_OFFICES = vocabulary("small_names.roles") | vocabulary("small_names.kin")
_JOINS = frozenset((" ", "-", "'", ". "))


_BEFORE_APOSTROPHE = frozenset(("qur", "o", "ma", "ne", "e", "y", "i"))
# Endings of medicines by their international names (WHO stem book, the usual ones).
_MEDICINE = re.compile(
    r"[a-z]{2,}(?:amol|terol|olol|pril|sartan|statin|azole|cillin|mycin|floxacin|cycline|profen|oxetine|triptyline|azepam"
    r"|zepine|azine|apine|idone|alopram|traline|barbital|phenidate|prazole|dipine|formin|lukast|solone|sone|asone"
    r"|caine|codone|dafinil|gabalin|pentin|trigine|mazepine|valproate|oxone|orphine|phrine|nidine|setron|zolam"
    r"|platin|vudine|navir|ciclovir|parin|xaban|gliptin|glifozin|thiazide|semide|lactone|tidine|cetirizine|ratadine)"
)


class StrangerReader:
    """Finds unregistered names."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists
        self._small = SmallNameReader(lists)

    def read(self, tokens: Tokens, claims: Claims, kept: list[bool]) -> None:
        """Claim every stranger; what is doubtful is claimed for review. `kept`: atoms of a term."""
        free = [claims.free(s, e) for s, e in zip(tokens.starts, tokens.ends, strict=True)]
        beside = {s.end for s in claims.spans if s.kind in ("person", "family")}
        i = 0
        while i < len(tokens):
            if not free[i] or kept[i]:
                i += 1
                continue
            certainty = (
                self._titled(tokens, i)
                or self._kin(tokens, i)
                or _apostrophed(tokens, i)
                or self._judge(tokens, i, kept, beside, claims)
            )
            if certainty is None:
                i += 1
                continue
            stop = self._extend(tokens, i, free, kept)
            self._claim(tokens, i, stop, certainty, claims)
            i = stop
        self._repeat(tokens, claims, kept)

    def _repeat(self, tokens: Tokens, claims: Claims, kept: list[bool]) -> None:
        """A name met small with certainty is one wherever it stands again: "stu", said to be the lodger."""
        met = [s for s in claims.spans if s.kind == "stranger" and s.certainty is Certainty.REPLACE]
        places = (bisect_left(tokens.starts, s.start) for s in met)
        single = [k for k, s in zip(places, met, strict=True) if (tokens.starts[k], tokens.ends[k]) == s[:2]]
        sure = {tokens.lowers[k] for k in single}
        small = {tokens.lowers[k] for k in single if tokens.words[k].islower()}
        lists = self._lists
        names = {
            n
            for n in sure
            if len(n) >= 3
            and not lists.is_word(n)
            and (n in lists.given or n in lists.surnames or n in small)
        }
        asked = {s[:2]: s for s in claims.spans if s.kind == "stranger" and s.certainty is Certainty.REVIEW}
        for i, lower in enumerate(tokens.lowers):
            if lower in names and not kept[i] and tokens.words[i].isalpha():
                why = "A name that is not in the register, met before."
                if (doubted := asked.get((tokens.starts[i], tokens.ends[i]))) is not None:
                    claims.release(doubted)
                claims.take(Span(tokens.starts[i], tokens.ends[i], "stranger", why))

    # -- one atom -------------------------------------------------------------------------------------

    def _titled(self, tokens: Tokens, i: int) -> Certainty | None:
        """ "Mrs Abbot", "PC 4471 Oakes": a title and a capital or a collar number."""
        if not i or not announces(tokens.lowers[i - 1], tokens.gaps[i]):
            return None
        title, word = tokens.lowers[i - 1], tokens.words[i]
        small = tokens.words[i - 1].islower() and title not in _USUAL
        if small or _is_postscript(self._lists, title, tokens.lowers[i]):
            return None
        if word[0].isdigit():
            return Certainty.REPLACE if title in _POLICE and word.isdigit() and len(word) >= 2 else None
        if tokens.lowers[i] in self._lists.kept and tokens.lowers[i] not in self._lists.surnames:
            return None
        lower = tokens.lowers[i]
        loud_word = tokens.capitals[i] is Capital.SHOUT and self._lists.is_word(lower)
        if word[0].isupper() and (not loud_word or (lower in self._lists.surnames and lower not in _SAY)):
            return Certainty.REPLACE
        small = title in ("mr", "mrs", "ms", "miss", "dr", "pc") and tokens.lowers[i] not in ("and", "or")
        return Certainty.REPLACE if small and not self._lists.is_word(tokens.lowers[i]) else None

    def _kin(self, tokens: Tokens, i: int) -> Certainty | None:
        if not i or tokens.gaps[i] != " ":
            return None
        known_as = tokens.lowers[i - 1] == "as" and i > 1 and tokens.lowers[i - 2] == "known"
        if not known_as and tokens.lowers[i - 1] not in _KIN | _NAMED_BEFORE:
            return None
        lower, word = tokens.lowers[i], tokens.words[i]
        if not word[0].isupper() or lower in self._lists.kept or tokens.capitals[i] is Capital.SHOUT:
            return None
        if (
            tokens.lowers[i - 1] in ("big", "little", "old")
            and self._lists.is_word(lower)
            and lower not in self._lists.near_given
        ):
            return None
        phrase = i + 1 < len(tokens) and tokens.gaps[i + 1] == " " and tokens.words[i + 1][0].isupper()
        return Certainty.REVIEW if known_as and phrase and self._lists.is_word(lower) else Certainty.REPLACE

    def _judge(
        self, tokens: Tokens, i: int, kept: list[bool], beside: set[int], claims: Claims
    ) -> Certainty | None:
        word, lower, capital = tokens.words[i], tokens.lowers[i], tokens.capitals[i]
        if len(word) < 2 or not word.isalpha():
            return None
        if capital is Capital.LOWER:
            return self._small.judge(tokens, i, claims)
        if lower in self._lists.kept or _is_no_person(tokens, i):
            return None
        if self._is_no_name(word, lower):
            return None
        if self._lists.is_word(lower):
            return self._word(tokens, i, kept, beside)
        if word.isupper():
            return self._loud(tokens, i)
        if capital is Capital.MID or lower in self._lists.given or lower in self._lists.surnames:
            return Certainty.REPLACE
        return self._unknown(lower)

    def _unknown(self, lower: str) -> Certainty | None:
        """An unknown word at the start of a sentence."""
        if is_built(lower):
            return None
        return Certainty.REVIEW if is_misspelt(lower) else Certainty.REPLACE

    def _is_no_name(self, word: str, lower: str) -> bool:
        """The plural of an abbreviation or a people ("LSCBs", "Muslims"), or a medicine."""
        if word[-1] == "s" and (lower[:-1] in self._lists.kept or (word[:-1].isupper() and len(word) <= 6)):
            return True
        return len(lower) >= 7 and bool(_MEDICINE.fullmatch(lower)) and lower not in self._lists.given

    def _loud(self, tokens: Tokens, i: int) -> Certainty | None:
        """All capitals: an abbreviation unless it is long or a known name."""
        lower = tokens.lowers[i]
        known = lower in self._lists.given or lower in self._lists.surnames
        if known and len(lower) >= 4:
            return Certainty.REPLACE
        if len(lower) >= 6:
            return Certainty.REVIEW if is_misspelt(lower) else Certainty.REPLACE
        return None

    def _word(self, tokens: Tokens, i: int, kept: list[bool], beside: set[int]) -> Certainty | None:
        """An ordinary word with a capital: a name when it is a given name and stands like one."""
        lower, capital = tokens.lowers[i], tokens.capitals[i]
        lists = self._lists
        if lower in _TOWNS and capital is Capital.MID and tokens.lowers[i - 1] in _PLACE_BEFORE:
            return Certainty.REPLACE
        if i and tokens.gaps[i] == " " and tokens.ends[i - 1] in beside and capital is Capital.MID:
            return Certainty.REPLACE if lower in lists.surnames or lower not in lists.common else None
        following = i + 1 < len(tokens) and tokens.gaps[i + 1] == " "
        after = tokens.lowers[i + 1] if following else ""
        if lower in lists.common and (
            after in _AFTER_WORD or after[:1].isdigit() or "=" in tokens.gaps[i + 1]
        ):
            return None
        named_after = following and tokens.capitals[i + 1] is Capital.MID and not kept[i + 1]
        if lower in lists.near_given and self._is_given(tokens, i, after, named_after):
            return Certainty.REPLACE
        unknown = after not in lists.words and after not in lists.kept and lower in lists.surnames
        return Certainty.REPLACE if capital is Capital.MID and named_after and unknown else None

    def _is_given(self, tokens: Tokens, i: int, after: str, named_after: bool) -> bool:
        """Whether a word that is also a given name stands like one."""
        lower, capital = tokens.lowers[i], tokens.capitals[i]
        if lower in ("will", "may") and capital is Capital.START and asks(tokens, i, i + 1):
            return False
        if named_after and (self._is_surname(after) or lower not in self._lists.common):
            return True
        if capital is Capital.MID and not named_after and not self._after_capital(tokens, i):
            return True
        opens = capital in (Capital.START, Capital.SOFT)
        if opens and self._owns(tokens, i, lower):
            return True
        says = after in _SPEAKS if lower in _ABSTRACT else after in _SAY  # "Hope remains" is nobody
        return opens and says and lower not in ("will", "may", "mark", "grant")

    def _owns(self, tokens: Tokens, i: int, lower: str) -> bool:
        """Whether a sentence begins with whose somebody or something is: "Poppy's dad", "Faith's teacher"."""
        if tokens.gaps[i + 1] != "'s " or i + 1 >= len(tokens):
            return False
        owned = tokens.lowers[i + 1] in _OWNED
        return lower not in _OFFICES and (owned or lower not in self._lists.common)

    def _is_surname(self, lower: str) -> bool:
        lists = self._lists
        return lower not in lists.kept and (
            not lists.is_word(lower) or (lower in lists.surnames and lower not in lists.common)
        )

    def _after_capital(self, tokens: Tokens, i: int) -> bool:
        """Whether the atom ends a phrase of capital words, as in "Early Help" or "Positive Grounds"."""
        return (
            i > 0
            and tokens.gaps[i] == " "
            and tokens.lowers[i - 1] not in DAYS_AND_MONTHS
            and tokens.words[i - 1][0].isupper()
            and self._lists.is_word(tokens.lowers[i - 1])
            and tokens.capitals[i - 1] is Capital.MID
        )

    # -- several atoms --------------------------------------------------------------------------------

    def _extend(self, tokens: Tokens, i: int, free: list[bool], kept: list[bool]) -> int:
        stop = i + 2 if _apostrophed(tokens, i) and free[i + 1] else i + 1
        while (
            stop < len(tokens)
            and stop - i < 5
            and free[stop]
            and not kept[stop]
            and tokens.gaps[stop] in _JOINS
        ):
            if tokens.gaps[stop] == ". " and len(tokens.lowers[stop - 1]) > 1:
                break
            if not self._continues(tokens, stop):
                break
            stop += 1
        return stop

    def _continues(self, tokens: Tokens, k: int) -> bool:
        lower, word = tokens.lowers[k], tokens.words[k]
        lists = self._lists
        if tokens.gaps[k] in ("-", "'") and (word[0].isupper() or not lists.is_word(lower)):
            return True
        if (
            lower in PARTICLES
            and len(lower) > 1
            and k + 1 < len(tokens)
            and tokens.words[k + 1][0].isupper()
            and tokens.gaps[k + 1] in _JOINS
        ):
            return not lists.is_word(lower) or tokens.lowers[k - 1] not in lists.words
        if not word[0].isupper() or lower in lists.kept or is_title(lower):
            return False
        if tokens.words[k - 1].isdigit() or (
            tokens.capitals[k] is Capital.MID
            and tokens.gaps[k] == " "
            and tokens.lowers[k - 1] in lists.given
        ):
            return True
        if tokens.capitals[k] is Capital.SHOUT:
            return not lists.is_word(lower)
        return (
            not lists.is_word(lower)
            or lower in lists.surnames
            or lower in lists.given
            or lower not in lists.common
        )

    def _claim(self, tokens: Tokens, i: int, stop: int, certainty: Certainty, claims: Claims) -> None:
        start = i - 1 if self._announced(tokens, i, claims) else _initials_start(tokens, i, claims)
        before = tokens.lowers[i - 1] if i and tokens.gaps[i] == " " else ""
        known = tokens.lowers[i] in self._lists.given
        place = before in _PLACE_BEFORE and start == i and tokens.lowers[i] not in self._lists.near_given
        unknown = "A capital that is no word." if tokens.words[i][0].isupper() else "It may be a name here."
        why = "A name that is not in the register." if start != i or known else unknown
        why = why if not place else "A capital that is no word, after a word of place."
        span = Span(tokens.starts[start], tokens.ends[stop - 1], "place" if place else "stranger", why)
        claims.take(span._replace(certainty=certainty))

    @staticmethod
    def _announced(tokens: Tokens, i: int, claims: Claims) -> bool:
        """Whether a title or a capital kin word before the name goes with it: "Mrs", "Uncle"."""
        if not i:
            return False
        lower = tokens.lowers[i - 1]
        capital = tokens.words[i - 1][0].isupper()
        titled = announces(lower, tokens.gaps[i]) and (capital or lower in _USUAL)
        goes = titled or (lower in _KIN and capital and tokens.gaps[i] == " ")
        return goes and claims.free(tokens.starts[i - 1], tokens.ends[i - 1])


def _is_postscript(lists: WordLists, title: str, lower: str) -> bool:
    """ "PS Thanks": no police sergeant."""
    return title == "ps" and lists.is_word(lower) and lower not in lists.surnames


def _is_no_person(tokens: Tokens, i: int) -> bool:
    """ "Crohn's disease", "Co-accused": nobody's, unless somebody's mother or teacher follows."""
    if tokens.lowers[i] in _PREFIXES and tokens.gaps[i + 1] == "-":
        return True
    owned = i + 1 < len(tokens) and tokens.lowers[i + 1] in _OWNED
    return tokens.lowers[i] in _CONDITIONS and tokens.gaps[i + 1][:2] == "'s" and not owned


def _apostrophed(tokens: Tokens, i: int) -> Certainty | None:
    """ "Mu'th", "D'Souza": a capital inside a sentence and an apostrophe that shortens no English word."""
    if tokens.gaps[i + 1] != "'" or i + 1 >= len(tokens) or tokens.capitals[i] is not Capital.MID:
        return None
    ending = tokens.lowers[i + 1]
    shortened = len(ending) < 2 or ending in CONTRACTED or tokens.lowers[i] in _BEFORE_APOSTROPHE
    return None if shortened or not tokens.words[i].isalpha() else Certainty.REPLACE


def _initials_start(tokens: Tokens, i: int, claims: Claims) -> int:
    """Where the initials before a strange surname begin: "S. Qureshi", "A. B. Qureshi"."""
    start = i
    while start and i - start < 4 and len(tokens.words[start - 1]) == 1 and tokens.words[start - 1].isupper():
        apart = tokens.gaps[start] not in (". ", ".")
        labelled = start > 1 and tokens.lowers[start - 2] in _LETTER_BEFORE
        if apart or labelled or not claims.free(tokens.starts[start - 1], tokens.ends[start - 1]):
            break
        start -= 1
    return start
