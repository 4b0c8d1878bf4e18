"""Send the report: three ways into an e-mail, the passphrase by telephone, the record of the sending."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from roundtable.actions.delivery import (
    Delivery,
    Said,
    SendView,
    addresses_of,
    record_sent,
    send_view,
)
from roundtable.actions.untold_passphrase import keep_until_told, passphrase_told
from roundtable.domain.changes import Changes
from roundtable.domain.errors import RecipientMissing, ReportMissing, RoundtableError
from roundtable.domain.sending_errors import RecipientNamed, ReportOutdated, ReportWithdrawn
from roundtable.domain.walkthrough import Step
from roundtable.ui.copy_making import Part, Wanted, Written, copy_sha256, write_part
from roundtable.ui.outgoing import read_file
from roundtable.ui.recipient_card import RecipientCard
from roundtable.ui.report_step import ReportStep
from roundtable.ui.sent_card import SentCard
from roundtable.ui.spoken_passphrase import SpokenPassphrase
from roundtable.ui.standing_notices import OutdatedNotice, WithdrawnNotice
from roundtable.ui.ways_to_send import WaysToSend
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, EmptyState
from roundtable.ui.widgets.row import Row
from roundtable.ui.written_files import WrittenFiles

PDF = "PDF file (*.pdf)"
Then = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class SendPage:
    """The newest report and its draft's words; None without a report."""

    view: SendView | None


class SendScreen(ReportStep[SendPage]):
    """Roundtable sends nothing itself; "Completed" comes with "I have sent it"."""

    step: ClassVar[Step] = Step.SEND
    help_key: ClassVar[str] = "send"

    def build(self) -> None:
        """To whom, the three ways, the passphrase, what was written, what was sent."""
        self.shown: SendView | None = None
        self.delivery: Delivery | None = None
        self._wanted_outdated = ""
        self._named: tuple[Path, Part, Then] | None = None
        go = Button(self.theme, "Create the report", icon="file-check")
        go.clicked.connect(lambda: self.go_to_step(Step.EXPORT))
        self.no_report = EmptyState(
            self.theme, "file-text", "There is no report yet", "Create the report first.", go
        )
        self.draft_note = Callout(
            self.theme, "Create the final report before you send it on.", "warn", title="This is a draft"
        )
        self.put(self.no_report)
        self.put(self.draft_note)
        self._build_notices()
        self._build_cards()
        self.passphrase = SpokenPassphrase(self.theme)
        self.passphrase.told.clicked.connect(self._on_told)
        self.put(self.passphrase)
        self.files = WrittenFiles(self.context, self)
        self.put(self.files)
        self._build_sent()

    def _build_notices(self) -> None:
        theme = self.theme
        self.outdated = OutdatedNotice(theme)
        self.send_outdated = self.outdated.send_anyway
        self.send_outdated.clicked.connect(self._want_outdated)
        self.withdrawn = WithdrawnNotice(theme, self._go_to_versions)
        for notice in (self.outdated, self.withdrawn):
            self.put(notice)

    def _build_cards(self) -> None:
        self.recipient = RecipientCard(self.context)
        self.email, self.email_field = self.recipient.email, self.recipient.email_field
        self.recipient.edited.connect(lambda: self._ask_whose(None))
        self.recipient.said_recipient.connect(self._say_recipient)
        self.ways = WaysToSend(
            self.context,
            self.recipient.address,
            lambda: self.shown.subject if self.shown else "",
            lambda: self.shown.body if self.shown else "",
        )
        self.open_draft = self.ways.open_draft
        self.open_draft.clicked.connect(self._write_draft)
        self.ways.show_folder.clicked.connect(
            lambda: self._write_copy(lambda path: self.ways.begin_mail(path.parent))
        )
        self.ways.attach.clicked.connect(lambda: self._write_copy(lambda _path: self.ways.show_copying()))
        self.put(self.recipient)
        self.put(self.ways)

    def _build_sent(self) -> None:
        self.sent = SentCard(self.theme)
        self.put(self.sent)
        self.earlier = Button(self.theme, "I sent a copy made earlier…", "link", "history")
        self.earlier.clicked.connect(self._record_earlier)
        self.versions = Button(self.theme, "Versions, and taking one back…", "link", "file-text")
        self.versions.clicked.connect(self._go_to_versions)
        self.papers = Button(self.theme, "Action plan, briefing and other papers…", "link", "file-text")
        self.papers.clicked.connect(lambda: self.context.navigator.go("papers", audit_id=self.audit_id))
        self.put(Row(self.theme, self.versions, self.earlier, self.papers, None))

    def page_title(self) -> str:
        """What to do here."""
        return "Send the report"

    def page_subtitle(self) -> str:
        """Who sends."""
        return "Roundtable sends nothing itself. You send it with your e-mail program."

    def first_focus(self) -> QWidget | None:
        """The first way."""
        return self.open_draft

    def read(self) -> SendPage:
        """The newest report, off the UI thread."""
        try:
            return SendPage(send_view(self.context.vault, self.audit_of_table()))
        except ReportMissing:
            return SendPage(None)

    # --- showing

    def show_content(self, page: SendPage) -> None:
        """The page as it stands; the address being typed stays."""
        view = page.view
        before, self.shown = self.shown, view
        self.no_report.setVisible(view is None)
        for link in (self.earlier, self.versions):
            link.setVisible(view is not None)
        is_offered = view is not None and self._is_offered(view)
        for widget in (self.recipient, self.ways):
            widget.setVisible(is_offered)
        self.draft_note.setVisible(view is not None and view.report.is_draft)
        if view is None:
            self.set_primary("Create the report", lambda: self.go_to_step(Step.EXPORT))
            return
        if before is None:
            self.recipient.begin(view, self.audit_id)
        elif before.report.id != view.report.id:
            self._forget_copy()
        self.recipient.show_view(view)
        self.sent.show_sendings(view.sendings)
        self.outdated.show_view(view, is_offered=is_offered)
        self.withdrawn.show_report(view.report)
        if view.untold is not None and not self.passphrase.text():
            self.passphrase.tell(view.untold.passphrase)
        self._show_primary(view)

    def _want_outdated(self) -> None:
        view = self.shown
        if view is not None and self.context.prompts.confirm(
            f"Send version {view.report.number}, which is outdated?",
            "What was changed since is not in it. The record will say that this version was sent.",
            f"Send version {view.report.number}",
            danger=True,
        ):
            self._wanted_outdated = view.report.id
            self.show_content(SendPage(view))
            self.open_draft.setFocus()

    def _is_offered(self, view: SendView) -> bool:
        wanted = view.is_current or self._wanted_outdated == view.report.id
        return wanted and view.report.withdrawal is None

    def _go_to_versions(self) -> None:
        self.context.navigator.go("recall", round_table_id=self.table_id)

    def _show_primary(self, view: SendView) -> None:
        if not self._is_offered(view):
            make = f"Make version {view.report.number + 1}"
            self.set_primary(make, lambda: self.go_to_step(Step.EXPORT))
        elif view.sendings and not self._copy_sha256():
            self.set_primary("Back to the round table", self.finish)
        elif self._copy_sha256():
            self.set_primary("I have sent it", self.record, icon="check")
        else:
            self.set_primary("Open a draft e-mail", self._write_draft, icon="mail")

    def _forget_copy(self) -> None:
        self.delivery = None
        self.passphrase.tell("")
        self.ways.copying.setVisible(False)
        if self.shown is not None:
            self._show_primary(self.shown)

    def hide_private(self, hidden: bool) -> None:
        """The room sees this screen: the passphrase is not for it."""
        super().hide_private(hidden)
        self.passphrase.cover(hidden)

    # --- the three ways

    def _write_draft(self) -> None:
        def opened(path: Path) -> None:
            self.ways.not_opened.setVisible(not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

        self._write(lambda made: (made.draft_name, made.draft), opened)

    def _write_copy(self, then: Then) -> None:
        self._write(lambda made: (made.copy_name, made.copy), then)

    def _write(self, part: Part, then: Then) -> None:
        """Make the copy unless it was made, write one of its files where the facilitator says."""
        if not self.recipient.is_agreed():
            return
        folder = self.context.prompts.choose_folder("Where shall the file go?", Path.home())
        if folder is not None:
            self._write_in(folder, part, then)

    def _write_in(self, folder: Path, part: Part, then: Then, said_recipient: str = "") -> None:
        vault, papers = self.context.vault, self.context.papers
        wanted = Wanted(
            self.audit_id,
            self.email.text(),
            self.delivery,
            Said(said_recipient, self.recipient.address(), bool(self._wanted_outdated)),
            is_told=self.passphrase.told.isChecked(),
        )

        def not_written(error: RoundtableError) -> None:
            self._on_not_written(error)
            if isinstance(error, RecipientNamed):
                self._ask_whose((folder, part, then))

        self.page.errors.clear()
        self._ask_whose(None)
        self.context.tasks.run(
            lambda: write_part(vault, papers, wanted, folder, part),
            self,
            lambda written: self._on_written(written, then),
            not_written,
        )

    def _ask_whose(self, waiting: tuple[Path, Part, Then] | None) -> None:
        self._named = waiting
        self.recipient.ask_whose(waiting is not None)

    def _say_recipient(self) -> None:
        if self._named is not None:
            self._write_in(*self._named, said_recipient=self.email.text())

    def _on_written(self, written: Written, then: Then) -> None:
        if self.passphrase.text() != written.delivery.passphrase:
            self.passphrase.tell(written.delivery.passphrase)
        self.delivery = written.delivery
        self.files.note(written.path)
        if self.shown is not None:
            self._show_primary(self.shown)
        then(written.path)

    def _on_not_written(self, error: RoundtableError) -> None:
        if isinstance(error, ReportOutdated | ReportWithdrawn):
            self.load()  # changed while this page was open: it says so, and leads on
            return
        about_address = isinstance(error, RecipientNamed) or type(error).__name__ == "RecipientUnclear"
        if isinstance(error, RecipientMissing):
            self.page.errors.show_problems(
                [("Enter the recipient’s e-mail address, like name@example.org", self.email_field)]
            )
            return
        self.show_error(error, self.email_field if about_address else None)

    # --- the record

    def _copy_sha256(self) -> str:
        """Of the copy that was made last, before a lock too; "" without one whose sending is not recorded."""
        if self.delivery is not None:
            return copy_sha256(self.delivery)
        untold = self.shown.untold if self.shown else None
        return untold.copy_sha256 if untold else ""

    def _on_told(self, is_told: bool) -> None:
        """Told is told: the vault forgets it. Taken back, it is kept again."""
        context, audit_id, delivery, shown = self.context, self.audit_id, self.delivery, self.shown
        passphrase, copy = self.passphrase.text(), self._copy_sha256()
        if shown is None or context.vault.is_read_only:
            return
        report = delivery.report_sha256 if delivery else shown.report.sha256

        def change() -> Changes:
            if is_told:
                return passphrase_told(context.vault, audit_id)
            return keep_until_told(context.vault, audit_id, report, passphrase, copy)

        context.tasks.run(change, context.hub, lambda _made: None, self.show_error)

    def record(self) -> None:
        """Keep to whom it was sent, which file, when."""
        copy = self._copy_sha256()
        if not copy:  # forgotten since the button was shown: the first way makes the next one
            return
        if not self.passphrase.told.isChecked() and not self.context.prompts.confirm(
            "Has the passphrase been told?",
            "It leaves the screen now and is kept nowhere. Without it the recipient cannot open the report.",
            "It has been told",
            "Not yet",
        ):
            return
        self._record(copy, is_told=True)

    def _record(self, sha256: str, *, is_told: bool) -> None:
        view = self.shown
        if view is None:
            return
        vault, audit_id, report_id = self.context.vault, self.audit_id, view.report.id
        to = addresses_of(self.recipient.address())

        def change() -> Changes:
            made = record_sent(vault, report_id, to, sha256=sha256)
            if is_told:
                passphrase_told(vault, audit_id)
            return made

        self.page.errors.clear()
        self.act(change, lambda _made: self._on_recorded(is_told=is_told), self._on_not_written)

    def _on_recorded(self, *, is_told: bool) -> None:
        if is_told and self.shown is not None:
            self.shown = replace(self.shown, untold=None)
            self._forget_copy()
        self.recipient.draft.drop()
        self.footer.primary.setFocus()  # the passphrase has gone with the focus: not to "Delete these files"
        self.context.frame.toast("Recorded: the report has been sent")

    def _record_earlier(self) -> None:
        chosen = self.context.prompts.open_files("Which file did you send?", [PDF])
        if chosen:
            self.context.tasks.run(
                lambda: hashlib.sha256(read_file(chosen[0])).hexdigest(),
                self,
                lambda digest: self._record(digest, is_told=False),
                self.show_error,
            )
