"""What is asked for in the running order, stored; and a further meeting that goes on where one stopped."""

from __future__ import annotations

from functools import partial

from roundtable.actions.round_tables import MeetingDetails, plan_round_table, reorder_cases
from roundtable.actions.running_order import add_break, begin_item, remove_break, set_minutes
from roundtable.domain.agenda import MOST_MINUTES, AgendaItem
from roundtable.domain.ids import AuditId, CaseId, RoundTableId
from roundtable.ui.meeting.running_order import RunningOrder
from roundtable.ui.screen import Screen


class OrderChanges:
    """Wires the running order's signals to the vault."""

    def __init__(self, screen: Screen, table: RoundTableId, order: RunningOrder) -> None:
        self._screen, self._table = screen, table
        self._agenda: tuple[AgendaItem, ...] = ()
        order.moved.connect(self._move)
        order.break_asked.connect(self._add_break)
        order.break_removed.connect(self._remove_break)
        order.minutes_asked.connect(self._ask_minutes)
        order.begun.connect(self._begin)

    def know(self, agenda: tuple[AgendaItem, ...]) -> None:
        """The agenda that is shown."""
        self._agenda = agenda

    def plan_next(self, audit_id: AuditId, like: MeetingDetails) -> None:
        """A further meeting with the same people in charge; its own page is opened to give it a day."""
        screen = self._screen
        screen.act(
            lambda: plan_round_table(screen.context.vault, audit_id, like),
            lambda made: self._go_there(RoundTableId(made.made)),
        )

    def _go_there(self, planned: RoundTableId) -> None:
        self._screen.context.navigator.go("meeting", round_table_id=planned, section="details")

    def _move(self, order: tuple[CaseId, ...]) -> None:
        self._screen.act(partial(reorder_cases, self._screen.context.vault, self._table, order))

    def _add_break(self, after: int) -> None:
        self._screen.act(partial(add_break, self._screen.context.vault, self._table, after))

    def _remove_break(self, place: int) -> None:
        self._screen.act(partial(remove_break, self._screen.context.vault, self._table, place))

    def _begin(self, title: str) -> None:
        self._screen.act(partial(begin_item, self._screen.context.vault, self._table, title))

    def _ask_minutes(self, place: int) -> None:
        if place >= len(self._agenda):
            return
        item = self._agenda[place]
        said = self._screen.context.prompts.ask(
            f"How long is “{item.title}”?",
            "The minutes advise; nobody is cut off.",
            "Minutes",
            "Plan it",
            initial=str(item.minutes),
            check=_problem,
        )
        if said is not None:
            minutes = int(said.strip())
            self._screen.act(partial(set_minutes, self._screen.context.vault, self._table, place, minutes))


def _problem(text: str) -> str:
    word = text.strip()
    fits = word.isdecimal() and word.isascii() and len(word) <= 3 and 1 <= int(word) <= MOST_MINUTES
    return "" if fits else f"Enter a number of minutes from 1 to {MOST_MINUTES}"
