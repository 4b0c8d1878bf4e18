"""What the proof of a report lists: every decision that stands behind its text. It stays in the vault."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from roundtable.actions.report_inputs import ReportInputs
from roundtable.domain.date_printing import FORMS, DateClass, DateForm
from roundtable.domain.intruder_sheet import ClueChoice
from roundtable.domain.report_work import Choice, NameDecision, ProofDecision

CLASS_WORDS: Final = MappingProxyType(
    {
        DateClass.BIRTH: "Dates of birth",
        DateClass.EVENT: "Dates of events",
        DateClass.PROCESS: "Dates of meetings and reviews",
        DateClass.DEATH: "Dates of death",
    }
)
FORM_WORDS: Final = MappingProxyType(
    {
        DateForm.AGE: "the age",
        DateForm.AGE_BAND: "the age in a band of years",
        DateForm.MONTH: "the month, counted from the first event",
        DateForm.ELAPSED: "the time since the date before",
        DateForm.YEAR: "the year alone",
        DateForm.DROP: "left out",
    }
)


def decisions_behind(inputs: ReportInputs) -> tuple[ProofDecision, ...]:
    """Names first, then details, then forms of date that somebody chose; each as it was decided last."""
    return (*_names(inputs), *_details(inputs), *_dates(inputs))


def _names(inputs: ReportInputs) -> Iterator[ProofDecision]:
    for each in inputs.work.decisions:
        outcome = _outcome(inputs, each)
        yield ProofDecision(each.text, outcome, at=each.decided_at, by=each.decided_by)


def _outcome(inputs: ReportInputs, decision: NameDecision) -> str:
    if decision.sentence:
        return f"{_everywhere(inputs, decision)} in the sentence “{decision.sentence}”"
    return _everywhere(inputs, decision)


def _everywhere(inputs: ReportInputs, decision: NameDecision) -> str:
    if decision.choice is Choice.KEEP:
        return "kept as an ordinary word"
    return f"replaced with “{inputs.labels.get(decision.entity, decision.words) or 'a label'}”"


def _details(inputs: ReportInputs) -> Iterator[ProofDecision]:
    said = {ClueChoice.KEEP: "kept as it is", ClueChoice.DROP: "left out"}
    for each in inputs.work.clue_decisions:
        case = inputs.case(each.case_id)
        yield ProofDecision(
            each.text,
            said.get(each.choice, f"told as “{each.words}”"),
            inputs.case_label(case) if case else "",
            each.decided_at,
            each.decided_by,
        )


def _dates(inputs: ReportInputs) -> Iterator[ProofDecision]:
    """What is printed for these readers, where that is not what would be printed unasked."""
    for each in DateClass:
        form = inputs.dates.form(each)
        if form is not FORMS[each][0]:
            yield ProofDecision(CLASS_WORDS[each], FORM_WORDS[form])
