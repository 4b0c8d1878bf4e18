"""Real encrypted vaults for tests: cheap key derivation, a clock that stands still until it is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from roundtable.domain.audit import Audit
from roundtable.domain.case import Case
from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.grading import Grade, GradeScale
from roundtable.domain.ids import AgencyId, AuditId, CaseId, EventId, PersonId
from roundtable.domain.register import Person, Register
from roundtable.storage import engine, keys, vault
from roundtable.storage.keys import Stretching
from roundtable.storage.vault_file import VaultFile

PASSPHRASE = "lantern-gravel-orbit-thimble-willow"
OTHER_PASSPHRASE = "pewter-canyon-almond-sketch-ribbon"
WHO = "Ada Marsh"
CANARY = "Zephyrine Quillfeather"
# Number 250 is kept for tests: what the application passes refuses it.
CHEAP = MappingProxyType({250: Stretching(memory_kib=8, iterations=1, lanes=1)})
SCALE = GradeScale("four", "Four-point", (Grade("good", "Good", "Works well.", 0),))


class Clock:
    """`ports.Clock` that only moves when told to."""

    def __init__(self, at: datetime = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def make(path: Path, clock: Clock | None = None) -> tuple[VaultFile, str]:
    """A new open vault and its recovery code."""
    made = vault.create(path, PASSPHRASE, who=WHO, clock=clock or Clock(), sets=CHEAP)
    return made.vault, made.recovery_code


def reopen(path: Path, passphrase: str = PASSPHRASE, clock: Clock | None = None) -> VaultFile:
    """Opens a vault that was closed."""
    return vault.open(path, passphrase, who=WHO, clock=clock or Clock(), sets=CHEAP)


def audit(number: int = 1, title: str = "Neglect") -> Audit:
    return Audit(
        AuditId(f"audit{number}"),
        f"RT-{number}",
        title,
        "neglect",
        SCALE,
        datetime(2026, 1, 5, 9, 0, tzinfo=UTC),
        window_from=date(2025, 1, 1),
    )


def case(number: int, audit_id: str = "audit1", text: str = CANARY) -> Case:
    """A case whose text holds the canary."""
    return Case(
        CaseId(f"case{number}"),
        AuditId(audit_id),
        number,
        f"ref-{number}",
        background=text,
        register=Register(people=(Person(PersonId(f"p{number}"), CANARY, "child", is_index_child=True),)),
        events=(Event(EventId(f"e{number}"), date(2025, 3, 1), AgencyId("police"), EventKind.CONTACT, text),),
    )


def fill(opened: VaultFile, count: int = 3) -> None:
    """One audit with `count` cases, each in its own transaction."""
    with opened.transaction() as tx:
        tx.audits.put(audit())
        tx.log("audit planned", "audit1")
    for number in range(1, count + 1):
        with opened.transaction() as tx:
            tx.cases.put(case(number))
            tx.log("case added", f"case{number}")


def key_of(path: Path, passphrase: str = PASSPHRASE) -> keys.VaultKey:
    """The key of a vault of these tests."""
    return keys.derive(passphrase, engine.check_header(path), CHEAP)
