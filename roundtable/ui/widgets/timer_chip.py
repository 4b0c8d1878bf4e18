"""Time used for a step: advises, never forces."""

from __future__ import annotations

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import Pill, set_shown


class TimerChip(Pill):
    """ "8 of 12 min", then "3 min over": a pill that turns amber and never blocks anything."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "ink2", "clock")
        self.setVisible(False)

    def show_minutes(self, used: float, planned: int) -> None:
        """Show minutes used of the minutes the agenda advises (0 planned hides the chip)."""
        set_shown(self, planned > 0)
        over = int(used) - planned
        if over > 0:
            self.set(f"{over} min over", "warn", "clock")
        else:
            self.set(f"{int(used)} of {planned} min", "ink2", "clock")
        self.setToolTip("The agenda’s advice. Take the time the case needs.")
