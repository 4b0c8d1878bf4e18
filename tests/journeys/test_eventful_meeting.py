"""A meeting in which everything happens: late, recused, refusing, on paper, an urgent concern, a skipped step."""

from __future__ import annotations

import pypdfium2
from PySide6.QtCore import Qt

from tests.journeys.facilitator import Facilitator
from tests.journeys.sign_off import AMARA, KAREN, NGOZI, PETRA, SIAN, TOM, everybody_signs
from tests.journeys.small_pack import NAMES, write_pack

GUESTS = (
    (KAREN, "Police", "Detective Inspector"),
    (NGOZI, "Children", "Head of Safeguarding"),
    (SIAN, "Health visiting", "Named Nurse"),
    (TOM, "School", "Head Teacher"),
    (PETRA, "School", "Deputy Head"),
    (AMARA, "Health visiting", "Nurse"),
)
REASON = "Nobody in the room had met the child."


def test_a_meeting_in_which_everything_happens(facilitator: Facilitator) -> None:
    me, hands = facilitator, None
    me.opens_the_program()
    me.makes_a_file(me.home / "Board.roundtable")
    hands = me.hands
    me.imports(write_pack(me.home))
    me.plans_the_round_table(*GUESTS)
    me.opens_the_round_table()
    everybody_signs(me)
    me.starts_with_the_cases()
    me.goes_on()

    # Petra is late: nothing of the case is on the screen until she has signed.
    me.lets_in(PETRA)
    assert not room_sees(me, "Mina", "coat", "Child A", "Child B")
    me.signs()
    me.takes_the_laptop_back()
    hands.press("Continue with …")
    me.arrives_at("headlines")
    me.goes_on()
    me.goes_on()
    me.arrives_at("lived")
    me.skips_this_step(REASON)
    me.arrives_at("questions")

    # Somebody knows of a child at risk now: recorded where one is, and the question stays open.
    me.raises_a_concern("A younger cousin", "The front door was found open at night again.")
    hands.key(Qt.Key.Key_Escape)
    hands.rest()
    assert me.here == "questions"
    me.answers_the_questions("Good")
    me.arrives_at("practice")
    me.goes_on()
    me.gives_grade("Good")
    me.goes_on()
    hands.press("No")
    me.goes_on()
    hands.reads("nobody has taken it on")
    hands.press("Go on, it stays open")

    # The second case stays closed until Siân is out of the room.
    me.arrives_at("who")
    assert not hands.has("People"), "the case is open to somebody who is recused from it"
    me.records_who_is_recused_as_out()
    me.walks_through_case("Mr Hallowdene was never asked.", grade="Inadequate")
    me.arrives_at("lessons")
    me.opens_step("Sign confidentiality")
    hands.press("Is back in the room: …")
    done = [c.name for c in hands.controls() if c.name.startswith("Child ")]
    assert [name.partition(", ")[2] for name in done] == ["Completed", "Completed"], done
    me.opens_step("Lessons")
    me.arrives_at("lessons")
    me.goes_on()
    me.goes_on()

    # An open concern holds the closing up until somebody has taken it on.
    hands.press("Close the round table")
    hands.reads("1 urgent concern is open")
    hands.press("Close it all the same…")
    hands.press("Close the round table")
    hands.reads("The round table is closed")
    hands.press("Check for names")
    me.arrives_at("check")
    me.decides_names()
    me.asks_a_second_person()
    # Nobody has taken the concern on yet: a final report asks first whether everything is done.
    hands.prompts.expect("Is the round table over?", lambda h: h.press("Create it as final all the same"))
    me.creates_report()
    hands.prompts.all_came()
    text = text_of(me.saves_a_copy(me.home / "report.pdf"))
    people = [part for name, *_rest in GUESTS for part in name.split()]
    assert not [name for name in (*NAMES, *people, "cousin", "front door") if name in text]
    assert REASON in text


def room_sees(me: Facilitator, *words: str) -> list[str]:
    """Which of these words can be read anywhere on the screen."""
    seen = me.hands.words()
    return [word for word in words if word in seen]


def text_of(pdf: bytes) -> str:
    """All the words of a PDF, in one line."""
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.split())
