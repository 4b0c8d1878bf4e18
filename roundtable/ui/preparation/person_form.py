"""Everything about one person of the register; saved as it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal

from roundtable.domain.board import Agency
from roundtable.domain.ids import NO_AGENCY, AgencyId
from roundtable.domain.register import Person, RegisterNote, Sex
from roundtable.ui.preparation.optional_date import OptionalDate
from roundtable.ui.preparation.suggesting_line import FAMILY_ROLES, PROFESSIONAL_ROLES, SuggestingLine
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Callout, Card, Field, LineEdit, PlainTextEditor
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select

_SEXES = ((Sex.UNKNOWN.value, "Not known"), (Sex.FEMALE.value, "Female"), (Sex.MALE.value, "Male"))


class PersonForm(Card):
    """Fires `edited` with the person to store, `removed` with the one to take off, `doubled` with one who is
    somebody entered elsewhere too."""

    edited = Signal(object)
    typed = Signal(object)
    """The person as the fields say now, with each letter; nothing is stored for it."""
    removed = Signal(object)
    doubled = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Person")
        self._person: Person | None = None
        self._known: Person | None = None  # what the vault has, or is being given
        self.autosave = Autosave(self, self._save)
        self.name = LineEdit(theme, "Name")
        self.role = SuggestingLine(theme, "Role", (*FAMILY_ROLES, *PROFESSIONAL_ROLES))
        self.aliases = PlainTextEditor(theme, "Other names", lines=3)
        self.born = OptionalDate(theme, "Born", "the date of birth")
        self.died = OptionalDate(theme, "Died", "the date of death")
        self.sex = Select(theme, "Sex", _SEXES)
        self.household = CheckTile(theme, "Lives in the child’s household")
        self.index_child = CheckTile(theme, "This case is about this child")
        self.professional = CheckTile(theme, "Is there as a professional")
        self.agency = Select(theme, "Agency")
        self.agency_field = Field(theme, "Agency", self.agency)
        self.notes = Callout(theme, "", "warn")
        self._lay_out(theme)
        self._connect()
        self.setEnabled(False)

    def show_person(
        self, person: Person | None, notes: tuple[RegisterNote, ...], agencies: tuple[Agency, ...]
    ) -> None:
        """Show a person; what is being typed about the same person stays."""
        is_same = person is not None and self._person is not None and person.id == self._person.id
        if not is_same:
            self.flush()
        self.setEnabled(person is not None)
        kept, self._person = self._person, person
        if not (is_same and self.autosave.is_unsaved):
            self.show_notes([note for note in notes if person is not None and note.entry_id == person.id])
        self.agency.set_choices([("", "None"), *((a.id, a.name) for a in agencies)])
        if is_same and self.autosave.is_unsaved:
            self._person = kept
            return
        self._known = person
        if person != kept:
            self._fill(person)

    def show_notes(self, notes: Iterable[RegisterNote]) -> None:
        """What is doubtful about this person, and what will happen."""
        told = " ".join(dict.fromkeys(note.text for note in notes))
        self.notes.message.setText(told)
        self.notes.setVisible(bool(told))

    def save_failed(self) -> None:
        """The person handed over last is not in the vault; it is handed over again."""
        self._known = None
        self.autosave.failed()

    def flush(self) -> None:
        """Save now what is not saved."""
        self.aliases.flush()
        self.autosave.flush()

    def _lay_out(self, theme: Theme) -> None:
        self.add(self.notes)
        self.add(Reflow(theme, Field(theme, "Name", self.name), Field(theme, "Role", self.role)))
        self.add(
            Field(
                theme,
                "Other names",
                self.aliases,
                "One to a line: nickname, former name, other spelling, initials, user name.",
                optional=True,
            )
        )
        self.add(Reflow(theme, self.born, self.died, narrowest=260))
        self.add(Reflow(theme, self.index_child, self.household, self.professional, narrowest=240))
        self.add(Reflow(theme, Field(theme, "Sex, for the family map", self.sex), self.agency_field))
        self.remove = Button(theme, "Remove this person", "danger", "trash-2")
        self.remove.clicked.connect(self._remove)
        self.same = Button(theme, "Same person as…", icon="users")
        self.same.clicked.connect(self._same)
        self.add_row(self.same, self.remove, None)

    def _connect(self) -> None:
        for line in (self.name, self.role):
            line.textEdited.connect(self.autosave.touch)
            line.textEdited.connect(lambda _text: self._tell_typed())
            self.autosave.watch(line)
        self.aliases.saved_text.connect(lambda _text: self._touch_and_flush())
        self.aliases.textChanged.connect(self._on_alias)
        for day in (self.born, self.died):
            day.edited.connect(self._on_date)
            self.autosave.watch(day.boxes.day, day.boxes.month, day.boxes.year)
        for tick in (self.household, self.index_child, self.professional):
            tick.clicked.connect(self._touch_and_flush)
        for choice in (self.sex, self.agency):
            choice.changed.connect(lambda _key: self._touch_and_flush())

    def _fill(self, person: Person | None) -> None:
        self.name.setText(person.name if person else "")
        self.role.setText(person.role if person else "")
        if not self.aliases.hasFocus():
            self.aliases.flush()
        self.aliases.set_text("\n".join(person.aliases) if person else "")
        self.born.set_date(person.born_on if person else None)
        self.died.set_date(person.died_on if person else None)
        self.sex.set_value(person.sex.value if person else "")
        self.household.setChecked(bool(person and person.in_household))
        self.index_child.setChecked(bool(person and person.is_index_child))
        self.professional.setChecked(bool(person and person.is_professional))
        self.agency.set_value(person.agency_id if person else "")
        self._follow_kind()

    def _follow_kind(self) -> None:
        professional = self.professional.isChecked()
        self.agency_field.setVisible(professional)
        for part in (self.born, self.died, self.household, self.index_child):
            part.setVisible(not professional)

    def _on_date(self) -> None:
        # A date that is half typed says nothing yet; it is stored once it is one.
        if not (self.born.problem() or self.died.problem()):
            self.autosave.touch()
            self._tell_typed()

    def _on_alias(self) -> None:
        if self.aliases.is_unsaved():  # not when a stored person is shown
            self._tell_typed()

    def _tell_typed(self) -> None:
        if self._person is not None:
            self.typed.emit(self._as_typed(self._person))

    def _touch_and_flush(self) -> None:
        self._follow_kind()
        self._tell_typed()
        self.autosave.touch()
        self.autosave.flush()

    def _save(self) -> None:
        if self._person is None:
            return
        self._person = edited = self._as_typed(self._person)
        if edited != self._known:
            self._known = edited
            self.autosave.begin()
            self.edited.emit(edited)

    def _as_typed(self, person: Person) -> Person:
        lines = self.aliases.toPlainText().splitlines()
        aliases = tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
        professional = self.professional.isChecked()
        return replace(
            person,
            name=" ".join(self.name.text().split()),
            role=" ".join(self.role.text().split()),
            aliases=aliases,
            born_on=self.born.value(),
            died_on=self.died.value(),
            sex=Sex(self.sex.value()),
            in_household=self.household.isChecked() and not professional,
            is_index_child=self.index_child.isChecked() and not professional,
            is_professional=professional,
            agency_id=AgencyId(self.agency.value()) if professional else NO_AGENCY,
        )

    def _same(self) -> None:
        self.flush()
        if self._person is not None:
            self.doubled.emit(self._person)

    def _remove(self) -> None:
        if self._person is not None:
            self.autosave.forget()
            self.removed.emit(self._person)
