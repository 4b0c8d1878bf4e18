"""The chronology's list: what can be done to the chosen line, how many are shown, which place F3 is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.actions.chronology import EventRow
from roundtable.domain.ids import EventId
from roundtable.domain.wording import counted
from roundtable.ui.models.events import EventFilter
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import EmptyState
from roundtable.ui.widgets.event_table import EventTable
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack


class EventList(QWidget):
    """The buttons ask through the table's own signals."""

    def __init__(self, theme: Theme, lesson: Button) -> None:
        """`lesson` stands among the buttons."""
        super().__init__()
        self._sought, self._places = "", [-1]
        self.table = EventTable(theme)
        self._listed = QWidget()
        self._empty = EmptyState(
            theme, "calendar", "No events yet", "Add the first event: date, agency, what happened."
        )
        whole = QVBoxLayout(self)
        theme.scale_layout(whole, (0, 0, 0, 0), 8)
        whole.addWidget(self._listed, 1)
        whole.addWidget(self._empty)
        self.turn = Button(theme, "Turning point", icon="flag", tip="Mark or unmark (T)")
        tip = "Which lines of two agencies tell of one event (S)"
        self.same = Button(theme, "Same event…", icon="link", tip=tip)
        self.edit = Button(theme, "", icon="pencil", tip="Edit this event (Enter)", name="Edit this event")
        tip = "Remove this event (Delete)"
        self.remove = Button(theme, "", icon="trash-2", tip=tip, name="Remove this event")
        self.to_date = Button(theme, "Go to a date…", icon="calendar", tip="Go to a date (Ctrl+G)")
        self.count, self.place = Text("", "small", "ink2"), Text("", "small", "ink2")
        column = QVBoxLayout(self._listed)
        theme.scale_layout(column, (0, 0, 0, 0), 8)
        column.addWidget(self.table, 1)
        counts = Stack(theme, self.count, self.place, spacing=0)
        counts.setProperty("grows", 110)
        of_line = Row(theme, self.turn, self.same, self.edit, self.remove, None, spacing=8)
        of_list = Row(theme, lesson, self.to_date, counts, spacing=8)
        column.addWidget(Reflow(theme, of_line, of_list, columns=2, narrowest=480))
        self._wire()

    def _wire(self) -> None:
        table = self.table
        self.turn.clicked.connect(lambda: table.ask(table.turn_asked))
        self.same.clicked.connect(lambda: table.ask(table.same_asked))
        self.edit.clicked.connect(lambda: table.ask(table.edit_asked))
        self.remove.clicked.connect(lambda: table.ask(table.remove_asked))
        table.chosen.connect(self._on_chosen)

    def chosen(self) -> EventRow | None:
        """The chosen line."""
        return self.table.chosen_event()

    def show_rows(self, rows: Sequence[EventRow]) -> None:
        """Other lines."""
        self.table.events.show_rows(rows)
        self._empty.setVisible(not rows)
        self._listed.setVisible(bool(rows))
        self._seek()

    def show_only(self, wanted: EventFilter) -> None:
        """Narrow the list; the chosen line stays chosen where it is shown. Its words are what F3 seeks."""
        chosen = self.table.chosen_event()
        if wanted.words.strip():
            self._sought = wanted.words.strip()
            self.table.mark(self._sought)
        self.table.events.set_filter(wanted)
        self._seek()
        if chosen is None or not self.table.choose(chosen.id):
            self.table.selectRow(0)

    @property
    def sought(self) -> str:
        """What was last looked for."""
        return self._sought

    def go_to_place(self, by: int) -> bool:
        """To the next (-1: the last) line that says what is sought, round the end; False when none does."""
        here = self.table.currentIndex().row()
        onward = [n for n in self._places if (n > here if by > 0 else n < here)] or self._places
        if not onward:
            return False
        self.table.choose_place(onward[0 if by > 0 else -1])
        return True

    def choose(self, event_id: str) -> bool:
        """Choose a line and bring it into sight; False when it is not shown."""
        return self.table.choose(EventId(event_id))

    def _seek(self) -> None:
        self._places = self.table.events.places_of(self._sought)
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.table.chosen_event()
        for button in (self.turn, self.same, self.edit, self.remove):
            button.setEnabled(row is not None)
        self.turn.set_label("Not a turning point" if row and row.is_turning_point else "Turning point")
        rows, every = self.table.events.rows, self.table.events.all_rows
        shown = counted(len(every), "event")
        self.count.setText(shown if len(rows) == len(every) else f"{len(rows)} of {shown}")
        self.place.setVisible(bool(self._sought))  # an empty line would lift the count over the buttons
        here = self.table.currentIndex().row()
        if not self._sought:
            self.place.setText("")
        elif here in self._places:
            self.place.setText(f"Place {self._places.index(here) + 1} of {len(self._places)}")
        else:
            self.place.setText(counted(len(self._places), "place"))
