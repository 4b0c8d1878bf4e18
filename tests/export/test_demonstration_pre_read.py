"""The pre-read of the demonstration's four cases: made, searched by the gate, nobody named."""

from __future__ import annotations

from pathlib import Path

import pytest

from roundtable.actions import demonstration
from roundtable.actions.demonstration_known import know
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.actions.papers import make_paper
from roundtable.domain.papers import PaperKind
from roundtable.export.writer import Paper
from roundtable.storage import vault as storage
from tests.export.pdf_checks import text
from tests.storage import vaults
from tests.ui.report_stage import meeting_clock


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The words of all pages; `make_paper` raises GateHit where the gate finds anything."""
    path: Path = tmp_path_factory.mktemp("pre-read") / "board.roundtable"
    vault = storage.create(
        path, vaults.PASSPHRASE, who=vaults.WHO, clock=meeting_clock(), sets=vaults.CHEAP
    ).vault
    script = demonstration_script()
    audit_id = demonstration.prepare(vault, demonstration_pack(), script)
    known = know(vault, audit_id, demonstration_pack())
    demonstration.plan(vault, audit_id, script, known, script.meeting.held_on)
    pdf = make_paper(vault, Paper(), audit_id, PaperKind.PRE_READ)
    vault.close()
    return " ".join(text(pdf).split())


def test_all_four_cases_pass_the_gate_with_every_chronology(told: str) -> None:
    for label in ("Child A", "Child B", "Child C", "Child D"):
        assert label in told
    assert told.count("Chronology of all agencies") == len(demonstration_pack().cases)
    assert "Where agencies differ most" in told


def test_no_index_child_is_named_in_any_part(told: str) -> None:
    for case in demonstration_pack().cases:
        child = next(person for person in case.register.people if person.is_index_child)
        for name in (child.name, child.name.split()[-1], *child.aliases):
            assert name not in told, case.reference
