"""Settings: a second place for backups, when it last worked, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal

from roundtable.domain.errors import RoundtableError
from roundtable.ui.context import Context
from roundtable.ui.door import SecondPlace, SecondState
from roundtable.ui.error_texts import explain
from roundtable.ui.second_place_texts import is_marked, state_words
from roundtable.ui.synced_folders import sync_service
from roundtable.ui.widgets import Button, Callout, Card, Text
from roundtable.ui.widgets.stack import Stack

_AGAIN_MS: Final = 500
SYNCED = (
    "{service} copies this folder to other computers and keeps old copies, which Roundtable cannot destroy. "
    "A USB stick or your organisation’s drive is safer."
)


class SecondPlaceCard(Stack):
    """Read with `load`. `copied`: a copy that was on its way has come, or has failed."""

    copied = Signal()

    def __init__(self, context: Context, place: SecondPlace) -> None:
        super().__init__(context.theme)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.load)
        self._context, self._place = context, place
        self._state: SecondState | None = None
        theme = context.theme
        card = Card(
            theme,
            "A second place for backups",
            "A USB stick or a network drive. Every backup is copied there too, encrypted, and checked there. "
            "Without it, what happens to this computer happens to the backups.",
        )
        self.folder = Text("", "label")
        self.told = Text("", "body", "ink2")
        self.problem = Callout(theme, "", "warn")
        self.synced = Callout(theme, "", "warn")
        self.choose = Button(theme, "Choose a folder…", icon="folder-open")
        self.stop = Button(theme, "Stop copying there", "link")
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(self._stop)
        for part in (self.folder, self.told, self.problem, self.synced):
            part.setVisible(False)
            card.add(part)
        card.add_row(self.choose, self.stop, None)
        self.add(card)

    def load(self) -> None:
        """Ask how it stands."""
        place = self._place
        self._context.tasks.run(place.state, self, self._show, self._failed)

    def _show(self, state: SecondState | None) -> None:
        was_busy = self._state is not None and self._state.is_busy
        self._state = state
        if state is not None and state.is_busy:
            self._again.start()
        elif was_busy:
            self.copied.emit()
        for part in (self.folder, self.told, self.stop):
            part.setVisible(state is not None)
        self.choose.set_label("Choose another folder…" if state else "Choose a folder…")
        service = sync_service(state.folder) if state else ""
        self.synced.message.setText(SYNCED.format(service=service))
        self.synced.setVisible(bool(service))
        self.problem.setVisible(False)
        if state is None:
            return
        self.folder.setText(str(state.folder))
        self.told.setText(state_words(state))
        if is_marked(state):
            self._tell(state)

    def _tell(self, state: SecondState) -> None:
        words = (
            "It is not there now. Plug in the stick or connect the drive; the next backup is copied there."
        )
        if state.is_there and state.problem is not None:
            said = explain(state.problem)
            words = f"{said.title}. {said.advice}"
        self.problem.message.setText(words)
        self.problem.setVisible(True)

    def _choose(self) -> None:
        start = self._state.folder if self._state is not None else Path.home()
        folder = self._context.prompts.choose_folder("Choose a second place for backups", start)
        if folder is None:
            return
        service = sync_service(folder)
        if service and not self._context.prompts.confirm(
            f"Copy backups into {service}?", SYNCED.format(service=service), "Use it all the same"
        ):
            return
        place = self._place
        self._context.tasks.run(
            lambda: place.choose(folder), self, lambda _done: self._chosen(), self._failed
        )

    def _chosen(self) -> None:
        self._context.frame.toast("Backups are copied there from now on")
        self.load()

    def _stop(self) -> None:
        place = self._place
        self._context.tasks.run(place.forget, self, lambda _done: self._stopped(), self._failed)

    def _stopped(self) -> None:
        self._context.frame.toast("Nothing is copied there any more. The copies stay there")
        self.load()

    def _failed(self, error: RoundtableError) -> None:
        said = explain(error)
        self.problem.message.setText(f"{said.title}. {said.advice}")
        self.problem.setVisible(True)
