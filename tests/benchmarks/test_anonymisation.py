"""The targets, held on cases of communities and kinds of text that the rules were not made from."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest

from roundtable.anonymise import Anonymiser, Person, Place, Register, assign_labels, fold_key, search
from tests.benchmarks import anonymisation_benchmark as benchmark
from tests.benchmarks import (
    anonymisation_cases,
    anonymisation_far_cases,
    anonymisation_gap_cases,
    anonymisation_gap_papers,
    anonymisation_gap_papers_2,
    anonymisation_marked,
)
from tests.benchmarks.anonymisation_adapter import anonymise


@pytest.fixture(scope="module")
def figures() -> benchmark.Figures:
    return benchmark.measure(anonymise, anonymisation_cases.build(seed=11))


def test_nobody_leaves_after_review(figures: benchmark.Figures) -> None:
    assert figures.mentions_leaked <= 0.3
    assert figures.mentions_leaked_after_review <= 0.05
    assert figures.strangers_leaked <= 1.0


def test_everybody_keeps_one_label(figures: benchmark.Figures) -> None:
    assert figures.right_label >= 97
    assert figures.collisions == 0


def test_words_stay_and_questions_are_few(figures: benchmark.Figures) -> None:
    assert figures.kept_words_masked <= 1
    assert figures.questions_per_1000_words <= 10


@pytest.fixture(scope="module")
def far_figures() -> benchmark.Figures:
    """Every fourth family and paper of the far cases: minutes, messages, scans, tables, forms, dictation."""
    return benchmark.measure(anonymise, anonymisation_far_cases.build(seed=21)[::4])


def test_far_communities_and_papers_are_held_too(far_figures: benchmark.Figures) -> None:
    assert far_figures.mentions_leaked <= 0.3
    assert far_figures.mentions_leaked_after_review == 0
    assert far_figures.strangers_leaked == 0
    assert far_figures.right_label >= 97
    assert far_figures.collisions == 0


def test_words_of_far_papers_stay(far_figures: benchmark.Figures) -> None:
    assert far_figures.kept_words_masked <= 1
    assert far_figures.questions_per_1000_words <= 10


def test_exact_matching_leaks_many_times_more(figures: benchmark.Figures) -> None:
    rival = benchmark.measure(benchmark.exact_match, anonymisation_cases.build(seed=11)[::6])
    assert rival.mentions_leaked > 20 > 10 * figures.mentions_leaked


def test_a_long_text_is_quick() -> None:
    case = max(anonymisation_cases.build(seed=3, length=60), key=lambda c: len(c["text"]))
    people = tuple(Person(p["id"], p["name"], p["role"]) for p in case["people"])
    engine = Anonymiser(Register(people), {})
    text = case["text"] * (180_000 // len(case["text"]))
    begin = time.process_time()
    engine.find(text)
    assert len(text) / (time.process_time() - begin) > 50_000


def test_the_engine_loads_quickly_and_small() -> None:
    code = (
        "import time, tracemalloc; tracemalloc.start(); t = time.process_time();"
        "from roundtable.anonymise import Anonymiser, Person, Place, Register, assign_labels, fold_key, search;"
        "Anonymiser(Register((Person('a', 'Ann Ashby', 'Child'),)), {}).find('We met Ann.');"
        "print(time.process_time() - t, tracemalloc.get_traced_memory()[1] / 1e6)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 3  # traced: several times slower than life
    assert megabytes < 60


def test_the_gate_agrees_with_the_engine() -> None:
    """In a rewritten text the gate finds nothing but strings that the engine asks about."""
    for case in anonymisation_cases.build(seed=5):
        register = Register(
            tuple(Person(p["id"], p["name"], p["role"], tuple(p["aliases"])) for p in case["people"]),
            tuple(Place(p["id"], p["name"], p["role"]) for p in case["places"]),
        )
        done = Anonymiser(register, assign_labels(register, b"seed")).rewrite(case["text"])
        asked = {fold_key(q.text) for q in done.questions}
        left = {fold_key(hit.text) for hit in search(register, done.text)}
        assert left <= asked, case["id"]


def _sum(counts: dict[str, anonymisation_marked.Count]) -> anonymisation_marked.Count:
    total = anonymisation_marked.Count()
    for count in counts.values():
        for field in fields(count):
            setattr(total, field.name, getattr(total, field.name) + getattr(count, field.name))
    return total


def test_what_is_written_as_seldom_is_held_too() -> None:
    """Small letters, initials, numbers in words, disguises, tools and laws: line by line."""
    faults: list[str] = []
    counts = anonymisation_marked.measure(
        anonymisation_gap_cases.LINES, anonymisation_gap_cases.REGISTER, faults
    )
    total = _sum(counts)
    assert total.leaked == 0, faults
    assert total.unsure == 0, faults
    assert total.over == 0, faults
    assert total.asks * 1000 <= total.words * 10, faults


def test_whole_papers_in_other_hands_are_held_too() -> None:
    faults: list[str] = []
    first, second = anonymisation_gap_papers, anonymisation_gap_papers_2
    counts: dict[str, anonymisation_marked.Count] = {}
    for papers, register in (
        (first.PAPERS, first.REGISTER),
        (second.PAPERS, second.REGISTER),
        (second.STRANGERS, Register()),
    ):
        counts |= anonymisation_marked.measure(papers, register, faults, whole=True)
    total = _sum(counts)
    assert total.leaked * 100 <= total.marks, faults  # a strange pet name, and no word about whose it is
    assert total.over == 0, faults
    assert total.asks * 1000 <= total.words * 10, faults
