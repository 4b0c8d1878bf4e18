"""Rewrites every text on its way into the report, and remembers what was replaced and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from roundtable import anonymise
from roundtable.actions.clue_edits import clues_in, edited, edits_for
from roundtable.actions.meeting_people import is_of_meeting
from roundtable.anonymise.rewriting import rewrite
from roundtable.domain.ids import NO_CASE, CaseId
from roundtable.domain.intruder_sheet import SOLE_TITLE, ClueDecision, decision_on
from roundtable.domain.report_edits import COMMENT, ReportEdits
from roundtable.domain.report_markup import Span, with_bold, without_bold

QUESTIONS = "Audit questions"
AGENCIES = "Agencies"
LESSON = "Lesson "
COMMENTARY = ", commentary"
"""A lesson, and what the facilitator adds, tell of cases, even where of several."""
# What is printed for every audit alike, or is no story: nothing in it points at one family.
WITHOUT_CLUES = frozenset({QUESTIONS, AGENCIES, "Recipient"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One text as it was and as it will be printed, and where it stands.

    `case_id` is empty for what is said over all cases. `clues` are places in `plain`: the text without names,
    before anything was decided on its clues. `dates` is the rule that its dates were printed by.
    """

    where: str
    before: str
    after: anonymise.Rewritten
    case_id: CaseId = NO_CASE
    plain: str = ""
    clues: tuple[anonymise.Clue, ...] = ()
    dates: anonymise.DateRule = field(default_factory=anonymise.DateRule)


@dataclass(frozen=True, slots=True)
class Told:
    """One text that can be edited. `source` names it for good; `generated` is what is there without an edit,
    `written` what goes into the report, `printed` what comes out."""

    source: str
    where: str
    generated: str
    written: str
    printed: str
    is_edited: bool = False


@dataclass(frozen=True, slots=True)
class ClueRules:
    """How clues are found and what becomes of them: sole titles, decisions, the case behind each place."""

    sole_titles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    decisions: tuple[ClueDecision, ...] = ()
    cases: Mapping[str, CaseId] = field(default_factory=dict)

    def case_at(self, where: str) -> CaseId:
        """A place in a case begins with the case's label: "Child B, question C1"."""
        return self.cases.get(where.partition(",")[0], NO_CASE)

    def case_of(self, kind: str, case_id: CaseId) -> CaseId:
        """A title is its holder's in every case alike; all else is decided case by case."""
        return NO_CASE if kind == SOLE_TITLE else case_id

    def decision_on(self, clue: anonymise.Clue, case_id: CaseId) -> ClueDecision | None:
        """What was decided on a clue that stands in this case."""
        return decision_on(self.decisions, self.case_of(clue.kind, case_id), clue.kind, clue.text)


@dataclass(slots=True)
class Scribe:
    """One report's rewriting; `dates` says what exact dates become, but for where a text counts from."""

    engine: anonymise.Anonymiser
    dates: anonymise.DateRule = field(default_factory=anonymise.DateRule)
    rules: ClueRules = field(default_factory=ClueRules)
    edits: ReportEdits = field(default_factory=ReportEdits)
    passages: list[Passage] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    terms: dict[tuple[str, str], str] = field(default_factory=dict)

    def say(
        self,
        text: str,
        where: str,
        start: date | None = None,
        since: date | None = None,
        *,
        source: str = "",
    ) -> str:
        """The text as printed; `where` is told in the review ("Child B, question C1").

        `start`: the day months are counted from. `since`: the day the text is about. A text with a `source`
        can be edited: what was written in its place is read, and masked, like everything else.
        """
        edit = self.edits.of(source) if source else None
        written = edit.text if edit else text
        printed = self._say(written, where, start, since)
        if source and (text.strip() or edit or source.startswith(COMMENT)):
            self.told.append(Told(source, where, text, written, printed, edit is not None))
        return printed

    def comment(self, where: str, source: str, start: date | None = None) -> str:
        """The facilitator's own words on a part of the report; "" for none."""
        return self.say("", where, start, source=source)

    def _say(self, text: str, where: str, start: date | None, since: date | None) -> str:
        if not text.strip():
            return ""
        # A sign of the mark-up in the middle of a name hides nothing.
        text, bold = without_bold(text)
        of_cases = start is not None or where.startswith(LESSON) or where.endswith(COMMENTARY)
        dates = replace(self.dates, start=start, since=since, tells_of_cases=of_cases)
        after = self._keep(where, text, self.read(text, dates), dates)
        return with_bold(after.text, _moved(bold, after))

    def read(self, text: str, dates: anonymise.DateRule) -> anonymise.Rewritten:
        """What the engine makes of a text; what it would ask about stays in."""
        return self.engine.rewrite(text, dates)

    def term(self, text: str, where: str) -> str:
        """A short text that is printed in many places, such as a question: read and reviewed once."""
        if (where, text) not in self.terms:
            self.terms[where, text] = self.say(text, where)
        return self.terms[where, text]

    def agency(self, name: str) -> str:
        """An agency may be named, unless its name is in a case's register (a case's school at the table)."""
        key = (AGENCIES, name)
        if key not in self.terms:
            found = self.engine.find(name, self.dates)
            registered = tuple(f for f in found if f.entity is not None and not is_of_meeting(f.entity))
            told = rewrite(name, registered)
            self.terms[key] = self._keep(AGENCIES, name, told, self.dates).text if registered else name
        return self.terms[key]

    def say_all(self, texts: Iterable[str], where: str, start: date | None = None) -> tuple[str, ...]:
        """Each non-empty text as printed."""
        return tuple(said for text in texts if (said := self.say(text, where, start)))

    def _keep(
        self, where: str, before: str, after: anonymise.Rewritten, dates: anonymise.DateRule
    ) -> anonymise.Rewritten:
        passage = Passage(where, before, after, self.rules.case_at(where), after.text, dates=dates)
        if where not in WITHOUT_CLUES:
            passage = self._with_clues(passage)
        self.passages.append(passage)
        return passage.after

    def _with_clues(self, passage: Passage) -> Passage:
        """Clues are told as decided; the words in their place are rewritten like everything else."""
        found = clues_in(passage.plain, self.rules.sole_titles, self.rules.labels)
        decided = [(c, d) for c in found if (d := self.rules.decision_on(c, passage.case_id))]
        edits = edits_for(passage.plain, decided)
        said = tuple(replace(e, words=self.read(e.words, self.dates).text) for e in edits)
        return replace(passage, after=edited(passage.before, passage.after, said), clues=found)

    @property
    def open_questions(self) -> int:
        """Distinct strings that nobody has decided yet; forms of the register by their sentences."""
        return len({asked_as(q) for p in self.passages for q in p.after.questions})


def _moved(spans: tuple[Span, ...], after: anonymise.Rewritten) -> tuple[Span, ...]:
    """Spans of the text before, in the printed one; a label that any part of stands in one is all in it."""
    moved: list[Span] = []
    for start, end in spans:
        began, ended = _place(start, after, is_start=True), _place(end, after, is_start=False)
        began = max(began, moved[-1][1] if moved else 0)
        if began < ended and "\n" not in after.text[began:ended]:
            moved.append((began, ended))
    return tuple(moved)


def _place(at: int, after: anonymise.Rewritten, *, is_start: bool) -> int:
    shift = 0
    for item in after.replacements:
        if item.end <= at:
            shift += len(item.label) - (item.end - item.start)
        elif item.start < at:
            return item.start + shift + (0 if is_start else len(item.label))
    return at + shift


def asked_as(question: anonymise.Question) -> tuple[str, str, int]:
    """What there is one question for."""
    return (anonymise.fold_key(question.text), question.sentence, question.at)
