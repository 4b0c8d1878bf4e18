"""A real vault held against the anchor that a real PDF prints: what the file alone cannot show, is seen."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from roundtable.domain.anchor_check import Standing, verdict_on
from roundtable.domain.keeping_errors import AnchorMissing, AnchorsDiffer, PaperLocked, PaperUnreadable
from roundtable.domain.report import Anchor
from roundtable.export.writer import Paper
from roundtable.storage import trail
from roundtable.storage.ledger import Ledger, version_of
from roundtable.storage.restoring import restore
from roundtable.storage.vault_file import VaultFile
from tests.export.sample_report import sample_report

from .vaults import CHEAP, PASSPHRASE, WHO, Clock, case, fill, make, reopen

PAPER = Paper()


def report_of(opened: VaultFile) -> bytes:
    """A report as it would leave now."""
    return PAPER.report(replace(sample_report(), anchor=opened.anchor()))


def more(opened: VaultFile, first: int, count: int) -> None:
    for number in range(first, first + count):
        with opened.transaction() as tx:
            tx.cases.put(case(number))
            tx.log("case.added", f"case{number}")


def standing(opened: VaultFile, pdf: bytes, passphrase: str = "") -> Standing:
    assert opened.check().is_sound, "the file alone looks well"
    return opened.standing(PAPER.printed_anchor(pdf, passphrase))


def test_the_file_a_report_was_made_from_contains_it_and_goes_on_doing_so(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    fill(opened, 2)
    pdf = report_of(opened)
    assert PAPER.printed_anchor(pdf) == opened.anchor()
    assert standing(opened, pdf) is Standing.CONTAINS
    more(opened, 3, 4)
    assert standing(opened, pdf) is Standing.CONTAINS
    opened.change_passphrase(PASSPHRASE, "pewter-canyon-almond-sketch-ribbon")
    assert standing(opened, pdf) is Standing.CONTAINS, "another key, the same trail"
    opened.close()


def test_the_encrypted_copy_that_was_sent_does_as_well(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    fill(opened, 1)
    secret = PAPER.encrypted_copy(report_of(opened), "heron-copper-violin")
    with pytest.raises(PaperLocked):
        PAPER.printed_anchor(secret)
    with pytest.raises(PaperLocked):
        PAPER.printed_anchor(secret, "heron-copper-violet")
    assert standing(opened, secret, "heron-copper-violin") is Standing.CONTAINS
    opened.close()


def test_an_older_file_put_in_its_place_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "B.roundtable"
    opened, _ = make(path)
    fill(opened, 1)
    opened.close()
    old = path.read_bytes()
    opened = reopen(path)
    more(opened, 2, 3)
    pdf = report_of(opened)
    opened.close()
    path.write_bytes(old)
    opened = reopen(path)
    assert standing(opened, pdf) is Standing.SHORTENED
    more(opened, 2, 9)  # and worked on, until it is as long as the other was
    assert standing(opened, pdf) is Standing.DIFFERENT
    opened.close()


def test_a_tail_that_was_cut_off_with_its_records_is_seen(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    fill(opened, 1)
    before = opened.anchor().count
    more(opened, 2, 1)
    pdf = report_of(opened)
    sql = opened._held.connection
    sql.execute("DELETE FROM trail WHERE seq > ?", (before,))
    sql.execute("DELETE FROM cases WHERE id = 'case2'")
    assert standing(opened, pdf) is Standing.SHORTENED
    opened.close()


def test_an_insider_who_holds_the_key_and_writes_the_tail_again_is_seen(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    fill(opened, 2)
    pdf = report_of(opened)
    held = opened._held
    last = opened.anchor().count
    held.connection.execute("DELETE FROM trail WHERE seq = ?", (last,))
    forged = b'{"forged":1}'
    with held.engine.begin() as connection:
        document = connection.exec_driver_sql("SELECT document FROM cases WHERE id = 'case2'").scalar_one()
        forged = document.replace(b"Zephyrine", b"Someone el")
        connection.exec_driver_sql("UPDATE cases SET document = ? WHERE id = 'case2'", (forged,))
        Ledger(connection, held.identity).append(
            "case.added", ("case2",), (version_of("cases", "case2", forged),), opened._stamp()
        )
    assert standing(opened, pdf) is Standing.DIFFERENT
    opened.close()


def test_a_backup_that_was_opened_by_the_book_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "B.roundtable"
    clock = Clock()
    opened, _ = make(path, clock)
    fill(opened, 1)
    backup = opened.back_up().path
    clock.forward(minutes=2)
    more(opened, 2, 3)
    pdf = report_of(opened)
    opened.close()
    opened = restore(path, backup, PASSPHRASE, who=WHO, clock=clock, sets=CHEAP)
    paper = PAPER.printed_anchor(pdf)
    assert standing(opened, pdf) is Standing.RESTORED
    told = verdict_on(Standing.RESTORED, paper, opened.anchor())
    assert told.is_good
    assert told.needs_a_look
    opened.close()


def test_another_vaults_report_is_told_from_a_tampered_one(tmp_path: Path) -> None:
    one, _ = make(tmp_path / "A.roundtable")
    two, _ = make(tmp_path / "B.roundtable")
    fill(one, 1)
    fill(two, 1)
    assert standing(one, report_of(two)) is Standing.OTHER_VAULT
    one.close()
    two.close()


def test_a_copy_of_the_file_that_went_another_way_is_seen(tmp_path: Path) -> None:
    path, copy = tmp_path / "B.roundtable", tmp_path / "Copy.roundtable"
    opened, _ = make(path)
    fill(opened, 1)
    opened.close()
    shutil.copyfile(path, copy)
    shutil.copyfile(f"{path}-recovery", f"{copy}-recovery")
    one, two = reopen(path), reopen(copy)
    more(one, 2, 2)
    more(two, 5, 6)
    assert standing(two, report_of(one)) is Standing.DIFFERENT
    one.close()
    two.close()


# --- The paper


def test_every_standing_has_words_and_only_two_are_good() -> None:
    own, paper = Anchor("a" * 64, 9, "f" * 32), Anchor("b" * 64, 8, "f" * 32)
    told = {each: verdict_on(each, paper, own) for each in Standing}
    assert {each for each in Standing if told[each].is_good} == {Standing.CONTAINS, Standing.RESTORED}
    assert len({each.title for each in told.values()}) == len(Standing)
    assert told[Standing.CONTAINS].advice.endswith("one came after it.")


def test_a_page_of_another_report_put_in_between_is_seen(tmp_path: Path) -> None:
    heads = [Anchor(letter * 64, 5, "1" * 32) for letter in "ab"]
    paths = [tmp_path / f"{n}.pdf" for n in range(2)]
    for path, head in zip(paths, heads, strict=True):
        path.write_bytes(PAPER.report(replace(sample_report(), anchor=head)))
    with pikepdf.open(paths[0]) as one, pikepdf.open(paths[1]) as two:
        one.pages.insert(1, two.pages[1])
        one.save(tmp_path / "mixed.pdf")
    with pytest.raises(AnchorsDiffer):
        PAPER.printed_anchor((tmp_path / "mixed.pdf").read_bytes())


@pytest.mark.parametrize("data", [b"", b"no paper", b"%PDF-1.7\nbroken", b"PK\x03\x04" + bytes(400)])
def test_what_is_no_paper_is_named(data: bytes) -> None:
    with pytest.raises(PaperUnreadable):
        PAPER.printed_anchor(data)


def test_a_paper_without_an_anchor_is_named(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "blank.pdf")
    with pytest.raises(AnchorMissing):
        PAPER.printed_anchor((tmp_path / "blank.pdf").read_bytes())


def test_a_printed_head_is_the_form_that_the_trail_gives(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    anchor = opened.anchor()
    assert len(anchor.head) == len(trail.GENESIS)
    assert PAPER.printed_anchor(report_of(opened)) == anchor
    opened.close()
