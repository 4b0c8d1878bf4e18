"""Unknown words that are ordinary ones: with a slip of the hand ("scholl"), or built ("retraumatise")."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roundtable.anonymise.wordlists import load_word_lists

_BUILT = re.compile(
    r"(?:re|un|non|pre|post|multi|co|over|under|anti|inter|mis|de|sub|self|cyber|neuro|psycho|bio|hyper|micro)"
    r"([a-z]{3,}(?:ed|ing|ion|ions|ment|al|ity|ive|ly|er|ers|ation))$"
)
_DERIVED = re.compile(r"[a-z]{4,}(?:ment|ments|tion|tions|ness|ability|isation|logical|ological)$")


def is_built(lower: str) -> bool:
    """Whether a word is made of a common beginning and a known derived word: "retraumatising"."""
    found = _BUILT.match(lower)
    return found is not None and found[1] in load_word_lists().words


def is_derived(lower: str) -> bool:
    """Whether a word ends as no name does: "reablement"."""
    return _DERIVED.fullmatch(lower) is not None or is_built(lower)


@lru_cache(maxsize=65536)
def is_misspelt(lower: str) -> bool:
    """Whether an unknown lower-case atom is one letter from a common word; short ones by swaps alone."""
    lists = load_word_lists()
    if len(lower) >= 6:
        near = process.extract(lower, lists.long_common, scorer=OSA.distance, score_cutoff=1, limit=5)
        return any(word[0] == lower[0] for word, _, _ in near)
    swaps = (lower[:k] + lower[k + 1] + lower[k] + lower[k + 2 :] for k in range(len(lower) - 1))
    return any(swap in lists.common for swap in swaps)
