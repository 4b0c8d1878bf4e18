"""The trail: who did what, when, in words. It holds no case content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.ports import TrailEntry, Vault
from roundtable.actions.trail import anchor_view, trail_view
from roundtable.domain.changes import Topic
from roundtable.domain.report import Anchor
from roundtable.domain.wording import counted, short_day_words, time_words
from roundtable.ui.context import Context
from roundtable.ui.preparation.trail_file import trail_csv, write_trail
from roundtable.ui.screen import Screen
from roundtable.ui.trail_words import event_words
from roundtable.ui.widgets import Button, Card, Column, EmptyState, Field, LineEdit, TableView, Text

SHOWN = 500


@dataclass(frozen=True, slots=True)
class TrailView:
    """The newest entries and the head."""

    entries: tuple[TrailEntry, ...]
    anchor: Anchor


class TrailScreen(Screen):
    """Takes no parameters."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)
    help_key = "trail"

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "Trail: who did what",
            "Every change is noted here, with the name given at unlock. The name is declared, not proved.",
            wide=True,
        )
        context.frame.set_rail((), "")
        context.frame.set_place("Trail")
        self._entries: tuple[TrailEntry, ...] = ()
        self.filter = LineEdit(self.theme, "Find in the trail")
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.add(Field(self.theme, "Find", self.filter, "A word of what was done, a name, or a day."))
        card = Card(self.theme)
        self._count = Text("", "small", "ink2")
        self.table: TableView[TrailEntry] = TableView(
            self.theme,
            "Trail",
            (
                Column("No.", lambda e: str(e.number), 1),
                Column("When", lambda e: f"{short_day_words(e.at.date())}, {time_words(e.at)}", 3),
                Column("Who", lambda e: e.who, 4),
                Column("What", lambda e: event_words(e.event), 6),
            ),
        )
        self.save = Button(self.theme, "Save as a table…", icon="download")
        self.save.clicked.connect(self._save)
        card.add_row(self._count, self.save)
        card.add(self.table)
        self._card = card
        self.add(card)
        self._nothing = EmptyState(
            self.theme, "search", "Nothing found", "Try a shorter word, or empty the field to see everything."
        )
        self._nothing.setVisible(False)
        self.add(self._nothing)
        head = Card(self.theme, "Head of the trail", icon="link", narrow=True)
        self._head = Text("", "small")
        head.add(self._head)
        head.add(
            Text(
                "Every report prints it. With an older file in its place, the two would differ.",
                "small",
                "ink2",
            )
        )
        self.add_side(head)

    def first_focus(self) -> QWidget:
        """Finding."""
        return self.filter

    def search(self) -> bool:
        """Ctrl+F."""
        self.filter.setFocus()
        self.filter.selectAll()
        return True

    def load(self) -> None:
        """Read the newest entries."""
        vault = self.context.vault
        self.view(lambda: _read(vault), self._show)

    def _save(self) -> None:
        """All of it, not only what is found or shown."""
        chosen = self.context.prompts.save_file(
            "Save the trail", Path.home() / "Trail.csv", ["Table (*.csv)"]
        )
        if chosen is None:
            return
        path = chosen if chosen.suffix else chosen.with_suffix(".csv")
        vault = self.context.vault
        self.context.tasks.run(
            lambda: write_trail(path, trail_csv(reversed(trail_view(vault, 0)), anchor_view(vault))),
            self,
            lambda _done: self.context.frame.toast(f"Saved as {path.name}. It names who worked here"),
            self.show_error,
        )

    def _show(self, view: TrailView) -> None:
        self._entries = view.entries
        digits = view.anchor.head[:16]
        spaced = " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))
        self._head.setText(f"{counted(view.anchor.count, 'entry', 'entries')}, {spaced} …")
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.filter.text().casefold().split()
        rows = [e for e in self._entries if all(word in _searched(e) for word in wanted)]
        self.table.show_rows(rows)
        shown = counted(len(rows), "entry", "entries")
        self._count.setText(f"{shown}, newest first" if not wanted else f"{shown} found")
        self._card.setVisible(bool(rows))
        self._nothing.setVisible(not rows)


def _read(vault: Vault) -> TrailView:
    return TrailView(trail_view(vault, SHOWN), anchor_view(vault))


def _searched(entry: TrailEntry) -> str:
    day = f"{short_day_words(entry.at.date())} {time_words(entry.at)}"
    return f"{event_words(entry.event)} {entry.who} {day}".casefold()
