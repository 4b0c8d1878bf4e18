"""Before a round table is closed: each open concern, what is not finished, a closing note."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.hub import HubView
from roundtable.actions.meeting import MeetingView
from roundtable.domain.draft import DraftPlace
from roundtable.domain.ids import RoundTableId
from roundtable.domain.wording import counted
from roundtable.ui import draft_parts
from roundtable.ui.draft_keeper import keep_form
from roundtable.ui.meeting.concern_list import ConcernList
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button, Callout, Card, Field, PlainTextEditor, Text
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.stack import Stack


class ClosingCard(Card):
    """The screen closes the meeting with `note()` once `problems()` is empty."""

    kept_open = Signal()

    def __init__(self, screen: Screen, round_table_id: RoundTableId) -> None:
        theme = screen.theme
        super().__init__(
            theme, "Close the round table", "Collect the papers, ask for feedback, say the next date."
        )
        self.concerns_note = Callout(
            theme,
            "Hand each over and record who acknowledged it.",
            "bad",
            title="Urgent concerns are still open",
        )
        self.concerns = ConcernList(screen, round_table_id)
        self.seen = CheckTile(
            theme, "Close it all the same: I see to these concerns today", "They stay on this page as open."
        )
        self._left = Stack(theme, spacing=4)
        self.note_editor = PlainTextEditor(theme, "Closing note", lines=3)
        self.draft = keep_form(
            screen.context,
            self,
            DraftPlace("closing_note", round_table_id),
            {"note": draft_parts.long_text(self.note_editor)},
        )
        self.back = Button(theme, "Keep it open", icon="arrow-left")
        self.back.clicked.connect(self.kept_open)
        for widget in (self.concerns_note, self.concerns, self.seen, self._left):
            self.add(widget)
        self.add(
            Field(theme, "Closing note", self.note_editor, "For the file, not for the report.", optional=True)
        )
        self.add_row(self.back, None)

    def show_page(self, hub: HubView, view: MeetingView) -> None:
        """What is open now."""
        waiting = hub.table.open_concerns
        for widget in (self.concerns_note, self.concerns, self.seen):
            widget.setVisible(bool(waiting))
        self.concerns.show_concerns(waiting, with_text=hub.is_content_open)
        self._left.clear()
        if not view.unfinished:
            self._left.add(Text("Every step of every case is done.", "body", "ink2"))
            return
        count = counted(len(view.unfinished), "item is", "items are")
        self._left.add(Text(f"{count} not finished. The report lists them:", "label"))
        for what in view.unfinished:
            self._left.add(Text(what, "small"))

    def problems(self, hub: HubView) -> list[tuple[str, QWidget | None]]:
        """What has to be seen to first."""
        waiting = len(hub.table.open_concerns)
        if waiting and not self.seen.isChecked():
            open_ones = counted(waiting, "urgent concern is", "urgent concerns are")
            return [(f"{open_ones} open: hand over, or tick the box", self.seen)]
        return []

    def note(self) -> str:
        """The closing note."""
        return self.note_editor.toPlainText()

    def stored(self) -> None:
        """The note went into the record with the closing."""
        self.note_editor.clear()
        self.draft.flush()
