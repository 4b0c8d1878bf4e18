"""Putting people on the list and taking them off it, for the pages that show the list."""

from __future__ import annotations

from roundtable.actions.meeting import Invitable
from roundtable.actions.signoff import (
    add_attendee,
    add_representatives,
    put_back_attendee,
    remove_attendee,
    remove_representatives,
)
from roundtable.domain.errors import AttendeeNameMissing, RoundtableError, SamePersonTwice
from roundtable.domain.ids import RoundTableId
from roundtable.domain.round_table import Attendee
from roundtable.domain.wording import counted, isolated
from roundtable.ui.meeting.person_form import NewPerson, PersonForm
from roundtable.ui.screen import Screen


class ListChanges:
    """Makes the changes through a screen, with Undo; `form` keeps its text when somebody cannot be added."""

    def __init__(self, screen: Screen, round_table_id: RoundTableId, form: PersonForm) -> None:
        self._screen, self._table_id, self._form = screen, round_table_id, form

    def invite(self, person: Invitable) -> None:
        """A representative of the Board."""
        vault, table = self._screen.context.vault, self._table_id
        self._screen.act(
            lambda: add_attendee(
                vault,
                table,
                name=person.name,
                agency_id=person.agency_id,
                role=person.role,
                representative_id=person.id,
            )
        )

    def invite_all(self, people: tuple[Invitable, ...]) -> None:
        """Several representatives at once; the message offers Undo."""
        vault, table = self._screen.context.vault, self._table_id
        ids = tuple(person.id for person in people)

        def take_back() -> None:
            self._screen.act(lambda: remove_representatives(vault, table, ids))

        self._screen.act(
            lambda: add_representatives(vault, table, ids),
            lambda _made: self._screen.context.frame.toast(
                f"{counted(len(ids), 'representative')} added to the list", take_back
            ),
        )

    def add(self, person: NewPerson) -> None:
        """Somebody else."""
        vault, table = self._screen.context.vault, self._table_id
        self._screen.act(
            lambda: add_attendee(
                vault,
                table,
                name=person.name,
                agency_id=person.agency_id,
                role=person.role,
                capacity=person.capacity,
            ),
            lambda _made: self._form.clear_answers(),
            self._not_added,
        )

    def remove(self, person: Attendee) -> None:
        """Somebody who was never here; the message offers Undo."""
        vault, table = self._screen.context.vault, self._table_id
        self._screen.act(
            lambda: remove_attendee(vault, table, person.id),
            lambda _made: self._screen.context.frame.toast(
                f"{isolated(person.name)} is off the list", lambda: self._put_back(person)
            ),
        )

    def _put_back(self, gone: Attendee) -> None:
        vault, table = self._screen.context.vault, self._table_id

        self._screen.act(lambda: put_back_attendee(vault, table, gone))

    def _not_added(self, error: RoundtableError) -> None:
        about_name = isinstance(error, AttendeeNameMissing | SamePersonTwice)
        self._screen.show_error(error, self._form.name_field if about_name else None)
