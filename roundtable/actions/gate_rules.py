"""What the gate looks for in a file that leaves, and what the report prints on purpose (ANONYMITY, the gate).

Registered forms and every structured pattern are searched. Allowed is, value by value: what a typed field of
the report prints, of the kinds that belong in that field; and a word that was decided to stay, in the
sentence it was decided in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from roundtable import anonymise
from roundtable.actions.kept_names import kept_places
from roundtable.actions.line_ends import only_by_line_end
from roundtable.actions.meeting_people import is_of_meeting
from roundtable.actions.ports import Search
from roundtable.actions.scribe import Passage
from roundtable.anonymise.dates import parse_date
from roundtable.anonymise.sentences import sentence_around
from roundtable.domain.report import AnonymousReport

PATTERN: Final = "pattern:"
PLACES: Final = {
    "text": anonymise.Where.TEXT,
    "lines": anonymise.Where.TEXT,
    "name": anonymise.Where.NAME,
    "bytes": anonymise.Where.RAW,
}
_NAMED: Final = frozenset({"person", "place", "stranger"})
# In a guess at what bytes or codes say, chance spells the looser shapes.
_STRICT: Final = frozenset({"nhs", "ni", "upn", "phone", "date", "birth"})
_REACHES_YOU: Final = frozenset({"email", "phone", "url", "postcode", "place", "meeting"})
# The Board's own details and the agencies' names may hold a name that somebody at the table has too.
MEETING: Final = "meeting"
_CODES: Final = frozenset({"reference", "number"})
_ADDRESSES: Final = tuple(
    f"http://{address}"
    for address in (
        "www.aiim.org/pdfua/ns/id/",
        "www.aiim.org/pdfa/ns/id/",
        "www.aiim.org/pdfa/ns/extension/",
        "www.aiim.org/pdfa/ns/schema#",
        "www.aiim.org/pdfa/ns/property#",
        "www.aiim.org/pdfa/ns/type#",
        "www.aiim.org/pdfa/ns/field#",
        "www.w3.org/1999/02/22-rdf-syntax-ns#",
        "purl.org/dc/elements/1.1/",
        "ns.adobe.com/xap/1.0/",
        "ns.adobe.com/xap/1.0/mm/",
        "ns.adobe.com/pdf/1.3/",
        "www.w3.org/1999/xhtml",
    )
)
_REACH: Final = 40
_ENOUGH: Final = 20
_LEAST: Final = 8
_PART_OF_A_CODE: Final = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are printed on purpose, and the kinds of pattern that may stand in them; MEETING among them
    lets somebody of the meeting be named there, never somebody of a case.

    With a `head` (the first of the words) only what begins in it is let through: what stands in the rest
    alone was read before it was printed, and is a hit.
    """

    words: str
    kinds: frozenset[str]
    head: str = ""


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A word that was decided to stay, by the letters and digits around it in its sentence."""

    word: str
    before: str
    after: str


@dataclass(frozen=True)
class Allowed:
    """Everything that is no hit although it looks like one."""

    phrases: tuple[Phrase, ...] = ()
    days: frozenset[date] = frozenset()
    kept: tuple[KeptWord, ...] = ()
    codes: tuple[str, ...] = ()
    """Fingerprints that the program made: readers of the file see parts of them as words of their own."""
    printed: tuple[str, ...] = ()
    """The texts that were read before they were printed, unbroken."""

    def lets_pattern(self, text: str, start: int, end: int, kind: str) -> bool:
        """Whether this pattern stands in a phrase that may hold it, is a printed day, or was kept here."""
        if kind == "date" and parse_date(text[start:end]) in self.days:
            return True
        return (
            self._in_code(text[start:end])
            or self._in_phrase(text, start, end, kind)
            or self.lets_word(text, start, end)
        )

    def lets_word(self, text: str, start: int, end: int) -> bool:
        """Whether the word was kept in exactly this sentence."""
        word = _squeezed(text[start:end])
        if word not in self._words:
            return False
        # Three characters for each letter: line ends and quotes stand between.
        before = _squeezed(text[max(0, start - 3 * _REACH) : start])
        after = _squeezed(text[end : end + 3 * _REACH])
        return any(_stands_in(kept, before, after) for kept in self.kept if kept.word == word)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(kept.word for kept in self.kept)

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
        return tuple((_phrase(phrase), phrase.kinds) for phrase in self.phrases if phrase.words.split())

    def lets_person(self, text: str, start: int, end: int, entry: str) -> bool:
        """Whether somebody of the meeting, and of no case, is named in words that are printed on purpose."""
        return is_of_meeting(entry) and self._in_phrase(text, start, end, MEETING)

    def _in_code(self, found: str) -> bool:
        parts = [_squeezed(part) for part in found.split()]
        return all(
            len(part) >= _PART_OF_A_CODE and any(part in code for code in self.codes) for part in parts
        )

    def _in_phrase(self, text: str, start: int, end: int, kind: str) -> bool:
        return any(
            match.start() <= start < match.end(1) and end <= match.end()
            for pattern, kinds in self._patterns
            if kind in kinds
            for match in pattern.finditer(text)
        )


def allowed_in(
    report: AnonymousReport,
    passages: Iterable[Passage] = (),
    days: Iterable[date] = (),
    addressed: Iterable[str] = (),
) -> Allowed:
    """What this report prints on purpose: what was decided to stay in the `passages`, `days` beside the
    meeting and the due dates, `addressed` to whom it goes in so many words."""
    own = (
        report.board,
        report.marking,
        report.provenance,
        *report.agencies,
        *report.absent_agencies,
        *addressed,
    )
    phrases = (
        Phrase(report.contact, _REACHES_YOU),
        Phrase(report.recipient, frozenset({"email", "url"})),
        Phrase(report.reference, _CODES),
        Phrase(f"Report-{report.reference}", _CODES),
        Phrase(report.replaces, _CODES | {"date"}),
        Phrase(f"{report.anchor.count} entries", _CODES),
        *(Phrase(address, frozenset({"url"})) for address in _ADDRESSES),
        *(Phrase(words, frozenset({MEETING})) for words in own),
    )
    dates = frozenset((*report.dates_printed(), *days))
    codes = (report.anchor.head, report.anchor.fingerprint, report.appendix.statement_version)
    read = tuple(passages)
    return Allowed(
        phrases,
        dates,
        tuple(_kept_words(read)),
        tuple(_squeezed(code) for code in codes),
        tuple(dict.fromkeys(passage.after.text for passage in read)),
    )


def _kept_words(passages: Iterable[Passage]) -> Iterator[KeptWord]:
    for passage in passages:
        whole = passage.after.text
        for _finding, start, end in kept_places(passage):
            sentence, at = sentence_around(whole, start, end)
            before, after = _squeezed(sentence[:at]), _squeezed(sentence[at + end - start :])
            if len(before) + len(after) < _LEAST:
                # "Keys 2/6." says too little of itself: what stands around it in the text counts too.
                before, after = _squeezed(whole[:start]), _squeezed(whole[end:])
            yield KeptWord(_squeezed(whole[start:end]), before[-_REACH:], after[:_REACH])


def _stands_in(kept: KeptWord, before: str, after: str) -> bool:
    """Both sides as in the sentence; one long side is enough where a page ends in the middle of it."""
    is_before, is_after = before.endswith(kept.before), after.startswith(kept.after)
    if is_before and is_after:
        return len(kept.before) + len(kept.after) >= _LEAST or (before, after) == (kept.before, kept.after)
    return (is_before and len(kept.before) >= _ENOUGH) or (is_after and len(kept.after) >= _ENOUGH)


def _phrase(phrase: Phrase) -> re.Pattern[str]:
    """The words with a line end or blanks anywhere, in a group what a pattern has to begin in: a long address
    is broken wherever its line ends."""
    words, head = "".join(phrase.words.split()), "".join(phrase.head.split())
    first = head if head and words.startswith(head) else words
    rest = _wherever_broken(words[len(first) :])
    return re.compile(rf"({_wherever_broken(first)})\s*{rest}", re.IGNORECASE)


def _wherever_broken(words: str) -> str:
    return r"\s*".join(map(re.escape, words))


def _squeezed(text: str) -> str:
    return "".join(c for c in anonymise.fold_key(text) if c.isalnum())


def gate_search(register: anonymise.Register, allowed: Allowed, *, patterns: bool = True) -> Search:
    """The gate's search: (entry id or "pattern:kind", words found) pairs, what is allowed left out."""
    shapes = anonymise.Anonymiser(anonymise.Register(), {}) if patterns else None

    def search(text: str, context: str) -> tuple[tuple[str, str], ...]:
        hits = anonymise.search(register, text, PLACES[context])
        found = [
            (hit.form.entity, hit.text)
            for hit in hits
            if not allowed.lets_word(text, hit.start, hit.end)
            and not allowed.lets_person(text, hit.start, hit.end, hit.form.entity)
        ]
        if shapes is not None and context in ("text", "lines"):
            found += _patterns_in(shapes, text, allowed, is_lines=context == "lines")
        return tuple(found)

    return search


def _patterns_in(
    shapes: anonymise.Anonymiser, text: str, allowed: Allowed, *, is_lines: bool
) -> list[tuple[str, str]]:
    return [
        (f"{PATTERN}{f.kind}", f.text)
        for f in shapes.find(text)
        if f.kind not in _NAMED
        and (not is_lines or f.kind in _STRICT)
        and not allowed.lets_pattern(text, f.start, f.end, f.kind)
        and not only_by_line_end(allowed.printed, shapes, text, f.start, f.end, f.kind)
    ]
