"""From nothing to an open file, and back into it."""

from __future__ import annotations

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
    facilitator.tries_the_sample(facilitator.home / "Sample.roundtable")
    facilitator.hands.reads("Sampleford Safeguarding Children Board")
