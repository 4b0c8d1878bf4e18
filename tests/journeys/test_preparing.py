"""An audit entered by hand, without any file: what was typed is what the meeting shows, by label."""

from __future__ import annotations

from tests.journeys.facilitator import Facilitator


def test_an_audit_entered_by_hand_comes_to_the_table_without_names(facilitator: Facilitator) -> None:
    me = facilitator
    me.opens_the_program()
    me.makes_a_file(me.home / "Board.roundtable")
    me.prepares_an_audit("Neglect of children under five")
    me.adds_a_case(
        ("Mina Quillfeather", "Child"), ("Sara Quillfeather", "Mother"), ("Noor Ashgrove", "Teacher")
    )
    me.adds_an_event((6, 5, 2025), "Mina came without a coat; Ms Ashgrove rang Sara.")
    hands = me.hands
    hands.press("Back")
    me.arrives_at("audit")
    me.plans_the_round_table(("Karen Whitlow", "Police", "Detective Inspector"))
    me.opens_the_round_table()
    me.hands_over_to("Karen Whitlow")
    me.signs()
    me.takes_the_laptop_back()
    me.starts_with_the_cases()
    assert not seen(me)
    me.goes_on()
    me.goes_on()
    me.arrives_at("chronology")
    hands.reads("came without a coat")
    assert not seen(me)


def test_the_sample_can_be_taken_to_the_table(facilitator: Facilitator) -> None:
    me = facilitator
    me.opens_the_program()
    me.tries_the_sample(me.home / "Sample.roundtable")
    me.hands.press("Open the audit")
    me.arrives_at("audit")
    me.hands.press("Round table")
    me.hands.press("Go to the round table")
    me.arrives_at("meeting")
    me.hands.press("People…")
    me.hands.reads("Karen Whitlow")
    me.opens_the_round_table()
    me.hands_over_to("Karen Whitlow")
    me.types_name("Karen Whitlow")
    me.takes_the_laptop_back()
    me.starts_with_the_cases()
    me.hands.reads("Family map")


def seen(me: Facilitator) -> list[str]:
    """Names that can be read on the screen."""
    words = me.hands.words()
    return [name for name in ("Mina", "Sara", "Quillfeather", "Noor", "Ashgrove") if name in words]
