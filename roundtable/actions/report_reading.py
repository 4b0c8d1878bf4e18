"""The report as it is read: its headings and texts in the order of the paper, and what was put in or kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from roundtable.actions.kept_names import kept_places
from roundtable.actions.report_content import Prepared
from roundtable.actions.report_family import map_in_words
from roundtable.actions.scribe import Passage
from roundtable.domain.report import (
    AnonymousReport,
    LessonKind,
    ReportAction,
    ReportCase,
    ReportGrade,
    ReportLesson,
)
from roundtable.domain.report_markup import without_bold
from roundtable.domain.wording import day_words

_LESSONS = (
    (LessonKind.GOOD_PRACTICE, "Good practice"),
    (LessonKind.AREA_FOR_IMPROVEMENT, "Areas for improvement"),
    (LessonKind.SYSTEM_ISSUE, "System issues"),
)
_SIGNS: Final = re.compile(r"^## ", re.MULTILINE)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the paper (level 1 to 3) and the text under it, perhaps none.

    `marks`: spans that stand in the place of something; `kept`: registered names that stay as words.
    """

    where: str
    text: str
    level: int = 2
    marks: tuple[Span, ...] = ()
    kept: tuple[Span, ...] = ()


def as_read(prepared: Prepared) -> tuple[Section, ...]:
    """Everything that leaves, as the second person reads it."""
    report, recipient = prepared.report, prepared.inputs.audit.recipient
    placed = _placed(prepared.passages)
    parts = (
        *_page_one(report),
        *_method(report),
        *_cases(report),
        *_across(report),
        *_appendix(report),
        ("What goes along with it", 1, ()),
        ("Its reference, in the name of the file too", 2, (report.reference,)),
        (
            "Whom the e-mail is addressed to",
            2,
            ("\n".join(p for p in (recipient.name, recipient.email) if p),),
        ),
    )
    return tuple(_section(*part, placed) for part in parts)


Part = tuple[str, int, Iterable[str]]


def _page_one(report: AnonymousReport) -> Iterator[Part]:
    summary = report.summary
    held = f"Round table of {day_words(report.meeting_date)}"
    about = (report.board, report.marking, report.theme, held, report.status_line)
    yield report.title or "Title", 1, about
    yield "What was looked at", 2, (summary.looked_at, summary.comment)
    yield "What worked", 2, _bullets(summary.what_worked)
    yield "What must improve", 2, _bullets(summary.what_must_improve)
    yield "The most important actions", 2, (_owned(a) for a in summary.key_actions)


def _method(report: AnonymousReport) -> Iterator[Part]:
    yield "How this audit was done", 1, (report.method_comment,)
    yield "Key lines of enquiry", 2, _bullets(report.key_lines_of_enquiry)
    yield "Period looked at", 2, (report.look_back,)
    yield "Method", 2, (report.method,)
    yield "Status of anonymity", 2, (report.anonymity,)
    there = "These agencies were represented. Who attended is kept in a separate, restricted record."
    nobody = "No agency is recorded as having taken part."
    yield "Who took part", 2, (there if report.agencies else nobody, *_bullets(report.agencies))
    yield "Invited, not there", 2, _bullets(report.absent_agencies)


def _cases(report: AnonymousReport) -> Iterator[Part]:
    yield "The cases", 1, ()
    for case in report.cases:
        yield case.label, 2, (case.summary, *(f"{fact.name}: {fact.value}" for fact in case.key_facts))
        yield "Family and household", 3, _family(case)
        yield "The child’s lived experience", 3, (case.lived_experience,)
        yield "Timeline", 3, _timeline(case)
        judged = (*case.grades, *([case.overall] if case.overall else ()))
        yield "Judgements", 3, (_judged(grade) for grade in judged)
        yield "Commentary", 3, (case.commentary, case.comment)


def _family(case: ReportCase) -> Iterator[str]:
    if case.family_map:
        yield map_in_words(case.family_map)
    for row in case.family:
        yield f"{row.label}: {', '.join(w for w in (row.relation, row.age_band, row.household) if w)}"


def _timeline(case: ReportCase) -> Iterator[str]:
    for entry in case.timeline:
        turned = "Turning point. " if entry.turning_point else ""
        yield f"{entry.when}, {entry.agency}: {turned}{entry.text}"


def _judged(grade: ReportGrade) -> str:
    lines = [grade.question, f"Agreed: {grade.agreed or 'not reached'}"]
    lines += [
        f"{own.agency}: {own.grade}" + (f" ({own.note})" if own.note else "") for own in grade.agency_grades
    ]
    lines += [f"{name}: {text}" for name, text in grade.texts]
    return "\n".join(lines)


def _across(report: AnonymousReport) -> Iterator[Part]:
    yield "Across the cases", 1, (report.findings,)
    spread = (
        f"{each.question}: {', '.join(f'{c.grade} {c.count}' for c in each.counts if c.count)}"
        for each in report.spread
    )
    yield "Spread of the agreed grades", 2, spread
    yield "Lessons", 1, (report.lessons_comment,)
    for kind, heading in _LESSONS:
        yield heading, 2, (_lesson(lesson) for lesson in report.lessons if lesson.kind is kind)
    actions = (_action(action) for action in report.actions)
    yield "Action plan", 1, (report.actions_comment, *actions)
    unfinished = (f"{item.what}. {item.reason}".rstrip() for item in report.unfinished)
    yield "What was not finished", 1, (report.unfinished_comment, *unfinished)


def _lesson(lesson: ReportLesson) -> str:
    rests = f"Rests on: {'; '.join(lesson.evidence)}" if lesson.evidence else ""
    about = ", ".join(part for part in (lesson.domain, *lesson.agencies) if part)
    return "\n".join(line for line in (f"{lesson.reference}  {lesson.text}", rests, about) if line)


def _owned(action: ReportAction) -> str:
    owner = ", ".join(part for part in (action.owner_agency, action.owner_role) if part)
    due = f"by {day_words(action.due)}" if action.due else ""
    return "\n".join(line for line in (action.what, " · ".join(p for p in (owner, due) if p)) if line)


def _action(action: ReportAction) -> str:
    measure = f"Measured by: {action.measure}" if action.measure else ""
    lessons = f"From: {', '.join(action.lessons)}" if action.lessons else ""
    return "\n".join(line for line in (f"{action.reference}  {_owned(action)}", measure, lessons) if line)


def _appendix(report: AnonymousReport) -> Iterator[Part]:
    appendix = report.appendix
    yield "Appendix", 1, ()
    yield "Grade scale", 2, (f"{step.name}: {step.descriptor}" for step in report.scale)
    yield "How the cases were chosen", 2, (appendix.sample_method,)
    yield "Confidentiality statement", 2, (appendix.statement_version,)
    asked = (f"{q.reference}  {' · '.join(p for p in (q.text, q.domain) if p)}" for q in appendix.questions)
    yield "Questions asked", 2, asked
    yield "Wording and contact", 2, (report.provenance, report.contact)


def _bullets(texts: Iterable[str]) -> Iterator[str]:
    return (f"• {text}" for text in texts)


# --- marking


@dataclass(frozen=True, slots=True)
class _Placed:
    """A text that is printed somewhere, and the spans in it that the reader sees marked."""

    text: str
    marks: tuple[Span, ...]
    kept: tuple[Span, ...]


def _placed(passages: Iterable[Passage]) -> tuple[_Placed, ...]:
    """The longest first, each once; only what has something to mark."""
    texts = {p.after.text: _Placed(p.after.text, *_spans(p)) for p in passages}
    marked = (each for each in texts.values() if each.marks or each.kept)
    return tuple(sorted(marked, key=lambda each: -len(each.text)))


def _spans(passage: Passage) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    marks, shift = [], 0
    for item in passage.after.replacements:
        start = item.start + shift
        marks.append((start, start + len(item.label)))
        shift += len(item.label) - (item.end - item.start)
    kept = tuple((start, end) for finding, start, end in kept_places(passage) if finding.is_registered)
    return tuple(m for m in marks if m[0] < m[1]), kept


def _section(where: str, level: int, texts: Iterable[str], placed: tuple[_Placed, ...]) -> Section:
    parts = [part for part in texts if part.strip()]
    text, _bold = without_bold(("\n\n" if any("\n" in part for part in parts) else "\n").join(parts))
    marks: list[Span] = []
    kept: list[Span] = []
    taken: list[Span] = []
    for each in placed if text else ():
        at = text.find(each.text)
        while at >= 0:
            stop = at + len(each.text)
            if not any(at < end and start < stop for start, end in taken):
                taken.append((at, stop))
                marks += [(at + start, at + end) for start, end in each.marks]
                kept += [(at + start, at + end) for start, end in each.kept]
            at = text.find(each.text, stop)
    return Section(where, _SIGNS.sub("", text), level, _plainly(text, marks), _plainly(text, kept))


def _plainly(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans where they are once the signs are gone that the paper sets headings by."""
    signs = [found.span() for found in _SIGNS.finditer(text)]

    def moved(at: int) -> int:
        return at - sum(min(at, end) - start for start, end in signs if start < at)

    return tuple(sorted((moved(start), moved(end)) for start, end in spans))
