"""The running order with planned minutes. Timers advise, never force (DOMAIN 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roundtable.domain.errors import AgendaItemFixed, MinutesWrong
from roundtable.domain.ids import NO_CASE, CaseId

WELCOME = "Welcome"
SIGN_IN = "Sign-in and confidentiality statement"
THEME = "Theme and grade descriptors"
BREAK = "Break"
THEMES = "Cross-case themes"
ACTIONS = "Actions read back"
CLOSE = "Close"
MOST_MINUTES = 480
_BREAK_MINUTES, _CASE_MINUTES = 10, 55


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the agenda; `case_id` is empty where it is not about one case."""

    title: str
    minutes: int
    case_id: CaseId = NO_CASE

    @property
    def is_break(self) -> bool:
        """A break can be put in and taken out."""
        return not self.case_id and self.title == BREAK


def standard_agenda(case_ids: tuple[CaseId, ...]) -> tuple[AgendaItem, ...]:
    """Welcome, sign-in, theme, the cases with a break after each second one, themes, actions, close."""
    items = [AgendaItem(WELCOME, 10), AgendaItem(SIGN_IN, 15), AgendaItem(THEME, 5)]
    for number, case_id in enumerate(case_ids, 1):
        items.append(AgendaItem(f"Case {number}", _CASE_MINUTES, case_id))
        if number % 2 == 0 and number < len(case_ids):
            items.append(AgendaItem(BREAK, _BREAK_MINUTES))
    items += [AgendaItem(THEMES, 25), AgendaItem(ACTIONS, 20), AgendaItem(CLOSE, 10)]
    return tuple(items)


def in_case_order(agenda: Sequence[AgendaItem], case_ids: Sequence[CaseId]) -> tuple[AgendaItem, ...]:
    """The same agenda with its cases in this order, each with its minutes; breaks and minutes stay as set.

    Cases that are new join after the last one.
    """
    known = {item.case_id: item for item in agenda if item.case_id}
    order = iter([known[c] for c in case_ids if c in known])
    items = [next(order) if item.case_id else item for item in agenda]
    last = max((n for n, item in enumerate(items, 1) if item.case_id), default=min(3, len(items)))
    added = [AgendaItem("", _CASE_MINUTES, c) for c in case_ids if c not in known]
    return _numbered([*items[:last], *added, *items[last:]])


def with_break(agenda: Sequence[AgendaItem], after: int) -> tuple[AgendaItem, ...]:
    """A break after item number `after` (from 0)."""
    place = max(0, min(after, len(agenda) - 1)) + 1
    return (*agenda[:place], AgendaItem(BREAK, _BREAK_MINUTES), *agenda[place:])


def without_break(agenda: Sequence[AgendaItem], place: int) -> tuple[AgendaItem, ...]:
    """Without the break at this number (from 0). Raises AgendaItemFixed for anything else."""
    if not (0 <= place < len(agenda) and agenda[place].is_break):
        raise AgendaItemFixed()
    return (*agenda[:place], *agenda[place + 1 :])


def with_minutes(agenda: Sequence[AgendaItem], place: int, minutes: int) -> tuple[AgendaItem, ...]:
    """Another length for one item. Raises MinutesWrong (1 to 480), AgendaItemFixed (no such item)."""
    if not 0 <= place < len(agenda):
        raise AgendaItemFixed()
    if not 1 <= minutes <= MOST_MINUTES:
        raise MinutesWrong()
    return (*agenda[:place], replace(agenda[place], minutes=minutes), *agenda[place + 1 :])


def _numbered(items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    number, named = 0, []
    for item in items:
        number += bool(item.case_id)
        named.append(replace(item, title=f"Case {number}") if item.case_id else item)
    return tuple(named)
