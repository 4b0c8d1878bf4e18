"""The facilitator's list: one line for each attendee, updated in place so that the focus stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from roundtable.actions.hub import AttendeeRow, HubView
from roundtable.domain.accreditation import short_doubt
from roundtable.domain.ids import AttendeeId
from roundtable.domain.round_table import Attendee
from roundtable.domain.wording import isolated
from roundtable.ui.meeting.attendance import ARRIVED, Deed, deeds, standing
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Pill, Row, Separator, Text
from roundtable.ui.widgets.stack import Stack


class AttendeeLine(Stack):
    """Name, agency and standing, buttons in columns. Fires `done` with the key of a deed, or "more"."""

    done = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, spacing=10)
        self._theme, self._name = theme, name
        self.name = Text(isolated(name)).strong()
        self.about = Text("", "small", "ink2")
        self.accredited = Text("", "small", "ink2")
        self.pill = Pill(theme, "", "ink2", "clock")
        self.buttons: dict[str, Button] = {}
        self._gaps = (QWidget(), QWidget())  # hold the place of a button that other lines have
        self.more = Button(theme, "", icon="ellipsis", name=f"More for {name}", tip=f"More for {name}")
        self.more.clicked.connect(lambda: self.done.emit("more"))
        self._standing = Row(theme, self.pill, None)
        # As wide as the pills, and beside the name alone: what is under it has the whole width.
        self._standing.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        words = Words(theme, Row(theme, self.name, self._standing, spacing=10), self.about, self.accredited)
        words.setProperty("grows", 430)
        self._row = Row(theme, words, *self._gaps, self.more, spacing=10)
        self.add(self._row)
        self.add(Separator())

    def show_row(self, hub: HubView, row: AttendeeRow) -> None:
        """Show how they stand now."""
        about = [part for part in (row.agency, row.role) if part]
        if row.capacity != "in the room":
            about.append(row.capacity)
        self.about.setText("  ·  ".join(about))
        accredited = _accreditation(hub.table.attendee(row.id))
        self.accredited.setText(accredited)
        self.accredited.setVisible(bool(accredited))
        now = standing(hub, row)
        self.pill.set(now.words, now.tone, now.icon)
        first, rest = deeds(hub, row)
        self._show_buttons(first)
        self.more.setVisible(bool(rest))

    def take_focus(self) -> None:
        """On what can be done with them; a line that was put in just now has not been shown yet."""
        self.setVisible(True)
        first = next(iter(self.buttons.values()), None)
        (self.more if self.more.isVisibleTo(self) else first or self.more).setFocus()

    def button_in(self, column: int) -> Button | None:
        """The button in one of the two columns, 0 or 1."""
        return next((b for key, b in self.buttons.items() if _column_of(key) == column), None)

    def keep_widths(self, pills: int, columns: Sequence[int]) -> None:
        """The columns' widths in px; a gap where others have a button."""
        self._standing.setMinimumWidth(pills)
        for column, (width, gap) in enumerate(zip(columns, self._gaps, strict=True)):
            button = self.button_in(column)
            if button is not None:
                button.setMinimumWidth(width)
            gap.setFixedWidth(width)
            gap.setVisible(button is None and width > 0)

    def _show_buttons(self, first: tuple[Deed, ...]) -> None:
        wanted = {deed.key: deed for deed in first}
        had_focus = next((key for key, b in self.buttons.items() if b.hasFocus()), "")
        for key in [key for key in self.buttons if key not in wanted]:
            gone = self.buttons.pop(key)
            gone.setParent(None)
            gone.deleteLater()
        for key, deed in wanted.items():
            if key in self.buttons:
                continue
            button = Button(self._theme, deed.words, icon=deed.icon)
            button.setAccessibleName(f"{deed.words}: {self._name}")
            button.clicked.connect(lambda _on=False, chosen=deed.key: self.done.emit(chosen))
            self.buttons[key] = button
            self._row.insert_before(self._gaps[_column_of(key)], button)
        if had_focus and had_focus not in self.buttons:
            (next(iter(self.buttons.values()), None) or self.more).setFocus()


def _accreditation(person: Attendee) -> str:
    """The Board's dates, or what is in doubt and what was decided; who decided when is on the record."""
    words = person.nominated
    if person.accreditation_note:
        decided = person.admission
        words = short_doubt(person.accreditation_note)
        if decided is not None:
            words += ": may take part" if decided.may_stay else ": does not take part"
    return f"{words[:1].upper()}{words[1:]}"


def _column_of(key: str) -> int:
    return 0 if key == ARRIVED.key else 1


class AttendeeList(Stack):
    """Fires `asked` with attendee and deed ("more" for the rest)."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=10)
        self._theme = theme
        self.lines: dict[AttendeeId, AttendeeLine] = {}
        theme.changed.connect(self._line_up)

    def show_hub(self, hub: HubView) -> None:
        """Everybody on the list, in its order."""
        ids = [a.id for a in hub.attendees]
        held = next((n for n, line in enumerate(self.lines.values()) if _holds_focus(line)), None)
        if list(self.lines) != [i for i in ids if i in self.lines] or set(self.lines) - set(ids):
            self.clear()
            self.lines = {}
        else:
            held = None
        for row in hub.attendees:
            if row.id not in self.lines:
                self.lines[row.id] = line = AttendeeLine(self._theme, row.name)
                line.done.connect(lambda deed, chosen=row.id: self.asked.emit(chosen, deed))
                self.add(line)
            self.lines[row.id].show_row(hub, row)
        if held is not None and self.lines:
            # Drawn anew: the focus stays in the list, on whoever stands there now.
            list(self.lines.values())[min(held, len(self.lines) - 1)].take_focus()
        self._line_up()

    def _line_up(self) -> None:
        """Pills under pills and buttons under buttons."""
        lines = self.lines.values()
        pills = max((_width(line.pill) for line in lines), default=0)
        columns = [max((_width(line.button_in(n)) for line in lines), default=0) for n in (0, 1)]
        for line in lines:
            line.keep_widths(pills, columns)

    def line(self, name: str) -> AttendeeLine:
        """The line of somebody, by the beginning of their name."""
        return next(line for line in self.lines.values() if line.name.text().startswith(name))


class Words(Stack):
    """A name over what belongs to it; takes the room that is left in a row."""

    def __init__(self, theme: Theme, *texts: QWidget) -> None:
        super().__init__(theme, *texts, spacing=2)
        self.setProperty("grows", 220)


def _holds_focus(line: AttendeeLine) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and line.isAncestorOf(focused)


def _width(widget: QWidget | None) -> int:
    if widget is None:
        return 0
    widget.ensurePolished()
    return widget.sizeHint().width()
