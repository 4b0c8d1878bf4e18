"""Who is, or was, with whom, and whose children they have: the facts of the family map."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from roundtable.actions.registers import CaseFileView, draw_family
from roundtable.domain.errors import RoundtableError
from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person
from roundtable.ui.error_texts import explain
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.widgets import Button, Callout, Card, EmptyState, Field, Text
from roundtable.ui.widgets.check_tile import CheckTile
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

    def __init__(self, desk: Desk, number: int, union: Union, people: tuple[Person, ...]) -> None:
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
            tile.clicked.connect(self.edited)
        self.add(Reflow(theme, *self.children_.values(), columns=4, narrowest=220))
        self._follow_parents()
        remove = Button(theme, "Remove this couple", "danger", "trash-2", name=f"Remove couple {number}")
        remove.clicked.connect(self.removed)
        self.add_row(remove, None)
        for choice in (self.first, self.second, self.kind):
            choice.changed.connect(lambda _key: self._on_choice())

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
        self._follow_parents()
        self.edited.emit()

    def _follow_parents(self) -> None:
        parents = (self.first.value(), self.second.value())
        for person, tile in self.children_.items():
            tile.setVisible(person not in parents)


class FamilyEditor(Stack):
    """All couples; stored as a whole after each change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self._family = Family()
        self._people: tuple[Person, ...] = ()
        self.cards: list[UnionCard] = []
        self.problem = Callout(desk.theme, "", "bad")
        self.problem.setVisible(False)
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
        if (view.case.family, people) != (self._family, self._people):
            self._family, self._people = view.case.family, people
            self._build()
        self._empty.setVisible(not self._family.unions)
        self.add_button.setEnabled(bool(people))

    def _build(self) -> None:
        self._list.clear()
        self.cards = []
        for number, union in enumerate(self._family.unions, 1):
            card = UnionCard(self._desk, number, union, self._people)
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
        family = replace(self._family, unions=tuple(card.union() for card in self.cards))
        self._family = family  # what is stored next; the cards show it already
        self._store(family)

    def _store(self, family: Family) -> None:
        desk = self._desk
        self.problem.setVisible(False)
        desk.act(lambda: draw_family(desk.vault, desk.case_id, family), None, self._failed)

    def _failed(self, error: RoundtableError) -> None:
        said = explain(error)
        self.problem.message.setText(f"{said.title}. {said.advice}")
        self.problem.setVisible(True)
        self._family = Family()
        self._people = ()
        self._desk.reload()
