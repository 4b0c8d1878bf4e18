"""The neutral card that covers a window, and the field that asks for the meeting PIN or the passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button, ButtonKind
from roundtable.ui.widgets.centred import Centred
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import IconLabel, Text
from roundtable.ui.widgets.row import Row

Asks = Literal["nothing", "pin", "passphrase"]
Shows = Literal["all", "words", "nothing"]
"""What a curtain shows of its card: one of those that are drawn has the field, the room's only the words."""
_LABELS: dict[Asks, str] = {"nothing": "", "pin": "Meeting PIN", "passphrase": "Passphrase"}


@dataclass(frozen=True, slots=True)
class CurtainWay:
    """Something that can be done while the curtain is drawn: a key for the program, words for people."""

    key: str
    words: str
    icon: str = ""
    kind: ButtonKind = "secondary"


@dataclass(frozen=True, slots=True)
class CurtainCard:
    """What the curtain says. It must hold nothing about a case or a person."""

    title: str = "Paused"
    text: str = "The facilitator has paused the meeting’s screen."
    asks: Asks = "nothing"
    action: str = "Lift the curtain"
    other: str = ""
    """A second way, such as "Use the passphrase"."""
    ways: tuple[CurtainWay, ...] = ()
    """Above the field, each in a line of its own: a late arrival signs, or has left again."""


class Curtain(QWidget):
    """Covers the whole of `over` and follows its size; `shows` how much of the card can be seen."""

    lift_asked = Signal(str)
    """What was typed, "" when nothing is asked for."""
    other_asked = Signal()
    way_chosen = Signal(str, str)
    """The key of a way, and what was typed."""

    def __init__(self, theme: Theme, over: QWidget, card: CurtainCard, *, shows: Shows = "all") -> None:
        super().__init__(over)
        self._theme, self._card, self._over = theme, card, over
        self.setObjectName("curtain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(card.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._field: Field | None = None
        self._first: QWidget = self
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setObjectName("curtainground")
        scroll.setWidget(ground)
        outer = QVBoxLayout(ground)
        outer.addStretch(1)
        if shows != "nothing":
            outer.addWidget(Centred(theme, self._make_card(shows == "all"), 500))
        outer.addStretch(1)
        self._ground = ground
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()

    def height_wanted(self) -> int:
        """So high that the whole card can be seen without scrolling."""
        return self._ground.sizeHint().expandedTo(self._ground.minimumSizeHint()).height()

    def take_focus(self) -> None:
        """Put the focus on the field or the button."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, problem: str) -> None:
        """What was typed did not fit; `problem` says what to do."""
        if self._field is not None:
            self._field.set_error(problem)
            editor = self._field.editor
            if isinstance(editor, LineEdit):
                editor.clear()
            self._field.focus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the curtain."""
        stops = [
            w
            for w in self.findChildren(QWidget)
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()
        ]
        if not stops:
            return True
        focused = self.focusWidget()
        here = stops.index(focused) if focused in stops else -1
        target = stops[(here + (1 if forward else -1)) % len(stops)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size and stay on top of what is added to it."""
        if watched is self._over and event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self.setGeometry(self._over.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def _make_card(self, controls: bool) -> QFrame:
        frame = QFrame()
        frame.setObjectName("curtaincard")
        column = QVBoxLayout(frame)
        self._theme.scale_layout(column, (40, 36, 40, 36), 14)
        column.addWidget(IconLabel(self._theme, "pause", "ink2", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        for words, kind in ((self._card.title, "h1"), (self._card.text, "body")):
            label = Text(words, "h1" if kind == "h1" else "body", "ink" if kind == "h1" else "ink2")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        if controls:
            self._add_controls(column)
        return frame

    def _add_controls(self, column: QVBoxLayout) -> None:
        ways = [self._way(way) for way in self._card.ways]
        for button in ways:
            column.addWidget(button)
        asks = self._card.asks
        if asks != "nothing":
            box = LineEdit(self._theme, _LABELS[asks], secret=True)
            box.returnPressed.connect(self._ask)
            self._field = Field(self._theme, _LABELS[asks], box)
            column.addWidget(self._field)
        leads = bool(ways) and self._card.ways[0].kind == "primary"
        lift = Button(self._theme, self._card.action, "secondary" if leads else "primary")
        lift.clicked.connect(self._ask)
        items: list[QWidget | None] = [None, lift, None]
        if self._card.other:
            other = Button(self._theme, self._card.other, "secondary")
            other.clicked.connect(self.other_asked)
            items.insert(1, other)
        column.addWidget(Row(self._theme, *items))
        self._first = self._field.editor if self._field is not None else lift
        if leads:
            self._first = ways[0]

    def _way(self, way: CurtainWay) -> Button:
        button = Button(self._theme, way.words, way.kind, way.icon)
        button.clicked.connect(lambda: self.way_chosen.emit(way.key, self._typed()))
        return button

    def _typed(self) -> str:
        editor = self._field.editor if self._field is not None else None
        return editor.text() if isinstance(editor, LineEdit) else ""

    def _ask(self) -> None:
        self.lift_asked.emit(self._typed())
