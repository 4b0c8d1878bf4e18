"""Where the round table stands: what is ready, how far each case is, what was captured."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.actions.hub import HubView
from roundtable.actions.meeting import MeetingView
from roundtable.domain.ids import CaseId
from roundtable.domain.round_table import MeetingState
from roundtable.domain.wording import counted, day_words
from roundtable.ui.meeting.attendee_list import Words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Callout, Card, IconLabel, Row, Separator, Text
from roundtable.ui.widgets.stack import Stack


class Overview(Stack):
    """Fires `section_asked`, `case_opened`, `signing_asked`, `reopened`, `record_asked`, `papers_asked`, …"""

    section_asked = Signal(str)
    case_opened = Signal(str)
    signing_asked = Signal()
    reopened = Signal()
    record_asked = Signal()
    papers_asked = Signal()
    continued = Signal()
    """A further meeting is to go on with what is not finished."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.waiting = Callout(theme, "", "warn", title="The cases are closed to the room")
        to_sign = Button(theme, "Go to the sign-off list", icon="user-check")
        to_sign.clicked.connect(self.signing_asked)
        self.waiting.add(to_sign)
        self.ready = Card(
            theme, "Before you open it", "From then on no case is shown until everybody has signed."
        )
        self._ready_rows = Stack(theme, spacing=10)
        self.ready.add(self._ready_rows)
        self.cases = Card(theme, "Cases")
        self._case_rows = Stack(theme, spacing=10)
        self.captured = Text("", "body", "ink2")
        self.cases.add(self._case_rows)
        self.cases.add(self.captured)
        self.left = Card(theme, "Not finished", "The report lists these; you can still go back to them.")
        self._left_rows = Stack(theme, spacing=4)
        self.left.add(self._left_rows)
        self.plan_next = Button(theme, "Plan a meeting that goes on from here", icon="calendar")
        self.plan_next.clicked.connect(self.continued)
        self.left.add_row(self.plan_next, None)
        self.note = Card(theme, "Closing note")
        self._note = Text("")
        self.note.add(self._note)
        self._build_papers()
        self.other_papers = Button(theme, "Papers: letter, agenda, pre-read and more", "link", "file-text")
        self.other_papers.clicked.connect(self.papers_asked)
        links = Row(theme, self.other_papers, None)
        for part in (self.waiting, self.ready, self.cases, self.left, self.note, self.papers, links):
            self.add(part)
        self.open_buttons: dict[CaseId, Button] = {}
        self._shown: tuple[object, ...] = ()

    def _build_papers(self) -> None:
        self.papers = Card(
            self._theme,
            "Attendance and signatures",
            "A restricted paper of its own, never part of the report.",
        )
        self.record = Button(self._theme, "Save the sign-off record…", icon="download")
        self.record.clicked.connect(self.record_asked)
        self.reopen = Button(self._theme, "Reopen the round table", icon="rotate-ccw")
        self.reopen.clicked.connect(self.reopened)
        self.papers.add_row(self.record, None, self.reopen)

    def show_page(self, hub: HubView, view: MeetingView) -> None:
        """Everything by the state of the meeting."""
        state = hub.table.state
        is_open, is_over = state is MeetingState.OPEN, state is MeetingState.CLOSED
        self.waiting.setVisible(is_open and not hub.is_content_open)
        self.waiting.message.setText(_why_closed(hub))
        self.ready.setVisible(state in (MeetingState.PLANNED, MeetingState.PAUSED))
        self.cases.setVisible(state is not MeetingState.PLANNED and bool(view.progress))
        self.left.setVisible(is_over and bool(view.unfinished))
        self.note.setVisible(is_over and bool(hub.table.closing_note))
        self._note.setText(hub.table.closing_note)
        self.papers.setVisible(is_over)
        shown = (hub, view)
        if shown == self._shown:
            return
        self._shown = shown
        self._show_ready(hub)
        self._show_cases(view, can_open=is_open and hub.is_content_open)
        words = [counted(view.lessons, "lesson"), counted(view.actions, "action")]
        self.captured.setText(f"Captured so far: {' and '.join(words)}.")
        self._left_rows.clear()
        for what in view.unfinished:
            self._left_rows.add(Text(what))

    def _show_ready(self, hub: HubView) -> None:
        self._ready_rows.clear()
        table = hub.table
        when = ", ".join(part for part in (day_words(table.held_on), table.starts_at, table.venue) if part)
        minutes = sum(item.minutes for item in table.agenda)
        lines = (
            ("details", bool(table.facilitator), when, f"Facilitator: {table.facilitator or 'nobody yet'}"),
            ("people", bool(hub.attendees), counted(len(hub.attendees), "person", "people"), "Expected"),
            (
                "order",
                bool(hub.case_names),
                counted(len(hub.case_names), "case"),
                f"{minutes // 60} h {minutes % 60:02d} min with welcome, breaks and close",
            ),
            ("statement", True, f"Statement, version {table.sheet.statement.version}", "Everybody signs it"),
        )
        for section, is_ready, title, detail in lines:
            icon = IconLabel(self._theme, *(("circle-check", "ok") if is_ready else ("circle-alert", "warn")))
            words = Words(self._theme, Text(title).strong(), Text(detail, "small", "ink2"))
            change = Button(self._theme, "Change", "link", name=f"Change: {title}")
            change.clicked.connect(lambda _on=False, chosen=section: self.section_asked.emit(chosen))
            self._ready_rows.add(Row(self._theme, icon, words, change))

    def _show_cases(self, view: MeetingView, *, can_open: bool) -> None:
        focused = next((key for key, b in self.open_buttons.items() if b.hasFocus()), None)
        self._case_rows.clear()
        self.open_buttons = {}
        for place, case in enumerate(view.progress):
            if place:
                self._case_rows.add(Separator())
            done = f"{case.done} of {counted(case.of, 'step')} done" if case.done else "Not started"
            words = Words(self._theme, Text(case.name).strong(), Text(done, "small", "ink2"))
            row = Row(self._theme, words)
            if can_open:
                button = Button(self._theme, "Open", icon="arrow-right", name=f"Open {case.name}")
                button.clicked.connect(lambda _on=False, chosen=case.case_id: self.case_opened.emit(chosen))
                self.open_buttons[case.case_id] = button
                row.addWidget(button)
            self._case_rows.add(row)
        if focused in self.open_buttons:
            self.open_buttons[focused].setFocus()


def _why_closed(hub: HubView) -> str:
    unsigned = [a.name for a in hub.attendees if a.is_here and not a.has_signed]
    if not hub.here:
        return "Nobody is recorded as here. Everybody signs first."
    undecided = [person.name for person in hub.table.undecided]
    if not unsigned and undecided:
        return f"Accreditation to decide: {', '.join(undecided)}."
    return f"Still to sign: {', '.join(unsigned)}." if unsigned else "The curtain is drawn."
