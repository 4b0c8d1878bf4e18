"""Why a version is taken back: chosen, never told in detail."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.domain.report_work import ExportedReport
from roundtable.domain.withdrawal import WithdrawalReason
from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.version_card import REASONS
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.tiles import TileChoice, TileGroup

_WHAT_THEN = {
    WithdrawalReason.IDENTIFIES: "The same text cannot be made into a report again: change it first.",
    WithdrawalReason.WRONG_RECIPIENT: "The text may stay. The next version gets a new passphrase.",
    WithdrawalReason.MISTAKE: "Mend it at its step; a second person confirms the new text.",
}


class WithdrawForm(Card):
    """Fires `agreed` with the reason, `given_up` without."""

    agreed = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Withdraw a version", icon="undo-2")
        self._told = Text("")
        self.reason = TileGroup(
            theme,
            "Why it is withdrawn",
            [TileChoice(reason.value, words, _WHAT_THEN[reason]) for reason, words in REASONS.items()],
            columns=3,
            narrowest=200,
        )
        self.agree = Button(theme, "", "danger", "undo-2")
        self.agree.clicked.connect(lambda: self.agreed.emit(WithdrawalReason(self.reason.value())))
        cancel = Button(theme, "Leave it as it is")
        cancel.clicked.connect(self.given_up)
        self.add(self._told)
        self.add(Text("Why is it withdrawn?", "label"))
        self.add(self.reason)
        self.add(
            Text(
                "Neither the notice nor the next version says why, and there is no field for details: they "
                "might tell what is being taken back.",
                "small",
                "ink2",
            )
        )
        self.add_row(self.agree, cancel, None)
        self.setVisible(False)

    def ask(self, report: ExportedReport) -> None:
        """About this version."""
        got = report.received_by
        who = (
            f"It was sent to {counted(len(got), 'recipient')}: {', '.join(got)}. The notices come next."
            if got
            else "No sending is recorded."
        )
        self._told.setText(f"Once withdrawn, version {report.number} is not sent again. {who}")
        self.agree.set_label(f"Withdraw version {report.number}")
        self.reason.set_value(WithdrawalReason.IDENTIFIES.value)
        self.setVisible(True)
        self.reason.focus_first()
