"""Who is expected: the Board's representatives by name, and others in two fields."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.actions.hub import AttendeeRow, HubView
from roundtable.actions.meeting import Invitable, MeetingView
from roundtable.domain.accreditation import short_doubt
from roundtable.domain.ids import AttendeeId
from roundtable.domain.round_table import Capacity
from roundtable.domain.wording import counted, isolated
from roundtable.ui.meeting.attendee_list import Words
from roundtable.ui.meeting.person_form import PersonForm
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, EmptyState, Pill, Row, Separator, Text
from roundtable.ui.widgets.stack import Stack

ADD_ALL = "Add the agencies’ representatives"


class GuestList(Stack):
    """Fires `invited` (an `Invitable`), `all_invited` (several), `added` (a `NewPerson`), `removed` (an
    attendee's id).
    """

    invited = Signal(object)
    all_invited = Signal(object)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._card = Card(theme, "Who is expected")
        self.count = Text("", "body", "ink2")
        self._rows = Stack(theme, spacing=10)
        self._card.add(self.count)
        self._card.add(self._rows)
        self._empty = EmptyState(
            theme, "users", "Nobody is on the list yet", "Add representatives of the agencies, below."
        )
        self._board = Card(
            theme, "From the Board’s list", "Representatives whom the agencies have nominated."
        )
        self._offers = Stack(theme, spacing=10)
        self.invite_all = Button(theme, ADD_ALL, icon="users")
        self.invite_all.clicked.connect(lambda: self.all_invited.emit(self._asked))
        self._asked: tuple[Invitable, ...] = ()
        self._asked_words = Text("", "body", "ink2")
        self._asked_row = Row(theme, self.invite_all, self._asked_words)
        self._board.add(self._asked_row)
        self._board.add(self._offers)
        self.form = PersonForm(theme, "Somebody who is not on the Board’s list")
        self.added = self.form.added
        for widget in (self._card, self._empty, self._board, self.form):
            self.add(widget)
        self.remove_buttons: dict[AttendeeId, Button] = {}
        self.invite_buttons: dict[str, Button] = {}
        self._shown: tuple[object, ...] = ()

    def show_view(self, hub: HubView, view: MeetingView) -> None:
        """The list and those on offer."""
        self.form.set_agencies(view.agencies)
        self._card.setVisible(bool(hub.attendees))
        self._empty.setVisible(not hub.attendees)
        self._board.setVisible(bool(view.invitable))
        shown = (hub.attendees, view.invitable)
        if shown == self._shown:
            return
        self._shown = shown
        self.count.setText(counted(len(hub.attendees), "person", "people"))
        self._show_rows(hub.attendees)
        self._show_offers(view.invitable)
        self._show_asked(view.asked)

    def _show_asked(self, asked: tuple[Invitable, ...]) -> None:
        had_focus, self._asked = self.invite_all.hasFocus(), asked
        self._asked_words.setText(asked_words(asked))
        # One alone has a button of their own.
        self._asked_row.setVisible(len(asked) > 1)
        if had_focus and len(asked) < 2:
            # Not into a text, where Ctrl+Z would undo what is typed there.
            (next(iter(self.remove_buttons.values()), None) or self.form.name).setFocus()

    def _show_rows(self, attendees: tuple[AttendeeRow, ...]) -> None:
        held = next((n for n, b in enumerate(self.remove_buttons.values()) if b.hasFocus()), None)
        self._rows.clear()
        self.remove_buttons = {}
        for place, person in enumerate(attendees):
            if place:
                self._rows.add(Separator())
            capacity = "" if person.capacity == Capacity.PRESENT.value else person.capacity
            about = "  ·  ".join(part for part in (person.agency, person.role, capacity) if part)
            words = Words(self._theme, Text(isolated(person.name)).strong(), Text(about, "small", "ink2"))
            row = Row(self._theme, words, spacing=10)
            if person.accreditation_note:
                row.addWidget(Pill(self._theme, _note(person.accreditation_note), "warn", "triangle-alert"))
            remove = Button(self._theme, "", icon="x", name=f"Take {person.name} off the list")
            remove.setToolTip(f"Take {person.name} off the list")
            remove.clicked.connect(lambda _on=False, chosen=person.id: self.removed.emit(chosen))
            self.remove_buttons[person.id] = remove
            row.addWidget(remove)
            self._rows.add(row)
            row.setVisible(True)  # the focus cannot go to what has not been shown
        buttons = list(self.remove_buttons.values())
        if held is not None:
            (buttons[min(held, len(buttons) - 1)] if buttons else self.form.name).setFocus()

    def _show_offers(self, offers: tuple[Invitable, ...]) -> None:
        had_focus = any(b.hasFocus() for b in self.invite_buttons.values())
        self._offers.clear()
        self.invite_buttons = {}
        for place, offer in enumerate(offers):
            if place:
                self._offers.add(Separator())
            about = "  ·  ".join(part for part in (offer.agency, offer.role, offer.dates) if part)
            words = Words(self._theme, Text(isolated(offer.name)).strong(), Text(about, "small", "ink2"))
            accredited = ("Accredited", "ok", "circle-check")
            pill = (_note(offer.note), "warn", "triangle-alert") if offer.note else accredited
            button = Button(self._theme, "Add", icon="user-plus", name=f"Add {offer.name}")
            button.clicked.connect(lambda _on=False, chosen=offer: self.invited.emit(chosen))
            self.invite_buttons[offer.name] = button
            self._offers.add(
                Row(self._theme, words, Pill(self._theme, *pill), button, spacing=10)  # type: ignore[arg-type]
            )
        if had_focus:
            (next(iter(self.invite_buttons.values()), None) or self.form.name).setFocus()


def asked_words(asked: tuple[Invitable, ...]) -> str:
    """How many one press would add, and for how many of them something is doubtful."""
    doubtful = sum(bool(person.note) for person in asked)
    people = f"{counted(len(asked), 'person', 'people')} of this audit’s agencies."
    return f"{people} Look at the accreditation of {doubtful} of them." if doubtful else people


def _note(note: str) -> str:
    note = short_doubt(note)
    return f"{note[:1].upper()}{note[1:]}"
