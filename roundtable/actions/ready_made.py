"""The ready-made content of `resources/board/`: wording, statement, agencies, scales, questions, prompts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from roundtable import assets
from roundtable.domain.board import Agency, Question, WordingPack
from roundtable.domain.grading import Grade, GradeScale
from roundtable.domain.ids import AgencyId, QuestionId
from roundtable.domain.papers import LetterWording
from roundtable.domain.statement import Statement

PACK_IDS = ("lscb_2015", "partnership_2018", "partnership_2026")
DEFAULT_MARKING = "OFFICIAL-SENSITIVE"
DEFAULT_SCALE = "four_point"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt of the lived-experience page."""

    key: str
    text: str
    hint: str = ""


@cache
def _json(name: str) -> Any:
    return assets.read_json(f"board/{name}.json")


def wording_packs() -> tuple[WordingPack, ...]:
    """The three packs, the source's own first (DOMAIN 3)."""
    return tuple(wording_pack(pack_id) for pack_id in PACK_IDS)


def wording_pack(pack_id: str) -> WordingPack:
    """One pack by id."""
    data = _json(pack_id)
    return WordingPack(
        id=data["id"],
        name=data["name"],
        board_word=data["board_word"],
        provenance=data["provenance"],
        review_by=date.fromisoformat(data["review_by"]),
        boilerplate=data.get("boilerplate", ""),
        check_note=data.get("check_note", ""),
    )


def statement(pack_id: str) -> Statement:
    """The pack's confidentiality statement as version 1."""
    data = _json(pack_id)["statement"]
    return Statement(1, data["title"], tuple(data["clauses"]))


def letter(pack_id: str) -> LetterWording:
    """The pack's information request. A pack that is not among these would be a slip: the first one's."""
    data = _json(pack_id if pack_id in PACK_IDS else PACK_IDS[0])["letter"]
    return LetterWording(
        title=data["title"],
        opening=data["opening"],
        law_heading=data["law_heading"],
        law=data["law"],
        tests=tuple(data["tests"]),
        tests_met=data["tests_met"],
        use=data["use"],
        asked=tuple(data["asked"]),
        safe=tuple(data["safe"]),
        nil_return=data["nil_return"],
        reply_days=data["reply_days"],
    )


def reflection(pack_id: str) -> tuple[str, ...]:
    """What a briefing asks a team to think about."""
    return tuple(_json(pack_id if pack_id in PACK_IDS else PACK_IDS[0])["briefing"]["reflect"])


def agencies() -> tuple[Agency, ...]:
    """The usual partners of a Board."""
    return tuple(Agency(AgencyId(a["id"]), a["name"]) for a in _json("agencies"))


def question_bank() -> tuple[Question, ...]:
    """All 49 questions: the core has an empty `pack`."""
    return tuple(
        Question(
            id=QuestionId(q["id"]),
            domain=q["domain"],
            text=q["text"],
            pack=q["pack"],
            prompt=q.get("prompt", ""),
            answer=q.get("answer", "grade"),
        )
        for q in _json("question_bank")
    )


def grade_scales() -> tuple[GradeScale, ...]:
    """The four scales of DOMAIN 5."""
    return tuple(
        GradeScale(
            scale["id"],
            scale["name"],
            tuple(
                Grade(g["id"], g["label"], g["descriptor"], g["rank"], g.get("tone", "info"))
                for g in scale["grades"]
            ),
        )
        for scale in _json("grade_scales")
    )


def grade_scale(scale_id: str) -> GradeScale:
    """One scale by id."""
    return next(s for s in grade_scales() if s.id == scale_id)


def lived_experience_prompts() -> tuple[Prompt, ...]:
    """Prompts that keep the child in the middle."""
    return tuple(Prompt(p["key"], p["text"], p.get("hint", "")) for p in _json("lived_experience_prompts"))
