"""From nothing to an open file, and back into it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys.facilitator import Facilitator


def test_a_board_gets_its_file_and_comes_back_to_it(facilitator: Facilitator) -> None:
    facilitator.opens_the_program()
    path = facilitator.home / "Board.roundtable"
    code = facilitator.makes_a_file(path)
    assert path.exists()
    assert code.count("-") >= 5
    facilitator.hands.reads("No audits yet")
    facilitator.quits()
    facilitator.opens_the_program()
    facilitator.unlocks()
    facilitator.arrives_at("home")
    facilitator.hands.reads("Fernleigh Safeguarding Children Board")


def test_the_sample_is_there_to_look_round(facilitator: Facilitator) -> None:
    facilitator.opens_the_program()
    assert not facilitator.hands.has("Back")
    facilitator.tries_the_sample(facilitator.home / "Sample.roundtable")
    facilitator.hands.reads("Fernleigh Safeguarding Children Board")
    facilitator.hands.reads("FSCB-2026-N1")


def test_help_before_a_file_is_open_shows_nothing_that_cannot_be_done(facilitator: Facilitator) -> None:
    facilitator.opens_the_program()
    hands, session = facilitator.hands, facilitator.session
    hands.type_into("Name of the Board", "Fernleigh Board")
    hands.press("Help")
    facilitator.arrives_at("help")
    for key in ("help", "shortcuts", "about"):
        session.navigator.go(key)
        facilitator.arrives_at(key)
        for button in ("Urgent concern", "Room view", "Lock"):
            assert not hands.has(button), f"{button} on {key}"
        for keys in (Qt.Key.Key_F5, Qt.Key.Key_F9):
            hands.key(keys)
        hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        hands.key(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
        hands.rest()
        assert not session.curtains.is_drawn and not session.room.is_on
        assert facilitator.here == key
    session.navigator.go("shortcuts")
    facilitator.arrives_at("shortcuts")
    listed = hands.words()
    for words in ("Lock now", "Record an urgent concern", "Room view on or off", "Draw or lift the curtain"):
        assert words not in listed, words
    assert "Help for this page" in listed and "Larger text" in listed
    # The way back leads to the form, with what was typed.
    for _page in range(5):
        hands.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        hands.rest()
    facilitator.arrives_at("first_run")
    assert hands.find("Name of the Board").text() == "Fernleigh Board"  # type: ignore[attr-defined]


def test_with_a_file_open_help_offers_all_of_it(facilitator: Facilitator) -> None:
    facilitator.opens_the_program()
    facilitator.makes_a_file(facilitator.home / "Board.roundtable")
    facilitator.hands.press("Keyboard shortcuts")
    facilitator.arrives_at("shortcuts")
    for button in ("Urgent concern", "Room view", "Lock"):
        assert facilitator.hands.has(button), button
    facilitator.hands.reads("Lock now")
