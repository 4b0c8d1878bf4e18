"""The guided path as data: the steps of a meeting, their status, and what is missing for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from roundtable.domain.errors import SkipReasonMissing
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import (
    NO_AGENCY,
    NO_QUESTION,
    AgencyId,
    AuditId,
    CaseId,
    QuestionId,
    RoundTableId,
    WalkthroughId,
)


class Step(StrEnum):
    """Every step from the statement to the sent report, in order."""

    SIGN = "sign"
    WHO = "who"
    HEADLINES = "headlines"
    CHRONOLOGY = "chronology"
    LIVED = "lived"
    QUESTIONS = "questions"
    PRACTICE = "practice"
    GRADE = "grade"
    URGENT = "urgent"
    LESSONS = "lessons"
    ACTIONS = "actions"
    CHECK = "check"
    EXPORT = "export"
    SEND = "send"


CASE_STEPS = (
    Step.WHO,
    Step.HEADLINES,
    Step.CHRONOLOGY,
    Step.LIVED,
    Step.QUESTIONS,
    Step.PRACTICE,
    Step.GRADE,
    Step.URGENT,
)

REPORT_STEPS = (Step.CHECK, Step.EXPORT, Step.SEND)

TITLES: dict[Step, str] = {
    Step.SIGN: "Sign confidentiality",
    Step.WHO: "Who’s who",
    Step.HEADLINES: "Agency headlines",
    Step.CHRONOLOGY: "Chronology",
    Step.LIVED: "Lived experience",
    Step.QUESTIONS: "Questions",
    Step.PRACTICE: "Good practice and improvement",
    Step.GRADE: "Grade for the case",
    Step.URGENT: "Urgent-concern check",
    Step.LESSONS: "Lessons",
    Step.ACTIONS: "Actions",
    Step.CHECK: "Check for names",
    Step.EXPORT: "Create the report",
    Step.SEND: "Send",
}

# Minutes that advise (DOMAIN 5: 55 a case).
MINUTES: dict[Step, int] = {
    Step.WHO: 3,
    Step.HEADLINES: 10,
    Step.CHRONOLOGY: 10,
    Step.LIVED: 5,
    Step.QUESTIONS: 12,
    Step.PRACTICE: 8,
    Step.GRADE: 5,
    Step.URGENT: 2,
}


class StepStatus(StrEnum):
    """What the rail says."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    SKIPPED = "Skipped"
    BLOCKED = "Cannot start yet"


@dataclass(frozen=True, slots=True)
class StepState:
    """How far a case step is; a skip keeps its reason for the report."""

    step: Step
    status: StepStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A text captured under a key: a prompt of the lived-experience page, an agency, a step."""

    key: str
    text: str


class UrgentCheck(StrEnum):
    """The answer to "is any child at risk now?"."""

    NOT_ASKED = ""
    NO_CONCERN = "no"
    CONCERN_RAISED = "yes"


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """Everything the room said about one case, and the facilitator's private notes.

    `round_table_id` is where it was begun; a further round table of the audit goes on with it.
    """

    id: WalkthroughId
    round_table_id: RoundTableId
    audit_id: AuditId
    case_id: CaseId
    steps: tuple[StepState, ...] = ()
    headline_notes: tuple[Note, ...] = ()
    chronology_note: str = ""
    lived_experience: tuple[Note, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    overall: Judgement = field(default_factory=lambda: Judgement(NO_QUESTION))
    urgent_check: UrgentCheck = UrgentCheck.NOT_ASKED
    private_notes: tuple[Note, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Nothing was said yet; steps may have been looked at."""
        said = (
            self.headline_notes,
            self.chronology_note,
            self.lived_experience,
            self.urgent_check,
            self.private_notes,
            any(not j.is_empty for j in (*self.judgements, self.overall)),
            any(s.reason for s in self.steps),
        )
        return not any(said)

    @property
    def was_looked_at(self) -> bool:
        """The room said something about the case, or finished a page of it; its first page alone says no more
        than that the case was begun."""
        done = any(s.status is StepStatus.COMPLETED and s.step is not Step.WHO for s in self.steps)
        return done or not self.is_silent

    def state(self, step: Step) -> StepState:
        """The state of one case step."""
        return next((s for s in self.steps if s.step is step), StepState(step, StepStatus.NOT_STARTED))

    def judgement(self, question_id: QuestionId) -> Judgement:
        """What was captured on a question; empty if nothing was."""
        if not question_id:
            return self.overall
        return next((j for j in self.judgements if j.question_id == question_id), Judgement(question_id))

    def note(self, notes: tuple[Note, ...], key: str) -> str:
        """The text under a key of one of the note lists."""
        return next((n.text for n in notes if n.key == key), "")


def with_step(walkthrough: Walkthrough, step: Step, status: StepStatus, reason: str = "") -> Walkthrough:
    """Sets the status of a case step. Raises SkipReasonMissing for a skip without a reason."""
    if status is StepStatus.SKIPPED and not reason.strip():
        raise SkipReasonMissing()
    kept = tuple(s for s in walkthrough.steps if s.step is not step)
    return replace(walkthrough, steps=(*kept, StepState(step, status, reason.strip())))


def is_answered(judgement: Judgement) -> bool:
    """A question has its answer with a grade or with what the group saw."""
    return bool(judgement.grade_id or judgement.seen.strip())


def has_open_question(walkthrough: Walkthrough, question_ids: Iterable[QuestionId]) -> bool:
    """Whether one of these questions still waits for its answer."""
    return any(not is_answered(walkthrough.judgement(q)) for q in question_ids)


def status_of(walkthrough: Walkthrough, step: Step, question_ids: Iterable[QuestionId]) -> StepStatus:
    """How far a case step is: while a question is open, the questions are not completed."""
    status = walkthrough.state(step).status
    is_short = step is Step.QUESTIONS and status is StepStatus.COMPLETED
    return StepStatus.IN_PROGRESS if is_short and has_open_question(walkthrough, question_ids) else status


def finished(walkthrough: Walkthrough, step: Step, question_ids: Iterable[QuestionId]) -> Walkthrough:
    """Marks a step as completed; the questions stay in progress while one is open."""
    done = with_step(walkthrough, step, StepStatus.COMPLETED)
    return with_step(done, step, status_of(done, step, question_ids))


def started(walkthrough: Walkthrough, step: Step) -> Walkthrough:
    """Marks a step as in progress unless it already is further."""
    if walkthrough.state(step).status is StepStatus.NOT_STARTED:
        return with_step(walkthrough, step, StepStatus.IN_PROGRESS)
    return walkthrough


def with_judgement(walkthrough: Walkthrough, judgement: Judgement) -> Walkthrough:
    """Keeps what was agreed; an empty question id is the grade for the case."""
    if not judgement.question_id:
        return replace(walkthrough, overall=judgement)
    kept = tuple(j for j in walkthrough.judgements if j.question_id != judgement.question_id)
    return replace(walkthrough, judgements=(*kept, judgement))


def with_note(notes: tuple[Note, ...], key: str, text: str) -> tuple[Note, ...]:
    """Sets the text under a key; an empty text removes it. Order of first entry is kept."""
    if not text.strip():
        return tuple(n for n in notes if n.key != key)
    if any(n.key == key for n in notes):
        return tuple(Note(key, text) if n.key == key else n for n in notes)
    return (*notes, Note(key, text))


def next_step(step: Step) -> Step | None:
    """The step after this one within its case or after the cases; None after the last."""
    order = list(Step)
    place = order.index(step)
    return order[place + 1] if place + 1 < len(order) else None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something the report has to list as not done."""

    case_id: CaseId
    step: Step
    what: str
    reason: str = ""
    agency_id: AgencyId = NO_AGENCY


def unfinished(walkthrough: Walkthrough, question_count: int) -> tuple[Unfinished, ...]:
    """Every case step that was skipped (with its reason), begun or never reached."""
    items = []
    for step in CASE_STEPS:
        state = walkthrough.state(step)
        if state.status is StepStatus.SKIPPED:
            items.append(Unfinished(walkthrough.case_id, step, f"{TITLES[step]}: skipped", state.reason))
        elif state.status is StepStatus.NOT_STARTED:
            items.append(Unfinished(walkthrough.case_id, step, f"{TITLES[step]}: not reached"))
    answered = sum(is_answered(j) for j in walkthrough.judgements)
    begun = walkthrough.state(Step.QUESTIONS).status in (StepStatus.IN_PROGRESS, StepStatus.COMPLETED)
    if begun and answered < question_count:
        missing = f"{question_count - answered} of {question_count} questions without an answer"
        items.append(Unfinished(walkthrough.case_id, Step.QUESTIONS, missing))
    return tuple(items)
