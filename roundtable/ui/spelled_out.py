"""What a paper will print otherwise than it was typed, because its typeface lacks the letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.cards import Callout

_SHOWN: Final = 6


class SpelledOutNotice(Callout):
    """Told before the report is made: whoever knows the word can type it as it is written in English."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "warn", title="Some words will be spelled in Latin letters")
        self.setVisible(False)

    def show_words(self, words: Sequence[tuple[str, str]]) -> None:
        """Pairs of what was typed and what is printed."""
        self.setVisible(bool(words))
        told = "; ".join(f"{typed} as {printed}" for typed, printed in words[:_SHOWN])
        more = f"; and {counted(len(words) - _SHOWN, 'more word')}" if len(words) > _SHOWN else ""
        self.message.setText(
            f"The typeface of the report has no letters for them: {told}{more}. If a spelling is wrong, type "
            "the word the way it is written in English at its step."
        )
