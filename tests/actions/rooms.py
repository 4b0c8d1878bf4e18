"""A small Board with one audit and its round table, for the tests of actions: real vaults, invented people."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from roundtable.actions import anonymisation, board, chronology, confirming, registers, round_tables, signoff
from roundtable.actions.audits import AuditDetails, prepare_audit
from roundtable.actions.report import export_view
from roundtable.actions.report_content import Prepared, prepare_report
from roundtable.domain.chronology import EventKind
from roundtable.domain.ids import AgencyId, AttendeeId, AuditId, CaseId, PersonId, RoundTableId
from roundtable.domain.register import Person, Place
from roundtable.domain.report import AnonymousReport, texts_of
from roundtable.domain.report_work import Choice
from roundtable.domain.signoff import Declaration, Method, Signature
from roundtable.storage import recovery
from roundtable.storage import vault as storage
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults

HELD_ON = date(2026, 10, 8)
POLICE = AgencyId("police")
CHILDREN = (
    ("Amelia Thornton", date(2016, 5, 4)),
    ("Kwabena Asante", date(2014, 2, 11)),
    ("Zofia Wisniewska", date(2019, 9, 30)),
)


@dataclass
class Room:
    """One audit, its cases and its round table."""

    vault: VaultFile
    clock: vaults.Clock
    audit_id: AuditId
    case_ids: tuple[CaseId, ...]
    children: tuple[PersonId, ...]
    table_id: RoundTableId
    attendees: dict[str, AttendeeId] = field(default_factory=dict)

    def expect(self, name: str, **details: object) -> AttendeeId:
        """Somebody on the list."""
        made = signoff.add_attendee(self.vault, self.table_id, name=name, **details)  # type: ignore[arg-type]
        self.attendees[name] = AttendeeId(made.made)
        return self.attendees[name]

    def sign(self, name: str, *declarations: Declaration) -> AttendeeId:
        """They sign by typing; whoever was not expected is put on the list first."""
        who = self.attendees.get(name) or self.expect(name)
        signoff.sign_statement(
            self.vault,
            self.table_id,
            who,
            shown_sha256=signoff.signing_view(self.vault, self.table_id, who).statement.sha256,
            signature=Signature(Method.TYPED, typed_name=name),
            declarations=declarations,
        )
        return who

    def open(self, *names: str) -> None:
        """The meeting is open and these people have signed."""
        round_tables.open_round_table(self.vault, self.table_id)
        for name in names or ("Ana Reed",):
            self.sign(name)

    def unlocked_by(self, who: str) -> None:
        """Somebody else opens the file and goes on."""
        path = self.vault.path
        self.vault.close()
        self.vault = storage.open(path, vaults.PASSPHRASE, who=who, clock=self.clock, sets=vaults.CHEAP)

    def close(self) -> None:
        """The meeting is over."""
        round_tables.close_round_table(self.vault, self.table_id, concerns_seen=True)

    def plan_again(self, held_on: date) -> RoundTableId:
        """A further round table of the same audit."""
        made = round_tables.plan_round_table(self.vault, self.audit_id, round_tables.MeetingDetails(held_on))
        return RoundTableId(made.made)

    def person(self, name: str, role: str, case: int = 0, **details: object) -> PersonId:
        """Enters somebody in the register of a case."""
        person = replace(Person(PersonId(""), name, role), **details)  # type: ignore[arg-type]
        return PersonId(registers.enter_person(self.vault, self.case_ids[case], person).made)

    def place(self, name: str, role: str, case: int = 0) -> str:
        """Enters a place in the register of a case."""
        return registers.enter_place(self.vault, self.case_ids[case], Place("", name, role)).made

    def event(self, text: str, case: int = 0, on: date = date(2025, 3, 1)) -> str:
        """Adds an event of the police and marks it, so that the report tells it."""
        from roundtable.domain.ids import EventId

        case_id = self.case_ids[case]
        made = chronology.add_event(
            self.vault, case_id, on=on, agency_id=POLICE, kind=EventKind.CONTACT, text=text
        )
        chronology.mark_turning_point(self.vault, case_id, EventId(made.made), True)
        return made.made

    def prepared(self) -> Prepared:
        """The report as it would be written now."""
        with self.vault.reading() as tx:
            return prepare_report(tx, self.audit_id)

    @property
    def report(self) -> AnonymousReport:
        """The report's content."""
        return self.prepared().report

    @property
    def printed(self) -> str:
        """Every string of the report."""
        return "\n".join(texts_of(self.report))

    def decide_everything(self) -> None:
        """Whatever is asked about is replaced."""
        for _ in range(6):
            waiting = anonymisation.review_view(self.vault, self.audit_id).to_decide
            for item in waiting:
                anonymisation.decide(
                    self.vault, self.audit_id, item.text, Choice.REPLACE, words="[name removed]"
                )
            if not waiting:
                return

    def confirm(self, name: str = "Second Reader") -> None:
        """The second person signs what there is now."""
        self.decide_everything()
        view = confirming.confirm_view(self.vault, self.audit_id)
        confirming.confirm_report(
            self.vault,
            self.audit_id,
            name=name,
            role="Chair of the Sub Group",
            signature=Signature(Method.TYPED, typed_name=name),
            content_sha256=view.content_sha256,
        )

    def is_confirmed(self) -> bool:
        """Whether the confirmation still fits the text."""
        return export_view(self.vault, self.audit_id).is_confirmed


Details = Callable[[AuditDetails], AuditDetails]


@contextmanager
def room(folder: Path, cases: int = 2, details: Details | None = None) -> Iterator[Room]:
    """A Board, an audit with that many cases of one child each, and a planned round table: a file of its own."""
    planned = _planned(cases, details, tuple(vaults.CHEAP))
    for name in (planned.path.name, recovery.recovery_path(planned.path).name):
        shutil.copy(planned.path.with_name(name), folder / name)
    clock = vaults.Clock()
    vault = vaults.reopen(folder / planned.path.name, clock=clock)
    made = Room(vault, clock, planned.audit_id, planned.case_ids, planned.children, planned.table_id)
    yield made
    made.vault.close()


@dataclass(frozen=True)
class _Planned:
    """A closed vault, and who and what is in it."""

    folder: tempfile.TemporaryDirectory[str]
    path: Path
    audit_id: AuditId
    case_ids: tuple[CaseId, ...]
    children: tuple[PersonId, ...]
    table_id: RoundTableId


@functools.cache
def _planned(cases: int, details: Details | None, _derived_by: tuple[int, ...]) -> _Planned:
    """Made once in a run, by the actions themselves; every room is a copy of its bytes."""
    folder = tempfile.TemporaryDirectory(prefix="planned-room-", ignore_cleanup_errors=True)
    path = Path(folder.name) / "board.roundtable"
    vault, _code = vaults.make(path)
    board.found_board(
        vault,
        name="Oakshire Board",
        pack_id="lscb_2015",
        contact="the Board’s office",
        recipient_email="sub.group@example.org",
    )
    wanted = AuditDetails(title="Neglect", theme="neglect", agencies=(POLICE, AgencyId("school")))
    audit_id = AuditId(prepare_audit(vault, details(wanted) if details else wanted).made)
    case_ids = tuple(CaseId(registers.add_case(vault, audit_id).made) for _ in range(cases))
    children = tuple(
        PersonId(
            registers.enter_person(
                vault, case_id, Person(PersonId(""), name, "Child", born_on=born_on, is_index_child=True)
            ).made
        )
        for case_id, (name, born_on) in zip(case_ids, CHILDREN, strict=False)
    )
    table = round_tables.plan_round_table(vault, audit_id, round_tables.MeetingDetails(HELD_ON))
    # What it holds is no change of the copies: they make their first backup of what a test does.
    vault.nothing_changed()
    vault.close()
    return _Planned(folder, path, audit_id, case_ids, children, RoundTableId(table.made))
