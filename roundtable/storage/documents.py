"""Aggregates to stored bytes and back: canonical, strictly typed JSON; what comes back is equal to what went
in.

A field that is missing in stored bytes takes its default, so that a version may add one. A field that no
longer exists is an error: it would be lost without a word, so removing one takes a migration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec

from roundtable.domain.errors import RecordNotStorable, RecordUnreadable

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


class Document(Generic[T]):
    """The stored form of one type of aggregate; `kind` names it in errors."""

    def __init__(self, kind: str, stored_type: type[T]) -> None:
        self.kind = kind
        self._decoder = msgspec.json.Decoder(stored_type)

    def encode(self, item: T) -> bytes:
        """Raises RecordNotStorable for what would not come back: times without zone, NaN, half characters."""
        try:
            _refuse_naive_times(item)
            content = _ENCODER.encode(item)
            is_same = self._decoder.decode(content) == item
        except (ValueError, TypeError, UnicodeError):
            raise RecordNotStorable(kind=self.kind) from None
        if not is_same:
            raise RecordNotStorable(kind=self.kind)
        return content

    def decode(self, content: bytes) -> T:
        """Raises RecordUnreadable, which names the place and not what stands there."""
        try:
            item = self._decoder.decode(content)
        except msgspec.ValidationError as error:
            raise RecordUnreadable(kind=self.kind, where=_place(error)) from None
        except (msgspec.MsgspecError, ValueError, TypeError):
            raise RecordUnreadable(kind=self.kind, where="") from None
        again = _ENCODER.encode(item)
        if again != content and not _holds_all(msgspec.json.decode(again), msgspec.json.decode(content)):
            raise RecordUnreadable(kind=self.kind, where="unknown field")
        return item


def _place(error: msgspec.ValidationError) -> str:
    """The path in msgspec's message ("… - at `$.events[3].on`"): field names, no content."""
    text = str(error)
    return text.rpartition("`")[0].rpartition("`")[2] if " - at `" in text else ""


def _holds_all(whole: Any, part: Any) -> bool:
    """Whether every key anywhere in `part` is also in `whole`."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and _holds_all(whole[key], value) for key, value in part.items()
        )
    if isinstance(part, list):
        return (
            isinstance(whole, list)
            and len(whole) == len(part)
            and all(_holds_all(a, b) for a, b in zip(whole, part, strict=True))
        )
    return True


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _refuse_naive_times(value: object) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("a time without its zone")
    for part in _parts(value):
        _refuse_naive_times(part)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, tuple | list | frozenset):
        return value
    if isinstance(value, dict):
        return value.values()
    if is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, name) for name in _names(type(value)))
    return ()
