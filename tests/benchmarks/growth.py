"""Does the program slow down with the years? Vaults of 1, 10 and 60 audits, each with 8 cases of 300 events.

A command, not a test: `python -m tests.benchmarks.growth [--audits 1 10 60] [--rounds N] [--table]`. Each line is
the quickest of the rounds in ms at each size, the sizes taking turns, and the ratio of the largest to the smallest.
The goal is at most 1.2 (issue 5), or less than 16 ms in all, a frame of the screen. Where it is more, pages are read
that SQLite's cache of 8 MB does not hold, at 15 µs each; a file of one audit fits into it whole, and is read whole
by the check at opening. Real encrypted files, cheap key derivation: the key's own time does not grow. The pieces of
the index are put together as the window does after unlocking. "with the cache cold" is what the first call after
opening takes.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from roundtable.actions.audits import audit_view
from roundtable.actions.board import found_board
from roundtable.actions.chronology import chronology_view, edit_event
from roundtable.actions.disposal import retention_view
from roundtable.actions.home import home_view
from roundtable.actions.registers import case_file_view, describe_case
from roundtable.actions.search import prepare_search, search_view
from roundtable.actions.trail import trail_view
from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.ids import AgencyId, AuditId, CaseId, EventId
from roundtable.domain.report_work import ReportWork
from roundtable.storage import engine
from roundtable.storage.vault_file import VaultFile
from tests.storage import vaults

CASES, EVENTS = 8, 300
GOAL = 1.2
FRAME_MS = 16.0
# Home lists every audit there is, so it cannot be flat: it has a limit of its own, at the largest size.
# Finding has 50 ms too, over everything there is (issue 5).
LISTS_ALL = (
    "home",
    "home, with the cache cold",
    "find a frequent word",
    "find six words",
    "find the beginning of many words",
    "find a rare word",
)
LIST_MS = 50.0
WORDS = (
    "The school nurse saw the family at home and noted that the kitchen was cold and the cupboards were bare; "
    "mother said that the benefit had been stopped. The duty worker was told by telephone on the same day and "
    "agreed to visit before the end of the week. "
)


def fill(vault: VaultFile, audits: int) -> None:
    """So many audits, one transaction each."""
    found_board(vault, name="Oakshire Board", pack_id="lscb_2015", contact="the office")
    with vault.transaction() as tx:
        for _ in range(600):  # as many lines as the page of the trail shows, at every size
            tx.log("audit.edited")
    for number in range(1, audits + 1):
        with vault.transaction() as tx:
            one = replace(
                vaults.audit(number), created_at=datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=number)
            )
            tx.audits.put(one)
            tx.report_works.put(ReportWork(one.id, "5eed"))
            for ordinal in range(1, CASES + 1):
                case = vaults.case(number * 100 + ordinal, one.id, WORDS)
                tx.cases.put(replace(case, ordinal=ordinal, events=_events(number * 100 + ordinal)))
            tx.log("pack.imported", one.id)


def _events(case: int) -> tuple[Event, ...]:
    first = date(2024, 1, 1)
    return tuple(
        Event(
            EventId(f"e{case}-{n}"),
            first + timedelta(days=n),
            AgencyId("police"),
            EventKind.CONTACT,
            f"{n}: {WORDS}",
        )
        for n in range(EVENTS)
    )


def _make(path: Path, audits: int) -> None:
    made, _ = vaults.make(path)
    fill(made, audits)
    while not prepare_search(made).is_done:
        pass
    made.nothing_changed()
    made.close()


def measures(path: Path) -> dict[str, Callable[[], object]]:
    """What is timed; the vault is opened by the first and closed by the last."""
    audit, case = AuditId("audit1"), CaseId("case101")
    held: list[VaultFile] = []

    def opened() -> None:
        held.append(vaults.reopen(path, clock=vaults.Clock(datetime.now(UTC))))

    def saved() -> None:
        describe_case(held[0], case, reference="r", background=str(time.perf_counter()), proceedings=())

    def edited() -> None:
        event = next(e for e in case_file_view(held[0], case).case.events if e.id == "e101-7")
        edit_event(held[0], case, replace(event, text=f"{time.perf_counter_ns()}: {WORDS}"))

    def closed() -> None:
        held[0].nothing_changed()
        held.pop().close()

    return {
        "open the file": opened,
        "home, with the cache cold": lambda: home_view(held[0]),
        "home": lambda: home_view(held[0]),
        "an audit": lambda: audit_view(held[0], audit),
        "a case": lambda: case_file_view(held[0], case),
        "a chronology": lambda: chronology_view(held[0], case),
        "save a case": saved,
        "edit an event": edited,
        "find a frequent word": lambda: search_view(held[0], "nurse"),
        "find six words": lambda: search_view(held[0], "school nurse family home noted kitch"),
        "find the beginning of many words": lambda: search_view(held[0], "the"),
        "find a rare word": lambda: search_view(held[0], f"{time.perf_counter_ns()}"),
        "trail, newest 500": lambda: trail_view(held[0], 500),
        "retention of an audit": lambda: retention_view(held[0], audit),
        "close": closed,
    }


def timed(path: Path, quickest: dict[str, float]) -> None:
    """One round: milliseconds, where they are fewer than before."""
    for name, deed in measures(path).items():
        began = time.perf_counter()
        deed()
        taken = (time.perf_counter() - began) * 1000
        quickest[name] = min(taken, quickest.get(name, taken))


def _size(path: Path) -> str:
    """Of the whole file, and of the same without what finding needs."""
    whole = path.stat().st_size
    connection = engine.connect(path, vaults.key_of(path), "rw")
    connection.execute("DROP TABLE passage_words")
    connection.execute("DROP TABLE passages")
    connection.execute("VACUUM")
    connection.close()
    without = path.stat().st_size
    return f"{whole / 1e6:.1f} MB, {whole / without:.2f} times the {without / 1e6:.1f} MB without its index"


def _row(row: dict[str, object]) -> str:
    return "| " + " | ".join(str(value) for value in row.values()) + " |"


def main(arguments: list[str]) -> int:
    """Print the table; 1 when something grew beyond the goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth")
    parser.add_argument("--audits", type=int, nargs="+", default=[1, 10, 60])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--table", action="store_true", help="rows for the README instead of JSON")
    options = parser.parse_args(arguments)
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )
    sizes: dict[int, dict[str, float]] = {audits: {} for audits in options.audits}
    with tempfile.TemporaryDirectory() as folder:
        paths = {audits: Path(folder) / f"{audits}.roundtable" for audits in options.audits}
        for audits, path in paths.items():
            _make(path, audits)
        for _ in range(options.rounds):
            for audits, path in paths.items():
                timed(path, sizes[audits])
        for audits, path in paths.items():
            print(f"{audits} audits: {_size(path)}", flush=True)
    least, most = sizes[options.audits[0]], sizes[options.audits[-1]]
    grown = {name: most[name] / least[name] for name in least}
    for name, ratio in grown.items():
        row = {"what": name, **{str(n): round(sizes[n][name], 2) for n in sizes}, "ratio": round(ratio, 2)}
        print(_row(row) if options.table else json.dumps(row), flush=True)
    slower = [
        name
        for name, ratio in grown.items()
        if name not in LISTS_ALL and ratio > GOAL and most[name] > FRAME_MS
    ]
    slower += [name for name in LISTS_ALL if most[name] > LIST_MS]
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
