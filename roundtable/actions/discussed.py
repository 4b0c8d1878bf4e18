"""Whether a case has left traces in what the room said: then it stays, and its register with it.

Names in a lesson are found by the register of the case they come from: without the case they would be
strangers to the report and to its gate.
"""

from __future__ import annotations

from roundtable import anonymise
from roundtable.actions.audit_register import register_of
from roundtable.actions.ports import Transaction
from roundtable.actions.round_tables import walkthroughs_of
from roundtable.domain.case import Case
from roundtable.domain.ids import CaseId
from roundtable.domain.label_references import referred_to
from roundtable.domain.lessons import Lesson


def was_discussed(tx: Transaction, case: Case) -> bool:
    """Something was captured about the case, rests on it, or names somebody of it."""
    walkthrough = walkthroughs_of(tx, case.audit_id).get(case.id)
    if walkthrough and not walkthrough.is_silent:
        return True
    lessons = tx.lessons.of(case.audit_id)
    if any(_comes_from(lesson, case.id) for lesson in lessons):
        return True
    actions = tx.actions.of(case.audit_id)
    texts = [lesson.text for lesson in lessons]
    texts += [part for a in actions for part in (a.what, a.owner_role, a.measure)]
    register = register_of((case,))
    if any(anonymise.search(register, text) for text in texts):
        return True
    own = {entry.id for part in (register.people, register.places) for entry in part}
    return any(own & referred_to(text) for text in texts)


def _comes_from(lesson: Lesson, case_id: CaseId) -> bool:
    return lesson.case_id == case_id or any(e.case_id == case_id for e in lesson.evidence)
