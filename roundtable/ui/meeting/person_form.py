"""Somebody who is not on the Board's list: name, agency, and how they attend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal

from roundtable.domain.board import Agency
from roundtable.domain.ids import NO_AGENCY, AgencyId
from roundtable.domain.round_table import Capacity
from roundtable.ui import draft_parts
from roundtable.ui.draft_parts import Part
from roundtable.ui.enter_adds import DoublePress, EnterAdds, or_press_enter
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Field, LineEdit
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select

_CAPACITIES = (
    (Capacity.PRESENT.value, "In the room"),
    (Capacity.REMOTE.value, "Remote"),
    (Capacity.OBSERVER.value, "Observer"),
)


LONGEST_NAME: Final = 300
"""Characters: nobody’s name is cut."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What was entered."""

    name: str
    agency_id: AgencyId
    role: str
    capacity: Capacity


class PersonForm(Card):
    """Fires `added`; stays filled until `clear_answers`, so that nothing typed is lost by a refusal."""

    added = Signal(object)

    def __init__(self, theme: Theme, title: str = "Add somebody") -> None:
        super().__init__(theme, title)
        self.name = LineEdit(theme, "Name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name_field = Field(theme, "Name", self.name)
        self.agency = Select(theme, "Agency")
        self.role = LineEdit(theme, "Role")
        self.role.setMaxLength(120)
        self.capacity = Select(theme, "How they attend", _CAPACITIES)
        self.add_button = Button(theme, "Add to the list", icon="user-plus")
        self.add(
            Reflow(
                theme,
                self.name_field,
                Field(theme, "Agency", self.agency),
                Field(theme, "Role", self.role, optional=True),
                Field(theme, "How they attend", self.capacity),
            )
        )
        self.add_row(self.add_button, or_press_enter(), None)
        self._presses = DoublePress()
        self.add_button.clicked.connect(self._add)
        EnterAdds(self, self.name, self.role).pressed.connect(self._add)

    def set_agencies(self, agencies: Sequence[Agency]) -> None:
        """Those on offer."""
        self.agency.set_choices([("", "No agency"), *((str(a.id), a.name) for a in agencies)])

    def clear_answers(self) -> None:
        """For the next one."""
        self.name.clear()
        self.role.clear()
        self.agency.set_value("")
        self.capacity.set_value(Capacity.PRESENT.value)
        self._presses.added()
        self.name_field.set_error("")
        self.name.setFocus()

    def _add(self) -> None:
        if not self.name.text().strip():
            if self._presses.is_second():
                return
            self.name_field.set_error("Enter the person’s name")
            self.name_field.focus()
            return
        self.name_field.set_error("")
        self.added.emit(
            NewPerson(
                self.name.text(),
                AgencyId(self.agency.value()) or NO_AGENCY,
                self.role.text(),
                Capacity(self.capacity.value()),
            )
        )


def attendee_parts(form: PersonForm) -> tuple[dict[str, Part], dict[str, Part]]:
    """What of the form is typed, and what goes along with it."""
    return (
        {"name": draft_parts.line(form.name), "role": draft_parts.line(form.role)},
        {"agency": draft_parts.choice(form.agency), "capacity": draft_parts.choice(form.capacity)},
    )
