"""What an agency's own words for agencies stand for: one of the Board's, or one that the Board is to have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal

from roundtable.domain.event_table import NEW_AGENCY, UnknownAgency
from roundtable.domain.ids import AgencyId
from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, Field, Text
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select

_MOST: Final = 12
"""Words that are asked for; more of them hardly are agencies."""
_ABOUT: Final = "Choose for each what it stands for. Rows whose agency is not chosen are faults."
_TOO_MANY: Final = (
    f"The {_MOST} most frequent are shown. Look whether “Agency” above is the right column; "
    "otherwise write the rest as the Board does."
)


class AgencyMatching(Card):
    """`changed` says that something else was chosen for one of the words."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Agencies that the Board does not know", _ABOUT, icon="building-2")
        self.boxes: dict[str, Select] = {}
        self._too_many = Text(_TOO_MANY, "small", "ink2")
        self._asked: tuple[UnknownAgency, ...] = ()
        self._fields: Reflow | None = None
        self.add(self._too_many)
        self.setVisible(False)

    def start_over(self) -> None:
        """Another table: nothing is chosen."""
        self._show((), ())
        self.setVisible(False)

    def show_words(self, unknown: Sequence[UnknownAgency], agencies: Sequence[tuple[AgencyId, str]]) -> None:
        """Ask for these. What was chosen for the same words stays, and so does the place of the focus."""
        asked = tuple(unknown[:_MOST])
        if asked != self._asked:
            self._show(asked, agencies)
        self._too_many.setVisible(len(unknown) > _MOST)

    def chosen(self) -> Mapping[str, AgencyId]:
        """By the key of the words; those that nothing was chosen for are not in it."""
        return {key: AgencyId(box.value()) for key, box in self.boxes.items() if box.value()}

    def _show(self, asked: tuple[UnknownAgency, ...], agencies: Sequence[tuple[AgencyId, str]]) -> None:
        before = self.chosen()
        if self._fields is not None:
            self._fields.setParent(None)
            self._fields.deleteLater()
        self._asked, self._fields, self.boxes = asked, None, {}
        if not asked:
            return
        self._fields = Reflow(
            self.theme, *(self._field(each, agencies, before) for each in asked), columns=2, narrowest=320
        )
        self.add(self._fields)

    def _field(
        self, each: UnknownAgency, agencies: Sequence[tuple[AgencyId, str]], before: Mapping[str, AgencyId]
    ) -> Field:
        name = f"“{each.said}” in {counted(each.rows, 'row')}"
        box = Select(self.theme, name)
        new = (NEW_AGENCY, f"New: add “{each.said}” to the Board")
        box.set_choices([("", "Choose the agency"), *((str(a), words) for a, words in agencies), new])
        box.set_value(before.get(each.key, AgencyId("")))
        box.changed.connect(lambda _key: self.changed.emit())
        self.boxes[each.key] = box
        return Field(self.theme, name, box)
