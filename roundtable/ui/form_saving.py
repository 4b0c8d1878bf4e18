"""Keeps what is typed in the vault while it is typed, and never lets a reload overwrite it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer

from roundtable.domain.changes import Changes
from roundtable.domain.errors import RoundtableError
from roundtable.ui.error_texts import explain
from roundtable.ui.name_watch import NameWatch
from roundtable.ui.screen import Screen
from roundtable.ui.widgets.autosave import TRY_AGAIN_MS, Keeping
from roundtable.ui.widgets.text_editor import PlainTextEditor

Take = Callable[[], Callable[[], Changes]]
"""Reads the widgets (on the UI thread) and returns the change to make (off it)."""


class FormSaving(Keeping):
    """Saves one form: its editors save as they are typed in, everything else calls `save()`.

    What could not be stored stays on the screen, counts as unsaved and is tried again.
    """

    def __init__(self, screen: Screen, take: Take, editors: Sequence[PlainTextEditor] = ()) -> None:
        super().__init__(screen)
        self._screen, self._take, self._editors = screen, take, tuple(editors)
        self._waiting, self._failed = 0, False
        self._watches: tuple[NameWatch, ...] = ()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRY_AGAIN_MS)
        self._again.timeout.connect(self.save)
        for editor in self._editors:
            editor.saved_text.connect(lambda _text: self.save())

    def watch(self, watches: Sequence[NameWatch]) -> None:
        """Look for names whenever stored texts are shown, too."""
        self._watches = tuple(watches)

    def save(self) -> None:
        """Store what the widgets hold now."""
        self._again.stop()
        self._waiting += 1
        self._screen.act(self._take(), self._on_saved, self._on_failed)

    def flush(self) -> None:
        """Hand over whatever is not handed over yet, a failed save among it."""
        for editor in self._editors:
            editor.flush()
        if self._failed and not self._waiting:
            self.save()

    @property
    def is_unsaved(self) -> bool:
        """Whether something on the screen is not in the vault (yet)."""
        return self._failed or bool(self._waiting) or any(editor.is_unsaved() for editor in self._editors)

    @property
    def is_waiting(self) -> bool:
        """Whether a save is under way."""
        return bool(self._waiting)

    def show(self, fill: Callable[[], None]) -> bool:
        """Let `fill` put stored values into the widgets, unless that would overwrite something unsaved."""
        if self.is_unsaved:
            return False
        fill()
        for watch in self._watches:
            watch.refresh()
        return True

    def _on_saved(self, _made: Changes) -> None:
        self._waiting -= 1
        self._failed = False
        self._screen.context.frame.clear_banner("not-saved")

    def _on_failed(self, error: RoundtableError) -> None:
        self._waiting -= 1
        self._failed = True
        said = explain(error)
        # No error summary: it would take the focus out of the sentence that is being typed.
        self._screen.context.frame.show_banner("not-saved", "bad", f"Not saved: {said.title}. {said.advice}")
        self._again.start()
