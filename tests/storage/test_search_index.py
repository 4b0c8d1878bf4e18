"""Finding: whole words, beginnings, accents and phrases; in step with the records; nothing destroyed stays."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roundtable.actions.ports import Asked, FoundPassage
from roundtable.domain.draft import Draft, DraftId
from roundtable.domain.errors import SearchIndexBroken
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.passages import PassageKind
from roundtable.domain.register import Register
from roundtable.storage import engine, search_index
from roundtable.storage.transaction import OpenTransaction
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults

SAID = "The school nurse saw Zoë at home; the naïve plan of O’Brien-Smith failed."


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[VaultFile]:
    made, _ = vaults.make(tmp_path / "Board.roundtable")
    vaults.fill(made, 2)
    with made.transaction() as tx:
        tx.cases.put(replace(vaults.case(3, text=SAID), register=Register()))
    yield made
    made.close()


def find(vault: VaultFile, typed: str, **how: object) -> tuple[FoundPassage, ...]:
    with vault.reading() as tx:
        return tx.find(Asked(typed, **how))  # type: ignore[arg-type]


def kinds(vault: VaultFile, typed: str, **how: object) -> list[PassageKind]:
    return [found.kind for found in find(vault, typed, **how)]


def fits(vault: VaultFile) -> bool:
    with vault._held.engine.connect() as connection:
        return search_index.fits(connection)


@pytest.mark.parametrize(
    "typed",
    [
        "nurse",
        "NURSE",
        "nur",
        "school nurse",
        "nurse school",
        '"school nurse"',
        '"school nurse',
        "zoe",
        "ZOË",
        "zoe\u0308",
        "naive",
        "naïv",
        "o’brien",
        "o'brien-smi",
        "brien smith",
        "home; the",
        "- nurse !",
    ],
)
def test_what_was_said_is_found(vault: VaultFile, typed: str) -> None:
    assert PassageKind.EVENT in kinds(vault, typed)


@pytest.mark.parametrize(
    "typed", ["urse", "nu", '"nurse school"', '"school nur"', "nurse absent", "", '"', "-", "*"]
)
def test_what_was_not_said_is_not_found(vault: VaultFile, typed: str) -> None:
    assert find(vault, typed) == ()


def test_names_come_first_and_what_was_found_is_marked(vault: VaultFile) -> None:
    found = find(vault, "quillf")
    assert [f.kind for f in found[:4]] == [PassageKind.PERSON, PassageKind.CASE] * 2
    assert {f.kind for f in found[4:]} == {PassageKind.EVENT}
    assert {f.record for f in found} == {"case1", "case2"}
    assert found[0].case_number == "2"
    assert ("Quillfeather", True) in found[0].said
    assert "".join(words for words, _ in found[0].said) == "Zephyrine Quillfeather\nchild"


def test_it_is_narrowed_to_audits_and_kept_from_cases_and_kinds(vault: VaultFile) -> None:
    assert find(vault, "zephyrine", within=("audit1",))
    assert not find(vault, "zephyrine", within=("audit2", Asked.FREE))
    left = find(vault, "zephyrine", within=("audit1",), without=("case2", PassageKind.PERSON.value))
    assert {f.record for f in left} == {"case1"}
    assert PassageKind.PERSON not in {f.kind for f in left}
    assert kinds(vault, "neglect", within=(Asked.FREE,)) == [PassageKind.AUDIT]
    assert len(find(vault, "zephyrine", most=3)) == 3


def test_it_follows_every_change(vault: VaultFile) -> None:
    assert fits(vault)
    with vault.transaction() as tx:
        case = tx.cases.get("case1")
        tx.cases.put(replace(case, background="A lighthouse.", events=()))
        tx.cases.remove("case2")
    assert {f.record for f in find(vault, "zephyrine")} == {"case1"}
    assert kinds(vault, "zephyrine") == [PassageKind.PERSON]
    assert kinds(vault, "lighthouse") == [PassageKind.CASE]
    assert fits(vault)


def test_what_is_rolled_back_is_not_found(vault: VaultFile) -> None:
    with pytest.raises(RuntimeError), vault.transaction() as tx:
        tx.cases.put(replace(tx.cases.get("case1"), background="A lighthouse."))
        raise RuntimeError
    assert not find(vault, "lighthouse")
    assert fits(vault)


def test_forms_that_are_not_stored_are_not_searched(vault: VaultFile) -> None:
    with vault.transaction() as tx:
        tx.drafts.put(Draft(DraftId("event:case1"), tx.now, (("text", "A lighthouse."),), CaseId("case1")))
    assert not find(vault, "lighthouse")


def test_a_broken_index_costs_no_save_and_is_mended(vault: VaultFile) -> None:
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE passage_words_data SET block = x'0000ffff00ff' WHERE id > 10")
    assert not fits(vault)
    with vault.transaction() as tx:
        tx.cases.put(replace(tx.cases.get("case1"), background="A lighthouse.", events=()))
        tx.log("case.edited", "case1")
    with pytest.raises(SearchIndexBroken):
        find(vault, "lighthouse")
    path = vault.path
    vault.close()
    again = vaults.reopen(path)
    with again.reading() as tx:
        assert tx.cases.get("case1").background == "A lighthouse."
    with again.transaction() as tx:
        tx.mend_finding()
        tx.mend_finding()
    assert kinds(again, "lighthouse") == [PassageKind.CASE]
    assert fits(again)
    again.close()


def test_the_whole_check_makes_an_index_anew_that_does_not_fit(vault: VaultFile) -> None:
    assert not vault.check().index_was_mended
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM passages WHERE kind = 'event'")
    found = vault.check()
    assert found.is_sound and found.index_was_mended
    assert PassageKind.EVENT in kinds(vault, "nurse")
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE passages SET words = 'other' WHERE kind = 'person'")
    assert vault.check().index_was_mended
    assert not vault.check().index_was_mended


def without_everything(tx: OpenTransaction) -> None:
    for number in (1, 2):
        tx.cases.remove(f"case{number}")


def test_destruction_leaves_no_word_in_any_page(vault: VaultFile, tmp_path: Path) -> None:
    before = _exported(vault, tmp_path / "before.db")
    assert b"phyrine" in before and b"Zephyrine Quillfeather" in before
    vault.destroy(vaults.PASSPHRASE, without_everything)
    after = _exported(vault, tmp_path / "after.db")
    assert b"phyrine" not in after and b"illfeather" not in after
    assert b"school nurse" in after
    assert PassageKind.EVENT in kinds(vault, "nurse")


def test_ordinary_removal_takes_the_words_out_of_the_index_at_once(vault: VaultFile, tmp_path: Path) -> None:
    with vault.transaction() as tx:
        without_everything(tx)
    blocks = vault._held.connection.execute("SELECT block FROM passage_words_data").fetchall()
    # A word is stored without the letters that it shares with the one before it.
    assert not any(b"phyrine" in row[0] or b"illfeather" in row[0] for row in blocks)
    assert any(b"urse" in row[0] for row in blocks)


def _exported(vault: VaultFile, plain: Path) -> bytes:
    """All pages as another program would read them: copied page by page to a file without encryption."""
    copy = plain.with_suffix(".copy")
    copy.write_bytes(b"")
    engine.copy_encrypted(vault._held.connection, copy, vault._held.key)
    with closing(engine.connect(copy, vault._held.key, "rw")) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute("DETACH DATABASE plain")
    return plain.read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_typed_is_looked_for_and_never_a_fault(vault: VaultFile, typed: str) -> None:
    find(vault, typed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")), min_size=3, max_size=12))
def test_every_word_of_letters_is_found_again(vault: VaultFile, word: str) -> None:
    with vault.transaction() as tx:
        tx.cases.put(replace(tx.cases.get("case1"), background=f"begin {word} end"))
    assert PassageKind.CASE in kinds(vault, word)
    assert PassageKind.CASE in kinds(vault, f'"begin {unicodedata.normalize("NFC", word)} end"')


def test_ids_from_elsewhere_cannot_ask_for_more(vault: VaultFile) -> None:
    odd = AuditId('x" OR words: "nurse')
    with vault.transaction() as tx:
        tx.audits.put(replace(vaults.audit(9), id=odd, title="Odd"))
    assert kinds(vault, "odd", within=(odd,)) == [PassageKind.AUDIT]
    assert not find(vault, "nurse", within=(odd,))
