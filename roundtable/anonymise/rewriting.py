"""The text with its labels in place: titles gone, possessives kept, articles and doubled words mended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roundtable.anonymise.findings import Certainty, Finding, Question, Replacement, Rewritten
from roundtable.anonymise.folding import fold_key

_WORD_BEFORE = re.compile(r"([A-Za-z']+)(\s+)$")
_ENDS_SENTENCE = re.compile(r"(?:^|[.?!]\s+|\n\s*)$")


def rewrite(text: str, findings: Sequence[Finding]) -> Rewritten:
    """Replace the certain findings of `text`. `findings` in order and not overlapping."""
    pieces: list[str] = []
    replaced: list[Replacement] = []
    at = 0
    for finding in findings:
        if finding.certainty is not Certainty.REPLACE or finding.label is None:
            continue
        between = text[at : finding.start]
        label = finding.label
        start = finding.start
        doubled = _doubled(between, label)
        if doubled:
            between = between[:-doubled]
            start -= doubled
        label = _cased(pieces, between, label)
        pieces += (between, label)
        replaced.append(
            Replacement(
                start,
                finding.end,
                text[start : finding.end],
                label,
                finding.kind,
                finding.entity,
                finding.why,
            )
        )
        at = finding.end
    pieces.append(text[at:])
    return Rewritten("".join(pieces), tuple(replaced), _questions(text, findings))


def _doubled(between: str, label: str) -> int:
    """How much of the text before goes too: "mother Donna" -> "Mother", "social worker Priyanka" likewise."""
    taken = 0
    words = label.lower().split()
    for count in (3, 2, 1):
        if len(words) < count:
            continue
        role = " ".join(words[:count])
        tail = between[-len(role) - 1 :]
        if tail.lower() == f"{role} " and not between[-len(role) - 2 : -len(role) - 1].isalnum():
            taken = len(role) + 1
            break
    return taken


def _cased(pieces: list[str], between: str, label: str) -> str:
    """A label that begins small ("a family member") gets a capital at the start of a sentence."""
    if not label[:1].islower():
        return label
    before = between if between else (pieces[-1] if pieces else "")
    if not between and not pieces:
        return label[0].upper() + label[1:]
    if (
        _ENDS_SENTENCE.search(before[-4:])
        if len(before) > 4
        else _ENDS_SENTENCE.search(before) and (between or pieces)
    ):
        if before[-1:].isspace() or not before:
            return label[0].upper() + label[1:]
    return label


def _questions(text: str, findings: Sequence[Finding]) -> tuple[Question, ...]:
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.certainty is Certainty.REVIEW:
            grouped.setdefault(fold_key(finding.text), []).append(finding)
    return tuple(
        Question(f[0].text, f[0].kind, len(f), _context(text, f[0]), f[0].label or "", f[0].why)
        for f in grouped.values()
    )


def _context(text: str, finding: Finding) -> str:
    """The line around a finding, at most 60 letters each way."""
    start = max(text.rfind("\n", 0, finding.start) + 1, finding.start - 60)
    stop = text.find("\n", finding.end)
    stop = min(len(text) if stop < 0 else stop, finding.end + 60)
    return text[start:stop].strip()
