"""What leaves by e-mail: searched again before it goes, an address outside is told, sending is recorded."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from roundtable.actions import anonymisation, round_tables
from roundtable.actions.audits import AuditDetails, audit_view, edit_audit
from roundtable.actions.board import board_view
from roundtable.actions.delivery import outside_words, prepare_delivery, record_sent, send_view
from roundtable.actions.report import export_report, export_view, report_pdf
from roundtable.domain.audit import AuditStatus
from roundtable.domain.board import Recipient
from roundtable.domain.errors import GateHit, RecipientMissing, ReportMissing
from roundtable.domain.report_work import Choice, ExportState
from roundtable.export.writer import Paper
from tests.actions.rooms import Room

ADDRESS = "sub.group@example.org"


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
        prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS)


def test_a_registered_name_in_the_recipient_or_the_marking_stops_the_draft(here: Room) -> None:
    exported(here)
    with_recipient(here, Recipient("Friends of Amelia Thornton", ADDRESS))
    with pytest.raises(GateHit) as raised:
        prepare_delivery(here.vault, Paper(), here.audit_id)
    assert "Amelia" not in repr(raised.value.details)


def test_a_registered_name_in_the_address_stops_the_draft(here: Room) -> None:
    exported(here)
    with pytest.raises(GateHit):
        prepare_delivery(here.vault, Paper(), here.audit_id, "amelia.thornton@example.org")


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


def test_a_reopened_meeting_takes_the_audit_back_from_sent(here: Room) -> None:
    exported(here)
    record_sent(here.vault, report_pdf(here.vault, here.audit_id).id, (ADDRESS,), b"copy")
    round_tables.open_round_table(here.vault, here.table_id)
    assert audit_view(here.vault, here.audit_id).audit.status is AuditStatus.MEETING
