"""To whom a version was sent, when, by whom, and which file."""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.domain.report_work import Sending
from roundtable.domain.wording import day_words, time_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.stack import Stack


class SentCard(Card):
    """Hidden while nothing was sent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Sent", icon="send")
        self._sendings = Stack(theme, spacing=6)
        self.add(self._sendings)
        self.setVisible(False)

    def show_sendings(self, sendings: Sequence[Sending]) -> None:
        """All of one version."""
        self.setVisible(bool(sendings))
        self._sendings.clear()
        for sending in sendings:
            self._sendings.add(Text(sending_words(sending)))
            if sending.sha256:
                self._sendings.add(Text(fingerprint_words(sending.sha256), "small", "ink2"))


def fingerprint_words(sha256: str) -> str:
    """In blocks of eight: they can be read out, and break where there is little room."""
    return f"SHA-256 of the file {' '.join(sha256[n : n + 8] for n in range(0, len(sha256), 8))}"


def sending_words(sending: Sending) -> str:
    """ "To a@example.org on 8 March 2027 at 14:02, by Ann Price"; one without a file was only heard of."""
    when = f"{day_words(sending.at.date())} at {time_words(sending.at)}"
    to = ", ".join(sending.recipients)
    if sending.sha256:
        return f"To {to} on {when}, by {sending.by}"
    return f"{to} has it too: recorded on {when}, by {sending.by}"
