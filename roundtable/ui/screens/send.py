"""Send the report: three ways into an e-mail, the passphrase by telephone, the record of the sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from roundtable.actions.delivery import (
    Delivery,
    SendView,
    addresses_of,
    outside_words,
    prepare_delivery,
    record_sent,
    send_view,
)
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import RecipientMissing, ReportMissing, RoundtableError
from roundtable.domain.report_work import Sending
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import day_words, time_words
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.draft_parts import line
from roundtable.ui.outgoing import free_path, read_file, remove_files, write_file
from roundtable.ui.report_step import ReportStep
from roundtable.ui.spoken_passphrase import SpokenPassphrase
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card, EmptyState
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.facts import Facts
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import Separator, Text
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack

PDF = "PDF file (*.pdf)"


@dataclass(frozen=True, slots=True)
class Written:
    """What was made for this sending, and the file that was just written."""

    delivery: Delivery
    path: Path


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
        self.written: tuple[Path, ...] = ()
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
        self._build_recipient()
        self._build_ways()
        self.passphrase = SpokenPassphrase(self.theme)
        self.put(self.passphrase)
        self._build_files()
        self._build_sent()

    def _build_recipient(self) -> None:
        theme = self.theme
        self.recipient = Card(theme, "To whom")
        self.email = LineEdit(theme, "E-mail address")
        self.email_field = Field(theme, "E-mail address", self.email, "Several with commas between them.")
        self.email.textEdited.connect(lambda _text: self._on_address())
        # Who is written to this time; the audit keeps whom its reports are for.
        self.draft = DraftKeeper(self.context, self.recipient, None, {"email": line(self.email)})
        self.draft.restored.connect(self._show_outside)
        self.outside = Callout(theme, "", "warn", title="An address outside")
        self.facts = Facts(theme)
        self._body = Text("")
        self.recipient.add(self.email_field)
        self.recipient.add(self.outside)
        self.recipient.add(self.facts)
        self.recipient.add(Disclosure(theme, "The message", self._body))
        self.put(self.recipient)

    def _build_ways(self) -> None:
        theme = self.theme
        self.ways = Card(theme, "Choose one of three ways")
        self.open_draft = Button(theme, "1  Open a draft e-mail", icon="mail")
        self.open_draft.clicked.connect(self._write_draft)
        self.show_folder = Button(theme, "2  Show the file in its folder", icon="folder-open")
        self.show_folder.clicked.connect(lambda: self._write_copy(self._open_folder))
        self.attach = Button(theme, "3  I will attach it myself", icon="copy")
        self.attach.clicked.connect(lambda: self._write_copy(lambda _path: self._show_copying()))
        for button, words in (
            (self.open_draft, "Writes a draft with the encrypted copy attached, and opens it."),
            (self.show_folder, "Writes the encrypted copy and opens the folder, for an e-mail you begin."),
            (self.attach, "Writes the encrypted copy and gives you address, subject and message to paste."),
        ):
            self.ways.add(Row(theme, button, Text(words, "body", "ink2")))
        self.copying = Stack(theme, Separator(), spacing=12)
        self.copying.add(
            Text("In your e-mail program begin a new message, paste these three, attach the file, send.")
        )
        self._copy_buttons = [
            self._copy_button("Copy the address", lambda: self.email.text()),
            self._copy_button("Copy the subject", lambda: self.shown.subject if self.shown else ""),
            self._copy_button("Copy the message", lambda: self.shown.body if self.shown else ""),
        ]
        self.copying.add(Row(theme, *self._copy_buttons, None))
        self.copying.setVisible(False)
        self.ways.add(self.copying)
        self.not_opened = Callout(
            theme,
            "Open it from its folder, or use the second or third way.",
            "warn",
            title="The draft did not open",
        )
        self.not_opened.setVisible(False)
        self.ways.add(self.not_opened)
        self.put(self.ways)

    def _build_files(self) -> None:
        self.files = Card(self.theme, "Files written here", "The vault keeps the report. These can go.")
        self._file_names = Text("")
        delete = Button(self.theme, "Delete these files", "danger", "trash-2")
        delete.clicked.connect(self._delete_files)
        self.files.add(self._file_names)
        self.files.add_row(delete, None)
        self.files.setVisible(False)
        self.put(self.files)

    def _build_sent(self) -> None:
        self.sent = Card(self.theme, "Sent", icon="send")
        self._sendings = Stack(self.theme, spacing=6)
        self.sent.add(self._sendings)
        self.put(self.sent)
        self.earlier = Button(self.theme, "I sent a copy made earlier…", "link", "history")
        self.earlier.clicked.connect(self._record_earlier)
        self.put_left(self.earlier)

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
        for widget in (self.recipient, self.ways, self.earlier):
            widget.setVisible(view is not None)
        self.draft_note.setVisible(view is not None and view.report.is_draft)
        self.sent.setVisible(view is not None and bool(view.sendings))
        if view is None:
            self.set_primary("Create the report", lambda: self.go_to_step(Step.EXPORT))
            return
        if before is None:
            self.email.setText(view.email)
            self.draft.rest()
            self.draft.turn_to(DraftPlace("send_to", self.audit_id))
        elif before.report.id != view.report.id:
            self._forget_copy()
        self.facts.show_facts(
            (
                ("Recipient", view.recipient),
                ("Subject", view.subject),
                ("Attached", f"{view.file_name}, encrypted (AES-256)"),
            )
        )
        self._body.setText(view.body)
        self._show_outside()
        self._show_sendings(view.sendings)
        self._show_primary(view)

    def _show_sendings(self, sendings: tuple[Sending, ...]) -> None:
        self._sendings.clear()
        for sending in sendings:
            when = f"{day_words(sending.at.date())} at {time_words(sending.at)}"
            self._sendings.add(Text(f"To {', '.join(sending.recipients)} on {when}, by {sending.by}"))
            self._sendings.add(Text(f"SHA-256 of the file {sending.sha256}", "small", "ink2"))

    def _show_primary(self, view: SendView) -> None:
        if view.sendings and self.delivery is None:
            self.set_primary("Back to the round table", self.finish)
        else:
            self.set_primary("I have sent it", self.record, icon="check")

    def _show_outside(self) -> None:
        words = outside_words(self.email.text(), self.shown.allowed_domains) if self.shown else ""
        self.outside.message.setText(words)
        self.outside.setVisible(bool(words))

    def _on_address(self) -> None:
        self._show_outside()
        self.email_field.set_error("")

    def _forget_copy(self) -> None:
        self.delivery = None
        self.passphrase.tell("")
        self.copying.setVisible(False)
        if self.shown is not None:
            self._show_primary(self.shown)

    def hide_private(self, hidden: bool) -> None:
        """The room sees this screen: the passphrase is not for it."""
        super().hide_private(hidden)
        self.passphrase.cover(hidden)

    # --- the three ways

    def _write_draft(self) -> None:
        def opened(path: Path) -> None:
            self.not_opened.setVisible(not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

        self._write(lambda made: (made.draft_name, made.draft), opened)

    def _write_copy(self, then: Callable[[Path], None]) -> None:
        self._write(lambda made: (made.copy_name, made.copy), then)

    def _write(self, part: Callable[[Delivery], tuple[str, bytes]], then: Callable[[Path], None]) -> None:
        """Make the copy unless it was made, write one of its files where the facilitator says."""
        folder = self.context.prompts.choose_folder("Where shall the file go?", Path.home())
        if folder is None:
            return
        context, audit_id, email, made = self.context, self.audit_id, self.email.text(), self.delivery

        def work() -> Written:
            # The draft is written anew for the address of now; copy and passphrase stay as they were told.
            delivery = prepare_delivery(context.vault, context.papers, audit_id, email, keep=made)
            name, data = part(delivery)
            path = free_path(folder, name)
            write_file(path, data)
            return Written(delivery, path)

        self.page.errors.clear()
        context.tasks.run(work, self, lambda written: self._on_written(written, then), self._on_not_written)

    def _on_written(self, written: Written, then: Callable[[Path], None]) -> None:
        if self.delivery is None:
            self.passphrase.tell(written.delivery.passphrase)
        self.delivery = written.delivery
        self.written = (*self.written, written.path)
        self._show_files()
        if self.shown is not None:
            self._show_primary(self.shown)
        then(written.path)

    def _on_not_written(self, error: RoundtableError) -> None:
        about_address = isinstance(error, RecipientMissing) or type(error).__name__ == "RecipientUnclear"
        if isinstance(error, RecipientMissing):
            self.page.errors.show_problems(
                [("Enter the recipient’s e-mail address, like name@example.org", self.email_field)]
            )
            return
        self.show_error(error, self.email_field if about_address else None)

    def _open_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _show_copying(self) -> None:
        self.copying.setVisible(True)
        self._copy_buttons[0].setFocus()

    def _copy_button(self, label: str, words: Callable[[], str]) -> Button:
        button = Button(self.theme, label, icon="copy")

        def copy() -> None:
            QGuiApplication.clipboard().setText(words())
            self.context.frame.toast(f"{label.replace('Copy', 'Copied')}")

        button.clicked.connect(copy)
        return button

    # --- files

    def _show_files(self) -> None:
        self._file_names.setText("\n".join(str(path) for path in self.written))
        self.files.setVisible(bool(self.written))

    def _delete_files(self) -> None:
        paths = self.written

        def gone(_done: None) -> None:
            self.written = ()
            self._show_files()
            self.context.frame.toast("Files deleted")

        self.context.tasks.run(lambda: remove_files(paths), self, gone, self.show_error)

    # --- the record

    def record(self) -> None:
        """Keep to whom it was sent, which file, when."""
        if self.delivery is None:
            problem = "Choose one of the three ways first: it makes the encrypted copy"
            self.page.errors.show_problems([(problem, self.open_draft)])
            return
        if not self.passphrase.told.isChecked() and not self.context.prompts.confirm(
            "Has the passphrase been told?",
            "It leaves the screen now and is kept nowhere. Without it the recipient cannot open the report.",
            "It has been told",
            "Not yet",
        ):
            return
        self._record(self.delivery.copy)

    def _record(self, sent_file: bytes) -> None:
        view = self.shown
        if view is None:
            return
        vault, report_id, to = self.context.vault, view.report.id, addresses_of(self.email.text())
        self.page.errors.clear()
        self.act(
            lambda: record_sent(vault, report_id, to, sent_file),
            lambda _made: self._on_recorded(),
            self._on_not_written,
        )

    def _on_recorded(self) -> None:
        self._forget_copy()
        self.draft.drop()
        self.context.frame.toast("Recorded: the report has been sent")

    def _record_earlier(self) -> None:
        chosen = self.context.prompts.open_files("Which file did you send?", [PDF])
        if chosen:
            self.context.tasks.run(lambda: read_file(chosen[0]), self, self._record, self.show_error)
