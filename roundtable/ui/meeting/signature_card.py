"""The card an attendee signs on: name, interest, and three equal ways to sign."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from roundtable.domain.signoff import PAD_ASPECT, Method, Signature
from roundtable.domain.wording import isolated
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import (
    Button,
    Callout,
    Card,
    Field,
    LineEdit,
    Row,
    SignaturePad,
    Text,
    TileChoice,
    TileGroup,
)
from roundtable.ui.widgets.fields import ProblemLine
from roundtable.ui.widgets.labels import set_look

NONE, SOME = "none", "some"
_LONG_NAME: Final = 60
_WORDS: Final = {
    Method.DRAWN: "Sign with your finger, a pen or the mouse",
    Method.TYPED: "Sign by typing your name",
    Method.PAPER: "Sign on paper",
}


class SignatureCard(Card):
    """Holds no vault: `signature()` is what was put under the statement. Survives every error untouched."""

    entered = Signal()
    """Enter in the typed name: it is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.name = Text("", "h1")
        self.about = Text("", "body", "ink2")
        self.interest_title = Text("Do you have an interest to declare?", "label")
        self.interest = TileGroup(
            theme,
            "Do you have an interest to declare?",
            [TileChoice(NONE, "No interest"), TileChoice(SOME, "Yes, I declare one")],
            narrowest=180,
        )
        self.interest_problem = ProblemLine(*self.interest.tiles)
        self.way = Text("", "label")
        self.pad = SignaturePad(theme, "Your signature")
        self.pad_problem = ProblemLine(self.pad)
        self.typed = LineEdit(theme, "Your full name")
        self.typed_field = Field(theme, "Your full name", self.typed, "As it is written above.")
        self.paper = Callout(
            theme,
            "Sign the printed statement and give it to the facilitator. Then choose “I agree and sign”: "
            "the record says that you signed on paper.",
        )
        self.undo_stroke = Button(theme, "Undo", icon="undo-2", tip="Take the last stroke back (Ctrl+Z)")
        self.clear_pad = Button(theme, "Clear", icon="eraser", tip="Start the signature again")
        self.to_pad = Button(theme, "Sign in the box", "link", "pen-line")
        self.to_typed = Button(theme, "Type my name", "link", "keyboard")
        self.to_paper = Button(theme, "Signed on paper", "link", "file-text")
        self.method = Method.DRAWN
        self._rest = QWidget()  # takes the height that is left over
        self._lay_out()
        self._wire()
        self.set_method(Method.DRAWN)

    def show_person(self, name: str, about: str) -> None:
        """Who signs."""
        self.name.setText(isolated(name))
        # A name of many lines leaves the pad its room.
        set_look(self.name, "kind", "h1" if len(name) <= _LONG_NAME else "h2")
        self.about.setText(about)

    def set_method(self, method: Method) -> None:
        """Switch the way of signing; what was drawn or typed stays."""
        self.method = method
        self.way.setText(_WORDS[method])
        drawn = method is Method.DRAWN
        for widget in (self.pad, self.undo_stroke, self.clear_pad):
            widget.setVisible(drawn)
        self.pad_problem.setVisible(drawn and bool(self.pad_problem.error()))
        self.typed_field.setVisible(method is Method.TYPED)
        self.paper.setVisible(method is Method.PAPER)
        self.to_pad.setVisible(not drawn)
        self.to_typed.setVisible(method is not Method.TYPED)
        self.to_paper.setVisible(method is not Method.PAPER)

    def signature(self) -> Signature:
        """What was put under the statement; `check()` says whether it is enough."""
        if self.method is Method.DRAWN:
            return Signature(Method.DRAWN, self.pad.strokes())
        if self.method is Method.TYPED:
            return Signature(Method.TYPED, typed_name=self.typed.text())
        return Signature(Method.PAPER)

    def show_answered(self) -> None:
        """Show the way in which there is an answer: after one was brought back."""
        if self.typed.text() and not self.pad.strokes():
            self.set_method(Method.TYPED)

    def place_of_error(self) -> Field | ProblemLine:
        """Where a signature that is missing can be given."""
        return self.typed_field if self.method is Method.TYPED else self.pad_problem

    def clear_answers(self) -> None:
        """For the next person."""
        self.pad.clear()
        self.typed.clear()
        self.interest.set_value("")
        self.set_method(Method.DRAWN)

    def _lay_out(self) -> None:
        self.body.setSpacing(self.theme.px(10))
        for widget in (self.name, self.about, self.interest_title, self.interest_problem, self.interest):
            self.add(widget)
        for widget in (self.way, self.pad_problem):
            self.add(widget)
        self.add(self.pad, 1000)
        self.add(self.typed_field)
        self.add(self.paper)
        buttons = Row(
            self.theme,
            self.undo_stroke,
            self.clear_pad,
            None,
            self.to_pad,
            self.to_typed,
            self.to_paper,
            spacing=8,
        )
        self.add(buttons)
        self.add(self._rest, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stay right under the signing area, however high the window is."""
        super().resizeEvent(event)
        self.pad.setMaximumHeight(max(round(self.pad.width() / PAD_ASPECT), self.pad.minimumHeight(), 60))

    def _wire(self) -> None:
        self.typed.returnPressed.connect(self.entered)
        self.pad.changed.connect(lambda: self.pad_problem.set_error(""))
        self.undo_stroke.clicked.connect(self.pad.undo)
        self.clear_pad.clicked.connect(self.pad.clear)
        for button, method, first in (
            (self.to_pad, Method.DRAWN, self.pad),
            (self.to_typed, Method.TYPED, self.typed),
            (self.to_paper, Method.PAPER, self.to_pad),
        ):
            button.clicked.connect(lambda _on=False, m=method, w=first: self._switch(m, w))

    def _switch(self, method: Method, first: QWidget) -> None:
        self.set_method(method)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
