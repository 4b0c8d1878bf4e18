"""Versions of the report: what became of each, taking one back, the notices, who has deleted it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from roundtable.actions.recall import (
    Notices,
    RecallView,
    prepare_notices,
    recall_view,
    record_also_received,
    record_deleted,
    take_back_withdrawal,
    withdraw_report,
)
from roundtable.domain.errors import ReportMissing, RoundtableError
from roundtable.domain.ids import ReportId
from roundtable.domain.report_work import ExportedReport
from roundtable.domain.walkthrough import Step
from roundtable.domain.withdrawal import WithdrawalReason
from roundtable.domain.wording import counted
from roundtable.ui.outgoing import free_path, remove_files, write_file
from roundtable.ui.report_step import ReportStep
from roundtable.ui.version_card import VersionCard
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, EmptyState
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.withdraw_form import WithdrawForm
from roundtable.ui.written_files import WrittenFiles


@dataclass(frozen=True, slots=True)
class RecallPage:
    """Every version, newest first; None without a report."""

    view: RecallView | None


class RecallScreen(ReportStep[RecallPage]):
    """Belongs to sending; the rail shows that step."""

    step: ClassVar[Step] = Step.SEND
    help_key: ClassVar[str] = "recall"

    def build(self) -> None:
        """The form, the files, a card for each version."""
        theme = self.theme
        self.shown: RecallView | None = None
        self._told: set[ReportId] = set()
        self._asked: ExportedReport | None = None
        go = Button(theme, "Create the report", icon="file-check")
        go.clicked.connect(lambda: self.go_to_step(Step.EXPORT))
        self.no_report = EmptyState(
            theme, "file-text", "There is no report yet", "Create the report first.", go
        )
        self.form = WithdrawForm(theme)
        self.form.agreed.connect(self._withdraw)
        self.form.given_up.connect(self._give_up)
        self.told_otherwise = Callout(
            theme, "", "warn", title="No e-mail address: tell them by telephone or letter"
        )
        self.told_otherwise.setVisible(False)
        self.files = WrittenFiles(self.context, self)
        self._list = Stack(theme)
        self.cards: tuple[VersionCard, ...] = ()
        for part in (self.no_report, self.form, self.told_otherwise, self.files, self._list):
            self.put(part)

    def page_title(self) -> str:
        """What the page is for."""
        return "Versions of the report"

    def page_subtitle(self) -> str:
        """When it is needed."""
        return "Take a version back when somebody could be recognised in it, or it went to the wrong person."

    def first_focus(self) -> QWidget | None:
        """The primary action: nothing is withdrawn by a key pressed too early."""
        return self.footer.primary

    def read(self) -> RecallPage:
        """Every version, off the UI thread."""
        try:
            return RecallPage(recall_view(self.context.vault, self.audit_of_table()))
        except ReportMissing:
            return RecallPage(None)

    # --- showing

    def show_content(self, page: RecallPage) -> None:
        """The cards anew, where something changed; a reason being chosen stays."""
        before, self.shown = self.shown, page.view
        self.no_report.setVisible(page.view is None)
        if page.view is None:
            self.set_primary("Create the report", lambda: self.go_to_step(Step.EXPORT))
            return
        if before is None or before.versions != page.view.versions:
            self._show_versions(page.view)
        self._show_primary(page.view)

    def _show_versions(self, view: RecallView) -> None:
        self._list.clear()
        self.cards = tuple(self._card(report, view) for report in view.versions)
        for card in self.cards:
            self._list.add(card)

    def _card(self, report: ExportedReport, view: RecallView) -> VersionCard:
        card = VersionCard(self.theme, report, is_latest=report is view.latest)
        card.withdraw_wanted.connect(lambda: self._ask(report))
        card.notices_wanted.connect(lambda: self._write_notices(report))
        card.also_wanted.connect(lambda: self._ask_who_else(report))
        card.take_back_wanted.connect(lambda: self._take_back(report))
        card.deleted.connect(lambda address, is_deleted: self._record(report, address, is_deleted))
        card.withdraw.setEnabled(self._asked is None)
        return card

    def _show_primary(self, view: RecallView) -> None:
        """First those who have it are told, then the next version is made."""
        latest = view.latest
        if latest.withdrawal is not None and latest.id not in self._told and latest.not_deleted_by:
            self.set_primary("Write the withdrawal notices", lambda: self._write_notices(latest), icon="mail")
        elif latest.withdrawal is not None:
            may_stay = latest.withdrawal.reason is WithdrawalReason.WRONG_RECIPIENT
            step = Step.EXPORT if may_stay else Step.CHECK
            self.set_primary(f"Make version {latest.number + 1}", lambda: self.go_to_step(step))
        else:
            self.set_primary("Back to sending", lambda: self.go_to_step(Step.SEND))

    # --- taking one back

    def _ask(self, report: ExportedReport) -> None:
        self._asked = report
        for card in self.cards:
            card.withdraw.setEnabled(False)
        self.form.ask(report)
        self.page.ensureWidgetVisible(self.form)

    def _give_up(self) -> None:
        self._asked = None
        self.form.setVisible(False)
        for card in self.cards:
            card.withdraw.setEnabled(True)
        self.footer.primary.setFocus()

    def _withdraw(self, reason: WithdrawalReason) -> None:
        report, vault = self._asked, self.context.vault
        if report is None:
            return
        self._give_up()

        def undo() -> None:
            self._take_back(report)

        self.act(
            lambda: withdraw_report(vault, report.id, reason),
            lambda _made: self.context.frame.toast(f"Version {report.number} is withdrawn", undo),
        )

    def _take_back(self, report: ExportedReport) -> None:
        vault = self.context.vault
        self.act(
            lambda: take_back_withdrawal(vault, report.id),
            lambda _made: self.context.frame.toast(f"Version {report.number} stands again"),
        )

    # --- who has it

    def _ask_who_else(self, report: ExportedReport) -> None:
        address = self.context.prompts.ask(
            "Somebody else has it",
            "They are told like everybody else, and asked to delete it.",
            "E-mail address, or who it is",
            "Put them on the list",
            check=lambda text: "" if text.strip() else "Enter the address",
        )
        if address is not None:
            vault = self.context.vault
            self.act(lambda: record_also_received(vault, report.id, address))

    def _record(self, report: ExportedReport, address: str, is_deleted: bool) -> None:
        vault = self.context.vault
        self.act(lambda: record_deleted(vault, report.id, address, is_deleted))

    # --- the notices

    def _write_notices(self, report: ExportedReport) -> None:
        folder = self.context.prompts.choose_folder("Where shall the notices go?", Path.home())
        if folder is None:
            return
        vault, papers = self.context.vault, self.context.papers

        def work() -> tuple[Notices, tuple[Path, ...]]:
            made = prepare_notices(vault, papers, report.id)
            return made, _written_in(folder, made)

        self.page.errors.clear()

        def written(done: tuple[Notices, tuple[Path, ...]]) -> None:
            self._told.add(report.id)
            self._on_written(folder, *done)

        self.context.tasks.run(work, self, written, self.show_error)

    def _on_written(self, folder: Path, made: Notices, paths: tuple[Path, ...]) -> None:
        if self.shown is not None:
            self._show_primary(self.shown)
        self.told_otherwise.message.setText("\n".join(made.told_otherwise))
        self.told_otherwise.setVisible(bool(made.told_otherwise))
        for path in paths:
            self.files.note(path)
        if paths:
            shown = paths[0] if len(paths) == 1 else folder
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))
            self.context.frame.toast(f"{counted(len(paths), 'notice')} written. Send them from your e-mail")


def _written_in(folder: Path, notices: Notices) -> tuple[Path, ...]:
    """All of them or none: half of them would look like all."""
    paths: list[Path] = []
    try:
        for notice in notices.drafts:
            path = free_path(folder, notice.name)
            write_file(path, notice.draft)
            paths.append(path)
    except RoundtableError:
        remove_files(tuple(paths))
        raise
    return tuple(paths)
