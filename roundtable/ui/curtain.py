"""What the curtain says and offers while a round table is open: names of arrivals, nothing of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roundtable.actions.curtain import CurtainView, Waiting
from roundtable.domain.ids import AttendeeId
from roundtable.domain.wording import shortened
from roundtable.ui.widgets.curtain import Asks, CurtainCard, CurtainWay

_CONCERN: Final = CurtainWay("concern", "Urgent concern (Ctrl+U)", "siren", "link")


@dataclass(frozen=True, slots=True)
class Way:
    """A way that was chosen: "sign", "gone", "who", "back", "list", "concern"; for whom, if for somebody."""

    verb: str
    person: AttendeeId


def way_of(key: str) -> Way:
    """Reads the key of a `CurtainWay` back."""
    verb, _, person = key.partition(":")
    return Way(verb, AttendeeId(person))


def curtain_card(view: CurtainView, asks: Asks, *, asking_who: bool = False) -> CurtainCard:
    """The card for the round table as it stands; `asking_who`: somebody is at the door."""
    if view.unsigned:
        return _arrivals(view, asks)
    if asking_who and view.expected:
        return _at_the_door(view, asks)
    ways = (CurtainWay("who", "Somebody has arrived", "user-plus"),) if view.expected else ()
    return CurtainCard(asks=asks, ways=(*ways, _CONCERN))


def _arrivals(view: CurtainView, asks: Asks) -> CurtainCard:
    ways: list[CurtainWay] = []
    for person in view.unsigned:
        ways.append(_sign(person, is_first=not ways))
        ways.append(CurtainWay(f"gone:{person.id}", f"{_short(person)} has left again", "log-out"))
    one = len(view.unsigned) == 1
    text = "They sign, or leave again. Then the meeting goes on."
    return CurtainCard(
        f"{view.unsigned[0].name} has arrived" if one else f"{len(view.unsigned)} people have arrived",
        text,
        asks,
        ways=(*ways, _CONCERN),
    )


def _at_the_door(view: CurtainView, asks: Asks) -> CurtainCard:
    people = [_sign(person, is_first=False) for person in view.expected]
    return CurtainCard(
        "Who has arrived?",
        "For somebody who is not listed here, type the PIN and open the sign-off list.",
        asks,
        ways=(
            *people,
            CurtainWay("list", "Open the sign-off list", "users"),
            CurtainWay("back", "Back", "arrow-left", "link"),
        ),
    )


def _sign(person: Waiting, *, is_first: bool) -> CurtainWay:
    kind = "primary" if is_first else "secondary"
    return CurtainWay(f"sign:{person.id}", f"{_short(person)} has arrived: sign", "pen-line", kind)  # type: ignore[arg-type]


def _short(person: Waiting) -> str:
    return shortened(person.name, 32)
