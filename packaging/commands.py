"""The commands of `bootstrap.py`: run, check, ner, lock."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Final, NoReturn

import checks
import environment
import locks
import system_packages
from environment import ROOT, Environment, SetUpFailed, say

EXAMPLES: Final = """\
examples:
  python3 packaging/bootstrap.py run                        set up, then open the window
  python3 packaging/bootstrap.py run demo --export out      any command of `roundtable`
  python3 packaging/bootstrap.py check                      format, lint, types, contracts, all tests
  python3 packaging/bootstrap.py check --all-pythons        and the tests on every Python from 3.11 to 3.13
  python3 packaging/bootstrap.py check --fast               without the tests
  python3 packaging/bootstrap.py check tests/domain -k seal the tests that pytest would choose, alone
  python3 packaging/bootstrap.py ner                        add the optional name model (hints for the check)
  python3 packaging/bootstrap.py lock                       make the lock files again
"""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; the exit code is the application's, or 1 when something failed."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("run", "check", "ner", "lock"))
    parser.add_argument(
        "--all-pythons", action="store_true", help="check: the suite on each installed Python"
    )
    parser.add_argument("--fast", action="store_true", help="check: leave the tests out")
    # Everything after `run` belongs to the application, its --help included.
    if arguments[:1] == ["run"]:
        return _guarded(lambda: start(arguments[1:]))
    options, rest = parser.parse_known_args(arguments)
    if options.command == "lock":
        return _guarded(lambda: locks.make(environment.own()))
    if options.command == "ner":
        return _guarded(add_name_model)
    return _guarded(lambda: check(rest, all_pythons=options.all_pythons, fast=options.fast))


def start(arguments: Sequence[str]) -> NoReturn:
    """Set up what is missing and become the application."""
    own = environment.own()
    environment.prepare(own, "run")
    _qt_libraries(own)
    command = [str(own.python), "-m", "roundtable", *arguments]
    if os.name == "nt":
        # exec on Windows returns to the prompt while the new process still runs.
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)


def add_name_model() -> int:
    """Add the optional name model to the environment; the next start uses it."""
    own = environment.own()
    environment.add_name_model(own)
    say("The name model is there; the next start uses it")
    return 0


def check(extra: Sequence[str], *, all_pythons: bool, fast: bool) -> int:
    """Run every check (or, with pytest arguments, the chosen tests alone); 1 if any failed."""
    own = environment.own()
    environment.prepare(own, "dev")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _qt_libraries(own)
    chosen = [] if extra else list(checks.STATIC)
    if not fast:
        chosen.append(checks.suite(extra))
    passed = checks.run(own, chosen)
    if all_pythons:
        passed = _on_other_pythons(extra) and passed
    return 0 if passed else 1


def _on_other_pythons(extra: Sequence[str]) -> bool:
    passed = True
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    for version, python in checks.other_pythons(checks.python_folders(os.environ)).items():
        if version == here:
            continue
        say(f"The suite on Python {version}")
        other = environment.for_version(version, python)
        environment.prepare(other, "dev")
        passed = checks.run(other, [checks.suite(extra)]) and passed
    return passed


def _qt_libraries(own: Environment) -> None:
    site = own.site_packages
    lines = system_packages.complete_qt_libraries(site / "PySide6" if site else None, say)
    if lines:
        raise SetUpFailed("\n".join(lines))


def _guarded(work: Callable[[], int]) -> int:
    os.chdir(ROOT)
    try:
        return work()
    except SetUpFailed as problem:
        print(f"roundtable: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("roundtable: stopped; run the same line again to go on", file=sys.stderr)
        return 130
