"""What an editor of a case needs of its page: the vault, storing, a message with Undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from roundtable.actions.ports import Vault
from roundtable.domain.changes import Changes
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import CaseId
from roundtable.ui.draft_keeper import DraftKeeper, Parts
from roundtable.ui.prompts import Prompts
from roundtable.ui.theme import Theme


class Act(Protocol):
    """`Screen.act`."""

    def __call__(
        self,
        change: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[RoundtableError], None] | None = None,
    ) -> None: ...


class Keep(Protocol):
    """A keeper of what stands in a form of this case and is not stored yet, to be begun by the form."""

    def __call__(self, form: QWidget, name: str, typed: Parts, along: Parts | None = None) -> DraftKeeper: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to every editor of one case."""

    theme: Theme
    vault: Vault
    case_id: CaseId
    act: Act
    toast: Callable[[str, Callable[[], None] | None], None]
    reload: Callable[[], None]
    prompts: Prompts
    keep: Keep
