"""Keeps the room safe while a round table is open: the curtain, what lifts it, the urgent concern."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from roundtable.actions.curtain import CurtainView, curtain_view, draw_curtain, lift_curtain
from roundtable.actions.meeting import ConcernHome, concern_home_view
from roundtable.actions.signoff import record_arrival, record_departure
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.errors import (
    NotEverybodySigned,
    RoundtableError,
    TooManyTries,
    VaultLocked,
    WrongPassphrase,
    WrongPin,
)
from roundtable.domain.ids import NO_CASE, AttendeeId, CaseId, RoundTableId
from roundtable.ui.curtain import curtain_card, way_of
from roundtable.ui.error_texts import explain
from roundtable.ui.meeting_key import MeetingKey
from roundtable.ui.urgent_concern_panel import UrgentConcernPanel
from roundtable.ui.widgets.curtain import CurtainCard

if TYPE_CHECKING:
    from roundtable.ui.context import Context
    from roundtable.ui.curtains import Curtains
    from roundtable.ui.door import VaultDoor
    from roundtable.ui.main_window import MainWindow
    from roundtable.ui.navigator import Navigator

_WATCHED: Final = frozenset({Topic.ROUND_TABLE, Topic.SIGNOFF})
_UNDER_THE_CURTAIN: Final = ("hand_over", "sign")
"""Pages without case content that may be seen while the curtain is drawn, once it has made way."""


class MeetingSafety(QObject):
    """Follows the vault: the curtain on the screen is drawn whenever the open round table says so.

    `door` is the way to the vault file, for what comes after the passphrase.
    """

    def __init__(self, window: MainWindow, curtains: Curtains, navigator: Navigator, door: VaultDoor) -> None:
        super().__init__(window)
        self._window, self._curtains, self._navigator, self._door = window, curtains, navigator, door
        self._context: Context | None = None
        self._view: CurtainView | None = None
        self._key: MeetingKey | None = None
        self._panel: UrgentConcernPanel | None = None
        self._asking_who = False
        self._is_proved = False
        self.stands_back = False
        """The curtain belongs to a lock that waits for words to be stored."""
        curtains.drawn.connect(self._on_drawn)
        curtains.lifted.connect(self._on_lifted)
        curtains.lift_asked.connect(self._on_lift_asked)
        curtains.way_chosen.connect(self._on_way)
        curtains.concern_asked.connect(self.raise_concern)
        curtains.covering_again.connect(self._bring_panel_home)
        navigator.moved.connect(self._on_moved)

    def enter(self, context: Context) -> None:
        """A vault is open: follow its round tables from here on. It was opened with the passphrase."""
        if self._context is None:
            context.hub.changed.connect(self._on_changed)
        self._context, self._view, self._is_proved = context, None, True
        self._read()

    def passed(self) -> None:
        """The passphrase was just given, which is worth more than the PIN: nothing more is asked for.

        Somebody who is here and has not signed keeps the curtain drawn all the same.
        """
        view, context = self._view, self._context
        if view is None or context is None or not (view.is_drawn or view.unsigned):
            self._curtains.lift()
        else:
            self._cover()
            if not view.unsigned:
                self._do(lambda: lift_curtain(context.vault, view.round_table_id))

    def let_go(self) -> bool:
        """Whether an urgent concern that is being written is in the vault; asks where somebody sees it."""
        panel, context = self._panel, self._context
        if panel is None or context is None:
            return True
        panel.flush()
        context.tasks.drain()
        if not panel.is_unsaved:
            return True
        return not self._curtains.is_drawn and context.prompts.confirm(
            "The urgent concern is not saved",
            "It is still in its form. Stay, copy it or free the drive, and it is saved by itself.",
            "Leave without it",
            "Stay here",
            danger=True,
        )

    @property
    def is_meeting_open(self) -> bool:
        """Whether a round table is open, so that idling draws the curtain instead of locking."""
        return self._view is not None

    # --- following the vault

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.topics & _WATCHED:
            self._read()

    def _read(self) -> None:
        context = self._context
        if context is not None:
            context.tasks.run(lambda: curtain_view(context.vault), self, self._follow, self._not_read)

    def _not_read(self, error: RoundtableError) -> None:
        """The vault has just been locked: nothing is left to protect, and nobody to tell."""
        if self._context is not None and not isinstance(error, VaultLocked):
            said = explain(error)
            self._context.prompts.tell(said.title, said.advice)

    def _follow(self, view: CurtainView | None) -> None:
        before, self._view = self._view, view
        self._follow_key(before, view)
        proved, self._is_proved = self._is_proved, False
        if self.stands_back:
            return
        if proved and view is not None and view.is_drawn:
            self.passed()
        elif view is None:
            if before is not None and before.is_drawn:
                self._curtains.lift()
        elif view.is_drawn:
            self._cover()
        elif before is not None and before.is_drawn:
            self._curtains.lift()
        elif before is None and self._curtains.is_drawn:
            self._on_drawn()  # drawn before anybody knew that a round table is open

    def _follow_key(self, before: CurtainView | None, view: CurtainView | None) -> None:
        if view is None or self._context is None:
            self._key = None
        elif before is None or before.round_table_id != view.round_table_id or before.has_pin != view.has_pin:
            self._key = MeetingKey(self._context.vault, has_pin=view.has_pin)

    # --- covering

    def _card(self) -> CurtainCard:
        if self._view is None or self._key is None:
            return CurtainCard()
        return curtain_card(self._view, self._key.asks, asking_who=self._asking_who)

    def _cover(self) -> None:
        """Draw the curtain, or change what it says; a page that it made way for stays."""
        if self.stands_back:
            return
        card = self._card()
        if self._curtains.is_making_way:
            self._curtains.set_card(card)
        elif not self._curtains.is_drawn or self._curtains.card != card:
            self._bring_panel_home()
            self._curtains.draw(card)

    def _on_drawn(self) -> None:
        self._asking_who = False
        self._close_panel()
        context, view = self._context, self._view
        if context is None or view is None or self.stands_back:
            return
        if self._curtains.card != self._card():
            self._curtains.draw(self._card())
        if not view.is_drawn:
            self._do(lambda: draw_curtain(context.vault, view.round_table_id))

    def _on_lifted(self) -> None:
        self._bring_panel_home()
        if self._view is not None and self._view.is_drawn:
            self._cover()  # only what lifts it in the vault lifts it here

    def _on_moved(self, key: str) -> None:
        self._close_panel()
        if self._curtains.is_making_way and key not in _UNDER_THE_CURTAIN:
            self._bring_panel_home()
            self._curtains.draw(self._card())

    # --- lifting

    def _on_lift_asked(self, typed: str) -> None:
        context, view, key = self._context, self._view, self._key
        if self.stands_back:
            return
        if context is None or view is None or key is None:
            self._curtains.lift()
            return

        def lift() -> Changes:
            key.check(view.round_table_id, typed)
            return lift_curtain(context.vault, view.round_table_id)

        self._do(lift, self._lifted)

    def _lifted(self) -> None:
        self._fitted()
        if self._view is not None and not self._view.is_drawn:
            self._curtains.lift()  # it could not be written down that it was drawn: nothing will follow

    def _fitted(self) -> None:
        self._asking_who = False
        if self._key is not None:
            self._key.fitted()

    def _do(self, change: Callable[[], Changes], done: Callable[[], None] | None = None) -> None:
        """Make a change in the vault and tell the screens; what went wrong is said on the curtain."""
        context = self._context
        if context is None:
            return

        def tell(changes: Changes) -> None:
            if done is not None:
                done()
            context.hub.announce(changes)

        context.tasks.run(change, self, tell, self._on_refused)

    def _on_refused(self, error: RoundtableError) -> None:
        said = explain(error).advice if isinstance(error, NotEverybodySigned) else explain(error).title
        if isinstance(error, WrongPin | WrongPassphrase | TooManyTries) and self._key is not None:
            said = self._key.missed(error)
            self._cover()
        self._curtains.say(said)

    # --- ways under the curtain

    def _on_way(self, key: str, typed: str) -> None:
        way = way_of(key)
        if self.stands_back:
            return
        if self._context is not None:
            self._context.prompts.dismiss()  # a dialog would block the page that follows
        if way.verb == "sign":
            self._sign_in(way.person)
        elif way.verb == "gone":
            self._let_go(way.person)
        elif way.verb == "list":
            self._open_list(typed)
        elif way.verb == "concern":
            self.raise_concern()
        else:
            self._asking_who = way.verb == "who"
            self._cover()

    def _sign_in(self, person: AttendeeId) -> None:
        context, view = self._context, self._view
        if context is not None and view is not None:
            table = view.round_table_id
            self._do(
                lambda: record_arrival(context.vault, table, person),
                lambda: self._make_way("hand_over", table, attendee_id=person),
            )

    def _let_go(self, person: AttendeeId) -> None:
        context, view = self._context, self._view
        if context is not None and view is not None:
            self._do(lambda: record_departure(context.vault, view.round_table_id, person))

    def _open_list(self, typed: str) -> None:
        context, view, key = self._context, self._view, self._key
        if context is None or view is None or key is None:
            return

        def fitted(_done: None) -> None:
            self._fitted()
            self._make_way("sign", view.round_table_id)

        context.tasks.run(lambda: key.check(view.round_table_id, typed), self, fitted, self._on_refused)

    def _make_way(self, key: str, table: RoundTableId, **params: object) -> None:
        self._asking_who = False
        if self._navigator.go(key, round_table_id=table, **params):
            self._bring_panel_home()
            self._curtains.make_way()
            if self._navigator.screen is not None:
                self._navigator.screen.focus_inside()

    # --- the urgent concern

    def raise_concern(self) -> None:
        """Ctrl+U: the three fields, over whatever is shown. A dialog goes, what was typed in it is kept."""
        context, here = self._context, self._navigator.here
        if context is None or (self._panel is not None and self._panel.isVisible()):
            return
        context.prompts.dismiss()
        params = here.params if here is not None else {}
        table = RoundTableId(str(params.get("round_table_id", "")))
        case = CaseId(str(params.get("case_id", "")))
        context.tasks.run(
            lambda: concern_home_view(context.vault, table), self, lambda home: self._open_panel(home, case)
        )

    def _open_panel(self, home: ConcernHome | None, case: CaseId) -> None:
        context = self._context
        if context is None:
            return
        if home is None:
            context.prompts.tell(
                "There is no round table to keep it with",
                "Tell children’s social care or the police now. Then plan a round table and record it there.",
            )
            return
        if self._panel is None:
            self._panel = UrgentConcernPanel(context, self._window)
        self._curtains.follow_front()  # a dialog that had the card may just have gone
        covered = self._curtains.over_main if self._curtains.is_drawn else None
        self._panel.move_over(covered or self._window)
        known = case if case in dict(home.case_names) else NO_CASE
        # Whoever holds the device, or stands at a covered one, is not shown what was written before.
        afresh = self._curtains.is_drawn or self._is_handed_over
        self._panel.form.start(home.round_table_id, known, afresh=afresh)
        self._panel.open_up()

    @property
    def _is_handed_over(self) -> bool:
        screen = self._navigator.screen
        return screen is not None and screen.frame_kind == "kiosk"

    def _close_panel(self) -> None:
        self._bring_panel_home()
        if self._panel is not None:
            self._panel.leave()

    def _bring_panel_home(self) -> None:
        """Off the curtain, which is about to be taken away with everything on it."""
        if self._panel is not None:
            was_shown = self._panel.isVisible()
            self._panel.move_over(self._window)
            if was_shown and not self._curtains.is_drawn:
                self._panel.open_up()
