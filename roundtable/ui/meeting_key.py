"""What lifts the curtain and ends the hand-over page: the meeting PIN, after three tries the passphrase."""

from __future__ import annotations

from roundtable.actions.curtain import TRIES, check_pin
from roundtable.actions.ports import Vault
from roundtable.domain.errors import RoundtableError, TooManyTries, VaultLocked, WrongPassphrase, WrongPin
from roundtable.domain.ids import RoundTableId
from roundtable.ui.door import VaultCare
from roundtable.ui.error_texts import explain
from roundtable.ui.widgets.curtain import Asks


class MeetingKey:
    """Counts the wrong tries of one place where the PIN is asked for."""

    def __init__(self, vault: Vault, *, has_pin: bool = True) -> None:
        self._vault, self._has_pin = vault, has_pin
        self._tries = 0

    @property
    def asks(self) -> Asks:
        """What to type now: "pin", or "passphrase" when the tries are used up or no PIN was set."""
        return "pin" if self._has_pin and self._tries < TRIES else "passphrase"

    def check(self, round_table_id: RoundTableId, typed: str) -> None:
        """Raises WrongPin, or WrongPassphrase and TooManyTries once the passphrase is asked for.

        Takes a while: call it in a task.
        """
        if self.asks == "passphrase":
            if not isinstance(self._vault, VaultCare):
                raise VaultLocked()
            if not self._vault.is_passphrase(typed):
                raise WrongPassphrase(wait=0)
            return
        check_pin(self._vault, round_table_id, typed.strip(), self._tries)

    def missed(self, error: RoundtableError) -> str:
        """Counts a wrong PIN; what to say about it."""
        if isinstance(error, TooManyTries):
            return explain(error).advice
        if not isinstance(error, WrongPin):
            return "That is not the passphrase. Check Caps Lock and type it again."
        self._tries += 1
        left = TRIES - self._tries
        if left <= 0:
            return "That was not the meeting PIN either. Type the passphrase of the vault."
        tries = "1 try left" if left == 1 else f"{left} tries left"
        return f"That is not the meeting PIN. {tries}, then the passphrase is asked for."

    def fitted(self) -> None:
        """It was right: the count starts again."""
        self._tries = 0
