"""What was acknowledged is never lost, and damage is never silent: the short form of every fault, as a command.

The long forms are for a release: `python -m tests.faults --long`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.__main__ import FAULTS
from tests.faults.results import BAD, Result, cannot

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> tuple[int, list[str]]:
    """The command in a process of its own: it forks, and it stands between SQLCipher and the drive."""
    done = subprocess.run(
        # A process without threads forks, which Python 3.12 cannot know.
        [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.faults", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()


@pytest.mark.timeout(300)  # on a busy machine; by itself the longest takes twenty seconds
@pytest.mark.parametrize("name", FAULTS)
def test_it_loses_nothing_and_is_told_by_name(name: str) -> None:
    code, (machine, line) = run(name)
    assert "cores" in machine
    result: dict[str, Any] = json.loads(line)
    if "cannot" in result:
        pytest.skip(result["cannot"])
    assert code == 0, line
    assert result["rounds"] > 0
    assert not any(result["found"].get(bad) for bad in BAD), line
    if name in WHAT_ELSE:
        WHAT_ELSE[name](result["found"])


def _kills_fell_everywhere(found: dict[str, int]) -> None:
    assert found["hot_journals"] > 0
    assert found["before"] + found["during"] == 30


def _throttled(found: dict[str, int]) -> None:
    assert found["seconds_at_least"] >= 60


def _every_statement(found: dict[str, int]) -> None:
    assert found["statements"] > 50
    assert found["before"] > 10
    assert found["after"] > 0


def _while_it_was_made_and_after(found: dict[str, int]) -> None:
    assert found["statements"] > 500
    assert found["making"] > 0
    assert found["after"] > 0


def _was_there_before(found: dict[str, int]) -> None:
    assert found["found_before"] > 0
    assert found["copies"] > 0


def _told(found: dict[str, int]) -> None:
    assert found["told by name"] == FAULTS["two"].short
    assert found["slowest_ms"] < 500


def _by_all_three(found: dict[str, int]) -> None:
    assert min(found["refused"], found["trail"], found["anchor"]) > 0


def _refused(found: dict[str, int]) -> None:
    assert found["refused"] > 0
    assert found["writes"] > 300


WHAT_ELSE = {
    "kill-meeting": _kills_fell_everywhere,
    "tries": _throttled,
    "migration-statements": _every_statement,
    "index-statements": _while_it_was_made_and_after,
    "destroyed": _was_there_before,
    "two": _told,
    "replay": _by_all_three,
    "full": _refused,
    "failing": _refused,
}


def test_a_finding_ends_the_command_with_1_and_what_cannot_be_tried_is_said() -> None:
    good = Result("x", 3, {"lost": 0, "before": 1200})
    assert good.is_good
    assert good.row == "| x | 3 | 0 lost | before 1,200 |"
    for bad in BAD:
        assert not Result("x", 3, {bad: 1}).is_good
    assert "not tried" in cannot("x", "needs root").row
    assert json.loads(cannot("x", "needs root").line)["cannot"] == "needs root"


def test_the_command_lists_the_faults_and_refuses_others() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "earthquake"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "there is no fault earthquake" in done.stderr
    assert all(name in done.stderr for name in FAULTS)
