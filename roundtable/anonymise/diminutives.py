"""Short and pet forms of a given name: from the lists, and by cutting it the way people do."""

from __future__ import annotations

from roundtable.anonymise.wordlists import WordLists

_VOWELS = frozenset("aeiouy")


def listed(given: str, lists: WordLists) -> frozenset[str]:
    """Pet names of `given`, and names it is a pet name of, from the shipped lists."""
    return lists.pet_names.get(given, frozenset())


def cut(given: str) -> frozenset[str]:
    """Forms made by rule: beginnings ("Tani"), endings ("Dera"), beginning + -y or -ie ("Dilly", "Omi").

    Names under four letters have none. The result never contains the name itself.
    """
    if len(given) < 4:
        return frozenset()
    heads = {given[:n] for n in range(3, len(given))}
    tails = {given[n:] for n in range(1, len(given) - 3)}
    pets: set[str] = set()
    for n in range(2, min(len(given), 6)):
        head = given[:n]
        if head[-1] not in _VOWELS and any(c in _VOWELS for c in head):
            pets |= {head + end for end in ("i", "y", "ie", "ey", "o", "a", "s", "z")}
            pets |= {head + head[-1] + end for end in ("i", "y", "ie", "o", "s")}
    return frozenset(heads | tails | pets) - {given}
