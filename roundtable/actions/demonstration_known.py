"""What the replay of the demonstration has to remember: the vault's ids for the script's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from roundtable.actions.audits import audit_view
from roundtable.actions.case_access import stored_case
from roundtable.actions.case_pack_format import CasePack
from roundtable.actions.demonstration_script import ScriptEvidence, ScriptLesson
from roundtable.actions.lessons import capture_lesson
from roundtable.actions.ports import Vault
from roundtable.domain.ids import NO_CASE, AgencyId, AttendeeId, AuditId, CaseId, EventId, LessonId, PersonId
from roundtable.domain.lessons import Evidence, EvidenceKind, LessonKind

Advance = Callable[[timedelta], None]


@dataclass(slots=True)
class Known:
    """From the script's ids to the vault's; events by case reference and their number in the pack."""

    agencies: dict[str, AgencyId] = field(default_factory=dict)
    cases: dict[str, CaseId] = field(default_factory=dict)
    attendees: dict[str, AttendeeId] = field(default_factory=dict)
    events: dict[tuple[str, int], EventId] = field(default_factory=dict)
    lessons: dict[str, LessonId] = field(default_factory=dict)
    people: dict[str, PersonId] = field(default_factory=dict)

    def evidence(self, pointed: ScriptEvidence) -> Evidence:
        """The script's pointer in the vault's terms."""
        kind, ref = EvidenceKind(pointed.kind), str(pointed.ref)
        if kind is EvidenceKind.EVENT:
            ref = self.events[pointed.case, int(pointed.ref)]
        return Evidence(kind, self.cases[pointed.case], ref)


def know(vault: Vault, audit_id: AuditId, pack: CasePack) -> Known:
    """The vault's ids of the pack's agencies, cases and events."""
    known = Known()
    view = audit_view(vault, audit_id)
    by_name = {a.name.casefold(): a.id for a in view.board.agencies}
    known.agencies = {a.id: by_name[a.name.casefold()] for a in pack.agencies}
    with vault.reading() as tx:
        for row, packed in zip(view.cases, pack.cases, strict=True):
            known.cases[packed.reference] = row.id
            case = stored_case(tx, row.id)
            known.people |= {
                p.id: person.id
                for p, person in zip(packed.register.people, case.register.people, strict=True)
            }
            days = [event.on for event in packed.chronology]
            order = sorted(range(len(days)), key=days.__getitem__)
            for place, event in zip(order, case.events, strict=True):
                known.events[packed.reference, place + 1] = event.id
    return known


def capture(
    vault: Vault, audit_id: AuditId, lesson: ScriptLesson, known: Known, case_id: CaseId = NO_CASE
) -> LessonId:
    """Captures one lesson of the script."""
    made = capture_lesson(
        vault,
        audit_id,
        kind=LessonKind(lesson.kind),
        text=lesson.text,
        agencies=tuple(known.agencies[a] for a in lesson.agencies),
        evidence=tuple(known.evidence(e) for e in lesson.evidence),
        domain=lesson.domain,
        route=lesson.route,
        case_id=case_id,
    )
    return LessonId(made.made)
