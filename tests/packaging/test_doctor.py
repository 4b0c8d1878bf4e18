"""The doctor finds what is wrong with a computer and says what to do about it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from roundtable import doctor
from roundtable.doctor import Finding
from roundtable.spotting import installed

ROOT = Path(__file__).resolve().parents[2]


def test_this_computer_is_fit_for_the_tests() -> None:
    found = doctor.diagnose(environment={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert [finding for finding in found if not finding.ok] == []
    assert len({finding.name for finding in found}) == len(found) == 10


def wrong(finding: Finding, *words: str) -> None:
    assert not finding.ok
    for word in words:
        assert word in finding.text


def test_the_name_model_may_be_missing_but_not_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "onnx").mkdir()
    for name in (installed.WEIGHTS, installed.VOCABULARY):
        (tmp_path / name).write_bytes(b"other weights")
    wrong(doctor.name_model(tmp_path), "not used", "packaging/bootstrap.py ner")
    monkeypatch.setattr(installed, "folder", lambda: None)
    missing = doctor.name_model()
    assert missing.ok
    assert "nothing depends on it" in missing.text


def test_an_old_python_is_named() -> None:
    wrong(doctor.python((3, 10, 13)), "3.10.13", "3.11 or newer")
    assert doctor.python((3, 11, 0)).ok


@pytest.mark.parametrize("version", ["6.12.0", "6.12.1", "6.10.2", "6.11"])
def test_another_qt_is_named(version: str) -> None:
    wrong(doctor.qt(version), version, "bootstrap.py run")


def test_a_qt_that_loses_none_is_named() -> None:
    wrong(doctor.none_survives(lost=1000), "end the program", "PySide6 6.11")
    assert doctor.none_survives(lost=0).ok
    assert doctor.none_survives(lost=-1).ok


def test_missing_and_damaged_shipped_files_are_named(tmp_path: Path) -> None:
    wrong(doctor.shipped_files(tmp_path), str(tmp_path), "missing")
    for folder in ("fonts", "icons"):
        (tmp_path / folder).mkdir()
    (tmp_path / "icons" / "lock.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "fonts" / "cut.ttf").write_bytes(b"\x00\x01")
    wrong(doctor.shipped_files(tmp_path), "damaged: cut.ttf", "again")
    (tmp_path / "fonts" / "cut.ttf").write_bytes(b"\x00\x01\x00\x00rest")
    assert doctor.shipped_files(tmp_path).ok


def test_no_display_is_named_and_leaves_a_way_on() -> None:
    wrong(doctor.display({}, "linux"), "no display", "without one")
    assert doctor.display({"DISPLAY": ":0"}, "linux").ok
    assert doctor.display({"WAYLAND_DISPLAY": "wayland-0"}, "linux").ok
    assert doctor.display({}, "win32").ok


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a choice of displays")
def test_qt_that_cannot_start_is_told_in_its_telling_words() -> None:
    without = {key: value for key, value in os.environ.items() if not key.endswith("DISPLAY")}
    finding = doctor.window({**without, "QT_QPA_PLATFORM": "xcb"})
    wrong(finding, "not with xcb")
    assert "xcb-cursor" not in finding.text
    assert "Available platform plugins" not in finding.text


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    wrong(doctor.writable(tmp_path / "nowhere"), "nowhere", "Choose a folder")
    assert doctor.writable(tmp_path).ok
    assert list(tmp_path.iterdir()) == []


def test_an_encryption_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    wrong(doctor.encryption(), "sqlcipher3", "bootstrap.py run")


def test_a_library_that_does_not_encrypt_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3
    import types

    plain = types.ModuleType("sqlcipher3")
    plain.dbapi2 = sqlite3  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sqlcipher3", plain)
    wrong(doctor.encryption(), "does not encrypt")
