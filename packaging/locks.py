"""Makes the two lock files: exact versions and hashes for every system, from pyproject.toml."""

from __future__ import annotations

import os
import subprocess
from typing import Final

from environment import LOCKS, ROOT, Environment, Kind, SetUpFailed, prepare, say

HEADER: Final = """\
# {what}, exact versions and hashes for Linux, Windows and macOS.
# Made by `python3 packaging/bootstrap.py lock` from pyproject.toml; not edited by hand.
"""
WHAT: Final[dict[Kind, str]] = {
    "run": "Everything that Roundtable runs with",
    "dev": "Everything that Roundtable runs with and is checked with",
}
# The tool that lays the project itself into the environment; it is locked like everything else.
BUILD: Final = "setuptools>=77\n"


def make(own: Environment) -> int:
    """Resolve again and write both files; the second is held to the versions of the first."""
    prepare(own, "dev")
    _have_uv(own)
    _write(own, "run", [])
    _write(own, "dev", ["--extra", "dev", "--constraint", str(LOCKS["run"])])
    say("Made both lock files; the next start installs from them")
    return 0


def _write(own: Environment, kind: Kind, more: list[str]) -> None:
    text = _uv(
        own,
        [
            *("pip", "compile", "pyproject.toml", "-", "--universal", "--generate-hashes"),
            *("--python-version", "3.11", "--no-header", "--no-annotate", "--upgrade", "--quiet"),
            *more,
        ],
    )
    if not text:
        raise SetUpFailed("uv could not resolve the versions in pyproject.toml: run it by hand to see why")
    LOCKS[kind].write_text(HEADER.format(what=WHAT[kind]) + text, encoding="utf-8", newline="\n")


def _uv(own: Environment, arguments: list[str]) -> str:
    done = subprocess.run(
        [str(own.python), "-m", "uv", *arguments],
        cwd=ROOT,
        input=BUILD,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
        check=False,
    )
    return done.stdout if done.returncode == 0 else ""


def _have_uv(own: Environment) -> None:
    found = subprocess.run([str(own.python), "-c", "import uv"], stderr=subprocess.DEVNULL, check=False)
    if found.returncode == 0:
        return
    say("Installing uv, which resolves the versions")
    done = subprocess.run([str(own.python), "-m", "pip", "install", "--quiet", "uv"], check=False)
    if done.returncode:
        raise SetUpFailed("uv could not be installed: check the connection, then run the same line again")
