"""The action plan: who does what by when, and how anyone would know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from roundtable.actions.board import the_board
from roundtable.actions.case_access import require_audit_open
from roundtable.actions.label_references import action_said, references_in_room
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.action_plan import Action, problems_with, soonest_first
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import ActionIncomplete
from roundtable.domain.ids import NO_AGENCY, ActionId, AgencyId, AuditId, LessonId


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action with its owner and lessons in words."""

    action: Action
    owner: str
    lessons: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What the form holds, complete or not."""

    what: str = ""
    owner_agency_id: AgencyId = NO_AGENCY
    owner_role: str = ""
    due_on: date | None = None
    measure: str = ""
    lesson_ids: tuple[LessonId, ...] = ()
    due_typed: str = ""

    def put_into(self, action: Action) -> Action:
        """The action with these words."""
        return replace(
            action,
            what=self.what.strip(),
            owner_agency_id=self.owner_agency_id,
            owner_role=self.owner_role.strip(),
            due_on=self.due_on,
            measure=self.measure.strip(),
            lesson_ids=self.lesson_ids,
            due_typed="" if self.due_on else self.due_typed,
        )


@dataclass(frozen=True, slots=True)
class ActionsView:
    """The plan, soonest first, and what the form offers."""

    rows: tuple[ActionRow, ...]
    agencies: tuple[tuple[AgencyId, str], ...]
    lessons: tuple[tuple[LessonId, str], ...]
    today: date


def agree_action(
    vault: Vault,
    audit_id: AuditId,
    *,
    what: str,
    owner_agency_id: AgencyId = NO_AGENCY,
    owner_role: str = "",
    due_on: date | None = None,
    measure: str = "",
    lesson_ids: tuple[LessonId, ...] = (),
) -> Changes:
    """Adds an action. `made` is its id. Raises ActionIncomplete with every field that needs mending."""
    words = ActionWords(what, owner_agency_id, owner_role, due_on, measure, lesson_ids)
    with vault.transaction() as tx:
        action = words.put_into(_new(tx, audit_id))
        return replace(_store(tx, action, "action.agreed"), made=action.id)


def draft_action(vault: Vault, audit_id: AuditId, words: ActionWords, action_id: ActionId) -> Changes:
    """Autosave of an action still being talked about: kept as it is, whatever is missing.

    An empty id begins a new one, unless there are no words at all. `made` is its id.
    """
    with vault.transaction() as tx:
        if not action_id and words == ActionWords():
            return changed(Topic.ACTIONS)
        action = words.put_into(tx.actions.get(action_id) if action_id else _new(tx, audit_id))
        _put(tx, action)
        tx.log("action.drafted", action.id)
        return changed(Topic.ACTIONS, made=action.id)


def amend_action(vault: Vault, action_id: ActionId, words: ActionWords) -> Changes:
    """The action in the form is complete. Raises ActionIncomplete, RecordMissing; its draft stays stored."""
    with vault.transaction() as tx:
        return _store(tx, words.put_into(tx.actions.get(action_id)), "action.agreed")


def edit_action(vault: Vault, action: Action) -> Changes:
    """Stores a changed action. Raises ActionIncomplete."""
    with vault.transaction() as tx:
        return _store(tx, action, "action.edited")


def remove_action(vault: Vault, action_id: ActionId) -> Action:
    """Removes an action and returns it, so that `restore_action` can bring it back. Raises RecordMissing."""
    with vault.transaction() as tx:
        action = tx.actions.get(action_id)
        tx.actions.remove(action_id)
        tx.log("action.removed", action_id)
        return action_said(action, references_in_room(tx, action.audit_id).shown)


def restore_action(vault: Vault, action: Action) -> Changes:
    """Undo of `remove_action`, whatever the date has become meanwhile."""
    with vault.transaction() as tx:
        _put(tx, action)
        tx.log("action.restored", action.id)
        return changed(Topic.ACTIONS)


def actions_view(vault: Vault, audit_id: AuditId) -> ActionsView:
    """The plan. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        require_audit_open(tx, audit_id)
        board = the_board(tx)
        audit = tx.audits.get(audit_id)
        lessons = sorted(tx.lessons.of(audit_id), key=lambda item: item.ordinal)
        references = {item.id: f"L{n}" for n, item in enumerate(lessons, 1)}
        said = references_in_room(tx, audit_id)
        rows = tuple(
            ActionRow(
                a,
                ", ".join(w for w in (board.agency_name(a.owner_agency_id), a.owner_role) if w),
                tuple(references[i] for i in a.lesson_ids if i in references),
                # A date that has passed meanwhile is late, not missing.
                tuple(said for _field, said in problems_with(a, a.due_on or tx.now.date())),
            )
            for a in soonest_first(action_said(a, said.shown) for a in tx.actions.of(audit_id))
        )
        scope = audit.agencies or tuple(a.id for a in board.agencies)
        return ActionsView(
            rows,
            tuple((a, board.agency_name(a)) for a in scope),
            tuple((item.id, f"{references[item.id]} {said.shown(item.text)}") for item in lessons),
            tx.now.date(),
        )


def _new(tx: Transaction, audit_id: AuditId) -> Action:
    ordinal = max((a.ordinal for a in tx.actions.of(audit_id)), default=0) + 1
    return Action(ActionId(tx.fresh_id()), audit_id, ordinal, "")


def _put(tx: Transaction, action: Action) -> None:
    """Stores an action as it was typed, its labels as references."""
    tx.actions.put(action_said(action, references_in_room(tx, action.audit_id).stored))


def _store(tx: Transaction, action: Action, event: str) -> Changes:
    problems = problems_with(action, tx.now.date())
    if problems:
        raise ActionIncomplete(problems=problems)
    _put(tx, action)
    tx.log(event, action.id)
    return changed(Topic.ACTIONS)
