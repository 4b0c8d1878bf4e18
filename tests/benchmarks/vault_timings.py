"""What the encryption and the trail cost (goals P1 to P5 of the design): `python -m tests.benchmarks.vault_timings`.

Each line is JSON and stands beside a baseline of the same run: a bare flush of the same drive, or the same library
without a key. Nothing is dropped from the system's own cache, which needs the administrator.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from roundtable.domain.ids import AuditId, LessonId
from roundtable.domain.lessons import Lesson, LessonKind
from roundtable.storage import engine
from tests.faults import deeds, looking
from tests.storage import vaults

ROWS, READS, COMMITS, LESSONS = 20_000, 2_000, 300, 2_000
NOTE = "The school nurse saw the family at home and noted that the kitchen was cold. " * 5


def main() -> int:
    """Prints everything; there is nothing to pass or to fail."""
    _say(when=f"{datetime.now(UTC):%Y-%m-%d}", machine=f"{platform.system()} {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        _commits(Path(folder))
        _beside_plain(Path(folder))
        for megabytes in (10, 200):
            _opening(Path(folder), megabytes)
        _records(Path(folder))
    return 0


def _say(**figures: object) -> None:
    print(json.dumps(figures), flush=True)


def _ms(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def _commits(folder: Path) -> None:
    """A field saved through its action, beside an appended and flushed page."""
    with (folder / "floor").open("wb", buffering=0) as file:

        def flush() -> None:
            file.write(bytes(4096))
            os.fsync(file.fileno())

        floor = sorted(_ms(flush) for _ in range(COMMITS))
    path = folder / "Commits.roundtable"
    deeds.prepare(path)
    with looking.opened(path) as opened:
        room = deeds.Room.of(opened)
        # The first kind of deed: what the room adds to a headline.
        kind = len(deeds.DEEDS)
        taken = sorted(_ms(lambda n=n: deeds.DEEDS[0].do(room, n * kind)) for n in range(1, COMMITS + 1))  # type: ignore[misc]
    half, most = COMMITS // 2, COMMITS * 99 // 100
    _say(
        goal="P1",
        commit_p50_ms=round(taken[half], 2),
        commit_p99_ms=round(taken[most], 2),
        flush_p50_ms=round(floor[half], 2),
        times=round(taken[half] / floor[half], 1),
    )


def _beside_plain(folder: Path) -> None:
    plain, keyed = (
        _notes(folder / name, is_keyed) for name, is_keyed in (("plain.db", False), ("keyed.db", True))
    )
    ratios = {name: round(keyed[name] / plain[name], 2) for name in plain}
    _say(goal="P2", keyed_beside_plain=ratios)


def _notes(path: Path, is_keyed: bool) -> dict[str, float]:
    path.write_bytes(b"")
    if is_keyed:
        vaults.make(path.with_suffix(".roundtable"))[0].close()
        connection = engine.connect(path, vaults.key_of(path.with_suffix(".roundtable")), "rw", is_new=True)
    else:
        connection = sqlcipher.connect(str(path), isolation_level=None)
        for name, value, _ in engine._PRAGMAS:
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
    connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, parent INTEGER, words TEXT)")
    connection.execute("CREATE INDEX of_parent ON notes (parent)")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(words)")
    rows = [(n, n % 200, f"{n} {NOTE}") for n in range(1, ROWS + 1)]

    def fill() -> None:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO notes VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")

    def empty() -> None:
        connection.execute("DELETE FROM notes")

    bulk = _ms(fill)
    for _ in range(2):
        empty()
        bulk = min(bulk, _ms(fill))
    connection.executemany("INSERT INTO found(words) VALUES (?)", [(each[2],) for each in rows[::10]])

    def each(question: str, most: int, values: Callable[[int], tuple[Any, ...]]) -> float:
        return min(
            _ms(lambda: [connection.execute(question, values(n)).fetchall() for n in range(most)])
            for _ in range(5)
        )

    figures = {
        "bulk rows a second": 1000 * ROWS / bulk,
        "point read": each("SELECT words FROM notes WHERE id = ?", READS, lambda n: (n * 7 + 1,)),
        "list of 100": each("SELECT words FROM notes WHERE parent = ?", 50, lambda n: (n,)),
        "find": each("SELECT words FROM found WHERE found MATCH ?", 50, lambda n: (f"{n * 10 + 1}",)),
    }
    connection.close()
    return figures | {"size": float(path.stat().st_size)}


def _opening(folder: Path, megabytes: int) -> None:
    """With a cheap key; and every page checked. Up to 32 MB the check is part of opening."""
    path = folder / f"{megabytes}.roundtable"
    made, _ = vaults.make(path)
    with made._held.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ballast (words BLOB)")
        for _ in range(megabytes):
            connection.exec_driver_sql("INSERT INTO ballast VALUES (randomblob(1000000))")
    made.close()
    taken = []
    for _ in range(5):
        taken.append(_ms(lambda: looking.opens(path)))
    with looking.opened(path) as opened:
        check = _ms(lambda: engine.damage(opened._held.connection))
    size = path.stat().st_size / 1e6
    _say(goal="P3", megabytes=round(size), open_and_close_ms=round(min(taken), 1))
    _say(goal="P5", megabytes=round(size), check_megabytes_a_second=round(size / check * 1000))


def _records(folder: Path) -> None:
    """Whole records through the rows of a transaction, with what can be found and the trail."""
    opened, _ = vaults.make(folder / "Records.roundtable")
    lessons = [
        Lesson(LessonId(f"l{n}"), AuditId("a"), n, LessonKind.SYSTEM, f"{n} {NOTE}") for n in range(LESSONS)
    ]

    def put() -> None:
        with opened.transaction() as tx:
            for lesson in lessons:
                tx.lessons.put(lesson)
            tx.log("pack.imported")

    taken = _ms(put)
    with opened.reading() as tx:
        read = min(_ms(lambda: [tx.lessons.get(lesson.id) for lesson in lessons]) for _ in range(3))
    opened.nothing_changed()
    opened.close()
    _say(goal="P4", read_us=round(1000 * read / LESSONS), stored_a_second=round(1000 * LESSONS / taken))


if __name__ == "__main__":
    sys.exit(main())
