"""Clues that are no names: listed by case, told more generally or left out, and asked about when published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable import anonymise
from roundtable.actions import confirming, registers
from roundtable.actions.clue_edits import clues_in, edited, edits_for
from roundtable.actions.clue_words import more_general
from roundtable.actions.delivery import send_view
from roundtable.actions.intruder_sheet import (
    CaseClues,
    ClueRow,
    choose_level,
    decide_clue,
    intruder_view,
    take_back_clue,
)
from roundtable.actions.report import export_report, export_view
from roundtable.anonymise.sentences import sentence_around
from roundtable.domain.case import Proceedings
from roundtable.domain.errors import CaseClosedToRoom, CluesOpen, ClueWordsMissing
from roundtable.domain.ids import NO_CASE
from roundtable.domain.intruder_sheet import SOLE_TITLE, ClueChoice, ClueDecision
from roundtable.domain.report import ReleaseLevel
from roundtable.export.writer import Paper
from tests.actions.rooms import Room

BACKGROUND = "Amelia Thornton, aged 9, is the only child of a Polish family. The family is Catholic."


def told(here: Room, background: str = BACKGROUND, case: int = 0) -> str:
    """The case's background as it would be printed, after storing it."""
    registers.describe_case(
        here.vault, here.case_ids[case], reference="", background=background, proceedings=()
    )
    return printed(here, case)


def printed(here: Room, case: int = 0) -> str:
    prepared = here.prepared()
    label = prepared.inputs.case_label(prepared.inputs.cases[case])
    return next(c.summary for c in prepared.report.cases if c.label == label)


def sheet(here: Room, case: int = 0) -> CaseClues:
    view = intruder_view(here.vault, here.audit_id)
    return next(c for c in view.cases if c.case_id == here.case_ids[case])


def row(here: Room, text: str, case: int = 0) -> ClueRow:
    return next(r for r in sheet(here, case).rows if r.clue.text == text)


def decide(here: Room, found: ClueRow, choice: ClueChoice, words: str = "") -> None:
    clue = found.clue
    decide_clue(
        here.vault,
        here.audit_id,
        case_id=clue.case_id,
        kind=clue.kind,
        text=clue.text,
        choice=choice,
        words=words,
    )


def test_clues_are_listed_by_case_with_their_sentence(here: Room) -> None:
    told(here)
    mine = sheet(here)
    assert {r.clue.text for r in mine.rows} == {"aged 9", "only child", "Polish", "Catholic"}
    assert mine.is_strong
    (place,) = row(here, "Polish").places
    assert place.sentence[place.start : place.start + place.length] == "Polish"
    assert place.sentence.endswith("of a Polish family.")
    assert place.where.endswith(", background")
    assert "Amelia" not in place.sentence
    assert sheet(here, 1).rows == ()


def test_generalised_dropped_and_kept_clues_stand_so_in_the_report(here: Room) -> None:
    told(here)
    decide(here, row(here, "aged 9"), ClueChoice.GENERALISE, "of primary-school age")
    decide(here, row(here, "Polish"), ClueChoice.DROP)
    decide(here, row(here, "Catholic"), ClueChoice.KEEP)
    label = sheet(here).label
    assert printed(here) == (
        f"{label}, of primary-school age, is the only child of a family. The family is Catholic."
    )
    assert not sheet(here).is_strong
    assert sheet(here).kinds == ("faith", "family size")


def test_a_decision_holds_in_its_own_case_alone(here: Room) -> None:
    told(here)
    told(here, "A Polish home.", case=1)
    decide(here, row(here, "Polish"), ClueChoice.DROP)
    assert printed(here, 1) == "A Polish home."


def test_taking_a_decision_back_brings_the_words_back(here: Room) -> None:
    before = told(here)
    found = row(here, "Polish")
    decide(here, found, ClueChoice.DROP)
    assert printed(here) != before
    take_back_clue(
        here.vault, here.audit_id, case_id=found.clue.case_id, kind=found.clue.kind, text=found.clue.text
    )
    assert printed(here) == before
    assert row(here, "Polish").clue.choice is ClueChoice.UNDECIDED


def test_words_in_a_clues_place_are_rewritten_like_all_others(here: Room) -> None:
    told(here)
    decide(here, row(here, "Polish"), ClueChoice.GENERALISE, "Thornton")
    assert "Thornton" not in printed(here)


def test_a_generalisation_without_words_is_refused(here: Room) -> None:
    told(here)
    with pytest.raises(ClueWordsMissing):
        decide(here, row(here, "Polish"), ClueChoice.GENERALISE, " ")
    assert row(here, "Polish").clue.choice is ClueChoice.UNDECIDED


def test_the_second_person_has_to_read_again_after_a_clue_was_dropped(here: Room) -> None:
    told(here)
    here.confirm()
    decide(here, row(here, "Catholic"), ClueChoice.KEEP)
    assert here.is_confirmed()
    decide(here, row(here, "Polish"), ClueChoice.DROP)
    assert not here.is_confirmed()


def test_undecided_clues_are_counted_for_the_second_person(here: Room) -> None:
    told(here)
    decide(here, row(here, "Polish"), ClueChoice.KEEP)
    open_rows = confirming.confirm_view(here.vault, here.audit_id).open_clues
    assert {r.clue.text for r in open_rows} == {"aged 9", "only child", "Catholic"}
    assert export_view(here.vault, here.audit_id).open_clues == 3


def test_undecided_clues_do_not_block_known_recipients_and_block_publication(here: Room) -> None:
    told(here)
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    choose_level(here.vault, here.audit_id, ReleaseLevel.PUBLICATION)
    here.confirm()
    with pytest.raises(CluesOpen) as refused:
        export_report(here.vault, Paper(), here.audit_id)
    assert refused.value.details == {"count": 4}
    for found in sheet(here).rows:
        decide(here, found, ClueChoice.KEEP)
    here.confirm()
    assert "not for publication" in send_view(here.vault, here.audit_id).body
    export_report(here.vault, Paper(), here.audit_id)
    assert "anonymised for publication" in send_view(here.vault, here.audit_id).body


def test_the_report_for_publication_says_so_and_hides_small_numbers(here: Room) -> None:
    told(here)
    child = here.prepared().inputs.cases[0].index_child
    assert child is not None
    registers.enter_person(here.vault, here.case_ids[0], replace(child, in_household=True))
    (number,) = intruder_view(here.vault, here.audit_id).small_numbers
    assert (number.count, number.published) == (1, "fewer than 5")
    assert "1 person" in here.printed
    choose_level(here.vault, here.audit_id, ReleaseLevel.PUBLICATION)
    assert "fewer than 5 people" in here.printed
    assert here.report.status_line == "Anonymised for publication."


def test_cases_with_live_proceedings_are_marked(here: Room) -> None:
    registers.describe_case(
        here.vault,
        here.case_ids[0],
        reference="",
        background=BACKGROUND,
        proceedings=(Proceedings.CRIMINAL,),
    )
    assert sheet(here).proceedings == ("criminal proceedings",)


def test_a_title_that_one_person_holds_is_decided_once_for_all_cases(here: Room) -> None:
    for case in (0, 1):
        here.person("Ifeoma Obi", "Paediatric Rheumatologist", case, id="p", is_professional=True)
    told(here, "Seen by Ifeoma Obi.")
    told(here, "Not known to Ifeoma Obi.", case=1)
    view = intruder_view(here.vault, here.audit_id)
    (title,) = [r for r in view.rows if r.clue.kind == SOLE_TITLE]
    assert title.clue.case_id == NO_CASE
    assert len(title.places) == 2
    decide(here, title, ClueChoice.GENERALISE, "a hospital doctor")
    assert printed(here) == "Seen by a hospital doctor."
    assert printed(here, 1) == "Not known to a hospital doctor."


def test_words_of_a_label_are_no_clue(here: Room) -> None:
    here.person("Adam Best", "Police Officer", is_professional=True)
    here.person("Bea Cole", "Police Officer", is_professional=True)
    told(here, "Adam Best came back. A police officer waited.")
    assert [r.clue.text for r in sheet(here).rows] == ["police officer"]


def test_the_sheet_is_closed_while_somebody_has_not_signed(here: Room) -> None:
    told(here)
    here.open()
    here.expect("Late Comer")
    from roundtable.actions import signoff

    signoff.record_arrival(here.vault, here.table_id, here.attendees["Late Comer"])
    with pytest.raises(CaseClosedToRoom):
        intruder_view(here.vault, here.audit_id)


# --- the edits themselves


def edit(text: str, choice: ClueChoice, words: str = "", only: str = "") -> str:
    """`text` with every clue (or `only` this one) decided so."""
    done = anonymise.Rewritten(text, (), ())
    decided = [
        (c, ClueDecision(NO_CASE, c.kind, c.text, choice, words))
        for c in clues_in(text)
        if only in ("", c.text)
    ]
    return edited(text, done, edits_for(text, decided)).text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A Polish family came.", "A family came."),
        ("The child, aged 9, slept.", "The child, slept."),
        ("The child (aged 9) slept.", "The child slept."),
        ("The home is Polish.", "The home is."),
        ("Polish, they said, was spoken.", "They said, was spoken."),
        ("It was said. Polish food was served.", "It was said. Food was served."),
        ("Polish", ""),
        ("- Polish food", "- Food"),
    ],
)
def test_what_is_dropped_leaves_a_clean_sentence(text: str, left: str) -> None:
    assert edit(text, ClueChoice.DROP) == left


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("A nurse came.", "a professional", "A professional came."),
        ("Polish food.", "foreign", "Foreign food."),
        ("They speak Urdu.", "another language", "They speak another language."),
    ],
)
def test_words_fit_the_place_they_are_put_in(text: str, words: str, left: str) -> None:
    assert edit(text, ClueChoice.GENERALISE, words) == left


def test_a_dropped_quotation_takes_its_labels_and_questions_along() -> None:
    register = anonymise.Register((anonymise.Person("p", "Amelia Thornton", "Child"),))
    engine = anonymise.Anonymiser(register, {"p": "Child A"})
    before = "Her gran said: 'Amelia Thornton sleeps by the door of the Zibble.' Amelia Thornton agreed."
    done = engine.rewrite(before)
    quote = next(c for c in clues_in(done.text) if c.kind == "words spoken")
    decision = ClueDecision(NO_CASE, quote.kind, quote.text, ClueChoice.DROP)
    after = edited(before, done, edits_for(done.text, [(quote, decision)]))
    assert after.text == "Her gran said: Child A agreed."
    assert after.questions == ()
    for item in after.replacements:
        assert before[item.start : item.end] == item.original


@given(
    st.lists(st.sampled_from(["Amelia Thornton", "aged 9", "Polish", "a nurse", "she", ",", ".", "“", "\n"]))
)
@settings(max_examples=60, deadline=None)
def test_edits_keep_offsets_right_and_change_nothing_else(words: list[str]) -> None:
    register = anonymise.Register((anonymise.Person("p", "Amelia Thornton", "Child"),))
    before = " ".join(words)
    done = anonymise.Anonymiser(register, {"p": "Child A"}).rewrite(before)
    decided = [
        (c, ClueDecision(NO_CASE, c.kind, c.text, ClueChoice.GENERALISE, "something"))
        for c in clues_in(done.text, labels=("Child A",))
    ]
    after = edited(before, done, edits_for(done.text, decided))
    at, parts = 0, []
    for item in after.replacements:
        assert item.start >= at
        assert before[item.start : item.end] == item.original
        parts += [before[at : item.start], item.label]
        at = item.end
    assert "".join((*parts, before[at:])) == after.text
    assert after.text.count("Child A") == done.text.count("Child A")
    assert "Polish" not in after.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("aged 9", "of primary-school age"),
        ("nine-year-old", "primary-school-age"),
        ("3 weeks old", "very young"),
        ("aged 41", "grown up"),
        ("16-year-old", "secondary-school-age"),
        ("aged two", "of pre-school age"),
    ],
)
def test_ages_are_suggested_by_stage(text: str, said: str) -> None:
    assert more_general("age", text) == said


def test_a_sentence_is_cut_at_its_ends() -> None:
    text = "First one. The second holds it here! Third?"
    at = text.index("holds")
    assert sentence_around(text, at, at + 5) == ("The second holds it here!", 11)
