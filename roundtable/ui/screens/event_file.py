"""Events from an agency's file or a paste: read, matched, seen, added all at once, taken back at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.event_import import (
    EventImportView,
    add_events,
    event_agencies,
    event_import_view,
    take_back_events,
)
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import Event
from roundtable.domain.errors import CaseClosedToRoom, FileUnreadable, RoundtableError
from roundtable.domain.event_table import guess
from roundtable.domain.ids import AgencyId, CaseId
from roundtable.domain.table import Sheet
from roundtable.domain.table_errors import TableTooLarge
from roundtable.domain.wording import counted
from roundtable.ui.agency_matching import AgencyMatching
from roundtable.ui.column_matching import ColumnMatching
from roundtable.ui.context import Context
from roundtable.ui.event_preview import EventPreview
from roundtable.ui.outgoing import write_file
from roundtable.ui.screen import Screen
from roundtable.ui.tasks import Job, Progress, WorkCancelled
from roundtable.ui.widgets import Button, Callout, Card, ProgressPanel, Text
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.table_zone import TableZone

_MOST_BYTES = 20_000_000
_COVERED = "The table may name anybody. Stop mirroring the displays to see it; nothing of it is lost."
Sheets = tuple[Sheet, ...]
_Read = tuple[Sheets, tuple[tuple[AgencyId, str], ...]]


class EventFileScreen(Screen):
    """`case_id`: whose chronology. Ctrl+V pastes a table; nothing is stored before the button is pressed."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.SIGNOFF})
    help_key = "event_file"

    def __init__(self, context: Context, *, case_id: CaseId) -> None:
        super().__init__(
            context,
            "Events from a file",
            "An agency’s chronology, as a workbook (.xlsx), a CSV file, or a table that you paste.",
            wide=True,
        )
        self._case_id = CaseId(case_id)
        self._sheets: Sheets = ()
        self._agencies: tuple[tuple[AgencyId, str], ...] = ()
        context.frame.set_place("Events from a file")
        self._view: EventImportView | None = None
        self._job: Job | None = None
        self._looked = 0
        self.zone = TableZone(self.theme)
        self.zone.chosen.connect(self.read_file)
        self.zone.browsed.connect(self._browse)
        self.zone.pasted.connect(self.read_paste)
        self.progress = ProgressPanel(self.theme, "Reading the table")
        self.progress.cancelled.connect(lambda: self._job.cancel() if self._job else None)
        self.columns = ColumnMatching(self.theme)
        self.columns.changed.connect(self._look)
        self.columns.sheet_chosen.connect(self._show_sheet)
        self.words = AgencyMatching(self.theme)
        self.words.changed.connect(self._look_again)
        self.preview = EventPreview(self.theme)
        self.preview.decided.connect(self._show_primary)
        self.covered = Callout(self.theme, _COVERED, "warn", title="Not while the room sees this screen")
        other = Button(self.theme, "Choose another file", icon="folder-open")
        other.clicked.connect(self._start_over)
        self.again = Row(self.theme, other, None)
        for part in (
            self.zone,
            self.progress,
            self.covered,
            self.columns,
            self.words,
            self.preview,
            self.again,
            self._empty_workbook(),
        ):
            self.add(part)
        self._start_over()

    def _empty_workbook(self) -> QWidget:
        self.template = Card(self.theme, "For the agencies", icon="info")
        self.template.add(
            Text("A workbook with the right headings and an example, to send out and get back.")
        )
        self.save_empty = Button(self.theme, "Save an empty workbook to fill in", icon="download")
        self.save_empty.clicked.connect(self._save_empty)
        self.template.add_row(self.save_empty, None)
        return self.template

    def first_focus(self) -> QWidget | None:
        """Choosing comes first."""
        return self.zone.browse if self.zone.isVisibleTo(self) else self.columns.parts_in_order()[0]

    def load(self) -> None:
        """The gate: what is shown of a table goes when the case is closed to the room."""
        if self._sheets:
            self._look()

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: nobody has looked yet whose names an agency's table holds."""
        shown = bool(self._sheets)
        self.covered.setVisible(shown and hidden)
        self.columns.setVisible(shown and not hidden)
        view = self._view
        self.preview.setVisible(view is not None and not hidden)
        self.footer.hide_primary()
        if view is not None:
            self.words.show_words(view.unknown, self._agencies)
            if not hidden:
                self._show_primary()
        self.words.setVisible(view is not None and bool(view.unknown) and not hidden)

    # --- reading

    def read_file(self, path: Path) -> None:
        """Read a file; nothing is stored."""
        tables = self.context.tables
        if tables is not None:
            self._start(lambda progress: tables.read(_bytes_of(path), progress))

    def read_paste(self, text: str) -> None:
        """Read what was pasted; nothing is stored."""
        tables = self.context.tables
        if tables is not None:
            self._start(lambda _progress: tables.pasted(text))

    def _browse(self) -> None:
        kinds = ("Workbook or CSV (*.xlsx *.csv *.tsv *.txt)",)
        chosen = self.context.prompts.open_files("Choose an agency’s file", kinds)
        if chosen:
            self.read_file(chosen[0])

    def _start(self, read: Callable[[Progress], Sheets]) -> None:
        self._start_over()
        self.progress.start("Reading")
        vault = self.context.vault

        def work(progress: Progress) -> _Read:
            return read(progress), event_agencies(vault)

        self._job = self.context.tasks.run_long(work, self, self._read, self._failed, self.progress.advance)

    def _start_over(self) -> None:
        self._sheets, self._view = (), None
        self._looked += 1
        self.page.errors.clear()
        for part in (self.covered, self.columns, self.preview, self.again):
            part.setVisible(False)
        self.words.start_over()
        self.zone.setVisible(True)
        self.template.setVisible(True)
        self.footer.hide_primary()

    def _failed(self, error: RoundtableError) -> None:
        self.progress.finish()
        if not isinstance(error, WorkCancelled):
            self.show_error(error)
        self.zone.browse.setFocus()

    def _read(self, read: _Read) -> None:
        self.progress.finish()
        self._sheets, self._agencies = read
        self.zone.setVisible(False)
        self.template.setVisible(False)
        self.again.setVisible(True)
        self.columns.show_sheets(self._sheets)
        self.hide_private(self.context.room.is_mirrored())
        self._show_sheet(0)
        self.columns.parts_in_order()[0].setFocus()

    # --- looking

    def _show_sheet(self, place: int) -> None:
        sheet = self._sheets[place]
        self.columns.show_table(sheet, guess(sheet, self.context.clock.now().date()), self._agencies)
        self._look()

    def _look(self) -> None:
        """What would come of it, from the beginning."""
        self._view = None
        self.preview.setVisible(False)
        self.footer.hide_primary()
        self._look_again()

    def _look_again(self) -> None:
        """The page stays as it is until the answer is there, so that the focus does."""
        self.footer.primary.setEnabled(False)
        self._looked += 1
        lacks = self.columns.lacks()
        self.page.errors.show_problems([(words, box) for words, box in lacks], "One more choice")
        if lacks:
            self.words.setVisible(False)
            return
        sheet = self._sheets[self.columns.place()]
        matching = replace(self.columns.matching(), agencies=self.words.chosen())
        vault, case_id, asked = self.context.vault, self._case_id, self._looked

        def show(view: EventImportView) -> None:
            if asked == self._looked:  # else it is about columns or a file that were put aside meanwhile
                self._show(view)

        self.context.tasks.run(
            lambda: event_import_view(vault, case_id, sheet, matching), self, show, self._closed
        )

    def _closed(self, error: RoundtableError) -> None:
        if isinstance(error, CaseClosedToRoom):
            self._start_over()
        self.show_error(error)

    def _show(self, view: EventImportView) -> None:
        self._view = view
        self.preview.show_import(view)
        self.hide_private(self.context.room.is_mirrored())

    def _show_primary(self) -> None:
        view = self._view
        if view is None:
            return
        out = len(view.faults) if self.preview.leave_out.isChecked() else 0
        label = f"Add {counted(len(view.new), 'event')}" + (
            f", leave out {counted(out, 'row')}" if out else ""
        )
        self.set_primary(label if view.new else "Nothing to add yet", self._add, icon="plus")
        self.footer.primary.setEnabled(bool(view.new) and len(view.faults) == out)

    # --- adding

    def _add(self) -> None:
        view = self._view
        if view is None:
            return
        context, case_id, lines = self.context, self._case_id, tuple(each.line for each in view.new)
        made: list[Event] = []
        self.footer.primary.setEnabled(False)

        def change() -> Changes:
            made.extend(add_events(context.vault, case_id, lines))
            return changed(Topic.CASE, Topic.BOARD)

        def undo() -> None:
            self.act(lambda: take_back_events(context.vault, case_id, made))

        def added(_made: Changes) -> None:
            context.frame.toast(f"{counted(len(made), 'event')} added", undo)
            context.navigator.back()

        self.act(change, added, self._not_added)

    def _not_added(self, error: RoundtableError) -> None:
        self.footer.primary.setEnabled(True)
        self.show_error(error)

    # --- the empty workbook

    def _save_empty(self) -> None:
        tables = self.context.tables
        path = self.context.prompts.save_file(
            "Save an empty workbook", Path.home() / "events.xlsx", ("Workbook (*.xlsx)",)
        )
        if path is None or tables is None:
            return
        self.context.tasks.run(
            lambda: write_file(path, tables.empty_workbook()),
            self,
            lambda _done: self.context.frame.toast("Empty workbook saved"),
            self.show_error,
        )


def _bytes_of(path: Path) -> bytes:
    """Of a file alone: a device or a pipe has no end. Raises FileUnreadable, TableTooLarge."""
    try:
        if not path.is_file():
            raise FileUnreadable()
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError:
        raise FileUnreadable() from None
    if len(data) > _MOST_BYTES:
        raise TableTooLarge(what="too many bytes", limit=f"{_MOST_BYTES // 1_000_000} MB")
    return data
