"""One paper on the page of papers: what it is, who may have it, what it needs, the ways to look and save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal

from roundtable.actions.paper_order import PaperState
from roundtable.actions.papers import PaperRow
from roundtable.domain.ids import AgencyId
from roundtable.domain.papers import TITLES, PaperKind
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.labels import Pill, Text, Tone
from roundtable.ui.widgets.select import Select


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What a card says of its paper."""

    what: str
    who: str
    save: str


UNCONFIRMED: Final = (
    "The second person confirmed the report for known recipients, not these words. Read every line before "
    "you pass it on."
)
EVERY_AGENCY: Final = ("", "Every agency, one letter each")
WORDS: Final = {
    PaperKind.LETTER: PaperWords(
        "Asks an agency for its return, with the law behind it. Names no child.",
        "For the agency it is addressed to.",
        "Save the letters…",
    ),
    PaperKind.SCHEDULE: PaperWords(
        "Names the children whose records are asked for. Always encrypted; never with the letter.",
        "For the agencies that were asked, by name.",
        "Save the schedule…",
    ),
    PaperKind.AGENDA: PaperWords(
        "Running order with times, place and chair. Cases by label.",
        "For whoever is invited.",
        "Save the agenda…",
    ),
    PaperKind.PRE_READ: PaperWords(
        "Returns side by side, wide gaps of grades, one chronology. By label, times from the first event.",
        "For the agencies at the table; not for whoever must stay out of a case.",
        "Save the pre-read…",
    ),
    PaperKind.ACTION_PLAN: PaperWords(
        "Who does what by when, how we will know, the lesson behind it. As in the report.",
        "For the readers of the report.",
        "Save the action plan…",
    ),
    PaperKind.BRIEFING: PaperWords(
        "Two pages for practitioners: what was learned and what to do now. By the rules for publication.",
        "For everybody who works with children.",
        "Save the briefing…",
    ),
}

_STATES: Final[dict[PaperState, tuple[str, Tone, str]]] = {
    PaperState.NEXT: ("Next", "info", "arrow-right"),
    PaperState.READY: ("Ready", "ok", "check"),
    PaperState.SAVED: ("Saved", "ok", "check"),
}


class PaperCard(Card):
    """Fires `looked` and `saved` with its kind."""

    looked = Signal(str)
    saved = Signal(str)

    def __init__(self, theme: Theme, kind: PaperKind) -> None:
        super().__init__(theme, TITLES[kind])
        self.kind, words = kind, WORDS[kind]
        self._ids: tuple[AgencyId, ...] = ()
        self.ready = Pill(theme, "Ready", "ok", "check")
        self.needs = Text("", "body", "ink2")
        self.add(Text(words.what))
        self.add(Text(words.who, "small", "ink2"))
        self.add_row(self.ready, None)
        self.add(self.needs)
        self.agency = Select(theme, "Letter to", (EVERY_AGENCY,))
        self.agency_field = Field(theme, "Letter to", self.agency)
        self.agency_field.setVisible(kind is PaperKind.LETTER)
        self.add(self.agency_field)
        self.letters = Text("", "small", "ink2")
        self.letters.setVisible(False)
        self.add(self.letters)
        self.unconfirmed = Text(UNCONFIRMED, "body", "ink2")
        self.unconfirmed.setVisible(False)
        self.add(self.unconfirmed)
        self.encrypt = CheckTile(theme, "Encrypt it", "For e-mail. A copy for printing is not encrypted.")
        self.encrypt.setChecked(True)
        self.encrypt.setVisible(kind is PaperKind.PRE_READ)
        self.add(self.encrypt)
        self.save = Button(theme, words.save, icon="download")
        self.look = Button(theme, "Look at it", icon="eye", name=f"Look at it: {TITLES[kind]}")
        self.save.clicked.connect(lambda: self.saved.emit(kind.value))
        self.look.clicked.connect(lambda: self.looked.emit(kind.value))
        self.add_row(self.save, self.look, None)

    def show_row(self, row: PaperRow, agencies: Sequence[tuple[AgencyId, str]]) -> None:
        """Next, ready, saved, or what it needs."""
        self._ids = tuple(agency for agency, _ in agencies)
        self.agency.set_choices((EVERY_AGENCY, *agencies))
        self.ready.setVisible(not row.needs)
        self.ready.set(*_STATES[row.state])
        self.needs.setText(row.needs)
        self.needs.setVisible(bool(row.needs))
        for button in (self.save, self.look):
            button.setEnabled(not row.needs)

    def show_letters(self, names: Sequence[str]) -> None:
        """File names carry the reference alone: which number is whose stands here."""
        whose = " · ".join(f"{number} {name}" for number, name in enumerate(names, 1))
        self.letters.setText(f"The number at the end of a letter’s file name says whose it is: {whose}")
        self.letters.setVisible(bool(names))

    def show_unconfirmed(self, shown: bool) -> None:
        """Whether to say that nobody confirmed these very words."""
        self.unconfirmed.setVisible(shown)

    def agencies(self) -> tuple[AgencyId, ...]:
        """Whom the letters go to: the chosen agency, or each; for every other paper one empty id."""
        if self.kind is not PaperKind.LETTER:
            return (AgencyId(""),)
        chosen = self.agency.value()
        return (AgencyId(chosen),) if chosen else self._ids

    def is_encrypted(self) -> bool:
        """Whether an encrypted copy is wanted; a schedule never is anything else."""
        return self.kind is PaperKind.PRE_READ and self.encrypt.isChecked()
