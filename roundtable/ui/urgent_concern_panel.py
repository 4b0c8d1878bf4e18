"""Ctrl+U: the urgent concern over whatever is shown, the curtain and the sign-off page included."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from roundtable.ui.context import Context
from roundtable.ui.meeting.concern_form import ConcernForm
from roundtable.ui.meeting.concern_recorded import ConcernRecorded
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.centred import Centred
from roundtable.ui.widgets.labels import IconLabel, Text

_STILL_WORK = (
    Qt.Key.Key_F9,
    Qt.Key.Key_Pause,
    Qt.Key.Key_L,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Equal,
    Qt.Key.Key_Minus,
    Qt.Key.Key_0,
)
_SCRIM = 150  # of 255: the page under it stays in place, and out of reach


class UrgentConcernPanel(QWidget):
    """Covers `over`; Escape closes it and keeps what was written. Fires `closed`."""

    closed = Signal()

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = context.theme, over
        self.setAccessibleName("Urgent concern")
        self.form = ConcernForm(context)
        self.form.finished.connect(self._show_recorded)
        self.after = ConcernRecorded(context)
        self.after.handed.connect(self._name_buttons)
        self.after.to.returnPressed.connect(self.after.hand_over)
        self._first: QWidget = self.form.who
        self._focus_before: QWidget | None = None
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        column = QVBoxLayout(ground)
        context.theme.scale_layout(column, (20, 20, 20, 20), 0)
        column.addStretch(1)
        self.card = self._make_card(context)
        column.addWidget(Centred(context.theme, self.card, 640))
        column.addStretch(1)
        scroll.setWidget(ground)
        for widget in (ground, scroll.viewport()):
            widget.setAutoFillBackground(False)  # the page below shines through
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._theme.changed.connect(self._fit)
        over.installEventFilter(self)
        self.setVisible(False)

    def _make_card(self, context: Context) -> QFrame:
        card = Card(context.theme)
        card.add_row(IconLabel(context.theme, "siren", "bad", 28), Text("Urgent concern", "h1"))
        self._intro = Text(
            "A child may be at risk now. This comes before confidentiality. It is recorded as you type, "
            "with the time, and is never part of the report.",
            "body",
            "ink2",
        )
        for widget in (self._intro, self.form, self.after):
            card.add(widget)
        self.record = Button(context.theme, "Record it", "primary", "check")
        self.record.clicked.connect(self._go)
        self.close_button = Button(context.theme, "Close, keep what is written", tip="Close (Esc)")
        self.close_button.clicked.connect(self.leave)
        self.form.to.textChanged.connect(lambda _text: self._name_buttons())
        card.add_row(self.record, self.close_button, None)
        return card

    def move_over(self, over: QWidget) -> None:
        """Cover another widget: the curtain, or the window again."""
        if over is not self._over:
            self._over.removeEventFilter(self)
            self._over = over
            over.installEventFilter(self)
            self.setParent(over)

    def open_up(self) -> None:
        """Show it, with the focus on the first field."""
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
        self._turn_to(self.form)
        self.setVisible(True)
        self._fit()
        self.raise_()
        self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_recorded(self) -> None:
        if self.form.recorded is None or not self.isVisible():
            return
        self._turn_to(self.after)
        self.after.show_recorded(self.form.recorded)
        self._name_buttons()

    def _turn_to(self, part: QWidget) -> None:
        """The form, or what is said after it."""
        for widget in (self._intro, self.form):
            widget.setVisible(part is self.form)
        self.after.setVisible(part is self.after)
        self._name_buttons()

    def _name_buttons(self) -> None:
        writing = not self.form.isHidden()
        hands_over = bool(self.form.to.text().strip()) or not writing
        self.record.set_label("Record the handover" if hands_over else "Record it")
        self.record.setVisible(writing or self.after.is_open)
        self.close_button.set_label("Close, keep what is written" if writing else "Close")
        if not self.record.isVisibleTo(self):
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        """Record the concern, or then the handover."""
        if self.form.isHidden():
            self.after.hand_over()
        else:
            self.form.finish()

    def flush(self) -> None:
        """Keep what is written, and a name that is being typed."""
        self.form.flush()
        self.after.autosave.flush()

    @property
    def is_unsaved(self) -> bool:
        """Whether something of it is not in the vault."""
        return self.form.autosave.is_unsaved or self.after.autosave.is_unsaved

    def leave(self) -> None:
        """Close it; what was written is kept."""
        if not self.isVisible():
            return
        self.flush()
        # Before hiding: Qt would look for the next stop inside the panel, which keeps the focus to itself.
        before = self._focus_before
        if before is not None and isValid(before) and before.isVisible() and not self.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()
        self._focus_before = None
        self.setVisible(False)
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """The window's shortcuts wait, but for the curtain, the lock and the size of the text."""
        is_shortcut = event.type() == QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and not _still_works(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, Ctrl+Enter records; nothing reaches the page below."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        stops = [
            w
            for w in self.findChildren(QWidget)
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()
        ]
        if not stops:
            return False  # about to be hidden
        focused = self.focusWidget()
        here = stops.index(focused) if focused in stops else -1
        target = stops[(here + (1 if forward else -1)) % len(stops)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what is covered."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is below."""
        painter = QPainter(self)
        shade = self._theme.colour("header")
        shade.setAlpha(_SCRIM)
        painter.fillRect(self.rect(), shade)

    def _fit(self) -> None:
        self.setGeometry(self._over.rect())


def _still_works(event: QKeyEvent) -> bool:
    """Ctrl+Shift+L is no lock: it would open a lesson below, and take what is said of the concern."""
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return event.key() in _STILL_WORK and not (shifted and event.key() == Qt.Key.Key_L)
