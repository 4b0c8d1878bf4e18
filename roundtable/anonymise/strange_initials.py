"""Initials of people nobody registered: "Child KM", "J.T. and K.L.", "KM said"."""

from __future__ import annotations

from roundtable.anonymise.context import PERSON_VERBS
from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.tokens import LETTER_BEFORE, Capital, Tokens
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.anonymise.wordlists import WordLists

_ROLES = vocabulary("initials.roles") | vocabulary("small_names.kin")
_SPEAKS = vocabulary("small_names.speaks")
_REACHED = vocabulary("small_names.reached")
_OWNED = vocabulary("initials.owned")
_TASKS = vocabulary("context.tasks")
_STATES = vocabulary("context.be_have")
_MOST = 4  # letters
_WHY = "Initials that are nobody's in the register."
_FULL_STOPS = frozenset(
    ("am", "pm", "eg", "ie", "nb", "ps", "cv", "ad", "bc", "qc", "kc", "dc", "ac", "ba", "ma", "td")
)


class InitialsReader:
    """Finds initials by the words around them, then wherever they stand again."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists

    def read(self, tokens: Tokens, claims: Claims, kept: list[bool]) -> None:
        """Claim what may be somebody's initials. After every name, so that "S. Qureshi" has gone."""
        met = [m for i in range(len(tokens)) if not kept[i] and (m := self._letters(tokens, i)) is not None]
        read = [(i, stop, letters, self._judge(tokens, i, stop)) for i, stop, letters in met]
        sure = {letters for _, _, letters, found in read if found is Certainty.REPLACE}
        asked = {letters for _, _, letters, found in read if found is Certainty.REVIEW}
        for i, stop, letters, _ in read:
            if letters in sure or letters in asked:
                certainty = Certainty.REPLACE if letters in sure else Certainty.REVIEW
                end = tokens.ends[stop - 1] + _own_stop(tokens, i, stop)
                claims.take(Span(tokens.starts[i], end, "stranger", _WHY, certainty=certainty))

    def _letters(self, tokens: Tokens, i: int) -> tuple[int, int, str] | None:
        """(atom, atom after, letters) of initials in one atom ("KM") or with full stops ("K.M.")."""
        word = tokens.words[i]
        if len(word) == 1:
            return self._apart(tokens, i)
        if not (len(word) <= 3 and word.isupper() and word.isalpha()):
            return None
        lower = tokens.lowers[i]
        free = not self._lists.is_word(lower) or (len(word) == 2 and lower not in self._lists.common)
        return (i, i + 1, lower) if free and lower not in self._lists.kept else None

    def _apart(self, tokens: Tokens, i: int) -> tuple[int, int, str] | None:
        stop = i + 1
        inner = i > 0 and tokens.gaps[i] in (".", ". ") and _is_initial(tokens, i - 1)
        if inner or not tokens.words[i].isupper():
            return None
        while (
            stop < min(len(tokens), i + _MOST + 1)
            and tokens.gaps[stop] in (".", ". ")
            and _is_initial(tokens, stop)
        ):
            stop += 1
        letters = "".join(tokens.lowers[i:stop])
        stopped = tokens.gaps[stop][:1] == "." or tokens.gaps[i + 1] == "."
        word = letters in self._lists.kept or letters in self._lists.common or letters in _FULL_STOPS
        if len(letters) == 1:
            return self._alone(tokens, i)
        return (i, stop, letters) if len(letters) <= _MOST and stopped and not word else None

    @staticmethod
    def _alone(tokens: Tokens, i: int) -> tuple[int, int, str] | None:
        """One capital standing for somebody ("Z drew her dad"), no article and no "Child B"."""
        labelled = i > 0 and tokens.lowers[i - 1] in LETTER_BEFORE | _ROLES
        joined = "&" in tokens.gaps[i] or tokens.gaps[i][-1:] not in ("", " ", "\n")
        plain = tokens.gaps[i + 1] == " " and not labelled and not joined
        return (i, i + 1, tokens.lowers[i]) if plain and tokens.lowers[i] not in ("a", "i", "x") else None

    @staticmethod
    def _judge(tokens: Tokens, i: int, stop: int) -> Certainty | None:
        """Sure where who it is stands before two letters or somebody speaks; asked about where it may be."""
        after = tokens.lowers[stop] if stop < len(tokens) and tokens.gaps[stop].strip(".),") == " " else ""
        tasked = after == "to" and tokens.lowers[stop + 1 : stop + 2] and tokens.lowers[stop + 1] in _TASKS
        if tokens.capitals[i] is Capital.SHOUT:
            return Certainty.REVIEW if tasked else None
        letters = sum(len(w) for w in tokens.words[i:stop])
        reached = _is_reached(tokens, i)
        if letters == 1:
            return Certainty.REVIEW if reached or after in PERSON_VERBS - _STATES else None
        has = tokens.gaps[stop] == "'s " and stop < len(tokens) and tokens.words[stop][0].islower()
        owns = has and tokens.lowers[stop] in _OWNED
        two = stop - i > 1 or letters == 2
        if _is_named(tokens, i) or after in _SPEAKS or owns or (reached and two):
            return Certainty.REPLACE if two else Certainty.REVIEW
        acts = two and (has or after in _STATES or after in PERSON_VERBS)
        return Certainty.REVIEW if stop - i > 1 or tasked or acts else None


def _is_named(tokens: Tokens, i: int) -> bool:
    """Whether who it is stands before: "Child KM", "Mother (SB)"."""
    return i > 0 and tokens.gaps[i] in (" ", " (") and tokens.lowers[i - 1] in _ROLES


def _is_reached(tokens: Tokens, i: int) -> bool:
    """Whether somebody is spoken to or met: "told KM", "spoke to KM"."""
    before = tokens.lowers[i - 1] if i and tokens.gaps[i] == " " else ""
    return before in _REACHED or (before in ("to", "with") and i > 1 and tokens.lowers[i - 2] in _TALKED)


_TALKED = frozenset(("spoke", "spoken", "talked", "met", "seen", "discussed", "agreed", "liaised"))


def _is_initial(tokens: Tokens, k: int) -> bool:
    return len(tokens.words[k]) == 1 and tokens.words[k].isupper()


def _own_stop(tokens: Tokens, i: int, stop: int) -> int:
    """1 where the last full stop belongs to the initials: the sentence goes on."""
    goes_on = stop < len(tokens) and tokens.words[stop][0].islower()
    return int(
        stop - i > 1 and tokens.gaps[stop][:1] == "." and (goes_on or tokens.gaps[stop][1:2] in (",", ")"))
    )
