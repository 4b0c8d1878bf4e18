"""Strings that somebody else takes for names: asked about where the rules found nothing, and no more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from roundtable.anonymise.findings import Certainty, Finding
from roundtable.anonymise.folding import fold_key
from roundtable.anonymise.neutral import NEUTRAL
from roundtable.anonymise.spans import Span
from roundtable.anonymise.wordlists import load_word_lists

WHY = "The optional name model takes this for a name. The rules do not."
_WORD = re.compile(r"\w+")


class Hint(NamedTuple):
    """A string as it stands in the text, and what it may be: "stranger" (a person's name) or "place"."""

    text: str
    kind: str


class Hints:
    """Hints ready to be looked for. A hint is found as written, as whole words, wherever nothing else is."""

    __slots__ = ("_by_first_word",)

    def __init__(self, hints: Iterable[Hint]) -> None:
        by_first_word: dict[str, list[Hint]] = defaultdict(list)
        for hint in sorted(set(hints), key=lambda h: (-len(h.text), h)):
            first = _WORD.match(hint.text)
            if first and hint.kind in ("stranger", "place"):
                by_first_word[first[0]].append(hint)
        self._by_first_word = dict(by_first_word)

    def add_to(
        self,
        text: str,
        findings: Sequence[Finding],
        obey: Callable[[str, Span], Span],
        labels: Mapping[str, str],
    ) -> list[Finding]:
        """`findings` (in order, of `text`), all unchanged, with the hints that overlap none of them.

        A hint is a question until it is decided; then `obey` says what the decision makes of it. Linear in
        the text.
        """
        if not self._by_first_word:
            return list(findings)
        taken = bytearray(len(text))
        for finding in findings:
            taken[finding.start : finding.end] = b"\x01" * (finding.end - finding.start)
        added: list[Finding] = []
        for word in _WORD.finditer(text):
            for hint in self._by_first_word.get(word[0], ()):
                start, end = word.start(), word.start() + len(hint.text)
                whole = text.startswith(hint.text, start) and not text[end : end + 1].isalnum()
                if whole and not any(taken[start:end]):
                    taken[start:end] = b"\x01" * (end - start)
                    added.append(_finding(text, start, hint, obey, labels))
                    break
        return sorted([*findings, *added], key=lambda f: f.start)


def plausible(text: str, *, begins_sentence: bool = False) -> bool:
    """Whether a string is worth a question: not a term of the field, not ordinary words in small letters.

    A capital says nothing where a sentence begins: there ordinary words are asked about as given names alone.
    """
    lists = load_word_lists()
    atoms = tuple(fold_key(text).split())
    if not any(len(a) > 1 and not a.isdigit() for a in atoms):
        return False
    if atoms in lists.terms.get(atoms[0], ()) or all(a in lists.kept for a in atoms):
        return False
    if not all(lists.is_word(a) for a in atoms):
        return True
    return any(a in lists.given for a in atoms) if begins_sentence else text != text.lower()


def _finding(
    text: str, start: int, hint: Hint, obey: Callable[[str, Span], Span], labels: Mapping[str, str]
) -> Finding:
    end = start + len(hint.text)
    asked = Span(start, end, hint.kind, WHY, None, NEUTRAL[hint.kind], Certainty.REVIEW)
    span = obey(text, asked)
    label = span.label or labels.get(span.entity or "") or NEUTRAL[span.kind]
    return Finding(start, end, hint.text, span.entity, label, span.kind, span.certainty, span.why)
