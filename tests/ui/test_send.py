"""Sending in a real window: real drafts, real encrypted copies, a stand-in for the e-mail program alone."""

from __future__ import annotations

import email
import errno
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.case_access import stored_cases
from roundtable.actions.lessons import capture_lesson
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report_work import ExportedReport, ExportState
from roundtable.domain.sending_errors import FileInTheWay
from roundtable.domain.walkthrough import StepStatus
from roundtable.ui.mail_link import mail_link
from roundtable.ui.outgoing import write_file
from roundtable.ui.screens.send import SendScreen
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, staged

Make = Callable[..., ReportStage]


class Desktop(QObject):
    """Keeps what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open_it(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile() or url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    stand_in = Desktop()
    for scheme in ("file", "mailto"):
        QDesktopServices.setUrlHandler(scheme, stand_in, "open_it")
    yield stand_in
    for scheme in ("file", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def make(tmp_path: Path, desktop: Desktop) -> Iterator[Make]:
    made: list[ReportStage] = []
    folder = tmp_path / "vault"
    folder.mkdir()

    def build(reached: Reached = Reached.EXPORTED, **options: Any) -> ReportStage:
        made.append(staged(reached, folder, {"send": SendScreen}, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def stored(stage: ReportStage) -> ExportedReport:
    with stage.vault.reading() as tx:
        return tx.reports.of(stage.audit)[-1]


def test_a_draft_opens_with_the_encrypted_copy_and_without_its_passphrase(
    make: Make, desktop: Desktop, out: Path
) -> None:
    stage = make()
    page = stage.open("send")
    assert not page.passphrase.isVisible()
    stage.prompts.answers = [out]
    page.open_draft.click()
    (written,) = out.iterdir()
    assert desktop.opened == [str(written)]
    message = email.message_from_bytes(written.read_bytes(), policy=default)
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE: ")
    assert message["To"] == "learning.subgroup@example.org"
    assert message["X-Unsent"] == "1"
    (attached,) = message.iter_attachments()
    copy = attached.get_content()
    passphrase = page.passphrase.text()
    assert len(passphrase.split("-")) == 6
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))
    with pikepdf.open(io.BytesIO(copy), password=passphrase) as opened:
        assert len(opened.pages) > 1
    body = message.get_body().get_content()
    assert passphrase not in body
    assert not page.ways.not_opened.isVisible()


def test_a_draft_that_does_not_open_leads_to_the_other_ways(
    make: Make, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make()
    page = stage.open("send")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    stage.prompts.answers = [out]
    page.open_draft.click()
    assert page.ways.not_opened.isVisible()


def test_the_folder_is_opened_with_the_copy_in_it(make: Make, desktop: Desktop, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.show_folder.click()
    (written,) = out.iterdir()
    assert written.name == stored(stage).file_name
    folder, begun = desktop.opened
    assert folder == str(out)
    mail = urlsplit(begun)
    asked = parse_qs(mail.query)
    assert (mail.scheme, mail.path) == ("mailto", "learning.subgroup@example.org")
    assert asked["subject"] == [page.shown.subject]
    assert asked["body"] == [page.shown.body.replace("\n", "\r\n")]
    assert page.passphrase.text() not in begun
    assert not page.ways.copying.isVisible()
    with pikepdf.open(written, password=page.passphrase.text()) as opened:
        assert opened.is_encrypted


def test_without_a_mail_program_the_folder_opens_and_there_is_something_to_paste(
    make: Make, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make()
    page = stage.open("send")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: url.scheme() == "file")
    stage.prompts.answers = [out]
    page.ways.show_folder.click()
    assert page.ways.copying.isVisible()


def test_a_message_that_is_too_long_for_a_link_is_left_out_whole() -> None:
    link = bytes(
        mail_link("a@example.org; b@example.org", "OFFICIAL: ä & b", "x" * 2_000).toEncoded()
    ).decode()
    assert link == "mailto:a@example.org,b@example.org?subject=OFFICIAL%3A%20%C3%A4%20%26%20b"


def test_nothing_is_written_outside_the_folder_that_was_chosen(
    make: Make, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home))
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out, out, out]
    for button in (page.open_draft, page.ways.show_folder, page.ways.attach):
        button.click()
    assert list(home.rglob("*")) == []
    assert len(list(out.iterdir())) == 3
    assert {path.name.partition(".")[0] for path in (tmp_path / "vault").iterdir()} == {"board"}


def test_each_reason_why_a_file_cannot_be_written_is_told(
    make: Make, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out / "gone"]
    page.open_draft.click()
    assert page.page.errors.accessibleName().startswith("The folder is not there")
    for code, told in (
        (errno.ENOSPC, "There is no room left on this drive"),
        (errno.EROFS, "Nothing may be written in this folder"),
        (errno.EIO, "The paper could not be saved"),
    ):

        def refuse(_descriptor: int, code: int = code) -> None:
            raise OSError(code, "refused")

        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", refuse)
            stage.prompts.answers = [out]
            page.open_draft.click()
        assert page.page.errors.accessibleName().startswith(told)
        assert list(out.iterdir()) == [], "nothing stays half written"


def test_a_file_that_cannot_be_replaced_stays_as_it_was(out: Path) -> None:
    (out / "Report.pdf").mkdir()
    (out / "Report.pdf" / "mine.txt").write_text("keep")
    with pytest.raises(FileInTheWay):
        write_file(out / "Report.pdf", b"new")
    assert [path.name for path in out.rglob("*")] == ["Report.pdf", "mine.txt"]


def test_address_subject_and_message_can_be_copied_but_not_the_passphrase(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.attach.click()
    clipboard = QGuiApplication.clipboard()
    copied = []
    for button in page.ways.copy_buttons:
        assert button.isVisible()
        button.click()
        copied.append(clipboard.text())
    assert copied == ["learning.subgroup@example.org", page.shown.subject, page.shown.body]
    assert page.passphrase.text() not in " ".join(copied)


def test_the_three_ways_share_one_copy_and_no_file_is_replaced(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out, out]
    page.ways.attach.click()
    passphrase = page.passphrase.text()
    page.ways.show_folder.click()
    assert page.passphrase.text() == passphrase
    first, second = sorted(out.iterdir())
    assert first.read_bytes() == second.read_bytes()
    assert page.files.paths == (out / stored(stage).file_name, first)


def test_another_address_is_warned_about_and_goes_into_the_draft(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    assert not page.recipient.outside.isVisible()
    stage.prompts.answers = [out]
    page.ways.show_folder.click()
    passphrase = page.passphrase.text()
    page.email.clear()
    QTest.keyClicks(page.email, "someone@elsewhere.test")
    assert "elsewhere.test" in page.recipient.outside.message.text()
    assert page.recipient.outside.isVisible()
    stage.prompts.answers = [False]
    page.open_draft.click()
    assert "someone@elsewhere.test" in stage.prompts.said[-1]
    assert not [path for path in out.iterdir() if path.suffix == ".eml"], "not agreed to: nothing is written"
    stage.prompts.answers = [True, out]
    page.open_draft.click()
    draft = next(path for path in out.iterdir() if path.suffix == ".eml")
    message = email.message_from_bytes(draft.read_bytes(), policy=default)
    assert message["To"] == "someone@elsewhere.test"
    assert page.passphrase.text() == passphrase
    stage.prompts.answers = [out]
    page.open_draft.click()
    assert stage.prompts.answers == [], "it is asked once for an address"


@pytest.mark.parametrize("address", ["", "nobody", "a b@example.org"])
def test_an_address_that_is_none_is_asked_for(make: Make, out: Path, address: str) -> None:
    stage = make()
    page = stage.open("send")
    page.email.setText(address)
    stage.prompts.answers = [out]
    page.open_draft.click()
    if address:
        assert page.page.errors.isVisible()
        assert page.email_field.error()
        assert list(out.iterdir()) == []
    else:  # the address of the settings goes into the draft
        assert len(list(out.iterdir())) == 1


def test_i_have_sent_it_is_recorded_with_the_file_s_hash(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.show_folder.click()
    assert page.footer.primary.text() == "I have sent it"
    page.passphrase.told.click()
    page.passphrase.told.setFocus()
    page.do_primary()
    report = stored(stage)
    (sending,) = report.sendings
    assert report.state is ExportState.SENT
    assert sending.recipients == ("learning.subgroup@example.org",)
    (written,) = out.iterdir()
    assert sending.sha256 == hashlib.sha256(written.read_bytes()).hexdigest()
    assert page.sent.isVisible()
    assert not page.passphrase.isVisible()
    assert page.passphrase.text() == ""
    assert page.footer.primary.text() == "Back to the round table"
    assert page.footer.primary.hasFocus()
    page.do_primary()
    assert stage.here == "meeting"


def test_until_a_copy_exists_the_large_button_is_the_first_way(
    make: Make, desktop: Desktop, out: Path
) -> None:
    stage = make()
    page = stage.open("send")
    assert page.footer.primary.text() == "Open a draft e-mail"
    stage.prompts.answers = [out]
    page.do_primary()
    (written,) = out.iterdir()
    assert desktop.opened == [str(written)]
    assert page.footer.primary.text() == "I have sent it"


@pytest.mark.parametrize(("key", "suffix"), [("1", ".eml"), ("2", ".pdf"), ("3", ".pdf")])
def test_the_three_ways_are_keys_but_not_in_a_field(make: Make, out: Path, key: str, suffix: str) -> None:
    stage = make()
    page = stage.open("send")
    page.email.setFocus()
    QTest.keyClicks(page.email, key)
    assert page.email.text().endswith(key) and not list(out.iterdir())
    QTest.keyClick(page.email, "\b")
    page.earlier.setFocus()
    stage.prompts.answers = [out]
    QTest.keyClicks(page.earlier, key)
    (written,) = out.iterdir()
    assert written.suffix == suffix
    assert page.ways.copying.isVisible() == (key == "3")


def test_a_passphrase_not_told_is_asked_about(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out, False]
    page.ways.show_folder.click()
    page.do_primary()
    assert stored(stage).sendings == ()
    assert page.passphrase.isVisible()
    stage.prompts.answers = [True]
    page.do_primary()
    assert len(stored(stage).sendings) == 1


def test_a_passphrase_that_is_not_told_is_shown_again_and_its_copy_recorded(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.show_folder.click()
    passphrase = page.passphrase.text()
    (written,) = out.iterdir()
    stage.open("export")
    page = stage.open("send")
    assert page.passphrase.text() == passphrase and page.passphrase.isVisible()
    assert page.footer.primary.text() == "I have sent it"
    stage.prompts.answers = [out]
    page.open_draft.click()
    assert page.passphrase.text() == passphrase, "one passphrase, however many files"
    (draft,) = (path for path in out.iterdir() if path.suffix == ".eml")
    (attached,) = email.message_from_bytes(draft.read_bytes(), policy=default).iter_attachments()
    with pikepdf.open(io.BytesIO(attached.get_content()), password=passphrase) as opened:
        assert opened.is_encrypted
    stage.open("export")
    page = stage.open("send")
    page.passphrase.told.click()
    page.do_primary()
    assert stored(stage).sendings[0].sha256 == hashlib.sha256(attached.get_content()).hexdigest()
    assert hashlib.sha256(written.read_bytes()).hexdigest() != stored(stage).sendings[0].sha256
    assert stage.open("send").passphrase.text() == ""


def test_a_passphrase_that_was_told_is_kept_nowhere(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.show_folder.click()
    passphrase = page.passphrase.text()
    page.passphrase.told.click()
    page.passphrase.told.click()
    with stage.vault.reading() as tx:
        assert passphrase in str(tx.drafts.all()), "taken back: kept again"
    page.passphrase.told.click()
    with stage.vault.reading() as tx:
        assert passphrase not in str(tx.drafts.all())
    assert page.passphrase.text() == passphrase, "still there for whoever is on the telephone"
    stage.open("export")
    assert stage.open("send").passphrase.text() == ""


def test_a_copy_made_earlier_can_be_recorded_and_an_untold_passphrase_stays(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.show_folder.click()
    (written,) = out.iterdir()
    stage.open("export")
    page = stage.open("send")
    stage.prompts.answers = [written]
    page.earlier.click()
    assert stored(stage).sendings[0].sha256 == hashlib.sha256(written.read_bytes()).hexdigest()
    assert page.passphrase.text()


def change_the_text(stage: ReportStage) -> None:
    """Somebody mends a sentence after the report was made."""
    capture_lesson(stage.vault, stage.audit, kind=LessonKind.SYSTEM, text="Visits were recorded late.")


def test_an_outdated_version_is_told_and_leads_to_the_next(make: Make) -> None:
    stage = make()
    change_the_text(stage)
    page = stage.open("send")
    assert page.outdated.isVisible()
    assert "Version 1 no longer matches what is stored. Make version 2" in page.outdated.message.text()
    assert not page.ways.isVisible() and not page.recipient.isVisible()
    rows = {row.title: row for row in stage.window.rail.steps()}
    assert rows["Check for names"].status is StepStatus.IN_PROGRESS
    assert rows["Create the report"].status is StepStatus.BLOCKED
    assert rows["Send"].status is StepStatus.BLOCKED
    assert page.footer.primary.text() == "Make version 2"
    page.do_primary()
    assert stage.here == "export"


def test_an_outdated_version_leaves_only_on_purpose(make: Make, out: Path) -> None:
    stage = make()
    change_the_text(stage)
    page = stage.open("send")
    stage.prompts.answers = [False]
    page.send_outdated.click()
    assert not page.ways.isVisible()
    stage.prompts.answers = [True, out]
    page.send_outdated.click()
    assert page.ways.isVisible() and page.outdated.isVisible() and not page.send_outdated.isVisible()
    page.open_draft.click()
    assert [path.suffix for path in out.iterdir()] == [".eml"]
    page.passphrase.told.click()
    page.do_primary()
    assert stored(stage).sendings and stored(stage).number == 1
    page = stage.open("send")
    assert "stays on record as sent" in page.outdated.message.text() and page.sent.isVisible()
    assert not page.ways.isVisible(), "the next time it is asked again"


def test_a_text_changed_while_the_page_is_open_stops_the_draft(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    change_the_text(stage)
    stage.prompts.answers = [out]
    page.open_draft.click()
    assert list(out.iterdir()) == []
    assert page.outdated.isVisible() and not page.ways.isVisible()
    assert page.footer.primary.text() == "Make version 2"


def test_a_registered_name_in_the_address_is_asked_about_at_the_field(make: Make, out: Path) -> None:
    stage = make()
    with stage.vault.reading() as tx:
        person = stored_cases(tx, stage.audit)[0].register.people[0]
    address = f"{person.name.split()[0].lower()}@example.org"
    page = stage.open("send")
    page.email.clear()
    QTest.keyClicks(page.email, address)
    assert not page.recipient.named.isVisible()
    stage.prompts.answers = [out]
    page.open_draft.click()
    assert list(out.iterdir()) == []
    assert page.page.errors.texts() == ("The address holds a registered name",) or page.email_field.error()
    assert page.recipient.named.isVisible()
    QTest.keyClicks(page.email, "x")
    assert not page.recipient.named.isVisible(), "another address is another question"
    page.email.setText(address)
    stage.prompts.answers = [out]
    page.open_draft.click()
    page.recipient.is_recipient.click()
    (draft,) = out.iterdir()
    assert email.message_from_bytes(draft.read_bytes(), policy=default)["To"] == address
    assert not page.recipient.named.isVisible() and not page.page.errors.isVisible()
    page.passphrase.told.click()
    page.do_primary()
    assert stored(stage).sendings[0].recipients == (address,)


def test_files_written_here_can_be_deleted_again(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    (out / "mine.txt").write_text("keep")
    stage.prompts.answers = [out, out]
    page.open_draft.click()
    page.ways.attach.click()
    assert page.files.isVisible()
    page.files.delete()
    assert [path.name for path in out.iterdir()] == ["mine.txt"]
    assert not page.files.isVisible()


def test_without_a_report_it_leads_to_the_making(make: Make) -> None:
    stage = make(Reached.CONFIRMED)
    page = stage.open("send")
    assert page.no_report.isVisible()
    assert not page.ways.isVisible()
    page.do_primary()
    assert stage.here == "export"


def test_the_room_sees_neither_page_nor_passphrase(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.attach.click()
    assert stage.room.last.blank
    page.hide_private(True)
    assert not page.passphrase._words.isVisible()
    page.hide_private(False)
    assert page.passphrase._words.isVisible()


def test_names_targets_and_words_fit_at_every_zoom(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.attach.click()
    assert stage.problems_at_every_zoom() == []


def test_tab_goes_round(make: Make, out: Path) -> None:
    stage = make()
    page = stage.open("send")
    stage.prompts.answers = [out]
    page.ways.attach.click()
    ring = accessibility.tab_ring(stage.window)
    assert "I have told it by telephone" in ring
