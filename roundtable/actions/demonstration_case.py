"""One case of the demonstration meeting, step by step, as the facilitator would go through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from roundtable.actions import curtain, round_tables, signoff, urgent_concerns, walkthrough
from roundtable.actions.chronology import add_event, mark_turning_point
from roundtable.actions.demonstration_known import Advance, Known, capture
from roundtable.actions.demonstration_script import Script, ScriptAttendee, ScriptCase, ScriptJudgement
from roundtable.actions.ports import Vault
from roundtable.domain.chronology import EventKind
from roundtable.domain.grading import Dissent, Judgement
from roundtable.domain.ids import AttendeeId, AuditId, CaseId, ConcernId, QuestionId, RoundTableId
from roundtable.domain.round_table import RoundTable
from roundtable.domain.signoff import Outcome
from roundtable.domain.walkthrough import CASE_STEPS, MINUTES, Step, UrgentCheck
from roundtable.domain.wording import counted


@dataclass(slots=True)
class CaseReplay:
    """Replays one case."""

    vault: Vault
    audit_id: AuditId
    table_id: RoundTableId
    script: Script
    case: ScriptCase
    case_id: CaseId
    known: Known

    def run(self, advance: Advance, sign: Callable[[ScriptAttendee], None]) -> None:
        """Every step: whoever is recused leaves first, a late attendee signs before it goes on."""
        for attendee_id in self._recused():
            signoff.record_recused_left(self.vault, self.table_id, attendee_id, self.case_id)
        skipped = {s.step: s.reason for s in self.case.skipped}
        for step in CASE_STEPS:
            self._late_arrival(step, sign)
            round_tables.go_to(self.vault, self.table_id, step, self.case_id)
            advance(timedelta(minutes=MINUTES[step]))
            if step.value in skipped:
                walkthrough.skip_step(self.vault, self.table_id, self.case_id, step, skipped[step.value])
                continue
            self._capture(step)
            walkthrough.finish_step(self.vault, self.table_id, self.case_id, step)
        for note in self.case.private_notes:
            walkthrough.note_privately(self.vault, self.table_id, self.case_id, Step(note.step), note.text)
        for attendee_id in self._recused():
            signoff.record_recused_back(self.vault, self.table_id, attendee_id, self.case_id)

    def in_words(self) -> str:
        """What was captured, for the line that is told."""
        words = [
            counted(len(self.case.judgements), "question") + " judged",
            counted(len(self.case.lessons), "lesson"),
        ]
        if self.case.urgent_concern:
            words.append("1 urgent concern handed over")
        if self.case.skipped:
            words.append(counted(len(self.case.skipped), "step") + " skipped with a reason")
        return ", ".join(words)

    def _table(self) -> RoundTable:
        with self.vault.reading() as tx:
            return tx.round_tables.get(self.table_id)

    def _recused(self) -> tuple[AttendeeId, ...]:
        recusals = self._table().sheet.recusals
        return tuple(
            r.attendee_id for r in recusals if r.case_id == self.case_id and r.outcome is Outcome.LEAVES
        )

    def _late_arrival(self, step: Step, sign: Callable[[ScriptAttendee], None]) -> None:
        """The arrival draws the curtain; the statement is signed under it; then it is lifted."""
        for attendee in self.script.attendees:
            late = attendee.arrives
            if late and (late.case, late.before_step) == (self.case.case, step.value):
                sign(attendee)
                curtain.lift_curtain(self.vault, self.table_id)

    def _capture(self, step: Step) -> None:
        actions: dict[Step, Callable[[], None]] = {
            Step.HEADLINES: self._headlines,
            Step.CHRONOLOGY: self._chronology,
            Step.LIVED: self._lived,
            Step.QUESTIONS: self._questions,
            Step.PRACTICE: self._lessons,
            Step.GRADE: lambda: self._judge(self.case.overall),
            Step.URGENT: self._urgent,
        }
        if step in actions:
            actions[step]()

    def _headlines(self) -> None:
        for agency, text in self.case.headline_notes.items():
            agency_id = self.known.agencies[agency]
            walkthrough.note_headline(self.vault, self.table_id, self.case_id, agency_id, text)

    def _chronology(self) -> None:
        told = self.case.chronology
        walkthrough.note_chronology(self.vault, self.table_id, self.case_id, told.note)
        for number in told.turning_points:
            event_id = self.known.events[self.case.case, number]
            mark_turning_point(self.vault, self.case_id, event_id, True)
        for event in told.added_events:
            add_event(
                self.vault,
                self.case_id,
                on=event.on,
                agency_id=self.known.agencies[event.agency],
                kind=EventKind(event.kind),
                text=event.text,
                is_turning_point=event.turning_point,
            )

    def _lived(self) -> None:
        for key, text in self.case.lived_experience.items():
            walkthrough.note_lived_experience(self.vault, self.table_id, self.case_id, key, text)

    def _questions(self) -> None:
        for judgement in self.case.judgements:
            self._judge(judgement)

    def _judge(self, said: ScriptJudgement) -> None:
        judgement = Judgement(
            QuestionId(said.question),
            said.grade,
            said.reason,
            said.seen,
            said.other_view,
            tuple(Dissent(self.known.agencies[d.agency], d.text) for d in said.dissents),
        )
        walkthrough.judge(self.vault, self.table_id, self.case_id, judgement)

    def _lessons(self) -> None:
        for lesson in self.case.lessons:
            made = capture(self.vault, self.audit_id, lesson, self.known, self.case_id)
            self.known.lessons[lesson.id] = made

    def _urgent(self) -> None:
        walkthrough.answer_urgent_check(
            self.vault, self.table_id, self.case_id, UrgentCheck(self.case.urgent_check)
        )
        concern = self.case.urgent_concern
        if concern is None:
            return
        made = urgent_concerns.raise_concern(
            self.vault,
            self.table_id,
            who=concern.who,
            what=concern.what,
            handed_to=concern.handed_to,
            case_id=self.case_id,
        )
        urgent_concerns.acknowledge_concern(
            self.vault, self.table_id, ConcernId(made.made), concern.acknowledged_by
        )
