"""The people of a case: quick adding by keyboard, a list, and one person's details beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from roundtable.actions.register_notes import typed_notes
from roundtable.actions.registers import (
    CaseFileView,
    KnownElsewhere,
    draw_family,
    enter_person,
    merge_people,
    remove_person,
)
from roundtable.domain.board import Agency
from roundtable.domain.case import Case
from roundtable.domain.changes import Changes
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import RoundtableError
from roundtable.domain.family import Family
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person, RegisterNote, age_of
from roundtable.ui import draft_parts
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.preparation.person_form import PersonForm
from roundtable.ui.preparation.suggesting_line import FAMILY_ROLES, PROFESSIONAL_ROLES, SuggestingLine
from roundtable.ui.preparation.typed_dates import read_line
from roundtable.ui.prompts import Choice
from roundtable.ui.widgets import Button, Callout, Card, Column, Field, LineEdit, TableView
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.date_field import DateProblem
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack

_PROFESSIONAL = {role.casefold() for role in PROFESSIONAL_ROLES}


class PeopleEditor(Stack):
    """Names are shown: this page is for the facilitator alone, before the round table."""

    def __init__(self, desk: Desk, today: date) -> None:
        super().__init__(desk.theme)
        self._desk, self._today = desk, today
        self._notes: tuple[RegisterNote, ...] = ()
        self._agencies: tuple[Agency, ...] = ()
        self._chosen: str = ""
        self._shown: str = ""
        self._case: Case | None = None
        self._elsewhere: tuple[KnownElsewhere, ...] = ()
        self._in_other_cases: tuple[tuple[int, Person], ...] = ()
        self._unsaved: dict[PersonId, Person] = {}  # those whose last save failed
        self._build_quick(desk)
        self._general = Callout(desk.theme, "", "info")
        self._general.setVisible(False)
        self.add(self._general)
        self.table: TableView[Person] = TableView(
            desk.theme,
            "People",
            (
                Column("Name", lambda p: p.name or "No name yet", 4),
                Column("Role", lambda p: p.role, 4),
                Column("Age", self._age, 2),
                Column("", self._signs, 3),
            ),
            grows=False,
        )
        self.form = PersonForm(desk.theme)
        self.draft = desk.keep(
            self,
            "person",
            {
                "name": draft_parts.line(self.name),
                "role": draft_parts.line(self.role),
                "born": draft_parts.line(self.born),
            },
            {"household": draft_parts.tick(self.in_household)},
        )
        # Of the form itself only a date that is half typed waits: everything else is stored as it is typed.
        self.dates = desk.keep(
            self.form, "dates", {"born": self.form.born.draft(), "died": self.form.died.draft()}
        )
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self.form.name.setFocus(Qt.FocusReason.TabFocusReason))
        self.form.edited.connect(self._store)
        self.form.typed.connect(lambda person: self.form.show_notes(self._notes_on(person)))
        self.form.removed.connect(self._remove)
        self.form.doubled.connect(self._merge)
        self._both = Reflow(desk.theme, self.table, self.form, columns=2, narrowest=480)
        self.add(self._both)
        desk.theme.changed.connect(self._fit)
        self._fit()

    def show_case(self, view: CaseFileView, agencies: tuple[Agency, ...]) -> None:
        """Show the register; the same person stays chosen."""
        self._case, self._notes, self._agencies = view.case, view.notes, agencies
        self._elsewhere, self._in_other_cases = view.elsewhere, view.in_other_cases
        people = view.case.register.people
        general = [note.text for note in view.notes if not note.entry_id and people]
        self._general.message.setText(" ".join(general))
        self._general.setVisible(bool(general))
        chosen = self._chosen
        self.table.show_rows(people)
        place = next((i for i, p in enumerate(people) if p.id == chosen), 0)
        self._both.setVisible(bool(people))
        self.draft.begin()
        if people:
            self.table.selectRow(place)
            self._on_chosen(place)
        else:
            self.form.show_person(None, (), agencies)

    def flush(self) -> None:
        """Save what is being typed, a person in the quick line too."""
        self.form.flush()
        self._try_again()
        if self.name.text().strip():
            self.add_typed()

    def settle(self) -> None:
        """Before leaving: a person with a date that cannot be read is added without the date."""
        if self.name.text().strip():
            self.born.clear()
            self.add_typed()
            self._desk.toast("Added without a date of birth: what was typed is no date", None)

    # --- quick adding

    def _build_quick(self, desk: Desk) -> None:
        card = Card(
            desk.theme, "Add people", "Enter adds the person and takes you to the next. Details come later."
        )
        self.name = LineEdit(desk.theme, "Name of a new person")
        self.role = SuggestingLine(desk.theme, "Role of the new person", (*FAMILY_ROLES, *PROFESSIONAL_ROLES))
        self.born = LineEdit(desk.theme, "Date of birth of the new person")
        self.born.setPlaceholderText("14 5 2017")
        self.name_field = Field(desk.theme, "Name", self.name)
        self.born_field = Field(desk.theme, "Born", self.born, optional=True)
        self.in_household = CheckTile(desk.theme, "In the household")
        self._placed = False  # whether the tick was put there for the child and not by hand
        button = Button(desk.theme, "Add person", icon="user-plus")
        button.clicked.connect(self.add_typed)
        for line in (self.name, self.role, self.born):
            line.returnPressed.connect(self.add_typed)
        for line in (self.name, self.role):
            line.textChanged.connect(lambda _text: self._show_doubts())
        self.in_household.clicked.connect(self._show_doubts)
        self.in_household.clicked.connect(self._say_where_it_lives)
        self.role.textChanged.connect(self._place_child)
        self.doubts = Callout(desk.theme, "", "warn")
        self.doubts.setVisible(False)
        card.add(
            Reflow(
                desk.theme,
                self.name_field,
                Field(desk.theme, "Role", self.role),
                self.born_field,
                columns=3,
                narrowest=220,
            )
        )
        card.add(self.doubts)
        card.add_row(button, self.in_household, None)
        self.add(card)

    def add_typed(self) -> None:
        """Add the person in the quick line; says what is missing otherwise."""
        name, born = " ".join(self.name.text().split()), read_line(self.born.text())
        self.name_field.set_error("" if name else "Enter a name")
        self.born_field.set_error(born.text("the date of birth") if isinstance(born, DateProblem) else "")
        if not name or isinstance(born, DateProblem):
            (self.name if not name else self.born).setFocus(Qt.FocusReason.TabFocusReason)
            return
        person = self._typed(name, born)
        desk = self._desk
        for line in (self.name, self.role, self.born):
            line.clear()
        self.draft.flush()
        self.name.setFocus(Qt.FocusReason.TabFocusReason)
        desk.act(lambda: enter_person(desk.vault, desk.case_id, person), self._on_added)

    def _say_where_it_lives(self) -> None:
        self._placed = False

    def _place_child(self, role: str) -> None:
        """The child the case is about lives in the household, unless the tick is taken away again."""
        is_child = role.strip().casefold() == "child" and not (self._case and self._case.index_child)
        if is_child and not self.in_household.isChecked():
            self._placed = True
            self.in_household.setChecked(True)
        elif self._placed and not is_child:
            self._placed = False
            self.in_household.setChecked(False)

    def _typed(self, name: str, born: date | None) -> Person:
        role = " ".join(self.role.text().split())
        is_professional = role.casefold() in _PROFESSIONAL
        has_child = self._case is not None and self._case.index_child is not None
        return Person(
            id=PersonId(""),
            name=name,
            role=role,
            born_on=None if is_professional else born,
            in_household=self.in_household.isChecked() and not is_professional,
            is_index_child=role.casefold() == "child" and not has_child,
            is_professional=is_professional,
        )

    def _show_doubts(self) -> None:
        """What is doubtful about the person in the quick line, before it is added."""
        name = " ".join(self.name.text().split())
        notes = self._notes_on(self._typed(name, None)) if name else ()
        told = " ".join(dict.fromkeys(note.text for note in notes))
        self.doubts.message.setText(told)
        self.doubts.setVisible(bool(told))

    def _notes_on(self, person: Person) -> tuple[RegisterNote, ...]:
        if self._case is None:
            return ()
        return typed_notes(self._case.register, person, self._in_other_cases)

    def _on_added(self, made: Changes) -> None:
        self.form.flush()
        self._chosen = made.made

    # --- one person

    def _on_chosen(self, place: int) -> None:
        people = self.table.rows_model.rows
        person = people[place] if 0 <= place < len(people) else None
        if person is not None:
            if person.id != self._shown:
                self.dates.turn_to(None)
            self._chosen = self._shown = person.id
            person = self._unsaved.get(person.id, person)
            self.form.show_person(person, self._notes, self._agencies)
            self.dates.turn_to(DraftPlace("dates", person.id, self._desk.case_id))

    def _store(self, person: Person) -> None:
        desk = self._desk
        self._unsaved.pop(person.id, None)

        def failed(_error: RoundtableError) -> None:
            self._unsaved[person.id] = person
            self.form.save_failed()

        desk.act(
            lambda: enter_person(desk.vault, desk.case_id, person),
            lambda _made: self.form.autosave.done(),
            failed,
        )

    def _try_again(self) -> None:
        """Somebody else may be shown by now than those whose save failed."""
        for person in tuple(self._unsaved.values()):
            self.form.autosave.begin()
            self._store(person)

    def _remove(self, person: Person) -> None:
        desk = self._desk
        family = self._case.family if self._case else Family()

        def undo() -> None:
            desk.act(lambda: _bring_back(desk, person, family))

        desk.act(
            lambda: remove_person(desk.vault, desk.case_id, person.id),
            lambda _made: desk.toast("Person removed from the register", undo),
        )

    def _merge(self, gone: Person) -> None:
        """The same person was entered twice, here or in another case: one entry stays, with all names."""
        desk, others = self._desk, self._others(gone)
        if not others:
            desk.toast("Nobody else is registered yet", None)
            return
        picked = desk.prompts.pick(f"Who else is {gone.name}?", list(others.values()))
        if picked is None or not desk.prompts.confirm(
            f"Make {gone.name} and {others[picked].text} one person?",
            f"“{others[picked].text}” stays, with the names of both. What was said about either is then said "
            "about this one person, in every case. It cannot be undone.",
            "Make them one person",
        ):
            return
        self._chosen = picked
        desk.act(
            lambda: merge_people(desk.vault, desk.case_id, PersonId(picked), gone.id),
            lambda _made: desk.toast("One person now, with the names of both", None),
        )

    def _others(self, person: Person) -> dict[str, Choice]:
        here = self._case.register.people if self._case else ()
        choices = [Choice(p.id, p.name, p.role) for p in here if p.id != person.id]
        choices += [
            Choice(k.person.id, k.person.name, f"{k.person.role}, case {k.ordinal}") for k in self._elsewhere
        ]
        return {choice.key: choice for choice in choices}

    # --- words

    def _age(self, person: Person) -> str:
        return "" if person.is_professional else age_of(person, self._today)

    def _signs(self, person: Person) -> str:
        signs = [
            words
            for on, words in (
                (person.is_index_child, "The child"),
                (person.in_household, "household"),
                (person.is_professional, "professional"),
                (person.died_on is not None, "died"),
                (any(note.entry_id == person.id for note in self._notes), "see note"),
            )
            if on
        ]
        return ", ".join(signs).capitalize()

    def _fit(self) -> None:
        self.table.setFixedHeight(self._desk.theme.px(560))


def _bring_back(desk: Desk, person: Person, family: Family) -> Changes:
    changes = enter_person(desk.vault, desk.case_id, person)
    draw_family(desk.vault, desk.case_id, family)
    return changes
