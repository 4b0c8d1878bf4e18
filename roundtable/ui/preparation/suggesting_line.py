"""A line that completes usual words while they are typed, without a window that pops up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from roundtable.ui.theme import Theme
from roundtable.ui.widgets import LineEdit

FAMILY_ROLES = (
    "Child",
    "Mother",
    "Father",
    "Sibling",
    "Half-sibling",
    "Unborn sibling",
    "Maternal grandmother",
    "Maternal grandfather",
    "Paternal grandmother",
    "Paternal grandfather",
    "Maternal aunt",
    "Maternal uncle",
    "Paternal aunt",
    "Paternal uncle",
    "Mother's partner",
    "Father's partner",
    "Stepfather",
    "Stepmother",
    "Foster carer",
    "Cousin",
    "Neighbour",
    "Family friend",
)
PROFESSIONAL_ROLES = (
    "Social Worker",
    "Team Manager",
    "Family Support Worker",
    "Health Visitor",
    "School Nurse",
    "Midwife",
    "GP",
    "Paediatrician",
    "Class Teacher",
    "Head Teacher",
    "Designated Safeguarding Lead",
    "Police Officer",
    "Housing Officer",
    "Probation Officer",
    "Youth Justice Worker",
    "Interpreter",
)
PLACE_ROLES = (
    "Address",
    "Address not to be disclosed",
    "School",
    "Nursery",
    "GP practice",
    "Hospital",
    "Refuge",
    "Children's home",
    "Children's centre",
    "Workplace",
    "Place of worship",
    "Club",
    "Prison",
)
IDENTIFIER_KINDS = (
    "NHS number",
    "UPN",
    "ULN",
    "National Insurance number",
    "Social care reference",
    "Police incident reference",
    "Crime reference",
    "Court reference",
    "Hospital number",
    "Home Office reference",
    "Telephone",
    "E-mail",
    "User name",
    "Vehicle registration",
)


class SuggestingLine(LineEdit):
    """Offers the rest of a usual word, chosen, so that typing on replaces it."""

    def __init__(self, theme: Theme, name: str, words: Sequence[str]) -> None:
        super().__init__(theme, name)
        completer = QCompleter(list(words), self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
