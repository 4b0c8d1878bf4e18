"""The curtain: one key covers everything; the meeting PIN lifts it (DOMAIN 3)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

from roundtable.actions.case_access import meetings_in_session
from roundtable.actions.ports import Vault
from roundtable.actions.round_tables import store_table
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import NotEverybodySigned, PinNotFourDigits, WrongPin
from roundtable.domain.ids import AttendeeId, RoundTableId
from roundtable.domain.round_table import Attendee, Capacity, RoundTable

TRIES = 3
ROUNDS = 200_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whom the curtain can let sign: their name as the list has it."""

    id: AttendeeId
    name: str


@dataclass(frozen=True, slots=True)
class CurtainView:
    """What the curtain needs to know of the open round table; nothing of any case.

    `unsigned` are here and keep the cases closed; `expected` have not come into the room yet, or left before
    signing.
    """

    round_table_id: RoundTableId
    is_drawn: bool
    has_pin: bool
    unsigned: tuple[Waiting, ...]
    expected: tuple[Waiting, ...]


def curtain_view(vault: Vault) -> CurtainView | None:
    """The open round table as the curtain sees it; None while none is open. Needs no gate: it is one."""
    with vault.reading() as tx:
        table = next(iter(meetings_in_session(tx)), None)
        if table is None:
            return None
        return CurtainView(
            round_table_id=table.id,
            is_drawn=table.is_curtain_drawn,
            has_pin=bool(table.curtain_pin),
            unsigned=tuple(Waiting(a.id, a.name) for a in table.unsigned),
            expected=tuple(Waiting(a.id, a.name) for a in table.attendees if _is_expected(table, a)),
        )


def _is_expected(table: RoundTable, attendee: Attendee) -> bool:
    answered = table.sheet.has_signed(attendee.id) or table.sheet.has_refused(attendee.id)
    return not (attendee.is_here or answered or attendee.capacity is Capacity.REMOTE)


def set_pin(vault: Vault, round_table_id: RoundTableId, pin: str) -> Changes:
    """Sets the meeting PIN: four to eight digits. Raises PinNotFourDigits."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise PinNotFourDigits()
    salt = secrets.token_hex(16)
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        return store_table(tx, replace(table, curtain_pin=f"{salt}:{_digest(salt, pin)}"), "meeting.pin_set")


def check_pin(vault: Vault, round_table_id: RoundTableId, pin: str, tries_so_far: int = 0) -> None:
    """Raises WrongPin with the tries that are left; the caller asks for the passphrase at none left."""
    with vault.reading() as tx:
        stored = tx.round_tables.get(round_table_id).curtain_pin
    salt, _, digest = stored.partition(":")
    if not digest or tries_so_far >= TRIES or not hmac.compare_digest(digest, _digest(salt, pin)):
        raise WrongPin(left=max(0, TRIES - tries_so_far - 1))


def draw_curtain(vault: Vault, round_table_id: RoundTableId) -> Changes:
    """Covers every window; case views are refused until it is lifted."""
    with vault.transaction() as tx:
        table = replace(tx.round_tables.get(round_table_id), is_curtain_drawn=True)
        return store_table(tx, table, "curtain.drawn", Topic.SIGNOFF)


def lift_curtain(vault: Vault, round_table_id: RoundTableId) -> Changes:
    """Uncovers the screen; the caller has checked PIN or passphrase.

    Raises NotEverybodySigned while somebody present has not signed: that person signs or leaves first.
    """
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        if table.unsigned:
            raise NotEverybodySigned(count=len(table.unsigned))
        if not table.is_curtain_drawn:  # on a full drive it could not be written down
            return changed(Topic.SIGNOFF)
        return store_table(tx, replace(table, is_curtain_drawn=False), "curtain.lifted", Topic.SIGNOFF)


def _digest(salt: str, pin: str) -> str:
    """The PIN guards a screen for minutes, inside an encrypted vault: kept out of plain sight, no more."""
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), bytes.fromhex(salt), ROUNDS).hex()
