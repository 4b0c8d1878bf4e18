"""The report's own sentences: method, status of anonymity, page one's first line."""

from __future__ import annotations

from datetime import date
from typing import Final

from roundtable.actions.report_inputs import ReportInputs
from roundtable.actions.scribe import Scribe
from roundtable.domain.agency_return import ReturnStatus
from roundtable.domain.board import WordingPack
from roundtable.domain.date_printing import DateForm, DatePrinting
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_edits import SAMPLE
from roundtable.domain.round_table import MeetingState
from roundtable.domain.wording import MONTHS, counted, day_words

LEAST_PLURAL: Final = 2
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def looked_at_words(inputs: ReportInputs, theme: str, agencies: tuple[str, ...]) -> str:
    """How many cases, which theme (as printed), who; and which cases were not reached, by label."""
    on = f" on the theme of {theme}" if theme else ""
    by = f" by {counted(len(agencies), 'agency', 'agencies')}" if agencies else ""
    reached, begun, left = _by_progress(inputs)
    count, total = len(reached), len(inputs.cases)
    if not any(table.was_opened for table in inputs.tables):
        verb = "is" if total == 1 else "are"
        return f"{_cases(total)}{on} {verb} in this audit. The round table has not been held."
    if count == total:
        return f"{_cases(total)}{on} {'was' if total == 1 else 'were'} looked at together{by}."
    if total == 1:
        return f"{_cases(total)}{on} was {'only begun' if begun else 'not reached'}."
    verb = "was" if count < LEAST_PLURAL else "were"
    number = _number(count) if count else "None"
    first = f"{number} of {_cases(total).lower()}{on} {verb} looked at together{by if count else ''}."
    rest = [(begun, "only begun"), (left, "not reached")]
    told = (
        f"{_listed(labels)} {'was' if len(labels) == 1 else 'were'} {how}" for labels, how in rest if labels
    )
    return f"{first} {'; '.join(told)}."


def _by_progress(inputs: ReportInputs) -> tuple[list[str], list[str], list[str]]:
    """Labels of the cases that were looked at, only begun, not reached."""
    reached: list[str] = []
    begun: list[str] = []
    left: list[str] = []
    for case in inputs.in_report_order():
        walkthrough = inputs.walkthrough(case.id)
        if walkthrough is None or not (walkthrough.steps or walkthrough.was_looked_at):
            left.append(inputs.case_label(case))
        else:
            (reached if walkthrough.was_looked_at else begun).append(inputs.case_label(case))
    return reached, begun, left


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _cases(count: int) -> str:
    return f"{_number(count)} {'child’s case' if count == 1 else 'children’s cases'}"


def _listed(labels: list[str]) -> str:
    *first, last = labels
    return f"{', '.join(first)} and {last}" if first else last


def look_back_words(inputs: ReportInputs) -> str:
    """The window in months and years; exact days would say more than the reader needs."""
    first, last = inputs.audit.window_from, inputs.audit.window_to
    if not first or not last:
        return ""
    return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"


def method_words(inputs: ReportInputs, scribe: Scribe) -> str:
    """How the audit was done, from what was done."""
    received = sum(r.status is ReturnStatus.RECEIVED for c in inputs.cases for r in c.returns)
    nil = sum(r.status is ReturnStatus.NIL for c in inputs.cases for r in c.returns)
    sample = scribe.say(inputs.audit.sample_method, "Sample method", source=SAMPLE)
    parts = [
        f"Before the meeting the agencies sent {counted(received, 'return')}"
        + (f" and {counted(nil, 'nil return')}" if nil else "")
        + ", each with its own grades. The returns were merged into one chronology for each case.",
    ]
    reached, _begun, _left = _by_progress(inputs)
    if reached:
        every = len(reached) == len(inputs.cases)
        which = "every case" if every else f"{len(reached)} of {len(inputs.cases)} cases"
        parts.append(
            f"At the round table the agencies went through {which} together: who is who, the agencies’ "
            "headlines, the chronology, the child’s lived experience, the audit questions, good practice and "
            "improvement, and a grade. Grades are shown as a spread beside the agencies’ own, never averaged."
            + ("" if every else " What was not finished is listed.")
        )
    if met := _meeting_words(inputs):
        parts.append(met)
    if sample:
        parts.insert(0, sample)
    return "\n\n".join(parts)


def _meeting_words(inputs: ReportInputs) -> str:
    """That a meeting ended before its cases were done, or a further one went on; never on which day."""
    held = [table for table in inputs.tables if table.was_opened]
    is_over = all(table.state is MeetingState.CLOSED for table in held)
    stopped = is_over and len(_by_progress(inputs)[0]) < len(inputs.cases)
    if len(held) < LEAST_PLURAL:
        return "The round table stopped early, before every case was done." if held and stopped else ""
    further = len(held) - 1
    where = "a second meeting" if further == 1 else f"{_number(further).lower()} further meetings"
    ending = " The last meeting stopped before every case was done." if stopped else ""
    return f"The round table was continued at {where}.{ending}"


def anonymity_words(inputs: ReportInputs) -> str:
    """What was done so that nobody can be recognised, and what the paper is because of it (DOMAIN 3)."""
    parts = [
        "Names of children, family members, professionals and places, and all numbers that point to "
        "somebody, have been replaced by labels. The labels were given at random for this report: letters "
        "and numbers say nothing about names or the order of the files. " + dates_words(inputs.dates),
        "Every replacement was shown to the facilitator, doubtful words were decided one by one, a second "
        "person read the text and confirmed it, and the finished file was searched before it was released.",
    ]
    if inputs.work.level is ReleaseLevel.KNOWN_RECIPIENTS:
        parts.append(
            "As long as the Board keeps the key to the labels, this report is pseudonymised, not anonymous. "
            "It is for its named recipient and must not be published or passed on."
        )
    return "\n\n".join(parts)


_EVENTS: Final = {
    DateForm.MONTH: "Dates of events are told as months counted from each case’s first recorded event.",
    DateForm.ELAPSED: "Dates of events are told as the time since the date before, counted from each "
    "case’s first recorded event.",
    DateForm.YEAR: "Of dates of events only the year is told.",
    DateForm.DROP: "Dates of events are left out; the events stand in their order.",
}
_OTHERS: Final = {
    DateForm.MONTH: "as months counted from each case’s first recorded event",
    DateForm.ELAPSED: "as the time since the date before",
    DateForm.YEAR: "by their year alone",
    DateForm.DROP: "not at all",
}
_BIRTHS: Final = {
    DateForm.AGE: "",
    DateForm.AGE_BAND: "Ages are told in bands.",
    DateForm.DROP: "Dates of birth are left out, and ages with them.",
}


def dates_words(dates: DatePrinting) -> str:
    """What the paper says of its dates; classes are named where they are told otherwise than events."""
    said = [_EVENTS[dates.event]]
    if dates.process is not dates.event:
        said.append(f"Dates of the agencies’ meetings and reviews are told {_OTHERS[dates.process]}.")
    if dates.death is not dates.event:
        said.append(f"Dates of death are told {_OTHERS[dates.death]}.")
    return " ".join(part for part in (*said, _BIRTHS[dates.birth]) if part)


def provenance_words(pack: WordingPack, today: date) -> str:
    """Where the statutory wording comes from; past its review-by date every paper says so (DOMAIN 3)."""
    due = f"{pack.provenance} Review by {day_words(pack.review_by)}."
    if not pack.is_past_review(today):
        return due
    return f"{due} **This wording is past its review date: check it against the law in force.**"
