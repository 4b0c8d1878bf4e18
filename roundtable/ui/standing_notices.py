"""What stands against sending the newest version: it is outdated, or withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from roundtable.actions.delivery import SendView
from roundtable.domain.report_work import ExportedReport
from roundtable.domain.wording import day_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout


class OutdatedNotice(Callout):
    """The text changed since; `send_anyway` sends it all the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "warn", title="The text changed after this report was made")
        self.send_anyway = Button(theme, "", "link", "history")
        self.add(self.send_anyway)
        self.setVisible(False)

    def show_view(self, view: SendView, *, is_offered: bool) -> None:
        """`is_offered`: it has been chosen to be sent."""
        number = view.report.number
        sent = f" Version {number} was sent and stays on record as sent." if view.sendings else ""
        self.message.setText(
            f"Version {number} no longer matches what is stored. Make version {number + 1}, then send that "
            f"one.{sent}"
        )
        self.send_anyway.set_label(f"Send version {number} all the same…")
        self.send_anyway.setVisible(not is_offered)
        self.setVisible(not view.is_current and view.report.withdrawal is None)


class WithdrawnNotice(Callout):
    """Taken back; `follow` leads to who has it and what they are told."""

    def __init__(self, theme: Theme, follow: Callable[[], None]) -> None:
        super().__init__(theme, "", "bad", title="This version was withdrawn")
        self.follow = Button(theme, "See who has it, and what they are told", icon="users")
        self.follow.clicked.connect(lambda: follow())
        self.add(self.follow)
        self.setVisible(False)

    def show_report(self, report: ExportedReport | None) -> bool:
        """Hidden unless this, the newest version, is withdrawn; whether it is."""
        is_back = report is not None and report.withdrawal is not None
        self.setVisible(is_back)
        if report is not None and report.withdrawal is not None:
            on = day_words(report.withdrawal.at.date())
            self.message.setText(
                f"Version {report.number} was withdrawn on {on} by {report.withdrawal.by}. It is not sent "
                f"again. Make version {report.number + 1}: its first page says what it takes the place of."
            )
        return is_back
