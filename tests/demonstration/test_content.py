"""The demonstration is as long, as varied and as invented as promised, and nothing in it hangs in the air."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from roundtable import assets
from roundtable.actions import ready_made
from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, preview, read_pack
from roundtable.actions.case_pack_format import CasePack, PackCase
from roundtable.domain.board import Representative
from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.disagreement import Difference, disagreements
from roundtable.domain.errors import PackUnreadable
from roundtable.domain.family import Family, Union, UnionKind, check_family
from roundtable.domain.grading import Dissent, Judgement, check_judgement, is_wide_gap, needs_reason
from roundtable.domain.ids import AgencyId, EventId, PersonId, QuestionId, RepresentativeId
from roundtable.domain.lessons import EvidenceKind, LessonKind
from roundtable.domain.round_table import Capacity
from roundtable.domain.signoff import Interest, Method, Outcome, Signature
from roundtable.domain.walkthrough import CASE_STEPS, Step
from roundtable.storage import vault
from roundtable.storage.keys import Stretching

PACK_BYTES = assets.read_bytes("demonstration/pack.json")
PACK: CasePack = read_pack(PACK_BYTES)
SCRIPT: Any = assets.read_json("demonstration/meeting.json")
SCALE = ready_made.grade_scale("four_point")
AGENCIES = {a.id for a in PACK.agencies}
CASES = {case.reference: case for case in PACK.cases}
QUESTIONS = [q.id for q in PACK.audit.questions]
PEOPLE = {p.id for c in PACK.cases for p in c.register.people}

each_case = pytest.mark.parametrize("case", PACK.cases, ids=lambda c: c.reference)
each_meeting_case = pytest.mark.parametrize("told", SCRIPT["cases"], ids=lambda c: c["case"])


def texts_of(value: object) -> list[str]:
    """Every string value anywhere in decoded JSON."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts_of(item)]
    return []


def case_texts(case: PackCase) -> list[str]:
    """Running text only: no names of the register, no ids."""
    texts = [case.background, *(e.text for e in case.chronology)]
    for sent in case.returns:
        texts += [sent.headline, sent.strengths, sent.gaps, sent.actions_taken, sent.reason]
        texts += [a.text for a in sent.answers]
    return texts


def mod_11_holds(number: str) -> bool:
    """The NHS number's check digit (NHS Data Dictionary)."""
    digits = [int(c) for c in number]
    rest = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == digits[9] if rest != 10 else False


# ---- what was promised -------------------------------------------------------------------------------


def test_four_cases_of_seven_agencies_and_over_8000_words() -> None:
    seen = preview(PACK)
    assert (seen.cases, seen.agencies) == (4, 7)
    words = sum(len(" ".join(case_texts(case)).split()) for case in PACK.cases)
    assert words > 8000


def test_one_case_has_live_proceedings_so_that_the_export_asks() -> None:
    assert [list(case.proceedings) for case in PACK.cases if case.proceedings] == [["family proceedings"]]
    assert 10 <= len(QUESTIONS) <= 14


@each_case
def test_a_case_has_a_full_chronology_in_order_within_the_window(case: PackCase) -> None:
    assert len(case.chronology) >= 25
    days = [e.on for e in case.chronology]
    assert days == sorted(days)
    assert PACK.audit.window_from is not None and PACK.audit.window_to is not None
    assert days[0] >= PACK.audit.window_from and days[-1] <= PACK.audit.window_to
    assert {e.agency for e in case.chronology} >= AGENCIES - {"early_help"}
    assert {e.kind for e in case.chronology} == {k.value for k in EventKind}
    assert any(e.turning_point for e in case.chronology)


@each_case
def test_every_agency_answers_and_some_disagree_widely(case: PackCase) -> None:
    assert Counter(r.agency for r in case.returns) == dict.fromkeys(AGENCIES, 1)
    assert is_wide_gap(SCALE, [r.grade for r in case.returns])
    gaps = [
        question
        for question in QUESTIONS
        if is_wide_gap(SCALE, [a.grade for r in case.returns for a in r.answers if a.question == question])
    ]
    assert len(gaps) >= 2
    answered = {a.question for r in case.returns for a in r.answers}
    assert len(answered) >= 10
    assert all(r.headline for r in case.returns)


def test_two_agencies_tell_one_meeting_differently() -> None:
    told = [
        [
            Event(EventId(str(n)), e.on, AgencyId(e.agency), EventKind(e.kind), e.text)
            for n, e in enumerate(case.chronology)
        ]
        for case in PACK.cases
    ]
    (found,) = [d for events in told for d in disagreements(events)]
    assert {found.one.agency_id, found.other.agency_id} == {"children_social_care", "health_visiting"}
    assert set(found.differs) == {Difference.FIGURES, Difference.YES_OR_NO}


def test_nil_return_and_not_known_are_among_the_answers() -> None:
    returns = [r for case in PACK.cases for r in case.returns]
    assert any(r.status == "nil" for r in returns)
    assert any(r.grade == "not_known" for r in returns)
    assert any(a.grade == "insufficient_evidence" for r in returns for a in r.answers)


def test_families_hold_a_separation_a_half_sibling_a_death_and_an_unborn_child() -> None:
    people = [p for case in PACK.cases for p in case.register.people]
    assert any(u.kind == "separated" for case in PACK.cases for u in case.family)
    assert any(p.role == "Half-sibling" for p in people)
    assert any(p.died_on for p in people)
    assert any(p.role == "Unborn sibling" and p.born_on is None for p in people)


@each_case
def test_a_register_names_one_child_and_a_family_without_loops(case: PackCase) -> None:
    ids = [p.id for p in case.register.people]
    assert len(ids) == len(set(ids))
    assert sum(p.is_index_child for p in case.register.people) == 1
    check_family(
        Family(
            tuple(
                Union(
                    PersonId(u.first),
                    PersonId(u.second),
                    UnionKind(u.kind),
                    tuple(PersonId(c) for c in u.children),
                )
                for u in case.family
            )
        )
    )
    born = {p.id: p.born_on for p in case.register.people if p.born_on}
    for union in case.family:
        for parent in filter(None, (union.first, union.second)):
            for child in union.children:
                if parent in born and child in born:
                    assert 14 <= born[child].year - born[parent].year <= 55
    # A form of one letter would cover up half of an ordinary text.
    assert all(len(form) >= 2 for p in case.register.people for form in (p.name, *p.aliases))


@each_case
def test_everybody_and_every_place_of_a_register_is_spoken_of(case: PackCase) -> None:
    """An entry is worth having only if the texts lead to it."""
    told = next(c for c in SCRIPT["cases"] if c["case"] == case.reference)
    text = " ".join((*case_texts(case), *texts_of(told))).casefold()
    for person in case.register.people:
        words = {w for form in (person.name, *person.aliases) for w in form.casefold().split() if len(w) > 2}
        assert any(re.search(rf"\b{re.escape(word)}\b", text) for word in words), person.id
    for place in case.register.places:
        forms = [place.name.partition(" ZZ99")[0].casefold(), *(alias.casefold() for alias in place.aliases)]
        assert any(form in text for form in forms), place.id


def test_names_are_demanding() -> None:
    people = [p for case in PACK.cases for p in case.register.people]
    names = " ".join(p.name for p in people)
    assert re.search(r"[^\x00-\x7f]", names)
    assert all(part in names for part in ("al-", "O'", "ap ", "Nguyễn", "-"))
    children = {p.name.split()[0].split("-")[0] for p in people if p.is_index_child}
    assert {"Grace", "Summer"} <= children
    surnames = Counter(p.name.split()[-1] for p in people if not p.is_professional)
    assert max(surnames.values()) >= 4


def test_a_professional_of_two_cases_is_one_person() -> None:
    cases_of: dict[str, list[tuple[str, str]]] = {}
    for case in PACK.cases:
        for person in case.register.people:
            cases_of.setdefault(person.id, []).append((person.name, person.role))
    shared = {pid: seen for pid, seen in cases_of.items() if len(seen) > 1}
    assert len(shared) >= 2
    assert all(len(set(seen)) == 1 for seen in shared.values())


# ---- invented, and safe ------------------------------------------------------------------------------

SHIPPED = [
    *sorted((assets.ROOT / "demonstration").iterdir()),
    *sorted((assets.ROOT / "board").iterdir()),
    assets.ROOT / "case_pack.md",
]
each_shipped = pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)


@each_shipped
def test_only_safe_numbers_and_addresses_are_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for phone in re.findall(r"(?<![\d.])(?:\+44 ?|0)\d{2,4} ?\d{3,4} ?\d{3,6}\b", text):
        assert re.fullmatch(r"07700 900\d{3}|020 7946 0\d{3}", phone), phone
    for postcode in re.findall(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", text):
        assert postcode.startswith("ZZ99 "), postcode
    for domain in re.findall(r"@([\w.-]+\w)", text):
        assert domain == "example.org"
    for insurance in re.findall(r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b", text):
        assert insurance.startswith("QQ")


def test_nhs_numbers_are_fixtures_valid_or_mistyped_on_purpose() -> None:
    registered = {
        i.value.replace(" ", "")
        for case in PACK.cases
        for i in case.register.identifiers
        if i.kind == "NHS number"
    }
    assert len(registered) >= 9
    assert all(n.startswith("999") and mod_11_holds(n) for n in registered)
    written = {
        found.replace(" ", "")
        for text in texts_of([json.loads(PACK_BYTES), SCRIPT])
        for found in re.findall(r"\b\d{3} ?\d{3} ?\d{4}\b", text)
    }
    mistyped = written - registered
    assert len(mistyped) == 3
    for number in mistyped:
        assert number.startswith("999") and not mod_11_holds(number)
        # Two neighbouring figures of a registered number changed places.
        assert any(sorted(number) == sorted(right) and number[:7] == right[:7] for right in registered)


def test_the_documented_example_is_a_pack() -> None:
    example = re.search(r"```json\n(.*?)```", assets.read_text("case_pack.md"), re.DOTALL)
    assert example is not None
    assert preview(read_pack(example[1].encode())).events == 1
    with pytest.raises(PackUnreadable) as refused:
        read_pack(example[1].replace('"grade": "good"', '"grade": "poor"').encode())
    described = assets.read_text("case_pack.md")
    problems = refused.value.details["problems"]
    assert isinstance(problems, tuple) and problems[0].partition(".grade: ")[2] in described


def test_the_pack_goes_whole_into_an_encrypted_vault(tmp_path: Path) -> None:
    class Still:
        def now(self) -> datetime:
            return datetime(2026, 4, 20, 9, 0, tzinfo=UTC)

    cheap = {250: Stretching(memory_kib=8, iterations=1, lanes=1)}
    path = tmp_path / "demo.roundtable"
    made = vault.create(path, "lantern-gravel-orbit-thimble", who="Ada", clock=Still(), sets=cheap)
    board = SCRIPT["board"]
    found_board(made.vault, name=board["name"], pack_id=board["wording_pack"], contact=board["contact"])
    audit_id = import_pack(made.vault, PACK).made
    with made.vault.reading() as tx:
        cases = tx.cases.of(audit_id)
        agencies = tx.audits.get(audit_id).agencies
        usual = {a.id for a in ready_made.agencies()}
    made.vault.close()
    assert [len(c.events) for c in cases] == [len(c.chronology) for c in PACK.cases]
    assert len(agencies) == 7 and set(agencies) <= usual
    stored = b"".join(p.read_bytes() for p in tmp_path.iterdir() if p.is_file())
    for case in PACK.cases:
        for person in case.register.people:
            assert person.name.encode() not in stored


# ---- the meeting -------------------------------------------------------------------------------------


def test_attendees_sign_in_every_way_and_one_is_late_and_one_recused() -> None:
    attendees = SCRIPT["attendees"]
    assert len(attendees) == 8 and {a["agency"] for a in attendees} == AGENCIES
    assert {a["sign"]["method"] for a in attendees} == {m.value for m in Method}
    assert {Capacity(a["capacity"]) for a in attendees} == {Capacity.PRESENT, Capacity.REMOTE}
    for attendee in (*attendees, SCRIPT["confirmer"]):
        sign = attendee["sign"]
        strokes = tuple(tuple(tuple(p) for p in s) for s in sign.get("strokes", ()))
        Signature(Method(sign["method"]), strokes, sign.get("typed_name", "")).check()
        if sign["method"] == "drawn":
            assert 2 <= len(strokes) <= 4
            assert all(0 <= v <= 1 for stroke in strokes for point in stroke for v in point)
    declared = [(a["id"], d) for a in attendees for d in a.get("declarations", ())]
    assert all(Interest(d["interest"]) and Outcome(d["outcome"]) and d["case"] in CASES for _, d in declared)
    second = PACK.cases[1].reference
    leaving = [(who, d) for who, d in declared if Outcome(d["outcome"]) is Outcome.LEAVES]
    assert len(leaving) == 1 and leaving[0][1]["case"] == second
    late = [a["arrives"] for a in attendees if "arrives" in a]
    assert len(late) == 1 and late[0]["case"] == second and Step(late[0]["before_step"]) in CASE_STEPS


def test_representatives_include_one_lapsed_and_one_unknown_accreditation() -> None:
    assert len(PACK.representatives) >= 8
    day = date.fromisoformat(SCRIPT["meeting"]["held_on"])
    known = {(r.name, r.agency): r for r in PACK.representatives}
    assert all((a["name"], a["agency"]) in known for a in SCRIPT["attendees"])
    assert [r.name for r in PACK.representatives if r.accredited_on is None] == ["Tom Brackenridge"]
    lapsed = [
        r.name
        for r in PACK.representatives
        if r.accredited_on
        and not Representative(
            RepresentativeId("r"),
            AgencyId(r.agency),
            r.name,
            accredited_on=r.accredited_on,
            accreditation_ends_on=r.accreditation_ends_on,
        ).is_accredited(day)
    ]
    assert lapsed == ["Leroy Dacosta-Webb"]


def recused_agencies(reference: str) -> set[str]:
    return {
        a["agency"]
        for a in SCRIPT["attendees"]
        for d in a.get("declarations", ())
        if d["case"] == reference and d["outcome"] == Outcome.LEAVES.value
    }


@each_meeting_case
def test_judgements_are_ones_the_room_may_agree(told: dict[str, Any]) -> None:
    case = CASES[told["case"]]
    out = recused_agencies(told["case"])
    asked = [j["question"] for j in told["judgements"]]
    assert len(asked) == len(set(asked)) and set(asked) <= set(QUESTIONS)
    for judged in (*told["judgements"], told["overall"]):
        question = judged["question"]
        own = [
            a.grade for r in case.returns if r.agency not in out for a in r.answers if a.question == question
        ]
        if not question:
            own = [r.grade for r in case.returns if r.agency not in out]
        dissents = tuple(Dissent(AgencyId(d["agency"]), d["text"]) for d in judged.get("dissents", ()))
        assert {d.agency_id for d in dissents} <= AGENCIES - out
        judgement = Judgement(
            QuestionId(question),
            judged.get("grade", ""),
            judged.get("reason", ""),
            judged.get("seen", ""),
            judged.get("other_view", ""),
            dissents,
        )
        check_judgement(SCALE, judgement, own)
        assert judgement.seen
    assert told["overall"]["grade"]


def test_judgements_show_spread_changes_with_reasons_and_dissent() -> None:
    judged = [(c, j) for c in SCRIPT["cases"] for j in (*c["judgements"], c["overall"])]
    assert {j["grade"] for _, j in judged if "grade" in j} == {g.id for g in SCALE.grades}
    assert sum("dissents" in j for _, j in judged) >= 5
    assert sum("other_view" in j for _, j in judged) >= 5
    changed = [
        j
        for c, j in judged
        if needs_reason(
            j.get("grade", ""),
            [
                a.grade
                for r in CASES[c["case"]].returns
                if r.agency not in recused_agencies(c["case"])
                for a in r.answers
                if a.question == j["question"]
            ],
        )
    ]
    assert len(changed) >= 2


@each_meeting_case
def test_what_the_room_captures_refers_to_things_that_exist(told: dict[str, Any]) -> None:
    case = CASES[told["case"]]
    prompts = {p.key for p in ready_made.lived_experience_prompts()}
    assert set(told["lived_experience"]) == prompts
    assert set(told["headline_notes"]) <= AGENCIES - recused_agencies(told["case"])
    assert set(told["chronology"]["turning_points"]) <= set(range(1, len(case.chronology) + 1))
    for added in told["chronology"]["added_events"]:
        assert added["agency"] in AGENCIES and EventKind(added["kind"]) and date.fromisoformat(added["on"])
    for skipped in told.get("skipped", ()):
        assert Step(skipped["step"]) in CASE_STEPS and skipped["reason"].strip()
    assert all(Step(n["step"]) in CASE_STEPS for n in told["private_notes"])
    assert (told["urgent_check"] == "yes") == ("urgent_concern" in told)


def test_one_step_is_skipped_and_one_urgent_concern_is_handed_over() -> None:
    skipped = [c["case"] for c in SCRIPT["cases"] if c.get("skipped")]
    concerned = [c for c in SCRIPT["cases"] if "urgent_concern" in c]
    assert [c["case"] for c in SCRIPT["cases"]] == list(CASES)
    assert skipped == [PACK.cases[3].reference]
    assert [c["case"] for c in concerned] == [PACK.cases[2].reference]
    concern = concerned[0]["urgent_concern"]
    assert all(concern[k] for k in ("raised_by", "who", "what", "handed_to", "acknowledged_by"))


def lessons() -> list[dict[str, Any]]:
    return [*(lesson for c in SCRIPT["cases"] for lesson in c["lessons"]), *SCRIPT["cross_case_lessons"]]


def test_lessons_rest_on_evidence_that_exists() -> None:
    all_lessons = lessons()
    assert 8 <= len(all_lessons) <= 12
    assert {lesson["kind"] for lesson in all_lessons} == {k.value for k in LessonKind}
    domains = {q.domain for q in ready_made.question_bank()}
    for lesson in all_lessons:
        assert lesson["evidence"] and set(lesson["agencies"]) <= AGENCIES and lesson["domain"] in domains
        for evidence in lesson["evidence"]:
            case = CASES[evidence["case"]]
            kind = EvidenceKind(evidence["kind"])
            if kind is EvidenceKind.EVENT:
                assert 1 <= evidence["ref"] <= len(case.chronology)
            elif kind is EvidenceKind.ANSWER:
                told = next(c for c in SCRIPT["cases"] if c["case"] == case.reference)
                assert evidence["ref"] in {j["question"] for j in told["judgements"]}


def test_actions_are_whole_and_answer_lessons() -> None:
    actions = SCRIPT["actions"]
    known = {lesson["id"] for lesson in lessons()}
    assert 6 <= len(actions) <= 8
    assert len(known) == len(lessons())
    for action in actions:
        assert action["what"].strip() and action["measure"].strip() and action["role"].strip()
        assert action["owner"] in AGENCIES and action["due_in_days"] > 0
        assert action["lessons"] and set(action["lessons"]) <= known
    assert len({a["owner"] for a in actions}) >= 5


def test_decisions_say_what_is_printed_instead() -> None:
    texts = [d["text"] for d in SCRIPT["decisions"]]
    assert len(texts) == len(set(texts))
    for decision in SCRIPT["decisions"]:
        if decision["choice"] == "keep":
            assert set(decision) == {"text", "choice"}
        else:
            assert decision["choice"] == "replace"
            assert bool(decision.get("words")) != bool(decision.get("entity"))
            assert decision.get("entity", "grace") in PEOPLE
    planted = {"Doreen", "Tyson", "Ikram", "Thuy", "Ellery", "Jackie"}
    assert planted <= {d["text"] for d in SCRIPT["decisions"] if d["choice"] == "replace"}
    everything = " ".join(texts_of([json.loads(PACK_BYTES), SCRIPT["cases"]]))
    assert all(name in everything for name in planted)


def test_nobody_at_the_table_shares_a_name_with_a_case() -> None:
    """Otherwise covering up the family would cover up the attendance record's words too, or the reverse."""
    meeting = SCRIPT["meeting"]
    table = [meeting["facilitator"], meeting["minute_taker"], SCRIPT["confirmer"]["name"]]
    table += [r.name for r in PACK.representatives]
    words = {w.casefold() for name in table for w in re.split(r"[ -]", name)}
    cases = {
        w.casefold()
        for c in PACK.cases
        for p in c.register.people
        for form in (p.name, *p.aliases)
        for w in re.split(r"[ -]", form)
    }
    assert not words & cases


# ---- the Board's ready-made content -------------------------------------------------------------------


def test_wording_packs_hold_eight_clauses_and_a_review_date() -> None:
    for pack in ready_made.wording_packs():
        statement = ready_made.statement(pack.id)
        assert len(statement.clauses) == 8
        assert "{contact}" in statement.clauses[7]
        assert pack.provenance and pack.boilerplate and pack.review_by > date(2026, 1, 1)
    assert "14B" in ready_made.wording_pack("lscb_2015").provenance
    assert "commencement" in ready_made.wording_pack("partnership_2026").check_note.casefold()


def test_question_bank_is_complete() -> None:
    bank = ready_made.question_bank()
    core = Counter(q.id[0] for q in bank if not q.pack)
    assert core == {"A": 5, "B": 5, "C": 5, "D": 5, "E": 5, "F": 4, "G": 4}
    assert sorted(Counter(q.pack for q in bank if q.pack).values()) == [1, 3, 3, 3, 3, 3]
    usual = {a.id for a in ready_made.agencies()}
    for raw in assets.read_json("board/question_bank.json"):  # type: ignore[attr-defined]
        assert raw["agencies"] and set(raw["agencies"]) <= usual
        assert raw["answer"] in ("grade", "yes_partly_no", "narrative")
        assert raw["prompt"].endswith(".") and raw["text"].endswith("?")


def test_grade_scales_are_ordered_from_the_best() -> None:
    scales = {s.id: s for s in ready_made.grade_scales()}
    assert {k: len(s.grades) for k, s in scales.items()} == {
        "four_point": 4,
        "scaling": 11,
        "brag": 4,
        "none": 0,
    }
    for scale in scales.values():
        ranks = [g.rank for g in scale.grades]
        assert ranks == list(range(len(ranks)))
        assert all(g.descriptor and g.tone in ("ok", "info", "warn", "bad") for g in scale.grades)
        order = ["ok", "info", "warn", "bad"]
        assert all(order.index(a.tone) <= order.index(b.tone) for a, b in pairwise(scale.grades))
