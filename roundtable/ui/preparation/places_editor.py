"""Places and numbers that point at somebody: they are replaced in the report like names."""

from __future__ import annotations

from roundtable.actions.registers import CaseFileView, enter_identifier, enter_place, remove_entry
from roundtable.domain.register import Identifier, Place
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.preparation.entry_editor import EntryEditor, Part
from roundtable.ui.preparation.suggesting_line import IDENTIFIER_KINDS, PLACE_ROLES, SuggestingLine
from roundtable.ui.widgets import LineEdit
from roundtable.ui.widgets.stack import Stack


class PlacesEditor(Stack):
    """Two lists."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        theme = desk.theme
        self.places: EntryEditor[Place] = EntryEditor(
            theme,
            "Places",
            "School, surgery, address, ward, club: every place whose name would say who this is about.",
            (
                Part("Name", LineEdit(theme, "Name of the place"), lambda p: p.name, "", "Enter the name", 3),
                Part(
                    "Kind",
                    SuggestingLine(theme, "Kind of place", PLACE_ROLES),
                    lambda p: p.role,
                    "",
                    "Enter the kind, such as School",
                    2,
                ),
                Part(
                    "Other names",
                    LineEdit(theme, "Other names of the place"),
                    lambda p: "; ".join(p.aliases),
                    "",
                    "",
                    3,
                ),
            ),
            self._store_place,
            self._remove_place,
        )
        self.identifiers: EntryEditor[Identifier] = EntryEditor(
            theme,
            "Numbers and references",
            "NHS number, police or court reference, telephone, e-mail, user name.",
            (
                Part(
                    "Kind",
                    SuggestingLine(theme, "Kind of number", IDENTIFIER_KINDS),
                    lambda i: i.kind,
                    "",
                    "Enter the kind, such as NHS number",
                    2,
                ),
                Part(
                    "Number or text",
                    LineEdit(theme, "Number or text"),
                    lambda i: i.value,
                    "",
                    "Enter the number",
                    3,
                ),
            ),
            self._store_identifier,
            self._remove_identifier,
        )
        self.places.keep_draft(desk.keep, "place", lambda place: place.id)
        self.identifiers.keep_draft(desk.keep, "identifier", lambda each: each.id)
        self.add(self.places)
        self.add(self.identifiers)

    def show_case(self, view: CaseFileView) -> None:
        """Show both lists."""
        self.places.show_entries(view.case.register.places)
        self.identifiers.show_entries(view.case.register.identifiers)

    def flush(self) -> None:
        """Store what is typed and complete."""
        self.places.flush()
        self.identifiers.flush()

    def settle(self) -> None:
        """Before leaving: keep what is not complete, too."""
        self.places.settle()
        self.identifiers.settle()

    def _store_place(self, old: Place | None, texts: tuple[str, ...]) -> None:
        name, role, others = texts
        aliases = tuple(part.strip() for part in others.split(";") if part.strip())
        self._put_place(Place(old.id if old else "", name, role, aliases))

    def _put_place(self, place: Place) -> None:
        desk = self._desk
        desk.act(lambda: enter_place(desk.vault, desk.case_id, place))

    def _remove_place(self, place: Place) -> None:
        desk = self._desk
        desk.act(
            lambda: remove_entry(desk.vault, desk.case_id, place.id),
            lambda _made: desk.toast("Place removed", lambda: self._put_place(place)),
        )

    def _store_identifier(self, old: Identifier | None, texts: tuple[str, ...]) -> None:
        self._put_identifier(Identifier(old.id if old else "", *texts))

    def _put_identifier(self, identifier: Identifier) -> None:
        desk = self._desk
        desk.act(lambda: enter_identifier(desk.vault, desk.case_id, identifier))

    def _remove_identifier(self, identifier: Identifier) -> None:
        desk = self._desk
        desk.act(
            lambda: remove_entry(desk.vault, desk.case_id, identifier.id),
            lambda _made: desk.toast("Number removed", lambda: self._put_identifier(identifier)),
        )
