"""When each event of a case is told to have been, by the form chosen for dates of events; never the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roundtable.actions.report_inputs import ReportInputs, start_of
from roundtable.domain.case import Case
from roundtable.domain.chronology import Event, in_order, month_number, relative_month
from roundtable.domain.date_printing import DateForm, elapsed_words, since_start_words
from roundtable.domain.ids import EventId
from roundtable.domain.lessons import Evidence, EvidenceKind


@dataclass(frozen=True, slots=True)
class EventTime:
    """`when` stands in the timeline, `alone` where the event is spoken of by itself; `place` is its place on
    the figure's axis, in whole units of that axis.
    """

    when: str
    alone: str
    place: int


AXES = {DateForm.YEAR: "Year", DateForm.DROP: "Event"}
MONTHS = "Month"


def axis_of(inputs: ReportInputs) -> str:
    """What the figure of a timeline counts in."""
    return AXES.get(inputs.dates.event, MONTHS)


def told_events(inputs: ReportInputs, case: Case) -> tuple[Event, ...]:
    """Turning points and what a lesson rests on, in order."""
    evidence = {e.ref for item in inputs.lessons for e in item.evidence if e.kind is EvidenceKind.EVENT}
    return tuple(e for e in in_order(case.events) if e.is_turning_point or e.id in evidence)


def event_times(inputs: ReportInputs, case: Case) -> dict[EventId, EventTime]:
    """The told events' times; their order can be read off every form."""
    return {event.id: time for event, time in _times(inputs, case, told_events(inputs, case))}


def all_event_times(inputs: ReportInputs, case: Case) -> dict[EventId, EventTime]:
    """The times of every event of the chronology, for the paper that prints them all."""
    return {event.id: time for event, time in _times(inputs, case, in_order(case.events))}


def evidence_words(inputs: ReportInputs, evidence: Evidence) -> str:
    """ "Child B, Month 3" or "Child B, question C1"; empty when it is no longer there."""
    case = inputs.case(evidence.case_id)
    if case is None:
        return ""
    label = inputs.case_label(case)
    if evidence.kind is EvidenceKind.EVENT:
        time = event_times(inputs, case).get(EventId(evidence.ref))
        return f"{label}, {time.alone}" if time else ""
    return f"{label}, question {evidence.ref}" if evidence.kind is EvidenceKind.ANSWER else label


def _times(inputs: ReportInputs, case: Case, events: tuple[Event, ...]) -> Iterator[tuple[Event, EventTime]]:
    form, start = inputs.dates.event, start_of(case)
    before: Event | None = None
    for number, event in enumerate(events, start=1):
        first = start or event.on
        month = relative_month(event.on, first)
        if form is DateForm.YEAR:
            time = EventTime(str(event.on.year), str(event.on.year), event.on.year)
        elif form is DateForm.DROP:
            time = EventTime(f"Event {number}", f"event {number}", number)
        elif form is DateForm.ELAPSED:
            alone = since_start_words(first, event.on)
            when = alone if before is None else elapsed_words(before.on, event.on)
            time = EventTime(_capital(when), alone, month_number(event.on, first))
        else:
            time = EventTime(month, month, month_number(event.on, first))
        yield event, time
        before = event


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
