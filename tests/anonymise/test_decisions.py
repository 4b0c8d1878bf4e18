"""What a person decided holds on every text, and never sets a registered name free."""

from __future__ import annotations

from roundtable.anonymise import (
    Anonymiser,
    Certainty,
    Choice,
    Decision,
    Hint,
    Person,
    Register,
    assign_labels,
)
from tests.anonymise.registers import FAMILY, SEED

LABELS = assign_labels(FAMILY, SEED)


def decided(*decisions: Decision) -> Anonymiser:
    return Anonymiser(FAMILY, LABELS, decisions)


def test_keep_leaves_a_stranger_and_says_so() -> None:
    engine = decided(Decision("Ofcom", Choice.KEEP), Decision("ruth abbot", Choice.KEEP))
    text = "We told Ruth Abbot."
    (finding,) = engine.find(text)
    assert finding.certainty is Certainty.KEEP
    assert engine.rewrite(text).text == text


def test_keep_never_sets_a_sure_mention_free() -> None:
    text = "We told Amelia."
    assert decided(Decision("Amelia", Choice.KEEP)).rewrite(text).text != text


HOPE = Register((Person("h", "Hope Ashby", "Child"),))
TWICE = "Hope in the air. We saw Hope today. Hope in the air again."


def with_hope(*decisions: Decision) -> Anonymiser:
    return Anonymiser(HOPE, {"h": "Child A"}, decisions)


def test_a_doubtful_word_of_the_register_stays_in_one_sentence_and_no_other() -> None:
    engine = with_hope(Decision("hope", Choice.KEEP, sentence="Hope in the air."))
    done = engine.rewrite(TWICE)
    assert done.text == "Hope in the air. We saw Child A today. Hope in the air again."
    assert [(f.start, f.text) for f in done.kept] == [(0, "Hope")]
    (question,) = done.questions
    assert (question.sentence, question.at, question.count) == ("Hope in the air again.", 0, 1)


def test_keep_for_all_places_says_nothing_of_a_form_of_the_register() -> None:
    asked = with_hope(Decision("Hope", Choice.KEEP)).rewrite(TWICE)
    assert not asked.kept
    assert [q.sentence for q in asked.questions] == ["Hope in the air.", "Hope in the air again."]


def test_of_two_in_one_sentence_each_is_decided_by_its_place() -> None:
    text = "Hope in it: Hope in that."
    (first, second) = with_hope().rewrite(text).questions
    assert (first.sentence, first.at) == (second.sentence, 0) and second.at > 0
    second_kept = Decision("Hope", Choice.KEEP, sentence=text, at=second.at)
    first_replaced = Decision("Hope", Choice.REGISTER, entity="h", sentence=text)
    done = with_hope(second_kept, first_replaced).rewrite(text)
    assert done.text == "Child A in it: Hope in that."
    assert done.questions == ()


def test_words_put_in_one_sentence_stand_in_no_other() -> None:
    engine = with_hope(
        Decision("Hope", Choice.REPLACE_WITH, replacement="trust", sentence="Hope in the air.")
    )
    assert engine.rewrite(TWICE).text.startswith(
        "Trust in the air. We saw Child A today. Hope in the air again"
    )


def test_a_sure_mention_goes_in_the_sentence_too() -> None:
    text = "We saw Hope today."
    assert "Hope" not in with_hope(Decision("Hope", Choice.KEEP, sentence=text, at=7)).rewrite(text).text


def test_keep_never_sets_a_shared_surname_free() -> None:
    """Nobody is meant for sure, and still it is everybody's name."""
    surname = Register((Person("a", "Ada Quillfeather", "Mother"), Person("b", "Ned Quillfeather", "Father")))
    engine = Anonymiser(surname, {}, (Decision("Quillfeather", Choice.KEEP),))
    assert "Quillfeather" not in engine.rewrite("We rang Quillfeather today.").text


def test_replace_with_and_register() -> None:
    engine = decided(
        Decision("Ruth Abbot", Choice.REPLACE_WITH, replacement="a teacher"),
        Decision("Tommo", Choice.REGISTER, entity="f1"),
    )
    assert engine.rewrite("Ruth Abbot met Tommo.").text == f"A teacher met {LABELS['f1']}."


def test_questions_are_grouped_by_distinct_string() -> None:
    text = "Mould on the wall.\nMould again."
    (question,) = Anonymiser(Register(), {}, hints=(Hint("Mould", "stranger"),)).rewrite(text).questions
    assert (question.text, question.count, question.sentence) == ("Mould", 2, "")
    assert question.context == "Mould on the wall."


def test_the_last_decision_on_a_string_holds() -> None:
    engine = decided(
        Decision("Tommo", Choice.KEEP), Decision("TOMMO ", Choice.REPLACE_WITH, replacement="a friend")
    )
    assert engine.rewrite("Seen with Tommo.").text == "Seen with a friend."
