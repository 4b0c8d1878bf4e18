"""What the room says in the demonstration comes out clean: by its own decisions, by the gate's rule."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from roundtable import anonymise, assets
from roundtable.actions.audit_register import register_of
from roundtable.actions.case_pack import read_pack
from roundtable.actions.case_pack_reading import PackIds, case_of
from roundtable.actions.labels import engine_decision
from roundtable.domain.ids import AgencyId, AuditId
from roundtable.domain.report_work import Choice, NameDecision

PACK = read_pack(assets.read_bytes("demonstration/pack.json"))
SCRIPT: Any = assets.read_json("demonstration/meeting.json")


def room_texts() -> list[str]:
    """Everything captured in the meeting that may reach the report."""
    texts: list[str] = []
    for told in SCRIPT["cases"]:
        texts += [*told["headline_notes"].values(), told["chronology"]["note"]]
        texts += [event["text"] for event in told["chronology"]["added_events"]]
        texts += told["lived_experience"].values()
        for judged in (*told["judgements"], told["overall"]):
            texts += [judged.get(k, "") for k in ("seen", "reason", "other_view")]
            texts += [d["text"] for d in judged.get("dissents", ())]
        texts += [skipped["reason"] for skipped in told.get("skipped", ())]
        texts += [lesson["text"] for lesson in told["lessons"]]
    texts += [lesson["text"] for lesson in SCRIPT["cross_case_lessons"]]
    texts += [action[k] for action in SCRIPT["actions"] for k in ("what", "measure")]
    return [text for text in texts if text]


@pytest.fixture(scope="module")
def engine() -> tuple[anonymise.Register, anonymise.Anonymiser]:
    ids = PackIds({a.id: AgencyId(a.id) for a in PACK.agencies})
    numbers = count(1)
    cases = tuple(
        case_of(packed, AuditId("audit"), n, ids, lambda: f"x{next(numbers)}")
        for n, packed in enumerate(PACK.cases, 1)
    )
    register = register_of(cases)
    decisions = tuple(
        engine_decision(
            NameDecision(
                d["text"],
                Choice(d["choice"]),
                entity=ids.people[d["entity"]] if "entity" in d else "",
                words=d.get("words", ""),
            )
        )
        for d in SCRIPT["decisions"]
    )
    labels = anonymise.assign_labels(register, bytes(range(32)))
    return register, anonymise.Anonymiser(register, labels, decisions)


def test_no_question_is_left_open(engine: tuple[anonymise.Register, anonymise.Anonymiser]) -> None:
    asked = {q.text for text in room_texts() for q in engine[1].rewrite(text).questions}
    assert asked == set()


def test_no_form_of_anybody_is_left(engine: tuple[anonymise.Register, anonymise.Anonymiser]) -> None:
    register, anonymiser = engine
    texts = room_texts()
    assert any(anonymise.search(register, text) for text in texts)
    for text in texts:
        clean = anonymiser.rewrite(text).text
        assert anonymise.search(register, clean) == (), clean


def test_words_that_only_look_like_names_are_kept(
    engine: tuple[anonymise.Register, anonymise.Anonymiser],
) -> None:
    rewritten = " ".join(engine[1].rewrite(text).text for text in room_texts())
    for kept in ("grace period", "summer holidays", "young carers", "Graded Care Profile", "TAF"):
        assert kept in rewritten
