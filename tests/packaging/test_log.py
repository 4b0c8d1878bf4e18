"""The log holds event names, ids, types and places; never what was typed or read."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable import log

NAME = "Aaliyah Nowak"
ID = "3f2a91c07be44d5e"


@pytest.fixture
def log_path(tmp_path: Path) -> Iterator[Path]:
    path = log.start(tmp_path / "logs")
    yield path
    log.stop()


def test_an_event_is_a_line_with_its_ids(log_path: Path) -> None:
    log.event("vault.opened", vault=ID, cases=4)
    assert re.fullmatch(rf"\S+ \S+ INFO vault\.opened vault={ID} cases=4\n", log_path.read_text())


def test_text_in_place_of_an_id_is_withheld(log_path: Path) -> None:
    log.event("case.opened", case=NAME, person="Adebayo", reference="beefdeadfade", number="07700 900123")
    assert log_path.read_text().endswith(
        "case.opened case=withheld person=withheld reference=withheld number=withheld\n"
    )


@pytest.mark.parametrize("name", [f"opened {NAME}", "Vault.Opened", "", "a.b\nINFO forged"])
def test_an_event_name_that_may_hold_content_is_refused(log_path: Path, name: str) -> None:
    with pytest.raises(log.EventNameWrong) as caught:
        log.event(name)
    assert name == "" or name not in str(caught.value)
    assert log_path.read_text() == ""


def fail(text: str) -> None:
    raise ValueError(text)


def test_a_fault_is_its_type_and_place_and_number(log_path: Path) -> None:
    numbers = []
    for text in (NAME, "something else"):
        try:
            fail(text)
        except ValueError as error:
            numbers.append(log.fault(error, "save.failed", case=ID))
    written = log_path.read_text()
    assert NAME not in written
    assert f"save.failed case={ID} number={numbers[0]} type=ValueError at=" in written
    assert re.search(r"at=\S*test_log:\d+\n", written)
    assert numbers[0] == numbers[1]  # the same fault at the same place can be recognised


def test_the_place_is_the_innermost_line_of_roundtable(log_path: Path) -> None:
    from roundtable import assets

    try:
        assets.path("nowhere")
    except assets.AssetMissing as error:
        assert log.place(error).startswith("roundtable.assets:")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_this_user_can_read_it(log_path: Path) -> None:
    assert stat.S_IMODE(log_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log_path.parent.stat().st_mode) == 0o700


def test_it_stays_small(log_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for handler in log._LOG.handlers:
        if hasattr(handler, "maxBytes"):
            monkeypatch.setattr(handler, "maxBytes", 2_000)
    for _ in range(300):
        log.event("vault.saved", vault=ID)
    files = list(log_path.parent.iterdir())
    assert len(files) == log.KEPT_FILES
    assert all(path.stat().st_size <= 2_000 for path in files)


UNCAUGHT = f"""
import sys, threading
from pathlib import Path
from roundtable import log
log.start(Path(sys.argv[1]))
log.install_hooks(lambda text: print(text))
def fail(*_):
    raise RuntimeError("{NAME}")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
class Dying:
    __del__ = fail
Dying()
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
QTimer.singleShot(0, fail)
QTimer.singleShot(1, application.quit)
application.exec()
fail()
"""


def test_errors_nobody_caught_reach_the_log_and_not_the_terminal(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNCAUGHT, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    written = (tmp_path / "roundtable.log").read_text()
    assert written.count(" uncaught ") == 3  # a thread, a slot of Qt, the main thread
    assert written.count(" not_raisable ") == 1
    assert written.count("type=RuntimeError at=__main__:") == 4
    assert NAME not in written + done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (
        done.stdout.count("Something went wrong that Roundtable did not foresee.") == 2
    )  # not from the thread
    assert done.returncode == 1


@given(st.text(max_size=30))
def test_no_text_but_an_id_is_ever_shown(text: str) -> None:
    shown = log._shown(text)
    assert shown == "withheld" or re.fullmatch(r"[0-9a-f-]{8,64}", shown)
