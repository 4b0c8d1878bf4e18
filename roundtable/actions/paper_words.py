"""Texts on their way into a paper beside the report: as in the report, and what is doubtful left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roundtable import anonymise
from roundtable.actions.report_content import Prepared, clue_rules, date_rule
from roundtable.actions.scribe import Scribe
from roundtable.anonymise.rewriting import rewrite


@dataclass(slots=True)
class CautiousScribe(Scribe):
    """For texts that nobody reviewed: whatever would be asked about is left out, so that no name leaves
    because a question is still open. What was decided holds as in the report."""

    def read(self, text: str, dates: anonymise.DateRule) -> anonymise.Rewritten:
        """The text with every finding replaced that nobody decided to keep."""
        return rewrite(text, tuple(_settled(found) for found in self.engine.find(text, dates)))


def cautious(prepared: Prepared) -> CautiousScribe:
    """A scribe with this audit's labels and decisions. The report's edits are for the report alone."""
    return CautiousScribe(prepared.engine, date_rule(prepared.inputs), clue_rules(prepared.inputs))


def _settled(found: anonymise.Finding) -> anonymise.Finding:
    if found.certainty is not anonymise.Certainty.REVIEW:
        return found
    words = anonymise.NEUTRAL.get(found.kind, anonymise.NEUTRAL["person"])
    return replace(found, certainty=anonymise.Certainty.REPLACE, label=words)
