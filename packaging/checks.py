"""Every check of the project, in one list: what the build runs is what a developer runs."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from environment import ROOT, Environment, say

CHECKED: Final = ("roundtable", "packaging", "tests")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, and the arguments for the environment's Python."""

    name: str
    arguments: tuple[str, ...]


STATIC: Final = (
    Check("format", ("-m", "ruff", "format", "--check", *CHECKED)),
    Check("lint", ("-m", "ruff", "check", *CHECKED)),
    Check("types", ("-m", "mypy", "--strict", "roundtable")),
    Check("types of the set-up", ("-m", "mypy", "--strict", "packaging/bootstrap.py")),
    Check("contracts", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
)


def suite(extra: Sequence[str] = ()) -> Check:
    """All tests in two processes, or what the extra pytest arguments choose."""
    return Check("tests", ("-m", "pytest", "-n", "2", *extra))


def run(environment: Environment, checks: Sequence[Check]) -> bool:
    """Run them all, also after a failure, and sum up; whether every one passed."""
    results: list[tuple[str, bool, float]] = []
    with tempfile.TemporaryDirectory(prefix="roundtable-check-", ignore_cleanup_errors=True) as scratch:
        # Two runs at once share no folder: pytest would close one's to the users that the other lets in.
        variables = {**check_environment(os.environ), "PYTEST_DEBUG_TEMPROOT": scratch}
        for check in checks:
            say(check.name)
            started = time.monotonic()
            done = subprocess.run(
                [str(environment.python), *check.arguments],
                cwd=ROOT,
                env=variables,
                stdin=subprocess.DEVNULL,
                check=False,
            )
            results.append((check.name, done.returncode == 0, time.monotonic() - started))
    for name, passed, seconds in results:
        print(f"  {'passed' if passed else 'FAILED'}  {name} ({seconds:.0f} s)", flush=True)
    return all(passed for _, passed, _ in results)


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
