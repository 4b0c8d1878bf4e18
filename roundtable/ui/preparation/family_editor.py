"""Who is, or was, with whom, and whose children they have: the facts of the family map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal

from roundtable.actions.family_arrangement import arrange_map
from roundtable.actions.registers import CaseFileView, draw_family
from roundtable.domain.errors import FamilyLoop, RoundtableError
from roundtable.domain.family import Family, Moved, Twins, Union, UnionKind
from roundtable.domain.family_problems import family_problems, loop_words
from roundtable.domain.family_symbols import Relative
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person, age_of
from roundtable.ui.error_texts import explain
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Callout, Card, EmptyState, Field, Text
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.family_panel import FamilyPanel
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

KINDS = (
    (UnionKind.MARRIED.value, "Married"),
    (UnionKind.COHABITING.value, "Living together"),
    (UnionKind.SEPARATED.value, "Separated"),
    (UnionKind.DIVORCED.value, "Divorced"),
    (UnionKind.UNKNOWN.value, "Not known"),
)


class UnionCard(Card):
    """One couple. Fires `edited` after each change."""

    edited = Signal()
    removed = Signal()

    def __init__(
        self, desk: Desk, number: int, union: Union, people: tuple[Person, ...], born: Twins | None
    ) -> None:
        super().__init__(desk.theme, f"Couple {number}")
        theme = desk.theme
        names = [(p.id, f"{p.name} ({p.role})") for p in people]
        self.first = Select(theme, f"Couple {number}, one", names)
        self.second = Select(theme, f"Couple {number}, and", [("", "Not known"), *names])
        self.kind = Select(theme, f"Couple {number}, how they are together", KINDS)
        self.first.set_value(union.first)
        self.second.set_value(union.second)
        self.kind.set_value(union.kind.value)
        self.add(
            Reflow(
                theme,
                Field(theme, "One", self.first),
                Field(theme, "And", self.second),
                Field(theme, "How they are together", self.kind),
                columns=3,
                narrowest=220,
            )
        )
        self.add(Text("Their children", "label"))
        self.children_: dict[PersonId, CheckTile] = {p.id: CheckTile(theme, p.name, p.role) for p in people}
        for person_id, tile in self.children_.items():
            tile.setChecked(person_id in union.children)
            tile.clicked.connect(self._on_choice)
        self.add(Reflow(theme, *self.children_.values(), columns=4, narrowest=220))
        self._build_twins(theme, people, born or Twins(()))
        self._follow()
        remove = Button(theme, "Remove this couple", "danger", "trash-2", name=f"Remove couple {number}")
        remove.clicked.connect(self.removed)
        self.add_row(remove, None)
        for choice in (self.first, self.second, self.kind):
            choice.changed.connect(lambda _key: self._on_choice())

    def _build_twins(self, theme: Theme, people: tuple[Person, ...], born: Twins) -> None:
        """Shown once there are two children."""
        self.twins_title = Text("Who of them are twins", "label")
        self.twins_: dict[PersonId, CheckTile] = {
            p.id: CheckTile(theme, p.name, "Born together") for p in people
        }
        for person in people:
            self.twins_[person.id].setAccessibleName(f"{person.name} is a twin")
        self.identical = CheckTile(theme, "Identical twins")
        self.identical.setChecked(born.are_identical)
        for person_id, tile in self.twins_.items():
            tile.setChecked(person_id in born.children)
        for tile in (*self.twins_.values(), self.identical):
            tile.clicked.connect(self._on_choice)
        self.add(self.twins_title)
        self.add(Reflow(theme, *self.twins_.values(), self.identical, columns=4, narrowest=220))

    def twins(self) -> Twins | None:
        """Two or more of the children, or nobody."""
        together = tuple(c for c in self.union().children if self.twins_[c].isChecked())
        return Twins(together, self.identical.isChecked()) if len(together) > 1 else None

    def union(self) -> Union:
        """As chosen; nobody is their own partner or child."""
        first, second = PersonId(self.first.value()), PersonId(self.second.value())
        second = PersonId("") if second == first else second
        children = tuple(
            person
            for person, tile in self.children_.items()
            if tile.isChecked() and person not in (first, second)
        )
        return Union(first, second, UnionKind(self.kind.value()), children)

    def _on_choice(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        parents = (self.first.value(), self.second.value())
        for person, tile in self.children_.items():
            tile.setVisible(person not in parents)
        children = self.union().children
        for person, tile in self.twins_.items():
            tile.setVisible(len(children) > 1 and person in children)
        self.twins_title.setVisible(len(children) > 1)
        self.identical.setVisible(self.twins() is not None)


class FamilyEditor(Stack):
    """All couples; stored as a whole after each change. The map above shows what they say."""

    def __init__(self, desk: Desk, today: date) -> None:
        super().__init__(desk.theme)
        self._desk, self._today = desk, today
        self._family = Family()
        self._people: tuple[Person, ...] = ()
        self.cards: list[UnionCard] = []
        self.problem = Callout(desk.theme, "", "bad")
        self.problem.setVisible(False)
        self.panel = FamilyPanel(desk.theme)
        self.panel.arranged.connect(self._arrange)
        self.add(self.panel)
        self.add(self.problem)
        self._list = Stack(desk.theme)
        self.add(self._list)
        self._empty = EmptyState(
            desk.theme,
            "network",
            "No couples yet",
            "Enter parents and their children: the family map is drawn from that.",
        )
        self.add(self._empty)
        self.add_button = Button(desk.theme, "Add a couple", icon="plus")
        self.add_button.setEnabled(False)
        self.add_button.clicked.connect(self._add)
        line = Stack(desk.theme, self.add_button)
        self.add(line)

    def show_case(self, view: CaseFileView) -> None:
        """Show the family."""
        people = view.case.register.family
        shown, self._family = self._family, view.case.family
        if (replace(shown, moved=self._family.moved), self._people) != (self._family, people):
            self._people = people
            self._build()
        self.panel.show_family(
            [self._relative(p) for p in people],
            view.case.family,
            family_problems(people, view.case.family, lambda p: p.name),
        )
        self.panel.setVisible(bool(view.case.family.unions))
        self._empty.setVisible(not self._family.unions)
        self.add_button.setEnabled(bool(people))

    def _build(self) -> None:
        self._list.clear()
        self.cards = []
        for number, union in enumerate(self._family.unions, 1):
            card = UnionCard(self._desk, number, union, self._people, _twins_of(union, self._family))
            card.edited.connect(self._store_typed)
            card.removed.connect(lambda place=number - 1: self._remove(place))
            self.cards.append(card)
            self._list.add(card)

    def _add(self) -> None:
        taken = {u.first for u in self._family.unions}
        first = next((p.id for p in self._people if p.id not in taken), self._people[0].id)
        fresh = Union(first, PersonId(""), UnionKind.UNKNOWN)
        self._store(replace(self._family, unions=(*self._family.unions, fresh)))

    def _remove(self, place: int) -> None:
        before = self._family
        unions = tuple(u for i, u in enumerate(before.unions) if i != place)
        self._store(replace(before, unions=unions))
        self._desk.toast("Couple removed", lambda: self._store(before))

    def _store_typed(self) -> None:
        unions = tuple(card.union() for card in self.cards)
        shown = {_twins_of(u, self._family) for u in self._family.unions}
        edited = tuple(twins for card in self.cards if (twins := card.twins()))
        others = tuple(t for t in self._family.twins if t not in shown)
        family = replace(self._family, unions=unions, twins=(*edited, *others))
        self._family = family  # what is stored next; the cards show it already
        self._store(family)

    def _store(self, family: Family) -> None:
        desk = self._desk
        self.problem.setVisible(False)
        desk.act(lambda: draw_family(desk.vault, desk.case_id, family), None, self._failed)

    def _relative(self, person: Person) -> Relative:
        return Relative(
            person.id,
            person.name,
            age_of(person, self._today),
            person.sex,
            person.in_household,
            person.is_index_child,
            person.died_on is not None,
        )

    def _arrange(self, moved: tuple[Moved, ...]) -> None:
        desk = self._desk
        self._family = replace(self._family, moved=moved)
        desk.act(lambda: arrange_map(desk.vault, desk.case_id, moved), None, self._failed)

    def _failed(self, error: RoundtableError) -> None:
        said = explain(error)
        self.panel.not_kept()
        self.problem.message.setText(self._loop(error) or f"{said.title}. {said.advice}")
        self.problem.setVisible(True)
        self._family = Family()
        self._people = ()
        self._desk.reload()

    def _loop(self, error: RoundtableError) -> str:
        """Between whom, where somebody would be their own ancestor."""
        line = error.details.get("people", ()) if isinstance(error, FamilyLoop) else ()
        names = {p.id: p.name for p in self._people}
        return loop_words([names.get(p, "?") for p in line]) if isinstance(line, tuple) and line else ""


def _twins_of(union: Union, family: Family) -> Twins | None:
    """The first birth of several children of this couple."""
    return next((t for t in family.twins if set(t.children) <= set(union.children)), None)
