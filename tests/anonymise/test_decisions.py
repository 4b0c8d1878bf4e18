"""What a person decided holds on every text, and never sets a registered name free."""

from __future__ import annotations

from roundtable.anonymise import Anonymiser, Certainty, Choice, Decision, Person, Register, assign_labels
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


def test_keep_decides_a_doubtful_word() -> None:
    register = Register((Person("h", "Hope Ashby", "Child"),))
    text = "Hope in the air. We saw Hope today."
    engine = Anonymiser(register, {"h": "Child A"}, (Decision("hope", Choice.KEEP),))
    assert engine.rewrite(text).text == "Hope in the air. We saw Child A today."
    assert engine.rewrite(text).questions == ()


def test_replace_with_and_register() -> None:
    engine = decided(
        Decision("Ruth Abbot", Choice.REPLACE_WITH, replacement="a teacher"),
        Decision("Tommo", Choice.REGISTER, entity="f1"),
    )
    assert engine.rewrite("Ruth Abbot met Tommo.").text == f"A teacher met {LABELS['f1']}."


def test_questions_are_grouped_by_distinct_string() -> None:
    register = Register((Person("h", "Hope Ashby", "Child"),))
    (question,) = Anonymiser(register, {"h": "Child A"}).rewrite("Hope in it.\nHope to see.").questions
    assert (question.text, question.count, question.suggestion) == ("Hope", 2, "Child A")
    assert question.context == "Hope in it."


def test_the_last_decision_on_a_string_holds() -> None:
    engine = decided(
        Decision("Tommo", Choice.KEEP), Decision("TOMMO ", Choice.REPLACE_WITH, replacement="a friend")
    )
    assert engine.rewrite("Seen with Tommo.").text == "Seen with a friend."
