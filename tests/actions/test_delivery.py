"""What leaves by e-mail: searched again before it goes, an address outside is told, sending is recorded."""

from __future__ import annotations

import email
import hashlib
from datetime import date
from email.policy import default

import pytest

from roundtable.actions import anonymisation, round_tables
from roundtable.actions.audits import AuditDetails, audit_view, edit_audit
from roundtable.actions.board import board_view
from roundtable.actions.bookmarks import keep_place
from roundtable.actions.delivery import Said, outside_words, prepare_delivery, record_sent, send_view
from roundtable.actions.hub import hub_view
from roundtable.actions.report import export_report, export_view, report_pdf
from roundtable.actions.untold_passphrase import keep_until_told, passphrase_told
from roundtable.domain.audit import AuditStatus
from roundtable.domain.board import Recipient
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.errors import GateHit, RecipientMissing, ReportMissing
from roundtable.domain.report_work import Choice, ExportState
from roundtable.domain.sending_errors import RecipientNamed, ReportOutdated
from roundtable.domain.walkthrough import Step, StepStatus
from roundtable.export.writer import Paper
from tests.actions.rooms import Room

ADDRESS = "sub.group@example.org"
OUTDATED_TOO = Said(is_outdated_wanted=True)


def exported(here: Room) -> None:
    """A confirmed report in the vault; "Pepperpot" was decided to stay."""
    here.open()
    here.event("Pepperpot was seen in the garden.")
    here.close()
    anonymisation.decide(here.vault, here.audit_id, "Pepperpot", Choice.KEEP)
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    assert "Pepperpot" in here.printed


def with_recipient(here: Room, recipient: Recipient) -> None:
    """The audit's own recipient."""
    audit = audit_view(here.vault, here.audit_id).audit
    edit_audit(here.vault, here.audit_id, AuditDetails(title=audit.title, recipient=recipient))


def test_nothing_can_be_sent_before_there_is_a_report(here: Room) -> None:
    with pytest.raises(ReportMissing):
        send_view(here.vault, here.audit_id)
    with pytest.raises(ReportMissing):
        prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)


def test_a_name_registered_after_the_report_was_made_stops_the_sending(here: Room) -> None:
    exported(here)
    prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    here.person("Pepperpot Thornton", "Sibling", born_on=date(2020, 1, 2))
    with pytest.raises(GateHit):
        prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS, said=OUTDATED_TOO)


def test_a_registered_name_in_the_recipient_or_the_marking_stops_the_draft(here: Room) -> None:
    exported(here)
    with_recipient(here, Recipient("Friends of Amelia Thornton", ADDRESS))
    with pytest.raises(GateHit) as raised:
        prepare_delivery(here.vault, Paper(), here.audit_id, said=OUTDATED_TOO)
    assert "Amelia" not in repr(raised.value.details)


def test_a_registered_name_in_the_address_is_asked_about_and_may_be_the_recipient_s(here: Room) -> None:
    exported(here)
    address = "amelia.thornton@example.org"
    with pytest.raises(RecipientNamed):
        prepare_delivery(here.vault, Paper(), here.audit_id, address)
    with pytest.raises(RecipientNamed):
        prepare_delivery(
            here.vault, Paper(), here.audit_id, address, said=Said(recipient="other@example.org")
        )
    made = prepare_delivery(here.vault, Paper(), here.audit_id, address, said=Said(recipient=f" {address} "))
    message = email.message_from_bytes(made.draft, policy=default)
    assert message["To"] == address


def test_an_address_without_a_registered_name_is_not_asked_about(here: Room) -> None:
    exported(here)
    for address in ("jo.bloggs@example.org", "learning+2026-03-01@example.org", ADDRESS):
        assert prepare_delivery(here.vault, Paper(), here.audit_id, address).draft


def test_a_version_that_is_outdated_does_not_leave_unasked(here: Room) -> None:
    exported(here)
    here.event("They came back once more.")
    assert not send_view(here.vault, here.audit_id).is_current
    with pytest.raises(ReportOutdated) as raised:
        prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    assert raised.value.details == {"version": 1}
    assert prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS, said=OUTDATED_TOO).draft


def test_a_passphrase_is_kept_until_it_is_told_and_opens_the_next_copy(here: Room) -> None:
    exported(here)
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    digest = hashlib.sha256(made.copy).hexdigest()
    keep_until_told(here.vault, here.audit_id, made.report_sha256, made.passphrase, digest)
    untold = send_view(here.vault, here.audit_id).untold
    assert untold is not None and (untold.passphrase, untold.copy_sha256) == (made.passphrase, digest)
    again = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    assert again.passphrase == made.passphrase
    passphrase_told(here.vault, here.audit_id)
    passphrase_told(here.vault, here.audit_id)
    assert send_view(here.vault, here.audit_id).untold is None
    assert prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS).passphrase != made.passphrase
    with here.vault.reading() as tx:
        trail = tx.trail(8)
    assert [t.event for t in trail].count("passphrase.told") == 1
    assert all(made.passphrase not in " ".join(t.ids) for t in trail)


def test_the_passphrase_of_an_earlier_version_is_not_offered_for_the_next(here: Room) -> None:
    exported(here)
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    keep_until_told(here.vault, here.audit_id, made.report_sha256, made.passphrase, "0" * 64)
    export_report(here.vault, Paper(), here.audit_id)
    assert report_pdf(here.vault, here.audit_id).sha256 != made.report_sha256
    assert send_view(here.vault, here.audit_id).untold is None


def test_a_draft_needs_an_address(here: Room) -> None:
    exported(here)
    with pytest.raises(RecipientMissing):
        prepare_delivery(here.vault, Paper(), here.audit_id, "nobody")


def test_the_draft_begins_with_the_marking_and_holds_the_encrypted_copy_alone(here: Room) -> None:
    exported(here)
    view = send_view(here.vault, here.audit_id)
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    board = board_view(here.vault)
    assert board is not None
    assert view.subject.startswith(board.marking)
    assert view.report.pdf not in made.draft
    assert made.passphrase.encode() not in made.draft
    assert made.copy != view.report.pdf


def test_another_address_keeps_the_copy_and_its_passphrase_unless_the_report_is_a_new_one(here: Room) -> None:
    exported(here)
    first = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    again = prepare_delivery(here.vault, Paper(), here.audit_id, "other@example.org", keep=first)
    assert (again.copy, again.passphrase) == (first.copy, first.passphrase)
    export_report(here.vault, Paper(), here.audit_id)
    newer = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS, keep=first)
    assert newer.copy != first.copy
    assert newer.passphrase != first.passphrase


def test_an_address_outside_the_allowed_domains_is_told(here: Room) -> None:
    exported(here)
    with_recipient(here, Recipient("Sub Group", "chair@elsewhere.example", ("example.org",)))
    assert "elsewhere.example" in send_view(here.vault, here.audit_id).outside_warning
    assert outside_words("a@EXAMPLE.org", ("example.org",)) == ""
    assert outside_words("a@elsewhere.example", ()) == ""


def test_sending_is_recorded_with_what_was_sent_and_when(here: Room) -> None:
    exported(here)
    made = prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)
    report = report_pdf(here.vault, here.audit_id)
    with pytest.raises(RecipientMissing):
        record_sent(here.vault, report.id, ("  ",), made.copy)
    record_sent(here.vault, report.id, (f" {ADDRESS} ",), made.copy)
    sent = report_pdf(here.vault, here.audit_id)
    assert sent.state is ExportState.SENT
    assert sent.sendings[0].recipients == (ADDRESS,)
    assert sent.sendings[0].sha256 == hashlib.sha256(made.copy).hexdigest()
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.SENT


def test_a_new_export_supersedes_the_earlier_one_and_keeps_what_was_sent(here: Room) -> None:
    exported(here)
    first = report_pdf(here.vault, here.audit_id)
    record_sent(here.vault, first.id, (ADDRESS,), b"copy")
    export_report(here.vault, Paper(), here.audit_id)
    with here.vault.reading() as tx:
        old, new = tx.reports.of(here.audit_id)
    assert (old.state, new.state) == (ExportState.SUPERSEDED, ExportState.MADE)
    assert old.pdf == first.pdf
    assert old.sendings[0].recipients == (ADDRESS,)
    assert (old.number, new.number) == (1, 2)


def test_what_is_typed_after_the_export_shows_as_no_longer_current(here: Room) -> None:
    exported(here)
    assert export_view(here.vault, here.audit_id).is_report_current
    here.event("They came back once more.")
    view = export_view(here.vault, here.audit_id)
    assert not view.is_report_current
    assert not view.is_confirmed
    assert view.report is not None


def rail(here: Room) -> dict[Step, tuple[StepStatus, str]]:
    groups = hub_view(here.vault, here.table_id).groups
    return {row.step: (row.status, row.detail) for row in groups[-1].steps}


def test_the_rail_shows_what_is_to_do_again_and_what_was_sent(here: Room) -> None:
    exported(here)
    done, open_, waiting = StepStatus.COMPLETED, StepStatus.NOT_STARTED, StepStatus.BLOCKED
    assert rail(here) == {Step.CHECK: (done, ""), Step.EXPORT: (done, ""), Step.SEND: (open_, "")}
    here.event("They came back once more.")
    assert rail(here) == {
        Step.CHECK: (StepStatus.IN_PROGRESS, "The text changed since"),
        Step.EXPORT: (waiting, "Once a second person confirms"),
        Step.SEND: (waiting, "Once the report is created again"),
    }
    record_sent(here.vault, report_pdf(here.vault, here.audit_id).id, (ADDRESS,), b"copy")
    assert rail(here)[Step.SEND] == (done, "Version 1 was sent; the text changed since")
    here.confirm()
    assert rail(here) == {
        Step.CHECK: (done, ""),
        Step.EXPORT: (StepStatus.IN_PROGRESS, "Version 1: the text changed since"),
        Step.SEND: (done, "Version 1 was sent; the text changed since"),
    }
    export_report(here.vault, Paper(), here.audit_id)
    assert rail(here)[Step.EXPORT] == (done, "")
    assert rail(here)[Step.SEND] == (open_, "Version 1 was sent, version 2 is not")
    record_sent(here.vault, report_pdf(here.vault, here.audit_id).id, (ADDRESS,), b"copy")
    assert rail(here)[Step.SEND] == (done, "")


def test_where_the_facilitator_stands_outdates_nothing(here: Room) -> None:
    exported(here)
    before = rail(here)
    keep_place(here.vault, here.audit_id, Bookmark(Page.STEP, round_table_id=here.table_id, step=Step.SEND))
    round_tables.go_to(here.vault, here.table_id, Step.SEND)
    assert rail(here) == before


def test_a_reopened_meeting_takes_the_audit_back_from_sent(here: Room) -> None:
    exported(here)
    record_sent(here.vault, report_pdf(here.vault, here.audit_id).id, (ADDRESS,), b"copy")
    round_tables.open_round_table(here.vault, here.table_id)
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.MEETING
