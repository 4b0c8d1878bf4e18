"""The Board's details: name, wording, marking, contact, where reports go; saved as they are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal

from roundtable.actions import ready_made
from roundtable.domain.board import Board, Recipient
from roundtable.domain.wording import day_words
from roundtable.ui import draft_parts
from roundtable.ui.draft_parts import Part
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Callout, Card, Field, LineEdit, Text, TileChoice, TileGroup
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack


class BoardForm(Stack):
    """Fires `edited` with the Board to store, `reworded` with the key of another wording pack."""

    edited = Signal(object)
    reworded = Signal(str)

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme)
        self._board: Board | None = None
        self._today = today
        self.autosave = Autosave(self, self._save)
        self.name = LineEdit(theme, "Name of the Board")
        self.contact = LineEdit(theme, "Who to tell about a loss or a mistaken disclosure")
        self.marking = LineEdit(theme, "Marking")
        self.recipient = LineEdit(theme, "Who reports are for")
        self.address = LineEdit(theme, "E-mail address")
        self.domains = LineEdit(theme, "Mail domains that need no warning")
        self.name_field = Field(theme, "Name of the Board", self.name)
        self.address_field = Field(theme, "E-mail address", self.address)
        packs = ready_made.wording_packs()
        self.pack = TileGroup(
            theme,
            "Wording",
            [TileChoice(p.id, p.name, p.provenance) for p in packs],
            columns=3,
            narrowest=240,
        )
        self.pack_note = Callout(theme, "", "warn")
        self._lay_out(theme)
        for line in self._lines():
            line.textEdited.connect(self.autosave.touch)
            self.autosave.watch(line)
        self.pack.changed.connect(self.reworded)

    def show_board(self, board: Board) -> None:
        """Show what is stored; what is being typed stays."""
        self._board = board
        if self.autosave.is_unsaved:
            return
        for line, text in (
            (self.name, board.name),
            (self.contact, board.contact),
            (self.marking, board.marking),
            (self.recipient, board.recipient.name),
            (self.address, board.recipient.email),
            (self.domains, ", ".join(board.recipient.allowed_domains)),
        ):
            if line.text().strip() != text and not self._is_being_mended(line):
                line.setText(text)
        self.pack.set_value(board.pack.id)
        pack = board.pack
        past = pack.is_past_review(self._today)
        note = f"This wording was due for review by {day_words(pack.review_by)}. Every paper says so."
        self.pack_note.message.setText(note if past else pack.check_note)
        self.pack_note.setVisible(past or bool(pack.check_note))

    def flush(self) -> None:
        """Save now what is not saved."""
        self.autosave.flush()

    def _lines(self) -> tuple[LineEdit, ...]:
        return (self.name, self.contact, self.marking, self.recipient, self.address, self.domains)

    def _lay_out(self, theme: Theme) -> None:
        board = Card(theme, "Board")
        board.add(self.name_field)
        board.add(
            Reflow(
                theme,
                Field(
                    theme,
                    "Who to tell about a loss or a mistaken disclosure",
                    self.contact,
                    "Printed in the confidentiality statement.",
                ),
                Field(theme, "Marking", self.marking, "At the top of the window and of every paper."),
                narrowest=300,
            )
        )
        wording = Card(theme, "Wording")
        wording.add(
            Text(
                "Statement, letters and the text in the report come from it. A round table that has begun "
                "keeps the statement that was signed.",
                "body",
                "ink2",
            )
        )
        wording.add(self.pack)
        wording.add(self.pack_note)
        reports = Card(theme, "Reports", "New audits begin with this; each can have its own.")
        reports.add(
            Reflow(
                theme, Field(theme, "Who reports are for", self.recipient), self.address_field, narrowest=300
            )
        )
        reports.add(
            Field(
                theme,
                "Mail domains that need no warning",
                self.domains,
                "With commas between. A dot in front, as in .gov.uk, takes in every domain under it. "
                "Any other address is asked about before sending.",
                optional=True,
            )
        )
        for card in (board, wording, reports):
            self.add(card)

    def draft(self) -> dict[str, Part]:
        """An address that is half typed."""
        return {
            "address": draft_parts.unless(
                draft_parts.line(self.address), lambda: self._is_whole(self.address.text().strip())
            )
        }

    @staticmethod
    def _is_whole(address: str) -> bool:
        return not address or ("@" in address and "." in address.rpartition("@")[2])

    def _is_being_mended(self, line: LineEdit) -> bool:
        """What could not be stored stays in its field until it is mended."""
        if line is self.name:
            return bool(self.name_field.error()) and not line.text().strip()
        return line is self.address and not self._is_whole(line.text().strip())

    def _save(self) -> None:
        board = self._board
        if board is None:
            return
        name, address = self.name.text().strip(), self.address.text().strip()
        self.name_field.set_error("" if name else "Enter the name of the Board")
        is_whole = self._is_whole(address)
        self.address_field.set_error("" if is_whole else "Enter the whole address, like name@example.org")
        # What is wrong stays in its field, an address as a draft; everything else is stored.
        name = name or board.name
        address = address if is_whole else board.recipient.email
        parts = self.domains.text().replace(";", ",").split(",")
        domains = tuple(dict.fromkeys(d for part in parts if (d := _domain(part)).strip(".")))
        recipient = Recipient(self.recipient.text().strip() or board.recipient.name, address, domains)
        edited = replace(
            board,
            name=name,
            contact=self.contact.text().strip(),
            marking=self.marking.text().strip(),
            recipient=recipient,
        )
        self.autosave.begin()
        self.edited.emit(edited)


def _domain(typed: str) -> str:
    """ "@Example.org" → "example.org", "*.gov.uk" → ".gov.uk"."""
    return typed.strip().lstrip("@*").casefold()
