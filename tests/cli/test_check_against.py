"""`roundtable check VAULT --against REPORT.pdf` on the demonstration's own report and record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from roundtable.export.writer import Paper
from tests.cli.conftest import Run
from tests.export.sample_report import sample_report

NAMES = ("Demonstration.roundtable", "Demonstration-passphrase.txt")


def vault_of(exported: Path) -> tuple[object, ...]:
    return exported / NAMES[0], "--passphrase-file", exported / NAMES[1]


def test_report_and_record_fit_their_vault(exported: Path, run: Run) -> None:
    for pattern in ("Report-*.pdf", "Sign-off-record-*.pdf"):
        said = run("check", *vault_of(exported), "--against", next(exported.glob(pattern)))
        assert said.code == 0, said.err
        assert "As the report says: This file is the one the paper was made from." in said.out


def test_a_report_of_a_longer_trail_does_not(exported: Path, run: Run, tmp_path: Path) -> None:
    paper = Paper()
    own = paper.printed_anchor(next(exported.glob("Report-*.pdf")).read_bytes())
    longer = tmp_path / "longer.pdf"
    longer.write_bytes(paper.report(replace(sample_report(), anchor=replace(own, count=own.count + 10_000))))
    said = run("check", *vault_of(exported), "--against", longer)
    assert said.code == 1
    assert "Problem: Entries are missing" in said.out


def test_an_encrypted_copy_takes_its_own_passphrase(exported: Path, run: Run, tmp_path: Path) -> None:
    copy, secret = tmp_path / "copy.pdf", tmp_path / "secret.txt"
    secret.write_text("heron-copper-violin\n")
    plain = next(exported.glob("Report-*.pdf")).read_bytes()
    copy.write_bytes(Paper().encrypted_copy(plain, "heron-copper-violin"))
    refused = run("check", *vault_of(exported), "--against", copy)
    assert refused.code == 1
    assert "encrypted copy" in refused.err
    said = run("check", *vault_of(exported), "--against", copy, "--report-passphrase-file", secret)
    assert said.code == 0, said.err
