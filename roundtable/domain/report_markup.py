"""The report's small mark-up: blank lines between paragraphs, "- " list items, "## " headings, ``**bold**``.

Names are looked for in the text without its bold signs, so that a sign in the middle of a name hides nothing;
the signs are put back where the words are printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

BOLD: Final = "**"
ITEM: Final = "- "
HEADING: Final = "## "
_ITEM_SIGNS: Final = (ITEM, "• ")
_LINE_SIGN: Final = re.compile(r"\A(?:- |• |## )")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text. `kind`: "paragraph", "item" or "heading"."""

    kind: str
    text: str


def blocks(text: str) -> list[Block]:
    """A text taken apart. Lines of one paragraph stay together, with their line ends."""
    found: list[Block] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            found.append(Block("paragraph", "\n".join(paragraph)))
            paragraph.clear()

    for line in (part.strip() for part in text.split("\n")):
        if line.startswith(_ITEM_SIGNS):
            close()
            found.append(Block("item", line[2:].strip()))
        elif line.startswith(HEADING):
            close()
            found.append(Block("heading", line[len(HEADING) :].strip()))
        elif line:
            paragraph.append(line)
        else:
            close()
    close()
    return found


def on_one_line(text: str) -> str:
    """The words alone, for a place that has no room for paragraphs, lists and headings."""
    plain, _bold = without_bold(text)
    return " ".join(" ".join(block.text.split()) for block in blocks(plain))


# --- bold


def without_bold(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its pairs of signs, and what is bold in it.

    A sign without a partner in its line stays two asterisks, unless it would split a word.
    """
    plain, spans, _places = _taken_apart(text)
    return plain, spans


def places_without_bold(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without its pairs of signs, and for each letter of it (and its end) the place in `text`."""
    plain, _spans, places = _taken_apart(text)
    return plain, (*places, len(text))


def _taken_apart(text: str) -> tuple[str, tuple[Span, ...], tuple[int, ...]]:
    plain = ""
    spans: list[Span] = []
    places: list[int] = []
    begin = 0
    for line in text.split("\n"):
        if begin:
            plain += "\n"
            places.append(begin - 1)
        for start, end, is_bold in _pieces(line):
            if is_bold and line[start:end].strip():
                spans.append((len(plain), len(plain) + end - start))
            plain += line[start:end]
            places += range(begin + start, begin + end)
        begin += len(line) + 1
    return plain, tuple(spans), tuple(places)


def _pieces(line: str) -> list[tuple[int, int, bool]]:
    """What stands between the signs of a line, by its places, and whether it is bold."""
    found: list[tuple[int, int, bool]] = []
    at = 0
    for number, piece in enumerate(line.split(BOLD)):
        found.append((at, at + len(piece), number % 2 == 1))
        at += len(piece) + len(BOLD)
    if len(found) % 2 == 0:  # an odd number of signs: the last one has no partner
        (start, end, _no), (after, stop, _yes) = found[-2:]
        splits = line[end - 1 : end].isalnum() and end > start and line[after : after + 1].isalnum()
        last = [(start, end, False), (after, stop, False)] if splits else [(start, stop, False)]
        found[-2:] = last
    return found


def with_bold(text: str, spans: Sequence[Span]) -> str:
    """The text with the signs around `spans`: in order, not overlapping, each within a line."""
    pieces, at = [], 0
    for start, end in spans:
        if start < end:
            pieces += [text[at:start], BOLD, text[start:end], BOLD]
            at = end
    return "".join((*pieces, text[at:]))


# --- what the buttons over an editor do


@dataclass(frozen=True, slots=True)
class Selected:
    """A text and the part of it that is selected, in characters."""

    text: str
    start: int
    end: int


def toggled_bold(selected: Selected) -> Selected:
    """Bold on for the selected words of every line, or off where all of it is bold already."""
    text, start, end = selected.text, selected.start, selected.end
    if text[:start].endswith(BOLD) and text[end:].startswith(BOLD) and start < end:
        cut = text[: start - 2] + text[start:end] + text[end + 2 :]
        return Selected(cut, start - 2, end - 2)
    words = text[start:end]
    if BOLD in words:
        off = words.replace(BOLD, "")
        return Selected(text[:start] + off + text[end:], start, start + len(off))
    on = "\n".join(_bold_line(line) for line in words.split("\n"))
    if not words.strip():
        return selected
    made = Selected(text[:start] + on + text[end:], start, start + len(on))
    return Selected(made.text, start + 2, made.end - 2) if "\n" not in words and _is_tight(words) else made


def _is_tight(words: str) -> bool:
    return words == words.strip() and not _LINE_SIGN.match(words)


def _bold_line(line: str) -> str:
    sign = found.group() if (found := _LINE_SIGN.match(line)) else ""
    rest = line[len(sign) :]
    words = rest.strip()
    if not words:
        return line
    before = rest[: len(rest) - len(rest.lstrip())]
    return f"{sign}{before}{BOLD}{words}{BOLD}{rest[len(before) + len(words) :]}"


def toggled_lines(selected: Selected, sign: str) -> Selected:
    """`ITEM` or `HEADING` before every selected line that says something; away where all have it."""
    text = selected.text
    first = text.rfind("\n", 0, selected.start) + 1
    last = text.find("\n", max(selected.end, first))
    last = len(text) if last < 0 else last
    lines = text[first:last].split("\n")
    told = [line for line in lines if line.strip()] or lines[:1]
    is_on = all(line.startswith(sign) for line in told)
    made = "\n".join(
        _LINE_SIGN.sub("", line) if is_on else sign + _LINE_SIGN.sub("", line) if line in told else line
        for line in lines
    )
    return Selected(text[:first] + made + text[last:], first, first + len(made))
