"""The running order while it is planned and while it is followed: breaks, minutes, what the room is at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roundtable.actions.ports import Vault
from roundtable.actions.round_tables import store_table
from roundtable.domain.agenda import AgendaItem, with_break, with_minutes, without_break
from roundtable.domain.changes import Changes
from roundtable.domain.ids import RoundTableId
from roundtable.domain.meeting_course import Stay, going_to
from roundtable.domain.round_table import require_open

_Agenda = tuple[AgendaItem, ...]


def add_break(vault: Vault, round_table_id: RoundTableId, after: int) -> Changes:
    """A break of ten minutes after item number `after` (from 0)."""
    return _change(vault, round_table_id, lambda agenda: with_break(agenda, after))


def remove_break(vault: Vault, round_table_id: RoundTableId, place: int) -> Changes:
    """Takes a break out. Raises AgendaItemFixed."""
    return _change(vault, round_table_id, lambda agenda: without_break(agenda, place))


def set_minutes(vault: Vault, round_table_id: RoundTableId, place: int, minutes: int) -> Changes:
    """Another planned length. Raises MinutesWrong, AgendaItemFixed."""
    return _change(vault, round_table_id, lambda agenda: with_minutes(agenda, place, minutes))


def begin_item(vault: Vault, round_table_id: RoundTableId, title: str) -> Changes:
    """The room is at an item that has no page: the welcome, the theme, a break, the close.

    Raises RoundTableNotOpen.
    """
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        require_open(table)
        table = replace(table, course=going_to(table.course, Stay(title, tx.now)))
        return store_table(tx, table, "meeting.item")


def _change(vault: Vault, round_table_id: RoundTableId, change: Callable[[_Agenda], _Agenda]) -> Changes:
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        return store_table(tx, replace(table, agenda=change(table.agenda)), "meeting.agenda")
