"""The shipped lists: ordinary words, given names, surnames, pet names, terms of the field. Read once,
kept.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from roundtable.anonymise.folding import fold_key
from roundtable.anonymise.vocabulary import FOLDER


@dataclass(frozen=True, slots=True)
class WordLists:
    """All sets hold folded lower-case atoms. `terms` maps a first atom to the atom tuples that begin with
    it.
    """

    common: frozenset[str]
    long_common: tuple[str, ...]
    words: frozenset[str]
    near_given: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    kept: frozenset[str]
    terms: dict[str, tuple[tuple[str, ...], ...]]
    pet_names: dict[str, frozenset[str]]

    def is_word(self, atom: str) -> bool:
        """Whether the lower-case atom is an ordinary English word, its simple plural, or kept anyway."""
        return atom in self.words or atom in self.kept


@cache
def load_word_lists() -> WordLists:
    """Read the lists (about a tenth of a second the first time)."""
    common = _packed("words_common")
    near = _packed("first_names_near") | {w for line in _lines("own_first_names") for w in line.split()}
    kept = frozenset(w for line in _lines("kept_words") for w in line.split()) | _packed("proper_words")
    return WordLists(
        common=common,
        long_common=tuple(sorted(w for w in common if len(w) >= 6)),
        words=common | _packed("words_wide"),
        near_given=near,
        given=near | _packed("first_names_far"),
        surnames=_packed("last_names"),
        kept=kept,
        terms=_terms(),
        pet_names=_pet_names(),
    )


def _packed(name: str) -> frozenset[str]:
    return frozenset(gzip.decompress((FOLDER / f"{name}.txt.gz").read_bytes()).decode("ascii").split("\n"))


def _lines(name: str) -> list[str]:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _terms() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line in _lines("agency_terms"):
        # The text's tokens drop a possessive s, so the terms do too.
        atoms = tuple(a for a in fold_key(line.replace("'s", "")).split())
        found[atoms[0]].add(atoms)
    return {first: tuple(sorted(terms, key=len, reverse=True)) for first, terms in found.items()}


def _pet_names() -> dict[str, frozenset[str]]:
    """Both ways: a pet name leads to the names it may stand for, a name to its pet names."""
    pairs: dict[str, set[str]] = defaultdict(set)
    packed = [tuple(line.split("\t")) for line in sorted(_packed("diminutives"))]
    lines = [line.partition(":") for line in _lines("own_diminutives")]
    own = [(name.strip(), pet) for name, _, pets in lines for pet in pets.split()]
    for name, pet in (*packed, *own):
        pairs[name].add(pet)
        pairs[pet].add(name)
    return {name: frozenset(others) for name, others in pairs.items()}
