"""Registered names that somebody decided to keep as words: where they stand in the text as it will leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from roundtable import anonymise
from roundtable.actions.scribe import Passage
from roundtable.anonymise import Finding
from roundtable.anonymise.sentences import sentence_around
from roundtable.domain.report_work import KeptName, NameDecision


def kept_places(passage: Passage) -> Iterator[tuple[Finding, int, int]]:
    """What was decided to stay, with its place in the printed text; gone where a detail took it away."""
    for finding in passage.after.kept:
        moved, is_gone = 0, False
        for item in passage.after.replacements:
            if item.start < finding.end and finding.start < item.end:
                is_gone = True
            elif item.end <= finding.start:
                moved += len(item.label) - (item.end - item.start)
        if not is_gone:
            yield finding, finding.start + moved, finding.end + moved


def kept_names(
    passages: Iterable[Passage], decisions: Iterable[NameDecision], labels: Mapping[str, str]
) -> tuple[KeptName, ...]:
    """Every form of the register that stays in the report as a word; a sentence told twice counts once."""
    decided = {(anonymise.fold_key(d.text), d.sentence, d.at): d for d in decisions}
    kept: dict[tuple[str, str, str], KeptName] = {}
    for passage in passages:
        for finding, start, end in kept_places(passage):
            if not finding.is_registered:
                continue
            here = sentence_around(passage.before, finding.start, finding.end)
            decision = decided.get((anonymise.fold_key(finding.text), *here))
            sentence, _at = sentence_around(passage.after.text, start, end)
            kept[finding.text, passage.where, sentence] = KeptName(
                finding.text,
                labels.get(finding.entity or "", ""),
                passage.where,
                sentence,
                decision.decided_by if decision else "",
                decision.decided_at if decision else None,
            )
    return tuple(kept.values())
