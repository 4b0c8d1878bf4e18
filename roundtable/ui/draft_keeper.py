"""Keeps what stands in a form that is stored by a button: while it is typed, until the button has done it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from roundtable.actions.drafts import draft_view, keep_draft
from roundtable.domain.changes import Changes
from roundtable.domain.draft import Draft, DraftPlace
from roundtable.domain.errors import CaseClosedToRoom, RoundtableError, VaultLocked
from roundtable.ui.context import Context
from roundtable.ui.draft_parts import Part
from roundtable.ui.error_texts import explain
from roundtable.ui.widgets.autosave import SAVE_AFTER_MS, TRY_AGAIN_MS, Keeping

Parts = Mapping[str, Part]
_NOTHING: Final[dict[str, str]] = {}


class DraftKeeper(Keeping):
    """`typed` are the parts worth keeping; `along` go with them (a chosen agency), and alone are nothing.

    `begin()` brings back what was left, once, into parts that are empty; `restored` then says so. What the
    form holds by itself (a suggestion, an entry taken in to be changed) is told with `rest()`. A form that is
    emptied once it is stored drops its draft by that. A draft that no longer `fits` is dropped.
    """

    restored = Signal()

    def __init__(
        self,
        context: Context,
        form: QWidget,
        place: DraftPlace | None,
        typed: Parts,
        along: Parts | None = None,
        fits: Callable[[Draft], bool] = lambda _draft: True,
    ) -> None:
        super().__init__(form)
        self._context, self._place, self._fits = context, place, fits
        self._typed, self._along = dict(typed), dict(along or {})
        self._handed: dict[str, str] | None = _NOTHING
        self._rest = self._texts()
        self._asked = self._failed = False
        self._waiting = 0
        self._soon = self._timer(SAVE_AFTER_MS)
        self._again = self._timer(TRY_AGAIN_MS)
        for part in (*self._typed.values(), *self._along.values()):
            for signal in part.changed:
                signal.connect(self._on_changed)

    # --- what the form does

    def begin(self) -> None:
        """Bring back what was left; harmless when it is asked for again."""
        if self._asked or self._place is None:
            return
        self._asked = True
        vault, place = self._context.vault, self._place
        self._context.tasks.run(
            lambda: draft_view(vault, place),
            self,
            lambda draft: self._arrived(place, draft),
            lambda error: self._not_read(place, error),
        )

    @property
    def place(self) -> DraftPlace | None:
        """What the form is about now."""
        return self._place

    def turn_to(self, place: DraftPlace | None, *, unread: bool = False) -> None:
        """The form is about something else from here on: what was typed about the other is kept there.

        None: about nothing, until it is told. `unread`: nothing is brought back there.
        """
        if place != self._place:
            self.flush()
            self._place, self._asked, self._failed, self._handed = place, unread, False, _NOTHING
        self.begin()

    def rest(self) -> None:
        """What stands in the form now is stored, or nobody's words: no draft."""
        self._rest = self._texts()

    def drop(self) -> None:
        """It has been stored, and still stands in the form."""
        self.rest()
        self.flush()

    def forget(self, place: DraftPlace) -> None:
        """What was typed about that has been stored; the form may be about something else by now."""
        if place == self._place:
            self.drop()
        elif not self._context.vault.is_read_only:
            vault = self._context.vault
            self._context.tasks.run(
                lambda: keep_draft(vault, place, _NOTHING), self._context.hub, lambda _made: None, _be_silent
            )

    # --- keeping

    def flush(self) -> None:
        """Keep now what is not kept."""
        self._soon.stop()
        self._again.stop()
        place, now = self._place, self._now()
        if place is None or now == self._handed or self._context.vault.is_read_only:
            return
        self._handed = now
        self._waiting += 1
        vault = self._context.vault
        # The hub is the owner: what was typed is kept even when its page has gone.
        self._context.tasks.run(
            lambda: keep_draft(vault, place, now), self._context.hub, self._on_kept, self._on_failed
        )

    @property
    def is_unsaved(self) -> bool:
        """Whether something in the form is not in the vault (yet)."""
        if self._place is None or self._context.vault.is_read_only:
            return False
        return self._failed or self._waiting > 0 or self._now() != self._handed

    @property
    def is_waiting(self) -> bool:
        """Whether it is on its way."""
        return self._waiting > 0

    # --- inside

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(self.flush)
        return timer

    def _texts(self) -> dict[str, str]:
        return {name: text for name, part in self._typed.items() if (text := part.typed())}

    def _now(self) -> dict[str, str]:
        """What is worth keeping of what stands in the form."""
        texts = self._texts()
        if not texts or texts == self._rest:
            return _NOTHING
        return texts | {name: text for name, part in self._along.items() if (text := part.typed())}

    def _on_changed(self, *_arguments: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _arrived(self, place: DraftPlace, draft: Draft | None) -> None:
        if place != self._place or draft is None:
            return
        if not self._fits(draft):
            self._handed = dict(draft.parts)
            self.flush()
            return
        texts = self._texts()
        untouched = texts == self._rest
        for name, part in {**self._along, **self._typed}.items():
            text = draft.part(name)
            # Whoever was quicker than the reading goes on with their own words.
            if text and (untouched or name not in texts):
                part.put(text)
        self._handed = dict(draft.parts)
        self.restored.emit()

    def _not_read(self, place: DraftPlace, error: RoundtableError) -> None:
        if place == self._place:
            self._asked = False
        if not isinstance(error, CaseClosedToRoom | VaultLocked):
            said = explain(error)
            self._context.frame.show_banner("draft", "warn", f"{said.title}. {said.advice}")

    def _on_kept(self, _made: Changes) -> None:
        if isValid(self):
            self._waiting -= 1
            self._failed = False
            self._context.frame.clear_banner("not-saved")

    def _on_failed(self, error: RoundtableError) -> None:
        said = explain(error)
        if not isValid(self):
            self._context.prompts.tell(said.title, said.advice)
            return
        self._waiting -= 1
        self._failed, self._handed = True, None
        self._context.frame.show_banner("not-saved", "bad", f"Not saved: {said.title}. {said.advice}")
        self._again.start()


def _be_silent(_error: RoundtableError) -> None:
    """A draft that is left over does no harm: it comes back, and is seen to be decided already."""


def keep_form(
    context: Context,
    form: QWidget,
    place: DraftPlace | None,
    typed: Parts,
    along: Parts | None = None,
    restored: Callable[[], None] | None = None,
) -> DraftKeeper:
    """A keeper that begins at once."""
    keeper = DraftKeeper(context, form, place, typed, along)
    if restored is not None:
        keeper.restored.connect(restored)
    keeper.begin()
    return keeper
