"""Importing a case pack: all of it or nothing, with the list of what was wrong by row and field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import msgspec

from roundtable.actions.audits import AuditDetails, new_audit
from roundtable.actions.board import the_board, with_agency
from roundtable.actions.case_pack_format import CasePack
from roundtable.actions.case_pack_reading import PackIds, case_of, problems_in
from roundtable.actions.labels import refresh_labels
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.board import Board, Question, Recipient, Representative
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import PackUnreadable
from roundtable.domain.family import check_family
from roundtable.domain.ids import QuestionId, RepresentativeId

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class PackPreview:
    """What would be imported: counts only."""

    title: str
    reference: str
    cases: int
    people: int
    events: int
    returns: int
    representatives: int
    agencies: int


def read_pack(data: bytes) -> CasePack:
    """Decodes and checks a pack.

    Raises PackUnreadable, whose `problems` are sentences that name row and field and say what to do.
    """
    if len(data) > MAX_BYTES:
        raise PackUnreadable(problems=(f"The file is larger than {MAX_BYTES // 1_000_000} MB.",))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = data[: error.start].count(b"\n") + 1
        problem = f"Line {where}: not UTF-8 text. Save the file again with the encoding UTF-8."
        raise PackUnreadable(problems=(problem,)) from None
    try:
        pack = msgspec.json.decode(text, type=CasePack)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as error:
        raise PackUnreadable(problems=(_in_words(str(error)),)) from None
    problems = problems_in(pack)
    if problems:
        raise PackUnreadable(problems=problems)
    return pack


def _in_words(message: str) -> str:
    """ "Expected `str`, got `int` - at `$.cases[0].people[1].name`" → "cases[1].people[2].name: …"."""
    what, _, path = message.partition(" - at `$")
    if not path:
        return f"The file is not a case pack: {what}."
    counted = path.rstrip("`").lstrip(".")
    counted = re.sub(r"\[(\d+)\]", lambda match: f"[{int(match[1]) + 1}]", counted)
    what = re.sub(r"`([^`]*)`", r"“\1”", what)
    return f"{counted or 'pack'}: {what}."


def preview(pack: CasePack) -> PackPreview:
    """Counts of what the pack holds."""
    return PackPreview(
        title=pack.audit.title,
        reference=pack.audit.reference,
        cases=len(pack.cases),
        people=sum(len(c.register.people) for c in pack.cases),
        events=sum(len(c.chronology) for c in pack.cases),
        returns=sum(len(c.returns) for c in pack.cases),
        representatives=len(pack.representatives),
        agencies=len(pack.agencies),
    )


def import_pack(vault: Vault, pack: CasePack) -> Changes:
    """Stores the whole pack in one transaction. `made` is the audit's id.

    Raises ReferenceTaken, TitleMissing, WindowBackwards, FamilyLoop; then nothing was stored.
    """
    with vault.transaction() as tx:
        board, ids = _with_agencies(tx, the_board(tx), pack)
        board = _with_representatives(tx, board, pack, ids)
        tx.boards.put(board)
        audit = new_audit(tx, board, _details(pack, board, ids))
        for ordinal, packed in enumerate(pack.cases, 1):
            case = case_of(packed, audit.id, ordinal, ids, tx.fresh_id)
            check_family(case.family)
            tx.cases.put(case)
        refresh_labels(tx, audit.id)
        tx.log("pack.imported", audit.id)
        return changed(Topic.AUDIT, Topic.CASE, Topic.BOARD, made=audit.id)


def _with_agencies(tx: Transaction, board: Board, pack: CasePack) -> tuple[Board, PackIds]:
    ids = PackIds()
    for agency in pack.agencies:
        board, agency_id = with_agency(tx, board, agency.name)
        ids.agencies[agency.id] = agency_id
    return board, ids


def _with_representatives(tx: Transaction, board: Board, pack: CasePack, ids: PackIds) -> Board:
    known = {(r.agency_id, r.name.casefold()) for r in board.representatives}
    people = list(board.representatives)
    for packed in pack.representatives:
        agency_id = ids.agencies[packed.agency]
        if (agency_id, packed.name.casefold()) in known:
            continue
        people.append(
            Representative(
                RepresentativeId(tx.fresh_id()),
                agency_id,
                packed.name,
                packed.role,
                packed.nominated_on,
                packed.accredited_on,
                packed.accreditation_ends_on,
            )
        )
    return replace(board, representatives=tuple(people))


def _details(pack: CasePack, board: Board, ids: PackIds) -> AuditDetails:
    bank = {q.id: q for q in board.questions}
    questions = tuple(
        Question(QuestionId(q.id), q.domain, q.text, prompt=q.prompt) if q.text else bank[QuestionId(q.id)]
        for q in pack.audit.questions
    )
    recipient = pack.audit.recipient
    return AuditDetails(
        title=pack.audit.title,
        theme=pack.audit.theme,
        reference=pack.audit.reference,
        key_lines=tuple(pack.audit.key_lines),
        window_from=pack.audit.window_from,
        window_to=pack.audit.window_to,
        sample_method=pack.audit.sample_method,
        priority=pack.audit.priority,
        agencies=tuple(ids.agencies.values()),
        questions=questions or None,
        recipient=Recipient(recipient.name, recipient.email, tuple(recipient.allowed_domains))
        if recipient.email
        else None,
    )
