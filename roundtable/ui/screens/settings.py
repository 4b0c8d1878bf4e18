"""Settings: this computer, the Board, its representatives, passphrase and backups."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions import ready_made
from roundtable.actions.board import (
    board_view,
    edit_board,
    found_board,
    nominate,
    remove_representative,
    restore_representative,
)
from roundtable.domain.board import Board, Representative
from roundtable.domain.changes import Topic
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import AgencyId
from roundtable.ui.context import Context
from roundtable.ui.door import KeyHolder, VaultCare
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.error_texts import explain
from roundtable.ui.preparation.backup_list import BackupList
from roundtable.ui.preparation.board_form import BoardForm
from roundtable.ui.preparation.key_export import KeyExport
from roundtable.ui.preparation.logo_card import LogoCard
from roundtable.ui.preparation.machine_form import MachineForm
from roundtable.ui.preparation.passphrase_form import PassphraseForm
from roundtable.ui.preparation.representatives_editor import Nomination, RepresentativesEditor
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button, EmptyState
from roundtable.ui.widgets.section_tabs import SectionTabs
from roundtable.ui.widgets.stack import Stack


class SettingsScreen(Screen):
    """`section`: machine, board, people, passphrase, backups."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.BOARD})
    help_key = "settings"

    def __init__(self, context: Context, *, section: str = "machine") -> None:
        super().__init__(context, "Settings", "Everything is saved as you change it.")
        context.frame.set_rail((), "")
        context.frame.set_place("Settings")
        today = context.clock.now().date()
        self._board: Board | None = None
        self.machine = MachineForm(context)
        self.form = BoardForm(self.theme, today)
        self.logo = LogoCard(context, self.act)
        self.people = RepresentativesEditor(self.theme, today)
        found = Button(self.theme, "Set up the Board", icon="building-2")
        found.clicked.connect(self._found)
        self._unfounded = EmptyState(
            self.theme, "building-2", "No Board in this file yet", "Audits need its name and wording.", found
        )
        sections: list[tuple[str, str, QWidget]] = [
            ("machine", "This computer", self.machine),
            ("board", "Your Board", Stack(self.theme, self._unfounded, self.form, self.logo)),
            ("people", "Representatives", self.people),
        ]
        sections += self._sections_of_file()
        self.tabs = SectionTabs(self.theme, "Settings", sections)
        self.add(self.tabs)
        self.tabs.show_section(section)
        self.form.edited.connect(self._store)
        self.form.reworded.connect(self._reword)
        self.people.nominated.connect(self._nominate)
        self.people.removed.connect(self._remove)
        self.drafts = (
            DraftKeeper(context, self.form, DraftPlace("board"), self.form.draft()),
            DraftKeeper(context, self.people, DraftPlace("representative"), *self.people.draft()),
        )

    def _sections_of_file(self) -> list[tuple[str, str, QWidget]]:
        """Passphrase, key and backups: of a file that is open, not of a stand-in."""
        context, care = self.context, self.context.vault
        self.backups: BackupList | None = None
        self.key: KeyExport | None = None
        if not isinstance(care, VaultCare):
            return []
        made: list[tuple[str, str, QWidget]] = []
        if context.door is not None:
            forms: list[QWidget] = [PassphraseForm(context, care, context.door)]
            if isinstance(care, KeyHolder):
                self.key = KeyExport(context, care)
                forms.append(self.key)
            made.append(("passphrase", "Passphrase", Stack(self.theme, *forms)))
        self.backups = BackupList(context, care)
        return [*made, ("backups", "Backups", self.backups)]

    def first_focus(self) -> QWidget | None:
        """The chosen tab."""
        return self.tabs.tab(self.tabs.shown())

    def load(self) -> None:
        """Read the Board and the backups."""
        vault = self.context.vault
        self.view(lambda: board_view(vault), self._show)
        if self.backups is not None:
            self.backups.load()

    def flush(self) -> None:
        """Save what is being typed."""
        super().flush()
        self.form.flush()
        if self._board is not None:
            self.people.flush()

    def _show(self, board: Board | None) -> None:
        self._board = board
        self._unfounded.setVisible(board is None)
        self.form.setVisible(board is not None)
        self.logo.setVisible(board is not None)
        self.people.setEnabled(board is not None)
        if board is not None:
            self.form.show_board(board)
            self.logo.show_logo(board.logo)
            self.people.show_board(board)
            for draft in self.drafts:
                draft.begin()

    def leave(self) -> bool:
        """Everything typed is in the vault; the key is not left on a page that is kept."""
        if self.key is not None:
            self.key.hide_key()
        if self._board is not None:
            self.people.settle()
        return super().leave()

    # --- storing

    def _store(self, board: Board) -> None:
        vault, seen = self.context.vault, self._board or board
        work = partial(edit_board, vault, board, seen=seen)
        self.act(work, lambda _made: self._saved(), self._not_stored)

    def _saved(self) -> None:
        self.form.autosave.done()
        self.context.frame.clear_banner("not-saved")

    def _not_stored(self, error: RoundtableError) -> None:
        self.form.autosave.failed()
        said = explain(error)
        self.context.frame.show_banner("not-saved", "bad", f"Not saved: {said.title}. {said.advice}")

    def _reword(self, pack_id: str) -> None:
        board, vault = self._board, self.context.vault
        if board is None or pack_id == board.pack.id:
            return
        pack = ready_made.wording_pack(pack_id)
        agreed = self.context.prompts.confirm(
            f"Change to “{pack.name}”?",
            "The confidentiality statement of round tables planned from now on is the one of this wording. "
            "Clauses that you changed yourself are replaced.",
            "Change the wording",
        )
        if not agreed:
            self.form.pack.set_value(board.pack.id)
            return
        fresh = ready_made.statement(pack_id).filled(contact=board.contact)
        statement = board.statement.amended(fresh.title, fresh.clauses)
        reworded = replace(board, pack=pack, statement=statement)
        self.act(lambda: edit_board(vault, reworded, seen=board))

    def _nominate(self, who: Nomination) -> None:
        vault = self.context.vault
        self.act(
            lambda: nominate(
                vault,
                agency_id=AgencyId(who.agency_id),
                name=who.name,
                role=who.role,
                nominated_on=who.nominated_on,
                accredited_on=who.accredited_on,
                accreditation_ends_on=who.ends_on,
            )
        )

    def _remove(self, person: Representative) -> None:
        vault = self.context.vault

        def undo() -> None:
            self.act(lambda: restore_representative(vault, person))

        self.act(
            lambda: remove_representative(vault, person.id),
            lambda _made: self.context.frame.toast("Representative removed", undo),
        )

    def _found(self) -> None:
        name = self.context.prompts.ask(
            "Set up the Board",
            "You can change everything afterwards.",
            "Name of the Board",
            "Set up the Board",
            check=lambda text: "" if text.strip() else "Enter the name of the Board",
        )
        if name is not None:
            vault = self.context.vault
            self.act(lambda: found_board(vault, name=name, pack_id=ready_made.PACK_IDS[0], contact=""))
