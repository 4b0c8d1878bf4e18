"""What must not grow with the years reads nothing of other audits' cases. The figures: `tests.benchmarks.growth`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable.actions.disposal import retention_view
from roundtable.actions.home import home_view
from roundtable.domain.ids import AuditId
from roundtable.storage.documents import Document
from roundtable.storage.vault_file import VaultFile
from tests.benchmarks import growth
from tests.storage import vaults


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[VaultFile]:
    monkeypatch.setattr(growth, "EVENTS", 2)
    made, _ = vaults.make(tmp_path / "B.roundtable")
    growth.fill(made, 3)
    yield made
    made.close()


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kind of everything that is read."""
    kinds: list[str] = []
    real = Document.decode

    def decode(self: Document[object], content: bytes) -> object:
        kinds.append(self.kind)
        return real(self, content)

    monkeypatch.setattr(Document, "decode", decode)
    return kinds


def test_home_counts_cases_without_reading_one(vault: VaultFile, decoded: list[str]) -> None:
    assert [row.case_count for row in home_view(vault).audits] == [growth.CASES] * 3
    assert decoded.count("audits") >= 3
    assert "cases" not in decoded


def test_the_retention_of_an_audit_reads_its_own_cases_alone(vault: VaultFile, decoded: list[str]) -> None:
    view = retention_view(vault, AuditId("audit1"))
    assert view.classes[0].items[0].count == growth.CASES
    assert decoded.count("cases") == growth.CASES


def test_ids_come_in_the_order_of_their_records(vault: VaultFile) -> None:
    with vault.reading() as tx:
        assert tx.cases.ids_of("audit2") == tuple(case.id for case in tx.cases.of("audit2"))
        assert tx.cases.ids_of("nobody") == ()
        assert (tx.cases.count_of("audit2"), tx.cases.count_of("nobody")) == (growth.CASES, 0)
