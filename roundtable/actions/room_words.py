"""The last look at what goes to the projector: every string once more by label, whatever it was typed in.

Pages send texts that were said by label already. A title, an agenda line or a question of the Board's own may
hold a name all the same. Nothing is read here but the register, so the signature gate is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from roundtable.actions.board import the_board
from roundtable.actions.labels import anonymiser_of
from roundtable.actions.ports import Vault
from roundtable.actions.spoken import Speaker, speaker_of
from roundtable.domain.ids import AuditId

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


def _cut(text: str, agencies: Iterable[str]) -> tuple[str, ...]:
    """An agency's name that a drawing had no room for, without its "…"."""
    begun = text.removesuffix("…").rstrip()
    is_cut = bool(begun) and begun != text
    return (begun,) if is_cut and any(name.startswith(begun) for name in agencies) else ()
