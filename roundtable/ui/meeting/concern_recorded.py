"""What is said once an urgent concern is recorded: when, and whom to tell now; here the handover is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from shiboken6 import isValid

from roundtable.actions.urgent_concerns import hand_over_concern, note_taker
from roundtable.domain.changes import Changes
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import ConcernId, RoundTableId
from roundtable.domain.wording import time_words
from roundtable.ui.announce import announce
from roundtable.ui.context import Context
from roundtable.ui.error_texts import explain
from roundtable.ui.widgets import Callout, Field, LineEdit
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.labels import set_look
from roundtable.ui.widgets.stack import Stack

NEXT_STEP = (
    "Tell children’s social care or the police now, in person or by telephone. Then note who took it on."
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One concern that is in the vault; `handed_to` is empty while nobody has taken it on."""

    round_table_id: RoundTableId
    concern_id: ConcernId
    at: datetime
    handed_to: str


class ConcernRecorded(Stack):
    """Shown in the place of the form; none of its words are repeated here. `handed` fires on a handover.

    A name that is typed and not handed over yet is kept with the concern, and stands there when “Hand over…”
    is pressed in a list of concerns.
    """

    handed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, spacing=14)
        self._context = context
        self._recorded: Recorded | None = None
        self.said = Callout(context.theme, "", "warn")
        self.to = LineEdit(context.theme, "Who took it on")
        self.to.setMaxLength(200)
        self.to_field = Field(context.theme, "Who took it on", self.to, "Name and role.")
        self.autosave = Autosave(self, self._keep)
        self.to.textEdited.connect(self.autosave.touch)
        self.autosave.watch(self.to)
        self.add(self.said)
        self.add(self.to_field)

    @property
    def is_open(self) -> bool:
        """Whether a concern is shown that nobody has taken on yet."""
        return self._recorded is not None and not self._recorded.handed_to

    def show_recorded(self, recorded: Recorded) -> None:
        """Say that it is in the vault, and what comes next."""
        self.autosave.flush()
        self._recorded = recorded
        at, to = time_words(recorded.at), recorded.handed_to
        words = f"Recorded, and handed over to {to} at {at}." if to else f"Recorded at {at}. {NEXT_STEP}"
        self.said.message.setText(words)
        set_look(self.said, "tone", "ok" if to else "warn")
        self.to_field.setVisible(not to)
        self.to_field.set_error("")
        self.to.clear()
        announce(self.said, words)
        if not to:
            self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_over(self) -> None:
        """Note the handover to whoever is named, with the time."""
        recorded, to = self._recorded, self.to.text().strip()
        if recorded is None or recorded.handed_to:
            return
        if not to:
            self.to_field.set_error("Enter who took the concern on")
            self.to_field.focus()
            return
        self.autosave.forget()
        vault = self._context.vault
        self._context.tasks.run(
            lambda: hand_over_concern(vault, recorded.round_table_id, recorded.concern_id, to),
            self._context.hub,
            lambda made: self._on_handed(made, to),
            self._on_failed,
        )

    def _keep(self) -> None:
        """The name as far as it is typed; a failure is tried again, and the lock waits for it."""
        recorded, to, vault = self._recorded, self.to.text(), self._context.vault
        if recorded is None or recorded.handed_to:
            return
        self.autosave.begin()
        self._context.tasks.run(
            lambda: note_taker(vault, recorded.round_table_id, recorded.concern_id, to),
            self._context.hub,
            self._on_kept,
            self._on_not_kept,
        )

    def _on_kept(self, made: Changes) -> None:
        if isValid(self):
            self.autosave.done()
        self._context.hub.announce(made)

    def _on_not_kept(self, error: RoundtableError) -> None:
        if isValid(self):
            self.autosave.failed()
            self.to_field.set_error(explain(error).title)

    def _on_handed(self, made: Changes, to: str) -> None:
        self._context.hub.announce(made)
        recorded = self._recorded
        if recorded is not None:
            now = self._context.clock.now()
            self.show_recorded(Recorded(recorded.round_table_id, recorded.concern_id, now, to))
            self.handed.emit()

    def _on_failed(self, error: RoundtableError) -> None:
        self.autosave.touch()
        said = explain(error)
        self.to_field.set_error(f"{said.title}. {said.advice}")
        self.to_field.focus()
