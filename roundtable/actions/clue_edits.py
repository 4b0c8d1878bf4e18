"""Clues in a text as it will be printed, and the text with some of them told more generally or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roundtable import anonymise
from roundtable.anonymise import Replacement, Rewritten
from roundtable.domain.ids import NO_CASE
from roundtable.domain.intruder_sheet import SOLE_TITLE, ClueDecision
from roundtable.domain.intruder_sheet import ClueChoice as Choice

CLUE = "clue"
_SENTENCE_START = re.compile(r"(?:\A(?:[-•*]\s*)?|[.?!][\"'”’)]?\s+|\n\s*(?:[-•*]\s*)?)\Z")
_ARTICLE = re.compile(r"\b(?:a|an|the) \Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edit:
    """`start:end` of the printed text becomes `words`."""

    start: int
    end: int
    words: str


def clues_in(
    text: str, sole_titles: Iterable[str] = (), labels: Iterable[str] = ()
) -> tuple[anonymise.Clue, ...]:
    """Every indirect identifier, and every job title that one person alone holds (written as a title).

    Words of a label ("Police Officer 2", "Half-sibling of Child B") are no clue: the label says what it says.
    """
    said = [match.span() for match in _label_pattern(frozenset(labels)).finditer(text)]
    found = [c for c in anonymise.clues(text) if not any(s <= c.start and c.end <= e for s, e in said)]
    for title in sole_titles:
        first, rest = re.escape(title[:1].upper()), re.escape(title[1:])
        for match in re.finditer(rf"(?<!\w){first}(?i:{rest})(?!\w| \d)", text):
            found.append(anonymise.Clue(SOLE_TITLE, match.group(), *match.span(), "a professional"))
    return tuple(sorted(found, key=lambda c: (c.start, -c.end, c.kind)))


@lru_cache(maxsize=8)
def _label_pattern(labels: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, labels), key=lambda label: (-len(label), label))
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)"
    )


def edits_for(text: str, decided: Iterable[tuple[anonymise.Clue, ClueDecision]]) -> tuple[Edit, ...]:
    """The edits these decisions ask for; of two that meet, the one that begins first and reaches further.

    `decided` in the order of `clues_in`.
    """
    edits: list[Edit] = []
    for clue, decision in decided:
        edit = _edit(text, clue, decision)
        if edit is not None and (not edits or edit.start >= edits[-1].end):
            edits.append(edit)
    return tuple(edits)


def said_instead(text: str, start: int, end: int, choice: Choice, words: str) -> str:
    """A sentence as it would read after this choice on the clue at `start:end` of it."""
    clue = anonymise.Clue("", text[start:end], start, end, "")
    edit = _edit(text, clue, ClueDecision(NO_CASE, "", clue.text, choice, words))
    return f"{text[: edit.start]}{edit.words}{text[edit.end :]}" if edit else text


def _edit(text: str, clue: anonymise.Clue, decision: ClueDecision) -> Edit | None:
    if decision.choice is Choice.GENERALISE:
        return Edit(clue.start, clue.end, _fitted(text[: clue.start], decision.words))
    return _without(text, clue.start, clue.end) if decision.choice is Choice.DROP else None


def _fitted(before: str, words: str) -> str:
    """Words with the capital that their place asks for, and without a second article."""
    if _ARTICLE.search(before):
        words = re.sub(r"^(?:a|an|the) ", "", words)
    return words[:1].upper() + words[1:] if _SENTENCE_START.search(before) else words


def _without(text: str, start: int, end: int) -> Edit:
    """The place without the clue: no double space, no pair of commas, a capital where a sentence begins."""
    before, after = text[:start], text[end:]
    if _SENTENCE_START.search(before):
        left = re.match(r"[,;:]? *", after)
        end += left.end() if left else 0
        return Edit(start, end + len(text[end : end + 1]), text[end : end + 1].upper())
    if before.endswith("(") and after.startswith(")"):
        lead = 2 if before.endswith(" (") else 1
        return Edit(start - lead, end + 1, "")
    if before.endswith(", ") and after.startswith(","):
        return Edit(start - 2, end, "")
    if before.endswith(" ") and (not after or not after[0].isalnum()):
        return Edit(start - 1, end, "")
    return Edit(start, end, "")


def edited(before: str, done: Rewritten, edits: Sequence[Edit]) -> Rewritten:
    """The rewritten text after these edits (in order, never overlapping); `before` is what it was made from.

    An edit that reaches into a replaced place takes that place with it. A question about words that stand
    nowhere any more is gone.
    """
    if not edits:
        return done
    places = _places(done.replacements)
    kept = [p for p in places if not any(p.start < e.end and e.start < p.end for e in edits)]
    made = [_as_replacement(before, done.text, edit, places) for edit in edits]
    replaced = sorted((*(p.replaced for p in kept), *made), key=lambda r: (r.start, r.end))
    text = _written(before, replaced)
    folded = text.casefold()
    questions = tuple(q for q in done.questions if q.text.casefold() in folded)
    return Rewritten(text, tuple(replaced), questions, done.kept)


@dataclass(frozen=True, slots=True)
class _Place:
    """A replaced place by its span in the printed text."""

    start: int
    end: int
    replaced: Replacement


def _places(replacements: Iterable[Replacement]) -> list[_Place]:
    places, shift = [], 0
    for item in replacements:
        start = item.start + shift
        places.append(_Place(start, start + len(item.label), item))
        shift += len(item.label) - (item.end - item.start)
    return places


def _as_replacement(before: str, text: str, edit: Edit, places: list[_Place]) -> Replacement:
    met = [p for p in places if p.start < edit.end and edit.start < p.end]
    start = min([edit.start, *(p.start for p in met)])
    end = max([edit.end, *(p.end for p in met)])
    first, last = _before(start, places, met), _before(end, places, met)
    words = f"{text[start : edit.start]}{edit.words}{text[edit.end : end]}"
    return Replacement(first, last, before[first:last], words, CLUE, None, "Decided on the intruder’s sheet.")


def _before(at: int, places: list[_Place], met: list[_Place]) -> int:
    """The place in the text before; `at` is never inside a replaced place, perhaps at the edge of one."""
    for place in met:
        if at == place.start:
            return place.replaced.start
        if at == place.end:
            return place.replaced.end
    shift = 0
    for place in places:
        if place.end <= at:
            shift = place.replaced.end - place.end
    return at + shift


def _written(before: str, replaced: Sequence[Replacement]) -> str:
    parts, at = [], 0
    for item in replaced:
        parts += [before[at : item.start], item.label]
        at = item.end
    return "".join((*parts, before[at:]))
