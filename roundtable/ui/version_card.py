"""One version of a report: who has it, whether it was taken back, and who has deleted it since."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.domain.report_work import ExportedReport
from roundtable.domain.withdrawal import Withdrawal, WithdrawalReason
from roundtable.domain.wording import counted, day_words, time_words
from roundtable.ui.sent_card import fingerprint_words, sending_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.labels import Pill, Text, Tone
from roundtable.ui.widgets.row import Row

REASONS = {
    WithdrawalReason.IDENTIFIES: "Somebody could be recognised in it",
    WithdrawalReason.WRONG_RECIPIENT: "It went to the wrong person",
    WithdrawalReason.MISTAKE: "Something in it is wrong",
}


class VersionCard(Card):
    """Made anew whenever the version changes. Every signal carries nothing but what was chosen in it."""

    withdraw_wanted = Signal()
    notices_wanted = Signal()
    also_wanted = Signal()
    take_back_wanted = Signal()
    deleted = Signal(str, bool)
    """A recipient's address, and whether they say that every copy is deleted."""

    def __init__(self, theme: Theme, report: ExportedReport, *, is_latest: bool) -> None:
        super().__init__(theme, f"Version {report.number}", icon="file-text")
        self.report = report
        self.checks: tuple[CheckTile, ...] = ()
        self.notices: Button | None = None
        self.add_row(Pill(theme, *_state(report, is_latest=is_latest)), None)
        made = f"{day_words(report.made_at.date())} at {time_words(report.made_at)}"
        kind = "Draft made" if report.is_draft else "Made"
        self.add(Text(f"{kind} on {made} by {report.made_by}. {report.file_name}"))
        if report.withdrawal is not None:
            self._add_withdrawal(report.withdrawal)
        for sending in report.sendings:
            self.add(Text(sending_words(sending)))
            if sending.sha256:
                self.add(Text(fingerprint_words(sending.sha256), "small", "ink2"))
        if not report.sendings:
            self.add(Text("No sending is recorded.", "body", "ink2"))
        self.withdraw = Button(theme, f"Withdraw version {report.number}…", icon="undo-2")
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.withdraw.setVisible(report.withdrawal is None)
        if report.withdrawal is not None:
            self._add_recipients(report.withdrawal)
        self.add_row(self.withdraw, None)

    def _add_withdrawal(self, withdrawal: Withdrawal) -> None:
        when = f"{day_words(withdrawal.at.date())} at {time_words(withdrawal.at)}"
        note = Callout(
            self.theme,
            f"{REASONS[withdrawal.reason]}. Withdrawn on {when} by {withdrawal.by}. It is not sent again.",
            "bad",
            title=f"Version {self.report.number} is withdrawn",
        )
        self.add(note)

    def _add_recipients(self, withdrawal: Withdrawal) -> None:
        theme, people = self.theme, self.report.received_by
        self.also = Button(theme, "Somebody else has it…", icon="user-plus")
        self.also.clicked.connect(self.also_wanted)
        self.take_back = Button(theme, "It is not withdrawn after all", "link", "rotate-ccw")
        self.take_back.clicked.connect(self.take_back_wanted)
        if not people:
            self.add(Text("Nobody is recorded as having it, so nobody has to be told."))
            self.add(Row(theme, self.also, self.take_back, None))
            return
        gone = len(people) - len(self.report.not_deleted_by)
        says = "says" if len(people) == 1 else "say"
        self.add(
            Text(f"{gone} of {counted(len(people), 'recipient')} {says} that every copy is deleted", "h2")
        )
        self.notices = Button(theme, "Write the withdrawal notices…", icon="mail")
        self.notices.clicked.connect(self.notices_wanted)
        self.add(
            Text(
                "One e-mail draft for each sending, to exactly those who got it. It names nobody and says "
                "what to do: delete, confirm. You send it.",
                "body",
                "ink2",
            )
        )
        self.add(Row(theme, self.notices, self.also, self.take_back, None))
        self.checks = tuple(self._check(withdrawal, address) for address in people)

    def _check(self, withdrawal: Withdrawal, address: str) -> CheckTile:
        said = next((c for c in withdrawal.confirmed if c.address == address), None)
        hint = f"Recorded on {day_words(said.at.date())} by {said.by}" if said else ""
        tile = CheckTile(self.theme, f"{address} says that every copy is deleted", hint)
        tile.setChecked(said is not None)
        tile.clicked.connect(lambda on, to=address: self.deleted.emit(to, on))
        self.add(tile)
        return tile


def _state(report: ExportedReport, *, is_latest: bool) -> tuple[str, Tone, str]:
    if report.withdrawal is not None:
        return "Withdrawn", "bad", "circle-alert"
    if not is_latest:
        return "Superseded", "warn", "history"
    if report.sendings:
        return "Sent", "ok", "send"
    return ("Draft", "warn", "pen-line") if report.is_draft else ("Final, not sent", "info", "file-check")
