"""Every released schema's stored file opens, after a backup, and holds what it held."""

from __future__ import annotations

from pathlib import Path

import pytest

from roundtable.actions.ports import TrailEntry
from roundtable.domain.errors import VaultNeedsWriting
from roundtable.storage import backup, engine, tables, vault
from roundtable.storage.vault_file import VaultFile
from tests.faults import deeds, looking, old_schemas
from tests.storage import vaults

SCHEMAS = range(1, tables.SCHEMA + 1)


def test_there_is_a_stored_file_of_every_schema() -> None:
    """Raised the schema? `python -m tests.faults.old_schemas` stores its file."""
    stored = sorted(path.name for path in old_schemas.STORED.glob("*.roundtable"))
    assert stored == sorted(old_schemas.stored(number).name for number in SCHEMAS)
    assert set(old_schemas.CODES) == set(SCHEMAS)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_it_opens_and_holds_what_it_held(schema: int, tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    old_schemas.put_at(path, schema)
    assert _schema_of(path) == schema
    opened = vaults.reopen(path, clock=deeds.clock_at(0))
    assert deeds.state(deeds.Room.of(opened)) == old_schemas.held_by(schema)
    assert opened.check().is_sound
    events = [line.event for line in opened_trail(opened)]
    assert ("vault.migrated" in events) == (schema < tables.SCHEMA)
    room = deeds.Room.of(opened)
    for number in range(old_schemas.DEEDS + 1, old_schemas.DEEDS + len(deeds.DEEDS) + 1):
        deeds.do(room, number)
    assert looking.deeds_in(opened) == old_schemas.DEEDS + len(deeds.DEEDS)
    opened.nothing_changed()
    opened.close()
    assert _schema_of(path) == tables.SCHEMA


@pytest.mark.parametrize("schema", SCHEMAS[:-1])
def test_the_backup_from_before_is_of_the_old_schema_and_can_be_restored(schema: int, tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    old_schemas.put_at(path, schema)
    opened = vaults.reopen(path, clock=deeds.clock_at(0))
    deeds.do(deeds.Room.of(opened), old_schemas.DEEDS + 1)
    opened.nothing_changed()
    opened.close()
    (made,) = backup.all_of(path)
    assert _schema_of(made.path) == schema
    opened = vault.restore(
        path, made.path, vaults.PASSPHRASE, who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
    )
    assert deeds.state(deeds.Room.of(opened)) == old_schemas.held_by(schema)
    assert opened.check().is_sound
    opened.nothing_changed()
    opened.close()


@pytest.mark.parametrize("schema", SCHEMAS)
def test_its_recovery_sheet_opens_it(schema: int, tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    old_schemas.put_at(path, schema)
    opened = vault.open_with_recovery_code(
        path,
        old_schemas.CODES[schema],
        vaults.OTHER_PASSPHRASE,
        who=vaults.WHO,
        clock=deeds.clock_at(0),
        sets=vaults.CHEAP,
    )
    assert deeds.state(deeds.Room.of(opened)) == old_schemas.held_by(schema)
    opened.nothing_changed()
    opened.close()


def test_an_old_file_that_cannot_be_written_says_that_it_has_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Board.roundtable"
    old_schemas.put_at(path, 1)
    before = path.read_bytes()
    monkeypatch.setattr("roundtable.storage.opening._is_writable", lambda _path: False)
    with pytest.raises(VaultNeedsWriting):
        vaults.reopen(path)
    assert path.read_bytes() == before


def opened_trail(opened: VaultFile) -> tuple[TrailEntry, ...]:
    """All lines of its trail."""
    with opened.reading() as tx:
        return tx.trail()


def _schema_of(path: Path) -> int:
    connection = engine.connect(path, vaults.key_of(path), "ro")
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(found)
