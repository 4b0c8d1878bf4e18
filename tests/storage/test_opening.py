"""Every way in which a vault does not open has its own name, and leaves everything as it was."""

from __future__ import annotations

import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from roundtable.domain.errors import (
    PassphraseOrDamage,
    PassphraseTooWeak,
    RoundtableError,
    TooManyTries,
    VaultAlreadyThere,
    VaultDamaged,
    VaultEmptyFile,
    VaultForeign,
    VaultMissing,
    VaultNewer,
    VaultNotEncrypted,
    VaultNotPermitted,
    VaultOpenElsewhere,
    VaultReadOnly,
    WrongPassphrase,
)
from roundtable.storage import backup, engine, keys, lockfile, recovery, tables, vault

from .vaults import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, WHO, Clock, case, fill, make, reopen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed vault with three cases and no backup."""
    path = tmp_path / "Board.roundtable"
    opened, _ = make(path)
    fill(opened, 3)
    opened._changed_since = None
    opened.close()
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        reopen(tmp_path / "typo.roundtable")
    assert names(tmp_path) == []


def test_a_folder_is_not_a_vault(tmp_path: Path) -> None:
    (tmp_path / "x.roundtable").mkdir()
    with pytest.raises(VaultForeign):
        reopen(tmp_path / "x.roundtable")


def test_an_empty_file_is_refused_and_stays_empty(tmp_path: Path) -> None:
    """SQLCipher itself would open it, empty, with any key."""
    path = tmp_path / "x.roundtable"
    path.touch()
    with pytest.raises(VaultEmptyFile):
        reopen(path)
    assert path.stat().st_size == 0
    assert names(tmp_path) == ["x.roundtable"]


def test_a_plain_database_is_refused_and_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "x.roundtable"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(VaultNotEncrypted):
        reopen(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 " * 2000, bytes(9000), random.Random(3).randbytes(9000), b"\xfa" * 9000],
    ids=["pdf", "zeros", "noise", "ours at first sight"],
)
def test_another_programs_file_is_no_vault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.roundtable"
    path.write_bytes(content)
    with pytest.raises((VaultForeign, PassphraseOrDamage)):
        reopen(path)
    assert path.read_bytes() == content


def test_a_sqlcipher_database_of_another_program_is_no_vault(tmp_path: Path) -> None:
    path = tmp_path / "x.roundtable"
    key = keys.derive(PASSPHRASE, keys.new_salt(250), CHEAP)
    other = sqlcipher.connect(str(path))
    other.execute(f"PRAGMA key = {key.pragma}")
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    with pytest.raises(VaultForeign):
        reopen(path)


def test_a_vault_without_its_identity_row_is_refused(path: Path) -> None:
    opened = reopen(path)
    opened._held.connection.execute("DELETE FROM identity")
    opened.close()
    with pytest.raises(VaultForeign):
        reopen(path)


def test_a_newer_vault_is_left_alone(path: Path) -> None:
    opened = reopen(path)
    opened._held.connection.execute("PRAGMA user_version = 99")
    opened.close()
    before = path.read_bytes()
    with pytest.raises(VaultNewer) as newer:
        reopen(path)
    assert newer.value.details == {"found": 99, "known": tables.SCHEMA}
    assert path.read_bytes() == before


def test_the_wrong_passphrase_is_called_that_and_makes_the_next_try_wait(path: Path) -> None:
    clock = Clock()
    for wait in (1, 2, 4):
        with pytest.raises(WrongPassphrase) as wrong:
            reopen(path, OTHER_PASSPHRASE, clock)
        assert wrong.value.details == {"wait": wait}
        with pytest.raises(TooManyTries) as waiting:
            reopen(path, PASSPHRASE, clock)
        assert waiting.value.details == {"wait": wait}
        clock.forward(seconds=wait)
    opened = reopen(path, PASSPHRASE, clock)
    with opened.reading() as tx:
        assert tx.trail(1)[0].ids == ("tries:3",), "the trail says that somebody tried"
    opened.close()
    reopen(path, PASSPHRASE, clock).close()


@pytest.mark.parametrize("length", [1, 15, 16, 100, 4095, 4096, 8191])
def test_a_file_cut_short_is_called_damaged(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(VaultDamaged):
        reopen(path)


def test_a_file_cut_anywhere_never_opens(path: Path) -> None:
    whole = path.read_bytes()
    size = len(whole)
    for length in (8192, 8193, size // 2, size - 4096, size - 1, size - 100):
        path.write_bytes(whole[:length])
        with pytest.raises(VaultDamaged):
            reopen(path)
    path.write_bytes(whole + bytes(4096))
    with pytest.raises(VaultDamaged):
        reopen(path)
    path.write_bytes(whole)
    reopen(path).close()


def test_damage_with_the_right_passphrase_names_the_good_backup(path: Path) -> None:
    opened = reopen(path)
    made = opened.back_up()
    opened.close()
    whole = bytearray(path.read_bytes())
    for place in (3, 17, 2000, 4096 * 3 + 5):
        bad = bytearray(whole)
        bad[place] ^= 8
        path.write_bytes(bad)
        with pytest.raises(VaultDamaged) as damaged:
            reopen(path)
        assert damaged.value.details == {"backup": made.path.name}


def test_damage_and_a_wrong_passphrase_is_called_a_wrong_passphrase(path: Path) -> None:
    bad = bytearray(path.read_bytes())
    bad[2000] ^= 8
    path.write_bytes(bad)
    with pytest.raises(WrongPassphrase):
        reopen(path, OTHER_PASSPHRASE)


def test_without_recovery_file_the_last_backup_tells_damage_from_a_wrong_passphrase(path: Path) -> None:
    opened = reopen(path)
    made = opened.back_up()
    opened.close()
    recovery.recovery_path(path).unlink()
    bad = bytearray(path.read_bytes())
    bad[2000] ^= 8
    path.write_bytes(bad)
    with pytest.raises(VaultDamaged) as damaged:
        reopen(path)
    assert damaged.value.details == {"backup": made.path.name}
    clock = Clock()
    with pytest.raises(WrongPassphrase):
        reopen(path, OTHER_PASSPHRASE, clock)


def test_without_both_nobody_can_say_which(path: Path) -> None:
    recovery.recovery_path(path).unlink()
    with pytest.raises(PassphraseOrDamage) as either:
        reopen(path, OTHER_PASSPHRASE)
    assert either.value.details == {"wait": 1}


def test_a_passphrase_typed_with_other_accents_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "B.roundtable"
    composed = "caf\u00e9-gravel-orbit-thimble-willow"
    vault.create(path, composed, who=WHO, clock=Clock(), sets=CHEAP).vault.close()
    reopen(path, "cafe\u0301-gravel-orbit-thimble-willow").close()


def test_names_with_every_kind_of_character(tmp_path: Path) -> None:
    for name in ("Ré 100% # ? & board", 'it\'s "quoted"', "日本", "..dots.. .x", " leading"):
        path = tmp_path / f"{name}.roundtable"
        opened, _ = make(path)
        fill(opened, 1)
        opened.close()
        opened = reopen(path)
        opened.back_up()
        assert len(opened.backups()) >= 1
        opened.close()


# --- Making


def test_making_refuses_what_is_there(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(VaultAlreadyThere) as there:
        make(path)
    assert there.value.details == {"what": "vault"}
    assert path.read_bytes() == before
    opened = reopen(path)
    opened.back_up()
    opened.close()
    path.unlink()
    with pytest.raises(VaultAlreadyThere) as there:
        make(path)
    assert there.value.details == {"what": "recovery"}
    recovery.recovery_path(path).unlink()
    with pytest.raises(VaultAlreadyThere) as there:
        make(path)
    assert there.value.details == {"what": "backups"}


def test_making_with_a_weak_passphrase_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooWeak):
        vault.create(tmp_path / "B.roundtable", "Redbridge2026", who=WHO, clock=Clock(), sets=CHEAP)
    assert names(tmp_path) == []


def test_making_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        make(tmp_path / "no" / "B.roundtable")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")
def test_files_are_for_their_owner_alone(path: Path) -> None:
    old = os.umask(0)
    try:
        opened = reopen(path)
        fill(opened, 1)
        opened.back_up()
        for each in path.parent.rglob("*"):
            assert each.stat().st_mode & 0o077 == 0, each.name
        opened.close()
    finally:
        os.umask(old)


# --- Read-only and without permission

AS_SOMEBODY_ELSE = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from storage.vaults import case, fill, make, reopen
if len(sys.argv) > 3:
    warm, _ = make(Path(sys.argv[3]))  # loads everything while this process may still read it
    fill(warm)
    warm.check()
    warm.close()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
try:
    opened = reopen(Path(sys.argv[1]))
    with opened.reading() as tx:
        print("read", len(tx.cases.all()), opened.is_read_only, end=" ")
    assert opened.check().is_sound
    try:
        with opened.transaction() as tx:
            tx.cases.put(case(9))
        print("wrote")
    except Exception as problem:
        print(type(problem).__name__)
    opened.close()
except Exception as problem:
    print(type(problem).__name__)
"""


def as_somebody_else(path: Path) -> str:
    """Opens, reads and writes in a process that the file's modes apply to (root passes every door)."""
    with tempfile.TemporaryDirectory() as folder:
        tests = str(Path(__file__).parents[1])
        command = [sys.executable, "-c", AS_SOMEBODY_ELSE, str(path), tests, f"{folder}/warm.roundtable"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def shared_path(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that somebody else can reach."""
    if sys.platform == "win32":
        pytest.skip("modes are a matter of POSIX")
    if os.geteuid() == 0:
        # How many folders pytest makes depends on how the tests are run; each is closed to others.
        made = [parent for parent in path.parents if parent.is_relative_to(tempfile.gettempdir())]
        for parent in made[:-1]:
            parent.chmod(0o755)
    return path


def test_a_read_only_file_or_folder_opens_for_reading(shared_path: Path) -> None:
    shared_path.chmod(0o444)
    shared_path.parent.chmod(0o555)
    before = names(shared_path.parent)
    try:
        assert as_somebody_else(shared_path) == "read 3 True VaultReadOnly"
        shared_path.chmod(0o666)
        assert as_somebody_else(shared_path) == "read 3 True VaultReadOnly"
        assert names(shared_path.parent) == before, "nothing was written"
    finally:
        shared_path.parent.chmod(0o755)


CRASH = (
    "import sys, os; sys.path.insert(0, sys.argv[2]); from pathlib import Path\n"
    "from storage.vaults import case, reopen\n"
    "opened = reopen(Path(sys.argv[1]))\n"
    "with opened.transaction() as tx:\n"
    "    [tx.cases.put(case(n, text='word ' * 20000)) for n in range(80)]\n"
    "    os._exit(9)\n"
)


def test_an_unfinished_change_in_a_read_only_folder_asks_for_writing(shared_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", CRASH, str(shared_path), str(Path(__file__).parents[1])], check=False
    )
    journal = shared_path.with_name(shared_path.name + "-journal")
    assert journal.stat().st_size > 0, "a hot journal"
    for each in (shared_path, journal):
        each.chmod(0o644)
    shared_path.parent.chmod(0o555)
    try:
        assert as_somebody_else(shared_path) == "VaultNeedsWriting"
    finally:
        shared_path.parent.chmod(0o755)
    opened = reopen(shared_path)
    with opened.reading() as tx:
        assert len(tx.cases.all()) == 3
    assert opened.check().is_sound
    opened.close()


def test_without_permission_it_says_so(shared_path: Path) -> None:
    shared_path.chmod(0o000)
    assert as_somebody_else(shared_path) == "VaultNotPermitted"


def test_read_only_refuses_every_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda target, mode: mode != os.W_OK)
    opened = reopen(path)
    assert opened.is_read_only
    with pytest.raises(VaultReadOnly), opened.transaction():
        pass
    with pytest.raises(VaultReadOnly):
        opened.change_passphrase(PASSPHRASE, OTHER_PASSPHRASE)
    with opened.reading() as tx:
        assert len(tx.cases.all()) == 3
    opened.close()


def test_a_folder_where_nothing_may_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(lockfile.os, "open", refuse)
    with pytest.raises(VaultNotPermitted):
        make(tmp_path / "B.roundtable")


# --- Open elsewhere


def test_the_second_one_is_told_who_has_it(path: Path) -> None:
    first = reopen(path)
    with pytest.raises(VaultOpenElsewhere) as elsewhere:
        reopen(path)
    assert elsewhere.value.details == {
        "host": socket.gethostname(),
        "process": os.getpid(),
        "since": Clock().now().isoformat(),
        "here": True,
    }
    with first.transaction() as tx:
        tx.cases.put(case(7))
    first.close()
    reopen(path).close()


def test_another_process_is_told_at_once(path: Path) -> None:
    first = reopen(path)
    code = AS_SOMEBODY_ELSE.replace("print(type(problem).__name__)", "print(problem.details)")
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(Path(__file__).parents[1])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"'process': {os.getpid()}" in done.stdout
    first.close()


def test_even_without_the_lock_file_the_database_itself_is_held(path: Path) -> None:
    """Somebody deletes the lock file: the connection holds the file all the same."""
    first = reopen(path)
    lockfile.lock_path(path).unlink()
    code = (
        "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path\n"
        "from storage.vaults import reopen\n"
        "try: reopen(Path(sys.argv[1]))\n"
        "except Exception as problem: print(type(problem).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(Path(__file__).parents[1])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "VaultOpenElsewhere"
    with first.transaction() as tx:
        tx.cases.put(case(8))
    first.close()


def test_what_a_dead_process_left_is_taken_over(path: Path) -> None:
    lockfile.lock_path(path).write_text(
        json.dumps({"host": socket.gethostname(), "process": 1, "since": "2020-01-01T00:00:00+00:00"})
    )
    reopen(path).close()
    lockfile.lock_path(path).write_bytes(b"nonsense")
    reopen(path).close()
    assert not lockfile.lock_path(path).exists()


def test_what_another_machine_left_needs_a_decision(path: Path) -> None:
    lockfile.lock_path(path).write_text(
        json.dumps({"host": "other-laptop", "process": 77, "since": "2026-10-01T10:00:00+00:00"})
    )
    with pytest.raises(VaultOpenElsewhere) as elsewhere:
        reopen(path)
    assert elsewhere.value.details["host"] == "other-laptop"
    assert elsewhere.value.details["here"] is False
    vault.open(path, PASSPHRASE, who=WHO, clock=Clock(), sets=CHEAP, take_over=True).close()


def test_many_at_once_let_one_in(path: Path) -> None:
    outcomes: list[object] = []
    start = threading.Barrier(6)

    def work() -> None:
        start.wait()
        try:
            outcomes.append(reopen(path))
        except RoundtableError as problem:
            outcomes.append(type(problem))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = [each for each in outcomes if isinstance(each, vault.VaultFile)]
    assert len(opened) == 1
    assert outcomes.count(VaultOpenElsewhere) == 5
    opened[0].close()


# --- Fail closed


def test_every_setting_of_the_engine_is_in_force(path: Path) -> None:
    opened = reopen(path)
    run = opened._held.connection.execute
    found = {name: run(f"PRAGMA {name}").fetchone()[0] for name, _, _ in engine._PRAGMAS}
    assert found == {
        "journal_mode": "truncate",
        "synchronous": 3,
        "locking_mode": "exclusive",
        "temp_store": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        **({"fullfsync": 1} if sys.platform == "darwin" else {}),
    }
    assert run("PRAGMA cipher_memory_security").fetchone()[0] == "1"
    assert run("PRAGMA cipher_version").fetchone()[0].startswith("4.")
    opened.close()


def test_a_library_that_does_not_encrypt_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's own sqlite3 takes `PRAGMA key` without a word and writes plain text."""
    monkeypatch.setattr(engine, "sqlcipher", sqlite3)
    with pytest.raises(RoundtableError) as refused:
        make(tmp_path / "B.roundtable")
    assert type(refused.value).__name__ == "EncryptionMissing"
    assert names(tmp_path) == []


def test_the_passphrase_and_the_key_are_in_no_error_and_no_address(path: Path) -> None:
    opened = reopen(path)
    key = opened._held.key
    shown = repr(opened._held.engine) + str(opened._held.engine.url) + repr(opened._held.key)
    assert key.raw.hex() not in shown
    with pytest.raises(WrongPassphrase) as wrong:
        opened.change_passphrase(OTHER_PASSPHRASE, PASSPHRASE)
    assert OTHER_PASSPHRASE not in repr(wrong.value) + repr(wrong.value.details)
    opened.close()


def test_any_sqlcipher_tool_opens_it_with_the_raw_key(path: Path) -> None:
    """No lock-in: the key's hex digits and nothing else of ours."""
    key = keys.derive(PASSPHRASE, path.read_bytes()[:16], CHEAP)
    tool = sqlcipher.connect(str(path))
    tool.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
    assert tool.execute("SELECT count(*) FROM cases").fetchone() == (3,)
    tool.close()


def test_a_vault_of_released_parameters_is_refused_under_test_parameters_and_back(path: Path) -> None:
    with pytest.raises((VaultForeign, WrongPassphrase, VaultDamaged)):
        vault.open(path, PASSPHRASE, who=WHO, clock=Clock())
    assert backup.all_of(path) == ()
