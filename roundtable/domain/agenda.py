"""The running order with planned minutes. Timers advise, never force (DOMAIN 5)."""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.domain.ids import NO_CASE, CaseId


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the agenda; `case_id` is empty where it is not about one case."""

    title: str
    minutes: int
    case_id: CaseId = NO_CASE


def standard_agenda(case_ids: tuple[CaseId, ...]) -> tuple[AgendaItem, ...]:
    """Welcome, sign-in, theme, the cases with a break after each second one, themes, actions, close."""
    items = [
        AgendaItem("Welcome", 10),
        AgendaItem("Sign-in and confidentiality statement", 15),
        AgendaItem("Theme and grade descriptors", 5),
    ]
    for number, case_id in enumerate(case_ids, 1):
        items.append(AgendaItem(f"Case {number}", 55, case_id))
        if number % 2 == 0 and number < len(case_ids):
            items.append(AgendaItem("Break", 10))
    items += [
        AgendaItem("Cross-case themes", 25),
        AgendaItem("Actions read back", 20),
        AgendaItem("Close", 10),
    ]
    return tuple(items)
