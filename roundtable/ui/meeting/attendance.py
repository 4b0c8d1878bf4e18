"""What the list says about each attendee, and what can be done next with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roundtable.actions.hub import AttendeeRow, HubView
from roundtable.domain.round_table import Capacity, MeetingState
from roundtable.domain.signoff import Method, SignOff
from roundtable.domain.wording import time_words
from roundtable.ui.widgets.labels import Tone

_HOW: Final = {
    Method.DRAWN: "Signed",
    Method.TYPED: "Signed by name",
    Method.PAPER: "Signed on paper",
    Method.RECEIVED: "Statement received",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One status: never colour alone."""

    words: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the facilitator can do with an attendee."""

    key: str
    words: str
    icon: str
    hint: str = ""


HAND_OVER = Deed("hand_over", "Hand over to sign", "pen-line")
ARRIVED = Deed("arrived", "Has arrived", "user-check")
ON_LINE = Deed("arrived", "Is on the line", "user-check")
LEFT = Deed("left", "Has left", "log-out")
RECEIVED = Deed("received", "Statement received", "mail", "Their signed copy has reached you.")
PAPER = Deed("paper", "Signed on paper", "file-text", "You hold the signed paper.")
VOID = Deed("void", "Void the signature…", "rotate-ccw", "It stays on record with your reason.")
DECIDE = Deed("decide", "Accreditation: decide again…", "user-check", "Both decisions stay on record.")
REMOVE = Deed("remove", "Take off the list", "trash-2", "Only for people who were never here.")
PRESENT = Deed("present", "Attends in the room", "users")
REMOTE = Deed("remote", "Attends remotely", "monitor")
OBSERVER = Deed("observer", "Attends as an observer", "eye")


def standing(hub: HubView, row: AttendeeRow) -> Standing:
    """What the pill says."""
    sign_off = hub.table.sheet.sign_off_of(row.id)
    if sign_off is not None:
        return _signed(row, sign_off)
    if hub.table.attendee(row.id).is_turned_away and not row.is_here:
        return Standing("Does not take part", "bad", "user-x")
    if row.has_refused and not row.is_here:
        return Standing("Did not agree", "bad", "user-x")
    if row.is_here:
        return Standing("Here, not signed", "warn", "triangle-alert")
    if hub.table.attendee(row.id).stays:
        return Standing("Left", "ink2", "log-out")
    return Standing("Expected", "ink2", "clock")


def _signed(row: AttendeeRow, sign_off: SignOff) -> Standing:
    words = f"{_HOW[sign_off.signature.method]} at {time_words(sign_off.signed_at)}"
    if row.is_here:
        return Standing(words, "ok", "circle-check")
    remote = row.capacity == Capacity.REMOTE.value
    return Standing(f"{words}, {'not on the line' if remote else 'not here'}", "ink2", "circle-check")


def deeds(hub: HubView, row: AttendeeRow) -> tuple[tuple[Deed, ...], tuple[Deed, ...]]:
    """Those with a button of their own, and those under "More"."""
    remote = row.capacity == Capacity.REMOTE.value
    is_open = hub.table.state is MeetingState.OPEN
    come = (ON_LINE if remote else ARRIVED) if is_open and not row.is_here else None
    go = LEFT if is_open and row.is_here else None
    if hub.table.attendee(row.id).is_turned_away:
        return ((go,) if go else ()), tuple(d for d in _rest(hub, row) if d in (DECIDE, VOID, REMOVE))
    if remote:
        sign = None if row.has_signed else RECEIVED
    else:
        sign = HAND_OVER if is_open and not row.has_signed else None
    first = tuple(d for d in (come, sign, go if row.has_signed else None) if d is not None)
    return first, tuple(d for d in _rest(hub, row) if d not in first)


def _rest(hub: HubView, row: AttendeeRow) -> list[Deed]:
    is_open = hub.table.state is MeetingState.OPEN
    rest = []
    if is_open and row.is_here:
        rest.append(LEFT)
    if is_open and not row.has_signed and row.capacity != Capacity.REMOTE.value:
        rest.append(PAPER)
    if row.has_signed:
        rest.append(VOID)
    if hub.table.attendee(row.id).admissions:
        rest.append(DECIDE)
    changes = {Capacity.PRESENT: PRESENT, Capacity.REMOTE: REMOTE, Capacity.OBSERVER: OBSERVER}
    rest += [deed for capacity, deed in changes.items() if capacity.value != row.capacity]
    if not hub.table.attendee(row.id).stays and not row.has_signed:
        rest.append(REMOVE)
    return rest
