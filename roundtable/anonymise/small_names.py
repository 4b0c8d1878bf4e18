"""Names that nobody registered, written small: "uncle raj", "mia cried", "a lad named kai"."""

from __future__ import annotations

import re

from roundtable.anonymise.context import FUNCTION_WORDS, MONTHS, PERSON_VERBS
from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.misspelt_words import is_derived, is_misspelt
from roundtable.anonymise.spans import Claims
from roundtable.anonymise.tokens import Tokens
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.anonymise.wordlists import WordLists

_CALLED = vocabulary("small_names.called")
_KIN = vocabulary("small_names.kin") | _CALLED
_PERSONS = vocabulary("small_names.persons") | _KIN
_SPEAKS = vocabulary("small_names.speaks")
_CLAUSE = vocabulary("small_names.clause")
_ROLES = vocabulary("small_names.roles") | _KIN
_AFTER = vocabulary("small_names.after")
_REACHED = vocabulary("small_names.reached")
_FINITE = vocabulary("context.be_have")
_VERBAL = vocabulary("context.verbal_starters")
_MAINLY = vocabulary("small_names.mainly")
_AT = vocabulary("small_names.at")
_ROUND = frozenset(("round", "with", "of", "and", "via"))
# What goes on with "nan" as a verb; no base form of another one does ("nan sue").
_PAST = frozenset(("rose", "drew", "will", "may", "hope", "left", "see", "fall", "win", "kill", "chat"))
_NAMED = frozenset(("called", "named", "nicknamed", "aka", "alias"))
_SHORTENED = vocabulary("small_names.shortened")


_SCOTS_OR_IRISH = re.compile(r"(?:mc|mac)[b-df-hj-np-tv-z][a-z]{3,}")


class SmallNameReader:
    """Judges atoms without a capital by what stands around them."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists

    def judge(self, tokens: Tokens, i: int, claims: Claims) -> Certainty | None:
        """How sure it is that atom i, written small, names somebody; None: a word."""
        lower = tokens.lowers[i]
        lists = self._lists
        if lower in lists.kept:
            month = lower in MONTHS and _before(tokens, i) in _CALLED and _after(tokens, i) in PERSON_VERBS
            return Certainty.REPLACE if month else None
        if lower in _MAINLY:
            return self._known(tokens, i, claims)
        if lower in lists.words:
            known = lower in lists.near_given or (lower in lists.pet_names and len(lower) < 5)
            modal = lower in ("will", "may")
            if not known or lower in _ROLES or (lower in FUNCTION_WORDS and not modal):
                return None
            return self._common(tokens, i) if lower in lists.common else self._rare(tokens, i)
        if lower in lists.given or lower in lists.pet_names:
            return self._known(tokens, i, claims)
        if lower[-1] == "s" and lower[:-1] in lists.near_given and len(lower) > 4:
            return self._house(tokens, i)
        surname = self._surname(tokens, i) if lower in lists.surnames and len(lower) >= 4 else None
        return surname or self._unknown(tokens, i)

    @staticmethod
    def _house(tokens: Tokens, i: int) -> Certainty | None:
        """ "at dannys": somebody's house, without its apostrophe."""
        return Certainty.REPLACE if _before(tokens, i) in _AT | _ROUND else Certainty.REVIEW

    @staticmethod
    def _surname(tokens: Tokens, i: int) -> Certainty | None:
        """A surname that is no word: sure beside "family" or where a person is met, else asked about."""
        if (
            _after(tokens, i) in ("family", "household")
            or _is_reached(tokens, i)
            or _acts(tokens, i, PERSON_VERBS)
        ):
            return Certainty.REPLACE
        return None if is_misspelt(tokens.lowers[i]) or len(tokens.lowers[i]) < 5 else Certainty.REVIEW

    def _known(self, tokens: Tokens, i: int, claims: Claims) -> Certainty | None:
        """A name that is no word: sure alone when it is long and near, else by its surroundings."""
        lower = tokens.lowers[i]
        if lower in FUNCTION_WORDS:
            return None
        near = lower in self._lists.near_given
        if len(lower) < 3 and not near:
            return None
        if (near and len(lower) >= 4) or self._is_introduced(tokens, i) or _acts(tokens, i, PERSON_VERBS):
            return Certainty.REPLACE
        if _is_reached(tokens, i) or _is_listed(tokens, i, claims) or _is_apposed(tokens, i):
            return Certainty.REPLACE
        if len(lower) == 3:
            return Certainty.REVIEW if near and lower not in _SHORTENED else None
        given = lower in self._lists.given
        return Certainty.REVIEW if len(lower) > 3 and (given or not is_misspelt(lower)) else None

    def _rare(self, tokens: Tokens, i: int) -> Certainty | None:
        """A rarer word that is a given name ("jane", "tom"): a name where a person is spoken of."""
        if self._is_introduced(tokens, i) or _acts(tokens, i, frozenset()):
            return Certainty.REPLACE
        if (
            _is_reached(tokens, i)
            or _is_apposed(tokens, i)
            or (tokens.casual[i] and _acts(tokens, i, _FINITE))
        ):
            return Certainty.REPLACE
        return Certainty.REVIEW if _acts(tokens, i, _FINITE) else None

    def _common(self, tokens: Tokens, i: int) -> Certainty | None:
        """A frequent word ("rob", "sue"): only behind who it is, or where it speaks."""
        lower, before, after = tokens.lowers[i], _before(tokens, i), _after(tokens, i)
        if before in _NAMED:
            return Certainty.REPLACE if self._is_introduced(tokens, i) else None
        if before in _KIN:
            modal = lower in ("will", "may")
            if after in _FINITE or after in _SPEAKS or (after in PERSON_VERBS and not modal):
                return Certainty.REPLACE
            if lower in _PAST or after not in _AFTER:
                return None
            return Certainty.REPLACE if before in _CALLED else Certainty.REVIEW
        if lower in _VERBAL or not _acts(tokens, i, frozenset()):
            return None
        return Certainty.REPLACE

    def _unknown(self, tokens: Tokens, i: int) -> Certainty | None:
        """In no list: a name where introduced, asked about where somebody speaks."""
        lower = tokens.lowers[i]
        if len(lower) < 3 or not set(lower) & set("aeiouy") or lower in _SHORTENED:
            return None
        if _SCOTS_OR_IRISH.fullmatch(lower) or _after(tokens, i) == "family":
            return None if is_misspelt(lower) or is_derived(lower) else Certainty.REPLACE
        place = tokens.casual[i] and len(lower) >= 5 and _before(tokens, i) in _AT
        if place and not is_derived(lower) and not is_misspelt(lower):
            return Certainty.REVIEW
        introduced = self._is_introduced(tokens, i)
        speaks = introduced or _acts(tokens, i, frozenset()) or (len(lower) <= 6 and _is_reached(tokens, i))
        if not speaks or is_derived(lower) or is_misspelt(lower):
            return None
        before = _before(tokens, i)
        sure = introduced and (before in _NAMED | _CALLED or _after(tokens, i) in PERSON_VERBS)
        return Certainty.REPLACE if sure else Certainty.REVIEW

    @staticmethod
    def _is_introduced(tokens: Tokens, i: int) -> bool:
        """Whether the words before say who somebody is or what somebody is called."""
        before = _before(tokens, i)
        if before in _KIN:
            return True
        earlier = _before(tokens, i - 1) if before else ""
        if before in _NAMED:
            return (
                earlier in _PERSONS
                or earlier in ("is", "was", "hes", "shes")
                or before in ("aka", "nicknamed")
            )
        if before == "as":
            return earlier == "known"
        return before in ("him", "her", "them") and earlier in ("call", "calls", "called", "named")


def _before(tokens: Tokens, i: int) -> str:
    return tokens.lowers[i - 1] if i > 0 and tokens.gaps[i] == " " else ""


def _after(tokens: Tokens, i: int) -> str:
    return tokens.lowers[i + 1] if i + 1 < len(tokens) and tokens.gaps[i + 1] == " " else ""


def _acts(tokens: Tokens, i: int, states: frozenset[str]) -> bool:
    """Whether a clause begins with atom i, going on with what a person does, or is where `states` say so."""
    after = _after(tokens, i)
    if after not in _SPEAKS and after not in states:
        return False
    return i == 0 or any(c in "\n.?!:;,\"'" for c in tokens.gaps[i]) or _before(tokens, i) in _CLAUSE


def _is_reached(tokens: Tokens, i: int) -> bool:
    """ "spoke to ren", "rang jaz": somebody is spoken to."""
    before = _before(tokens, i)
    return before in _REACHED or (
        before in ("to", "with") and _before(tokens, i - 1) in ("spoke", "spoken", "talked")
    )


def _is_listed(tokens: Tokens, i: int, claims: Claims) -> bool:
    """ "bex and tia": behind another name and "and"."""
    if i < 2 or _before(tokens, i) != "and" or tokens.gaps[i - 1] != " ":
        return False
    return not claims.free(tokens.starts[i - 2], tokens.ends[i - 2])


def _is_apposed(tokens: Tokens, i: int) -> bool:
    """ "the boy, zac, ran"."""
    return (
        i > 0
        and tokens.gaps[i] == ", "
        and tokens.gaps[i + 1][:1] == ","
        and tokens.lowers[i - 1] in _PERSONS
    )
