"""What is odd about the date of an event: said while it is typed, asked about once, then kept."""

from __future__ import annotations

from datetime import date

from roundtable.domain.chronology import is_slip, notes_on_date
from roundtable.ui.announce import announce
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.cards import Callout
from roundtable.ui.widgets.date_field import DateField


class OddDate(Callout):
    """Goes under the boxes of the date."""

    def __init__(self, theme: Theme, boxes: DateField) -> None:
        super().__init__(theme, "", "warn")
        self._boxes = boxes
        self._today: date | None = None
        self._born_on: date | None = None
        self._asked: date | None = None
        boxes.edited.connect(self.look)
        self.setVisible(False)

    def know(self, today: date, born_on: date | None) -> None:
        """What dates are measured by: today, and the child's birth, None when it is not known."""
        self._today, self._born_on = today, born_on
        self.look()

    def look(self) -> None:
        """Say what is odd about the date that stands in the boxes now."""
        on = self._boxes.read()
        if not isinstance(on, date) or self._today is None:
            self.setVisible(False)
            return
        words = " ".join(notes_on_date(on, self._today, self._born_on))
        if on != self._asked:
            self._asked = None
        elif words:
            words += " Mend it, or add the event again to keep the date."
        self.message.setText(words)
        self.setVisible(bool(words))

    def asks(self) -> bool:
        """Whether the date is looked at first, because it is likely a slip: once for each date."""
        on = self._boxes.read()
        if not isinstance(on, date) or self._today is None or on == self._asked:
            return False
        if not is_slip(on, self._today):
            return False
        self._asked = on
        self.look()
        announce(self, self.message.text())
        return True

    def rest(self) -> None:
        """The form is empty, or shows an event whose date has been kept."""
        on = self._boxes.read()
        self._asked = on if isinstance(on, date) else None
        self.setVisible(False)
