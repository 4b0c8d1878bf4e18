"""PySide6 6.12.0 drops a reference to None on every void call and aborts Python 3.11 after about 5,000."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VOID_CALLS = 300_000
LOOP = f"""
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("before")
for _ in range({VOID_CALLS}):
    label.setText("after")
print("survived")
"""


def test_300000_void_calls_survive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOP], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr[-400:]
    assert done.stdout.strip() == "survived"


def test_the_declared_range_leaves_the_broken_version_out() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (declared,) = [line for line in project["dependencies"] if line.startswith("PySide6")]
    assert declared == "PySide6-Essentials>=6.11,<6.12"


def test_both_locks_hold_a_version_of_that_range() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
        assert re.findall(r"^pyside6-essentials==(\d+\.\d+)", text, re.MULTILINE) == ["6.11"]
