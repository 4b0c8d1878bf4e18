"""What the facilitator changed in the report by hand: texts, commentary, order; beside what is generated.

An edit remembers the text that it was written for. When that text changes, the edit stays what is printed,
and whoever edits is shown both and asked: generated text never replaces an edit in silence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

from roundtable.domain.errors import EditedTextMissing
from roundtable.domain.ids import CaseId

COMMENT: Final = "comment/"
"""Commentary is an edit of a text that is not there."""
LESSON: Final = "lesson/"
ACTION: Final = "action/"
MEASURE: Final = "measure/"
CLOSING: Final = "closing/"
CASE: Final = "case/"
SAMPLE: Final = "audit/sample"
PAGE_ONE, METHOD, ACROSS = f"{COMMENT}page_one", f"{COMMENT}method", f"{COMMENT}across"
LESSONS, ACTIONS, UNFINISHED = f"{COMMENT}lessons", f"{COMMENT}actions", f"{COMMENT}unfinished"

MOST_STEPS: Final = 40
ONE_STEP: Final = timedelta(minutes=2)
"""Typing that goes on in one text is undone in one step."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One text as it is to be printed; empty: left out. `written_for` is the generated text then."""

    source: str
    text: str
    written_for: str = ""
    sha256: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ListOrder:
    """The order of a list ("cases", "actions") by the ids of its rows; what is not named comes after."""

    part: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditStep:
    """What stood in one place before a change: None where nothing did. `key`: a source or a list's name."""

    key: str
    edit: TextEdit | None = None
    order: ListOrder | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportEdits:
    """All edits of one report, and the way back through them."""

    texts: tuple[TextEdit, ...] = ()
    orders: tuple[ListOrder, ...] = ()
    past: tuple[EditStep, ...] = ()

    def of(self, source: str) -> TextEdit | None:
        """The edit of this text."""
        return next((edit for edit in self.texts if edit.source == source), None)

    def order_of(self, part: str) -> ListOrder | None:
        """The order that was chosen for a list."""
        return next((order for order in self.orders if order.part == part), None)

    @property
    def authors(self) -> tuple[str, ...]:
        """Whoever wrote something that is printed."""
        return tuple(dict.fromkeys(edit.by for edit in self.texts if edit.by))


def case_source(case_id: CaseId, part: str) -> str:
    """A text of a case: "case/ID/background"."""
    return f"{CASE}{case_id}/{part}"


def case_comment(case_id: CaseId) -> str:
    """The facilitator's commentary on a case."""
    return f"{COMMENT}{CASE}{case_id}"


def text_sha256(text: str) -> str:
    """How a generated text is told to be the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_outdated(edit: TextEdit, generated: str) -> bool:
    """Whether the text that it was written for has changed since."""
    return edit.sha256 != text_sha256(generated) and edit.written_for != generated


def edited(edits: ReportEdits, edit: TextEdit, generated: str, now: datetime) -> ReportEdits:
    """Keeps one edit a text. One that says what is generated anyway is none.

    Raises EditedTextMissing for a lesson or an action without words: they are removed on their own pages.
    """
    if not edit.text.strip() and edit.source.startswith((LESSON, ACTION)) and generated.strip():
        raise EditedTextMissing()
    if edit.text.strip() == generated.strip():
        return taken_back(edits, edit.source, now)
    known = edits.of(edit.source)
    if known is not None and (known.text, known.sha256) == (edit.text, edit.sha256):
        return edits
    others = tuple(each for each in edits.texts if each.source != edit.source)
    return replace(_remembered(edits, edit.source, now), texts=(*others, edit))


def taken_back(edits: ReportEdits, source: str, now: datetime) -> ReportEdits:
    """The generated text is printed again."""
    if edits.of(source) is None:
        return edits
    others = tuple(each for each in edits.texts if each.source != source)
    return replace(_remembered(edits, source, now, is_typing=False), texts=others)


def put_in_order(edits: ReportEdits, part: str, ids: Sequence[str], now: datetime) -> ReportEdits:
    """The order of a list; each change is a step of its own."""
    order = ListOrder(part, tuple(ids))
    if edits.order_of(part) == order:
        return edits
    others = tuple(each for each in edits.orders if each.part != part)
    return replace(_remembered(edits, part, now, is_typing=False), orders=(*others, order))


def undone(edits: ReportEdits) -> ReportEdits:
    """Without the last change; the same edits where nothing was changed."""
    if not edits.past:
        return edits
    *past, last = edits.past
    texts = tuple(each for each in edits.texts if each.source != last.key)
    orders = tuple(each for each in edits.orders if each.part != last.key)
    return ReportEdits(
        texts=(*texts, last.edit) if last.edit else texts,
        orders=(*orders, last.order) if last.order else orders,
        past=tuple(past),
    )


def _remembered(edits: ReportEdits, key: str, now: datetime, *, is_typing: bool = True) -> ReportEdits:
    last = edits.past[-1] if edits.past else None
    since = now - last.at if last is not None and last.key == key and last.at is not None else ONE_STEP
    goes_on = timedelta() <= since < ONE_STEP  # a clock that was set back goes on with nothing
    if is_typing and goes_on and edits.of(key) is not None:
        return edits
    step = EditStep(key, edits.of(key), edits.order_of(key), now)
    return replace(edits, past=(*edits.past, step)[-MOST_STEPS:])


def with_texts(edits: ReportEdits, say: Callable[[str], str]) -> ReportEdits:
    """Every text of the edits put through `say`: labels as references, references as labels."""

    def said(edit: TextEdit) -> TextEdit:
        return replace(edit, text=say(edit.text), written_for=say(edit.written_for))

    past = tuple(replace(step, edit=said(step.edit) if step.edit else None) for step in edits.past)
    return ReportEdits(tuple(said(edit) for edit in edits.texts), edits.orders, past)


def cases_in(edits: ReportEdits) -> frozenset[str]:
    """The ids of the cases that something was written about."""
    keys = [edit.source for edit in edits.texts] + [step.key for step in edits.past]
    told = (key.removeprefix(COMMENT) for key in keys)
    return frozenset(key.split("/")[1] for key in told if key.startswith(CASE))


def without_case(edits: ReportEdits, case_id: CaseId) -> ReportEdits:
    """Without anything that was written about a case, its way back too."""

    def is_kept(key: str) -> bool:
        return not key.startswith(case_source(case_id, "")) and key != case_comment(case_id)

    return ReportEdits(
        texts=tuple(edit for edit in edits.texts if is_kept(edit.source)),
        orders=edits.orders,
        past=tuple(step for step in edits.past if is_kept(step.key)),
    )


class HasId(Protocol):
    """A row of a list."""

    @property
    def id(self) -> str:
        """Its id."""


R = TypeVar("R", bound=HasId)


def in_chosen_order(rows: Iterable[R], order: ListOrder | None) -> tuple[R, ...]:
    """The rows as they were put in order; those that came since follow, as they came."""
    listed = tuple(rows)
    if order is None:
        return listed
    places = {row_id: place for place, row_id in enumerate(order.ids)}
    return tuple(sorted(listed, key=lambda row: places.get(row.id, len(places))))
