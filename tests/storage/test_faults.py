"""What was acknowledged is never lost, and damage is never silent; more of it under real actions: `tests/faults/`."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable.actions.drafts import draft_view, keep_draft
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import DiskFull, VaultNewer, VaultWriteFailed
from roundtable.domain.ids import CaseId
from roundtable.storage import migrations, opening, restoring, tables
from roundtable.storage.vault_file import VaultFile

from .vaults import CANARY, CHEAP, OTHER_PASSPHRASE, PASSPHRASE, WHO, Clock, case, fill, make, reopen

# --- Disk full


def test_no_room_for_another_page_rolls_the_whole_change_back(tmp_path: Path) -> None:
    """SQLite's own limit gives its own "full" on every system."""
    opened, _ = make(tmp_path / "Board.roundtable")
    fill(opened, 2)
    before = opened.anchor()
    run = opened._held.connection.execute
    pages = run("PRAGMA page_count").fetchone()[0]
    run(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull), opened.transaction() as tx:
        tx.cases.remove("case1")
        tx.cases.put(case(3, text="x" * 50_000))
    assert opened.anchor() == before
    with opened.reading() as tx:
        assert tx.cases.all() == (case(1), case(2))
    run("PRAGMA max_page_count = 100000")
    with opened.transaction() as tx:
        tx.cases.put(case(3, text="x" * 50_000))
    assert opened.check().is_sound
    opened.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes")
def test_a_drive_that_refuses_leaves_nothing_half_made(tmp_path: Path) -> None:
    """Backup, new passphrase and new vault while no file may grow: the vault goes on as if nothing had been."""
    import resource

    path = tmp_path / "Board.roundtable"
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    opened, _ = make(path)
    fill(opened, 20)
    before = sorted(each.name for each in tmp_path.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
    try:
        for attempt in (
            opened.back_up,
            lambda: opened.change_passphrase(PASSPHRASE, OTHER_PASSPHRASE),
            lambda: make(tmp_path / "Second.roundtable"),
        ):
            with pytest.raises((DiskFull, VaultWriteFailed)):
                attempt()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert sorted(each.name for each in tmp_path.iterdir() if each.name != "Board backups") == before
    assert list((tmp_path / "Board backups").iterdir()) == []
    with opened.reading() as tx:
        assert len(tx.cases.all()) == 20
    opened.close()
    reopen(path).close()


# --- Nothing in plain text


def _bytes_of(folder: Path) -> bytes:
    files = [each for each in folder.rglob("*") if each.is_file()]
    return b"".join(each.read_bytes() + each.name.encode() for each in files)


def test_no_file_holds_a_word_of_the_case(tmp_path: Path) -> None:
    """Within a transaction, after it, in backups, after recovery; as UTF-8, UTF-16 and base64."""
    import base64

    forms = [
        CANARY.encode(),
        CANARY.encode("utf-16-le"),
        base64.b64encode(CANARY.encode())[:-4],
        PASSPHRASE.encode(),
    ]
    path = tmp_path / "Board.roundtable"
    opened, _ = make(path)
    fill(opened, 5)
    opened.back_up()
    with opened.transaction() as tx:
        for number in range(6, 60):
            tx.cases.put(case(number, text=CANARY * 100))
        tx.cases.put(replace(case(1), background=CANARY * 10_000))
        # In this process, so this is a copy of what a thief of the running machine's disk would find.
        copies = [
            subprocess.run(["cat", str(each)], capture_output=True, check=True).stdout
            for each in tmp_path.rglob("*")
            if each.is_file()
        ]
        assert any(len(each) > 500 for each in copies)
        assert not any(form in each for form in forms for each in copies)
    opened.change_passphrase(PASSPHRASE, OTHER_PASSPHRASE)
    opened.close()
    everything = _bytes_of(tmp_path)
    assert len(everything) > 500_000
    assert not any(form in everything for form in forms)
    assert b"SQLite format 3" not in everything


def test_a_crash_leaves_no_word_of_the_case_either(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    make(path)[0].close()
    code = (
        "import sys, os; sys.path.insert(0, sys.argv[2]); from pathlib import Path\n"
        "from storage.vaults import case, reopen\n"
        "opened = reopen(Path(sys.argv[1]))\n"
        "with opened.transaction() as tx:\n"
        "    [tx.cases.put(case(n, text='Zephyrine Quillfeather' * 4000)) for n in range(80)]\n"
        "    os._exit(9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(Path(__file__).parents[1])], check=False
    )
    assert done.returncode == 9
    assert CANARY.encode() not in _bytes_of(tmp_path)
    opened = reopen(path)
    with opened.reading() as tx:
        assert tx.cases.all() == ()
    opened.close()


# --- Migration

ADD_COLUMN = "ALTER TABLE cases ADD COLUMN extra TEXT"


def test_an_older_schema_is_backed_up_and_brought_up_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Board.roundtable"
    opened, _ = make(path)
    fill(opened, 2)
    opened._changed_since = None
    opened.close()
    now = tables.SCHEMA
    monkeypatch.setattr(tables, "SCHEMA", now + 2)
    steps = {
        now: lambda tx: tx.exec_driver_sql(ADD_COLUMN),
        now + 1: lambda tx: tx.exec_driver_sql("CREATE TABLE later (id TEXT)"),
    }
    _with_steps(monkeypatch, steps)
    opened = reopen(path)
    assert opened._held.connection.execute("PRAGMA user_version").fetchone() == (now + 2,)
    assert opened._held.connection.execute("SELECT count(extra) FROM cases").fetchone() == (0,)
    assert len(opened.backups()) == 1
    with opened.reading() as tx:
        assert len(tx.cases.all()) == 2
        assert "vault.migrated" in [line.event for line in tx.trail()]
    assert opened.check().is_sound
    opened._changed_since = None
    made = opened.backups()[0]
    opened.close()
    monkeypatch.undo()
    reopen(made.path).close()
    with pytest.raises(VaultNewer):
        reopen(path)


def test_a_file_of_the_first_schema_gets_its_table_of_drafts_and_its_old_backups_stay_good(
    tmp_path: Path,
) -> None:
    path = tmp_path / "Board.roundtable"
    opened, _ = make(path)
    fill(opened, 2)
    for later in ("drafts", "passage_words", "passages"):
        opened._held.connection.execute(f"DROP TABLE {later}")
    opened._held.connection.execute("PRAGMA user_version = 1")
    with opened._ledger() as ledger:
        ledger.check()
    opened.back_up()
    opened.close()
    opened = reopen(path)
    place = DraftPlace("event", "", CaseId("case1"))
    keep_draft(opened, place, {"text": "Half a sentence"})
    fresh, _ = make(tmp_path / "Fresh.roundtable")
    assert _layout(opened) == _layout(fresh)
    fresh.close()
    assert opened.check().is_sound
    old = opened.backups()[-1].path
    opened.close()
    opened = restoring.restore(path, old, PASSPHRASE, who=WHO, clock=Clock(), sets=CHEAP)
    assert draft_view(opened, place) is None
    assert opened.check().is_sound
    opened.close()


def _layout(opened: VaultFile) -> list[tuple[str, ...]]:
    """Every column and index of the tables that came later, and how words are indexed."""
    ask = opened._held.connection.execute
    later = ("drafts", "passages")
    columns = [row for name in later for row in ask(f"PRAGMA table_info({name})").fetchall()]
    indexes = [row for name in later for row in ask(f"PRAGMA index_list({name})").fetchall()]
    indexes += ask("SELECT sql FROM sqlite_master WHERE name = 'passage_words'").fetchall()
    return [tuple(map(str, row)) for row in (*columns, *indexes)]


def test_a_step_that_fails_leaves_the_old_schema_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Board.roundtable"
    opened, _ = make(path)
    fill(opened, 2)
    opened.close()
    monkeypatch.setattr(tables, "SCHEMA", 4)

    def fails(tx: object) -> None:
        raise DiskFull

    _with_steps(monkeypatch, {2: lambda tx: tx.exec_driver_sql(ADD_COLUMN), 3: fails})
    with pytest.raises(DiskFull):
        reopen(path)
    monkeypatch.undo()
    opened = reopen(path)
    columns = [row[1] for row in opened._held.connection.execute("PRAGMA table_info(cases)")]
    assert "extra" not in columns
    assert opened.check().is_sound
    opened.close()


def _with_steps(monkeypatch: pytest.MonkeyPatch, steps: dict) -> None:  # type: ignore[type-arg]
    real = migrations.migrate
    monkeypatch.setattr(
        opening.migrations, "migrate", lambda tx, found: real(tx, found, steps, tables.SCHEMA)
    )
