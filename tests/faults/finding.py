"""The index of what can be found, made anew while the meeting goes on, and killed before each statement of it (S6)."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections import Counter
from pathlib import Path
from typing import Final

from roundtable.actions.ports import Asked
from roundtable.actions.search import prepare_search
from roundtable.domain.errors import SearchIndexBroken
from roundtable.storage import search_index, transaction
from roundtable.storage.vault_file import VaultFile
from tests.faults import deeds, looking
from tests.faults.looking import Wrong
from tests.faults.processes import CAN_KILL, WHY_NOT, Say, run_to_end
from tests.faults.results import Result, cannot
from tests.storage import vaults

WHAT: Final = "killed at every statement of making the index anew"
DEEDS_BEFORE: Final = 24
# Small, so that there are many parts: the deeds of a test are few beside those of years.
MADE_AT_ONCE, PUT_TOGETHER = 12, 1
_ANY = Asked(deeds.CANARY)


def indexing(folder: Path, rounds: int, seed: int) -> Result:
    """For every statement between the first part and the last, reads and deeds of the meeting too; or a sample."""
    if not CAN_KILL:
        return cannot(WHAT, WHY_NOT)
    chance = random.Random(seed)
    whole = folder / "whole"
    whole.mkdir()
    _without_index(whole / "Board.roundtable")
    place = folder / "killed"
    many = int(_make(whole, place, 0)[-1])
    found = Counter[str](lost=0, damaged=0, statements=many, before=0, making=0, after=0)
    examples: list[str] = []
    every = range(1, many + 1)
    chosen = every if rounds >= many else sorted(chance.sample(every, rounds))
    for number in chosen:
        said = _make(whole, place, number)
        try:
            looking.require_no_plain_text(place)
            found[_look(place / "Board.roundtable", said)] += 1
        except Wrong as wrong:
            found[wrong.kind] += 1
            examples.append(f"before statement {number}: {wrong}")
    return Result(WHAT, len(chosen), dict(found), tuple(examples[:5]))


def _without_index(path: Path) -> None:
    deeds.prepare(path)
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        for number in range(1, DEEDS_BEFORE + 1):
            deeds.do(room, number)
        with opened._held.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE passage_words")


def _make(whole: Path, place: Path, kill_before: int) -> tuple[str, ...]:
    """A child makes the index part by part, a deed after each, and kills itself; what it promised."""
    if place.exists():
        shutil.rmtree(place)
    shutil.copytree(whole, place)
    return run_to_end(lambda say: _make_and_die(place / "Board.roundtable", kill_before, say))


def _make_and_die(path: Path, kill_before: int, say: Say) -> None:
    transaction.MADE_AT_ONCE = MADE_AT_ONCE  # type: ignore[misc]
    search_index._PUT_TOGETHER = PUT_TOGETHER  # type: ignore[misc]
    opened = vaults.reopen(path, clock=deeds.clock_at(0))
    room = deeds.Room.of(opened)
    count = 0

    def count_statement(_statement: str) -> None:
        nonlocal count
        count += 1
        if count == kill_before:
            os.kill(os.getpid(), signal.SIGKILL)

    opened._held.connection.set_trace_callback(count_statement)
    number, is_done = DEEDS_BEFORE, False
    while not is_done:
        is_done = prepare_search(opened).is_done
        if not is_done and number < 2 * DEEDS_BEFORE:
            number += 1
            deeds.do(room, number)
            say(str(number))
    say(str(count))


def _look(path: Path, said: tuple[str, ...]) -> str:
    """Every deed that was promised, and after the next start everything that is there can be found."""
    promised = max((DEEDS_BEFORE, *map(int, said)))
    with looking.opened(path) as opened:
        there = looking.deeds_in(opened)
        if not promised <= there <= promised + 1:
            raise Wrong("lost", f"{promised} promised, {there} there")
        state = _state(opened)
        while not prepare_search(opened).is_done:
            pass
        with opened._held.engine.connect() as connection:
            if not search_index.fits(connection):
                raise Wrong("lost", "the index does not hold what the records hold")
        with opened.reading() as tx:
            event = max(deeds.expected(there)["event"])
            if not any(f"Deed {event}" in _text(each.said) for each in tx.find(Asked(f'"Deed {event}"'))):
                raise Wrong("lost", f"deed {event} cannot be found")
    return state


def _state(opened: VaultFile) -> str:
    """How far the killed process had come."""
    try:
        with opened.reading() as tx:
            tx.find(_ANY)
    except SearchIndexBroken:
        with opened._held.engine.connect() as connection:
            return "making" if search_index._state(connection)[1] else "before"
    return "after"


def _text(said: tuple[tuple[str, bool], ...]) -> str:
    return "".join(words for words, _ in said)
