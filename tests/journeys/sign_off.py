"""How the people of the journeys sign: each in a way of their own."""

from __future__ import annotations

from tests.journeys.facilitator import Facilitator

KAREN, NGOZI, SIAN, TOM, AMARA, PETRA = (
    "Karen Whitlow",
    "Ngozi Emenike-Clarke",
    "Siân Price",
    "Tom Reed",
    "Amara Osei",
    "Petra Lang",
)


def everybody_signs(me: Facilitator) -> None:
    """Drawn, typed, with an interest in the second case, refused, on paper; Petra is not there yet."""
    me.hands_over_to(KAREN)
    me.signs()
    me.hands_over_to(NGOZI)
    me.types_name(NGOZI)
    me.hands_over_to(SIAN)
    me.declares_and_signs("I know the family", 2, "I leave for this case")
    me.hands_over_to(TOM)
    me.says_no("My agency has not agreed.")
    me.hands_over_to(AMARA)
    me.says_signed_on_paper()
    me.takes_the_laptop_back()
    me.hands.reads("4 of 4 signed")
    me.hands.reads("Did not agree")
