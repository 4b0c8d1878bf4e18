"""Taking a report back in a real window: real files, read back as a mail program reads them."""

from __future__ import annotations

import email
import errno
import hashlib
from collections.abc import Callable, Iterator
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from roundtable.actions.delivery import prepare_delivery, record_sent
from roundtable.actions.report import report_pdf
from roundtable.domain.report_work import ExportedReport, ExportState
from roundtable.domain.walkthrough import StepStatus
from roundtable.domain.withdrawal import WithdrawalReason
from roundtable.export.writer import Paper
from roundtable.ui.screens.export import ExportScreen
from roundtable.ui.screens.home import Home
from roundtable.ui.screens.recall import RecallScreen
from roundtable.ui.screens.send import SendScreen
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, staged

Make = Callable[..., ReportStage]
ADDRESS, WRONG = "learning.subgroup@example.org", "somebody.else@example.org"
PAGES = {"recall": RecallScreen, "send": SendScreen, "export": ExportScreen, "home": Home}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be opened."""
    kept: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(kept.append(url.toLocalFile())) or True)
    return kept


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path, opened: list[str]) -> Iterator[Make]:
    made: list[ReportStage] = []
    folder = tmp_path / "vault"
    folder.mkdir()

    def build(reached: Reached = Reached.EXPORTED, **options: Any) -> ReportStage:
        made.append(staged(reached, folder, PAGES, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def send(stage: ReportStage, *addresses: str) -> ExportedReport:
    """The newest version has left."""
    made = prepare_delivery(stage.vault, Paper(), stage.audit, ADDRESS)
    report = report_pdf(stage.vault, stage.audit)
    record_sent(stage.vault, report.id, addresses or (ADDRESS,), made.copy)
    return report_pdf(stage.vault, stage.audit)


def withdraw(stage: ReportStage, page: Any, reason: WithdrawalReason) -> None:
    page.cards[0].withdraw.click()
    page.form.reason.set_value(reason.value)
    page.form.agree.click()
    stage.settle()


def test_a_version_is_withdrawn_told_everywhere_and_the_next_one_made(make: Make, out: Path) -> None:
    stage = make()
    sent = send(stage)
    page = stage.open("send")
    page.versions.click()
    stage.settle()
    page = stage.navigator.screen
    assert stage.here == "recall"
    assert page.footer.primary.text() == "Back to sending"
    page.cards[0].withdraw.click()
    assert page.form.isVisible() and ADDRESS in page.form._told.text()
    page.form.given_up.emit()
    assert report_pdf(stage.vault, stage.audit).withdrawal is None
    withdraw(stage, page, WithdrawalReason.WRONG_RECIPIENT)
    assert report_pdf(stage.vault, stage.audit).state is ExportState.WITHDRAWN
    assert page.footer.primary.text() == "Write the withdrawal notices"
    stage.prompts.answers = [out]
    page.do_primary()
    assert len(list(out.iterdir())) == 1
    assert page.footer.primary.text() == "Make version 2"
    rows = {row.title: row for row in stage.window.rail.steps()}
    assert rows["Send"].detail == "Version 1 was withdrawn"
    assert rows["Send"].status is StepStatus.IN_PROGRESS
    page.do_primary()
    stage.settle()
    export = stage.navigator.screen
    assert stage.here == "export" and export.withdrawn.isVisible() and not export.stale.isVisible()
    assert not export.made.save_copy.isVisible(), "nothing of it leaves any more"
    send_page = stage.open("send")
    assert send_page.withdrawn.isVisible() and not send_page.outdated.isVisible()
    assert not send_page.ways.isVisible() and not send_page.recipient.isVisible()
    assert send_page.sent.isVisible() and sent.sendings[0].sha256
    assert stage.navigator.go("home")
    stage.settle()
    home = stage.navigator.screen
    assert "withdrawn" in home._resume_about.text()
    export = stage.open("export")
    export.do_primary()
    stage.settle()
    newest = report_pdf(stage.vault, stage.audit)
    assert (newest.number, newest.withdrawal) == (2, None)
    assert not export.withdrawn.isVisible() and export.made.save_copy.isVisible()


def test_the_notices_are_real_drafts_in_the_folder_that_was_chosen(
    make: Make, out: Path, opened: list[str]
) -> None:
    stage = make()
    sent = send(stage, ADDRESS, WRONG)
    page = stage.open("recall")
    withdraw(stage, page, WithdrawalReason.IDENTIFIES)
    stage.prompts.answers = [out]
    page.cards[0].notices.click()
    (written,) = out.iterdir()
    assert opened == [str(written)]
    message = email.message_from_bytes(written.read_bytes(), policy=default)
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE: withdrawn: ")
    assert message["To"] == f"{ADDRESS}, {WRONG}"
    body = message.get_body().get_content()
    assert sent.sendings[0].sha256 in body and sent.file_name in body
    assert hashlib.sha256(sent.pdf).hexdigest() in body
    page.files.delete()
    assert list(out.iterdir()) == []


def test_several_sendings_open_the_folder_and_who_has_no_address_is_named(
    make: Make, out: Path, opened: list[str]
) -> None:
    stage = make()
    send(stage)
    record_sent(stage.vault, report_pdf(stage.vault, stage.audit).id, (WRONG,), b"another copy")
    page = stage.open("recall")
    withdraw(stage, page, WithdrawalReason.WRONG_RECIPIENT)
    stage.prompts.answers = ["", "Mr Hill, by hand"]
    page.cards[0].also.click()
    assert "Enter the address" in stage.prompts.said
    stage.settle()
    stage.prompts.answers = [out]
    page.cards[0].notices.click()
    assert len(list(out.iterdir())) == 2 and opened == [str(out)]
    assert page.told_otherwise.isVisible() and page.told_otherwise.message.text() == "Mr Hill, by hand"
    assert len(page.cards[0].checks) == 3


def test_notices_are_all_written_or_none(make: Make, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make()
    send(stage)
    record_sent(stage.vault, report_pdf(stage.vault, stage.audit).id, (WRONG,), b"another copy")
    page = stage.open("recall")
    withdraw(stage, page, WithdrawalReason.MISTAKE)
    replaced: list[Path] = []

    def full(self: Path, target: Path) -> Path:
        replaced.append(target)
        if len(replaced) > 1:
            raise OSError(errno.ENOSPC, "no room")
        return self.rename(target)

    monkeypatch.setattr(Path, "replace", full)
    stage.prompts.answers = [out]
    page.do_primary()
    assert len(replaced) == 2
    assert list(out.iterdir()) == []
    assert page.page.errors.isVisible() and not page.files.isVisible()
    assert page.footer.primary.text() == "Write the withdrawal notices"


def test_who_has_deleted_it_is_ticked_and_counted(make: Make) -> None:
    stage = make()
    send(stage, ADDRESS, WRONG)
    page = stage.open("recall")
    withdraw(stage, page, WithdrawalReason.MISTAKE)
    page.cards[0].checks[1].click()
    stage.settle()
    withdrawal = report_pdf(stage.vault, stage.audit).withdrawal
    assert withdrawal is not None and [c.address for c in withdrawal.confirmed] == [WRONG]
    assert [check.isChecked() for check in page.cards[0].checks] == [False, True]
    page.cards[0].checks[1].click()
    stage.settle()
    withdrawal = report_pdf(stage.vault, stage.audit).withdrawal
    assert withdrawal is not None and withdrawal.confirmed == ()


def test_a_slip_is_taken_back(make: Make) -> None:
    stage = make()
    send(stage)
    page = stage.open("recall")
    withdraw(stage, page, WithdrawalReason.MISTAKE)
    page.cards[0].take_back.click()
    stage.settle()
    report = report_pdf(stage.vault, stage.audit)
    assert (report.state, report.withdrawal) == (ExportState.SENT, None)
    assert page.cards[0].withdraw.isVisible() and page.cards[0].withdraw.isEnabled()


def test_a_text_in_which_somebody_was_recognised_is_refused_with_what_to_do(make: Make) -> None:
    stage = make()
    send(stage)
    page = stage.open("recall")
    withdraw(stage, page, WithdrawalReason.IDENTIFIES)
    page.cards[0].checks[0].click()  # nobody is left to be told
    stage.settle()
    page.do_primary()
    assert stage.here == "check"
    export = stage.open("export")
    export.do_primary()
    stage.settle()
    assert "This text was withdrawn with version 1" in export.page.errors.accessibleName()
    assert report_pdf(stage.vault, stage.audit).number == 1


def test_without_a_report_it_leads_to_the_making(make: Make) -> None:
    stage = make(Reached.CONFIRMED)
    page = stage.open("recall")
    assert page.no_report.isVisible()
    page.do_primary()
    assert stage.here == "export"


def test_words_and_targets_fit_at_every_zoom_and_tab_goes_round(make: Make) -> None:
    stage = make()
    send(stage, ADDRESS, WRONG)
    page = stage.open("recall")
    page.cards[0].withdraw.click()
    assert stage.problems_at_every_zoom() == []
    page.form.agree.click()
    stage.settle()
    stage.window.toasts.dismiss()
    assert stage.problems_at_every_zoom() == []
    ring = accessibility.tab_ring(stage.window)
    assert f"{WRONG} says that every copy is deleted" in ring
