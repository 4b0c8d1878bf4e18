"""A whole table is added in one transaction or not at all; taking it back leaves what was changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from roundtable.actions import chronology, event_import, registers
from roundtable.actions.audits import AuditDetails, prepare_audit
from roundtable.actions.board import found_board
from roundtable.domain.chronology import EventKind
from roundtable.domain.errors import AgencyUnknown
from roundtable.domain.event_table import EventLine
from roundtable.domain.ids import AgencyId, AuditId, CaseId
from tests.storage import vaults


def line(number: int, text: str, agency: str) -> EventLine:
    return EventLine(number, date(2015, 4, number), AgencyId(agency), EventKind.CONTACT, text)


def test_all_or_nothing_once_and_taken_back(tmp_path: Path) -> None:
    vault, _code = vaults.make(tmp_path / "board.roundtable")
    found_board(vault, name="Oakshire Board", pack_id="lscb_2015", contact="the office")
    case_id = CaseId(
        registers.add_case(vault, AuditId(prepare_audit(vault, AuditDetails(title="Neglect")).made)).made
    )
    agency = event_import.event_agencies(vault)[0][0]

    def texts() -> list[str]:
        return [e.text for e in chronology.chronology_view(vault, case_id).events]

    before = vault.anchor()
    with pytest.raises(AgencyUnknown):
        event_import.add_events(vault, case_id, (line(1, "a", agency), line(2, "b", "nobody")))
    assert (texts(), vault.anchor()) == ([], before), "half of it was stored"
    rows = (line(1, "a", agency), line(2, "b", agency), line(2, " B ", agency))
    made = event_import.add_events(vault, case_id, rows)
    assert texts() == ["a", "b"]
    assert event_import.add_events(vault, case_id, rows) == ()
    chronology.edit_event(vault, case_id, replace(made[1], text="b, and more"))
    event_import.take_back_events(vault, case_id, made)
    assert texts() == ["b, and more"]
    vault.close()
