"""Words that are typed for a decision and not decided yet: kept for each thing that is asked about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject

from roundtable.domain.draft import DraftPlace
from roundtable.ui.context import Context
from roundtable.ui.decision_card import DecisionCard
from roundtable.ui.draft_keeper import DraftKeeper, Parts


class DecisionDrafts(QObject):
    """Follows a card from one thing to the next. `forget` once a decision is in the vault, and not before:
    one that could not be stored is asked again, with its words."""

    def __init__(
        self,
        context: Context,
        card: DecisionCard[Any],
        form: str,
        place_of: Callable[[], str],
        key_of: Callable[[Any], Hashable],
        typed: Parts,
        along: Parts | None = None,
    ) -> None:
        """`place_of`: the audit; `key_of`: what a decision is kept under."""
        super().__init__(card)
        self._form, self._place_of, self._key_of = form, place_of, key_of
        self.keeper = DraftKeeper(context, card, None, typed, along)
        card.turning.connect(lambda: self.keeper.turn_to(None))
        card.turned.connect(self._on_turned)

    def forget(self, key: Hashable) -> None:
        """It is decided."""
        self.keeper.forget(self._draft_place(key))

    def _on_turned(self, asked: object) -> None:
        self.keeper.rest()
        self.keeper.turn_to(self._draft_place(self._key_of(asked)))

    def _draft_place(self, key: Hashable) -> DraftPlace:
        # What is asked about is case content: it is no part of an id.
        digest = hashlib.sha256(repr(key).encode("utf-8", "backslashreplace")).hexdigest()
        return DraftPlace(self._form, f"{self._place_of()}:{digest[:24]}")
