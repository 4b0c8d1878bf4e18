"""Every check of the project, in one list: what the build runs is what a developer runs."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from environment import ROOT, Environment, say

CHECKED: Final = ("roundtable", "packaging", "tests")
SHAKY: Final = 5
"""As many failed tests are run once more: on a busy computer one waits too short a time. More are a fault."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, and the arguments for the environment's Python."""

    name: str
    arguments: tuple[str, ...]
    again: tuple[str, ...] = ()
    """For tests: how those that failed are run once more, by themselves."""


STATIC: Final = (
    Check("format", ("-m", "ruff", "format", "--check", *CHECKED)),
    Check("lint", ("-m", "ruff", "check", *CHECKED)),
    Check("types", ("-m", "mypy", "--strict", "roundtable")),
    Check("types of the set-up", ("-m", "mypy", "--strict", "packaging/bootstrap.py")),
    Check("contracts", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
)


def suite(extra: Sequence[str] = ()) -> Check:
    """All tests in two processes, or what the extra pytest arguments choose."""
    alone = ("-m", "pytest", "-n", "0", "--last-failed", "--last-failed-no-failures", "none")
    # Halves of the list: most files stay in the process that has prepared what they share; whoever is done
    # takes over from the other.
    return Check("tests", ("-m", "pytest", "-n", "2", "--dist", "worksteal", *extra), (*alone, *extra))


def run(environment: Environment, checks: Sequence[Check]) -> bool:
    """Run them all, also after a failure, and sum up; whether every one passed.

    A test that passes only at a second try is named: it is to be mended, though it does not fail the check.
    """
    results: list[tuple[str, bool, float, list[str]]] = []
    with tempfile.TemporaryDirectory(prefix="roundtable-check-", ignore_cleanup_errors=True) as scratch:
        # Two runs at once share no folder: pytest would close one's to the users that the other lets in.
        variables = {**check_environment(os.environ), "PYTEST_DEBUG_TEMPROOT": scratch}
        for number, check in enumerate(checks):
            say(check.name)
            started = time.monotonic()
            known = Path(scratch) / f"known-{number}"
            passed, shaky = _run(environment, check, known, variables)
            results.append((check.name, passed, time.monotonic() - started, shaky))
    for name, passed, seconds, shaky in results:
        print(f"  {'passed' if passed else 'FAILED'}  {name} ({seconds:.0f} s)", flush=True)
        for test in shaky:
            print(f"          only at a second try: {test}", flush=True)
    return all(passed for _, passed, _, _ in results)


def _run(
    environment: Environment, check: Check, known: Path, variables: Mapping[str, str]
) -> tuple[bool, list[str]]:
    """Whether it passed, and the tests that did so only at a second try; `known`: what pytest remembers."""

    def passes(arguments: Sequence[str]) -> int:
        remembers = ("-o", f"cache_dir={known}") if check.again else ()
        command = [str(environment.python), *arguments, *remembers]
        return subprocess.run(
            command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, check=False
        ).returncode

    code = passes(check.arguments)
    failed = _failed_tests(known) if check.again and code == 1 else []
    if not 0 < len(failed) <= SHAKY:
        return code == 0, []
    say("Once more, by themselves: " + ", ".join(failed))
    return (True, failed) if passes(check.again) == 0 else (False, [])


def _failed_tests(known: Path) -> list[str]:
    """The tests that failed in the run that remembered in `known`."""
    try:
        return sorted(json.loads((known / "v" / "cache" / "lastfailed").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return []


def check_environment(current: os._Environ[str]) -> dict[str, str]:
    """The variables that checks run with: no window on the developer's screen unless it is asked for."""
    chosen = dict(current)
    chosen["PYTHONUTF8"] = "1"
    # mypy resolves the set-up's modules beside each other, as they are at run time.
    chosen["MYPYPATH"] = os.pathsep.join((str(ROOT / "packaging"), str(ROOT)))
    chosen.pop("PYTHONPATH", None)
    if "ROUNDTABLE_REAL_WINDOW" not in chosen:
        chosen["QT_QPA_PLATFORM"] = "offscreen"
    return chosen


def other_pythons(folders: Sequence[Path]) -> dict[str, str]:
    """Installed Pythons of the supported versions, by "3.12"-like version: the first that starts counts."""
    found: dict[str, str] = {}
    for version in ("3.11", "3.12", "3.13"):
        for folder in folders:
            path = folder / f"python{version}"
            if path.is_file() and _starts(path, version):
                found[version] = str(path)
                break
    return found


def python_folders(environment: os._Environ[str]) -> list[Path]:
    """Where Pythons are looked for: the search path, then pyenv's versions."""
    folders = [Path(part) for part in environment.get("PATH", "").split(os.pathsep) if part]
    pyenv = Path(environment.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    if pyenv.is_dir():
        folders += sorted((path / "bin" for path in pyenv.iterdir()), reverse=True)
    return folders


def _starts(path: Path, version: str) -> bool:
    # pyenv's stand-ins exist for versions that are not switched on, and then refuse to start.
    done = subprocess.run(
        [str(path), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() == version
