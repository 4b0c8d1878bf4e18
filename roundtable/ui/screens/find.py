"""Ctrl+K: find anything. Pages and steps by a few letters, and every text that was written, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from roundtable.actions.search import MOST_SHOWN, FoundView, search_view
from roundtable.domain.changes import Topic
from roundtable.domain.errors import RoundtableError
from roundtable.domain.walkthrough import StepStatus
from roundtable.ui.context import Context
from roundtable.ui.finding import CLOSED, KINDS, PAGES, way_to_hit
from roundtable.ui.prompt_dialog import fitting
from roundtable.ui.rail import place_of, why_not
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Callout, Card, EmptyState, Field, LineEdit, Text
from roundtable.ui.widgets.found_list import FoundList, FoundRow
from roundtable.ui.widgets.step_rail import RailStep

WAIT_MS: Final = 120
"""After the last letter, before the file is looked through."""
MAKING_MS: Final = 250
"""While finding is made ready: between two parts of it, so that saving is kept waiting by one at most."""
_ABOVE_AND_BELOW: Final = 404
_LEAST_HEIGHT, _MOST_HEIGHT = 200, 640
_STEP, _PAGE, _HIT = "step:", "page:", "hit:"


class FindScreen(Screen):
    """`steps`: those of the round table that one comes from. Nothing that is typed here is kept anywhere."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)
    help_key = "find"
    is_aside = True

    def __init__(self, context: Context, *, steps: Sequence[RailStep] = ()) -> None:
        super().__init__(context, "Find anything", "A page, a step, or any words in this file.")
        context.frame.set_rail((), "")
        context.frame.set_place("Find")
        self._steps = {step.key: step for step in steps}
        self._found = FoundView("", ())
        self._asked = ""
        self._is_asking = False
        self.typed = LineEdit(self.theme, "Find anything")
        self.typed.installEventFilter(self)
        self.add(
            Field(
                self.theme,
                "What are you looking for?",
                self.typed,
                "Words or their beginnings, or “exact words”. Arrow keys choose, Enter opens.",
            )
        )
        self._build_list()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(MAKING_MS)
        self._more.timeout.connect(self._ask)
        self.typed.textChanged.connect(self._on_typed)
        self.list.opened.connect(self._open)
        self.theme.changed.connect(self._fit)
        self._fit()
        self._show()

    def _build_list(self) -> None:
        self.closed = Callout(self.theme, "", "info")
        self.closed.setVisible(False)
        self.add(self.closed)
        self.card = Card(self.theme)
        self.count = Text("", "small", "ink2")
        self.list = FoundList(self.theme, "What was found")
        self.card.add(self.count)
        self.card.add(self.list)
        self.add(self.card)
        self.nothing = EmptyState(
            self.theme,
            "search",
            "Nothing found",
            "Try fewer letters, or one word alone. Forms that are not saved yet and finished PDFs are not "
            "looked through.",
        )
        self.nothing.setVisible(False)
        self.add(self.nothing)

    def first_focus(self) -> QWidget:
        """The field."""
        return self.typed

    def search(self) -> bool:
        """Ctrl+F, and Ctrl+K again."""
        self.typed.setFocus()
        self.typed.selectAll()
        return True

    def load(self) -> None:
        """Look again: what was found may have changed, or been closed to the room."""
        self._asked = ""
        self._found = FoundView("", ())
        self._show()
        self._ask()

    def hide_private(self, _hidden: bool) -> None:
        """The room sees this screen, or does so no longer: nothing stays that was found before."""
        self.load()

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Arrow keys and Enter reach the list from the field."""
        if watched is self.typed and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.list.step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_first()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    # --- looking

    def _on_typed(self) -> None:
        self._show()
        self._wait.start()

    def _ask(self) -> None:
        """One question at a time; what is typed meanwhile is asked after it, and only the last of it."""
        typed = self.typed.text().strip()
        if self._is_asking:
            return
        self._asked, self._is_asking = typed, True
        vault, mirrored = self.context.vault, self.context.room.is_mirrored()
        self.context.tasks.run(
            lambda: search_view(vault, typed, is_mirrored=mirrored), self, self._arrived, self._failed
        )

    def _arrived(self, found: FoundView) -> None:
        self._is_asking = False
        if self._asked != self.typed.text().strip():
            self._ask()
            return
        self._found = found
        self._show()
        self.on_content()
        if found.making is not None:
            self._more.start()

    def _failed(self, error: RoundtableError) -> None:
        self._is_asking = False
        self.show_error(error)

    # --- showing

    def _show(self) -> None:
        typed = self.typed.text().strip()
        self.closed.message.setText(CLOSED.get(self._found.closed, ""))
        self.closed.setVisible(self._found.closed in CLOSED)
        rows = (*self._pages(typed), *self._hits(typed))
        self.list.show_rows(rows)
        has_looked = not typed or (self._found.typed == typed and self._found.making is None)
        self.nothing.setVisible(not rows and has_looked)
        words = self._count_words(typed, has_looked)
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.card.setVisible(bool(rows or words))
        self.list.setVisible(bool(rows))

    def _count_words(self, typed: str, has_looked: bool) -> str:
        if not typed:
            return "Pages. Type to look through everything in this file."
        making = self._found.making
        if making is not None:
            share = 100 * making.done // making.total
            return f"Getting ready to find texts: {share} %. Pages and steps can be found already."
        if not has_looked:
            return "Looking…"
        if self._found.is_more:
            return f"The first {MOST_SHOWN} texts. Type more to find fewer."
        return ""

    def _pages(self, typed: str) -> list[FoundRow]:
        steps = [(f"{_STEP}{s.key}", s.title, _state_words(s)) for s in self._steps.values()]
        pages = [(f"{_PAGE}{key}", words, "") for key, words in PAGES]
        found = fitting([*steps, *pages], typed)
        if typed:
            found = tuple(entry for entry in found if _begins(entry[1], typed))
        return [FoundRow(key, ((words, False),), hint, "Pages and steps") for key, words, hint in found]

    def _hits(self, typed: str) -> list[FoundRow]:
        if self._found.typed != typed:
            return []
        return [
            FoundRow(f"{_HIT}{number}", hit.said, KINDS[hit.kind], hit.where or "This file")
            for number, hit in enumerate(self._found.hits)
        ]

    # --- going there

    def _open_first(self) -> None:
        """Whoever types and presses Enter at once means what is typed, not what was found before."""
        if self._wait.isActive():
            self._wait.stop()
            self._ask()
        self.context.tasks.drain()
        self.list.open_current()

    def _open(self, key: str) -> None:
        if key.startswith(_PAGE):
            self.context.navigator.go(key.removeprefix(_PAGE))
        elif key.startswith(_STEP):
            self._go_to_step(self._steps[key.removeprefix(_STEP)])
        else:
            screen, params = way_to_hit(self._found.hits[int(key.removeprefix(_HIT))])
            self.context.navigator.go(screen, **params)

    def _go_to_step(self, step: RailStep) -> None:
        refused = why_not(step)
        if refused:
            self.context.frame.toast(refused)
            return
        screen, params = place_of(step.key)
        self.context.navigator.go(screen, **params)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list takes what height there is, so that the row the arrow keys choose is in sight."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self.theme.px
        room = self.height() - px(_ABOVE_AND_BELOW)
        self.list.setFixedHeight(min(max(room, px(_LEAST_HEIGHT)), px(_MOST_HEIGHT)))


def _begins(words: str, typed: str) -> bool:
    """Every word that is typed begins one of these: a page is not found by letters in the middle of words."""
    told = words.casefold().replace(":", " ").split()
    return all(any(word.startswith(part) for word in told) for part in typed.casefold().split())


def _state_words(step: RailStep) -> str:
    """ "Cannot start yet  ·  Once you open the round table"."""
    waits_for = step.detail if step.status is StepStatus.BLOCKED else ""
    return f"{step.status.value}  ·  {waits_for}" if waits_for else step.status.value
