"""Urgent concerns of a meeting: what is open, to whom each was handed over, who acknowledged it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.urgent_concerns import acknowledge_concern, hand_over_concern
from roundtable.domain.ids import ConcernId, RoundTableId
from roundtable.domain.urgent_concern import UrgentConcern
from roundtable.domain.wording import time_words
from roundtable.ui.meeting.attendee_list import Words
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button, Pill, Row, Separator, Text
from roundtable.ui.widgets.stack import Stack


class ConcernList(Stack):
    """Lines with buttons; asks for names through the screen's prompts. `slip_asked` carries the id."""

    slip_asked = Signal(str)

    def __init__(self, screen: Screen, round_table_id: RoundTableId) -> None:
        super().__init__(screen.theme, spacing=10)
        self._screen, self._table_id = screen, round_table_id
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[tuple[str, ConcernId], Button] = {}

    def show_concerns(self, concerns: Sequence[UrgentConcern], *, with_text: bool) -> None:
        """The newest first; without their text while the cases are closed to the room."""
        shown = (tuple(concerns), with_text)
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((key for key, b in self.buttons.items() if b.hasFocus()), None)
        self.clear()
        self.buttons = {}
        for place, concern in enumerate(reversed(concerns)):
            if place:
                self.add(Separator())
            self._add(concern, with_text=with_text)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def _add(self, concern: UrgentConcern, *, with_text: bool) -> None:
        raised = f"Raised at {time_words(concern.raised_at)}"
        title = concern.who if with_text and concern.who else raised
        words = [Text(title).strong()]
        if with_text:
            words.append(Text(concern.what))
        words.append(Text(_history(concern, raised), "small", "ink2"))
        self.add(Words(self._screen.theme, *words))
        state, tone, icon = "Acknowledged", "ok", "circle-check"
        if concern.is_open:
            state = "Handed over, not acknowledged" if concern.handed_at else "Not handed over"
            tone, icon = "warn", "triangle-alert"
        pill = Pill(self._screen.theme, state, tone, icon)  # type: ignore[arg-type]
        items: list[QWidget | None] = [] if concern.handed_at else [pill]
        if concern.handed_at is None:
            items.append(self._button("hand_over", "Hand over…", "send", concern))
        else:
            if concern.is_open:
                items.append(self._button("acknowledge", "Acknowledged by…", "user-check", concern))
            items.append(self._button("hand_over", "Hand over again…", "send", concern))
        items.append(self._button("slip", "Save slip…", "printer", concern))
        if concern.handed_at:
            self.add(Row(self._screen.theme, pill, None))  # three buttons take the next line
        self.add(Row(self._screen.theme, *items, None, spacing=10))

    def _button(self, key: str, words: str, icon: str, concern: UrgentConcern) -> Button:
        button = Button(self._screen.theme, words, icon=icon)
        button.setAccessibleName(f"{words} Concern raised at {time_words(concern.raised_at)}")
        deeds = {"hand_over": self._hand_over, "acknowledge": self._acknowledge, "slip": self._slip}
        button.clicked.connect(lambda: deeds[key](concern))
        self.buttons[(key, concern.id)] = button
        return button

    def _hand_over(self, concern: UrgentConcern) -> None:
        to = self._screen.context.prompts.ask(
            "Hand over the urgent concern",
            "Tell them now, in person or by telephone. The time is recorded.",
            "To whom? Name and role",
            "Record the handover",
            initial="" if concern.handed_at else concern.handed_to,
            check=lambda text: "" if text.strip() else "Enter who takes the concern on",
        )
        if to is not None:
            vault, table = self._screen.context.vault, self._table_id
            self._screen.act(lambda: hand_over_concern(vault, table, concern.id, to))

    def _acknowledge(self, concern: UrgentConcern) -> None:
        by = self._screen.context.prompts.ask(
            "Who acknowledged it?",
            "The person who has said that they act on it. The time is recorded.",
            "Name and role",
            "Record it",
            initial=concern.handed_to,
            check=lambda text: "" if text.strip() else "Enter who acknowledged it",
        )
        if by is not None:
            vault, table = self._screen.context.vault, self._table_id
            self._screen.act(lambda: acknowledge_concern(vault, table, concern.id, by))

    def _slip(self, concern: UrgentConcern) -> None:
        self.slip_asked.emit(concern.id)


def _history(concern: UrgentConcern, raised: str) -> str:
    told = [("handed over to", each) for each in concern.handovers]
    told += [("acknowledged by", each) for each in concern.acknowledgements]
    told.sort(key=lambda item: item[1].at)
    parts = [f"{what} {each.name} at {time_words(each.at)}" for what, each in told]
    return ", ".join((f"{raised} by {concern.raised_by}", *parts))
