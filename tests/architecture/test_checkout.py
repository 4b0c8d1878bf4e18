"""The checkout itself: its fixed top level, what may lie in it, and the one command the build machine runs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"roundtable", "resources", "packaging", "tests", "pyproject.toml", "README.md", "LICENSE"}
MAX_BYTES = 2_000_000
TEXTS = {".py", ".md", ".toml", ".json", ".txt", ".lock", ".sh", ""}
# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile("/" + "(?:work|root|farm)/|/tmp/" + "bash_jobs")


def tracked() -> list[Path]:
    """Every file under version control that is still there."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_the_top_level_is_fixed() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in tops if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_is_too_large_to_review() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > MAX_BYTES] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    for path in tracked():
        if path.suffix in TEXTS:
            found = MACHINE_PATHS.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(ROOT)} names {found.group()}"


def test_what_was_made_by_others_has_its_licence_beside_it() -> None:
    for folder, pattern in (("fonts", "OFL-*.txt"), ("icons", "LICENSE-*.txt")):
        licences = list((ROOT / "resources" / folder).glob(pattern))
        assert licences
        assert all(path.stat().st_size > 500 for path in licences)
    families = {path.name.split("_")[0] for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert {f"OFL-{family}.txt" for family in families} <= {
        path.name for path in (ROOT / "resources/fonts").iterdir()
    }


def test_the_build_machine_runs_the_readme_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ['cd "$(dirname "$0")/.." || exit 1', "exec python3 packaging/bootstrap.py check"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK) or os.name == "nt"
