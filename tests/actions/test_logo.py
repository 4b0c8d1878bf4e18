"""The Board's logo from a file to the report that is sent."""

from __future__ import annotations

import io

import pikepdf
import pytest

from roundtable.actions.board import board_view, choose_logo, remove_logo, restore_logo
from roundtable.actions.delivery import prepare_delivery
from roundtable.actions.report import export_view, report_pdf
from roundtable.actions.signoff_record import sign_off_record
from roundtable.actions.urgent_concerns import concern_slip, raise_concern
from roundtable.domain.ids import ConcernId
from roundtable.domain.logo import LogoUnreadable
from roundtable.export.writer import Paper
from tests.actions.rooms import Room
from tests.actions.test_delivery import ADDRESS, exported
from tests.export.test_logo import picture


def test_it_is_kept_printed_searched_and_sent(here: Room) -> None:
    choose_logo(here.vault, Paper(), picture((1200, 400)))
    exported(here)
    report = report_pdf(here.vault, here.audit_id)
    assert len(report.pictures) == 1 and b"/Image" in report.pdf
    # Another computer's gate has not seen it being made.
    assert prepare_delivery(here.vault, Paper(), here.audit_id, ADDRESS).report_sha256 == report.sha256
    # What stands on the paper has changed, so the confirmed text is not what would be made now.
    remove_logo(here.vault)
    assert not export_view(here.vault, here.audit_id).is_report_current


def test_the_sign_off_record_and_the_slip_carry_it_too(here: Room) -> None:
    def pictures_of(pdf: bytes) -> int:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return sum(len(sheet.get_images()) for sheet in opened.pages)

    here.open()
    made = raise_concern(here.vault, here.table_id, who="Amelia", what="Bruises were seen today.")
    concern = ConcernId(made.made)
    for expected in (0, 1):
        slip = concern_slip(here.vault, Paper(), here.table_id, concern)
        record = sign_off_record(here.vault, Paper(), here.table_id)
        assert (pictures_of(slip), pictures_of(record)) == (expected, expected)
        choose_logo(here.vault, Paper(), picture((1200, 400)))


def test_it_is_taken_away_and_brought_back(here: Room) -> None:
    choose_logo(here.vault, Paper(), picture((300, 200)))
    board = board_view(here.vault)
    assert board and board.logo
    remove_logo(here.vault)
    without = board_view(here.vault)
    assert without and without.logo is None
    restore_logo(here.vault, board.logo)
    assert board_view(here.vault) == board


def test_what_is_no_picture_changes_nothing(here: Room) -> None:
    before = board_view(here.vault)
    with pytest.raises(LogoUnreadable):
        choose_logo(here.vault, Paper(), b"not a picture")
    assert board_view(here.vault) == before
