"""What the other release level changes: the same report at both levels, text by text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from roundtable.actions.case_access import require_whole_audit_open
from roundtable.actions.intruder_sheet import open_clues
from roundtable.actions.ports import Vault
from roundtable.actions.report_content import build_report
from roundtable.actions.report_reading import Section, Span, as_read
from roundtable.domain.ids import AuditId
from roundtable.domain.report import ReleaseLevel

_OVER: Final = 2
"""Headings below this level are told with the one above them."""
_WORD: Final = re.compile(r"\w+|\W")


@dataclass(frozen=True, slots=True)
class ChangedText:
    """One paragraph at both levels, perhaps empty at one; the spans are what differs."""

    known: str
    publication: str
    known_marks: tuple[Span, ...] = ()
    publication_marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A heading of the paper (`where`: "Child A: Timeline"), the part it stands in, its texts that differ."""

    part: str
    where: str
    texts: tuple[ChangedText, ...]


@dataclass(frozen=True, slots=True)
class LevelsView:
    """The difference that publication makes. `open_clues` must be decided before a report for publication."""

    level: ReleaseLevel
    sections: tuple[ChangedSection, ...]
    open_clues: int

    @property
    def count(self) -> int:
        """How many paragraphs differ."""
        return sum(len(section.texts) for section in self.sections)


def levels_view(vault: Vault, audit_id: AuditId) -> LevelsView:
    """The report for known readers beside the one for publication. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        require_whole_audit_open(tx, audit_id)
        known = build_report(tx, audit_id, ReleaseLevel.KNOWN_RECIPIENTS)
        public = build_report(tx, audit_id, ReleaseLevel.PUBLICATION)
        level = tx.report_works.get(audit_id).level
    sections = tuple(_changed(as_read(known), as_read(public)))
    return LevelsView(level, sections, len(open_clues(public)))


def _changed(known: Sequence[Section], public: Sequence[Section]) -> Iterator[ChangedSection]:
    """The headings of the paper are the same at both levels, in the same order."""
    part = under = ""
    for one, other in zip(known, public, strict=True):
        part = one.where if one.level == 1 else part
        under = one.where if one.level <= _OVER else under
        if one.text != other.text:
            where = one.where if one.level <= _OVER else f"{under}: {one.where}"
            yield ChangedSection(part, where, tuple(_paragraphs(one.text, other.text)))


def _paragraphs(known: str, public: str) -> Iterator[ChangedText]:
    one, other = _lines(known), _lines(public)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for place in range(max(b - a, d - c)):
            before = one[a + place] if a + place < b else ""
            after = other[c + place] if c + place < d else ""
            yield ChangedText(before, after, *_marks(before, after))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _marks(known: str, public: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words that differ, by their places."""
    one, other = _WORD.findall(known), _WORD.findall(public)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    left: list[Span] = []
    right: list[Span] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            _add(left, one, a, b)
            _add(right, other, c, d)
    return tuple(left), tuple(right)


def _add(spans: list[Span], words: Sequence[str], start: int, end: int) -> None:
    begin = sum(map(len, words[:start]))
    length = sum(map(len, words[start:end]))
    if length:
        spans.append((begin, begin + length))
