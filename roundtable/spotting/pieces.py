"""Text as the model reads it: words without case and marks, cut into the pieces of its vocabulary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

UNKNOWN = "[UNK]"
LONGEST_WORD = 100
"""Letters; what is longer is no word and is read as unknown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a word: its number in the vocabulary, and the span of the original text it stands for."""

    number: int
    start: int
    end: int


def cut(text: str, vocabulary: Mapping[str, int]) -> list[Piece]:
    """`text` in pieces, in order. Linear in the text: no word is looked at beyond `LONGEST_WORD` letters."""
    found: list[Piece] = []
    for letters, places in _words(text):
        found += _word_pieces(letters, places, vocabulary)
    return found


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Each word folded, with the place in `text` that every folded letter comes from."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        folded = _fold(letter)
        if folded is None or _stands_alone(letter):
            if letters:
                yield "".join(letters), places
                letters, places = [], []
            if folded:
                yield folded, [at] * len(folded)
        elif folded:
            letters.append(folded)
            places += [at] * len(folded)
    if letters:
        yield "".join(letters), places


def _word_pieces(letters: str, places: list[int], vocabulary: Mapping[str, int]) -> list[Piece]:
    """The longest pieces first; a word with a part that is no piece is unknown as a whole."""
    whole = [Piece(vocabulary[UNKNOWN], places[0], places[-1] + 1)]
    if len(letters) > LONGEST_WORD:
        return whole
    found: list[Piece] = []
    start = 0
    while start < len(letters):
        before = "##" if start else ""
        for end in range(len(letters), start, -1):
            number = vocabulary.get(before + letters[start:end])
            if number is not None:
                found.append(Piece(number, places[start], places[end - 1] + 1))
                start = end
                break
        else:
            return whole
    return found


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str | None:
    """Lower case without marks; empty for what is left out; None for space, which ends a word."""
    if letter.isspace():
        return None
    if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Cn") or letter == "\ufffd":
        return ""
    plain = (c for c in unicodedata.normalize("NFD", letter) if unicodedata.category(c) != "Mn")
    return "".join(plain).lower()


@lru_cache(maxsize=4096)
def _stands_alone(letter: str) -> bool:
    """Punctuation and Chinese characters are words of their own."""
    if letter.isascii():
        return letter.isprintable() and not letter.isalnum() and letter != " "
    chinese = (
        "\u3400" <= letter <= "\u9fff"
        or "\uf900" <= letter <= "\ufaff"
        or "\U00020000" <= letter <= "\U0002fa1f"
    )
    return chinese or unicodedata.category(letter).startswith("P")
