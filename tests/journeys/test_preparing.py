"""An audit entered by hand, without any file: what was typed is what the meeting shows, by label."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys import plug_preparing
from tests.journeys.facilitator import PIN, Facilitator
from tests.storage import vaults


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


def test_before_it_is_opened_every_step_says_what_it_waits_for(facilitator: Facilitator) -> None:
    me = facilitator
    plug_preparing.prepare(me.home)
    me.opens_the_program()
    me.unlocks(vaults.PASSPHRASE)
    me.arrives_at("home")
    hands = me.hands
    hands.press("Continue…")
    me.arrives_at("audit")
    me.plans_the_round_table()
    hands.press("Lessons, Cannot start yet")
    hands.reads("“Lessons” cannot start yet. Open the round table first.")
    assert me.here == "meeting"
    hands.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    me.arrives_at("find")
    hands.type_into("Find anything", "Create the report")
    hands.key(Qt.Key.Key_Return)
    hands.rest()
    hands.reads("“Create the report” cannot start yet. Open the round table first.")
    hands.key(Qt.Key.Key_Escape)
    me.arrives_at("meeting")
    me.opens_step("Sign confidentiality")
    me.arrives_at("sign")
    hands.reads("The round table is not open")
    hands.press("Back")
    me.arrives_at("meeting")
    hands.type_into("Meeting PIN", PIN)
    hands.type_into("Meeting PIN again", PIN)
    hands.prompts.expect("Nobody is on the list yet", lambda h: h.press("Open it all the same"))
    hands.press("Open the round table")
    hands.prompts.all_came()
    me.arrives_at("sign")
    # Now a page says who has to sign; the rail says so, too.
    me.opens_step("Lessons")
    me.arrives_at("lessons")
    hands.reads("Go to sign-off")


def test_the_next_start_goes_on_with_the_case_that_was_prepared(facilitator: Facilitator) -> None:
    me = facilitator
    plug_preparing.prepare(me.home)
    me.opens_the_program()
    me.unlocks(vaults.PASSPHRASE)
    me.arrives_at("home")
    me.hands.press("Continue…")
    me.arrives_at("audit")
    me.hands.press("Cases…")
    me.hands.choose_row("Cases", "Case 2")
    me.hands.press("Open the case")
    me.arrives_at("case")
    me.hands.press("Agency returns…")
    me.quits()
    me.opens_the_program()
    me.unlocks(vaults.PASSPHRASE)
    me.arrives_at("home")
    me.hands.reads("Continue preparing Multi-agency audit: neglect — agency returns on case 2")
    me.hands.press("Continue: agency returns on case 2")
    me.arrives_at("case")
    assert plug_preparing.place_shown(me) == "case/returns"
