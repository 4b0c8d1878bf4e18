"""Which column of a table is what: guessed from its headings, changed by keyboard, its first rows seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal

from roundtable.domain.event_table import Matching, Part
from roundtable.domain.ids import AgencyId
from roundtable.domain.table import Sheet, TableRow
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, Column, Field, TableView
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select

_WORDS: Final = {
    Part.DATE: "Date",
    Part.TEXT: "What happened",
    Part.AGENCY: "Agency",
    Part.TIME: "Time",
    Part.KIND: "Kind",
    Part.SOURCE: "Source",
}
_SEEN_ROWS: Final = 5
_SEEN_COLUMNS: Final = 8
_SEEN_LETTERS: Final = 60
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NOT_THERE: Final = ("", "Not in the table")


class ColumnMatching(Card):
    """`changed` says that another column, sheet or agency was chosen."""

    changed = Signal()
    sheet_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Which column is what?", "The first rows of the table are shown below.")
        self._heading = -1
        self.sheet = Select(theme, "Sheet")
        self.sheet_field = Field(theme, "Sheet", self.sheet, "Only this sheet is taken.")
        self.sheet.changed.connect(lambda key: self.sheet_chosen.emit(int(key)))
        self.parts = {part: Select(theme, words) for part, words in _WORDS.items()}
        self.agency = Select(theme, "Agency of every row")
        self.agency_field = Field(theme, "Agency of every row", self.agency)
        self.add(self.sheet_field)
        fields = [Field(theme, _WORDS[part], box) for part, box in self.parts.items()]
        self.add(Reflow(theme, *fields, columns=3, narrowest=220))
        self.add(self.agency_field)
        self.months = CheckTile(
            theme,
            "Take a month or a year alone as its first day",
            "The words then say that the day is not known.",
        )
        self.add(self.months)
        self._shown: TableView[TableRow] | None = None
        for box in (*self.parts.values(), self.agency):
            box.changed.connect(lambda _key: self._on_changed())
        self.months.clicked.connect(lambda: self.changed.emit())

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Which sheets there are; a single one needs no choice."""
        self.sheet.set_choices([(str(n), s.name or "The table") for n, s in enumerate(sheets)])
        self.sheet_field.setVisible(len(sheets) > 1)

    def show_table(self, sheet: Sheet, guessed: Matching, agencies: Sequence[tuple[AgencyId, str]]) -> None:
        """A table with the columns that were guessed."""
        self._heading = guessed.heading
        choices = [_NOT_THERE, *((str(n), _column_name(sheet, guessed, n)) for n in range(sheet.width))]
        for part, box in self.parts.items():
            box.set_choices(choices)
            box.set_value(str(guessed.columns.get(part, "")))
        self.agency.set_choices([("", "Choose the agency"), *((str(a), name) for a, name in agencies)])
        self._show_first_rows(sheet, guessed)
        self._show_agency()

    def place(self) -> int:
        """Which of the sheets is shown."""
        return int(self.sheet.value() or 0)

    def parts_in_order(self) -> tuple[Select, ...]:
        """The boxes, as they are reached with Tab."""
        return tuple(self.parts.values())

    def matching(self) -> Matching:
        """What is chosen."""
        columns = {part: int(box.value()) for part, box in self.parts.items() if box.value()}
        return Matching(
            MappingProxyType(columns),
            self._heading,
            AgencyId("" if Part.AGENCY in columns else self.agency.value()),
            self.months.isChecked(),
        )

    def lacks(self) -> tuple[tuple[str, Select], ...]:
        """What has to be chosen yet, with its box."""
        found = []
        if not self.parts[Part.DATE].value():
            found.append(("Choose the column with the date", self.parts[Part.DATE]))
        if not self.parts[Part.TEXT].value():
            found.append(("Choose the column that says what happened", self.parts[Part.TEXT]))
        if not self.parts[Part.AGENCY].value() and not self.agency.value():
            found.append(("Choose the agency of every row, or the column that says it", self.agency))
        return tuple(found)

    def _on_changed(self) -> None:
        self._show_agency()
        self.changed.emit()

    def _show_agency(self) -> None:
        self.agency_field.setVisible(not self.parts[Part.AGENCY].value())

    def _show_first_rows(self, sheet: Sheet, guessed: Matching) -> None:
        if self._shown is not None:
            self._shown.setParent(None)
            self._shown.deleteLater()
        seen = [
            Column(_column_name(sheet, guessed, n), _words_of(n), 2)
            for n in range(min(sheet.width, _SEEN_COLUMNS))
        ]
        rows: TableView[TableRow] = TableView(
            self.theme, "First rows of the table", [Column("Row", lambda r: str(r.number), 1), *seen]
        )
        first = guessed.heading + 1
        rows.show_rows(sheet.rows[first : first + _SEEN_ROWS])
        self._shown = rows
        self.add(rows)


def _words_of(place: int) -> Callable[[TableRow], str]:
    def words(row: TableRow) -> str:
        text = " ".join(row.cell(place).text.split())
        return text if len(text) <= _SEEN_LETTERS else f"{text[:_SEEN_LETTERS]}…"

    return words


def _column_name(sheet: Sheet, guessed: Matching, place: int) -> str:
    """The heading, or the letter that a spreadsheet program shows."""
    heading = sheet.rows[guessed.heading].cell(place).text if guessed.heading >= 0 else ""
    words = " ".join(heading.split())[:40]
    if words:
        return words
    before, last = divmod(place, len(_LETTERS))
    return f"Column {_LETTERS[before - 1] if before else ''}{_LETTERS[last]}"
