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
from roundtable.actions.search import prepare_search
from roundtable.domain.draft import Draft, DraftId
from roundtable.domain.errors import SearchIndexBroken
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.passages import PassageKind
from roundtable.domain.register import Register
from roundtable.storage import engine, search_index, transaction
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


def make(vault: VaultFile) -> None:
    done = False
    while not done:
        with vault.transaction() as tx:
            done = tx.mend_finding().is_done


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
    assert [f.kind for f in found[:4]] == [PassageKind.CASE, PassageKind.PERSON] * 2
    assert {f.kind for f in found[4:]} == {PassageKind.EVENT}
    assert {f.record for f in found} == {"case1", "case2"}
    assert found[0].case_number == "2"
    assert ("Quillfeather", True) in found[1].said
    assert "".join(words for words, _ in found[1].said) == "Zephyrine Quillfeather\nchild"


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
    make(again)
    make(again)
    assert kinds(again, "lighthouse") == [PassageKind.CASE]
    assert fits(again)
    again.close()


def test_it_is_made_in_parts_and_what_is_stored_meanwhile_is_found_as_well(
    vault: VaultFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "MADE_AT_ONCE", 1)
    with vault._held.engine.begin() as connection:
        search_index.begin(connection)
    with pytest.raises(SearchIndexBroken):
        find(vault, "nurse")
    shares = []
    for number in range(1, 30):
        with vault.transaction() as tx:
            if number == 2:
                tx.cases.put(replace(tx.cases.get("case1"), background="A lighthouse.", events=()))
                tx.cases.remove("case2")
            made = tx.mend_finding()
        shares.append(made.done / made.total)
        if made.is_done:
            break
    assert len(shares) > 3 and shares == sorted(shares)
    assert kinds(vault, "lighthouse") == [PassageKind.CASE]
    assert {f.record for f in find(vault, "zephyrine")} == {"case1"}
    assert fits(vault)


def test_killed_half_made_it_goes_on_at_the_next_start(
    vault: VaultFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "MADE_AT_ONCE", 1)
    with vault._held.engine.begin() as connection:
        search_index.begin(connection)
    for _ in range(3):
        with vault.transaction() as tx:
            before = tx.mend_finding()
    assert 0 < before.done < before.total
    path = vault.path
    vault.close()
    again = vaults.reopen(path)
    with again.transaction() as tx:
        assert tx.mend_finding().done > before.done, "not from the beginning"
    make(again)
    assert fits(again)
    again.close()


def test_an_index_of_another_form_counts_as_missing_and_keeps_no_word_that_was_taken_out(
    vault: VaultFile,
) -> None:
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE passages SET record = '1' WHERE id = 0")
    with pytest.raises(SearchIndexBroken):
        find(vault, "zephyrine")
    with vault.transaction() as tx:
        without_everything(tx)
        tx.cases.put(replace(tx.cases.get("case3"), background="A lighthouse."))
    columns = "SELECT count(*) FROM passages WHERE words LIKE '%Zephyrine%'"
    assert vault._held.connection.execute(columns).fetchone() == (0,)
    make(vault)
    assert kinds(vault, "lighthouse") == [PassageKind.CASE]
    assert fits(vault)


def pieces(vault: VaultFile) -> int:
    counted = vault._held.connection.execute("SELECT count(DISTINCT segid) FROM passage_words_idx")
    return int(counted.fetchone()[0])


def test_many_saves_leave_pieces_that_are_put_together(vault: VaultFile) -> None:
    for number in range(10, 29):
        with vault.transaction() as tx:
            tx.cases.put(vaults.case(number, text=f"A lighthouse in {number}."))
    before, anchor = pieces(vault), vault.anchor()
    parts = 0
    while not prepare_search(vault).is_done:
        parts += 1
    assert before > 3 and parts > 0
    assert pieces(vault) == 1
    assert fits(vault) and len(find(vault, "lighthouse")) > 18
    assert vault.anchor() == anchor
    with vault.transaction() as tx:
        for number in range(10, 29):
            tx.cases.remove(f"case{number}")
    blocks = vault._held.connection.execute("SELECT block FROM passage_words_data").fetchall()
    assert not any(b"ighthouse" in row[0] for row in blocks)
    assert not find(vault, "lighthouse") and fits(vault)


def test_words_taken_out_while_pieces_are_half_put_together_are_gone(
    vault: VaultFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_PUT_TOGETHER", 1)
    for number in range(10, 13):
        said = " ".join(f"w{n * 7919 % 100_003:06}of{number} lighthouse" for n in range(1500))
        with vault.transaction() as tx:
            tx.cases.put(replace(vaults.case(number), background=said, events=()))
    for _ in range(5):
        assert not prepare_search(vault).is_done
    assert pieces(vault) > 1
    with vault.transaction() as tx:
        for number in (10, 11):
            tx.cases.remove(f"case{number}")
    blocks = vault._held.connection.execute("SELECT block FROM passage_words_data").fetchall()
    assert not any(b"of10" in row[0] or b"of11" in row[0] for row in blocks)
    assert any(b"of12" in row[0] for row in blocks) and fits(vault)
    while not prepare_search(vault).is_done:
        pass
    assert fits(vault) and kinds(vault, "lighthouse") == [PassageKind.CASE]


def test_a_broken_index_is_not_put_together_but_made_anew(vault: VaultFile) -> None:
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE passage_words_data SET block = x'0000ffff00ff' WHERE id = 10")
    with pytest.raises(SearchIndexBroken), vault.transaction() as tx:
        tx.put_finding_together()
    while not prepare_search(vault).is_done:
        pass
    assert kinds(vault, "nurse") and fits(vault)


def test_an_index_that_breaks_at_the_commit_costs_no_save(vault: VaultFile) -> None:
    """Nothing of it is read before the words are written, and they are written last."""
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE passage_words_data SET block = x'0000ffff00ff' WHERE id > 10")
    with vault.transaction() as tx:
        tx.cases.put(vaults.case(4, text="A lighthouse."))
        tx.log("case.added", "case4")
    with vault.reading() as tx:
        assert tx.cases.get("case4").id == "case4"
    make(vault)
    assert PassageKind.EVENT in kinds(vault, "lighthouse")


def test_more_words_than_can_be_looked_for_begin_so(vault: VaultFile) -> None:
    said = " ".join(f"quay{n:03}" for n in range(300))
    with vault.transaction() as tx:
        tx.cases.put(replace(tx.cases.get("case3"), background=said, events=()))
    assert kinds(vault, "quay") == [PassageKind.CASE]
    with vault.transaction() as tx:
        tx.cases.put(replace(tx.cases.get("case3"), background=f"{said} quay2 quay2", events=()))
        tx.cases.put(replace(tx.cases.get("case1"), background="quayside", events=()))
        tx.cases.put(replace(tx.cases.get("case2"), background="quayside", events=()))
    assert len(kinds(vault, "quay")) == 3, "the most frequent of them are among those that are looked for"
    assert kinds(vault, "quay299") == [PassageKind.CASE]


def test_the_whole_check_makes_an_index_anew_that_does_not_fit(vault: VaultFile) -> None:
    assert not vault.check().index_was_mended
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM passages WHERE kind = 'event'")
    found = vault.check()
    assert found.is_sound and found.index_was_mended
    make(vault)
    assert PassageKind.EVENT in kinds(vault, "nurse")
    with vault._held.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE passages SET words = 'other' WHERE kind = 'person'")
    assert vault.check().index_was_mended
    make(vault)
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
