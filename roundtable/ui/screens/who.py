"""Who's who: family map, people and places by label, and a private peek at one name for two seconds."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from roundtable.actions.family_arrangement import arrange_map
from roundtable.actions.who import AgencyRow, PersonRow, PlaceRow, WhoView, peek, who_view
from roundtable.domain.case import Proceedings
from roundtable.domain.errors import RoundtableError
from roundtable.domain.family import Family, Moved
from roundtable.domain.family_symbols import Relative
from roundtable.domain.room_family import room_family
from roundtable.domain.walkthrough import Step
from roundtable.ui.announce import announce
from roundtable.ui.lesson_here import on_the_case
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card, EmptyState
from roundtable.ui.widgets.family_panel import FamilyPanel
from roundtable.ui.widgets.fields import reveal
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.table import Column, TableView

PEEK_MS: Final = 2_000
_LIVE = {
    Proceedings.CRIMINAL: "criminal proceedings",
    Proceedings.FAMILY: "family proceedings",
    Proceedings.RAPID_REVIEW: "a rapid review",
}
_ROOM_KEY: Final = (
    "Square: male. Circle: female. Diamond: not known. Triangle: unborn. Double outline: the child. "
    "Cross: died. Dashed outline: the household."
)


class WhoScreen(StepScreen[WhoView]):
    """The drawing first, the same facts in the tables below it."""

    step: ClassVar[Step] = Step.WHO
    help_key: ClassVar[str] = "who"

    def build(self) -> None:
        """Flags, background, map, people, places."""
        self.lesson = on_the_case(self)
        self.flags = Callout(self.theme, "", "warn", title="Live proceedings")
        self.put(self.flags)
        self.background = Text("")
        self._about = Card(self.theme, "In short")
        self._about.add(self.background)
        self.put(self._about)
        self._build_map()
        self._build_people()
        self._build_agencies()
        self._places_card = Card(self.theme, "Places")
        columns = [
            Column[PlaceRow]("Place", lambda r: r.name, 2),
            Column[PlaceRow]("What it is", lambda r: r.role),
        ]
        self.places: TableView[PlaceRow] = TableView(self.theme, "Places", columns)
        self._places_card.add(self.places)
        self.put(self._places_card)
        self._rows: tuple[PersonRow, ...] = ()
        self._family: Family | None = None
        self._title = ""

    def _build_map(self) -> None:
        card = Card(self.theme, "Family map")
        self.family = FamilyPanel(self.theme)
        self.family.arranged.connect(self._arrange)
        self._no_family = EmptyState(
            self.theme, "network", "Nobody is registered yet", "Add people when you prepare the case."
        )
        card.add(self.family)
        card.add(self._no_family)
        self.put(card)

    def _build_people(self) -> None:
        card = Card(
            self.theme, "People", "Shown by label. Enter or a double click shows a name for two seconds."
        )
        columns = [
            Column[PersonRow]("Person", lambda r: r.name, 4),
            Column[PersonRow]("Relation or role", lambda r: r.role, 3),
            Column[PersonRow]("Age", _age, 2),
            Column[PersonRow]("Household", lambda r: "Yes" if r.in_household else "", 2),
            Column[PersonRow]("Agency", lambda r: r.agency, 3),
        ]
        self.people: TableView[PersonRow] = TableView(self.theme, "People", columns)
        self.people.opened.connect(lambda _row: self.peek_name())
        self.peek_button = Button(
            self.theme,
            "Peek at the name",
            icon="eye",
            tip="Show one name for two seconds (Alt+P). It is noted.",
        )
        self.peek_button.clicked.connect(self.peek_name)
        card.add_row(self.peek_button, None)
        card.add(self.people)
        self.peeked = Text("", "label", "primary", wrap=False)
        self.peeked.setParent(self.people.viewport())  # the name stands in its own row
        self.peeked.setObjectName("peeked")
        self.peeked.setVisible(False)
        shortcut = QShortcut(QKeySequence("Alt+P"), self)
        shortcut.activated.connect(self.peek_name)
        self._hide_name = QTimer(self)
        self._hide_name.setSingleShot(True)
        self._hide_name.setInterval(PEEK_MS)
        self._hide_name.timeout.connect(self.cover_name)
        self.put(card)

    def _build_agencies(self) -> None:
        self._agencies_card = Card(self.theme, "Agencies involved")
        columns = [
            Column[AgencyRow]("Agency", lambda r: r.name, 4),
            Column[AgencyRow]("Return", lambda r: r.answered, 2),
            Column[AgencyRow]("Events", lambda r: str(r.events) if r.events else "", 2),
            Column[AgencyRow]("Who worked with the family", lambda r: ", ".join(r.professionals), 4),
        ]
        self.agencies: TableView[AgencyRow] = TableView(self.theme, "Agencies involved", columns)
        self._agencies_card.add(self.agencies)
        self.put(self._agencies_card)

    def page_title(self) -> str:
        """Names the case by label."""
        return f"Who’s who around {self.case_name}" if self.case_name else super().page_title()

    def page_subtitle(self) -> str:
        """How long this takes."""
        return "Say who is who, then go on. Ages are as of today."

    def first_focus(self) -> QWidget | None:
        """The people."""
        return self.people

    def read(self) -> WhoView:
        """People, places, family."""
        return who_view(self.context.vault, self.case_id)

    def show_content(self, view: WhoView) -> None:
        """All of it."""
        self._title, self._rows, self._family = view.title, view.people, view.family
        live = [_LIVE[p] for p in view.proceedings]
        self.flags.setVisible(bool(live))
        self.flags.message.setText(
            f"This case has live {' and '.join(live)}. The export shows it and asks before a report is made."
        )
        self.background.setText(view.background)
        self._about.setVisible(bool(view.background.strip()))
        family = [relative(p) for p in view.people if not p.is_professional]
        self.family.show_family(family, view.family, view.problems)
        self.family.setVisible(bool(family))
        self._no_family.setVisible(not family)
        self.cover_name()  # it could come to stand in another row
        self.people.show_rows(view.people)
        self.agencies.show_rows(view.agencies)
        self._agencies_card.setVisible(bool(view.agencies))
        self.places.show_rows(view.places)
        self._places_card.setVisible(bool(view.places))

    def undo(self) -> bool:
        """Ctrl+Z takes the last change of the map back."""
        return not self.closed.isVisibleTo(self) and self.family.undo()

    def _arrange(self, moved: tuple[Moved, ...]) -> None:
        self.act(lambda: arrange_map(self.context.vault, self.case_id, moved), None, self._not_arranged)

    def _not_arranged(self, error: RoundtableError) -> None:
        self.family.not_kept()
        self.load()
        self.show_error(error)

    # --- peek

    def peek_name(self) -> None:
        """One name, on this screen alone, for two seconds; the trail notes it."""
        row = self.people.chosen_row()
        if row is None or self.closed.isVisibleTo(self) or self.context.room.is_mirrored():
            return
        self.context.tasks.run(
            lambda: peek(self.context.vault, self.case_id, row.id), self, self._show_name, self.show_error
        )

    def _show_name(self, name: str) -> None:
        if self.context.room.is_mirrored():
            return  # since it was asked for
        row = self.people.currentIndex()
        self.people.scrollTo(row)
        self.peeked.setText(name)
        first, last = row.siblingAtColumn(0), row.siblingAtColumn(self.people.rows_model.columnCount() - 1)
        self.peeked.setGeometry(self.people.visualRect(first).united(self.people.visualRect(last)))
        self.peeked.setVisible(True)
        reveal(self.peeked)
        announce(self.peeked, name)
        self._hide_name.start()

    def hide_private(self, hidden: bool) -> None:
        """A name that is looked at just now goes too."""
        super().hide_private(hidden)
        if hidden:
            self.cover_name()

    def cover_name(self) -> None:
        """Take the name away."""
        self.peeked.setText("")
        self.peeked.setVisible(False)

    def room_state(self) -> RoomState:
        """The family map by label."""
        family = [relative(p) for p in self._rows if not p.is_professional]
        if not family or self._family is None:
            return self.room_page(self.page_title())
        page = self.room_page(self.page_title())
        return replace(page, drawing=room_family(family, self._family), key=_ROOM_KEY)


def relative(person: PersonRow) -> Relative:
    """A row as the map takes it."""
    return Relative(
        person.id,
        person.name,
        person.age or "?",
        person.sex,
        person.in_household,
        person.is_index_child,
        person.has_died,
    )


def _age(person: PersonRow) -> str:
    if person.is_professional:
        return ""
    if person.has_died:
        return "Died" if person.age == "?" else f"Died aged {person.age}"
    return "Not known" if person.age == "?" else person.age.capitalize()
