"""Whatever the facilitator does, in whatever order: everything stored loads, every page opens or says why."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from roundtable.actions import (
    action_plan,
    anonymisation,
    chronology,
    curtain,
    home,
    hub,
    lessons,
    meeting,
    registers,
    round_tables,
    signoff,
    urgent_concerns,
    walkthrough,
)
from roundtable.domain.case import Case
from roundtable.domain.chronology import EventKind
from roundtable.domain.errors import CaseClosedToRoom, RoundtableError
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import ActionId, AttendeeId, CaseId, QuestionId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.round_table import MeetingState, is_content_open
from roundtable.domain.signoff import Declaration, Interest, Outcome
from roundtable.domain.walkthrough import CASE_STEPS, Step
from tests.actions.rooms import POLICE, Room, room

NAMES = ("Ana Reed", "Ben Okoro", "Cleo Grant")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
WHICH = st.integers(0, 1)


class Evening(RuleBasedStateMachine):
    """One facilitator with two cases, three people and any order of doing things."""

    @initialize()
    def begin(self) -> None:
        self.ends = ExitStack()
        folder = self.ends.enter_context(tempfile.TemporaryDirectory())
        self.here: Room = self.ends.enter_context(room(Path(folder)))
        self.gone: list[Case] = []
        self.kept: dict[str, str] = {}
        for name in NAMES:
            self.here.expect(name)

    def teardown(self) -> None:
        if hasattr(self, "ends"):
            self.ends.close()

    @property
    def at(self) -> tuple[Any, Any]:
        return self.here.vault, self.here.table_id

    def cases(self) -> tuple[CaseId, ...]:
        gone = {c.id for c in self.gone}
        return tuple(c for c in self.here.case_ids if c not in gone)

    @rule(what=st.sampled_from(["open", "pause", "close", "draw", "lift"]))
    def run_the_meeting(self, what: str) -> None:
        with suppress(RoundtableError):
            {
                "open": round_tables.open_round_table,
                "pause": round_tables.pause_round_table,
                "close": round_tables.close_round_table,
                "draw": curtain.draw_curtain,
                "lift": curtain.lift_curtain,
            }[what](*self.at)

    @rule(
        name=st.sampled_from(NAMES), what=st.sampled_from(["come", "go", "sign", "recuse", "refuse", "void"])
    )
    def be_here(self, name: str, what: str) -> None:
        who: AttendeeId = self.here.attendees[name]
        out = Declaration(Interest.OTHER, self.here.case_ids[0], "", Outcome.LEAVES)
        with suppress(RoundtableError):
            if what == "come":
                signoff.record_arrival(*self.at, who)
            elif what == "go":
                signoff.record_departure(*self.at, who)
            elif what in ("sign", "recuse"):
                self.here.sign(name, *([out] if what == "recuse" else []))
            elif what == "refuse":
                signoff.refuse_statement(*self.at, who, "No.")
            else:
                signoff.void_signature(*self.at, who, "Again.")

    @rule(text=WORDS)
    def reword(self, text: str) -> None:
        with suppress(RoundtableError):
            signoff.change_statement(*self.at, "Before we start", (text,))

    @rule(step=st.sampled_from(list(Step)), number=WHICH)
    def go_to(self, step: Step, number: int) -> None:
        if cases := self.cases():
            case_id = cases[number % len(cases)] if step in CASE_STEPS else CaseId("")
            round_tables.go_to(*self.at, step, case_id)

    @rule(number=WHICH, text=WORDS)
    def say_something(self, number: int, text: str) -> None:
        if cases := self.cases():
            case_id = cases[number % len(cases)]
            walkthrough.note_lived_experience(*self.at, case_id, "day", text)
            self.kept[case_id] = text
            judged = Judgement(QuestionId("A1"), "good", seen=text)
            walkthrough.draft_judgement(*self.at, case_id, judged)

    @rule(text=WORDS)
    def learn(self, text: str) -> None:
        with suppress(RoundtableError):
            lessons.capture_lesson(self.here.vault, self.here.audit_id, kind=LessonKind.SYSTEM, text=text)
        words = action_plan.ActionWords(what=text)
        action_plan.draft_action(self.here.vault, self.here.audit_id, words, ActionId(""))

    @rule(number=WHICH, text=WORDS, on=st.dates())
    def add_an_event(self, number: int, text: str, on: date) -> None:
        if cases := self.cases():
            case_id = cases[number % len(cases)]
            with suppress(RoundtableError):
                chronology.add_event(
                    self.here.vault, case_id, on=on, agency_id=POLICE, kind=EventKind.CONTACT, text=text
                )

    @rule(text=WORDS)
    def raise_a_concern(self, text: str) -> None:
        with suppress(RoundtableError):
            urgent_concerns.raise_concern(*self.at, who=text, what=text)

    @rule(number=WHICH)
    def take_a_case_out(self, number: int) -> None:
        if cases := self.cases():
            case_id = cases[number % len(cases)]
            with self.here.vault.reading() as tx:
                case = tx.cases.get(case_id)
            with suppress(RoundtableError):
                registers.remove_case(self.here.vault, case_id)
                self.gone.append(case)
                self.kept.pop(case_id, None)

    @rule()
    def bring_a_case_back(self) -> None:
        if self.gone:
            registers.restore_case(self.here.vault, self.gone.pop())

    @rule()
    def go_on_at_another_meeting(self) -> None:
        with suppress(RoundtableError):
            round_tables.close_round_table(*self.at, concerns_seen=True)
        self.here.table_id = self.here.plan_again(date(2026, 11, 12))
        for name in NAMES:
            self.here.expect(name)

    @invariant()
    def everything_that_is_stored_loads_and_every_page_opens_or_says_why(self) -> None:
        if not hasattr(self, "here"):
            return
        vault, audit_id = self.here.vault, self.here.audit_id
        home.home_view(vault)
        hub.hub_view(*self.at)
        meeting.meeting_view(*self.at)
        with vault.reading() as tx:
            (tx.boards.all(), tx.audits.all(), tx.cases.all(), tx.lessons.all(), tx.actions.all())
            tables, works = tx.round_tables.all(), tx.report_works.all()
            walked = {w.case_id: w for t in tables for w in tx.walkthroughs.of(t.id)}
        assert len(works) == 1
        assert sum(t.state is MeetingState.OPEN for t in tables) <= 1
        for case_id, text in self.kept.items():
            said = walked[CaseId(case_id)].lived_experience
            assert [n.text for n in said] == ([text] if text.strip() else [])
        shown = True
        try:
            lessons.lessons_view(vault, audit_id)
        except CaseClosedToRoom:
            shown = False
        assert shown is all(is_content_open(t) for t in tables)
        with suppress(CaseClosedToRoom):
            anonymisation.review_view(vault, audit_id)


TestWhateverIsDone = Evening.TestCase
TestWhateverIsDone.settings = settings(
    max_examples=5,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
