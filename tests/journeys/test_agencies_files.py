"""Two agencies send their chronologies: one is broken, is mended, is taken back, and comes in again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.intake.workbooks import workbook
from tests.journeys.facilitator import Facilitator, in_file_dialog

POLICE = [
    ["Date", "Agency", "What happened", "Kind"],
    ["3/4/2015", "Police", "Called to the home by a neighbour", "incident"],
    ["5 May 2015", "Police", "Seen at the station", "contact"],
]
SCHOOL = "Date,What happened\r\n8/6/2015,Late without a coat\r\n31/6/2015,Asleep in class\r\n"


def test_two_agencies_files_one_of_them_broken_undo_and_again(facilitator: Facilitator) -> None:
    me = facilitator
    me.opens_the_program()
    me.makes_a_file(me.home / "Board.roundtable")
    hands = me.hands
    me.prepares_an_audit("Neglect")
    me.adds_a_case(("Mina Quillfeather", "Child"))
    police, school = me.home / "police.xlsx", me.home / "school.csv"
    police.write_bytes(workbook(*POLICE))
    school.write_text(SCHOOL, encoding="utf-8")

    def chooses(path: Path) -> None:
        hands.prompts.expect("Choose an agency’s file", in_file_dialog(path))
        hands.press("Choose a file")
        hands.prompts.all_came()

    def goes_to_the_file_page() -> None:
        hands.press("Chronology…")
        hands.press("Events from a file")
        me.arrives_at("event_file")

    goes_to_the_file_page()
    chooses(police)
    hands.press("Add 2 events")
    me.arrives_at("case")
    hands.reads("Seen at the station")

    goes_to_the_file_page()
    chooses(school)
    hands.reads("Choose the agency of every row")
    screen = me.session.window.screen_shown
    screen.columns.agency.setFocus()
    for _ in range(2):
        hands.key(Qt.Key.Key_Down)
    hands.rest()
    hands.reads("1 row cannot become an event")
    hands.reads("This is no date that can be read")
    assert not screen.footer.primary.isEnabled()
    school.write_text(SCHOOL.replace("31/6", "30/6"), encoding="utf-8")
    hands.press("Choose another file")
    chooses(school)
    screen.columns.agency.setFocus()
    hands.key(Qt.Key.Key_Down)
    hands.rest()
    hands.press("Add 2 events")
    me.arrives_at("case")
    hands.reads("Asleep in class")
    hands.press("Undo")
    hands.rest()
    assert "Asleep in class" not in hands.words() and "Seen at the station" in hands.words()

    goes_to_the_file_page()
    chooses(police)
    hands.reads("2 rows left out")
    me.puts_away()
