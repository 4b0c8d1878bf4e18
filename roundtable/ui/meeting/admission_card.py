"""Whose accreditation ended or is not known: the facilitator decides whether they take part."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from roundtable.actions.admission import admit, turn_away
from roundtable.domain.ids import AttendeeId, RoundTableId
from roundtable.domain.round_table import Attendee, RoundTable
from roundtable.domain.wording import isolated
from roundtable.ui.enter_adds import DoublePress
from roundtable.ui.meeting.attendee_list import Words
from roundtable.ui.prompts import Choice
from roundtable.ui.screen import Screen
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Row, Separator, Text
from roundtable.ui.widgets.stack import Stack

MAY_STAY = "May take part"
TURNED_AWAY = "Does not take part…"


class AdmissionCard(Card):
    """Fires `admitted` with attendees' ids, `turned_away` with one, `all_asked` with everybody who waits.
    Hidden while nothing is to be decided.

    A decision takes its row away, and the next person's buttons come to where it was: the second half of a
    double press does nothing, and the focus rests on the next person's name, where Enter decides nothing.
    """

    admitted = Signal(object)
    all_asked = Signal(object)
    turned_away = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "Accreditation to decide",
            "Nobody is kept from signing by this. What you decide is recorded with your name and the time.",
        )
        self.everybody = Button(theme, "All of them may take part", icon="users")
        self.everybody.clicked.connect(lambda: self.all_asked.emit(self._waiting))
        self._rows = Stack(theme, spacing=10)
        self._everybody_row = Row(theme, self.everybody, None)
        self.add(self._rows)
        self.add(self._everybody_row)
        self.buttons: dict[AttendeeId, tuple[Button, Button]] = {}
        self.names: dict[AttendeeId, Text] = {}
        self._waiting: tuple[Attendee, ...] = ()
        self._twice = DoublePress()

    def show_table(self, table: RoundTable) -> None:
        """Everybody who waits for a decision, in the order of the list."""
        waiting = tuple(person for person in table.attendees if person.awaits_decision)
        self.setVisible(bool(waiting))
        self._everybody_row.setVisible(len(waiting) > 1)
        if waiting == self._waiting:
            return
        had_focus = any(button.hasFocus() for pair in self.buttons.values() for button in pair)
        self._waiting = waiting
        self._rows.clear()
        self.buttons, self.names = {}, {}
        for place, person in enumerate(waiting):
            if place:
                self._rows.add(Separator())
            self._add(person)
        if had_focus and self.names:
            next(iter(self.names.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def first_of(self, table: RoundTable) -> Button | None:
        """Where to decide about the first one who keeps the cases closed."""
        pairs = (self.buttons.get(person.id) for person in table.undecided)
        return next((pair[0] for pair in pairs if pair is not None), None)

    def _add(self, person: Attendee) -> None:
        note = person.accreditation_note
        name = self.names[person.id] = Text(isolated(person.name)).strong()
        name.setObjectName("resting")
        words = Words(
            self.theme,
            name,
            Text(f"{note[:1].upper()}{note[1:]}", "small", "ink2"),
        )
        stays = Button(self.theme, MAY_STAY, icon="user-check", name=f"{MAY_STAY}: {person.name}")
        goes = Button(self.theme, TURNED_AWAY, icon="user-x", name=f"Does not take part: {person.name}")
        stays.clicked.connect(lambda: self._admit(person.id))
        goes.clicked.connect(lambda: self.turned_away.emit(person.id))
        self.buttons[person.id] = (stays, goes)
        self._rows.add(Row(self.theme, words, stays, goes, spacing=10))

    def _admit(self, person: AttendeeId) -> None:
        if not self._twice.is_second():
            self._twice.added()
            self.admitted.emit((person,))


class Admissions:
    """Makes these decisions through a screen."""

    def __init__(self, screen: Screen, round_table_id: RoundTableId, card: AdmissionCard) -> None:
        self._screen, self._table_id = screen, round_table_id
        card.admitted.connect(self.admit)
        card.all_asked.connect(self.admit_all)
        card.turned_away.connect(lambda person: self.turn_away(AttendeeId(person)))

    def admit(self, people: tuple[AttendeeId, ...]) -> None:
        """They may take part."""
        vault, table = self._screen.context.vault, self._table_id
        self._screen.act(lambda: admit(vault, table, people))

    def admit_all(self, people: tuple[Attendee, ...]) -> None:
        """Everybody who waits, once they were named."""
        names = "\n".join(isolated(person.name) for person in people)
        if self._screen.context.prompts.confirm(
            f"All {len(people)} may take part?",
            f"{names}\n\nIt is recorded for each of them with your name and the time.",
            "They may take part",
            "Decide one by one",
        ):
            self.admit(tuple(person.id for person in people))

    def turn_away(self, person: AttendeeId) -> None:
        """They do not take part, for a reason."""
        vault, table = self._screen.context.vault, self._table_id
        with vault.reading() as tx:
            name = tx.round_tables.get(table).attendee(person).name
        reason = self._screen.context.prompts.ask(
            f"{isolated(name)} does not take part?",
            "It is recorded with your name and the time, and that they leave. You can decide again.",
            "Why?",
            "They do not take part",
            check=lambda text: "" if text.strip() else "Enter why they do not take part",
        )
        if reason is not None:
            self._screen.act(lambda: turn_away(vault, table, person, reason))

    def decide_again(self, person: Attendee) -> None:
        """After a decision: the other one, or the same."""
        said = person.admission.words if person.admission else person.accreditation_note
        chosen = self._screen.context.prompts.choose(
            person.name,
            f"{said[:1].upper()}{said[1:]}.",
            [
                Choice("stays", MAY_STAY, "What was decided before stays on the record."),
                Choice("goes", TURNED_AWAY, "You say why."),
            ],
        )
        if chosen == "stays":
            self.admit((person.id,))
        elif chosen == "goes":
            self.turn_away(person.id)
