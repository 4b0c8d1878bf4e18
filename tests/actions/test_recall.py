"""Taking a report back: who has it, what they are told, and what the next version says of it."""

from __future__ import annotations

import email
import hashlib
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

import pypdfium2
import pytest

from roundtable.actions import round_tables
from roundtable.actions.audits import audit_view
from roundtable.actions.board import board_view, edit_board
from roundtable.actions.delivery import Said, prepare_delivery, record_sent, send_view
from roundtable.actions.home import home_view
from roundtable.actions.hub import hub_view
from roundtable.actions.recall import (
    prepare_notices,
    recall_view,
    record_also_received,
    record_deleted,
    take_back_withdrawal,
    withdraw_report,
)
from roundtable.actions.report import export_report, export_view, report_pdf
from roundtable.actions.untold_passphrase import keep_until_told
from roundtable.domain.audit import AuditStatus
from roundtable.domain.board import Recipient
from roundtable.domain.errors import RecipientMissing, ReportMissing
from roundtable.domain.ids import ReportId
from roundtable.domain.report_work import ExportState
from roundtable.domain.sending_errors import (
    NothingWithdrawn,
    RecipientOutside,
    ReportWithdrawn,
    TextWithdrawn,
)
from roundtable.domain.walkthrough import Step
from roundtable.domain.withdrawal import WithdrawalReason
from roundtable.export.gate import search_file
from roundtable.export.writer import Paper
from tests.actions.rooms import Room
from tests.actions.test_delivery import ADDRESS, exported, with_recipient

WRONG = "somebody.else@example.org"


def sent(here: Room, *addresses: str) -> ReportId:
    """A report that has left; its id."""
    exported(here)
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    report = report_pdf(here.vault, here.audit_id)
    record_sent(here.vault, report.id, addresses or (ADDRESS,), made.copy)
    return report.id


def page_one(pdf: bytes) -> str:
    """The words of the first page, on one line."""
    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    return " ".join(words.split())


def withdraw_(here: Room, report_id: ReportId, reason: WithdrawalReason = WithdrawalReason.MISTAKE) -> None:
    withdraw_report(here.vault, report_id, reason)


def row(here: Room, step: Step) -> str:
    groups = hub_view(here.vault, here.table_id).groups
    return next(row.detail for row in groups[-1].steps if row.step is step)


def notice(here: Room, report_id: ReportId) -> EmailMessage:
    """The one draft there is, read as a mail program reads it."""
    (only,) = prepare_notices(here.vault, Paper(), report_id).drafts
    message = email.message_from_bytes(only.draft, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def words_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content())


def test_without_a_report_there_is_nothing_to_take_back(here: Room) -> None:
    with pytest.raises(ReportMissing):
        recall_view(here.vault, here.audit_id)


def test_a_withdrawn_version_is_not_sent_again_and_home_and_the_rail_say_so(here: Room) -> None:
    report_id = sent(here)
    withdraw_(here, report_id)
    with pytest.raises(ReportWithdrawn) as raised:
        prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    assert raised.value.details == {"version": 1}
    report = report_pdf(here.vault, here.audit_id)
    assert report.state is ExportState.WITHDRAWN
    assert report.withdrawal is not None and report.withdrawal.at
    assert row(here, Step.SEND) == "Version 1 was withdrawn"
    assert row(here, Step.EXPORT) == "Version 1: withdrawn"
    view = home_view(here.vault)
    assert view.audits[0].status is AuditStatus.WITHDRAWN
    assert view.resume is not None, "an audit whose report was taken back is not over"
    assert not export_view(here.vault, here.audit_id).is_report_current


def test_the_corrected_version_says_on_page_one_what_it_replaces_and_not_why(here: Room) -> None:
    report_id = sent(here)
    first = report_pdf(here.vault, here.audit_id)
    assert "takes the place" not in page_one(first.pdf)
    withdraw_(here, report_id)
    export_report(here.vault, Paper(), here.audit_id)
    second = report_pdf(here.vault, here.audit_id)
    day = first.made_at
    told = f"version 1 of {day.day} {day:%B} {day.year} (withdrawn)"
    assert f"This version takes the place of {told}." in page_one(second.pdf)
    assert WithdrawalReason.MISTAKE.value not in page_one(second.pdf)
    assert [v.state for v in recall_view(here.vault, here.audit_id).versions] == [
        ExportState.MADE,
        ExportState.WITHDRAWN,
    ]
    assert row(here, Step.SEND) == "Version 1 was withdrawn, version 2 is not sent"
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    record_sent(here.vault, second.id, (ADDRESS,), made.copy)
    assert home_view(here.vault).audits[0].status is AuditStatus.SENT
    assert row(here, Step.SEND) == ""


def test_a_version_that_nobody_has_is_not_named_on_the_next_and_a_draft_takes_no_place(here: Room) -> None:
    exported(here)
    export_report(here.vault, Paper(), here.audit_id)
    assert "takes the place" not in page_one(report_pdf(here.vault, here.audit_id).pdf)
    record_sent(here.vault, report_pdf(here.vault, here.audit_id).id, (ADDRESS,), b"copy")
    export_report(here.vault, Paper(), here.audit_id, is_draft=True)
    assert "takes the place" not in page_one(report_pdf(here.vault, here.audit_id).pdf)
    export_report(here.vault, Paper(), here.audit_id)
    assert "takes the place of version 2 of" in page_one(report_pdf(here.vault, here.audit_id).pdf)
    assert "(withdrawn)" not in page_one(report_pdf(here.vault, here.audit_id).pdf)


def test_a_text_in_which_somebody_was_recognised_is_not_made_again_until_it_changes(here: Room) -> None:
    report_id = sent(here)
    withdraw_(here, report_id, WithdrawalReason.IDENTIFIES)
    with pytest.raises(TextWithdrawn):
        export_report(here.vault, Paper(), here.audit_id)
    assert len(recall_view(here.vault, here.audit_id).versions) == 1
    here.event("They came back once more.")
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    assert recall_view(here.vault, here.audit_id).latest.number == 2


def test_the_notice_begins_with_the_marking_names_nobody_and_says_which_file_and_what_to_do(
    here: Room,
) -> None:
    report_id = sent(here, ADDRESS, WRONG)
    withdraw_(here, report_id, WithdrawalReason.IDENTIFIES)
    report = report_pdf(here.vault, here.audit_id)
    message = notice(here, report_id)
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE: withdrawn: ")
    assert message["To"] == f"{ADDRESS}, {WRONG}"
    assert message["X-Unsent"] == "1"
    assert not list(message.iter_attachments())
    words = words_of(message)
    assert report.file_name in words and "version 1" in words
    assert report.sendings[0].sha256 in words and report.sha256 in words
    for wanted in ("Delete", "every copy", "Answer this e-mail", "pass it on"):
        assert wanted in words
    assert "recognised" not in words and "identif" not in words
    register = here.prepared().inputs.searched
    names = {person.name for person in register.people} | {place.name for place in register.places}
    assert names and not any(name in words or name in message["Subject"] for name in names)


def test_each_sending_has_its_own_notice_and_nobody_learns_another_s_address(here: Room) -> None:
    report_id = sent(here)
    record_sent(here.vault, report_id, (WRONG,), b"another copy")
    record_also_received(here.vault, report_id, "Mr Hill, by hand")
    record_also_received(here.vault, report_id, WRONG)
    withdraw_(here, report_id, WithdrawalReason.WRONG_RECIPIENT)
    made = prepare_notices(here.vault, Paper(), report_id)
    assert made.told_otherwise == ("Mr Hill, by hand",)
    first, second = (email.message_from_bytes(each.draft, policy=default) for each in made.drafts)
    assert (first["To"], second["To"]) == (ADDRESS, WRONG)
    assert hashlib.sha256(b"another copy").hexdigest() in second.get_body().get_content()
    assert len({each.name for each in made.drafts}) == 2
    for each in made.drafts:
        assert search_file(each.name, each.draft, lambda _text, _context: (), frozenset()) == ()


@pytest.mark.parametrize(
    "odd", ["jane.@example.org", "józef@example.org", "a..b@example.org", "a@[x", "Jane in person"]
)
def test_an_address_that_no_mail_program_takes_keeps_no_notice_from_the_others(here: Room, odd: str) -> None:
    report_id = sent(here, ADDRESS, odd)
    record_also_received(here.vault, report_id, WRONG)
    withdraw_report(here.vault, report_id, WithdrawalReason.MISTAKE)
    notices = prepare_notices(here.vault, Paper(), report_id)
    to = [email.message_from_bytes(n.draft, policy=default)["To"] for n in notices.drafts]
    assert to == [ADDRESS, WRONG]
    assert notices.told_otherwise == (odd,)


def test_a_later_version_is_named_in_the_notice(here: Room) -> None:
    report_id = sent(here)
    export_report(here.vault, Paper(), here.audit_id)
    withdraw_(here, report_id)
    assert "Version 2 takes its place." in words_of(notice(here, report_id))


def test_an_earlier_version_can_be_taken_back_while_the_later_one_stands(here: Room) -> None:
    first = sent(here)
    export_report(here.vault, Paper(), here.audit_id)
    second = report_pdf(here.vault, here.audit_id)
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    record_sent(here.vault, second.id, (ADDRESS,), made.copy)
    withdraw_(here, first)
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.SENT
    assert row(here, Step.SEND) == ""
    take_back_withdrawal(here.vault, first)
    assert recall_view(here.vault, here.audit_id).versions[1].state is ExportState.SUPERSEDED


def test_who_has_deleted_it_is_recorded_once_and_a_slip_is_mended(here: Room) -> None:
    report_id = sent(here, ADDRESS, WRONG)
    with pytest.raises(NothingWithdrawn):
        record_deleted(here.vault, report_id, WRONG, True)
    with pytest.raises(NothingWithdrawn):
        prepare_notices(here.vault, Paper(), report_id)
    withdraw_(here, report_id)
    record_deleted(here.vault, report_id, WRONG, True)
    record_deleted(here.vault, report_id, WRONG, True)
    withdrawal = recall_view(here.vault, here.audit_id).latest.withdrawal
    assert withdrawal is not None
    assert [(c.address, c.by) for c in withdrawal.confirmed] == [(WRONG, withdrawal.by)]
    record_deleted(here.vault, report_id, WRONG, False)
    withdrawal = recall_view(here.vault, here.audit_id).latest.withdrawal
    assert withdrawal is not None and withdrawal.confirmed == ()


def test_a_withdrawal_is_undone_whole(here: Room) -> None:
    report_id = sent(here)
    before = report_pdf(here.vault, here.audit_id)
    withdraw_(here, report_id)
    withdraw_(here, report_id, WithdrawalReason.IDENTIFIES)
    kept = recall_view(here.vault, here.audit_id).latest.withdrawal
    assert kept is not None and kept.reason is WithdrawalReason.MISTAKE, "the first one stays"
    take_back_withdrawal(here.vault, report_id)
    take_back_withdrawal(here.vault, report_id)
    assert report_pdf(here.vault, here.audit_id) == before
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.SENT
    assert prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS).draft


def test_a_passphrase_nobody_was_told_goes_with_the_withdrawal(here: Room) -> None:
    exported(here)
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    keep_until_told(here.vault, here.audit_id, made.report_sha256, made.passphrase, "0" * 64)
    withdraw_(here, report_pdf(here.vault, here.audit_id).id)
    assert send_view(here.vault, here.audit_id).untold is None
    with here.vault.reading() as tx:
        assert made.passphrase not in str(tx.drafts.all())


def test_a_copy_that_had_left_before_is_recorded_and_the_version_stays_withdrawn(here: Room) -> None:
    exported(here)
    report_id = report_pdf(here.vault, here.audit_id).id
    withdraw_(here, report_id)
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.REPORTING
    record_sent(here.vault, report_id, (WRONG,), b"copy")
    assert report_pdf(here.vault, here.audit_id).state is ExportState.WITHDRAWN
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.WITHDRAWN
    with pytest.raises(RecipientMissing):
        record_also_received(here.vault, report_id, " ")


def test_a_reopened_meeting_is_no_longer_told_as_withdrawn(here: Room) -> None:
    withdraw_(here, sent(here))
    round_tables.open_round_table(here.vault, here.table_id)
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.MEETING


def test_every_withdrawal_is_in_the_trail_without_an_address(here: Room) -> None:
    report_id = sent(here, ADDRESS)
    withdraw_(here, report_id)
    record_deleted(here.vault, report_id, ADDRESS, True)
    record_also_received(here.vault, report_id, WRONG)
    with here.vault.reading() as tx:
        lines = tx.trail(3)
    assert [line.event for line in lines] == [
        "report.also_received",
        "report.deleted_there",
        "report.withdrawn",
    ]
    assert not any("@" in part for line in lines for part in line.ids)


def test_an_address_outside_the_settings_list_leaves_only_when_it_was_agreed_to(here: Room) -> None:
    exported(here)
    for address in ("chair@council.gov.uk", "a@nhs.net", "b@trust.nhs.uk", "c@force.police.uk"):
        assert prepare_delivery(here.vault, Paper(), here.audit_id, address).draft
    for address in ("chair@gov.uk.example.com", f"{ADDRESS}, x@mygov.uk", "x@elsewhere.example"):
        with pytest.raises(RecipientOutside):
            prepare_delivery(here.vault, Paper(), here.audit_id, address)
    agreed = Said(outside="x@elsewhere.example")
    assert prepare_delivery(here.vault, Paper(), here.audit_id, "x@elsewhere.example", said=agreed).draft
    with pytest.raises(RecipientOutside):
        prepare_delivery(here.vault, Paper(), here.audit_id, "y@other.example", said=agreed)


def test_an_audit_s_own_list_counts_only_where_settings_say_nothing(here: Room) -> None:
    own = Recipient(email=ADDRESS, allowed_domains=("elsewhere.example",))
    with_recipient(here, own)
    exported(here)
    with pytest.raises(RecipientOutside):
        prepare_delivery(here.vault, Paper(), here.audit_id, "x@elsewhere.example")
    board = board_view(here.vault)
    assert board is not None
    edit_board(here.vault, replace(board, recipient=replace(board.recipient, allowed_domains=())), seen=board)
    assert prepare_delivery(here.vault, Paper(), here.audit_id, "x@elsewhere.example").draft
