"""Sets up Roundtable in this checkout and starts or checks it: `python3 packaging/bootstrap.py run`.

This file is kept readable for any Python 3, so that one that is too old gets a sentence instead of a
syntax error. What it does is in `commands.py`.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Iterator, Optional  # noqa: UP035  (an old Python reads this file too)

NEEDED = (3, 11)
# Tried first: the versions that the suite is run on.
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3.14", "python3")


def _folders() -> Iterator[Path]:
    """Where a newer Python may be: the search path, then pyenv's versions."""
    for part in os.environ.get("PATH", "").split(os.pathsep):
        yield Path(part)
    root = os.environ.get("PYENV_ROOT")
    versions = (Path(root) if root else Path.home() / ".pyenv") / "versions"
    if versions.is_dir():
        for version in sorted(versions.iterdir(), reverse=True):
            yield version / "bin"


def _is_new_enough(path: str) -> bool:
    test = "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)"
    quiet = subprocess.DEVNULL
    return subprocess.call([path, "-c", test], stdout=quiet, stderr=quiet) == 0


def _newer_python() -> Optional[str]:  # noqa: UP045
    """Path of an installed Python that is new enough, or None."""
    folders = list(_folders())
    for name in CANDIDATES:
        for folder in folders:
            path = str(folder / name)
            if os.access(path, os.X_OK) and _is_new_enough(path):
                return path
    return None


def _go_on_with_a_newer_one() -> int:
    version = ".".join(str(part) for part in sys.version_info[:3])
    found = _newer_python()
    if found is None:
        sys.stderr.write(
            "Roundtable needs Python 3.11 or newer; this is Python " + version + ".\n"
            "Install a newer one (python.org, or your system's package manager),\n"
            "then run the same line with it.\n"
        )
        return 2
    sys.stderr.write("This is Python " + version + "; going on with " + found + "\n")
    return subprocess.call([found, *sys.argv])


def _start() -> int:
    if sys.version_info < NEEDED:
        return _go_on_with_a_newer_one()
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here), str(here.parent)]
    import commands  # only a Python that is new enough can read it

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(_start())
