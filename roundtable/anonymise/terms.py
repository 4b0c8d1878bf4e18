"""Terms of the field in a text: "Early Help", "Child Protection Plan" are nobody's name."""

from __future__ import annotations

from roundtable.anonymise.tokens import Tokens
from roundtable.anonymise.wordlists import WordLists


def term_atoms(tokens: Tokens, lists: WordLists) -> list[bool]:
    """For each atom whether it belongs to a term of the field."""
    kept = [False] * len(tokens)
    for i, lower in enumerate(tokens.lowers):
        for term in lists.terms.get(lower, ()):
            if tuple(tokens.lowers[i : i + len(term)]) == term:
                kept[i : i + len(term)] = [True] * len(term)
                break
    return kept
