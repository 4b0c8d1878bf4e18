"""On a fresh build machine the missing system packages are installed; elsewhere they are named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="system packages are a matter of Linux")

# Stands in for the package manager: notes what it was asked, and fails until the lists were refreshed.
APT = """\
#!/bin/sh
echo "$@" >> "$APT_NOTES"
test "$1" = update && touch "$APT_NOTES.fresh"
test -e "$APT_NOTES.fresh" || exit 100
exit "${APT_RESULT:-0}"
"""
# Qt's folder as a Qt whose plugin misses a library: `ldd` is asked, and says what a bare machine says.
LDD = """\
#!/bin/sh
echo "/x/libqoffscreen.so:"
test -e "$APT_NOTES.fresh" && test "${APT_RESULT:-0}" = 0 || echo "	libEGL.so.1 => not found"
exit 0
"""
CHECK = """
import sys
from pathlib import Path
import system_packages
if sys.argv[2] == "root":
    system_packages.may_install = lambda: True
elif sys.argv[2] == "user":
    system_packages.may_install = lambda: False
for line in system_packages.complete_qt_libraries(Path(sys.argv[1]), lambda text: print("said:", text)):
    print("problem:", line)
"""


def complete(tmp_path: Path, who: str, result: str = "0") -> tuple[str, list[str]]:
    """What is shown, and what the package manager was asked, on a machine without libEGL."""
    tools = tmp_path / "bin"
    plugins = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    for folder in (tools, plugins):
        folder.mkdir(parents=True)
    (plugins / "libqoffscreen.so").touch()
    for name, text in (("apt-get", APT), ("ldd", LDD)):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    notes = tmp_path / "notes"
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(tmp_path / "PySide6"), who],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PATH": f"{tools}:/usr/bin:/bin",
            "PYTHONPATH": f"{ROOT / 'packaging'}:{ROOT}",
            "QT_QPA_PLATFORM": "offscreen",
            "APT_NOTES": str(notes),
            "APT_RESULT": result,
        },
        check=False,
    )
    assert done.returncode == 0, done.stderr
    asked = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    return done.stdout, asked


def test_they_are_installed_where_that_is_allowed(tmp_path: Path) -> None:
    shown, asked = complete(tmp_path, "root")
    assert shown == "said: Qt needs libEGL.so.1; installing libegl1\n"
    install = "install -y -q --no-install-recommends libegl1"
    assert asked == [install, "update -q", install]


def test_they_are_named_where_it_is_not(tmp_path: Path) -> None:
    shown, asked = complete(tmp_path, "user")
    assert "problem: Qt's offscreen display cannot start" in shown
    assert "missing: libEGL.so.1" in shown
    assert "libegl1" in shown or "libEGL.so.1" in shown.splitlines()[1]
    assert asked == []


def test_they_are_named_when_installing_fails(tmp_path: Path) -> None:
    shown, asked = complete(tmp_path, "root", result="1")
    assert "problem: Qt's offscreen display cannot start" in shown
    assert len(asked) == 3
