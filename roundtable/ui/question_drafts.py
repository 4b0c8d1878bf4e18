"""What is typed into a prompt and not answered yet: a lock or a power cut in the middle does not cost it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from roundtable.actions.drafts import draft_view, keep_draft
from roundtable.domain.changes import Changes
from roundtable.domain.draft import Draft, DraftPlace
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import NO_CASE, CaseId
from roundtable.ui.context import Context
from roundtable.ui.navigator import Navigator
from roundtable.ui.widgets.autosave import Keeping

_PART = "text"


class QuestionDrafts(Keeping):
    """One draft for each question on each page (a case's own, where the page is about a case)."""

    def __init__(self, window: QWidget, context: Callable[[], Context], navigator: Navigator) -> None:
        super().__init__(window)
        self._context, self._navigator = context, navigator
        self._unkept: dict[DraftPlace, str] = {}
        self._waiting = 0

    def left(self, title: str) -> str:
        """What was left unanswered, "" for nothing. Waits for the worker: some milliseconds."""
        context, place = self._context(), self._place(title)
        found: list[Draft | None] = []
        if not context.vault.is_read_only:
            context.tasks.run(
                lambda: draft_view(context.vault, place), context.hub, found.append, lambda _error: None
            )
            context.tasks.drain()
        draft = found[0] if found else None
        return draft.part(_PART) if draft is not None else ""

    def keep(self, title: str, text: str) -> None:
        """Keep it as it stands; "" drops it: it was answered, or given up."""
        self._unkept[self._place(title)] = text
        self.flush()

    def flush(self) -> None:
        """Hand over what is not kept; what could not be stored before is tried again."""
        context = self._context()
        if context.vault.is_read_only:
            self._unkept.clear()
        for place, text in tuple(self._unkept.items()):
            self._waiting += 1
            context.tasks.run(
                partial(keep_draft, context.vault, place, {_PART: text}),
                context.hub,
                partial(self._on_kept, place, text),
                self._on_failed,
            )

    @property
    def is_unsaved(self) -> bool:
        """Whether something typed is not in the vault (yet); a draft that could not be dropped is no loss."""
        return any(self._unkept.values())

    @property
    def is_waiting(self) -> bool:
        """Whether it is on its way."""
        return self._waiting > 0

    def _on_kept(self, place: DraftPlace, text: str, _made: Changes) -> None:
        self._waiting -= 1
        if self._unkept.get(place) == text:
            del self._unkept[place]

    def _on_failed(self, _error: RoundtableError) -> None:
        """The next letter tries again, and a lock waits for it."""
        self._waiting -= 1

    def _place(self, title: str) -> DraftPlace:
        here = self._navigator.here
        params = dict(here.params) if here is not None else {}
        about = f"{title}|{here.key if here else ''}|{sorted((k, str(v)) for k, v in params.items())}"
        digest = hashlib.sha256(about.encode("utf-8", "backslashreplace")).hexdigest()
        return DraftPlace("question", digest[:32], CaseId(str(params.get("case_id", NO_CASE))))
