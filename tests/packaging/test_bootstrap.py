"""Setting up: from a bare checkout to a started program, once; repaired when it was interrupted.

A small checkout stands in for the whole: the project's own set-up code and a real virtual environment
and pip, but one tiny package in the lock, so that it takes seconds and no network.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "roundtable"
version = "0"

[tool.any]
"""
# Lays the checkout into the environment as the real build tool does: a path file and a name.
BACKEND = """\
import os, zipfile
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "roundtable-0-py3-none-any.whl"
    files = {
        "roundtable.pth": os.getcwd(),
        "roundtable-0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: roundtable\\nVersion: 0\\n",
        "roundtable-0.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        "roundtable-0.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""
MAIN = """\
import sys
import probe
print("started", probe.VERSION, *sys.argv[1:])
sys.exit(7 if "fail" in sys.argv else 0)
"""


def make_wheel(folder: Path, version: str) -> str:
    """A package of one line; its SHA-256."""
    path = folder / f"probe-{version}-py3-none-any.whl"
    info = f"probe-{version}.dist-info"
    files = {
        "probe.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: probe\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(text)}\n"
        wheel.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Checkout:
    """A small checkout with the real set-up code."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        shutil.copytree(
            ROOT / "packaging",
            self.root / "packaging",
            ignore=shutil.ignore_patterns("__pycache__", "*.lock"),
        )
        (self.root / "roundtable").mkdir()
        for name in ("__init__.py", "system_libraries.py"):
            shutil.copy(ROOT / "roundtable" / name, self.root / "roundtable")
        (self.root / "roundtable" / "__main__.py").write_text(MAIN, encoding="utf-8")
        (self.root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        (self.root / "backend.py").write_text(BACKEND, encoding="utf-8")
        self.lock("1", make_wheel(self.wheels, "1"))

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def lock(self, version: str, digest: str) -> None:
        for name in ("requirements.lock", "requirements-dev.lock"):
            text = f"probe=={version} \\\n    --hash=sha256:{digest}\n"
            (self.root / "packaging" / name).write_text(text, encoding="utf-8")

    def bootstrap(self, *arguments: str, wheels: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(self.root / "packaging" / "bootstrap.py"), *arguments],
            capture_output=True,
            text=True,
            cwd=self.root.parent,  # it has to work from any folder
            env=self.variables(wheels),
            timeout=100,
            check=False,
        )

    def variables(self, wheels: Path | None = None) -> dict[str, str]:
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))},
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(wheels or self.wheels),
            "QT_QPA_PLATFORM": "offscreen",
        }


def test_from_a_bare_checkout_to_a_started_program_and_again_at_once(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    first = checkout.bootstrap("run", "vault.roundtable", "--help")
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stdout.endswith("started 1 vault.roundtable --help\n")  # every argument is the program's own
    assert "Making .venv" in first.stdout
    assert "probe 1" in first.stdout

    stamp = json.loads((checkout.venv / "roundtable-stamp.json").read_text(encoding="utf-8"))
    assert list(stamp) == ["run"]
    assert re.fullmatch(r"[0-9a-f]{64}", stamp["run"])  # names no machine and no folder

    began = time.monotonic()
    second = checkout.bootstrap("run", "fail")
    assert time.monotonic() - began < 1.5
    assert second.stdout == "started 1 fail\n"
    assert second.returncode == 7  # the program's own exit code

    # A changed lock is followed; what is there is used again.
    checkout.lock("2", make_wheel(checkout.wheels, "2"))
    third = checkout.bootstrap("run")
    assert third.stdout.endswith("started 2\n"), third.stdout + third.stderr
    assert "Making .venv" not in third.stdout

    # A package that is not the one that was locked is refused, and the next start begins afresh.
    checkout.lock("1", "0" * 64)
    refused = checkout.bootstrap("run")
    assert refused.returncode == 1
    assert "started" not in refused.stdout
    assert "HASHES" in refused.stderr.upper()
    assert "run the same line again" in refused.stderr
    checkout.lock("2", make_wheel(checkout.wheels, "2"))
    mended = checkout.bootstrap("run")
    assert "half made" in mended.stdout
    assert mended.stdout.endswith("started 2\n"), mended.stdout + mended.stderr


@pytest.mark.skipif(os.name == "nt", reason="kills a whole group of processes")
@pytest.mark.parametrize("moment", ["Making .venv", "Installing the packages"])
def test_an_installation_that_was_killed_is_repaired(tmp_path: Path, moment: str) -> None:
    checkout = Checkout(tmp_path)
    with subprocess.Popen(
        [sys.executable, str(checkout.root / "packaging" / "bootstrap.py"), "run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=checkout.variables(),
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            if moment in line:
                break
        os.killpg(running.pid, signal.SIGKILL)
    assert not (checkout.venv / "roundtable-stamp.json").exists()
    done = checkout.bootstrap("run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("started 1\n"), done.stdout + done.stderr


def test_two_starts_at_once_set_up_once(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    command = [sys.executable, str(checkout.root / "packaging" / "bootstrap.py"), "run"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=checkout.variables())
        for _ in range(2)
    ]
    shown = [start.communicate(timeout=60)[0] for start in both]
    assert [start.returncode for start in both] == [0, 0]
    assert all(text.endswith("started 1\n") for text in shown)
    assert sum("Making .venv" in text for text in shown) == 1
    assert sum("waiting" in text for text in shown) == 1


def test_without_a_connection_it_says_so(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    done = checkout.bootstrap("run", wheels=empty)
    assert done.returncode == 1
    assert "Check the connection" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_name_model_is_added_beside_the_rest(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    digest = make_wheel(checkout.wheels, "2")
    (checkout.root / "packaging" / "requirements-ner.lock").write_text(
        f"probe==2 \\\n    --hash=sha256:{digest}\n", encoding="utf-8"
    )
    done = checkout.bootstrap("ner")  # on a bare checkout: all of it
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the next start uses it" in done.stdout
    assert checkout.bootstrap("run").stdout == "started 2\n"  # and nothing is installed again
    assert list(json.loads((checkout.venv / "roundtable-stamp.json").read_text(encoding="utf-8"))) == ["run"]


def test_help_names_every_command() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "bootstrap.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for words in (
        "bootstrap.py run",
        "bootstrap.py check",
        "--all-pythons",
        "bootstrap.py ner",
        "bootstrap.py lock",
    ):
        assert words in done.stdout


def test_any_python_3_can_read_the_first_file() -> None:
    text = (ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 5))


OLD = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.argv = [sys.argv[1], "run"]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_an_old_python_is_told_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OLD, str(ROOT / "packaging" / "bootstrap.py")],
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path), "HOME": str(tmp_path), "PYENV_ROOT": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 2
    assert "needs Python 3.11 or newer; this is Python 3.9.2" in done.stderr
    assert "run the same line" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for the newer Python")
def test_an_old_python_goes_on_with_a_newer_one_that_is_installed(tmp_path: Path) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    newer.chmod(0o755)
    broken = tmp_path / "python3.13"  # like pyenv's stand-in for a version that is not switched on
    broken.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    broken.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", OLD.replace('"run"', '"--help"'), str(ROOT / "packaging" / "bootstrap.py")],
        capture_output=True,
        text=True,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path), "PYENV_ROOT": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"going on with {newer}" in done.stderr
    assert "bootstrap.py check" in done.stdout
