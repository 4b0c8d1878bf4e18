"""The tamper-evident trail: what changes, is seen."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from roundtable.domain.errors import TrailBroken
from roundtable.domain.report import Anchor
from roundtable.storage import tables, trail
from roundtable.storage.trail import Entry, RecordVersion, Signer, Stamp, Standing
from roundtable.storage.vault_file import VaultFile

from .vaults import WHO, Clock, case, fill, make, reopen

VAULT = "v" * 32


def chain(count: int, signer: Signer | None = None, *, from_entry: Entry | None = None) -> list[Entry]:
    signer = signer or Signer(VAULT, bytes(range(32)))
    clock = Clock()
    entries = []
    seq, previous = (from_entry.seq, from_entry.hash) if from_entry else (0, trail.GENESIS)
    for number in range(seq + 1, seq + count + 1):
        stamp = Stamp(clock.now() + timedelta(seconds=number), number * 1000, "boot", WHO)
        entry = signer.entry(
            number,
            previous,
            "case added",
            (f"c{number}",),
            (RecordVersion("cases", f"c{number}", "ab"),),
            stamp,
        )
        entries.append(entry)
        previous = entry.hash
    return entries


SIGNER = Signer(VAULT, bytes(range(32)))
GOOD = chain(60, SIGNER)


def problem(entries: list[Entry]) -> str:
    with pytest.raises(TrailBroken) as broken:
        trail.verify(entries, SIGNER.public_key, VAULT)
    return str(broken.value.details["problem"])


def anchor_of(entries: list[Entry], signer: Signer = SIGNER) -> Anchor:
    return Anchor(entries[-1].hash, len(entries), trail.fingerprint(signer.public_key))


def test_a_whole_trail_verifies() -> None:
    assert trail.verify(GOOD, SIGNER.public_key, VAULT) == trail.Verdict(60)
    assert trail.verify([], SIGNER.public_key, VAULT) == trail.Verdict(0)


def test_deleting_is_seen() -> None:
    assert problem(GOOD[:20] + GOOD[21:]) == "sequence"
    assert problem(GOOD[1:]) == "sequence"


def test_reordering_and_duplicating_are_seen() -> None:
    assert problem([*GOOD[:10], GOOD[11], GOOD[10], *GOOD[12:]]) == "sequence"
    assert problem([*GOOD[:5], GOOD[4], *GOOD[5:]]) == "sequence"


@pytest.mark.parametrize(
    ("old", "new"), [("Ada Marsh", "Bea Marsh"), ("c31", "c13"), ("case added", "case moved")]
)
def test_editing_is_seen(old: str, new: str) -> None:
    edited = replace(GOOD[30], body=GOOD[30].body.replace(old.encode(), new.encode()))
    assert edited.body != GOOD[30].body
    assert problem([*GOOD[:30], edited, *GOOD[31:]]) == "hash"


def test_editing_with_the_hash_made_to_fit_is_seen_by_the_signature() -> None:
    body = GOOD[59].body.replace(b"c60", b"c61")
    forged = Entry(60, body, trail._digest(body).hex(), GOOD[59].signature)
    assert problem([*GOOD[:59], forged]) == "signature"


def test_a_trail_rebuilt_with_another_key_or_of_another_vault_is_seen() -> None:
    assert problem(chain(60, Signer(VAULT, bytes(32)))) == "signature"
    assert problem(chain(60, Signer("w" * 32, bytes(range(32))))) == "vault"


def test_no_random_change_of_a_bit_is_accepted() -> None:
    chance = random.Random(7)
    for _ in range(3000):
        place = chance.randrange(20)
        entry = GOOD[place]
        part = chance.choice(("body", "hash", "signature"))
        data = bytearray(entry.body if part == "body" else getattr(entry, part).encode())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
        changed = replace(entry, **{part: bytes(data) if part == "body" else data.decode()})
        with pytest.raises(TrailBroken):
            trail.verify([*GOOD[:place], changed, *GOOD[place + 1 : 20]], SIGNER.public_key, VAULT)


def test_a_clock_that_went_back_is_told_and_not_called_broken() -> None:
    clock = Clock()
    early = Stamp(clock.now() - timedelta(days=700), 5, "boot", WHO)
    last = SIGNER.entry(61, GOOD[-1].hash, "case added", (), (), early)
    assert trail.verify([*GOOD, last], SIGNER.public_key, VAULT) == trail.Verdict(61, (61,))


@pytest.mark.parametrize(
    ("event", "ids"),
    [
        ("", ()),
        ("Case of Ann", ()),
        ("case\nadded", ()),
        ("x" * 81, ()),
        ("added", ("Ann Smith",)),
        ("added", ("",)),
    ],
)
def test_an_entry_takes_no_sentences(event: str, ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="ids only"):
        SIGNER.entry(1, trail.GENESIS, event, ids, (), Stamp(Clock().now(), 1, "b", WHO))


# --- Against an anchor from outside


def test_an_anchor_shows_what_the_file_alone_cannot() -> None:
    anchor = anchor_of(GOOD)
    assert trail.standing(GOOD, anchor_of(GOOD), anchor) is Standing.CONTAINS
    longer = [*GOOD, *chain(5, SIGNER, from_entry=GOOD[-1])]
    assert trail.standing(longer, anchor_of(longer), anchor) is Standing.CONTAINS
    shorter = GOOD[:57]
    assert trail.verify(shorter, SIGNER.public_key, VAULT).count == 57, "the file alone looks well"
    assert trail.standing(shorter, anchor_of(shorter), anchor) is Standing.SHORTENED
    rewritten = [*GOOD[:55], *_other_history(GOOD[54], 8)]
    assert trail.verify(rewritten, SIGNER.public_key, VAULT).count == 63, "an insider holds the key"
    assert trail.standing(rewritten, anchor_of(rewritten), anchor) is Standing.DIFFERENT
    other = Signer(VAULT, bytes(32))
    rebuilt = chain(60, other)
    assert trail.standing(rebuilt, anchor_of(rebuilt, other), anchor) is Standing.OTHER_VAULT


def test_a_restore_that_was_written_down_explains_the_missing_entries() -> None:
    backup, anchor = GOOD[:40], anchor_of(GOOD[:50])
    ids = trail.restored_ids(anchor_of(backup), anchor_of(GOOD))
    stamp = Stamp(Clock().now(), 1, "boot", WHO)
    restored = [*backup, SIGNER.entry(41, backup[-1].hash, trail.RESTORED, ids, (), stamp)]
    assert trail.standing(restored, anchor_of(restored), anchor) is Standing.RESTORED
    assert trail.standing(restored, anchor_of(restored), anchor_of(GOOD[:30])) is Standing.CONTAINS
    never_there = replace(anchor, count=70)
    assert trail.standing(restored, anchor_of(restored), never_there) is Standing.SHORTENED


def _other_history(after: Entry, count: int) -> list[Entry]:
    entries, previous = [], after.hash
    for seq in range(after.seq + 1, after.seq + count + 1):
        stamp = Stamp(Clock().now() + timedelta(days=1), 10**9 + seq, "boot", WHO)
        entry = SIGNER.entry(seq, previous, "forged", (), (), stamp)
        entries.append(entry)
        previous = entry.hash
    return entries


# --- In the vault


def test_every_change_leaves_its_line_with_who_and_when(tmp_path: Path) -> None:
    clock = Clock()
    opened, _ = make(tmp_path / "B.roundtable", clock)
    clock.forward(minutes=3)
    with opened.transaction() as tx:
        tx.cases.put(case(1))
        tx.log("case added", "case1", "")
    with opened.transaction() as tx:
        tx.cases.remove("case1")
    with opened.reading() as tx:
        newest = tx.trail(2)
        whole = tx.trail()
    assert [line.event for line in newest] == ["record.saved", "case added"]
    assert newest[1].ids == ("case1",)
    assert newest[1].who == WHO
    assert newest[1].at == clock.now()
    assert [line.number for line in whole] == list(range(len(whole), 0, -1))
    opened.close()


def test_what_does_not_look_like_an_id_is_kept_as_a_hash(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    with opened.transaction() as tx:
        tx.log("pack.imported", "Ann Smith", "q-1")
        with pytest.raises(ValueError, match="ids only"):
            tx.log("Ann Smith was here")
    with opened.reading() as tx:
        hashed, plain = tx.trail(1)[0].ids
    assert plain == "q-1"
    assert hashed.startswith("sha256:")
    assert "Ann" not in hashed
    opened.close()


def test_a_change_that_was_rolled_back_leaves_none(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    before = opened.anchor()
    with pytest.raises(RuntimeError, match="stop"), opened.transaction() as tx:
        tx.cases.put(case(1))
        tx.log("case added", "case1")
        assert tx.anchor().count == before.count + 1
        raise RuntimeError("stop")
    assert opened.anchor() == before
    opened.close()


def test_the_anchor_inside_a_transaction_is_the_one_it_commits(tmp_path: Path) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    with opened.transaction() as tx:
        tx.cases.put(case(1))
        tx.log("report exported", "r1")
        anchor = tx.anchor()
    assert opened.anchor() == anchor
    assert opened.standing(anchor) is Standing.CONTAINS
    opened.close()


def test_the_trail_survives_closing_and_a_passphrase_of_many_years(tmp_path: Path) -> None:
    path = tmp_path / "B.roundtable"
    opened, _ = make(path)
    fill(opened, 5)
    anchor = opened.anchor()
    opened.close()
    opened = reopen(path)
    assert opened.standing(anchor) is Standing.CONTAINS
    assert opened.check().is_sound
    opened.close()


def _behind_its_back(opened: VaultFile, statement: str) -> None:
    """Changes the file as somebody with the key and an SQL tool would."""
    opened._held.connection.execute(statement)


EDIT = "UPDATE {} SET {} = CAST(replace({}, '{}', '{}') AS BLOB) WHERE {}"
COPY = "INSERT INTO cases (id, parent_id, document) SELECT 'new', parent_id, document FROM cases LIMIT 1"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (EDIT.format("cases", "document", "document", "Zephyrine", "Someone", "id = 'case2'"), "record"),
        ("UPDATE cases SET document = 'not bytes' WHERE id = 'case2'", "record"),
        ("DELETE FROM cases WHERE id = 'case2'", "record missing"),
        ("UPDATE cases SET id = 'case9' WHERE id = 'case2'", "record"),
        (COPY, "record"),
        ("DELETE FROM trail WHERE seq = 3", "sequence"),
        (EDIT.format("trail", "body", "body", "Ada", "Eve", "seq = 3"), "hash"),
        ("UPDATE trail SET body = 'not JSON' WHERE seq = 3", "form"),
    ],
)
def test_a_record_or_entry_changed_behind_its_back_is_seen(
    tmp_path: Path, statement: str, found: str
) -> None:
    opened, _ = make(tmp_path / "B.roundtable")
    fill(opened, 3)
    assert opened.check().is_sound
    _behind_its_back(opened, statement)
    checked = opened.check()
    assert not checked.is_sound
    assert checked.trail_problem == found
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM trail",
        "DELETE FROM trail WHERE seq = 2",
        "UPDATE trail SET signature = replace(signature, '0', '1') WHERE seq = (SELECT max(seq) FROM trail)",
    ],
)
def test_a_head_that_does_not_verify_does_not_open(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "B.roundtable"
    opened, _ = make(path)
    fill(opened, 2)
    _behind_its_back(opened, statement)
    opened.close()
    with pytest.raises(TrailBroken):
        reopen(path)
    assert not (tmp_path / "B.roundtable-lock").exists()


def test_an_old_page_pasted_back_is_seen(tmp_path: Path) -> None:
    """All of SQLCipher's own checks call this file clean (SECURITY, section 5)."""
    path = tmp_path / "B.roundtable"
    opened, _ = make(path)
    fill(opened, 1)
    opened.close()
    old = path.read_bytes()
    opened = reopen(path)
    with opened.transaction() as tx:
        tx.cases.put(replace(tx.cases.get("case1"), reference="changed later"))
    opened.close()
    new = path.read_bytes()
    root = _page_of_cases(path)
    start = (root - 1) * 4096
    assert old[start : start + 4096] != new[start : start + 4096]
    path.write_bytes(new[:start] + old[start : start + 4096] + new[start + 4096 :])
    opened = reopen(path)
    checked = opened.check()
    assert (checked.damage, checked.trail_problem) == ((), "record")
    opened.close()


def _page_of_cases(path: Path) -> int:
    opened = reopen(path)
    query = f"SELECT rootpage FROM sqlite_master WHERE name = '{tables.cases.name}'"
    root = int(opened._held.connection.execute(query).fetchone()[0])
    opened.close()
    return root


def test_signing_keys_differ_between_vaults(tmp_path: Path) -> None:
    one, _ = make(tmp_path / "A.roundtable")
    two, _ = make(tmp_path / "B.roundtable")
    assert one.anchor().fingerprint != two.anchor().fingerprint
    assert one.standing(two.anchor()) is Standing.OTHER_VAULT
    one.close()
    two.close()


def test_the_fingerprint_is_of_the_public_key() -> None:
    private = Ed25519PrivateKey.generate()
    signer = Signer(VAULT, private.private_bytes_raw())
    assert signer.public_key == private.public_key().public_bytes_raw()
    assert len(trail.fingerprint(signer.public_key)) == 32
