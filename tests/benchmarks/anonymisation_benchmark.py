"""Figures of the engine beside the simplest rival, exact matching of every part of a name, in one run.

    python tests/benchmarks/anonymisation_benchmark.py [SEED] [LINES]

A mention leaks when a letter of it stays; a person or place leaks when one mention does. "After review" counts what
is asked about as masked.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks import anonymisation_adapter, anonymisation_cases

Spans = Sequence[tuple[int, int, str | None, str]]
Adapter = Callable[[str, Any, Any], Spans]


@dataclass(slots=True)
class Figures:
    """Shares in per cent; speed in letters a second of processor time."""

    mentions_leaked: float
    mentions_leaked_after_review: float
    entities_leaked_after_review: float
    right_label: float
    collisions: int
    strangers_leaked: float
    kept_words_masked: float
    questions_per_1000_words: float
    letters_a_second: float


def exact_match(text: str, people: Any, places: Any) -> Spans:
    """Every part of every listed name as it was typed, as whole words."""
    spans: list[tuple[int, int, str | None, str]] = []
    for entry in (*people, *places):
        for word in {
            w for name in (entry["name"], *entry["aliases"]) for w in re.findall(r"\w+", name) if len(w) > 2
        }:
            spans += [
                (m.start(), m.end(), entry["id"], "exact")
                for m in re.finditer(rf"\b{re.escape(word)}\b", text)
            ]
    return spans


def measure(adapter: Adapter, cases: Sequence[dict[str, Any]]) -> Figures:
    """Run `adapter` over `cases` and count."""
    counts = dict.fromkeys(
        (
            "n",
            "leak",
            "asked",
            "entities",
            "entity_leak",
            "linked",
            "right",
            "strangers",
            "gone",
            "kept",
            "over",
            "asks",
            "words",
            "clash",
        ),
        0,
    )
    seconds = letters = 0.0
    for case in cases:
        text = case["text"]
        begin = time.process_time()
        spans = adapter(text, case["people"], case["places"])
        seconds += time.process_time() - begin
        letters += len(text)
        _count(counts, case, spans)
    return Figures(
        mentions_leaked=100 * counts["leak"] / counts["n"],
        mentions_leaked_after_review=100 * counts["asked"] / counts["n"],
        entities_leaked_after_review=100 * counts["entity_leak"] / counts["entities"],
        right_label=100 * counts["right"] / counts["linked"],
        collisions=counts["clash"],
        strangers_leaked=100 * counts["gone"] / counts["strangers"],
        kept_words_masked=100 * counts["over"] / counts["kept"],
        questions_per_1000_words=1000 * counts["asks"] / counts["words"],
        letters_a_second=letters / seconds,
    )


def _count(counts: dict[str, int], case: dict[str, Any], spans: Spans) -> None:
    text = case["text"]
    hard, soft = bytearray(len(text)), bytearray(len(text))
    for start, end, _, kind in spans:
        (soft if kind.startswith("review") else hard)[start:end] = b"\x01" * (end - start)
    leaked: set[str] = set()
    labels: dict[str, list[str | None]] = {}
    for gold in case["gold"]:
        letters = [gold["start"] + m.start() for m in re.finditer(r"\w", gold["text"])]
        bare = any(not hard[k] for k in letters)
        if not gold["registered"]:
            counts["strangers"] += 1
            counts["gone"] += bare
            continue
        counts["n"] += 1
        counts["leak"] += bare
        if any(not hard[k] and not soft[k] for k in letters):
            counts["asked"] += 1
            leaked.add(gold["entity"])
        if not gold["ambiguous"]:
            label = next((s[2] for s in spans if s[0] < gold["end"] and s[1] > gold["start"]), None)
            labels.setdefault(gold["entity"], []).append(None if bare else label)
    usual = {entity: max(set(given), key=given.count) for entity, given in labels.items()}
    counts["linked"] += sum(map(len, labels.values()))
    counts["right"] += sum(g == usual[e] and g is not None for e, given in labels.items() for g in given)
    known = [label for label in usual.values() if label]
    counts["clash"] += len(known) - len(set(known))
    counts["entities"] += len({g["entity"] for g in case["gold"] if g["registered"]})
    counts["entity_leak"] += len(leaked)
    counts["kept"] += len(case["keep"])
    counts["over"] += sum(any(hard[k["start"] : k["end"]]) for k in case["keep"])
    counts["asks"] += sum(s[3].startswith("review") for s in spans)
    counts["words"] += case["words"]


if __name__ == "__main__":
    made = (
        anonymisation_cases.build(*(int(a) for a in sys.argv[1:3]))
        if len(sys.argv) > 1
        else anonymisation_cases.build(1)
    )
    for name, adapter in (("roundtable", anonymisation_adapter.anonymise), ("exact match", exact_match)):
        figures = measure(adapter, made)
        sys.stdout.write(
            f"{name}: " + json.dumps({f: round(getattr(figures, f), 2) for f in Figures.__slots__}) + "\n"
        )
