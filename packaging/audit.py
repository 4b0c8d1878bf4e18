"""Asks the public database of advisories about every locked version. Needs the network; no check runs it.

`python3 packaging/audit.py`: pip-audit is installed in a folder of its own that is deleted afterwards, so
that nothing it needs gets near the program. The exit code is 0 only when every package was found and none is
named in an advisory; one that the database does not answer for counts as not audited, and that is said.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = ("requirements.lock", "requirements-dev.lock", "requirements-ner.lock")
OPTIONS: Final = ("--strict", "--require-hashes", "--disable-pip", "--progress-spinner", "off")


def main() -> int:
    """Audit each lock; 1 when one has an advisory or could not be audited."""
    with tempfile.TemporaryDirectory(prefix="roundtable-audit-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "tool"
        venv.create(folder, with_pip=True)
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        installed = subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pip-audit"],
            check=False,
        )
        if installed.returncode:
            print("roundtable: pip-audit could not be installed; this needs the network", file=sys.stderr)
            return 1
        passed = [audited(python, name) for name in LOCKS]
    return 0 if all(passed) else 1


def audited(python: Path, name: str) -> bool:
    """Whether the database answered for every package of this lock, and names none."""
    print(f"== {name}", flush=True)
    command = [str(python), "-m", "pip_audit", *OPTIONS, "-r", str(ROOT / "packaging" / name)]
    done = subprocess.run(command, check=False)
    if done.returncode:
        print(
            f"roundtable: {name} is not clean, or was not audited whole: read the lines above",
            file=sys.stderr,
        )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
