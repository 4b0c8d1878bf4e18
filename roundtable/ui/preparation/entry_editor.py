"""A short list of entries with a few text fields each: adding by Enter, changing, removing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from roundtable.ui import draft_parts
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.preparation.desk import Keep
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Column, Field, LineEdit, TableView
from roundtable.ui.widgets.reflow import Reflow

E = TypeVar("E")


@dataclass(frozen=True)
class Part(Generic[E]):
    """One field of an entry: its editor, what of an entry it shows, and whether it may be empty."""

    label: str
    editor: LineEdit
    text: Callable[[E], str]
    hint: str = ""
    needed: str = ""
    """What to say when it is empty; "" when it may be."""
    share: int = 1


class EntryEditor(Card, Generic[E]):
    """`store(entry or None, texts)` adds or changes, `remove(entry)` takes off."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        hint: str,
        parts: Sequence[Part[E]],
        store: Callable[[E | None, tuple[str, ...]], None],
        remove: Callable[[E], None],
    ) -> None:
        super().__init__(theme, title, hint)
        self._parts, self._store, self._remove = tuple(parts), store, remove
        self._changing: E | None = None
        self.draft: DraftKeeper | None = None
        self.fields = tuple(
            Field(theme, part.label, part.editor, part.hint, optional=not part.needed) for part in parts
        )
        self.add(Reflow(theme, *self.fields, columns=len(parts), narrowest=200))
        self.add_button = Button(theme, "Add", icon="plus", name=f"Add to {title.lower()}")
        self.add_button.clicked.connect(self.commit)
        self._keep = Button(theme, "Leave as it was", "link")
        self._keep.clicked.connect(self._stop_changing)
        self.add_row(self.add_button, self._keep, None)
        for part in parts:
            part.editor.returnPressed.connect(self.commit)
        self.table: TableView[E] = TableView(
            theme, title, tuple(Column(part.label, part.text, part.share) for part in parts)
        )
        self.table.opened.connect(self._start_changing)
        self.add(self.table)
        self._change = Button(
            theme, "Change", icon="pencil", name=f"Change the chosen entry of {title.lower()}"
        )
        self._change.clicked.connect(lambda: self._start_changing(self.table.currentIndex().row()))
        self._take_off = Button(
            theme, "Remove", "danger", "trash-2", name=f"Remove the chosen entry of {title.lower()}"
        )
        self._take_off.clicked.connect(self._remove_chosen)
        self.add_row(self._change, None, self._take_off)
        self._stop_changing()

    def keep_draft(self, keep: Keep, name: str, id_of: Callable[[E], str]) -> None:
        """What is typed and not added yet is kept under `name`, with the entry that it changes."""

        def go_on(entry_id: str) -> None:
            self._changing = next((e for e in self.table.rows_model.rows if id_of(e) == entry_id), None)
            if self._changing is not None:
                self._name_change()

        changing = draft_parts.Part(lambda: id_of(self._changing) if self._changing else "", go_on, ())
        typed = {part.label: draft_parts.line(part.editor) for part in self._parts}
        self.draft = keep(self, name, typed, {"changing": changing})

    def show_entries(self, entries: Sequence[E]) -> None:
        """Show the list; what is being typed stays."""
        self.table.show_rows(entries)
        if self.draft is not None:
            self.draft.begin()
        for part in (self.table, self._change, self._take_off):
            part.setVisible(bool(entries))

    def commit(self) -> None:
        """Store what is typed; says what is missing otherwise."""
        texts = tuple(" ".join(part.editor.text().split()) for part in self._parts)
        wrong = None
        for part, field, text in zip(self._parts, self.fields, texts, strict=True):
            problem = part.needed if part.needed and not text else ""
            field.set_error(problem)
            wrong = wrong or (field if problem else None)
        if wrong is not None:
            wrong.focus()
            return
        changing = self._changing
        self._stop_changing()
        self._parts[0].editor.setFocus(Qt.FocusReason.TabFocusReason)
        self._store(changing, texts)

    def flush(self) -> None:
        """Store what is typed if it is complete."""
        if all(part.editor.text().strip() for part in self._parts if part.needed):
            self.commit()

    def settle(self) -> None:
        """Before leaving: an entry with an empty field is stored as it is, rather than lost."""
        texts = tuple(" ".join(part.editor.text().split()) for part in self._parts)
        if any(texts):
            changing = self._changing
            self._stop_changing()
            self._store(changing, texts)

    def _start_changing(self, place: int) -> None:
        rows = self.table.rows_model.rows
        if not 0 <= place < len(rows):
            return
        self.flush()
        self._changing = rows[place]
        for part in self._parts:
            part.editor.setText(part.text(rows[place]))
        if self.draft is not None:
            self.draft.rest()
        self._name_change()

    def _name_change(self) -> None:
        self.add_button.set_label("Save the change")
        self._keep.setVisible(True)
        self._parts[0].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_changing(self) -> None:
        self._changing = None
        for part, field in zip(self._parts, self.fields, strict=True):
            part.editor.clear()
            field.set_error("")
        self.add_button.set_label("Add")
        self._keep.setVisible(False)
        if self.draft is not None:
            self.draft.rest()
            self.draft.flush()

    def _remove_chosen(self) -> None:
        chosen = self.table.chosen_row()
        if chosen is not None:
            self._stop_changing()
            self._remove(chosen)
