"""Neighbouring claims joined to one mention, where together they mean something else than each alone."""

from __future__ import annotations

import re

from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.spans import Span
from roundtable.anonymise.tokens import Tokens

# What is said before a second name of the same person: a maiden, former or other name.
_OTHER_NAME = re.compile(
    r"\b(?:n[ée]e|formerly|previous(?:ly)?|former|maiden|alias|aka|a\.k\.a\.?|known as|also known|under"
    r"|named|name|names|spelt|spelled|"
    r"recorded as|signs as|other name|born|was)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_BETWEEN = frozenset((" ", "-"))


def link(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Join a registered forename with a strange surname, and a strange forename with a registered surname.

    With a word such as "formerly" before it the first is the same person; otherwise it is somebody else
    with the
    same forename, who goes without a guess. Touching claims on one address become one.
    """
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before
            and tokens.text[before.end : span.start] in _BETWEEN
            and (both := _join(tokens.text, before, span))
        ):
            joined[-1] = both
        elif before and _same_address(tokens.text, before, span):
            joined[-1] = before._replace(end=span.end, entity=before.entity or span.entity)
        else:
            joined.append(span)
    return joined


def _join(text: str, first: Span, second: Span) -> Span | None:
    if first.certainty is not Certainty.REPLACE or second.certainty is not Certainty.REPLACE:
        return None
    hyphen = text[first.end : second.start] == "-"
    if first.kind == second.kind == "stranger":
        return first._replace(end=second.end)
    if first.part == "given" and second.kind == "stranger":
        if first.entity and _OTHER_NAME.search(text, max(0, first.start - 60), first.start):
            return first._replace(end=second.end, why="A registered forename with another surname.")
        return second._replace(start=first.start, why="Shares a forename with somebody registered.")
    if first.kind == "stranger" and second.part == "surname":
        return Span(first.start, second.end, "stranger", "Shares a surname with somebody registered.")
    if hyphen and first.kind == second.kind == "person" and first.entity != second.entity:
        return Span(first.start, second.end, "stranger", "Two registered forenames in one.")
    if hyphen and first.part == "surname" and second.part == "surname" and first.entity != second.entity:
        label = "a family member" if "family" in (first.kind, second.kind) else "[name removed]"
        return Span(first.start, second.end, "family", "Two registered surnames in one.", None, label)
    return None


def _same_address(text: str, first: Span, second: Span) -> bool:
    if {first.kind, second.kind} - {"address", "postcode", "place"}:
        return False
    gap = text[first.end : second.start]
    if gap not in (", ", " ", ",\n", "\n", ","):
        return False
    if first.entity and second.entity:
        return first.entity == second.entity
    return second.kind == "postcode" or (first.kind == "address" and second.entity is None and gap == ", ")
