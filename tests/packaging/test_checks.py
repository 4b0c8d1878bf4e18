"""The check command runs everything, sums up, fails when anything failed, and finds other Pythons."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
posix_only = pytest.mark.skipif(os.name == "nt", reason="scripts stand in for programs")


def with_the_set_up(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code beside the set-up's own modules."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "packaging"), str(ROOT))), **variables},
        check=False,
    )


RUN = """
import sys
from pathlib import Path
import checks
from checks import Check
from environment import Environment
class Here(Environment):
    python = sys.executable
ran = [Check("first", ("-c", sys.argv[1])), Check("second", ("-c", "print('second ran')"))]
print(checks.run(Here(Path("."), ""), ran))
"""


def test_all_run_also_after_a_failure_and_one_failure_fails() -> None:
    done = with_the_set_up(RUN, "raise SystemExit(3)")
    assert done.stdout.splitlines()[-3:] == ["  FAILED  first (0 s)", "  passed  second (0 s)", "False"]
    assert "second ran" in done.stdout


def test_all_passed_is_said() -> None:
    assert with_the_set_up(RUN, "pass").stdout.endswith("True\n")


TESTS = """
import sys
from pathlib import Path
import checks
from environment import Environment
class Here(Environment):
    python = sys.executable
quiet = ("-p", "no:randomly", "--rootdir", sys.argv[2], "-c", "/dev/null", "-n", "0")
print(checks.run(Here(Path("."), ""), [checks.suite((sys.argv[1], *quiet))]))
"""


@posix_only
@pytest.mark.parametrize(
    ("fails", "told", "passed"),
    [
        ("not seen.exists()", ["only at a second try", "test_shaky"], True),
        ("True", ["FAILED  tests"], False),
        ("number > 0", ["FAILED  tests"], False),
    ],
)
def test_a_few_failed_tests_are_run_once_more_and_named(
    tmp_path: Path, fails: str, told: list[str], passed: bool
) -> None:
    file = tmp_path / "test_made_up.py"
    file.write_text(
        f"""
import pathlib, pytest
seen = pathlib.Path({str(tmp_path / "seen")!r})
@pytest.mark.parametrize("number", range(9))
def test_shaky(number):
    bad = ({fails}) and (number == 0 or "number" in {fails!r})
    seen.touch()
    assert not bad
""",
        encoding="utf-8",
    )
    shown = with_the_set_up(TESTS, str(file), str(tmp_path)).stdout
    assert shown.endswith(f"{passed}\n"), shown
    for words in told:
        assert words in shown
    assert ("Once more" in shown) == (fails != "number > 0"), "many failures are a fault"


SHOW = "import os; print('platform:', os.environ.get('QT_QPA_PLATFORM'))"


def test_no_window_appears_unless_it_is_asked_for() -> None:
    shown = with_the_set_up(RUN, SHOW, QT_QPA_PLATFORM="xcb").stdout
    assert "platform: offscreen" in shown
    asked = with_the_set_up(RUN, SHOW, QT_QPA_PLATFORM="xcb", ROUNDTABLE_REAL_WINDOW="1").stdout
    assert "platform: xcb" in asked


@posix_only
def test_other_pythons_are_found_on_the_path_and_with_pyenv_if_they_start(tmp_path: Path) -> None:
    path, pyenv = tmp_path / "bin", tmp_path / "pyenv"
    made = {
        path / "python3.11": "3.11",
        path / "python3.12": None,  # a stand-in that refuses to start
        pyenv / "versions" / "3.12.1" / "bin" / "python3.12": "3.12",
        pyenv / "versions" / "3.10.1" / "bin" / "python3.10": "3.10",
    }
    for file, version in made.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"#!/bin/sh\necho {version}\n" if version else "#!/bin/sh\nexit 127\n", encoding="utf-8"
        )
        file.chmod(0o755)
    code = "import os, checks; print(checks.other_pythons(checks.python_folders(os.environ)))"
    done = with_the_set_up(code, PATH=f"{path}:/bin:/usr/bin", PYENV_ROOT=str(pyenv))
    found = eval(done.stdout)
    assert found["3.11"] == str(path / "python3.11")
    assert found["3.12"] == str(pyenv / "versions" / "3.12.1" / "bin" / "python3.12")
    assert "3.10" not in found


def test_every_check_that_the_readme_promises_is_there() -> None:
    code = "import checks; print([c.name for c in checks.STATIC], checks.suite().arguments)"
    shown = with_the_set_up(code).stdout
    for word in ("format", "lint", "types", "contracts", "pytest", "'-n', '2'"):
        assert word in shown
