"""The rules that hold for every test do bite: each is broken on purpose in a suite of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

TESTS = Path(__file__).resolve().parents[1]


def run_suite(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    """Run a test file under the project's own configuration and conftest."""
    (folder / "conftest.py").write_text((TESTS / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_planted.py").write_text(dedent(source), encoding="utf-8")
    options = ("-p", "no:cacheprovider", "-p", "no:randomly", "--timeout", "60")
    configuration = ("-c", str(TESTS.parent / "pyproject.toml"), "--rootdir", str(folder))
    return subprocess.run(
        [sys.executable, "-m", "pytest", *configuration, *options, str(folder)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        check=False,
    )


# what is broken: (the test that breaks it, what the failure must say)
PLANTED = {
    "a warning of Python": (
        """
        import warnings
        def test_it():
            warnings.warn("old")
        """,
        "UserWarning: old",
    ),
    "a warning of Qt": (
        """
        from PySide6.QtCore import QTimer
        def test_it(qapp):
            QTimer.singleShot(-1, qapp, lambda: None)
        """,
        "negative",
    ),
    "a thread left behind": (
        """
        import threading
        stop = threading.Event()
        def test_it():
            threading.Thread(target=stop.wait, name="stray", daemon=True).start()
        """,
        "threads left behind: ['stray']",
    ),
    "a connection that is tried and given up": (
        """
        import contextlib, socket
        def test_it():
            with contextlib.suppress(OSError):
                socket.create_connection(("192.0.2.1", 80), timeout=1)
        """,
        "the network was used",
    ),
    "a look-up of a name": (
        """
        import contextlib, socket
        def test_it():
            with contextlib.suppress(OSError):
                socket.getaddrinfo("example.org", 443)
        """,
        "the network was used",
    ),
    "an error in a slot": (
        """
        from PySide6.QtCore import QEventLoop, QTimer
        def test_it(qapp):
            loop = QEventLoop()
            QTimer.singleShot(1, lambda: 1 / 0)
            QTimer.singleShot(50, loop.quit)
            loop.exec()
        """,
        "ZeroDivisionError",
    ),
    "an error in a thread": (
        """
        import threading
        def test_it():
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
        """,
        "PytestUnhandledThreadExceptionWarning",
    ),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_test_fails_on(what: str, tmp_path: Path) -> None:
    source, expected = PLANTED[what]
    done = run_suite(tmp_path, source)
    assert done.returncode == 1, done.stdout + done.stderr
    assert expected in done.stdout


def test_a_clean_test_passes_and_may_use_a_local_socket(tmp_path: Path) -> None:
    source = """
        import os, socket
        def test_it(qapp):
            left, right = socket.socketpair()
            left.close()
            right.close()
            assert qapp.platformName() == os.environ.get("QT_QPA_PLATFORM", qapp.platformName())
    """
    done = run_suite(tmp_path, source)
    assert done.returncode == 0, done.stdout + done.stderr
