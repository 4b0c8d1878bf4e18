"""Spans on the folded text while a text is being read, and the rule that earlier claims hold."""

from __future__ import annotations

from typing import NamedTuple

from roundtable.anonymise.findings import Certainty


class Span(NamedTuple):
    """A claim on `start:end` of the folded text. `label` None: the entity's or the kind's own label is
    used.
    """

    start: int
    end: int
    kind: str
    why: str
    entity: str | None = None
    label: str | None = None
    certainty: Certainty = Certainty.REPLACE
    part: str = ""  # "given" or "surname" when a person was met by one part of the name alone


class Claims:
    """The spans accepted so far. A later claim that overlaps is refused, so results never overlap."""

    __slots__ = ("_taken", "spans")

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)
        self.spans: list[Span] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing has been claimed in `start:end`."""
        return not any(self._taken[start:end])

    def full(self, start: int, end: int) -> bool:
        """Whether every letter of `start:end` has been claimed."""
        return all(self._taken[start:end])

    def take(self, span: Span) -> bool:
        """Accept the span if it is free; says whether it was."""
        if span.start >= span.end or not self.free(span.start, span.end):
            return False
        self._taken[span.start : span.end] = b"\x01" * (span.end - span.start)
        self.spans.append(span)
        return True

    def ordered(self) -> list[Span]:
        """All accepted spans in the order of the text."""
        return sorted(self.spans)

    def release(self, span: Span) -> None:
        """Give a span's place back, for a claim that contains it."""
        self.spans.remove(span)
        self._taken[span.start : span.end] = b"\x00" * (span.end - span.start)
