"""Long work: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from roundtable.ui.tasks import Stage
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Text, set_shown


class ProgressPanel(Card):
    """A card with a bar; give `advance` to `tasks.run_long` and connect `cancelled` to the job's cancel."""

    cancelled = Signal()

    def __init__(self, theme: Theme, title: str, *, can_cancel: bool = True) -> None:
        super().__init__(theme, title)
        self._what = Text("", "body", "ink2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._cancel = Button(theme, "Cancel", icon="x")
        set_shown(self._cancel, can_cancel)
        self._cancel.clicked.connect(self._on_cancel)
        self.add(self._what)
        line = QHBoxLayout()
        theme.scale_layout(line, (0, 0, 0, 0), 16)
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel)
        self.add(line)
        self.setVisible(False)

    def start(self, what: str = "") -> None:
        """Show the panel, at the beginning, with a bar that only moves until the total is known."""
        self._cancel.setEnabled(True)
        set_shown(self, True)
        self.advance(Stage(0, 0, what))

    def advance(self, stage: Stage) -> None:
        """Show how far the work has come."""
        self._what.setText(stage.what)
        self._bar.setRange(0, stage.total)
        self._bar.setValue(stage.done)
        known = f"{stage.done} of {stage.total}" if stage.total else "in progress"
        self._bar.setAccessibleDescription(f"{stage.what} {known}".strip())

    def finish(self) -> None:
        """Hide the panel."""
        self.setVisible(False)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText("Stopping…")
        self.cancelled.emit()
