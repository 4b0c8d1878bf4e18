"""Shipped files are found from anywhere; one that is missing is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from roundtable import assets


def test_a_shipped_file_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "<svg" in assets.read_text("icons/lock.svg")
    assert assets.read_bytes("icons/lock.svg") == assets.path("icons/lock.svg").read_bytes()
    assert assets.path("icons").is_absolute()


def test_json_is_read_as_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    (tmp_path / "pack.json").write_bytes('{"name": "Zoë", "clauses": [1, 2]}'.encode())
    assert assets.read_json("pack.json") == {"name": "Zoë", "clauses": [1, 2]}


def test_a_missing_file_is_named() -> None:
    with pytest.raises(assets.AssetMissing) as caught:
        assets.read_text("fonts/nowhere.ttf")
    assert caught.value.details == {"name": "fonts/nowhere.ttf"}
