"""A registered name that is also a word: kept in one sentence at a time, seen by the second reader, proved."""

from __future__ import annotations

import pytest

from roundtable.actions import anonymisation, chronology, confirming, lessons, registers
from roundtable.actions.anonymisation import OpenString
from roundtable.actions.report import export_report, export_view, latest_report, report_search
from roundtable.actions.spoken import said
from roundtable.domain.errors import DecisionsOpen, NameKeptEverywhere
from roundtable.domain.lessons import LessonKind
from roundtable.domain.register import Place
from roundtable.domain.report_work import Choice, kept_words
from roundtable.export.writer import Paper
from tests.actions.rooms import Room
from tests.storage.vaults import WHO

MEAL = "Grace was said before the meal."
GIFT = "Grace is a gift, they wrote."


def lesson(here: Room, text: str) -> None:
    lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=text)


def asked(here: Room) -> tuple[OpenString, ...]:
    return anonymisation.review_view(here.vault, here.audit_id).to_decide


def keep(here: Room, item: OpenString) -> None:
    anonymisation.decide(
        here.vault, here.audit_id, item.text, Choice.KEEP, sentence=item.sentence, at=item.at
    )


def with_grace(here: Room, *texts: str) -> str:
    """A registered aunt, and texts that may speak of her; returns her label."""
    aunt = here.person("Grace Ashby", "Aunt")
    for text in texts:
        lesson(here, text)
    return dict(anonymisation.review_view(here.vault, here.audit_id).labels)[aunt]


def test_every_sentence_is_asked_about_and_no_key_keeps_them_all(here: Room) -> None:
    label = with_grace(here, MEAL, GIFT)
    first, second = asked(here)
    assert [item.sentence for item in (first, second)] == [MEAL, GIFT]
    assert {item.registered_as for item in (first, second)} == {label}
    with pytest.raises(NameKeptEverywhere):
        anonymisation.decide(here.vault, here.audit_id, "Grace", Choice.KEEP)
    keep(here, first)
    (left,) = asked(here)
    assert left.sentence == GIFT
    with pytest.raises(DecisionsOpen):
        export_report(here.vault, Paper(), here.audit_id)


def test_one_sentence_keeps_the_word_another_gets_the_label(here: Room) -> None:
    label = with_grace(here, MEAL, GIFT)
    first, second = asked(here)
    keep(here, first)
    aunt = next(p for p, said in anonymisation.review_view(here.vault, here.audit_id).labels if said == label)
    anonymisation.decide(
        here.vault,
        here.audit_id,
        "Grace",
        Choice.REPLACE,
        entity=aunt,
        sentence=second.sentence,
        at=second.at,
    )
    assert MEAL in here.printed
    assert f"{label} is a gift" in here.printed
    (kept,) = anonymisation.review_view(here.vault, here.audit_id).kept
    assert (kept.text, kept.context) == ("Grace", MEAL)
    anonymisation.take_back_decision(here.vault, here.audit_id, "Grace", sentence=MEAL)
    assert [item.sentence for item in asked(here)] == [MEAL]
    assert f"{label} is a gift" in here.printed


def test_the_second_reader_sees_every_kept_name_marked(here: Room) -> None:
    label = with_grace(here, MEAL)
    keep(here, asked(here)[0])
    view = confirming.confirm_view(here.vault, here.audit_id)
    marked = [s.text[start:end] for s in view.sections for start, end in s.kept]
    assert marked and set(marked) == {"Grace"}
    (kept,) = view.kept_names
    assert (kept.text, kept.label, kept.sentence) == ("Grace", label, MEAL)


def test_a_word_that_became_a_registered_name_is_read_again(here: Room) -> None:
    """The text is the same, and still something else was confirmed."""
    lesson(here, MEAL)
    here.confirm()
    assert here.is_confirmed() and MEAL in here.printed
    here.person("Grace Ashby", "Aunt")
    for item in asked(here):
        keep(here, item)
    assert MEAL in here.printed
    assert not here.is_confirmed()


def test_the_page_and_the_proof_say_what_was_kept_and_by_whom(here: Room) -> None:
    with_grace(here, MEAL, GIFT)
    for item in asked(here):
        keep(here, item)
    here.confirm()
    told = f"1 name kept as a word in 2 sentences, decided by {WHO}"
    assert kept_words(export_view(here.vault, here.audit_id).kept_names) == told
    export_report(here.vault, Paper(), here.audit_id)
    with here.vault.reading() as tx:
        report = latest_report(tx, here.audit_id)
    assert report is not None
    assert kept_words(report.kept_names) == told
    assert {(d.text, d.outcome) for d in report.decided} >= {
        ("Grace", f"kept as an ordinary word in the sentence “{MEAL}”")
    }


def test_the_gate_lets_it_through_in_exactly_that_sentence(here: Room) -> None:
    with_grace(here, MEAL)
    keep(here, asked(here)[0])
    search = report_search(here.prepared())
    assert not search(MEAL, "text")
    assert search("As Grace said before.", "text")
    assert search("We saw Grace at school.", "text")


def test_a_changed_sentence_is_asked_about_again(here: Room) -> None:
    with_grace(here, MEAL)
    keep(here, asked(here)[0])
    assert not asked(here)
    lesson(here, "Grace was said after the meal.")
    assert [item.sentence for item in asked(here)] == ["Grace was said after the meal."]


def test_where_names_are_off_the_room_hears_a_label_until_it_is_decided(here: Room) -> None:
    label = with_grace(here, MEAL)
    here.event(MEAL)
    here.open()
    assert said(here.vault, here.case_ids[0], MEAL) == (f"{label} was said before the meal.",)
    keep(here, asked(here)[0])
    assert said(here.vault, here.case_ids[0], MEAL) == (MEAL,)


def test_a_place_listed_by_one_word_is_a_label_wherever_the_room_looks(here: Room) -> None:
    surgery = Place("", "Millrace Surgery", "GP practice", ("Millrace",))
    registers.enter_place(here.vault, here.case_ids[0], surgery)
    text = "Nothing was sent. Millrace not told of the meeting."
    here.event(text)
    here.open()
    told = [*said(here.vault, here.case_ids[0], text, f"We told Millrace. {text}")]
    told += [option.words for option in lessons.evidence_options(here.vault, here.case_ids[0])]
    told += [repr(chronology.chronology_view(here.vault, here.case_ids[0])), here.printed]
    assert len(told) > 4
    assert not any("Millrace" in words for words in told)
