"""Whatever is done through the real actions and pages, the projector never holds a private note, nor a
registered name while names are off; with names on, only in the fields named for it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from roundtable.actions import action_plan, agency_returns, lessons, registers, round_tables, walkthrough
from roundtable.actions.audits import AuditDetails
from roundtable.actions.chronology import add_event, mark_turning_point
from roundtable.domain.agency_return import AgencyReturn, Answer, ReturnStatus
from roundtable.domain.board import Question
from roundtable.domain.changes import Topic, changed
from roundtable.domain.chronology import EventKind
from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.grading import Dissent, Judgement
from roundtable.domain.ids import NO_QUESTION, ActionId, CaseId, EventId, QuestionId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.walkthrough import Step
from tests.actions.rooms import HELD_ON, POLICE, Room, room
from tests.ui.room_stage import RoomStage

QUESTION: Final = QuestionId("X1")
PEOPLE: Final = (
    ("Bronagh Thornton", "Mother"),
    ("Tobias Quill", "Father"),
    ("Petra Vandermeer", "Social worker"),
)
NAMES: Final = ("Amelia", "Thornton", "Kwabena", "Asante", "Bronagh", "Tobias", "Quill", "Vandermeer")
SECRET: Final = "zzprivatezz"
CASE_PAGES: Final = ("who", "headlines", "chronology", "lived", "questions", "practice", "grade", "urgent")
OTHER_PAGES: Final = ("meeting", "sign", "lessons", "actions")
TEXTS: Final = st.builds(
    "{} {} {}.".format,
    st.sampled_from(("Was with", "Nobody asked", "It was said by", "They rang")),
    st.sampled_from((*NAMES, "Bronagh Thornton", "Tobias Quill", "Amelia’s mother Bronagh", "QUILL")),
    st.sampled_from(("on Monday", "before school", "and went home")),
)


def with_names(details: AuditDetails) -> AuditDetails:
    """An audit whose own words name somebody before anybody looks."""
    asked = (
        Question(QUESTION, "Domain of Bronagh", "Who told Tobias Quill that Amelia was ill?"),
        Question(QuestionId("X2"), "Voice", "Was the child seen alone?"),
    )
    return replace(details, title="Neglect after Bronagh Thornton’s move", questions=asked)


@contextmanager
def shown_meeting() -> Iterator[tuple[Room, RoomStage]]:
    """An open, signed round table over two cases, and the room view on."""
    with tempfile.TemporaryDirectory() as folder, room(Path(folder), 2, with_names) as here:
        family = [here.person(name, role) for name, role in PEOPLE[:2]]
        here.person(*PEOPLE[2], is_professional=True)
        union = Union(family[0], family[1], UnionKind.SEPARATED, (here.children[0],))
        registers.draw_family(here.vault, here.case_ids[0], Family((union,)))
        here.open()
        stage = RoomStage(here.vault)
        stage.room.start()
        try:
            yield here, stage
        finally:
            stage.room.end()
            stage.window.close()
            stage.window.deleteLater()
            stage.settle()


def everything_on(stage: RoomStage) -> str:
    window = stage.room.window
    assert window is not None
    return "\n".join(window.texts())


def named_in(text: str) -> list[str]:
    return [name for name in NAMES if re.search(rf"\b{name}\b", text, re.IGNORECASE)]


def check(stage: RoomStage, *, names_on: bool) -> None:
    window = stage.room.window
    assert window is not None
    told = everything_on(stage)
    assert SECRET not in told.lower()
    assert SECRET not in f"{window.windowTitle()}{window.accessibleName()}".lower()
    if not names_on:
        assert not named_in(told), told
    else:
        state = window.state
        assert not named_in("\n".join((*state.nameless, window.windowTitle(), window.accessibleName())))
        may_name = {*state.named, *(line.removesuffix(" …") for line in state.named)}
        for text in window.texts():
            allowed = any(text in each or each.startswith(text.removesuffix(" …")) for each in may_name)
            assert allowed or not named_in(text), text


def say_everything(here: Room, text: str, at: int) -> None:
    """The text in every field that a meeting has, and a secret in every private one."""
    vault, table, case = here.vault, here.table_id, here.case_ids[at]
    event = add_event(
        vault, case, on=date(2025, 3, 1), agency_id=POLICE, kind=EventKind.INCIDENT, text=text
    ).made
    mark_turning_point(vault, case, EventId(event), True)
    sent = AgencyReturn(
        POLICE,
        ReturnStatus.RECEIVED,
        text,
        text,
        text,
        text,
        "good",
        text,
        (Answer(QUESTION, text, "good", text),),
    )
    agency_returns.enter_return(vault, case, sent)
    walkthrough.note_headline(vault, table, case, POLICE, text)
    walkthrough.note_chronology(vault, table, case, text)
    walkthrough.note_lived_experience(vault, table, case, "day", text)
    for question in (QUESTION, NO_QUESTION):
        judged = Judgement(question, "good", reason=text, seen=text, dissents=(Dissent(POLICE, text),))
        walkthrough.draft_judgement(vault, table, case, judged)
    lessons.capture_lesson(vault, here.audit_id, kind=LessonKind.SYSTEM, text=text, case_id=case)
    words = action_plan.ActionWords(
        what=text, owner_agency_id=POLICE, owner_role=text, due_on=date(2027, 1, 11), measure=text
    )
    action_plan.draft_action(vault, here.audit_id, words, ActionId(""))
    for step in Step:
        walkthrough.note_privately(vault, table, case, step, f"{SECRET} {text}")


def allow_names(here: Room, stage: RoomStage, allowed: bool) -> None:
    details = round_tables.MeetingDetails(HELD_ON, names_in_room=allowed)
    stage.hub.announce(round_tables.edit_round_table(here.vault, here.table_id, details))


def look_at(stage: RoomStage, key: str, case: CaseId) -> None:
    params: dict[str, object] = {"case_id": case} if key in CASE_PAGES else {}
    if key == "questions":
        params["question_id"] = QUESTION
    if key in ("lessons", "actions"):
        params["case_id"] = CaseId("")
    stage.open(key, **params)
    if key == "grade":
        stage.navigator.screen.show_button.click()  # type: ignore[union-attr]
        stage.settle()


@pytest.mark.parametrize("names_on", [False, True])
def test_on_every_page_the_room_sees_no_private_note_and_names_where_they_are_allowed(
    qapp: QApplication, names_on: bool
) -> None:
    told: dict[str, str] = {}
    with shown_meeting() as (here, stage):
        allow_names(here, stage, names_on)
        say_everything(here, "Bronagh Thornton told Tobias Quill about Amelia.", 0)
        for key in (*CASE_PAGES, *OTHER_PAGES):
            look_at(stage, key, here.case_ids[0])
            told[key] = everything_on(stage)
            assert len(told[key]) > 30, f"{key} tells the room something"
            check(stage, names_on=names_on)
    # The words that could leak were there to be seen.
    for key in ("who", "chronology", "headlines", "grade", "lessons", "actions", "practice"):
        assert bool(named_in(told[key])) is names_on, told[key]
    if not names_on:
        assert "Mother of Child" in told["who"]
        assert "Mother of Child" in told["questions"] + told["meeting"], "a title says labels too"


DEEDS: Final = st.one_of(
    st.tuples(st.just("say"), TEXTS, st.integers(0, 1)),
    st.tuples(st.just("look"), st.sampled_from((*CASE_PAGES, *OTHER_PAGES)), st.integers(0, 1)),
    st.tuples(st.just("look"), st.sampled_from(CASE_PAGES), st.integers(0, 1)),
    st.tuples(st.sampled_from(("hold", "blank", "off and on", "register")), TEXTS, st.integers(0, 1)),
    st.tuples(st.just("names"), st.booleans(), st.integers(0, 1)),
)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(DEEDS, min_size=4, max_size=7))
def test_whatever_is_done_no_private_note_and_no_name_comes_to_the_room(
    qapp: QApplication, deeds: list[tuple[str, object, int]]
) -> None:
    with shown_meeting() as (here, stage):
        names_on = False
        say_everything(here, "Tobias Quill rang Bronagh.", 0)
        look_at(stage, "chronology", here.case_ids[0])
        for what, detail, at in deeds:
            if what == "names":
                names_on = bool(detail)
                allow_names(here, stage, names_on)
            elif what == "look":
                look_at(stage, str(detail), here.case_ids[at])
            else:
                _do(here, stage, what, str(detail), at)
            stage.settle()
            check(stage, names_on=names_on)


def _do(here: Room, stage: RoomStage, what: str, text: str, at: int) -> None:
    def again() -> None:
        stage.room.stop()
        stage.room.start()

    def register() -> None:
        here.person("Quill Asante", "Uncle", case=at)
        stage.hub.announce(changed(Topic.CASE))

    def say() -> None:
        say_everything(here, text, at)
        stage.hub.announce(changed(Topic.CASE, Topic.WALKTHROUGH, Topic.LESSONS, Topic.ACTIONS))

    deeds: dict[str, Callable[[], object]] = {
        "say": say,
        "hold": stage.room.toggle_hold,
        "blank": lambda: stage.room.set_blank(not stage.room.is_blank),
        "off and on": again,
        "register": register,
    }
    deeds[what]()
