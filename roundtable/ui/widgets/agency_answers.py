"""What the agencies said, one under the other: name, own grade, answer, evidence; a wide gap in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.labels import Pill, Separator, Text, Tone

WIDE_GAP = "The agencies’ grades are two or more steps apart. Ask why before you agree one."


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """One agency's line; `tone` is the grade's colour word, "" for anything that is no step of the scale.

    `asks` is false where its representative is recused: the grade is told in words, not as one that counts.
    """

    agency: str
    grade: str
    tone: str
    answer: str = ""
    evidence: str = ""
    asks: bool = True
    agency_id: str = ""


class AgencyAnswers(Card):
    """A narrow card for the side column."""

    events_asked = Signal(str)
    """The agency whose events in the chronology are wanted, beside the evidence it names."""

    def __init__(self, theme: Theme, title: str = "What the agencies said") -> None:
        super().__init__(theme, title, narrow=True)
        self._gap = Callout(theme, WIDE_GAP, "warn", title="Discussion point")
        self._gap.setVisible(False)
        self.add(self._gap)
        self._lines = QVBoxLayout()
        theme.scale_layout(self._lines, (0, 0, 0, 0), 8)
        self.add(self._lines)
        self._shown: tuple[AgencyAnswer, ...] | None = None

    def show_answers(self, answers: Sequence[AgencyAnswer], *, wide_gap: bool) -> None:
        """Show these."""
        self._gap.setVisible(wide_gap)
        if tuple(answers) == self._shown:
            return
        self._shown = tuple(answers)
        self._clear()
        for place, answer in enumerate(answers):
            if place:
                self._lines.addWidget(Separator())
            self._add(answer)
        if not answers:
            self._lines.addWidget(Text("No agency sent a return on this case.", "small", "ink2"))

    def has_wide_gap(self) -> bool:
        """Whether the discussion point is shown."""
        return self._gap.isVisibleTo(self)

    def _add(self, answer: AgencyAnswer) -> None:
        line = QHBoxLayout()
        self.theme.scale_layout(line, (0, 0, 0, 0), 8)
        line.addWidget(Text(answer.agency, "small").strong(), 1)
        if answer.tone and answer.asks:
            pill = Pill(self.theme, answer.grade, _tone(answer.tone))
            line.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        elif answer.asks:
            line.addWidget(Text(answer.grade, "small", "ink2", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(line)
        if not answer.asks:
            self._lines.addWidget(Text(answer.grade, "small", "ink2"))
        if answer.answer:
            self._lines.addWidget(Text(answer.answer, "small"))
        if answer.evidence:
            self._lines.addWidget(Text(f"Evidence: {answer.evidence}", "small", "ink2"))
            if answer.agency_id:
                self._lines.addWidget(self._link(answer))

    def _link(self, answer: AgencyAnswer) -> Button:
        name = f"{answer.agency}: its events in the chronology"
        link = Button(self.theme, "Its events", "link", "arrow-right", tip=name, name=name)
        link.clicked.connect(lambda: self.events_asked.emit(answer.agency_id))
        return link

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            inner = item.layout()
            while inner is not None and (part := inner.takeAt(0)) is not None:
                if (widget := part.widget()) is not None:
                    widget.deleteLater()
            if (widget := item.widget()) is not None:
                widget.deleteLater()


def _tone(tone: str) -> Tone:
    known: dict[str, Tone] = {"ok": "ok", "info": "info", "warn": "warn", "bad": "bad"}
    return known.get(tone, "ink2")
