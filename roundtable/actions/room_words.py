"""The last look at what goes to the projector: every string once more by label, whatever it was typed in.

Pages send texts that were said by label already. A title, an agenda line or a question of the Board's own may
hold a name all the same. Nothing is read here but the register, so the signature gate is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from roundtable.actions.board import the_board
from roundtable.actions.case_access import require_audit_open
from roundtable.actions.labels import anonymiser_of
from roundtable.actions.ports import Vault
from roundtable.actions.spoken import Speaker, speaker_of
from roundtable.domain.errors import CaseClosedToRoom
from roundtable.domain.ids import NO_CASE, AuditId, CaseId, RoundTableId
from roundtable.domain.round_table import MeetingState

Wordings = Mapping[str, str]


def words_for_room(
    vault: Vault,
    audit_id: AuditId,
    named: Iterable[str],
    nameless: Iterable[str],
    *,
    of_board: bool = False,
) -> tuple[Wordings, Wordings]:
    """How each string is said to the room: `named` with names where this round table allows them, `nameless`
    always by label. `of_board`: words that the Board wrote for everybody, such as the statement.

    Raises RecordMissing.
    """
    with vault.reading() as tx:
        speaker = speaker_of(tx, audit_id)
        by_label = speaker
        if speaker.engine is None:
            by_label = replace(speaker, engine=anonymiser_of(tx, audit_id, is_for_room=True))
        agencies = [agency.name for agency in the_board(tx).agencies]

        def say(by: Speaker, text: str) -> str:
            return by.say(text, [*agencies, *_cut(text, agencies)])

        return (
            {t: speaker.say_of_board(t) if of_board else say(speaker, t) for t in dict.fromkeys(named)},
            {t: say(by_label, t) for t in dict.fromkeys(nameless)},
        )


class HeldFate(StrEnum):
    """What becomes of a page that the room view is held on."""

    STAYS = "stays"
    WAITS = "waits"
    """Not for everybody who is here now."""
    GOES = "goes"
    """It may say a name."""


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A page that the room was told before: whose it is, and its words as they were said."""

    round_table_id: RoundTableId
    is_behind_gate: bool
    named: tuple[str, ...]
    nameless: tuple[str, ...]
    of_board: bool = False
    case_id: CaseId = NO_CASE


def fate_of_held(vault: Vault, page: HeldPage) -> HeldFate:
    """Whether a held page may be seen: said anew it is the same, and its case is open to all who are here.

    Raises RecordMissing.
    """
    with vault.reading() as tx:
        table = tx.round_tables.get(page.round_table_id)
        try:
            if page.is_behind_gate:
                require_audit_open(tx, table.audit_id, page.case_id)
            is_open = table.state in (MeetingState.PLANNED, MeetingState.OPEN)
        except CaseClosedToRoom:
            is_open = False
    named, nameless = words_for_room(vault, table.audit_id, page.named, page.nameless, of_board=page.of_board)
    if any(text != said for words in (named, nameless) for text, said in words.items()):
        return HeldFate.GOES
    return HeldFate.STAYS if is_open else HeldFate.WAITS


def _cut(text: str, agencies: Iterable[str]) -> tuple[str, ...]:
    """An agency's name that a drawing had no room for, without its "…"."""
    begun = text.removesuffix("…").rstrip()
    is_cut = bool(begun) and begun != text
    return (begun,) if is_cut and any(name.startswith(begun) for name in agencies) else ()
