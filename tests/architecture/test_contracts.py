"""The import contracts hold, and each fails on a breach planted in a copy of the package."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}

# What a dependency is imported as, where that is not its name in lower case.
IMPORTED_AS = {
    "Pillow": ("PIL",),
    "PySide6-Essentials": ("PySide6", "shiboken6"),
    "SQLAlchemy": ("sqlalchemy",),
}

# contract: (module that is changed or made, the import that breaks it), and what the linter must name
PLANTED = [
    ("layers", "roundtable/domain/audit.py", "import roundtable.actions", "roundtable.domain.audit"),
    ("layers", "roundtable/domain/audit.py", "import roundtable.clock", "roundtable.domain.audit"),
    (
        "layers",
        "roundtable/anonymise/planted.py",
        "import roundtable.actions",
        "roundtable.anonymise.planted",
    ),
    ("layers", "roundtable/actions/planted.py", "import roundtable.storage", "roundtable.actions.planted"),
    ("layers", "roundtable/storage/planted.py", "import roundtable.export", "roundtable.storage.planted"),
    ("layers", "roundtable/export/planted.py", "import roundtable.ui", "roundtable.export.planted"),
    ("layers", "roundtable/ui/planted.py", "import roundtable.storage", "roundtable.ui.planted"),
    ("layers", "roundtable/planted.py", "", "planted"),  # a top-level module that has no place
    ("domain-alone", "roundtable/domain/audit.py", "import msgspec", "msgspec"),
    ("inner-layers", "roundtable/actions/planted.py", "import sqlalchemy", "sqlalchemy"),
    ("inner-layers", "roundtable/anonymise/planted.py", "import PySide6.QtCore", "PySide6"),
    ("inner-layers", "roundtable/actions/planted.py", "import onnxruntime", "onnxruntime"),
    ("inner-layers", "roundtable/actions/planted.py", "from reportlab.pdfgen import canvas", "reportlab"),
    ("qt-in-ui", "roundtable/storage/planted.py", "from PySide6.QtCore import QObject", "PySide6"),
    ("qt-in-ui", "roundtable/export/planted.py", "import shiboken6", "shiboken6"),
    ("layers", "roundtable/spotting/planted.py", "import roundtable.storage", "roundtable.spotting.planted"),
    ("layers", "roundtable/intake/planted.py", "import roundtable.storage", "roundtable.intake.planted"),
    ("inner-layers", "roundtable/actions/planted.py", "import openpyxl", "openpyxl"),
    ("screens", "roundtable/ui/screens/planted.py", "import roundtable.ui.screens.other", "screens.planted"),
    ("border", "roundtable/export/report_pdf.py", "import roundtable.domain.case", "roundtable.domain.case"),
    (
        "border",
        "roundtable/export/charts.py",
        "import roundtable.domain.signoff",
        "roundtable.domain.signoff",
    ),
    (
        "border",
        "roundtable/export/email_draft.py",
        "import roundtable.export.writer",
        "roundtable.export.writer",
    ),
    ("room", "roundtable/ui/room_view/window.py", "import roundtable.domain.register", "domain.register"),
    ("room", "roundtable/ui/room_view/panel.py", "import roundtable.actions.who", "roundtable.actions.who"),
    ("room", "roundtable/ui/widgets/labels.py", "import roundtable.domain.case", "roundtable.domain.case"),
    ("border-of-export", "roundtable/export/planted.py", "import roundtable.domain.case", "export.planted"),
    ("border-of-export", "roundtable/export/planted.py", "import roundtable.actions.ports", "export.planted"),
    # A detour over a module that is innocent itself.
    (
        "border",
        "roundtable/domain/report.py",
        "import roundtable.domain.register",
        "roundtable.domain.register",
    ),
]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """A copy of the package, with the project's own contracts."""
    shutil.copytree(
        ROOT / "roundtable", tmp_path / "roundtable", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    yield tmp_path


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run the linter on the package in this folder."""
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    command = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", *chosen],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
        check=False,
    )


def test_every_contract_holds(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "path", "line", "named"), PLANTED)
def test_a_contract_bites(copy: Path, contract: str, path: str, line: str, named: str) -> None:
    (copy / "roundtable" / "ui" / "screens" / "other.py").write_text(
        '"""Another screen."""\n', encoding="utf-8"
    )
    changed = copy / path
    before = changed.read_text(encoding="utf-8") if changed.exists() else '"""Planted."""\n'
    changed.write_text(f"{before}\n{line}\n", encoding="utf-8")
    done = lint(copy, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout, done.stdout
    assert named in done.stdout


def test_every_contract_was_broken_on_purpose() -> None:
    assert {contract for contract, *_ in PLANTED} == set(CONTRACTS)


def test_the_domain_imports_the_standard_library_alone() -> None:
    """Stricter than the contract, which can only name the packages that are known."""
    for path in sorted((ROOT / "roundtable" / "domain").rglob("*.py")):
        for name in imported(path):
            inside = name.startswith("roundtable.domain")
            assert inside or name.partition(".")[0] in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_the_domain_contract_knows_every_dependency() -> None:
    forbidden = set(CONTRACTS["domain-alone"]["forbidden_modules"])
    for line in PROJECT["project"]["dependencies"]:
        name = re.split(r"[<>=~! ]", line)[0]
        assert set(IMPORTED_AS.get(name, (name.lower(),))) <= forbidden, (
            f"{name} is not forbidden to the domain"
        )


def imported(path: Path) -> Iterator[str]:
    """The full name of everything a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield str(node.module)
