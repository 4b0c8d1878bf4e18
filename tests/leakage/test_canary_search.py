"""What is typed is in the encrypted file and nowhere else, however the program ends."""

from __future__ import annotations

import base64
import gzip
import random
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.leakage import canaries

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it needs signals and limits of Unix")
if sys.platform != "win32":
    from tests.leakage.computer import Computer, allow_core_dumps

TYPED = ("note", "headline", "concern", "lesson", "draft", "child", "event")
ENDS = {
    "closed": 0,
    "killed": -signal.SIGKILL,
    "aborted": -signal.SIGABRT,
    "crashed": -signal.SIGSEGV,
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    made = Computer(tmp_path_factory.mktemp("leakage") / "first")
    made.prepare()
    return made


@pytest.mark.parametrize("end", ENDS)
def test_nothing_is_left_outside_the_file(prepared: Computer, tmp_path: Path, end: str) -> None:
    computer = prepared.copy_to(tmp_path / "home")
    assert computer.run(end) == ENDS[end]
    assert computer.found() == []
    written = sorted(str(p.relative_to(computer.home)) for p in computer.home.rglob("*") if p.is_file())
    assert not [name for name in written if "core" in Path(name).name.lower()], written
    _has_everything(computer)


def test_a_lock_leaves_nothing_on_the_drive_nor_in_memory(prepared: Computer, tmp_path: Path) -> None:
    computer = prepared.copy_to(tmp_path / "home")
    running = computer.start("locked")
    assert running.stdout is not None and running.stdin is not None
    try:
        assert running.stdout.readline().strip() == "ready"
        before = _left_in_memory(running.pid, computer.words)
        running.stdin.write("lock\n")
        running.stdin.flush()
        _wait_for_new_program(running.pid)
        assert computer.found() == []
        _has_everything(computer)
        if before is None:
            pytest.skip("the memory of another process cannot be read here")
        assert set(TYPED) <= before, "the search finds what an open file holds"
        assert _left_in_memory(running.pid, computer.words) == set()
    finally:
        running.kill()
        running.communicate()


def _left_in_memory(pid: int, words: dict[str, str]) -> set[str] | None:
    memory = _memory_of(pid)
    return None if memory is None else canaries.in_memory(memory, words)


def _has_everything(computer: Computer) -> None:
    vault = computer.opened()
    try:
        with vault.reading() as tx:
            rows = (tx.cases, tx.round_tables, tx.walkthroughs, tx.lessons, tx.drafts)
            held = repr([list(each.all()) for each in rows])
    finally:
        vault.close()
    assert [name for name in TYPED if computer.words[name] not in held] == []


# --- the search itself finds what there is to find

WORDS = {"name": "Vozukaterimu"}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda word: word.encode(),
        lambda word: word.upper().encode(),
        lambda word: word.encode("utf-16-le"),
        lambda word: word.encode("utf-16-be"),
        lambda word: word.encode("utf-32-le"),
        lambda word: word.encode().hex().encode(),
        lambda word: base64.b64encode(f"name={word};".encode()),
        lambda word: base64.b64encode(f"a name={word};".encode()),
        lambda word: base64.b64encode(f"one name={word};".encode()),
        lambda word: b"%PDF stream\n" + zlib.compress(f"x{word}".encode()),
        lambda word: gzip.compress(f"x{word}".encode()),
    ],
)
def test_the_search_finds_every_form(tmp_path: Path, wrap: object) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\x00\xff" + wrap(WORDS["name"]) + b"\x00")  # type: ignore[operator]
    assert {found.canary for found in canaries.search([tmp_path], WORDS)} == {"name"}


def test_the_search_looks_into_archives_and_at_file_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", "<w>Vozukaterimu</w>" * 3)
    (tmp_path / "Vozukaterimu.pdf").write_bytes(b"")
    found = canaries.search([tmp_path], WORDS)
    assert {Path(each.path).name for each in found} == {"a.zip", "Vozukaterimu.pdf"}


def test_without_our_care_a_crash_would_leave_the_memory(tmp_path: Path) -> None:
    """Else the crash tests above would show nothing on this machine."""
    if not Path("/proc/sys/kernel/core_pattern").exists():
        pytest.skip("this system does not say where it puts core dumps")
    if Path("/proc/sys/kernel/core_pattern").read_text().startswith(("|", "/")):
        pytest.skip("this system gives core dumps to a reporter")
    word = canaries.word(random.Random(3))
    script = f"import os; held = {word!r} * 1000; MORE; os.abort()"
    for more, leaves in (("pass", True), ("from roundtable import crash_traces as c; c.leave_none()", False)):
        folder = tmp_path / str(leaves)
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", script.replace("MORE", more)],
            cwd=folder,
            preexec_fn=allow_core_dumps,
            check=False,
            capture_output=True,
        )
        assert bool(canaries.search([folder], {"word": word})) is leaves


def _memory_of(pid: int) -> bytes | None:
    """Everything that this process holds in memory it can write to."""
    parts = []
    try:
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                span, rights, *rest = line.split()
                if not rights.startswith("rw") or rest[-1] in ("[vvar]", "[vsyscall]"):
                    continue
                start, end = (int(part, 16) for part in span.split("-"))
                memory.seek(start)
                parts.append(memory.read(end - start))
    except OSError:
        return None
    return b"\x00".join(parts)


def _wait_for_new_program(pid: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
        if b"-m\x00roundtable\x00" in line:
            break
        time.sleep(0.1)  # on purpose: another process is waited for
    else:
        raise AssertionError(f"no new program after the lock: {line!r}")
    time.sleep(2)  # on purpose: until the new window stands
