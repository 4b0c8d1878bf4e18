"""The open vault: transactions, reading, turns, threads."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable.actions import ports
from roundtable.domain.errors import (
    RecordMissing,
    RecordNotStorable,
    RecordUnreadable,
    TransactionOpen,
    TransactionOver,
    VaultLocked,
    VaultOnForbiddenThread,
    VaultReadOnly,
)
from roundtable.storage.vault_file import VaultFile

from .vaults import CANARY, PASSPHRASE, Clock, audit, case, fill, make, reopen


@pytest.fixture
def opened(tmp_path: Path):  # type: ignore[no-untyped-def]
    vault, _ = make(tmp_path / "B.roundtable")
    yield vault
    vault.close()


def test_it_is_a_vault_as_actions_expect(opened: VaultFile) -> None:
    as_port: ports.Vault = opened
    with as_port.transaction() as tx:
        tx.audits.put(audit())
        assert tx.now == Clock().now()
    assert not as_port.is_read_only


def test_what_was_put_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "B.roundtable"
    vault, _ = make(path)
    fill(vault, 3)
    vault.close()
    vault = reopen(path)
    with vault.reading() as tx:
        assert tx.audits.all() == (audit(),)
        assert tx.cases.of("audit1") == (case(1), case(2), case(3))
        assert tx.cases.of("audit2") == ()
        assert tx.cases.find("nowhere") is None
    vault.close()


def test_replacing_keeps_the_place_and_removing_gives_it_up(opened: VaultFile) -> None:
    fill(opened, 3)
    changed = replace(case(1), reference="changed")
    with opened.transaction() as tx:
        tx.cases.put(changed)
        tx.cases.remove("case2")
        tx.cases.put(case(4))
    with opened.reading() as tx:
        assert tx.cases.all() == (changed, case(3), case(4))
        with pytest.raises(RecordMissing) as missing:
            tx.cases.get("case2")
        assert missing.value.details == {"kind": "cases"}


def test_removing_what_is_not_there_says_so(opened: VaultFile) -> None:
    with pytest.raises(RecordMissing), opened.transaction() as tx:
        tx.cases.remove("case1")


def test_any_exception_rolls_everything_back(opened: VaultFile) -> None:
    fill(opened, 1)
    with pytest.raises(RuntimeError), opened.transaction() as tx:
        tx.audits.put(audit(2))
        tx.cases.remove("case1")
        raise RuntimeError
    with opened.reading() as tx:
        assert tx.audits.find("audit2") is None
        assert tx.cases.get("case1") == case(1)


def test_one_item_that_cannot_be_stored_takes_the_transaction_with_it(opened: VaultFile) -> None:
    with pytest.raises(RecordNotStorable), opened.transaction() as tx:
        tx.audits.put(audit())
        tx.cases.put(case(1, text="half \ud800"))
    with opened.reading() as tx:
        assert tx.audits.all() == ()


def test_putting_the_same_again_changes_nothing(opened: VaultFile) -> None:
    fill(opened, 1)
    before = opened.anchor()
    with opened.transaction() as tx:
        tx.cases.put(case(1))
    assert opened.anchor() == before


def test_a_transaction_sees_its_own_changes(opened: VaultFile) -> None:
    with opened.transaction() as tx:
        tx.cases.put(case(1))
        assert tx.cases.get("case1") == case(1)
        tx.cases.remove("case1")
        assert tx.cases.find("case1") is None


def test_reading_refuses_to_write(opened: VaultFile) -> None:
    fill(opened, 1)
    with opened.reading() as tx:
        for write in (lambda: tx.cases.put(case(9)), lambda: tx.cases.remove("case1"), lambda: tx.log("x")):
            with pytest.raises(VaultReadOnly):
                write()


def test_a_transaction_is_over_after_its_block(opened: VaultFile) -> None:
    with opened.transaction() as tx:
        rows = tx.cases
    with pytest.raises(TransactionOver):
        rows.all()
    with pytest.raises(TransactionOver):
        tx.log("late")
    with opened.reading() as reading:
        pass
    with pytest.raises(TransactionOver):
        reading.cases.all()


def test_one_inside_another_is_refused_and_not_waited_for(opened: VaultFile) -> None:
    with opened.transaction() as tx:
        with pytest.raises(TransactionOpen), opened.reading():
            pass
        tx.audits.put(audit())
    with opened.reading() as tx:
        assert tx.audits.all() == (audit(),)


def test_threads_take_turns_and_lose_nothing(opened: VaultFile) -> None:
    problems: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(10):
                with opened.transaction() as tx:
                    tx.cases.put(case(number * 100 + step))
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with opened.reading() as tx:
        assert len(tx.cases.all()) == 40
    assert opened.check().is_sound


def test_the_thread_of_the_window_is_refused_every_call(tmp_path: Path) -> None:
    vault, _ = make(tmp_path / "B.roundtable")
    refused: list[str] = []

    def as_the_window() -> None:
        vault.forbid_thread(threading.get_ident())
        calls = {
            "transaction": lambda: vault.transaction().__enter__(),
            "reading": lambda: vault.reading().__enter__(),
            "check": vault.check,
            "anchor": vault.anchor,
            "back_up": vault.back_up,
            "backups": vault.backups,
            "passphrase": lambda: vault.is_passphrase(PASSPHRASE),
            "close": vault.close,
        }
        for name, call in calls.items():
            try:
                call()
            except VaultOnForbiddenThread:
                refused.append(name)

    thread = threading.Thread(target=as_the_window)
    thread.start()
    thread.join()
    assert refused == [
        "transaction",
        "reading",
        "check",
        "anchor",
        "back_up",
        "backups",
        "passphrase",
        "close",
    ]
    vault.close()


def test_a_closed_vault_answers_that_it_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "B.roundtable"
    vault, _ = make(path)
    assert not vault.is_locked
    vault.close()
    vault.close()
    assert vault.is_locked
    for call in (vault.check, vault.anchor, vault.back_up):
        with pytest.raises(VaultLocked):
            call()
    with pytest.raises(VaultLocked), vault.transaction():
        pass
    assert vault._held.key.raw == bytes(32), "the key is wiped"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["B.roundtable", "B.roundtable-recovery"]


def test_a_stored_document_that_cannot_be_read_is_named_without_its_content(opened: VaultFile) -> None:
    fill(opened, 1)
    opened._held.connection.execute("UPDATE cases SET document = replace(document, 'ordinal', 'gone')")
    with opened.reading() as tx, pytest.raises(RecordUnreadable) as unreadable:
        tx.cases.get("case1")
    assert CANARY not in repr(unreadable.value.details)


def test_a_database_error_names_no_content(opened: VaultFile) -> None:
    fill(opened, 1)
    opened._held.connection.execute("DROP TABLE cases")
    with pytest.raises(Exception) as failed, opened.transaction() as tx:
        tx.cases.put(case(2))
    shown = f"{failed.value!r}{failed.value.__cause__!r}{getattr(failed.value, 'details', '')}"
    assert CANARY not in shown
    assert "INSERT" not in shown


def test_fresh_ids_differ_and_carry_no_meaning(opened: VaultFile) -> None:
    with opened.reading() as tx:
        ids = {tx.fresh_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(set(each) <= set("0123456789abcdef") for each in ids)


def test_whether_a_passphrase_is_the_right_one(opened: VaultFile) -> None:
    assert opened.is_passphrase(PASSPHRASE)
    assert not opened.is_passphrase(PASSPHRASE + "x")
