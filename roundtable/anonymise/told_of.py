"""Whether what stands behind a word that is also a name is told of a person: an age, a state, "she"."""

from __future__ import annotations

from typing import Final

from roundtable.anonymise.tokens import Capital, Tokens
from roundtable.anonymise.vocabulary import vocabulary

_VIRTUES: Final = vocabulary("told_of.virtues")
_STATES: Final = vocabulary("told_of.states")
_AGES: Final = vocabulary("told_of.ages")
_IS: Final = frozenset(("is", "was", "has", "had", "turned", "turns", "aged"))
_HELPS: Final = _IS | {"can", "cannot", "could", "would", "should", "did", "does", "will", "may", "might"}
_PRONOUNS: Final = frozenset(("he", "she", "him", "her", "his", "hers", "herself", "himself"))
_NEAR: Final = 30
"""Words in which a pronoun is still taken to mean the same person."""


def tells_of_person(tokens: Tokens, i: int, j: int) -> bool:
    """Whether atoms i..j-1, which open a sentence, are somebody who has an age, a state or a pronoun.

    "Grace is ten", "Grace 9 today", "Grace late 11 times", "Grace has a plan. She goes by bus". Only for
    words that are no thing or order by themselves: "Page 10", "Mark late arrivals" stay open.
    """
    if tokens.lowers[i] not in _VIRTUES:
        return False
    follows = [tokens.lowers[k] for k in range(j, min(len(tokens), j + 3)) if tokens.gaps[k] == " "]
    if not follows:
        return False
    at = 1 if follows[0] in _IS else 0
    if follows[at : at + 1] == ["been"]:
        at += 1
    said = follows[at] if at < len(follows) else ""
    return (
        _is_age(tokens, j + at, said)
        or said in _STATES
        or (follows[0] in _HELPS and _is_spoken_of(tokens, j))
    )


def _is_age(tokens: Tokens, k: int, said: str) -> bool:
    """ "ten", "9 today"; "11 times" and "two of them" count something."""
    if said not in _AGES and not (said.isdigit() and len(said) < 3):
        return False
    gap = tokens.gaps[k + 1]
    after = tokens.lowers[k + 1] if gap == " " else ""
    return after in ("", "today", "now", "and", "years", "yrs", "year", "in", "on", "when", "with", "at")


def _is_spoken_of(tokens: Tokens, j: int) -> bool:
    """Whether "she" or "his" comes before anybody else is named."""
    for k in range(j, min(len(tokens), j + _NEAR)):
        if "\n" in tokens.gaps[k]:
            return False
        if tokens.lowers[k] in _PRONOUNS:
            return True
        if tokens.capitals[k] is not Capital.LOWER:
            return False
    return False
