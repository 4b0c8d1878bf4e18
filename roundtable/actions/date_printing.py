"""How a report prints dates: chosen by class, each shown on this audit's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from roundtable.actions.event_times import event_times
from roundtable.actions.ports import Vault
from roundtable.actions.report_content import Prepared
from roundtable.actions.report_inputs import ReportInputs
from roundtable.actions.scribe import Passage
from roundtable.anonymise import Certainty, Finding, Rewritten
from roundtable.anonymise.dates import parse_date
from roundtable.anonymise.sentences import sentence_around
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.date_printing import DateClass, DateForm, DatePrinting, offered, with_form
from roundtable.domain.ids import AuditId

_BETWEEN: Final = 160
_TIMES: Final = 4
_DATED: Final = frozenset({"date", "birth"})


@dataclass(frozen=True, slots=True)
class DateExample:
    """How the example reads in one form; `marks` are the spans that stand in the place of a date, `times` how
    a case's timeline begins.
    """

    form: DateForm
    text: str
    marks: tuple[tuple[int, int], ...]
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRow:
    """One class of date: what is printed, how often it stands in the texts, an example in each form on offer.

    `where` and `examples` are empty where no such date stands in the texts; `offered` never is.
    """

    date_class: DateClass
    chosen: DateForm
    offered: tuple[DateForm, ...]
    count: int
    where: str = ""
    examples: tuple[DateExample, ...] = ()

    def example(self, form: DateForm) -> DateExample | None:
        """The example in this form."""
        return next((e for e in self.examples if e.form is form), None)


def choose_date_form(vault: Vault, audit_id: AuditId, date_class: DateClass, form: DateForm) -> Changes:
    """Chooses how dates of this class are printed; an earlier confirmation no longer fits the text.

    Raises DateFormNotOffered.
    """
    with vault.transaction() as tx:
        work = tx.report_works.get(audit_id)
        tx.report_works.put(replace(work, dates=with_form(work.dates, date_class, form, work.level)))
        tx.log("report.dates_chosen", audit_id)
        return changed(Topic.ANONYMISATION, Topic.REPORT)


def date_rows(prepared: Prepared) -> tuple[DateRow, ...]:
    """Every class, in a fixed order."""
    inputs = prepared.inputs
    found: dict[DateClass, list[_Excerpt]] = {each: [] for each in DateClass}
    for passage in prepared.passages:
        for date_class, excerpt in _excerpts(prepared, passage):
            found[date_class].append(excerpt)
    return tuple(
        _row(prepared, each, found[each], inputs.dates.form(each), offered(each, inputs.work.level))
        for each in DateClass
    )


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """Some words around one date or several of a class, before anything was replaced."""

    passage: Passage
    text: str
    dates: int
    says: int
    """How much can be seen in it: 3 for two whole dates near each other, 2 for one, less for none."""


def _excerpts(prepared: Prepared, passage: Passage) -> Iterator[tuple[DateClass, _Excerpt]]:
    found = [
        Finding(r.end - len(r.mention), r.end, r.mention, r.entity, r.label, r.kind, Certainty.REPLACE, r.why)
        for r in passage.after.replacements
        if r.kind in _DATED and r.mention
    ]
    classes = prepared.engine.date_classes(passage.before, found, passage.dates)
    for date_class in dict.fromkeys(classes.values()):
        own = [f for f in found if classes[f.start] is date_class]
        # A day with its year reads differently in each form; a day without one is always left out.
        whole = [f for f in own if parse_date(f.text) is not None]
        first, *others = whole or own
        # Two dates near each other show what "later" is told from.
        last = next((f for f in others[:1] if f.end - first.end <= _BETWEEN), first)
        sentence, _start = sentence_around(passage.before, first.start, last.end)
        yield date_class, _Excerpt(passage, sentence, len(own), 2 * bool(whole) + (last is not first))


def _row(
    prepared: Prepared,
    date_class: DateClass,
    excerpts: list[_Excerpt],
    chosen: DateForm,
    forms: tuple[DateForm, ...],
) -> DateRow:
    count = sum(excerpt.dates for excerpt in excerpts)
    if not excerpts:
        return DateRow(date_class, chosen, forms, 0)
    best = max(excerpts, key=lambda e: e.says)  # the first of those that say most
    examples = (_example(prepared, best, date_class, form) for form in forms)
    return DateRow(date_class, chosen, forms, count, best.passage.where, tuple(examples))


def _example(prepared: Prepared, excerpt: _Excerpt, date_class: DateClass, form: DateForm) -> DateExample:
    rule = excerpt.passage.dates
    level = prepared.inputs.work.level
    printing = with_form(rule.printing, date_class, form, level)
    said = prepared.engine.rewrite(excerpt.text, replace(rule, printing=printing))
    times = _first_times(prepared.inputs, printing) if date_class is DateClass.EVENT else ()
    return DateExample(form, said.text, _marks(said), times)


def _first_times(inputs: ReportInputs, printing: DatePrinting) -> tuple[str, ...]:
    """How the timeline of the first case that has one begins."""
    inputs = replace(inputs, work=replace(inputs.work, dates=printing))
    for case in inputs.in_report_order():
        times = tuple(event_times(inputs, case).values())
        if len(times) > 1:
            return tuple(time.when for time in times[:_TIMES])
    return ()


def _marks(said: Rewritten) -> tuple[tuple[int, int], ...]:
    marks, shift = [], 0
    for item in said.replacements:
        start = item.start + shift
        if item.kind in _DATED:
            marks.append((start, start + len(item.label)))
        shift += len(item.label) - (item.end - item.start)
    return tuple(marks)
