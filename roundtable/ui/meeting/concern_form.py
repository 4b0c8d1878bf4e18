"""Three fields for a child who may be at risk now; in the vault as soon as there is a word to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from shiboken6 import isValid

from roundtable.actions.drafts import first_left, kept_apart
from roundtable.actions.ports import Vault
from roundtable.actions.urgent_concerns import edit_concern, hand_over_concern, raise_concern
from roundtable.domain.changes import Changes
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import NO_CASE, CaseId, ConcernId, RoundTableId
from roundtable.ui import draft_parts
from roundtable.ui.context import Context
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.draft_parts import Part
from roundtable.ui.error_texts import explain
from roundtable.ui.meeting.concern_recorded import Recorded
from roundtable.ui.widgets import Field, LineEdit, PlainTextEditor, SaveIndicator
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.stack import Stack

APART: Final = "concern_apart"
"""Drafts that were begun under the curtain or in an attendee's hands."""


@dataclass(frozen=True, slots=True)
class _Written:
    """The three fields as they stand."""

    who: str
    what: str
    handed_to: str


class ConcernForm(Stack):
    """`start` says which round table keeps it; `finish` ends it. What was typed is never dropped."""

    finished = Signal()
    """It is in the vault, and the form is empty; `recorded` tells of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, spacing=14)
        self._context = context
        self._table_id: RoundTableId | None = None
        self._case_id = NO_CASE
        self._concern_id = ConcernId("")
        self._is_saving, self._is_finishing = False, False
        self._begun = 0
        self.recorded: Recorded | None = None
        theme = context.theme
        self.who = LineEdit(theme, "Who is at risk?")
        self.who.setMaxLength(200)
        self.what = PlainTextEditor(theme, "What was said or seen?", lines=4)
        self.to = LineEdit(theme, "Handed over to")
        self.to.setMaxLength(200)
        self.what_field = Field(theme, "What was said or seen?", self.what)
        self.saved = SaveIndicator(theme)
        self.autosave = Autosave(self, self._save)
        self.add(Field(theme, "Who is at risk?", self.who, "The child as the room knows them."))
        self.add(self.what_field)
        self.add(
            Field(
                theme,
                "Handed over to",
                self.to,
                "Name and role. Leave it empty until somebody has taken it on.",
                optional=True,
            )
        )
        self.add(self.saved)
        for line in (self.who, self.to):
            line.textEdited.connect(self.autosave.touch)
        self.what.textChanged.connect(self._on_text)
        self.autosave.watch(self.who, self.what, self.to)
        # Before there are words to record, a name alone waits here; then the record holds all three.
        self.draft = DraftKeeper(
            context,
            self,
            None,
            {"who": self._until_recorded(self.who), "to": self._until_recorded(self.to)},
        )

    def start(self, round_table_id: RoundTableId, case_id: CaseId = NO_CASE, *, afresh: bool = False) -> None:
        """Begin, or go on with the one that was not finished at this round table."""
        if afresh or self._table_id not in (None, round_table_id):
            self.draft.turn_to(None)  # what stands there stays kept where it belongs
            self.clear_answers()
        self._table_id = round_table_id
        if afresh:
            self._begin_apart(round_table_id)
        elif self.is_empty() or not _is_apart(self.draft.place):
            self.draft.turn_to(DraftPlace("concern", round_table_id, case_id))
            self._look_for_others(round_table_id)
        if not self._concern_id:
            self._case_id = case_id

    def _begin_apart(self, table_id: RoundTableId) -> None:
        """Whoever begins afresh is not shown what somebody else had typed, and does not replace it."""
        self._begun += 1
        mark = f"{self._context.clock.now().timestamp():017.6f}-{self._begun}"
        self.draft.turn_to(kept_apart(APART, table_id, mark), unread=True)

    def _look_for_others(self, table_id: RoundTableId) -> None:
        """What was begun under the curtain, by whoever it was, waits for the facilitator."""
        vault = self._context.vault

        def found(place: DraftPlace | None) -> None:
            if place is not None and self.is_empty() and self._table_id == table_id:
                self.draft.turn_to(place)

        self._context.tasks.run(lambda: first_left(vault, APART, table_id), self, found)

    def _until_recorded(self, editor: LineEdit) -> Part:
        return draft_parts.unless(draft_parts.line(editor), lambda: bool(self.what.toPlainText().strip()))

    def is_empty(self) -> bool:
        """Whether nothing has been written."""
        return not any((self.who.text().strip(), self.what.toPlainText().strip(), self.to.text().strip()))

    def is_unsaved(self) -> bool:
        """Whether something on the screen is not in the vault."""
        return (self.autosave.is_dirty or self._is_saving) and bool(self.what.toPlainText().strip())

    def flush(self) -> None:
        """Hand over for saving now."""
        self.autosave.flush()

    def finish(self) -> bool:
        """Record it, and the handover if somebody is named. False when there is no text yet."""
        if not self.what.toPlainText().strip():
            self.what_field.set_error("Enter what was said, in a few words")
            self.what_field.focus()
            return False
        self.what_field.set_error("")
        self._is_finishing = True
        self.autosave.touch()
        self.autosave.flush()
        return True

    def clear_answers(self) -> None:
        """An empty form for the next one; what was written is in the vault."""
        self.autosave.flush()
        self._concern_id, self._is_finishing = ConcernId(""), False
        for line in (self.who, self.to):
            line.clear()
        self.what.set_text("")
        self.what.clear()
        self.what_field.set_error("")
        self.autosave.forget()
        self.saved.setVisible(False)

    def _on_text(self) -> None:
        if self.what.toPlainText().strip():
            self.what_field.set_error("")
            self.autosave.touch()

    def _save(self) -> None:
        written = _Written(self.who.text(), self.what.toPlainText(), self.to.text())
        if self._table_id is None or not written.what.strip():
            return
        if self._is_saving:
            self.autosave.is_dirty = True  # once the first save has brought the id
            return
        self._is_saving = True
        self.autosave.begin()
        self.saved.saving()
        work = _work(
            self._context.vault,
            self._table_id,
            self._case_id,
            self._concern_id,
            written,
            hand_over=self._is_finishing,
        )
        # The hub, not this form, is the owner: others are told even when its page has gone.
        self._context.tasks.run(work, self._context.hub, self._on_saved, self._on_failed)

    def _on_saved(self, made: Changes) -> None:
        if not isValid(self):
            self._context.hub.announce(made)
            return
        self._is_saving = False
        self.autosave.done()
        self._concern_id = ConcernId(made.made)
        self.saved.saved(self._context.clock.now())
        self._context.hub.announce(made)
        if self.autosave.is_dirty:
            self.autosave.flush()
        elif self._is_finishing:
            self._is_finishing = False
            self._note_recorded()
            self.clear_answers()
            self.finished.emit()

    def _note_recorded(self) -> None:
        if self._table_id is not None:
            now, to = self._context.clock.now(), self.to.text().strip()
            self.recorded = Recorded(self._table_id, self._concern_id, now, to)

    def _on_failed(self, error: RoundtableError) -> None:
        if not isValid(self):
            said = explain(error)
            self._context.prompts.tell(f"The urgent concern is not saved: {said.title}", said.advice)
            return
        self._is_saving, self._is_finishing = False, False
        self.autosave.failed()
        self.saved.not_saved(explain(error).title)


def _is_apart(place: DraftPlace | None) -> bool:
    return place is not None and place.form == APART


def _work(
    vault: Vault,
    table_id: RoundTableId,
    case_id: CaseId,
    concern_id: ConcernId,
    written: _Written,
    *,
    hand_over: bool,
) -> Callable[[], Changes]:
    def work() -> Changes:
        known = concern_id
        changes = None
        if not known:
            changes = raise_concern(vault, table_id, who=written.who, what=written.what, case_id=case_id)
            known = ConcernId(changes.made)
        if changes is None or written.handed_to.strip():
            changes = edit_concern(
                vault, table_id, known, who=written.who, what=written.what, handed_to=written.handed_to
            )
        if hand_over and written.handed_to.strip():
            changes = hand_over_concern(vault, table_id, known, written.handed_to)
        return Changes(changes.topics, known)

    return work
