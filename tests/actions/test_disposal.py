"""What is destroyed is in no byte of the new file nor of the program's copies; what stays can still be used."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pypdfium2
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.actions import demonstration, disposal, recall, report_edits
from roundtable.actions.audits import AuditDetails, prepare_audit
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.actions.drafts import keep_draft
from roundtable.actions.home import home_view
from roundtable.actions.ports import Transaction
from roundtable.actions.registers import add_case, describe_case
from roundtable.actions.report import report_pdf
from roundtable.actions.signoff_record import sign_off_record
from roundtable.domain.anchor_check import Standing
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import BackupFailed, DiskFull, TooManyTries, WrongPassphrase
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.keeping_errors import (
    HoldReasonMissing,
    KeepingOutOfRange,
    MeetingNotOver,
    NothingToDestroy,
    OnLegalHold,
    RetentionNotOver,
)
from roundtable.domain.report_edits import case_comment, case_source
from roundtable.domain.retention import RecordClass, Retention, months_later
from roundtable.domain.round_table import MeetingState
from roundtable.domain.withdrawal import WithdrawalReason
from roundtable.domain.wording import day_words
from roundtable.export.writer import Paper
from roundtable.storage import backup, engine, restoring
from roundtable.storage.disposal import older_copies
from roundtable.storage.keys import VaultKey
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults
from tests.storage.vaults import CHEAP, PASSPHRASE, WHO, Clock

PAPER = Paper()
PAPERS, CONCERNS = RecordClass.WORKING_PAPERS, RecordClass.CONCERNS
BOTH = (PAPERS, CONCERNS)
MET_AT = datetime.combine(demonstration_script().meeting.held_on, time(9, 30)).astimezone()


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's whole meeting, its report and record, in a real file with a backup."""
    folder = tmp_path_factory.mktemp("disposal")
    clock = Clock(MET_AT)
    made, _ = vaults.make(folder / "Board.roundtable", clock)

    def advance(by: timedelta) -> None:
        clock.at += by

    demonstration.replay(made, PAPER, demonstration_pack(), demonstration_script(), lambda _: None, advance)
    made.close()
    return folder


class Desk:
    """The open file, four months after the report."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock(MET_AT + timedelta(days=125))
        self.path = folder / "Board.roundtable"
        self.vault = vaults.reopen(self.path, clock=self.clock)
        self.audit_id = AuditId(home_view(self.vault).audits[0].id)
        self.canaries = canaries_of(self.vault)
        with self.vault.reading() as tx:
            self.table_id = tx.round_tables.of(self.audit_id)[0].id

    def destroy(self, *classes: RecordClass) -> None:
        disposal.destroy_records(self.vault, self.audit_id, classes, PASSPHRASE)

    def view(self) -> disposal.RetentionView:
        return disposal.retention_view(self.vault, self.audit_id)

    def concerns_go_too(self) -> None:
        disposal.set_keeping(self.vault, self.audit_id, CONCERNS, 1)


@pytest.fixture
def desk(replayed: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "desk"
    shutil.copytree(replayed, folder)
    made = Desk(folder)
    yield made
    made.vault.close()


def canaries_of(vault: VaultFile) -> tuple[bytes, ...]:
    """Who is in the registers but not at the table, and what was written and said about them."""
    script = demonstration_script()
    table = " ".join(a.name for a in script.attendees) + script.meeting.facilitator
    with vault.reading() as tx:
        cases = tx.cases.all()
        walks = [walk for each in tx.round_tables.all() for walk in tx.walkthroughs.of(each.id)]
    found: list[str] = []
    for case in cases:
        found += [n for p in case.register.people for n in (p.name, *p.aliases) if n not in table]
        found += [i.value for i in case.register.identifiers]
        found += [event.text[:40] for event in case.events]
        found += [answer.text[:40] for each in case.returns for answer in each.answers]
        found.append(case.background[:40])
    found += [note.text[:40] for walk in walks for note in walk.lived_experience]
    return tuple({text.encode() for text in found if len(text) > 7 and not set(text) & set('"\\\n')})


def pages(path: Path, key: VaultKey) -> bytes:
    """Every page of a file decrypted one by one, used or free: SQLCipher 4, AES-256-CBC, 80 bytes reserved."""
    data, out = path.read_bytes(), bytearray()
    for number, start in enumerate(range(0, len(data), 4096)):
        page = data[start : start + 4096]
        body, iv = page[16 if number == 0 else 0 : 4016], page[4016:4032]
        decryptor = Cipher(algorithms.AES(key.raw), modes.CBC(iv)).decryptor()
        out += decryptor.update(body) + decryptor.finalize()
    return bytes(out)


def found_in(path: Path, vault: VaultFile, canaries: tuple[bytes, ...]) -> list[bytes]:
    plain = pages(path, vault._held.key)
    return [each for each in canaries if each in plain]


# --- what goes


def test_before_it_the_file_holds_what_the_search_looks_for(desk: Desk) -> None:
    assert len(found_in(desk.path, desk.vault, desk.canaries)) > len(desk.canaries) * 0.9
    assert len(desk.canaries) > 60


def test_nothing_of_the_cases_is_in_any_page_of_the_file_or_of_its_copies(desk: Desk) -> None:
    replaced = desk.path.with_name("Board replaced 2026-01-01 000000.roundtable")
    shutil.copyfile(desk.path, replaced)
    desk.vault.back_up()
    older = older_copies(desk.path, desk.path)
    assert len(older) >= 2
    desk.concerns_go_too()
    desk.destroy(*BOTH)
    assert found_in(desk.path, desk.vault, desk.canaries) == []
    assert not any(each.exists() for each in older)
    assert not replaced.exists()
    copies = backup.all_of(desk.path)
    assert len(copies) == 1
    assert found_in(copies[0].path, desk.vault, desk.canaries) == []
    names = {each.name for each in desk.path.parent.rglob("*")}
    assert not {n for n in names if n.endswith((".new", ".part", "-journal"))} - {"Board.roundtable-journal"}
    assert desk.vault.check().is_sound


def test_edits_with_what_they_were_written_for_and_every_step_back_go_too(desk: Desk) -> None:
    with desk.vault.reading() as tx:
        case_id = tx.cases.of(desk.audit_id)[0].id
    source = case_source(case_id, "background")
    for words in ("Kestrelcanary stood here.", "Ospreycanary stands here."):
        desk.clock.forward(minutes=5)
        report_edits.edit_text(desk.vault, desk.audit_id, source, words, "Harriercanary was generated.")
    report_edits.edit_text(desk.vault, desk.audit_id, case_comment(case_id), "Merlincanary says so.", "")
    report_edits.undo_edit(desk.vault, desk.audit_id)
    told = (b"Kestrelcanary", b"Ospreycanary", b"Harriercanary")
    assert found_in(desk.path, desk.vault, told) == list(told), "they are there before"
    desk.destroy(PAPERS)
    assert found_in(desk.path, desk.vault, (*told, b"Merlincanary", b"kestrelcanary", b"ospreycanary")) == []


def test_who_a_withdrawn_report_went_to_goes_with_the_report(desk: Desk) -> None:
    report = report_pdf(desk.vault, desk.audit_id)
    recall.record_also_received(desk.vault, report.id, "peregrine.canary@example.org")
    recall.withdraw_report(desk.vault, report.id, WithdrawalReason.WRONG_RECIPIENT)
    recall.record_deleted(desk.vault, report.id, "peregrine.canary@example.org", is_deleted=True)
    assert found_in(desk.path, desk.vault, (b"peregrine.canary",))
    desk.destroy(PAPERS)
    desk.clock.forward(days=365 * 11)
    desk.destroy(CONCERNS, RecordClass.SIGNATURES, RecordClass.REPORT)
    assert found_in(desk.path, desk.vault, (b"peregrine.canary",)) == []


def test_the_old_key_opens_nothing_any_more_and_the_recovery_code_still_does(desk: Desk) -> None:
    old = desk.vault._held.key.copy()
    desk.concerns_go_too()
    desk.destroy(*BOTH)
    desk.vault.close()
    with pytest.raises(engine.KeyDoesNotFit):
        engine.connect(desk.path, old, "ro")
    desk.vault = vaults.reopen(desk.path, clock=desk.clock)
    assert desk.view().destroyed[0].classes == BOTH


def test_the_program_s_backup_afterwards_can_be_opened(desk: Desk) -> None:
    desk.destroy(PAPERS)
    (copy,) = backup.all_of(desk.path)
    desk.vault.close()
    desk.vault = restoring.restore(desk.path, copy.path, PASSPHRASE, who=WHO, clock=desk.clock, sets=CHEAP)
    assert desk.view().classes[0].items == ()


# --- what stays


def test_report_actions_record_and_other_audits_stay(desk: Desk) -> None:
    other = AuditId(prepare_audit(desk.vault, AuditDetails(title="Exploitation")).made)
    case_id = CaseId(add_case(desk.vault, other).made)
    describe_case(desk.vault, case_id, reference="x-1", background="Another family.", proceedings=())
    keep_draft(desk.vault, DraftPlace("event", "", case_id), {"text": "half a sentence"})
    before = report_pdf(desk.vault, desk.audit_id)
    with desk.vault.reading() as tx:
        actions = tx.actions.of(desk.audit_id)
        signed = tx.round_tables.get(desk.table_id).sheet.sign_offs
    desk.destroy(PAPERS)
    assert report_pdf(desk.vault, desk.audit_id).pdf == before.pdf
    with desk.vault.reading() as tx:
        kept = tx.actions.of(desk.audit_id)
        assert [a.due_on for a in kept] == [a.due_on for a in actions]
        assert all(a.what for a in kept)
        assert [s.signature for s in tx.round_tables.get(desk.table_id).sheet.sign_offs] == [
            s.signature for s in signed
        ]
        assert tx.round_tables.get(desk.table_id).concerns, "they have a time of their own"
        assert tx.cases.get(case_id).background == "Another family."
        assert [d.case_id for d in tx.drafts.all()] == [case_id]
    record = sign_off_record(desk.vault, PAPER, desk.table_id)
    assert demonstration_script().attendees[0].name in words(record)


def test_a_report_that_left_before_still_fits_the_file(desk: Desk) -> None:
    pdf = report_pdf(desk.vault, desk.audit_id).pdf
    desk.destroy(PAPERS)
    assert desk.vault.standing(PAPER.printed_anchor(pdf)) is Standing.CONTAINS


def test_the_trail_names_it_and_holds_no_word_of_a_case(desk: Desk) -> None:
    desk.destroy(PAPERS)
    with desk.vault.reading() as tx:
        events = [line.event for line in tx.trail(4)]
    assert "records.destroyed" in events
    assert "copies.deleted" in events


def test_everything_goes_in_its_own_time(desk: Desk) -> None:
    desk.destroy(PAPERS)
    desk.clock.forward(days=365 * 11)
    desk.destroy(CONCERNS, RecordClass.SIGNATURES, RecordClass.REPORT)
    plain = pages(desk.path, desk.vault._held.key)
    for attendee in demonstration_script().attendees[2:]:
        assert attendee.name.encode() not in plain or attendee.name in board_words(desk)
    assert b"%PDF" not in plain
    assert all(not each.items for each in desk.view().classes)
    with pytest.raises(NothingToDestroy):
        desk.destroy(RecordClass.REPORT)


def board_words(desk: Desk) -> str:
    """The Board's own list of representatives, and whoever did something by the trail, stay."""
    with desk.vault.reading() as tx:
        return str(tx.boards.all()) + " ".join(line.who for line in tx.trail())


def test_an_audit_without_a_report_keeps_nothing_that_could_hold_a_name(tmp_path: Path) -> None:
    clock = Clock(MET_AT)
    vault, _ = vaults.make(tmp_path / "B.roundtable", clock)
    audit_id = demonstration.prepare(vault, demonstration_pack(), demonstration_script())
    canaries = canaries_of(vault)
    assert len(canaries) > 60
    clock.forward(days=300)
    with pytest.raises(RetentionNotOver):
        disposal.destroy_records(vault, audit_id, (PAPERS,), PASSPHRASE)
    clock.forward(days=70)
    disposal.destroy_records(vault, audit_id, (PAPERS,), PASSPHRASE)
    assert found_in(tmp_path / "B.roundtable", vault, canaries) == []
    vault.close()


# --- what stops it: nothing is changed then


@pytest.fixture
def unchanged(desk: Desk) -> Iterator[Desk]:
    size = len(desk.canaries)
    before = len(found_in(desk.path, desk.vault, desk.canaries))
    yield desk
    assert len(found_in(desk.path, desk.vault, desk.canaries)) == before > size * 0.9
    assert desk.vault.check().is_sound


def test_a_legal_hold_stops_everything_until_it_is_lifted(unchanged: Desk) -> None:
    with pytest.raises(HoldReasonMissing):
        disposal.hold_audit(unchanged.vault, unchanged.audit_id, "  ")
    disposal.hold_audit(unchanged.vault, unchanged.audit_id, "Inquest")
    assert unchanged.view().due == ()
    with pytest.raises(OnLegalHold):
        unchanged.destroy(PAPERS)
    disposal.lift_hold(unchanged.vault, unchanged.audit_id)
    assert [each.record_class for each in unchanged.view().due] == [PAPERS]


def test_too_early_wrong_passphrase_and_nothing_chosen(unchanged: Desk) -> None:
    with pytest.raises(RetentionNotOver):
        unchanged.destroy(RecordClass.SIGNATURES)
    with pytest.raises(NothingToDestroy):
        unchanged.destroy()
    with pytest.raises(WrongPassphrase):
        disposal.destroy_records(unchanged.vault, unchanged.audit_id, (PAPERS,), "another one altogether")
    with pytest.raises(TooManyTries):
        unchanged.destroy(PAPERS)
    unchanged.clock.forward(minutes=2)  # a wrong passphrase makes the next try wait
    disposal.set_keeping(unchanged.vault, unchanged.audit_id, PAPERS, 12)
    with pytest.raises(RetentionNotOver):
        unchanged.destroy(PAPERS)
    for months in (0, 13):
        with pytest.raises(KeepingOutOfRange):
            disposal.set_keeping(unchanged.vault, unchanged.audit_id, PAPERS, months)


def test_a_meeting_that_goes_on_stops_it(unchanged: Desk) -> None:
    with unchanged.vault.transaction() as tx:
        table = tx.round_tables.get(unchanged.table_id)
        tx.round_tables.put(replace(table, state=MeetingState.PAUSED))
    with pytest.raises(MeetingNotOver):
        unchanged.destroy(PAPERS)


@pytest.mark.parametrize("call", ["copy_encrypted", "connect"])
def test_a_drive_that_is_full_anywhere_leaves_the_old_file(
    unchanged: Desk, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    real: Callable[..., object] = getattr(engine, call)
    for allowed in range(2):
        used = []

        def full(
            *arguments: object, used: list[int] = used, allowed: int = allowed, **named: object
        ) -> object:
            used.append(1)
            if len(used) == allowed + 1:
                raise DiskFull()
            return real(*arguments, **named)

        monkeypatch.setattr(engine, call, full)
        with pytest.raises(DiskFull):
            unchanged.destroy(PAPERS)
        monkeypatch.undo()
        with unchanged.vault.reading() as tx:
            assert tx.walkthroughs.of(unchanged.table_id)


def test_copies_that_could_not_be_deleted_wait_and_are_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.vault.back_up()
    monkeypatch.setattr(VaultFile, "delete_older_copies", _no_room)
    with pytest.raises(BackupFailed):
        desk.destroy(PAPERS)
    monkeypatch.undo()
    assert desk.view().copies_wait
    assert "still hold these records" in words(certificate(desk))
    disposal.clear_copies(desk.vault, desk.audit_id)
    assert not desk.view().copies_wait


def _no_room(_vault: VaultFile) -> tuple[int, tuple[str, ...]]:
    raise BackupFailed(reason="content")


def test_a_copy_that_the_system_keeps_is_named_on_the_certificate(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = desk.vault.back_up().path
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path == kept:
            raise PermissionError
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    desk.destroy(PAPERS)
    monkeypatch.undo()
    assert kept.name in words(certificate(desk))


def test_copies_in_the_second_place_go_and_the_certificate_says_so(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.vault.second.choose(stick)
    desk.vault.back_up()
    desk.vault.second.settle(20)
    old = {copy.path: copy.path.read_bytes() for copy in desk.vault.second.copies()}
    assert old
    desk.destroy(PAPERS)
    told = words(certificate(desk))
    assert "In the second place:" in told and "second place for backups was not there" not in told
    (copy,) = desk.vault.second.copies()
    assert old.get(copy.path) != copy.path.read_bytes()


def test_a_second_place_that_could_not_be_reached_is_on_the_certificate(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.vault.second.choose(stick)
    stick.rename(tmp_path / "pocket")
    desk.destroy(PAPERS)
    told = words(certificate(desk))
    assert "The second place for backups could not be reached." in told
    assert "its copies still hold these records" in told


# --- the certificate


def certificate(desk: Desk) -> bytes:
    return disposal.destruction_certificate(desk.vault, PAPER, desk.audit_id)


def words(pdf: bytes) -> str:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())


def test_the_certificate_counts_what_went_what_stays_and_what_is_out_of_reach(desk: Desk) -> None:
    with pytest.raises(NothingToDestroy):
        certificate(desk)
    preview = {item.what: item.count for item in desk.view().classes[0].items}
    desk.destroy(PAPERS)
    told = words(certificate(desk))
    assert preview["cases"] == 4
    for what, count in preview.items():
        assert f"{what[0].upper()}{what[1:]} {count}" in told
    until = months_later(MET_AT.date(), 72)
    assert f"Signatures and attendance {day_words(until)}" in told
    assert "What could not be reached" in told
    assert not [each for each in desk.canaries if each.decode() in told]
    assert desk.vault.standing(PAPER.printed_anchor(certificate(desk))) is Standing.CONTAINS


# --- the rules


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(1, 1200))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_without_a_report_working_papers_are_kept_the_longest_time_from_the_audit_s_day() -> None:
    assert Retention().due_on(PAPERS, None, date(2026, 1, 31)) == date(2027, 1, 31)
    assert Retention().due_on(PAPERS, date(2026, 11, 30), date(2026, 1, 1)) == date(2027, 2, 28)


def test_what_is_stored_comes_back(desk: Desk) -> None:
    disposal.set_keeping(desk.vault, desk.audit_id, PAPERS, 2)
    disposal.hold_audit(desk.vault, desk.audit_id, "Inquest")

    def retention(tx: Transaction) -> Retention:
        return tx.audits.get(desk.audit_id).retention

    with desk.vault.reading() as tx:
        assert retention(tx).months_of(PAPERS) == 2
        held = retention(tx).hold
    assert held is not None
    assert (held.reason, held.by, held.at) == ("Inquest", WHO, desk.clock.now())
